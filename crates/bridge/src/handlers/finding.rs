//! Finding people by any of their names, and telling one person from two.
