//! Making two records again of one that was merged.
//!
//! What came from the record that went goes back to it, as it stands now: what was corrected since stays corrected. What
//! was added since stays where it is. What the merging itself changed is put back where nobody changed it again.

use casework::ids::ParticipantId;
use guarded::Guarded;
use rusqlite::ToSql;
use thiserror::Error;

use super::record::{ChangedRow, Outside, Record, WholeRow};
use crate::{
    DocumentError, StoreError, Writer,
    belongings::{Files, ROOT, Row, SEALED, Shape, Table, Value, quoted},
    keys::Key,
    seal::{seal, unseal},
    tables::document,
};

/// Why a merging cannot be undone. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SeparateError {
    /// Nobody with this number was merged into somebody else.
    #[error("Nobody was merged")]
    NotMerged,
    /// The record into which it went was merged into another one since: that has to be undone first.
    #[error("The record was merged again since")]
    MergedAgain,
    /// What is on record does not fit any longer: the case was on another laptop, the program was renewed, or what it
    /// refers to is gone.
    #[error("The merging cannot be undone any longer")]
    TooLate,
    /// A document cannot be read, or the store fails.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl From<StoreError> for SeparateError {
    fn from(error: StoreError) -> Self {
        Self::Document(DocumentError::Store(error))
    }
}

/// A row that the schema does not take now, though it stood there once.
const fn too_late(error: StoreError) -> SeparateError {
    match error {
        StoreError::Constraint => SeparateError::TooLate,
        error => SeparateError::Document(DocumentError::Store(error)),
    }
}

impl Writer<'_> {
    /// Makes a record again of what was merged into another one, and returns that other one.
    ///
    /// # Errors
    /// [`SeparateError`]; then nothing was changed.
    pub fn separate_people(&self, gone: ParticipantId) -> Result<ParticipantId, SeparateError> {
        let merged = self.merged_person(gone)?.ok_or(SeparateError::NotMerged)?;
        let record = Record::read(&self.merging_record(&merged)?.ok_or(SeparateError::TooLate)?)?;
        // EXPOSE: goes back into the encrypted store.
        let record = record.expose();
        if !record.fits() {
            return Err(SeparateError::TooLate);
        }
        if record.kept != merged.is.0 {
            return Err(SeparateError::MergedAgain);
        }
        self.all_or_nothing(|| self.put_back(record, gone, merged.is))?;
        Ok(merged.is)
    }

    fn put_back(&self, record: &Record, gone: ParticipantId, kept: ParticipantId) -> Result<(), SeparateError> {
        let before = self.belongings_of(kept)?;
        let shape = &before.shape;
        let (_, own) = shape.table(ROOT).ok_or(StoreError::Form)?;
        self.insert_row(own, &Row::new(record.own.clone())).map_err(too_late)?;
        self.remove_merged(gone)?;
        self.take_away(shape, &record.added)?;
        for row in &record.removed {
            let (_, table) = shape.table(&row.table).ok_or(StoreError::Form)?;
            self.insert_row(table, &Row::new(row.values.clone())).map_err(too_late)?;
        }
        for row in &record.changed {
            self.change_back(shape, row)?;
        }
        self.seal_back(shape, record, gone, kept)?;
        for Outside { table, column, id, from, to } in &record.outside {
            let (table, column) = (quoted(table), quoted(column));
            let sql = format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1 AND {column} = ?3");
            self.change(&sql, [id, from, to])?;
        }
        for id in [kept, gone] {
            self.refresh_shown(id)?;
            self.refresh_kept(id)?;
        }
        Files::between(shape, &before.rows, &self.belongings_of(kept)?.rows).keep(self, kept);
        Ok(())
    }

    /// Removes what the merging added, unless it is another by now.
    fn take_away(&self, shape: &Shape, added: &[WholeRow]) -> Result<(), StoreError> {
        for row in added.iter().rev() {
            let (_, table) = shape.table(&row.table).ok_or(StoreError::Form)?;
            let values = Row::new(row.values.clone());
            let key = crate::belongings::part(&values, &table.key);
            if self.row_with(table, &key)?.as_ref() == Some(&values) {
                let sql = format!("DELETE FROM {} WHERE {}", quoted(&table.name), table.key_is(1));
                // EXPOSE: numbers of rows.
                self.change(&sql, rusqlite::params_from_iter(key.expose()))?;
            }
        }
        Ok(())
    }

    /// Puts back the columns of a row that stand as the merging left them. A row that is gone stays gone.
    fn change_back(&self, shape: &Shape, row: &ChangedRow) -> Result<(), SeparateError> {
        let (_, table) = shape.table(&row.table).ok_or(StoreError::Form)?;
        let key = Row::new(row.key.clone());
        let Some(stands) = self.row_with(table, &key)? else { return Ok(()) };
        let back: Vec<(&str, &Value)> = row
            .columns
            .iter()
            .filter(|(column, _, after)| {
                !is_sealed(table, column) && value(table, &stands, column).as_ref() == Some(after)
            })
            .map(|(column, before, _)| (column.as_str(), before))
            .collect();
        if back.is_empty() { Ok(()) } else { self.put(table, &key, &back).map_err(too_late) }
    }

    /// Seals what went back under the key of the record it went back to.
    fn seal_back(
        &self,
        shape: &Shape,
        record: &Record,
        gone: ParticipantId,
        kept: ParticipantId,
    ) -> Result<(), DocumentError> {
        let (old, new) = (self.person_key(kept)?, self.person_key(gone)?);
        for row in record.changed.iter().filter(|row| row.from_gone) {
            let (_, table) = shape.table(&row.table).ok_or(StoreError::Form)?;
            self.seal_row_back(table, &Row::new(row.key.clone()), &old, &new)?;
        }
        Ok(())
    }

    fn seal_row_back(&self, table: &Table, key: &Row, old: &Key, new: &Key) -> Result<(), DocumentError> {
        let Some(row) = self.row_with(table, key)? else { return Ok(()) };
        for sealed in SEALED.iter().filter(|sealed| sealed.table == table.name) {
            let Some(Value::Blob(bytes)) = value(table, &row, sealed.column) else { continue };
            let plain = unseal(old, sealed.about, &bytes)?;
            // EXPOSE: sealed again.
            self.put(table, key, &[(sealed.column, &seal(new, sealed.about, plain.expose())? as &dyn ToSql)])?;
        }
        if table.name == document::TABLE {
            self.write_file_anew(table, key, old, new)?;
        }
        Ok(())
    }
}

/// What is sealed, and the file of a document, has another form under each key.
fn is_sealed(table: &Table, column: &str) -> bool {
    SEALED.iter().any(|sealed| sealed.table == table.name && sealed.column == column)
        || (table.name == document::TABLE && ["file", "stored_bytes", "digest"].contains(&column))
}

fn value(table: &Table, row: &Guarded<Vec<Value>>, column: &str) -> Option<Value> {
    // EXPOSE: compared, or sealed again.
    row.expose().get(table.column(column)?).cloned()
}
