//! What is known of a participant beyond name and birth; the lists of codes.

use serde::{Deserialize, Serialize};

/// The lists of codes, with the words of this office.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeListsView {
    /// Every list.
    pub lists: Vec<CodeListView>,
}

/// A list of codes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeListView {
    /// Its name, for example `closure_reason`.
    pub list: String,
    /// The standard it comes from; empty when it is the program's own.
    pub source: String,
    /// Whether the office may add codes.
    pub takes_own_codes: bool,
    /// In order, the retired ones too.
    pub codes: Vec<CodeView>,
}

/// A code as it stands for this office.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeView {
    /// The code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// The first day on which it may be chosen.
    pub valid_from: Option<String>,
    /// The last day on which it may be chosen.
    pub valid_until: Option<String>,
    /// Whether it may be chosen today.
    pub offered: bool,
    /// Whether it comes from the standard.
    pub standard: bool,
    /// Of an own code, the code of the standard of which it is a kind.
    pub kind_of: Option<String>,
}

/// Adds a code of the office (`code` empty), or changes the words or the validity of one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveCodeRequest {
    /// The name of the list.
    pub list: String,
    /// The code; empty for a new one.
    pub code: String,
    /// In Japanese; of a code of the standard empty for its own words.
    pub ja: String,
    /// In English; of a code of the standard empty for its own words.
    pub en: String,
    /// ISO 8601 day, or empty.
    pub valid_from: String,
    /// ISO 8601 day, the last one, or empty.
    pub valid_until: String,
    /// A code of the standard, or empty.
    pub kind_of: String,
}

/// A code of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeRequest {
    /// The name of the list.
    pub list: String,
    /// The code.
    pub code: String,
}
