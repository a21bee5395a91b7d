//! What is known of a participant beyond name and birth. Each record is added, corrected and removed on its own.

pub mod contact;
pub mod education;
pub mod household;
pub mod languages;
pub mod note;
pub mod residence;
pub mod skills;
pub mod support;
pub mod work_history;

use chrono::NaiveDate;
use guarded::Guarded;
use thiserror::Error;

use crate::dates::{DateError, PartialDate};

pub use self::{
    contact::{ContactSafety, ContactWay},
    education::{Schooling, SchoolingState},
    household::{HouseholdMember, Lives},
    languages::{Cefr, CefrProfile, Jlpt, JlptLevel, LanguageSkill, SelfRated},
    note::Note,
    residence::{OutlookStep, ResidencePeriod, ResidenceWarning, residence_warning, work_outlook},
    skills::Skill,
    support::Support,
    work_history::Job,
};

/// Why a record of the profile cannot be as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// Something is needed here.
    #[error("Empty")]
    Empty,
    /// A number outside its bounds, or a value that contradicts another.
    #[error("Outside its bounds")]
    OutOfRange,
}

/// A refusal with the field that it concerns.
pub type Refused = (&'static str, Refusal);

/// A stretch of time of which the ends may be known only by year or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Its beginning, as far as known.
    pub from: Option<PartialDate>,
    /// Its end, as far as known.
    pub until: Option<PartialDate>,
}

impl Stretch {
    /// Checks that it does not end before it begins and that neither lies ahead.
    ///
    /// # Errors
    /// [`Refused`] for `from` or `until`.
    pub fn check(self, today: NaiveDate) -> Result<(), Refused> {
        for (field, end) in [("from", self.from), ("until", self.until)] {
            if end.is_some_and(|end| end.first_day() > today) {
                return Err((field, DateError::Future.into()));
            }
            if end.is_some_and(|end| end.year() < 1900) {
                return Err((field, DateError::TooEarly.into()));
            }
        }
        match (self.from, self.until) {
            (Some(from), Some(until)) if until.last_day() < from.first_day() => {
                Err(("until", DateError::TooEarly.into()))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a text says something.
pub(crate) fn says(text: Option<&Guarded<String>>) -> bool {
    // EXPOSE: only whether it is empty.
    text.is_some_and(|text| !text.expose().trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 6, 20).expect("a day of the calendar");

    fn stretch(from: &str, until: &str) -> Result<(), Refused> {
        let date = |text: &str| PartialDate::parse(text).ok();
        Stretch { from: date(from), until: date(until) }.check(TODAY)
    }

    #[test]
    fn a_stretch_ends_after_it_begins_as_far_as_both_are_known() {
        assert_eq!(stretch("2015", "2015"), Ok(()));
        assert_eq!(stretch("2015-04", "2015"), Ok(()), "the end may be December");
        assert_eq!(stretch("", "2015-03-31"), Ok(()));
        assert_eq!(stretch("2015-04", "2015-03"), Err(("until", DateError::TooEarly.into())));
    }

    #[test]
    fn a_stretch_does_not_lie_ahead() {
        assert_eq!(stretch("2024-07", ""), Err(("from", DateError::Future.into())));
        assert_eq!(stretch("2024", "2024"), Ok(()), "this year is not over");
        assert_eq!(stretch("1899", ""), Err(("from", DateError::TooEarly.into())));
    }
}
