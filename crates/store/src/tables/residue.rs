//! What is left of erased people in the figures: how many, and nothing more.

use std::collections::BTreeMap;

use rusqlite::params;

use super::collect;
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns how much of each figure of a fiscal year belongs to people who were erased.
    ///
    /// # Errors
    /// What the disk says.
    pub fn residue(&self, year: i32) -> Result<BTreeMap<String, u64>, StoreError> {
        let sql = "SELECT figure, count FROM residue WHERE year = ?1 AND count > 0";
        let rows = collect(self.connection, sql, [year], |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
        Ok(rows.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Adds to the residue of a figure of a fiscal year.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_residue(&self, year: i32, figure: &str, count: u64) -> Result<(), StoreError> {
        let sql = "INSERT INTO residue (year, figure, count) VALUES (?1, ?2, ?3)
                   ON CONFLICT (year, figure) DO UPDATE SET count = count + ?3";
        self.change(sql, params![year, figure, count]).map(drop)
    }
}
