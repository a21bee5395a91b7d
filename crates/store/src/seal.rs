//! Sealing single values inside of the encrypted store, so that one person's can be made unreadable for good.
//!
//! XChaCha20-Poly1305 with a random nonce in front. Every use says what the value is about; a value put in another's
//! place does not open.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use guarded::Guarded;

use crate::{error::StoreError, keys::Key};

const NONCE: usize = 24;

/// Seals bytes under a key.
pub fn seal(key: &Key, about: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> {
    let nonce = make_bytes::<NONCE>()?;
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: about });
    Ok([&nonce, sealed.map_err(|_| StoreError::Form)?.as_slice()].concat())
}

/// Opens what [`seal`] made with the same key and the same `about`.
pub fn unseal(key: &Key, about: &[u8], sealed: &[u8]) -> Result<Guarded<Vec<u8>>, StoreError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(StoreError::Damaged)?;
    let opened = cipher(key).decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: about });
    opened.map(Guarded::new).map_err(|_| StoreError::Damaged)
}

/// Opens a sealed text.
pub fn unseal_text(key: &Key, about: &[u8], sealed: &[u8]) -> Result<Guarded<String>, StoreError> {
    let bytes = unseal(key, about, sealed)?;
    // EXPOSE: the same value as text, guarded again.
    std::str::from_utf8(bytes.expose()).map(Guarded::from).map_err(|_| StoreError::Form)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    // EXPOSE: key of the cipher, which overwrites its copy.
    XChaCha20Poly1305::new(key.expose().into())
}

/// Returns a random name of 16 bytes.
///
/// # Errors
/// [`StoreError::Sqlite`] when the operating system gives no random bytes.
pub fn make_id() -> Result<[u8; 16], StoreError> {
    make_bytes()
}

/// Returns random bytes of the operating system.
pub fn make_bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Sqlite(rusqlite::ffi::SQLITE_IOERR))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_with_its_key_and_in_its_place_only() {
        let (key, other) = (Key::new([1; 32]), Key::new([2; 32]));
        let sealed = seal(&key, b"here", "خان".as_bytes()).expect("sealed");

        assert_eq!(unseal_text(&key, b"here", &sealed), Ok(Guarded::from("خان")));
        assert_eq!(unseal(&key, b"there", &sealed), Err(StoreError::Damaged));
        assert_eq!(unseal(&other, b"here", &sealed), Err(StoreError::Damaged));
        assert_eq!(unseal(&key, b"here", &sealed[..20]), Err(StoreError::Damaged));
    }
}
