//! How a participant came, and who looks after them: columns of their own row.

use casework::{ids::ParticipantId, profile::Support};
use rusqlite::params;

use super::{optional_text, text};
use crate::{Reader, StoreError, Writer, tables::collect};

impl Reader<'_> {
    /// Returns how a participant came, and who looks after them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn support_of(&self, id: ParticipantId) -> Result<Support, StoreError> {
        let sql = "SELECT caseworker_id, referral_source, referral_detail, prefecture FROM participant WHERE id = ?1";
        let found = collect(self.connection, sql, [id.0], |row| {
            let (caseworker, referral_source) = (row.get("caseworker_id")?, row.get("referral_source")?);
            let (referral_detail, prefecture) = (optional_text(row, "referral_detail")?, row.get("prefecture")?);
            Ok(Ok(Support { caseworker, referral_source, referral_detail, prefecture }))
        })?;
        found.into_iter().next().ok_or(StoreError::NotFound)
    }
}

impl Writer<'_> {
    /// Keeps how a participant came, and who looks after them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn set_support(&self, id: ParticipantId, support: &Support) -> Result<(), StoreError> {
        let sql = "UPDATE participant SET caseworker_id = ?2, referral_source = ?3, referral_detail = ?4,
                   prefecture = ?5 WHERE id = ?1";
        let Support { caseworker, referral_source, referral_detail, prefecture } = support;
        let row = params![id.0, caseworker, referral_source, text(referral_detail.as_ref()), prefecture];
        match self.change(sql, row)? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }
}
