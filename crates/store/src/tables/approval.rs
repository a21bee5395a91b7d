//! Approvals of headline figures.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Writer};

/// An approval on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    /// As what they signed: a code, for example of a role.
    pub approver: String,
    /// The name of the member of staff who signed; empty in what an earlier version wrote.
    pub signer: String,
    /// When (RFC 3339).
    pub at: String,
    /// The small counts that were seen, by figure id.
    pub small_counts: BTreeMap<String, u64>,
}

impl Reader<'_> {
    /// Returns the newest approval of a fiscal year.
    ///
    /// # Errors
    /// What the disk says.
    pub fn approval(&self, year: i32) -> Result<Option<ApprovalRow>, StoreError> {
        let sql = "SELECT approver, approved_at, small_counts, signer FROM headline_approval
                   WHERE year = ?1 ORDER BY id DESC LIMIT 1";
        let row: Option<(String, String, String, String)> = self
            .connection
            .prepare_cached(sql)?
            .query_row([year], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        row.map(|(approver, at, counts, signer)| {
            let small_counts = serde_json::from_str(&counts).map_err(|_| StoreError::Form)?;
            Ok(ApprovalRow { approver, signer, at, small_counts })
        })
        .transpose()
    }
}

impl Writer<'_> {
    /// Adds an approval.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_approval(&self, year: i32, approval: &ApprovalRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO headline_approval (year, approver, approved_at, small_counts, signer)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let counts = serde_json::to_string(&approval.small_counts).map_err(|_| StoreError::Form)?;
        self.insert(sql, params![year, approval.approver, approval.at, counts, approval.signer]).map(drop)
    }
}
