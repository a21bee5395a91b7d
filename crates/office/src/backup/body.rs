//! What lies in a backup: a manifest, the store, the documents, one after the other.
//!
//! ```text
//! length of the manifest u32 | manifest, JSON | the store | the documents, in the order of the manifest
//! ```
//! All of it lies in the authenticated stream of the container, so the lengths can be trusted once they were read.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
    sync::atomic::AtomicBool,
};

use serde::{Deserialize, Serialize};
use store::Store;
use vault::VaultFolder;

use super::{disk, stopped};
use crate::session_error::SessionError;

const CHUNK: usize = 1 << 16;
/// A manifest names a document in some 60 bytes: room for a million.
const LONGEST_MANIFEST: u32 = 64 << 20;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub serial: u64,
    pub made_at: String,
    pub entries: u64,
    pub schema: u32,
    pub counts: BTreeMap<String, u64>,
    pub store_bytes: u64,
    pub documents: Vec<Piece>,
}

/// A document: the name of its file, which says nothing, and its length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Piece {
    pub file: String,
    pub bytes: u64,
}

/// A backup that was unpacked.
pub(super) struct Unpacked {
    pub manifest: Manifest,
}

/// Lists the documents of a store.
pub(super) fn documents(store: &Store) -> Result<Vec<Piece>, SessionError> {
    let files = store.read().document_files()?;
    Ok(files.into_iter().map(|file| Piece { file: file.file, bytes: file.stored_bytes }).collect())
}

impl Manifest {
    /// Writes the manifest and all that it names.
    pub(super) fn write(
        &self,
        out: &mut impl Write,
        snapshot: &Path,
        documents: &Path,
        report: &mut dyn FnMut(f32),
        stop: &AtomicBool,
    ) -> Result<(), SessionError> {
        let json = serde_json::to_vec(self).map_err(|_| SessionError::Computer("the manifest"))?;
        let length = u32::try_from(json.len()).map_err(|_| SessionError::Computer("the manifest"))?;
        out.write_all(&length.to_be_bytes()).and_then(|()| out.write_all(&json)).map_err(disk)?;
        let mut done = Done { bytes: 0, all: self.bytes(), report, stop };
        done.copy(&mut File::open(snapshot).map_err(disk)?, out, self.store_bytes)?;
        for piece in &self.documents {
            done.copy(&mut File::open(documents.join(&piece.file)).map_err(disk)?, out, piece.bytes)?;
        }
        Ok(())
    }

    fn bytes(&self) -> u64 {
        self.documents.iter().fold(self.store_bytes, |sum, piece| sum.saturating_add(piece.bytes))
    }

    fn read(input: &mut impl Read) -> Result<Self, SessionError> {
        let mut length = [0; 4];
        input.read_exact(&mut length).map_err(damaged)?;
        let length = u32::from_be_bytes(length);
        if length > LONGEST_MANIFEST {
            return Err(SessionError::BackupDamaged);
        }
        let mut json = Vec::new();
        input.take(u64::from(length)).read_to_end(&mut json).map_err(damaged)?;
        let manifest: Self = serde_json::from_slice(&json).map_err(|_| SessionError::BackupDamaged)?;
        let plain = |piece: &Piece| piece.file.len() == 32 && piece.file.bytes().all(|byte| byte.is_ascii_hexdigit());
        if manifest.documents.iter().all(plain) { Ok(manifest) } else { Err(SessionError::BackupDamaged) }
    }
}

/// Unpacks a backup into a folder that holds no store.
pub(super) fn unpack(
    mut input: impl Read,
    into: &Path,
    report: &mut dyn FnMut(f32),
    stop: &AtomicBool,
) -> Result<Unpacked, SessionError> {
    let manifest = Manifest::read(&mut input)?;
    let documents = into.join("documents");
    if !into.exists() {
        new_private_folder(into).map_err(disk)?;
    }
    new_private_folder(&documents).map_err(disk)?;
    let mut done = Done { bytes: 0, all: manifest.bytes(), report, stop };
    let store = VaultFolder::at(into).store_path();
    done.copy(&mut input, &mut new_private_file(&store).map_err(disk)?, manifest.store_bytes)?;
    for piece in &manifest.documents {
        done.copy(&mut input, &mut new_private_file(&documents.join(&piece.file)).map_err(disk)?, piece.bytes)?;
    }
    // Only the end of the stream proves that nothing is missing and nothing was added.
    match input.read(&mut [0; 1]) {
        Ok(0) => Ok(Unpacked { manifest }),
        Ok(_) => Err(SessionError::BackupDamaged),
        Err(fault) => Err(damaged(fault)),
    }
}

/// How much was copied.
struct Done<'a> {
    bytes: u64,
    all: u64,
    report: &'a mut dyn FnMut(f32),
    stop: &'a AtomicBool,
}

impl Done<'_> {
    /// Copies exactly so many bytes.
    fn copy(&mut self, from: &mut impl Read, to: &mut impl Write, bytes: u64) -> Result<(), SessionError> {
        let mut left = bytes;
        let mut chunk = vec![0; CHUNK];
        while left > 0 {
            stopped(self.stop)?;
            let wanted = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            let part = chunk.get_mut(..wanted).unwrap_or_default();
            from.read_exact(part).map_err(damaged)?;
            to.write_all(part).map_err(disk)?;
            left = left.saturating_sub(u64::try_from(wanted).unwrap_or(left));
            self.note(wanted);
        }
        Ok(())
    }

    #[expect(clippy::cast_precision_loss, reason = "a share of a progress bar")]
    fn note(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes).unwrap_or(0));
        (self.report)(self.bytes as f32 / self.all.max(1) as f32);
    }
}

/// What cannot be read to its end or does not authenticate is damaged; the rest is the disk's.
fn damaged(fault: io::Error) -> SessionError {
    match fault.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => SessionError::BackupDamaged,
        _ => disk(fault),
    }
}

/// Makes a file that on Unix only its owner can read.
pub(super) fn new_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn new_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
