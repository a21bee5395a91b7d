//! The day itself: counters and quick contacts.
