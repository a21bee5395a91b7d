//! A folder.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use super::{MOST_NAMES, Place, checked};
use crate::fault::PlaceFault;

/// A folder of this computer: a stick, a share, or what another program carries to the others.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// Takes a folder that is there already.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    fn path(&self, name: &str) -> Result<PathBuf, PlaceFault> {
        checked(name).map(|name| self.0.join(name))
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
