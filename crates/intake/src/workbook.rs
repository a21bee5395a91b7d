//! What was read: sheets of rows of cells, all texts of a sheet in one guarded piece.

use std::fmt;

use guarded::Guarded;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    limits::{LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_MERGED, MOST_ROWS, MOST_SHEETS, MOST_TEXT},
    refusal::Refusal,
};

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Nothing, or only white space.
    Blank,
    /// A text; in a text file everything is one.
    Text,
    /// A number, as short as it can be written: `45463`, `3.5`.
    Number,
    /// A day or a moment: `2024-06-20`, `2024-06-20T10:30:00`.
    Date,
    /// `TRUE` or `FALSE`.
    Bool,
    /// An error such as `#REF!`.
    Error,
    /// A formula whose result the file does not hold. Formulas are not calculated here.
    Uncalculated,
    /// Longer than [`LONGEST_CELL`](crate::LONGEST_CELL): the text is not kept.
    TooLong,
    /// Holds characters that the encoding of the file does not have.
    Undecodable,
}

/// A cell. Its text is personal data more often than not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    kind: Kind,
    text: &'a str,
}

impl<'a> Cell<'a> {
    /// A cell without anything.
    pub const BLANK: Self = Self { kind: Kind::Blank, text: "" };

    /// A cell of a kind.
    pub const fn new(kind: Kind, text: &'a str) -> Self {
        Self { kind, text }
    }

    /// What it holds.
    pub const fn kind(self) -> Kind {
        self.kind
    }

    /// Whether it holds nothing.
    pub const fn is_blank(self) -> bool {
        matches!(self.kind, Kind::Blank)
    }

    /// Lends the text. Say in a comment who needs it and what for.
    pub const fn expose(self) -> &'a str {
        self.text
    }

    /// A guarded copy of the text.
    pub fn guarded(self) -> Guarded<String> {
        Guarded::from(self.text)
    }
}

impl fmt::Debug for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}[guarded]", self.kind)
    }
}

/// A merged range of cells, from 0, ends included. Only its first cell holds anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// First row number, from 1.
    pub first_row: u32,
    /// Last row number, from 1.
    pub last_row: u32,
    /// First column, from 0.
    pub first_column: u32,
    /// Last column, from 0.
    pub last_column: u32,
}

/// In what form the file was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// `.xlsx` or `.xlsm`.
    Workbook,
    /// Text with separators.
    Text {
        /// Name of the encoding, as in the standard of the web: `UTF-8`, `Shift_JIS` (CP932), `UTF-16LE`.
        encoding: String,
        /// What separates the columns.
        separator: char,
    },
    /// An ODK XForm: rows are its elements and texts, in order.
    Form,
}

/// What is known of a file beside its cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// In what form it was.
    pub format: Format,
    /// Whether numbers of days are counted from 1904 (old Excel for the Mac) and not from 1900.
    pub from_1904: bool,
}

/// Where a row begins in the lists of a sheet.
#[derive(Debug, Clone, Copy)]
struct RowAt {
    number: u32,
    first_cell: u32,
}

/// One sheet. A text file is one sheet without a name.
#[derive(Debug)]
pub struct Sheet {
    name: Guarded<String>,
    hidden: bool,
    rows: Vec<RowAt>,
    kinds: Vec<Kind>,
    /// Where the text of each cell ends; it begins where the one before ends.
    ends: Vec<u32>,
    text: Guarded<String>,
    merged: Vec<Merged>,
    columns: usize,
}

impl Sheet {
    /// Its name; people call sheets by names of people.
    pub const fn name(&self) -> &Guarded<String> {
        &self.name
    }

    /// Whether the program that made it hides it.
    pub const fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// How many rows hold anything.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row holds anything.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many columns there are up to the last one that holds anything.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// The merged ranges.
    pub fn merged(&self) -> &[Merged] {
        &self.merged
    }

    /// The rows that hold anything, from the top.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| Row { sheet: self, index })
    }

    /// The row at a position among those that hold anything.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        (index < self.rows.len()).then_some(Row { sheet: self, index })
    }

    fn cell(&self, index: usize) -> Option<Cell<'_>> {
        let kind = *self.kinds.get(index)?;
        let from = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = *self.ends.get(index)?;
        let range = usize::try_from(from).ok()?..usize::try_from(to).ok()?;
        // EXPOSE: lent as a cell, which guards it.
        Some(Cell { kind, text: self.text.expose().get(range)? })
    }
}

/// One row that holds something.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    index: usize,
}

impl<'a> Row<'a> {
    fn bounds(self) -> (usize, usize) {
        let at = |index: usize| self.sheet.rows.get(index).map(|row| usize::try_from(row.first_cell).unwrap_or(0));
        (at(self.index).unwrap_or(0), at(self.index.saturating_add(1)).unwrap_or(self.sheet.kinds.len()))
    }

    /// The number that the program shows beside the row, from 1.
    pub fn number(self) -> u32 {
        self.sheet.rows.get(self.index).map_or(0, |row| row.number)
    }

    /// How many cells it has up to the last one that holds anything.
    pub fn len(self) -> usize {
        let (from, to) = self.bounds();
        to.saturating_sub(from)
    }

    /// Never: a row without anything is not kept.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The cell of a column, from 0. Blank where there is none.
    pub fn cell(self, column: usize) -> Cell<'a> {
        let (from, to) = self.bounds();
        let index = from.saturating_add(column);
        if index < to { self.sheet.cell(index).unwrap_or(Cell::BLANK) } else { Cell::BLANK }
    }

    /// Its cells from the first column to the last one that holds anything.
    pub fn cells(self) -> impl ExactSizeIterator<Item = Cell<'a>> {
        (0..self.len()).map(move |column| self.cell(column))
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row {} of {} cells", self.number(), self.len())
    }
}

/// A spreadsheet that was read.
#[derive(Debug)]
pub struct Workbook {
    sheets: Vec<Sheet>,
    source: Source,
}

impl Workbook {
    /// The sheets in their order, those that hold nothing included.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// In what form the file was.
    pub const fn source(&self) -> &Source {
        &self.source
    }
}

/// Takes sheets, rows and cells one after another and refuses what is beyond the bounds, wherever they come from.
#[derive(Debug, Default)]
pub struct Builder {
    sheets: Vec<Sheet>,
    open: Option<Open>,
    rows: usize,
    cells: usize,
    bytes: usize,
    merged: usize,
}

/// The sheet that is being filled.
#[derive(Debug)]
struct Open {
    sheet: Sheet,
    text: Zeroizing<String>,
}

impl Builder {
    /// Begins a sheet.
    ///
    /// # Errors
    /// [`Refusal::TooMuch`].
    pub fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), Refusal> {
        self.close();
        if self.sheets.len() >= MOST_SHEETS || name.len() > LONGEST_CELL {
            return Err(Refusal::TooMuch);
        }
        let sheet = Sheet {
            name: Guarded::from(name),
            hidden,
            rows: Vec::new(),
            kinds: Vec::new(),
            ends: Vec::new(),
            text: Guarded::default(),
            merged: Vec::new(),
            columns: 0,
        };
        self.open = Some(Open { sheet, text: Zeroizing::default() });
        Ok(())
    }

    /// Adds a row to the sheet. Blank cells at its end are dropped, and a row without anything is not kept.
    ///
    /// # Errors
    /// What is beyond the bounds; [`Refusal::Damaged`] when the rows go back.
    pub fn row(&mut self, number: u32, cells: &[Cell<'_>]) -> Result<(), Refusal> {
        let Open { sheet, text } = self.open.as_mut().ok_or(Refusal::Damaged)?;
        let filled = cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last.saturating_add(1));
        if filled == 0 {
            return Ok(());
        }
        if filled > MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        if sheet.rows.last().is_some_and(|last| last.number >= number) {
            return Err(Refusal::Damaged);
        }
        self.rows = self.rows.saturating_add(1);
        self.cells = self.cells.saturating_add(filled);
        if self.rows > MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
        if self.cells > MOST_CELLS {
            return Err(Refusal::TooMuch);
        }
        let first_cell = u32::try_from(sheet.kinds.len()).map_err(|_| Refusal::TooMuch)?;
        sheet.rows.push(RowAt { number, first_cell });
        sheet.columns = sheet.columns.max(filled);
        for cell in cells.iter().take(filled) {
            let too_long = cell.text.len() > LONGEST_CELL;
            let (kind, kept) = if too_long { (Kind::TooLong, "") } else { (cell.kind, cell.text) };
            self.bytes = self.bytes.saturating_add(kept.len());
            if self.bytes > MOST_TEXT {
                return Err(Refusal::TooMuch);
            }
            text.push_str(kept);
            sheet.kinds.push(kind);
            sheet.ends.push(u32::try_from(text.len()).map_err(|_| Refusal::TooMuch)?);
        }
        Ok(())
    }

    /// Adds a merged range to the sheet.
    ///
    /// # Errors
    /// [`Refusal::TooMuch`]; [`Refusal::Damaged`] when it ends before it begins.
    pub fn merge(&mut self, range: Merged) -> Result<(), Refusal> {
        let Open { sheet, .. } = self.open.as_mut().ok_or(Refusal::Damaged)?;
        self.merged = self.merged.saturating_add(1);
        if self.merged > MOST_MERGED {
            return Err(Refusal::TooMuch);
        }
        if range.first_row > range.last_row || range.first_column > range.last_column {
            return Err(Refusal::Damaged);
        }
        sheet.merged.push(range);
        Ok(())
    }

    fn close(&mut self) {
        if let Some(Open { mut sheet, mut text }) = self.open.take() {
            sheet.text = Guarded::new(std::mem::take(&mut *text));
            self.sheets.push(sheet);
        }
    }

    /// Ends the workbook.
    ///
    /// # Errors
    /// [`Refusal::NoRows`] when no sheet holds anything.
    pub fn finish(mut self, source: Source) -> Result<Workbook, Refusal> {
        self.close();
        if self.rows == 0 {
            return Err(Refusal::NoRows);
        }
        Ok(Workbook { sheets: self.sheets, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_file() -> Source {
        Source { format: Format::Text { encoding: String::from("UTF-8"), separator: ',' }, from_1904: false }
    }

    fn row<'a>(cells: &[&'a str]) -> Vec<Cell<'a>> {
        cells.iter().map(|text| Cell::new(if text.is_empty() { Kind::Blank } else { Kind::Text }, text)).collect()
    }

    #[test]
    fn cells_come_back_where_they_were_put() {
        let mut builder = Builder::default();
        builder.sheet("名簿", false).expect("a sheet");
        builder.row(3, &row(&["氏名", "", "国籍", "", ""])).expect("a row");
        builder.row(5, &row(&["", ""])).expect("a row without anything");
        builder.row(7, &row(&["アマル"])).expect("a row");
        let workbook = builder.finish(text_file()).expect("a workbook");

        let sheet = workbook.sheets().first().expect("a sheet");
        let rows: Vec<_> = sheet.rows().map(|row| (row.number(), row.len())).collect();
        assert_eq!(rows, [(3, 3), (7, 1)], "blank ends and blank rows are dropped, numbers stay");
        assert_eq!(sheet.row(0).expect("a row").cell(2).expose(), "国籍");
        assert_eq!(sheet.row(1).expect("a row").cell(0).expose(), "アマル");
        assert_eq!(sheet.row(1).expect("a row").cell(2), Cell::BLANK);
    }

    #[test]
    fn nothing_that_was_read_shows_in_a_debug_print() {
        let mut builder = Builder::default();
        builder.sheet("Amal", false).expect("a sheet");
        builder.row(1, &row(&["Amal"])).expect("a row");
        let building = format!("{builder:?}");
        let workbook = builder.finish(text_file()).expect("a workbook");

        let cell = workbook.sheets().first().and_then(|sheet| sheet.row(0)).map(|row| row.cell(0));
        assert!(!format!("{workbook:?} {cell:?}").contains("Amal"));
        assert!(!building.contains("Amal"), "{building}");
    }

    #[test]
    fn a_cell_that_is_too_long_is_marked_and_its_text_is_not_kept() {
        let mut builder = Builder::default();
        builder.sheet("", false).expect("a sheet");
        let long = "x".repeat(LONGEST_CELL + 1);
        builder.row(1, &row(&[&long, "b"])).expect("a row");
        let workbook = builder.finish(text_file()).expect("a workbook");

        let row = workbook.sheets().first().and_then(|sheet| sheet.row(0)).expect("a row");
        assert_eq!((row.cell(0).kind(), row.cell(0).expose()), (Kind::TooLong, ""));
        assert_eq!(row.cell(1).expose(), "b");
    }

    #[test]
    fn a_column_too_many_is_refused_unless_it_is_blank() {
        let mut builder = Builder::default();
        builder.sheet("", false).expect("a sheet");
        let mut cells = vec![""; MOST_COLUMNS + 50];
        cells[0] = "a";
        assert_eq!(builder.row(1, &row(&cells)), Ok(()));
        cells[MOST_COLUMNS] = "b";
        assert_eq!(builder.row(2, &row(&cells)), Err(Refusal::TooManyColumns));
    }
}
