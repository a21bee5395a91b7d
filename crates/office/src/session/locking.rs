//! When the vault locks: by hand, after a rest, at the latest after some hours, after a sleep, when a clock goes back.

use std::{
    sync::{PoisonError, TryLockError},
    time::Duration,
};

use super::{Office, Stage, Status};

/// A gap between two ticks longer than this means that the computer slept.
const SLEPT: Duration = Duration::from_secs(10);
/// A wall clock that goes back further than this was set back.
const SET_BACK: chrono::TimeDelta = chrono::TimeDelta::seconds(5);
/// After so long the vault locks even while somebody works: nobody stays signed in for a night.
const LONGEST_SESSION: Duration = Duration::from_secs(8 * 3600);
/// How long the store must be at rest before its pages are recorded.
const AT_REST: Duration = Duration::from_secs(2);

impl Office {
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
}
