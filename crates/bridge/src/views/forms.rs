//! Interview forms as data: their versions, their editor, their import.
