//! Where the heading of a sheet is, what its columns hold, and which rows are of people and which are not.

use guarded::Guarded;

use super::{
    DayOrder, Field, ImportKind, Problem, dates,
    headings::{Confidence, meaning},
    marks,
    words::{self, key, keys},
};
use crate::workbook::{Cell, Kind, Merged, Row, Sheet, Workbook};

/// The heading is among the first rows that hold anything.
const HEADING_WITHIN: usize = 30;
/// How many values of a column are looked at.
const VALUES: usize = 300;
/// How many values are shown of a column.
const SAMPLES: usize = 3;
/// How many days must show an order before it is believed.
const DAYS_NEEDED: usize = 3;

/// A column with what it seems to hold.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its number from 0.
    pub index: usize,
    /// What stands above it.
    pub heading: Guarded<String>,
    /// What it holds; none when it is not brought in.
    pub field: Option<Field>,
    /// Whether the heading is a known word, not only like one.
    pub sure: bool,
    /// The first values.
    pub samples: Vec<Guarded<String>>,
}

/// How a sheet is read.
#[derive(Debug, Clone)]
pub struct Layout {
    /// What is brought in.
    pub kind: ImportKind,
    /// The sheet, from 0.
    pub sheet: usize,
    /// The row of the heading as the spreadsheet numbers it; 0 when there is none.
    pub heading_row: u32,
    /// The first row of data among those that hold anything, from 0.
    pub first: usize,
    /// The columns.
    pub columns: Vec<Column>,
    /// What comes first in days such as 03/04/2024.
    pub order: DayOrder,
    /// The headings as they are compared, beside the columns.
    keys: Vec<Guarded<String>>,
}

/// Why a row is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It holds nothing in the columns that are brought in.
    Blank,
    /// A sum, a count.
    Total,
    /// A remark, a line between parts.
    Note,
    /// The heading once more.
    Heading,
    /// It only continues the row above.
    Continued,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// It is read.
    Data,
    /// It is not.
    Skipped(Skipped),
}

/// A heading that was found: its first row, how many rows it has, and what each column means.
struct Found {
    first: usize,
    rows: usize,
    columns: Vec<Headed>,
}

/// A column: its number, what stands above it, and what that seems to mean.
type Headed = (usize, String, Option<(Field, Confidence)>);

impl Found {
    /// How many different fields are named, the surest more.
    fn score(&self) -> usize {
        let mut seen = Vec::new();
        let mut score = 0_usize;
        for (field, confidence) in self.columns.iter().filter_map(|(_, _, meaning)| *meaning) {
            if !seen.contains(&field) {
                seen.push(field);
                score = score.saturating_add(match confidence {
                    Confidence::Fallback => 1,
                    Confidence::Likely => 3,
                    Confidence::Sure => 4,
                });
            }
        }
        score
    }

    fn names_somebody(&self) -> bool {
        self.columns.iter().any(|(_, _, meaning)| {
            meaning.is_some_and(|(field, _)| field.names() || matches!(field, Field::SessionDay | Field::PersonNumber))
        })
    }

    fn is_heading(&self) -> bool {
        let known = self.columns.iter().filter(|(_, _, meaning)| meaning.is_some()).count();
        self.names_somebody() && (known >= 2 || self.columns.len() <= 2)
    }
}

impl Layout {
    /// The layout of the sheet that fits best, if any sheet has a heading that is known. Hidden sheets come last.
    pub fn guess(workbook: &Workbook, kind: ImportKind) -> Option<Self> {
        let found = workbook.sheets().iter().enumerate().filter_map(|(index, sheet)| {
            let found = heading(sheet, kind)?;
            Some((!sheet.is_hidden(), found.score(), std::cmp::Reverse(index), found))
        });
        let (_, _, std::cmp::Reverse(sheet), found) =
            found.max_by_key(|(visible, score, index, _)| (*visible, *score, *index))?;
        Some(Self::of(workbook, kind, sheet, found))
    }

    /// The layout of one sheet with its heading in one row, whatever that row says.
    pub fn at(workbook: &Workbook, kind: ImportKind, sheet: usize, heading_row: Option<u32>) -> Option<Self> {
        let of = workbook.sheets().get(sheet)?;
        let found = match heading_row {
            Some(number) => {
                let first = of.rows().position(|row| row.number() == number)?;
                single(of, kind, first)?
            }
            None => heading(of, kind).or_else(|| single(of, kind, 0))?,
        };
        Some(Self::of(workbook, kind, sheet, found))
    }

    fn of(workbook: &Workbook, kind: ImportKind, sheet_index: usize, found: Found) -> Self {
        let first = found.first.saturating_add(found.rows);
        let mut layout = Self {
            kind,
            sheet: sheet_index,
            heading_row: 0,
            first,
            columns: Vec::new(),
            order: DayOrder::Unknown,
            keys: Vec::new(),
        };
        let Some(sheet) = workbook.sheets().get(sheet_index) else { return layout };
        layout.heading_row = sheet.row(found.first).map_or(0, Row::number);
        let fields = choose(sheet, first, &found);
        let columns = found.columns.into_iter().zip(fields);
        layout.columns = columns
            .map(|((index, heading, meaning), field)| Column {
                index,
                heading: Guarded::new(heading),
                field,
                sure: meaning.is_some_and(|(_, confidence)| confidence == Confidence::Sure),
                samples: values(sheet, first, index).take(SAMPLES).map(Cell::guarded).collect(),
            })
            .collect();
        layout.order = order(sheet, &layout);
        // EXPOSE: compared with the rows, to find the heading once more.
        layout.keys = layout.columns.iter().map(|column| Guarded::new(key(column.heading.expose()))).collect();
        layout
    }

    /// How many columns there are up to the last one with a heading.
    pub fn width(&self) -> usize {
        // EXPOSE: only whether there is one.
        let headed = self.columns.iter().filter(|column| !column.heading.expose().is_empty());
        headed.map(|column| column.index.saturating_add(1)).max().unwrap_or(0)
    }

    /// The columns that hold a field.
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().filter(move |column| column.field == Some(field)).map(|column| column.index)
    }

    /// Whether any column holds a field.
    pub fn has(&self, field: Field) -> bool {
        self.columns_of(field).next().is_some()
    }

    /// Says what a column holds. Of a field that only one column can hold the others let go.
    pub fn set(&mut self, index: usize, field: Option<Field>) {
        for column in &mut self.columns {
            if column.index == index {
                (column.field, column.sure) = (field, true);
            } else if column.field == field && !field.is_some_and(Field::can_repeat) {
                column.field = None;
            }
        }
    }

    /// What a row is.
    pub fn line(&self, sheet: &Sheet, row: Row<'_>) -> Line {
        let filled: Vec<(usize, Cell<'_>)> = row.cells().enumerate().filter(|(_, cell)| !cell.is_blank()).collect();
        let meant = |index: usize| self.columns.iter().any(|column| column.index == index && column.field.is_some());
        if self.is_heading_again(&filled) {
            return Line::Skipped(Skipped::Heading);
        }
        if is_total(&filled) {
            return Line::Skipped(Skipped::Total);
        }
        if is_note(&filled) {
            return Line::Skipped(Skipped::Note);
        }
        if !filled.iter().any(|(index, _)| meant(*index)) {
            let continued = merged_above(sheet, row.number()).any(|range| {
                (range.first_column..=range.last_column).any(|column| usize::try_from(column).is_ok_and(meant))
            });
            return Line::Skipped(if continued { Skipped::Continued } else { Skipped::Blank });
        }
        Line::Data
    }

    /// Whether a row is the heading once more, or the heading in another language.
    fn is_heading_again(&self, filled: &[(usize, Cell<'_>)]) -> bool {
        if filled.len() < 2 {
            return false;
        }
        let same = |(index, cell): &&(usize, Cell<'_>)| {
            // EXPOSE: compared with the heading, which has few letters.
            let text = cell.expose();
            text.len() <= 300
                && self
                    .columns
                    .iter()
                    .zip(&self.keys)
                    .any(|(column, own)| column.index == *index && *own.expose() == key(text))
        };
        let means_the_same = |(index, cell): &&(usize, Cell<'_>)| {
            let field = self.columns.iter().find(|column| column.index == *index).and_then(|column| column.field);
            // EXPOSE: compared with known headings.
            field.is_some()
                && cell.kind() == Kind::Text
                && meaning(self.kind, cell.expose()).map(|(field, _)| field) == field
        };
        // A row of somebody begins with somebody: most rows are known after one look.
        let Some(first) = filled.iter().find(|(index, _)| {
            self.columns.iter().any(|column| column.index == *index && column.field.is_some_and(Field::names))
        }) else {
            return filled.iter().all(|cell| same(&cell));
        };
        (same(&first) || means_the_same(&first))
            && (filled.iter().all(|cell| same(&cell)) || {
                let meant = filled.iter().filter(means_the_same).count();
                meant >= 2 && meant.saturating_mul(2) >= filled.len()
            })
    }
}

/// The ranges of a sheet that begin above a row and reach it.
pub fn merged_above(sheet: &Sheet, number: u32) -> impl Iterator<Item = &Merged> {
    sheet.merged().iter().filter(move |range| range.first_row < number && number <= range.last_row)
}

/// A row that sums up: its first cell says so.
fn is_total(filled: &[(usize, Cell<'_>)]) -> bool {
    let totals = keys![
        "合計",
        "計",
        "小計",
        "総計",
        "累計",
        "総数",
        "件数",
        "人数",
        "合計人数",
        "平均",
        "total",
        "totals",
        "subtotal",
        "grandtotal",
        "sum",
        "average",
        "count",
        "合計件数",
        "総人数",
        "totaux",
    ];
    let Some((_, first)) = filled.first() else { return false };
    // EXPOSE: compared with a list of words.
    let first = key(first.expose());
    if first.chars().count() >= 20 {
        return false;
    }
    let counted = first.trim_end_matches(['人', '名', '件', '行']).trim_end_matches(char::is_numeric);
    totals.are(&first)
        || counted.len() < first.len() && totals.are(counted)
        || totals.begin(&first) && filled.iter().skip(1).all(|(_, cell)| looks_like_a_count(*cell))
}

fn looks_like_a_count(cell: Cell<'_>) -> bool {
    // EXPOSE: only whether it is a number.
    let text = key(cell.expose());
    cell.kind() == Kind::Number || text.trim_end_matches(['人', '名', '件']).chars().all(char::is_numeric)
}

/// A remark: alone in its row, and longer or marked otherwise than any name.
fn is_note(filled: &[(usize, Cell<'_>)]) -> bool {
    const MARKS: &[&str] = &[
        "※",
        "*",
        "＊",
        "注",
        "■",
        "□",
        "◆",
        "●",
        "▼",
        "▲",
        "【",
        "《",
        "<",
        "＜",
        "#",
        "---",
        "===",
        "――",
        "備考",
        "出典",
        "作成",
        "更新",
        "凡例",
        "note",
        "source",
        "以上",
        "以下余白",
        "記入例",
        "end of",
        "(注",
        "（注",
        "updated",
        "last update",
        "prepared by",
        "as of",
    ];
    let examples = keys!["例", "記入例", "入力例", "見本", "サンプル", "example", "sample", "ex"];
    let Some((_, first)) = filled.first() else { return false };
    // EXPOSE: only how it begins and how long it is.
    let text = first.expose().trim().to_lowercase();
    if text.len() <= 60 && examples.are(&key(&text)) {
        return true;
    }
    let [_] = filled else { return false };
    let marked = MARKS.iter().any(|mark| text.starts_with(mark));
    marked
        || text.chars().count() > 60
        || text.contains('。')
        || text.ends_with("現在")
        || key(&text).is_empty()
        || key(&text) == "end"
}

/// The row, or the pair of rows, that names the most.
fn heading(sheet: &Sheet, kind: ImportKind) -> Option<Found> {
    let mut best: Option<Found> = None;
    for first in 0..sheet.len().min(HEADING_WITHIN) {
        let pair = double(sheet, kind, first);
        for found in [single(sheet, kind, first), pair].into_iter().flatten().filter(Found::is_heading) {
            if best.as_ref().is_none_or(|best| found.score() > best.score()) {
                best = Some(found);
            }
        }
    }
    best
}

/// The heading in one row.
fn single(sheet: &Sheet, kind: ImportKind, first: usize) -> Option<Found> {
    let row = sheet.row(first)?;
    // EXPOSE: compared with known headings, and shown beside the choice of a field.
    let of = |(index, cell): (usize, Cell<'_>)| (index, one_line(cell.expose()));
    Some(found(sheet, kind, first, 1, row.cells().enumerate().map(of).collect()))
}

/// The heading in two rows: what spans several columns above, the columns below.
fn double(sheet: &Sheet, kind: ImportKind, first: usize) -> Option<Found> {
    let (above, below) = (sheet.row(first)?, sheet.row(first.checked_add(1)?)?);
    let words = |cell: Cell<'_>| matches!(cell.kind(), Kind::Text | Kind::Blank) && cell.expose().chars().count() <= 40;
    if below.number() != above.number().saturating_add(1) || !below.cells().all(words) {
        return None;
    }
    // EXPOSE: as above.
    let text = |column: usize| {
        let (upper, lower) = (spanning(sheet, above, column), one_line(below.cell(column).expose()));
        (
            column,
            if lower.is_empty() {
                upper
            } else if upper.is_empty() {
                lower
            } else {
                format!("{upper} {lower}")
            },
        )
    };
    let mut found = found(sheet, kind, first, 2, (0..above.len().max(below.len())).map(text).collect());
    // The lower row must name something itself, or it is of data.
    let lower = below.cells().filter(|cell| meaning(kind, cell.expose()).is_some()).count();
    for (column, _, known) in &mut found.columns {
        // What the lower word alone says is better than what both say together: 氏名 above 姓.
        if let Some(better) = meaning(kind, below.cell(*column).expose()) {
            *known = Some(better);
        }
    }
    (lower >= 2).then_some(found)
}

/// The text of a cell of the heading, or of the merged range that reaches over it from the left.
fn spanning(sheet: &Sheet, row: Row<'_>, column: usize) -> String {
    let over = sheet.merged().iter().find(|range| {
        range.first_row == row.number()
            && u32::try_from(column).is_ok_and(|column| (range.first_column..=range.last_column).contains(&column))
    });
    let from = over.and_then(|range| usize::try_from(range.first_column).ok()).unwrap_or(column);
    one_line(row.cell(from).expose())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn found(sheet: &Sheet, kind: ImportKind, first: usize, rows: usize, headings: Vec<(usize, String)>) -> Found {
    let mut columns: Vec<_> = headings
        .into_iter()
        .map(|(index, text)| {
            let known = meaning(kind, &text);
            (index, text, known)
        })
        .collect();
    // Columns of data beyond the heading are shown too.
    for index in columns.len()..sheet.columns() {
        columns.push((index, String::new(), None));
    }
    columns.retain(|(index, text, _)| {
        !text.is_empty() || values(sheet, first.saturating_add(rows), *index).next().is_some()
    });
    Found { first, rows, columns }
}

/// The values of a column below the heading.
fn values(sheet: &Sheet, first: usize, index: usize) -> impl Iterator<Item = Cell<'_>> {
    let rows = (first..sheet.len()).take(VALUES).filter_map(|row| sheet.row(row));
    rows.map(move |row| row.cell(index)).filter(|cell| !cell.is_blank())
}

/// Decides which column holds which field: the surest heading, then the first one; and the values must not speak
/// against it.
fn choose(sheet: &Sheet, first: usize, found: &Found) -> Vec<Option<Field>> {
    let mut fields: Vec<Option<Field>> = vec![None; found.columns.len()];
    for wanted in [Confidence::Sure, Confidence::Likely, Confidence::Fallback] {
        for (position, (index, _, meaning)) in found.columns.iter().enumerate() {
            let Some((field, confidence)) = *meaning else { continue };
            let taken = fields.contains(&Some(field));
            let free = !taken || field.can_repeat() && wanted != Confidence::Fallback;
            if confidence == wanted
                && free
                && !speak_against(sheet, first, *index, field, confidence)
                && let Some(place) = fields.get_mut(position)
            {
                *place = Some(field);
            }
        }
    }
    alone(&mut fields);
    fields
}

/// A given name without a family name, and the other way round, is a whole name, unless there is one.
fn alone(fields: &mut [Option<Field>]) {
    for (part, other, whole) in [
        (Field::GivenName, Field::FamilyName, Field::FullName),
        (Field::FamilyName, Field::GivenName, Field::FullName),
        (Field::GivenReading, Field::FamilyReading, Field::Reading),
        (Field::FamilyReading, Field::GivenReading, Field::Reading),
    ] {
        if !fields.contains(&Some(other)) && !fields.contains(&Some(whole)) {
            fields.iter_mut().filter(|field| **field == Some(part)).for_each(|field| *field = Some(whole));
        }
    }
}

fn speak_against(sheet: &Sheet, first: usize, index: usize, field: Field, confidence: Confidence) -> bool {
    let (mut all, mut fitting) = (0_usize, 0_usize);
    for cell in values(sheet, first, index) {
        all = all.saturating_add(1);
        fitting = fitting.saturating_add(usize::from(fits(cell, field)));
    }
    // With few values the heading decides.
    let half = fitting.saturating_mul(2) < all;
    match field {
        Field::PermitEnds => all > 0 && half,
        _ if field.is_day() => {
            let hardly = if confidence == Confidence::Sure { fitting == 0 } else { half };
            all >= 3 && hardly
        }
        _ if field.names() => all >= 2 && half,
        // One column for each choice, with 0 and 1 in it.
        Field::Languages | Field::JapaneseLevel => all > 0 && half,
        Field::MarkOn => all > 0 && half,
        Field::PersonNumber => all > 0 && half,
        Field::Notes | Field::ContactCare | Field::Education | Field::Occupation | Field::Referral => false,
        Field::Phone => all >= 2 && half,
        Field::Work | Field::ResidenceStatus | Field::Nationality | Field::Origin if confidence != Confidence::Sure => {
            all >= 3 && fitting == 0
        }
        _ => false,
    }
}

fn fits(cell: Cell<'_>, field: Field) -> bool {
    if field.is_day() {
        return matches!(
            dates::read(cell, DayOrder::Unknown, false),
            Ok(_) | Err(Problem::AmbiguousDate | Problem::IncompleteDate)
        );
    }
    // EXPOSE: only what kind of value it is.
    let text = cell.expose();
    let lettered =
        text.chars().any(char::is_alphabetic) && !matches!(cell.kind(), Kind::Number | Kind::Date | Kind::Bool);
    match field {
        _ if field.names() => lettered,
        Field::Languages => lettered && words::work(text).is_err(),
        Field::JapaneseLevel => lettered,
        Field::MarkOn => marks::mark(text).is_ok(),
        Field::PersonNumber => words::key(text).trim_start_matches("no").parse::<u32>().is_ok(),
        Field::Phone => text.chars().filter(|c| c.is_numeric()).count() >= 6,
        Field::Nationality | Field::Origin => lettered && words::nationalities(text).is_ok(),
        Field::Work => words::work(text).is_ok(),
        Field::ResidenceStatus => lettered,
        _ => true,
    }
}

/// The order of days in the sheet, when enough of them show it and none speaks against it.
fn order(sheet: &Sheet, layout: &Layout) -> DayOrder {
    let columns: Vec<usize> = layout
        .columns
        .iter()
        .filter(|column| column.field.is_some_and(Field::is_day))
        .map(|column| column.index)
        .collect();
    let (mut days, mut months) = (0_usize, 0_usize);
    for row in (layout.first..sheet.len()).filter_map(|row| sheet.row(row)) {
        for cell in columns.iter().map(|column| row.cell(*column)).filter(|cell| cell.kind() == Kind::Text) {
            match dates::order_of(cell) {
                DayOrder::DayFirst => days = days.saturating_add(1),
                DayOrder::MonthFirst => months = months.saturating_add(1),
                DayOrder::Unknown => {}
            }
        }
    }
    match (days, months) {
        (DAYS_NEEDED.., 0) => DayOrder::DayFirst,
        (0, DAYS_NEEDED..) => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}
