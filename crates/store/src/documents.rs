//! The files of documents: one each, in a folder beside the store, so that gigabytes of scans do not slow an unlock.
//!
//! `TMRGDOC1`, 19 random bytes, then the document in chunks of 64 KiB, each sealed with XChaCha20-Poly1305 in the STREAM
//! construction (Rogaway and others, 2015) under the key of the person. Every chunk is bound to its place, the last one
//! says that it is the last, and all are bound to the name of the file: nothing can be cut off, moved or put in another's
//! place.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufReader, ErrorKind, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use casework::ids::ParticipantId;
use chacha20poly1305::XChaCha20Poly1305;
use guarded::Guarded;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{
    Store,
    error::StoreError,
    handles::Inside,
    keys::Key,
    own_file::{new_private_file, private_folder, sync_folder},
    seal::make_bytes,
    tables::document::{DocumentFile, DocumentId},
    watched::guess,
};

/// The longest document, in bytes.
pub const LONGEST: u64 = 50 * 1024 * 1024;

const MAGIC: &[u8; 8] = b"TMRGDOC1";
const NONCE: usize = 19;
/// Magic and nonce.
const HEAD: u64 = 27;
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// Why a document cannot be kept or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// It is longer than [`LONGEST`].
    #[error("The document is too long")]
    TooLong,
    /// Its file is gone.
    #[error("The file of the document is gone")]
    Missing,
    /// Its file is not as it was written.
    #[error("The file of the document is damaged")]
    Damaged,
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a look into the folder found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sweep {
    /// Documents whose file is gone.
    pub missing: Vec<DocumentId>,
    /// Documents whose file has another length than it was written with.
    pub cut: Vec<DocumentId>,
    /// How many files belonged to no document and were removed.
    pub removed: u32,
}

impl Store {
    /// Compares the folder with the rows: notes files that are gone or cut, without reading them, and removes files that
    /// belong to no document, which a crash left. Only for a store that [`judge`](Self::judge) found to be the current
    /// one: beside an older store the newer documents would be taken for left over.
    ///
    /// # Errors
    /// What the disk says.
    pub fn sweep_documents(&self) -> Result<Sweep, StoreError> {
        let mut lying = lengths(&self.inside.documents)?;
        let mut sweep = Sweep::default();
        for row in self.read().document_files()? {
            match lying.remove(&row.file) {
                None => sweep.missing.push(row.id),
                Some(length) if length != row.stored_bytes => sweep.cut.push(row.id),
                Some(_) => (),
            }
        }
        let left_over: Vec<_> = lying.into_keys().collect();
        remove(&self.inside.documents, &left_over);
        sweep.removed = u32::try_from(left_over.len()).unwrap_or(u32::MAX);
        Ok(sweep)
    }
}

/// The files in the folder that bear the name of a document, with their lengths. Others are not ours to touch.
fn lengths(folder: &Path) -> Result<BTreeMap<String, u64>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(fault) => return Err(StoreError::from(&fault)),
    };
    let mut lying = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(|fault| StoreError::from(&fault))?;
        if let Ok(name) = entry.file_name().into_string()
            && is_ours(&name)
        {
            lying.insert(name, entry.metadata().map_err(|fault| StoreError::from(&fault))?.len());
        }
    }
    Ok(lying)
}

fn is_ours(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Files to remove when a transaction ends well or badly.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub added: Vec<String>,
    pub removed: Vec<String>,
    /// No longer of a document, kept until the session ends, and whose they are.
    pub kept: Vec<(String, ParticipantId)>,
    /// Of a document again.
    pub back: Vec<String>,
}

impl Inside {
    /// Removes the files that were kept in case that their removal is undone.
    pub fn let_go(&self) {
        let kept: Vec<String> = std::mem::take(&mut *self.kept.borrow_mut()).into_keys().collect();
        remove(&self.documents, &kept);
    }
}

impl Changes {
    /// The transaction failed: what was added goes. A file that cannot be removed is found by the next sweep.
    pub fn undo(&mut self, folder: &Path) {
        remove(folder, &std::mem::take(&mut self.added));
    }

    /// The transaction is on the disk: what it removed goes.
    pub fn finish(self, inside: &Inside) {
        let mut kept = inside.kept.borrow_mut();
        kept.extend(self.kept);
        for file in self.back.iter().chain(&self.removed) {
            kept.remove(file);
        }
        remove(&inside.documents, &self.removed);
    }
}

fn remove(folder: &Path, names: &[String]) {
    for name in names {
        let _ = fs::remove_file(folder.join(name));
    }
    if !names.is_empty() {
        let _ = sync_folder(folder);
    }
}

pub(crate) fn folder_beside(store: &Path) -> PathBuf {
    store.with_file_name("documents")
}

/// How a file was written.
pub(crate) struct Written {
    pub name: String,
    pub stored_bytes: u64,
    pub digest: [u8; 32],
}

/// Writes a document into a new file and waits until the disk has it.
pub(crate) fn write(folder: &Path, key: &Key, document: &Guarded<Vec<u8>>) -> Result<Written, DocumentError> {
    // EXPOSE: sealed below.
    let plain = document.expose();
    if u64::try_from(plain.len()).map_or(true, |length| length > LONGEST) {
        return Err(DocumentError::TooLong);
    }
    private_folder(folder)?;
    let name = hex(&make_bytes::<16>()?);
    let path = folder.join(&name);
    let sealed = seal_into(new_private_file(&path)?, &name, key, plain);
    let (stored_bytes, digest) = sealed.inspect_err(|_| drop(fs::remove_file(&path)))?;
    sync_folder(folder)?;
    Ok(Written { name, stored_bytes, digest })
}

fn seal_into(file: File, name: &str, key: &Key, plain: &[u8]) -> Result<(u64, [u8; 32]), StoreError> {
    let mut out = Hashed { file, hash: Sha256::new(), bytes: 0 };
    let nonce = make_bytes::<NONCE>()?;
    out.put(MAGIC)?;
    out.put(&nonce)?;
    // EXPOSE: key of the cipher, which overwrites its copy.
    let mut sealer = EncryptorBE32::<XChaCha20Poly1305>::new(key.expose().into(), &nonce.into());
    let (whole, last) = plain.split_at(plain.len().saturating_sub(1) / CHUNK * CHUNK);
    let mut buffer = Vec::with_capacity(CHUNK + TAG);
    for chunk in whole.chunks(CHUNK) {
        buffer.clear();
        buffer.extend_from_slice(chunk);
        sealer.encrypt_next_in_place(name.as_bytes(), &mut buffer).map_err(|_| StoreError::Form)?;
        out.put(&buffer)?;
    }
    buffer.clear();
    buffer.extend_from_slice(last);
    sealer.encrypt_last_in_place(name.as_bytes(), &mut buffer).map_err(|_| StoreError::Form)?;
    out.put(&buffer)?;
    out.file.sync_all().map_err(|fault| StoreError::from(&fault))?;
    Ok((out.bytes, out.hash.finalize().into()))
}

/// A file with the digest of what went into it.
struct Hashed {
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Hashed {
    fn put(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(bytes).map_err(|fault| StoreError::from(&fault))?;
        self.hash.update(bytes);
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }
}

/// Reads a document; what does not verify is not returned.
pub(crate) fn read(folder: &Path, key: &Key, row: &DocumentFile) -> Result<Guarded<Vec<u8>>, DocumentError> {
    let file = File::open(folder.join(&row.file)).map_err(gone)?;
    let sealed = row.stored_bytes.checked_sub(HEAD).and_then(|sealed| usize::try_from(sealed).ok());
    let Some(sealed) = sealed.filter(|_| file.metadata().is_ok_and(|about| about.len() == row.stored_bytes)) else {
        return Err(DocumentError::Damaged);
    };
    let mut reader = BufReader::with_capacity(CHUNK + TAG, file);
    let (mut magic, mut nonce) = ([0; MAGIC.len()], [0; NONCE]);
    reader.read_exact(&mut magic).and_then(|()| reader.read_exact(&mut nonce)).map_err(gone)?;
    if magic != *MAGIC {
        return Err(DocumentError::Damaged);
    }
    // EXPOSE: key of the cipher, which overwrites its copy.
    let opener = DecryptorBE32::<XChaCha20Poly1305>::new(key.expose().into(), &nonce.into());
    unseal_from(reader, row.file.as_bytes(), opener, sealed)
}

fn unseal_from(
    mut reader: impl Read,
    name: &[u8],
    mut opener: DecryptorBE32<XChaCha20Poly1305>,
    sealed: usize,
) -> Result<Guarded<Vec<u8>>, DocumentError> {
    // Room for all from the start: a vector that grows leaves copies behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed));
    let mut buffer = Zeroizing::new(vec![0; CHUNK + TAG]);
    let mut left = sealed;
    while left > CHUNK + TAG {
        reader.read_exact(&mut buffer).map_err(gone)?;
        opener.decrypt_next_in_place(name, &mut *buffer).map_err(|_| DocumentError::Damaged)?;
        plain.extend_from_slice(&buffer);
        buffer.resize(CHUNK + TAG, 0);
        left = left.saturating_sub(CHUNK + TAG);
    }
    buffer.truncate(left);
    reader.read_exact(&mut buffer).map_err(gone)?;
    opener.decrypt_last_in_place(name, &mut *buffer).map_err(|_| DocumentError::Damaged)?;
    plain.extend_from_slice(&buffer);
    Ok(Guarded::new(std::mem::take(&mut *plain)))
}

fn gone(fault: io::Error) -> DocumentError {
    match fault.kind() {
        ErrorKind::NotFound => DocumentError::Missing,
        ErrorKind::UnexpectedEof => DocumentError::Damaged,
        _ => StoreError::from(&fault).into(),
    }
}

/// Compares every file with the digest it was written with, and returns the documents whose file is not as it was. It
/// needs no key and no open store: run it beside the work. `None` when it was cancelled.
///
/// # Errors
/// What the disk says.
pub fn verify_documents(
    folder: &Path,
    files: &[DocumentFile],
    progress: &mut dyn FnMut(f32),
    cancel: &AtomicBool,
) -> Result<Option<Vec<DocumentId>>, StoreError> {
    let all: u64 = files.iter().map(|file| file.stored_bytes).sum();
    let (mut done, mut bad) = (0_u64, Vec::new());
    for file in files {
        let mut read = |bytes: u64| {
            done = done.saturating_add(bytes);
            progress(guess(done, all));
            !cancel.load(Ordering::Relaxed)
        };
        match digest(&folder.join(&file.file), &mut read).map_err(gone) {
            Ok(None) => return Ok(None),
            Ok(Some(digest)) if digest == file.digest => (),
            Ok(Some(_)) | Err(DocumentError::Missing | DocumentError::Damaged) => bad.push(file.id),
            Err(DocumentError::Store(error)) => return Err(error),
            Err(DocumentError::TooLong) => return Err(StoreError::Form),
        }
    }
    progress(1.0);
    Ok(Some(bad))
}

/// The digest of a file; `None` when `read`, which is told each part's length, stopped it.
fn digest(path: &Path, read: &mut dyn FnMut(u64) -> bool) -> io::Result<Option<[u8; 32]>> {
    let (mut file, mut hash) = (File::open(path)?, Sha256::new());
    let mut buffer = vec![0; 1 << 20];
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(Some(hash.finalize().into()));
        }
        hash.update(buffer.get(..length).unwrap_or_default());
        if !read(u64::try_from(length).unwrap_or(0)) {
            return Ok(None);
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
