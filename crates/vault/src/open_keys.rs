//! The keys of an unlocked vault.

use std::sync::{Mutex, MutexGuard, PoisonError};

use guarded::Guarded;

use crate::copies::Mending;
use crate::device::DeviceSecret;
use crate::key::{self, Purpose, VaultId, VaultKey};
use crate::key_file::KeyFile;
use crate::slot::{Lock, Slot, SlotId, SlotInfo, SlotKind};

/// What opened a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenedBy {
    /// The passphrase of this slot, and with it the member of staff to whom it belongs.
    Passphrase(SlotId),
    /// The recovery code.
    Recovery,
    /// The two keys of the office.
    Escrow,
}

impl OpenedBy {
    pub(crate) const fn slot(slot: &Slot) -> Self {
        match slot.lock.kind() {
            SlotKind::Passphrase => Self::Passphrase(slot.id),
            SlotKind::Recovery => Self::Recovery,
            SlotKind::Escrow => Self::Escrow,
        }
    }
}

/// The keys of an unlocked vault. Dropped, they are overwritten.
///
/// The key itself lies alone on a page that is kept out of swap, as far as the system allows it.
#[derive(Debug)]
pub struct OpenKeys {
    pub(crate) vault: VaultId,
    pub(crate) key: VaultKey,
    opened_by: OpenedBy,
    mending: Mending,
    known: Mutex<Known>,
}

/// What may change while the vault is open.
#[derive(Debug)]
struct Known {
    file: KeyFile,
    device: Option<DeviceSecret>,
}

impl OpenKeys {
    pub(crate) const fn of(
        key: VaultKey,
        opened_by: OpenedBy,
        file: KeyFile,
        mending: Mending,
        device: Option<DeviceSecret>,
    ) -> Self {
        Self { vault: file.vault, key, opened_by, mending, known: Mutex::new(Known { file, device }) }
    }

    /// Returns the id of the vault, which never changes.
    pub const fn vault_id(&self) -> VaultId {
        self.vault
    }

    /// Returns what opened the vault. For a vault just created it is its first passphrase.
    pub const fn opened_by(&self) -> OpenedBy {
        self.opened_by
    }

    /// Returns the slots of the key file as it was last read or written.
    pub fn slots(&self) -> Vec<SlotInfo> {
        self.known().file.infos()
    }

    /// Returns the public halves of the key of the office, if there is one.
    pub fn escrow_recipients(&self) -> Option<[String; 2]> {
        self.known().file.slots().iter().find_map(|slot| match &slot.lock {
            Lock::Escrow(shares) => Some(shares.recipients()),
            _ => None,
        })
    }

    /// Returns how often the key file was written, counted from 1. Kept elsewhere, it shows an old file put back.
    pub fn sequence(&self) -> u64 {
        self.known().file.sequence
    }

    /// Returns what unlocking did about a copy that was not as it should be.
    pub const fn mending(&self) -> Mending {
        self.mending
    }

    /// Returns the key of one purpose. The same vault gives the same key at every unlock.
    pub fn key(&self, purpose: Purpose) -> Guarded<[u8; 32]> {
        self.key.derive(self.vault, purpose)
    }

    /// Returns the database key as SQLCipher takes a raw key: `x'` 64 hex digits `'`.
    pub fn database_key(&self) -> Guarded<String> {
        key::raw_key_literal(&self.key(Purpose::Database))
    }

    pub(crate) fn file(&self) -> KeyFile {
        self.known().file.clone()
    }

    pub(crate) fn wrote(&self, file: KeyFile) {
        self.known().file = file;
    }

    pub(crate) fn device(&self) -> Option<DeviceSecret> {
        self.known().device.clone()
    }

    pub(crate) fn knows_device(&self, secret: Option<DeviceSecret>) {
        self.known().device = secret;
    }

    /// Whoever panicked while holding it changed nothing by halves.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
