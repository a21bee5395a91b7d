//! Migrations: one file or folder each, run in one transaction, never edited once released. They use no live type.

mod journal_chain;
pub mod standard_form;

use rusqlite::{Connection, Transaction};

use crate::{
    error::{OpenError, StoreError},
    keys::StoreKeys,
    tables::finding,
};

/// A migration: its statements, and what cannot be said in SQL, done after them.
struct Migration {
    sql: &'static [&'static str],
    then: fn(&Transaction<'_>, &StoreKeys) -> Result<(), StoreError>,
}

/// In order; the schema version is how many have run.
const MIGRATIONS: &[Migration] = &[
    Migration { sql: &[include_str!("0001_casework.sql")], then: |_, _| Ok(()) },
    Migration { sql: &[include_str!("0002_vault_for_life.sql")], then: journal_chain::take_over },
    Migration {
        sql: &[
            include_str!("0003_daily_casework/people.sql"),
            include_str!("0003_daily_casework/finding.sql"),
            include_str!("0003_daily_casework/consent.sql"),
            include_str!("0003_daily_casework/interviews.sql"),
            include_str!("0003_daily_casework/programmes.sql"),
            include_str!("0003_daily_casework/work.sql"),
            include_str!("0003_daily_casework/intake.sql"),
            include_str!("0003_daily_casework/handover.sql"),
            include_str!("0003_daily_casework/facts.sql"),
        ],
        then: standard_form::add,
    },
    Migration {
        sql: &[
            include_str!("0004_placement_and_figures/companies.sql"),
            include_str!("0004_placement_and_figures/recommendations.sql"),
            include_str!("0004_placement_and_figures/papers.sql"),
            include_str!("0004_placement_and_figures/activities.sql"),
            include_str!("0004_placement_and_figures/articles.sql"),
            include_str!("0004_placement_and_figures/indicators.sql"),
            include_str!("0004_placement_and_figures/releases.sql"),
            include_str!("0004_placement_and_figures/combining.sql"),
            include_str!("0004_placement_and_figures/facts.sql"),
        ],
        then: |_, _| Ok(()),
    },
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

/// Whether a store has the current version and keys of names by the current rules.
pub fn is_current(connection: &Connection) -> Result<bool, StoreError> {
    Ok(version_of(connection)? >= current() && finding::is_current(connection)?)
}

/// Checks the version of a store that was just opened. One from before there was an anchor is brought to the current
/// version at once: there is nothing to compare it with.
///
/// # Errors
/// [`OpenError::Newer`] when a newer program made it; then nothing was changed.
pub fn on_opening(connection: &mut Connection, keys: &StoreKeys) -> Result<(), OpenError> {
    match version_of(connection)? {
        found if found > current() => Err(OpenError::Newer(found)),
        found if found < WITH_CHAIN => Ok(migrate(connection, keys)?),
        _ => Ok(()),
    }
}

/// Brings a store to the current version, and its keys of names to the current rules; returns at once when both are.
///
/// # Errors
/// What the disk says; then it is as it was.
pub fn migrate(connection: &mut Connection, keys: &StoreKeys) -> Result<(), StoreError> {
    if is_current(connection)? {
        return Ok(());
    }
    let found = version_of(connection)?;
    let transaction = connection.transaction()?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        migration.sql.iter().try_for_each(|statements| transaction.execute_batch(statements))?;
        (migration.then)(&transaction, keys)?;
    }
    set_version(&transaction, current())?;
    if !finding::is_current(&transaction)? {
        finding::renew(&transaction)?;
    }
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

/// Makes a store of the second schema in an empty file, for testing what happens to one.
#[cfg(test)]
pub fn second_only(connection: &mut Connection, keys: &StoreKeys) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    for migration in MIGRATIONS.iter().take(2) {
        migration.sql.iter().try_for_each(|statements| transaction.execute_batch(statements))?;
        (migration.then)(&transaction, keys)?;
    }
    set_version(&transaction, 2)?;
    Ok(transaction.commit()?)
}
