//! Standard plans: steps by offset from a first day, and the dated steps laid out from them.

use serde::{Deserialize, Serialize};

/// What a step is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum PlanSubject {
    /// Once for a cohort, from its first day.
    Cohort,
    /// For each enrolment, from its day or the first day of the cohort, whichever is later.
    Enrolment,
    /// For each pair of a mentorship, from its first day.
    Pair,
}

/// Who is to do a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum PlanWho {
    /// A caseworker.
    Caseworker,
    /// The mentor.
    Mentor,
    /// The participant.
    Participant,
}

/// A step of a standard plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlanTemplateStep {
    /// Its number; none for a new step.
    pub id: Option<u32>,
    /// What it is laid out for.
    pub subject: PlanSubject,
    /// Days from the first day; negative before it.
    pub offset_days: i32,
    /// What is to be done, in Japanese.
    pub title_ja: String,
    /// The same in English.
    pub title_en: String,
    /// By whom.
    pub who: PlanWho,
    /// Repeats so many days later; 0 when it does not repeat.
    pub repeat_every_days: u32,
    /// How often in all, at least 1.
    pub times: u32,
}

/// Names a course.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CourseRequest {
    /// Its code.
    pub course: String,
}

/// The standard plan of a course.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlanTemplateView {
    /// The course.
    pub course: String,
    /// In order of offset.
    pub steps: Vec<PlanTemplateStep>,
}

/// Replaces the standard plan of a course. What was laid out stays.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SavePlanTemplateRequest {
    /// The course.
    pub course: String,
    /// Every step.
    pub steps: Vec<PlanTemplateStep>,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum PlanStepState {
    /// To be done.
    Open,
    /// Done.
    Done,
    /// No longer to be done, because what it belongs to ended.
    Dropped,
}

/// A dated step.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlanStepView {
    /// Its number.
    pub id: u32,
    /// What is to be done, in Japanese.
    pub title_ja: String,
    /// The same in English.
    pub title_en: String,
    /// By whom.
    pub who: PlanWho,
    /// When (ISO 8601).
    pub due_on: String,
    /// Where it stands.
    pub state: PlanStepState,
    /// When it was done (ISO 8601).
    pub done_on: Option<String>,
}

/// Ticks a step off, or opens it again.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SetPlanStepRequest {
    /// The step.
    pub step: u32,
    /// The day on which it was done; empty opens it again.
    pub done_on: String,
}

/// Moves one open step to another day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MovePlanStepRequest {
    /// The step.
    pub step: u32,
    /// The day.
    pub due_on: String,
}
