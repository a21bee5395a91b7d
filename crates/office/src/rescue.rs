//! When the secret was right and the store does not verify: nothing is opened, nothing is changed, and a person decides.

use std::sync::Arc;

use guarded::Guarded;
use store::{Damage, OpenError, State, Store};
use vault::{
    Claim, OpenKeys, Secret, VaultFolder, VaultId,
    anchor::{self, Anchor},
};

use crate::{
    backup::LastBackup,
    freshness::{Stale, new_anchor},
    session::{Actor, Office, OpenVault, Stage, Status},
    session_error::SessionError,
};

/// Why the vault did not open though the secret was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RescueReason {
    /// Pages were changed or are missing.
    Damaged,
    /// The journal does not hold together.
    JournalBroken,
    /// An older store, or an older key file, was put in the place of the newer one.
    RolledBack,
    /// Single pages of an older store were put back.
    Replayed,
    /// The record of the last state is missing or damaged.
    AnchorMissing,
}

/// A vault that did not verify.
pub(crate) struct Rescue {
    folder: VaultFolder,
    keys: Arc<OpenKeys>,
    claim: Claim,
    reason: RescueReason,
    found: Option<State>,
    pub(crate) anchor: Option<Anchor>,
}

/// What the rescue screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RescueReport {
    /// Why.
    pub reason: RescueReason,
    /// The number of the state found, if it could be read.
    pub found_serial: Option<u64>,
    /// The number of the state that should be here.
    pub expected_serial: Option<u64>,
    /// When that was written (RFC 3339).
    pub expected_at: Option<String>,
    /// The last good backup.
    pub last_backup: Option<LastBackup>,
    /// Whether the state found can be accepted with the recovery code: it verifies, it is only not the newest.
    pub can_accept: bool,
}

impl Rescue {
    /// A store that does not verify.
    pub(crate) fn of_damage(folder: VaultFolder, keys: OpenKeys, claim: Claim, damage: Damage) -> Self {
        let reason = match damage {
            Damage::Journal(_) => RescueReason::JournalBroken,
            _ => RescueReason::Damaged,
        };
        let anchor = anchor::read(&folder, &keys).ok().flatten();
        Self { folder, keys: Arc::new(keys), claim, reason, found: None, anchor }
    }

    /// A store that verifies and is not the newest.
    pub(crate) fn of_stale(folder: VaultFolder, keys: OpenKeys, claim: Claim, stale: Stale) -> Self {
        let Stale { reason, found, anchor } = stale;
        Self { folder, keys: Arc::new(keys), claim, reason, found: Some(found), anchor }
    }

    /// Whose it is.
    pub(crate) fn vault_id(&self) -> VaultId {
        self.keys.vault_id()
    }

    /// What unlocking answers.
    pub(crate) const fn error(&self) -> SessionError {
        match self.reason {
            RescueReason::Damaged | RescueReason::JournalBroken => SessionError::StoreDamaged,
            RescueReason::RolledBack | RescueReason::Replayed | RescueReason::AnchorMissing => SessionError::StoreStale,
        }
    }

    fn report(&self) -> RescueReport {
        let anchor = self.anchor.as_ref();
        RescueReport {
            reason: self.reason,
            found_serial: self.found.map(|found| found.commits),
            expected_serial: anchor.map(|anchor| anchor.commits),
            expected_at: anchor.map(|anchor| anchor.closed_at.clone()),
            last_backup: anchor.and_then(LastBackup::of),
            can_accept: self.found.is_some(),
        }
    }
}

impl Office {
    /// Returns what is known about a vault that did not verify.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] at any other stage.
    pub fn rescue(&self) -> Result<RescueReport, SessionError> {
        self.with_rescue(|rescue| Ok(rescue.report()))
    }

    /// Goes on with an older state that verifies, on the responsibility of whoever holds the recovery code. The journal
    /// says so from then on.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`] or [`SessionError::RecoveryTypo`] for the code; [`SessionError::StoreDamaged`] for
    /// a state that does not verify; what the disk says.
    pub fn accept_state(&self, code: &Guarded<String>) -> Result<Status, SessionError> {
        self.with_rescue(|rescue| {
            rescue.folder.unlock(Secret::Recovery(code), &*self.devices)?;
            if rescue.found.is_some() { Ok(()) } else { Err(SessionError::StoreDamaged) }
        })?;
        let generation = self.begin_unlocking()?;
        let Rescue { folder, keys, claim, anchor, .. } = self.take_rescue()?;
        let store = Store::open(&folder.store_path(), &store_keys(&keys), &mut |_, _| {})?;
        let anchor = anchor.unwrap_or_else(|| new_anchor(&keys));
        let mut open = OpenVault {
            folder,
            keys,
            store,
            _claim: claim,
            unconfirmed: None,
            handed: None,
            event: None,
            stage: Stage::PassphraseDue,
            actor: Actor::without_passphrase(),
            anchor,
            closed: None,
            latest_day: None,
            undone: false,
            edits: crate::undo::Edits::default(),
            waiting: None,
            failures: crate::support::Failures::default(),
            written_at: None,
            place_password: None,
        };
        open.upgrade(self.clock())?;
        open.note_session(self.clock(), |desk| desk.note("accept_state", "vault", None))?;
        open.settle(self.clock())?;
        self.finish_unlocking(generation, open)?;
        Ok(self.status())
    }
}

/// The keys with which a store is opened.
pub(crate) fn store_keys(keys: &OpenKeys) -> store::StoreKeys {
    use vault::Purpose;
    store::StoreKeys {
        database: keys.database_key(),
        journal: keys.key(Purpose::Journal),
        subjects: keys.key(Purpose::Subjects),
        anchor: keys.key(Purpose::Anchor),
    }
}

/// Whether a person can still be helped by the rescue screen.
pub(crate) const fn damage_of(error: &OpenError) -> Option<Damage> {
    match error {
        OpenError::Damaged(damage) => Some(*damage),
        _ => None,
    }
}
