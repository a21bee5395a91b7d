//! What nobody fills in, and what can be shown to somebody who helps with the program.

use serde::{Deserialize, Serialize};

/// How often each field and each question is filled.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FieldUsesView {
    /// By form, those that nobody fills first.
    pub fields: Vec<FieldUseView>,
}

/// A field or a question.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FieldUseView {
    /// The form of interviews; none for the profile.
    pub form: Option<FieldFormView>,
    /// The field or the id of the question.
    pub field: String,
    /// The words of the question in Japanese, if it has any.
    pub words_ja: Option<String>,
    /// The words of the question in English, if it has any.
    pub words_en: Option<String>,
    /// How many records fill it.
    pub filled: u32,
    /// Of how many.
    pub of: u32,
}

/// A version of a form of interviews.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FieldFormView {
    /// The form.
    pub id: u32,
    /// Its version.
    pub version: u32,
    /// Its title in Japanese.
    pub title_ja: String,
    /// Its title in English.
    pub title_en: String,
}

/// The support bundle, every byte of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SupportBundleView {
    /// The text as it is saved.
    pub text: String,
    /// How many bytes it has.
    pub bytes: u32,
}

/// Saves the support bundle that was shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveSupportBundleRequest {
    /// The text as it was shown: it must be what the program makes now.
    pub text: String,
}
