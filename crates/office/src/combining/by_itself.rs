//! Handing in by itself: the choice of the office, off at first, and only what a person agreed to before.
//!
//! Whoever is at the keyboard must be allowed to hand in; a laptop that is locked, in the hands of a guest or at an event
//! sends nothing. The laptops of an organisation are spread over time, and one that fails waits longer each time.

use std::sync::{PoisonError, TryLockError};

use chrono::{DateTime, FixedOffset, TimeDelta};
use sha2::{Digest, Sha256};

use super::{identity, known, part::change};
use crate::{
    desk::Desk,
    error::OfficeError,
    roles::Act,
    session::{Office, OpenVault},
};

/// Seconds within which the laptops spread after they are unlocked.
const SPREAD: i64 = 120;
/// Seconds until a failed try is repeated; doubled each time.
const FIRST_WAIT: i64 = 5 * 60;
/// Seconds that are waited at most, and half of that again.
const LONGEST_WAIT: i64 = 4 * 3600;

/// What happened when this laptop last handed in, or tried to, by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentByItself {
    /// When (RFC 3339).
    pub at: String,
    /// Why it did not go: a code.
    pub trouble: Option<String>,
}

/// When it is tried next. Forgotten at each unlock.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    opening: Option<u64>,
    next: Option<DateTime<FixedOffset>>,
    failures: u32,
    last: Option<SentByItself>,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    HandIn,
    Deliver,
}

impl Office {
    /// Lets this laptop hand in by itself: after each unlock and every so many hours while it is open, at most once in so
    /// many hours; 0 for never.
    ///
    /// # Errors
    /// [`OfficeError::NotCombining`]; [`OfficeError::Forbidden`].
    pub fn set_sending(&self, hours: u32) -> Result<(), OfficeError> {
        self.combining_as(Act::Organisation, |open, clock| {
            known(&Desk::new(open.store.read(), clock, &open.actor))?.ok_or(OfficeError::NotCombining)?;
            change(open, clock, "set", |desk| Ok(desk.writer.set_combining_pace(hours)?))
        })
    }

    /// Hands in or delivers what waits, if it is time; called now and then, on a thread that may wait for a server. Returns
    /// what happened, if anything did.
    pub fn send_by_itself(&self) -> Option<SentByItself> {
        let opening = self.opening()?;
        let _alone = match self.combining.try_lock() {
            Ok(alone) => alone,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        let (due, laptop) = self.combining_as(Act::Report, |open, clock| due(open, clock.now())).ok()??;
        let now = self.clock().now();
        if !self.is_time(opening, now, &laptop) {
            return None;
        }
        let done = match self.send(due) {
            // The list or the choice changed meanwhile, or the vault was locked: nothing went, and nobody failed.
            Ok(None) | Err(OfficeError::Locked) => return None,
            Ok(Some(trouble)) => trouble,
            Err(OfficeError::Combining(fault)) => Some(fault.code().to_owned()),
            Err(_) => Some(String::from("unreachable")),
        };
        let sent = SentByItself { at: self.clock().now().to_rfc3339(), trouble: done };
        self.note_sent(&sent, &laptop);
        Some(sent)
    }

    /// What happened last, since the vault was opened.
    pub(super) fn sent_by_itself(&self) -> Option<SentByItself> {
        let opening = self.opening()?;
        let pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        pace.last.clone().filter(|_| pace.opening == Some(opening))
    }

    fn is_time(&self, opening: u64, now: DateTime<FixedOffset>, laptop: &str) -> bool {
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        if pace.opening != Some(opening) {
            *pace = Pace { opening: Some(opening), next: Some(now + spread(laptop, 0, SPREAD)), ..Pace::default() };
        }
        pace.next.is_none_or(|next| next <= now)
    }

    /// `None` when it is not wanted any more.
    fn send(&self, due: Due) -> Result<Option<Option<String>>, OfficeError> {
        let part = self.part(Act::Report)?;
        let wanted = || {
            self.back(Act::Report, &part, |open, clock| {
                let known = known(&Desk::new(open.store.read(), clock, &open.actor))?;
                Ok(known.is_some_and(|known| known.send_every > 0 && known.agrees()))
            })
        };
        if !wanted()? {
            return Ok(None);
        }
        if due == Due::HandIn {
            self.make_counts(&part, None)?;
            if !wanted()? {
                return Ok(None);
            }
        }
        Ok(Some(self.deliver_waiting(&part)?.map(|fault| fault.code().to_owned())))
    }

    fn note_sent(&self, sent: &SentByItself, laptop: &str) {
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        pace.failures = if sent.trouble.is_some() { pace.failures.saturating_add(1) } else { 0 };
        let wait = wait_after(pace.failures);
        pace.next = Some(self.clock().now() + TimeDelta::seconds(wait) + spread(laptop, pace.failures, wait / 2));
        pace.last = Some(sent.clone());
    }
}

/// What is due now, and the short name of this laptop.
fn due(open: &mut OpenVault, now: DateTime<FixedOffset>) -> Result<Option<(Due, String)>, OfficeError> {
    let Some(row) = open.store.read().combining()?.filter(|row| row.send_every > 0) else { return Ok(None) };
    let known = super::part::Known::read(row)?;
    let own = identity(open).public().id();
    if !known.agrees() || !known.organisation.lists(own) {
        return Ok(None);
    }
    let age = known.sent_at.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok()).map(|at| now - at);
    let fresh = age.is_some_and(|age| age >= TimeDelta::zero() && age < TimeDelta::hours(known.send_every.into()));
    let due = if !fresh {
        Some(Due::HandIn)
    } else if open.store.read().combining_parcels()?.is_empty() {
        None
    } else {
        Some(Due::Deliver)
    };
    Ok(due.map(|due| (due, own.to_string())))
}

/// Seconds to wait after so many failures in a row.
fn wait_after(failures: u32) -> i64 {
    let doubled = FIRST_WAIT.saturating_mul(1 << failures.saturating_sub(1).min(10));
    if failures == 0 { 0 } else { doubled.min(LONGEST_WAIT) }
}

/// A part of `within` seconds that differs between laptops and tries.
fn spread(laptop: &str, attempt: u32, within: i64) -> TimeDelta {
    let digest = Sha256::new().chain_update(laptop).chain_update(attempt.to_be_bytes()).finalize();
    let part = digest.iter().take(2).fold(0, |part, byte| part * 256 + i64::from(*byte));
    TimeDelta::seconds(within * part / 65_536)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_is_waited_for_twice_as_long_up_to_some_hours() {
        let waits: Vec<_> = (0..4).map(wait_after).collect();

        assert_eq!(waits, [0, 300, 600, 1200]);
        assert_eq!((wait_after(9), wait_after(u32::MAX)), (LONGEST_WAIT, LONGEST_WAIT));
    }

    #[test]
    fn laptops_spread_over_the_time_given() {
        let spreads: Vec<_> =
            (0..200).map(|laptop| spread(&format!("laptop {laptop}"), 0, SPREAD).num_seconds()).collect();

        assert!(spreads.iter().all(|second| (0..SPREAD).contains(second)));
        assert!(spreads.iter().any(|second| *second < 20) && spreads.iter().any(|second| *second > 100));
        assert_ne!(spread("laptop 1", 1, LONGEST_WAIT), spread("laptop 1", 2, LONGEST_WAIT));
    }
}
