//! Backups: one encrypted file that is read back before it counts, and restoring from it.
//!
//! A backup carries the key file, so what opened the vault when it was made opens the backup: a passphrase, the recovery
//! code, both keys of the office. Restoring makes a vault beside the one that is here, verifies it, erases again who was
//! erased since, and is compared by a person before the two change places.

mod body;
mod restore;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use store::{SnapshotError, Store};
use vault::{
    OpenKeys, VaultFolder,
    anchor::Anchor,
    backup::{BackupFault, BackupReader, BackupWriter, Which},
};

use self::body::{Manifest, Unpacked};
pub(crate) use self::restore::Pending;
pub use self::restore::{Comparison, VaultState};
use crate::{
    job::{Job, JobStep, Running},
    rescue::store_keys,
    roles::Act,
    session::Office,
    session_error::SessionError,
};

/// The ending of a backup's name.
pub const BACKUP_EXTENSION: &str = "tomarigi";

/// After so many days without a good backup a new one is due.
pub const REMIND_AFTER_DAYS: u32 = 7;

/// How many backups of a vault stay in a folder.
const GENERATIONS: usize = 2;

/// The last backup that was read back and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastBackup {
    /// The number of the state in it.
    pub serial: u64,
    /// When it was made (RFC 3339).
    pub made_at: String,
}

impl LastBackup {
    /// Reads it from the record beside the store.
    pub(crate) fn of(anchor: &Anchor) -> Option<Self> {
        let last = anchor.last_backup.as_ref()?;
        Some(Self { serial: last.serial, made_at: last.made_at.clone() })
    }
}

/// A backup that was made and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupMade {
    /// The number of the state in it.
    pub serial: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// Rows a table, as read back from it.
    pub counts: BTreeMap<String, u64>,
}

impl Office {
    /// Returns the last good backup of the open vault.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while the vault is locked.
    pub fn last_backup(&self) -> Result<Option<LastBackup>, SessionError> {
        self.with_open(|open| Ok(LastBackup::of(&open.anchor)))
    }

    /// Returns the name that a backup made now gets: the day and the number of the state, nothing else.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while the vault is locked; what the disk says.
    pub fn backup_name(&self) -> Result<String, SessionError> {
        let today = self.clock().today();
        self.with_open(|open| Ok(format!("tomarigi-backup-{today}-{}", open.store.state()?.commits)))
    }

    /// Writes a backup to `target`, reads it back, opens it and compares it. Only then it takes its place, and of the
    /// older ones of this vault in that folder the newest stays.
    ///
    /// # Errors
    /// [`SessionError::Forbidden`]; [`SessionError::Stopped`]; [`SessionError::BackupDamaged`] when what was read back is
    /// not what was written; what the disk says. Then `target` is what it was.
    pub fn make_backup(&self, target: &Path) -> Result<BackupMade, SessionError> {
        let running = self.jobs.begin(Job::Backup);
        let beside = Scratch::file(with_ending(target, ".part"));
        let snapshot = Scratch::file(self.folder_path().join("vault.db.snapshot"));
        let taken = self.take_snapshot(&snapshot.0, &running)?;
        taken.write(&beside.0, &snapshot.0, &running)?;
        drop(snapshot);
        let unpacked = Scratch::folder(with_ending(self.folder_path(), ".checking"));
        let counts = taken.read_back(&beside.0, &unpacked.0, &running)?;
        let bytes = fs::metadata(&beside.0).map_err(disk)?.len();
        fs::rename(&beside.0, target).map_err(disk)?;
        sync_folder_of(target)?;
        self.note_backup(&taken)?;
        prune(target, &taken.keys);
        self.forget_replaced();
        Ok(BackupMade { serial: taken.manifest.serial, bytes, counts })
    }

    /// Reads every document of the open vault and returns how many there are and how many are not as they were written.
    /// The session goes on meanwhile.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while the vault is locked; [`SessionError::Stopped`]; what the disk says.
    pub fn verify_documents(&self) -> Result<(usize, usize), SessionError> {
        let (folder, files) =
            self.with_open(|open| Ok((open.store.documents_folder().clone(), open.store.read().document_files()?)))?;
        let running = self.jobs.begin(Job::Documents);
        let mut report = |part| running.at(JobStep::Documents, part);
        let damaged = store::verify_documents(&folder, &files, &mut report, running.stop())?;
        Ok((files.len(), damaged.ok_or(SessionError::Stopped)?.len()))
    }

    /// Returns how many participants the open vault holds, also while its recovery code is not confirmed yet.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while the vault is locked; what the disk says.
    pub fn participants(&self) -> Result<u64, SessionError> {
        self.with_open(|open| Ok(open.store.read().table_counts()?.get("participant").copied().unwrap_or(0)))
    }

    /// Copies the store while nobody writes to it. What follows needs the session no longer.
    fn take_snapshot(&self, to: &Path, running: &Running<'_>) -> Result<Taken, SessionError> {
        running.at(JobStep::Copying, 0.0);
        let made_at = self.clock().now().to_rfc3339();
        self.with_open(|open| {
            open.may(Act::Backup)?;
            open.note_session(self.clock(), |desk| desk.note("make", "backup", None))?;
            open.settle(self.clock())?;
            open.store.snapshot(to, &mut |part| running.at(JobStep::Copying, part), running.stop())?;
            let state = open.store.state()?;
            let manifest = Manifest {
                serial: state.commits,
                made_at,
                entries: state.entries,
                schema: state.schema,
                counts: open.store.read().table_counts()?,
                store_bytes: fs::metadata(to).map_err(disk)?.len(),
                documents: body::documents(&open.store)?,
            };
            Ok(Taken { manifest, keys: Arc::clone(&open.keys), documents: open.store.documents_folder().clone() })
        })
    }

    fn note_backup(&self, taken: &Taken) -> Result<(), SessionError> {
        self.with_open(|open| {
            open.anchor.last_backup = Some(vault::anchor::LastBackup {
                serial: taken.manifest.serial,
                made_at: taken.manifest.made_at.clone(),
                folder: None,
            });
            open.settle(self.clock())
        })
    }
}

/// A copy of the store with all that a backup says of it.
struct Taken {
    manifest: Manifest,
    keys: Arc<OpenKeys>,
    documents: PathBuf,
}

impl Taken {
    fn write(&self, to: &Path, snapshot: &Path, running: &Running<'_>) -> Result<(), SessionError> {
        let file = body::new_private_file(to).map_err(disk)?;
        let mut out = BackupWriter::begin(BufWriter::new(file), &self.keys, Which::AllSlots)?;
        let mut report = |part| running.at(JobStep::Writing, part);
        self.manifest.write(&mut out, snapshot, &self.documents, &mut report, running.stop())?;
        let mut buffer = out.finish().map_err(disk)?;
        buffer.flush().map_err(disk)?;
        buffer.get_ref().sync_all().map_err(disk)
    }

    /// Unpacks the file as a restore would, opens what comes out, and compares it with what went in.
    fn read_back(
        &self,
        from: &Path,
        into: &Path,
        running: &Running<'_>,
    ) -> Result<BTreeMap<String, u64>, SessionError> {
        let input = BufReader::new(File::open(from).map_err(disk)?);
        let reader = BackupReader::reopen(input, &self.keys)?;
        let mut report = |part| running.at(JobStep::ReadingBack, part * 0.7);
        let unpacked = body::unpack(reader, into, &mut report, running.stop())?;
        let counts = open_unpacked(&unpacked, into, &self.keys, running)?.1;
        if counts == self.manifest.counts && unpacked.manifest == self.manifest {
            Ok(counts)
        } else {
            Err(SessionError::BackupDamaged)
        }
    }
}

/// Opens the store of an unpacked backup, which verifies it, and looks at every document.
fn open_unpacked(
    unpacked: &Unpacked,
    folder: &Path,
    keys: &OpenKeys,
    running: &Running<'_>,
) -> Result<(Store, BTreeMap<String, u64>), SessionError> {
    let store = Store::open(&VaultFolder::at(folder).store_path(), &store_keys(keys), &mut |_, _| {})
        .map_err(|_| SessionError::BackupDamaged)?;
    let mut report = |part: f32| running.at(JobStep::ReadingBack, part.mul_add(0.3, 0.7));
    let files = store.read().document_files()?;
    let damaged = store::verify_documents(store.documents_folder(), &files, &mut report, running.stop())?;
    let damaged = damaged.ok_or(SessionError::Stopped)?;
    let counts = store.read().table_counts()?;
    if damaged.is_empty() && counts == unpacked.manifest.counts {
        Ok((store, counts))
    } else {
        Err(SessionError::BackupDamaged)
    }
}

/// Of the backups of this vault in a folder the newest two stay. Files of another vault or of somebody else are never
/// touched; what cannot be removed stays.
fn prune(newest: &Path, keys: &OpenKeys) {
    let Some(folder) = newest.parent() else { return };
    let Ok(entries) = fs::read_dir(folder) else { return };
    let ours = |path: &PathBuf| {
        path != newest
            && path.extension().is_some_and(|ending| ending == BACKUP_EXTENSION)
            && File::open(path)
                .is_ok_and(|file| vault::backup::inspect(file).is_ok_and(|(vault, _)| vault == keys.vault_id()))
    };
    let mut older: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(ours).collect();
    older.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).and_then(|metadata| metadata.modified()).ok()));
    for path in older.into_iter().skip(GENERATIONS - 1) {
        let _ = fs::remove_file(path);
    }
}

/// A file or a folder that is gone when this is.
pub(crate) struct Scratch(pub PathBuf);

impl Scratch {
    fn file(path: PathBuf) -> Self {
        let _ = fs::remove_file(&path);
        Self(path)
    }

    pub(crate) fn folder(path: PathBuf) -> Self {
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The same place with something at the end of its name.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

pub(crate) fn sync_folder_of(path: &Path) -> Result<(), SessionError> {
    match path.parent() {
        Some(folder) if cfg!(unix) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(disk)
        }
        _ => Ok(()),
    }
}

/// What the disk refused.
pub(crate) fn disk(fault: io::Error) -> SessionError {
    vault::DiskError::from(fault).into()
}

pub(crate) fn stopped(stop: &AtomicBool) -> Result<(), SessionError> {
    if stop.load(Ordering::Acquire) { Err(SessionError::Stopped) } else { Ok(()) }
}

impl From<SnapshotError> for SessionError {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::Cancelled => Self::Stopped,
            SnapshotError::Unequal | SnapshotError::Copy(_) => Self::BackupDamaged,
            SnapshotError::Store(error) => error.into(),
        }
    }
}

impl From<BackupFault> for SessionError {
    fn from(fault: BackupFault) -> Self {
        match fault {
            BackupFault::Damaged => Self::BackupDamaged,
            BackupFault::Newer { .. } => Self::Newer,
            BackupFault::OutOfBounds { .. } => Self::NotABackup,
            BackupFault::NoWayBack => Self::NothingElseOpens,
            BackupFault::Unlock(error) => error.into(),
            BackupFault::NoRandomness(_) => Self::Computer("randomness"),
            BackupFault::Disk(error) => error.into(),
        }
    }
}
