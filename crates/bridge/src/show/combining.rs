//! Combining laptops.

use aggregates::RawTable;
use office::{CombinedFigures, CombiningMember, CombiningState, CountsChecked, LaptopCard, SentByItself};
use tally::INDICATORS;

use crate::views::combining::{
    CombinedView, CombiningFigure, CombiningMemberView, CombiningPartView, CombiningWords, CountsCheckedView,
    LaptopCardView, LeftOutView, SentByItselfView,
};

/// Shows ten words in both languages.
pub fn words(ja: &[&str], en: &[&str]) -> CombiningWords {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    CombiningWords { ja: owned(ja), en: owned(en) }
}

/// Shows the card of a laptop.
pub fn card(card: LaptopCard) -> LaptopCardView {
    LaptopCardView { words: words(&card.japanese, &card.english), card: card.text, name: card.name }
}

fn member(CombiningMember { id, name, hands_in, holds_key }: CombiningMember) -> CombiningMemberView {
    CombiningMemberView { id, name, hands_in, holds_key }
}

/// Shows what this laptop takes part in.
pub fn part(state: CombiningState, goes: &RawTable, combined: Option<CombinedFigures>) -> CombiningPartView {
    let goes = goes.cells().iter().map(|cell| figure(cell.figure.as_str(), cell.value, false)).collect();
    CombiningPartView {
        name: state.name,
        year: state.year,
        is_office: state.is_office,
        is_holder: state.is_holder,
        is_listed: state.is_listed,
        handed_in: u32::try_from(state.sequence).unwrap_or(u32::MAX),
        agreed: state.agreed,
        send_every: state.send_every,
        sent_at: state.sent_at,
        sent: state.sent.map(|SentByItself { at, trouble }| SentByItselfView { at, trouble }),
        waiting: u32::try_from(state.waiting).unwrap_or(u32::MAX),
        is_server: state.place.contains("://"),
        place: state.place,
        trouble: state.trouble.map(|fault| fault.code().to_owned()),
        laptops: state.laptops,
        holders: state.holders,
        members: state.members.into_iter().map(member).collect(),
        goes,
        combined: combined.map(table),
    }
}

fn table(combined: CombinedFigures) -> CombinedView {
    let CombinedFigures { taken, left_out, missing, cells, .. } = combined;
    let figures = cells.iter().map(|cell| figure(cell.figure.as_str(), cell.total, !cell.caution.is_clear()));
    CombinedView { taken, left_out: named(left_out), missing, figures: figures.collect() }
}

fn figure(id: &str, value: u64, caution: bool) -> CombiningFigure {
    let known = INDICATORS.iter().find(|indicator| indicator.id == id);
    CombiningFigure {
        id: id.to_owned(),
        ja: known.map_or(id, |indicator| &*indicator.label.ja).to_owned(),
        en: known.map_or(id, |indicator| &*indicator.label.en).to_owned(),
        value: u32::try_from(value).unwrap_or(u32::MAX),
        caution,
    }
}

fn named<T: AsRef<str>>(all: Vec<(String, T)>) -> Vec<LeftOutView> {
    all.into_iter().map(|(laptop, why)| LeftOutView { laptop, why: why.as_ref().to_owned() }).collect()
}

/// Shows what came of a key holder's sitting down.
pub fn checked(checked: CountsChecked) -> CountsCheckedView {
    let CountsChecked { state, refusal, taken, left_out, missing, trouble, .. } = checked;
    CountsCheckedView {
        state: state.to_owned(),
        refusal: refusal.map(str::to_owned),
        taken,
        left_out: named(left_out),
        missing,
        trouble: trouble.map(|fault| fault.code().to_owned()),
    }
}
