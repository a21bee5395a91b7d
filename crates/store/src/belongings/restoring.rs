//! Putting back what an edit changed, or refusing.

use std::collections::BTreeMap;

use casework::{ids::ParticipantId, participant::Stage};
use rusqlite::params_from_iter;
use thiserror::Error;

use super::{Difference, ROOT, Row, Rows, Shape, Table, Value, part, quoted};
use crate::{StoreError, Writer};

/// Why a difference cannot be taken back. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RestoreError {
    /// Something that it changed was changed again since, or other records hang on it by now.
    #[error("The records were changed since")]
    Changed,
    /// The file of a document that would come back is gone.
    #[error("The file of the document is gone")]
    FileGone,
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Columns of the participant's own row that follow from their facts.
const KEPT: [&str; 2] = ["stage", "last_fact_on"];
const DOCUMENT: &str = "document";

impl Writer<'_> {
    /// Takes back what a difference says, if all it changed still stands as it left it. What was changed elsewhere in
    /// the same rows since stays. Give it [`reversed`](Difference::reversed) to do it again.
    ///
    /// # Errors
    /// [`RestoreError`]; then nothing is changed.
    pub fn restore(&self, difference: &Difference) -> Result<(), RestoreError> {
        let id = difference.participant;
        let now = self.belongings_of(id)?;
        let kept = kept_columns(&now.shape);
        let expected = difference.taken_back_from(&now.rows, &kept).ok_or(RestoreError::Changed)?;
        let files = Files::between(&now.shape, &now.rows, &expected);
        files.are_there(self)?;
        self.all_or_nothing(|| {
            self.apply(&now.shape, &now.rows, &expected)?;
            let stands = self.belongings_of(id)?.rows;
            if !equal_but_for(&stands, &expected, &kept) {
                return Err(RestoreError::Changed);
            }
            self.index_names(id, &self.names_of(id)?)?;
            Ok(self.refresh_kept_if_stale(difference, &now.rows, &kept)?)
        })?;
        files.keep(self, id);
        Ok(())
    }

    /// Runs `work`; when it fails, none of what it wrote stays, whatever the transaction does then.
    pub(crate) fn all_or_nothing<T, E: From<StoreError>>(&self, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let run = |sql: &str| self.connection.execute_batch(sql).map_err(StoreError::from);
        run("SAVEPOINT part")?;
        match work() {
            Ok(done) => {
                run("RELEASE part")?;
                Ok(done)
            }
            Err(error) => {
                run("ROLLBACK TO part; RELEASE part")?;
                Err(error)
            }
        }
    }

    fn apply(&self, shape: &Shape, now: &Rows, expected: &Rows) -> Result<(), RestoreError> {
        for ((at, key), _) in now.iter().rev().filter(|(key, _)| !expected.contains_key(*key)) {
            let Some(table) = shape.tables.get(*at).filter(|table| table.name != ROOT) else {
                return Err(RestoreError::Changed);
            };
            let sql = format!("DELETE FROM {} WHERE {}", quoted(&table.name), table.key_is(1));
            // EXPOSE: goes into the encrypted store.
            self.change(&sql, params_from_iter(key.expose()))?;
        }
        for (place @ (at, key), row) in expected {
            let Some(table) = shape.tables.get(*at) else { return Err(RestoreError::Changed) };
            match now.get(place) {
                Some(stands) if stands == row => (),
                Some(_) => self.overwrite(table, key, row)?,
                None => self.insert_row(table, row).map_err(not_as_recorded)?,
            }
        }
        Ok(())
    }

    fn overwrite(&self, table: &Table, key: &Row, row: &Row) -> Result<(), RestoreError> {
        let columns: Vec<usize> = (0..table.columns.len()).filter(|at| !table.key.contains(at)).collect();
        let first = columns.len().saturating_add(1);
        let set = table.names_of(&columns).enumerate();
        let set = set.map(|(n, column)| format!("{column} = ?{}", n.saturating_add(1))).collect::<Vec<_>>().join(", ");
        let sql = format!("UPDATE {} SET {set} WHERE {}", quoted(&table.name), table.key_is(first));
        let values = part(row, &columns);
        // EXPOSE: goes into the encrypted store.
        let all = values.expose().iter().chain(key.expose());
        self.change(&sql, params_from_iter(all)).map(drop).map_err(not_as_recorded)
    }

    /// Adds a row with all its columns.
    pub(crate) fn insert_row(&self, table: &Table, row: &Row) -> Result<(), StoreError> {
        let places = (1..=table.columns.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({places})", quoted(&table.name), table.all_columns());
        // EXPOSE: goes into the encrypted store.
        self.change(&sql, params_from_iter(row.expose())).map(drop)
    }

    fn refresh_kept_if_stale(&self, taken_back: &Difference, before: &Rows, kept: &[usize]) -> Result<(), StoreError> {
        let own = taken_back.changes.iter().find(|((at, _), _)| *at == 0);
        let Some((key, changed)) = own else { return Ok(()) };
        let (Some(after), Some(stood)) = (&changed.after, before.get(key)) else { return Ok(()) };
        if part(after, kept) == part(stood, kept) { Ok(()) } else { self.refresh_kept(taken_back.participant) }
    }

    /// Works out anew what follows from the facts of a participant: the day of the newest one and the farthest stage.
    ///
    /// # Errors
    /// What the disk says.
    pub fn refresh_kept(&self, id: ParticipantId) -> Result<(), StoreError> {
        let timeline = self.timeline(id)?;
        let newest = timeline.iter().map(|fact| fact.on).max().ok_or(StoreError::NotFound)?;
        let stage = timeline.iter().filter_map(|fact| Stage::shown_by(fact.kind, fact.detail.as_deref())).max();
        self.change("UPDATE participant SET stage = 0, last_fact_on = '' WHERE id = ?1", [id.0])?;
        self.index_names(id, &self.names_of(id)?)?;
        self.touch(id, newest, stage)
    }
}

/// A row that the schema does not take now, though it stood there once: what it refers to is another by now.
const fn not_as_recorded(error: StoreError) -> RestoreError {
    match error {
        StoreError::Constraint => RestoreError::Changed,
        error => RestoreError::Store(error),
    }
}

fn kept_columns(shape: &Shape) -> Vec<usize> {
    let own = shape.table(ROOT).map(|(_, table)| table);
    KEPT.iter().filter_map(|column| own?.column(column)).collect()
}

fn equal_but_for(stands: &Rows, expected: &Rows, kept: &[usize]) -> bool {
    stands.len() == expected.len()
        && stands.iter().all(|(key, stands)| {
            let apart = if key.0 == 0 { kept } else { &[] };
            expected.get(key).is_some_and(|expected| same_but_for(stands, expected, apart))
        })
}

fn same_but_for(left: &Row, right: &Row, apart: &[usize]) -> bool {
    // EXPOSE: compared.
    let pairs = left.expose().iter().zip(right.expose()).enumerate();
    pairs.into_iter().all(|(at, (left, right))| left == right || apart.contains(&at))
}

/// Files of documents that come back and that go, by name; with the length of those that come back.
pub(crate) struct Files {
    back: BTreeMap<String, u64>,
    gone: Vec<String>,
}

impl Files {
    /// Between rows that stand and rows that shall.
    pub(crate) fn between(shape: &Shape, now: &Rows, expected: &Rows) -> Self {
        let (now, expected) = (files_of(shape, now), files_of(shape, expected));
        let gone = now.keys().filter(|file| !expected.contains_key(*file)).cloned().collect();
        let back = expected.into_iter().filter(|(file, _)| !now.contains_key(file)).collect();
        Self { back, gone }
    }

    fn are_there(&self, writer: &Writer<'_>) -> Result<(), RestoreError> {
        let lies = |(file, length): (&String, &u64)| {
            std::fs::metadata(writer.inside.documents.join(file)).is_ok_and(|about| about.len() == *length)
        };
        if self.back.iter().all(lies) { Ok(()) } else { Err(RestoreError::FileGone) }
    }

    /// Lets the files follow their rows once the transaction is on the disk.
    pub(crate) fn keep(self, writer: &Writer<'_>, whose: ParticipantId) {
        let mut files = writer.files.borrow_mut();
        files.kept.extend(self.gone.into_iter().map(|file| (file, whose)));
        files.back.extend(self.back.into_keys());
    }
}

fn files_of(shape: &Shape, rows: &Rows) -> BTreeMap<String, u64> {
    let Some((at, table)) = shape.table(DOCUMENT) else { return BTreeMap::new() };
    let (file, length) = (table.column("file"), table.column("stored_bytes"));
    let of = |row: &Row| {
        // EXPOSE: a random name and a length.
        let values = row.expose();
        let file = values.get(file?).and_then(Value::text)?.to_owned();
        let length = values.get(length?).and_then(Value::integer).and_then(|length| u64::try_from(length).ok())?;
        Some((file, length))
    };
    rows.iter().filter(|((of, _), _)| *of == at).filter_map(|(_, row)| of(row)).collect()
}
