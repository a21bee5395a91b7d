//! Erasure and the yearly review.

use office::{
    Due, ErasureDone, ErasurePreview as OfficePreview, ErasureReason as OfficeReason, Held, LegalHold,
    RetentionPurpose as OfficePurpose, YearlyReview,
};
use store::Holdings;

use super::people::person_row;
use crate::views::{
    backups::{CountLine, Counted},
    erasure::{
        ErasedView, ErasurePreview, ErasureReason, HeldView, HoldView, RetentionPurpose, RetentionRule, ReviewRow,
        ReviewView,
    },
};

pub fn preview(preview: &OfficePreview) -> ErasurePreview {
    ErasurePreview {
        goes: counts(&preview.goes),
        held: preview.held.map(held),
        years: preview.years.clone(),
        last_backup: preview.last_backup.clone(),
    }
}

pub fn erased(done: &ErasureDone) -> ErasedView {
    ErasedView { gone: counts(&done.gone), held: done.held.map(held), cleaned: done.cleaned }
}

/// What there is at all.
fn counts(holdings: &Holdings) -> Vec<CountLine> {
    let all = [
        (Counted::Names, holdings.names),
        (Counted::Consents, holdings.consents),
        (Counted::Interviews, holdings.interviews),
        (Counted::Answers, holdings.answers),
        (Counted::Drafts, holdings.drafts),
        (Counted::Enrolments, holdings.enrolments),
        (Counted::Recommendations, holdings.recommendations),
        (Counted::PlacementSteps, holdings.steps),
        (Counted::Documents, holdings.documents),
        (Counted::Others, holdings.others.saturating_add(holdings.reviews)),
        (Counted::JournalEntries, holdings.journal_payloads),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).map(|(what, count)| CountLine { what, count }).collect()
}

fn held(held: Held) -> HeldView {
    HeldView { placements: held.placements, until: held.until.to_string() }
}

pub fn review_view(review: &YearlyReview) -> ReviewView {
    let rule = |rule: &office::RetentionRule| RetentionRule { purpose: purpose(rule.purpose), months: rule.months };
    ReviewView {
        rules: review.rules.iter().map(rule).collect(),
        due: review.due.iter().map(due).collect(),
        holds: review.holds.iter().map(hold).collect(),
        clock_doubtful: review.clock_doubtful,
    }
}

fn due(due: &Due) -> ReviewRow {
    ReviewRow {
        person: person_row(&due.person),
        purpose: purpose(due.purpose),
        since: due.since.to_string(),
        held_until: due.held_until.map(|day| day.to_string()),
    }
}

fn hold(hold: &LegalHold) -> HoldView {
    HoldView { id: hold.id, until: hold.until.to_string(), over: hold.over }
}

fn purpose(purpose: OfficePurpose) -> RetentionPurpose {
    match purpose {
        OfficePurpose::Support => RetentionPurpose::Support,
        OfficePurpose::PlacementLedger => RetentionPurpose::PlacementLedger,
        OfficePurpose::Drafts => RetentionPurpose::Drafts,
    }
}

pub fn purpose_of(purpose: RetentionPurpose) -> OfficePurpose {
    match purpose {
        RetentionPurpose::Support => OfficePurpose::Support,
        RetentionPurpose::PlacementLedger => OfficePurpose::PlacementLedger,
        RetentionPurpose::Drafts => OfficePurpose::Drafts,
    }
}

pub fn reason_of(reason: ErasureReason) -> OfficeReason {
    match reason {
        ErasureReason::Asked => OfficeReason::Asked,
        ErasureReason::Retention => OfficeReason::Retention,
        ErasureReason::Mistake => OfficeReason::Mistake,
    }
}
