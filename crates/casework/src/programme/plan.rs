//! Standard plans: steps by offset from a first day, and the dated steps laid out from them.

use chrono::{Days, NaiveDate};

use super::{Bilingual, coded};
use crate::ids::{CohortId, EnrolmentId, PairId, PlanStepId, TemplateStepId};

/// What a step of a standard plan is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanSubject {
    /// Once for a cohort.
    Cohort,
    /// For each enrolment.
    Enrolment,
    /// For each pair of a mentorship.
    Pair,
}

coded!(PlanSubject { Cohort = "cohort", Enrolment = "enrolment", Pair = "pair" });

/// Who is to do a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanWho {
    /// A caseworker.
    Caseworker,
    /// The mentor.
    Mentor,
    /// The participant.
    Participant,
}

coded!(PlanWho { Caseworker = "caseworker", Mentor = "mentor", Participant = "participant" });

/// A step of the standard plan of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateStep {
    /// Its number; `None` for a new one.
    pub id: Option<TemplateStepId>,
    /// What it is laid out for.
    pub subject: PlanSubject,
    /// Days from the first day of that; negative before it.
    pub offset_days: i32,
    /// What is to be done.
    pub title: Bilingual,
    /// By whom.
    pub who: PlanWho,
    /// Repeats so many days later; 0 when it does not.
    pub repeat_every_days: u32,
    /// How often in all, at least once.
    pub times: u32,
}

impl TemplateStep {
    /// The offsets at which it stands, the first and its repetitions.
    pub fn offsets(&self) -> impl Iterator<Item = i32> + '_ {
        let times = if self.repeat_every_days == 0 { 1 } else { self.times.max(1) };
        let every = i32::try_from(self.repeat_every_days).unwrap_or(i32::MAX);
        (0..times).map(move |n| {
            let after = i32::try_from(n).unwrap_or(i32::MAX).saturating_mul(every);
            self.offset_days.saturating_add(after)
        })
    }
}

/// What a dated step belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanOf {
    /// A cohort.
    Cohort(CohortId),
    /// An enrolment.
    Enrolment(EnrolmentId),
    /// A pair of a mentorship.
    Pair(PairId),
}

impl PlanOf {
    /// Which steps of a template are laid out for it.
    pub const fn subject(self) -> PlanSubject {
        match self {
            Self::Cohort(_) => PlanSubject::Cohort,
            Self::Enrolment(_) => PlanSubject::Enrolment,
            Self::Pair(_) => PlanSubject::Pair,
        }
    }
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// To be done.
    Open,
    /// Done on a day.
    Done(NaiveDate),
    /// No longer to be done, because what it belongs to ended.
    Dropped,
}

/// A dated step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStep {
    /// Its number.
    pub id: PlanStepId,
    /// What it belongs to.
    pub of: PlanOf,
    /// Days from the first day of that.
    pub offset_days: i32,
    /// What is to be done.
    pub title: Bilingual,
    /// By whom.
    pub who: PlanWho,
    /// When.
    pub due_on: NaiveDate,
    /// Where it stands.
    pub state: PlanState,
}

/// The day that lies `offset` days from the first one; the first one where the calendar ends.
pub fn due(first: NaiveDate, offset: i32) -> NaiveDate {
    let days = Days::new(u64::from(offset.unsigned_abs()));
    let due = if offset < 0 { first.checked_sub_days(days) } else { first.checked_add_days(days) };
    due.unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(offset_days: i32, repeat_every_days: u32, times: u32) -> TemplateStep {
        let (subject, who) = (PlanSubject::Pair, PlanWho::Mentor);
        TemplateStep { id: None, subject, offset_days, title: Bilingual::default(), who, repeat_every_days, times }
    }

    #[test]
    fn a_step_repeats_at_equal_distances() {
        assert_eq!(step(-7, 14, 3).offsets().collect::<Vec<_>>(), [-7, 7, 21]);
        assert_eq!(step(5, 0, 9).offsets().collect::<Vec<_>>(), [5], "without a distance it stands once");
    }

    #[test]
    fn days_are_counted_from_the_first_one_in_both_directions() {
        let first = "2024-03-01".parse().expect("a day");

        assert_eq!(due(first, -1).to_string(), "2024-02-29");
        assert_eq!(due(first, 0), first);
        assert_eq!(due(first, 31).to_string(), "2024-04-01");
    }
}
