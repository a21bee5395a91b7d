//! Closing a case with a reason, and reopening it. A closed case stays readable.

use casework::{
    closure::{self, Closure, ClosureError, may_close, may_reopen},
    codes::CodeList,
    ids::ParticipantId,
    text::paragraphs,
};
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// The longest note on a closure, in characters.
const NOTE_MAX: usize = 5_000;

/// What closing a case would end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingPreview {
    /// Open tasks about the person: they are given up.
    pub open_tasks: u32,
    /// Whether an interview is begun and not finished: it stays as it is.
    pub has_draft: bool,
    /// Codes of the reasons that may be chosen today.
    pub reasons: Vec<String>,
}

impl Desk<'_> {
    /// Returns every closure of a case, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn closures_of(&self, id: ParticipantId) -> Result<Vec<Closure>, OfficeError> {
        self.may(Act::SeePeople)?;
        Ok(self.records.closures_of(id)?)
    }

    /// Returns what closing a case would end.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn closing_preview(&self, id: ParticipantId) -> Result<ClosingPreview, OfficeError> {
        self.may(Act::EditPeople)?;
        self.records.summary(id)?;
        let open = self.records.tasks_of(id)?.into_iter().filter(|task| task.ended_on.is_none()).count();
        Ok(ClosingPreview {
            open_tasks: u32::try_from(open).unwrap_or(u32::MAX),
            reasons: self.codes(CodeList::ClosureReason, self.today())?.into_iter().map(|code| code.code).collect(),
            has_draft: self.records.drafts_of(id)?.iter().any(|draft| draft.revision > 0),
        })
    }

    /// Refuses what cannot be begun with a case that is closed on a day. What happened before it was closed can still
    /// be written down.
    pub(crate) fn check_open_on(&self, id: ParticipantId, on: NaiveDate) -> Result<(), OfficeError> {
        match closure::in_force(&self.records.closures_of(id)?) {
            Some(closure) if closure.closed_on <= on => Err(OfficeError::CaseClosed),
            Some(_) | None => Ok(()),
        }
    }
}

impl WritingDesk<'_> {
    /// Closes a case. The farthest stage and who was in charge are kept with it; open tasks about the person are given
    /// up.
    ///
    /// # Errors
    /// [`OfficeError::CaseClosed`]; [`OfficeError::Field`] for `on`, `reason` or `note`; [`OfficeError::NotFound`].
    pub fn close_case(
        &self,
        id: ParticipantId,
        on: &str,
        reason: &str,
        note: &Guarded<String>,
    ) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let on = self.fact_day_of(id, "on", on)?;
        may_close(&self.records.closures_of(id)?, on)?;
        self.check_code("reason", CodeList::ClosureReason, reason, on)?;
        let note = paragraphs(note, NOTE_MAX).in_field("note")?;
        let closure = Closure {
            id: 0,
            participant: id,
            closed_on: on,
            reason: reason.to_owned(),
            note,
            last_stage: self.records.summary(id)?.stage,
            in_charge: self.actor.id,
            reopened_on: None,
        };
        let number = self.writer.add_closure(&closure)?;
        let given_up = self.writer.cancel_tasks_of(id, self.today())?;
        let after = Guarded::new(serde_json::json!({ "on": on, "reason": reason, "tasks": given_up }).to_string());
        let change = Change { verb: "close", subject: "case", id: Some(number), person: Some(id), ..Change::default() };
        self.note_change(&Change { after: Some(after), ..change })
    }

    /// Opens a closed case again. That it was closed stays on record.
    ///
    /// # Errors
    /// [`OfficeError::CaseOpen`]; [`OfficeError::Field`] for `on`; [`OfficeError::NotFound`].
    pub fn reopen_case(&self, id: ParticipantId, on: &str) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let on = self.fact_day_of(id, "on", on)?;
        let closures = self.records.closures_of(id)?;
        let closure = may_reopen(&closures, on)?;
        self.writer.reopen(closure, on)?;
        self.note_of(id, "reopen", "case", closure.id)
    }
}

impl From<ClosureError> for OfficeError {
    fn from(error: ClosureError) -> Self {
        match error {
            ClosureError::Closed => Self::CaseClosed,
            ClosureError::Open => Self::CaseOpen,
            ClosureError::TooEarly => Self::field("on", casework::dates::DateError::TooEarly),
        }
    }
}
