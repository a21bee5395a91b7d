//! First run, unlocking, changing what unlocks.

use std::time::Duration;

use casework::programme::{Bilingual, Programme};
use guarded::Guarded;
use store::{Store, StoreError};
use vault::{FolderState, KdfCost, Mending, OpenKeys, RecoveryCode, Secret, VaultFolder, passphrase};

use crate::{
    desk::WritingDesk,
    error::OfficeError,
    session::{Office, OpenVault, Stage, Status},
    session_error::SessionError,
};

/// What opens a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

/// How much work a guess at the passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hardness {
    /// About a second on this computer: for vaults of real people.
    ThisComputer,
    /// The least that is accepted: for the sample organisation and for tests.
    Least,
}

impl Hardness {
    fn cost(self) -> KdfCost {
        match self {
            Self::ThisComputer => KdfCost::calibrate(Duration::from_millis(800)),
            Self::Least => KdfCost::FLOOR,
        }
    }
}

const CONFIRMED: &str = "recovery_confirmed";
const YES: &str = "yes";

impl Office {
    /// Makes the vault and opens it. The code returned opens it too; it must be typed back with
    /// [`confirm_recovery`](Self::confirm_recovery) before casework begins. Blocks for about a second.
    ///
    /// # Errors
    /// [`SessionError`]; then there is no vault.
    pub fn create_vault(
        &self,
        passphrase: &Guarded<String>,
        organisation: &str,
        hardness: Hardness,
    ) -> Result<Guarded<String>, SessionError> {
        // EXPOSE: judged, not kept.
        if passphrase::judge(passphrase.expose()) != passphrase::Verdict::Strong {
            return Err(SessionError::WeakPassphrase);
        }
        self.create_vault_as_told(passphrase, organisation, hardness)
    }

    /// The same without judging the passphrase: for the sample organisation, in which nobody is real.
    pub(crate) fn create_vault_as_told(
        &self,
        passphrase: &Guarded<String>,
        organisation: &str,
        hardness: Hardness,
    ) -> Result<Guarded<String>, SessionError> {
        let generation = self.begin_unlocking()?;
        let folder = self.folder();
        let claim = folder.claim()?;
        let (keys, code) = folder.create(passphrase, hardness.cost())?;
        let store = match first_records(&folder, &keys, organisation, self) {
            Ok(store) => store,
            Err(error) => {
                folder.undo_create(keys);
                return Err(error);
            }
        };
        let text = code.text().clone();
        let open = OpenVault {
            folder,
            keys,
            store,
            _claim: claim,
            unconfirmed: Some(code),
            stage: Stage::RecoveryUnconfirmed,
        };
        self.finish_unlocking(generation, open)?;
        Ok(text)
    }

    /// Opens the vault after verifying all of it. Blocks for about a second.
    ///
    /// # Errors
    /// [`SessionError`]; a lock that came meanwhile wins.
    pub fn unlock(&self, secret: &Guarded<String>, kind: SecretKind) -> Result<Status, SessionError> {
        let generation = self.begin_unlocking()?;
        let folder = self.folder();
        match folder.state()? {
            FolderState::Present => {}
            FolderState::Empty => return Err(SessionError::NoVault),
            FolderState::KeysMissing => return Err(SessionError::KeysMissing),
            FolderState::StoreMissing => return Err(SessionError::StoreMissing),
        }
        let claim = folder.claim()?;
        let keys = folder.unlock(match kind {
            SecretKind::Passphrase => Secret::Passphrase(secret),
            SecretKind::Recovery => Secret::Recovery(secret),
        })?;
        let store = Store::open(&folder.store_path(), &keys.database_key())?;
        let confirmed = store.read().setting(CONFIRMED)?.as_deref() == Some(YES);
        let stage = match (kind, confirmed) {
            (SecretKind::Recovery, _) => Stage::PassphraseDue,
            (SecretKind::Passphrase, false) => Stage::RecoveryUnconfirmed,
            (SecretKind::Passphrase, true) => Stage::Open,
        };
        self.finish_unlocking(generation, OpenVault { folder, keys, store, _claim: claim, unconfirmed: None, stage })?;
        Ok(self.status())
    }

    /// Whether both copies of the key file were whole and equal when the vault was opened. If not, the damaged one was
    /// mended from the other where that was possible.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while no vault is open.
    pub fn keys_were_whole(&self) -> Result<bool, SessionError> {
        self.with_open(|open| Ok(open.keys.mending() == Mending::NotNeeded))
    }

    /// Replaces a recovery code that was never typed back.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] when it was; what the disk says.
    pub fn new_recovery_code(&self) -> Result<Guarded<String>, SessionError> {
        self.with_open(|open| {
            if open.stage != Stage::RecoveryUnconfirmed {
                return Err(SessionError::WrongStage);
            }
            let code = open.folder.replace_recovery_code(&open.keys)?;
            let text = code.text().clone();
            open.unconfirmed = Some(code);
            Ok(text)
        })
    }

    /// Returns the recovery code that is on the screen and not typed back yet, for a file the person asked for.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] when none is.
    pub fn shown_recovery_code(&self) -> Result<Guarded<String>, SessionError> {
        self.with_open(|open| open.unconfirmed.as_ref().map(|code| code.text().clone()).ok_or(SessionError::WrongStage))
    }

    /// Takes the recovery code as typed back from the sheet; casework can begin.
    ///
    /// # Errors
    /// [`SessionError::RecoveryTypo`] when its checksum is wrong, [`SessionError::RecoveryMismatch`] when it is another.
    pub fn confirm_recovery(&self, typed: &Guarded<String>) -> Result<Status, SessionError> {
        self.with_open(|open| {
            let shown = open.unconfirmed.as_ref().ok_or(SessionError::WrongStage)?;
            // EXPOSE: compared with the code in constant time.
            if !shown.matches(typed.expose()) {
                let typo = RecoveryCode::parse(typed.expose()).is_err();
                return Err(if typo { SessionError::RecoveryTypo } else { SessionError::RecoveryMismatch });
            }
            note_confirmed(open, YES)?;
            open.unconfirmed = None;
            open.stage = Stage::Open;
            Ok(())
        })?;
        Ok(self.status())
    }

    /// Sets a new passphrase after the vault was opened with the recovery code, which stays. Blocks for about a second.
    ///
    /// # Errors
    /// [`SessionError::WeakPassphrase`]; [`SessionError::WrongStage`] at any other time; what the disk says.
    pub fn set_passphrase(&self, new: &Guarded<String>, hardness: Hardness) -> Result<Status, SessionError> {
        // EXPOSE: judged, not kept.
        if passphrase::judge(new.expose()) != passphrase::Verdict::Strong {
            return Err(SessionError::WeakPassphrase);
        }
        let cost = hardness.cost();
        self.with_open(|open| {
            if open.stage != Stage::PassphraseDue {
                return Err(SessionError::WrongStage);
            }
            open.folder.change_passphrase(&open.keys, new, cost)?;
            open.stage = Stage::Open;
            // Whoever opened the vault with the code has it on paper.
            note_confirmed(open, YES)
        })?;
        Ok(self.status())
    }

    /// Replaces the passphrase; the recovery code stays. Blocks for about two seconds.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`] when `current` does not open the vault; [`SessionError::WeakPassphrase`]; what the
    /// disk says.
    pub fn change_passphrase(
        &self,
        current: &Guarded<String>,
        new: &Guarded<String>,
        hardness: Hardness,
    ) -> Result<Status, SessionError> {
        // EXPOSE: judged, not kept.
        if passphrase::judge(new.expose()) != passphrase::Verdict::Strong {
            return Err(SessionError::WeakPassphrase);
        }
        self.check_passphrase(current)?;
        let cost = hardness.cost();
        self.with_open(|open| Ok(open.folder.change_passphrase(&open.keys, new, cost)?))?;
        Ok(self.status())
    }

    /// Begins to replace the recovery code. The old one opens the vault until [`new_recovery_code`](Self::new_recovery_code)
    /// has made another, and casework waits until that one has been typed back.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`] when `current` does not open the vault; what the disk says.
    pub fn renew_recovery_code(&self, current: &Guarded<String>) -> Result<Status, SessionError> {
        self.check_passphrase(current)?;
        self.with_open(|open| {
            note_confirmed(open, "")?;
            open.stage = Stage::RecoveryUnconfirmed;
            Ok(())
        })?;
        Ok(self.status())
    }

    /// Somebody who finds an open laptop must not be able to shut its owner out.
    fn check_passphrase(&self, current: &Guarded<String>) -> Result<(), SessionError> {
        self.folder().unlock(Secret::Passphrase(current)).map(drop).map_err(SessionError::from)
    }
}

fn note_confirmed(open: &mut OpenVault, value: &str) -> Result<(), SessionError> {
    open.store.write(|writer| writer.set(CONFIRMED, value)).map_err(|error: StoreError| SessionError::from(error))
}

/// Makes the store with what every organisation starts from.
fn first_records(
    folder: &VaultFolder,
    keys: &OpenKeys,
    organisation: &str,
    office: &Office,
) -> Result<Store, SessionError> {
    let path = folder.store_path();
    let mut store = Store::create(&path, &keys.database_key())?;
    let written: Result<(), OfficeError> = store.write(|writer| {
        let desk = WritingDesk::new(writer, office.clock());
        desk.save_organisation(organisation, "", crate::settings::IDLE_MINUTES)?;
        desk.set_programmes(&programmes_to_start_with())
    });
    if let Err(error) = written {
        drop(store);
        let _ = std::fs::remove_file(path);
        return Err(error.into());
    }
    Ok(store)
}

/// The programmes that a new organisation finds; it makes them its own.
fn programmes_to_start_with() -> Vec<Programme> {
    let programme = |code: &str, ja: &str, en: &str, figure: Option<&str>| Programme {
        code: code.to_owned(),
        name: Bilingual::new(ja, en),
        beneficiaries_figure: figure.map(String::from),
    };
    vec![
        programme("placement", "職業紹介事業", "Job placement", Some("participants_recommended")),
        programme(
            "integration",
            "難民の日本社会への統合を促す事業",
            "Integration of refugees into Japanese society",
            Some("new_contacts_interviewed"),
        ),
        programme(
            "advocacy",
            "難民の現状と課題を調査・発信する事業",
            "Research and advocacy on the situation of refugees",
            None,
        ),
        programme(
            "other",
            "その他目的を達成するために必要な事業",
            "Other activities needed to reach the purpose",
            None,
        ),
    ]
}
