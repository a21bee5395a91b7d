//! Reads tables of counts and patterns, in the format of docs/disclosure-control.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use aggregates::model::{Dimension, LARGEST_COUNT, ModelError, TOTAL, Table};
use csv::{ReaderBuilder, StringRecord, Trim};
use serde_json::Value;
use thiserror::Error;

const LARGEST_FILE: u64 = 32 * 1024 * 1024;
const COUNT: &str = "freq";

/// Why a table or pattern is not taken. Rows are numbered as a text editor numbers lines; no text of the file is repeated
/// but the names of its columns and codes.
#[derive(Debug, Error)]
pub enum TableProblem {
    /// The file cannot be opened.
    #[error("{file} cannot be opened ({kind})")]
    File {
        /// Which of the files.
        file: &'static str,
        /// Why.
        kind: ErrorKind,
    },
    /// The file is too large.
    #[error("{0} is larger than 32 MB")]
    TooLarge(&'static str),
    /// The file is not UTF-8.
    #[error("{0} is not UTF-8 text")]
    NotText(&'static str),
    /// The dimensions are not a list of lists of columns.
    #[error("the dimensions are not of the form {{\"dims\": [[\"month\", \"quarter\"], [\"region\"]]}}")]
    Dimensions,
    /// A column has a name that the result uses for something else.
    #[error("a column of codes may not be called freq, published or suppressed")]
    Reserved,
    /// A file would be written over another one.
    #[error("the two files to write must be files of their own, and not those that are read")]
    Places,
    /// A column is missing, or stands twice.
    #[error("{file} needs the column {column} exactly once")]
    Column {
        /// Which of the files.
        file: &'static str,
        /// Which column.
        column: String,
    },
    /// A row is not like the heading.
    #[error("row {row} of {file} does not have as many fields as the heading, or its quotes do not close")]
    Row {
        /// Which of the files.
        file: &'static str,
        /// Which row.
        row: u64,
    },
    /// A field has no valid value.
    #[error("row {row}, {column}: {what}")]
    Field {
        /// Which row.
        row: u64,
        /// Which column.
        column: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// There is no row.
    #[error("{0} has no rows")]
    Empty(&'static str),
    /// The counts do not make a table.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The pattern leaves out a cell that people are in.
    #[error("the pattern has no row for {missing} cells that are not zero")]
    Missing {
        /// How many.
        missing: usize,
    },
}

/// A table and the columns of each of its dimensions, from fine to coarse.
pub struct Read {
    pub table: Table,
    pub levels: Vec<Vec<String>>,
}

/// What a pattern says about each cell.
pub struct Pattern {
    pub hidden: Vec<bool>,
    /// The published values, where the file has them.
    pub published: Option<Vec<u64>>,
}

/// Reads the innermost counts and their dimensions.
pub fn read(table: &Path, dims: &Path) -> Result<Read, TableProblem> {
    let levels = levels(&text(dims, "the file of dimensions")?)?;
    let text = text(table, "the table")?;
    let rows = Rows::of(&text, "the table")?;
    let columns: Vec<Vec<usize>> =
        levels.iter().map(|levels| levels.iter().map(|name| rows.column(name)).collect()).collect::<Result<_, _>>()?;
    let count = rows.column(COUNT)?;
    let mut paths: Vec<BTreeMap<String, Vec<String>>> = vec![BTreeMap::new(); levels.len()];
    let mut seen = BTreeSet::new();
    let mut counts = Vec::new();
    for (row, record) in &rows.records {
        let mut codes = Vec::with_capacity(levels.len());
        for ((columns, names), known) in columns.iter().zip(&levels).zip(&mut paths) {
            let path = path(*row, record, columns, names)?;
            let Some(leaf) = path.first().cloned() else { return Err(TableProblem::Dimensions) };
            let earlier = known.entry(leaf.clone()).or_insert_with(|| path.clone());
            if *earlier != path {
                return Err(field(*row, names.last(), "this code lay under another one in an earlier row"));
            }
            codes.push(leaf);
        }
        let value = number(*row, record.get(count).unwrap_or_default())?;
        if !seen.insert(codes.clone()) {
            return Err(field(*row, names_of(&levels).first(), "this combination of codes stands in an earlier row"));
        }
        counts.push((codes, value));
    }
    let dimensions = levels.iter().zip(paths).map(|(names, paths)| {
        let mut paths: Vec<Vec<String>> = paths.into_values().collect();
        paths.sort_by_key(|path| path.iter().rev().cloned().collect::<Vec<_>>());
        Dimension::nested(names.first().map_or("", String::as_str), paths)
    });
    let dimensions = dimensions.collect::<Result<Vec<_>, _>>()?;
    Ok(Read { table: Table::new("persons", dimensions, counts)?, levels })
}

/// Reads what of a table is hidden or changed: one row for each cell, zeros may be left out.
pub fn pattern(read: &Read, file: &Path) -> Result<Pattern, TableProblem> {
    let text = text(file, "the pattern")?;
    let rows = Rows::of(&text, "the pattern")?;
    let columns: Vec<Vec<usize>> = read
        .levels
        .iter()
        .map(|levels| {
            let present: Vec<usize> = levels.iter().filter_map(|name| rows.column(name).ok()).collect();
            if present.is_empty() {
                rows.column(levels.first().map_or("", String::as_str)).map(|only| vec![only])
            } else {
                Ok(present)
            }
        })
        .collect::<Result<_, _>>()?;
    let suppressed = rows.column("suppressed")?;
    let (count, published) = (rows.column(COUNT).ok(), rows.column("published").ok());
    let table = &read.table;
    let mut hidden = vec![None; table.len()];
    let mut values: Vec<u64> = (0..table.len()).map(|cell| table.value(cell)).collect();
    for (row, record) in &rows.records {
        let codes: Vec<&str> = columns.iter().map(|columns| finest(record, columns)).collect();
        let name = names_of(&read.levels);
        let cell =
            table.cell(&codes).ok_or_else(|| field(*row, name.first(), "the table has no cell with these codes"))?;
        let Some(slot) = hidden.get_mut(cell) else { continue };
        if slot.is_some() {
            return Err(field(*row, name.first(), "this cell stands in an earlier row"));
        }
        let is_hidden = truth(*row, record.get(suppressed).unwrap_or_default())?;
        *slot = Some(is_hidden);
        if let Some(count) = count
            && number(*row, record.get(count).unwrap_or_default())? != table.value(cell)
        {
            return Err(field(*row, Some(&COUNT.to_owned()), "this is not the count that the table gives"));
        }
        if let (Some(published), false, Some(value)) = (published, is_hidden, values.get_mut(cell)) {
            *value = number(*row, record.get(published).unwrap_or_default())?;
        }
    }
    let missing = hidden.iter().enumerate().filter(|(cell, told)| told.is_none() && table.value(*cell) > 0).count();
    if missing > 0 {
        return Err(TableProblem::Missing { missing });
    }
    let hidden = hidden.into_iter().map(|told| told.unwrap_or_default()).collect();
    Ok(Pattern { hidden, published: published.map(|_| values) })
}

/// The finest code of a row in a dimension: a coarser column counts where the finer one holds a total.
fn finest<'a>(record: &'a StringRecord, columns: &[usize]) -> &'a str {
    let codes = columns.iter().filter_map(|&column| record.get(column));
    codes.into_iter().find(|code| *code != TOTAL && !code.is_empty()).unwrap_or(TOTAL)
}

fn names_of(levels: &[Vec<String>]) -> Vec<String> {
    levels.iter().filter_map(|levels| levels.first().cloned()).collect()
}

fn field(row: u64, column: Option<&String>, what: &'static str) -> TableProblem {
    TableProblem::Field { row, column: column.cloned().unwrap_or_default(), what }
}

fn path(row: u64, record: &StringRecord, columns: &[usize], names: &[String]) -> Result<Vec<String>, TableProblem> {
    let code = |(&column, name): (&usize, &String)| match record.get(column).unwrap_or_default() {
        "" => Err(field(row, Some(name), "the code is empty")),
        TOTAL => Err(field(row, Some(name), "only innermost counts belong here; totals are computed")),
        code => Ok(code.to_owned()),
    };
    columns.iter().zip(names).map(code).collect()
}

fn number(row: u64, text: &str) -> Result<u64, TableProblem> {
    let whole = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    if !whole {
        return Err(field(row, Some(&COUNT.to_owned()), "a count is a whole number from 0"));
    }
    let value = text.parse::<u64>().ok().filter(|value| *value <= LARGEST_COUNT);
    value.ok_or_else(|| field(row, Some(&COUNT.to_owned()), "a count is larger than 1,000,000,000"))
}

fn truth(row: u64, text: &str) -> Result<bool, TableProblem> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(field(row, Some(&String::from("suppressed")), "this is neither TRUE nor FALSE")),
    }
}

fn levels(text: &str) -> Result<Vec<Vec<String>>, TableProblem> {
    let read: Value = serde_json::from_str(text).map_err(|_| TableProblem::Dimensions)?;
    let dims = read.get("dims").and_then(Value::as_array).ok_or(TableProblem::Dimensions)?;
    let column = |name: &Value| name.as_str().filter(|name| !name.is_empty()).map(str::to_owned);
    let levels = |dim: &Value| dim.as_array()?.iter().map(column).collect::<Option<Vec<_>>>();
    let levels = dims.iter().map(levels).collect::<Option<Vec<_>>>().ok_or(TableProblem::Dimensions)?;
    let names: Vec<&String> = levels.iter().flatten().collect();
    let distinct: BTreeSet<&String> = names.iter().copied().collect();
    if names.iter().any(|name| [COUNT, "published", "suppressed"].contains(&name.as_str())) {
        return Err(TableProblem::Reserved);
    }
    let fits = !levels.is_empty() && levels.iter().all(|levels| !levels.is_empty()) && distinct.len() == names.len();
    if fits { Ok(levels) } else { Err(TableProblem::Dimensions) }
}

fn text(file: &Path, name: &'static str) -> Result<String, TableProblem> {
    let problem = |error: std::io::Error| TableProblem::File { file: name, kind: error.kind() };
    if fs::metadata(file).map_err(problem)?.len() > LARGEST_FILE {
        return Err(TableProblem::TooLarge(name));
    }
    let bytes = fs::read(file).map_err(problem)?;
    let text = String::from_utf8(bytes).map_err(|_| TableProblem::NotText(name))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What stands between the fields of the heading: a comma, or what spreadsheets write in its place.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|mark| heading.as_bytes().contains(mark)).unwrap_or(b',')
}

struct Rows {
    file: &'static str,
    heading: StringRecord,
    records: Vec<(u64, StringRecord)>,
}

impl Rows {
    fn of(text: &str, file: &'static str) -> Result<Self, TableProblem> {
        let mut reader = ReaderBuilder::new().delimiter(delimiter(text)).trim(Trim::All).from_reader(text.as_bytes());
        let heading = reader.headers().map_err(|_| TableProblem::Row { file, row: 1 })?.clone();
        let mut records = Vec::new();
        for (place, record) in reader.records().enumerate() {
            let at = |record: &StringRecord| record.position().map(csv::Position::line);
            let guess = u64::try_from(place).unwrap_or_default() + 2;
            let record = record.map_err(|error| {
                let row = error.position().map_or(guess, csv::Position::line);
                TableProblem::Row { file, row }
            })?;
            records.push((at(&record).unwrap_or(guess), record));
        }
        if records.is_empty() { Err(TableProblem::Empty(file)) } else { Ok(Self { file, heading, records }) }
    }

    fn column(&self, name: &str) -> Result<usize, TableProblem> {
        let mut found = self.heading.iter().enumerate().filter(|(_, column)| *column == name);
        match (found.next(), found.next()) {
            (Some((column, _)), None) => Ok(column),
            _ => Err(TableProblem::Column { file: self.file, column: name.to_owned() }),
        }
    }
}
