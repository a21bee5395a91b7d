//! Writing a file whole or not at all.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError, TryLockError},
    time::{Duration, Instant},
};

/// Held while a file is written: a lock that ends the program waits for it, so that nothing half-written stays behind.
static WRITING: Mutex<()> = Mutex::new(());

const GLANCE: Duration = Duration::from_millis(5);

/// Writes `bytes` beside the target and puts the file in its place once it is on the disk.
///
/// # Errors
/// What the disk says; then the target is what it was.
pub fn write_whole(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".tomarigi-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Waits until nothing is being written, and lets nobody begin. `None` when a disk takes longer than that.
pub fn wait_for_writers(time: Duration) -> Option<MutexGuard<'static, ()>> {
    let begin = Instant::now();
    loop {
        match WRITING.try_lock() {
            Ok(nobody) => return Some(nobody),
            Err(TryLockError::Poisoned(nobody)) => return Some(nobody.into_inner()),
            Err(TryLockError::WouldBlock) if begin.elapsed() < time => std::thread::sleep(GLANCE),
            Err(TryLockError::WouldBlock) => return None,
        }
    }
}
