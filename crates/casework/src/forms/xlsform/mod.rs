//! From an XLSForm (<https://xlsform.org>) to a definition. What is not supported is refused by the name of its sheet,
//! row and column; what is only left out is told.

mod choices;
mod columns;
mod settings;
mod survey;
mod types;

pub(super) use survey::default_of;
#[cfg(test)]
pub(super) use types::type_names;

use std::collections::BTreeMap;

use super::{
    Finding, FindingCode, Sheets,
    import::{Import, Place},
};

/// Reads an XLSForm.
pub fn read(sheets: &Sheets) -> Import {
    let mut reading = Reading::default();
    let Some(survey) = sheets.named("survey") else {
        reading.refuse("survey", None, "", FindingCode::SheetMissing, "survey");
        return reading.import;
    };
    let no_sheet = super::Sheet::default();
    reading.settings(sheets.named("settings").unwrap_or(&no_sheet));
    reading.choices(sheets.named("choices").unwrap_or(&no_sheet));
    reading.survey(survey);
    for sheet in &sheets.sheets {
        let name = sheet.name.trim().to_lowercase();
        match name.as_str() {
            "survey" | "choices" | "settings" => (),
            "external_choices" if !sheet.rows.is_empty() => {
                reading.refuse(&name, None, "", FindingCode::FeatureUnsupported, "external_choices");
            }
            _ if sheet.rows.is_empty() => (),
            _ => reading.warn(&sheet.name, None, "", FindingCode::SheetIgnored, &sheet.name),
        }
    }
    let Reading { import, places, .. } = reading;
    import.finish(&places)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    import: Import,
    /// Where each part of the form stands, by its id.
    places: BTreeMap<String, Place>,
    /// The language of columns that name none.
    own_language: String,
    /// Lists that questions ask for with `or_other`.
    with_other: Vec<String>,
    /// Names of metadata that is left out.
    left_out: Vec<String>,
}

impl Reading {
    fn refuse(&mut self, sheet: &str, row: Option<u32>, column: &str, code: FindingCode, what: &str) {
        self.import.refused.push(Finding::new(sheet, row, column, code, what));
    }

    fn warn(&mut self, sheet: &str, row: Option<u32>, column: &str, code: FindingCode, what: &str) {
        self.import.warnings.push(Finding::new(sheet, row, column, code, what));
    }
}

/// Texts as spreadsheets mean them: no-break spaces are spaces, and none stand at the ends.
fn cell(row: &[String], column: usize) -> String {
    row.get(column).map(|text| text.replace('\u{a0}', " ").trim().to_owned()).unwrap_or_default()
}
