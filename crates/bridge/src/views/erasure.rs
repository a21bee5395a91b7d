//! Erasing a participant, and the yearly review of what is kept.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{backups::CountLine, people::PersonRow};

/// What would go with a participant, and what the law holds back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ErasurePreview {
    /// What goes.
    pub goes: Vec<CountLine>,
    /// What the placement law holds back for two years: sealed apart, shown to an inspector only.
    pub held: Option<HeldView>,
    /// Figures of these fiscal years keep their totals.
    pub years: Vec<i32>,
    /// When the last backup was made (RFC 3339): it still holds them until it is replaced.
    pub last_backup: Option<String>,
}

/// What a legal duty holds back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeldView {
    /// How many entries of the placement ledger.
    pub placements: u32,
    /// Until when (ISO 8601 day).
    pub until: String,
}

/// Erases a participant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EraseRequest {
    /// Whom.
    pub participant: u32,
    /// Why.
    pub reason: ErasureReason,
    /// The passphrase of the person at the keyboard.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// Why somebody is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ErasureReason {
    /// They asked for it.
    Asked,
    /// The time for which they are kept is over.
    Retention,
    /// They were entered by mistake.
    Mistake,
}

/// What an erasure came to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ErasedView {
    /// What went.
    pub gone: Vec<CountLine>,
    /// What is held back.
    pub held: Option<HeldView>,
    /// Whether nothing of them is left in the file. If not (the disk was full, for example), the program tries again
    /// when the vault is opened next.
    pub cleaned: bool,
}

/// For what something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum RetentionPurpose {
    /// Support: profile, interviews, programmes.
    Support,
    /// The placement ledger, two years by law.
    PlacementLedger,
    /// Unfinished drafts.
    Drafts,
}

/// How long something is kept after the last fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RetentionRule {
    /// For what.
    pub purpose: RetentionPurpose,
    /// Months after the last fact; the law's two years cannot be shortened.
    pub months: u32,
}

/// Somebody whose time is over.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReviewRow {
    /// Who.
    pub person: PersonRow,
    /// The purpose whose time is over.
    pub purpose: RetentionPurpose,
    /// Since when (ISO 8601 day).
    pub since: String,
    /// Until when the law holds something back (ISO 8601 day).
    pub held_until: Option<String>,
}

/// A legal hold of somebody who was erased.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HoldView {
    /// Its number.
    pub id: u32,
    /// Until when (ISO 8601 day).
    pub until: String,
    /// Whether that day has passed: it can be removed.
    pub over: bool,
}

/// The yearly review.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReviewView {
    /// The rules.
    pub rules: Vec<RetentionRule>,
    /// Who is due, the longest first.
    pub due: Vec<ReviewRow>,
    /// Legal holds.
    pub holds: Vec<HoldView>,
    /// Set when the computer's clock makes the list doubtful: nothing is offered for erasure then.
    pub clock_doubtful: bool,
}

/// Replaces the rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveRetentionRequest {
    /// One rule a purpose.
    pub rules: Vec<RetentionRule>,
}

/// Keeps somebody on record for a year more.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct KeepParticipantRequest {
    /// Whom.
    pub participant: u32,
    /// Why, in a few words.
    #[cfg_attr(test, ts(type = "string"))]
    pub reason: Guarded<String>,
}

/// Removes a legal hold whose day has passed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RemoveHoldRequest {
    /// Which.
    pub hold: u32,
}

/// Says that the date of this computer is right, after it jumped.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ConfirmDateRequest {
    /// The day that the person saw and found right (ISO 8601).
    pub today: String,
}
