//! Finished interviews and their answers.

use std::collections::BTreeMap;

use casework::{
    fact::FactKind,
    ids::{InterviewId, ParticipantId},
    participant::Stage,
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::params;

use super::{collect, day, guarded};
use crate::{Reader, StoreError, Writer};

/// A finished interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// Its number.
    pub id: InterviewId,
    /// Who was interviewed.
    pub participant: ParticipantId,
    /// When.
    pub held_on: NaiveDate,
    /// The questions it was asked with.
    pub template_version: u32,
    /// Answers by question id.
    pub answers: BTreeMap<String, Guarded<String>>,
}

impl Reader<'_> {
    /// Returns an interview.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn interview(&self, id: InterviewId) -> Result<Interview, StoreError> {
        let sql = "SELECT participant_id, held_on, template_version FROM interview WHERE id = ?1";
        let (participant, held_on, template_version): (u32, String, u32) = self
            .connection
            .prepare_cached(sql)?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let answers =
            collect(self.connection, "SELECT question, text FROM answer WHERE interview_id = ?1", [id.0], |row| {
                Ok(Ok((row.get("question")?, guarded(row, "text")?)))
            })?;
        let (participant, held_on) = (ParticipantId(participant), day(&held_on)?);
        Ok(Interview { id, participant, held_on, template_version, answers: answers.into_iter().collect() })
    }
}

impl Writer<'_> {
    /// Adds a finished interview.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_interview(
        &self,
        participant: ParticipantId,
        held_on: NaiveDate,
        template_version: u32,
        answers: &BTreeMap<String, Guarded<String>>,
    ) -> Result<InterviewId, StoreError> {
        let sql = "INSERT INTO interview (participant_id, held_on, template_version) VALUES (?1, ?2, ?3)";
        let id = self.insert(sql, params![participant.0, held_on.to_string(), template_version])?;
        for (question, text) in answers {
            // EXPOSE: goes into the encrypted store.
            let row = params![id, question, text.expose()];
            self.change("INSERT INTO answer (interview_id, question, text) VALUES (?1, ?2, ?3)", row)?;
        }
        self.touch(participant, held_on, Stage::shown_by(FactKind::Interview, None))?;
        Ok(InterviewId(id))
    }
}
