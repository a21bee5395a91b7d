//! Paper, styles, paragraphs and tables of the document.

use docx_rs::{
    AlignmentType, BreakType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Shading, SpecialIndentType,
    StyleType, Table, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use crate::Language;

const FONT: &str = "Noto Sans CJK JP";
const A4: (u32, u32) = (11_906, 16_838);
/// Narrow at the sides: eight columns have to stand next to each other on upright paper.
const MARGIN: PageMargin =
    PageMargin { top: 1247, left: 1020, bottom: 1134, right: 1020, header: 567, footer: 567, gutter: 0 };
/// Between the margins, in twentieths of a point as all widths here.
#[cfg(test)]
pub(super) const TEXT_WIDTH: usize = A4.0 as usize - 2 * 1020;
const GREY: &str = "EDEDED";
const LINE: &str = "595959";

/// The paragraph styles. The headings carry the names by which word processors know headings.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Title,
    Subtitle,
    Dates,
    Organisation,
    Heading1,
    Heading2,
    Body,
    Note,
    /// The space between a note and a table, which has none of its own.
    Gap,
    TableText,
    Footer,
}

impl Style {
    pub fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Dates => "ReportDates",
            Self::Organisation => "Organisation",
            Self::Heading1 => "Heading1",
            Self::Heading2 => "Heading2",
            Self::Body => "BodyText",
            Self::Note => "Note",
            Self::Gap => "Gap",
            Self::TableText => "TableText",
            Self::Footer => "Footer",
        }
    }

    fn define(self, language: Language) -> docx_rs::Style {
        let style = docx_rs::Style::new(self.id(), StyleType::Paragraph).based_on("Normal");
        let apart = |before, after| LineSpacing::new().before(before).after(after);
        let flush = match language {
            Language::Japanese => AlignmentType::Both,
            Language::English => AlignmentType::Left,
        };
        match self {
            Self::Title => style.name("Title").size(40).bold().align(AlignmentType::Center).line_spacing(apart(0, 60)),
            Self::Subtitle => style.name("Subtitle").size(26).align(AlignmentType::Center).line_spacing(apart(0, 0)),
            Self::Dates => style.name("Report Dates").size(20).align(AlignmentType::Center).line_spacing(apart(0, 200)),
            Self::Organisation => {
                style.name("Organisation").size(22).align(AlignmentType::Right).line_spacing(apart(0, 120))
            }
            Self::Heading1 => style.name("heading 1").size(28).bold().outline_lvl(0).line_spacing(apart(280, 100)),
            Self::Heading2 => style.name("heading 2").size(23).bold().outline_lvl(1).line_spacing(apart(160, 60)),
            Self::Body => {
                let style = style.name("Body Text").align(flush).line_spacing(apart(0, 100).line(264));
                match language {
                    Language::Japanese => style.indent(None, Some(SpecialIndentType::FirstLine(210)), None, None),
                    Language::English => style,
                }
            }
            Self::Note => style.name("Note").size(19).align(flush).line_spacing(apart(0, 60)),
            Self::Gap => style.name("Gap").size(8).line_spacing(apart(0, 0)),
            Self::TableText => style.name("Table Text").size(17).line_spacing(apart(0, 0)),
            Self::Footer => style.name("footer").size(18).align(AlignmentType::Center),
        }
    }
}

/// Returns an A4 document without contents that has all styles.
pub(super) fn empty_document(language: Language) -> Docx {
    let (width, height) = A4;
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    let document = Docx::new().page_size(width, height).page_margin(MARGIN).default_fonts(fonts).default_size(21);
    [
        Style::Title,
        Style::Subtitle,
        Style::Dates,
        Style::Organisation,
        Style::Heading1,
        Style::Heading2,
        Style::Body,
        Style::Note,
        Style::Gap,
        Style::TableText,
        Style::Footer,
    ]
    .into_iter()
    .fold(document, |document, style| document.add_style(style.define(language)))
}

/// Returns a paragraph; a line break in the text stays one.
pub(super) fn paragraph(text: &str, style: Style) -> Paragraph {
    let paragraph = Paragraph::new().style(style.id()).add_run(run(text));
    match style {
        Style::Heading1 | Style::Heading2 | Style::Note | Style::Gap => paragraph.keep_next(true),
        _ => paragraph,
    }
}

pub(super) fn right(paragraph: Paragraph) -> Paragraph {
    paragraph.align(AlignmentType::Right)
}

/// Returns a run of text without the characters that XML cannot hold.
pub(super) fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(allowed_in_xml(line));
    }
    run
}

/// XML 1.0 has no way to write most control characters, not even escaped; one of them makes the file unreadable.
/// A tab becomes a space.
pub(super) fn allowed_in_xml(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|&c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    width: usize,
    alignment: AlignmentType,
}

impl Column {
    pub const fn text(width: usize) -> Self {
        Self { width, alignment: AlignmentType::Left }
    }

    pub const fn number(width: usize) -> Self {
        Self { width, alignment: AlignmentType::Right }
    }
}

pub(super) fn width(columns: &[Column]) -> usize {
    columns.iter().map(|column| column.width).sum()
}

pub(super) fn table(columns: &[Column], rows: Vec<TableRow>) -> Table {
    let borders = [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ]
    .into_iter()
    .fold(TableBorders::new(), |borders, position| borders.set(TableBorder::new(position).size(4).color(LINE)));
    Table::new(rows)
        .set_grid(columns.iter().map(|column| column.width).collect())
        .width(width(columns), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .set_borders(borders)
}

/// Returns the row that a word processor repeats at the top of each page (`parts` marks it so).
pub(super) fn header_row(columns: &[Column], titles: &[&str]) -> TableRow {
    let cells = columns.iter().zip(titles).map(|(column, title)| {
        let title = Paragraph::new().style(Style::TableText.id()).add_run(run(title).bold());
        cell(column.width, title.align(AlignmentType::Center).keep_next(true)).shading(Shading::new().fill(GREY))
    });
    TableRow::new(cells.collect()).cant_split()
}

pub(super) fn body_row(columns: &[Column], texts: &[String]) -> TableRow {
    row(columns, texts, |paragraph| paragraph)
}

/// Returns a row that stays on one page with the next, so that a total is not parted from what it adds up.
pub(super) fn kept_row(columns: &[Column], texts: &[String]) -> TableRow {
    row(columns, texts, |paragraph| paragraph.keep_next(true))
}

fn row(columns: &[Column], texts: &[String], finish: fn(Paragraph) -> Paragraph) -> TableRow {
    let cells = columns
        .iter()
        .zip(texts)
        .map(|(column, text)| cell(column.width, finish(paragraph(text, Style::TableText).align(column.alignment))));
    TableRow::new(cells.collect()).cant_split()
}

/// Returns the last row: its title under all columns but the last, the number under that.
pub(super) fn total_row(columns: &[Column], title: &str, number: &str) -> TableRow {
    let Some((last, others)) = columns.split_last() else { return TableRow::new(Vec::new()) };
    let bold = |text| right(Paragraph::new().style(Style::TableText.id()).add_run(run(text).bold()));
    let title = cell(width(others), bold(title)).grid_span(others.len());
    TableRow::new(vec![title, cell(last.width, bold(number))]).cant_split()
}

fn cell(width: usize, paragraph: Paragraph) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out() {
        assert_eq!(allowed_in_xml("a\0b\u{1}c\u{b}d\u{1b}e\u{7f}f\u{85}g\u{fffe}\u{ffff}h"), "abcdefgh");
        assert_eq!(allowed_in_xml("<&>\"' 🕊️ مرحبا שלום 難民"), "<&>\"' 🕊️ مرحبا שלום 難民");
    }
}
