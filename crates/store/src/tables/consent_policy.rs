//! The words under which people are asked for consent, in versions.

use casework::consent::Policy;
use rusqlite::params;

use super::{collect, day};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns every version, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn policies(&self) -> Result<Vec<Policy>, StoreError> {
        let sql = "SELECT version, valid_from, words_ja, words_en FROM consent_policy ORDER BY version DESC";
        collect(self.connection, sql, [], |row| {
            let (version, ja, en) = (row.get("version")?, row.get("words_ja")?, row.get("words_en")?);
            let from: String = row.get("valid_from")?;
            Ok(day(&from).map(|valid_from| Policy { version, valid_from, ja, en }))
        })
    }

    /// Returns how many consents were given under a version.
    ///
    /// # Errors
    /// What the disk says.
    pub fn consents_under(&self, version: u32) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM consent WHERE policy = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([version], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Keeps a version, whether it was there before or not.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_policy(&self, policy: &Policy) -> Result<(), StoreError> {
        let sql = "INSERT INTO consent_policy (version, valid_from, words_ja, words_en) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (version) DO UPDATE SET valid_from = ?2, words_ja = ?3, words_en = ?4";
        let Policy { version, valid_from, ja, en } = policy;
        self.change(sql, params![version, valid_from.to_string(), ja, en]).map(drop)
    }
}
