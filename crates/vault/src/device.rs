//! What this computer keeps for a vault: a port to the credential store of the operating system.
//!
//! The store is a second factor and a second memory, never the only key: it disappears with a changed desktop. A
//! passphrase slot may ask for a secret kept here; the recovery code and the escrow never do.

mod os;

use std::fmt;

use guarded::Guarded;
use thiserror::Error;

use crate::kdf;
use crate::key::VaultId;

pub use os::OsDeviceStore;

/// Something that is kept for a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeviceItem {
    /// The secret that a passphrase slot may need besides the passphrase.
    Secret,
    /// Where the vault stood when it was last closed: see [`freshness`](crate::freshness).
    Head,
    /// The password of the place where the files for combining lie.
    Place,
}

impl DeviceItem {
    /// Every item.
    pub const ALL: [Self; 3] = [Self::Secret, Self::Head, Self::Place];

    /// Returns the name of the item in the store. It never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Secret => "device",
            Self::Head => "head",
            Self::Place => "place",
        }
    }
}

/// What the credential store could not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum CredentialFault {
    /// No credential store answers, or it has no place to keep anything.
    #[error("no credential store can be reached")]
    NoStore,
    /// It is locked, and nobody unlocked it in time.
    #[error("the credential store is locked")]
    Locked,
    /// It is open and holds nothing that fits this vault. That never means that there is no vault.
    #[error("the credential store holds nothing for this vault")]
    NothingThere,
    /// It failed in another way.
    #[error("the credential store failed")]
    Failed,
}

/// Keeps a few bytes for a vault. Every call asks the store anew: what failed a moment ago may work now.
pub trait DeviceStore: fmt::Debug + Send + Sync {
    /// Returns what is kept.
    ///
    /// # Errors
    /// [`CredentialFault`]; nothing kept is [`CredentialFault::NothingThere`].
    fn read(&self, vault: VaultId, item: DeviceItem) -> Result<Guarded<Vec<u8>>, CredentialFault>;

    /// Keeps these bytes, in the place of what was kept before.
    ///
    /// # Errors
    /// [`CredentialFault`]; what was kept before may be gone.
    fn write(&self, vault: VaultId, item: DeviceItem, bytes: &Guarded<Vec<u8>>) -> Result<(), CredentialFault>;

    /// Forgets what is kept.
    ///
    /// # Errors
    /// [`CredentialFault`]; nothing kept is [`CredentialFault::NothingThere`].
    fn remove(&self, vault: VaultId, item: DeviceItem) -> Result<(), CredentialFault>;
}

/// No credential store at all, for computers without one.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDeviceStore;

impl DeviceStore for NoDeviceStore {
    fn read(&self, _: VaultId, _: DeviceItem) -> Result<Guarded<Vec<u8>>, CredentialFault> {
        Err(CredentialFault::NoStore)
    }

    fn write(&self, _: VaultId, _: DeviceItem, _: &Guarded<Vec<u8>>) -> Result<(), CredentialFault> {
        Err(CredentialFault::NoStore)
    }

    fn remove(&self, _: VaultId, _: DeviceItem) -> Result<(), CredentialFault> {
        Err(CredentialFault::NoStore)
    }
}

/// What became of the secret that this computer kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceTrace {
    /// There was none, or another slot still needs it.
    None,
    /// It was removed.
    Removed,
    /// It is still there. Without a passphrase slot that needs it, it opens nothing but older copies of the folder.
    Left(CredentialFault),
}

/// Tells a device secret from another one without giving it away.
pub(crate) type DeviceCheck = [u8; 16];

/// The random secret of this computer for one vault.
#[derive(Debug, Clone)]
pub(crate) struct DeviceSecret(Guarded<[u8; 32]>);

impl DeviceSecret {
    /// Reads the secret. A value that is none is as good as nothing.
    pub(crate) fn read(store: &dyn DeviceStore, vault: VaultId) -> Result<Self, CredentialFault> {
        let kept = store.read(vault, DeviceItem::Secret)?;
        // EXPOSE: copied into a guarded array
        let bytes = kept.expose().as_slice().try_into().map_err(|_| CredentialFault::NothingThere)?;
        Ok(Self(Guarded::new(bytes)))
    }

    /// Makes a secret and keeps it. Reading it back proves that the store does what it says.
    pub(crate) fn make(store: &dyn DeviceStore, vault: VaultId) -> Result<Self, CredentialFault> {
        let secret = Self(Guarded::new(kdf::make_bytes().map_err(|_| CredentialFault::Failed)?));
        // EXPOSE: handed to the store
        store.write(vault, DeviceItem::Secret, &secret.0.map(|bytes| bytes.to_vec()))?;
        let kept = Self::read(store, vault)?;
        if kept.0 == secret.0 { Ok(secret) } else { Err(CredentialFault::Failed) }
    }

    pub(crate) fn check(&self, vault: VaultId) -> DeviceCheck {
        // EXPOSE: input of HKDF
        let derived = kdf::expand(self.0.expose(), vault.as_bytes(), b"tomarigi/v2/device/check");
        // EXPOSE: half of a derived value, which says nothing of the secret
        *derived.expose().first_chunk().expect("32 bytes have 16")
    }

    pub(crate) const fn guarded(&self) -> &Guarded<[u8; 32]> {
        &self.0
    }
}
