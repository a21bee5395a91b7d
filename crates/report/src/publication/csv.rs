//! Everything in one table of text: a row for each number, with what it is and how it was protected.

use super::{Publication, PublicationTable};
use crate::{Language, phrases::Phrases};

/// The columns, and the tags that the Humanitarian Exchange Language (HXL 1.1) has for them.
const COLUMNS: [(&str, &str); 24] = [
    ("release", "#meta+id"),
    ("organisation", "#org+name"),
    ("period_start", "#date+start"),
    ("period_end", "#date+end"),
    ("figure", "#indicator+code"),
    ("figure_name", "#indicator+name"),
    ("unit", "#meta+unit"),
    ("basis", "#meta+basis"),
    ("dimension_1", "#meta+dimension+d1"),
    ("code_1", "#group+code+d1"),
    ("group_1", "#group+name+d1"),
    ("dimension_2", "#meta+dimension+d2"),
    ("code_2", "#group+code+d2"),
    ("group_2", "#group+name+d2"),
    ("dimension_3", "#meta+dimension+d3"),
    ("code_3", "#group+code+d3"),
    ("group_3", "#group+name+d3"),
    ("value", "#indicator+value+num"),
    ("suppressed", "#meta+suppressed"),
    ("exact", "#meta+exact"),
    ("method", "#meta+method"),
    ("threshold", "#meta+threshold+num"),
    ("certificate", "#meta+certificate"),
    ("program_version", "#meta+version"),
];

impl Publication {
    /// Writes all numbers as CSV in UTF-8, with a row of HXL tags under the titles or without. Texts that a spreadsheet
    /// would take for a formula begin with an apostrophe.
    pub fn to_csv(&self, language: Language, tagged: bool) -> String {
        let mut written = String::new();
        push_row(&mut written, COLUMNS.iter().map(|(title, _)| (*title).to_owned()));
        if tagged {
            push_row(&mut written, COLUMNS.iter().map(|(_, tag)| (*tag).to_owned()));
        }
        for figure in self.figures() {
            let name = figure.words.map_or_else(|| figure.figure.to_string(), |words| words.of(language).to_owned());
            let phrases = Phrases::of(language);
            let of = [figure.figure.to_string(), name, phrases.unit(figure.unit).to_owned()];
            let basis = phrases.basis(figure.basis).to_owned();
            self.row(&mut written, of, basis, Vec::new(), Some(figure.value), true);
        }
        for table in &self.tables {
            self.table(&mut written, table, language);
        }
        written
    }

    fn table(&self, written: &mut String, table: &PublicationTable, language: Language) {
        let phrases = Phrases::of(language);
        let head = &table.head;
        for cell in &table.cells {
            let of = [head.figure.to_string(), head.words.of(language).to_owned(), phrases.unit(head.unit).to_owned()];
            let groups = head.dimensions.iter().zip(&cell.codes).flat_map(|(dimension, code)| {
                [dimension.name.code.clone(), code.clone(), dimension.word(code, language)]
            });
            let basis = phrases.basis(aggregates::Basis::Flow).to_owned();
            self.row(written, of, basis, groups.collect(), cell.value, !table.protected);
        }
    }

    fn row(
        &self,
        written: &mut String,
        of: [String; 3],
        basis: String,
        mut groups: Vec<String>,
        value: Option<u64>,
        exact: bool,
    ) {
        let (imprint, year) = (self.imprint(), self.year());
        groups.resize(9, String::new());
        let mut row = vec![format!("FY{}-{}", year.begins_in(), imprint.number), imprint.organisation.clone()];
        row.extend([year.first_day().to_string(), year.last_day().to_string()]);
        row.extend(of);
        row.push(basis);
        row.extend(groups);
        row.push(value.map(|value| value.to_string()).unwrap_or_default());
        row.extend([yes(value.is_none()), yes(exact)]);
        row.push(if exact { String::from("none") } else { self.method().to_owned() });
        row.push((*aggregates::model::SMALL.end() + 1).to_string());
        row.push(if exact { String::new() } else { self.certificate_line() });
        row.push(env!("CARGO_PKG_VERSION").to_owned());
        push_row(written, row.into_iter());
    }

    fn certificate_line(&self) -> String {
        self.certificate().and_then(|certificate| serde_json::to_string(certificate).ok()).unwrap_or_default()
    }
}

fn yes(yes: bool) -> String {
    String::from(if yes { "true" } else { "false" })
}

/// RFC 4180: texts with separators, quotes or line ends stand between quotes.
fn push_row(written: &mut String, fields: impl Iterator<Item = String>) {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            written.push(',');
        }
        let safe = harmless(&field);
        if safe.contains([',', '"', '\n', '\r']) {
            written.push('"');
            written.push_str(&safe.replace('"', "\"\""));
            written.push('"');
        } else {
            written.push_str(&safe);
        }
    }
    written.push_str("\r\n");
}

/// What a spreadsheet would run as a formula becomes a text. Line ends become spaces.
pub(super) fn harmless(text: &str) -> String {
    let flat: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    // Tags of HXL begin with #, which no spreadsheet runs.
    let runs = flat.trim_start().starts_with(['=', '+', '-', '@', '=', '+', '-', '@', '−']);
    if runs { format!("'{flat}") } else { flat }
}
