//! Cohorts of courses.

use chrono::NaiveDate;

use crate::ids::CohortId;

/// A cohort of a course: a training day, a class of five months, a mentorship of three.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCohort {
    /// Code of the course, for example `career_training`.
    pub course: String,
    /// What tells it from the others.
    pub name: String,
    /// First day; it may lie ahead.
    pub starts_on: NaiveDate,
    /// Last day, if known.
    pub ends_on: Option<NaiveDate>,
    /// How many people there is room for; `None` when there is no limit.
    pub capacity: Option<u32>,
    /// Where.
    pub place: String,
    /// The partner school or organisation, or empty.
    pub partner: String,
    /// The term in the words of the school, or empty.
    pub term: String,
    /// Minutes a week, if that was agreed.
    pub weekly_minutes: Option<u32>,
}

/// A cohort on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Its number.
    pub id: CohortId,
    /// What it is.
    pub cohort: NewCohort,
}
