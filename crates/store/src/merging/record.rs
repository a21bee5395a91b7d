//! What a merging changed, as it is kept for a separation.

use std::collections::BTreeMap;

use guarded::Guarded;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use super::Merged;
use crate::{
    StoreError,
    belongings::{Belongings, ROOT, Row, Table, Value},
    migrations,
};

/// Columns of the participant's own row that follow from other rows.
const FOLLOWING: [&str; 9] = [
    "stage",
    "last_fact_on",
    "languages",
    "residence_status",
    "permit_ends_on",
    "work_permission",
    "work_ends_on",
    "shown_name",
    "sort_name",
];

/// What a separation puts back. Overwritten when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    /// The version of the schema whose columns it names.
    pub schema: u32,
    /// Into whose record it went.
    pub kept: u32,
    /// The own row of the record that went.
    pub own: Vec<Value>,
    /// Rows that are gone, parents before what hangs on them.
    pub removed: Vec<WholeRow>,
    /// Rows that are others.
    pub changed: Vec<ChangedRow>,
    /// Rows that were not there.
    pub added: Vec<WholeRow>,
    /// Rows of other people that named the record that went.
    pub outside: Vec<Outside>,
}

/// A row of somebody else that names a record by number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outside {
    pub table: String,
    pub column: String,
    pub id: u32,
    pub from: u32,
    pub to: u32,
}

/// A row with all its columns.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(deny_unknown_fields)]
pub(super) struct WholeRow {
    pub table: String,
    pub values: Vec<Value>,
}

/// A row of which some columns are others.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangedRow {
    pub table: String,
    pub key: Vec<Value>,
    /// Whether it belonged to the record that went.
    pub from_gone: bool,
    /// Column, what stood there, what stood there after the merging.
    pub columns: Vec<(String, Value, Value)>,
}

impl Record {
    /// What differs between both records before and the one after.
    pub fn between(kept: &Belongings, gone: &Belongings, after: &Belongings, outside: Vec<Outside>) -> Self {
        let mut record = Self {
            schema: migrations::current(),
            kept: kept.participant.0,
            own: Vec::new(),
            removed: Vec::new(),
            changed: Vec::new(),
            added: Vec::new(),
            outside,
        };
        let tables = &after.shape.tables;
        for (from_gone, before) in [(false, kept), (true, gone)] {
            for ((at, key), row) in &before.rows {
                let Some(table) = tables.get(*at) else { continue };
                match after.rows.get(&(*at, key.clone())) {
                    // EXPOSE: sealed as a whole below.
                    None if table.name == ROOT => record.own = row.expose().clone(),
                    None if table.name == "person_key" => (),
                    None => record.removed.push(WholeRow::of(table, row)),
                    Some(now) => record.changed.extend(ChangedRow::between(table, key, row, now, from_gone)),
                }
            }
        }
        let known = |key: &(usize, Row)| kept.rows.contains_key(key) || gone.rows.contains_key(key);
        for ((at, _), row) in after.rows.iter().filter(|(key, _)| !known(key)) {
            // The note of this merging itself goes by a separation anyway.
            if let Some(table) = tables.get(*at).filter(|table| table.name != "merged_person") {
                record.added.push(WholeRow::of(table, row));
            }
        }
        record
    }

    /// How many rows came from the record that went, and how many of its rows were joined with one that was there.
    pub fn counts(&self, gone: &Belongings) -> Merged {
        let mut merged = Merged::default();
        let mut left: BTreeMap<&str, u32> = BTreeMap::new();
        for of in gone.tables().filter(|of| ![ROOT, "person_key"].contains(&of.table)) {
            let all = u32::try_from(of.rows.len()).unwrap_or(u32::MAX);
            let gone = |removed: &&WholeRow| removed.table == of.table && of.rows.iter().any(|row| removed.is(row));
            let joined = u32::try_from(self.removed.iter().filter(gone).count()).unwrap_or(u32::MAX);
            left.insert(of.table, joined);
            if all > joined {
                merged.moved.insert(of.table.to_owned(), all.saturating_sub(joined));
            }
        }
        let joined = left.into_iter().filter(|(_, count)| *count > 0);
        merged.joined = joined.map(|(table, count)| (table.to_owned(), count)).collect();
        merged
    }

    /// As it is sealed.
    pub fn write(&self) -> Result<Guarded<Vec<u8>>, StoreError> {
        serde_json::to_vec(self).map(Guarded::new).map_err(|_| StoreError::Form)
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(bytes: &Guarded<Vec<u8>>) -> Result<Guarded<Self>, StoreError> {
        // EXPOSE: read into its guarded form.
        serde_json::from_slice(bytes.expose()).map(Guarded::new).map_err(|_| StoreError::Form)
    }

    /// Whether this program can put it back.
    pub fn fits(&self) -> bool {
        self.schema == migrations::current()
    }
}

impl WholeRow {
    fn of(table: &Table, row: &Row) -> Self {
        // EXPOSE: sealed as a whole.
        Self { table: table.name.clone(), values: row.expose().clone() }
    }

    fn is(&self, row: &Row) -> bool {
        // EXPOSE: compared.
        self.values == *row.expose()
    }
}

impl ChangedRow {
    fn between(table: &Table, key: &Row, before: &Row, after: &Row, from_gone: bool) -> Option<Self> {
        // EXPOSE: sealed as a whole.
        let pairs = table.columns.iter().zip(before.expose().iter().zip(after.expose()));
        let follows = |column: &str| table.name == ROOT && FOLLOWING.contains(&column);
        let columns: Vec<_> = pairs
            .filter(|(column, (before, after))| before != after && !follows(column))
            .map(|(column, (before, after))| (column.clone(), before.clone(), after.clone()))
            .collect();
        // EXPOSE: numbers of rows.
        let key = key.expose().clone();
        (!columns.is_empty()).then(|| Self { table: table.name.clone(), key, from_gone, columns })
    }
}
