//! Charts of the figures: exact and for inside.

use serde::{Deserialize, Serialize};

use super::{
    figures::Unit,
    people::{FactView, Stage},
};

/// Asks for the chart of a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChartYearRequest {
    /// The fiscal year.
    pub year: i32,
}

/// Asks for a figure broken down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct BreakdownRequest {
    /// The fiscal year.
    pub year: i32,
    /// The figure.
    pub figure: String,
    /// Code of the axis; the first that fits without it.
    pub axis: Option<String>,
}

/// A figure broken down.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct BreakdownView {
    /// The fiscal year.
    pub year: i32,
    /// The figure.
    pub figure: String,
    /// What is counted.
    pub unit: Unit,
    /// Code of the axis; none when the figure cannot be broken down.
    pub axis: Option<String>,
    /// By what it can be broken down.
    pub axes: Vec<AxisView>,
    /// In the order of the axis.
    pub bars: Vec<BarView>,
    /// The value of the figure.
    #[cfg_attr(test, ts(type = "number"))]
    pub total: u64,
    /// Its value the year before.
    #[cfg_attr(test, ts(type = "number"))]
    pub previous: u64,
}

/// By what a figure can be broken down.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AxisView {
    /// Its code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// Whether its codes follow each other in time.
    pub in_time: bool,
}

/// One code of a breakdown.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct BarView {
    /// The code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// The count.
    #[cfg_attr(test, ts(type = "number"))]
    pub value: u64,
    /// The count of the year before.
    #[cfg_attr(test, ts(type = "number"))]
    pub previous: u64,
}

/// Who moved between the stages of the pathway.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FlowView {
    /// The fiscal year.
    pub year: i32,
    /// By stage left, then by stage reached.
    pub moves: Vec<MoveView>,
    /// All stages, in order.
    pub stages: Vec<FlowStageView>,
}

/// A move between two stages, in different people.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MoveView {
    /// The stage before; none for who was met for the first time.
    pub from: Option<Stage>,
    /// The stage reached.
    pub to: Stage,
    /// In the year.
    #[cfg_attr(test, ts(type = "number"))]
    pub persons: u64,
    /// In the year before.
    #[cfg_attr(test, ts(type = "number"))]
    pub previous: u64,
}

/// People at a stage.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FlowStageView {
    /// Which.
    pub stage: Stage,
    /// When the year began.
    #[cfg_attr(test, ts(type = "number"))]
    pub at_start: u64,
    /// Came in the year.
    #[cfg_attr(test, ts(type = "number"))]
    pub came: u64,
    /// Went on in the year.
    #[cfg_attr(test, ts(type = "number"))]
    pub went_on: u64,
    /// When the year ended.
    #[cfg_attr(test, ts(type = "number"))]
    pub at_end: u64,
}

/// Attendance of the courses.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TurnoutView {
    /// The fiscal year.
    pub year: i32,
    /// Those with sessions in the year or the year before.
    pub courses: Vec<CourseTurnoutView>,
}

/// Attendance of a course.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CourseTurnoutView {
    /// Its code.
    pub course: String,
    /// Its name in Japanese.
    pub ja: String,
    /// Its name in English.
    pub en: String,
    /// In the year.
    pub now: TurnoutNumbers,
    /// In the year before.
    pub previous: TurnoutNumbers,
}

/// Attendance in numbers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TurnoutNumbers {
    /// Sessions that took place.
    pub sessions: u32,
    /// Times that somebody came, guests included.
    pub came: u32,
    /// Times excused.
    pub excused: u32,
    /// Times absent.
    pub absent: u32,
    /// Heads at sessions where nobody is named.
    pub heads: u32,
    /// Of the times enrolled and marked, how often they came, in whole percent.
    pub rate: Option<u32>,
}

/// Asks for the records behind a number of a chart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChartRecordsRequest {
    /// The fiscal year.
    pub year: i32,
    /// Which number.
    pub of: ChartNumber,
}

/// A number of a chart.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ChartNumber {
    /// A figure under a code of an axis.
    Code {
        /// The figure.
        figure: String,
        /// Code of the axis.
        axis: String,
        /// The code.
        code: String,
    },
    /// Who moved from a stage, or from nowhere, to another.
    Moved {
        /// The stage before.
        from: Option<Stage>,
        /// The stage reached.
        to: Stage,
    },
    /// People at a stage.
    Standing {
        /// Which stage.
        stage: Stage,
        /// Which of its four numbers.
        part: StagePart,
    },
    /// Sessions of a course.
    Sessions {
        /// Code of the course.
        course: String,
    },
    /// Times that somebody came to a course.
    Attended {
        /// Code of the course.
        course: String,
    },
}

/// One of the four numbers of a stage.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are those of the numbers")]
pub enum StagePart {
    AtStart,
    Came,
    WentOn,
    AtEnd,
}

/// The records behind a number of a chart, the oldest first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChartRecordsView {
    /// All of them.
    pub records: Vec<FactView>,
}
