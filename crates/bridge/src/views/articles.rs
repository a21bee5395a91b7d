//! Programmes of the articles as the office sets them up.

use serde::{Deserialize, Serialize};

use super::people::FactKind;

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

/// What is counted of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Measured {
    /// Each record.
    Records,
    /// Each participant once.
    Persons,
    /// Each company once.
    Companies,
    /// Each placement once.
    Placements,
    /// The sum of heads or of yen.
    Sum,
}

/// A figure of the office as it is edited.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct IndicatorInput {
    /// Code of the programme it belongs to.
    pub programme: String,
    /// What it is called in Japanese.
    pub name_ja: String,
    /// In English.
    pub name_en: String,
    /// How it is counted, in a sentence.
    pub rule_ja: String,
    /// In English.
    pub rule_en: String,
    /// The first fiscal year counted in this way; null for every year.
    pub from_year: Option<i32>,
    /// The kind of facts.
    pub kind: FactKind,
    /// What is counted.
    pub measure: Measured,
    /// The details that are meant; empty for all.
    pub details: Vec<String>,
    /// Only what belongs to the courses of this programme; empty for all.
    pub of_programme: String,
    /// The least quantity that is meant.
    pub least: Option<u32>,
    /// The greatest quantity that is meant.
    pub most: Option<u32>,
    /// Everything up to the last day of the year, and not only what lies in it.
    pub up_to: bool,
}

/// A figure of the office.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OwnIndicatorView {
    /// Its code, which texts name between braces.
    pub id: String,
    /// The newest way of counting.
    pub indicator: IndicatorInput,
    /// The first years of the ways of counting, the oldest first; null for the beginning.
    pub from_years: Vec<Option<i32>>,
}

/// What a programme shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ShownFiguresView {
    /// Code of the programme.
    pub programme: String,
    /// Its name.
    pub name_ja: String,
    /// In English.
    pub name_en: String,
    /// The office chose; otherwise these come with the programme.
    pub chosen: bool,
    /// In order.
    pub figures: Vec<FigureChoice>,
}

/// A kind of facts, and what can be counted of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CountableView {
    /// The kind.
    pub kind: FactKind,
    /// What can be counted.
    pub measures: Vec<Measured>,
    /// Small and large ones can be told apart.
    pub bounds: bool,
    /// They belong to courses, so that those of one programme can be meant.
    pub courses: bool,
    /// What tells them apart.
    pub details: Vec<FigureChoice>,
}

/// The figures of the office, and which figures each programme shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct IndicatorsView {
    /// The figures of the office.
    pub own: Vec<OwnIndicatorView>,
    /// By programme, in the order of the articles.
    pub programmes: Vec<ShownFiguresView>,
    /// Figures that stand at no programme.
    pub elsewhere: Vec<FigureChoice>,
    /// What can be counted.
    pub kinds: Vec<CountableView>,
}

/// Adds a figure, or changes the one with this code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveIndicatorRequest {
    /// Its code; null for a new one.
    pub id: Option<String>,
    /// What is right.
    pub indicator: IndicatorInput,
}

/// Takes a figure out of use, or back into it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RemoveIndicatorRequest {
    /// Its code.
    pub id: String,
    /// Out of use.
    pub removed: bool,
}

/// Sets which figures a programme shows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChooseFiguresRequest {
    /// Its code.
    pub programme: String,
    /// The ids in order; null for those that come with it.
    pub figures: Option<Vec<String>>,
}
