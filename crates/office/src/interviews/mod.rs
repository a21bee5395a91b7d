//! The interview: a draft that is never lost becomes a dated fact.

mod finish;
mod handing;
mod sealed;
mod summary;
mod upgrade;

use std::{collections::BTreeMap, sync::Arc};

use casework::{
    consent::Gate,
    forms::{Form, Moment, State, id_of},
    ids::{DraftId, FormId, InterviewId, ParticipantId},
};
use guarded::Guarded;
use store::{Draft, DraftContent, Interview, MemberId, NewDraft, PersonSummary, STANDARD, StoreError};

pub use finish::{Finished, InTheWay};
pub(crate) use handing::Handed;
pub use handing::HandedScreen;
pub use sealed::{SealedNoteLine, SealedNotes};
pub use summary::{InterviewSummary, SummaryLine, SummarySection};

use crate::{
    desk::{Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
};

/// Answers by path.
type Answers = BTreeMap<String, Guarded<String>>;

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
    /// What is asked.
    pub form: Arc<Form>,
    /// What it says about the answers.
    pub state: State,
    /// The newest version, when the draft is on an older one.
    pub newer: Option<u32>,
    /// Drafts of others with the same person.
    pub others: Vec<OtherDraft>,
}

/// Another caseworker's draft, without what is in it.
#[derive(Debug, Clone)]
pub struct OtherDraft {
    /// The draft.
    pub draft: DraftId,
    /// Whose it is; empty when nobody knows.
    pub by: Guarded<String>,
    /// The form.
    pub form: Arc<Form>,
    /// When it was last saved (RFC 3339).
    pub saved_at: String,
    /// Whether its caseworker works here no more.
    pub orphaned: bool,
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

/// A finished interview on the screen.
#[derive(Debug, Clone)]
pub struct FinishedInterview {
    /// The interview.
    pub interview: Interview,
    /// With whom.
    pub person: PersonSummary,
    /// Who held it; empty when nobody knows.
    pub by: Guarded<String>,
    /// The version that it was held with.
    pub form: Arc<Form>,
    /// What that version says about the answers, as on the day it was held.
    pub state: State,
}

impl Desk<'_> {
    /// Returns a finished interview with the person.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn interview(&self, id: InterviewId) -> Result<FinishedInterview, OfficeError> {
        self.may(Act::Interview)?;
        let interview = self.records.interview(id)?;
        self.note_reading(Some(interview.participant), "read", "interview", Some(id.0));
        let person = self.records.summary(interview.participant)?;
        let form = self.records.form(interview.held.form, interview.held.version)?;
        let noon = interview
            .held_on
            .and_hms_opt(12, 0, 0)
            .and_then(|at| at.and_local_timezone(*self.clock.now().offset()).single());
        let moment = Moment { now: noon.unwrap_or_else(|| self.clock.now()) };
        let state = form.evaluate(&interview.answers, moment);
        Ok(FinishedInterview { by: self.name_of(interview.held.member)?, interview, person, form, state })
    }

    /// What the form of a draft says about answers, without keeping them.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Forbidden`] for another caseworker's draft.
    pub fn evaluate_draft(&self, draft: DraftId, answers: &Answers) -> Result<State, OfficeError> {
        self.may(Act::Interview)?;
        let draft = self.own_draft(draft)?;
        Ok(self.records.form(draft.form, draft.version)?.evaluate(answers, self.moment()))
    }

    /// The drafts of the person at the keyboard in which something was typed, and those that nobody owns.
    pub(crate) fn own_drafts(&self) -> Result<Vec<Draft>, OfficeError> {
        let mut drafts = self.records.open_drafts()?;
        drafts.retain(|draft| self.owns(draft));
        Ok(drafts)
    }

    /// The open draft of the person at the keyboard with a participant that was saved last, if there is one.
    pub(crate) fn own_draft_with(&self, participant: ParticipantId) -> Result<Option<Draft>, OfficeError> {
        Ok(self.records.drafts_of(participant)?.into_iter().find(|draft| self.owns(draft)))
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment { now: self.clock.now() }
    }

    /// A draft, if it is theirs.
    fn own_draft(&self, id: DraftId) -> Result<Draft, OfficeError> {
        let draft = self.records.draft(id)?;
        if self.owns(&draft) { Ok(draft) } else { Err(OfficeError::Forbidden(Act::Interview)) }
    }

    /// Whoever opened the vault without a passphrase is nobody: their drafts are everybody's.
    fn owns(&self, draft: &Draft) -> bool {
        draft.member.0 == self.actor.id || draft.member.0 == 0
    }

    fn name_of(&self, member: MemberId) -> Result<Guarded<String>, OfficeError> {
        match self.records.member(member) {
            Ok(member) => Ok(member.name),
            Err(StoreError::NotFound) => Ok(Guarded::default()),
            Err(error) => Err(error.into()),
        }
    }

    fn has_left(&self, member: MemberId) -> Result<bool, OfficeError> {
        match self.records.member(member) {
            Ok(member) => Ok(member.left.is_some()),
            Err(StoreError::NotFound) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    fn consents_to_interview(&self, participant: ParticipantId) -> Result<bool, OfficeError> {
        let state = self.gate(participant, Gate::SensitiveQuestions, None, self.today())?;
        Ok(state.is_open())
    }

    /// How many open drafts of somebody have an answer to a sensitive question.
    pub(crate) fn sensitive_drafts(&self, participant: ParticipantId) -> Result<u32, OfficeError> {
        let mut found = 0;
        for draft in self.records.drafts_of(participant)? {
            let form = self.records.form(draft.form, draft.version)?;
            let sensitive = |(path, text): (&String, &Guarded<String>)| {
                // EXPOSE: only whether something was answered.
                !text.expose().trim().is_empty() && form.question(&id_of(path)).is_some_and(|asked| asked.sensitive)
            };
            found += u32::from(draft.content.answers.iter().any(sensitive));
        }
        Ok(found)
    }

    /// A draft as the screen shows it.
    fn shown_draft(&self, draft: Draft) -> Result<OpenDraft, OfficeError> {
        let form = self.records.form(draft.form, draft.version)?;
        let newest = self.records.newest_version(draft.form)?;
        let mut others = Vec::new();
        for other in self.records.drafts_of(draft.participant)?.into_iter().filter(|other| !self.owns(other)) {
            if other.revision > 0 {
                others.push(OtherDraft {
                    draft: other.id,
                    by: self.name_of(other.member)?,
                    form: self.records.form(other.form, other.version)?,
                    saved_at: other.saved_at,
                    orphaned: self.has_left(other.member)?,
                });
            }
        }
        Ok(OpenDraft {
            person: self.records.summary(draft.participant)?,
            consent: self.consents_to_interview(draft.participant)?,
            languages: self.records.participant(draft.participant)?.profile.languages,
            state: form.evaluate(&draft.content.answers, self.moment()),
            newer: (newest > draft.version).then_some(newest),
            others,
            form,
            draft,
        })
    }
}

impl WritingDesk<'_> {
    /// Returns the draft of a participant's interview that the person at the keyboard has open, beginning one with the
    /// standard form if there is none.
    ///
    /// # Errors
    /// [`OfficeError::CaseClosed`] when one would begin; [`OfficeError::NotFound`]; [`OfficeError::FormRetired`]; what the
    /// store says.
    pub fn open_interview(&self, participant: ParticipantId) -> Result<OpenDraft, OfficeError> {
        self.open_interview_with(participant, None)
    }

    /// The same with a form of choice.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::FormRetired`] when there is no draft of it yet; what the store says.
    pub fn open_interview_with(
        &self,
        participant: ParticipantId,
        form: Option<FormId>,
    ) -> Result<OpenDraft, OfficeError> {
        self.may(Act::Interview)?;
        self.records.summary(participant)?;
        let mut own = self.records.drafts_of(participant)?;
        own.retain(|draft| self.owns(draft) && form.is_none_or(|form| draft.form == form));
        // Theirs before one that nobody owns.
        own.sort_by_key(|draft| draft.member.0 == 0);
        let draft = match own.into_iter().next() {
            Some(draft) => self.adopted(draft)?,
            None => self.begun(participant, form)?,
        };
        self.shown_draft(draft)
    }

    /// A draft from before they had owners becomes that of whoever goes on with it.
    fn adopted(&self, draft: Draft) -> Result<Draft, OfficeError> {
        let me = MemberId(self.actor.id);
        if draft.member == me {
            return Ok(draft);
        }
        self.writer.give_draft(draft.id, me)?;
        Ok(Draft { member: me, ..draft })
    }

    fn begun(&self, participant: ParticipantId, form: Option<FormId>) -> Result<Draft, OfficeError> {
        self.check_open_on(participant, self.today())?;
        let form = match form {
            Some(form) => form,
            None => self.form_to_begin_with()?,
        };
        let row = self.records.form_row(form)?;
        if row.retired_on.is_some() {
            return Err(OfficeError::FormRetired);
        }
        let version = row.newest.version;
        let answers = self.records.form(form, version)?.defaults(self.moment());
        let (member, held_on) = (MemberId(self.actor.id), self.today().to_string());
        let id = self.writer.begin_draft(&NewDraft { participant, form, version, member, answers, held_on })?;
        Ok(self.records.draft(id)?)
    }

    /// The standard form, or the first in use when the office retired it.
    fn form_to_begin_with(&self) -> Result<FormId, OfficeError> {
        let forms = self.records.forms()?;
        let mut in_use = forms.iter().filter(|form| form.retired_on.is_none()).map(|form| form.id);
        let standard = in_use.clone().find(|form| *form == STANDARD);
        standard.or_else(|| in_use.next()).ok_or(OfficeError::FormRetired)
    }

    /// Replaces what a draft holds and returns the new revision and the moment (RFC 3339). Nothing typed is judged
    /// here: a draft keeps what a finished interview would refuse.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`] when the draft is at another revision; [`OfficeError::NotFound`];
    /// [`OfficeError::Forbidden`] for another caseworker's draft.
    pub fn save_draft(&self, save: &SaveDraft) -> Result<(u32, String), OfficeError> {
        self.may(Act::Interview)?;
        self.own_draft(save.draft)?;
        let saved_at = self.clock.now().to_rfc3339();
        if self.writer.save_draft(save.draft, save.revision, &save.content, &saved_at)? {
            return Ok((save.revision.saturating_add(1), saved_at));
        }
        Err(OfficeError::DraftConflict)
    }

    /// Takes over the draft of a caseworker who works here no more.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`] while they do; [`OfficeError::DraftConflict`] when one has a draft of that form
    /// already; [`OfficeError::NotFound`].
    pub fn take_over_draft(&self, id: DraftId) -> Result<OpenDraft, OfficeError> {
        self.may(Act::Interview)?;
        let draft = self.records.draft(id)?;
        if !self.owns(&draft) && !self.has_left(draft.member)? {
            return Err(OfficeError::Forbidden(Act::Interview));
        }
        self.make_room(&draft)?;
        let me = MemberId(self.actor.id);
        self.writer.give_draft(id, me).map_err(conflict)?;
        self.note_of(draft.participant, "take_over", "draft", id.0)?;
        self.shown_draft(Draft { member: me, ..draft })
    }

    /// Removes an own draft in which nothing was typed, so that another can stand in its place.
    fn make_room(&self, for_draft: &Draft) -> Result<(), OfficeError> {
        let drafts = self.records.drafts_of(for_draft.participant)?;
        let same = |other: &&Draft| {
            other.id != for_draft.id && other.form == for_draft.form && other.member.0 == self.actor.id
        };
        match drafts.iter().find(same) {
            Some(other) if other.revision > 0 => Err(OfficeError::DraftConflict),
            Some(other) => Ok(self.writer.remove_draft(other.id)?),
            None => Ok(()),
        }
    }

    /// Throws a draft away; it can be brought back.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn discard_draft(&self, draft: DraftId) -> Result<(), OfficeError> {
        self.may(Act::Interview)?;
        let participant = self.own_draft(draft)?.participant;
        self.note_of(participant, "discard", "draft", draft.0)?;
        Ok(self.writer.discard_draft(draft, Some(&self.clock.now().to_rfc3339()))?)
    }

    /// Brings a draft back that was thrown away.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`] when another one was begun and typed into meanwhile; [`OfficeError::NotFound`].
    pub fn restore_draft(&self, draft: DraftId) -> Result<(), OfficeError> {
        self.may(Act::Interview)?;
        let own = self.own_draft(draft)?;
        self.make_room(&own)?;
        self.note_of(own.participant, "restore", "draft", draft.0)?;
        self.writer.discard_draft(draft, None).map_err(conflict)
    }
}

/// Two open drafts of one person, form and caseworker cannot be.
fn conflict(error: StoreError) -> OfficeError {
    match error {
        StoreError::Constraint => OfficeError::DraftConflict,
        error => error.into(),
    }
}
