//! Days as offices write them: Western and Japanese years, words, numbers of days.

use chrono::{Days, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::Problem;
use crate::workbook::{Cell, Kind};

/// What comes first in a column of days such as 03/04/2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// Not known: days that can be read in two ways are told.
    Unknown,
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

/// A day, or as much of it as is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub year: i32,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Written {
    fn of(year: i32, month: Option<u32>, day: Option<u32>) -> Result<Self, Problem> {
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or(Problem::NoSuchDate)?;
        if (1000..=9999).contains(&year) { Ok(Self { year, month, day }) } else { Err(Problem::NoSuchDate) }
    }

    /// As the office takes it: `1990`, `1990-04`, `1990-04-30`.
    pub fn iso(self) -> String {
        let part = |part: Option<u32>| part.map_or_else(String::new, |part| format!("-{part:02}"));
        format!("{:04}{}{}", self.year, part(self.month), part(self.day))
    }

    /// The full day.
    pub fn full(self) -> Result<NaiveDate, Problem> {
        let (Some(month), Some(day)) = (self.month, self.day) else { return Err(Problem::IncompleteDate) };
        NaiveDate::from_ymd_opt(self.year, month, day).ok_or(Problem::NoSuchDate)
    }
}

/// Reads a cell of a column of days.
pub fn read(cell: Cell<'_>, order: DayOrder, from_1904: bool) -> Result<Written, Problem> {
    // EXPOSE: read as a day; nothing of the text is kept.
    let text = plain(cell.expose());
    match cell.kind() {
        Kind::Number => number(&text, from_1904),
        _ => words(&text, order, from_1904),
    }
}

/// What a day says about the order of its column: `Unknown` when it says nothing.
pub fn order_of(cell: Cell<'_>) -> DayOrder {
    // EXPOSE: only which of two numbers is too large for a month.
    let text = plain(cell.expose());
    match numbers(&text).as_deref() {
        Some([(first, _), (second, _), (_, 4)]) if *first > 12 && *second <= 12 => DayOrder::DayFirst,
        Some([(first, _), (second, _), (_, 4)]) if *second > 12 && *first <= 12 => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}

/// One width, no week day, no time, no blanks at the ends.
fn plain(text: &str) -> String {
    let text: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\u{2212}' || c == '‐' || c == '–' { '-' } else { c })
        .collect();
    let text = without_brackets(&text);
    let text = text
        .split_once('t')
        .filter(|(day, time)| day.ends_with(|c: char| c.is_ascii_digit()) && time.contains(':'))
        .map_or(text.as_str(), |(day, _)| day);
    let parts = text.split_whitespace().filter(|part| !is_time(part) && !is_week_day(part));
    parts.collect::<Vec<_>>().join(" ")
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '〔' => depth = depth.saturating_add(1),
            ')' | ']' | '〕' => {
                depth = depth.saturating_sub(1);
                kept.push(' ');
            }
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

fn is_time(part: &str) -> bool {
    part.contains(':') && part.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'z' | '+'))
        || matches!(part, "am" | "pm" | "午前" | "午後")
}

fn is_week_day(part: &str) -> bool {
    const DAYS: &[&str] = &[
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let part = part.trim_end_matches([',', '.']);
    DAYS.contains(&part) || part.ends_with("曜日") || part.ends_with("曜")
}

/// A number of a spreadsheet: a year, eight digits, or a number of days since 1900 (or 1904).
fn number(text: &str, from_1904: bool) -> Result<Written, Problem> {
    let whole = text.split('.').next().unwrap_or_default();
    match whole.parse::<u32>() {
        Ok(year @ 1900..=2100) if whole == text => Written::of(i32::try_from(year).unwrap_or(0), None, None),
        Ok(19_000_101..=21_001_231) if whole == text => eight_digits(whole),
        Ok(days @ 1..=109_205) => serial(days, from_1904),
        _ => Err(Problem::NoSuchDate),
    }
}

/// Excel counts from 31 December 1899 and takes 1900 for a leap year, so from March 1900 on it is one day ahead.
fn serial(days: u32, from_1904: bool) -> Result<Written, Problem> {
    use chrono::Datelike;
    let (first, days) = match (from_1904, days) {
        (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1), days),
        (false, ..60) => (NaiveDate::from_ymd_opt(1899, 12, 31), days),
        (false, 60) => return Err(Problem::NoSuchDate),
        (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 30), days),
    };
    let day = first.and_then(|first| first.checked_add_days(Days::new(u64::from(days)))).ok_or(Problem::NoSuchDate)?;
    Written::of(day.year(), Some(day.month()), Some(day.day()))
}

fn eight_digits(text: &str) -> Result<Written, Problem> {
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let (Some(year), month, day) = (part(0, 4), part(4, 6), part(6, 8)) else { return Err(Problem::NoSuchDate) };
    Written::of(i32::try_from(year).unwrap_or(0), month, day)
}

fn words(text: &str, order: DayOrder, from_1904: bool) -> Result<Written, Problem> {
    if text.is_empty() {
        return Err(Problem::NoSuchDate);
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    match (digits, text.len()) {
        (true, 8) => return eight_digits(text),
        // A number of days that became a text on its way.
        (true, 5) => return text.parse().map_err(|_| Problem::NoSuchDate).and_then(|days| serial(days, from_1904)),
        (true, 1..=3 | 6 | 7) => return Err(Problem::AmbiguousDate),
        _ => {}
    }
    if let Some(written) = japanese(text) {
        return written;
    }
    if let Some(written) = with_month_name(text) {
        return written;
    }
    in_order(&numbers(text).ok_or(Problem::NoSuchDate)?, order)
}

/// Numbers between the usual marks, each with its count of digits. None when anything else stands there.
fn numbers(text: &str) -> Option<Vec<(u32, usize)>> {
    let parts: Vec<&str> = text.trim_end_matches(['.', ',']).split(['/', '-', '.', ' ', ',']).collect();
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(|part| Some((part.parse().ok()?, part.len()))).collect()
}

fn in_order(parts: &[(u32, usize)], order: DayOrder) -> Result<Written, Problem> {
    let year = |year: u32| i32::try_from(year).unwrap_or(0);
    match *parts {
        [(y, 4)] => Written::of(year(y), None, None),
        [(y, 4), (m, 1 | 2)] | [(m, 1 | 2), (y, 4)] => Written::of(year(y), Some(m), None),
        [(y, 4), (m, 1 | 2), (d, 1 | 2)] => Written::of(year(y), Some(m), Some(d)),
        [(a, 1 | 2), (b, 1 | 2), (y, 4)] => {
            let (day, month) = match (a, b, order) {
                (13.., ..=12, _) => (a, b),
                (..=12, 13.., _) => (b, a),
                (a, b, _) if a == b => (a, b),
                (_, _, DayOrder::DayFirst) => (a, b),
                (_, _, DayOrder::MonthFirst) => (b, a),
                (_, _, DayOrder::Unknown) => return Err(Problem::AmbiguousDate),
            };
            Written::of(year(y), Some(month), Some(day))
        }
        [(_, 1 | 2), (_, 1 | 2), (_, 1 | 2)] => Err(Problem::AmbiguousDate),
        _ => Err(Problem::NoSuchDate),
    }
}

/// Eras with the year before their first one.
const ERAS: &[(&[&str], i32)] = &[
    (&["令和", "令", "reiwa", "r"], 2018),
    (&["平成", "平", "heisei", "h"], 1988),
    (&["昭和", "昭", "showa", "s"], 1925),
    (&["大正", "大", "taisho", "t"], 1911),
    (&["明治", "明", "meiji", "m"], 1867),
];

/// 令和6年6月20日, R6.6.20, 2024年6月20日, 二〇二四年六月二十日. None when it is written otherwise.
fn japanese(text: &str) -> Option<Result<Written, Problem>> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.strip_prefix("西暦").unwrap_or(&text);
    let era = ERAS.iter().flat_map(|(names, before)| names.iter().map(move |name| (*name, *before)));
    let era = era.filter_map(|(name, before)| Some((text.strip_prefix(name)?, before))).find(|(rest, _)| {
        rest.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit() || c == '元' || KANJI_DIGITS.contains(c))
    });
    let (rest, before) = match era {
        Some((rest, before)) => (rest.trim_start_matches('.'), before),
        None if text.contains('年') => (text, 0),
        None => return None,
    };
    let rest = rest.replace('元', "1").replace(['年', '月', '日'], "/");
    let parts: Option<Vec<u32>> =
        rest.split(['/', '.', '-']).filter(|part| !part.is_empty()).map(plain_number).collect();
    let Some(parts) = parts else { return Some(Err(Problem::NoSuchDate)) };
    let year = |year: u32| i32::try_from(year).unwrap_or(0).saturating_add(before);
    Some(match *parts.as_slice() {
        [y, ..] if before == 0 && y < 1000 => Err(Problem::AmbiguousDate),
        [y, ..] if before > 0 && !(1..=100).contains(&y) => Err(Problem::NoSuchDate),
        [y] => Written::of(year(y), None, None),
        [y, m] => Written::of(year(y), Some(m), None),
        [y, m, d] => Written::of(year(y), Some(m), Some(d)),
        _ => Err(Problem::NoSuchDate),
    })
}

const KANJI_DIGITS: &str = "〇一二三四五六七八九十";

/// 20, 二十 or 二〇.
fn plain_number(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| KANJI_DIGITS.chars().position(|known| known == c).and_then(|at| u32::try_from(at).ok());
    if let Some((tens, ones)) = text.split_once('十') {
        let of = |part: &str, empty: u32| match (part.chars().next(), part.chars().count()) {
            (None, _) => Some(empty),
            (Some(c), 1) => digit(c),
            _ => None,
        };
        return Some(of(tens, 1)?.checked_mul(10)?.saturating_add(of(ones, 0)?));
    }
    let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
    digits
        .filter(|digits| !digits.is_empty() && digits.len() <= 4)
        .map(|digits| digits.iter().fold(0, |sum, digit| sum * 10 + digit))
}

/// Months in English and French by the letters with which they begin.
const MONTHS: &[(&[&str], u32)] = &[
    (&["jan"], 1),
    (&["feb", "fév", "fev"], 2),
    (&["mar"], 3),
    (&["apr", "avr"], 4),
    (&["may", "mai"], 5),
    (&["jun", "juin"], 6),
    (&["jul", "juil"], 7),
    (&["aug", "aoû", "aou"], 8),
    (&["sep"], 9),
    (&["oct"], 10),
    (&["nov"], 11),
    (&["dec", "déc"], 12),
];

/// 20 June 2024, June 20, 2024, 20-Jun-2024, 20 juin 2024, June 2024. None without the name of a month.
fn with_month_name(text: &str) -> Option<Result<Written, Problem>> {
    let mut month = None;
    let mut numbers = Vec::new();
    for part in
        text.split([' ', '-', '/', ',', '.']).filter(|part| !part.is_empty() && !matches!(*part, "of" | "the" | "de"))
    {
        let digits = part.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        if let Ok(number) = digits.parse::<u32>() {
            numbers.push((number, digits.len()));
        } else {
            let named = MONTHS.iter().find(|(begins, _)| begins.iter().any(|begin| part.starts_with(begin)))?;
            month = Some(named.1);
        }
    }
    let month = Some(month?);
    let year = |year: u32| i32::try_from(year).unwrap_or(0);
    Some(match *numbers.as_slice() {
        [(y, 4)] => Written::of(year(y), month, None),
        [(d, 1 | 2), (y, 4)] | [(y, 4), (d, 1 | 2)] => Written::of(year(y), month, Some(d)),
        [(_, 1 | 2), (_, 1 | 2)] => Err(Problem::AmbiguousDate),
        _ => Err(Problem::NoSuchDate),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<String, Problem> {
        read(Cell::new(Kind::Text, text), DayOrder::Unknown, false).map(Written::iso)
    }

    fn day(iso: &str) -> Result<String, Problem> {
        Ok(iso.to_owned())
    }

    #[test]
    fn a_day_is_read_however_offices_write_it() {
        for written in [
            "2024-06-20",
            "2024/6/20",
            "2024/06/20 10:30",
            "2024.6.20",
            "2024-06-20T00:00:00",
            "２０２４／６／２０",
            "20240620",
            "2024年6月20日",
            "2024年 6月 20日(木)",
            "2024年06月20日 木曜日",
            "西暦2024年6月20日",
            "令和6年6月20日",
            "令和６年６月２０日",
            "R6.6.20",
            "R6/6/20",
            "r6-06-20",
            "R.6.6.20",
            "令6.6.20",
            "㋿6年6月20日",
            "令和六年六月二十日",
            "二〇二四年六月二〇日",
            "20 June 2024",
            "June 20, 2024",
            "20-Jun-2024",
            "20th of June 2024",
            "Thu, 20 Jun 2024",
            "20 juin 2024",
            "20/06/2024",
            "06/20/2024",
            "20.06.2024",
            "45463",
        ] {
            assert_eq!(text(written), day("2024-06-20"), "{written}");
        }
        for (written, iso) in [
            ("平成元年1月8日", "1989-01-08"),
            ("S63.12.31", "1988-12-31"),
            ("昭和55年", "1980"),
            ("H2年3月", "1990-03"),
            ("1990", "1990"),
            ("1990年", "1990"),
            ("1990/4", "1990-04"),
            ("1990年4月", "1990-04"),
            ("April 1990", "1990-04"),
            ("05/05/2024", "2024-05-05"),
        ] {
            assert_eq!(text(written), day(iso), "{written}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_told() {
        for written in ["03/04/2024", "3.4.2024", "24/6/20", "6.6.20", "06年6月20日", "240620", "20-Jun-24", "12"] {
            assert_eq!(text(written), Err(Problem::AmbiguousDate), "{written}");
        }
    }

    #[test]
    fn what_is_no_day_is_told() {
        for written in [
            "2024-02-30",
            "令和6年13月1日",
            "昨日",
            "32/01/2024",
            "2024/6/20/1",
            "R0.1.1",
            "アマル",
            "31 Jun 2024",
            "2024/6/20頃",
        ] {
            assert_eq!(text(written), Err(Problem::NoSuchDate), "{written}");
        }
    }

    #[test]
    fn a_column_that_shows_its_order_decides_for_the_others() {
        assert_eq!(order_of(Cell::new(Kind::Text, "20/06/2024")), DayOrder::DayFirst);
        assert_eq!(order_of(Cell::new(Kind::Text, "06/20/2024")), DayOrder::MonthFirst);
        assert_eq!(order_of(Cell::new(Kind::Text, "03/04/2024")), DayOrder::Unknown);
        let read = |order| read(Cell::new(Kind::Text, "03/04/2024"), order, false).map(Written::iso);
        assert_eq!(read(DayOrder::DayFirst), day("2024-04-03"));
        assert_eq!(read(DayOrder::MonthFirst), day("2024-03-04"));
    }

    #[test]
    fn numbers_of_days_count_from_1900_or_1904() {
        let number =
            |text, from_1904| read(Cell::new(Kind::Number, text), DayOrder::Unknown, from_1904).map(Written::iso);

        assert_eq!(number("45463", false), day("2024-06-20"));
        assert_eq!(number("44001", true), day("2024-06-20"));
        assert_eq!(number("45463.4375", false), day("2024-06-20"));
        assert_eq!(number("59", false), day("1900-02-28"));
        assert_eq!(number("61", false), day("1900-03-01"));
        assert_eq!(number("60", false), Err(Problem::NoSuchDate), "29 February 1900 never was");
        assert_eq!(number("1990", false), day("1990"));
        assert_eq!(number("20240620", false), day("2024-06-20"));
        assert_eq!(number("-5", false), Err(Problem::NoSuchDate));
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_a_day_or_a_problem(written in ".{0,30}") {
            let _ = text(&written);
        }
    }
}
