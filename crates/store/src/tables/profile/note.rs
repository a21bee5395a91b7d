//! Remarks.

use casework::profile::Note;
use rusqlite::{Row, ToSql};

use super::{Kept, guarded};
use crate::StoreError;

impl Kept for Note {
    const TABLE: &'static str = "profile_note";
    const COLUMNS: &'static [&'static str] = &["text"];
    const ORDER: &'static str = "id";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        // EXPOSE: goes into the encrypted store.
        Ok(vec![Box::new(self.text.expose().as_str())])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        Ok(Ok(Self { text: guarded(row, "text")? }))
    }
}
