//! Verifying the whole file at every unlock.
//!
//! Three checks, because each is blind to something: SQLCipher's own check sees every changed byte but not a missing
//! page; SQLite's check sees a broken tree but not a changed unused byte; the length sees what was cut off or added. The
//! seals have a connection of their own, since one bad page poisons a connection.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use thiserror::Error;

use crate::{
    cipher,
    error::{OpenError, StoreError},
    open::StoreKey,
};

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Damage {
    /// The first page does not open.
    #[error("the first page does not open")]
    Unreadable,
    /// Pages do not carry their seal.
    #[error("{0} pages do not carry their seal")]
    Seals(usize),
    /// The file is longer or shorter than it says.
    #[error("the length is wrong")]
    Length,
    /// Tables and indexes contradict each other.
    #[error("tables and indexes contradict each other")]
    Structure,
    /// Records point at records that are not there.
    #[error("records point at records that are not there")]
    References,
}

/// Checks every page, the length, the structure and the references.
///
/// # Errors
/// [`OpenError::Damaged`] with what is wrong; other variants when the file cannot be read at all.
pub fn verify(path: &Path, key: &StoreKey) -> Result<(), OpenError> {
    seals(&connect(path, key)?)?;
    let connection = connect(path, key)?;
    length(&connection, path)?;
    structure(&connection)?;
    references(&connection)
}

fn connect(path: &Path, key: &StoreKey) -> Result<Connection, OpenError> {
    // Not read-only: a journal left by a crash must be rolled back before the pages are judged.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    cipher::set_key(&connection, key)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u32>(0))?;
    Ok(connection)
}

fn damaged(damage: Damage) -> Result<(), OpenError> {
    Err(OpenError::Damaged(damage))
}

fn seals(connection: &Connection) -> Result<(), OpenError> {
    let bad = connection.prepare("PRAGMA cipher_integrity_check")?.query_map([], |_| Ok(()))?.count();
    if bad > 0 { damaged(Damage::Seals(bad)) } else { Ok(()) }
}

fn length(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let pages: u64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    // SQLCipher answers in its own name and as text.
    let size: String = connection.query_row("PRAGMA cipher_page_size", [], |row| row.get(0))?;
    let size: u64 = size.parse().map_err(|_| StoreError::Form)?;
    let actual = std::fs::metadata(path).map_err(|_| OpenError::Missing)?.len();
    // An empty file would pass as an empty store, and the vault would look as if nobody had ever been met.
    if pages > 0 && pages.saturating_mul(size) == actual { Ok(()) } else { damaged(Damage::Length) }
}

fn structure(connection: &Connection) -> Result<(), OpenError> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { damaged(Damage::Structure) }
}

fn references(connection: &Connection) -> Result<(), OpenError> {
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? { damaged(Damage::References) } else { Ok(()) }
}
