//! The sample organisation: a vault of made-up people beside the real one.

use std::fs;

use guarded::Guarded;
use vault::VaultFolder;

use super::{Office, Status};
use crate::{session_error::SessionError, unlocking::Hardness};

impl Office {
    /// Announces the sample organisation, so that the screen waits for it from the start.
    pub fn announce_sample(&self) {
        self.session().preparing = true;
    }

    /// Ends the waiting: the sample organisation is filled.
    pub fn sample_is_ready(&self) -> Status {
        self.session().preparing = false;
        self.status()
    }

    /// Makes a fresh vault for the sample organisation and opens it for casework; what was in its folder is gone. The
    /// screen waits until [`sample_is_ready`](Self::sample_is_ready).
    ///
    /// # Errors
    /// [`SessionError`]; then the office is where it was.
    pub fn open_sample(&self, passphrase: &Guarded<String>) -> Result<(), SessionError> {
        if self.session().open.is_some() {
            return Err(SessionError::WrongStage);
        }
        self.announce_sample();
        // Another window may have the sample open: then it is not ours to remove.
        let claim = VaultFolder::at(&self.places.sample).claim().inspect_err(|_| self.session().preparing = false)?;
        drop(claim);
        self.remove_sample();
        self.session().sample = true;
        self.create_sample(passphrase).inspect_err(|_| {
            self.leave_sample();
        })
    }

    /// Makes a vault for made-up records in the folder of this office and opens it for casework.
    ///
    /// # Errors
    /// [`SessionError`]; then there is no vault.
    pub fn create_sample(&self, passphrase: &Guarded<String>) -> Result<(), SessionError> {
        let code = self.create_vault_as_told(passphrase, "", Hardness::Least)?;
        self.confirm_recovery(&code).map(drop)
    }

    /// Takes up the sample organisation as it lies there, locked: the program has just replaced itself.
    pub fn take_up_sample(&self) -> Status {
        self.session().sample = true;
        self.status()
    }

    /// Closes the sample organisation and throws it away.
    pub fn leave_sample(&self) -> Status {
        self.session().preparing = false;
        if self.session().sample {
            self.lock();
            self.remove_sample();
            self.session().sample = false;
        }
        self.status()
    }

    fn remove_sample(&self) {
        // What cannot be removed will be refused by the creation that follows.
        let _ = fs::remove_dir_all(&self.places.sample);
    }
}
