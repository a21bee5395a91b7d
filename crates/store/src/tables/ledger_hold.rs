//! What the law wants kept of people who were erased: sealed, and with a last day.

use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::params;

use super::{collect, day};
use crate::{
    Reader, StoreError, Writer,
    seal::{seal, unseal_text},
};

/// Something that is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerHold {
    /// Its number.
    pub id: u32,
    /// What, as JSON.
    pub content: Guarded<String>,
    /// The last day.
    pub until: NaiveDate,
    /// When it was made (RFC 3339).
    pub made_at: String,
}

const ABOUT: &[u8] = b"tomarigi/ledger hold/1";

impl Reader<'_> {
    /// Returns everything that is held back, the first to end first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it does not open; what the disk says.
    pub fn ledger_holds(&self) -> Result<Vec<LedgerHold>, StoreError> {
        let sql = "SELECT id, sealed, until, made_at FROM ledger_hold ORDER BY until, id";
        collect(self.connection, sql, [], |row| {
            let (id, sealed): (u32, Vec<u8>) = (row.get("id")?, row.get("sealed")?);
            let (until, made_at): (String, String) = (row.get("until")?, row.get("made_at")?);
            let content = unseal_text(&self.inside.keys.subjects, ABOUT, &sealed);
            Ok(content.and_then(|content| Ok(LedgerHold { id, content, until: day(&until)?, made_at })))
        })
    }
}

impl Writer<'_> {
    /// Holds something back until the end of a day; returns its number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_ledger_hold(
        &self,
        content: &Guarded<String>,
        until: NaiveDate,
        made_at: &str,
    ) -> Result<u32, StoreError> {
        // EXPOSE: sealed under the key for all, since the person's own key goes.
        let sealed = seal(&self.inside.keys.subjects, ABOUT, content.expose().as_bytes())?;
        let sql = "INSERT INTO ledger_hold (sealed, until, made_at) VALUES (?1, ?2, ?3)";
        self.insert(sql, params![sealed, until.to_string(), made_at])
    }

    /// Removes what was held back. That its last day has passed is for the caller to know.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_ledger_hold(&self, id: u32) -> Result<(), StoreError> {
        if self.change("DELETE FROM ledger_hold WHERE id = ?1", [id])? == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }
}
