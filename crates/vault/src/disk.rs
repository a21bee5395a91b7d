//! Writing a file so that it is there whole or not at all, and saying why it could not be.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// What the disk refused. It holds no path: a path may hold a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DiskError {
    /// The disk or the quota is full.
    #[error("the disk is full")]
    Full,
    /// The disk is mounted read-only.
    #[error("the disk is read-only")]
    ReadOnly,
    /// Anything else.
    #[error("the disk refused: {0}")]
    Io(ErrorKind),
}

impl DiskError {
    pub(crate) fn of(fault: &io::Error) -> Self {
        match fault.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            other => Self::Io(other),
        }
    }
}

impl From<io::Error> for DiskError {
    fn from(fault: io::Error) -> Self {
        Self::of(&fault)
    }
}

/// A file written beside its target and not yet in its place. Dropped, it is gone.
pub(crate) struct Staged {
    beside: PathBuf,
    target: PathBuf,
}

impl Staged {
    /// Writes the bytes and waits until the disk has them.
    pub(crate) fn write(target: PathBuf, bytes: &[u8]) -> io::Result<Self> {
        let staged = Self { beside: target.with_added_extension("new"), target };
        remove_if_there(&staged.beside)?;
        let mut file = private(OpenOptions::new().write(true).create_new(true)).open(&staged.beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(staged)
    }

    /// Puts the file in the place of its target, whatever was there.
    pub(crate) fn replace(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.target)?;
        sync_folder_of(&self.target)
    }

    /// Puts the file in its place only if nothing is there, else fails with [`ErrorKind::AlreadyExists`].
    pub(crate) fn place_new(self) -> io::Result<()> {
        match fs::hard_link(&self.beside, &self.target) {
            Ok(()) => sync_folder_of(&self.target).or_else(|fault| fs::remove_file(&self.target).and(Err(fault))),
            Err(fault) if fault.kind() == ErrorKind::AlreadyExists => Err(fault),
            // FAT and its kin have no hard links.
            Err(_) if self.target.try_exists()? => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => self.replace(),
        }
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a rename it is no longer there; otherwise the next write removes what stays behind.
        let _ = remove_if_there(&self.beside);
    }
}

/// Makes the folder with all above it, open to its owner only.
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        restrict(folder);
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes files opened with these options readable by their owner only.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

pub(crate) fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(fault) if fault.kind() != ErrorKind::NotFound => Err(fault),
        _ => Ok(()),
    }
}

/// A disk without permissions cannot be restricted; what lies there is encrypted all the same.
#[cfg(unix)]
fn restrict(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
}

#[cfg(not(unix))]
fn restrict(_: &Path) {}

/// Makes a rename last through a power cut. Windows has no such call.
fn sync_folder_of(file: &Path) -> io::Result<()> {
    match file.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_or_read_only_disk_is_told_apart() {
        assert_eq!(DiskError::from(io::Error::from(ErrorKind::StorageFull)), DiskError::Full);
        assert_eq!(DiskError::from(io::Error::from(ErrorKind::QuotaExceeded)), DiskError::Full);
        assert_eq!(DiskError::from(io::Error::from(ErrorKind::ReadOnlyFilesystem)), DiskError::ReadOnly);
        assert_eq!(
            DiskError::from(io::Error::from(ErrorKind::PermissionDenied)),
            DiskError::Io(ErrorKind::PermissionDenied)
        );
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("keys");
        fs::write(&target, "old").unwrap();

        let refused = Staged::write(target.clone(), b"new").unwrap().place_new().unwrap_err();

        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing stays behind");
    }

    #[test]
    fn a_staged_file_that_is_dropped_leaves_the_target_alone() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("keys");
        fs::write(&target, "old").unwrap();

        drop(Staged::write(target.clone(), b"new").unwrap());

        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
