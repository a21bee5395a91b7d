//! Everything as a workbook: a sheet of notes, the headline figures, and a sheet for each table, with real numbers.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use super::{Publication, PublicationTable, csv::harmless, notes};
use crate::{Language, phrases::Phrases};

/// The workbook could not be put together.
#[derive(Debug, Error)]
#[error("the workbook could not be written")]
pub struct WriteWorkbookError(#[source] XlsxError);

impl From<XlsxError> for WriteWorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

struct Titles {
    notes: &'static str,
    figures: &'static str,
    table: &'static str,
    figure_columns: [&'static str; 4],
    value: &'static str,
    remark: &'static str,
    certificate: &'static str,
}

const JAPANESE: Titles = Titles {
    notes: "注記",
    figures: "主要な数字",
    table: "表",
    figure_columns: ["項目", "数値", "単位", "期間"],
    value: "数値",
    remark: "備考",
    certificate: "証明書",
};

const ENGLISH: Titles = Titles {
    notes: "Notes",
    figures: "Headline figures",
    table: "Table",
    figure_columns: ["Figure", "Value", "Unit", "Period"],
    value: "Value",
    remark: "Remark",
    certificate: "Certificate",
};

impl Publication {
    /// Writes the workbook (Office Open XML). The same publication gives the same bytes: its time is that of the
    /// release.
    ///
    /// # Errors
    /// [`WriteWorkbookError`]; nothing that anybody types leads there.
    pub fn to_xlsx(&self, language: Language) -> Result<Vec<u8>, WriteWorkbookError> {
        let titles = match language {
            Language::Japanese => &JAPANESE,
            Language::English => &ENGLISH,
        };
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_timestamp(self.imprint().published_at.timestamp())?;
        book.set_properties(
            &DocProperties::new().set_author(&self.imprint().organisation).set_creation_datetime(&made),
        );
        self.notes_sheet(book.add_worksheet(), titles, language)?;
        self.figures_sheet(book.add_worksheet(), titles, language)?;
        for (number, table) in (1..).zip(&self.tables) {
            let sheet = book.add_worksheet();
            sheet.set_name(format!("{} {number}", titles.table))?;
            table_sheet(sheet, table, titles, language)?;
        }
        Ok(book.save_to_buffer()?)
    }

    fn notes_sheet(&self, sheet: &mut Worksheet, titles: &Titles, language: Language) -> Result<(), XlsxError> {
        sheet.set_name(titles.notes)?.set_column_width(0, 110)?;
        let wrapped = Format::new().set_text_wrap();
        let mut lines = vec![self.imprint().organisation.clone()];
        lines.extend(self.notes(language));
        for (number, table) in (1..).zip(&self.tables) {
            lines.push(format!("{} {number}: {}", titles.table, caption(table, language)));
        }
        if let Some(certificate) = self.certificate() {
            lines.push(titles.certificate.to_owned());
            let written = serde_json::to_value(certificate).unwrap_or_default();
            let entries = written.as_object().into_iter().flatten();
            lines.extend(entries.map(|(name, value)| format!("{name}: {value}")));
        }
        for (row, line) in (0..).zip(lines) {
            sheet.write_string_with_format(row, 0, harmless(&line), &wrapped)?;
        }
        Ok(())
    }

    fn figures_sheet(&self, sheet: &mut Worksheet, titles: &Titles, language: Language) -> Result<(), XlsxError> {
        let phrases = Phrases::of(language);
        sheet.set_name(titles.figures)?.set_column_width(0, 50)?.set_column_width(2, 26)?;
        header(sheet, titles.figure_columns.iter().map(|title| (*title).to_owned()))?;
        for (row, figure) in (1..).zip(self.figures()) {
            let name = figure.words.map_or_else(|| figure.figure.to_string(), |words| words.of(language).to_owned());
            sheet.write_string(row, 0, harmless(&name))?;
            sheet.write_number(row, 1, number(figure.value))?;
            sheet.write_string(row, 2, phrases.unit(figure.unit))?;
            sheet.write_string(row, 3, phrases.basis(figure.basis))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

fn table_sheet(
    sheet: &mut Worksheet,
    table: &PublicationTable,
    titles: &Titles,
    language: Language,
) -> Result<(), XlsxError> {
    let dimensions = &table.head.dimensions;
    let named = dimensions.iter().map(|dimension| dimension.name.words.of(language).to_owned());
    header(sheet, named.chain([titles.value.to_owned(), titles.remark.to_owned()]))?;
    let last = u16::try_from(dimensions.len()).unwrap_or(u16::MAX);
    for (row, cell) in (1..).zip(&table.cells) {
        for ((column, dimension), code) in (0..).zip(dimensions).zip(&cell.codes) {
            sheet.write_string(row, column, harmless(&dimension.word(code, language)))?;
        }
        match cell.value {
            Some(value) => sheet.write_number(row, last, number(value))?,
            None => sheet.write_string(row, last.saturating_add(1), notes::hidden(language))?,
        };
    }
    for column in 0..last {
        sheet.set_column_width(column, 30)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn header(sheet: &mut Worksheet, titles: impl Iterator<Item = String>) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, title) in (0..).zip(titles) {
        sheet.write_string_with_format(0, column, harmless(&title), &bold)?;
    }
    Ok(())
}

fn caption(table: &PublicationTable, language: Language) -> String {
    let dimensions = table.head.dimensions.iter().map(|dimension| dimension.name.words.of(language));
    let unit = Phrases::of(language).unit(table.head.unit);
    format!("{} ({unit}) – {}", table.head.words.of(language), dimensions.collect::<Vec<_>>().join(" × "))
}

#[expect(clippy::cast_precision_loss, reason = "counts are below 10⁹")]
fn number(value: u64) -> f64 {
    value as f64
}
