//! Figures, their records, the activity report.

use serde::{Deserialize, Serialize};

use super::{Language, people::FactView};

/// A fiscal year, or the newest one with records.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct YearRequest {
    /// The year in which it begins: 2024 is 1 April 2024 to 31 March 2025.
    pub year: Option<i32>,
}

/// The year's figures, as they stand now (inside the vault, exact).
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FiguresView {
    /// The fiscal year.
    pub year: i32,
    /// First day (ISO 8601).
    pub starts_on: String,
    /// Last day (ISO 8601).
    pub ends_on: String,
    /// Years that have any fact, newest first, with the current one.
    pub years: Vec<i32>,
    /// The figures in the order of the report.
    pub figures: Vec<FigureView>,
    /// The programmes of the articles.
    pub programmes: Vec<ProgrammeYearView>,
    /// Sum of the programmes' expenses in whole yen.
    #[cfg_attr(test, ts(type = "number"))]
    pub total_expenses_yen: i64,
    /// The same, cut down to thousands.
    #[cfg_attr(test, ts(type = "number"))]
    pub total_expenses_thousand_yen: i64,
    /// The approval of the headline figures, if given for the figures as they stand.
    pub approval: Option<ApprovalView>,
    /// Counts of people below 5 that publishing would show.
    pub small_counts: Vec<SmallCountView>,
    /// Whether the sums of the organisation are counted, and not this laptop alone.
    pub of_organisation: bool,
    /// The newest sums of the organisation for the year, if any were made.
    pub combined: Option<CombinedOfYear>,
}

/// Whose counts are in the sums of the organisation.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombinedOfYear {
    /// The laptops whose counts are in it.
    pub laptops: Vec<String>,
    /// Those on the list whose counts are not.
    pub without: Vec<String>,
}

/// What the figures of a year are to count.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChooseExtentRequest {
    /// The fiscal year.
    pub year: i32,
    /// The sums of the organisation, or this laptop.
    pub of_organisation: bool,
}

/// One figure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FigureView {
    /// Stable id.
    pub id: String,
    /// Label in Japanese.
    pub ja: String,
    /// Label in English.
    pub en: String,
    /// How it is counted, in Japanese.
    pub rule_ja: String,
    /// How it is counted, in English.
    pub rule_en: String,
    /// Its value.
    #[cfg_attr(test, ts(type = "number"))]
    pub value: u64,
    /// Its value the year before; null when that was not counted over the same.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub previous: Option<u64>,
    /// What is counted.
    pub unit: Unit,
    /// In the period or up to its end.
    pub basis: Basis,
    /// The programme it belongs to.
    pub programme: String,
    /// It stands in the report.
    pub shown: bool,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Unit {
    /// Each person once.
    Persons,
    /// Each time.
    Participations,
    /// Each company once.
    Companies,
    /// Each placement once.
    Placements,
    /// Each occasion.
    Events,
    /// Money.
    Yen,
}

/// The period rule of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Basis {
    /// In the period.
    Flow,
    /// Up to its last day.
    Stock,
}

/// A programme in a year: what the office writes and what is counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ProgrammeYearView {
    /// Code of the programme.
    pub programme: String,
    /// Name as in the articles.
    pub name_ja: String,
    /// Name in English.
    pub name_en: String,
    /// Part 1, in Japanese: the office's words, figures as `{id}`.
    pub results_ja: String,
    /// Part 1, in English.
    pub results_en: String,
    /// Column "content of the activity".
    pub content_ja: String,
    /// In English.
    pub content_en: String,
    /// Column "dates".
    pub dates_ja: String,
    /// In English.
    pub dates_en: String,
    /// Column "place".
    pub place_ja: String,
    /// In English.
    pub place_en: String,
    /// Column "number of staff".
    pub staff: u32,
    /// Whether they also work in other programmes (兼任).
    pub staff_concurrent: bool,
    /// Column "scope of beneficiaries".
    pub scope_ja: String,
    /// In English.
    pub scope_en: String,
    /// Column "number of beneficiaries": words with figures as `{id}`.
    pub beneficiaries_ja: String,
    /// In English.
    pub beneficiaries_en: String,
    /// Expenses in whole yen.
    #[cfg_attr(test, ts(type = "number"))]
    pub expenses_yen: i64,
    /// What was spent on what; its sum takes the place of the expenses, if there is any.
    pub expenses: Vec<ExpenseView>,
}

/// A line of the expenses of a programme.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ExpenseView {
    /// On what.
    pub what: String,
    /// Extent yen.
    #[cfg_attr(test, ts(type = "number"))]
    pub yen: i64,
}

/// Saves what the office wrote for a programme and year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveProgrammeYearRequest {
    /// The fiscal year.
    pub year: i32,
    /// All of it.
    pub programme: ProgrammeYearView,
}

/// Asks for the records behind a figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ExplainFigureRequest {
    /// The fiscal year.
    pub year: i32,
    /// The figure.
    pub figure: String,
}

/// The records behind a figure.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ExplainedFigure {
    /// The figure with its rule and value.
    pub figure: FigureView,
    /// The records, oldest first. More than one record may stand for one person or company.
    pub records: Vec<FactView>,
    /// How much of the value belongs to people who were erased: no record stands behind it any more.
    pub erased: u32,
    /// How much of what the records show other laptops count: it is not part of the value.
    pub elsewhere: u32,
    /// What this laptop counts itself, when the value is that of the organisation.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub here: Option<u64>,
}

/// The activity report as it will be printed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReportRequest {
    /// The fiscal year.
    pub year: i32,
    /// The language of the report.
    pub language: Language,
}

/// The activity report, with the places where figures stand.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReportView {
    /// The fiscal year.
    pub year: i32,
    /// The organisation.
    pub organisation: String,
    /// Part 1 by programme.
    pub results: Vec<ReportSection>,
    /// Part 2, a row a programme.
    pub rows: Vec<ReportRow>,
    /// The total line, in thousand yen.
    #[cfg_attr(test, ts(type = "number"))]
    pub total_expenses_thousand_yen: i64,
    /// Placeholders that name no figure.
    pub unknown_figures: Vec<String>,
}

/// Part 1 of a programme.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReportSection {
    /// Code of the programme.
    pub programme: String,
    /// Its name in the report's language.
    pub name: String,
    /// Words and figures in order.
    pub text: Vec<TextPiece>,
}

/// A row of part 2.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReportRow {
    /// Code of the programme.
    pub programme: String,
    /// Its name in the report's language.
    pub name: String,
    /// Content of the activity.
    pub content: String,
    /// Dates.
    pub dates: String,
    /// Place.
    pub place: String,
    /// Number of staff.
    pub staff: u32,
    /// Whether they also work in other programmes.
    pub staff_concurrent: bool,
    /// Scope of beneficiaries.
    pub scope: String,
    /// Number of beneficiaries.
    pub beneficiaries: Vec<TextPiece>,
    /// Expenses, cut down to thousand yen.
    #[cfg_attr(test, ts(type = "number"))]
    pub expenses_thousand_yen: i64,
}

/// A piece of a text: words, or a figure that opens its records.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum TextPiece {
    /// Words of the office.
    Words {
        /// The words.
        text: String,
    },
    /// A figure.
    Figure {
        /// Its id.
        id: String,
        /// Its value.
        #[cfg_attr(test, ts(type = "number"))]
        value: u64,
        /// What it counts.
        unit: Unit,
    },
}

/// Approves the headline figures of a year, small counts named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ApproveHeadlinesRequest {
    /// The fiscal year.
    pub year: i32,
    /// Who approves: the code of a member of staff (lower-case letters, digits, `_`).
    pub approver: String,
    /// The small counts that the approver has seen, with their values; must be all of them as they stand.
    pub small_counts: Vec<SmallCountView>,
}

/// An approval on record.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ApprovalView {
    /// Who.
    pub approver: String,
    /// When (RFC 3339, local time).
    pub at: String,
    /// Which small counts it shows.
    pub small_counts: Vec<SmallCountView>,
}

/// A count of people below 5.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SmallCountView {
    /// The figure.
    pub figure: String,
    /// Its value.
    #[cfg_attr(test, ts(type = "number"))]
    pub value: u64,
}

/// Writes the report to a file chosen in the native dialog.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ExportReportRequest {
    /// The fiscal year.
    pub year: i32,
    /// The language of the report.
    pub language: Language,
    /// The format of the file.
    pub format: ReportFormat,
}

/// Formats of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ReportFormat {
    /// Office Open XML text.
    Docx,
    /// The figures for other programs.
    Json,
}
