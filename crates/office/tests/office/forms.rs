//! Forms that come as files, held against the two programs that say what they mean: pyxform, which makes an XForm of an
//! XLSForm, and the engine of ODK, which answers XForms. What they said lies in `tests/forms/made`; `make.py` and
//! `ask.mjs` beside it make it anew.

mod agreement;
