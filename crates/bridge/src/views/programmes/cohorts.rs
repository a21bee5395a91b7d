//! Cohorts, their sessions, and who is enrolled.

use serde::{Deserialize, Serialize};

use super::{MentorPairRow, PlanStepView};
use crate::views::people::PersonRow;

/// Which cohorts a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum CohortsWhen {
    /// Begun and not over.
    Current,
    /// Not begun yet.
    Coming,
    /// Over.
    Past,
    /// All of them.
    All,
}

/// A page of the list of cohorts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ListCohortsRequest {
    /// Code of a course; empty for all.
    pub course: String,
    /// Which.
    pub when: CohortsWhen,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return, at most 500.
    pub limit: u32,
}

/// Part of the list of cohorts: current and coming ones the soonest first, past ones the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CohortsPage {
    /// How many there are in all.
    pub total: u32,
    /// The rows asked for.
    pub rows: Vec<CohortRow>,
    /// Today (ISO 8601).
    pub today: String,
}

/// A cohort as entered. Days are texts as typed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CohortInput {
    /// Code of its course.
    pub course: String,
    /// What tells it from the others.
    pub name: String,
    /// First day; it may lie ahead.
    pub starts_on: String,
    /// Last day; empty when open.
    pub ends_on: String,
    /// How many people there is room for; who comes after that waits. None: no limit.
    pub capacity: Option<u32>,
    /// Where.
    pub place: String,
    /// The partner school or organisation; empty when there is none.
    pub partner: String,
    /// Minutes a week, if that was agreed.
    pub weekly_minutes: Option<u32>,
    /// The term, in the words of the school; empty when there is none.
    pub term: String,
}

/// A cohort in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CohortRow {
    /// Its number.
    pub id: u32,
    /// What it is.
    pub cohort: CohortInput,
    /// Kind of its course.
    pub kind: super::CourseKind,
    /// People enrolled now, or at its end.
    pub enrolled: u32,
    /// People on the waiting list.
    pub waiting: u32,
    /// Sessions held.
    pub held: u32,
    /// Sessions that did not take place.
    pub not_held: u32,
    /// Sessions planned.
    pub planned: u32,
    /// Minutes of the sessions held.
    pub minutes_held: u32,
    /// The next session from today on (ISO 8601).
    pub next_session: Option<String>,
    /// The newest session before or on today that nobody has marked and that was not called off.
    pub unmarked_session: Option<u32>,
}

/// Everything about a cohort but its attendance.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CohortView {
    /// The cohort.
    pub row: CohortRow,
    /// Its sessions, the oldest first.
    pub sessions: Vec<SessionRow>,
    /// Who is, was or waits to be enrolled: those enrolled now, the waiting list in its order, those who ended.
    pub enrolments: Vec<EnrolmentRow>,
    /// Pairs of a mentorship, the newest first.
    pub pairs: Vec<MentorPairRow>,
    /// The plan of the cohort itself, in order of days.
    pub plan: Vec<PlanStepView>,
    /// Today (ISO 8601).
    pub today: String,
}

/// Names a cohort.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CohortRequest {
    /// The cohort.
    pub cohort: u32,
}

/// Opens a cohort and lays out its standard plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpenCohortRequest {
    /// What it is.
    pub cohort: CohortInput,
    /// Lays out the sessions that the course foresees.
    pub with_sessions: bool,
}

/// Changes a cohort. Another first day moves what is still open: planned sessions and open steps of its plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CorrectCohortRequest {
    /// The cohort.
    pub cohort: u32,
    /// What is right.
    pub right: CohortInput,
}

/// What became of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum SessionState {
    /// Not held yet, or nobody has marked it yet.
    Planned,
    /// It took place.
    Held,
    /// It did not take place.
    NotHeld,
}

/// How people at a session are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum SessionCounting {
    /// By name, with a mark for each.
    Names,
    /// By heads only; nobody is named.
    Heads,
}

/// Heads of one category.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeadsInput {
    /// One of `head_categories`.
    pub category: String,
    /// How many.
    pub heads: u32,
}

/// A session as entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SessionInput {
    /// The day; it may lie ahead.
    pub on: String,
    /// `18:30`, or empty.
    pub starts_at: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What it is about; not for names.
    pub topic: String,
    /// How people are counted.
    pub counting: SessionCounting,
}

/// A session with what came of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SessionRow {
    /// Its number.
    pub id: u32,
    /// As entered.
    pub session: SessionInput,
    /// What became of it.
    pub state: SessionState,
    /// Why it did not take place: a code; empty otherwise.
    pub reason: String,
    /// A note to that; not for names.
    pub note: String,
    /// Heads by category, of a session counted by heads.
    pub heads: Vec<HeadsInput>,
    /// How many came: people present or late, guests and people erased since included; or heads.
    pub came: u32,
    /// Of those enrolled on that day, how many have a mark (people erased since included).
    pub marked: u32,
    /// Of those with a mark, how many came, in whole percent; none when nobody was marked.
    pub rate: Option<u32>,
    /// People erased since who came. They are counted and have no row.
    pub erased: u32,
}

/// Adds sessions, all or none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AddSessionsRequest {
    /// The cohort.
    pub cohort: u32,
    /// What they are, at most 200.
    pub sessions: Vec<SessionInput>,
}

/// Changes a session.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CorrectSessionRequest {
    /// The session.
    pub session: u32,
    /// What is right.
    pub right: SessionInput,
}

/// Names a session.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ClassSessionRequest {
    /// The session.
    pub session: u32,
}

/// Counts the heads of a session that is counted by heads; it is held then. Replaces what was counted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CountHeadsRequest {
    /// The session.
    pub session: u32,
    /// Heads by category; none at all makes it planned again.
    pub heads: Vec<HeadsInput>,
}

/// Where an enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
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

/// An enrolment with the person.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EnrolmentRow {
    /// Its number.
    pub id: u32,
    /// Who.
    pub person: PersonRow,
    /// Where it stands.
    pub status: EnrolmentStatus,
    /// Since when: the day of the enrolment, or of joining the waiting list (ISO 8601).
    pub on: String,
    /// Place on the waiting list, from 1.
    pub place: Option<u32>,
    /// When it ended (ISO 8601).
    pub ended_on: Option<String>,
    /// Why they left: a code; empty otherwise.
    pub reason: String,
    /// Their own plan, in order of days.
    pub plan: Vec<PlanStepView>,
}

/// Enrols somebody, or puts them on the waiting list when the cohort is full.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EnrolRequest {
    /// The cohort.
    pub cohort: u32,
    /// Who.
    pub participant: u32,
    /// The day.
    pub on: String,
}

/// How an enrolment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum EnrolmentEnd {
    /// They took part to the end.
    Completed,
    /// They left.
    Left,
}

/// Ends enrolments: of one person, or of all at the end of a cohort. Who waits and leaves is taken off the list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EndEnrolmentsRequest {
    /// Which, all of one cohort.
    pub enrolments: Vec<u32>,
    /// How.
    pub how: EnrolmentEnd,
    /// When.
    pub on: String,
    /// Why they left: one of `exit_reasons`; empty when completed.
    pub reason: String,
}

/// Names an enrolment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EnrolmentRequest {
    /// The enrolment.
    pub enrolment: u32,
}

/// Takes somebody from the waiting list into the cohort.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AdmitRequest {
    /// The enrolment.
    pub enrolment: u32,
    /// From which day on.
    pub on: String,
}

/// Every programme that a participant takes or took part in, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ParticipantProgrammes {
    /// Their enrolments.
    pub enrolments: Vec<OwnEnrolment>,
    /// Their pairs of a mentorship.
    pub pairs: Vec<MentorPairRow>,
    /// The same human in another role, for example as a mentor, if somebody joined the two.
    pub associate: Option<u32>,
}

/// An enrolment as the participant's page shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OwnEnrolment {
    /// The enrolment.
    pub enrolment: EnrolmentRow,
    /// The cohort.
    pub cohort: CohortRow,
    /// What the marks say.
    pub attendance: super::AttendanceTotals,
}
