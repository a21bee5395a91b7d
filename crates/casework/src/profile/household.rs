//! The people of a household. Some of them are participants themselves.

use chrono::NaiveDate;
use guarded::Guarded;

use super::Refused;
use crate::{dates::PartialDate, ids::ParticipantId};

/// Where somebody of the household lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lives {
    /// With the participant.
    Together,
    /// Elsewhere in Japan.
    Japan,
    /// In another country.
    Abroad,
    /// Not told.
    #[default]
    Unknown,
}

/// Somebody of the household or the family.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseholdMember {
    /// Code of what they are to the participant.
    pub relation: String,
    /// Their name, if told.
    pub name: Option<Guarded<String>>,
    /// As far as known.
    pub birth: Option<Guarded<PartialDate>>,
    /// Where they live.
    pub lives: Lives,
    /// Whether they live on the participant's income.
    pub dependant: bool,
    /// When they are a participant themselves.
    pub participant: Option<ParticipantId>,
}

impl HouseholdMember {
    /// Checks them. That the other participant exists and is somebody else is looked up by the office.
    ///
    /// # Errors
    /// [`Refused`] for `birth`.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        // EXPOSE: compared with the calendar.
        let birth = self.birth.as_ref().map(|birth| birth.expose().as_birth(today)).transpose();
        birth.map(drop).map_err(|why| ("birth", why.into()))
    }
}
