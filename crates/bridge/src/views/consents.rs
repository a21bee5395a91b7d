//! What goes out under a consent: recommendations apart, what is given to media and what is handed out on paper. Gates
//! that were opened without one.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::profile::Gate;

/// A gate that was opened for a day without consent.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OverrideView {
    /// Which.
    pub gate: Gate,
    /// From `override_reason`.
    pub reason: String,
    /// The reason in words; may be empty.
    pub words: String,
    /// Who opened it, if that is known.
    pub by: Option<String>,
    /// The day for which it was open.
    pub on: String,
}

/// What was given to a medium.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MediaUseView {
    /// Its number.
    pub id: u32,
    /// To whom.
    pub medium: String,
    /// When (ISO 8601 day).
    pub on: String,
    /// A name by which they can be found.
    pub name: bool,
    /// Their face or their voice.
    pub picture: bool,
    /// What they told of their life.
    pub story: bool,
    /// What exactly; may be empty.
    pub note: String,
    /// Who recorded it, if that is known.
    pub recorded_by: Option<String>,
}

/// Records that something of a participant was given to a medium; only where consent stood.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RecordMediaUseRequest {
    /// Of whom.
    pub participant: u32,
    /// To whom.
    #[cfg_attr(test, ts(type = "string"))]
    pub medium: Guarded<String>,
    /// When (ISO 8601 day).
    pub on: String,
    /// A name by which they can be found.
    pub name: bool,
    /// Their face or their voice.
    pub picture: bool,
    /// What they told of their life.
    pub story: bool,
    /// What exactly; may be empty.
    #[cfg_attr(test, ts(type = "string"))]
    pub note: Guarded<String>,
}

/// Removes what was recorded by mistake.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RemoveMediaUseRequest {
    /// Of whom.
    pub participant: u32,
    /// The number of the record.
    pub media_use: u32,
}

/// A part of a summary for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "each is the part of the page of that name")]
pub enum SummaryPart {
    Names,
    Birth,
    Nationality,
    Contact,
    Residence,
    Languages,
    Jobs,
    Schooling,
    Skills,
}

/// Lets a summary be printed for somebody; only where consent stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HandOutSummaryRequest {
    /// Of whom.
    pub participant: u32,
    /// For whom.
    #[cfg_attr(test, ts(type = "string"))]
    pub recipient: Guarded<String>,
    /// Which parts.
    pub parts: Vec<SummaryPart>,
}

/// A list of codes by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeUsesRequest {
    /// The name of the list.
    pub list: String,
}

/// How often the codes of a list stand in records.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeUsesView {
    /// The codes that are used; every other one stands nowhere.
    pub uses: Vec<CodeUse>,
}

/// How often a code stands in records.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeUse {
    /// The code.
    pub code: String,
    /// In how many records.
    pub records: u32,
}
