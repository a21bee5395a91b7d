//! What the bytes of a slot mean.
//!
//! ```text
//! kind u8 | flags u8 | id 16 | length u16 | payload: lock | nonce 24 | wrapped key 32 | tag 16
//! lock of a passphrase: memory, passes, lanes u32 | salt 16 | own salt 16 | check of the device secret 16, if flagged
//! lock of a recovery code: salt 16
//! lock of an escrow: two recipients of 62 | two shares, each u16 and that many bytes
//! ```
//! Flag 1: the device secret is needed. Flag 128: wrapped by version 1, whose passphrase slots have no salt of their
//! own. In a file of version 1 a slot is kind, three u32 (zero for a recovery code), salt, nonce, wrapped key, tag.

use super::{KEY_LEN, Lock, NONCE_LEN, SALT_LEN, Slot, SlotFault, SlotId, SlotKind, Stretching, TAG_LEN};
use crate::cost::KdfCost;
use crate::device::DeviceCheck;
use crate::escrow::Shares;
use crate::key::VaultId;

const DEVICE: u8 = 1;
const OF_VERSION_1: u8 = 128;

impl SlotKind {
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Passphrase => 1,
            Self::Recovery => 2,
            Self::Escrow => 3,
        }
    }
}

impl Lock {
    const fn flags(&self) -> u8 {
        match self {
            Self::Passphrase { device: Some(_), .. } => DEVICE,
            Self::Passphrase { device: None, .. } | Self::Recovery { .. } | Self::Escrow(_) => 0,
            Self::PassphraseOfVersion1(_) | Self::RecoveryOfVersion1 { .. } => OF_VERSION_1,
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Passphrase { stretching, salt, device } => {
                stretching.write(out);
                out.extend_from_slice(salt);
                device.iter().for_each(|check| out.extend_from_slice(check));
            }
            Self::Recovery { salt } | Self::RecoveryOfVersion1 { salt } => out.extend_from_slice(salt),
            Self::Escrow(shares) => shares.write(out),
            Self::PassphraseOfVersion1(stretching) => stretching.write(out),
        }
    }

    fn read(code: u8, flags: u8, bytes: &mut &[u8]) -> Result<Self, SlotFault> {
        Ok(match (code, flags) {
            (1, 0) => Self::Passphrase { stretching: Stretching::read(bytes)?, salt: take(bytes)?, device: None },
            (1, DEVICE) => {
                let (stretching, salt) = (Stretching::read(bytes)?, take(bytes)?);
                Self::Passphrase { stretching, salt, device: Some(take::<{ size_of::<DeviceCheck>() }>(bytes)?) }
            }
            (1, OF_VERSION_1) => Self::PassphraseOfVersion1(Stretching::read(bytes)?),
            (2, 0) => Self::Recovery { salt: take(bytes)? },
            (2, OF_VERSION_1) => Self::RecoveryOfVersion1 { salt: take(bytes)? },
            (3, 0) => Self::Escrow(Shares::read(bytes)?),
            _ => return Err(SlotFault::Malformed),
        })
    }
}

impl Stretching {
    fn write(&self, out: &mut Vec<u8>) {
        for field in [self.cost.memory_kib(), self.cost.passes(), self.cost.lanes()] {
            out.extend_from_slice(&field.to_be_bytes());
        }
        out.extend_from_slice(&self.salt);
    }

    fn read(bytes: &mut &[u8]) -> Result<Self, SlotFault> {
        let [memory, passes, lanes] = take_three(bytes)?;
        let cost = KdfCost::new(memory, passes, lanes).map_err(SlotFault::OutOfBounds)?;
        Ok(Self { cost, salt: take(bytes)? })
    }
}

impl Slot {
    /// What the wrapping is bound to: the vault and this slot. Not the version of the file and not the other slots,
    /// whose secrets are not at hand when one changes; the HMAC of the file binds all of them.
    pub(super) fn bound_to(&self, vault: VaultId) -> Vec<u8> {
        let mut bound = Vec::new();
        match self.lock {
            Lock::PassphraseOfVersion1(_) | Lock::RecoveryOfVersion1 { .. } => {
                bound.extend_from_slice(b"TOMAKEYS\0\x01");
                bound.extend_from_slice(vault.as_bytes());
                self.write_lock_of_version_1(&mut bound);
            }
            _ => {
                bound.extend_from_slice(b"tomarigi/v2/slot");
                bound.extend_from_slice(vault.as_bytes());
                bound.extend_from_slice(&[self.lock.kind().code(), self.lock.flags()]);
                bound.extend_from_slice(self.id.as_bytes());
                self.lock.write(&mut bound);
            }
        }
        bound.extend_from_slice(&self.nonce);
        bound
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut payload = Vec::new();
        self.lock.write(&mut payload);
        self.write_wrapping(&mut payload);
        out.extend_from_slice(&[self.lock.kind().code(), self.lock.flags()]);
        out.extend_from_slice(self.id.as_bytes());
        out.extend_from_slice(&u16::try_from(payload.len()).expect("a share is short").to_be_bytes());
        out.extend_from_slice(&payload);
    }

    /// Reads one slot and moves `bytes` behind it.
    pub(crate) fn read(bytes: &mut &[u8]) -> Result<Self, SlotFault> {
        let ([code], [flags], id) = (take(bytes)?, take(bytes)?, SlotId::from_bytes(take(bytes)?));
        let length = u16::from_be_bytes(take(bytes)?);
        let mut payload = take_some(bytes, usize::from(length))?;
        let lock = Lock::read(code, flags, &mut payload)?;
        let slot = Self::read_wrapping(id, lock, &mut payload)?;
        if payload.is_empty() { Ok(slot) } else { Err(SlotFault::Malformed) }
    }

    /// Writes the slot as a file of version 1 has it.
    pub(crate) fn write_as_version_1(&self, out: &mut Vec<u8>) {
        self.write_lock_of_version_1(out);
        self.write_wrapping(out);
    }

    /// Reads a slot of a file of version 1.
    pub(crate) fn read_as_version_1(bytes: &mut &[u8]) -> Result<Self, SlotFault> {
        let lock = match take(bytes)? {
            [1] => Lock::PassphraseOfVersion1(Stretching::read(bytes)?),
            [2] if take_three(bytes)? == [0; 3] => Lock::RecoveryOfVersion1 { salt: take(bytes)? },
            _ => return Err(SlotFault::Malformed),
        };
        Self::read_wrapping(SlotId::OF_VERSION_1, lock, bytes)
    }

    fn write_lock_of_version_1(&self, out: &mut Vec<u8>) {
        out.push(self.lock.kind().code());
        if self.lock.kind() == SlotKind::Recovery {
            out.extend_from_slice(&[0; 12]);
        }
        self.lock.write(out);
    }

    fn write_wrapping(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.nonce);
        out.extend_from_slice(&self.wrapped);
        out.extend_from_slice(&self.tag);
    }

    fn read_wrapping(id: SlotId, lock: Lock, bytes: &mut &[u8]) -> Result<Self, SlotFault> {
        let nonce = take::<NONCE_LEN>(bytes)?;
        Ok(Self { id, lock, nonce, wrapped: take::<KEY_LEN>(bytes)?, tag: take::<TAG_LEN>(bytes)? })
    }
}

/// Takes the next `N` bytes.
pub(crate) fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], SlotFault> {
    let (taken, rest) = bytes.split_first_chunk().ok_or(SlotFault::Malformed)?;
    *bytes = rest;
    Ok(*taken)
}

/// Takes as many bytes as asked for.
pub(crate) fn take_some<'a>(bytes: &mut &'a [u8], length: usize) -> Result<&'a [u8], SlotFault> {
    let (taken, rest) = bytes.split_at_checked(length).ok_or(SlotFault::Malformed)?;
    *bytes = rest;
    Ok(taken)
}

fn take_three(bytes: &mut &[u8]) -> Result<[u32; 3], SlotFault> {
    let (one, two, three) = (take(bytes)?, take(bytes)?, take(bytes)?);
    Ok([one, two, three].map(u32::from_be_bytes))
}

const _: () = assert!(SALT_LEN == 16, "the format has salts of 16 bytes");
