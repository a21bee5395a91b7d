//! The body of a backup: STREAM over XChaCha20-Poly1305.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32, Nonce, StreamBE32};
use chacha20poly1305::XChaCha20Poly1305;
use guarded::Guarded;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub(super) const PIECE_LEN: usize = 64 * 1024;
pub(super) const TAG_LEN: usize = 16;

type Prefix = Nonce<XChaCha20Poly1305, StreamBE32<XChaCha20Poly1305>>;

/// Encrypts what is written to it.
pub(super) struct Sealing<W: Write> {
    out: W,
    stream: EncryptorBE32<XChaCha20Poly1305>,
    bound_to: [u8; 32],
    piece: Zeroizing<Vec<u8>>,
    /// A piece that was lost on the way cannot be made up for.
    broken: bool,
}

impl<W: Write> Sealing<W> {
    pub(super) fn new(out: W, key: &Guarded<[u8; 32]>, head: &[u8]) -> Self {
        // EXPOSE: key of the cipher, which overwrites its own copy
        let stream = EncryptorBE32::new(key.expose().into(), &prefix());
        let piece = Zeroizing::new(Vec::with_capacity(PIECE_LEN + TAG_LEN));
        Self { out, stream, bound_to: Sha256::digest(head).into(), piece, broken: false }
    }

    /// The piece that is full stays until more comes: the last one is sealed in another way.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.broken {
            return Err(ErrorKind::BrokenPipe.into());
        }
        if self.piece.len() == PIECE_LEN && !bytes.is_empty() {
            self.seal_full()?;
        }
        let room = PIECE_LEN.saturating_sub(self.piece.len());
        let taken = bytes.get(..room.min(bytes.len())).unwrap_or_default();
        self.piece.extend_from_slice(taken);
        Ok(taken.len())
    }

    /// Hands on what is sealed. A piece that is not full stays.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        if self.broken {
            return Err(ErrorKind::BrokenPipe.into());
        }
        self.stream.encrypt_last_in_place(&self.bound_to, &mut *self.piece).map_err(|_| too_long())?;
        self.out.write_all(&self.piece)?;
        Ok(self.out)
    }

    fn seal_full(&mut self) -> io::Result<()> {
        self.broken = true;
        self.stream.encrypt_next_in_place(&self.bound_to, &mut *self.piece).map_err(|_| too_long())?;
        self.out.write_all(&self.piece)?;
        self.piece.clear();
        self.broken = false;
        Ok(())
    }
}

/// Decrypts what is read from it.
pub(super) struct Opening<R: Read> {
    input: R,
    /// `None` behind the last piece.
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    bound_to: [u8; 32],
    /// What was read ahead: whether a piece is the last one shows only by what follows it.
    ahead: Vec<u8>,
    piece: Zeroizing<Vec<u8>>,
    taken: usize,
    is_first: bool,
    damaged: bool,
}

impl<R: Read> Opening<R> {
    pub(super) fn new(input: R, key: &Guarded<[u8; 32]>, head: &[u8]) -> Self {
        // EXPOSE: key of the cipher, which overwrites its own copy
        let stream = DecryptorBE32::new(key.expose().into(), &prefix());
        Self {
            input,
            stream: Some(stream),
            bound_to: Sha256::digest(head).into(),
            ahead: Vec::new(),
            piece: Zeroizing::default(),
            taken: 0,
            is_first: true,
            damaged: false,
        }
    }

    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.damaged {
            return Err(damaged());
        }
        while self.taken == self.piece.len() && self.stream.is_some() && !into.is_empty() {
            self.open_next()?;
        }
        let rest = self.piece.get(self.taken..).unwrap_or_default();
        let length = rest.len().min(into.len());
        let (Some(from), Some(to)) = (rest.get(..length), into.get_mut(..length)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.taken += length;
        Ok(length)
    }

    fn open_next(&mut self) -> io::Result<()> {
        let whole = PIECE_LEN + TAG_LEN;
        let wanted = (whole + 1).saturating_sub(self.ahead.len());
        self.input.by_ref().take(wanted as u64).read_to_end(&mut self.ahead)?;
        let is_last = self.ahead.len() <= whole;
        let rest = if is_last { Vec::new() } else { self.ahead.split_off(whole) };
        let mut piece = Zeroizing::new(std::mem::replace(&mut self.ahead, rest));
        self.damaged = true;
        self.decrypt(&mut piece, is_last).ok_or_else(damaged)?;
        self.damaged = false;
        (self.piece, self.taken, self.is_first) = (piece, 0, false);
        Ok(())
    }

    /// A body ends in an empty piece only if it is empty.
    fn decrypt(&mut self, piece: &mut Vec<u8>, is_last: bool) -> Option<()> {
        if is_last {
            self.stream.take()?.decrypt_last_in_place(&self.bound_to, piece).ok()?;
            (self.is_first || !piece.is_empty()).then_some(())
        } else {
            self.stream.as_mut()?.decrypt_next_in_place(&self.bound_to, piece).ok()
        }
    }
}

/// The key is another one for each file, so that the nonces may be the same.
fn prefix() -> Prefix {
    Prefix::default()
}

fn damaged() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the backup is damaged")
}

fn too_long() -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, "a backup has at most 256 TiB")
}

impl<W: Write> fmt::Debug for Sealing<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealing")
    }
}

impl<R: Read> fmt::Debug for Opening<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}
