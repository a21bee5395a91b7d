//! Bringing spreadsheets in.
