use std::collections::BTreeMap;

use aggregates::Code;
use serde::{Deserialize, Serialize};

/// The language a report is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Japanese, the language it is filed in.
    #[serde(rename = "ja")]
    Japanese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The office's own words around the figures, in one language.
///
/// All texts of a programme may hold figures in braces, as [`fields`](crate::fields) describes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wording {
    /// The name of the organisation.
    pub organisation: String,
    /// The programmes, in the order of the articles.
    pub programmes: Vec<ProgrammeWording>,
    /// What each figure is called in the table of figures. A figure without a label is printed with its code.
    pub labels: BTreeMap<Code, String>,
}

/// The office's words about one programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeWording {
    /// Which programme.
    pub code: Code,
    /// Its name as in the articles.
    pub name: String,
    /// What was achieved. An empty line begins a new paragraph.
    pub results: String,
    /// What is done in it.
    pub content: String,
    /// When: the whole year, a period, or irregularly.
    pub dates: String,
    /// Where.
    pub place: String,
    /// Whether its staff work in other programmes too (兼任).
    pub staff_concurrent: bool,
    /// Whom it is for.
    pub scope: String,
    /// How many it reached, in words; empty where the number says enough.
    pub beneficiaries: String,
    /// The figure that counts them, if one does. Its value follows the words unless they hold it already.
    pub beneficiaries_figure: Option<Code>,
}
