//! The store's own file: where it lies, which one it is, and a second way to read it.

use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

use crate::error::{OpenError, StoreError};

/// On Unix a file that was removed can still be written to, and SQLite does: without [`is_in_its_place`] a person would
/// go on typing into a file that is gone with the last handle.
///
/// [`is_in_its_place`]: Self::is_in_its_place
#[derive(Debug)]
pub struct OwnFile {
    path: PathBuf,
    identity: Option<(u64, u64)>,
    /// Opened before SQLite opens the file and closed after: closing any handle on a file drops all locks that this
    /// process holds on it (POSIX), SQLite's included.
    bytes: File,
}

impl OwnFile {
    /// Opens the file, which must be there.
    pub fn at(path: &Path) -> Result<Self, OpenError> {
        let bytes = File::open(path).map_err(|fault| StoreError::from(&fault))?;
        Ok(Self { identity: identity(path), path: path.to_owned(), bytes })
    }

    pub fn is_in_its_place(&self) -> Result<(), StoreError> {
        let now = identity(&self.path);
        if now.is_some() && now == self.identity { Ok(()) } else { Err(StoreError::FolderGone) }
    }

    pub const fn bytes(&self) -> &File {
        &self.bytes
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Device and inode.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}

/// Makes an empty file, which on Unix only its owner can read; the rollback journal takes over its mode.
pub fn new_private_file(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|fault| StoreError::from(&fault))
}

/// Makes a folder that only its owner can open, unless it is there.
pub fn private_folder(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|fault| StoreError::from(&fault))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes what was created or removed in a folder last through a power cut. Windows has no such call.
pub fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|fault| StoreError::from(&fault))?;
    }
    Ok(())
}
