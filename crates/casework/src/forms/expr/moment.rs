//! Days and times in expressions: ISO 8601 as text, days since 1 January 1970 as numbers.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// When an expression is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Now, with the offset of this computer.
    pub now: DateTime<FixedOffset>,
}

const DAY: f64 = 86_400.0;

/// Whether a text is a whole day of the calendar, `2024-06-20`.
pub fn is_date(text: &str) -> bool {
    date(text).is_some()
}

/// Whether a text is a time of the day, `14:30`, with seconds and an offset or without.
pub fn is_time(text: &str) -> bool {
    time(without_offset(text)).is_some()
}

/// Whether a text is a day and a time, `2024-06-20T14:30`, with seconds and an offset or without.
pub fn is_date_time(text: &str) -> bool {
    date_time(text).is_some()
}

fn date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && parts.iter().all(digits) && month.len() <= 2 && day.len() <= 2 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

fn time(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}

/// A time without `Z` or `+09:00` behind it.
fn without_offset(text: &str) -> &str {
    let text = text.strip_suffix('Z').unwrap_or(text);
    text.rsplit_once(['+', '-']).map_or(text, |(time, _)| time)
}

/// A day and a time, and the offset when one is told.
fn date_time(text: &str) -> Option<(NaiveDateTime, Option<FixedOffset>)> {
    let (day, rest) = text.split_once('T')?;
    let day = date(day)?;
    let told = DateTime::parse_from_str(&format!("2000-01-01T00:00{}", offset_of(rest)), "%Y-%m-%dT%H:%M%:z").ok();
    let at = day.and_time(time(without_offset(rest))?);
    Some((at, told.map(|told| *told.offset())))
}

fn offset_of(time: &str) -> String {
    if time.ends_with('Z') {
        return "+00:00".to_owned();
    }
    let at = time.rfind(['+', '-']);
    at.and_then(|at| time.get(at..)).map_or_else(String::new, str::to_owned)
}

/// Days since 1970 of a day, or of a day and a time in UTC.
pub fn days_of(text: &str, moment: &Moment) -> Option<f64> {
    if let Some(day) = date(text) {
        return Some(f64::from(day.to_epoch_days()));
    }
    let (at, offset) = date_time(text)?;
    let offset = offset.unwrap_or_else(|| *moment.now.offset());
    let seconds = at.and_utc().timestamp().checked_sub(i64::from(offset.local_minus_utc()))?;
    Some(seconds_of(seconds) / DAY + f64::from(at.nanosecond()) / 1e9 / DAY)
}

/// Exact for any year that a form can name.
fn seconds_of(seconds: i64) -> f64 {
    let days = i32::try_from(seconds.div_euclid(86_400)).unwrap_or(i32::MAX);
    let rest = i32::try_from(seconds.rem_euclid(86_400)).unwrap_or(0);
    f64::from(days) * DAY + f64::from(rest)
}

/// The day that a number of days since 1970 falls on.
pub fn day_at(days: f64) -> Option<NaiveDate> {
    whole(days.floor()).and_then(NaiveDate::from_epoch_days)
}

/// A number without its part, if it is within reach.
pub fn whole(number: f64) -> Option<i32> {
    let text = format!("{:.0}", number.trunc());
    text.parse().ok()
}

/// The part of the day that has passed at a time.
pub fn part_of_day(text: &str) -> Option<f64> {
    let clock = text.split_once('T').map_or(text, |(_, clock)| clock);
    let time = time(without_offset(clock))?;
    Some(f64::from(time.num_seconds_from_midnight()) / DAY)
}

/// A day, or a day and a time, written as the pattern tells; empty when it is neither.
pub fn format(text: &str, pattern: &str, moment: &Moment) -> String {
    let plain = date(text).map(|day| day.and_time(NaiveTime::MIN)).or_else(|| date_time(text).map(|(at, _)| at));
    let counted = || text.trim().parse().ok().and_then(|days: f64| at_days(days, moment));
    let Some(at) = plain.or_else(counted) else { return String::new() };
    let mut written = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter == '%' { written.push_str(&part(at, letters.next())) } else { written.push(letter) }
    }
    written
}

fn at_days(days: f64, moment: &Moment) -> Option<NaiveDateTime> {
    let day = day_at(days)?.and_time(NaiveTime::MIN);
    let part = days - days.floor();
    if part == 0.0 {
        return Some(day);
    }
    let seconds = TimeDelta::seconds(i64::from(whole((part * DAY).round())?));
    let local = TimeDelta::seconds(i64::from(moment.now.offset().local_minus_utc()));
    day.checked_add_signed(seconds)?.checked_add_signed(local)
}

/// A part of a day as ODK XForms name them.
fn part(at: NaiveDateTime, letter: Option<char>) -> String {
    match letter {
        Some('Y') => format!("{:04}", at.year()),
        Some('y') => format!("{:02}", at.year().rem_euclid(100)),
        Some('m') => format!("{:02}", at.month()),
        Some('n') => at.month().to_string(),
        Some('b') => at.format("%b").to_string(),
        Some('B') => at.format("%B").to_string(),
        Some('d') => format!("{:02}", at.day()),
        Some('e') => at.day().to_string(),
        Some('H') => format!("{:02}", at.hour()),
        Some('h') => at.hour().to_string(),
        Some('M') => format!("{:02}", at.minute()),
        Some('S') => format!("{:02}", at.second()),
        Some('3') => format!("{:03}", at.nanosecond().div_euclid(1_000_000)),
        Some('a') => at.format("%a").to_string(),
        Some('A') => at.format("%A").to_string(),
        Some('%') => "%".to_owned(),
        Some(other) => format!("%{other}"),
        None => "%".to_owned(),
    }
}

impl Moment {
    /// The day of today.
    pub fn today(&self) -> String {
        self.now.date_naive().to_string()
    }

    /// This moment.
    pub fn now(&self) -> String {
        self.now.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}
