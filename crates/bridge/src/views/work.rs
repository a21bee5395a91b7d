//! Tasks, reminders and the calendar; closing and reopening cases.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::people::{PersonRow, Stage};

/// Asks for the agenda.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AgendaRequest {
    /// Whose lines.
    pub whose: AgendaWhose,
    /// How many days ahead, at most 366. What is late shows always.
    pub days: u32,
    /// With what was put off to a later day.
    pub snoozed: bool,
}

/// Whose lines of the agenda are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum AgendaWhose {
    /// Those of the person at the keyboard, and those that nobody was asked to do.
    Mine,
    /// Everybody's.
    All,
}

/// Asks for the tasks that ended lately.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EndedTasksRequest {
    /// Whose.
    pub whose: AgendaWhose,
}

/// Lines of the agenda, the soonest first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AgendaView {
    /// The lines.
    pub lines: Vec<AgendaLineView>,
    /// Colleagues on this laptop whom a line can be given to, the person at the keyboard first.
    pub colleagues: Vec<ColleagueView>,
}

/// A colleague on this laptop.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ColleagueView {
    /// Their number.
    pub id: u32,
    /// Their name.
    pub name: String,
    /// Whether it is the person at the keyboard.
    pub own: bool,
}

/// A line of the agenda: a task, a reminder or a step of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AgendaLineView {
    /// A task that somebody wrote down.
    pub task: Option<TaskView>,
    /// A reminder that the records give.
    pub reminder: Option<ReminderRef>,
    /// A step of the plan of a programme.
    pub plan: Option<PlanDueView>,
    /// The next step after a talk with a company.
    pub discussion: Option<DiscussionDueView>,
    /// Whom it concerns.
    pub person: Option<PersonRow>,
    /// The company it concerns.
    pub company: Option<String>,
    /// Its day (ISO 8601).
    pub due_on: String,
    /// Its time (`14:30`), if that matters.
    pub due_at: Option<String>,
    /// The member of staff who does it; 0 when nobody was asked.
    pub assignee: u32,
    /// Not shown before this day (ISO 8601).
    pub snoozed_until: Option<String>,
    /// Days until it is due, negative when it is late.
    pub days_left: i32,
}

/// An open step of the plan of a cohort, an enrolment or a mentor pair.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlanDueView {
    /// The step.
    pub step: u32,
    /// What is to be done, in Japanese.
    pub title_ja: String,
    /// The same in English.
    pub title_en: String,
    /// The cohort.
    pub cohort: u32,
    /// Its name.
    pub cohort_name: String,
    /// The mentor pair, for a step of one.
    pub pair: Option<u32>,
}

/// A task.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TaskView {
    /// Its number.
    pub id: u32,
    /// What is to be done.
    pub kind: TaskKind,
    /// In words.
    pub title: String,
    /// How it comes again.
    pub repeat: Option<RepeatView>,
    /// Where it stands.
    pub state: TaskState,
    /// When it was done or given up (ISO 8601).
    pub ended_on: Option<String>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum TaskKind {
    /// Anything else.
    Todo,
    /// Meet somebody for an interview.
    Interview,
    /// Call or write to somebody.
    Contact,
    /// Go somewhere with somebody.
    Accompany,
    /// Prepare or hand in papers.
    Papers,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum TaskState {
    /// To be done.
    Open,
    /// Done.
    Done,
    /// Given up.
    Cancelled,
}

/// How a task comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RepeatView {
    /// Every how many units, 1 to 99.
    pub every: u32,
    /// Which units.
    pub unit: RepeatUnit,
}

/// The unit of a repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are plain")]
pub enum RepeatUnit {
    Day,
    Week,
    Month,
    Year,
}

/// Which reminder.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReminderRef {
    /// Of what.
    pub kind: ReminderKind,
    /// Number of the record that it is about.
    pub subject: u32,
    /// The day that it is about (ISO 8601).
    pub on: String,
}

/// What the records remind of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ReminderKind {
    /// A trial hire has nearly run its time.
    TrialEnds,
    /// A month since the employment began.
    #[serde(rename = "retention_1")]
    #[cfg_attr(test, ts(rename = "retention_1"))]
    Retention1,
    /// Six months since the employment began.
    #[serde(rename = "retention_6")]
    #[cfg_attr(test, ts(rename = "retention_6"))]
    Retention6,
    /// Twelve months since the employment began.
    #[serde(rename = "retention_12")]
    #[cfg_attr(test, ts(rename = "retention_12"))]
    Retention12,
    /// The permit to stay ends.
    PermitEnds,
}

/// The next step after a talk with a company.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DiscussionDueView {
    /// Number of the talk.
    pub discussion: u32,
    /// With which company.
    pub company: u32,
    /// What is to be done.
    pub next_step: String,
}

/// A task as entered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TaskInput {
    /// Whom it concerns; none for work of the office.
    pub participant: Option<u32>,
    /// What is to be done.
    pub kind: TaskKind,
    /// In words.
    #[cfg_attr(test, ts(type = "string"))]
    pub title: Guarded<String>,
    /// By when (ISO 8601 day).
    pub due_on: String,
    /// `14:30` or empty.
    pub due_at: String,
    /// How it comes again.
    pub repeat: Option<RepeatView>,
    /// The member of staff who does it; none for the person at the keyboard.
    pub assignee: Option<u32>,
}

/// Replaces what an open task says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CorrectTaskRequest {
    /// The task.
    pub id: u32,
    /// What it says from now on.
    pub task: TaskInput,
}

/// Names a task.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TaskRequest {
    /// The task.
    pub id: u32,
}

/// A task that was written down.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TaskSaved {
    /// Its number.
    pub id: u32,
}

/// A task that was done.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TaskDone {
    /// The day of the next one of its series (ISO 8601).
    pub next_on: Option<String>,
}

/// Hides a task until a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SnoozeTaskRequest {
    /// The task.
    pub id: u32,
    /// A day that lies ahead (ISO 8601); empty to show it at once.
    pub until: String,
}

/// Hands a task to a colleague.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssignTaskRequest {
    /// The task.
    pub id: u32,
    /// The member of staff.
    pub assignee: u32,
}

/// Says something of a reminder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AnswerReminderRequest {
    /// Which reminder.
    pub reminder: ReminderRef,
    /// What.
    pub answer: ReminderAnswer,
}

/// What is said of a reminder.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ReminderAnswer {
    /// It was seen to.
    Done,
    /// It was not, after all.
    Open,
    /// Not before this day (ISO 8601); empty for at once.
    Snooze(String),
    /// A colleague sees to it.
    Assign(u32),
}

/// What closing a case would end.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ClosingView {
    /// Open tasks about the person: they are given up.
    pub open_tasks: u32,
    /// Whether an interview is begun and not finished: it stays as it is.
    pub has_draft: bool,
    /// Codes of the reasons on offer.
    pub reasons: Vec<String>,
}

/// Closes a case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CloseCaseRequest {
    /// Whose.
    pub participant: u32,
    /// From when on (ISO 8601 day).
    pub on: String,
    /// Code of the reason.
    pub reason: String,
    /// What else is to be known; may be empty.
    #[cfg_attr(test, ts(type = "string"))]
    pub note: Guarded<String>,
}

/// Opens a closed case again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReopenCaseRequest {
    /// Whose.
    pub participant: u32,
    /// From when on (ISO 8601 day).
    pub on: String,
}

/// A closure of a case.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ClosureView {
    /// From when on (ISO 8601 day).
    pub closed_on: String,
    /// Code of the reason.
    pub reason: String,
    /// What else is to be known; may be empty.
    pub note: String,
    /// How far the person had come.
    pub last_stage: Stage,
    /// The name of the member of staff who was in charge, if known.
    pub in_charge: Option<String>,
    /// When it was opened again (ISO 8601 day).
    pub reopened_on: Option<String>,
}

/// What there is to know of the state of a case.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CaseView {
    /// Every closure, the newest first. The case is closed while the first has no day of reopening.
    pub closures: Vec<ClosureView>,
}
