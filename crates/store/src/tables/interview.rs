//! Finished interviews and their answers.

use std::collections::BTreeMap;

use casework::{
    fact::FactKind,
    ids::{FormId, InterviewId, ParticipantId},
    participant::Stage,
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::params;

use super::{
    collect, day,
    draft::{Asides, read_aside, written_aside},
    form::STANDARD,
    guarded,
    member::MemberId,
};
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
    /// What it was held with.
    pub held: Held,
    /// Answers by path.
    pub answers: BTreeMap<String, Guarded<String>>,
}

/// What an interview was held with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The form.
    pub form: FormId,
    /// Its version.
    pub version: u32,
    /// By whom; 0 when nobody knows.
    pub member: MemberId,
    /// Answers whose questions were gone when it was finished.
    pub aside: Asides,
    /// Paths of required questions that were left out.
    pub skipped: Vec<String>,
}

/// With the form that comes with the program.
impl Default for Held {
    fn default() -> Self {
        Self { form: STANDARD, version: 1, member: MemberId::default(), aside: Asides::new(), skipped: Vec::new() }
    }
}

impl Reader<'_> {
    /// Returns an interview.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn interview(&self, id: InterviewId) -> Result<Interview, StoreError> {
        let sql = "SELECT participant_id, held_on, template_version, form_id, member_id, aside, skipped
                     FROM interview WHERE id = ?1";
        let (participant, held_on, held, aside) = self.connection.prepare_cached(sql)?.query_row([id.0], |row| {
            let skipped: String = row.get("skipped")?;
            let held = Held {
                form: FormId(row.get("form_id")?),
                version: row.get("template_version")?,
                member: MemberId(row.get("member_id")?),
                aside: Asides::new(),
                skipped: skipped.split_whitespace().map(str::to_owned).collect(),
            };
            let (participant, held_on): (u32, String) = (row.get("participant_id")?, row.get("held_on")?);
            Ok((participant, held_on, held, guarded::<String>(row, "aside")?))
        })?;
        let held = Held { aside: read_aside(&aside)?, ..held };
        let answers =
            collect(self.connection, "SELECT question, text FROM answer WHERE interview_id = ?1", [id.0], |row| {
                Ok(Ok((row.get("question")?, guarded(row, "text")?)))
            })?;
        let (participant, held_on) = (ParticipantId(participant), day(&held_on)?);
        Ok(Interview { id, participant, held_on, held, answers: answers.into_iter().collect() })
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
        held: &Held,
        answers: &BTreeMap<String, Guarded<String>>,
    ) -> Result<InterviewId, StoreError> {
        let sql =
            "INSERT INTO interview (participant_id, held_on, template_version, form_id, member_id, aside, skipped)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (aside, skipped) = (written_aside(&held.aside)?, held.skipped.join(" "));
        let (on, form, member) = (held_on.to_string(), held.form.0, held.member.0);
        let row = params![participant.0, on, held.version, form, member, aside.expose(), skipped];
        let id = self.insert(sql, row)?;
        for (question, text) in answers {
            // EXPOSE: goes into the encrypted store.
            let row = params![id, question, text.expose()];
            self.change("INSERT INTO answer (interview_id, question, text) VALUES (?1, ?2, ?3)", row)?;
        }
        self.touch(participant, held_on, Stage::shown_by(FactKind::Interview, None))?;
        Ok(InterviewId(id))
    }
}
