//! The interview: a draft that is never lost becomes a dated fact.

use std::collections::BTreeMap;

use casework::{
    consent::Gate,
    ids::{DraftId, InterviewId, ParticipantId},
    interview::{ANSWER_MAX, STANDARD},
    text::paragraphs,
};
use guarded::Guarded;
use store::{Draft, DraftContent, Interview, PersonSummary, StoreError};

use crate::{
    desk::{Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// A draft on the screen.
#[derive(Debug, Clone)]
pub struct OpenDraft {
    /// The draft.
    pub draft: Draft,
    /// Who is interviewed.
    pub person: PersonSummary,
    /// Whether consent to keep sensitive answers stands today.
    pub consent: bool,
    /// Languages of the participant.
    pub languages: Vec<String>,
}

/// What a save brings.
#[derive(Debug, Clone)]
pub struct SaveDraft {
    /// The draft.
    pub draft: DraftId,
    /// The revision that the screen has.
    pub revision: u32,
    /// Everything typed so far.
    pub content: DraftContent,
}

impl Desk<'_> {
    /// Returns a finished interview with the person.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn interview(&self, id: InterviewId) -> Result<(Interview, PersonSummary), OfficeError> {
        self.may(Act::Interview)?;
        let interview = self.records.interview(id)?;
        self.note_reading(Some(interview.participant), "read", "interview", Some(id.0));
        let person = self.records.summary(interview.participant)?;
        Ok((interview, person))
    }

    fn consents_to_interview(&self, participant: ParticipantId) -> Result<bool, OfficeError> {
        let state = self.gate(participant, Gate::SensitiveQuestions, None, self.today())?;
        Ok(state.is_open())
    }

    /// How many open drafts of somebody have an answer to a sensitive question.
    pub(crate) fn sensitive_drafts(&self, participant: ParticipantId) -> Result<u32, OfficeError> {
        let sensitive = |(id, text): (&String, &Guarded<String>)| {
            // EXPOSE: only whether something was answered.
            !text.expose().trim().is_empty() && STANDARD.question(id).is_some_and(|question| question.sensitive)
        };
        let draft = self.records.draft_of(participant)?;
        Ok(u32::from(draft.is_some_and(|draft| draft.content.answers.iter().any(sensitive))))
    }
}

impl WritingDesk<'_> {
    /// Returns the draft of a participant's interview, beginning one if there is none.
    ///
    /// # Errors
    /// [`OfficeError::CaseClosed`] when one would begin; [`OfficeError::NotFound`], or what the store says.
    pub fn open_interview(&self, participant: ParticipantId) -> Result<OpenDraft, OfficeError> {
        self.may(Act::Interview)?;
        let person = self.records.summary(participant)?;
        let draft = match self.records.draft_of(participant)? {
            Some(draft) => draft,
            None => {
                self.check_open_on(participant, self.today())?;
                let today = self.today().to_string();
                let id = self.writer.begin_draft(participant, STANDARD.version, &today)?;
                self.records.draft(id)?
            }
        };
        let languages = self.records.participant(participant)?.profile.languages;
        Ok(OpenDraft { draft, person, consent: self.consents_to_interview(participant)?, languages })
    }

    /// Replaces what a draft holds and returns the new revision and the moment (RFC 3339). Nothing typed is judged
    /// here: a draft keeps what a finished interview would refuse.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`] when the draft is at another revision; [`OfficeError::NotFound`].
    pub fn save_draft(&self, save: &SaveDraft) -> Result<(u32, String), OfficeError> {
        self.may(Act::Interview)?;
        let saved_at = self.clock.now().to_rfc3339();
        if self.writer.save_draft(save.draft, save.revision, &save.content, &saved_at)? {
            return Ok((save.revision.saturating_add(1), saved_at));
        }
        self.records.draft(save.draft)?;
        Err(OfficeError::DraftConflict)
    }

    /// Turns a draft into a finished interview.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`]; [`OfficeError::Field`] for `held_on` or an answer;
    /// [`OfficeError::NothingAnswered`]; [`OfficeError::ConsentNeeded`] for a sensitive answer without consent.
    pub fn finish_interview(&self, draft: DraftId, revision: u32) -> Result<(InterviewId, ParticipantId), OfficeError> {
        self.may(Act::Interview)?;
        let draft = self.records.draft(draft)?;
        if draft.revision != revision || draft.discarded {
            return Err(OfficeError::DraftConflict);
        }
        let held_on = self.fact_day_of(draft.participant, "held_on", &draft.content.held_on)?;
        let answers = answered(&draft.content.answers)?;
        self.check_consent(draft.participant, &answers)?;
        let id = self.writer.add_interview(draft.participant, held_on, draft.template_version, &answers)?;
        self.writer.remove_draft(draft.id)?;
        self.note_of(draft.participant, "finish", "interview", id.0)?;
        Ok((id, draft.participant))
    }

    fn check_consent(
        &self,
        participant: ParticipantId,
        answers: &BTreeMap<String, Guarded<String>>,
    ) -> Result<(), OfficeError> {
        let sensitive = |id: &&String| STANDARD.question(id).is_some_and(|question| question.sensitive);
        match answers.keys().find(sensitive) {
            Some(question) if !self.consents_to_interview(participant)? => {
                Err(OfficeError::ConsentNeeded { question: question.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Throws a draft away; it can be brought back.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn discard_draft(&self, draft: DraftId) -> Result<(), OfficeError> {
        self.may(Act::Interview)?;
        let participant = self.records.draft(draft)?.participant;
        self.note_of(participant, "discard", "draft", draft.0)?;
        Ok(self.writer.discard_draft(draft, Some(&self.clock.now().to_rfc3339()))?)
    }

    /// Brings a draft back that was thrown away.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`] when another one was begun and typed into meanwhile; [`OfficeError::NotFound`].
    pub fn restore_draft(&self, draft: DraftId) -> Result<(), OfficeError> {
        self.may(Act::Interview)?;
        let participant = self.records.draft(draft)?.participant;
        if let Some(other) = self.records.draft_of(participant)?
            && other.id != draft
        {
            if other.revision > 0 {
                return Err(OfficeError::DraftConflict);
            }
            self.writer.remove_draft(other.id)?;
        }
        self.note_of(participant, "restore", "draft", draft.0)?;
        self.writer.discard_draft(draft, None).map_err(|error| match error {
            StoreError::Constraint => OfficeError::DraftConflict,
            error => error.into(),
        })
    }
}

/// The answers that say something.
fn answered(answers: &BTreeMap<String, Guarded<String>>) -> Result<BTreeMap<String, Guarded<String>>, OfficeError> {
    let mut kept = BTreeMap::new();
    for (question, text) in answers {
        if let Some(text) = paragraphs(text, ANSWER_MAX).in_field(format!("answers.{question}"))? {
            kept.insert(question.clone(), text);
        }
    }
    if kept.is_empty() { Err(OfficeError::NothingAnswered) } else { Ok(kept) }
}
