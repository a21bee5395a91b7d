//! A backup: one file that carries its own key slots and a body of any length.
//!
//! ```text
//! magic 8 | version u16 | salt 32 | length u32 | key file | body
//! body: pieces of 64 KiB and a last one of 64 KiB or less, each with a tag of 16
//! ```
//! The body is the STREAM construction (crate `aead-stream`) over XChaCha20-Poly1305: a piece in another place, twice,
//! left out or behind the last one does not open. The key is derived from the backup key and the salt, anew for each
//! file, and every piece is bound to all that stands before the body. (The format of `age` is not used here: its header
//! would be parsed, at any length, before anything about it is proved.)
//!
//! What is in the body, the caller decides.

pub(crate) mod body;
mod header;
mod piece;

use std::io::{self, ErrorKind, Read, Write};

use thiserror::Error;

use crate::cost::Bound;
use crate::device::DeviceStore;
use crate::disk::DiskError;
use crate::errors::{NoRandomness, UnlockError};
use crate::folder::Secret;
use crate::key::VaultId;
use crate::open_keys::OpenKeys;
use crate::slot::SlotInfo;

use body::{Opening, Sealing};
use header::Header;

/// Which key slots a backup carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All that the vault has now.
    AllSlots,
    /// Only the recovery code and the key of the office.
    WithoutPassphrases,
}

/// Why a backup could not be made or opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BackupFault {
    /// The file is not a backup, or it is damaged.
    #[error("this is no whole backup")]
    Damaged,
    /// A newer release wrote it.
    #[error("the backup has format {version}, which this release does not know")]
    Newer {
        /// The version of the format found.
        version: u16,
    },
    /// Its key file asks for less work than is safe or for more than is sensible; nothing was computed.
    #[error("the key file in the backup is out of bounds")]
    OutOfBounds {
        /// The bound that was broken.
        what: Bound,
    },
    /// Nothing would open it: the vault has neither a recovery code nor a key of the office.
    #[error("nothing would open the backup")]
    NoWayBack,
    /// The secret does not open it.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// The operating system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl From<io::Error> for BackupFault {
    fn from(fault: io::Error) -> Self {
        match fault.kind() {
            ErrorKind::InvalidData => Self::Damaged,
            _ => Self::Disk(fault.into()),
        }
    }
}

/// Writes the body of a backup. Without [`finish`](Self::finish) the file is not one.
#[derive(Debug)]
pub struct BackupWriter<W: Write> {
    sealing: Sealing<W>,
}

impl<W: Write> BackupWriter<W> {
    /// Writes the head of a backup of this vault.
    ///
    /// # Errors
    /// [`BackupFault::NoWayBack`] if no slot would be left that opens it.
    pub fn begin(mut out: W, keys: &OpenKeys, which: Which) -> Result<Self, BackupFault> {
        let header = Header::make(keys, which)?;
        let head = header.to_bytes();
        out.write_all(&head)?;
        Ok(Self { sealing: Sealing::new(out, &header.key(keys), &head) })
    }

    /// Writes the end. What was written is not on the disk yet: flush and sync what is returned.
    ///
    /// # Errors
    /// The disk refused; the file is no backup.
    pub fn finish(self) -> io::Result<W> {
        self.sealing.finish()
    }
}

impl<W: Write> Write for BackupWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sealing.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sealing.flush()
    }
}

/// Reads the body of a backup.
///
/// What it has returned is authentic and in its place, but only when it has returned 0 bytes is it also known that
/// nothing is missing at the end. Anything else is an error of the kind [`InvalidData`](io::ErrorKind::InvalidData).
#[derive(Debug)]
pub struct BackupReader<R: Read> {
    opening: Opening<R>,
}

impl<R: Read> BackupReader<R> {
    /// Reads the head of a backup and opens it, as [`VaultFolder::unlock`](crate::VaultFolder::unlock) does a vault.
    ///
    /// # Errors
    /// [`BackupFault::Unlock`] for a wrong secret. What is out of bounds is refused before any work.
    pub fn open(mut input: R, secret: Secret<'_>, store: &dyn DeviceStore) -> Result<(OpenKeys, Self), BackupFault> {
        let header = Header::read(&mut input)?;
        let keys = header.unlock(secret, store)?;
        let opening = Opening::new(input, &header.key(&keys), &header.to_bytes());
        Ok((keys, Self { opening }))
    }

    /// Reads the head of a backup of a vault that is open, to see whether it is whole.
    ///
    /// # Errors
    /// [`BackupFault::Damaged`] also for a backup of another vault.
    pub fn reopen(mut input: R, keys: &OpenKeys) -> Result<Self, BackupFault> {
        let header = Header::read(&mut input)?;
        if !header.is_of(keys) {
            return Err(BackupFault::Damaged);
        }
        let opening = Opening::new(input, &header.key(keys), &header.to_bytes());
        Ok(Self { opening })
    }
}

impl<R: Read> Read for BackupReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.opening.read(into)
    }
}

/// Returns what the head of a backup says: whose it is, and what would open it. Nothing proves yet who wrote it.
///
/// # Errors
/// [`BackupFault`]; the body is not looked at.
pub fn inspect(mut input: impl Read) -> Result<(VaultId, Vec<SlotInfo>), BackupFault> {
    Header::read(&mut input).map(|header| header.says())
}

#[cfg(test)]
mod tests;
