//! The sample organisation in a vault, and the same rows in plain SQLite.

use std::{
    fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use guarded::Guarded;
use office::{Office, Places, SecretKind, SystemClock};
use rusqlite::Connection;
use sample::{PASSPHRASE, Plan, fill};
use store::StoreKeys;
use tempfile::TempDir;
use vault::{NoDeviceStore, OpenKeys, Purpose, Secret, VaultFolder};

/// One size of the organisation.
pub struct Data {
    pub size: u32,
    pub office: Office,
    /// The same rows, without a cipher and without a journal that is chained.
    pub plain: Connection,
    pub folder: TempDir,
}

impl Data {
    pub fn make(size: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let office = office(folder.path());
        office.create_sample(&Guarded::from(PASSPHRASE)).expect("a vault");
        fill(&office, Plan { people: size, ..Plan::default() }, &mut |_| ControlFlow::Continue(())).expect("people");
        // While it is open nobody else reads it.
        office.lock();
        let plain = copy_without_cipher(folder.path());
        office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase fits");
        Self { size, office, plain, folder }
    }
}

/// An office whose sample lies in `folder`.
pub fn office(folder: &Path) -> Office {
    let at = |name: &str| folder.join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    Office::new(places, Arc::new(SystemClock))
}

pub fn keys(folder: &Path) -> OpenKeys {
    let passphrase = Guarded::from(PASSPHRASE);
    VaultFolder::at(store_folder(folder)).unlock(Secret::Passphrase(&passphrase), &NoDeviceStore).expect("the keys")
}

pub fn store_keys(keys: &OpenKeys) -> StoreKeys {
    StoreKeys {
        database: keys.database_key(),
        journal: keys.key(Purpose::Journal),
        subjects: keys.key(Purpose::Subjects),
        anchor: keys.key(Purpose::Anchor),
    }
}

pub fn store_folder(folder: &Path) -> PathBuf {
    folder.join("vault")
}

/// The vault as it lies on the disk when it is locked, in a folder of its own.
pub fn copy_of_the_vault(data: &Data, to: &Path) {
    data.office.lock();
    fs::create_dir_all(to).expect("a folder");
    copy(&store_folder(data.folder.path()), to).expect("a copy of the vault");
    data.office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase fits");
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for file in fs::read_dir(from)?.flatten() {
        let target = to.join(file.file_name());
        if file.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&file.path(), &target)?;
        } else {
            fs::copy(file.path(), target)?;
        }
    }
    Ok(())
}

fn copy_without_cipher(folder: &Path) -> Connection {
    let store = Connection::open(store_folder(folder).join("vault.db")).expect("the store");
    // EXPOSE: a made-up organisation, to be compared with plain SQLite.
    store.pragma_update(None, "key", keys(folder).database_key().expose()).expect("the key is taken");
    let copy = folder.join("plain.db");
    store.execute("ATTACH DATABASE ?1 AS plain KEY ''", [copy.display().to_string()]).expect("a plain database");
    store.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).expect("a copy");
    let plain = Connection::open(copy).expect("the copy");
    settle(&plain);
    plain
}

/// The settings of docs/decisions/0006: the same durability for both.
pub fn settle(connection: &Connection) {
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ANALYZE;").expect("settings");
}
