//! Restoring: unpacked beside, verified, compared, then swapped in.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
};

use chrono::DateTime;
use store::Store;
use vault::{OpenKeys, Secret, VaultFolder, VaultId, anchor::Anchor, backup::BackupReader};

use super::{body, disk, open_unpacked, sync_folder_of, with_ending};
use crate::{
    desk::WritingDesk,
    error::OfficeError,
    freshness::RESTORE,
    job::{Job, JobStep},
    rescue::store_keys,
    roles::Act,
    session::{Actor, Office, Stage, Status},
    session_error::SessionError,
};

/// The state of a vault or of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultState {
    /// When it was made or written (RFC 3339).
    pub at: Option<String>,
    /// Its number.
    pub serial: u64,
    /// Rows a table.
    pub counts: BTreeMap<String, u64>,
}

/// A backup beside the vault that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The backup, which was opened and verified.
    pub backup: VaultState,
    /// The vault that is here, if it opens with the same secret or is open.
    pub current: Option<VaultState>,
    /// Whether the backup is older than the vault that is here.
    pub older: bool,
    /// Whether both are of the same vault.
    pub same_vault: bool,
    /// How many people erased since are erased from it again.
    pub erased_again: u32,
}

/// A backup that was unpacked and waits for a person's word. Dropped, it is gone.
pub(crate) struct Pending {
    folder: PathBuf,
}

impl Drop for Pending {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What is known of the vault that is here.
#[derive(Default)]
struct Here {
    state: Option<VaultState>,
    anchor: Option<Anchor>,
    vault: Option<VaultId>,
}

impl Office {
    /// Opens a backup, verifies all of it, erases from it whom the vault here has erased since, and compares the two.
    /// Nothing is replaced before [`restore_backup`](Self::restore_backup).
    ///
    /// # Errors
    /// [`SessionError::NotABackup`], [`SessionError::BackupDamaged`]; [`SessionError::WrongSecret`];
    /// [`SessionError::Stopped`]; [`SessionError::Forbidden`] for an open vault; what the disk says.
    pub fn look_at_backup(&self, from: &Path, secret: Secret<'_>) -> Result<Comparison, SessionError> {
        self.forget_backup();
        if self.stage_now() == Stage::Open && !self.allows(Act::Restore) {
            return Err(SessionError::Forbidden);
        }
        let running = self.jobs.begin(Job::Restore);
        let pending = Pending { folder: with_ending(self.folder_path(), ".restoring") };
        let _ = fs::remove_dir_all(&pending.folder);
        let input = BufReader::new(File::open(from).map_err(disk)?);
        let (keys, reader) = BackupReader::open(input, secret, &*self.devices)?;
        let mut report = |part| running.at(JobStep::ReadingBack, part);
        running.at(JobStep::Key, 0.5);
        let here = self.here(secret);
        let same_vault = here.vault == Some(keys.vault_id());
        let floor = here.anchor.as_ref().filter(|_| same_vault).map_or(0, |anchor| anchor.keys_sequence);
        VaultFolder::at(&pending.folder).place_keys(&keys, floor)?;
        let unpacked = body::unpack(reader, &pending.folder, &mut report, running.stop())?;
        let (store, counts) = open_unpacked(&unpacked, &pending.folder, &keys, &running)?;
        running.at(JobStep::Seals, 0.5);
        let erased_again = self.make_ready(&pending.folder, store, &keys, &here)?;
        let manifest = unpacked.manifest;
        let older = here.state.as_ref().is_some_and(|current| {
            let at = |text: &str| DateTime::parse_from_rfc3339(text).ok();
            current.at.as_deref().and_then(at).zip(at(&manifest.made_at)).is_some_and(|(now, then)| then < now)
        });
        let comparison = Comparison {
            backup: VaultState { at: Some(manifest.made_at), serial: manifest.serial, counts },
            older,
            same_vault,
            current: here.state,
            erased_again,
        };
        self.keep_pending(pending);
        Ok(comparison)
    }

    /// Puts the backup that was looked at in the place of the vault here, which is locked for it and kept beside until
    /// the next backup. Whoever opens it then needs what opened it when the backup was made.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] when none was looked at; what the disk says, and then the vault here is what it was.
    pub fn restore_backup(&self) -> Result<Status, SessionError> {
        if self.stage_now() == Stage::Open && !self.allows(Act::Restore) {
            return Err(SessionError::Forbidden);
        }
        let pending = self.take_pending().ok_or(SessionError::WrongStage)?;
        self.lock();
        let here = self.folder_path().to_owned();
        let aside = replaced(&here);
        if here.exists() {
            let _ = fs::remove_dir_all(&aside);
            fs::rename(&here, &aside).map_err(disk)?;
        }
        if let Err(fault) = fs::rename(&pending.folder, &here) {
            let _ = fs::rename(&aside, &here);
            return Err(disk(fault));
        }
        sync_folder_of(&here)?;
        Ok(self.status())
    }

    /// Throws the backup that was looked at away; the file itself stays.
    pub fn forget_backup(&self) {
        drop(self.take_pending());
    }

    /// Brings back what an interrupted restore left, when the office opens.
    pub(crate) fn finish_interrupted_restore(&self) {
        let here = self.folder_path().to_owned();
        let _ = fs::remove_dir_all(with_ending(&here, ".restoring"));
        let _ = fs::remove_dir_all(with_ending(&here, ".checking"));
        if !here.exists() {
            let _ = fs::rename(replaced(&here), &here);
        }
    }

    /// Erases the vault that a restore replaced, its keys first.
    pub(crate) fn erase_replaced(&self) {
        let aside = replaced(self.folder_path());
        if aside.exists() {
            vault::quick_erase(&VaultFolder::at(&aside), &*self.devices);
            self.forget_replaced();
        }
    }

    /// Removes the vault that a restore replaced.
    pub(crate) fn forget_replaced(&self) {
        let _ = fs::remove_dir_all(replaced(self.folder_path()));
    }

    /// Looks at the vault that is here, open or not, without changing it.
    fn here(&self, secret: Secret<'_>) -> Here {
        if let Ok(here) = self.with_open(|open| {
            let state = VaultState {
                at: Some(self.clock().now().to_rfc3339()),
                serial: open.store.state()?.commits,
                counts: open.store.read().table_counts()?,
            };
            Ok(Here { state: Some(state), anchor: Some(open.anchor.clone()), vault: Some(open.keys.vault_id()) })
        }) {
            return here;
        }
        if let Ok(here) = self.with_rescue(|rescue| Ok((rescue.anchor.clone(), rescue.vault_id()))) {
            return Here { state: None, anchor: here.0, vault: Some(here.1) };
        }
        self.look_at_locked(secret).unwrap_or_default()
    }

    fn look_at_locked(&self, secret: Secret<'_>) -> Option<Here> {
        let folder = self.folder();
        let _claim = folder.claim().ok()?;
        let keys = folder.unlock(secret, &*self.devices).ok()?;
        let anchor = vault::anchor::read(&folder, &keys).ok().flatten();
        let store = Store::open(&folder.store_path(), &store_keys(&keys), &mut |_, _| {}).ok();
        let state = store.and_then(|store| {
            let at = anchor.as_ref().map(|anchor| anchor.closed_at.clone());
            Some(VaultState { at, serial: store.state().ok()?.commits, counts: store.read().table_counts().ok()? })
        });
        Some(Here { state, anchor, vault: Some(keys.vault_id()) })
    }

    /// Makes a vault out of an unpacked backup: erases again, counts on from the vault here, writes keys and record.
    fn make_ready(&self, folder: &Path, mut store: Store, keys: &OpenKeys, here: &Here) -> Result<u32, SessionError> {
        let same = here.vault == Some(keys.vault_id());
        let known = here.anchor.as_ref().filter(|_| same);
        let erased = known.map(|anchor| anchor.erased.clone()).unwrap_or_default();
        let floor = known.map_or(0, |anchor| anchor.commits);
        let actor = Actor::without_passphrase();
        store.upgrade()?;
        let again = store.write(|writer| {
            let desk = WritingDesk::new(writer, self.clock(), &actor);
            writer.count_on_from(floor)?;
            let again = desk.erase_again(&erased)?;
            desk.note(RESTORE, "backup", None)?;
            Ok::<_, OfficeError>(again)
        })?;
        if again > 0 {
            store.compact()?;
        }
        store.write(|writer| writer.set_anchored())?;
        let to = VaultFolder::at(folder);
        let seen = store.seen()?;
        let anchor = Anchor {
            commits: seen.commits,
            entries: seen.entries,
            head: seen.head,
            digest: seen.digest,
            keys_sequence: keys.sequence(),
            closed_at: self.clock().now().to_rfc3339(),
            last_backup: None,
            erased: store.read().tombstones()?.into_iter().chain(erased).collect(),
            sealed_at: None,
        };
        drop(store);
        vault::anchor::write(&to, keys, &anchor)?;
        Ok(again)
    }
}

fn replaced(here: &Path) -> PathBuf {
    with_ending(here, ".before-restore")
}
