//! Activities in public: talks, media coverage, events, round tables, fundraising.

use serde::{Deserialize, Serialize};

use super::programmes::ReasonCode;

/// The kinds of activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum PublicKind {
    /// A talk.
    Talk,
    /// Media coverage.
    MediaCoverage,
    /// An event.
    Event,
    /// A round table.
    RoundTable,
    /// A fundraising.
    Fundraising,
}

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum SpeakerRole {
    /// Nobody said.
    Untold,
    /// Somebody of the organisation.
    Member,
    /// A mentor.
    Mentor,
    /// A participant, who is not named here.
    Participant,
    /// Somebody else.
    Guest,
}

/// Heads of one category.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ActivityHeads {
    /// Code of the category.
    pub category: String,
    /// How many.
    pub heads: u32,
}

/// An activity as it is edited. Texts may be empty unless told otherwise.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ActivityInput {
    /// What it was.
    pub kind: PublicKind,
    /// The day; needed.
    pub on: String,
    /// What it was called; needed.
    pub title: String,
    /// Where.
    pub place: String,
    /// How many listened; null when nobody counted.
    pub audience: Option<u32>,
    /// Heads by category, each category once.
    pub heads: Vec<ActivityHeads>,
    /// Who held it.
    pub host: String,
    /// Who spoke.
    pub speaker: SpeakerRole,
    /// The name of whoever spoke; refused for a participant.
    pub speaker_name: String,
    /// Code of the kind of medium.
    pub medium: String,
    /// The newspaper, the station, the site.
    pub outlet: String,
    /// Where it can be read, heard or seen; never opened.
    pub link: String,
    /// The companies that were there.
    pub companies: Vec<u32>,
    /// Code of the kind of fundraising.
    pub raised_as: String,
    /// What it brought, in whole yen; null when not told.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub raised_yen: Option<i64>,
    /// How many gave; null when nobody counted.
    pub donors: Option<u32>,
    /// Whatever else is worth keeping.
    pub note: String,
}

/// An activity on record.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ActivityView {
    /// Its number.
    pub id: u32,
    /// As it is edited.
    pub activity: ActivityInput,
}

/// A company to choose.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompanyChoice {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
}

/// The activities of a fiscal year.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ActivitiesView {
    /// The year.
    pub year: i32,
    /// Every year with an activity, and the present one; the newest first.
    pub years: Vec<i32>,
    /// The newest first.
    pub activities: Vec<ActivityView>,
    /// Every company by name.
    pub companies: Vec<CompanyChoice>,
    /// Whose heads are counted, in order.
    pub categories: Vec<ReasonCode>,
    /// Kinds of media, in order.
    pub media: Vec<ReasonCode>,
    /// Kinds of fundraising, in order.
    pub fundraising: Vec<ReasonCode>,
}

/// Asks for the activities of a year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ActivitiesRequest {
    /// The fiscal year; null for the present one.
    pub year: Option<i32>,
}

/// Records an activity, or puts what is right in the place of one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveActivityRequest {
    /// The one to correct; null for a new one.
    pub id: Option<u32>,
    /// What is right.
    pub activity: ActivityInput,
}

/// Names an activity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ActivityRequest {
    /// Its number.
    pub id: u32,
}
