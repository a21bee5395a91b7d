//! Backups, states, progress.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use office::{Job, JobStep as OfficeStep, LastBackup, Progress, RescueReason as OfficeReason, VaultState};

use crate::{
    handlers::backups::days_since,
    views::backups::{BackupLine, CountLine, Counted, JobKind, JobStep, ProgressView, RescueReason, StateView},
};

/// What is shown of the rows a table, in this order.
const TABLES: [(&str, Counted); 12] = [
    ("participant", Counted::Participants),
    ("participant_name", Counted::Names),
    ("consent", Counted::Consents),
    ("interview", Counted::Interviews),
    ("answer", Counted::Answers),
    ("draft", Counted::Drafts),
    ("enrolment", Counted::Enrolments),
    ("recommendation", Counted::Recommendations),
    ("placement_step", Counted::PlacementSteps),
    ("company", Counted::Companies),
    ("activity", Counted::Activities),
    ("document", Counted::Documents),
];

/// Shows the rows of the tables that a person knows.
pub fn counts(tables: &BTreeMap<String, u64>) -> Vec<CountLine> {
    let rows = TABLES.into_iter().chain([("journal", Counted::JournalEntries)]);
    let line = |(table, what): (&str, Counted)| {
        let count = tables.get(table).copied().unwrap_or(0);
        CountLine { what, count: u32::try_from(count).unwrap_or(u32::MAX) }
    };
    rows.map(line).collect()
}

/// Shows the state of a vault or of a backup.
pub fn state(state: VaultState) -> StateView {
    StateView {
        at: state.at.filter(|at| !at.is_empty()),
        serial: u32::try_from(state.serial).unwrap_or(u32::MAX),
        counts: counts(&state.counts),
    }
}

/// Shows the last good backup.
pub fn backup_line(last: LastBackup, today: NaiveDate) -> BackupLine {
    let days = days_since(&last.made_at, today);
    BackupLine { serial: u32::try_from(last.serial).unwrap_or(u32::MAX), made_at: last.made_at, days }
}

/// Shows why a vault did not open.
pub const fn rescue_reason(reason: OfficeReason) -> RescueReason {
    match reason {
        OfficeReason::Damaged => RescueReason::Damaged,
        OfficeReason::JournalBroken => RescueReason::JournalBroken,
        OfficeReason::RolledBack => RescueReason::RolledBack,
        OfficeReason::Replayed => RescueReason::Replayed,
        OfficeReason::AnchorMissing => RescueReason::AnchorMissing,
    }
}

/// Shows how far long work is.
pub fn progress_view(progress: Option<Progress>) -> ProgressView {
    let Some(Progress { job, step, fraction, cancellable }) = progress else {
        return ProgressView { job: None, step: None, fraction: 0.0, cancellable: false };
    };
    ProgressView { job: Some(job_kind(job)), step: Some(job_step(step)), fraction, cancellable }
}

const fn job_kind(job: Job) -> JobKind {
    match job {
        Job::Unlock => JobKind::Unlock,
        Job::Backup => JobKind::Backup,
        Job::Restore => JobKind::Restore,
        Job::Erase => JobKind::Erase,
        Job::Documents => JobKind::Documents,
        Job::Import => JobKind::Import,
        Job::Release => JobKind::Release,
    }
}

const fn job_step(step: OfficeStep) -> JobStep {
    match step {
        OfficeStep::Key => JobStep::Key,
        OfficeStep::Seals => JobStep::Seals,
        OfficeStep::Structure => JobStep::Structure,
        OfficeStep::References => JobStep::References,
        OfficeStep::Journal => JobStep::Journal,
        OfficeStep::Copying => JobStep::Copying,
        OfficeStep::Writing => JobStep::Writing,
        OfficeStep::ReadingBack => JobStep::ReadingBack,
        OfficeStep::Cleaning => JobStep::Cleaning,
        OfficeStep::Documents => JobStep::Documents,
        OfficeStep::Reading => JobStep::Reading,
        OfficeStep::Comparing => JobStep::Comparing,
        OfficeStep::Counting => JobStep::Counting,
        OfficeStep::Protecting => JobStep::Protecting,
    }
}
