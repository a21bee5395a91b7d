//! The report as a word-processor document, in the shape the law's form has.

mod layout;
mod parts;

use std::io::Cursor;

use docx_rs::{Docx, Footer, NumPages, PageNum, Paragraph, Table};
use thiserror::Error;

use crate::activity::{FigureLine, ProgrammeLine};
use crate::numbers::grouped;
use crate::phrases::Phrases;
use crate::{ActivityReport, Language, thousand_yen};

use layout::{Column, Style, body_row, header_row, kept_row, paragraph, right, table, total_row};

/// The document could not be put together.
#[derive(Debug, Error)]
pub enum WriteDocumentError {
    /// The library that writes the parts left out a place that is completed afterwards.
    #[error("a part of the document does not have the expected shape")]
    UnexpectedPart,
    /// The parts could not be packed into a file.
    #[error("the document could not be packed")]
    Pack(#[source] std::io::Error),
}

impl ActivityReport {
    /// Writes the report as a Word document (docx) on A4 paper.
    ///
    /// The same report gives the same bytes: its dates are those of the approval, not of the clock.
    ///
    /// # Errors
    /// [`WriteDocumentError`] when the document cannot be put together; nothing a person can type leads there.
    pub fn to_docx(&self) -> Result<Vec<u8>, WriteDocumentError> {
        let mut parts = self.document().build();
        parts::complete(&mut parts, self)?;
        let mut file = Cursor::new(Vec::new());
        parts.pack(&mut file).map_err(|error| WriteDocumentError::Pack(error.into()))?;
        Ok(file.into_inner())
    }

    fn document(&self) -> Docx {
        let phrases = Phrases::of(self.language);
        let mut contents = Contents(layout::empty_document(self.language).footer(page_numbers()));
        self.write_title(&mut contents, phrases);
        self.write_results(&mut contents, phrases);
        self.write_matters(&mut contents, phrases);
        self.write_figures(&mut contents, phrases);
        contents.0
    }

    fn write_title(&self, contents: &mut Contents, phrases: &Phrases) {
        contents.add(paragraph(phrases.title, Style::Title));
        contents.add(paragraph(&phrases.year(self.year), Style::Subtitle));
        contents.add(paragraph(&phrases.days(self.year), Style::Dates));
        contents.add(paragraph(&self.organisation, Style::Organisation));
    }

    fn write_results(&self, contents: &mut Contents, phrases: &Phrases) {
        contents.add(paragraph(phrases.results, Style::Heading1));
        for (number, programme) in (1..).zip(&self.programmes) {
            contents.add(paragraph(&format!("({number}) {}", programme.name), Style::Heading2));
            for text in paragraphs(&programme.results) {
                contents.add(paragraph(&text, Style::Body));
            }
        }
    }

    fn write_matters(&self, contents: &mut Contents, phrases: &Phrases) {
        let total = thousands(self.total_expenses_yen);
        contents.add(paragraph(phrases.matters, Style::Heading1));
        contents.add(paragraph(phrases.nonprofit_business, Style::Heading2));
        contents.add(right(paragraph(&phrases.total_expenses(&total), Style::Body)).keep_next(true));
        contents.add_table(self.law_table(phrases, &total));
        contents.add(paragraph(phrases.other_business, Style::Heading2));
        contents.add(right(paragraph(&phrases.total_expenses("0"), Style::Body)).keep_next(true));
        contents.add(paragraph(phrases.none, Style::Body));
    }

    fn law_table(&self, phrases: &Phrases, total: &str) -> Table {
        let columns = law_columns(self.language, Column::number);
        let mut rows = vec![header_row(&columns, &phrases.law_table)];
        for programme in &self.programmes {
            let beneficiaries = if programme.beneficiaries_in_words { Column::text } else { Column::number };
            rows.push(kept_row(&law_columns(self.language, beneficiaries), &law_row(programme, phrases)));
        }
        rows.push(total_row(&columns, phrases.total, total));
        table(&columns, rows)
    }

    fn write_figures(&self, contents: &mut Contents, phrases: &Phrases) {
        contents.add(paragraph(phrases.counting, Style::Heading1));
        for note in phrases.counting_notes {
            contents.add(paragraph(note, Style::Note));
        }
        for note in &self.notes {
            contents.add(paragraph(note, Style::Note));
        }
        contents.add(paragraph("", Style::Gap));
        let columns = FIGURE_COLUMNS;
        let mut rows = vec![header_row(&columns, &phrases.figure_table)];
        rows.extend(self.figures.iter().map(|figure| body_row(&columns, &figure_row(figure, phrases))));
        contents.add_table(table(&columns, rows));
    }
}

// Twentieths of a point; each sum is the width between the margins.
const FIGURE_COLUMNS: [Column; 4] = [Column::text(4866), Column::number(1100), Column::text(2700), Column::text(1200)];

fn law_columns(language: Language, beneficiaries: fn(usize) -> Column) -> [Column; 8] {
    let [name, content, dates, place, staff, scope, number, expenses] = match language {
        Language::Japanese => [1480, 1700, 840, 840, 840, 1600, 1500, 1066],
        Language::English => [1480, 1560, 960, 1000, 900, 1440, 1430, 1096],
    };
    [
        Column::text(name),
        Column::text(content),
        Column::text(dates),
        Column::text(place),
        Column::number(staff),
        Column::text(scope),
        beneficiaries(number),
        Column::number(expenses),
    ]
}

pub(crate) fn law_row(programme: &ProgrammeLine, phrases: &Phrases) -> [String; 8] {
    let nothing = || phrases.nothing.to_owned();
    let staff = match programme.staff {
        Some(number) if programme.staff_concurrent => format!("{}\n{}", phrases.staff(number), phrases.concurrent),
        Some(number) => phrases.staff(number),
        None => nothing(),
    };
    [
        programme.name.clone(),
        programme.content.clone(),
        programme.dates.clone(),
        programme.place.clone(),
        staff,
        programme.scope.clone(),
        programme.beneficiaries_text.clone(),
        programme.expenses_yen.map_or_else(nothing, thousands),
    ]
}

fn figure_row(figure: &FigureLine, phrases: &Phrases) -> [String; 4] {
    [
        figure.label.clone(),
        grouped(figure.value),
        phrases.unit(figure.unit).to_owned(),
        phrases.basis(figure.basis).to_owned(),
    ]
}

pub(crate) fn thousands(yen: i64) -> String {
    let thousands = thousand_yen(yen);
    let sign = if thousands < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(thousands.unsigned_abs()))
}

/// Splits a text at its empty lines.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), paragraphs.last_mut()) {
            (false, Some(lines)) => lines.push(line.trim_end()),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n")).collect()
}

fn page_numbers() -> Footer {
    let page = Paragraph::new().style(Style::Footer.id()).add_page_num(PageNum::new());
    Footer::new().add_paragraph(page.add_run(layout::run("/")).add_num_pages(NumPages::new()))
}

/// The document as far as it is written.
struct Contents(Docx);

impl Contents {
    fn add(&mut self, paragraph: Paragraph) {
        self.0 = std::mem::take(&mut self.0).add_paragraph(paragraph);
    }

    fn add_table(&mut self, table: Table) {
        self.0 = std::mem::take(&mut self.0).add_table(table);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_as_wide_as_the_paper_allows() {
        for language in [Language::Japanese, Language::English] {
            assert_eq!(layout::width(&law_columns(language, Column::number)), layout::TEXT_WIDTH);
        }
        assert_eq!(layout::width(&FIGURE_COLUMNS), layout::TEXT_WIDTH);
    }

    #[test]
    fn an_empty_line_begins_a_new_paragraph_and_a_line_break_does_not() {
        let text = "\n一行目\n二行目\r\n\r\n 　\n次の段落\n";

        assert_eq!(paragraphs(text), ["一行目\n二行目", "次の段落"]);
        assert!(paragraphs("").is_empty());
    }
}
