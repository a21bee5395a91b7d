//! From a recommendation to a kept job: dated steps, in order.

pub mod matching;
pub mod retention;
pub mod warnings;

use chrono::NaiveDate;
use guarded::Guarded;
use thiserror::Error;

use crate::{
    fact::FactKind,
    ids::{CompanyId, OpeningId, RecommendationId},
    opening::Term,
};

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

/// Whose decision an end was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The company's.
    Company,
    /// The participant's.
    Participant,
    /// Neither's, or both's.
    Other,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Company, Self::Participant, Self::Other];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Participant => "participant",
            Self::Other => "other",
        }
    }

    /// The side with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.code() == code)
    }
}

/// A step with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRecord {
    /// Which.
    pub step: Step,
    /// When it was reached.
    pub on: NaiveDate,
    /// Code of the reason of an end, else empty.
    pub reason: String,
    /// Whose decision an end was, if anybody said.
    pub side: Option<Side>,
    /// When a trial hire or a fixed term is to end.
    pub planned_end: Option<NaiveDate>,
    /// For how long they are employed.
    pub term: Option<Term>,
    /// A few words that stay inside.
    pub note: Guarded<String>,
    /// Codes of the warnings in spite of which it was taken, with spaces between them.
    pub despite: String,
    /// Why.
    pub despite_reason: Guarded<String>,
}

impl StepRecord {
    /// A step of which only the day is known.
    pub fn new(step: Step, on: NaiveDate) -> Self {
        Self {
            step,
            on,
            reason: String::new(),
            side: None,
            planned_end: None,
            term: None,
            note: Guarded::default(),
            despite: String::new(),
            despite_reason: Guarded::default(),
        }
    }
}

/// A recommendation with its steps: what rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The number of the recommendation.
    pub id: RecommendationId,
    /// To which company.
    pub company: CompanyId,
    /// For which opening.
    pub opening: Option<OpeningId>,
    /// When.
    pub recommended_on: NaiveDate,
    /// The steps, in the order in which they were recorded.
    pub steps: Vec<StepRecord>,
}

impl Placement {
    /// The day of a step.
    pub fn day_of(&self, step: Step) -> Option<NaiveDate> {
        self.steps.iter().find(|known| known.step == step).map(|known| known.on)
    }

    /// The farthest step, an end left out: how far it got, also after it ended. None when it is only recommended.
    pub fn last_active(&self) -> Option<Step> {
        self.steps.iter().map(|known| known.step).filter(|step| *step != Step::Ended).max()
    }

    /// The day on which work began: of the trial hire, or of the employment where there was none.
    pub fn hired_on(&self) -> Option<NaiveDate> {
        let work = self.steps.iter().filter(|known| warnings::is_work(known.step));
        work.map(|known| known.on).min()
    }

    /// Whether it is under way on a day: recommended by then, and not ended.
    pub fn is_live_on(&self, day: NaiveDate) -> bool {
        self.recommended_on <= day && self.day_of(Step::Ended).is_none_or(|ended| day < ended)
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
    /// Not the newest step.
    #[error("Not the newest step")]
    NotNewest,
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
    fn how_far_it_got_stays_after_the_end() {
        let placement = Placement {
            id: RecommendationId(1),
            company: CompanyId(1),
            opening: None,
            recommended_on: day("2024-04-01"),
            steps: vec![
                StepRecord::new(Step::CompanyInterview, day("2024-04-10")),
                StepRecord::new(Step::Ended, day("2024-05-01")),
            ],
        };

        assert_eq!(placement.last_active(), Some(Step::CompanyInterview));
        assert_eq!(
            ["2024-03-31", "2024-04-30", "2024-05-01"].map(|on| placement.is_live_on(day(on))),
            [false, true, false]
        );
        assert_eq!(placement.hired_on(), None, "an interview is no work");
    }

    #[test]
    fn nothing_follows_the_end() {
        let recorded = [(Step::Ended, day("2024-05-01"))];

        assert_eq!(may_follow(day("2024-04-01"), &recorded, Step::Employed, day("2024-06-01")), Err(StepError::Ended));
    }
}
