//! `tomarigi import`.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use clap::{Args, ValueEnum};
use intake::{
    Program,
    mapping::{DayOrder, Field, ImportKind},
};
use office::{
    FaultyRow, ImportState, Office, OfficeError, RowFilter, SecretKind, Spreadsheet, Summary, Twin, TwinChoice,
};
use serde_json::{Value, json};

use super::{Failure, answer, office, passphrase, say};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// 何の一覧か / What it lists
    #[arg(value_enum)]
    pub what: ImportWhat,
    /// .xlsx、.csv、またはタブ区切りのファイル / An .xlsx, .csv or tab-separated file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 調べるだけで何も書かない / Only look, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// 重複の疑いがある行も取り込む / Bring in rows that resemble somebody, too
    #[arg(long)]
    pub add_duplicates: bool,
    /// 行にクラスがないときのクラス(名前か番号) / Cohort of rows that name none: its name or number
    #[arg(long, value_name = "COHORT")]
    pub cohort: Option<String>,
    /// 初回接点の日付がない行に使う日付 / Day of the first contact where the file has none
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub first_contact: Option<String>,
    /// 03/04/2024 のような日付の順 / Order of days such as 03/04/2024
    #[arg(long, value_enum)]
    pub day_order: Option<Order>,
    /// 何枚目のシートか(1から) / Number of the sheet, from 1
    #[arg(long, value_name = "N")]
    pub sheet: Option<usize>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// What a spreadsheet lists.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ImportWhat {
    /// 参加者 / Participants
    Participants,
    /// 企業 / Companies
    Companies,
    /// 授業などの回 / Sessions of cohorts
    Sessions,
    /// 出席 / Attendance
    Attendance,
}

/// Orders of the parts of a day.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Order {
    /// 日/月/年 / Day, month, year
    Dmy,
    /// 月/日/年 / Month, day, year
    Mdy,
}

/// How many rows are asked for at a time.
const PIECE: usize = 500;

impl From<ImportWhat> for ImportKind {
    fn from(what: ImportWhat) -> Self {
        match what {
            ImportWhat::Participants => Self::Participants,
            ImportWhat::Companies => Self::Companies,
            ImportWhat::Sessions => Self::Sessions,
            ImportWhat::Attendance => Self::Attendance,
        }
    }
}

/// Brings in a spreadsheet, its columns guessed from their headings: every row that can be taken, or nothing.
///
/// # Errors
/// [`Failure`]; then nothing was written.
pub fn run(arguments: &Import) -> Result<(), Failure> {
    let office = office(&arguments.vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    office.open_import(
        &Program::this().map_err(OfficeError::from)?,
        &Spreadsheet::At(&arguments.file),
        arguments.what.into(),
    )?;
    choose(&office, arguments)?;
    let state = with_progress(&office, || office.check_import())?;
    say_columns(&state);
    let result = result(&office, arguments.add_duplicates)?;
    let summary = state.summary.ok_or(Failure::Cancelled)?;
    let added = if arguments.dry_run { 0 } else { with_progress(&office, || office.run_import())?.added };
    answer(arguments.json, &with_counts(result, summary, added), &as_text(summary, added, arguments.dry_run))
}

fn choose(office: &Office, arguments: &Import) -> Result<(), Failure> {
    if let Some(number) = arguments.sheet {
        // As people count them.
        office.choose_sheet(number.saturating_sub(1), None)?;
    }
    let order = arguments.day_order.map(|order| match order {
        Order::Dmy => DayOrder::DayFirst,
        Order::Mdy => DayOrder::MonthFirst,
    });
    let state = office.choose_for_all(arguments.first_contact.as_deref().unwrap_or_default(), order)?;
    if let Some(cohort) = &arguments.cohort {
        let number = office.cohort_called(cohort)?;
        office.choose_cohort(Some(number))?;
    }
    let names_nobody =
        state.missing.iter().any(|field| field.names() || matches!(field, Field::SessionDay | Field::Mark));
    if names_nobody {
        return Err(OfficeError::Import(office::ImportRefusal::NoHeading).into());
    }
    if arguments.add_duplicates {
        office.choose_for_twins(TwinChoice::Add)?;
    }
    Ok(())
}

/// Which columns were taken for what, by their letters: headings can hold names.
fn say_columns(state: &ImportState) {
    let columns = state.layout.columns.iter();
    let taken =
        columns.clone().filter_map(|column| Some(format!("{} {}", letters(column.index), column.field?.code())));
    let left = columns.filter(|column| column.field.is_none()).map(|column| letters(column.index));
    say(&format!(
        "見出しの行 / heading row: {}\n列 / columns: {}\n取り込まない列 / columns not brought in: {}",
        state.layout.heading_row,
        taken.collect::<Vec<_>>().join(", "),
        left.collect::<Vec<_>>().join(", ")
    ));
    if state.seen_before.is_some() {
        say("同じファイルを前にも取り込んでいます。 / The same file was brought in before.");
    }
    let others = state.sheets.iter().enumerate().filter(|(at, sheet)| *at != state.layout.sheet && sheet.rows > 0);
    let others: Vec<String> = others.map(|(at, _)| at.saturating_add(1).to_string()).collect();
    if !others.is_empty() {
        let read = state.layout.sheet.saturating_add(1);
        let others = others.join(", ");
        say(&format!(
            "{read}番目のシートを読みました。読んでいないシート: {others}(--sheetで選べます) / Read sheet {read}. Not read: {others} (choose with --sheet)"
        ));
    }
    if state.missing.contains(&Field::Cohort) {
        say(
            "クラスの列がありません。--cohort で名前か番号を指定できます。 / There is no column for the cohort. Give its name or number with --cohort.",
        );
    }
    if state.missing.contains(&Field::FirstContact) {
        say(
            "初回接点の列がありません。--first-contact で日付を指定できます。 / There is no column for the first contact. Give the day with --first-contact.",
        );
    }
}

/// A, B, … Z, AA, as spreadsheets name columns.
fn letters(index: usize) -> String {
    let mut rest = index;
    let mut name = Vec::new();
    loop {
        let letter = u8::try_from(rest % 26).map_or('?', |letter| char::from(b'A'.saturating_add(letter)));
        name.push(letter);
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return name.iter().rev().collect(),
        }
    }
}

/// Runs long work with a line for every tenth on standard error.
fn with_progress<T>(office: &Office, work: impl FnOnce() -> Result<T, OfficeError>) -> Result<T, Failure> {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut shown = 0;
            while !over.load(Ordering::Acquire) {
                thread::park_timeout(Duration::from_millis(200));
                let tenths = office.progress().map_or(0, |progress| tenths(progress.fraction));
                if tenths > shown {
                    shown = tenths;
                    say(&format!("{} %", shown.saturating_mul(10)));
                }
            }
        });
        let done = work();
        over.store(true, Ordering::Release);
        Ok(done?)
    })
}

fn tenths(fraction: f32) -> u8 {
    (1..=9_u8).filter(|tenth| fraction * 10.0 >= f32::from(*tenth)).max().unwrap_or(0)
}

/// What could not be taken and who resembles whom.
fn result(office: &Office, added: bool) -> Result<Value, Failure> {
    let (mut errors, mut duplicates) = (Vec::new(), Vec::new());
    each(office, RowFilter::Faulty, |row| {
        errors.extend(row.faults.iter().map(|cell| {
            let (ja, en) = cell.fault.problem.words();
            json!({ "row": row.row, "field": cell.fault.field.code(), "message": format!("{ja} / {en}") })
        }));
    })?;
    each(office, RowFilter::Twins, |row| duplicates.extend(duplicate(row, added)))?;
    Ok(json!({ "errors": errors, "duplicates": duplicates }))
}

fn duplicate(row: &FaultyRow, added: bool) -> Option<Value> {
    let (twin, why) = row.twin.as_ref()?;
    let why: Vec<_> = why.iter().map(|why| why.code()).collect();
    let (id, other) = match twin {
        Twin::OnRecord(id) => (Some(id), None),
        Twin::Row(other) => (None, Some(other)),
    };
    Some(json!({ "row": row.row, "id": id, "same_as_row": other, "why": why, "added": added }))
}

fn each(office: &Office, filter: RowFilter, mut take: impl FnMut(&FaultyRow)) -> Result<(), Failure> {
    let mut offset = 0;
    loop {
        let (_, rows) = office.import_rows(filter, offset, PIECE)?;
        if rows.is_empty() {
            return Ok(());
        }
        rows.iter().for_each(&mut take);
        offset = offset.saturating_add(rows.len());
    }
}

fn with_counts(mut result: Value, summary: Summary, added: u32) -> Value {
    if let Some(fields) = result.as_object_mut() {
        fields.insert(String::from("rows"), json!(summary.rows));
        fields.insert(String::from("imported"), json!(added));
    }
    result
}

fn as_text(summary: Summary, added: u32, dry_run: bool) -> String {
    let Summary { rows, ready, faulty, twins, skipped, .. } = summary;
    let counts = format!(
        "行 / rows: {rows} · 問題のある行 / with errors: {faulty} · 重複の疑い / likely duplicates: {twins} · 読まなかった行 / not read: {skipped}"
    );
    if dry_run {
        format!(
            "試しに読みました。何も書いていません。取り込める行 {ready} 件。 / A trial: nothing was written. {ready} rows can be brought in.\n{counts}"
        )
    } else {
        format!("{added} 件を取り込みました。 / {added} records were brought in.\n{counts}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        for (index, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(index), name);
        }
    }
}
