//! The key file: what its bytes mean, and whether they are as they were written.
//!
//! ```text
//! magic 8 | version u16 | vault id 16 | sequence u64 | slot count u8 | slots | HMAC 32 | checksum 32
//! ```
//! Numbers are big-endian, slots ascend by kind and name, nothing follows. The HMAC-SHA256 under the header key covers
//! all bytes before it. The checksum is a plain SHA-256 of all bytes before it: it protects against nobody, but tells a
//! failing disk from a wrong passphrase without knowing the key. Magic, version and checksum keep their places in
//! every later version.
//!
//! Version 1 had at most one slot of each kind, without names and of one length. It is read, and the next write makes
//! it a version 2, in which its slots stay as they were wrapped.

use hmac::Mac;
use sha2::{Digest, Sha256};

use crate::cost::Bound;
use crate::key::{VaultId, VaultKey};
use crate::open_keys::OpenedBy;
use crate::opener::{OpenFault, Opener};
use crate::slot::{Slot, SlotFault, SlotId, SlotInfo, SlotKind, take};

/// The most bytes that are read as a key file.
pub(crate) const MAX_FILE_LEN: u64 = 64 * 1024;

const MAGIC: &[u8; 8] = b"TOMAKEYS";
const VERSION_1: u16 = 1;
const VERSION: u16 = 2;
const MAX_SLOTS: u8 = 8;

/// One for each member of staff who uses this computer.
pub(crate) const MAX_PASSPHRASES: usize = 6;

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

/// A key file that is well formed. Whether the vault wrote it, only the key tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyFile {
    version: u16,
    pub(crate) vault: VaultId,
    pub(crate) sequence: u64,
    slots: Vec<Slot>,
    mac: [u8; HASH_LEN],
}

impl KeyFile {
    /// The number of a file that lies in a backup only.
    pub(crate) const NOT_IN_A_FOLDER: u64 = 0;

    /// Puts slots into a file and authenticates it.
    pub(crate) fn seal(vault: VaultId, sequence: u64, mut slots: Vec<Slot>, key: &VaultKey) -> Self {
        slots.sort_by_key(place);
        let mut file = Self { version: VERSION, vault, sequence, slots, mac: [0; HASH_LEN] };
        file.mac = key.header_mac(vault).chain_update(file.body()).finalize().into_bytes().into();
        file
    }

    /// Returns the next file, in which `slots` stand for those there were.
    pub(crate) fn next(&self, slots: Vec<Slot>, key: &VaultKey) -> Self {
        Self::seal(self.vault, self.sequence.saturating_add(1), slots, key)
    }

    /// Returns the same slots in a file that is newer than that of this number.
    pub(crate) fn numbered_above(&self, sequence: u64, key: &VaultKey) -> Self {
        Self::seal(self.vault, sequence.saturating_add(1), self.slots.clone(), key)
    }

    /// Returns this file without the slots that a passphrase opens, for a backup. Its number 0 keeps it from being put
    /// in the place of a key file in use.
    pub(crate) fn without_passphrases(&self, key: &VaultKey) -> Self {
        Self::seal(
            self.vault,
            Self::NOT_IN_A_FOLDER,
            self.other_slots(|slot| slot.lock.kind() == SlotKind::Passphrase),
            key,
        )
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
        let version = match u16::from_be_bytes(take(rest)?) {
            0 => return Err(KeyFileFault::Malformed),
            known @ (VERSION_1 | VERSION) => known,
            newer => return Err(KeyFileFault::Newer(newer)),
        };
        let (vault, sequence) = (VaultId::from_bytes(take(rest)?), u64::from_be_bytes(take(rest)?));
        let slots = read_slots(rest, version)?;
        Ok(Self { version, vault, sequence, slots, mac: take(rest)? })
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

    /// Returns the key and what opened, if the secret opens a slot. The file may still not be authentic.
    ///
    /// A slot that cannot be tried does not keep the others from being tried.
    pub(crate) fn open(&self, opener: &Opener<'_>) -> Result<Option<(VaultKey, OpenedBy)>, OpenFault> {
        let mut fault = None;
        for slot in self.in_order_of_trying() {
            match opener.open(slot, self.vault) {
                Ok(Some(key)) => return Ok(Some((key, OpenedBy::slot(slot)))),
                Ok(None) => {}
                Err(why) => fault = Some(why),
            }
        }
        fault.map_or(Ok(None), Err)
    }

    pub(crate) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    pub(crate) fn infos(&self) -> Vec<SlotInfo> {
        self.slots.iter().map(Slot::info).collect()
    }

    /// Returns the slot with this name that a passphrase opens.
    pub(crate) fn passphrase_slot(&self, id: SlotId) -> Option<&Slot> {
        self.passphrase_slots().find(|slot| slot.id == id)
    }

    pub(crate) fn passphrase_slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.lock.kind() == SlotKind::Passphrase)
    }

    /// Returns the slots that stay when `leaves` go.
    pub(crate) fn other_slots(&self, leaves: impl Fn(&Slot) -> bool) -> Vec<Slot> {
        self.slots.iter().filter(|slot| !leaves(slot)).cloned().collect()
    }

    pub(crate) fn has(&self, kind: SlotKind) -> bool {
        self.slots.iter().any(|slot| slot.lock.kind() == kind)
    }

    /// Those that ask nothing of the credential store first.
    fn in_order_of_trying(&self) -> impl Iterator<Item = &Slot> {
        let needs_device = |slot: &&Slot| slot.lock.device().is_some();
        self.slots.iter().filter(move |slot| !needs_device(slot)).chain(self.slots.iter().filter(needs_device))
    }

    fn body(&self) -> Vec<u8> {
        let mut body = [MAGIC.as_slice(), &self.version.to_be_bytes(), self.vault.as_bytes()].concat();
        body.extend_from_slice(&self.sequence.to_be_bytes());
        body.push(u8::try_from(self.slots.len()).expect("a file has at most eight slots"));
        match self.version {
            VERSION_1 => self.slots.iter().for_each(|slot| slot.write_as_version_1(&mut body)),
            _ => self.slots.iter().for_each(|slot| slot.write(&mut body)),
        }
        body
    }
}

/// What the slots are sorted by.
fn place(slot: &Slot) -> (SlotKind, SlotId) {
    (slot.lock.kind(), slot.id)
}

fn read_slots(rest: &mut &[u8], version: u16) -> Result<Vec<Slot>, KeyFileFault> {
    let [count] = take(rest)?;
    if !(1..=MAX_SLOTS).contains(&count) {
        return Err(KeyFileFault::OutOfBounds(Bound::SlotCount));
    }
    let read = if version == VERSION_1 { Slot::read_as_version_1 } else { Slot::read };
    let slots = (0..count).map(|_| read(rest)).collect::<Result<Vec<_>, _>>()?;
    if !slots.iter().map(place).is_sorted_by(|one, next| one < next) {
        return Err(KeyFileFault::Malformed);
    }
    let of = |kind| slots.iter().filter(|slot| slot.lock.kind() == kind).count();
    if of(SlotKind::Passphrase) > MAX_PASSPHRASES || of(SlotKind::Recovery) > 1 || of(SlotKind::Escrow) > 1 {
        return Err(KeyFileFault::OutOfBounds(Bound::SlotKinds));
    }
    Ok(slots)
}

#[cfg(test)]
mod tests;
