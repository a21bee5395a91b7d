//! The two copies of the key file: reading both, choosing one, mending the other.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::cost::Bound;
use crate::disk::{DiskError, Staged};
use crate::errors::UnlockError;
use crate::key::VaultKey;
use crate::key_file::{KeyFile, KeyFileFault, MAX_FILE_LEN};
use crate::open_keys::OpenedBy;
use crate::opener::Opener;

/// Which copies of the key file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichCopies {
    /// `vault.keys`.
    First,
    /// `vault.keys.copy`.
    Second,
    /// Both.
    Both,
}

/// What unlocking did about a copy that was missing, damaged or older. Worth an entry in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mending {
    /// Both copies were whole and equal.
    NotNeeded,
    /// The other copy was written anew.
    Mended,
    /// The other copy belongs to another vault and was left alone: it may be all that vault has. Ask before changing a
    /// secret, which writes both copies.
    OtherVault,
    /// The other copy could not be written; the vault hangs on one file.
    Failed(DiskError),
}

/// Why no copy serves.
pub(crate) enum CopiesFault {
    Missing,
    Damaged(WhichCopies),
    Newer(u16),
    OutOfBounds(Bound),
    Disk(DiskError),
}

/// What was found in the place of a copy.
#[derive(Debug)]
enum Found {
    Whole(KeyFile),
    Faulty(KeyFileFault),
    Missing,
    Unreadable(DiskError),
}

impl Found {
    const fn whole(&self) -> Option<&KeyFile> {
        if let Self::Whole(file) = self { Some(file) } else { None }
    }

    const fn newer(&self) -> Option<u16> {
        if let Self::Faulty(KeyFileFault::Newer(version)) = self { Some(*version) } else { None }
    }
}

/// Both copies as they were found.
#[derive(Debug)]
pub(crate) struct Copies([Found; 2]);

/// Returns where the two copies lie.
pub(crate) fn paths(folder: &Path) -> [PathBuf; 2] {
    [folder.join("vault.keys"), folder.join("vault.keys.copy")]
}

/// Writes both copies, first both beside their places, so that a full disk changes nothing.
pub(crate) fn replace_both(folder: &Path, file: &KeyFile) -> io::Result<()> {
    let bytes = file.to_bytes();
    let [first, second] = paths(folder);
    let (first, second) = (Staged::write(first, &bytes)?, Staged::write(second, &bytes)?);
    first.replace()?;
    second.replace()
}

/// Writes both copies where there is none, or neither.
pub(crate) fn place_both(folder: &Path, file: &KeyFile) -> io::Result<()> {
    let bytes = file.to_bytes();
    let [first, second] = paths(folder);
    let (staged_first, staged_second) = (Staged::write(first.clone(), &bytes)?, Staged::write(second, &bytes)?);
    staged_first.place_new()?;
    // The first copy is ours and a moment old: nothing is encrypted under its key yet.
    staged_second.place_new().or_else(|fault| fs::remove_file(first).and(Err(fault)))
}

impl Copies {
    pub(crate) fn read(folder: &Path) -> Self {
        Self(paths(folder).map(|path| read_one(&path)))
    }

    /// Returns the key, what opened, and the newest authentic file, if the secret opens that one.
    pub(crate) fn open(&self, opener: &Opener<'_>) -> Result<(VaultKey, OpenedBy, &KeyFile), UnlockError> {
        let candidates = self.candidates()?;
        if candidates.iter().all(|file| !file.has(opener.kind())) {
            return Err(UnlockError::NoSuchSlot);
        }
        let mut refused = UnlockError::WrongSecret;
        for file in candidates {
            match file.open(opener) {
                // Another file may be the current one: then this one was altered, or its secret replaced since.
                Ok(Some((key, by))) if self.newest_authentic(&key)? == file => return Ok((key, by, file)),
                Ok(_) => {}
                Err(fault) => refused = fault.into(),
            }
        }
        Err(refused)
    }

    /// Returns the newest whole file. Nobody says yet who wrote it.
    pub(crate) fn newest(&self) -> Result<&KeyFile, CopiesFault> {
        self.candidates()?.into_iter().next().ok_or(CopiesFault::Missing)
    }

    /// Returns the newest file that the owner of this key wrote.
    pub(crate) fn newest_authentic(&self, key: &VaultKey) -> Result<&KeyFile, CopiesFault> {
        let authentic = self.candidates()?.into_iter().find(|file| file.is_authentic(key));
        authentic.ok_or(CopiesFault::Damaged(self.which(|found| !matches!(found, Found::Missing))))
    }

    /// Makes the other copy equal to this one, which is known to be authentic.
    pub(crate) fn mend(&self, folder: &Path, good: &KeyFile) -> Mending {
        for (found, path) in self.0.iter().zip(paths(folder)) {
            match found {
                Found::Whole(file) if file == good => {}
                Found::Whole(file) if file.vault != good.vault => return Mending::OtherVault,
                _ => return mend_one(path, good),
            }
        }
        Mending::NotNeeded
    }

    /// Returns the whole files, newest first and each once, or why there is none.
    fn candidates(&self) -> Result<Vec<&KeyFile>, CopiesFault> {
        self.refuse_newer_format()?;
        let mut files: Vec<&KeyFile> = self.0.iter().filter_map(Found::whole).collect();
        files.sort_by_key(|file| std::cmp::Reverse(file.sequence));
        files.dedup();
        if files.is_empty() { Err(self.why_none()) } else { Ok(files) }
    }

    /// An older release must not mend what a newer one wrote.
    fn refuse_newer_format(&self) -> Result<(), CopiesFault> {
        self.0.iter().find_map(Found::newer).map_or(Ok(()), |version| Err(CopiesFault::Newer(version)))
    }

    fn why_none(&self) -> CopiesFault {
        let [first, second] = &self.0;
        match (first, second) {
            (Found::Missing, Found::Missing) => CopiesFault::Missing,
            (Found::Faulty(KeyFileFault::OutOfBounds(bound)), _)
            | (_, Found::Faulty(KeyFileFault::OutOfBounds(bound))) => CopiesFault::OutOfBounds(*bound),
            (Found::Unreadable(fault), _) | (_, Found::Unreadable(fault)) => CopiesFault::Disk(*fault),
            _ => CopiesFault::Damaged(self.which(|found| matches!(found, Found::Faulty(_)))),
        }
    }

    fn which(&self, of: impl Fn(&Found) -> bool) -> WhichCopies {
        match self.0.each_ref().map(of) {
            [true, false] => WhichCopies::First,
            [false, true] => WhichCopies::Second,
            _ => WhichCopies::Both,
        }
    }
}

fn mend_one(path: PathBuf, good: &KeyFile) -> Mending {
    match Staged::write(path, &good.to_bytes()).and_then(Staged::replace) {
        Ok(()) => Mending::Mended,
        Err(fault) => Mending::Failed(fault.into()),
    }
}

fn read_one(path: &Path) -> Found {
    match read_bytes(path) {
        Ok(bytes) => match KeyFile::parse(&bytes) {
            Ok(file) if file.sequence == KeyFile::NOT_IN_A_FOLDER => Found::Faulty(KeyFileFault::Malformed),
            parsed => parsed.map_or_else(Found::Faulty, Found::Whole),
        },
        Err(fault) if fault.kind() == ErrorKind::NotFound => Found::Missing,
        Err(fault) => Found::Unreadable(fault.into()),
    }
}

/// Reads one byte more than a key file may have, so that a longer one is seen to be longer.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE_LEN + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
