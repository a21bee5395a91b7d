//! A sheet as a word-processor document.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, LineSpacing, NumPages, PageMargin, PageNum, PageOrientationType, Paragraph,
    Run, RunFonts, Shading, Style, StyleType, Table as DocxTable, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType, XMLDocx,
};
use thiserror::Error;

use crate::{
    sheet::{Align, Block, Column, Language, Sheet, Table},
    text::plain,
};

/// The document could not be put together. Nothing that can stand on a sheet leads there.
#[derive(Debug, Error)]
pub enum WriteDocumentError {
    /// The library that writes the parts left out a place that is completed afterwards.
    #[error("a part of the document does not have the expected shape")]
    UnexpectedPart,
    /// The parts could not be packed into a file.
    #[error("the document could not be packed")]
    Pack(#[source] std::io::Error),
}

/// What a company's word processor has. It takes another one where it lacks them.
const FONT: &str = "Yu Gothic";
const OTHER_SCRIPTS: &str = "Arial";
/// In twentieths of a point, as all lengths here.
const A4: (u32, u32) = (11_906, 16_838);
const SIDE: u32 = 1080;
const MARGIN: PageMargin =
    PageMargin { top: 1134, left: 1080, bottom: 1134, right: 1080, header: 567, footer: 567, gutter: 0 };
const LINE: &str = "595959";
const GREY: &str = "EDEDED";

const TITLE: &str = "Title";
const HEADING: &str = "Heading1";
const BODY: &str = "BodyText";
const ASIDE: &str = "Aside";
const NOTE: &str = "Note";
const CELL: &str = "TableText";
const FOOTER: &str = "Footer";

impl Sheet {
    /// Writes the sheet as a Word document (docx). The same sheet gives the same bytes: no day stands in them, and no
    /// name of who made it.
    ///
    /// # Errors
    /// [`WriteDocumentError`].
    pub fn to_docx(&self) -> Result<Vec<u8>, WriteDocumentError> {
        let document = self.blocks.iter().fold(self.empty(), |document, block| add(document, block, self.width()));
        let mut parts = document.build();
        complete(&mut parts, self)?;
        let mut file = Cursor::new(Vec::new());
        parts.pack(&mut file).map_err(|error| WriteDocumentError::Pack(error.into()))?;
        Ok(file.into_inner())
    }

    /// Between the margins.
    const fn width(&self) -> u32 {
        (if self.landscape { A4.1 } else { A4.0 }) - 2 * SIDE
    }

    fn empty(&self) -> Docx {
        let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(OTHER_SCRIPTS);
        let document = Docx::new().page_margin(MARGIN).default_fonts(fonts).default_size(21).footer(page_numbers());
        let document = if self.landscape {
            document.page_size(A4.1, A4.0).page_orient(PageOrientationType::Landscape)
        } else {
            document.page_size(A4.0, A4.1)
        };
        styles().into_iter().fold(document, Docx::add_style)
    }
}

fn styles() -> [Style; 7] {
    let of = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).based_on("Normal").name(name);
    let apart = |before, after| LineSpacing::new().before(before).after(after);
    [
        of(TITLE, "Title").size(36).bold().align(AlignmentType::Center).line_spacing(apart(0, 160)),
        of(HEADING, "heading 1").size(24).bold().outline_lvl(0).line_spacing(apart(240, 80)),
        of(BODY, "Body Text").line_spacing(apart(0, 100).line(264)),
        of(ASIDE, "Aside").size(20).align(AlignmentType::Right).line_spacing(apart(0, 60)),
        of(NOTE, "Note").size(18).line_spacing(apart(60, 60)),
        of(CELL, "Table Text").size(19).line_spacing(apart(0, 0)),
        of(FOOTER, "footer").size(18).align(AlignmentType::Center),
    ]
}

fn add(document: Docx, block: &Block, width: u32) -> Docx {
    match block {
        Block::Title(text) => document.add_paragraph(paragraph(text, TITLE)),
        Block::Heading(text) => document.add_paragraph(paragraph(text, HEADING).keep_next(true)),
        Block::Paragraph(text) => document.add_paragraph(paragraph(text, BODY)),
        Block::Aside(text) => document.add_paragraph(paragraph(text, ASIDE)),
        Block::Note(text) => document.add_paragraph(paragraph(text, NOTE)),
        Block::Table(table) => document.add_table(lined(table, width)),
    }
}

fn paragraph(text: &str, style: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (number, line) in plain(text).lines().enumerate() {
        if number > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

fn lined(table: &Table, width: u32) -> DocxTable {
    let widths = widths(&table.columns, width);
    let header = (!table.header.is_empty()).then(|| row(table, &widths, &table.header, |_| true));
    let titled = |n: usize| table.titled_rows && n == 0;
    let rows = table.rows.iter().map(|texts| row(table, &widths, texts, titled));
    let positions = [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    let borders = positions
        .into_iter()
        .fold(TableBorders::new(), |borders, position| borders.set(TableBorder::new(position).size(4).color(LINE)));
    DocxTable::new(header.into_iter().chain(rows).collect())
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .set_borders(borders)
}

fn row(table: &Table, widths: &[usize], texts: &[String], titled: impl Fn(usize) -> bool) -> TableRow {
    let cells = table.columns.iter().zip(widths).enumerate().map(|(n, (column, width))| {
        let text = texts.get(n).map(String::as_str).unwrap_or_default();
        let paragraph = if titled(n) {
            Paragraph::new().style(CELL).add_run(run(text).bold())
        } else {
            paragraph(text, CELL).align(alignment(column.align))
        };
        let cell = TableCell::new().width(*width, WidthType::Dxa).vertical_align(VAlignType::Center);
        let cell = if titled(n) { cell.shading(Shading::new().fill(GREY)) } else { cell };
        cell.add_paragraph(paragraph)
    });
    TableRow::new(cells.collect()).cant_split()
}

const fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Start => AlignmentType::Start,
        Align::Middle => AlignmentType::Center,
        Align::End => AlignmentType::Right,
    }
}

/// The columns' parts of the width.
fn widths(columns: &[Column], width: u32) -> Vec<usize> {
    let all = columns.iter().map(|column| u32::from(column.share)).sum::<u32>().max(1);
    let part = |column: &Column| usize::try_from(width * u32::from(column.share) / all).unwrap_or(0);
    columns.iter().map(part).collect()
}

fn page_numbers() -> Footer {
    let page = Paragraph::new().style(FOOTER).add_page_num(PageNum::new());
    Footer::new().add_paragraph(page.add_run(run("/")).add_num_pages(NumPages::new()))
}

/// Adds what the library has no word for: the language, what the document is called, header rows that are repeated.
///
/// Text cannot be mistaken for these places: a `<` that somebody typed stands in the parts as `&lt;`.
fn complete(parts: &mut XMLDocx, sheet: &Sheet) -> Result<(), WriteDocumentError> {
    let language = match sheet.language {
        Language::Japanese => r#"<w:lang w:val="ja-JP" w:eastAsia="ja-JP" w:bidi="ar-SA" />"#,
        Language::English => r#"<w:lang w:val="en" w:eastAsia="ja-JP" w:bidi="ar-SA" />"#,
    };
    let end = "</w:rPr></w:rPrDefault>";
    replace(&mut parts.styles, end, &format!("{language}{end}"))?;
    let titles = format!("<dc:title>{}</dc:title>", escaped(&plain(&sheet.name)));
    replace(&mut parts.doc_props.core, "<dc:creator>unknown</dc:creator>", &titles)?;
    if sheet.blocks.iter().any(|block| matches!(block, Block::Table(table) if !table.header.is_empty())) {
        mark_headers(&mut parts.document, &sheet.blocks)?;
    }
    Ok(())
}

/// Marks the first row of the tables that have a header.
fn mark_headers(part: &mut Vec<u8>, blocks: &[Block]) -> Result<(), WriteDocumentError> {
    const PLACE: &str = "</w:tblGrid><w:tr><w:trPr>";
    let text = str::from_utf8(part).map_err(|_| WriteDocumentError::UnexpectedPart)?;
    let mut pieces = text.split(PLACE);
    let mut marked = pieces.next().unwrap_or_default().to_owned();
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !(table.header.is_empty() && table.rows.is_empty()) => Some(table),
        _ => None,
    });
    for (table, piece) in tables.zip(pieces.by_ref()) {
        marked.push_str(PLACE);
        if !table.header.is_empty() {
            marked.push_str("<w:tblHeader />");
        }
        marked.push_str(piece);
    }
    if pieces.next().is_some() {
        return Err(WriteDocumentError::UnexpectedPart);
    }
    *part = marked.into_bytes();
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn replace(part: &mut Vec<u8>, place: &str, replacement: &str) -> Result<(), WriteDocumentError> {
    let text = str::from_utf8(part).map_err(|_| WriteDocumentError::UnexpectedPart)?;
    if !text.contains(place) {
        return Err(WriteDocumentError::UnexpectedPart);
    }
    *part = text.replace(place, replacement).into_bytes();
    Ok(())
}
