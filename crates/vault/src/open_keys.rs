//! The keys of an unlocked vault.

use std::sync::atomic::{AtomicU64, Ordering};

use guarded::Guarded;

use crate::copies::Mending;
use crate::key::{self, Purpose, VaultId, VaultKey};
use crate::key_file::KeyFile;

/// The keys of an unlocked vault. Dropped, they are overwritten.
#[derive(Debug)]
pub struct OpenKeys {
    pub(crate) vault: VaultId,
    pub(crate) key: VaultKey,
    sequence: AtomicU64,
    mending: Mending,
}

impl OpenKeys {
    pub(crate) const fn of(key: VaultKey, file: &KeyFile, mending: Mending) -> Self {
        Self { vault: file.vault, key, sequence: AtomicU64::new(file.sequence), mending }
    }

    /// Returns the id of the vault, which never changes.
    pub const fn vault_id(&self) -> VaultId {
        self.vault
    }

    /// Returns how often the key file was written, counted from 1. Kept elsewhere, it shows an old file put back.
    pub fn sequence(&self) -> u64 {
        self.sequence.load(Ordering::Acquire)
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

    pub(crate) fn wrote(&self, sequence: u64) {
        self.sequence.store(sequence, Ordering::Release);
    }
}
