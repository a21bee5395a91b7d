//! Blocks on pages: what stands where. Lengths are points, measured from the upper left corner.

use std::rc::Rc;

use super::letters::{Letters, Lines, Look};
use crate::sheet::{Align, Block, Column, Table};

/// The shorter and the longer side of A4.
const A4: (f32, f32) = (595.28, 841.89);
const SIDE: f32 = 54.0;
const TOP: f32 = 54.0;
const BOTTOM: f32 = 60.0;
/// Around the text of a cell.
const PADDING: f32 = 4.0;
const STROKE: f32 = 0.5;
const STROKE_GREY: u8 = 0x80;
const TITLE_GREY: u8 = 0xf0;
/// What a heading keeps below itself.
const KEPT: f32 = 48.0;

const BODY: Look = Look { size: 10.5, bold: false, align: Align::Start };
const CELL: Look = Look { size: 9.5, ..BODY };

/// The width and the height of a page.
pub(super) const fn paper(landscape: bool) -> (f32, f32) {
    if landscape { (A4.1, A4.0) } else { A4 }
}

/// Something on a page.
pub(super) enum Mark {
    /// A line of a text.
    Line { text: Rc<Lines>, line: usize, left: f32, top: f32 },
    /// An area; a stroke is a thin one.
    Filled { left: f32, top: f32, width: f32, height: f32, grey: u8 },
}

/// Everything on one page.
pub(super) type PageMarks = Vec<Mark>;

/// A cell of a row: its text, its place, and the line with which it goes on after a page's end.
struct Cell {
    text: Rc<Lines>,
    left: f32,
    width: f32,
    titled: bool,
    next: usize,
}

impl Cell {
    /// The lines that fit into a height, and theirs.
    fn fitting(&self, room: f32) -> (usize, f32) {
        let mut height = 0.0;
        let mut end = self.next;
        while end < self.text.len() && height + self.text.height_of(end) <= room {
            height += self.text.height_of(end);
            end += 1;
        }
        (end, height)
    }

    fn rest(&self) -> f32 {
        (self.next..self.text.len()).map(|line| self.text.height_of(line)).sum()
    }
}

/// The pages as far as they are filled.
pub(super) struct Flow {
    landscape: bool,
    pages: Vec<PageMarks>,
    at: f32,
}

impl Flow {
    pub fn new(landscape: bool) -> Self {
        Self { landscape, pages: vec![Vec::new()], at: TOP }
    }

    /// Puts a block below what is there.
    pub fn place(&mut self, block: &Block, letters: &mut Letters) {
        match block {
            Block::Title(text) => {
                self.text(letters, text, Look { size: 18.0, bold: true, align: Align::Middle }, (0.0, 10.0));
            }
            Block::Aside(text) => self.text(letters, text, Look { size: 10.0, align: Align::End, ..BODY }, (0.0, 3.0)),
            Block::Heading(text) => {
                self.need(KEPT);
                self.text(letters, text, Look { size: 12.0, bold: true, ..BODY }, (10.0, 4.0));
            }
            Block::Paragraph(text) => self.text(letters, text, BODY, (0.0, 6.0)),
            Block::Note(text) => self.text(letters, text, Look { size: 9.0, ..BODY }, (4.0, 4.0)),
            Block::Table(table) => self.table(letters, table),
        }
    }

    /// Returns the pages, numbered at the bottom.
    pub fn finish(mut self, letters: &mut Letters) -> Vec<PageMarks> {
        let (width, height) = paper(self.landscape);
        let all = self.pages.len();
        let look = Look { size: 9.0, align: Align::Middle, ..BODY };
        for (number, page) in (1_usize..).zip(&mut self.pages) {
            let text = letters.lines(&format!("{number}/{all}"), look, width - 2.0 * SIDE);
            page.push(Mark::Line { text, line: 0, left: SIDE, top: height - BOTTOM + 18.0 });
        }
        self.pages
    }

    fn width(&self) -> f32 {
        paper(self.landscape).0 - 2.0 * SIDE
    }

    fn bottom(&self) -> f32 {
        paper(self.landscape).1 - BOTTOM
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.at = TOP;
    }

    /// Turns the page unless there is room for a height.
    fn need(&mut self, height: f32) {
        if self.at + height > self.bottom() && self.at > TOP {
            self.turn();
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// A text over the whole width; it may go on over the page's end.
    fn text(&mut self, letters: &mut Letters, text: &str, look: Look, (above, below): (f32, f32)) {
        let lines = letters.lines(text, look, self.width());
        if self.at > TOP {
            self.at += above;
        }
        for line in 0..lines.len() {
            self.need(lines.height_of(line));
            let top = self.at;
            self.mark(Mark::Line { text: Rc::clone(&lines), line, left: SIDE, top });
            self.at += lines.height_of(line);
        }
        self.at += below;
    }

    fn table(&mut self, letters: &mut Letters, table: &Table) {
        let edges = edges(&table.columns, self.width());
        let header = |letters: &mut Letters| cells(letters, table, &edges, &table.header, |_| true);
        let titled = |n: usize| table.titled_rows && n == 0;
        for (n, texts) in table.rows.iter().enumerate() {
            let row = cells(letters, table, &edges, texts, titled);
            let height = row.iter().map(|cell| cell.text.height()).fold(0.0, f32::max) + 2.0 * PADDING;
            let first = self.pages.len();
            if n == 0 && !table.header.is_empty() {
                let header = header(letters);
                let header_height = header.iter().map(|cell| cell.text.height()).fold(0.0, f32::max);
                self.need(height.min(200.0) + header_height + 2.0 * PADDING);
                self.row(header);
            } else if height <= self.bottom() - TOP - KEPT {
                self.need(height);
            }
            if n > 0 && self.pages.len() > first && !table.header.is_empty() {
                let header = header(letters);
                self.row(header);
            }
            self.row(row);
        }
        if table.rows.is_empty() && !table.header.is_empty() {
            let header = header(letters);
            self.row(header);
        }
        self.at += 6.0;
    }

    /// Draws a row. One that is higher than what is left of the page goes on over the page's end.
    fn row(&mut self, mut cells: Vec<Cell>) {
        loop {
            let room = self.bottom() - self.at - 2.0 * PADDING;
            let fitting: Vec<_> = cells.iter().map(|cell| cell.fitting(room)).collect();
            let stuck = cells.iter().zip(&fitting).all(|(cell, (end, _))| *end == cell.next);
            let wants_more = cells.iter().any(|cell| cell.next < cell.text.len());
            if stuck && wants_more && self.at > TOP {
                self.turn();
                continue;
            }
            let height = fitting.iter().map(|(_, height)| *height).fold(0.0, f32::max) + 2.0 * PADDING;
            self.frames(&cells, height);
            for (cell, (end, _)) in cells.iter_mut().zip(&fitting) {
                // A line that is higher than a page is drawn all the same: nothing may be lost, or go on for ever.
                let end = if stuck { cell.text.len() } else { *end };
                let mut top = self.at + PADDING;
                for line in cell.next..end {
                    let (text, left) = (Rc::clone(&cell.text), cell.left + PADDING);
                    top += {
                        let height = text.height_of(line);
                        self.mark(Mark::Line { text, line, left, top });
                        height
                    };
                }
                cell.next = end;
            }
            self.at += height;
            if cells.iter().all(|cell| cell.rest() <= 0.0) {
                return;
            }
            self.turn();
        }
    }

    /// The frames around the cells of a row, and the ground of its titles.
    fn frames(&mut self, cells: &[Cell], height: f32) {
        let top = self.at;
        for &Cell { left, width, titled, .. } in cells {
            if titled {
                self.mark(Mark::Filled { left, top, width, height, grey: TITLE_GREY });
            }
        }
        for &Cell { left, width, .. } in cells {
            let grey = STROKE_GREY;
            for top in [top, top + height] {
                self.mark(Mark::Filled { left, top, width: width + STROKE, height: STROKE, grey });
            }
            for left in [left, left + width] {
                self.mark(Mark::Filled { left, top, width: STROKE, height: height + STROKE, grey });
            }
        }
    }
}

fn cells(
    letters: &mut Letters,
    table: &Table,
    edges: &[(f32, f32)],
    texts: &[String],
    titled: impl Fn(usize) -> bool,
) -> Vec<Cell> {
    let cell = |(n, (column, &(left, width))): (usize, (&Column, &(f32, f32)))| {
        let text = texts.get(n).map(String::as_str).unwrap_or_default();
        let titled = titled(n);
        let align = if titled { Align::Start } else { column.align };
        let text = letters.lines(text, Look { bold: titled, align, ..CELL }, width - 2.0 * PADDING);
        Cell { text, left, width, titled, next: 0 }
    };
    table.columns.iter().zip(edges).enumerate().map(cell).collect()
}

/// The left edge and the width of each column.
fn edges(columns: &[Column], width: f32) -> Vec<(f32, f32)> {
    let all = columns.iter().map(|column| f32::from(column.share)).sum::<f32>().max(1.0);
    let mut left = SIDE;
    let edge = |column: &Column| {
        let own = width * f32::from(column.share) / all;
        left += own;
        (left - own, own)
    };
    columns.iter().map(edge).collect()
}
