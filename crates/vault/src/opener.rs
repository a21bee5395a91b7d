//! A secret as somebody gave it, tried on slots.

use std::cell::RefCell;

use age::x25519::Identity;
use guarded::Guarded;
use thiserror::Error;

use crate::device::{CredentialFault, DeviceCheck, DeviceSecret, DeviceStore};
use crate::kdf::{self, OutOfMemory};
use crate::key::{VaultId, VaultKey};
use crate::passphrase;
use crate::recovery::RecoveryCode;
use crate::slot::{Lock, Slot, SlotKind, Stretching};

/// Why a slot could not be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum OpenFault {
    #[error("not enough memory to derive the key")]
    OutOfMemory,
    #[error(transparent)]
    Credential(CredentialFault),
}

impl From<OutOfMemory> for OpenFault {
    fn from(_: OutOfMemory) -> Self {
        Self::OutOfMemory
    }
}

/// A secret as the slots take it.
pub(crate) enum Opener<'a> {
    Passphrase(Typed<'a>),
    Recovery(RecoveryCode),
    Escrow([Identity; 2]),
}

impl Opener<'_> {
    pub(crate) const fn kind(&self) -> SlotKind {
        match self {
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::Recovery(_) => SlotKind::Recovery,
            Self::Escrow(_) => SlotKind::Escrow,
        }
    }

    /// Returns the secret of this computer if a slot needed it and it was there.
    pub(crate) fn into_device(self) -> Option<DeviceSecret> {
        if let Self::Passphrase(typed) = self { typed.into_device() } else { None }
    }

    /// Returns the vault key if this opens the slot.
    pub(crate) fn open(&self, slot: &Slot, vault: VaultId) -> Result<Option<VaultKey>, OpenFault> {
        let slot_key = match (self, &slot.lock) {
            (Self::Passphrase(typed), _) => typed.slot_key(&slot.lock, vault)?,
            (Self::Recovery(code), Lock::Recovery { salt } | Lock::RecoveryOfVersion1 { salt }) => {
                Some(kdf::recovery_key(code, salt, vault))
            }
            (Self::Escrow(identities), Lock::Escrow(shares)) => {
                shares.open(identities).map(|together| kdf::escrow_key(&together, vault))
            }
            _ => None,
        };
        Ok(slot_key.and_then(|slot_key| slot.open(&slot_key, vault)))
    }
}

/// Where the secret of this computer comes from.
enum Device<'a> {
    Store(&'a dyn DeviceStore),
    Known(Option<DeviceSecret>),
}

/// A passphrase as it was typed. What it cost to stretch it is paid once, however many slots it is tried on.
pub(crate) struct Typed<'a> {
    normal: Guarded<String>,
    device: Device<'a>,
    stretched: RefCell<Vec<(Stretching, Guarded<[u8; 32]>)>>,
    asked: RefCell<Option<(VaultId, Result<DeviceSecret, CredentialFault>)>>,
}

impl<'a> Typed<'a> {
    /// Asks the store for the secret of this computer if a slot needs it, once.
    pub(crate) fn new(typed: &Guarded<String>, store: &'a dyn DeviceStore) -> Self {
        Self::with(typed, Device::Store(store))
    }

    /// Uses the secret of this computer that is already known, or none.
    pub(crate) fn knowing(typed: &Guarded<String>, device: Option<DeviceSecret>) -> Self {
        Self::with(typed, Device::Known(device))
    }

    fn with(typed: &Guarded<String>, device: Device<'a>) -> Self {
        // EXPOSE: normalised into a guarded copy
        let normal = passphrase::normalise(typed.expose());
        Self { normal, device, stretched: RefCell::default(), asked: RefCell::default() }
    }

    fn into_device(self) -> Option<DeviceSecret> {
        match self.device {
            Device::Known(secret) => secret,
            Device::Store(_) => self.asked.into_inner().and_then(|(_, answer)| answer.ok()),
        }
    }

    fn slot_key(&self, lock: &Lock, vault: VaultId) -> Result<Option<Guarded<[u8; 32]>>, OpenFault> {
        Ok(match lock {
            Lock::Passphrase { stretching, salt, device } => {
                let device = device.map(|check| self.device(check, vault)).transpose()?;
                Some(kdf::passphrase_key(&self.stretch(*stretching)?, device.as_ref(), salt, vault))
            }
            Lock::PassphraseOfVersion1(stretching) => {
                Some(kdf::passphrase_key_of_version_1(&self.stretch(*stretching)?, vault))
            }
            _ => None,
        })
    }

    pub(crate) fn stretch(&self, how: Stretching) -> Result<Guarded<[u8; 32]>, OutOfMemory> {
        let mut done = self.stretched.borrow_mut();
        if let Some((_, stretched)) = done.iter().find(|(other, _)| *other == how) {
            return Ok(stretched.clone());
        }
        let stretched = kdf::stretch(&self.normal, &how.salt, how.cost)?;
        done.push((how, stretched.clone()));
        Ok(stretched)
    }

    /// A secret that is not the one this slot was bound to is as good as nothing.
    fn device(&self, check: DeviceCheck, vault: VaultId) -> Result<DeviceSecret, OpenFault> {
        let secret = match &self.device {
            Device::Known(secret) => secret.clone().ok_or(CredentialFault::NothingThere),
            Device::Store(store) => self.ask(*store, vault),
        };
        match secret {
            Ok(secret) if secret.check(vault) == check => Ok(secret),
            Ok(_) => Err(OpenFault::Credential(CredentialFault::NothingThere)),
            Err(fault) => Err(OpenFault::Credential(fault)),
        }
    }

    fn ask(&self, store: &dyn DeviceStore, vault: VaultId) -> Result<DeviceSecret, CredentialFault> {
        let mut asked = self.asked.borrow_mut();
        if let Some((_, answer)) = asked.as_ref().filter(|(other, _)| *other == vault) {
            return answer.clone();
        }
        let answer = DeviceSecret::read(store, vault);
        *asked = Some((vault, answer.clone()));
        answer
    }
}
