//! Tasks: what somebody has to do by a day, once or again and again.

use chrono::{Days, Months, NaiveDate, NaiveTime};
use guarded::Guarded;

use crate::{
    ids::{ParticipantId, TaskId},
    text::{self, TextError},
};

/// The longest title that is kept, in characters.
pub const TITLE_MAX: usize = 200;

/// What is to be done. A calendar outside of the program learns this and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// Anything else.
    ToDo,
    /// Meet somebody for an interview.
    Interview,
    /// Call or write to somebody.
    Contact,
    /// Go somewhere with somebody.
    Accompany,
    /// Prepare or hand in papers.
    Papers,
}

impl TaskKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::ToDo, Self::Interview, Self::Contact, Self::Accompany, Self::Papers];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToDo => "todo",
            Self::Interview => "interview",
            Self::Contact => "contact",
            Self::Accompany => "accompany",
            Self::Papers => "papers",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The unit of a repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months of the calendar.
    Month,
    /// Years.
    Year,
}

impl Unit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The unit with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

/// How a task comes again: every so many units after the day on which the series began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// Every how many units; 1 to [`MOST_UNITS`].
    pub every: u32,
    /// Which units.
    pub unit: Unit,
}

/// The longest distance of a repetition, in units.
pub const MOST_UNITS: u32 = 99;

impl Repeat {
    /// Returns the repetition if its distance is allowed.
    pub fn new(every: u32, unit: Unit) -> Option<Self> {
        (1..=MOST_UNITS).contains(&every).then_some(Self { every, unit })
    }

    /// Returns the first day of the series that lies after `passed`. Counted from the beginning of the series, so that
    /// what began on the 31st comes on the last day of a short month and on the 31st again afterwards.
    pub fn next(self, began: NaiveDate, passed: NaiveDate) -> Option<NaiveDate> {
        let steps = match self.unit {
            Unit::Day => passed.signed_duration_since(began).num_days() / i64::from(self.every),
            Unit::Week => passed.signed_duration_since(began).num_days() / (7 * i64::from(self.every)),
            Unit::Month | Unit::Year => months_between(began, passed) / i64::from(self.months()),
        };
        let nearest = u32::try_from(steps.saturating_sub(1)).unwrap_or(0);
        (nearest..=nearest.saturating_add(3)).filter_map(|step| self.at(began, step)).find(|day| *day > passed)
    }

    fn at(self, began: NaiveDate, step: u32) -> Option<NaiveDate> {
        let units = step.checked_mul(self.every)?;
        match self.unit {
            Unit::Day => began.checked_add_days(Days::new(u64::from(units))),
            Unit::Week => began.checked_add_days(Days::new(u64::from(units) * 7)),
            Unit::Month => began.checked_add_months(Months::new(units)),
            Unit::Year => began.checked_add_months(Months::new(units.checked_mul(12)?)),
        }
    }

    const fn months(self) -> u32 {
        match self.unit {
            Unit::Year => self.every.saturating_mul(12),
            _ => self.every,
        }
    }
}

fn months_between(from: NaiveDate, to: NaiveDate) -> i64 {
    use chrono::Datelike;
    let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    month(to) - month(from)
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// To be done.
    Open,
    /// Done.
    Done,
    /// Given up.
    Cancelled,
}

impl TaskState {
    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Cancelled].into_iter().find(|state| state.code() == code)
    }
}

/// What a task says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskContent {
    /// Whom it concerns; none for work of the office.
    pub participant: Option<ParticipantId>,
    /// What is to be done.
    pub kind: TaskKind,
    /// In words.
    pub title: Guarded<String>,
    /// By when.
    pub due_on: NaiveDate,
    /// At what time of that day, if that matters.
    pub due_at: Option<NaiveTime>,
    /// How it comes again.
    pub repeat: Option<Repeat>,
    /// The member of staff who does it; 0 when nobody is known.
    pub assignee: u32,
}

impl TaskContent {
    /// Returns the title as it is kept.
    ///
    /// # Errors
    /// [`TextError`] when blank, longer than [`TITLE_MAX`], or holding control characters.
    pub fn title(typed: &Guarded<String>) -> Result<Guarded<String>, TextError> {
        text::line(typed, TITLE_MAX)
    }
}

/// A task on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// What it says.
    pub content: TaskContent,
    /// Where it stands.
    pub state: TaskState,
    /// Not shown before this day.
    pub snoozed_until: Option<NaiveDate>,
    /// The first day of its series: the due day of the first task in it.
    pub began_on: NaiveDate,
    /// The task that came before it in its series.
    pub after: Option<TaskId>,
    /// When it was done or given up.
    pub ended_on: Option<NaiveDate>,
}

/// What the records themselves remind of. Such a reminder is not stored: it goes when what it is about changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReminderKind {
    /// A trial hire has nearly run its time: employ, prolong or end it.
    TrialEnds,
    /// A month since the employment began.
    Retention1,
    /// Six months since the employment began: is the person still there (職業安定法 asks for leavers within six months)?
    Retention6,
    /// Twelve months since the employment began.
    Retention12,
    /// The permit to stay, or the permission to work, ends.
    PermitEnds,
}

impl ReminderKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::TrialEnds, Self::Retention1, Self::Retention6, Self::Retention12, Self::PermitEnds];

    /// The code under which marks on it are stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TrialEnds => "trial_ends",
            Self::Retention1 => "retention_1",
            Self::Retention6 => "retention_6",
            Self::Retention12 => "retention_12",
            Self::PermitEnds => "permit_ends",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How many days before its day it shows.
    pub const fn lead_days(self) -> u64 {
        match self {
            Self::TrialEnds | Self::Retention6 | Self::Retention12 => 14,
            Self::Retention1 => 7,
            Self::PermitEnds => 60,
        }
    }
}

/// Which reminder: of what kind, about which record, for which day. The same for as long as the records say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReminderKey {
    /// Of what.
    pub kind: ReminderKind,
    /// Number of the record: a recommendation, or a participant for permits.
    pub subject: u32,
    /// For which day.
    pub on: NaiveDate,
}

/// How long a trial hire is taken to last while nobody wrote down its end.
pub const TRIAL_MONTHS: u32 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn next(every: u32, unit: Unit, began: &str, passed: &str) -> String {
        let repeat = Repeat::new(every, unit).expect("an allowed distance");
        repeat.next(day(began), day(passed)).expect("a day").to_string()
    }

    #[test]
    fn what_began_on_the_31st_comes_on_the_last_day_of_short_months_and_on_the_31st_again() {
        assert_eq!(next(1, Unit::Month, "2024-01-31", "2024-01-31"), "2024-02-29");
        assert_eq!(next(1, Unit::Month, "2024-01-31", "2024-02-29"), "2024-03-31");
        assert_eq!(next(1, Unit::Year, "2024-02-29", "2025-02-28"), "2026-02-28");
        assert_eq!(next(1, Unit::Year, "2024-02-29", "2027-03-01"), "2028-02-29");
    }

    #[test]
    fn days_that_passed_unused_are_left_out() {
        assert_eq!(next(2, Unit::Week, "2024-06-03", "2024-08-20"), "2024-08-26");
        assert_eq!(next(1, Unit::Day, "2024-06-03", "2024-06-30"), "2024-07-01");
    }

    #[test]
    fn a_series_that_lies_ahead_begins_with_its_first_day() {
        assert_eq!(next(1, Unit::Week, "2024-06-10", "2024-06-03"), "2024-06-10");
    }

    #[test]
    fn a_repetition_has_a_distance_within_bounds() {
        assert_eq!(Repeat::new(0, Unit::Day), None);
        assert_eq!(Repeat::new(100, Unit::Day), None);
    }

    proptest::proptest! {
        #[test]
        fn the_next_day_is_the_first_of_the_series_after_the_one_that_passed(
            every in 1..=12_u32,
            unit in 0..4_usize,
            start in 0..2_000_u64,
            passed in 0..4_000_u64,
        ) {
            let zero = day("2020-01-01");
            let repeat = Repeat { every, unit: Unit::ALL[unit] };
            let (began, passed) = (zero + Days::new(start), zero + Days::new(passed));
            let expected = (0..).map(|step| repeat.at(began, step).expect("a day")).find(|day| *day > passed);
            proptest::prop_assert_eq!(repeat.next(began, passed), expected);
        }
    }
}
