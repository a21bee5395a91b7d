//! Skills: licences, certificates, what the hands know.

use chrono::NaiveDate;
use guarded::Guarded;

use super::{Refusal, Refused, says};
use crate::dates::{DateError, PartialDate};

/// A skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Code of its kind.
    pub kind: String,
    /// Which.
    pub name: Guarded<String>,
    /// Since when; of a licence its day.
    pub since: Option<PartialDate>,
    /// Whether it is recognised in Japan.
    pub in_japan: bool,
}

impl Skill {
    /// Checks it.
    ///
    /// # Errors
    /// [`Refused`] for `name` or `since`.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if !says(Some(&self.name)) {
            return Err(("name", Refusal::Empty));
        }
        match self.since {
            Some(since) if since.first_day() > today => Err(("since", DateError::Future.into())),
            _ => Ok(()),
        }
    }
}
