//! What the tests of several modules need.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use guarded::Guarded;
use tempfile::TempDir;

use crate::{
    CredentialFault, DeviceItem, DeviceStore, KdfCost, NoDeviceStore, OpenKeys, OpenedBy, RecoveryCode, Secret, SlotId,
    UnlockError, VaultFolder, VaultId, kdf,
};

pub(crate) const PASSPHRASE: &str = "grau Möwen zählen 41";

/// A folder with a vault whose passphrases cost nothing to try.
pub(crate) struct Home {
    directory: TempDir,
    pub(crate) folder: VaultFolder,
}

impl Home {
    pub(crate) fn empty() -> Self {
        kdf::testing::make_cheap();
        let directory = tempfile::tempdir().expect("a temporary folder");
        let folder = VaultFolder::at(directory.path().join("amal"));
        Self { directory, folder }
    }

    pub(crate) fn with_vault() -> (Self, OpenKeys, RecoveryCode) {
        let home = Self::empty();
        let (keys, code) = home.folder.create(&PASSPHRASE.into(), KdfCost::FLOOR).expect("an empty folder");
        (home, keys, code)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.directory.path().join("amal")
    }

    pub(crate) fn copies(&self) -> [PathBuf; 2] {
        ["vault.keys", "vault.keys.copy"].map(|name| self.path().join(name))
    }

    pub(crate) fn with_passphrase(&self, typed: &str) -> Result<OpenKeys, UnlockError> {
        self.folder.unlock(Secret::Passphrase(&typed.into()), &NoDeviceStore)
    }

    pub(crate) fn with_code(&self, code: &RecoveryCode) -> Result<OpenKeys, UnlockError> {
        self.folder.unlock(Secret::Recovery(code.text()), &NoDeviceStore)
    }

    pub(crate) fn here(&self, typed: &str, store: &dyn DeviceStore) -> Result<OpenKeys, UnlockError> {
        self.folder.unlock(Secret::Passphrase(&typed.into()), store)
    }
}

/// The slot of whoever opened or made the vault.
pub(crate) fn own_slot(keys: &OpenKeys) -> SlotId {
    let OpenedBy::Passphrase(slot) = keys.opened_by() else { panic!("opened by a passphrase") };
    slot
}

pub(crate) fn same_keys(one: &OpenKeys, other: &OpenKeys) -> bool {
    one.vault_id() == other.vault_id() && one.database_key() == other.database_key()
}

/// A vault as version 1 left it. Its passphrase was stretched in earnest, so that only its code opens it here.
pub(crate) fn place_version_1(home: &Home) {
    fs::create_dir(home.path()).expect("an empty folder");
    home.copies().iter().for_each(|copy| {
        fs::write(copy, include_bytes!("../tests/fixtures/version-1.keys")).expect("the folder is there");
    });
}

/// Returns the shortest of a few times: other programs make the rest longer.
pub(crate) fn quickest(done: impl Fn() -> bool) -> Duration {
    let times = (0..5).map(|_| {
        let begun = Instant::now();
        assert!(done());
        begun.elapsed()
    });
    times.min().expect("five times")
}

/// Returns the files in a folder with what is in them.
pub(crate) fn files(folder: &Path) -> HashMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).expect("a file"))).collect()
}

/// A credential store that does what a test says.
#[derive(Debug, Default)]
pub(crate) struct MemoryStore {
    kept: Mutex<HashMap<(VaultId, DeviceItem), Vec<u8>>>,
    fault: Mutex<Option<CredentialFault>>,
    asked: Mutex<u32>,
    garbles: bool,
}

impl MemoryStore {
    /// Keeps something else than it is given.
    pub(crate) fn garbling() -> Self {
        Self { garbles: true, ..Self::default() }
    }

    /// From now on every call fails so, or none does.
    pub(crate) fn fail(&self, fault: Option<CredentialFault>) {
        *locked(&self.fault) = fault;
    }

    pub(crate) fn wipe(&self) {
        locked(&self.kept).clear();
    }

    pub(crate) fn asked(&self) -> u32 {
        *locked(&self.asked)
    }

    pub(crate) fn count(&self) -> usize {
        locked(&self.kept).len()
    }

    pub(crate) fn put(&self, vault: VaultId, item: DeviceItem, bytes: &[u8]) {
        locked(&self.kept).insert((vault, item), bytes.to_vec());
    }

    pub(crate) fn get(&self, vault: VaultId, item: DeviceItem) -> Option<Vec<u8>> {
        locked(&self.kept).get(&(vault, item)).cloned()
    }

    fn answer(&self) -> Result<(), CredentialFault> {
        *locked(&self.asked) += 1;
        locked(&self.fault).map_or(Ok(()), Err)
    }
}

impl DeviceStore for MemoryStore {
    fn read(&self, vault: VaultId, item: DeviceItem) -> Result<Guarded<Vec<u8>>, CredentialFault> {
        self.answer()?;
        self.get(vault, item).map(Guarded::new).ok_or(CredentialFault::NothingThere)
    }

    fn write(&self, vault: VaultId, item: DeviceItem, bytes: &Guarded<Vec<u8>>) -> Result<(), CredentialFault> {
        self.answer()?;
        let last = u8::from(self.garbles);
        self.put(vault, item, bytes.map(|bytes| bytes.iter().map(|byte| byte ^ last).collect::<Vec<_>>()).expose());
        Ok(())
    }

    fn remove(&self, vault: VaultId, item: DeviceItem) -> Result<(), CredentialFault> {
        self.answer()?;
        locked(&self.kept).remove(&(vault, item)).map(|_| ()).ok_or(CredentialFault::NothingThere)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panics while holding it")
}
