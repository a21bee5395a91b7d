//! Erasing a participant: looked at first, then for good. The year's totals stay; what the placement law wants kept is
//! sealed apart.

use std::collections::{BTreeMap, BTreeSet};

use aggregates::{Basis, FiscalYear};
use casework::{
    fact::{Fact, FactKind},
    fee::Fee,
    ids::{ParticipantId, RecommendationId},
    ledger::Seeking,
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::{Holdings, MemberId, Uid};
use tally::INDICATORS;
use thiserror::Error;

use crate::{
    clock::Clock,
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    figures::Values,
    job::{Job, JobStep},
    ledgers::{fee_json, seeking_json},
    retention::{months_after, months_of_the_ledger},
    roles::Act,
    session::{Office, OpenVault, Stage},
    session_error::SessionError,
};

/// Why somebody is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureReason {
    /// They asked for it.
    Asked,
    /// The time for which they are kept is over.
    Retention,
    /// They were entered by mistake.
    Mistake,
}

impl ErasureReason {
    /// How the journal tells it.
    const fn subject(self) -> &'static str {
        match self {
            Self::Asked => "erasure_asked",
            Self::Retention => "erasure_retention",
            Self::Mistake => "erasure_mistake",
        }
    }
}

/// What the placement law holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// How many entries of the ledger.
    pub placements: u32,
    /// The last day of the last of them.
    pub until: NaiveDate,
}

/// What an erasure would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasurePreview {
    /// What goes.
    pub goes: Holdings,
    /// What the placement law holds back.
    pub held: Option<Held>,
    /// The fiscal years in which they have facts, the oldest first: their totals stay.
    pub years: Vec<i32>,
    /// When the last backup was made (RFC 3339): it holds them until newer ones take its place.
    pub last_backup: Option<String>,
}

/// An erasure that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasureDone {
    /// What went.
    pub gone: Holdings,
    /// What is held back.
    pub held: Option<Held>,
    /// Whether the file was rewritten, so that nothing is left in it that is no longer in use. If not, that is tried
    /// again when the vault is opened next.
    pub cleaned: bool,
}

/// Why nobody was erased. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EraseError {
    /// The session, for example a wrong passphrase.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The use case.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

/// Set while the file was not rewritten since somebody was erased.
const CLEANING_DUE: &str = "cleaning_due";
const YES: &str = "yes";

impl Office {
    /// Returns what an erasure would do. Nothing is changed.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; what the store says.
    pub fn erasure_preview(&self, id: ParticipantId) -> Result<ErasurePreview, OfficeError> {
        let preview = self.read(|desk| desk.erasure_preview(id))?;
        let last = self.with_open(|open| Ok(open.anchor.last_backup.as_ref().map(|backup| backup.made_at.clone())));
        Ok(ErasurePreview { last_backup: last.map_err(|_| OfficeError::Locked)?, ..preview })
    }

    /// Erases a participant, for somebody who types their own passphrase. What is counted of them stays counted, what
    /// the placement law wants kept is sealed apart, and the file of the store is rewritten. Blocks for seconds; see
    /// [`progress`](Self::progress).
    ///
    /// # Errors
    /// [`EraseError`]; then nobody was erased. Afterwards nothing is an error any more: look at
    /// [`ErasureDone::cleaned`].
    pub fn erase(
        &self,
        id: ParticipantId,
        reason: ErasureReason,
        current: &Guarded<String>,
    ) -> Result<ErasureDone, EraseError> {
        self.read(|desk| desk.may(Act::Erase))?;
        self.check_passphrase(current)?;
        let running = self.jobs.begin(Job::Erase);
        running.at(JobStep::Writing, 0.1);
        self.with_open(|open| {
            if open.stage != Stage::Open {
                return Err(SessionError::WrongStage);
            }
            let erased = match open.erase(self.clock(), id, reason) {
                Ok(erased) => erased,
                Err(error) => return Ok(Err(EraseError::Office(error))),
            };
            running.at(JobStep::Cleaning, 0.1);
            let cleaned = open.finish_erasures(self.clock()).is_ok();
            running.at(JobStep::Cleaning, 1.0);
            Ok(Ok(ErasureDone { cleaned, ..erased }))
        })?
    }
}

impl OpenVault {
    fn erase(
        &mut self,
        clock: &dyn Clock,
        id: ParticipantId,
        reason: ErasureReason,
    ) -> Result<ErasureDone, OfficeError> {
        let actor = self.actor.clone();
        let done = self.write(clock, |writer| {
            let desk = WritingDesk::new(writer, clock, &actor);
            desk.may(Act::Erase)?;
            let (_, gone, held) = desk.erase_person(id, Some(reason))?;
            writer.set(CLEANING_DUE, YES)?;
            Ok::<_, OfficeError>((gone, held))
        });
        let (gone, held) = done?;
        Ok(ErasureDone { gone, held, cleaned: false })
    }

    /// Does what is left to do after an erasure: remembers outside of the store who was erased, and rewrites the file so
    /// that nothing is left of them. Call it when a vault is opened, too: the program may have ended in between.
    ///
    /// # Errors
    /// What the disk says, which needs room for another copy of the store; the next call tries again.
    pub(crate) fn finish_erasures(&mut self, clock: &dyn Clock) -> Result<(), SessionError> {
        let before = self.anchor.erased.len();
        for uid in self.store.read().tombstones()? {
            if !self.anchor.erased.contains(&uid) {
                self.anchor.erased.push(uid);
            }
        }
        let due = self.store.read().setting(CLEANING_DUE)?.as_deref() == Some(YES);
        if due || self.anchor.erased.len() > before {
            // Outside first: should the rewriting fail, they are remembered all the same.
            self.settle(clock)?;
        }
        if due {
            self.compact(clock)?;
            self.write(clock, |writer| writer.set(CLEANING_DUE, ""))?;
            self.settle(clock)?;
        }
        Ok(())
    }
}

impl Desk<'_> {
    fn erasure_preview(&self, id: ParticipantId) -> Result<ErasurePreview, OfficeError> {
        self.may(Act::Erase)?;
        let goes = self.records.erase_preview(id)?;
        let held = held(&self.ledger_entries(id, self.surely_today()?)?);
        let years = self.years_of(id)?.into_iter().collect();
        Ok(ErasurePreview { goes, held, years, last_backup: None })
    }

    /// The fiscal years in which somebody has facts.
    pub(crate) fn years_of(&self, id: ParticipantId) -> Result<BTreeSet<i32>, OfficeError> {
        let timeline = self.records.timeline(id)?;
        let year = |fact: &Fact| FiscalYear::containing(fact.on).ok().map(FiscalYear::begins_in);
        Ok(timeline.iter().filter_map(year).collect())
    }

    /// The values of all figures in some years.
    pub(crate) fn values_in(&self, years: &BTreeSet<i32>) -> Result<BTreeMap<i32, Values>, OfficeError> {
        years.iter().map(|year| Ok((*year, self.values(*year)?))).collect()
    }

    /// The entries of the placement ledger that the law holds back on a day.
    pub(crate) fn ledger_entries(&self, id: ParticipantId, on: NaiveDate) -> Result<Vec<LedgerEntry>, OfficeError> {
        let months = months_of_the_ledger(self)?;
        let mut placements: BTreeMap<u32, Vec<Fact>> = BTreeMap::new();
        for fact in self.records.timeline(id)?.into_iter().rev() {
            if let Some(placement) = fact.placement {
                placements.entry(placement).or_default().push(fact);
            }
        }
        let mut entries = Vec::new();
        for (placement, facts) in placements {
            let ended = facts.iter().find(|fact| fact.kind == FactKind::PlacementEnded).map(|fact| fact.on);
            let fees: Vec<Fee> =
                self.records.fees_of(RecommendationId(placement))?.into_iter().map(|row| row.fee).collect();
            let paid = fees.iter().map(|fee| fee.received_on).max();
            let last = ended.unwrap_or(self.today()).max(paid.unwrap_or(NaiveDate::MIN));
            entries.push(LedgerEntry { until: months_after(last, months), facts, fees });
        }
        entries.extend(self.request_to_hold(id, &entries, months)?);
        Ok(entries.into_iter().filter(|entry| entry.until >= on).collect())
    }

    /// Who asked to be placed stands in the ledger of seekers whether or not anybody was introduced: an entry without
    /// placement, unless a placement is held for as long already.
    fn request_to_hold(
        &self,
        id: ParticipantId,
        held: &[LedgerEntry],
        months: u32,
    ) -> Result<Option<LedgerEntry>, OfficeError> {
        let requests = self.records.records_of::<Seeking>(id)?;
        let last =
            requests.iter().map(|(_, seeking)| seeking.last_day().unwrap_or(self.today()).min(self.today())).max();
        let until = last.map(|last| months_after(last, months));
        let until = until.filter(|until| held.iter().all(|entry| entry.until < *until));
        Ok(until.map(|until| LedgerEntry { facts: Vec::new(), fees: Vec::new(), until }))
    }

    /// What an inspector is shown of an entry: who, where, when.
    fn ledger_text(&self, id: ParticipantId, entry: &LedgerEntry) -> Result<Guarded<String>, OfficeError> {
        let participant = self.records.participant(id)?;
        let company = entry.facts.iter().find_map(|fact| fact.company);
        let company = company.map(|id| self.records.company_name(id)).transpose()?;
        // EXPOSE: sealed in the ledger, which the law wants kept.
        let profile = &participant.profile;
        let names: Vec<&String> = profile.names.iter().map(|name| name.text.expose()).collect();
        let birth = profile.birth.as_ref().map(|birth| birth.expose().to_string());
        let asked = self.records.records_of::<Seeking>(id)?;
        let asked: Vec<_> = asked.iter().map(|(_, seeking)| seeking_json(seeking)).collect();
        let days: Vec<_> = entry.facts.iter().map(|fact| (fact.kind.code(), fact.on, fact.detail.as_deref())).collect();
        let text = serde_json::json!({
            "names": names,
            "birth": birth,
            "first_contact": participant.first_contact,
            "asked": asked,
            "company": company.as_ref().map(|name| name.expose()),
            "days": days,
            "fees": entry.fees.iter().map(fee_json).collect::<Vec<_>>(),
            "until": entry.until,
        });
        Ok(Guarded::new(text.to_string()))
    }
}

impl WritingDesk<'_> {
    /// Erases again whom this vault has erased before: out of a backup that is older than that. Returns how many.
    pub(crate) fn erase_again(&self, erased: &[Uid]) -> Result<u32, OfficeError> {
        let mut again = 0_u32;
        for uid in erased {
            match self.records.person_with(uid)? {
                Some(id) => {
                    self.erase_person(id, None)?;
                    again = again.saturating_add(1);
                }
                None => self.writer.add_tombstone(uid, &self.clock.now().to_rfc3339())?,
            }
        }
        Ok(again)
    }

    /// Erases a person, keeps the figures, holds back what the law wants.
    fn erase_person(
        &self,
        id: ParticipantId,
        reason: Option<ErasureReason>,
    ) -> Result<(Uid, Holdings, Option<Held>), OfficeError> {
        let (years, now) = (self.years_of(id)?, self.clock.now().to_rfc3339());
        let before = self.values_in(&years)?;
        let entries = self.ledger_entries(id, self.surely_today()?)?;
        for entry in &entries {
            self.writer.add_ledger_hold(&self.ledger_text(id, entry)?, entry.until, &now)?;
        }
        let erased = self.writer.erase_person(id, &now, MemberId(self.actor.id))?;
        if let Some(reason) = reason {
            let (verb, subject) = (store::ERASE, reason.subject());
            self.note_change(&Change { verb, subject, id: Some(id.0), person: Some(id), ..Change::default() })?;
        }
        self.keep_totals(&before, &years)?;
        Ok((erased.uid, erased.gone, held(&entries)))
    }

    /// Adds what is missing in the figures now to what erased people leave. Nothing of it leads back to anybody.
    fn keep_totals(&self, before: &BTreeMap<i32, Values>, years: &BTreeSet<i32>) -> Result<(), OfficeError> {
        let after = self.values_in(years)?;
        for indicator in INDICATORS {
            // A total up to a day misses them in every later year as well: only what is new in a year is added to it.
            let mut missed_before = 0;
            for year in years {
                let value = |values: &BTreeMap<i32, Values>| {
                    values.get(year).and_then(|values| values.get(indicator.id)).copied().unwrap_or(0)
                };
                let missing = value(before).saturating_sub(value(&after));
                let own = match indicator.basis {
                    Basis::Flow => missing,
                    Basis::Stock => missing.saturating_sub(missed_before),
                };
                missed_before = missing;
                if own > 0 {
                    self.writer.add_residue(*year, indicator.id, own)?;
                }
            }
        }
        if self.values_in(years)? == *before {
            Ok(())
        } else {
            Err(OfficeError::Unforeseen("an erasure that would change a total"))
        }
    }
}

/// A placement that the law holds back.
pub(crate) struct LedgerEntry {
    /// The oldest first.
    facts: Vec<Fact>,
    /// What was taken for it.
    fees: Vec<Fee>,
    /// Its last day.
    pub until: NaiveDate,
}

fn held(entries: &[LedgerEntry]) -> Option<Held> {
    let until = entries.iter().map(|entry| entry.until).max()?;
    Some(Held { placements: u32::try_from(entries.len()).unwrap_or(u32::MAX), until })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{clock::FixedClock, session::Places, unlocking::Hardness};

    #[test]
    fn what_an_erasure_left_undone_is_done_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
        let clock = FixedClock::noon("2024-06-20".parse().expect("a day"));
        let office = Office::new(places, Arc::new(clock));
        office.create_vault(&"lantern-otter-meadow-pencil-quartz".into(), "", Hardness::Least).expect("a vault");
        // The program ended after the deletion: the store knows of it, the record outside does not.
        let uid = [7; 16];
        let left = |open: &mut OpenVault| {
            open.store.write(|writer| {
                writer.set(CLEANING_DUE, YES)?;
                writer.add_tombstone(&uid, "2024-06-20T12:00:00+09:00").map_err(OfficeError::from)
            })
        };
        office.with_open(|open| left(open).map_err(SessionError::from)).expect("written");

        office.with_open(|open| open.finish_erasures(&clock)).expect("finished");

        office
            .with_open(|open| {
                assert_eq!(open.anchor.erased, [uid], "an older backup will not bring them back");
                assert_ne!(open.store.read().setting(CLEANING_DUE)?.as_deref(), Some(YES));
                let commits = open.store.state()?.commits;
                open.finish_erasures(&clock)?;
                assert_eq!(open.store.state()?.commits, commits, "a second time there is nothing to do");
                Ok(())
            })
            .expect("still open");
    }
}
