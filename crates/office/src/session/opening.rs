//! How an opened vault, or one that must be rescued, becomes the session, unless a lock came meanwhile.

use super::{Office, OpenVault};
use crate::{rescue::Rescue, session_error::SessionError};

impl Office {
    /// Notes the generation at which an unlocking begins.
    pub(crate) fn begin_unlocking(&self) -> Result<u64, SessionError> {
        let session = self.session();
        if session.open.is_some() { Err(SessionError::WrongStage) } else { Ok(session.generation) }
    }

    /// Takes an opened vault unless a lock came meanwhile.
    pub(crate) fn finish_unlocking(&self, generation: u64, open: OpenVault) -> Result<(), SessionError> {
        let now = self.clock.elapsed();
        let mut session = self.session();
        if session.generation != generation || session.open.is_some() {
            return Err(SessionError::LockedMeanwhile);
        }
        (session.last_activity, session.opened_at) = (now, now);
        session.rescue = None;
        session.open = Some(open);
        Ok(())
    }

    /// Keeps what was learned about a vault that did not verify, unless a lock came meanwhile.
    pub(crate) fn begin_rescue(&self, generation: u64, rescue: Rescue) -> SessionError {
        let now = self.clock.elapsed();
        let mut session = self.session();
        if session.generation != generation || session.open.is_some() {
            return SessionError::LockedMeanwhile;
        }
        (session.last_activity, session.opened_at) = (now, now);
        let error = rescue.error();
        session.rescue = Some(rescue);
        error
    }

    /// Looks at a rescue.
    pub(crate) fn with_rescue<T>(
        &self,
        look: impl FnOnce(&mut Rescue) -> Result<T, SessionError>,
    ) -> Result<T, SessionError> {
        look(self.session().rescue.as_mut().ok_or(SessionError::WrongStage)?)
    }

    /// Takes a rescue away, for example to open its vault.
    pub(crate) fn take_rescue(&self) -> Result<Rescue, SessionError> {
        self.session().rescue.take().ok_or(SessionError::WrongStage)
    }
}
