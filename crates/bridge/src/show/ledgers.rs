//! The ledgers of the placement law.

use casework::{
    fee::{self, FeeFor},
    ids::CompanyId,
    ledger::{Introduced, Lasting, Missing, Seeking, SixMonths},
};
use guarded::Guarded;
use office::{
    FeeEntry, FeeTotal, IntroductionLine, LedgerRecord, Ledgers, LegalHold, OpeningEntry, ReportCount, ReportLine,
    SeekerEntry,
};
use serde_json::Value;

use crate::views::ledgers::{
    CameOf, FeeKind, FeeTotalView, FeeView, HeldDayView, HeldEntryView, HeldFeeView, HeldLedgerView, HeldRequestView,
    IntroductionView, LastingView, LedgerMissing, LedgersView, LicenceView, OpeningEntryView, ReportCountView,
    ReportLineCode, SeekerEntryView, SeekingView, SeekingsView,
};

/// EXPOSE: everything in this file is shown to somebody who may see the ledgers.
fn text(value: &Guarded<String>) -> String {
    value.expose().clone()
}

pub fn ledgers_view(ledgers: Ledgers, years: Vec<i32>) -> LedgersView {
    let Ledgers { year, licence, openings, seekers, fees, fee_totals, report } = ledgers;
    LedgersView {
        year,
        years,
        licence: LicenceView { number: licence.number, fees: licence.fees },
        openings: openings.iter().map(opening).collect(),
        seekers: seekers.iter().map(seeker).collect(),
        fees: fees.iter().map(fee).collect(),
        fee_totals: fee_totals.iter().map(fee_total).collect(),
        report: report.iter().map(count).collect(),
    }
}

fn opening(entry: &OpeningEntry) -> OpeningEntryView {
    let first = entry.introductions.first().map(|line| &line.record);
    let opening = entry.opening.as_ref();
    let company = opening.map(|opening| opening.company).or(first.map(|record| record.company));
    let name = opening.map(|opening| &opening.company_name).or(first.map(|record| &record.company_name));
    OpeningEntryView {
        opening: opening.map(|opening| opening.id),
        company: company.unwrap_or(CompanyId(0)).0,
        company_name: name.cloned().unwrap_or_default(),
        title: opening.map(|opening| text(&opening.title)).unwrap_or_default(),
        received_on: opening.map(|opening| opening.received_on.to_string()),
        sought: opening.map_or(0, |opening| opening.sought),
        introductions: entry.introductions.iter().map(introduction).collect(),
        missing: missing(&entry.missing),
    }
}

fn seeker(entry: &SeekerEntry) -> SeekerEntryView {
    let seeking = entry.seeking.as_ref();
    SeekerEntryView {
        participant: entry.participant.0,
        name: entry.name.clone(),
        received_on: seeking.map(|seeking| seeking.received_on.to_string()),
        last_day: seeking.and_then(Seeking::last_day).map(|day| day.to_string()),
        introductions: entry.introductions.iter().map(introduction).collect(),
        missing: missing(&entry.missing),
    }
}

fn introduction(line: &IntroductionLine) -> IntroductionView {
    let IntroductionLine { record, participant_name, came, missing: lacks } = line;
    IntroductionView {
        placement: record.id.0,
        participant: record.participant.0,
        participant_name: participant_name.clone(),
        company: record.company.0,
        company_name: record.company_name.clone(),
        on: record.on.to_string(),
        came: came_of(came),
        hired_on: came.hired_on.map(|day| day.to_string()),
        lasting: came.hired_on.map(|_| lasting(came.lasting)),
        not_lured_until: came.not_lured_until.map(|day| day.to_string()),
        missing: missing(lacks),
    }
}

const fn came_of(came: &Introduced) -> CameOf {
    match (came.hired_on, came.six_months, came.ended_on) {
        (Some(_), Some(SixMonths::Left(_)), _) => CameOf::Left,
        (Some(_), Some(SixMonths::Unknown), _) => CameOf::NotKnown,
        (Some(_), _, _) => CameOf::Hired,
        (None, _, Some(_)) => CameOf::NotHired,
        (None, _, None) => CameOf::UnderWay,
    }
}

fn count(count: &ReportCount) -> ReportCountView {
    let of = |wanted: fn(&LedgerRecord) -> Option<u32>| count.records.iter().filter_map(wanted).collect();
    ReportCountView {
        line: line_of(count.line),
        lasting: count.line.lasting().map(lasting),
        number: count.number,
        participants: of(|record| match record {
            LedgerRecord::Participant(id) => Some(id.0),
            LedgerRecord::Opening(_) => None,
        }),
        openings: of(|record| match record {
            LedgerRecord::Opening(id) => Some(*id),
            LedgerRecord::Participant(_) => None,
        }),
    }
}

const fn line_of(line: ReportLine) -> ReportLineCode {
    match line {
        ReportLine::NewOpenings(_) => ReportLineCode::NewOpenings,
        ReportLine::OpenOpenings => ReportLineCode::OpenOpenings,
        ReportLine::NewSeekers => ReportLineCode::NewSeekers,
        ReportLine::OpenSeekers => ReportLineCode::OpenSeekers,
        ReportLine::Hires(_) => ReportLineCode::Hires,
        ReportLine::EndlessHires => ReportLineCode::EndlessHires,
        ReportLine::LeftWithinSixMonths => ReportLineCode::LeftWithinSixMonths,
        ReportLine::SixMonthsUnknown => ReportLineCode::SixMonthsUnknown,
    }
}

const fn lasting(lasting: Option<Lasting>) -> LastingView {
    match lasting {
        Some(Lasting::Regular) => LastingView::Regular,
        Some(Lasting::Temporary) => LastingView::Temporary,
        Some(Lasting::Daily) => LastingView::Daily,
        None => LastingView::NotTold,
    }
}

fn missing(all: &[Missing]) -> Vec<LedgerMissing> {
    let view = |missing: &Missing| match missing {
        Missing::Address => LedgerMissing::Address,
        Missing::Contact => LedgerMissing::Contact,
        Missing::Occupation => LedgerMissing::Occupation,
        Missing::Place => LedgerMissing::Place,
        Missing::Term => LedgerMissing::Term,
        Missing::Pay => LedgerMissing::Pay,
        Missing::Birth => LedgerMissing::Birth,
        Missing::Received => LedgerMissing::Received,
        Missing::SixMonths => LedgerMissing::SixMonths,
        Missing::Opening => LedgerMissing::Opening,
        Missing::Fee => LedgerMissing::Fee,
        Missing::Basis => LedgerMissing::Basis,
    };
    all.iter().map(view).collect()
}

pub fn fee(entry: &FeeEntry) -> FeeView {
    let fee = &entry.row.fee;
    FeeView {
        id: entry.row.id,
        placement: match fee.taken_for {
            FeeFor::Placement(id) => Some(id.0),
            FeeFor::Company(_) => None,
        },
        company: entry.row.company.0,
        company_name: entry.row.company_name.clone(),
        participant: entry.row.participant.map(|who| who.0),
        participant_name: entry.participant_name.clone().unwrap_or_default(),
        received_on: fee.received_on.to_string(),
        kind: fee_kind(fee.kind),
        amount: fee.amount,
        basis: fee.basis.clone().unwrap_or_default(),
        missing: missing(&entry.missing),
    }
}

const fn fee_total(total: &FeeTotal) -> FeeTotalView {
    FeeTotalView { kind: fee_kind(total.kind), number: total.number, amount: total.amount }
}

const fn fee_kind(kind: fee::FeeKind) -> FeeKind {
    match kind {
        fee::FeeKind::Notified => FeeKind::Notified,
        fee::FeeKind::Capped => FeeKind::Capped,
        fee::FeeKind::Reception => FeeKind::Reception,
        fee::FeeKind::Seeker => FeeKind::Seeker,
        fee::FeeKind::Other => FeeKind::Other,
    }
}

pub const fn fee_kind_of(kind: FeeKind) -> fee::FeeKind {
    match kind {
        FeeKind::Notified => fee::FeeKind::Notified,
        FeeKind::Capped => fee::FeeKind::Capped,
        FeeKind::Reception => fee::FeeKind::Reception,
        FeeKind::Seeker => fee::FeeKind::Seeker,
        FeeKind::Other => fee::FeeKind::Other,
    }
}

pub fn held(entries: &[(LegalHold, Guarded<String>)]) -> HeldLedgerView {
    HeldLedgerView { entries: entries.iter().map(|(hold, content)| held_entry(*hold, content)).collect() }
}

/// What was sealed is JSON that the office wrote; what an earlier version did not write is empty.
fn held_entry(hold: LegalHold, content: &Guarded<String>) -> HeldEntryView {
    let content: Value = serde_json::from_str(content.expose()).unwrap_or_default();
    let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let list = |name: &str| content.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let days =
        list("days").into_iter().filter_map(|day| Some(HeldDayView { kind: word(day.get(0))?, on: word(day.get(1))? }));
    let asked = list("asked").into_iter().map(|asked| HeldRequestView {
        received_on: word(asked.get("received_on")).unwrap_or_default(),
        wish: word(asked.get("wish")).unwrap_or_default(),
        address: word(asked.get("address")).unwrap_or_default(),
    });
    let fees = list("fees").into_iter().map(|fee| HeldFeeView {
        received_on: word(fee.get("received_on")).unwrap_or_default(),
        amount: fee.get("amount").and_then(Value::as_u64).and_then(|yen| u32::try_from(yen).ok()).unwrap_or(0),
        basis: word(fee.get("basis")).unwrap_or_default(),
    });
    HeldEntryView {
        id: hold.id,
        until: hold.until.to_string(),
        over: hold.over,
        names: list("names").iter().filter_map(|name| word(Some(name))).collect(),
        birth: word(content.get("birth")),
        company: word(content.get("company")),
        days: days.collect(),
        asked: asked.collect(),
        fees: fees.collect(),
    }
}

pub fn seekings_view(seekings: Vec<(u32, Seeking)>) -> SeekingsView {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let words = |words: Option<&Guarded<String>>| words.map(text).unwrap_or_default();
    let view = |(id, seeking): (u32, Seeking)| SeekingView {
        id,
        received_on: seeking.received_on.to_string(),
        valid_until: day(seeking.valid_until),
        closed_on: day(seeking.closed_on),
        wish: words(seeking.wish.as_ref()),
        address: words(seeking.address.as_ref()),
        occupation: seeking.occupation,
    };
    SeekingsView { seekings: seekings.into_iter().map(view).collect() }
}
