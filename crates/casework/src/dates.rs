//! Days as people know them: a date of birth may be only a year; a fact has its full day and never lies ahead.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;
use zeroize::Zeroize;

/// Why a date cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateError {
    /// Nothing was entered.
    #[error("No date")]
    Empty,
    /// Not a date of the calendar, such as 30 February, or not written as year-month-day.
    #[error("No such date")]
    NoSuchDate,
    /// A fact needs year, month and day.
    #[error("Month or day is missing")]
    Incomplete,
    /// Later than today.
    #[error("In the future")]
    Future,
    /// Earlier than can be.
    #[error("Too far in the past")]
    TooEarly,
}

/// A year, a month of a year, or a day (ISO 8601 with reduced precision).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl PartialDate {
    /// Reads `1990`, `1990-04` or `1990-04-30`.
    ///
    /// # Errors
    /// [`DateError::Empty`] or [`DateError::NoSuchDate`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DateError::Empty);
        }
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?.ok_or(DateError::NoSuchDate)?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        let year = i32::try_from(year).map_err(|_| DateError::NoSuchDate)?;
        let exists = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).is_some();
        if !exists || parts.next().is_some() {
            return Err(DateError::NoSuchDate);
        }
        Ok(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, if it is known.
    pub const fn month(self) -> Option<u32> {
        self.month
    }

    /// The day of the month, if it is known.
    pub const fn day(self) -> Option<u32> {
        self.day
    }

    /// Whether year, month and day are known.
    pub const fn is_full(self) -> bool {
        self.month.is_some() && self.day.is_some()
    }

    /// The earliest day that it can be.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(NaiveDate::MAX)
    }

    /// The latest day that it can be.
    pub fn last_day(self) -> NaiveDate {
        let (year, month) = (self.year, self.month.unwrap_or(12));
        let exact = self.day.and_then(|day| NaiveDate::from_ymd_opt(year, month, day));
        let last = || (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day));
        exact.or_else(last).unwrap_or(NaiveDate::MIN)
    }

    /// Whether two dates can be the same day as far as both are known.
    pub fn agrees_with(self, other: Self) -> bool {
        let agree = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
        self.year == other.year && agree(self.month, other.month) && agree(self.day, other.day)
    }

    /// Accepts a date of birth: from 1900 on, not after `today`.
    ///
    /// # Errors
    /// [`DateError::TooEarly`] or [`DateError::Future`].
    pub fn as_birth(self, today: NaiveDate) -> Result<Self, DateError> {
        if self.year < 1900 {
            return Err(DateError::TooEarly);
        }
        match NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)) {
            Some(earliest) if earliest <= today => Ok(self),
            Some(_) | None => Err(DateError::Future),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// A part of a date: at most `digits` digits, none when the part is not there.
fn number(part: Option<&str>, digits: usize) -> Result<Option<u32>, DateError> {
    let Some(part) = part else { return Ok(None) };
    let plain = !part.is_empty() && part.len() <= digits && part.bytes().all(|b| b.is_ascii_digit());
    if !plain {
        return Err(DateError::NoSuchDate);
    }
    part.parse().map(Some).map_err(|_| DateError::NoSuchDate)
}

/// Reads the day of a fact: complete, not after `today`, not before `earliest`.
///
/// # Errors
/// [`DateError`], the first that applies.
pub fn fact_day(text: &str, earliest: NaiveDate, today: NaiveDate) -> Result<NaiveDate, DateError> {
    let day = full_day(text)?;
    if day > today {
        return Err(DateError::Future);
    }
    if day < earliest {
        return Err(DateError::TooEarly);
    }
    Ok(day)
}

/// Reads a complete day of the years 1900 to 2200, past or future, such as the last day of a permit.
///
/// # Errors
/// [`DateError`], the first that applies.
pub fn full_day(text: &str) -> Result<NaiveDate, DateError> {
    let PartialDate { year, month, day } = PartialDate::parse(text)?;
    let (Some(month), Some(day)) = (month, day) else { return Err(DateError::Incomplete) };
    let day = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDate)?;
    match day.year() {
        ..1900 => Err(DateError::TooEarly),
        2201.. => Err(DateError::NoSuchDate),
        _ => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 6, 20).expect("a day of the calendar");
    const FOUNDED: NaiveDate = NaiveDate::from_ymd_opt(2016, 1, 1).expect("a day of the calendar");

    fn fact(text: &str) -> Result<NaiveDate, DateError> {
        fact_day(text, FOUNDED, TODAY)
    }

    #[test]
    fn thirty_february_does_not_exist() {
        assert_eq!(fact("2024-02-30"), Err(DateError::NoSuchDate));
        assert_eq!(PartialDate::parse("2023-02-29"), Err(DateError::NoSuchDate));
    }

    #[test]
    fn a_fact_needs_its_full_day() {
        assert_eq!(fact("2024"), Err(DateError::Incomplete));
        assert_eq!(fact("2024-05"), Err(DateError::Incomplete));
    }

    #[test]
    fn a_fact_lies_neither_ahead_nor_before_the_founding() {
        assert_eq!(fact("2024-06-21"), Err(DateError::Future));
        assert_eq!(fact("1900-01-01"), Err(DateError::TooEarly));
        assert_eq!(fact("2024-06-20"), Ok(TODAY));
    }

    #[test]
    fn a_birth_may_be_only_a_year() {
        let birth = PartialDate::parse("1990").and_then(|date| date.as_birth(TODAY));

        assert_eq!(birth.map(|date| date.to_string()), Ok(String::from("1990")));
    }

    #[test]
    fn nobody_is_born_tomorrow_or_in_1899() {
        let birth = |text| PartialDate::parse(text).and_then(|date| date.as_birth(TODAY));

        assert_eq!(birth("2024-06-21"), Err(DateError::Future));
        assert_eq!(birth("1899-12-31"), Err(DateError::TooEarly));
    }

    #[test]
    fn rubbish_is_no_date() {
        for text in
            ["yesterday", "2024-6-", "2024--06", "2024-06-20-01", "٢٠٢٤-٠٦-٢٠", "-2024", "02024-06-20", "2024/06/20"]
        {
            assert_eq!(fact(text), Err(DateError::NoSuchDate), "{text}");
        }
    }

    #[test]
    fn dates_agree_as_far_as_both_are_known() {
        let date = |text| PartialDate::parse(text).expect("a date");

        assert!(date("1990").agrees_with(date("1990-04-30")));
        assert!(!date("1990-05").agrees_with(date("1990-04-30")));
    }

    #[test]
    fn a_date_without_its_day_spans_the_days_it_can_be() {
        let days =
            |text| PartialDate::parse(text).map(|date| (date.first_day().to_string(), date.last_day().to_string()));
        let span = |first: &str, last: &str| Ok((first.to_owned(), last.to_owned()));

        assert_eq!(days("2024"), span("2024-01-01", "2024-12-31"));
        assert_eq!(days("2024-02"), span("2024-02-01", "2024-02-29"));
        assert_eq!(days("2024-02-10"), span("2024-02-10", "2024-02-10"));
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_a_date_or_a_clear_refusal(text in ".{0,24}") {
            if let Ok(date) = PartialDate::parse(&text) {
                proptest::prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
            }
        }
    }
}
