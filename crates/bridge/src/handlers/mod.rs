//! What the commands do: take the request apart, call one use case, show what came of it.

pub mod backups;
pub mod documents;
pub mod erasure;
pub mod figures;
pub mod finding;
pub mod forms;
pub mod handover;
pub mod intake;
pub mod interviews;
pub mod journal;
pub mod keys;
pub mod people;
pub mod profile;
pub mod programmes;
pub mod session;
pub mod support;
pub mod undo;
pub mod work;
