//! Verifying the whole file at every unlock.
//!
//! Four checks, because each is blind to something: SQLCipher's own check sees every changed byte but not a missing
//! page; SQLite's check sees a broken tree but not a changed unused byte; the length sees what was cut off or added; the
//! chain of the journal sees an entry taken out by somebody who has the key of the file. The seals have a connection of
//! their own, since one bad page poisons a connection.

use std::{fs::File, path::Path};

use rusqlite::{Connection, OpenFlags};
use thiserror::Error;

use crate::{
    chain::Head,
    cipher,
    error::{OpenError, StoreError},
    keys::{StoreKey, StoreKeys},
    migrations, tables,
    watched::{guess, watched},
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
    /// The chain of the journal breaks at an entry; at 0 when a payload is missing that nobody erased.
    #[error("the journal breaks at entry {0}")]
    Journal(u64),
}

/// A part of the verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The seals of all pages.
    Seals,
    /// Tables and indexes.
    Structure,
    /// Records that point at records.
    References,
    /// The chain of the journal.
    Journal,
}

impl Step {
    /// In the order in which they are done.
    pub const ALL: [Self; 4] = [Self::Seals, Self::Structure, Self::References, Self::Journal];

    /// Turns the part of this step that is done into a part of all steps, by what each of them costs (measured).
    pub fn of_all(self, part: f32) -> f32 {
        let (from, to) = match self {
            Self::Seals => (0.0, 0.5),
            Self::Structure => (0.5, 0.9),
            Self::References => (0.9, 0.95),
            Self::Journal => (0.95, 1.0),
        };
        from + (to - from) * part
    }
}

/// Steps of SQLite between two looks at the progress, and how many such turns a thousand pages cost: measured.
const EVERY: i32 = 1000;
const TURNS_PER_THOUSAND_PAGES: u64 = 360;

/// Is told how far a step has come, from 0 to 1. It is called at least at the begin and the end of each.
pub type Progress<'a> = &'a mut dyn FnMut(Step, f32);

/// Checks every page, the length, the structure, the references and the journal, and returns the head of the journal.
///
/// # Errors
/// [`OpenError::Damaged`] with what is wrong; other variants when the file cannot be read at all.
pub fn verify(path: &Path, keys: &StoreKeys, progress: Progress<'_>) -> Result<Head, OpenError> {
    timed(Step::Seals, progress, |_| {
        seals(&connect(path, &keys.database)?)?;
        cut_off_leftovers(path, &keys.database)
    })?;
    let mut connection = connect(path, &keys.database)?;
    timed(Step::Structure, progress, |progress| {
        length(&connection, path)?;
        structure(&mut connection, progress)
    })?;
    timed(Step::References, progress, |_| references(&connection))?;
    timed(Step::Journal, progress, |progress| journal(&connection, keys, progress))
}

fn timed<T>(
    step: Step,
    progress: Progress<'_>,
    work: impl FnOnce(&mut dyn FnMut(f32)) -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    progress(step, 0.0);
    let done = work(&mut |part| progress(step, part))?;
    progress(step, 1.0);
    Ok(done)
}

fn connect(path: &Path, key: &StoreKey) -> Result<Connection, OpenError> {
    // Not read-only: a journal left by a crash must be rolled back before the pages are judged.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    cipher::set_key(&connection, key)?;
    // Indexes are compared with their tables row by row, all over the file: pages must not be decrypted again and again.
    connection.execute_batch("PRAGMA cache_size = -65536")?;
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

fn pages(connection: &Connection) -> Result<u64, OpenError> {
    Ok(connection.query_row("PRAGMA page_count", [], |row| row.get(0))?)
}

/// Cuts off what a power cut in the middle of a rewriting left behind the end: SQLite shortens the file after it has
/// committed. These pages carry the seal of their place, or the seals would have refused them, so they were ours.
fn cut_off_leftovers(path: &Path, key: &StoreKey) -> Result<(), OpenError> {
    let (expected, page) = expected_length(&connect(path, key)?)?;
    let actual = actual_length(path)?;
    if expected == 0 || actual <= expected || !actual.is_multiple_of(page) {
        return Ok(());
    }
    let cut = File::options().write(true).open(path).and_then(|file| {
        file.set_len(expected)?;
        file.sync_all()
    });
    cut.map_err(|fault| StoreError::from(&fault).into())
}

fn length(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let (expected, _) = expected_length(connection)?;
    // An empty file would pass as an empty store, and the vault would look as if nobody had ever been met.
    if expected > 0 && expected == actual_length(path)? { Ok(()) } else { damaged(Damage::Length) }
}

/// How long the file says it is, and how long a page.
fn expected_length(connection: &Connection) -> Result<(u64, u64), OpenError> {
    // SQLCipher answers in its own name and as text.
    let page: String = connection.query_row("PRAGMA cipher_page_size", [], |row| row.get(0))?;
    let page: u64 = page.parse().map_err(|_| StoreError::Form)?;
    Ok((pages(connection)?.saturating_mul(page), page))
}

fn actual_length(path: &Path) -> Result<u64, OpenError> {
    Ok(std::fs::metadata(path).map_err(|_| OpenError::Missing)?.len())
}

fn structure(connection: &mut Connection, progress: &mut dyn FnMut(f32)) -> Result<(), OpenError> {
    let expected = pages(connection)?.saturating_mul(TURNS_PER_THOUSAND_PAGES) / 1000;
    let mut tick = |turns| {
        progress(guess(turns, expected));
        true
    };
    let verdict: String = watched(connection, EVERY, &mut tick, |connection| {
        Ok(connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?)
    })
    .map_err(unreadable)?;
    if verdict == "ok" { Ok(()) } else { damaged(Damage::Structure) }
}

/// As for [`OpenError`] made from what SQLite says.
fn unreadable(error: StoreError) -> OpenError {
    match error {
        StoreError::Damaged => OpenError::Damaged(Damage::Unreadable),
        error => OpenError::Store(error),
    }
}

fn references(connection: &Connection) -> Result<(), OpenError> {
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? { damaged(Damage::References) } else { Ok(()) }
}

/// A store of the first schema has a journal without a chain, which gets one when it is migrated.
fn journal(connection: &Connection, keys: &StoreKeys, progress: &mut dyn FnMut(f32)) -> Result<Head, OpenError> {
    if migrations::version_of(connection)? < migrations::WITH_CHAIN {
        return Ok(Head::default());
    }
    tables::journal::check(connection, &keys.journal, progress)
}
