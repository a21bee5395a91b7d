//! Openings: jobs that companies offer, with what the ledger of openings has to hold (職業安定法 32-15, 施行規則 24-7).

use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    dates::DateError,
    ids::{CompanyId, OpeningId},
    profile::{JlptLevel, Refusal, Refused, says},
};

/// For what stretch of work the pay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PayUnit {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

impl PayUnit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Hour, Self::Day, Self::Month, Self::Year];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The unit with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

/// For how long somebody is employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// As a regular employee (正社員).
    Regular,
    /// Without an end, but not as a regular employee.
    Indefinite,
    /// For a fixed time.
    Fixed,
    /// By the day.
    Daily,
}

impl Term {
    /// All of them, the most secure first.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Indefinite, Self::Fixed, Self::Daily];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Indefinite => "indefinite",
            Self::Fixed => "fixed",
            Self::Daily => "daily",
        }
    }

    /// The term with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.code() == code)
    }
}

/// A job that a company offers. Texts are empty when nobody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOpening {
    /// Of which company.
    pub company: CompanyId,
    /// What it is called.
    pub title: Guarded<String>,
    /// ISCO-08 group, or a code of the office that is a kind of one.
    pub occupation: String,
    /// What there is to do.
    pub tasks: Guarded<String>,
    /// JIS X 0401, of the place of work.
    pub prefecture: String,
    /// The place of work in words.
    pub place: Guarded<String>,
    /// Yen per [`pay_unit`](Self::pay_unit), the least.
    pub pay_from: Option<u32>,
    /// The most.
    pub pay_to: Option<u32>,
    /// For what the pay is.
    pub pay_unit: PayUnit,
    /// For how long somebody is employed.
    pub term: Option<Term>,
    /// Months that a fixed term lasts.
    pub term_months: Option<u32>,
    /// Months that a trial hire before it lasts.
    pub trial_months: Option<u32>,
    /// Working hours.
    pub hours: Guarded<String>,
    /// Holidays, insurance and the like.
    pub conditions: Guarded<String>,
    /// The level of Japanese that is needed.
    pub japanese: Option<JlptLevel>,
    /// Other languages that are needed (BCP 47).
    pub languages: Vec<String>,
    /// Residence statuses that fit; none stands for any that allows work.
    pub statuses: Vec<String>,
    /// How many people are sought.
    pub sought: u32,
    /// When the opening was received.
    pub received_on: NaiveDate,
    /// Until when it holds.
    pub valid_until: Option<NaiveDate>,
    /// What stays inside.
    pub notes: Guarded<String>,
}

/// The end of an opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningEnd {
    /// When.
    pub on: NaiveDate,
    /// Code of the reason.
    pub reason: String,
}

/// An opening on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its number.
    pub id: OpeningId,
    /// What it is.
    pub opening: NewOpening,
    /// Its end, if it has one.
    pub closed: Option<OpeningEnd>,
}

/// Nobody is sought by the thousand.
const SOUGHT_MAX: u32 = 999;
/// The longest term, in months.
const MONTHS_MAX: u32 = 120;
/// The highest pay, in yen: far above any year's.
const PAY_MAX: u32 = 100_000_000;

impl NewOpening {
    /// An opening of which only the name is known.
    pub fn new(company: CompanyId, title: Guarded<String>, received_on: NaiveDate) -> Self {
        Self {
            company,
            title,
            occupation: String::new(),
            tasks: Guarded::default(),
            prefecture: String::new(),
            place: Guarded::default(),
            pay_from: None,
            pay_to: None,
            pay_unit: PayUnit::default(),
            term: None,
            term_months: None,
            trial_months: None,
            hours: Guarded::default(),
            conditions: Guarded::default(),
            japanese: None,
            languages: Vec::new(),
            statuses: Vec::new(),
            sought: 1,
            received_on,
            valid_until: None,
            notes: Guarded::default(),
        }
    }

    /// Checks it.
    ///
    /// # Errors
    /// [`Refused`] with the field.
    pub fn check(&self) -> Result<(), Refused> {
        if !says(Some(&self.title)) {
            return Err(("title", Refusal::Empty));
        }
        if !(1..=SOUGHT_MAX).contains(&self.sought) {
            return Err(("sought", Refusal::OutOfRange));
        }
        if self.pay_from.is_some_and(|pay| pay > PAY_MAX) {
            return Err(("pay_from", Refusal::OutOfRange));
        }
        if self.pay_to.is_some_and(|most| most > PAY_MAX || self.pay_from.is_none_or(|least| most < least)) {
            return Err(("pay_to", Refusal::OutOfRange));
        }
        let months = |months: Option<u32>| months.is_none_or(|months| (1..=MONTHS_MAX).contains(&months));
        if !months(self.term_months) || (self.term_months.is_some() && self.term != Some(Term::Fixed)) {
            return Err(("term_months", Refusal::OutOfRange));
        }
        if !months(self.trial_months) {
            return Err(("trial_months", Refusal::OutOfRange));
        }
        if self.valid_until.is_some_and(|until| until < self.received_on) {
            return Err(("valid_until", DateError::TooEarly.into()));
        }
        Ok(())
    }
}

impl Opening {
    /// Whether somebody can be recommended for it on a day.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.opening.received_on <= day
            && self.opening.valid_until.is_none_or(|until| day <= until)
            && self.closed.as_ref().is_none_or(|end| day < end.on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn opening() -> NewOpening {
        NewOpening::new(CompanyId(1), Guarded::from("組立"), day("2024-05-01"))
    }

    #[test]
    fn the_most_that_is_paid_is_no_less_than_the_least_and_none_without_it() {
        let pays = |from, to| NewOpening { pay_from: from, pay_to: to, ..opening() }.check();

        assert_eq!(pays(Some(200_000), Some(200_000)), Ok(()));
        assert_eq!(pays(Some(200_000), Some(199_999)), Err(("pay_to", Refusal::OutOfRange)));
        assert_eq!(pays(None, Some(200_000)), Err(("pay_to", Refusal::OutOfRange)));
    }

    #[test]
    fn only_a_fixed_term_has_months() {
        let lasts = |term, months| NewOpening { term, term_months: months, ..opening() }.check();

        assert_eq!(lasts(Some(Term::Fixed), Some(6)), Ok(()));
        assert_eq!(lasts(Some(Term::Regular), Some(6)), Err(("term_months", Refusal::OutOfRange)));
        assert_eq!(lasts(Some(Term::Fixed), Some(0)), Err(("term_months", Refusal::OutOfRange)));
    }

    #[test]
    fn it_does_not_run_out_before_it_was_received() {
        let until = |until| NewOpening { valid_until: Some(day(until)), ..opening() }.check();

        assert_eq!(until("2024-05-01"), Ok(()));
        assert_eq!(until("2024-04-30"), Err(("valid_until", DateError::TooEarly.into())));
    }

    #[test]
    fn it_is_open_until_its_last_day_and_closed_on_the_day_of_its_end() {
        let with = NewOpening { valid_until: Some(day("2024-06-30")), ..opening() };
        let open = Opening { id: OpeningId(1), opening: with, closed: None };
        let end = OpeningEnd { on: day("2024-06-10"), reason: String::from("filled") };
        let closed = Opening { closed: Some(end), ..open.clone() };

        assert_eq!(
            ["2024-04-30", "2024-05-01", "2024-06-30", "2024-07-01"].map(|on| open.is_open_on(day(on))),
            [false, true, true, false]
        );
        assert_eq!(["2024-06-09", "2024-06-10"].map(|on| closed.is_open_on(day(on))), [true, false]);
    }
}
