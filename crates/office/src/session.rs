//! The session: which vault, locked or open, and when it locks itself.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
    time::Duration,
};

use casework::ids::{ActivityId, ParticipantId};
use chrono::{DateTime, FixedOffset, NaiveDate};
use guarded::Guarded;
use store::{Member, Store};
use vault::{
    Claim, DeviceStore, FolderState, OpenKeys, OsDeviceStore, RecoveryCode, SlotKind, VaultFolder, anchor::Anchor,
};

use crate::{
    backup::Pending,
    clock::Clock,
    desk::{Desk, WritingDesk},
    error::OfficeError,
    forms::FormFile,
    handover::Waiting,
    intake,
    interviews::Handed,
    job::{Jobs, Progress},
    preferences::{Language, Preferences},
    rescue::Rescue,
    roles::{Act, Roles},
    session_error::SessionError,
    settings::IDLE_MINUTES,
    support::Failures,
    undo::Edits,
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
    /// Opened with the recovery code or the keys of the office: a new passphrase is due.
    PassphraseDue,
    /// The secret was right, but the store does not verify: nothing is open.
    Rescue,
    /// The sample organisation is being made.
    Preparing,
    /// Open for casework.
    Open,
    /// Open, with the screen in the hands of a participant: nothing but their own questions is answered.
    Handed,
    /// Open at an event: heads are counted and contacts are taken, nobody on record is reachable.
    Event,
}

impl Stage {
    /// Whether the screen may be seen or touched by people who are not of the office.
    pub const fn in_public(self) -> bool {
        matches!(self, Self::Handed | Self::Event)
    }
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
    /// Who is at the keyboard, once open.
    pub member: Option<Guarded<String>>,
    /// What they may do.
    pub roles: Roles,
    /// What opens the vault, as its key file shows.
    pub openers: Openers,
    /// How the vault was closed the last time, once open.
    pub closed: Option<Closed>,
    /// Whether quick erase is allowed on this laptop.
    pub quick_erase: bool,
}

/// What the key file offers to open the vault with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Openers {
    /// A passphrase; none does after the vault was sealed for a journey.
    pub passphrase: bool,
    /// A recovery code.
    pub recovery: bool,
    /// The keys of the office.
    pub escrow: bool,
}

/// How the vault was closed the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When (RFC 3339).
    pub at: String,
    /// The number of the state.
    pub serial: u64,
    /// Whether the program ended without closing it.
    pub interrupted: bool,
}

/// Who is at the keyboard.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    /// Their number; 0 when the vault was opened without a passphrase.
    pub id: u32,
    pub name: Guarded<String>,
    pub roles: Roles,
}

/// A vault that is open.
pub(crate) struct OpenVault {
    pub folder: VaultFolder,
    /// Shared with a key derivation that runs while the session goes on.
    pub keys: Arc<OpenKeys>,
    pub store: Store,
    pub _claim: Claim,
    /// The recovery code shown and not yet typed back.
    pub unconfirmed: Option<RecoveryCode>,
    pub stage: Stage,
    /// What is in the hands of a participant, in that stage.
    pub handed: Option<Handed>,
    /// The activity whose day it is, in event mode.
    pub event: Option<ActivityId>,
    pub actor: Actor,
    /// What the record outside the store says.
    pub anchor: Anchor,
    pub closed: Option<Closed>,
    /// The latest day in the journal when the vault was opened.
    pub latest_day: Option<NaiveDate>,
    /// Whether the last write failed.
    pub undone: bool,
    /// What can be undone; gone with the vault when it is locked.
    pub edits: Edits,
    /// What failed, as codes.
    pub failures: Failures,
    /// A file from another laptop that waits for a decision.
    pub waiting: Option<Waiting>,
    /// The password of the place of the files for combining, once it was typed.
    pub place_password: Option<Guarded<String>>,
    /// When the store was last written to, by the clock that never goes back.
    pub written_at: Option<Duration>,
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
    /// Beside the session, which long work may hold: a look at the clocks must not take that for sleep.
    last_tick: Mutex<Option<(Duration, DateTime<FixedOffset>)>>,
}

/// A gap between two ticks longer than this means that the computer slept.
const SLEPT: Duration = Duration::from_secs(10);
/// A wall clock that goes back further than this was set back.
const SET_BACK: chrono::TimeDelta = chrono::TimeDelta::seconds(5);
/// After so long the vault locks even while somebody works: nobody stays signed in for a night.
const LONGEST_SESSION: Duration = Duration::from_secs(8 * 3600);
/// How long the store must be at rest before its pages are recorded.
const AT_REST: Duration = Duration::from_secs(2);

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

    /// Runs a use case that reads.
    ///
    /// # Errors
    /// [`OfficeError::Locked`] while the vault is not open for casework; what the use case says.
    pub fn read<T>(&self, work: impl FnOnce(&Desk<'_>) -> Result<T, OfficeError>) -> Result<T, OfficeError> {
        let mut session = self.session();
        let open = at_work(&mut session)?;
        work(&self.desk_of(open))
    }

    /// Runs a use case that changes something: all of it is on the disk when this returns, or none of it.
    ///
    /// # Errors
    /// [`OfficeError::Locked`] while the vault is not open for casework; what the use case says.
    pub fn write<T>(&self, work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>) -> Result<T, OfficeError> {
        self.at_work(|open, clock| open.edit(clock, work))
    }

    /// Runs a use case that changes a great many records and has a way back of its own: nothing of it can be undone step
    /// by step, and earlier steps of whoever was on record before and was changed are forgotten. `work` returns these
    /// people beside what it did.
    pub(crate) fn write_many<T>(
        &self,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<(T, BTreeSet<ParticipantId>), OfficeError>,
    ) -> Result<T, OfficeError> {
        self.at_work(|open, clock| {
            let actor = open.actor.clone();
            let (done, changed) = open.write_unrecorded(clock, |writer| {
                let desk = WritingDesk::new(writer, clock, &actor);
                let (done, changed) = work(&desk)?;
                changed.iter().try_for_each(|person| desk.not_away(*person))?;
                Ok::<_, OfficeError>((done, changed))
            })?;
            changed.iter().for_each(|person| open.edits.forget(*person));
            Ok(done)
        })
    }

    /// Works on the vault that is open for casework.
    pub(crate) fn at_work<T>(
        &self,
        work: impl FnOnce(&mut OpenVault, &dyn Clock) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        work(at_work(&mut session)?, &*self.clock)
    }

    /// The same with another clock, for records that are made up. None of it can be undone.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_at<T>(
        &self,
        clock: &dyn Clock,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let open = at_work(&mut session)?;
        let actor = open.actor.clone();
        open.write(&*self.clock, |writer| work(&WritingDesk::new(writer, clock, &actor)))
    }

    /// Reads for the participant who has the screen in their hands.
    pub(crate) fn read_handed<T>(
        &self,
        work: impl FnOnce(&Desk<'_>, &Handed) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, handed) = in_their_hands(&mut session)?;
        work(&self.desk_of(open), &handed)
    }

    /// Writes for the participant who has the screen in their hands.
    pub(crate) fn write_handed<T>(
        &self,
        work: impl FnOnce(&WritingDesk<'_>, &Handed) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, handed) = in_their_hands(&mut session)?;
        let actor = open.actor.clone();
        open.write(&*self.clock, |writer| work(&WritingDesk::new(writer, &*self.clock, &actor), &handed))
    }

    /// Goes from one stage of an open vault to another, unless a lock came meanwhile; returns what was handed over.
    pub(crate) fn change_stage(
        &self,
        from: Stage,
        to: Stage,
        handed: Option<Handed>,
    ) -> Result<Option<Handed>, SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| open.stage == from).ok_or(SessionError::WrongStage)?;
        open.stage = to;
        Ok(std::mem::replace(&mut open.handed, handed))
    }

    /// Reads at an event.
    pub(crate) fn read_event<T>(
        &self,
        work: impl FnOnce(&Desk<'_>, ActivityId) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, activity) = at_event(&mut session)?;
        work(&self.desk_of(open), activity)
    }

    /// Writes at an event.
    pub(crate) fn write_event<T>(
        &self,
        work: impl FnOnce(&WritingDesk<'_>, ActivityId) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, activity) = at_event(&mut session)?;
        let actor = open.actor.clone();
        open.write(&*self.clock, |writer| work(&WritingDesk::new(writer, &*self.clock, &actor), activity))
    }

    /// Goes to an event, unless a lock came meanwhile.
    pub(crate) fn enter_event(&self, activity: ActivityId) -> Result<(), SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| open.stage == Stage::Open).ok_or(SessionError::WrongStage)?;
        (open.stage, open.event) = (Stage::Event, Some(activity));
        // What could be undone names people; the way back begins anew after the event.
        open.edits = Edits::default();
        Ok(())
    }

    /// Comes back from an event, unless a lock came meanwhile; returns which it was.
    pub(crate) fn end_event(&self) -> Result<Option<ActivityId>, SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| open.stage == Stage::Event).ok_or(SessionError::WrongStage)?;
        open.stage = Stage::Open;
        Ok(open.event.take())
    }

    /// Locks the vault: the store is closed and the keys are overwritten when this returns. An unlocking that runs
    /// meanwhile comes to nothing, and long work is stopped.
    pub fn lock(&self) -> Status {
        self.jobs.stop();
        {
            let mut session = self.session();
            session.generation = session.generation.wrapping_add(1);
            session.rescue = None;
            if let Some(open) = session.open.take() {
                open.close(&*self.clock, &*self.devices);
            }
        }
        self.importing.clear();
        self.status()
    }

    /// Forgets the vault without writing anything: it is about to be erased.
    pub(crate) fn drop_everything(&self) {
        self.jobs.stop();
        let mut session = self.session();
        session.generation = session.generation.wrapping_add(1);
        (session.rescue, session.open) = (None, None);
        drop(session);
        self.importing.clear();
    }

    /// Notes that a person is at the keyboard.
    pub fn note_activity(&self) {
        self.session().last_activity = self.clock.elapsed();
    }

    /// Looks at the clocks, once a second; locks and returns true when nobody was there for too long, when the
    /// session is too old, when the computer slept, or when its clock was set back.
    pub fn tick(&self) -> bool {
        let (elapsed, now) = (self.clock.elapsed(), self.clock.now());
        let before = self.last_tick.lock().unwrap_or_else(PoisonError::into_inner).replace((elapsed, now));
        let disturbed = before.is_some_and(|(then, wall)| {
            elapsed.saturating_sub(then) > SLEPT || now.signed_duration_since(wall) < -SET_BACK
        });
        if !disturbed
            && self.jobs.progress().is_some()
            && matches!(self.session.try_lock(), Err(TryLockError::WouldBlock))
        {
            // Somebody is here, or was a moment ago: the work of theirs goes on.
            return false;
        }
        let idle_minutes = self.status().idle_minutes;
        let due = {
            let session = self.session();
            let idle =
                elapsed.saturating_sub(session.last_activity) >= Duration::from_secs(u64::from(idle_minutes) * 60);
            // Nobody on record is reachable at an event, and a counter on a table waits for the next guest.
            let idle = idle && session.open.as_ref().is_none_or(|open| open.stage != Stage::Event);
            let too_old = elapsed.saturating_sub(session.opened_at) >= LONGEST_SESSION;
            let holds = session.open.is_some() || session.rescue.is_some();
            holds && (disturbed || idle || too_old)
        };
        if due {
            self.lock();
        } else {
            self.record_at_rest(elapsed);
        }
        due
    }

    /// Records the state of a store that has been at rest for a moment, so that any older one would be noticed.
    fn record_at_rest(&self, elapsed: Duration) {
        let mut session = self.session();
        let Some(open) = session.open.as_mut() else { return };
        // What was read goes into the journal within a second; a disk that refuses is told at the next write.
        let _ = open.flush_notes(&*self.clock);
        let Some(written_at) = open.written_at else { return };
        if elapsed.saturating_sub(written_at) >= AT_REST {
            open.written_at = None;
            // What cannot be recorded now is recorded at the next write or at the lock.
            let _ = open.settle(&*self.clock);
        }
    }

    /// Changes the language of the screen and remembers it on this computer.
    pub fn set_language(&self, language: Language) -> Status {
        // A language that cannot be remembered is chosen again next time; no reason to stop anybody.
        let _ = self.prefer(|preferences| preferences.language = language);
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

    /// Works on the open vault at any stage, but not while the screen is in public.
    pub(crate) fn with_open<T>(
        &self,
        work: impl FnOnce(&mut OpenVault) -> Result<T, SessionError>,
    ) -> Result<T, SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| !open.stage.in_public());
        work(open.ok_or(SessionError::WrongStage)?)
    }

    /// The same, also while the screen is in public.
    pub(crate) fn with_any_open<T>(
        &self,
        work: impl FnOnce(&OpenVault) -> Result<T, SessionError>,
    ) -> Result<T, SessionError> {
        work(self.session().open.as_ref().ok_or(SessionError::WrongStage)?)
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

/// First run only when there is nothing at all: a half-missing vault must be told, never replaced.
fn closed_stage(folder: &VaultFolder) -> Stage {
    match folder.state() {
        Ok(FolderState::Empty) => Stage::FirstRun,
        _ => Stage::Locked,
    }
}

fn openers(folder: &VaultFolder) -> Openers {
    let slots = folder.slots().unwrap_or_default();
    let has = |kind: SlotKind| slots.iter().any(|slot| slot.kind == kind);
    Openers { passphrase: has(SlotKind::Passphrase), recovery: has(SlotKind::Recovery), escrow: has(SlotKind::Escrow) }
}

fn at_work<'a>(session: &'a mut MutexGuard<'_, Session>) -> Result<&'a mut OpenVault, OfficeError> {
    let open = session.open.as_mut().ok_or(OfficeError::Locked)?;
    if open.stage == Stage::Open { Ok(open) } else { Err(OfficeError::WrongStage) }
}

fn in_their_hands<'a>(session: &'a mut MutexGuard<'_, Session>) -> Result<(&'a mut OpenVault, Handed), OfficeError> {
    let open = session.open.as_mut().ok_or(OfficeError::Locked)?;
    let handed = open.handed.clone().filter(|_| open.stage == Stage::Handed).ok_or(OfficeError::WrongStage)?;
    Ok((open, handed))
}

fn at_event<'a>(session: &'a mut MutexGuard<'_, Session>) -> Result<(&'a mut OpenVault, ActivityId), OfficeError> {
    let open = session.open.as_mut().ok_or(OfficeError::Locked)?;
    let activity = open.event.filter(|_| open.stage == Stage::Event).ok_or(OfficeError::WrongStage)?;
    Ok((open, activity))
}

impl Actor {
    /// Whoever opened the vault with the recovery code or the keys of the office.
    pub(crate) fn without_passphrase() -> Self {
        Self { id: 0, name: Guarded::default(), roles: Roles::EVERY }
    }

    /// The first member of a new vault, who may do everything and has not said their name yet.
    pub(crate) fn first(language: Language) -> Self {
        let name = language.choose("はじめの職員", "First member");
        Self { id: 1, name: Guarded::from(name), roles: Roles::EVERY }
    }

    /// A member on record.
    pub(crate) fn of(member: &Member) -> Self {
        Self { id: member.id.0, name: member.name.clone(), roles: Roles::from_codes(&member.roles) }
    }
}

impl OpenVault {
    /// Runs a use case in one transaction, keeps note of what it changed of whom, and refuses it when that is somebody
    /// whose case was handed to another laptop.
    fn edit<T>(
        &mut self,
        clock: &dyn Clock,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let actor = self.actor.clone();
        let (done, edited, trail) = self.write_recorded(clock, |writer| {
            let desk = WritingDesk::new(writer, clock, &actor);
            let done = work(&desk)?;
            let edited = writer.edited()?;
            edited.people.keys().try_for_each(|person| desk.not_away(*person))?;
            Ok::<_, OfficeError>((done, edited, desk.trail.take()))
        })?;
        self.edits.keep(&clock.now().to_rfc3339(), edited, trail);
        Ok(done)
    }

    /// Refuses what the person at the keyboard may not do.
    pub(crate) fn may(&self, act: Act) -> Result<(), SessionError> {
        if self.actor.roles.allow(act) { Ok(()) } else { Err(SessionError::Forbidden) }
    }
}
