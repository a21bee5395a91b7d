//! Work done so far (ISCO-08).

use chrono::NaiveDate;
use guarded::Guarded;

use super::{Refusal, Refused, Stretch, says};

/// A job held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Job {
    /// Major or sub-major group, ISCO-08; empty when not known.
    pub occupation: String,
    /// What they call it.
    pub title: Option<Guarded<String>>,
    /// With whom.
    pub employer: Option<Guarded<String>>,
    /// ISO 3166-1 alpha-3; empty when not known.
    pub country: String,
    /// When.
    pub time: Stretch,
    /// Whether they still do it.
    pub ongoing: bool,
    /// What there was to do.
    pub tasks: Option<Guarded<String>>,
}

impl Job {
    /// Checks it.
    ///
    /// # Errors
    /// [`Refused`] for `title` when neither a title nor an occupation is told, for `from` or `until`.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.occupation.is_empty() && !says(self.title.as_ref()) {
            return Err(("title", Refusal::Empty));
        }
        if self.ongoing && self.time.until.is_some() {
            return Err(("until", Refusal::OutOfRange));
        }
        self.time.check(today)
    }
}
