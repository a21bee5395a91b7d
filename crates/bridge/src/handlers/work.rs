//! Tasks, closing and reopening cases, undoing.
