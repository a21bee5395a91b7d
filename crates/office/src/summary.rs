//! A summary of a participant on paper for somebody outside: chosen parts, through the gate, noted in the journal.

use casework::{
    consent::Gate,
    ids::ParticipantId,
    names::NAME_MAX,
    text::{TextError, line},
};
use guarded::Guarded;

use crate::{
    desk::{Change, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// A part of a summary. What was told in interviews is none: it is not for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the part of the page of that name")]
pub enum SummaryPart {
    Names,
    Birth,
    Nationality,
    Contact,
    Residence,
    Languages,
    Jobs,
    Schooling,
    Skills,
}

impl SummaryPart {
    /// Its name in the journal.
    const fn code(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Birth => "birth",
            Self::Nationality => "nationality",
            Self::Contact => "contact",
            Self::Residence => "residence",
            Self::Languages => "languages",
            Self::Jobs => "jobs",
            Self::Schooling => "schooling",
            Self::Skills => "skills",
        }
    }
}

impl WritingDesk<'_> {
    /// Lets a summary be printed for somebody, and notes for whom and which parts.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `recipient` or `parts`; [`OfficeError::GateClosed`]; [`OfficeError::NotFound`].
    pub fn hand_out_summary(
        &self,
        whose: ParticipantId,
        recipient: &Guarded<String>,
        parts: &[SummaryPart],
    ) -> Result<(), OfficeError> {
        self.may(Act::Documents)?;
        self.records.summary(whose)?;
        let recipient = line(recipient, NAME_MAX).in_field("recipient")?;
        if parts.is_empty() {
            return Err(OfficeError::field("parts", TextError::Empty));
        }
        self.pass(whose, Gate::Export, Some(&recipient))?;
        // EXPOSE: goes into the journal, sealed under the key of the person.
        let recipient = recipient.expose();
        let parts: Vec<&str> = parts.iter().map(|part| part.code()).collect();
        let told = serde_json::json!({ "recipient": recipient, "parts": parts }).to_string();
        let (id, person, after) = (Some(whose.0), Some(whose), Some(Guarded::new(told)));
        self.note_change(&Change { verb: "print", subject: "summary", id, person, after, ..Change::default() })
    }
}
