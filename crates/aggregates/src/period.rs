use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

const EARLIEST: i32 = 1950;
const LATEST: i32 = 2200;

/// A fiscal year (会計年度), named by the calendar year in which it begins: 2024 is 1 April 2024 to 31 March 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct FiscalYear(i32);

/// The year is not one this program counts in (1950 to 2200).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a fiscal year lies between 1950 and 2200")]
pub struct YearOutOfRange;

impl FiscalYear {
    /// Takes the calendar year in which the fiscal year begins.
    ///
    /// # Errors
    /// [`YearOutOfRange`] before 1950 and after 2200.
    pub const fn new(begins_in: i32) -> Result<Self, YearOutOfRange> {
        if begins_in < EARLIEST || begins_in > LATEST { Err(YearOutOfRange) } else { Ok(Self(begins_in)) }
    }

    /// Returns the fiscal year that a date lies in.
    ///
    /// # Errors
    /// [`YearOutOfRange`] for a date outside the years this program counts in.
    pub fn containing(date: NaiveDate) -> Result<Self, YearOutOfRange> {
        Self::new(if date.month() < 4 { date.year() - 1 } else { date.year() })
    }

    /// Returns the calendar year in which it begins.
    pub const fn begins_in(self) -> i32 {
        self.0
    }

    /// Returns its 1 April.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).expect("every year has a 1 April")
    }

    /// Returns its 31 March, which lies in the next calendar year.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 3, 31).expect("every year has a 31 March")
    }

    /// Returns the year before, unless this is the earliest one.
    pub fn previous(self) -> Option<Self> {
        Self::new(self.0 - 1).ok()
    }

    /// Returns all its days.
    pub fn period(self) -> Period {
        Period { first: self.first_day(), last: self.last_day() }
    }
}

impl TryFrom<i32> for FiscalYear {
    type Error = YearOutOfRange;

    fn try_from(begins_in: i32) -> Result<Self, YearOutOfRange> {
        Self::new(begins_in)
    }
}

impl From<FiscalYear> for i32 {
    fn from(year: FiscalYear) -> Self {
        year.0
    }
}

/// Days from the first to the last, both included. The earlier beginning comes first, then the earlier end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

/// The last day of a period lies before its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a period ends on or after the day it begins")]
pub struct ReversedPeriod;

impl Period {
    /// Takes the first and the last day, both included.
    ///
    /// # Errors
    /// [`ReversedPeriod`] when the last day lies before the first.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self, ReversedPeriod> {
        if last < first { Err(ReversedPeriod) } else { Ok(Self { first, last }) }
    }

    /// Returns the first day.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Returns the last day, which still belongs to the period.
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// Says whether both have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Says whether every day of it is one of the other.
    pub fn within(self, other: Self) -> bool {
        other.first <= self.first && self.last <= other.last
    }

    /// Says whether a day belongs to the period.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn the_year_turns_between_31_march_and_1_april() {
        assert_eq!(FiscalYear::containing(day(2025, 3, 31)).map(FiscalYear::begins_in), Ok(2024));
        assert_eq!(FiscalYear::containing(day(2025, 4, 1)).map(FiscalYear::begins_in), Ok(2025));
    }

    #[test]
    fn years_outside_the_bounds_are_refused_everywhere() {
        assert_eq!(FiscalYear::new(1949), Err(YearOutOfRange));
        assert_eq!(FiscalYear::new(2201), Err(YearOutOfRange));
        assert_eq!(FiscalYear::containing(NaiveDate::MIN), Err(YearOutOfRange));
        assert_eq!(FiscalYear::new(1950).expect("the earliest").previous(), None);
        assert!(serde_json::from_str::<FiscalYear>("20240").is_err(), "a typing error is not a year");
    }

    #[test]
    fn a_period_is_not_reversed() {
        assert_eq!(Period::new(day(2024, 4, 2), day(2024, 4, 1)), Err(ReversedPeriod));
        assert!(Period::new(day(2024, 4, 1), day(2024, 4, 1)).is_ok(), "one day is a period");
    }

    proptest! {
        #[test]
        fn each_day_lies_in_its_fiscal_year_alone(ordinal in 712_000..803_000_i32) {
            let date = NaiveDate::from_num_days_from_ce_opt(ordinal).expect("a day between 1950 and 2199");

            let year = FiscalYear::containing(date).expect("within the bounds");

            prop_assert!(year.period().contains(date));
            if let Some(previous) = year.previous() {
                prop_assert!(!previous.period().contains(date));
            }
        }

        #[test]
        fn years_follow_each_other_without_a_gap(begins_in in 1951..=2200_i32) {
            let year = FiscalYear::new(begins_in).expect("within the bounds");
            let previous = year.previous().expect("not the earliest");

            prop_assert_eq!(previous.last_day().succ_opt(), Some(year.first_day()));
            prop_assert_eq!(FiscalYear::containing(year.first_day()), Ok(year));
            prop_assert_eq!(FiscalYear::containing(year.last_day()), Ok(year));
        }
    }
}
