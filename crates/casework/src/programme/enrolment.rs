//! Enrolments: waiting, taking part, ended.

use chrono::NaiveDate;

use super::coded;
use crate::ids::{CohortId, EnrolmentId, ParticipantId};

/// Where an enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentStatus {
    /// On the waiting list.
    Waiting,
    /// Takes part.
    Enrolled,
    /// Took part to the end.
    Completed,
    /// Left before the end.
    Left,
    /// Gave up waiting.
    Withdrawn,
}

coded!(EnrolmentStatus {
    Waiting = "waiting",
    Enrolled = "enrolled",
    Completed = "completed",
    Left = "left",
    Withdrawn = "withdrawn",
});

impl EnrolmentStatus {
    /// Whether it lasts: nobody has two of these in one cohort.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Enrolled)
    }

    /// Whether they take or took part: waiting is not taking part.
    pub const fn takes_part(self) -> bool {
        matches!(self, Self::Enrolled | Self::Completed | Self::Left)
    }
}

/// How an enrolment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentEnd {
    /// They took part to the end.
    Completed,
    /// They left.
    Left,
}

/// An enrolment on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Its number.
    pub id: EnrolmentId,
    /// Where.
    pub cohort: CohortId,
    /// Who.
    pub participant: ParticipantId,
    /// Since when; the day of joining the waiting list while they wait.
    pub on: NaiveDate,
    /// Where it stands.
    pub status: EnrolmentStatus,
    /// When it ended.
    pub ended_on: Option<NaiveDate>,
    /// Code of the reason why they left, or empty.
    pub reason: String,
}

impl Enrolment {
    /// Whether they take part on a day: joined by then and not gone before.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.status.takes_part() && self.on <= day && self.ended_on.is_none_or(|ended| day <= ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enrolment(status: EnrolmentStatus, ended_on: Option<&str>) -> Enrolment {
        Enrolment {
            id: EnrolmentId(1),
            cohort: CohortId(1),
            participant: ParticipantId(1),
            on: day("2024-05-10"),
            status,
            ended_on: ended_on.map(day),
            reason: String::new(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn both_days_at_the_ends_belong_to_an_enrolment() {
        let left = enrolment(EnrolmentStatus::Left, Some("2024-06-20"));

        assert!(left.covers(day("2024-05-10")) && left.covers(day("2024-06-20")));
        assert!(!left.covers(day("2024-05-09")) && !left.covers(day("2024-06-21")));
    }

    #[test]
    fn who_waits_takes_no_part() {
        assert!(!enrolment(EnrolmentStatus::Waiting, None).covers(day("2024-06-01")));
        assert!(!enrolment(EnrolmentStatus::Withdrawn, Some("2024-07-01")).covers(day("2024-06-01")));
    }
}
