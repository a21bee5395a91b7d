//! Migrations: one file each, run in one transaction, never edited once released. They use no live type.

mod journal_chain;

use rusqlite::{Connection, Transaction};

use crate::{
    error::{OpenError, StoreError},
    keys::StoreKeys,
};

/// A migration: its statements, and what cannot be said in SQL, done after them.
struct Migration {
    sql: &'static str,
    then: fn(&Transaction<'_>, &StoreKeys) -> Result<(), StoreError>,
}

/// In order; the schema version is how many have run.
const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("0001_casework.sql"), then: |_, _| Ok(()) },
    Migration { sql: include_str!("0002_vault_for_life.sql"), then: journal_chain::take_over },
];

/// The first schema version whose journal is a chain.
pub const WITH_CHAIN: u32 = 2;

/// The schema version that this program writes.
pub fn current() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// The schema version of a store.
pub fn version_of(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings a store to the current version.
///
/// It changes pages before anybody compares the store with the anchor. That is right for version 1, which had none; the
/// next migration has to run after the comparison (docs/decisions/0012).
///
/// # Errors
/// [`OpenError::Newer`] when a newer program made it; then nothing was changed.
pub fn migrate(connection: &mut Connection, keys: &StoreKeys) -> Result<(), OpenError> {
    let found = version_of(connection)?;
    if found > current() {
        return Err(OpenError::Newer(found));
    }
    if found == current() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        transaction.execute_batch(migration.sql)?;
        (migration.then)(&transaction, keys)?;
    }
    set_version(&transaction, current())?;
    Ok(transaction.commit()?)
}

/// Writes the schema version.
pub fn set_version(transaction: &Transaction<'_>, version: u32) -> rusqlite::Result<()> {
    transaction.pragma_update(None, "user_version", version)
}

/// Makes a store of the first schema in an empty file, for testing what happens to one.
#[cfg(test)]
pub fn first_only(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("0001_casework.sql"))?;
    connection.pragma_update(None, "user_version", 1)
}
