//! The anchor: where the vault stood when it was last written, sealed beside the store.
//!
//! ```text
//! magic 8 | version u16 | vault id 16 | nonce 24 | JSON, filled up with spaces | tag 16
//! ```
//! XChaCha20-Poly1305 under the anchor key, bound to all that stands before the JSON. The spaces hide how long the
//! lists are. Whether a store is older than its anchor, the caller decides; nothing here knows the store.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use guarded::Guarded;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::disk::{DiskError, Staged};
use crate::errors::NoRandomness;
use crate::folder::VaultFolder;
use crate::kdf;
use crate::key::{Purpose, VaultId};
use crate::open_keys::OpenKeys;

/// The name of the anchor in the folder.
pub const ANCHOR_NAME: &str = "vault.anchor";

/// The most bytes that are read as an anchor.
const MAX_FILE_LEN: u64 = 1024 * 1024;

/// The most persons whose erasure is remembered.
pub const MAX_ERASED: usize = 20_000;

/// The most bytes of a date or of the name of a folder.
const MAX_TEXT_LEN: usize = 4096;

const MAGIC: &[u8; 8] = b"TOMANCHR";
const VERSION: u16 = 1;
const NONCE_LEN: usize = 24;
const TAG_LEN: usize = 16;
const HEAD_LEN: usize = 8 + 2 + 16 + NONCE_LEN;
const FILL_TO: usize = 4096;

/// Where a vault stood. Everything in it is what the caller says; dates are RFC 3339.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// How many write transactions the store has seen.
    pub commits: u64,
    /// The number of the last journal entry.
    pub entries: u64,
    /// The MAC of that entry.
    pub head: [u8; 32],
    /// A digest over the pages of the store while nobody wrote to it.
    pub digest: Option<[u8; 32]>,
    /// [`OpenKeys::sequence`].
    pub keys_sequence: u64,
    /// When it was written.
    pub closed_at: String,
    /// The last backup that was read back and found whole.
    pub last_backup: Option<LastBackup>,
    /// The random ids of persons who were erased, so that an older backup does not bring them back.
    pub erased: Vec<[u8; 16]>,
    /// When the vault was sealed for travel, while it is.
    pub sealed_at: Option<String>,
}

/// A backup that was found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastBackup {
    /// Its number, which is in its name.
    pub serial: u64,
    /// When it was made.
    pub made_at: String,
    /// Where it was written, if that is to be kept. A folder may have a person's name.
    pub folder: Option<Guarded<String>>,
}

/// Why there is no anchor to go by.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnchorFault {
    /// It was damaged or altered, or is that of another vault.
    #[error("the anchor is damaged")]
    Damaged,
    /// A newer release wrote it.
    #[error("the anchor has format {version}, which this release does not know")]
    Newer {
        /// The version of the format found.
        version: u16,
    },
    /// It would be longer than an anchor may be; nothing was written.
    #[error("the anchor would be too long")]
    TooLong,
    /// The operating system gave no random bytes; nothing was written.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Returns the anchor, or `None` if there is no such file.
///
/// Whether a vault without one is new or was tampered with, only the store can say.
///
/// # Errors
/// [`AnchorFault::Damaged`] for every byte that is not as it was written.
pub fn read(folder: &VaultFolder, keys: &OpenKeys) -> Result<Option<Anchor>, AnchorFault> {
    match read_bytes(&path(folder)) {
        Ok(bytes) => open(&bytes, keys).map(Some),
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(DiskError::from(fault).into()),
    }
}

/// Writes the anchor in the place of the one before. After a crash either of them is there, whole.
///
/// # Errors
/// The one before stays in force.
pub fn write(folder: &VaultFolder, keys: &OpenKeys, anchor: &Anchor) -> Result<(), AnchorFault> {
    let bytes = seal(anchor, keys)?;
    Staged::write(path(folder), &bytes).and_then(Staged::replace).map_err(DiskError::from)?;
    Ok(())
}

fn path(folder: &VaultFolder) -> PathBuf {
    folder.path.join(ANCHOR_NAME)
}

/// Reads one byte more than an anchor may have, so that a longer one is seen to be longer.
fn read_bytes(path: &PathBuf) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE_LEN + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn seal(anchor: &Anchor, keys: &OpenKeys) -> Result<Vec<u8>, AnchorFault> {
    let mut json = Zeroizing::new(serde_json::to_vec(&Written::of(anchor)).map_err(|_| AnchorFault::TooLong)?);
    let filled = json.len().next_multiple_of(FILL_TO);
    json.resize(filled, b' ');
    if !is_within_bounds(anchor) || HEAD_LEN + json.len() + TAG_LEN > MAX_FILE_LEN as usize {
        return Err(AnchorFault::TooLong);
    }
    let nonce = kdf::make_bytes()?;
    let mut bytes = head(keys.vault, nonce);
    let tag = encrypt(keys, nonce, &bytes, &mut json);
    bytes.extend_from_slice(&json);
    bytes.extend_from_slice(&tag);
    Ok(bytes)
}

fn encrypt(keys: &OpenKeys, nonce: [u8; NONCE_LEN], head: &[u8], json: &mut [u8]) -> Tag {
    cipher(keys)
        .encrypt_inout_detached(&XNonce::from(nonce), head, json.into())
        .expect("a mebibyte is within the limit of the cipher")
}

fn open(bytes: &[u8], keys: &OpenKeys) -> Result<Anchor, AnchorFault> {
    if bytes.len() as u64 > MAX_FILE_LEN {
        return Err(AnchorFault::Damaged);
    }
    let (head, sealed) = bytes.split_first_chunk::<HEAD_LEN>().ok_or(AnchorFault::Damaged)?;
    refuse_newer(head)?;
    let (sealed, tag) = sealed.split_last_chunk::<TAG_LEN>().ok_or(AnchorFault::Damaged)?;
    let nonce = head.last_chunk::<NONCE_LEN>().copied().ok_or(AnchorFault::Damaged)?;
    let mut json = Zeroizing::new(sealed.to_vec());
    cipher(keys)
        .decrypt_inout_detached(&nonce.into(), head, json.as_mut_slice().into(), &Tag::from(*tag))
        .map_err(|_| AnchorFault::Damaged)?;
    let anchor = serde_json::from_slice::<Written>(&json).map_err(|_| AnchorFault::Damaged)?.into_anchor();
    if is_within_bounds(&anchor) { Ok(anchor) } else { Err(AnchorFault::Damaged) }
}

fn refuse_newer(mut head: &[u8]) -> Result<(), AnchorFault> {
    let rest = &mut head;
    let magic = rest.split_off(..MAGIC.len());
    match (magic == Some(MAGIC), rest.split_first_chunk()) {
        (true, Some((version, _))) if u16::from_be_bytes(*version) > VERSION => {
            Err(AnchorFault::Newer { version: u16::from_be_bytes(*version) })
        }
        _ => Ok(()),
    }
}

fn head(vault: VaultId, nonce: [u8; NONCE_LEN]) -> Vec<u8> {
    [MAGIC.as_slice(), &VERSION.to_be_bytes(), vault.as_bytes(), &nonce].concat()
}

fn cipher(keys: &OpenKeys) -> XChaCha20Poly1305 {
    // EXPOSE: key of the cipher, which overwrites its own copy
    XChaCha20Poly1305::new(keys.key(Purpose::Anchor).expose().into())
}

fn is_within_bounds(anchor: &Anchor) -> bool {
    let backup = anchor.last_backup.as_ref();
    // EXPOSE: only its length is looked at
    let folder = backup.and_then(|backup| backup.folder.as_ref()).map_or(0, |folder| folder.expose().len());
    let dates = [Some(&anchor.closed_at), anchor.sealed_at.as_ref(), backup.map(|backup| &backup.made_at)];
    anchor.erased.len() <= MAX_ERASED
        && folder <= MAX_TEXT_LEN
        && dates.into_iter().flatten().all(|date| date.len() <= MAX_TEXT_LEN)
}

/// The anchor as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    commits: u64,
    entries: u64,
    head: Hex<32>,
    digest: Option<Hex<32>>,
    keys_sequence: u64,
    closed_at: String,
    last_backup: Option<WrittenBackup>,
    erased: Vec<Hex<16>>,
    sealed_at: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBackup {
    serial: u64,
    made_at: String,
    folder: Option<String>,
}

impl Written {
    fn of(anchor: &Anchor) -> Self {
        Self {
            commits: anchor.commits,
            entries: anchor.entries,
            head: Hex(anchor.head),
            digest: anchor.digest.map(Hex),
            keys_sequence: anchor.keys_sequence,
            closed_at: anchor.closed_at.clone(),
            last_backup: anchor.last_backup.as_ref().map(WrittenBackup::of),
            erased: anchor.erased.iter().copied().map(Hex).collect(),
            sealed_at: anchor.sealed_at.clone(),
        }
    }

    fn into_anchor(self) -> Anchor {
        Anchor {
            commits: self.commits,
            entries: self.entries,
            head: self.head.0,
            digest: self.digest.map(|digest| digest.0),
            keys_sequence: self.keys_sequence,
            closed_at: self.closed_at,
            last_backup: self.last_backup.map(WrittenBackup::into_backup),
            erased: self.erased.into_iter().map(|person| person.0).collect(),
            sealed_at: self.sealed_at,
        }
    }
}

impl WrittenBackup {
    fn of(backup: &LastBackup) -> Self {
        // EXPOSE: written into the sealed file
        let folder = backup.folder.as_ref().map(|folder| folder.expose().clone());
        Self { serial: backup.serial, made_at: backup.made_at.clone(), folder }
    }

    fn into_backup(self) -> LastBackup {
        LastBackup { serial: self.serial, made_at: self.made_at, folder: self.folder.map(Guarded::new) }
    }
}

/// Bytes as hex digits.
#[derive(Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
struct Hex<const N: usize>([u8; N]);

impl<const N: usize> Clone for Hex<N> {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

impl<const N: usize> From<Hex<N>> for String {
    fn from(hex: Hex<N>) -> Self {
        hex.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl<const N: usize> TryFrom<String> for Hex<N> {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let pairs = text.as_bytes().as_chunks::<2>().0;
        let mut bytes = [0; N];
        if text.len() != 2 * N || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err("not this many hex digits");
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let digits = std::str::from_utf8(pair).map_err(|_| "not hex")?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| "not hex")?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests;
