//! Fees for placement: entered, corrected, removed, and listed as the ledger of fees (手数料管理簿).

use std::collections::BTreeSet;

use casework::{
    fee::{Fee, FeeFor, FeeKind},
    ids::{ParticipantId, RecommendationId},
    ledger::Missing,
    text,
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::FeeRow;

use super::IntroductionLine;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// The longest words of how a fee was worked out, in characters.
const BASIS_MAX: usize = 300;

/// An entry of the ledger of fees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeEntry {
    /// As it is on record.
    pub row: FeeRow,
    /// The name of who was placed.
    pub participant_name: Option<Guarded<String>>,
    /// What is missing of it.
    pub missing: Vec<Missing>,
}

/// What was received of one kind in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeTotal {
    /// Which kind.
    pub kind: FeeKind,
    /// How many times.
    pub number: u32,
    /// Yen.
    pub amount: u64,
}

impl Desk<'_> {
    /// Returns the fees of a placement, the oldest first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn fees_of(&self, placement: RecommendationId) -> Result<Vec<FeeEntry>, OfficeError> {
        self.may(Act::Placement)?;
        self.records.fees_of(placement)?.into_iter().map(|row| self.fee_entry(row)).collect()
    }

    pub(super) fn fee_entries(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<FeeEntry>, OfficeError> {
        self.records.fees_received(first, last)?.into_iter().map(|row| self.fee_entry(row)).collect()
    }

    fn fee_entry(&self, row: FeeRow) -> Result<FeeEntry, OfficeError> {
        let participant_name = row.participant.map(|who| self.ledger_name(who)).transpose()?;
        let lacks_basis = row.fee.basis.is_none();
        let missing = lacks_basis.then_some(Missing::Basis).into_iter().collect();
        Ok(FeeEntry { row, participant_name, missing })
    }

    /// Says of every hire of a period for which neither a fee nor its absence is on record that it is missing.
    pub(super) fn mark_hires_without_fee(
        &self,
        lines: &mut [IntroductionLine],
        (first, last): (NaiveDate, NaiveDate),
    ) -> Result<(), OfficeError> {
        let told: BTreeSet<u32> = self.records.placements_with_fee()?.into_iter().map(|id| id.0).collect();
        let hired = |line: &&mut IntroductionLine| line.came.hired_on.is_some_and(|on| first <= on && on <= last);
        for line in lines.iter_mut().filter(hired).filter(|line| !told.contains(&line.record.id.0)) {
            line.missing.push(Missing::Fee);
        }
        Ok(())
    }

    fn checked_fee(&self, fee: Fee) -> Result<Fee, OfficeError> {
        fee.check(self.today())?;
        if fee.amount > 0 && !self.licence()?.fees {
            return Err(OfficeError::field("amount", FieldError::OutOfRange));
        }
        match fee.taken_for {
            FeeFor::Placement(id) => {
                let (_, recommended_on) = self.records.recommendation(id)?;
                if fee.received_on < recommended_on {
                    return Err(OfficeError::field("received_on", casework::dates::DateError::TooEarly));
                }
            }
            FeeFor::Company(id) => drop(self.records.company_name(id)?),
        }
        // EXPOSE: only whether it is empty.
        let typed = fee.basis.as_ref().filter(|basis| !basis.expose().trim().is_empty());
        let basis = typed.map(|basis| text::line(basis, BASIS_MAX)).transpose().in_field("basis")?;
        Ok(Fee { basis, ..fee })
    }
}

/// What was received of each kind, in the order of the kinds; what was not received is left out.
pub(super) fn totals(entries: &[FeeEntry]) -> Vec<FeeTotal> {
    let of = |kind: FeeKind| {
        let these = entries.iter().map(|entry| &entry.row.fee).filter(|fee| fee.kind == kind && fee.amount > 0);
        these.fold(FeeTotal { kind, number: 0, amount: 0 }, |total, fee| FeeTotal {
            number: total.number.saturating_add(1),
            amount: total.amount.saturating_add(u64::from(fee.amount)),
            ..total
        })
    };
    FeeKind::ALL.into_iter().map(of).filter(|total| total.number > 0).collect()
}

impl WritingDesk<'_> {
    /// Keeps a fee, as a new one or in the place of one; returns its number. Of a placement one can keep that no fee was
    /// taken: an amount of 0.
    ///
    /// # Errors
    /// [`OfficeError::Field`], for `amount` also when the licence is for no fees; [`OfficeError::NotFound`];
    /// [`OfficeError::HandedOver`]; [`OfficeError::Forbidden`].
    pub fn save_fee(&self, id: Option<u32>, fee: Fee) -> Result<u32, OfficeError> {
        self.may(Act::Placement)?;
        let before = id.map(|id| self.records.fee(id)).transpose()?;
        let fee = self.checked_fee(fee)?;
        let person = self.placed(&fee)?;
        for whose in [before.as_ref().and_then(|before| before.participant), person].into_iter().flatten() {
            self.not_away(whose)?;
        }
        let after = Some(told(&fee));
        let (verb, id) = match id {
            None => ("add", self.writer.add_fee(&fee)?),
            Some(id) => {
                self.writer.correct_fee(id, &fee)?;
                ("correct", id)
            }
        };
        let before = before.map(|before| told(&before.fee));
        self.note_change(&Change { verb, subject: "fee", id: Some(id), person, before, after })?;
        Ok(id)
    }

    /// Removes a fee that was entered by mistake.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::HandedOver`]; [`OfficeError::Forbidden`].
    pub fn remove_fee(&self, id: u32) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let FeeRow { fee, participant: person, .. } = self.records.fee(id)?;
        person.map_or(Ok(()), |whose| self.not_away(whose))?;
        let before = Some(told(&fee));
        self.note_change(&Change { verb: "remove", subject: "fee", id: Some(id), person, before, after: None })?;
        Ok(self.writer.remove_fee(id)?)
    }

    fn placed(&self, fee: &Fee) -> Result<Option<ParticipantId>, OfficeError> {
        match fee.taken_for {
            FeeFor::Placement(id) => Ok(Some(self.records.recommendation(id)?.0)),
            FeeFor::Company(_) => Ok(None),
        }
    }
}

/// A fee as JSON, for the journal and for what the law holds back.
pub(crate) fn fee_json(fee: &Fee) -> serde_json::Value {
    // EXPOSE: sealed in the journal, or in the ledger that the law wants kept.
    let basis = fee.basis.as_ref().map(|basis| basis.expose().clone());
    serde_json::json!({
        "received_on": fee.received_on,
        "kind": fee.kind.code(),
        "amount": fee.amount,
        "basis": basis,
    })
}

fn told(fee: &Fee) -> Guarded<String> {
    Guarded::new(fee_json(fee).to_string())
}
