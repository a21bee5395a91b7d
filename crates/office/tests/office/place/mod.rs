//! A vault on a temporary folder, open for casework, with the clock of this computer.

use std::{path::PathBuf, sync::Arc};

use casework::{ids::ParticipantId, names::NameKind};
use guarded::Guarded;
use office::{DeviceStore, Hardness, NewName, NewParticipant, NoDeviceStore, Office, Places, SecretKind, SystemClock};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";

pub struct Place {
    pub folder: TempDir,
    pub office: Office,
    pub code: Guarded<String>,
}

pub fn secret(text: &str) -> Guarded<String> {
    Guarded::from(text)
}

pub fn open_place() -> Place {
    open_place_with(Arc::new(NoDeviceStore))
}

pub fn open_place_with(devices: Arc<dyn DeviceStore>) -> Place {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::with_devices(places, Arc::new(SystemClock), devices);
    let code = office.create_vault(&secret(PASSPHRASE), "Perch", Hardness::Least).expect("a vault");
    office.confirm_recovery(&code).expect("the code was just shown");
    Place { folder, office, code }
}

impl Place {
    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.vault().join(name)
    }

    pub fn unlock(&self) {
        self.office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase opens");
    }

    pub fn meet(&self, name: &str) -> ParticipantId {
        let entered = NewParticipant {
            names: vec![NewName::new(NameKind::Preferred, secret(name))],
            birth: Guarded::default(),
            nationality: Guarded::default(),
            languages: vec![],
            first_contact: self.office.status().today.to_string(),
            ..NewParticipant::default()
        };
        self.office.write(|desk| desk.add_participant(&entered, true)).expect("the vault is open")
    }

    pub fn participants(&self) -> u32 {
        self.office.read(|desk| desk.day()).expect("the vault is open").participants
    }
}
