//! The yearly look at records that nothing was added to: kept, until when and why.

use casework::ids::ParticipantId;
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, day, guarded, member::MemberId};
use crate::{Reader, StoreError, Writer};

/// A decision to keep somebody's records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Whose.
    pub participant: ParticipantId,
    /// When it was decided.
    pub reviewed_on: NaiveDate,
    /// By whom.
    pub by: MemberId,
    /// Until when.
    pub keep_until: NaiveDate,
    /// Why, in words.
    pub reason: Guarded<String>,
}

/// Somebody to whose records nothing was added for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// Who.
    pub participant: ParticipantId,
    /// The day of the newest fact.
    pub last_fact: NaiveDate,
}

const ROW: &str = "SELECT participant_id, reviewed_on, by, keep_until, reason FROM retention_review";

impl Reader<'_> {
    /// Returns the decisions about a participant, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn reviews_of(&self, id: ParticipantId) -> Result<Vec<Review>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 ORDER BY reviewed_on DESC, id DESC");
        collect(self.connection, &sql, [id.0], review)
    }

    /// Returns the people whose newest fact lies before `since` and whom no decision keeps beyond `today`, the longest
    /// unseen first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn quiet(&self, since: NaiveDate, today: NaiveDate) -> Result<Vec<Quiet>, StoreError> {
        let sql = "SELECT id, last_fact_on FROM participant p WHERE last_fact_on < ?1
                      AND NOT EXISTS (SELECT 1 FROM retention_review r
                                       WHERE r.participant_id = p.id AND r.keep_until > ?2)
                    ORDER BY last_fact_on, id";
        collect(self.connection, sql, params![since.to_string(), today.to_string()], |row| {
            let (id, last): (u32, String) = (row.get(0)?, row.get(1)?);
            Ok(day(&last).map(|last_fact| Quiet { participant: ParticipantId(id), last_fact }))
        })
    }
}

fn review(row: &Row<'_>) -> rusqlite::Result<Result<Review, StoreError>> {
    let (reviewed, until): (String, String) = (row.get("reviewed_on")?, row.get("keep_until")?);
    let (participant, by) = (ParticipantId(row.get("participant_id")?), MemberId(row.get("by")?));
    let reason = guarded(row, "reason")?;
    Ok((|| Ok(Review { participant, reviewed_on: day(&reviewed)?, by, keep_until: day(&until)?, reason }))())
}

impl Writer<'_> {
    /// Adds a decision.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is no such participant; what the disk says.
    pub fn add_review(&self, review: &Review) -> Result<(), StoreError> {
        let sql = "INSERT INTO retention_review (participant_id, reviewed_on, by, keep_until, reason)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        // EXPOSE: goes into the encrypted store.
        let reason = review.reason.expose();
        let (on, until) = (review.reviewed_on.to_string(), review.keep_until.to_string());
        self.insert(sql, params![review.participant.0, on, review.by.0, until, reason]).map(drop)
    }
}
