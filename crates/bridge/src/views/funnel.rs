//! Where people are lost.
