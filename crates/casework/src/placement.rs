//! From a recommendation to a kept job: dated steps, in order.

use chrono::NaiveDate;
use thiserror::Error;

use crate::fact::FactKind;

/// A step after the recommendation. Any step can be skipped; none is overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum Step {
    CompanyInterview,
    Offer,
    TrialHire,
    Employed,
    Permanent,
    Ended,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 6] =
        [Self::CompanyInterview, Self::Offer, Self::TrialHire, Self::Employed, Self::Permanent, Self::Ended];

    /// The kind of fact that the step is.
    pub const fn fact(self) -> FactKind {
        match self {
            Self::CompanyInterview => FactKind::CompanyInterview,
            Self::Offer => FactKind::Offer,
            Self::TrialHire => FactKind::TrialHire,
            Self::Employed => FactKind::Employed,
            Self::Permanent => FactKind::Permanent,
            Self::Ended => FactKind::PlacementEnded,
        }
    }

    /// The step with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.fact().code() == code)
    }
}

/// Why a step cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StepError {
    /// The placement has come to an end.
    #[error("The placement has ended")]
    Ended,
    /// The step, or a later one, was recorded before.
    #[error("Recorded before")]
    Passed,
    /// The day lies before the step before.
    #[error("Before the step before")]
    BeforePrevious,
}

/// Checks that a step can follow what has been recorded of a placement.
///
/// # Errors
/// [`StepError`], the first that applies.
pub fn may_follow(
    recommended_on: NaiveDate,
    recorded: &[(Step, NaiveDate)],
    next: Step,
    on: NaiveDate,
) -> Result<(), StepError> {
    if recorded.iter().any(|(step, _)| *step == Step::Ended) {
        return Err(StepError::Ended);
    }
    if recorded.iter().any(|(step, _)| *step >= next) {
        return Err(StepError::Passed);
    }
    let previous = recorded.iter().map(|(_, day)| *day).max().unwrap_or(recommended_on);
    if on < previous {
        return Err(StepError::BeforePrevious);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn steps_may_be_skipped_but_not_repeated_or_turned_round() {
        let recorded = [(Step::TrialHire, day("2024-05-01"))];
        let follow = |step, on| may_follow(day("2024-04-01"), &recorded, step, day(on));

        assert_eq!(follow(Step::Permanent, "2024-06-01"), Ok(()));
        assert_eq!(follow(Step::TrialHire, "2024-06-01"), Err(StepError::Passed));
        assert_eq!(follow(Step::Offer, "2024-06-01"), Err(StepError::Passed));
        assert_eq!(follow(Step::Employed, "2024-04-30"), Err(StepError::BeforePrevious));
    }

    #[test]
    fn nothing_follows_the_end() {
        let recorded = [(Step::Ended, day("2024-05-01"))];

        assert_eq!(may_follow(day("2024-04-01"), &recorded, Step::Employed, day("2024-06-01")), Err(StepError::Ended));
    }
}
