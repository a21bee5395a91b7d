//! The session.

use office::{Stage, Status};

use super::keys::acts_of;
use crate::views::session::{ClosedView, Openers, SessionStage, SessionView};

/// Shows the session; the passphrase of the sample only while the sample is in use.
pub fn session(status: &Status, sample_passphrase: &str) -> SessionView {
    SessionView {
        stage: match status.stage {
            Stage::FirstRun => SessionStage::FirstRun,
            Stage::Locked => SessionStage::Locked,
            Stage::RecoveryUnconfirmed => SessionStage::RecoveryUnconfirmed,
            Stage::PassphraseDue => SessionStage::PassphraseDue,
            Stage::Rescue => SessionStage::Rescue,
            Stage::Preparing => SessionStage::Preparing,
            Stage::Open => SessionStage::Open,
            Stage::Handed => SessionStage::Handed,
            Stage::Event => SessionStage::Event,
        },
        language: status.language.into(),
        sample: status.sample,
        sample_passphrase: status.sample.then(|| sample_passphrase.to_owned()),
        organisation: status.organisation.clone(),
        clock_behind: status.clock_behind.map(|day| day.to_string()),
        idle_minutes: status.idle_minutes,
        today: status.today.to_string(),
        // EXPOSE: shown to the person themselves.
        member: status.member.as_ref().map(|name| name.expose().clone()),
        acts: acts_of(status.roles),
        openers: Openers {
            passphrase: status.openers.passphrase,
            recovery: status.openers.recovery,
            escrow: status.openers.escrow,
        },
        closed: status.closed.as_ref().map(|closed| ClosedView {
            at: closed.at.clone(),
            serial: u32::try_from(closed.serial).unwrap_or(u32::MAX),
            interrupted: closed.interrupted,
        }),
        quick_erase: status.quick_erase,
    }
}
