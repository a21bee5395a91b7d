//! Schools and what was learned there (ISCED 2011, ISCED-F 2013).

use chrono::NaiveDate;
use guarded::Guarded;

use super::{Refusal, Refused, Stretch, says};

/// How far a school was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SchoolingState {
    /// To its end.
    Completed,
    /// They are still there.
    Ongoing,
    /// It was broken off.
    Left,
    /// Not told.
    #[default]
    Unknown,
}

/// A school, a university, a training.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schooling {
    /// Level, ISCED 2011; empty when not known.
    pub level: String,
    /// Broad field, ISCED-F 2013; empty when not known.
    pub field: String,
    /// Its name.
    pub institution: Option<Guarded<String>>,
    /// What was studied, in words.
    pub subject: Option<Guarded<String>>,
    /// ISO 3166-1 alpha-3; empty when not known.
    pub country: String,
    /// When.
    pub time: Stretch,
    /// How far it was followed.
    pub state: SchoolingState,
}

impl Schooling {
    /// Checks it.
    ///
    /// # Errors
    /// [`Refused`] for `level` when neither a level nor a name is told, for `from` or `until`.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.level.is_empty() && !says(self.institution.as_ref()) && !says(self.subject.as_ref()) {
            return Err(("level", Refusal::Empty));
        }
        if self.state == SchoolingState::Ongoing && self.time.until.is_some() {
            return Err(("until", Refusal::OutOfRange));
        }
        self.time.check(today)
    }
}
