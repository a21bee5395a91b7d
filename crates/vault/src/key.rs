//! The key of a vault and the keys made from it.

use guarded::Guarded;
use hmac::{Hmac, KeyInit};
use sha2::Sha256;

use crate::errors::NoRandomness;
use crate::kdf;
use crate::page::LockedPage;

/// The random name of a vault. It says nothing about whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VaultId([u8; 16]);

impl VaultId {
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

/// What a derived key is for. Keys of different purposes say nothing about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The encrypted store.
    Database,
    /// The authentication of the key file.
    Header,
    /// The chain of journal entries.
    Journal,
    /// The record that notices an old copy put back.
    Anchor,
    /// The wrapping of the keys of single persons.
    Subjects,
    /// Backup files.
    Backup,
    /// The key pair of this laptop, to which colleagues encrypt.
    Laptop,
    /// The keys of this laptop in combining figures.
    Combining,
}

impl Purpose {
    /// A label is part of the format: it never changes and is never used again for something else.
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Database => b"tomarigi/v1/database",
            Self::Header => b"tomarigi/v1/header",
            Self::Journal => b"tomarigi/v1/journal",
            Self::Anchor => b"tomarigi/v1/anchor",
            Self::Subjects => b"tomarigi/v1/subjects",
            Self::Backup => b"tomarigi/v1/backup",
            Self::Laptop => b"tomarigi/v1/laptop",
            Self::Combining => b"tomarigi/v1/combining",
        }
    }
}

/// The key of a vault: made once, never changed, never written except wrapped.
#[derive(Debug)]
pub(crate) struct VaultKey(LockedPage);

impl VaultKey {
    pub(crate) fn make() -> Result<Self, NoRandomness> {
        Self::filled(|bytes| getrandom::fill(bytes).map_err(|_| NoRandomness))
    }

    /// Lets `fill` write the key in its place.
    pub(crate) fn filled<E>(fill: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        LockedPage::filled(fill).map(Self)
    }

    /// Lends the bytes, for wrapping them.
    pub(crate) const fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// Derives the key of one purpose: HKDF-SHA256 (RFC 5869) salted with the vault's id.
    pub(crate) fn derive(&self, vault: VaultId, purpose: Purpose) -> Guarded<[u8; 32]> {
        // EXPOSE: input of HKDF
        kdf::expand(self.0.expose(), vault.as_bytes(), purpose.label())
    }

    /// Starts an HMAC-SHA256 with the header key.
    pub(crate) fn header_mac(&self, vault: VaultId) -> Hmac<Sha256> {
        // EXPOSE: key of the HMAC
        Hmac::new_from_slice(self.derive(vault, Purpose::Header).expose()).expect("HMAC takes keys of any length")
    }
}

/// Returns the key as SQLCipher takes a raw key: `x'` 64 hex digits `'`.
///
/// The form with 64 digits, not 96: with the salt in the key the first 16 bytes of the store would be unprotected.
pub(crate) fn raw_key_literal(key: &Guarded<[u8; 32]>) -> Guarded<String> {
    let mut literal = String::with_capacity(67);
    literal.push_str("x'");
    // EXPOSE: written into the literal, which is guarded itself
    for byte in key.expose() {
        for digit in [byte >> 4, byte & 0x0f] {
            literal.push(char::from_digit(u32::from(digit), 16).expect("four bits are one hex digit"));
        }
    }
    literal.push('\'');
    Guarded::new(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with another implementation of HKDF.
    const PINNED: &str = "x'843dfd01677a3e87c09127132c2e3d49d885c0d23caaab928983e7f7dc76c5e4'";

    const ALL: [Purpose; 8] = [
        Purpose::Database,
        Purpose::Header,
        Purpose::Journal,
        Purpose::Anchor,
        Purpose::Subjects,
        Purpose::Backup,
        Purpose::Laptop,
        Purpose::Combining,
    ];

    fn of_sevens() -> VaultKey {
        VaultKey::filled(|bytes| {
            bytes.fill(7);
            Ok::<_, NoRandomness>(())
        })
        .unwrap()
    }

    #[test]
    fn every_purpose_and_every_vault_has_its_own_key() {
        let key = of_sevens();

        let mut keys: Vec<_> = [VaultId([1; 16]), VaultId([2; 16])]
            .into_iter()
            .flat_map(|vault| ALL.map(|purpose| key.derive(vault, purpose)))
            .collect();
        keys.sort();
        keys.dedup();

        assert_eq!(keys.len(), 2 * ALL.len());
    }

    #[test]
    fn the_same_key_vault_and_purpose_give_the_same_key_in_every_release() {
        let key = of_sevens();

        let literal = raw_key_literal(&key.derive(VaultId([1; 16]), Purpose::Database));

        assert_eq!(literal.expose(), PINNED, "a changed derivation locks everyone out of existing vaults");
    }

    #[test]
    fn the_raw_key_has_64_hex_digits() {
        let literal = raw_key_literal(&Guarded::new([0xa5; 32]));

        assert_eq!(literal.expose(), &format!("x'{}'", "a5".repeat(32)));
    }
}
