//! Combining laptops: the rules among made-up laptops, and places of files on real servers.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::allow_attributes, reason = "tests")]

mod hostile;
mod organisation;
mod server;
mod servers;
mod world;
