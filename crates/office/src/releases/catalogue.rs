//! Which tables a year has: a list that the office edits, with one that comes with the program to begin with.

use serde::{Deserialize, Serialize};
use store::MemberId;
use tally::breakdown::{Axis, TableSpec, check};

use super::json;
use crate::{
    desk::{Desk, WritingDesk},
    error::{FieldError, OfficeError},
    figures::fiscal_year,
    roles::Act,
};

/// The most tables of a year: they are protected as one.
const MOST_TABLES: usize = 40;

/// The tables that come with the program: one dimension each, since with a hundred people a year finer ones hide all.
const STANDARD: &[(&str, &[Axis])] = &[
    ("new_contacts", &[Axis::Region]),
    ("new_contacts", &[Axis::AgeBand]),
    ("new_contacts", &[Axis::Residence]),
    ("new_contacts", &[Axis::Quarter]),
    ("career_training_participations", &[Axis::Region]),
    ("japanese_programme_participants", &[Axis::Japanese]),
    ("participants_recommended", &[Axis::Region]),
    ("hires", &[Axis::Industry]),
    ("companies_recommended_to", &[Axis::Industry]),
    ("talks", &[Axis::Audience]),
];

/// The tables of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCatalogue {
    /// The year.
    pub year: i32,
    /// From 1; 0 for the one that comes with the program.
    pub version: u32,
    /// In the order in which they are published.
    pub tables: Vec<TableSpec>,
}

#[derive(Serialize, Deserialize)]
struct Spec {
    figure: String,
    dimensions: Vec<String>,
}

impl Desk<'_> {
    /// Returns the tables of a year.
    ///
    /// # Errors
    /// What the store says.
    pub fn table_catalogue(&self, year: i32) -> Result<TableCatalogue, OfficeError> {
        self.may(Act::SeeFigures)?;
        let Some(row) = self.records.catalogue(year)? else { return self.standard(year) };
        let specs: Vec<Spec> =
            serde_json::from_str(&row.content).map_err(|_| OfficeError::Unforeseen("the catalogue of tables"))?;
        let spec = |spec: Spec| {
            let axes: Option<Vec<Axis>> = spec.dimensions.iter().map(|code| Axis::from_code(code)).collect();
            axes.map(|axes| TableSpec { indicator: spec.figure, axes })
        };
        Ok(TableCatalogue { year, version: row.version, tables: specs.into_iter().filter_map(spec).collect() })
    }

    fn standard(&self, year: i32) -> Result<TableCatalogue, OfficeError> {
        let known = self.indicators(fiscal_year(year)?)?;
        let spec = |(id, axes): &(&str, &[Axis])| {
            let indicator = known.iter().find(|indicator| indicator.id == *id)?;
            check(indicator, axes).ok().map(|()| TableSpec { indicator: (*id).to_owned(), axes: axes.to_vec() })
        };
        Ok(TableCatalogue { year, version: 0, tables: STANDARD.iter().filter_map(spec).collect() })
    }
}

impl WritingDesk<'_> {
    /// Keeps the tables of a year as a new version; versions with which something was released stay as they were.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `tables.N`: an unknown figure, or dimensions that do not fit it; for `tables` when there are
    /// more than 40.
    pub fn save_table_catalogue(&self, year: i32, tables: &[TableSpec]) -> Result<u32, OfficeError> {
        self.may(Act::Report)?;
        let of_year = fiscal_year(year)?;
        if tables.len() > MOST_TABLES {
            return Err(OfficeError::field("tables", FieldError::NoRoom));
        }
        for (place, spec) in tables.iter().enumerate() {
            let here = |why| OfficeError::field(format!("tables.{place}"), why);
            let indicator = self.known_figure(&spec.indicator, of_year).map_err(|_| here(FieldError::OutOfRange))?;
            check(&indicator, &spec.axes).map_err(|_| here(FieldError::OutOfRange))?;
        }
        let version = self.keep_catalogue(year, tables)?;
        self.note("change", "table_catalogue", Some(year.unsigned_abs()))?;
        Ok(version)
    }

    /// Writes down the catalogue with which a release is made, and returns its version.
    pub(super) fn freeze(&self, catalogue: &TableCatalogue) -> Result<u32, OfficeError> {
        if catalogue.version > 0 {
            return Ok(catalogue.version);
        }
        self.keep_catalogue(catalogue.year, &catalogue.tables)
    }

    fn keep_catalogue(&self, year: i32, tables: &[TableSpec]) -> Result<u32, OfficeError> {
        let spec = |spec: &TableSpec| Spec {
            figure: spec.indicator.clone(),
            dimensions: spec.axes.iter().map(|axis| axis.code().to_owned()).collect(),
        };
        let content = json(&tables.iter().map(spec).collect::<Vec<_>>())?;
        let now = self.clock.now().to_rfc3339();
        Ok(self.writer.add_catalogue(year, &now, MemberId(self.actor.id), &content)?)
    }
}
