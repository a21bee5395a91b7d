//! Workbooks of Excel.

use std::{borrow::Cow, io::Cursor};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Sink, archive};
use crate::{
    limits::{MOST_COLUMNS, MOST_SHEETS},
    refusal::Refusal,
    workbook::{Cell, Format, Kind, Merged, Source},
};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads every sheet of a workbook.
///
/// # Errors
/// [`Refusal`].
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<Source, Refusal> {
    archive::look(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let sheets: Vec<_> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if sheets.len() > MOST_SHEETS {
        return Err(Refusal::TooMuch);
    }
    for (name, hidden) in sheets {
        sink.sheet(&name, hidden)?;
        rows(&mut book, &name, sink)?;
        merged(&mut book, &name, sink)?;
    }
    Ok(Source { format: Format::Workbook, from_1904: book.has_1904_epoch() })
}

/// A cell on its way: its column, kind and text.
type Found<'a> = (usize, Kind, Cow<'a, str>);

fn rows(book: &mut Book<'_>, sheet: &str, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(refusal(&error)),
    };
    let mut row: Vec<Found<'_>> = Vec::new();
    let mut number = 0;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| refusal(&error))? {
        let (at, column) = cell.pos;
        let at = at.saturating_add(1);
        let column = usize::try_from(column).map_err(|_| Refusal::TooManyColumns)?;
        let (kind, text) = value(cell.value, cell.formula.is_some());
        if kind == Kind::Blank {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        if at != number {
            hand_over(number, &mut row, sink)?;
            number = at;
        }
        row.push((column, kind, text));
    }
    hand_over(number, &mut row, sink)
}

/// Gives a row to the sink with the cells in their columns. Of two cells in one place the later one counts.
fn hand_over(number: u32, row: &mut Vec<Found<'_>>, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let Some(last) = row.iter().map(|(column, ..)| *column).max() else { return Ok(()) };
    let mut cells = vec![Cell::BLANK; last.saturating_add(1)];
    for (column, kind, text) in row.iter() {
        if let Some(cell) = cells.get_mut(*column) {
            *cell = Cell::new(*kind, text);
        }
    }
    sink.row(number, &cells)?;
    drop(cells);
    row.clear();
    Ok(())
}

fn value(value: DataRef<'_>, formula: bool) -> (Kind, Cow<'_, str>) {
    match value {
        DataRef::Empty if formula => (Kind::Uncalculated, Cow::Borrowed("")),
        DataRef::Empty => (Kind::Blank, Cow::Borrowed("")),
        DataRef::SharedString(text) => string(Cow::Borrowed(text)),
        DataRef::String(text) => string(Cow::Owned(text)),
        DataRef::Int(number) => (Kind::Number, Cow::Owned(number.to_string())),
        DataRef::Float(number) => (Kind::Number, Cow::Owned(number.to_string())),
        DataRef::Bool(yes) => (Kind::Bool, Cow::Borrowed(if yes { "TRUE" } else { "FALSE" })),
        DataRef::DateTime(moment) => date(&moment),
        DataRef::DateTimeIso(text) => (Kind::Date, Cow::Owned(text)),
        DataRef::DurationIso(text) => (Kind::Text, Cow::Owned(text)),
        DataRef::Error(error) => (Kind::Error, Cow::Owned(error.to_string())),
    }
}

fn string(text: Cow<'_, str>) -> (Kind, Cow<'_, str>) {
    let kind = if text.trim().is_empty() { Kind::Blank } else { Kind::Text };
    (kind, text)
}

/// A day, a moment, or a time without a day.
fn date(moment: &ExcelDateTime) -> (Kind, Cow<'static, str>) {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let serial = moment.as_f64();
    let text = match (moment.is_duration() || serial < 1.0, time.as_str()) {
        (true, _) => return (Kind::Text, Cow::Owned(time)),
        (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02}T{time}"),
    };
    (Kind::Date, Cow::Owned(text))
}

fn merged(book: &mut Book<'_>, sheet: &str, sink: &mut dyn Sink) -> Result<(), Refusal> {
    // A sheet whose merged ranges cannot be read is read without them.
    let ranges = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    ranges.into_iter().try_for_each(|range| {
        sink.merge(Merged {
            first_row: range.start.0.saturating_add(1),
            last_row: range.end.0.saturating_add(1),
            first_column: range.start.1,
            last_column: range.end.1,
        })
    })
}

fn refusal(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}
