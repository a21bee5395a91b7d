//! Activities and what programmes cost.
