//! Papers for companies.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{Language, profile::GateView};

/// The form of a curriculum vitae.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum CvForm {
    /// 履歴書 with 職務経歴書 behind it, in Japanese.
    Rirekisho,
    /// The international one.
    International,
}

/// How much of the date of birth is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum CvBirth {
    /// Nothing.
    No,
    /// The year.
    Year,
    /// All that is known.
    Full,
}

/// What is shown of all that tells who somebody is.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CvSwitches {
    /// Names; initials otherwise.
    pub name: bool,
    /// Ways to reach them that are safe, and the prefecture.
    pub contact: bool,
    /// Date of birth.
    pub birth: CvBirth,
    /// Nationality.
    pub nationality: bool,
    /// Residence status and work permission.
    pub residence: bool,
    /// Names of schools and employers, and their countries.
    pub places: bool,
}

/// A curriculum vitae that is wanted.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CvRequest {
    /// Of whom.
    pub participant: u32,
    /// For which company; none while it is only looked at.
    pub company: Option<u32>,
    /// The form.
    pub form: CvForm,
    /// The language of the international form.
    pub language: Language,
    /// What is shown.
    pub switches: CvSwitches,
}

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum CvFileKind {
    /// A word-processor document.
    Docx,
    /// A PDF.
    Pdf,
}

/// Saves a curriculum vitae for a company, where consent to that stands.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveCvRequest {
    /// Which.
    pub cv: CvRequest,
    /// As what.
    pub file: CvFileKind,
}

/// A part of a paper as it will be written, from the top to the bottom.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum PaperBlock {
    /// The title.
    Title {
        /// Its words.
        text: String,
    },
    /// A line on the right.
    Aside {
        /// Its words.
        text: String,
    },
    /// The title of what follows.
    Heading {
        /// Its words.
        text: String,
    },
    /// A text.
    Paragraph {
        /// Its words; line breaks stay.
        text: String,
    },
    /// A text in small letters.
    Note {
        /// Its words.
        text: String,
    },
    /// A table.
    Table {
        /// Titles of columns; empty for none.
        header: Vec<String>,
        /// Whether the first cell of each row is its title.
        titled_rows: bool,
        /// The cells.
        rows: Vec<Vec<String>>,
    },
}

/// Something that is switched off and stands in other words all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum CvGivenAnyway {
    /// A part of a name.
    Name,
    /// A way to reach them.
    Contact,
    /// The name of a school or an employer.
    Place,
    /// Their nationality.
    Nationality,
}

/// A curriculum vitae as it would go.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CvPreviewView {
    /// Its language.
    pub language: Language,
    /// Exactly what goes.
    pub blocks: Vec<PaperBlock>,
    /// What is off and stands there all the same.
    pub given_anyway: Vec<CvGivenAnyway>,
    /// Whether it may go to the company today; none while no company is chosen.
    pub gate: Option<GateView>,
}

/// A company that a paper can be written for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CvRecipientView {
    /// Its number.
    pub id: u32,
    /// Its name.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
}

/// A curriculum vitae that went to a company.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CvGivenView {
    /// When (ISO 8601 day).
    pub given_on: String,
    /// To whom.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub company: Guarded<String>,
    /// The form.
    pub form: CvForm,
    /// The kind of file.
    pub file: CvFileKind,
    /// The language.
    pub language: Language,
    /// Codes of what was shown: `name`, `contact`, `birth_year`, `birth`, `nationality`, `residence`, `places`.
    pub shown: Vec<String>,
    /// Who saved it.
    pub given_by: Option<String>,
}

/// For whom papers can be written, and what went before.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CvRoomView {
    /// Companies by name.
    pub companies: Vec<CvRecipientView>,
    /// What went, the newest first.
    pub given: Vec<CvGivenView>,
}
