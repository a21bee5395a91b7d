//! Files that an earlier release wrote, and what must come out of them in every release.
//!
//! The vault is that of the key file of version 1. Somebody was added to it, their slot was bound to a computer, the
//! office got its key; the slots of version 1 were left as they were.

use std::fs;
use std::io::Read;

use guarded::Guarded;
use tempfile::TempDir;
use vault::anchor::{self, Anchor, LastBackup};
use vault::backup::{BackupReader, inspect};
use vault::freshness::{self, Head};
use vault::{
    CredentialFault, DeviceItem, DeviceStore, NoDeviceStore, OpenedBy, Secret, SlotId, SlotKind, UnlockError,
    VaultFolder, VaultId,
};

const FIRST: &str = "鳥が鳴く before the rain";
const SECOND: &str = "a second member of staff 92";
const CODE: &str = "WSV2-YMMV-JYP3-9ZR3-TRWS-50HX-EJKG-N6YT-8NN1";
/// Made for this test; they open nothing else.
const HALVES: [&str; 2] = [
    "AGE-SECRET-KEY-1SF566P5ZTFT8RCP4ZRH8HADYCTQUKY3WM665YKK0R0CRNCQ3TJ4SEKZPMF",
    "AGE-SECRET-KEY-10S0JYW7ES6JHLLSYJZA277KNRZ3ZVY96Y4UXM6EVM95DSZ6GR9FSZ0YPH4",
];
const DATABASE_KEY: &str = "x'af36a8a86a854414af3e55245a57ba107ed47fe8f0440954747359ca0bbb146e'";
const BODY: &[u8] = b"the body of a backup";

/// The computer on which the files were written.
#[derive(Debug)]
struct ThatComputer;

impl DeviceStore for ThatComputer {
    fn read(&self, _: VaultId, item: DeviceItem) -> Result<Guarded<Vec<u8>>, CredentialFault> {
        match item {
            DeviceItem::Secret => Ok(Guarded::new(vec![0x5d; 32])),
            DeviceItem::Head => Ok(Guarded::new(include_bytes!("fixtures/version-1.head").to_vec())),
            DeviceItem::Place => Err(CredentialFault::NothingThere),
        }
    }

    fn write(&self, _: VaultId, _: DeviceItem, _: &Guarded<Vec<u8>>) -> Result<(), CredentialFault> {
        Err(CredentialFault::Failed)
    }

    fn remove(&self, _: VaultId, _: DeviceItem) -> Result<(), CredentialFault> {
        Err(CredentialFault::Failed)
    }
}

fn home() -> (TempDir, VaultFolder) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let keys = include_bytes!("fixtures/version-2.keys").as_slice();
    let anchor = include_bytes!("fixtures/version-1.anchor").as_slice();
    for (name, bytes) in [("vault.keys", keys), ("vault.keys.copy", keys), ("vault.anchor", anchor)] {
        fs::write(home.path().join(name), bytes).expect("an empty folder");
    }
    let folder = VaultFolder::at(home.path());
    (home, folder)
}

#[test]
fn a_key_file_of_version_2_opens_in_every_release() {
    let (_home, folder) = home();
    let slots = folder.slots().unwrap();
    let second = slots.iter().find(|slot| slot.device_bound).unwrap().id;
    let (halves, code) = (HALVES.map(Guarded::from), Guarded::from(CODE));

    for (secret, by) in [
        (Secret::Passphrase(&FIRST.into()), OpenedBy::Passphrase(SlotId::OF_VERSION_1)),
        (Secret::Passphrase(&SECOND.into()), OpenedBy::Passphrase(second)),
        (Secret::Recovery(&code), OpenedBy::Recovery),
        (Secret::Escrow(&halves), OpenedBy::Escrow),
    ] {
        let opened = folder.unlock(secret, &ThatComputer).unwrap();

        assert_eq!(opened.database_key().expose(), DATABASE_KEY, "a changed derivation locks everyone out");
        assert_eq!((opened.opened_by(), opened.sequence()), (by, 4));
    }
    let kinds: Vec<SlotKind> = slots.iter().map(|slot| slot.kind).collect();
    assert_eq!(kinds, [SlotKind::Passphrase, SlotKind::Passphrase, SlotKind::Recovery, SlotKind::Escrow]);
    let elsewhere = folder.unlock(Secret::Passphrase(&SECOND.into()), &NoDeviceStore);
    assert_eq!(elsewhere.unwrap_err(), UnlockError::Credential(CredentialFault::NoStore));
}

#[test]
fn anchor_and_head_of_version_1_are_read_in_every_release() {
    let (_home, folder) = home();
    let keys = folder.unlock(Secret::Recovery(&CODE.into()), &NoDeviceStore).unwrap();

    assert_eq!(anchor::read(&folder, &keys), Ok(Some(written_anchor())));
    assert_eq!(freshness::read(&keys, &ThatComputer), Ok(Some(written_head())));
}

#[test]
fn a_backup_of_version_1_opens_in_every_release() {
    let bytes = include_bytes!("fixtures/version-1.tomarigi").as_slice();

    let (keys, mut reader) = BackupReader::open(bytes, Secret::Recovery(&CODE.into()), &NoDeviceStore).unwrap();
    let mut body = Vec::new();
    reader.read_to_end(&mut body).unwrap();

    assert_eq!((keys.database_key().expose().as_str(), body.as_slice()), (DATABASE_KEY, BODY));
    assert_eq!(inspect(bytes).unwrap().0, keys.vault_id());
}

fn written_anchor() -> Anchor {
    Anchor {
        commits: 1_234,
        entries: 567,
        head: [0xa5; 32],
        digest: Some([0x5a; 32]),
        keys_sequence: 4,
        closed_at: "2026-11-22T09:00:00+09:00".into(),
        last_backup: Some(LastBackup {
            serial: 12,
            made_at: "2026-11-21T18:00:00+09:00".into(),
            folder: Some("/media/backup".into()),
        }),
        erased: vec![[7; 16]],
        sealed_at: None,
    }
}

const fn written_head() -> Head {
    Head { commits: 1_234, entries: 567, head: [0xa5; 32] }
}
