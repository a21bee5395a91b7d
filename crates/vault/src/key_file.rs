//! The key file: what its bytes mean, and whether they are as they were written.
//!
//! ```text
//! magic 8 | version u16 | vault id 16 | sequence u64 | slot count u8 | slots of 101 | HMAC 32 | checksum 32
//! ```
//! Numbers are big-endian, slots ascend by kind, nothing follows. The HMAC-SHA256 under the header key covers all
//! bytes before it. The checksum is a plain SHA-256 of all bytes before it: it protects against nobody, but tells a
//! failing disk from a wrong passphrase without knowing the key. Magic, version and checksum keep their places in
//! every later version.

use guarded::Guarded;
use hmac::Mac;
use sha2::{Digest, Sha256};

use crate::cost::{Bound, KdfCost};
use crate::errors::NoRandomness;
use crate::kdf::{self, OutOfMemory};
use crate::key::{VaultId, VaultKey};
use crate::recovery::RecoveryCode;
use crate::slot::{Slot, SlotFault, SlotKind, take};

/// The most bytes that are read as a key file.
pub(crate) const MAX_FILE_LEN: u64 = 64 * 1024;

const MAGIC: &[u8; 8] = b"TOMAKEYS";
const VERSION: u16 = 1;
const MAX_SLOTS: u8 = 8;
const HASH_LEN: usize = 32;

/// Why bytes are no key file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyFileFault {
    Malformed,
    Newer(u16),
    OutOfBounds(Bound),
}

impl From<SlotFault> for KeyFileFault {
    fn from(fault: SlotFault) -> Self {
        match fault {
            SlotFault::Malformed => Self::Malformed,
            SlotFault::OutOfBounds(bound) => Self::OutOfBounds(bound),
        }
    }
}

/// A secret as the slots take it.
pub(crate) enum Opener<'a> {
    Passphrase(&'a Guarded<String>),
    Recovery(RecoveryCode),
}

/// A key file that is well formed. Whether the vault wrote it, only the key tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyFile {
    pub(crate) vault: VaultId,
    pub(crate) sequence: u64,
    slots: Vec<Slot>,
    mac: [u8; HASH_LEN],
}

impl KeyFile {
    /// Puts slots of different kinds into a file and authenticates it.
    pub(crate) fn seal(vault: VaultId, sequence: u64, mut slots: Vec<Slot>, key: &VaultKey) -> Self {
        slots.sort_by_key(|slot| slot.kind.code());
        let mut file = Self { vault, sequence, slots, mac: [0; HASH_LEN] };
        file.mac = key.header_mac(vault).chain_update(file.body()).finalize().into_bytes().into();
        file
    }

    /// Returns a newer file in which `slot` stands for the one of its kind.
    pub(crate) fn with_slot(&self, slot: Slot, sequence: u64, key: &VaultKey) -> Self {
        let others = self.slots.iter().filter(|other| other.kind.code() != slot.kind.code()).cloned();
        Self::seal(self.vault, sequence, others.chain([slot.clone()]).collect(), key)
    }

    /// Reads a key file. Does no work that the bytes could make expensive.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, KeyFileFault> {
        if bytes.len() as u64 > MAX_FILE_LEN {
            return Err(KeyFileFault::OutOfBounds(Bound::FileSize));
        }
        let (covered, checksum) = bytes.split_last_chunk::<HASH_LEN>().ok_or(KeyFileFault::Malformed)?;
        if Sha256::digest(covered).as_slice() != checksum {
            return Err(KeyFileFault::Malformed);
        }
        let file = Self::read(covered)?;
        if file.to_bytes() == bytes { Ok(file) } else { Err(KeyFileFault::Malformed) }
    }

    fn read(mut bytes: &[u8]) -> Result<Self, KeyFileFault> {
        let rest = &mut bytes;
        if &take::<8>(rest)? != MAGIC {
            return Err(KeyFileFault::Malformed);
        }
        match u16::from_be_bytes(take(rest)?) {
            VERSION => {}
            0 => return Err(KeyFileFault::Malformed),
            newer => return Err(KeyFileFault::Newer(newer)),
        }
        let (vault, sequence) = (VaultId::from_bytes(take(rest)?), u64::from_be_bytes(take(rest)?));
        let slots = read_slots(rest)?;
        Ok(Self { vault, sequence, slots, mac: take(rest)? })
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.body();
        bytes.extend_from_slice(&self.mac);
        let checksum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&checksum);
        bytes
    }

    /// Whether the owner of this key wrote every byte of the file.
    pub(crate) fn is_authentic(&self, key: &VaultKey) -> bool {
        key.header_mac(self.vault).chain_update(self.body()).verify_slice(&self.mac).is_ok()
    }

    /// Returns the key if the secret opens a slot. The file may still not be authentic.
    pub(crate) fn open(&self, opener: &Opener<'_>) -> Result<Option<VaultKey>, OutOfMemory> {
        for slot in &self.slots {
            let slot_key = match (opener, slot.kind) {
                (Opener::Passphrase(typed), SlotKind::Passphrase(cost)) => {
                    kdf::passphrase_key(typed, &slot.salt, cost, self.vault)?
                }
                (Opener::Recovery(code), SlotKind::Recovery) => kdf::recovery_key(code, &slot.salt, self.vault),
                _ => continue,
            };
            return Ok(slot.open(&slot_key, &file_start(self.vault)));
        }
        Ok(None)
    }

    fn body(&self) -> Vec<u8> {
        let mut body = file_start(self.vault);
        body.extend_from_slice(&self.sequence.to_be_bytes());
        body.push(u8::try_from(self.slots.len()).expect("a file has one slot per kind"));
        self.slots.iter().for_each(|slot| slot.write(&mut body));
        body
    }
}

/// Why a slot could not be made.
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

/// Wraps the key for a passphrase, with a fresh salt.
pub(crate) fn passphrase_slot(
    passphrase: &Guarded<String>,
    cost: KdfCost,
    vault: VaultId,
    key: &VaultKey,
) -> Result<Slot, WrapFault> {
    let salt = kdf::make_bytes()?;
    let slot_key = kdf::passphrase_key(passphrase, &salt, cost, vault)?;
    Ok(Slot::seal(SlotKind::Passphrase(cost), salt, &slot_key, key, &file_start(vault))?)
}

/// Wraps the key for a recovery code, with a fresh salt.
pub(crate) fn recovery_slot(code: &RecoveryCode, vault: VaultId, key: &VaultKey) -> Result<Slot, NoRandomness> {
    let salt = kdf::make_bytes()?;
    Slot::seal(SlotKind::Recovery, salt, &kdf::recovery_key(code, &salt, vault), key, &file_start(vault))
}

fn file_start(vault: VaultId) -> Vec<u8> {
    [MAGIC.as_slice(), &VERSION.to_be_bytes(), vault.as_bytes()].concat()
}

fn read_slots(rest: &mut &[u8]) -> Result<Vec<Slot>, KeyFileFault> {
    let [count] = take(rest)?;
    if !(1..=MAX_SLOTS).contains(&count) {
        return Err(KeyFileFault::OutOfBounds(Bound::SlotCount));
    }
    let slots = (0..count).map(|_| Slot::read(rest)).collect::<Result<Vec<_>, _>>()?;
    let ascends = slots.iter().map(|slot| slot.kind.code()).is_sorted_by(|one, next| one < next);
    if ascends { Ok(slots) } else { Err(KeyFileFault::Malformed) }
}

#[cfg(test)]
mod tests;
