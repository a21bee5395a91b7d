//! Writing a file whole or not at all.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

/// Writes `bytes` beside the target and puts the file in its place once it is on the disk.
///
/// # Errors
/// What the disk says; then the target is what it was.
pub fn write_whole(target: &Path, bytes: &[u8]) -> io::Result<()> {
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
