//! The journal, for those who may read it.

use serde::{Deserialize, Serialize};

/// Which entries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JournalRequest {
    /// About this participant.
    pub participant: Option<u32>,
    /// By this member.
    pub member: Option<u32>,
    /// Of this verb.
    pub verb: Option<String>,
    /// Not before this day (ISO 8601).
    pub from: Option<String>,
    /// Not after this day (ISO 8601).
    pub to: Option<String>,
    /// Older than this entry.
    pub before: Option<u32>,
    /// At most so many, 1 to 500.
    pub limit: u32,
}

/// An entry.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JournalLine {
    /// Its number.
    pub n: u32,
    /// When (RFC 3339, by the clock of this computer).
    pub at: String,
    /// Who; null for entries from before there were members, and for the program itself.
    pub member: Option<String>,
    /// What was done: add, correct, read, export, print, erase, …
    pub verb: String,
    /// The kind of the record.
    pub subject: String,
    /// The number of the record.
    pub id: Option<u32>,
    /// The participant it concerns.
    pub participant: Option<u32>,
    /// Their name; null when they were erased.
    pub participant_name: Option<String>,
    /// Whether it keeps what stood there before or after.
    pub has_content: bool,
}

/// Entries, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JournalPage {
    /// The entries.
    pub entries: Vec<JournalLine>,
    /// Whether there are older ones.
    pub more: bool,
    /// How many entries the journal has; its chain was checked when the vault was opened.
    pub total: u32,
    /// Every verb that occurs, for the filter.
    pub verbs: Vec<String>,
    /// Everybody who has an entry, for the filter.
    pub members: Vec<super::keys::Holder>,
}

/// Asks for what an entry keeps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JournalEntryRequest {
    /// Its number.
    pub n: u32,
}

/// A field before and after.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChangedField {
    /// The field.
    pub field: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there since.
    pub after: Option<String>,
}

/// What an entry keeps.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JournalContent {
    /// The fields that the entry is about.
    pub fields: Vec<ChangedField>,
}

/// Something personal was sent to the printer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct NotePrintedRequest {
    /// The participant on the page, if it shows one.
    pub participant: Option<u32>,
}
