//! Changing what opens a vault. Every change writes both copies of the key file.

use guarded::Guarded;

use crate::copies::{self, Copies};
use crate::cost::KdfCost;
use crate::device::{CredentialFault, DeviceItem, DeviceSecret, DeviceStore, DeviceTrace};
use crate::disk::DiskError;
use crate::errors::ChangeError;
use crate::escrow;
use crate::folder::VaultFolder;
use crate::key_file::{KeyFile, MAX_PASSPHRASES};
use crate::open_keys::{OpenKeys, OpenedBy};
use crate::opener::{OpenFault, Opener, Typed};
use crate::recovery::RecoveryCode;
use crate::slot::{Slot, SlotId, SlotKind};
use crate::wrapping;

/// Whoever changes a slot has the vault open, and that is all that is asked here; the caller asks for the passphrase
/// in force, and after an opening with the recovery code or the key of the office makes sure first that the store opens.
///
/// The passphrases are taken as they are: ask [`passphrase::judge`](crate::passphrase::judge) first. Copies of the
/// folder that were made earlier still open as they did. See [`ChangeError`] for when the old secrets stay in force.
impl VaultFolder {
    /// Adds a passphrase, for another member of staff.
    ///
    /// It shares salt and cost with the other passphrases where their cost is at least half of `cost`, so that
    /// unlocking stays one key derivation. Blocks for one, or for one for each different cost in the file.
    ///
    /// # Errors
    /// [`ChangeError::InUse`] if it opens another slot: nobody could say any more who opened the vault. Slots that need
    /// the secret of this computer are looked at only if the vault was opened by one of them.
    pub fn add_passphrase(&self, keys: &OpenKeys, new: &Guarded<String>, cost: KdfCost) -> Result<SlotId, ChangeError> {
        let current = self.current(keys)?;
        if current.passphrase_slots().count() >= MAX_PASSPHRASES {
            return Err(ChangeError::TooManySlots);
        }
        let slot = wrap_passphrase(keys, &current, SlotId::make()?, new, cost, None)?;
        let id = slot.id;
        self.replace(keys, &current, |_| false, Some(slot))?;
        Ok(id)
    }

    /// Makes a slot open with another passphrase; its name stays, and the other secrets do.
    ///
    /// A slot that needs the secret of this computer goes on needing it if the vault was opened by such a slot, or
    /// bound in this session. Else that secret is not at hand, and the slot no longer needs it: bind it again.
    ///
    /// # Errors
    /// As for [`add_passphrase`](Self::add_passphrase), and [`ChangeError::NoSuchSlot`].
    pub fn change_passphrase(
        &self,
        keys: &OpenKeys,
        slot: SlotId,
        new: &Guarded<String>,
        cost: KdfCost,
    ) -> Result<(), ChangeError> {
        let current = self.current(keys)?;
        let old = current.passphrase_slot(slot).ok_or(ChangeError::NoSuchSlot)?;
        let device = keys.device().filter(|secret| old.lock.device() == Some(secret.check(keys.vault)));
        let changed = wrap_passphrase(keys, &current, slot, new, cost, device.as_ref())?;
        self.replace(keys, &current, is_passphrase(slot), Some(changed))
    }

    /// Removes a passphrase.
    ///
    /// # Errors
    /// [`ChangeError::LastPassphrase`] for the last one.
    pub fn remove_passphrase(&self, keys: &OpenKeys, slot: SlotId) -> Result<(), ChangeError> {
        let current = self.current(keys)?;
        current.passphrase_slot(slot).ok_or(ChangeError::NoSuchSlot)?;
        if current.passphrase_slots().count() == 1 {
            return Err(ChangeError::LastPassphrase);
        }
        self.replace(keys, &current, is_passphrase(slot), None)
    }

    /// Returns the slot that this passphrase opens, to be sure who is sitting there. Blocks like an unlocking.
    ///
    /// # Errors
    /// [`ChangeError::Credential`] if it opens none, but slots that need the secret of this computer could not be tried.
    pub fn passphrase_opens(
        &self,
        keys: &OpenKeys,
        typed: &Guarded<String>,
        store: &dyn DeviceStore,
    ) -> Result<Option<SlotId>, ChangeError> {
        let current = self.current(keys)?;
        let opened = current.open(&Opener::Passphrase(Typed::new(typed, store)))?;
        Ok(opened.and_then(|(_, by)| if let OpenedBy::Passphrase(slot) = by { Some(slot) } else { None }))
    }

    /// Makes a new recovery code. The old one opens nothing any more.
    ///
    /// # Errors
    /// See [`ChangeError`].
    pub fn replace_recovery_code(&self, keys: &OpenKeys) -> Result<RecoveryCode, ChangeError> {
        let current = self.current(keys)?;
        let code = RecoveryCode::make()?;
        let slot = wrapping::recovery(&code, keys.vault, &keys.key)?;
        self.replace(keys, &current, is_of(SlotKind::Recovery), Some(slot))?;
        Ok(code)
    }

    /// Lets two people at the office open the vault together, in the place of those who could before.
    ///
    /// # Errors
    /// [`ChangeError::NoRecipient`] and [`ChangeError::SameRecipient`] for what is not two different public halves.
    pub fn set_escrow(&self, keys: &OpenKeys, recipients: [&str; 2]) -> Result<(), ChangeError> {
        let recipients = escrow::parse_recipients(recipients)?;
        let current = self.current(keys)?;
        let slot = wrapping::escrow(&recipients, keys.vault, &keys.key)?;
        self.replace(keys, &current, is_of(SlotKind::Escrow), Some(slot))
    }

    /// Takes the key of the office away. Does nothing if there is none.
    ///
    /// # Errors
    /// [`ChangeError::NoWayBack`] if nothing else opens the vault.
    pub fn remove_escrow(&self, keys: &OpenKeys) -> Result<(), ChangeError> {
        let current = self.current(keys)?;
        if !current.has(SlotKind::Escrow) {
            return Ok(());
        }
        if current.slots().len() == 1 {
            return Err(ChangeError::NoWayBack);
        }
        self.replace(keys, &current, is_of(SlotKind::Escrow), None)
    }

    /// Makes a slot need the secret of this computer besides its passphrase. The first slot to do so makes the secret.
    ///
    /// # Errors
    /// [`ChangeError::WrongSecret`] if the passphrase is not that of the slot; [`ChangeError::Credential`] if the
    /// credential store does not keep the secret, and then nothing changed.
    pub fn bind_device(
        &self,
        keys: &OpenKeys,
        slot: SlotId,
        passphrase: &Guarded<String>,
        store: &dyn DeviceStore,
    ) -> Result<(), ChangeError> {
        let secret = match DeviceSecret::read(store, keys.vault) {
            Err(CredentialFault::NothingThere) => DeviceSecret::make(store, keys.vault),
            other => other,
        }?;
        self.rewrap(keys, slot, passphrase, store, Some(&secret))?;
        keys.knows_device(Some(secret));
        Ok(())
    }

    /// Makes a slot open with its passphrase alone. The last slot to do so removes the secret from this computer.
    ///
    /// # Errors
    /// As for [`bind_device`](Self::bind_device). Whoever cannot reach the credential store any more opens with the
    /// recovery code and changes the passphrase.
    pub fn unbind_device(
        &self,
        keys: &OpenKeys,
        slot: SlotId,
        passphrase: &Guarded<String>,
        store: &dyn DeviceStore,
    ) -> Result<DeviceTrace, ChangeError> {
        self.rewrap(keys, slot, passphrase, store, None)?;
        if keys.file().passphrase_slots().any(|slot| slot.lock.device().is_some()) {
            return Ok(DeviceTrace::None);
        }
        Ok(forget_device(keys, store))
    }

    /// Removes every passphrase and the secret of this computer: what is left opens with the recovery code or the key
    /// of the office only. [`add_passphrase`](Self::add_passphrase) after such an opening takes the seal off.
    ///
    /// Nothing is removed from older copies of the folder, and a flash disk may keep what was overwritten.
    ///
    /// # Errors
    /// [`ChangeError::NoWayBack`] if there is neither a recovery code nor a key of the office.
    pub fn seal_for_travel(&self, keys: &OpenKeys, store: &dyn DeviceStore) -> Result<DeviceTrace, ChangeError> {
        let current = self.current(keys)?;
        if !current.has(SlotKind::Recovery) && !current.has(SlotKind::Escrow) {
            return Err(ChangeError::NoWayBack);
        }
        self.replace(keys, &current, is_of(SlotKind::Passphrase), None)?;
        Ok(forget_device(keys, store))
    }

    fn rewrap(
        &self,
        keys: &OpenKeys,
        id: SlotId,
        passphrase: &Guarded<String>,
        store: &dyn DeviceStore,
        device: Option<&DeviceSecret>,
    ) -> Result<(), ChangeError> {
        let current = self.current(keys)?;
        let slot = current.passphrase_slot(id).ok_or(ChangeError::NoSuchSlot)?;
        let stretching = slot.lock.stretching().ok_or(ChangeError::NoSuchSlot)?;
        let opener = Opener::Passphrase(Typed::new(passphrase, store));
        if opener.open(slot, keys.vault)?.is_none() {
            return Err(ChangeError::WrongSecret);
        }
        let Opener::Passphrase(typed) = &opener else { return Err(ChangeError::WrongSecret) };
        let changed = wrapping::passphrase(id, typed, stretching, device, keys.vault, &keys.key)?;
        self.replace(keys, &current, is_passphrase(id), Some(changed))
    }

    /// Reads the key file again: what was changed since unlocking must not be lost.
    fn current(&self, keys: &OpenKeys) -> Result<KeyFile, ChangeError> {
        let file = Copies::read(&self.path).newest_authentic(&keys.key).map_err(ChangeError::from)?.clone();
        let known = keys.file();
        let older = file.sequence < known.sequence || (file.sequence == known.sequence && file != known);
        if older { Err(ChangeError::RolledBack) } else { Ok(file) }
    }

    /// Writes the file in which `leaving` are gone and `coming` is there.
    fn replace(
        &self,
        keys: &OpenKeys,
        current: &KeyFile,
        leaving: impl Fn(&Slot) -> bool,
        coming: Option<Slot>,
    ) -> Result<(), ChangeError> {
        let mut slots = current.other_slots(leaving);
        slots.extend(coming);
        let file = current.next(slots, &keys.key);
        copies::replace_both(&self.path, &file).map_err(DiskError::from)?;
        keys.wrote(file);
        Ok(())
    }
}

fn is_passphrase(id: SlotId) -> impl Fn(&Slot) -> bool {
    move |slot| slot.lock.kind() == SlotKind::Passphrase && slot.id == id
}

fn is_of(kind: SlotKind) -> impl Fn(&Slot) -> bool {
    move |slot| slot.lock.kind() == kind
}

/// Wraps the key for a passphrase that no other slot may have.
fn wrap_passphrase(
    keys: &OpenKeys,
    current: &KeyFile,
    id: SlotId,
    new: &Guarded<String>,
    cost: KdfCost,
    device: Option<&DeviceSecret>,
) -> Result<Slot, ChangeError> {
    let opener = Opener::Passphrase(Typed::knowing(new, keys.device()));
    for other in current.passphrase_slots().filter(|other| other.id != id) {
        match opener.open(other, keys.vault) {
            Ok(Some(_)) => return Err(ChangeError::InUse),
            Ok(None) | Err(OpenFault::Credential(_)) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    let Opener::Passphrase(typed) = &opener else { return Err(ChangeError::WrongSecret) };
    let others = current.passphrase_slots().filter(|other| other.id != id);
    let stretching = wrapping::shared_or_fresh(others, cost)?;
    Ok(wrapping::passphrase(id, typed, stretching, device, keys.vault, &keys.key)?)
}

fn forget_device(keys: &OpenKeys, store: &dyn DeviceStore) -> DeviceTrace {
    let known = keys.device().is_some();
    keys.knows_device(None);
    match store.remove(keys.vault, DeviceItem::Secret) {
        Ok(()) => DeviceTrace::Removed,
        Err(CredentialFault::NothingThere) => DeviceTrace::None,
        Err(CredentialFault::NoStore) if !known => DeviceTrace::None,
        Err(fault) => DeviceTrace::Left(fault),
    }
}

#[cfg(test)]
mod tests;
