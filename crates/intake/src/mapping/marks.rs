//! Marks of attendance, and days as they stand above columns.

use casework::programme::attendance::Mark;
use chrono::{Datelike, NaiveDate};

use super::{
    DayOrder, Problem, dates,
    words::{is_nothing, key, keys},
};
use crate::workbook::{Cell, Kind};

/// Reads a mark; none where nothing was marked.
pub fn mark(text: &str) -> Result<Option<Mark>, Problem> {
    match text.trim() {
        "" | "-" | "－" | "―" | "ー" | "/" | "／" | "・" => return Ok(None),
        "○" | "◯" | "〇" | "◎" | "●" | "✓" | "✔" | "レ" | "☑" => return Ok(Some(Mark::Present)),
        "×" | "✕" | "✖" | "✗" | "☓" | "x" | "X" => return Ok(Some(Mark::Absent)),
        "△" | "▲" => return Ok(Some(Mark::Late)),
        _ => {}
    }
    let key = key(text);
    if keys!["出", "出席", "参加", "有", "1", "p", "present", "attended", "yes", "y", "true", "on time", "came", "早退"]
        .are(&key)
    {
        Ok(Some(Mark::Present))
    } else if keys!["遅", "遅刻", "遅参", "l", "late", "tardy"].are(&key) {
        Ok(Some(Mark::Late))
    } else if keys![
        "公",
        "公欠",
        "届",
        "届出",
        "連絡",
        "連絡あり",
        "欠席連絡",
        "欠席(連絡あり)",
        "病欠",
        "e",
        "excused",
        "ex",
        "sick"
    ]
    .are(&key)
    {
        Ok(Some(Mark::Excused))
    } else if keys!["欠", "欠席", "無断", "無断欠席", "不参加", "0", "a", "absent", "no", "n", "false", "no show"]
        .are(&key)
    {
        Ok(Some(Mark::Absent))
    } else if is_nothing(text) || keys!["休", "休講", "中止", "休み", "cancelled", "canceled", "no class"].are(&key)
    {
        Ok(None)
    } else {
        Err(Problem::UnknownMark)
    }
}

/// A day above a column, or in a cell: all of it, or without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionDay {
    /// With its year.
    Full(NaiveDate),
    /// Month and day.
    InTheYear(u32, u32),
}

impl SessionDay {
    /// The day of this month and day that is the first one on or after `from`.
    pub fn from(self, from: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Full(day) => Some(day),
            Self::InTheYear(month, day) => (from.year()..=from.year().saturating_add(1))
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
                .find(|found| *found >= from),
        }
    }
}

/// Reads a day: 2024-06-20, 6/20, 6月20日(木), 第3回 6/20, 20 June. The month comes first where no year is told.
pub fn day(cell: Cell<'_>, order: DayOrder, from_1904: bool) -> Result<SessionDay, Problem> {
    if matches!(cell.kind(), Kind::Number | Kind::Date) {
        return dates::read(cell, order, from_1904)?.full().map(SessionDay::Full);
    }
    // EXPOSE: read as a day; nothing of the text is kept.
    let text = cell.expose();
    let whole = dates::read(cell, order, from_1904).and_then(dates::Written::full);
    if let Ok(day) = whole {
        return Ok(SessionDay::Full(day));
    }
    // 第3回 6/20: what stands before the last piece counts the sessions.
    let last = text.split_whitespace().rev().find(|part| part.chars().any(|c| c.is_numeric()) && !part.contains('回'));
    if let Some(Ok(day)) = last
        .filter(|last| *last != text.trim())
        .map(|last| dates::read(Cell::new(Kind::Text, last), order, from_1904).and_then(dates::Written::full))
    {
        return Ok(SessionDay::Full(day));
    }
    [Some(text), last].into_iter().flatten().find_map(in_the_year).ok_or(whole.err().unwrap_or(Problem::NoSuchDate))
}

fn in_the_year(text: &str) -> Option<SessionDay> {
    let folded = casework::text::fold(text);
    // Without what stands in brackets: the week day.
    let outside = folded.split(['(', '[']).next().unwrap_or_default().trim().trim_end_matches('日');
    let mut parts = outside.split(['/', '月', '.', '-']);
    let number = |part: Option<&str>| part.and_then(|part| part.trim().parse::<u32>().ok());
    let (month, day) = (number(parts.next())?, number(parts.next())?);
    // 2024 has every day that a year can have.
    let exists = parts.next().is_none() && NaiveDate::from_ymd_opt(2024, month, day).is_some();
    exists.then_some(SessionDay::InTheYear(month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<SessionDay> {
        day(Cell::new(Kind::Text, text), DayOrder::Unknown, false).ok()
    }

    #[test]
    fn marks_are_read_from_signs_and_words() {
        use Mark::{Absent, Excused, Late, Present};
        for (text, expected) in [
            ("○", Some(Present)),
            ("◯", Some(Present)),
            ("出", Some(Present)),
            ("出席", Some(Present)),
            ("1", Some(Present)),
            ("１", Some(Present)),
            ("TRUE", Some(Present)),
            ("△", Some(Late)),
            ("遅刻", Some(Late)),
            ("公欠", Some(Excused)),
            ("欠席(連絡あり)", Some(Excused)),
            ("×", Some(Absent)),
            ("x", Some(Absent)),
            ("欠", Some(Absent)),
            ("0", Some(Absent)),
            ("-", None),
            ("", None),
            ("休講", None),
        ] {
            assert_eq!(mark(text), Ok(expected), "{text}");
        }
        assert_eq!(mark("?!!"), Ok(None), "nothing but signs");
        assert_eq!(mark("たぶん"), Err(Problem::UnknownMark));
    }

    #[test]
    fn days_above_columns_are_read_with_and_without_a_year() {
        let full = |text: &str| Some(SessionDay::Full(text.parse().expect("a day")));
        for (text, expected) in [
            ("2024-06-20", full("2024-06-20")),
            ("令和6年6月20日", full("2024-06-20")),
            ("6/20", Some(SessionDay::InTheYear(6, 20))),
            ("6月20日(木)", Some(SessionDay::InTheYear(6, 20))),
            ("第3回 6/20", Some(SessionDay::InTheYear(6, 20))),
            ("第3回 2024/6/20", full("2024-06-20")),
            ("氏名", None),
            ("第3回", None),
            ("2/30", None),
            ("3", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let april = "2024-04-01".parse().expect("a day");
        assert_eq!(SessionDay::InTheYear(2, 3).from(april), "2025-02-03".parse().ok());
        assert_eq!(SessionDay::InTheYear(4, 1).from(april), Some(april));
    }
}
