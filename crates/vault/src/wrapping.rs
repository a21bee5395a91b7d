//! Making slots.

use age::x25519::Recipient;
use guarded::Guarded;

use crate::cost::KdfCost;
use crate::device::DeviceSecret;
use crate::errors::NoRandomness;
use crate::escrow::Shares;
use crate::kdf::{self, OutOfMemory};
use crate::key::{VaultId, VaultKey};
use crate::opener::Typed;
use crate::recovery::RecoveryCode;
use crate::slot::{Lock, Slot, SlotId, Stretching};

/// Why a passphrase slot could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrapFault {
    OutOfMemory,
    NoRandomness,
}

impl From<OutOfMemory> for WrapFault {
    fn from(_: OutOfMemory) -> Self {
        Self::OutOfMemory
    }
}

impl From<NoRandomness> for WrapFault {
    fn from(_: NoRandomness) -> Self {
        Self::NoRandomness
    }
}

/// Wraps the key for the first passphrase of a vault.
pub(crate) fn first_passphrase(
    passphrase: &Guarded<String>,
    cost: KdfCost,
    vault: VaultId,
    key: &VaultKey,
) -> Result<Slot, WrapFault> {
    let typed = Typed::knowing(passphrase, None);
    self::passphrase(SlotId::make()?, &typed, fresh(cost)?, None, vault, key)
}

/// Wraps the key for a passphrase, with a salt of the slot's own.
pub(crate) fn passphrase(
    id: SlotId,
    typed: &Typed<'_>,
    stretching: Stretching,
    device: Option<&DeviceSecret>,
    vault: VaultId,
    key: &VaultKey,
) -> Result<Slot, WrapFault> {
    let salt = kdf::make_bytes()?;
    let slot_key = kdf::passphrase_key(&typed.stretch(stretching)?, device, &salt, vault);
    let lock = Lock::Passphrase { stretching, salt, device: device.map(|secret| secret.check(vault)) };
    Ok(Slot::seal(id, lock, &slot_key, key, vault)?)
}

/// Wraps the key for a recovery code, with a fresh salt.
pub(crate) fn recovery(code: &RecoveryCode, vault: VaultId, key: &VaultKey) -> Result<Slot, NoRandomness> {
    let salt = kdf::make_bytes()?;
    let slot_key = kdf::recovery_key(code, &salt, vault);
    Slot::seal(SlotId::make()?, Lock::Recovery { salt }, &slot_key, key, vault)
}

/// Wraps the key for two people together.
pub(crate) fn escrow(recipients: &[Recipient; 2], vault: VaultId, key: &VaultKey) -> Result<Slot, NoRandomness> {
    let (shares, together) = Shares::make(recipients)?;
    Slot::seal(SlotId::make()?, Lock::Escrow(shares), &kdf::escrow_key(&together, vault), key, vault)
}

/// How a new passphrase is stretched: as the costliest of the others, so that unlocking stretches once for all of
/// them; or anew, if that is less than half of the work wanted.
pub(crate) fn shared_or_fresh<'a>(
    others: impl Iterator<Item = &'a Slot>,
    cost: KdfCost,
) -> Result<Stretching, NoRandomness> {
    let costliest = others.filter_map(|slot| slot.lock.stretching()).max_by_key(|other| other.cost.work());
    match costliest {
        Some(shared) if shared.cost.work() >= cost.work().div_ceil(2) => Ok(shared),
        _ => fresh(cost),
    }
}

fn fresh(cost: KdfCost) -> Result<Stretching, NoRandomness> {
    Ok(Stretching { cost, salt: kdf::make_bytes()? })
}
