//! Finding people by any of their names, and telling one person from two.

use std::collections::BTreeMap;

use casework::{
    finding::Why,
    merging::{MergeField as CaseField, Side, Standing},
    names,
};
use office::{
    FigureChange, Found, MergeBlock as OfficeBlock, MergeDone, MergeGroup as OfficeGroup, MergeLine as OfficeLine,
    MergePreview, MergeValue as OfficeValue, MergedRecord, PossibleDuplicate as OfficePair,
};

use super::people::{person_row, reasons, work_view};
use crate::views::{
    finding::{
        FigureChangeView, FoundNote, FoundWhy, MergeBlock, MergeCount, MergeField, MergeGroup, MergeLine, MergeSide,
        MergeStanding, MergeValue, MergeView, MergedRecordView, MergedView, PossibleDuplicate,
    },
    people::PeoplePage,
};

/// Some of the people who were found.
pub fn found_page(found: &[Found], offset: u32, limit: u32) -> PeoplePage {
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let shown = || found.iter().skip(place(offset)).take(place(limit));
    PeoplePage {
        total: u32::try_from(found.len()).unwrap_or(u32::MAX),
        rows: shown().map(|found| person_row(&found.person)).collect(),
        found: shown().map(found_note).collect(),
    }
}

fn found_note(found: &Found) -> FoundNote {
    let name = found.person.names.get(found.name);
    let other = name.filter(|name| names::shown(&found.person.names) != Some(*name));
    // EXPOSE: shown to the caseworker who searched.
    let name = other.map(|name| name.text.expose().clone());
    FoundNote { name, why: found.why.iter().copied().map(why).collect() }
}

const fn why(why: Why) -> FoundWhy {
    match why {
        Why::SameLetters => FoundWhy::SameLetters,
        Why::OtherOrder => FoundWhy::OtherOrder,
        Why::OtherScript => FoundWhy::OtherScript,
        Why::OtherSpelling => FoundWhy::OtherSpelling,
        Why::Similar => FoundWhy::Similar,
        Why::Part => FoundWhy::Part,
        Why::Beginning => FoundWhy::Beginning,
    }
}

/// The field that the screen names.
pub const fn field_of(field: MergeField) -> CaseField {
    match field {
        MergeField::ShownName => CaseField::ShownName,
        MergeField::Birth => CaseField::Birth,
        MergeField::Nationality => CaseField::Nationality,
        MergeField::Origin => CaseField::Origin,
        MergeField::Residence => CaseField::Residence,
        MergeField::Prefecture => CaseField::Prefecture,
        MergeField::Referral => CaseField::Referral,
        MergeField::Caseworker => CaseField::Caseworker,
    }
}

const fn field_view(field: CaseField) -> MergeField {
    match field {
        CaseField::ShownName => MergeField::ShownName,
        CaseField::Birth => MergeField::Birth,
        CaseField::Nationality => MergeField::Nationality,
        CaseField::Origin => MergeField::Origin,
        CaseField::Residence => MergeField::Residence,
        CaseField::Prefecture => MergeField::Prefecture,
        CaseField::Referral => MergeField::Referral,
        CaseField::Caseworker => MergeField::Caseworker,
    }
}

/// The record that the screen names.
pub const fn side_of(side: MergeSide) -> Side {
    match side {
        MergeSide::Kept => Side::Kept,
        MergeSide::Gone => Side::Gone,
    }
}

const fn side_view(side: Side) -> MergeSide {
    match side {
        Side::Kept => MergeSide::Kept,
        Side::Gone => MergeSide::Gone,
    }
}

/// Two records side by side.
pub fn merge_view(preview: &MergePreview) -> MergeView {
    MergeView {
        kept: person_row(&preview.kept),
        gone: person_row(&preview.gone),
        why: reasons(&preview.why),
        fields: preview.fields.iter().map(merge_line).collect(),
        moves: counts(&preview.moves),
        years: preview.years.clone(),
        reopens: preview.reopens,
        withdraws: preview.withdraws,
        blocks: preview.blocks.iter().copied().map(block).collect(),
    }
}

fn merge_line(line: &OfficeLine) -> MergeLine {
    let (standing, taken) = match line.standing {
        Standing::Silent => (MergeStanding::Agrees, None),
        Standing::Agrees(side) => (MergeStanding::Agrees, Some(side_view(side))),
        Standing::Only(side) => (MergeStanding::Only, Some(side_view(side))),
        Standing::Differs => (MergeStanding::Differs, None),
    };
    MergeLine {
        field: field_view(line.field),
        kept: line.kept.as_ref().map(merge_value),
        gone: line.gone.as_ref().map(merge_value),
        standing,
        taken,
    }
}

fn merge_value(value: &OfficeValue) -> MergeValue {
    // EXPOSE: shown to the caseworker who compares the two.
    MergeValue {
        value: value.value.expose().clone(),
        detail: value.detail.as_ref().map(|detail| detail.expose().clone()),
        until: value.until.map(|day| day.to_string()),
        work: value.work.map(work_view),
    }
}

const fn block(block: OfficeBlock) -> MergeBlock {
    match block {
        OfficeBlock::TwoDrafts => MergeBlock::TwoDrafts,
        OfficeBlock::Away => MergeBlock::Away,
    }
}

fn counts(counts: &BTreeMap<OfficeGroup, u32>) -> Vec<MergeCount> {
    counts.iter().map(|(group, count)| MergeCount { group: group_view(*group), count: *count }).collect()
}

const fn group_view(group: OfficeGroup) -> MergeGroup {
    match group {
        OfficeGroup::Names => MergeGroup::Names,
        OfficeGroup::Profile => MergeGroup::Profile,
        OfficeGroup::Consents => MergeGroup::Consents,
        OfficeGroup::Interviews => MergeGroup::Interviews,
        OfficeGroup::Documents => MergeGroup::Documents,
        OfficeGroup::Programmes => MergeGroup::Programmes,
        OfficeGroup::Placements => MergeGroup::Placements,
        OfficeGroup::Tasks => MergeGroup::Tasks,
        OfficeGroup::Roles => MergeGroup::Roles,
        OfficeGroup::Case => MergeGroup::Case,
        OfficeGroup::Others => MergeGroup::Others,
    }
}

/// Two records that were made one.
pub fn merged_view(done: &MergeDone) -> MergedView {
    let figure = |change: &FigureChange| FigureChangeView {
        year: change.year,
        label_ja: change.figure.label.ja.to_string(),
        label_en: change.figure.label.en.to_string(),
        before: change.before,
        after: change.after,
    };
    MergedView { moved: counts(&done.moved), joined: done.joined, figures: done.figures.iter().map(figure).collect() }
}

/// A record that was merged.
pub fn merged_record(record: &MergedRecord) -> MergedRecordView {
    MergedRecordView {
        id: record.id.0,
        at: record.at.clone(),
        // EXPOSE: the name of a member of staff.
        by: record.by.as_ref().map(|name| name.expose().clone()),
        separable: record.separable,
    }
}

/// A pair that may be one person.
pub fn possible_duplicate(pair: &OfficePair) -> PossibleDuplicate {
    PossibleDuplicate { one: person_row(&pair.one), other: person_row(&pair.other), why: reasons(&pair.why) }
}
