//! Everything that belongs to a participant, in every table that hangs on them, as the schema itself tells it.
//!
//! Undoing an edit, merging two people and handing a case over all need the same: the rows of one person, which of them
//! an edit changed, and a way to put them back. A table that is added later takes part without a word here, if it hangs
//! on `participant` with `ON DELETE CASCADE`, as an erasure wants it to.

mod carrying;
mod difference;
mod moving;
mod recording;
mod restoring;
mod sealed;
mod shape;
mod value;

use std::{collections::BTreeMap, sync::Arc};

use casework::ids::ParticipantId;
use rusqlite::params_from_iter;

#[cfg(test)]
pub(crate) use self::sealed::PLAIN;
use self::value::row_of;
pub use self::{
    carrying::{Carried, Lend, Taken},
    difference::{Difference, Touched},
    moving::Moved,
    recording::Edited,
    restoring::RestoreError,
    value::{Row, Value},
};
pub(crate) use self::{
    restoring::Files,
    sealed::SEALED,
    shape::{Link, ROOT, Shape, Table, quoted},
};
use crate::{Reader, StoreError};

/// All rows of one participant. Overwritten when dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belongings {
    pub(crate) participant: ParticipantId,
    pub(crate) shape: Arc<Shape>,
    pub(crate) rows: Rows,
}

/// By the position of their table and by their key.
pub(crate) type Rows = BTreeMap<(usize, Row), Row>;

/// The rows of one table.
#[derive(Debug)]
pub struct TableRows<'a> {
    /// The name of the table.
    pub table: &'a str,
    /// The names of its columns.
    pub columns: &'a [String],
    /// The rows, in the order of their keys.
    pub rows: Vec<&'a Row>,
}

impl Belongings {
    /// Whose they are.
    pub const fn participant(&self) -> ParticipantId {
        self.participant
    }

    /// How many rows there are, the participant's own among them.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing, which no participant has.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows table by table, parents before what hangs on them.
    pub fn tables(&self) -> impl Iterator<Item = TableRows<'_>> {
        self.shape.tables.iter().enumerate().map(|(at, table)| TableRows {
            table: &table.name,
            columns: &table.columns,
            rows: self.rows.iter().filter(|((of, _), _)| *of == at).map(|(_, row)| row).collect(),
        })
    }
}

impl Reader<'_> {
    /// Returns every row of a participant in every table that hangs on them. The journal is not among them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn belongings_of(&self, id: ParticipantId) -> Result<Belongings, StoreError> {
        let shape = self.shape()?;
        let mut rows = Rows::new();
        for (at, table) in shape.tables.iter().enumerate() {
            let sql =
                format!("SELECT {} FROM {} WHERE {}", table.all_columns(), quoted(&table.name), shape.condition(table));
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut found = statement.query([id.0])?;
            while let Some(row) = found.next()? {
                let row = row_of(row, table.columns.len())?;
                rows.insert((at, part(&row, &table.key)), row);
            }
        }
        if rows.is_empty() { Err(StoreError::NotFound) } else { Ok(Belongings { participant: id, shape, rows }) }
    }

    /// Returns how many rows a participant has in each table that hangs on them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn belongings_count(&self, id: ParticipantId) -> Result<BTreeMap<String, u32>, StoreError> {
        let shape = self.shape()?;
        let mut counts = BTreeMap::new();
        for table in &shape.tables {
            let sql = format!("SELECT count(*) FROM {} WHERE {}", quoted(&table.name), shape.condition(table));
            let count = self.connection.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0))?;
            counts.insert(table.name.clone(), count);
        }
        Ok(counts)
    }

    /// What the schema says, read once.
    pub(crate) fn shape(&self) -> Result<Arc<Shape>, StoreError> {
        if let Some(known) = self.inside.shape.get() {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(Shape::of(self.connection)?);
        Ok(Arc::clone(self.inside.shape.get_or_init(|| read)))
    }

    /// The row of a table with a key, if there is one.
    pub(crate) fn row_with(&self, table: &Table, key: &Row) -> Result<Option<Row>, StoreError> {
        let sql = format!("SELECT {} FROM {} WHERE {}", table.all_columns(), quoted(&table.name), table.key_is(1));
        let mut statement = self.connection.prepare_cached(&sql)?;
        // EXPOSE: compared inside the encrypted store.
        let mut found = statement.query(params_from_iter(key.expose()))?;
        found.next()?.map(|row| row_of(row, table.columns.len())).transpose()
    }
}

/// Some columns of a row.
pub(crate) fn part(row: &Row, columns: &[usize]) -> Row {
    row.map(|values| columns.iter().filter_map(|at| values.get(*at)).cloned().collect())
}
