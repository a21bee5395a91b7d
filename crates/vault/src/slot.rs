//! One slot: the vault key wrapped under one secret.

mod bytes;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use guarded::Guarded;

use crate::cost::{Bound, KdfCost};
use crate::device::DeviceCheck;
use crate::errors::NoRandomness;
use crate::escrow::Shares;
use crate::kdf::{self, SALT_LEN};
use crate::key::{VaultId, VaultKey};

pub(crate) use bytes::{take, take_some};

const NONCE_LEN: usize = 24;
const KEY_LEN: usize = 32;
const TAG_LEN: usize = 16;

/// The random name of a slot. It stays while its secret changes, so that a member of staff can be known by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId([u8; 16]);

impl SlotId {
    /// What the slots of a key file of version 1 are called, which had no names.
    pub const OF_VERSION_1: Self = Self([0; 16]);

    /// Wraps an id read back from where the caller kept it.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Returns the id as bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    pub(crate) fn make() -> Result<Self, NoRandomness> {
        kdf::make_bytes().map(Self)
    }
}

/// Which secret opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotKind {
    /// A passphrase; several slots may be of this kind, one for each member of staff.
    Passphrase,
    /// The recovery code; at most one slot.
    Recovery,
    /// The two keys that two people at the office hold; at most one slot.
    Escrow,
}

/// What a slot says about itself to whoever reads the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotInfo {
    /// Its name.
    pub id: SlotId,
    /// Which secret opens it.
    pub kind: SlotKind,
    /// Whether the secret that this computer keeps is needed too.
    pub device_bound: bool,
}

/// How a passphrase is stretched. Slots that share it cost one run together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretching {
    pub(crate) cost: KdfCost,
    pub(crate) salt: [u8; SALT_LEN],
}

/// What stands between a secret and the key of its slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lock {
    Passphrase {
        stretching: Stretching,
        salt: [u8; SALT_LEN],
        device: Option<DeviceCheck>,
    },
    Recovery {
        salt: [u8; SALT_LEN],
    },
    Escrow(Shares),
    /// As version 1 wrapped it. It stays so until its secret changes, because only the secret can wrap it anew.
    PassphraseOfVersion1(Stretching),
    RecoveryOfVersion1 {
        salt: [u8; SALT_LEN],
    },
}

impl Lock {
    pub(crate) const fn kind(&self) -> SlotKind {
        match self {
            Self::Passphrase { .. } | Self::PassphraseOfVersion1(_) => SlotKind::Passphrase,
            Self::Recovery { .. } | Self::RecoveryOfVersion1 { .. } => SlotKind::Recovery,
            Self::Escrow(_) => SlotKind::Escrow,
        }
    }

    /// How the passphrase of this slot is stretched, if a passphrase opens it.
    pub(crate) const fn stretching(&self) -> Option<Stretching> {
        match self {
            Self::Passphrase { stretching, .. } | Self::PassphraseOfVersion1(stretching) => Some(*stretching),
            _ => None,
        }
    }

    pub(crate) const fn device(&self) -> Option<DeviceCheck> {
        if let Self::Passphrase { device, .. } = self { *device } else { None }
    }
}

/// Why bytes are no slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlotFault {
    Malformed,
    OutOfBounds(Bound),
}

/// A slot as it lies in the key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) id: SlotId,
    pub(crate) lock: Lock,
    nonce: [u8; NONCE_LEN],
    wrapped: [u8; KEY_LEN],
    tag: [u8; TAG_LEN],
}

impl Slot {
    /// Wraps the vault key with XChaCha20-Poly1305 under a fresh nonce.
    pub(crate) fn seal(
        id: SlotId,
        lock: Lock,
        slot_key: &Guarded<[u8; 32]>,
        key: &VaultKey,
        vault: VaultId,
    ) -> Result<Self, NoRandomness> {
        let mut slot = Self { id, lock, nonce: kdf::make_bytes()?, wrapped: [0; KEY_LEN], tag: [0; TAG_LEN] };
        slot.wrap(slot_key, key, vault);
        Ok(slot)
    }

    fn wrap(&mut self, slot_key: &Guarded<[u8; 32]>, key: &VaultKey, vault: VaultId) {
        // EXPOSE: copied to where it is encrypted in place
        self.wrapped.copy_from_slice(key.expose());
        let bound = self.bound_to(vault);
        self.tag = cipher(slot_key)
            .encrypt_inout_detached(&XNonce::from(self.nonce), &bound, self.wrapped.as_mut_slice().into())
            .expect("32 bytes are within the limit of the cipher")
            .into();
    }

    /// Unwraps the vault key, or returns `None` if it is the wrong slot key or the slot was altered.
    pub(crate) fn open(&self, slot_key: &Guarded<[u8; 32]>, vault: VaultId) -> Option<VaultKey> {
        let bound = self.bound_to(vault);
        let unwrap = |bytes: &mut [u8; 32]| {
            *bytes = self.wrapped;
            let (nonce, tag) = (XNonce::from(self.nonce), Tag::from(self.tag));
            cipher(slot_key).decrypt_inout_detached(&nonce, &bound, bytes.as_mut_slice().into(), &tag)
        };
        VaultKey::filled(unwrap).ok()
    }

    pub(crate) const fn info(&self) -> SlotInfo {
        SlotInfo { id: self.id, kind: self.lock.kind(), device_bound: self.lock.device().is_some() }
    }
}

fn cipher(slot_key: &Guarded<[u8; 32]>) -> XChaCha20Poly1305 {
    // EXPOSE: key of the cipher, which overwrites its own copy
    XChaCha20Poly1305::new(slot_key.expose().into())
}
