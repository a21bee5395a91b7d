//! Gates that somebody opened for a day without consent, and why.

use casework::{consent::Gate, ids::ParticipantId};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::params;

use super::{collect, day, guarded, member::MemberId};
use crate::{Reader, StoreError, Writer};

/// A gate that was opened without consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentOverride {
    /// For whose records.
    pub participant: ParticipantId,
    /// Which gate.
    pub gate: Gate,
    /// Code of the reason.
    pub reason: String,
    /// The reason in words; may be empty.
    pub words: Guarded<String>,
    /// Who opened it.
    pub by: MemberId,
    /// The day for which it is open.
    pub on: NaiveDate,
}

impl Reader<'_> {
    /// Returns the gates that were opened without consent, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn overrides_of(&self, participant: ParticipantId) -> Result<Vec<ConsentOverride>, StoreError> {
        let sql = "SELECT gate, reason, words, by_member, on_day FROM consent_override WHERE participant_id = ?1
                   ORDER BY on_day DESC, id DESC";
        collect(self.connection, sql, [participant.0], |row| {
            let (gate, on): (String, String) = (row.get("gate")?, row.get("on_day")?);
            let (reason, words) = (row.get("reason")?, guarded(row, "words")?);
            let by = MemberId(row.get("by_member")?);
            Ok((|| {
                let gate = Gate::from_code(&gate).ok_or(StoreError::Form)?;
                Ok(ConsentOverride { participant, gate, reason, words, by, on: day(&on)? })
            })())
        })
    }
}

impl Writer<'_> {
    /// Opens a gate for a day.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_override(&self, new: &ConsentOverride) -> Result<u32, StoreError> {
        let sql = "INSERT INTO consent_override (participant_id, gate, reason, words, by_member, on_day)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        // EXPOSE: goes into the encrypted store.
        let words = new.words.expose();
        let (person, gate, on) = (new.participant.0, new.gate.code(), new.on.to_string());
        self.insert(sql, params![person, gate, new.reason, words, new.by.0, on])
    }
}
