//! The entries of both ledgers, and what each has to hold and does not.

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    ids::ParticipantId,
    ledger::{Introduced, Missing, Seeking, SixMonths},
    names::{NameKind, PersonName, shown},
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::LedgerOpening;

use super::{IntroductionLine, OpeningEntry, SeekerEntry};
use crate::{desk::Desk, error::OfficeError};

impl Desk<'_> {
    pub(super) fn introduction_lines(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<IntroductionLine>, OfficeError> {
        let mut names: BTreeMap<u32, Guarded<String>> = BTreeMap::new();
        let mut lines = Vec::new();
        for record in self.records.ledger_introductions(first, last)? {
            let who = record.participant;
            let participant_name = match names.get(&who.0) {
                Some(known) => known.clone(),
                None => {
                    let name = self.ledger_name(who)?;
                    names.insert(who.0, name.clone());
                    name
                }
            };
            let came = Introduced::of(record.on, &record.steps, record.six_months.as_deref(), self.today());
            let missing = missing_of_introduction(&came);
            lines.push(IntroductionLine { record, participant_name, came, missing });
        }
        Ok(lines)
    }

    pub(super) fn opening_entries(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        introductions: &[IntroductionLine],
    ) -> Result<Vec<OpeningEntry>, OfficeError> {
        let openings = self.records.ledger_openings(first, last)?;
        let known: BTreeSet<u32> = openings.iter().map(|opening| opening.id).collect();
        let of = |id: u32| introductions.iter().filter(move |line| line.record.opening == Some(id)).cloned().collect();
        let mut entries: Vec<OpeningEntry> = openings
            .into_iter()
            .map(|opening| OpeningEntry {
                introductions: of(opening.id),
                missing: missing_of_opening(&opening),
                opening: Some(opening),
            })
            .collect();
        // Whoever was introduced without an opening, or to one of another time, stands in the ledger all the same.
        let without = |line: &&IntroductionLine| line.record.opening.is_none_or(|id| !known.contains(&id));
        let alone = |line: &IntroductionLine| OpeningEntry {
            opening: None,
            introductions: vec![line.clone()],
            missing: vec![Missing::Opening],
        };
        entries.extend(introductions.iter().filter(without).filter(|line| line.record.on >= first).map(alone));
        Ok(entries)
    }

    pub(super) fn seeker_entries(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        introductions: &[IntroductionLine],
    ) -> Result<Vec<SeekerEntry>, OfficeError> {
        let mut of: BTreeMap<u32, Vec<IntroductionLine>> = BTreeMap::new();
        for line in introductions {
            of.entry(line.record.participant.0).or_default().push(line.clone());
        }
        for (who, _) in self.records.ledger_seekings(first, last)? {
            of.entry(who.0).or_default();
        }
        let mut entries = Vec::new();
        for (who, lines) in of {
            entries.extend(self.entries_of(ParticipantId(who), lines, (first, last))?);
        }
        entries.sort_by_key(|entry| (began(entry), entry.participant));
        Ok(entries)
    }

    /// One entry for each request, with the introductions that followed it; one more for those that followed none.
    fn entries_of(
        &self,
        who: ParticipantId,
        lines: Vec<IntroductionLine>,
        (first, last): (NaiveDate, NaiveDate),
    ) -> Result<Vec<SeekerEntry>, OfficeError> {
        let mut seekings: Vec<Seeking> =
            self.records.records_of::<Seeking>(who)?.into_iter().map(|(_, seeking)| seeking).collect();
        seekings.sort_by_key(|seeking| seeking.received_on);
        let mut buckets: Vec<Vec<IntroductionLine>> = vec![Vec::new(); seekings.len()];
        let mut without = Vec::new();
        for line in lines {
            let followed = seekings.iter().rposition(|seeking| seeking.received_on <= line.record.on);
            match followed.and_then(|at| buckets.get_mut(at)) {
                Some(bucket) => bucket.push(line),
                None => without.push(line),
            }
        }
        let person = self.records.participant(who)?;
        let birth = person.profile.birth.as_ref();
        // EXPOSE: only whether it is known to the day; then written in the ledger.
        let full = birth.is_some_and(|birth| birth.expose().is_full());
        let birth = birth.map(|birth| birth.map(ToString::to_string));
        let name = self.ledger_name(who)?;
        let entry = |seeking: Option<Seeking>, introductions| SeekerEntry {
            participant: who,
            name: name.clone(),
            birth: birth.clone(),
            missing: missing_of_seeker(seeking.as_ref(), full),
            seeking,
            introductions,
        };
        let stood =
            |seeking: &Seeking| seeking.received_on <= last && seeking.last_day().is_none_or(|over| over >= first);
        let mut entries: Vec<SeekerEntry> = seekings
            .into_iter()
            .zip(buckets)
            .filter(|(seeking, lines)| stood(seeking) || !lines.is_empty())
            .map(|(seeking, lines)| entry(Some(seeking), lines))
            .collect();
        if !without.is_empty() {
            entries.push(entry(None, without));
        }
        Ok(entries)
    }

    /// The name as an inspector reads it: that of the passport, else the one that is shown.
    pub(super) fn ledger_name(&self, who: ParticipantId) -> Result<Guarded<String>, OfficeError> {
        let names = self.records.names_of(who)?;
        let latin = |name: &&PersonName| name.kind == NameKind::Latin;
        let name = names.iter().find(latin).or_else(|| shown(&names));
        Ok(name.map(|name| name.text.clone()).unwrap_or_default())
    }
}

fn began(entry: &SeekerEntry) -> Option<NaiveDate> {
    let introduced = entry.introductions.iter().map(|line| line.record.on).min();
    entry.seeking.as_ref().map(|seeking| seeking.received_on).or(introduced)
}

fn missing_of_opening(opening: &LedgerOpening) -> Vec<Missing> {
    // EXPOSE: only whether it is empty.
    let empty = |text: &Guarded<String>| text.expose().trim().is_empty();
    let fixed_without_end = opening.term == "fixed" && opening.term_months.is_none();
    let missing = [
        (Missing::Address, empty(&opening.address)),
        (Missing::Contact, empty(&opening.contact)),
        (Missing::Occupation, opening.occupation.is_empty()),
        (Missing::Place, opening.prefecture.is_empty() && empty(&opening.place)),
        (Missing::Term, opening.term.is_empty() || fixed_without_end),
        (Missing::Pay, opening.pay_from.is_none() && opening.pay_to.is_none()),
    ];
    present(&missing)
}

fn missing_of_seeker(seeking: Option<&Seeking>, birth_is_full: bool) -> Vec<Missing> {
    let Some(seeking) = seeking else {
        return present(&[(Missing::Received, true), (Missing::Birth, !birth_is_full)]);
    };
    present(&[
        (Missing::Address, seeking.address.is_none()),
        (Missing::Birth, !birth_is_full),
        (Missing::Occupation, seeking.occupation.is_empty() && seeking.wish.is_none()),
    ])
}

fn missing_of_introduction(came: &Introduced) -> Vec<Missing> {
    present(&[
        (Missing::Term, came.hired_on.is_some() && came.lasting.is_none()),
        (Missing::SixMonths, came.six_months == Some(SixMonths::Unknown)),
    ])
}

fn present(missing: &[(Missing, bool)]) -> Vec<Missing> {
    missing.iter().filter_map(|(what, is_missing)| is_missing.then_some(*what)).collect()
}
