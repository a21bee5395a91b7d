//! The folder of a vault: creating it, unlocking it, changing what unlocks it.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

use guarded::Guarded;

use crate::claim::Claim;
use crate::copies::{self, Copies, Mending};
use crate::cost::KdfCost;
use crate::disk::{self, DiskError};
use crate::errors::{ChangeError, ClaimError, CreateError, UnlockError};
use crate::key::{VaultId, VaultKey};
use crate::key_file::{self, KeyFile, Opener};
use crate::open_keys::OpenKeys;
use crate::recovery::RecoveryCode;
use crate::slot::Slot;

/// The name of the encrypted store in the folder.
pub const STORE_NAME: &str = "vault.db";

/// What opens a vault.
#[derive(Debug, Clone, Copy)]
pub enum Secret<'a> {
    /// The passphrase as it was typed.
    Passphrase(&'a Guarded<String>),
    /// The recovery code as it was typed.
    Recovery(&'a Guarded<String>),
}

/// What lies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderState {
    /// Neither keys nor a store: the only state in which a vault may be created.
    Empty,
    /// Keys (at least one copy) and a store.
    Present,
    /// A store without keys. It must never be taken for the first start.
    KeysMissing,
    /// Keys without a store: a setup that was interrupted, or a store that was lost.
    StoreMissing,
}

/// The folder of one vault. Whoever calls anything that writes holds its [`Claim`].
#[derive(Clone, PartialEq, Eq)]
pub struct VaultFolder {
    path: PathBuf,
}

impl VaultFolder {
    /// Names the folder. Touches nothing.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Returns where the encrypted store lies.
    pub fn store_path(&self) -> PathBuf {
        self.path.join(STORE_NAME)
    }

    /// Returns what lies in the folder. A folder that does not exist is empty.
    ///
    /// # Errors
    /// The folder cannot be looked into, which is not the same as empty.
    pub fn state(&self) -> Result<FolderState, DiskError> {
        let [first, second] = copies::paths(&self.path);
        let keys = first.try_exists()? || second.try_exists()?;
        Ok(match (keys, self.store_path().try_exists()?) {
            (false, false) => FolderState::Empty,
            (true, true) => FolderState::Present,
            (false, true) => FolderState::KeysMissing,
            (true, false) => FolderState::StoreMissing,
        })
    }

    /// Takes the sole right to open this folder, which is created if it is missing.
    ///
    /// # Errors
    /// [`ClaimError::InUse`] while another claim lives, in this program or another.
    pub fn claim(&self) -> Result<Claim, ClaimError> {
        disk::make_private_folder(&self.path).map_err(DiskError::from)?;
        Claim::take(&self.path.join("vault.lock"))
    }

    /// Makes a new key and writes the key file, which opens with the passphrase and with the code returned.
    ///
    /// The passphrase is taken as it is: ask [`passphrase::judge`](crate::passphrase::judge) first. Blocks for one
    /// key derivation.
    ///
    /// # Errors
    /// [`CreateError::AlreadyThere`] if the folder holds keys or a store; nothing is ever overwritten.
    pub fn create(&self, passphrase: &Guarded<String>, cost: KdfCost) -> Result<(OpenKeys, RecoveryCode), CreateError> {
        if self.state()? != FolderState::Empty {
            return Err(CreateError::AlreadyThere);
        }
        let (vault, key, code) = (VaultId::make()?, VaultKey::make()?, RecoveryCode::make()?);
        let slots = vec![
            key_file::passphrase_slot(passphrase, cost, vault, &key)?,
            key_file::recovery_slot(&code, vault, &key)?,
        ];
        let file = KeyFile::seal(vault, 1, slots, &key);
        self.place(&file)?;
        Ok((OpenKeys::of(key, &file, Mending::NotNeeded), code))
    }

    /// Takes back a [`create`](Self::create) whose store could not be made, so that the next try starts from nothing.
    /// Does nothing once a store is there.
    pub fn undo_create(&self, _keys: OpenKeys) {
        if !matches!(self.state(), Ok(FolderState::StoreMissing)) {
            return;
        }
        for file in copies::paths(&self.path) {
            let _ = std::fs::remove_file(file);
        }
    }

    /// Returns the keys if the secret opens the vault, and makes both copies of the key file whole and equal again.
    ///
    /// Blocks for one key derivation (for two, if the copies differ and the secret is wrong). That a copy could not
    /// be mended does not keep the vault shut: see [`OpenKeys::mending`].
    ///
    /// # Errors
    /// [`UnlockError::WrongSecret`] also for a secret that was replaced, when only an older copy still knows it.
    pub fn unlock(&self, secret: Secret<'_>) -> Result<OpenKeys, UnlockError> {
        let opener = match secret {
            Secret::Passphrase(typed) => Opener::Passphrase(typed),
            // EXPOSE: parsed into a guarded code
            Secret::Recovery(typed) => Opener::Recovery(RecoveryCode::parse(typed.expose())?),
        };
        let copies = Copies::read(&self.path);
        let (key, file) = copies.open(&opener)?;
        let mending = copies.mend(&self.path, file);
        Ok(OpenKeys::of(key, file, mending))
    }

    /// Makes the vault open with another passphrase. The recovery code stays.
    ///
    /// Like [`create`](Self::create) it takes the passphrase as it is and blocks for one key derivation. Copies of
    /// the folder made earlier still open with the old one.
    ///
    /// # Errors
    /// See [`ChangeError`] for when the old passphrase stays in force.
    pub fn change_passphrase(&self, keys: &OpenKeys, new: &Guarded<String>, cost: KdfCost) -> Result<(), ChangeError> {
        let current = self.current(keys)?;
        let slot = key_file::passphrase_slot(new, cost, keys.vault, &keys.key)?;
        self.write(keys, &current, slot)
    }

    /// Makes a new recovery code. The old one opens nothing any more, except copies of the folder made earlier.
    ///
    /// # Errors
    /// See [`ChangeError`] for when the old code stays in force.
    pub fn replace_recovery_code(&self, keys: &OpenKeys) -> Result<RecoveryCode, ChangeError> {
        let current = self.current(keys)?;
        let code = RecoveryCode::make()?;
        let slot = key_file::recovery_slot(&code, keys.vault, &keys.key)?;
        self.write(keys, &current, slot)?;
        Ok(code)
    }

    /// Reads the key file again: what was changed since unlocking must not be lost.
    fn current(&self, keys: &OpenKeys) -> Result<KeyFile, ChangeError> {
        let file = Copies::read(&self.path).newest_authentic(&keys.key).map_err(ChangeError::from)?.clone();
        if file.sequence < keys.sequence() { Err(ChangeError::RolledBack) } else { Ok(file) }
    }

    fn write(&self, keys: &OpenKeys, current: &KeyFile, slot: Slot) -> Result<(), ChangeError> {
        let file = current.with_slot(slot, current.sequence + 1, &keys.key);
        copies::replace_both(&self.path, &file).map_err(DiskError::from)?;
        keys.wrote(file.sequence);
        Ok(())
    }

    fn place(&self, file: &KeyFile) -> Result<(), CreateError> {
        disk::make_private_folder(&self.path).and_then(|()| copies::place_both(&self.path, file)).map_err(|fault| {
            match fault.kind() {
                ErrorKind::AlreadyExists => CreateError::AlreadyThere,
                _ => DiskError::of(&fault).into(),
            }
        })
    }
}

/// A path may hold a person's name.
impl fmt::Debug for VaultFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VaultFolder")
    }
}
