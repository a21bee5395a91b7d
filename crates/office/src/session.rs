//! The session: which vault, locked or open, and when it locks itself.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, FixedOffset, NaiveDate};
use guarded::Guarded;
use store::Store;
use vault::{Claim, FolderState, OpenKeys, RecoveryCode, VaultFolder};

use crate::{
    clock::Clock,
    desk::{Desk, WritingDesk},
    error::OfficeError,
    preferences::{Language, Preferences},
    session_error::SessionError,
    settings::IDLE_MINUTES,
    unlocking::Hardness,
};

/// Where things lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The folder of the vault.
    pub vault: PathBuf,
    /// The folder of the sample organisation, made anew each time.
    pub sample: PathBuf,
    /// The file of the preferences.
    pub preferences: PathBuf,
}

/// The stages of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// No vault yet.
    FirstRun,
    /// A vault is there and locked.
    Locked,
    /// Open, but the recovery code has not been typed back yet.
    RecoveryUnconfirmed,
    /// Opened with the recovery code: a new passphrase is due.
    PassphraseDue,
    /// The sample organisation is being made.
    Preparing,
    /// Open for casework.
    Open,
}

/// What the screen shows of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The stage.
    pub stage: Stage,
    /// The language of the screen.
    pub language: Language,
    /// Whether this is the sample organisation.
    pub sample: bool,
    /// The name of the organisation, once open.
    pub organisation: Option<String>,
    /// The day of the newest entry, when it lies ahead of this computer's clock.
    pub clock_behind: Option<NaiveDate>,
    /// Minutes until the vault locks itself.
    pub idle_minutes: u32,
    /// Today on this computer.
    pub today: NaiveDate,
}

/// A vault that is open.
pub(crate) struct OpenVault {
    pub folder: VaultFolder,
    pub keys: OpenKeys,
    pub store: Store,
    pub _claim: Claim,
    /// The recovery code shown and not yet typed back.
    pub unconfirmed: Option<RecoveryCode>,
    pub stage: Stage,
}

struct Session {
    open: Option<OpenVault>,
    sample: bool,
    /// The sample is open and not filled yet: nobody should see half an organisation.
    preparing: bool,
    /// Counts locks and unlockings: an unlocking that was overtaken by a lock is dropped.
    generation: u64,
    language: Language,
    last_activity: Duration,
    last_tick: Option<(Duration, DateTime<FixedOffset>)>,
}

/// The office: the one door to everything that is done.
pub struct Office {
    places: Places,
    clock: Arc<dyn Clock>,
    session: Mutex<Session>,
}

/// A gap between two ticks longer than this means that the computer slept.
const SLEPT: Duration = Duration::from_secs(10);
/// A wall clock that goes back further than this was set back.
const SET_BACK: chrono::TimeDelta = chrono::TimeDelta::seconds(5);

impl Office {
    /// Opens the office for the day: everything is locked.
    pub fn new(places: Places, clock: Arc<dyn Clock>) -> Self {
        let language = Preferences::read(&places.preferences).language;
        let last_activity = clock.elapsed();
        let session = Session {
            open: None,
            sample: false,
            preparing: false,
            generation: 0,
            language,
            last_activity,
            last_tick: None,
        };
        Self { places, clock, session: Mutex::new(session) }
    }

    /// Returns what the screen shows of the session.
    pub fn status(&self) -> Status {
        let session = self.session();
        let today = self.clock.today();
        let desk = session.open.as_ref().map(|open| Desk { records: open.store.read(), clock: &*self.clock });
        let organisation = desk.as_ref().and_then(|desk| desk.organisation().ok());
        let newest = desk.as_ref().and_then(|desk| desk.records.newest_journal_day().ok().flatten());
        Status {
            stage: self.stage(&session),
            language: session.language,
            sample: session.sample,
            clock_behind: newest.and_then(|day| day.parse().ok()).filter(|newest| *newest > today),
            idle_minutes: organisation.as_ref().map_or(IDLE_MINUTES, |organisation| organisation.idle_minutes),
            organisation: organisation.map(|organisation| organisation.name),
            today,
        }
    }

    /// Runs a use case that reads.
    ///
    /// # Errors
    /// [`OfficeError::Locked`] while the vault is not open for casework; what the use case says.
    pub fn read<T>(&self, work: impl FnOnce(&Desk<'_>) -> Result<T, OfficeError>) -> Result<T, OfficeError> {
        let mut session = self.session();
        let open = at_work(&mut session)?;
        work(&Desk { records: open.store.read(), clock: &*self.clock })
    }

    /// Runs a use case that changes something: all of it is on the disk when this returns, or none of it.
    ///
    /// # Errors
    /// [`OfficeError::Locked`] while the vault is not open for casework; what the use case says.
    pub fn write<T>(&self, work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>) -> Result<T, OfficeError> {
        self.write_at(&*self.clock, work)
    }

    /// The same with another clock, for records that are made up.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_at<T>(
        &self,
        clock: &dyn Clock,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        at_work(&mut session)?.store.write(|writer| work(&WritingDesk::new(writer, clock)))
    }

    /// Locks the vault: the store is closed and the keys are overwritten when this returns. An unlocking that runs
    /// meanwhile comes to nothing.
    pub fn lock(&self) -> Status {
        {
            let mut session = self.session();
            session.generation = session.generation.wrapping_add(1);
            session.open = None;
        }
        self.status()
    }

    /// Notes that a person is at the keyboard.
    pub fn note_activity(&self) {
        self.session().last_activity = self.clock.elapsed();
    }

    /// Looks at the clocks, once a second; locks and returns true when nobody was there for too long, when the
    /// computer slept, or when its clock was set back.
    pub fn tick(&self) -> bool {
        let (elapsed, now) = (self.clock.elapsed(), self.clock.now());
        let idle_minutes = self.status().idle_minutes;
        let due = {
            let mut session = self.session();
            let before = session.last_tick.replace((elapsed, now));
            let disturbed = before.is_some_and(|(then, wall)| {
                elapsed.saturating_sub(then) > SLEPT || now.signed_duration_since(wall) < -SET_BACK
            });
            let idle = elapsed.saturating_sub(session.last_activity);
            session.open.is_some() && (disturbed || idle >= Duration::from_secs(u64::from(idle_minutes) * 60))
        };
        if due {
            self.lock();
        }
        due
    }

    /// Changes the language of the screen and remembers it on this computer.
    pub fn set_language(&self, language: Language) -> Status {
        self.session().language = language;
        // A language that cannot be remembered is chosen again next time; no reason to stop anybody.
        let _ = Preferences { language }.write(&self.places.preferences);
        self.status()
    }

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

    /// The clock of this office.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The folder in use.
    pub(crate) fn folder(&self) -> VaultFolder {
        VaultFolder::at(if self.session().sample { &self.places.sample } else { &self.places.vault })
    }

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
        session.last_activity = now;
        session.open = Some(open);
        Ok(())
    }

    /// Works on the open vault at any stage.
    pub(crate) fn with_open<T>(
        &self,
        work: impl FnOnce(&mut OpenVault) -> Result<T, SessionError>,
    ) -> Result<T, SessionError> {
        work(self.session().open.as_mut().ok_or(SessionError::WrongStage)?)
    }

    /// A panic while the session was held leaves it usable: every write is a transaction of its own.
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stage(&self, session: &Session) -> Stage {
        match &session.open {
            _ if session.preparing => Stage::Preparing,
            Some(open) => open.stage,
            None => self.closed_stage(session.sample),
        }
    }

    /// First run only when there is nothing at all: a half-missing vault must be told, never replaced.
    fn closed_stage(&self, sample: bool) -> Stage {
        let folder = VaultFolder::at(if sample { &self.places.sample } else { &self.places.vault });
        match folder.state() {
            Ok(FolderState::Empty) => Stage::FirstRun,
            _ => Stage::Locked,
        }
    }
}

fn at_work<'a>(session: &'a mut MutexGuard<'_, Session>) -> Result<&'a mut OpenVault, OfficeError> {
    let open = session.open.as_mut().ok_or(OfficeError::Locked)?;
    if open.stage == Stage::Open { Ok(open) } else { Err(OfficeError::WrongStage) }
}
