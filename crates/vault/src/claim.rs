//! One opening of a vault at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::disk;
use crate::errors::ClaimError;

/// The right to open a folder. It ends when this is dropped, or with the program however that ends.
#[derive(Debug)]
pub struct Claim {
    _locked: File,
}

impl Claim {
    /// Locks a file that stays empty: who holds it is nobody's business.
    pub(crate) fn take(lock_file: &Path) -> Result<Self, ClaimError> {
        let open = |options: &mut OpenOptions| disk::private(options).open(lock_file);
        let file = open(OpenOptions::new().write(true).create(true).truncate(false)).map_err(disk::DiskError::from)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _locked: file }),
            Err(TryLockError::WouldBlock) => Err(ClaimError::InUse),
            Err(TryLockError::Error(fault)) => Err(ClaimError::Disk(fault.into())),
        }
    }
}
