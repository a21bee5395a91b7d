//! One piece of a body after the other. Apart from where they are written to and read from, so that the cipher is
//! compiled once, here.

use std::io::{self, ErrorKind};

use aead_stream::{DecryptorBE32, EncryptorBE32, Nonce, StreamBE32};
use chacha20poly1305::XChaCha20Poly1305;
use guarded::Guarded;
use sha2::{Digest, Sha256};

/// How long a piece is before it is sealed; only the last one may be shorter.
pub(super) const PIECE_LEN: usize = 64 * 1024;
/// By how much sealing makes it longer.
pub(super) const TAG_LEN: usize = 16;

/// Encrypts piece after piece in place.
pub(super) struct PieceSealer {
    stream: EncryptorBE32<XChaCha20Poly1305>,
    bound_to: [u8; 32],
}

impl PieceSealer {
    pub(super) fn new(key: &Guarded<[u8; 32]>, head: &[u8]) -> Self {
        // EXPOSE: key of the cipher, which overwrites its own copy
        Self { stream: EncryptorBE32::new(key.expose().into(), &prefix()), bound_to: Sha256::digest(head).into() }
    }

    pub(super) fn seal(&mut self, piece: &mut Vec<u8>) -> io::Result<()> {
        self.stream.encrypt_next_in_place(&self.bound_to, piece).map_err(|_| too_long())
    }

    pub(super) fn seal_last(self, piece: &mut Vec<u8>) -> io::Result<()> {
        self.stream.encrypt_last_in_place(&self.bound_to, piece).map_err(|_| too_long())
    }
}

/// Decrypts piece after piece in place.
pub(super) struct PieceOpener {
    stream: DecryptorBE32<XChaCha20Poly1305>,
    bound_to: [u8; 32],
}

impl PieceOpener {
    pub(super) fn new(key: &Guarded<[u8; 32]>, head: &[u8]) -> Self {
        // EXPOSE: key of the cipher, which overwrites its own copy
        Self { stream: DecryptorBE32::new(key.expose().into(), &prefix()), bound_to: Sha256::digest(head).into() }
    }

    pub(super) fn open(&mut self, piece: &mut Vec<u8>) -> io::Result<()> {
        self.stream.decrypt_next_in_place(&self.bound_to, piece).map_err(|_| damaged())
    }

    pub(super) fn open_last(self, piece: &mut Vec<u8>) -> io::Result<()> {
        self.stream.decrypt_last_in_place(&self.bound_to, piece).map_err(|_| damaged())
    }
}

pub(super) fn damaged() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the backup is damaged")
}

fn too_long() -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, "a backup has at most 256 TiB")
}

/// The key is another one for each file, so that the nonces may be the same.
fn prefix() -> Nonce<XChaCha20Poly1305, StreamBE32<XChaCha20Poly1305>> {
    Nonce::<XChaCha20Poly1305, StreamBE32<XChaCha20Poly1305>>::default()
}
