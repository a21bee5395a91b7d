//! Courses: the kinds of activities inside the programmes of the articles. Data of the organisation.

use serde::{Deserialize, Serialize};

/// What a course is, which decides what its cohorts offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum CourseKind {
    /// A workshop or training of one or a few days.
    Training,
    /// One mentor and one participant for some months: pairs, meetings, a plan.
    Mentorship,
    /// A class over months, perhaps with a partner school.
    Class,
    /// Evenings at which heads are counted and nobody is named.
    Club,
}

/// A course as the office edits it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CourseInput {
    /// Lower-case letters, digits and `_`; never changes once a cohort has it.
    pub code: String,
    /// The code of the programme of the articles; empty while it belongs to none.
    pub programme: String,
    /// What it is.
    pub kind: CourseKind,
    /// Name in Japanese.
    pub name_ja: String,
    /// Name in English.
    pub name_en: String,
    /// How many months a cohort lasts; 0 when it is over on its first day.
    pub months: u32,
    /// Days from one session to the next; 0 when there is one session only.
    pub session_every_days: u32,
    /// `18:30`, or empty.
    pub session_starts_at: String,
    /// How long a session takes, in minutes.
    pub session_minutes: u32,
    /// Not offered any more; its cohorts stay.
    pub retired: bool,
}

/// A course with what hangs on it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CourseView {
    /// As the office edits it.
    pub course: CourseInput,
    /// How many cohorts it has had.
    pub cohorts: u32,
    /// How many steps its standard plan has.
    pub plan_steps: u32,
}

/// A programme of the articles.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ProgrammeName {
    /// Its code.
    pub code: String,
    /// Name in Japanese.
    pub name_ja: String,
    /// Name in English.
    pub name_en: String,
}

/// Adds a course, or changes the one with its code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveCourseRequest {
    /// What is right.
    pub course: CourseInput,
    /// It must not be there yet.
    pub new: bool,
}

/// The courses of the office and the programmes they belong to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CoursesView {
    /// In the order of the articles.
    pub programmes: Vec<ProgrammeName>,
    /// In the order of their programmes, those no longer offered last.
    pub courses: Vec<CourseView>,
    /// Codes of reasons why a session does not take place, in order.
    pub session_reasons: Vec<ReasonCode>,
    /// Codes of reasons why somebody leaves a course or a pair ends, in order.
    pub exit_reasons: Vec<ReasonCode>,
    /// Whose heads are counted at an evening, in order.
    pub head_categories: Vec<String>,
    /// What people who are no participants do here, in order.
    pub associate_roles: Vec<String>,
}

/// A reason with its words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReasonCode {
    /// The code that travels.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}
