//! What is published: the ledger of releases, one release, the making of a new one.

use serde::{Deserialize, Serialize};

use super::{Language, figures::Unit};

/// Asks for the tables of a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseTablesRequest {
    /// The fiscal year.
    pub year: i32,
}

/// Names a release.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseRequest {
    /// Its number in the ledger.
    pub release: u32,
}

/// How the counts of people are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ReleaseProfile {
    /// Every cell a multiple of five, everything adds up.
    Rounding,
    /// Counts from 1 to 4 hidden, with as many others as needed.
    Suppression,
}

/// The ledger of releases.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasesView {
    /// The newest first.
    pub releases: Vec<ReleaseLineView>,
    /// Years of which something can be published, the newest first.
    pub years: Vec<i32>,
}

/// A line of the ledger.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseLineView {
    /// Its number in the ledger.
    pub id: u32,
    /// The fiscal year.
    pub year: i32,
    /// From 1, within the year.
    pub number: u32,
    /// When (RFC 3339, local time).
    pub published_at: String,
    /// Who signed for the exact figures.
    pub approved_by: String,
    /// For whom.
    pub audience: String,
    /// How the counts of people are protected.
    pub profile: ReleaseProfile,
    /// SHA-256 of the bytes that left, hexadecimal.
    pub digest: String,
    /// Whether what is kept is still what left.
    pub intact: bool,
}

/// One release, as it left.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseView {
    /// Its line in the ledger.
    pub line: ReleaseLineView,
    /// What left.
    pub content: ReleasedContentView,
    /// Where the counts behind it are others today.
    pub differences: Vec<ReleaseDifferenceView>,
    /// Its files, each in both languages.
    pub files: Vec<String>,
}

/// What leaves, or left: exact figures, tables, what was proven.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasedContentView {
    /// The exact figures of the whole organisation.
    pub headlines: Vec<ReleasedFigureView>,
    /// The tables, in order.
    pub tables: Vec<ReleasedTableView>,
    /// What was proven; none where no table counts people.
    pub certificate: Option<ReleaseCertificateView>,
    /// Method, threshold, version and proof, a sentence each, in Japanese.
    pub notes_ja: Vec<String>,
    /// In English.
    pub notes_en: Vec<String>,
}

/// An exact figure.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasedFigureView {
    /// Its id.
    pub figure: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// What is counted.
    pub unit: Unit,
    /// Its value.
    #[cfg_attr(test, ts(type = "number"))]
    pub value: u64,
}

/// A table as it leaves.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasedTableView {
    /// The figure that is broken down.
    pub figure: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// What is counted.
    pub unit: Unit,
    /// Whether it counts people and is protected.
    pub protected: bool,
    /// In the order of the cells' codes.
    pub dimensions: Vec<ReleasedDimensionView>,
    /// Its cells with all margins, the first dimension changing slowest.
    pub cells: Vec<ReleasedCellView>,
}

/// A dimension of a table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasedDimensionView {
    /// Its code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// What its codes mean.
    pub codes: Vec<ReleasedCodeView>,
}

/// A code of a dimension.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasedCodeView {
    /// The code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// It counts again what finer codes of the table count.
    pub coarser: bool,
}

/// A cell of a table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasedCellView {
    /// One code for each dimension; `Total` for a margin.
    pub codes: Vec<String>,
    /// What leaves; none where it is hidden.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub value: Option<u64>,
    /// The exact count, before it leaves and for inside; none in what left.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub inside: Option<u64>,
}

/// What was proven about protected tables.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseCertificateView {
    /// Tables proven together, earlier ones included.
    pub tables: u32,
    /// Their cells.
    pub cells: u32,
    /// Cells that everybody knows exactly.
    pub known_cells: u32,
    /// Small counts that can be worked out exactly.
    pub int1_exact: u32,
    /// How far a shown value may be from its count.
    #[serde(default)]
    pub largest_difference: Option<u32>,
    /// The narrowest range that a reader is left with, in people.
    pub minimum_interval: Option<f64>,
    /// The mean range.
    pub mean_interval: Option<f64>,
    /// What proved it.
    pub solver: String,
    /// Its version.
    pub version: String,
    /// Whether the proof passed.
    pub passed: bool,
}

/// A cell of a release whose count is another one today.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseDifferenceView {
    /// The figure.
    pub figure: String,
    /// The codes of the cell; none for an exact figure.
    pub codes: Vec<String>,
    /// The count at the release.
    #[cfg_attr(test, ts(type = "number"))]
    pub then: u64,
    /// The count today.
    #[cfg_attr(test, ts(type = "number"))]
    pub now: u64,
}

/// The tables of a year, and what tables there can be.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseTablesView {
    /// The fiscal year.
    pub year: i32,
    /// Its last day (ISO 8601): figures of a year are published when it is over.
    pub ends_on: String,
    /// Whether it is over.
    pub is_over: bool,
    /// From 1; 0 for the tables that come with the program.
    pub version: u32,
    /// In the order in which they are published.
    pub tables: Vec<ReleaseTableChoice>,
    /// Figures that can be broken down.
    pub figures: Vec<BreakableFigureView>,
    /// By what, in order.
    pub axes: Vec<ReleaseAxisView>,
}

/// A table of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseTableChoice {
    /// The figure.
    pub figure: String,
    /// Codes of its axes, from one to three.
    pub axes: Vec<String>,
}

/// A figure that can be broken down.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct BreakableFigureView {
    /// Its id.
    pub id: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// What is counted.
    pub unit: Unit,
    /// Codes of the axes on which its records say something.
    pub axes: Vec<String>,
}

/// An axis of tables that leave.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleaseAxisView {
    /// Its code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// Axes of one family say the same more or less finely: a table has one of them.
    pub family: String,
}

/// Keeps the tables of a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveReleaseTablesRequest {
    /// The fiscal year.
    pub year: i32,
    /// All of them, in order.
    pub tables: Vec<ReleaseTableChoice>,
}

/// Asks what one table would look like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TryReleaseTableRequest {
    /// The fiscal year.
    pub year: i32,
    /// The table.
    pub table: ReleaseTableChoice,
}

/// What one table would look like, alone, in both profiles.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TriedTableView {
    /// Rounded.
    pub rounding: TriedProfileView,
    /// With hidden cells.
    pub suppression: TriedProfileView,
}

/// What a table would look like in one profile.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TriedProfileView {
    /// The table; none when it is refused.
    pub table: Option<ReleasedTableView>,
    /// Code of why it is refused.
    pub refused: Option<String>,
    /// Names of the dimensions to leave out or make coarser, the one that helps most first.
    pub coarsen: Vec<String>,
}

/// Asks what a release would be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PreviewReleaseRequest {
    /// The fiscal year.
    pub year: i32,
    /// How the counts of people are protected.
    pub profile: ReleaseProfile,
}

/// What a release would be, before anybody signs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReleasePreviewView {
    /// Which release of the year it would be, from 1.
    pub number: u32,
    /// The tables with the exact counts beside them; the exact figures are not among it yet.
    pub content: ReleasedContentView,
    /// Why it cannot leave: code of the refusal.
    pub refused: Option<String>,
    /// Names of the dimensions to leave out or make coarser, the one that helps most first.
    pub coarsen: Vec<String>,
    /// Exact figures of people that differ by 1 to 4 from the last release of the year.
    pub changes: Vec<HeadlineChangeView>,
}

/// An exact figure that differs from an earlier release.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeadlineChangeView {
    /// The figure.
    pub figure: String,
    /// As it was published.
    #[cfg_attr(test, ts(type = "number"))]
    pub then: u64,
    /// As it stands.
    #[cfg_attr(test, ts(type = "number"))]
    pub now: u64,
}

/// Publishes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PublishReleaseRequest {
    /// The fiscal year.
    pub year: i32,
    /// How the counts of people are protected.
    pub profile: ReleaseProfile,
    /// For whom, in words.
    pub audience: String,
}

/// Writes a file of a release to a place chosen in the native dialog.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveReleaseFileRequest {
    /// Its number in the ledger.
    pub release: u32,
    /// Which file.
    pub file: String,
    /// In which language.
    pub language: Language,
}
