//! Recommendations and what follows a hire.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::people::PersonRow;

/// The steps after a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum PlacementStep {
    CompanyInterview,
    Offer,
    TrialHire,
    Employed,
    Permanent,
    PlacementEnded,
}

/// Whose decision an end was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum EndSide {
    /// The company's.
    Company,
    /// The participant's.
    Participant,
    /// Neither's, or both's.
    Other,
}

/// Whether a hired person is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum StillThere {
    /// They were on the day in question.
    Yes,
    /// They had left.
    No,
    /// Nobody could tell.
    Unknown,
}

/// A step that was taken.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct StepView {
    /// Which.
    pub step: PlacementStep,
    /// When (ISO 8601).
    pub on: String,
    /// Code of the reason of an end, or empty.
    pub reason: String,
    /// Whose decision an end was.
    pub side: Option<EndSide>,
    /// When a trial hire or a fixed term is to end (ISO 8601).
    pub planned_end: Option<String>,
    /// regular, indefinite, fixed, daily, or empty.
    pub term: String,
    /// A few words that stay inside.
    pub note: String,
    /// Codes of the warnings in spite of which it was taken.
    pub despite: Vec<String>,
    /// Why.
    pub despite_reason: String,
}

/// An answer to whether somebody is still there.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RetentionView {
    /// After how many months.
    pub months: u32,
    /// The answer.
    pub still: StillThere,
    /// When it was asked (ISO 8601).
    pub asked_on: String,
    /// The member of staff who asked; 0 when not known.
    pub by: u32,
    /// A few words.
    pub note: String,
}

/// A check whose day has come and that nobody answered.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DueCheck {
    /// After how many months.
    pub months: u32,
    /// The day that it is about (ISO 8601).
    pub on: String,
}

/// A placement in a list or on the board.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacementRow {
    /// The number of the recommendation.
    pub id: u32,
    /// Who.
    pub person: PersonRow,
    /// To which company.
    pub company: u32,
    /// Its name.
    pub company_name: String,
    /// For which opening.
    pub opening: Option<u32>,
    /// What that is called.
    pub opening_title: Option<String>,
    /// When (ISO 8601).
    pub recommended_on: String,
    /// When work is meant to start (ISO 8601).
    pub starts_on: Option<String>,
    /// What may be told to the company.
    pub share_note: String,
    /// Codes of the warnings in spite of which it was made.
    pub despite: Vec<String>,
    /// Why.
    pub despite_reason: String,
    /// The steps, in the order in which they were recorded.
    pub steps: Vec<StepView>,
    /// The farthest step, an end left out; none when it is only recommended.
    pub last_active: Option<PlacementStep>,
    /// When it ended (ISO 8601).
    pub ended_on: Option<String>,
    /// What was answered to whether they are still there.
    pub retention: Vec<RetentionView>,
    /// The checks whose day has come.
    pub due_checks: Vec<DueCheck>,
    /// Days since the newest step.
    pub days_in_stage: i32,
}

/// Placements, the newest first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacementsView {
    /// The placements.
    pub rows: Vec<PlacementRow>,
}

/// Everything about a placement.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacementView {
    /// What a list shows.
    pub row: PlacementRow,
    /// What stays inside.
    pub inside_note: String,
}

/// Names a placement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacementRequest {
    /// The number of the recommendation.
    pub id: u32,
}

/// A recommendation as entered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RecommendationInput {
    /// Who.
    pub participant: u32,
    /// To which company.
    pub company: u32,
    /// For which opening of it.
    pub opening: Option<u32>,
    /// When, as typed.
    pub on: String,
    /// When work is meant to start, as typed, or empty.
    pub starts_on: String,
    /// What may be told to the company.
    #[cfg_attr(test, ts(type = "string"))]
    pub share_note: Guarded<String>,
    /// What stays inside.
    #[cfg_attr(test, ts(type = "string"))]
    pub inside_note: Guarded<String>,
    /// Why one goes on in spite of the warnings, or empty.
    #[cfg_attr(test, ts(type = "string"))]
    pub despite_reason: Guarded<String>,
}

/// Something that speaks against a recommendation or a step.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacementWarningView {
    /// Its code.
    pub code: String,
    /// The day on which something ends (ISO 8601).
    pub on: Option<String>,
    /// The other placement it is about.
    pub placement: Option<u32>,
    /// Whether a reason has to be given to go on.
    pub needs_reason: bool,
}

/// What speaks against a recommendation or a step.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacementWarnings {
    /// All of it.
    pub warnings: Vec<PlacementWarningView>,
}

/// Corrects what goes with a recommendation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CorrectRecommendationRequest {
    /// The number of the recommendation.
    pub id: u32,
    /// When work is meant to start, as typed, or empty.
    pub starts_on: String,
    /// What may be told to the company.
    #[cfg_attr(test, ts(type = "string"))]
    pub share_note: Guarded<String>,
    /// What stays inside.
    #[cfg_attr(test, ts(type = "string"))]
    pub inside_note: Guarded<String>,
}

/// Asks what speaks against a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct StepWarningsRequest {
    /// The number of the recommendation.
    pub id: u32,
    /// Which step.
    pub step: PlacementStep,
    /// When, as typed.
    pub on: String,
}

/// A step as entered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TakeStepRequest {
    /// The number of the recommendation.
    pub id: u32,
    /// Which step.
    pub step: PlacementStep,
    /// When, as typed.
    pub on: String,
    /// Code of the reason of an end, or empty.
    pub reason: String,
    /// Whose decision an end was.
    pub side: Option<EndSide>,
    /// When a trial hire or a fixed term is to end, as typed, or empty.
    pub planned_end: String,
    /// regular, indefinite, fixed, daily, or empty.
    pub term: String,
    /// A few words that stay inside.
    #[cfg_attr(test, ts(type = "string"))]
    pub note: Guarded<String>,
    /// Why one goes on in spite of the warnings, or empty.
    #[cfg_attr(test, ts(type = "string"))]
    pub despite_reason: Guarded<String>,
}

/// Takes the newest step back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TakeStepBackRequest {
    /// The number of the recommendation.
    pub id: u32,
    /// Which step.
    pub step: PlacementStep,
}

/// Says whether a hired person is still there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AnswerRetentionRequest {
    /// The number of the recommendation.
    pub id: u32,
    /// After how many months.
    pub months: u32,
    /// The answer.
    pub still: StillThere,
    /// When it was asked, as typed.
    pub asked_on: String,
    /// A few words.
    #[cfg_attr(test, ts(type = "string"))]
    pub note: Guarded<String>,
}

/// Takes an answer back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RemoveRetentionRequest {
    /// The number of the recommendation.
    pub id: u32,
    /// After how many months.
    pub months: u32,
}
