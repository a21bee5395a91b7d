//! The ledgers that the placement law wants kept, and the counts of its yearly report.
//!
//! Employment Security Act (職業安定法), article 32-15, applied to free placement by article 33; its enforcement rules
//! (施行規則), article 24-7; the items are those of the ministry's guide to running a placement business
//! (職業紹介事業の業務運営要領, ledgers): of openings 求人管理簿, of seekers 求職管理簿. The counts are those of form no. 8
//! (職業紹介事業報告書, 様式第8号).

use chrono::{Months, NaiveDate};
use guarded::Guarded;

use crate::{
    dates::DateError,
    profile::{Refusal, Refused},
};

/// That somebody asked to be placed (求職の申込み).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeking {
    /// When it was received.
    pub received_on: NaiveDate,
    /// Until when it holds, if an end was agreed.
    pub valid_until: Option<NaiveDate>,
    /// When it was closed, if it was.
    pub closed_on: Option<NaiveDate>,
    /// The work that is sought: ISCO-08; empty when not told.
    pub occupation: String,
    /// The same in words.
    pub wish: Option<Guarded<String>>,
    /// Where they live.
    pub address: Option<Guarded<String>>,
}

impl Seeking {
    /// Checks it.
    ///
    /// # Errors
    /// [`Refused`] for `received_on`, `valid_until` or `closed_on`.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.received_on > today {
            return Err(("received_on", DateError::Future.into()));
        }
        if self.valid_until.is_some_and(|until| until < self.received_on) {
            return Err(("valid_until", DateError::TooEarly.into()));
        }
        match self.closed_on {
            Some(closed) if closed > today => Err(("closed_on", DateError::Future.into())),
            Some(closed) if closed < self.received_on => Err(("closed_on", Refusal::Date(DateError::TooEarly))),
            _ => Ok(()),
        }
    }

    /// The last day on which it stands; none while nothing ends it.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match (self.closed_on, self.valid_until) {
            (Some(closed), Some(until)) => Some(closed.min(until)),
            (closed, until) => closed.or(until),
        }
    }
}

/// How long an employment is meant to last, as the yearly report tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasting {
    /// 常用: without an end, or for four months and more.
    Regular,
    /// 臨時: for one month and more, but less than four.
    Temporary,
    /// 日雇: for less than a month.
    Daily,
}

impl Lasting {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Temporary, Self::Daily];

    /// Of a term with the code `regular`, `indefinite`, `fixed` or `daily`; `last` is the last day of a fixed one. None
    /// when the records do not say.
    pub fn of(term: &str, first: NaiveDate, last: Option<NaiveDate>) -> Option<Self> {
        match (term, last) {
            ("regular" | "indefinite", _) => Some(Self::Regular),
            ("daily", _) => Some(Self::Daily),
            ("fixed", Some(last)) => Some(Self::of_days(first, last)),
            _ => None,
        }
    }

    /// Of months, for an opening of which nothing began yet.
    pub const fn of_months(term: &str, months: Option<u32>) -> Option<Self> {
        match (term.as_bytes(), months) {
            (b"regular" | b"indefinite", _) => Some(Self::Regular),
            (b"daily", _) => Some(Self::Daily),
            (b"fixed", Some(4..)) => Some(Self::Regular),
            (b"fixed", Some(1..=3)) => Some(Self::Temporary),
            _ => None,
        }
    }

    /// A term of four months that begins on 1 April ends on 31 July.
    fn of_days(first: NaiveDate, last: NaiveDate) -> Self {
        let over = last.succ_opt().unwrap_or(last);
        if over >= months_after(first, 4) {
            Self::Regular
        } else if over >= months_after(first, 1) {
            Self::Temporary
        } else {
            Self::Daily
        }
    }
}

/// Whether somebody left within six months of a hire without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SixMonths {
    /// They stayed.
    Stayed,
    /// They left on that day.
    Left(NaiveDate),
    /// Six months have passed and nobody knows (判明せず).
    Unknown,
    /// Six months have not passed.
    NotYet,
}

/// A step of an introduction: its code, its day, the code of its term, its planned end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerStep {
    /// A code of [`FactKind`](crate::fact::FactKind).
    pub step: String,
    /// When.
    pub on: NaiveDate,
    /// The code of the term; empty when not told.
    pub term: String,
    /// The last day of a fixed one.
    pub planned_end: Option<NaiveDate>,
}

/// What came of an introduction (職業紹介の取扱状況).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduced {
    /// When somebody was introduced.
    pub on: NaiveDate,
    /// The first day of work, if they were hired.
    pub hired_on: Option<NaiveDate>,
    /// The term: that of the last step that says one.
    pub term: String,
    /// How long it is meant to last.
    pub lasting: Option<Lasting>,
    /// When it came to an end.
    pub ended_on: Option<NaiveDate>,
    /// What is known after six months, of a hire without an end.
    pub six_months: Option<SixMonths>,
    /// The day until which they must not be drawn away to another job: two years after a hire without an end
    /// (転職勧奨禁止期間, guidelines of the ministry under article 48).
    pub not_lured_until: Option<NaiveDate>,
}

/// The steps that are a hire: a trial hire is one.
const HIRES: [&str; 3] = ["trial_hire", "employed", "permanent"];

impl Introduced {
    /// Puts the steps of an introduction together. `kept` is the answer after six months: `yes`, `no` or `unknown`.
    pub fn of(on: NaiveDate, steps: &[LedgerStep], kept: Option<&str>, today: NaiveDate) -> Self {
        let hires = || steps.iter().filter(|step| HIRES.contains(&step.step.as_str()));
        let hired_on = hires().map(|step| step.on).min();
        let ended_on = steps.iter().find(|step| step.step == "placement_ended").map(|step| step.on);
        let told = hires().filter(|step| !step.term.is_empty()).max_by_key(|step| step.on);
        let permanent = hires().any(|step| step.step == "permanent");
        let term = told.map_or(if permanent { "indefinite" } else { "" }, |step| step.term.as_str());
        let planned = told.and_then(|step| step.planned_end);
        // What was agreed at the first hire counts in its year; that it became permanent later is told by the term.
        let lasting = hired_on.and_then(|first| Lasting::of(term, first, planned));
        let without_end = matches!(term, "regular" | "indefinite");
        let endless = hired_on.filter(|_| without_end);
        Self {
            on,
            hired_on,
            term: term.to_owned(),
            lasting,
            ended_on,
            six_months: endless.map(|first| six_months(first, ended_on, kept, today)),
            not_lured_until: endless.map(|first| months_after(first, 24)),
        }
    }
}

fn six_months(first: NaiveDate, ended: Option<NaiveDate>, kept: Option<&str>, today: NaiveDate) -> SixMonths {
    let until = months_after(first, 6);
    match (ended, kept) {
        (Some(ended), _) if ended < until => SixMonths::Left(ended),
        (Some(_), _) | (None, Some("yes")) => SixMonths::Stayed,
        (None, Some("no")) => SixMonths::Unknown,
        (None, _) if today < until => SixMonths::NotYet,
        (None, _) => SixMonths::Unknown,
    }
}

fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// Something that a ledger has to hold and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// The address of the company, or of the seeker.
    Address,
    /// Whom to reach in the company.
    Contact,
    /// The kind of work that is offered or sought.
    Occupation,
    /// The place of work.
    Place,
    /// How long the employment lasts.
    Term,
    /// The pay.
    Pay,
    /// The full date of birth.
    Birth,
    /// When the seeker asked to be placed.
    Received,
    /// Whether somebody who was hired without an end was still there after six months.
    SixMonths,
    /// For what kind of opening somebody was introduced.
    Opening,
    /// What was taken for a placement, or that nothing was, where the licence is for fees.
    Fee,
    /// How a fee was worked out.
    Basis,
}

impl Missing {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Contact => "contact",
            Self::Occupation => "occupation",
            Self::Place => "place",
            Self::Term => "term",
            Self::Pay => "pay",
            Self::Birth => "birth",
            Self::Received => "received",
            Self::SixMonths => "six_months",
            Self::Opening => "opening",
            Self::Fee => "fee",
            Self::Basis => "basis",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn step(step: &str, on: &str, term: &str, end: &str) -> LedgerStep {
        LedgerStep { step: step.into(), on: day(on), term: term.into(), planned_end: end.parse().ok() }
    }

    fn introduced(steps: &[LedgerStep], kept: Option<&str>, today: &str) -> Introduced {
        Introduced::of(day("2024-04-01"), steps, kept, day(today))
    }

    #[test]
    fn a_term_of_four_months_is_regular_and_one_day_less_is_not() {
        let fixed = |last| Lasting::of("fixed", day("2024-04-01"), Some(day(last)));

        assert_eq!(fixed("2024-07-31"), Some(Lasting::Regular));
        assert_eq!(fixed("2024-07-30"), Some(Lasting::Temporary));
        assert_eq!(fixed("2024-04-30"), Some(Lasting::Temporary));
        assert_eq!(fixed("2024-04-29"), Some(Lasting::Daily));
        assert_eq!(Lasting::of("fixed", day("2024-04-01"), None), None, "nobody said how long");
        assert_eq!(Lasting::of("", day("2024-04-01"), None), None);
    }

    #[test]
    fn who_left_within_six_months_is_told_from_who_stayed_and_who_nobody_asked() {
        let hired = step("employed", "2024-05-01", "regular", "");
        let state = |ended: &str, kept, today| {
            let end = (!ended.is_empty()).then(|| step("placement_ended", ended, "", ""));
            let steps: Vec<_> = [hired.clone()].into_iter().chain(end).collect();
            introduced(&steps, kept, today).six_months
        };

        assert_eq!(state("2024-10-31", None, "2025-01-01"), Some(SixMonths::Left(day("2024-10-31"))));
        assert_eq!(state("2024-11-01", None, "2025-01-01"), Some(SixMonths::Stayed));
        assert_eq!(state("", Some("yes"), "2025-01-01"), Some(SixMonths::Stayed));
        assert_eq!(state("", None, "2024-10-31"), Some(SixMonths::NotYet));
        assert_eq!(state("", None, "2024-11-01"), Some(SixMonths::Unknown));
        assert_eq!(state("", Some("no"), "2025-01-01"), Some(SixMonths::Unknown), "gone, but nobody knows when");
    }

    #[test]
    fn a_hire_for_a_time_is_not_asked_after_six_months_and_may_be_drawn_away() {
        let fixed = introduced(&[step("employed", "2024-05-01", "fixed", "2024-06-30")], None, "2025-01-01");

        assert_eq!((fixed.six_months, fixed.not_lured_until), (None, None));
        assert_eq!(fixed.lasting, Some(Lasting::Temporary));
        let endless = introduced(&[step("permanent", "2024-05-01", "", "")], None, "2024-06-01");
        assert_eq!(endless.not_lured_until, Some(day("2026-05-01")));
        assert_eq!(endless.term, "indefinite", "what is permanent has no end");
    }

    #[test]
    fn a_trial_hire_is_a_hire_on_its_first_day() {
        let steps =
            [step("trial_hire", "2024-05-01", "fixed", "2024-07-31"), step("permanent", "2024-08-01", "regular", "")];

        let came = introduced(&steps, None, "2024-09-01");

        assert_eq!(came.hired_on, Some(day("2024-05-01")));
        assert_eq!(came.lasting, Some(Lasting::Regular), "the last that is told");
    }

    #[test]
    fn who_was_not_hired_has_nothing_after_the_introduction() {
        let refused = introduced(&[step("placement_ended", "2024-05-01", "", "")], None, "2025-01-01");

        assert_eq!((refused.hired_on, refused.lasting, refused.six_months), (None, None, None));
    }

    #[test]
    fn a_seeking_does_not_end_before_it_begins() {
        let seeking = |until: &str, closed: &str| Seeking {
            received_on: day("2024-05-01"),
            valid_until: until.parse().ok(),
            closed_on: closed.parse().ok(),
            occupation: String::new(),
            wish: None,
            address: None,
        };
        let field = |seeking: Seeking| seeking.check(day("2024-06-20")).err().map(|(field, _)| field);

        assert_eq!(field(seeking("", "")), None);
        assert_eq!(field(seeking("2024-04-30", "")), Some("valid_until"));
        assert_eq!(field(seeking("", "2024-04-30")), Some("closed_on"));
        assert_eq!(field(seeking("", "2024-06-21")), Some("closed_on"));
        assert_eq!(field(Seeking { received_on: day("2024-06-21"), ..seeking("", "") }), Some("received_on"));
        assert_eq!(seeking("2024-08-01", "2024-06-01").last_day(), Some(day("2024-06-01")));
    }
}
