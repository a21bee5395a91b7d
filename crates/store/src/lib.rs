//! The encrypted store: SQLCipher opened, verified, migrated; one file per table.
//!
//! What stands on the disk is ciphertext: the database and its rollback journal. There is no write-ahead log, because
//! SQLite stops silently at its first bad frame (docs/decisions/0006). Personal data is guarded from the moment a row is
//! read. Blocking: callers run it on a thread of their own.

mod cipher;
mod error;
mod migrations;
mod open;
mod tables;
mod verify;

pub use error::{OpenError, StoreError};
pub use open::{Reader, Store, StoreKey, Writer};
pub use tables::{
    approval::ApprovalRow,
    draft::{Draft, DraftContent},
    interview::Interview,
    participant::{Order, PersonSummary},
};
pub use verify::Damage;

#[cfg(test)]
mod tests;
