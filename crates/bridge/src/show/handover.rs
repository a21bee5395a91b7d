//! Handing a case to a colleague on another laptop.

use std::collections::BTreeMap;

use guarded::Guarded;
use office::{
    CarriedLine, CaseWhereabouts, KnownLaptop, LaptopWords, ParcelKind as OfficeKind, ParcelPreview as OfficePreview,
};
use store::{Ended, HandOver};

use super::{backups::counts, people::likely_duplicate};
use crate::views::{
    backups::{CountLine, Counted},
    handover::{
        CarriedEntryView, CarriedHistoryView, HandOverView, LaptopView, LaptopWordsView, ParcelFound, ParcelKind,
        WhereaboutsView,
    },
};

pub fn words(words: &LaptopWords) -> LaptopWordsView {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    LaptopWordsView { text: words.text.clone(), english: owned(&words.english), japanese: owned(&words.japanese) }
}

pub fn laptop(known: &KnownLaptop) -> LaptopView {
    LaptopView {
        id: known.laptop.id,
        name: plain(&known.laptop.name),
        known_on: known.laptop.known_on.to_string(),
        words: words(&known.words),
    }
}

pub fn whereabouts(whereabouts: &CaseWhereabouts) -> WhereaboutsView {
    WhereaboutsView {
        away: whereabouts.away.as_ref().map(hand_over),
        came: whereabouts.came.as_ref().map(hand_over),
        entries: whereabouts.entries,
    }
}

fn hand_over(hand_over: &HandOver) -> HandOverView {
    HandOverView {
        laptop: plain(&hand_over.laptop),
        at: hand_over.at.clone(),
        received: hand_over.ended == Ended::Received,
    }
}

pub fn found(preview: &OfficePreview) -> ParcelFound {
    let (kind, participant) = match preview.kind {
        OfficeKind::New => (ParcelKind::New, None),
        OfficeKind::Return(id) => (ParcelKind::Return, Some(id.0)),
        OfficeKind::Receipt(id) => (ParcelKind::Receipt, Some(id.0)),
        OfficeKind::Refusal(id) => (ParcelKind::Refusal, Some(id.0)),
    };
    ParcelFound {
        kind,
        participant,
        from: plain(&preview.from),
        organisation: plain(&preview.organisation),
        made_at: preview.made_at.clone(),
        names: preview.names.iter().map(plain).collect(),
        counts: told(&preview.counts),
        entries: preview.entries,
        duplicates: preview.duplicates.iter().map(likely_duplicate).collect(),
    }
}

/// What has a name of its own, and the rest together.
fn told(all: &BTreeMap<String, u32>) -> Vec<CountLine> {
    let wide: BTreeMap<String, u64> = all.iter().map(|(table, count)| (table.clone(), u64::from(*count))).collect();
    let mut lines: Vec<CountLine> =
        counts(&wide).into_iter().filter(|line| line.what != Counted::Participants && line.count > 0).collect();
    let named: u32 = lines.iter().map(|line| line.count).sum();
    let others = all.values().sum::<u32>().saturating_sub(named).saturating_sub(1);
    if others > 0 {
        lines.push(CountLine { what: Counted::Others, count: others });
    }
    lines
}

pub fn history(lines: &[CarriedLine]) -> CarriedHistoryView {
    let entry = |line: &CarriedLine| CarriedEntryView {
        at: line.at.clone(),
        who: line.who.as_ref().map(plain),
        verb: line.verb.clone(),
        subject: line.subject.clone(),
    };
    CarriedHistoryView { entries: lines.iter().map(entry).collect() }
}

fn plain(text: &Guarded<String>) -> String {
    // EXPOSE: shown to the person who asked.
    text.expose().clone()
}
