//! What could not be taken, as a file to work on.

use super::{
    RowFilter,
    check::{Asked, Rows},
};
use crate::{error::OfficeError, session::Office};

impl Office {
    /// Returns the cells that could not be taken as a text for spreadsheets: row, name, column, what is wrong, and what
    /// stands there. Nothing in it can be a formula.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`](super::ImportRefusal::NoFile); what the store says.
    pub fn export_import_errors(&self, language: crate::Language) -> Result<Vec<u8>, OfficeError> {
        self.with_import(|office, importing| {
            let asked = office.read(|desk| Asked::of(desk, importing.layout.kind))?;
            let rows = Rows::of(importing, &asked)?;
            let head = language.choose("行,氏名,列,問題,元の値", "Row,Name,Column,Problem,Value");
            let mut lines = vec![head.split(',').map(String::from).collect::<Vec<_>>()];
            let faulty = importing.checked.as_ref().map(|checked| checked.faulty.clone()).unwrap_or_default();
            for (index, faults) in faulty {
                for fault in faults {
                    let heading = fault
                        .column
                        .and_then(|column| importing.layout.columns.iter().find(|known| known.index == column));
                    // EXPOSE: written where the person chose to have it.
                    let heading =
                        heading.map_or_else(|| fault.field.code().to_owned(), |column| column.heading.expose().clone());
                    let (ja, en) = fault.problem.words();
                    lines.push(vec![
                        fault.row.to_string(),
                        rows.name(index).expose().clone(),
                        heading,
                        language.choose(ja, en).to_owned(),
                        importing.text(&fault).expose().clone(),
                    ]);
                }
            }
            intake::export::table(&lines).map_err(|_| OfficeError::Unforeseen("a table of texts"))
        })
    }

    /// Whether there is anything to export.
    ///
    /// # Errors
    /// As [`import_rows`](Self::import_rows).
    pub fn has_import_errors(&self) -> Result<bool, OfficeError> {
        Ok(self.import_rows(RowFilter::Faulty, 0, 0)?.0 > 0)
    }
}
