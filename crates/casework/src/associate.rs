//! People who are no participants: mentors, speakers, teachers, contacts. One human can have several roles, one after
//! the other or at once, and may be a participant as well.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    ids::{AssociateId, ParticipantId},
    names::PersonName,
};

/// What they do here.
pub const ROLES: &[&str] = &["mentor", "teacher", "speaker", "volunteer", "company_contact", "other"];

/// A role for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssociateRole {
    /// One of [`ROLES`].
    pub role: String,
    /// Since when.
    pub from: NaiveDate,
    /// Until when; `None` while it lasts.
    pub until: Option<NaiveDate>,
}

impl AssociateRole {
    /// Whether they hold it on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Somebody who is no participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssociate {
    /// At least one.
    pub names: Vec<PersonName>,
    /// How to reach them, or empty.
    pub contact: Guarded<String>,
    /// Where they work or belong, or empty.
    pub organisation: Guarded<String>,
    /// The day of their own consent that this is kept.
    pub consent_on: Option<NaiveDate>,
    /// The participant who is the same human.
    pub participant: Option<ParticipantId>,
    /// What they do here, and when.
    pub roles: Vec<AssociateRole>,
}

/// Somebody on record who is no participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Associate {
    /// Their number.
    pub id: AssociateId,
    /// What is known; no name after their data was removed.
    pub associate: NewAssociate,
    /// The day on which their data was removed.
    pub removed_on: Option<NaiveDate>,
}
