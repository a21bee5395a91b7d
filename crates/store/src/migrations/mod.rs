//! Migrations: one file each, run in one transaction, never edited once released. They use no live type.

use rusqlite::{Connection, Transaction};

use crate::error::OpenError;

/// In order; the schema version is how many have run.
const MIGRATIONS: &[&str] = &[include_str!("0001_casework.sql")];

/// The schema version that this program writes.
pub fn current() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Brings a store to the current version.
///
/// # Errors
/// [`OpenError::Newer`] when a newer program made it; then nothing was changed.
pub fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > current() {
        return Err(OpenError::Newer(found));
    }
    if found == current() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        transaction.execute_batch(migration)?;
    }
    set_version(&transaction, current())?;
    Ok(transaction.commit()?)
}

/// Writes the schema version.
pub fn set_version(transaction: &Transaction<'_>, version: u32) -> rusqlite::Result<()> {
    transaction.pragma_update(None, "user_version", version)
}
