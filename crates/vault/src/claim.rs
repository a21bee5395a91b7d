//! One opening of a vault at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

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
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _locked: file }),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(fault)) => return Err(ClaimError::Disk(fault.into())),
            }
        }
        Err(ClaimError::InUse)
    }
}

/// A claim given up a moment ago can still be held: a process that was being started just then had the file for the
/// time between fork and exec.
const TRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(50);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_that_ends_in_a_moment_is_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("vault.lock");
        let held = Claim::take(&file).expect("the first claim");

        let second = thread::scope(|scope| {
            scope.spawn(move || {
                thread::sleep(PAUSE);
                drop(held);
            });
            Claim::take(&file)
        });

        assert!(second.is_ok());
    }

    #[test]
    fn a_claim_that_stays_is_in_use() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("vault.lock");
        let _held = Claim::take(&file).expect("the first claim");

        assert!(matches!(Claim::take(&file), Err(ClaimError::InUse)));
    }
}
