//! The folder of a vault: creating it, unlocking it, changing what unlocks it.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

use guarded::Guarded;

use crate::claim::Claim;
use crate::copies::{self, Copies, Mending};
use crate::cost::KdfCost;
use crate::device::DeviceStore;
use crate::disk::{self, DiskError};
use crate::errors::{ClaimError, CreateError, UnlockError};
use crate::escrow;
use crate::key::{VaultId, VaultKey};
use crate::key_file::KeyFile;
use crate::open_keys::{OpenKeys, OpenedBy};
use crate::opener::{Opener, Typed};
use crate::recovery::RecoveryCode;
use crate::slot::{SlotInfo, SlotKind};
use crate::wrapping;

/// The name of the encrypted store in the folder.
pub const STORE_NAME: &str = "vault.db";

/// What opens a vault.
#[derive(Debug, Clone, Copy)]
pub enum Secret<'a> {
    /// The passphrase as it was typed.
    Passphrase(&'a Guarded<String>),
    /// The recovery code as it was typed.
    Recovery(&'a Guarded<String>),
    /// The secret halves of the key of the office, in either order.
    Escrow(&'a [Guarded<String>; 2]),
}

impl<'a> Secret<'a> {
    pub(crate) fn opener(self, store: &'a dyn DeviceStore) -> Result<Opener<'a>, UnlockError> {
        Ok(match self {
            Self::Passphrase(typed) => Opener::Passphrase(Typed::new(typed, store)),
            // EXPOSE: parsed into a guarded code
            Self::Recovery(typed) => Opener::Recovery(RecoveryCode::parse(typed.expose())?),
            Self::Escrow(typed) => Opener::Escrow(escrow::parse_identities(typed).ok_or(UnlockError::NoIdentity)?),
        })
    }
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
    pub(crate) path: PathBuf,
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
        let first = wrapping::first_passphrase(passphrase, cost, vault, &key)?;
        let by = OpenedBy::Passphrase(first.id);
        let file = KeyFile::seal(vault, 1, vec![first, wrapping::recovery(&code, vault, &key)?], &key);
        self.place(&file)?;
        Ok((OpenKeys::of(key, by, file, Mending::NotNeeded, None), code))
    }

    /// Writes the key file of an open vault into this empty folder, where a backup is being put back.
    ///
    /// It is numbered above `after`: the number of the key file that was in use, so that this one counts as the newer
    /// of the two from now on.
    ///
    /// # Errors
    /// [`CreateError::AlreadyThere`] if the folder holds keys or a store; nothing is ever overwritten.
    pub fn place_keys(&self, keys: &OpenKeys, after: u64) -> Result<(), CreateError> {
        if self.state()? != FolderState::Empty {
            return Err(CreateError::AlreadyThere);
        }
        let known = keys.file();
        let file = known.numbered_above(after.max(known.sequence), &keys.key);
        self.place(&file)?;
        keys.wrote(file);
        Ok(())
    }

    /// Returns what the newest whole key file says about its slots. Nothing proves yet who wrote it: show it on the
    /// lock screen, decide nothing by it.
    ///
    /// # Errors
    /// There is no whole key file.
    pub fn slots(&self) -> Result<Vec<SlotInfo>, UnlockError> {
        Ok(Copies::read(&self.path).newest()?.infos())
    }

    /// Whether no passphrase opens the vault here: it was sealed for travel. As reliable as [`slots`](Self::slots).
    ///
    /// # Errors
    /// There is no whole key file.
    pub fn is_sealed(&self) -> Result<bool, UnlockError> {
        Ok(self.slots()?.iter().all(|slot| slot.kind != SlotKind::Passphrase))
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
    /// Blocks for one key derivation for each different cost or salt among the passphrase slots, which is nearly
    /// always one; and up to three seconds for the credential store, which is asked only if a slot needs it. That a
    /// copy could not be mended does not keep the vault shut: see [`OpenKeys::mending`].
    ///
    /// # Errors
    /// [`UnlockError::WrongSecret`] also for a secret that was replaced, when only an older copy still knows it.
    pub fn unlock(&self, secret: Secret<'_>, store: &dyn DeviceStore) -> Result<OpenKeys, UnlockError> {
        let opener = secret.opener(store)?;
        let copies = Copies::read(&self.path);
        let (key, by, file) = copies.open(&opener)?;
        let mending = copies.mend(&self.path, file);
        Ok(OpenKeys::of(key, by, file.clone(), mending, opener.into_device()))
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
