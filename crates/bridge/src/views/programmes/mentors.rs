//! People who are no participants (mentors, speakers, contacts), and pairs of a mentorship with their meetings.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{CohortsWhen, PlanStepView, SessionState};
use crate::views::people::{NameInput, NameView, PersonRow};

/// A role for a time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssociateRole {
    /// One of `associate_roles`.
    pub role: String,
    /// Since when (ISO 8601).
    pub from: String,
    /// Until when; empty while it lasts.
    pub until: String,
}

/// Somebody who is no participant, as entered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssociateInput {
    /// At least one name.
    pub names: Vec<NameInput>,
    /// How to reach them; may be empty.
    #[cfg_attr(test, ts(type = "string"))]
    pub contact: Guarded<String>,
    /// Where they work or belong; may be empty.
    #[cfg_attr(test, ts(type = "string"))]
    pub organisation: Guarded<String>,
    /// The day on which they agreed that this is kept; empty while not asked.
    pub consent_on: String,
    /// The participant who is the same human, if so.
    pub participant: Option<u32>,
    /// What they do here, and when.
    pub roles: Vec<AssociateRole>,
}

/// Adds somebody, or changes them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveAssociateRequest {
    /// Who; none adds somebody.
    pub associate: Option<u32>,
    /// What is right.
    pub right: AssociateInput,
}

/// Names somebody.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssociateRequest {
    /// Who.
    pub associate: u32,
}

/// Looks for people by name and role.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ListAssociatesRequest {
    /// Part of any name; empty for everybody.
    #[cfg_attr(test, ts(type = "string"))]
    pub query: Guarded<String>,
    /// One of `associate_roles` held today; empty for all.
    pub role: String,
}

/// Somebody in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssociateRow {
    /// Their number.
    pub id: u32,
    /// The name to call them by; empty after their data was removed.
    pub name: String,
    /// Where they work or belong.
    pub organisation: String,
    /// The roles they hold today.
    pub roles: Vec<String>,
    /// Pairs of a mentorship that run now.
    pub pairs: u32,
    /// The day on which they agreed that this is kept (ISO 8601).
    pub consent_on: Option<String>,
    /// The participant who is the same human.
    pub participant: Option<u32>,
}

/// People who are no participants, by name.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssociatesView {
    /// The first 500.
    pub rows: Vec<AssociateRow>,
}

/// Everything about somebody.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssociateView {
    /// What a list shows.
    pub row: AssociateRow,
    /// Every name.
    pub names: Vec<NameView>,
    /// How to reach them.
    pub contact: String,
    /// All their roles, the newest first.
    pub roles: Vec<AssociateRole>,
    /// Their pairs, the newest first.
    pub pairs: Vec<MentorPairRow>,
    /// The participant who is the same human.
    pub participant: Option<PersonRow>,
}

/// A pair of a mentorship in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MentorPairRow {
    /// Its number.
    pub id: u32,
    /// Who is mentored.
    pub person: PersonRow,
    /// The mentor; none when they were removed.
    pub mentor: Option<u32>,
    /// The mentor's name; empty when they were removed.
    pub mentor_name: String,
    /// The cohort.
    pub cohort: u32,
    /// Its name.
    pub cohort_name: String,
    /// First day (ISO 8601).
    pub starts_on: String,
    /// The day on which it is to end (ISO 8601).
    pub ends_on: String,
    /// The day on which it ended (ISO 8601).
    pub ended_on: Option<String>,
    /// Why it ended: a code; empty while it lasts or when it came to its end.
    pub reason: String,
    /// Meetings held.
    pub held: u32,
    /// Minutes of them.
    pub minutes: u32,
    /// The next planned meeting from today on (ISO 8601).
    pub next_meeting: Option<String>,
    /// The first open step of its plan (ISO 8601); it may lie in the past.
    pub next_step: Option<String>,
    /// Steps of its plan that are done.
    pub steps_done: u32,
    /// Steps of its plan that are open.
    pub steps_open: u32,
    /// Of these, due before today.
    pub steps_overdue: u32,
}

/// A page of the list of all pairs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ListPairsRequest {
    /// Which.
    pub when: CohortsWhen,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return, at most 500.
    pub limit: u32,
}

/// Part of the list of all pairs, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PairsPage {
    /// How many there are in all.
    pub total: u32,
    /// The rows asked for.
    pub rows: Vec<MentorPairRow>,
    /// Today (ISO 8601).
    pub today: String,
}

/// A pair with its meetings and its plan.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MentorPairView {
    /// What a list shows.
    pub row: MentorPairRow,
    /// The newest first.
    pub meetings: Vec<MeetingView>,
    /// In order of days.
    pub plan: Vec<PlanStepView>,
    /// Today (ISO 8601).
    pub today: String,
}

/// A meeting as entered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MeetingInput {
    /// The day; it may lie ahead while the meeting is planned.
    pub on: String,
    /// How long, in minutes.
    pub minutes: u32,
    /// What became of it.
    pub state: SessionState,
    /// Why it was not held: one of `session_reasons`; empty otherwise.
    pub reason: String,
    /// A short note.
    #[cfg_attr(test, ts(type = "string"))]
    pub note: Guarded<String>,
}

/// A meeting.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MeetingView {
    /// Its number.
    pub id: u32,
    /// The day (ISO 8601).
    pub on: String,
    /// How long, in minutes.
    pub minutes: u32,
    /// What became of it.
    pub state: SessionState,
    /// Why it was not held.
    pub reason: String,
    /// A short note.
    pub note: String,
}

/// Opens a pair: the participant is enrolled in the cohort from the first day on if they are not yet, and the
/// standard plan is laid out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpenPairRequest {
    /// A cohort of a mentorship.
    pub cohort: u32,
    /// Who is mentored.
    pub participant: u32,
    /// By whom.
    pub mentor: u32,
    /// First day; it may lie ahead when they are enrolled already.
    pub starts_on: String,
    /// Last day; empty for the length of the course.
    pub ends_on: String,
}

/// Names a pair.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PairRequest {
    /// The pair.
    pub pair: u32,
}

/// Changes a pair. Another first day moves the open steps of its plan, and no other.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CorrectPairRequest {
    /// The pair.
    pub pair: u32,
    /// The mentor.
    pub mentor: u32,
    /// First day.
    pub starts_on: String,
    /// Last day; empty for the length of the course.
    pub ends_on: String,
}

/// Ends a pair. The steps of its plan that are open are dropped.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EndPairRequest {
    /// The pair.
    pub pair: u32,
    /// When.
    pub on: String,
    /// One of `exit_reasons`; empty when it came to its end.
    pub reason: String,
}

/// Adds a meeting, or changes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveMeetingRequest {
    /// The pair.
    pub pair: u32,
    /// Which; none adds one.
    pub meeting: Option<u32>,
    /// What is right.
    pub right: MeetingInput,
    /// A step of the plan that is done with it, if so.
    pub completes: Option<u32>,
}

/// Names a meeting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MeetingRequest {
    /// The meeting.
    pub meeting: u32,
}
