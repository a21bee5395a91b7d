//! Copies of the whole file, and rewriting it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use thiserror::Error;

use crate::{
    OpenError, Reader, Store, StoreError,
    handles::Inside,
    open,
    own_file::new_private_file,
    tables::collect,
    verify,
    watched::{guess, watched},
};

/// Why there is no copy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SnapshotError {
    /// A person stopped it.
    #[error("Stopped")]
    Cancelled,
    /// The copy does not hold what the store holds.
    #[error("The copy does not hold what the store holds")]
    Unequal,
    /// The copy does not verify.
    #[error("The copy does not open: {0}")]
    Copy(OpenError),
    /// The store cannot be read or the copy not written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Steps of SQLite between two looks at the progress, and how many such turns a row of a table costs: measured.
const EVERY: i32 = 1000;
const TURNS_PER_MILLION_ROWS: u64 = 10_000;

impl Store {
    /// Writes a copy under the same key, opens it and compares it. There must be no file at `to`, and none is left when
    /// it fails.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub fn snapshot(
        &mut self,
        to: &Path,
        progress: &mut dyn FnMut(f32),
        cancel: &AtomicBool,
    ) -> Result<(), SnapshotError> {
        drop(new_private_file(to)?);
        let copied = self.copy_to(to, progress, cancel).and_then(|()| self.compare_with(to, progress, cancel));
        copied.inspect_err(|_| {
            let _ = fs::remove_file(to);
        })
    }

    fn copy_to(&mut self, to: &Path, progress: &mut dyn FnMut(f32), cancel: &AtomicBool) -> Result<(), SnapshotError> {
        let to = to.to_str().ok_or(StoreError::FolderGone)?;
        let rows: u64 = self.read().table_counts()?.values().sum();
        let expected = rows.saturating_mul(TURNS_PER_MILLION_ROWS) / 1_000_000;
        let mut tick = |turns| {
            progress(guess(turns, expected) / 2.0);
            !cancel.load(Ordering::Relaxed)
        };
        // An empty file is taken like no file, and keeps its mode.
        let copied = watched(&mut self.connection, EVERY, &mut tick, |connection| {
            Ok(connection.execute("VACUUM INTO ?1", [to]).map(drop)?)
        });
        if cancel.load(Ordering::Relaxed) {
            return Err(SnapshotError::Cancelled);
        }
        copied?;
        Ok(File::open(to).and_then(|copy| copy.sync_all()).map_err(|fault| StoreError::from(&fault))?)
    }

    fn compare_with(
        &self,
        copy: &Path,
        progress: &mut dyn FnMut(f32),
        cancel: &AtomicBool,
    ) -> Result<(), SnapshotError> {
        let keys = &self.inside.keys;
        let mut step = |step: verify::Step, part: f32| progress(0.5 + step.of_all(part) / 2.0);
        let head = verify::verify(copy, keys, &mut step).map_err(SnapshotError::Copy)?;
        let connection = open::connection(copy, &keys.database).map_err(SnapshotError::Copy)?;
        let inside = Inside::of(keys.clone(), copy);
        let copied = Reader { connection: &connection, inside: &inside };
        let ours = self.read();
        let equal = head == ours.journal_head()?
            && copied.state()? == ours.state()?
            && copied.table_counts()? == ours.table_counts()?;
        match (equal, cancel.load(Ordering::Relaxed)) {
            (_, true) => Err(SnapshotError::Cancelled),
            (true, false) => Ok(()),
            (false, false) => Err(SnapshotError::Unequal),
        }
    }

    /// Writes the file anew, so that nothing removed stays in it.
    ///
    /// # Errors
    /// What the disk says, which needs room for two more copies; then the file is as it was.
    pub fn compact(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("VACUUM")?;
        // Every page is another one now. A digest that was taken before must not be compared with it.
        self.write(|_| Ok(()))
    }
}

impl Reader<'_> {
    /// Counts the rows of every table.
    ///
    /// # Errors
    /// What the disk says.
    pub fn table_counts(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let names: Vec<String> = collect(self.connection, sql, [], |row| Ok(Ok(row.get(0)?)))?;
        let count = |name: String| {
            let sql = format!("SELECT count(*) FROM \"{name}\"");
            let rows = self.connection.query_row(&sql, [], |row| row.get(0))?;
            Ok((name, rows))
        };
        names.into_iter().map(count).collect()
    }
}
