//! A publication: the exact headline figures and the protected tables of a year, with how they were protected and what
//! was proven. It is the source of every file that leaves.

mod chart;
mod csv;
mod notes;
mod picture;
mod xlsx;

use aggregates::{Basis, Certificate, Code, FiscalYear, Release, TableRelease, Unit, model::Table};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use thiserror::Error;

pub use self::{
    picture::{DrawPictureError, png},
    xlsx::WriteWorkbookError,
};

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Words {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// A code with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The code.
    pub code: String,
    /// Its words.
    #[serde(flatten)]
    pub words: Words,
}

/// A dimension of a table: what it is called and what its codes mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DimensionHead {
    /// Its code and words.
    #[serde(flatten)]
    pub name: Named,
    /// Its codes, coarser ones included.
    pub codes: Vec<Named>,
}

/// What a table counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableHead {
    /// The figure that is broken down.
    pub figure: Code,
    /// What it is called.
    #[serde(flatten)]
    pub words: Words,
    /// What is counted.
    pub unit: Unit,
    /// In the order of the cells' codes.
    pub dimensions: Vec<DimensionHead>,
}

/// What a publication says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imprint {
    /// The organisation.
    pub organisation: String,
    /// The how manyth release of the year, from 1.
    pub number: u32,
    /// When.
    pub published_at: DateTime<FixedOffset>,
    /// The version of the year's catalogue of tables.
    pub catalogue_version: u32,
    /// How many laptops' counts are summed; none when they are those of one.
    pub laptops: Option<usize>,
    /// What each headline figure is called.
    pub figures: Vec<Named>,
}

/// A table as it leaves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicationTable {
    /// What it counts.
    #[serde(flatten)]
    pub head: TableHead,
    /// Whether it counts people and is protected.
    pub protected: bool,
    /// Its cells with all margins.
    pub cells: Vec<PublicationCell>,
}

/// A cell as it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicationCell {
    /// One code for each dimension; `Total` for a margin.
    pub codes: Vec<String>,
    /// None where it is hidden.
    pub value: Option<u64>,
}

/// Why figures and tables do not make a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PublicationError {
    /// Not one head for each protected table, or one for another figure.
    #[error("the heads and the tables do not fit")]
    Heads,
    /// A table that counts people was given without protection.
    #[error("a table that counts people is not protected")]
    Unprotected,
}

/// Everything of a release. It can be made only of values that are released and proven:
///
/// ```compile_fail,E0451
/// fn forged(imprint: report::Imprint, headlines: aggregates::Release) -> report::Publication {
///     report::Publication { imprint, headlines, tables: Vec::new(), certificate: None }
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    imprint: Imprint,
    headlines: Release,
    tables: Vec<PublicationTable>,
    certificate: Option<Certificate>,
}

#[derive(Serialize)]
struct Contents<'a> {
    format: &'static str,
    program_version: &'static str,
    year: i32,
    starts_on: String,
    ends_on: String,
    #[serde(flatten)]
    imprint: &'a Imprint,
    method: &'a str,
    threshold: u64,
    notes_ja: Vec<String>,
    notes_en: Vec<String>,
    headlines: Vec<Headline<'a>>,
    tables: &'a [PublicationTable],
    certificate: Option<&'a Certificate>,
}

/// An exact figure of the whole organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Headline<'a> {
    pub figure: Code,
    #[serde(flatten)]
    pub words: Option<&'a Words>,
    pub unit: Unit,
    pub basis: Basis,
    pub value: u64,
}

impl Publication {
    /// Puts released figures, proven tables and tables that count nobody together. Each table has its head.
    ///
    /// # Errors
    /// [`PublicationError`] when a head is missing or of another figure, or a table without protection counts people.
    pub fn new(
        imprint: Imprint,
        headlines: Release,
        proven: Option<(&TableRelease, Vec<TableHead>)>,
        others: Vec<(TableHead, &Table)>,
    ) -> Result<Self, PublicationError> {
        let mut tables = Vec::new();
        let mut certificate = None;
        if let Some((release, heads)) = proven {
            if release.tables().len() != heads.len() {
                return Err(PublicationError::Heads);
            }
            for (head, table) in heads.into_iter().zip(release.tables()) {
                if table.counted() != head.figure.as_str() || table.dimensions().len() != head.dimensions.len() {
                    return Err(PublicationError::Heads);
                }
                let cells = table.cells().iter();
                let cell = |cell: &aggregates::PublishedCell| PublicationCell {
                    codes: cell.codes().to_vec(),
                    value: cell.value(),
                };
                tables.push(PublicationTable { head, protected: true, cells: cells.map(cell).collect() });
            }
            certificate = Some(release.certificate().clone());
        }
        for (head, table) in others {
            if head.unit.counts_people() {
                return Err(PublicationError::Unprotected);
            }
            let cell = |cell: usize| PublicationCell {
                codes: table.codes(cell).into_iter().map(str::to_owned).collect(),
                value: Some(table.value(cell)),
            };
            tables.push(PublicationTable { head, protected: false, cells: (0..table.len()).map(cell).collect() });
        }
        Ok(Self { imprint, headlines, tables, certificate })
    }

    /// Returns the year.
    pub const fn year(&self) -> FiscalYear {
        self.headlines.year()
    }

    /// Returns the exact figures.
    pub const fn headlines(&self) -> &Release {
        &self.headlines
    }

    /// Returns the tables.
    pub fn tables(&self) -> &[PublicationTable] {
        &self.tables
    }

    /// Returns what was proven; none where no table counts people.
    pub const fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref()
    }

    /// Returns the whole as JSON: the exact bytes that the ledger keeps. The same publication gives the same bytes.
    pub fn to_json(&self) -> Vec<u8> {
        let year = self.year();
        let contents = Contents {
            format: "tomarigi-release/1",
            program_version: env!("CARGO_PKG_VERSION"),
            year: year.begins_in(),
            starts_on: year.first_day().to_string(),
            ends_on: year.last_day().to_string(),
            imprint: &self.imprint,
            method: self.method(),
            threshold: *aggregates::model::SMALL.end() + 1,
            notes_ja: self.notes(crate::Language::Japanese),
            notes_en: self.notes(crate::Language::English),
            headlines: self.figures(),
            tables: &self.tables,
            certificate: self.certificate.as_ref(),
        };
        serde_json::to_vec(&contents).expect("numbers, texts and lists are always written")
    }

    /// `rounding`, `suppression`, or `none` where nothing had to be protected.
    pub fn method(&self) -> &str {
        self.certificate.as_ref().map_or("none", Certificate::method)
    }

    pub(crate) const fn imprint(&self) -> &Imprint {
        &self.imprint
    }

    /// The exact figures of the whole organisation, in the order of the report.
    pub(crate) fn figures(&self) -> Vec<Headline<'_>> {
        let cells = self.headlines.cells().iter().filter(|cell| cell.programme().is_none());
        cells
            .map(|cell| {
                let named = self.imprint.figures.iter().find(|named| named.code == cell.figure().as_str());
                Headline {
                    figure: cell.figure(),
                    words: named.map(|named| &named.words),
                    unit: cell.unit(),
                    basis: cell.basis(),
                    value: cell.value(),
                }
            })
            .collect()
    }
}

impl Words {
    /// The words in a language.
    pub fn of(&self, language: crate::Language) -> &str {
        match language {
            crate::Language::Japanese => &self.ja,
            crate::Language::English => &self.en,
        }
    }
}

impl DimensionHead {
    /// What a code is called; the total and what has no words by the code itself.
    pub(crate) fn word(&self, code: &str, language: crate::Language) -> String {
        if code == aggregates::model::TOTAL {
            return notes::total(language).to_owned();
        }
        let named = self.codes.iter().find(|named| named.code == code);
        named.map_or_else(|| code.to_owned(), |named| named.words.of(language).to_owned())
    }
}
