//! Backups, restoring, the rescue screen, progress.

use chrono::DateTime;
use guarded::Guarded;
use office::{BACKUP_EXTENSION, REMIND_AFTER_DAYS, Stage};
use vault::Secret;

use crate::{
    error::{CommandError, ErrorCode},
    handlers::session::now,
    host::{FileSuggestion, Host},
    show::backups::{backup_line, counts, progress_view, rescue_reason, state},
    views::{
        backups::{
            AcceptStateRequest, BackupDone, BackupView, ComparisonView, LookAtBackupRequest, ProgressView, RescueView,
        },
        session::{SecretKind, SessionView},
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn progress(host: &Host, (): ()) -> Answer<ProgressView> {
    Ok(progress_view(host.office.progress()))
}

pub fn cancel_job(host: &Host, (): ()) -> Answer<()> {
    host.office.stop_job();
    Ok(())
}

pub fn rescue(host: &Host, (): ()) -> Answer<RescueView> {
    let report = host.office.rescue()?;
    let number = |serial: Option<u64>| serial.map(|serial| u32::try_from(serial).unwrap_or(u32::MAX));
    Ok(RescueView {
        reason: rescue_reason(report.reason),
        found_serial: number(report.found_serial),
        expected_serial: number(report.expected_serial),
        expected_at: report.expected_at,
        last_backup: report.last_backup.map(|last| backup_line(last, host.office.status().today)),
        can_accept: report.can_accept,
    })
}

pub fn accept_state(host: &Host, request: AcceptStateRequest) -> Answer<SessionView> {
    host.office.accept_state(&request.code).map_err(|error| match error.into() {
        CommandError { code: code @ (ErrorCode::WrongSecret | ErrorCode::RecoveryTypo), .. } => {
            CommandError::at(code, "code")
        }
        error => error,
    })?;
    now(host)
}

pub fn backup_state(host: &Host, (): ()) -> Answer<BackupView> {
    let today = host.office.status().today;
    let last = host.office.last_backup()?.map(|last| backup_line(last, today));
    let due = last.as_ref().is_none_or(|last| last.days >= REMIND_AFTER_DAYS);
    // The sample organisation is thrown away anyway.
    let due = due && !host.office.status().sample;
    Ok(BackupView { last, due, remind_after: REMIND_AFTER_DAYS })
}

pub fn make_backup(host: &Host, (): ()) -> Answer<BackupDone> {
    let suggestion = FileSuggestion { stem: host.office.backup_name()?, extension: BACKUP_EXTENSION };
    let Some(target) = host.desktop.place_for(&suggestion)? else {
        return Ok(BackupDone { saved: false, serial: 0, bytes: 0.0, counts: Vec::new() });
    };
    let made = host.office.make_backup(&target)?;
    Ok(BackupDone {
        saved: true,
        serial: u32::try_from(made.serial).unwrap_or(u32::MAX),
        bytes: bytes(made.bytes),
        counts: counts(&made.counts),
    })
}

/// A size as JavaScript counts; whole up to 9 PB.
#[expect(clippy::cast_precision_loss, reason = "no file has 9 PB")]
const fn bytes(bytes: u64) -> f64 {
    bytes as f64
}

pub fn look_at_backup(host: &Host, request: LookAtBackupRequest) -> Answer<ComparisonView> {
    let LookAtBackupRequest { secret, second, kind } = request;
    let Some(file) = host.desktop.choose_file(&[BACKUP_EXTENSION])? else {
        return Ok(ComparisonView {
            chosen: false,
            backup: None,
            current: None,
            older: false,
            same_vault: false,
            erased_again: 0,
        });
    };
    let both: [Guarded<String>; 2] = [secret.clone(), second.unwrap_or_default()];
    let opener = match kind {
        SecretKind::Passphrase => Secret::Passphrase(&secret),
        SecretKind::Recovery => Secret::Recovery(&secret),
        SecretKind::Escrow => Secret::Escrow(&both),
    };
    let comparison = host.office.look_at_backup(&file, opener).map_err(|error| match error.into() {
        CommandError { code: code @ (ErrorCode::WrongSecret | ErrorCode::RecoveryTypo), .. } => {
            CommandError::at(code, "secret")
        }
        error => error,
    })?;
    Ok(ComparisonView {
        chosen: true,
        backup: Some(state(comparison.backup)),
        current: comparison.current.map(state),
        older: comparison.older,
        same_vault: comparison.same_vault,
        erased_again: comparison.erased_again,
    })
}

pub fn restore_backup(host: &Host, (): ()) -> Answer<SessionView> {
    let was_open = host.office.stage_now() == Stage::Open;
    host.office.restore_backup()?;
    if was_open {
        host.desktop.locked();
    }
    now(host)
}

pub fn forget_backup(host: &Host, (): ()) -> Answer<()> {
    host.office.forget_backup();
    Ok(())
}

/// Days from a moment to a day, never negative.
pub(crate) fn days_since(made_at: &str, today: chrono::NaiveDate) -> u32 {
    let made = DateTime::parse_from_rfc3339(made_at).map(|made| made.date_naive());
    made.map_or(u32::MAX, |made| u32::try_from((today - made).num_days().max(0)).unwrap_or(u32::MAX))
}
