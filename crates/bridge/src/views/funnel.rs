//! Where people are lost between a recommendation and a kept job.

use serde::{Deserialize, Serialize};

/// Asks for the funnel of a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelRequest {
    /// The fiscal year of the recommendations.
    pub year: i32,
    /// Until when they are followed.
    pub followed: FunnelFollowed,
    /// By what they are split, if by anything.
    pub by: Option<FunnelDimension>,
}

/// Until when the placements of a year are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FunnelFollowed {
    /// Until today.
    Today,
    /// Until the last day of their year.
    YearEnd,
}

/// By what a funnel can be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are those of the dimensions")]
pub enum FunnelDimension {
    AgeBand,
    Region,
    Residence,
    Japanese,
    Caseworker,
    Industry,
    Prefecture,
    Occupation,
}

/// A stage of the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are those of the stages")]
pub enum FunnelStage {
    #[serde(rename = "recommended")]
    Recommended,
    #[serde(rename = "company_interview")]
    CompanyInterview,
    #[serde(rename = "offer")]
    Offer,
    #[serde(rename = "trial_hire")]
    TrialHire,
    #[serde(rename = "employed")]
    Employed,
    #[serde(rename = "permanent")]
    Permanent,
    #[serde(rename = "retained_6")]
    Retained6,
    #[serde(rename = "retained_12")]
    Retained12,
}

/// What became of the placements recommended in a year, exact and for inside.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelView {
    /// The fiscal year.
    pub year: i32,
    /// All stages, in order.
    pub stages: Vec<FunnelStageView>,
    /// By stage, the most frequent reason first.
    pub losses: Vec<FunnelLossView>,
    /// The stages of the year before.
    pub previous: Vec<FunnelStageView>,
    /// By the value of the dimension asked for, the most frequent first.
    pub groups: Vec<FunnelGroupView>,
}

/// One stage. All numbers are placements, but for `persons`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelStageView {
    /// Which.
    pub stage: FunnelStage,
    /// Reached it.
    pub entered: u32,
    /// Of them, the stage itself is recorded.
    pub recorded: u32,
    /// Different people in them.
    pub persons: u32,
    /// Went on to a later stage.
    pub converted: u32,
    /// Ended there.
    pub lost: u32,
    /// Are there.
    pub open: u32,
    /// Median of the days in the stage.
    pub median_days: Option<f64>,
}

/// Placements that ended at one stage for one reason.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelLossView {
    /// The farthest stage they had reached.
    pub stage: FunnelStage,
    /// Code of the reason: of the list `placement_end_reason`, `not_stated` or `not_there_at_check`.
    pub reason: String,
    /// How many.
    pub count: u32,
}

/// The placements with one value of a dimension.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelGroupView {
    /// Code of the value; `unknown` where nobody said.
    pub value: String,
    /// All stages, in order.
    pub stages: Vec<FunnelStageView>,
}

/// Asks for the placements behind a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelRecordsRequest {
    /// The fiscal year of the recommendations.
    pub year: i32,
    /// Until when they are followed.
    pub followed: FunnelFollowed,
    /// The stage they reached.
    pub stage: FunnelStage,
    /// What became of them there; all of them without it.
    pub part: Option<FunnelPart>,
    /// Lost for this reason only.
    pub reason: Option<String>,
    /// By what they are split.
    pub by: Option<FunnelDimension>,
    /// With this value of it only.
    pub value: Option<String>,
}

/// What became of a placement in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FunnelPart {
    /// It went on.
    Converted,
    /// It ended there.
    Lost,
    /// It is there.
    Open,
}

/// The placements behind a number, the oldest first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelRecordsView {
    /// All of them.
    pub records: Vec<FunnelRecordView>,
}

/// A placement behind a number.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FunnelRecordView {
    /// The number of its recommendation.
    pub placement: u32,
    /// Who.
    pub participant: Option<u32>,
    /// That participant's name.
    pub participant_name: Option<String>,
    /// Where.
    pub company_name: Option<String>,
    /// When they were recommended (ISO 8601 day).
    pub recommended_on: Option<String>,
    /// The farthest stage on record.
    pub farthest: FunnelStage,
    /// Since when (ISO 8601 day).
    pub farthest_on: Option<String>,
    /// When it ended (ISO 8601 day).
    pub ended_on: Option<String>,
    /// Code of the reason of the end.
    pub reason: Option<String>,
}
