//! The sample organisation in a real office on a temporary folder.

mod common;
mod figures;
mod finding;
mod records;
