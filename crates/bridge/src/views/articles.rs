//! Programmes of the articles as the office sets them up.

use serde::{Deserialize, Serialize};

/// A programme as it is edited.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ArticleInput {
    /// Lower-case letters, digits and `_`; never changes.
    pub code: String,
    /// Name as in the articles.
    pub name_ja: String,
    /// Name in English.
    pub name_en: String,
    /// The id of the figure printed as its number of beneficiaries; empty when that is words.
    pub beneficiaries_figure: String,
    /// The first fiscal year of it; null when it was there from the beginning.
    pub from_year: Option<i32>,
    /// The last fiscal year of it; null while it goes on.
    pub until_year: Option<i32>,
}

/// A programme with whether anything hangs on it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ArticleView {
    /// As it is edited.
    pub programme: ArticleInput,
    /// Words of a report or a course belong to it: it can be retired, not removed.
    pub in_use: bool,
}

/// A figure to choose.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FigureChoice {
    /// Its id.
    pub id: String,
    /// What it is called in Japanese.
    pub ja: String,
    /// What it is called in English.
    pub en: String,
}

/// The programmes in the order of the articles.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ArticlesView {
    /// They, those of other years too.
    pub programmes: Vec<ArticleView>,
    /// The figures that can be printed as a number of beneficiaries.
    pub figures: Vec<FigureChoice>,
}

/// Adds a programme, or changes the one with its code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveArticleRequest {
    /// What is right.
    pub programme: ArticleInput,
    /// It must not be there yet.
    pub new: bool,
}

/// Puts the programmes into an order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OrderArticlesRequest {
    /// The codes of all of them.
    pub codes: Vec<String>,
}

/// Names a programme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ArticleRequest {
    /// Its code.
    pub code: String,
}
