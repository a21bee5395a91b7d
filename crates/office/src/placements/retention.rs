//! Whether a hired person is still there.

use casework::{
    ids::RecommendationId,
    placement::retention::{RetentionCheck, RetentionError, Still, may_answer},
};
use guarded::Guarded;

use super::words;
use crate::{
    desk::WritingDesk,
    error::{FieldError, OfficeError},
    roles::Act,
};

/// An answer as entered. The day is a text as typed.
#[derive(Debug, Clone)]
pub struct EnteredRetention {
    /// After how many months.
    pub months: u32,
    /// What was found out.
    pub still: Still,
    /// When it was asked.
    pub asked_on: String,
    /// A few words.
    pub note: Guarded<String>,
}

impl From<RetentionError> for OfficeError {
    fn from(error: RetentionError) -> Self {
        match error {
            RetentionError::NotEmployed | RetentionError::NoSuchCheck => Self::field("months", FieldError::OutOfRange),
            RetentionError::TooEarly => Self::field("asked_on", casework::dates::DateError::TooEarly),
            RetentionError::LeftBefore => Self::field("still", FieldError::AlreadyEnded),
            RetentionError::ThereLater => Self::field("still", FieldError::OutOfRange),
        }
    }
}

impl WritingDesk<'_> {
    /// Keeps whether a hired person is still there, in the place of an earlier answer.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `months`, `asked_on` or `still`; [`OfficeError::NotFound`].
    pub fn answer_retention(&self, id: RecommendationId, entered: &EnteredRetention) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let (participant, _) = self.records.recommendation(id)?;
        let check = RetentionCheck {
            months: entered.months,
            still: entered.still,
            asked_on: self.fact_day("asked_on", &entered.asked_on)?,
            by: self.actor.id,
            note: words("note", &entered.note)?,
        };
        may_answer(&self.records.steps_of(id)?, &self.records.retention_of(id)?, &check)?;
        self.writer.answer_retention(id, &check)?;
        self.writer.refresh_kept(participant)?;
        self.note_of(participant, "set", "retention_check", id.0)
    }

    /// Removes an answer that was given by mistake.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub fn remove_retention(&self, id: RecommendationId, months: u32) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let (participant, _) = self.records.recommendation(id)?;
        self.writer.remove_retention(id, months)?;
        self.writer.refresh_kept(participant)?;
        self.note_of(participant, "remove", "retention_check", id.0)
    }
}
