//! The counts of the yearly report on placement (職業紹介事業報告書, 様式第8号), each with the records behind it.

use std::collections::BTreeSet;

use casework::{
    ids::ParticipantId,
    ledger::{Lasting, SixMonths},
};
use chrono::NaiveDate;
use store::LedgerOpening;

use super::{IntroductionLine, OpeningEntry, SeekerEntry};

/// A line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportLine {
    /// 新規求人数: people sought by openings that were received in the year.
    NewOpenings(Option<Lasting>),
    /// 有効求人数 at the end of the year: people sought by openings that are still open.
    OpenOpenings,
    /// 新規求職申込件数: requests received in the year.
    NewSeekers,
    /// 有効求職者数 at the end of the year: persons whose request still stands.
    OpenSeekers,
    /// 就職件数: hires of the year.
    Hires(Option<Lasting>),
    /// 無期雇用就職者数: hires of the year without an end.
    EndlessHires,
    /// 6か月以内離職者数 among them.
    LeftWithinSixMonths,
    /// 判明せず among them: six months have passed and nobody knows.
    SixMonthsUnknown,
}

impl ReportLine {
    /// Its code; how long it lasts is said apart.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewOpenings(_) => "new_openings",
            Self::OpenOpenings => "open_openings",
            Self::NewSeekers => "new_seekers",
            Self::OpenSeekers => "open_seekers",
            Self::Hires(_) => "hires",
            Self::EndlessHires => "endless_hires",
            Self::LeftWithinSixMonths => "left_within_six_months",
            Self::SixMonthsUnknown => "six_months_unknown",
        }
    }

    /// The code of how long what it counts lasts, for the lines that tell it apart.
    pub const fn lasting_code(self) -> Option<&'static str> {
        match self.lasting() {
            None => None,
            Some(None) => Some("not_told"),
            Some(Some(Lasting::Regular)) => Some("regular"),
            Some(Some(Lasting::Temporary)) => Some("temporary"),
            Some(Some(Lasting::Daily)) => Some("daily"),
        }
    }

    /// How long what it counts lasts: none within when the records do not say.
    pub const fn lasting(self) -> Option<Option<Lasting>> {
        match self {
            Self::NewOpenings(lasting) | Self::Hires(lasting) => Some(lasting),
            _ => None,
        }
    }
}

/// A record behind a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerRecord {
    /// A person.
    Participant(ParticipantId),
    /// An opening, by its number.
    Opening(u32),
}

/// A count of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportCount {
    /// Which line.
    pub line: ReportLine,
    /// The number.
    pub number: u32,
    /// The records behind it; an opening counts for as many as it seeks.
    pub records: Vec<LedgerRecord>,
}

const LASTING: [Option<Lasting>; 4] = [Some(Lasting::Regular), Some(Lasting::Temporary), Some(Lasting::Daily), None];

/// Counts the lines of the form for a year, in its order.
pub(super) fn counts(
    openings: &[OpeningEntry],
    seekers: &[SeekerEntry],
    introductions: &[IntroductionLine],
    (first, last): (NaiveDate, NaiveDate),
) -> Vec<ReportCount> {
    let in_year = |day: NaiveDate| first <= day && day <= last;
    let openings: Vec<&LedgerOpening> = openings.iter().filter_map(|entry| entry.opening.as_ref()).collect();
    let new = |lasting| {
        let these = openings.iter().filter(|opening| in_year(opening.received_on) && of_opening(opening) == lasting);
        of_openings(ReportLine::NewOpenings(lasting), these.copied())
    };
    let over = |opening: &LedgerOpening| {
        opening.closed_on.is_some_and(|on| on <= last) || opening.valid_until.is_some_and(|until| until < last)
    };
    let open = of_openings(ReportLine::OpenOpenings, openings.iter().filter(|opening| !over(opening)).copied());
    let requests = || seekers.iter().filter_map(|entry| Some((entry.participant, entry.seeking.as_ref()?)));
    let asked = requests().filter(|(_, seeking)| in_year(seeking.received_on)).map(|(who, _)| who);
    let stand = requests().filter(|(_, seeking)| {
        seeking.received_on <= last
            && seeking.closed_on.is_none_or(|on| on > last)
            && seeking.valid_until.is_none_or(|until| until >= last)
    });
    let standing: BTreeSet<ParticipantId> = stand.map(|(who, _)| who).collect();
    let hires = || introductions.iter().filter(|line| line.came.hired_on.is_some_and(in_year));
    let hired = |lasting| {
        let these = hires().filter(move |line| line.came.lasting == lasting);
        of_people(ReportLine::Hires(lasting), these.map(|line| line.record.participant))
    };
    let after = |line: ReportLine, fits: fn(SixMonths) -> bool| {
        let these = hires().filter(|hire| hire.came.six_months.is_some_and(fits));
        of_people(line, these.map(|hire| hire.record.participant))
    };
    let mut counts: Vec<ReportCount> = LASTING.into_iter().map(new).collect();
    counts.push(open);
    counts.push(of_people(ReportLine::NewSeekers, asked));
    counts.push(of_people(ReportLine::OpenSeekers, standing.into_iter()));
    counts.extend(LASTING.into_iter().map(hired));
    counts.push(after(ReportLine::EndlessHires, |_| true));
    counts.push(after(ReportLine::LeftWithinSixMonths, |state| matches!(state, SixMonths::Left(_))));
    counts.push(after(ReportLine::SixMonthsUnknown, |state| state == SixMonths::Unknown));
    counts
}

fn of_opening(opening: &LedgerOpening) -> Option<Lasting> {
    Lasting::of_months(&opening.term, opening.term_months)
}

fn of_openings<'a>(line: ReportLine, these: impl Iterator<Item = &'a LedgerOpening>) -> ReportCount {
    let these: Vec<&LedgerOpening> = these.collect();
    ReportCount {
        line,
        number: these.iter().map(|opening| opening.sought).fold(0, u32::saturating_add),
        records: these.iter().map(|opening| LedgerRecord::Opening(opening.id)).collect(),
    }
}

fn of_people(line: ReportLine, these: impl Iterator<Item = ParticipantId>) -> ReportCount {
    let records: Vec<LedgerRecord> = these.map(LedgerRecord::Participant).collect();
    ReportCount { line, number: u32::try_from(records.len()).unwrap_or(u32::MAX), records }
}
