//! Where the vault stood, kept a second time in the credential store of this computer, out of reach of whoever puts
//! back an old copy of the whole folder.
//!
//! ```text
//! version u8 | commits u64 | entries u64 | head 32 | HMAC 32
//! ```

use guarded::Guarded;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use thiserror::Error;

use crate::device::{CredentialFault, DeviceItem, DeviceStore};
use crate::kdf;
use crate::key::Purpose;
use crate::open_keys::OpenKeys;

const VERSION: u8 = 1;
const MAC_LEN: usize = 32;

/// Where a vault stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many write transactions the store had seen.
    pub commits: u64,
    /// The number of the last journal entry.
    pub entries: u64,
    /// The MAC of that entry.
    pub head: [u8; 32],
}

/// Why the head that was kept cannot be gone by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FreshnessFault {
    /// The credential store did not answer, is locked, or failed.
    #[error(transparent)]
    Credential(CredentialFault),
    /// What it holds was not written by this vault, or was altered.
    #[error("what the credential store holds was altered")]
    Altered,
}

/// Keeps the head.
///
/// # Errors
/// [`CredentialFault`]; the one before may be gone.
pub fn keep(keys: &OpenKeys, store: &dyn DeviceStore, head: &Head) -> Result<(), CredentialFault> {
    let mut bytes = vec![VERSION];
    bytes.extend_from_slice(&head.commits.to_be_bytes());
    bytes.extend_from_slice(&head.entries.to_be_bytes());
    bytes.extend_from_slice(&head.head);
    let mac = mac(keys).chain_update(&bytes).finalize().into_bytes();
    bytes.extend_from_slice(&mac);
    store.write(keys.vault, DeviceItem::Head, &Guarded::new(bytes))
}

/// Returns the head that was kept, or `None` if there is none.
///
/// # Errors
/// [`FreshnessFault`]; neither kind of it proves that the vault is old.
pub fn read(keys: &OpenKeys, store: &dyn DeviceStore) -> Result<Option<Head>, FreshnessFault> {
    match store.read(keys.vault, DeviceItem::Head) {
        // EXPOSE: counters and a MAC, nothing about a person
        Ok(kept) => parse(keys, kept.expose()).map(Some).ok_or(FreshnessFault::Altered),
        Err(CredentialFault::NothingThere) => Ok(None),
        Err(fault) => Err(FreshnessFault::Credential(fault)),
    }
}

fn parse(keys: &OpenKeys, kept: &[u8]) -> Option<Head> {
    let (bytes, seal) = kept.split_last_chunk::<MAC_LEN>()?;
    mac(keys).chain_update(bytes).verify_slice(seal).ok()?;
    let (&[VERSION], rest) = bytes.split_first_chunk()? else { return None };
    let (commits, rest) = rest.split_first_chunk()?;
    let (entries, rest) = rest.split_first_chunk()?;
    let head = rest.try_into().ok()?;
    Some(Head { commits: u64::from_be_bytes(*commits), entries: u64::from_be_bytes(*entries), head })
}

fn mac(keys: &OpenKeys) -> Hmac<Sha256> {
    // EXPOSE: input of HKDF
    let key = kdf::expand(keys.key(Purpose::Anchor).expose(), keys.vault.as_bytes(), b"tomarigi/v2/freshness");
    // EXPOSE: key of the HMAC
    Hmac::new_from_slice(key.expose()).expect("HMAC takes keys of any length")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Home, MemoryStore};

    const HEAD: Head = Head { commits: 7, entries: 40, head: [3; 32] };

    #[test]
    fn what_was_kept_is_read() {
        let (_home, keys, _) = Home::with_vault();
        let store = MemoryStore::default();
        assert_eq!(read(&keys, &store), Ok(None));

        keep(&keys, &store, &HEAD).unwrap();

        assert_eq!(read(&keys, &store), Ok(Some(HEAD)));
    }

    #[test]
    fn what_this_vault_did_not_write_is_altered() {
        let (_home, keys, _) = Home::with_vault();
        let (_other, foreign, _) = Home::with_vault();
        let store = MemoryStore::default();
        keep(&keys, &store, &HEAD).unwrap();
        let bytes = store.get(keys.vault_id(), DeviceItem::Head).unwrap();
        keep(&foreign, &store, &HEAD).unwrap();
        let of_another = store.get(foreign.vault_id(), DeviceItem::Head).unwrap();

        let flipped = (0..bytes.len() * 8).map(|bit| {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            flipped
        });
        let cut = (0..bytes.len()).map(|length| bytes[..length].to_vec());
        for strange in flipped.chain(cut).chain([of_another, [bytes.as_slice(), &[0]].concat()]) {
            store.put(keys.vault_id(), DeviceItem::Head, &strange);

            assert_eq!(read(&keys, &store), Err(FreshnessFault::Altered));
        }
    }

    #[test]
    fn a_store_that_does_not_answer_is_no_proof_of_anything() {
        let (_home, keys, _) = Home::with_vault();
        let store = MemoryStore::default();
        store.fail(Some(CredentialFault::Locked));

        assert_eq!(read(&keys, &store), Err(FreshnessFault::Credential(CredentialFault::Locked)));
        assert_eq!(keep(&keys, &store, &HEAD), Err(CredentialFault::Locked));
    }
}
