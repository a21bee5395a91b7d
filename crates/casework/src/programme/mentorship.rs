//! Pairs of a mentorship and their meetings.

use chrono::NaiveDate;
use guarded::Guarded;

use super::SessionState;
use crate::ids::{AssociateId, EnrolmentId, MeetingId, PairId};

/// A pair as opened: somebody enrolled in a mentorship, and a mentor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPair {
    /// Who is mentored, and in which cohort.
    pub enrolment: EnrolmentId,
    /// By whom.
    pub mentor: AssociateId,
    /// First day.
    pub starts_on: NaiveDate,
    /// The day on which it is to end.
    pub ends_on: NaiveDate,
}

/// A pair on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Its number.
    pub id: PairId,
    /// Who is mentored, and in which cohort.
    pub enrolment: EnrolmentId,
    /// By whom; `None` after the mentor was erased.
    pub mentor: Option<AssociateId>,
    /// First day.
    pub starts_on: NaiveDate,
    /// The day on which it is to end.
    pub ends_on: NaiveDate,
    /// The day on which it ended.
    pub ended_on: Option<NaiveDate>,
    /// Code of the reason of an early end; empty when it came to its end.
    pub reason: String,
}

/// A meeting as entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    /// The day; ahead while it is planned.
    pub on: NaiveDate,
    /// How long, in minutes.
    pub minutes: u32,
    /// What became of it.
    pub state: SessionState,
    /// Code of the reason why it was not held, or empty.
    pub reason: String,
    /// A few words.
    pub note: Guarded<String>,
}

/// A meeting on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its number.
    pub id: MeetingId,
    /// Of which pair.
    pub pair: PairId,
    /// As entered.
    pub meeting: NewMeeting,
}
