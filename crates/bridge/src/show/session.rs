//! The session.

use office::{Stage, Status};

use crate::views::session::{SessionStage, SessionView};

/// Shows the session; the passphrase of the sample only while the sample is in use.
pub fn session(status: &Status, sample_passphrase: &str) -> SessionView {
    SessionView {
        stage: match status.stage {
            Stage::FirstRun => SessionStage::FirstRun,
            Stage::Locked => SessionStage::Locked,
            Stage::RecoveryUnconfirmed => SessionStage::RecoveryUnconfirmed,
            Stage::PassphraseDue => SessionStage::PassphraseDue,
            Stage::Preparing => SessionStage::Preparing,
            Stage::Open => SessionStage::Open,
        },
        language: status.language.into(),
        sample: status.sample,
        sample_passphrase: status.sample.then(|| sample_passphrase.to_owned()),
        organisation: status.organisation.clone(),
        clock_behind: status.clock_behind.map(|day| day.to_string()),
        idle_minutes: status.idle_minutes,
        today: status.today.to_string(),
    }
}
