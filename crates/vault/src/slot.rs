//! One slot: the vault key wrapped under one secret.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use guarded::Guarded;
use zeroize::Zeroizing;

use crate::cost::{Bound, KdfCost};
use crate::errors::NoRandomness;
use crate::kdf::{self, SALT_LEN};
use crate::key::VaultKey;

const NONCE_LEN: usize = 24;
const KEY_LEN: usize = 32;
const TAG_LEN: usize = 16;

/// Which secret opens the slot. The byte in the file is 1 or 2; later kinds take the next ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlotKind {
    Passphrase(KdfCost),
    Recovery,
}

impl SlotKind {
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Passphrase(_) => 1,
            Self::Recovery => 2,
        }
    }

    /// The cost fields of a recovery slot are zero.
    fn cost_fields(self) -> [u32; 3] {
        match self {
            Self::Passphrase(cost) => [cost.memory_kib(), cost.passes(), cost.lanes()],
            Self::Recovery => [0; 3],
        }
    }
}

/// Why bytes are no slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlotFault {
    Malformed,
    OutOfBounds(Bound),
}

/// A slot as it lies in the key file: kind, cost (3 × u32), salt, nonce, wrapped key, tag; 101 bytes, big-endian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) kind: SlotKind,
    pub(crate) salt: [u8; SALT_LEN],
    nonce: [u8; NONCE_LEN],
    wrapped: [u8; KEY_LEN],
    tag: [u8; TAG_LEN],
}

impl Slot {
    /// Wraps the vault key with XChaCha20-Poly1305 under a fresh nonce.
    pub(crate) fn seal(
        kind: SlotKind,
        salt: [u8; SALT_LEN],
        slot_key: &Guarded<[u8; 32]>,
        key: &VaultKey,
        file_start: &[u8],
    ) -> Result<Self, NoRandomness> {
        let nonce = kdf::make_bytes()?;
        // EXPOSE: encrypted in place
        let mut slot = Self { kind, salt, nonce, wrapped: *key.guarded().expose(), tag: [0; TAG_LEN] };
        slot.encrypt(slot_key, file_start);
        Ok(slot)
    }

    fn encrypt(&mut self, slot_key: &Guarded<[u8; 32]>, file_start: &[u8]) {
        let bound = self.bound_to(file_start);
        self.tag = cipher(slot_key)
            .encrypt_inout_detached(&XNonce::from(self.nonce), &bound, self.wrapped.as_mut_slice().into())
            .expect("32 bytes are within the limit of the cipher")
            .into();
    }

    /// Unwraps the vault key, or returns `None` if it is the wrong slot key or the slot was altered.
    pub(crate) fn open(&self, slot_key: &Guarded<[u8; 32]>, file_start: &[u8]) -> Option<VaultKey> {
        let mut plain = Zeroizing::new(self.wrapped);
        cipher(slot_key)
            .decrypt_inout_detached(
                &XNonce::from(self.nonce),
                &self.bound_to(file_start),
                plain.as_mut_slice().into(),
                &Tag::from(self.tag),
            )
            .ok()?;
        Some(VaultKey::from_guarded(Guarded::new(*plain)))
    }

    /// What the wrapping is bound to: the start of the file and this slot. Not the other slots, whose secrets are not
    /// at hand when one changes; the HMAC of the file binds all of them.
    fn bound_to(&self, file_start: &[u8]) -> Vec<u8> {
        let mut bound = file_start.to_vec();
        self.write_open_part(&mut bound);
        bound
    }

    fn write_open_part(&self, out: &mut Vec<u8>) {
        out.push(self.kind.code());
        for field in self.kind.cost_fields() {
            out.extend_from_slice(&field.to_be_bytes());
        }
        out.extend_from_slice(&self.salt);
        out.extend_from_slice(&self.nonce);
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.write_open_part(out);
        out.extend_from_slice(&self.wrapped);
        out.extend_from_slice(&self.tag);
    }

    /// Reads one slot and moves `bytes` behind it.
    pub(crate) fn read(bytes: &mut &[u8]) -> Result<Self, SlotFault> {
        let [code] = take(bytes)?;
        let cost =
            [u32::from_be_bytes(take(bytes)?), u32::from_be_bytes(take(bytes)?), u32::from_be_bytes(take(bytes)?)];
        let kind = match (code, cost) {
            (1, [memory, passes, lanes]) => {
                SlotKind::Passphrase(KdfCost::new(memory, passes, lanes).map_err(SlotFault::OutOfBounds)?)
            }
            (2, [0, 0, 0]) => SlotKind::Recovery,
            _ => return Err(SlotFault::Malformed),
        };
        Ok(Self { kind, salt: take(bytes)?, nonce: take(bytes)?, wrapped: take(bytes)?, tag: take(bytes)? })
    }
}

/// Takes the next `N` bytes.
pub(crate) fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], SlotFault> {
    let (taken, rest) = bytes.split_first_chunk().ok_or(SlotFault::Malformed)?;
    *bytes = rest;
    Ok(*taken)
}

fn cipher(slot_key: &Guarded<[u8; 32]>) -> XChaCha20Poly1305 {
    // EXPOSE: key of the cipher, which overwrites its own copy
    XChaCha20Poly1305::new(slot_key.expose().into())
}
