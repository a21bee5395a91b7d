//! What can go wrong, without a value or a path in it.

use std::io::{self, ErrorKind};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::verify::Damage;

/// A read or a write that failed. Nothing was half-written: every write is one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StoreError {
    /// No such record.
    #[error("No such record")]
    NotFound,
    /// The disk is full.
    #[error("The disk is full")]
    DiskFull,
    /// The file or its folder cannot be written to.
    #[error("The store is read-only")]
    ReadOnly,
    /// The folder of the store is gone.
    #[error("The folder of the store is gone")]
    FolderGone,
    /// A page does not carry its seal.
    #[error("The store is damaged")]
    Damaged,
    /// A rule of the schema was broken.
    #[error("A rule of the schema was broken")]
    Constraint,
    /// The disk or the system failed in another way; SQLite's extended result code.
    #[error("SQLite result code {0}")]
    Sqlite(i32),
    /// A stored value is not of the form it should have.
    #[error("A stored value has an unexpected form")]
    Form,
}

impl From<rusqlite::Error> for StoreError {
    /// Keeps the code and drops the text, which can quote statements and values.
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            rusqlite::Error::SqliteFailure(failure, _) => Self::of(failure.code, failure.extended_code),
            _ => Self::Form,
        }
    }
}

impl From<&io::Error> for StoreError {
    fn from(fault: &io::Error) -> Self {
        match fault.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::NotFound => Self::FolderGone,
            _ => Self::Sqlite(rusqlite::ffi::SQLITE_IOERR),
        }
    }
}

impl StoreError {
    const fn of(code: ErrorCode, extended: i32) -> Self {
        match code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::ReadOnly if extended == rusqlite::ffi::SQLITE_READONLY_DBMOVED => Self::FolderGone,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly,
            ErrorCode::CannotOpen => Self::FolderGone,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
            ErrorCode::ConstraintViolation => Self::Constraint,
            _ => Self::Sqlite(extended),
        }
    }
}

/// Why a store cannot be opened or made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// There is no file.
    #[error("No store")]
    Missing,
    /// There is a file already.
    #[error("A store is there already")]
    AlreadyThere,
    /// The file does not verify.
    #[error("The store is damaged: {0}")]
    Damaged(Damage),
    /// A newer version of the program made it.
    #[error("Made by a newer version (schema {0})")]
    Newer(u32),
    /// The library in use does not encrypt.
    #[error("This build cannot encrypt")]
    NoCipher,
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match StoreError::from(error) {
            StoreError::Damaged => Self::Damaged(Damage::Unreadable),
            error => Self::Store(error),
        }
    }
}
