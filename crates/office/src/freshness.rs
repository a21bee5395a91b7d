//! Noticing an older copy that was put back, and keeping the record by which it is noticed.
//!
//! The record (the anchor) lies beside the store and, where a passphrase is bound to this computer, its numbers lie in
//! the system's store of secrets too. It is written when the store has been at rest for a moment and when the vault is
//! locked. docs/decisions/0012 says what this notices and what it cannot.

use store::{DocumentId, Filter, Seen, State, Store, StoreError, Sweep, Verdict, Writer};
use vault::{
    DeviceStore, DiskError, OpenKeys, VaultFolder,
    anchor::{self, Anchor, AnchorFault},
    freshness::{self, FreshnessFault, Head},
};

use crate::{
    clock::Clock,
    desk::WritingDesk,
    error::OfficeError,
    rescue::RescueReason,
    session::{Closed, OpenVault},
    session_error::SessionError,
};

/// What a store that verifies looks like beside the record of it.
pub(crate) struct Opened {
    /// The record to go on from.
    pub anchor: Anchor,
    /// How the vault was closed the last time; none before the first record.
    pub closed: Option<Closed>,
    /// Documents whose file is gone or has another length.
    pub broken: Vec<DocumentId>,
}

/// Why a store that verifies is not taken.
pub(crate) struct Stale {
    pub reason: RescueReason,
    pub found: State,
    pub anchor: Option<Anchor>,
}

/// Compares the store with the records of it.
///
/// # Errors
/// [`Stale`] when it is not the one that was seen last; what the disk says.
pub(crate) fn compare(
    folder: &VaultFolder,
    keys: &OpenKeys,
    store: &Store,
    devices: &dyn DeviceStore,
) -> Result<Result<Opened, Box<Stale>>, SessionError> {
    let state = store.state()?;
    let stale = |reason, anchor| Ok(Err(Box::new(Stale { reason, found: state, anchor })));
    let anchor = match anchor::read(folder, keys) {
        Ok(Some(anchor)) => anchor,
        Ok(None) if !state.anchored => {
            return Ok(Ok(Opened { anchor: new_anchor(keys), closed: None, broken: Vec::new() }));
        }
        Ok(None) | Err(_) => return stale(RescueReason::AnchorMissing, None),
    };
    let verdict = store.judge(&seen(&anchor))?;
    let keys_are_older = keys.sequence() < anchor.keys_sequence;
    // What lies in the system's store of secrets cannot be put back together with the folder.
    let elsewhere = if is_bound(keys) { freshness::read(keys, devices) } else { Ok(None) };
    let behind_elsewhere = match elsewhere {
        Ok(head) => head.is_some_and(|head| state.commits < head.commits),
        Err(FreshnessFault::Altered) => true,
        // Not to be reached says nothing about the vault.
        Err(FreshnessFault::Credential(_)) => false,
    };
    match verdict {
        Verdict::RolledBack { .. } => stale(RescueReason::RolledBack, Some(anchor)),
        _ if keys_are_older || behind_elsewhere => stale(RescueReason::RolledBack, Some(anchor)),
        Verdict::Replayed => stale(RescueReason::Replayed, Some(anchor)),
        // Before anything is written the record gives up its digest: one that still has it is from another day.
        Verdict::AheadAfterCrash { .. } if anchor.digest.is_some() => stale(RescueReason::Replayed, Some(anchor)),
        Verdict::Current | Verdict::AheadAfterCrash { .. } => {
            let last = store.read().journal(&Filter::default(), 1)?.pop();
            // Only now: beside an older store the sweep would take newer documents for left-overs.
            let Sweep { missing, cut, .. } = store.sweep_documents()?;
            let interrupted =
                store.was_interrupted() || !last.is_some_and(|entry| ORDERLY.contains(&entry.verb.as_str()));
            let closed = Closed { at: anchor.closed_at.clone(), serial: state.commits, interrupted };
            Ok(Ok(Opened { anchor, closed: Some(closed), broken: [missing, cut].concat() }))
        }
    }
}

fn seen(anchor: &Anchor) -> Seen {
    Seen { commits: anchor.commits, entries: anchor.entries, head: anchor.head, digest: anchor.digest }
}

const LOCK: &str = "lock";
pub(crate) const SEAL: &str = "seal";
pub(crate) const RESTORE: &str = "restore";
/// The verbs of the last entry of a vault that was closed in order.
const ORDERLY: [&str; 3] = [LOCK, SEAL, RESTORE];

impl OpenVault {
    /// Runs a use case of the session itself at any stage, as one transaction.
    pub(crate) fn note_session(
        &mut self,
        clock: &dyn Clock,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<(), OfficeError>,
    ) -> Result<(), SessionError> {
        let actor = self.actor.clone();
        self.write(clock, |writer| work(&WritingDesk::new(writer, clock, &actor))).map_err(SessionError::from)
    }

    /// Writes to the store. Every write of an open vault comes through here.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        clock: &dyn Clock,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.noting(clock, |store| store.write(work))
    }

    /// As [`write`](Self::write), keeping note of what is changed of whom.
    pub(crate) fn write_recorded<T, E: From<StoreError>>(
        &mut self,
        clock: &dyn Clock,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.noting(clock, |store| store.write_recorded(work))
    }

    /// As [`write`](Self::write), for work on so many rows that nothing of it is kept for undoing.
    pub(crate) fn write_unrecorded<T, E: From<StoreError>>(
        &mut self,
        clock: &dyn Clock,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.noting(clock, |store| store.write_unrecorded(work))
    }

    /// What holds for every way of writing: the digest is given up before, when and whether it was done is kept.
    fn noting<T, E: From<StoreError>>(
        &mut self,
        clock: &dyn Clock,
        write: impl FnOnce(&mut Store) -> Result<T, E>,
    ) -> Result<T, E> {
        self.give_up_digest()?;
        self.written_at = Some(clock.elapsed());
        let done = write(&mut self.store);
        self.undone = done.is_err();
        done
    }

    /// Brings the store to the schema of this program, after it was found to be the one that was seen last.
    pub(crate) fn upgrade(&mut self, clock: &dyn Clock) -> Result<(), StoreError> {
        if !self.store.is_of_an_older_schema()? {
            return Ok(());
        }
        self.give_up_digest()?;
        self.written_at = Some(clock.elapsed());
        let done = self.store.upgrade();
        self.undone = done.is_err();
        done
    }

    /// Rewrites the file of the store.
    pub(crate) fn compact(&mut self, clock: &dyn Clock) -> Result<(), StoreError> {
        self.give_up_digest()?;
        self.written_at = Some(clock.elapsed());
        let done = self.store.compact();
        self.undone = done.is_err();
        done
    }

    /// Says in the record that the pages are about to change: a write that is cut off is undone when the store is opened
    /// next, and pages that are written back carry other seals than before.
    fn give_up_digest(&mut self) -> Result<(), StoreError> {
        let Some(digest) = self.anchor.digest.take() else { return Ok(()) };
        anchor::write(&self.folder, &self.keys, &self.anchor).map_err(|fault| {
            self.anchor.digest = Some(digest);
            match fault {
                AnchorFault::Disk(DiskError::Full) => StoreError::DiskFull,
                AnchorFault::Disk(DiskError::ReadOnly) => StoreError::ReadOnly,
                _ => StoreError::FolderGone,
            }
        })
    }

    /// Writes down what was read since the last write.
    pub(crate) fn flush_notes(&mut self, clock: &dyn Clock) -> Result<(), StoreError> {
        if self.store.has_notes() { self.write(clock, |_| Ok(())) } else { Ok(()) }
    }

    /// Writes down where the store stands.
    ///
    /// # Errors
    /// What the disk says; then the older record stays in force, which accepts this state too.
    pub(crate) fn settle(&mut self, clock: &dyn Clock) -> Result<(), SessionError> {
        self.flush_notes(clock)?;
        if !self.store.state()?.anchored {
            // A record first, then the word that there is one: the other order could end without it.
            self.record(clock)?;
            self.write(clock, |writer| writer.set_anchored())?;
        }
        self.record(clock)
    }

    fn record(&mut self, clock: &dyn Clock) -> Result<(), SessionError> {
        let Seen { commits, entries, head, digest } = self.store.seen()?;
        self.anchor.commits = commits;
        self.anchor.entries = entries;
        self.anchor.head = head;
        // A write that failed may be undone only when the store is opened next, and other pages lie there then.
        self.anchor.digest = digest.filter(|_| !self.undone);
        self.anchor.keys_sequence = self.keys.sequence();
        self.anchor.closed_at = clock.now().to_rfc3339();
        anchor::write(&self.folder, &self.keys, &self.anchor).map_err(SessionError::from)
    }

    /// Closes the vault: the last entries and the record of its state are written, then keys and store go. What cannot
    /// be written does not keep it open.
    pub(crate) fn close(mut self, clock: &dyn Clock, devices: &dyn DeviceStore) {
        let _ = self.note_session(clock, |desk| desk.note(LOCK, "vault", None));
        if self.settle(clock).is_ok() && is_bound(&self.keys) {
            let Anchor { commits, entries, head, .. } = self.anchor;
            let _ = freshness::keep(&self.keys, devices, &Head { commits, entries, head });
        }
    }
}

/// The record of a vault that has none yet.
pub(crate) fn new_anchor(keys: &OpenKeys) -> Anchor {
    Anchor {
        commits: 0,
        entries: 0,
        head: [0; 32],
        digest: None,
        keys_sequence: keys.sequence(),
        closed_at: String::new(),
        last_backup: None,
        erased: Vec::new(),
        sealed_at: None,
    }
}

fn is_bound(keys: &OpenKeys) -> bool {
    keys.slots().iter().any(|slot| slot.device_bound)
}
