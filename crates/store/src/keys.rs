//! The keys of a store, which come from outside.

use guarded::Guarded;
use hmac::{Hmac, KeyInit};
use sha2::Sha256;

/// The database key in the raw form of SQLCipher: `x'` and 64 hexadecimal digits and `'`.
pub type StoreKey = Guarded<String>;

/// A key of 256 bits.
pub type Key = Guarded<[u8; 32]>;

/// Everything that a store is opened with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreKeys {
    /// For the file.
    pub database: StoreKey,
    /// For the chain of the journal.
    pub journal: Key,
    /// Wraps the keys of persons, and seals what concerns nobody in particular.
    pub subjects: Key,
    /// For the digest of all pages, which the anchor keeps.
    pub anchor: Key,
}

/// Starts an HMAC-SHA256.
pub(crate) fn hmac_under(key: &Key) -> Hmac<Sha256> {
    // EXPOSE: key of the HMAC, which overwrites its copy.
    Hmac::new_from_slice(key.expose()).expect("HMAC takes keys of any length")
}
