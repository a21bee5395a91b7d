//! Where the files lie: a folder, a stick. Names are made of their content and written once.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::fault::PlaceFault;

/// The most names that are read from one folder.
const MOST_NAMES: usize = 10_000;

/// Something to be delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Where to.
    pub name: String,
    /// What.
    pub bytes: Vec<u8>,
}

/// A place of files that nobody needs to trust: whatever is read from it is proved by its signature.
pub trait Place {
    /// Writes a file. A name holds the digest of its content, so writing it again changes nothing.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), PlaceFault>;

    /// Reads a file, at most one byte more than `most`; `None` when there is none.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn get(&self, name: &str, most: usize) -> Result<Option<Vec<u8>>, PlaceFault>;

    /// Lists the files of a folder; none when there is no such folder.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn list(&self, folder: &str) -> Result<Vec<String>, PlaceFault>;

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn delete(&self, name: &str) -> Result<(), PlaceFault>;

    /// Tells whether it can be reached and written.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn probe(&self) -> Result<(), PlaceFault>;
}

/// Delivers what waits, in order, and returns how many were delivered: the rest waits for the next time.
pub fn deliver(place: &dyn Place, waiting: &[Parcel]) -> (usize, Option<PlaceFault>) {
    for (sent, parcel) in waiting.iter().enumerate() {
        if let Err(fault) = place.put(&parcel.name, &parcel.bytes) {
            return (sent, Some(fault));
        }
    }
    (waiting.len(), None)
}

/// A folder of this computer: a stick, a share, or what another program carries to the others.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// Takes a folder that is there already.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    fn path(&self, name: &str) -> Result<PathBuf, PlaceFault> {
        let part = |part: &str| !part.is_empty() && part.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
        if name.len() <= 200 && name.split('/').all(part) { Ok(self.0.join(name)) } else { Err(PlaceFault::Name) }
    }
}

fn fault(error: &io::Error) -> PlaceFault {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => PlaceFault::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => PlaceFault::Refused,
        _ => PlaceFault::Unreachable,
    }
}

/// Writes beside its place and moves it there, so that nobody reads half of it.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("part");
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&part, path)).inspect_err(|_| drop(fs::remove_file(&part)))
}

impl Place for Folder {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), PlaceFault> {
        let path = self.path(name)?;
        self.probe()?;
        write_whole(&path, bytes).map_err(|error| fault(&error))
    }

    fn get(&self, name: &str, most: usize) -> Result<Option<Vec<u8>>, PlaceFault> {
        let path = self.path(name)?;
        if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(|error| fault(&error))?;
        Ok(Some(bytes))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, PlaceFault> {
        let path = self.path(folder)?;
        self.probe()?;
        match fs::read_dir(path) {
            Ok(entries) => Ok(entries
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter(|name| self.path(name).is_ok())
                .take(MOST_NAMES)
                .collect()),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Vec::new()),
            Err(error) => Err(fault(&error)),
        }
    }

    fn delete(&self, name: &str) -> Result<(), PlaceFault> {
        match fs::remove_file(self.path(name)?) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(fault(&error)),
            _ => Ok(()),
        }
    }

    /// The folder itself is never made: a stick that is not there must not become a folder of the disk.
    fn probe(&self) -> Result<(), PlaceFault> {
        if self.0.is_dir() { Ok(()) } else { Err(PlaceFault::Unreachable) }
    }
}
