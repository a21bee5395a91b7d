//! Combining laptops: the organisation this laptop takes part in, what waits to be delivered, and sums.

use rusqlite::{OptionalExtension, params};

use super::collect;
use crate::{Reader, StoreError, Writer};

/// What this laptop knows of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombiningRow {
    /// The organisation as its office signed it.
    pub organisation: Vec<u8>,
    /// The folder of the files.
    pub place: String,
    /// The number of the last file that was handed in; 0 for none.
    pub sequence: u64,
    /// What a key holder keeps; empty for none.
    pub memory: Vec<u8>,
    /// To what a person agreed when they last handed in; empty for nothing.
    pub agreed: Vec<u8>,
    /// Hours between hand-ins by itself; 0 for never.
    pub send_every: u32,
    /// When the last file was made (RFC 3339).
    pub sent_at: Option<String>,
}

/// A file that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingParcel {
    /// Its number.
    pub id: u32,
    /// Where to.
    pub name: String,
    /// What.
    pub bytes: Vec<u8>,
}

/// Sums of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombinedRow {
    /// Their number.
    pub id: u32,
    /// When they were made (RFC 3339).
    pub made_at: String,
    /// As JSON.
    pub content: String,
}

impl Reader<'_> {
    /// Returns what this laptop knows of the organisation, if it takes part in one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn combining(&self) -> Result<Option<CombiningRow>, StoreError> {
        let sql = "SELECT organisation, place, sequence, memory, agreed, send_every, sent_at FROM combining";
        let row = |row: &rusqlite::Row<'_>| {
            Ok(CombiningRow {
                organisation: row.get(0)?,
                place: row.get(1)?,
                sequence: row.get(2)?,
                memory: row.get(3)?,
                agreed: row.get(4)?,
                send_every: row.get(5)?,
                sent_at: row.get(6)?,
            })
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([], row).optional()?)
    }

    /// Returns what waits to be delivered, in order.
    ///
    /// # Errors
    /// What the disk says.
    pub fn combining_parcels(&self) -> Result<Vec<WaitingParcel>, StoreError> {
        let sql = "SELECT id, name, bytes FROM combining_parcel ORDER BY id";
        collect(self.connection, sql, [], |row| {
            Ok(Ok(WaitingParcel { id: row.get(0)?, name: row.get(1)?, bytes: row.get(2)? }))
        })
    }

    /// Returns the sums of a year, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn combined_figures(&self, year: i32) -> Result<Vec<CombinedRow>, StoreError> {
        let sql = "SELECT id, made_at, content FROM combined_figures WHERE year = ?1 ORDER BY id DESC";
        collect(self.connection, sql, [year], |row| {
            Ok(Ok(CombinedRow { id: row.get(0)?, made_at: row.get(1)?, content: row.get(2)? }))
        })
    }
}

impl Writer<'_> {
    /// Keeps the organisation and its place; the number and the memory stay.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_combining(&self, organisation: &[u8], place: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO combining (id, organisation, place) VALUES (1, ?1, ?2)
                   ON CONFLICT (id) DO UPDATE SET organisation = ?1, place = ?2";
        self.change(sql, params![organisation, place]).map(drop)
    }

    /// Forgets what was kept for another organisation.
    ///
    /// # Errors
    /// What the disk says.
    pub fn clear_combining(&self) -> Result<(), StoreError> {
        self.change("DELETE FROM combining_parcel", [])?;
        self.change("DELETE FROM combining", []).map(drop)
    }

    /// Keeps the number of the last file and when it was made (RFC 3339).
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_combining_sequence(&self, sequence: u64, made_at: &str) -> Result<(), StoreError> {
        self.change("UPDATE combining SET sequence = ?1, sent_at = ?2", params![sequence, made_at]).map(drop)
    }

    /// Keeps to what a person agreed when they handed in.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_combining_agreed(&self, agreed: &[u8]) -> Result<(), StoreError> {
        self.change("UPDATE combining SET agreed = ?1", params![agreed]).map(drop)
    }

    /// Keeps after how many hours it hands in by itself; 0 for never.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_combining_pace(&self, hours: u32) -> Result<(), StoreError> {
        self.change("UPDATE combining SET send_every = ?1", [hours]).map(drop)
    }

    /// Keeps what a key holder remembers.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_combining_memory(&self, memory: &[u8]) -> Result<(), StoreError> {
        self.change("UPDATE combining SET memory = ?1", params![memory]).map(drop)
    }

    /// Lets a file wait to be delivered.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_combining_parcel(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT INTO combining_parcel (name, bytes) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
        self.change(sql, params![name, bytes]).map(drop)
    }

    /// Removes a file that was delivered.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_combining_parcel(&self, id: u32) -> Result<(), StoreError> {
        self.change("DELETE FROM combining_parcel WHERE id = ?1", [id]).map(drop)
    }

    /// Keeps the sums of a year and returns their number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_combined_figures(&self, year: i32, made_at: &str, content: &str) -> Result<u32, StoreError> {
        let sql = "INSERT INTO combined_figures (year, made_at, content) VALUES (?1, ?2, ?3)";
        self.insert(sql, params![year, made_at, content])
    }
}
