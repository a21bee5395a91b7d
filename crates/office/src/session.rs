//! The session: which vault, locked or open, and when it locks itself.

mod locking;
mod open;
mod opening;
mod rooms;
mod sample;
mod stage;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, FixedOffset};
use vault::{DeviceStore, OsDeviceStore, VaultFolder};

pub(crate) use self::open::{Actor, OpenVault};
pub use self::stage::{Closed, Openers, Stage, Status};
use self::stage::{closed_stage, openers};
use crate::{
    backup::Pending,
    clock::Clock,
    combining::Pace,
    desk::Desk,
    forms::FormFile,
    intake,
    job::{Jobs, Progress},
    preferences::{Language, Preferences},
    rescue::Rescue,
    roles::{Act, Roles},
    settings::IDLE_MINUTES,
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

struct Session {
    open: Option<OpenVault>,
    rescue: Option<Rescue>,
    sample: bool,
    /// The sample is open and not filled yet: nobody should see half an organisation.
    preparing: bool,
    /// Counts locks and unlockings: an unlocking that was overtaken by a lock is dropped.
    generation: u64,
    preferences: Preferences,
    opened_at: Duration,
    last_activity: Duration,
}

/// The office: the one door to everything that is done.
pub struct Office {
    places: Places,
    clock: Arc<dyn Clock>,
    pub(crate) devices: Arc<dyn DeviceStore>,
    pub(crate) jobs: Jobs,
    session: Mutex<Session>,
    pending: Mutex<Option<Pending>>,
    /// A form that was read from a file, until a person decides.
    pending_form: Mutex<Option<FormFile>>,
    pub(crate) importing: intake::Desktop,
    /// Held by the one command about combining that runs, which may wait for a server.
    pub(crate) combining: Mutex<()>,
    /// When this laptop hands in by itself.
    pub(crate) pace: Mutex<Pace>,
    /// Beside the session, which long work may hold: a look at the clocks must not take that for sleep.
    last_tick: Mutex<Option<(Duration, DateTime<FixedOffset>)>>,
}

impl Office {
    /// Opens the office for the day: everything is locked.
    pub fn new(places: Places, clock: Arc<dyn Clock>) -> Self {
        Self::with_devices(places, clock, Arc::new(OsDeviceStore))
    }

    /// The same with another store of secrets than that of this computer's system.
    pub fn with_devices(places: Places, clock: Arc<dyn Clock>, devices: Arc<dyn DeviceStore>) -> Self {
        let preferences = Preferences::read(&places.preferences);
        let now = clock.elapsed();
        let session = Session {
            open: None,
            rescue: None,
            sample: false,
            preparing: false,
            generation: 0,
            preferences,
            opened_at: now,
            last_activity: now,
        };
        let office = Self {
            places,
            clock,
            devices,
            jobs: Jobs::default(),
            session: Mutex::new(session),
            pending: Mutex::new(None),
            pending_form: Mutex::new(None),
            importing: intake::Desktop::default(),
            combining: Mutex::default(),
            pace: Mutex::default(),
            last_tick: Mutex::new(None),
        };
        office.finish_interrupted_restore();
        office
    }

    /// Returns what the screen shows of the session.
    pub fn status(&self) -> Status {
        let session = self.session();
        let today = self.clock.today();
        let desk = session.open.as_ref().map(|open| self.desk_of(open));
        let organisation = desk.as_ref().and_then(|desk| desk.organisation().ok());
        // Whoever has the screen in their hands, or stands before it at an event, learns nothing of whose it is.
        let open = session.open.as_ref().filter(|open| !open.stage.in_public());
        let newest = open.and_then(|open| open.latest_day);
        Status {
            stage: self.stage(&session),
            language: session.preferences.language,
            sample: session.sample,
            clock_behind: newest.filter(|newest| *newest > today),
            idle_minutes: organisation.as_ref().map_or(IDLE_MINUTES, |organisation| organisation.idle_minutes),
            organisation: organisation.filter(|_| open.is_some()).map(|organisation| organisation.name),
            today,
            member: open.map(|open| open.actor.name.clone()),
            roles: open.map_or_else(Roles::default, |open| open.actor.roles),
            openers: openers(&self.folder_of(&session)),
            closed: open.and_then(|open| open.closed.clone()),
            quick_erase: session.preferences.quick_erase && !session.sample,
        }
    }

    /// Returns the stage alone.
    pub fn stage_now(&self) -> Stage {
        self.stage(&self.session())
    }

    /// Which opening of the vault this is, while it is open for casework and not the sample.
    pub(crate) fn opening(&self) -> Option<u64> {
        let session = self.session();
        (!session.sample && self.stage(&session) == Stage::Open).then_some(session.generation)
    }

    /// Whether the person at the keyboard may do something.
    pub fn allows(&self, act: Act) -> bool {
        self.session().open.as_ref().is_some_and(|open| open.actor.roles.allow(act))
    }

    /// Returns how far the long work of this moment is, if any runs. Never waits for it.
    pub fn progress(&self) -> Option<Progress> {
        self.jobs.progress()
    }

    /// Asks the long work of this moment to stop.
    pub fn stop_job(&self) {
        self.jobs.stop();
    }

    /// Changes the language of the screen and remembers it on this computer.
    pub fn set_language(&self, language: Language) -> Status {
        // A language that cannot be remembered is chosen again next time; no reason to stop anybody.
        let _ = self.prefer(|preferences| preferences.language = language);
        self.status()
    }

    /// Changes the preferences of this computer and writes them down.
    pub(crate) fn prefer(&self, change: impl FnOnce(&mut Preferences)) -> std::io::Result<()> {
        let mut session = self.session();
        change(&mut session.preferences);
        session.preferences.write(&self.places.preferences)
    }

    /// The preferences of this computer.
    pub(crate) fn preferences(&self) -> Preferences {
        self.session().preferences
    }

    /// The clock of this office.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The folder in use.
    pub(crate) fn folder(&self) -> VaultFolder {
        self.folder_of(&self.session())
    }

    /// Where that folder lies.
    pub(crate) fn folder_path(&self) -> &Path {
        if self.session().sample { &self.places.sample } else { &self.places.vault }
    }

    fn folder_of(&self, session: &Session) -> VaultFolder {
        VaultFolder::at(if session.sample { &self.places.sample } else { &self.places.vault })
    }

    fn desk_of<'a>(&'a self, open: &'a OpenVault) -> Desk<'a> {
        Desk::new(open.store.read(), &*self.clock, &open.actor)
    }

    /// Keeps a backup that was unpacked until a person decides.
    pub(crate) fn keep_pending(&self, pending: Pending) {
        *self.pending.lock().unwrap_or_else(PoisonError::into_inner) = Some(pending);
    }

    /// Takes it.
    pub(crate) fn take_pending(&self) -> Option<Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps a form that was read until a person decides.
    pub fn keep_form(&self, form: FormFile) {
        *self.pending_form.lock().unwrap_or_else(PoisonError::into_inner) = Some(form);
    }

    /// Takes it.
    pub fn take_form(&self) -> Option<FormFile> {
        self.pending_form.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// A panic while the session was held leaves it usable: every write is a transaction of its own.
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stage(&self, session: &Session) -> Stage {
        match &session.open {
            _ if session.preparing => Stage::Preparing,
            Some(open) => open.stage,
            None if session.rescue.is_some() => Stage::Rescue,
            None => closed_stage(&self.folder_of(session)),
        }
    }
}

/// Whoever ends the program without locking must not leave an unrecorded state behind.
impl Drop for Office {
    fn drop(&mut self) {
        if let Some(open) = self.session().open.take() {
            open.close(&*self.clock, &*self.devices);
        }
    }
}
