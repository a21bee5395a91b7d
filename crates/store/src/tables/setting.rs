//! The organisation's settings, by name.

use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns the text of a setting, if it was ever set.
    ///
    /// # Errors
    /// What the disk says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Sets it, whether it was set before or not.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
        self.change(sql, params![name, value]).map(drop)
    }
}
