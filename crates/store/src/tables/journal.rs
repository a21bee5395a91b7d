//! Who did what to which record, and what stood there before.

use guarded::Guarded;
use rusqlite::params;

use crate::{Reader, StoreError, Writer};

impl Writer<'_> {
    /// Adds an entry. `before` is what stood there, as JSON; empty for a new record.
    ///
    /// # Errors
    /// What the disk says.
    pub fn note(
        &self,
        at: &str,
        verb: &str,
        subject: &str,
        id: Option<u32>,
        before: &Guarded<String>,
    ) -> Result<(), StoreError> {
        // EXPOSE: goes into the encrypted store.
        let row = params![at, verb, subject, id, before.expose()];
        self.insert("INSERT INTO journal (at, verb, subject, id, before) VALUES (?1, ?2, ?3, ?4, ?5)", row).map(drop)
    }
}

impl Reader<'_> {
    /// Returns the day of the newest entry (ISO 8601), by the clock that wrote it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn newest_journal_day(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT substr(at, 1, 10) FROM journal ORDER BY n DESC LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_map([], |row| row.get(0))?.next().transpose()?)
    }
}
