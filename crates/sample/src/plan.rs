//! How large the sample is, and what that makes of the numbers of each year.

use chrono::NaiveDate;

use crate::numbers::{Hires, PEOPLE, YEARS, YearNumbers};

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many participants. With 559 the figures of FY2024 are the published ones.
    pub people: u32,
    /// The same seed makes the same records.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { people: 559, seed: 2024 }
    }
}

/// A fiscal year to be made: its numbers and its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// What is recorded in it.
    pub numbers: YearNumbers,
    /// 1 April.
    pub first: NaiveDate,
    /// 31 March.
    pub last: NaiveDate,
}

impl Year {
    fn new(numbers: YearNumbers) -> Self {
        let first = day(numbers.year, 4, 1);
        Self { numbers, first, last: day(numbers.year + 1, 3, 31) }
    }

    /// A day of the year; January to March are those of the next calendar year.
    pub fn on(&self, month: u32, day_of_month: u32) -> NaiveDate {
        day(self.numbers.year + i32::from(month < 4), month, day_of_month)
    }
}

/// A day of the calendar.
///
/// # Panics
/// Never with the days written in this crate.
pub fn day(year: i32, month: u32, day_of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day_of_month).expect("the days of the sample are in the calendar")
}

impl Plan {
    /// The years from the founding on, at the size of this plan.
    pub fn years(self) -> Vec<Year> {
        let people = self.people as usize;
        let mut met = 0;
        let mut met_here = 0;
        let scaled = YEARS.iter().map(|numbers| {
            met += numbers.new_contacts;
            let new_contacts = people * met / PEOPLE - met_here;
            met_here += new_contacts;
            Year::new(scale(numbers, new_contacts, people))
        });
        scaled.collect()
    }
}

/// The numbers of a year in which so many people are met. What cannot be, such as more people recommended than there
/// are, is seen to where it is made.
fn scale(numbers: &YearNumbers, new_contacts: usize, people: usize) -> YearNumbers {
    let of = |count: usize| (2 * count * new_contacts + numbers.new_contacts) / (2 * numbers.new_contacts);
    let Hires { this_year, permanent_next, employed_next, ended } = numbers.hires;
    YearNumbers {
        year: numbers.year,
        new_contacts,
        interviewed: of(numbers.interviewed),
        interviewed_later: of(numbers.interviewed_later),
        trainings: of(numbers.trainings),
        trained_twice: of(numbers.trained_twice),
        mentored: of(numbers.mentored),
        mentored_only: of(numbers.mentored_only),
        japanese: of(numbers.japanese),
        club: of(numbers.club),
        companies: (numbers.companies * people).div_ceil(PEOPLE),
        consulted: of(numbers.consulted),
        recommended_to: of(numbers.recommended_to),
        recommended: of(numbers.recommended),
        recommendations: of(numbers.recommendations),
        hires: Hires {
            this_year: of(this_year),
            permanent_next: of(permanent_next),
            employed_next: of(employed_next),
            ended: of(ended),
        },
        talks_large: of(numbers.talks_large),
        talks_small: of(numbers.talks_small),
        talks_other: of(numbers.talks_other),
        media: of(numbers.media),
        round_tables: of(numbers.round_tables),
        fundraising: of(numbers.fundraising),
        event: numbers.event.map(|heads| heads.map(of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_its_own_size_the_numbers_are_those_of_the_table() {
        let years: Vec<_> = Plan::default().years().iter().map(|year| year.numbers).collect();

        assert_eq!(years, YEARS);
    }

    #[test]
    fn at_every_size_nobody_is_lost_or_added() {
        for people in [0, 1, 2, 7, 100, 558, 560, 10_000, 100_000] {
            let years = Plan { people, seed: 0 }.years();

            assert_eq!(years.iter().map(|year| year.numbers.new_contacts).sum::<usize>(), people as usize);
        }
    }
}
