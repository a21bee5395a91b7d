//! Whether a hired person is still there: asked one, six and twelve months after the employment began. The law wants to
//! know of those who left within six months, and of those of whom nobody knows (職業安定法施行規則 24-8).

use chrono::{Months, NaiveDate};
use guarded::Guarded;
use thiserror::Error;

use super::{Step, StepRecord};

/// After how many months it is asked.
pub const CHECKS: [u32; 3] = [1, 6, 12];

/// What was found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Still {
    /// They were there on the day in question.
    Yes,
    /// They had left.
    No,
    /// Nobody could tell.
    Unknown,
}

impl Still {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// The answer with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|still| still.code() == code)
    }
}

/// An answer on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionCheck {
    /// After how many months: one of [`CHECKS`].
    pub months: u32,
    /// What was found out.
    pub still: Still,
    /// When it was asked.
    pub asked_on: NaiveDate,
    /// The number of the member of staff who asked; 0 when not known.
    pub by: u32,
    /// A few words, or empty.
    pub note: Guarded<String>,
}

/// Why an answer cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RetentionError {
    /// There is no employment.
    #[error("Nobody was employed")]
    NotEmployed,
    /// None of [`CHECKS`].
    #[error("Not asked after so many months")]
    NoSuchCheck,
    /// The months are not over.
    #[error("The months are not over")]
    TooEarly,
    /// They had left before, or somebody found they had: they cannot be there later.
    #[error("They had left before")]
    LeftBefore,
    /// A later answer says that they were still there.
    #[error("They were there later")]
    ThereLater,
}

/// The day on which the employment began: of the first of the steps employed and permanent.
pub fn employed_on(steps: &[StepRecord]) -> Option<NaiveDate> {
    let hired = steps.iter().filter(|step| matches!(step.step, Step::Employed | Step::Permanent));
    hired.map(|step| step.on).min()
}

/// The day that a check is about: so many months after the employment began.
pub fn due_on(employed_on: NaiveDate, months: u32) -> Option<NaiveDate> {
    employed_on.checked_add_months(Months::new(months))
}

/// Checks that an answer can be kept beside the others, whichever was given first.
///
/// # Errors
/// [`RetentionError`], the first that applies.
pub fn may_answer(steps: &[StepRecord], others: &[RetentionCheck], new: &RetentionCheck) -> Result<(), RetentionError> {
    if !CHECKS.contains(&new.months) {
        return Err(RetentionError::NoSuchCheck);
    }
    let due = employed_on(steps).ok_or(RetentionError::NotEmployed)?;
    let due = due_on(due, new.months).ok_or(RetentionError::TooEarly)?;
    if new.asked_on < due {
        return Err(RetentionError::TooEarly);
    }
    let ended = steps.iter().find(|step| step.step == Step::Ended).map(|step| step.on);
    let others = || others.iter().filter(|other| other.months != new.months);
    let left = others().any(|other| other.months < new.months && other.still == Still::No);
    if new.still == Still::Yes && (left || ended.is_some_and(|ended| ended < due)) {
        return Err(RetentionError::LeftBefore);
    }
    if new.still == Still::No && others().any(|other| other.months > new.months && other.still == Still::Yes) {
        return Err(RetentionError::ThereLater);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn answer(months: u32, still: Still, on: &str) -> RetentionCheck {
        RetentionCheck { months, still, asked_on: day(on), by: 1, note: Guarded::default() }
    }

    fn hired() -> Vec<StepRecord> {
        vec![StepRecord::new(Step::TrialHire, day("2024-03-01")), StepRecord::new(Step::Employed, day("2024-05-31"))]
    }

    #[test]
    fn nothing_is_answered_before_the_months_are_over() {
        let asked = |on| may_answer(&hired(), &[], &answer(1, Still::Yes, on));

        assert_eq!(asked("2024-06-29"), Err(RetentionError::TooEarly));
        assert_eq!(asked("2024-06-30"), Ok(()), "a month after the 31st is the last day of a short month");
        assert_eq!(may_answer(&hired(), &[], &answer(3, Still::Yes, "2025-01-01")), Err(RetentionError::NoSuchCheck));
        assert_eq!(may_answer(&[], &[], &answer(1, Still::Yes, "2025-01-01")), Err(RetentionError::NotEmployed));
    }

    #[test]
    fn who_had_left_is_not_there_later_in_whatever_order_it_is_told() {
        let left = [answer(1, Still::No, "2024-07-01")];
        let there = [answer(12, Still::Yes, "2025-06-01")];

        assert_eq!(may_answer(&hired(), &left, &answer(6, Still::Yes, "2024-12-01")), Err(RetentionError::LeftBefore));
        assert_eq!(may_answer(&hired(), &there, &answer(6, Still::No, "2025-07-01")), Err(RetentionError::ThereLater));
        assert_eq!(may_answer(&hired(), &there, &answer(6, Still::Yes, "2025-07-01")), Ok(()));
        assert_eq!(may_answer(&hired(), &left, &answer(6, Still::Unknown, "2024-12-01")), Ok(()));
    }

    #[test]
    fn an_answer_can_be_given_anew() {
        let first = [answer(1, Still::No, "2024-07-01")];

        assert_eq!(may_answer(&hired(), &first, &answer(1, Still::Yes, "2024-07-02")), Ok(()));
    }

    #[test]
    fn who_left_before_the_day_was_not_there_on_it() {
        let mut steps = hired();
        steps.push(StepRecord::new(Step::Ended, day("2024-10-01")));

        assert_eq!(may_answer(&steps, &[], &answer(1, Still::Yes, "2025-01-10")), Ok(()));
        assert_eq!(may_answer(&steps, &[], &answer(6, Still::Yes, "2025-01-10")), Err(RetentionError::LeftBefore));
    }
}
