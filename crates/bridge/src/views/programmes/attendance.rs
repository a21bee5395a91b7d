//! Attendance: the grid of a cohort, and what changes it.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{CohortRow, EnrolmentStatus, SessionRow, SessionState};
use crate::views::people::{LikelyDuplicate, PersonRow};

/// How somebody was at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Mark {
    /// There.
    Present,
    /// There, but late.
    Late,
    /// Not there, and said so before.
    Excused,
    /// Not there.
    Absent,
}

/// Where somebody stands towards a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Standing {
    /// Enrolled on that day.
    Enrolled,
    /// Not enrolled on that day, but there.
    Guest,
    /// Not enrolled on that day: joined later or had left.
    Outside,
}

/// The attendance of a cohort: people by sessions.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AttendanceGrid {
    /// The cohort.
    pub cohort: CohortRow,
    /// Its sessions that are counted by name, the oldest first.
    pub sessions: Vec<SessionRow>,
    /// Everybody who is or was enrolled or came as a guest, by the name shown. Nobody stands here twice.
    pub people: Vec<GridRow>,
    /// What all marks together say, people erased since included.
    pub totals: AttendanceTotals,
    /// Today (ISO 8601): sessions up to it can be marked.
    pub today: String,
}

/// One person in the grid.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct GridRow {
    /// Who.
    pub person: PersonRow,
    /// Their newest enrolment here; none for a guest.
    pub enrolment: Option<u32>,
    /// Where it stands.
    pub status: Option<EnrolmentStatus>,
    /// One for each session, in the same order.
    pub cells: Vec<GridCell>,
    /// What their marks say.
    pub totals: AttendanceTotals,
}

/// One person at one session.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct GridCell {
    /// Where they stand towards it.
    pub standing: Standing,
    /// Their mark, if there is one.
    pub mark: Option<Mark>,
    /// Minutes they took part, when it was not all of the session.
    pub minutes: Option<u32>,
}

/// What marks say, of a person or of a cohort.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AttendanceTotals {
    /// Times present or late, as a guest too.
    pub came: u32,
    /// Of these, late.
    pub late: u32,
    /// Times excused.
    pub excused: u32,
    /// Times absent without a word.
    pub absent: u32,
    /// Of the times enrolled and marked, how often they came, in whole percent.
    pub rate: Option<u32>,
    /// Absences in a row up to the newest mark; an excused one neither counts nor ends the row.
    pub absent_in_a_row: u32,
    /// Minutes of taking part.
    pub minutes: u32,
}

/// A mark to be set.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MarkInput {
    /// Who.
    pub participant: u32,
    /// The mark; none takes it away.
    pub mark: Option<Mark>,
    /// Minutes they took part, when it was not all of the session.
    pub minutes: Option<u32>,
}

/// Sets marks of one session, all or none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MarkAttendanceRequest {
    /// The session; not in the future, not one that did not take place.
    pub session: u32,
    /// The marks.
    pub marks: Vec<MarkInput>,
}

/// A session did not take place. Its marks go; the undo brings them back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SessionNotHeldRequest {
    /// The session.
    pub session: u32,
    /// One of `session_reasons`.
    pub reason: String,
    /// A note; not for names.
    pub note: String,
}

/// Puts somebody on record into a session who was there: marked present, and enrolled from its day on if wished.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AddToSessionRequest {
    /// The session.
    pub session: u32,
    /// Who.
    pub participant: u32,
    /// Enrols them as well; otherwise they are a guest.
    pub enrol: bool,
}

/// The same for somebody who is not on record yet: met on the day of the session, known by a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AddNewToSessionRequest {
    /// The session.
    pub session: u32,
    /// The name to call them by.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// Enrols them as well; otherwise they are a guest.
    pub enrol: bool,
    /// Set after the likely duplicates have been looked at and none is the same person.
    pub not_a_duplicate: bool,
}

/// Looks for people on record who may be the one whose name was typed into the grid.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LookAlikesRequest {
    /// The session.
    pub session: u32,
    /// The name.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
}

/// People on record with a similar name.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LookAlikesView {
    /// The best match first.
    pub likely: Vec<LikelyDuplicate>,
}

/// What stood there before the last change of a session. Handed back as it is, it takes the change back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AttendanceUndo {
    /// The session.
    pub session: u32,
    /// What became of it.
    pub state: SessionState,
    /// Why it did not take place.
    pub reason: String,
    /// The note to that.
    pub note: String,
    /// The marks that changed, as they were.
    pub marks: Vec<MarkInput>,
    /// An enrolment that came with the change.
    pub enrolment: Option<u32>,
}

/// The grid after a change, and what takes the change back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AttendanceChanged {
    /// The grid.
    pub grid: AttendanceGrid,
    /// Takes it back.
    pub undo: AttendanceUndo,
    /// Who was added, when somebody was.
    pub added: Option<u32>,
}
