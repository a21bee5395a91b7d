//! Sessions of a cohort.

use chrono::{NaiveDate, NaiveTime};
use guarded::Guarded;

use super::coded;
use crate::ids::{CohortId, SessionId};

/// Whose heads are counted at a session where nobody is named.
pub const HEAD_CATEGORIES: &[&str] = &["participants", "volunteers", "guests"];

/// What became of a session or a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// Not held yet, or nobody has said so.
    Planned,
    /// It took place.
    Held,
    /// It did not take place.
    NotHeld,
}

coded!(SessionState { Planned = "planned", Held = "held", NotHeld = "not_held" });

/// How people at a session are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// By name, with a mark for each.
    Names,
    /// By heads only; nobody is named.
    Heads,
}

coded!(Counting { Names = "names", Heads = "heads" });

/// A session as entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The day; it may lie ahead.
    pub on: NaiveDate,
    /// When it begins, if told.
    pub starts_at: Option<NaiveTime>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What it is about. Guarded, because somebody may write a name into it.
    pub topic: Guarded<String>,
    /// How people are counted.
    pub counting: Counting,
}

/// A session on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub id: SessionId,
    /// Of which cohort.
    pub cohort: CohortId,
    /// As entered.
    pub session: NewSession,
    /// What became of it.
    pub state: SessionState,
    /// Code of the reason why it did not take place, or empty.
    pub reason: String,
    /// A note to that.
    pub note: Guarded<String>,
}
