//! A vault that is open, and who is at the keyboard.

use std::{sync::Arc, time::Duration};

use casework::ids::ActivityId;
use chrono::NaiveDate;
use guarded::Guarded;
use store::{Member, Store};
use vault::{Claim, OpenKeys, RecoveryCode, VaultFolder, anchor::Anchor};

use super::stage::{Closed, Stage};
use crate::{
    clock::Clock,
    desk::WritingDesk,
    error::OfficeError,
    handover::Waiting,
    interviews::Handed,
    preferences::Language,
    roles::{Act, Roles},
    session_error::SessionError,
    support::Failures,
    undo::Edits,
};

/// Who is at the keyboard.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    /// Their number; 0 when the vault was opened without a passphrase.
    pub id: u32,
    pub name: Guarded<String>,
    pub roles: Roles,
}

impl Actor {
    /// Whoever opened the vault with the recovery code or the keys of the office.
    pub(crate) fn without_passphrase() -> Self {
        Self { id: 0, name: Guarded::default(), roles: Roles::EVERY }
    }

    /// The first member of a new vault, who may do everything and has not said their name yet.
    pub(crate) fn first(language: Language) -> Self {
        let name = language.choose("はじめの職員", "First member");
        Self { id: 1, name: Guarded::from(name), roles: Roles::EVERY }
    }

    /// A member on record.
    pub(crate) fn of(member: &Member) -> Self {
        Self { id: member.id.0, name: member.name.clone(), roles: Roles::from_codes(&member.roles) }
    }
}

/// A vault that is open.
pub(crate) struct OpenVault {
    pub folder: VaultFolder,
    /// Shared with a key derivation that runs while the session goes on.
    pub keys: Arc<OpenKeys>,
    pub store: Store,
    pub _claim: Claim,
    /// The recovery code shown and not yet typed back.
    pub unconfirmed: Option<RecoveryCode>,
    pub stage: Stage,
    /// What is in the hands of a participant, in that stage.
    pub handed: Option<Handed>,
    /// The activity whose day it is, in event mode.
    pub event: Option<ActivityId>,
    pub actor: Actor,
    /// What the record outside the store says.
    pub anchor: Anchor,
    pub closed: Option<Closed>,
    /// The latest day in the journal when the vault was opened.
    pub latest_day: Option<NaiveDate>,
    /// Whether the last write failed.
    pub undone: bool,
    /// What can be undone; gone with the vault when it is locked.
    pub edits: Edits,
    /// What failed, as codes.
    pub failures: Failures,
    /// A file from another laptop that waits for a decision.
    pub waiting: Option<Waiting>,
    /// The password of the place of the files for combining, once it was typed.
    pub place_password: Option<Guarded<String>>,
    /// When the store was last written to, by the clock that never goes back.
    pub written_at: Option<Duration>,
}

impl OpenVault {
    /// Runs a use case in one transaction, keeps note of what it changed of whom, and refuses it when that is somebody
    /// whose case was handed to another laptop.
    pub(super) fn edit<T>(
        &mut self,
        clock: &dyn Clock,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let actor = self.actor.clone();
        let (done, edited, trail) = self.write_recorded(clock, |writer| {
            let desk = WritingDesk::new(writer, clock, &actor);
            let done = work(&desk)?;
            let edited = writer.edited()?;
            edited.people.keys().try_for_each(|person| desk.not_away(*person))?;
            Ok::<_, OfficeError>((done, edited, desk.trail.take()))
        })?;
        self.edits.keep(&clock.now().to_rfc3339(), edited, trail);
        Ok(done)
    }

    /// Refuses what the person at the keyboard may not do.
    pub(crate) fn may(&self, act: Act) -> Result<(), SessionError> {
        if self.actor.roles.allow(act) { Ok(()) } else { Err(SessionError::Forbidden) }
    }
}
