//! What opens the vault besides passphrases: the keys of the office, the secret of this computer; and taking away what
//! opens it here: for a journey, or for good.

use chrono::DateTime;
use guarded::Guarded;
use vault::{CredentialFault, DeviceItem, EraseReport, SlotKind};

use crate::{
    backup::LastBackup,
    freshness::SEAL,
    roles::Act,
    session::{Office, Stage, Status},
    session_error::SessionError,
};

/// Everything that opens the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeysReport {
    /// How many members have a passphrase.
    pub passphrases: u32,
    /// Whether the recovery sheet was typed back.
    pub recovery_confirmed: bool,
    /// Whether the office holds keys of its own.
    pub escrow: bool,
    /// Whether the passphrase of the person at the keyboard needs the secret of this computer too.
    pub device_bound: bool,
    /// What the store of secrets of this computer says; `None` when it is ready.
    pub device: Option<CredentialFault>,
    /// The number of the vault's state.
    pub serial: u64,
}

impl Office {
    /// Returns everything that opens the vault.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while the vault is locked; what the disk says.
    pub fn keys(&self) -> Result<KeysReport, SessionError> {
        let vault = self.with_open(|open| Ok(open.keys.vault_id()))?;
        // Asked outside of the session: a store that does not answer must not hold the lock up.
        let device = match self.devices.read(vault, DeviceItem::Secret) {
            Ok(_) | Err(CredentialFault::NothingThere) => None,
            Err(fault) => Some(fault),
        };
        self.with_open(|open| {
            let slots = open.keys.slots();
            let own = open.store.read().members()?.into_iter().find(|member| member.id.0 == open.actor.id);
            let of_kind = |kind| slots.iter().filter(|slot| slot.kind == kind).count();
            Ok(KeysReport {
                passphrases: u32::try_from(of_kind(SlotKind::Passphrase)).unwrap_or(u32::MAX),
                recovery_confirmed: open.stage == Stage::Open,
                escrow: of_kind(SlotKind::Escrow) > 0,
                device_bound: slots
                    .iter()
                    .any(|slot| slot.device_bound && own.as_ref().is_some_and(|own| own.slot == *slot.id.as_bytes())),
                device,
                serial: open.store.state()?.commits,
            })
        })
    }

    /// Gives the office keys of its own: both people together can open the vault, neither alone.
    ///
    /// # Errors
    /// [`SessionError::Forbidden`]; [`SessionError::BadOfficeKey`]; [`SessionError::SameOfficeKey`];
    /// [`SessionError::WrongSecret`]; what the disk says.
    pub fn set_escrow(&self, both: [&str; 2], current: &Guarded<String>) -> Result<(), SessionError> {
        self.with_open(|open| open.may(Act::Members))?;
        let (folder, keys, _) = self.check_passphrase(current)?;
        folder.set_escrow(&keys, both)?;
        self.after_key_change("set", "office_keys")
    }

    /// Takes the keys of the office away.
    ///
    /// # Errors
    /// [`SessionError::Forbidden`]; [`SessionError::WrongSecret`]; what the disk says.
    pub fn remove_escrow(&self, current: &Guarded<String>) -> Result<(), SessionError> {
        self.with_open(|open| open.may(Act::Members))?;
        let (folder, keys, _) = self.check_passphrase(current)?;
        folder.remove_escrow(&keys)?;
        self.after_key_change("remove", "office_keys")
    }

    /// Makes the passphrase of the person at the keyboard open the vault only together with a secret that this computer
    /// keeps. The recovery code goes on to open it anywhere.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`]; one of the four faults of the store of secrets; what the disk says.
    pub fn bind_device(&self, current: &Guarded<String>) -> Result<(), SessionError> {
        let (folder, keys, slot) = self.check_passphrase(current)?;
        folder.bind_device(&keys, slot, current, &*self.devices)?;
        self.after_key_change("bind", "device")
    }

    /// Takes that back.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`]; what the disk says.
    pub fn unbind_device(&self, current: &Guarded<String>) -> Result<(), SessionError> {
        let (folder, keys, slot) = self.check_passphrase(current)?;
        folder.unbind_device(&keys, slot, current, &*self.devices)?;
        self.after_key_change("unbind", "device")
    }

    /// Seals the vault for a journey: every passphrase and the secret of this computer are taken away, and it is
    /// locked. Only the recovery code or both keys of the office open it again.
    ///
    /// # Errors
    /// [`SessionError::BackupNeeded`] without a backup of the last 24 hours that holds everything;
    /// [`SessionError::NothingElseOpens`]; [`SessionError::WrongSecret`]; what the disk says.
    pub fn seal_for_travel(&self, current: &Guarded<String>) -> Result<Status, SessionError> {
        let (folder, keys, _) = self.check_passphrase(current)?;
        let now = self.clock().now();
        self.with_open(|open| {
            open.may(Act::Travel)?;
            let last = LastBackup::of(&open.anchor).ok_or(SessionError::BackupNeeded)?;
            let made = DateTime::parse_from_rfc3339(&last.made_at).map_err(|_| SessionError::BackupNeeded)?;
            if (now - made).num_hours().abs() >= 24 {
                return Err(SessionError::BackupNeeded);
            }
            open.note_session(self.clock(), |desk| desk.note(SEAL, "vault", None))?;
            open.anchor.sealed_at = Some(now.to_rfc3339());
            folder.seal_for_travel(&keys, &*self.devices)?;
            open.settle(self.clock())
        })?;
        Ok(self.lock())
    }

    /// Allows quick erase on this laptop, or forbids it.
    ///
    /// # Errors
    /// [`SessionError::Forbidden`]; what the disk says.
    pub fn allow_quick_erase(&self, allowed: bool) -> Result<(), SessionError> {
        if self.preferences().quick_erase == allowed {
            return Ok(());
        }
        self.with_open(|open| {
            open.may(Act::Organisation)?;
            let verb = if allowed { "allow" } else { "forbid" };
            open.note_session(self.clock(), |desk| desk.note(verb, "quick_erase", None))
        })?;
        self.prefer(|preferences| preferences.quick_erase = allowed).map_err(|_| SessionError::ReadOnly)
    }

    /// Erases the vault on this laptop, keys first. Needs no passphrase, and nothing is asked again: whoever calls has
    /// waited for the countdown.
    ///
    /// # Errors
    /// [`SessionError::NotAllowed`] unless the office allowed it here.
    pub fn quick_erase(&self) -> Result<EraseReport, SessionError> {
        if !self.preferences().quick_erase || self.status().sample {
            return Err(SessionError::NotAllowed);
        }
        let folder = self.folder();
        self.drop_everything();
        let report = vault::quick_erase(&folder, &*self.devices);
        // Whole vaults that a restore left beside, with keys of their own.
        self.forget_backup();
        self.erase_replaced();
        let _ = self.prefer(|preferences| preferences.quick_erase = false);
        Ok(report)
    }
}
