//! Answers to whether a hired person is still there.

use casework::{
    ids::RecommendationId,
    placement::retention::{RetentionCheck, Still},
};
use rusqlite::params;

use super::{collect, day, guarded};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns what was answered of a placement, the earliest check first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn retention_of(&self, id: RecommendationId) -> Result<Vec<RetentionCheck>, StoreError> {
        let sql = "SELECT months, answer, asked_on, by_member, note FROM retention_check
                   WHERE recommendation_id = ?1 ORDER BY months";
        collect(self.connection, sql, [id.0], |row| {
            let (answer, on): (String, String) = (row.get("answer")?, row.get("asked_on")?);
            let (months, by, note) = (row.get("months")?, row.get("by_member")?, guarded(row, "note")?);
            Ok((|| {
                let still = Still::from_code(&answer).ok_or(StoreError::Form)?;
                Ok(RetentionCheck { months, still, asked_on: day(&on)?, by, note })
            })())
        })
    }
}

impl Writer<'_> {
    /// Keeps an answer in the place of what was answered before.
    ///
    /// # Errors
    /// What the disk says.
    pub fn answer_retention(&self, id: RecommendationId, check: &RetentionCheck) -> Result<(), StoreError> {
        let sql = "INSERT INTO retention_check (recommendation_id, months, answer, asked_on, by_member, note)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (recommendation_id, months)
                   DO UPDATE SET answer = ?3, asked_on = ?4, by_member = ?5, note = ?6";
        // EXPOSE: goes into the encrypted store.
        let note = check.note.expose();
        let row = params![id.0, check.months, check.still.code(), check.asked_on.to_string(), check.by, note];
        self.change(sql, row).map(drop)
    }

    /// Removes an answer that was given by mistake.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_retention(&self, id: RecommendationId, months: u32) -> Result<(), StoreError> {
        let sql = "DELETE FROM retention_check WHERE recommendation_id = ?1 AND months = ?2";
        self.change(sql, [id.0, months]).map(drop)
    }
}
