//! Handing a case to a colleague on another laptop.
