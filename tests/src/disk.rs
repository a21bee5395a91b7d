//! A disk of a test's own: at first all zeros, at the end looked at byte by byte, so that deleted files are found too.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// A file system in a file, mounted until it is dropped or taken off.
#[derive(Debug)]
pub struct Disk {
    folder: TempDir,
    is_mounted: bool,
}

impl Disk {
    /// Makes and mounts one. Where that is not allowed, it is a folder like any other.
    ///
    /// # Errors
    /// What mkfs.ext4 (e2fsprogs) or mount say where it is allowed.
    pub fn new(megabytes: u64) -> io::Result<Self> {
        let mut disk = Self { folder: tempfile::tempdir()?, is_mounted: false };
        fs::create_dir(disk.path())?;
        if may_mount() {
            let image = disk.folder.path().join("image");
            File::create(&image)?.set_len(megabytes << 20)?;
            run(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&image))?;
            run(Command::new("mount").args(["-o", "loop,nosuid"]).args([&image, &disk.path()]))?;
            disk.is_mounted = true;
        }
        Ok(disk)
    }

    /// Makes a small one in memory. Whoever may mount at all may do this.
    ///
    /// # Errors
    /// What mount says.
    pub fn small() -> io::Result<Self> {
        let mut disk = Self { folder: tempfile::tempdir()?, is_mounted: false };
        fs::create_dir(disk.path())?;
        run(Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(disk.path()))?;
        disk.is_mounted = true;
        Ok(disk)
    }

    /// Fills it up until so many kilobytes are left.
    ///
    /// # Errors
    /// What the disk says, other than that it is full.
    pub fn fill_up(&self, kilobytes_left: u64) -> io::Result<()> {
        let mut filler = File::create(self.filler())?;
        let full = io::copy(&mut io::repeat(0), &mut filler).expect_err("no disk holds everything");
        if full.kind() != io::ErrorKind::StorageFull {
            return Err(full);
        }
        filler.set_len(filler.metadata()?.len().saturating_sub(kilobytes_left << 10))
    }

    /// Gives back the room that was filled up.
    ///
    /// # Errors
    /// When it was not filled up.
    pub fn make_room(&self) -> io::Result<()> {
        fs::remove_file(self.filler())
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }

    /// Where it is mounted.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    /// The whole disk as one file, once it is taken off; `None` where it is only a folder.
    pub fn image(&self) -> Option<PathBuf> {
        let image = self.folder.path().join("image");
        (!self.is_mounted && image.exists()).then_some(image)
    }

    /// Waits until everything is on it and takes it off.
    ///
    /// # Errors
    /// When a program still uses it.
    pub fn take_off(&mut self) -> io::Result<()> {
        if self.is_mounted {
            run(Command::new("umount").arg(self.path()))?;
            self.is_mounted = false;
        }
        Ok(())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_mounted {
            // A program may still be ending on it.
            let _ = run(Command::new("umount").arg("--lazy").arg(self.path()));
        }
    }
}

/// Whether this process may mount the image of a disk: root outside of a container without rights.
pub fn may_mount() -> bool {
    const SYS_ADMIN: u32 = 21;
    let of_process = |file: &str| fs::read_to_string(format!("/proc/self/{file}")).unwrap_or_default();
    let status = of_process("status");
    let rights = status.lines().find_map(|line| line.strip_prefix("CapEff:"));
    let rights = rights.and_then(|digits| u64::from_str_radix(digits.trim(), 16).ok()).unwrap_or(0);
    // Who is root only in a namespace of their own sees a map of one user.
    let is_everybodys_root = of_process("uid_map").split_whitespace().eq(["0", "0", "4294967295"]);
    rights >> SYS_ADMIN & 1 == 1 && is_everybodys_root && Path::new("/dev/loop-control").exists()
}

/// Runs a test of this test program again in a world of its own: with its own mounts, which end with it, and with what
/// else `unshare` is told. Returns false in that world, where the test goes on.
///
/// # Errors
/// When the test fails there.
pub fn ran_in_a_world_of_its_own(test: &str, options: &[&str]) -> io::Result<bool> {
    const INSIDE: &str = "TOMARIGI_TEST_OWN_WORLD";
    if std::env::var_os(INSIDE).is_some() {
        return Ok(false);
    }
    let mut unshare = Command::new("unshare");
    if !may_mount() {
        unshare.args(["--user", "--map-root-user"]);
    }
    unshare.args(["--mount", "--propagation", "private"]).args(options);
    unshare.arg(std::env::current_exe()?).args([test, "--exact", "--nocapture"]).env(INSIDE, "yes");
    let ended = unshare.status()?;
    if ended.success() { Ok(true) } else { Err(io::Error::other(format!("{test} in a world of its own: {ended}"))) }
}

fn run(command: &mut Command) -> io::Result<()> {
    let name = command.get_program().display().to_string();
    let output = command.stdin(Stdio::null()).output().map_err(|error| io::Error::new(error.kind(), name.clone()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim())))
}
