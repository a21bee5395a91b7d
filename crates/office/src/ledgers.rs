//! The ledgers of the placement law, put together out of the records: nothing is kept twice.

mod entries;
mod fees;
mod lacks;
mod on_paper;
mod report;
mod seeking;

use aggregates::FiscalYear;
use casework::{
    ids::ParticipantId,
    ledger::{Introduced, Missing, Seeking},
    text,
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::{LedgerIntroduction, LedgerOpening};

pub(crate) use self::{fees::fee_json, seeking::seeking_json};
pub use self::{
    fees::{FeeEntry, FeeTotal},
    lacks::Lack,
    on_paper::{LedgerFile, LedgerFileError, LedgerKind},
    report::{LedgerRecord, ReportCount, ReportLine},
};
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// The licence of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Licence {
    /// Its number, as the ministry gave it; empty when not set.
    pub number: String,
    /// Whether fees may be taken (有料職業紹介).
    pub fees: bool,
}

/// An introduction with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionLine {
    /// As it is on record.
    pub record: LedgerIntroduction,
    /// The name of who was introduced.
    pub participant_name: Guarded<String>,
    /// What came of it.
    pub came: Introduced,
    /// What its row has to hold and does not.
    pub missing: Vec<Missing>,
}

/// An entry of the ledger of openings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningEntry {
    /// The opening; none for those who were introduced to a company without one.
    pub opening: Option<LedgerOpening>,
    /// Who was introduced.
    pub introductions: Vec<IntroductionLine>,
    /// What is missing of the opening itself.
    pub missing: Vec<Missing>,
}

/// An entry of the ledger of seekers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeekerEntry {
    /// Who.
    pub participant: ParticipantId,
    /// Their name, as in the passport if it is known.
    pub name: Guarded<String>,
    /// Date of birth, as far as known.
    pub birth: Option<Guarded<String>>,
    /// That they asked; none for those who were introduced without.
    pub seeking: Option<Seeking>,
    /// To whom they were introduced.
    pub introductions: Vec<IntroductionLine>,
    /// What is missing of the entry itself.
    pub missing: Vec<Missing>,
}

/// The ledgers and the counts of a fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledgers {
    /// The year.
    pub year: i32,
    /// The licence.
    pub licence: Licence,
    /// The ledger of openings.
    pub openings: Vec<OpeningEntry>,
    /// The ledger of seekers.
    pub seekers: Vec<SeekerEntry>,
    /// The ledger of fees, by the day on which they were received.
    pub fees: Vec<FeeEntry>,
    /// What was received of each kind.
    pub fee_totals: Vec<FeeTotal>,
    /// The counts of the yearly report.
    pub report: Vec<ReportCount>,
}

const LICENCE_NUMBER: &str = "licence_number";
const LICENCE_FEES: &str = "licence_fees";
const LICENCE_MAX: usize = 60;
const YES: &str = "yes";

/// The first and the last day of a fiscal year.
fn days_of(year: i32) -> Result<(NaiveDate, NaiveDate), OfficeError> {
    let year = FiscalYear::new(year).map_err(|_| OfficeError::field("year", FieldError::OutOfRange))?;
    Ok((year.first_day(), year.last_day()))
}

impl Desk<'_> {
    /// Returns the ledgers and the counts of a fiscal year, with what is missing.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `year`; [`OfficeError::Forbidden`]; what the store says.
    pub fn ledgers(&self, year: i32) -> Result<Ledgers, OfficeError> {
        self.may(Act::Placement)?;
        let ledgers = self.put_together(year)?;
        self.note_reading(None, "read", "ledger", None);
        Ok(ledgers)
    }

    /// The fiscal year that is asked for, else that of today.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `year`.
    pub fn ledger_year(&self, asked: Option<i32>) -> Result<i32, OfficeError> {
        let out_of_range = |_| OfficeError::field("year", FieldError::OutOfRange);
        let year = asked.map_or_else(|| FiscalYear::containing(self.today()), FiscalYear::new).map_err(out_of_range)?;
        Ok(year.begins_in())
    }

    /// Returns the fiscal years in which there are facts, and the one that is asked for, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn ledger_years(&self, asked: i32) -> Result<Vec<i32>, OfficeError> {
        let year = FiscalYear::new(asked).map_err(|_| OfficeError::field("year", FieldError::OutOfRange))?;
        self.years(year)
    }

    fn put_together(&self, year: i32) -> Result<Ledgers, OfficeError> {
        let (first, last) = days_of(year)?;
        let licence = self.licence()?;
        let mut introductions = self.introduction_lines(first, last)?;
        if licence.fees {
            self.mark_hires_without_fee(&mut introductions, (first, last))?;
        }
        let openings = self.opening_entries(first, last, &introductions)?;
        let seekers = self.seeker_entries(first, last, &introductions)?;
        let report = report::counts(&openings, &seekers, &introductions, (first, last));
        let fees = self.fee_entries(first, last)?;
        let fee_totals = fees::totals(&fees);
        Ok(Ledgers { year, licence, openings, seekers, fees, fee_totals, report })
    }

    /// Returns the licence of the organisation.
    ///
    /// # Errors
    /// What the store says.
    pub fn licence(&self) -> Result<Licence, OfficeError> {
        Ok(Licence {
            number: self.records.setting(LICENCE_NUMBER)?.unwrap_or_default(),
            fees: self.records.setting(LICENCE_FEES)?.as_deref() == Some(YES),
        })
    }
}

impl WritingDesk<'_> {
    /// Sets the licence of the organisation.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `number`; [`OfficeError::Forbidden`]; what the store says.
    pub fn save_licence(&self, licence: &Licence) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let number = match licence.number.trim() {
            "" => String::new(),
            // EXPOSE: the number is public; the rule for lines of text is shared.
            number => text::line(&Guarded::from(number), LICENCE_MAX).in_field("number")?.expose().clone(),
        };
        let told = |licence: &Licence| {
            Guarded::new(serde_json::json!({ "number": licence.number, "fees": licence.fees }).to_string())
        };
        let (before, after) = (self.licence()?, Licence { number, fees: licence.fees });
        self.note_change(&Change {
            verb: "set",
            subject: "licence",
            before: Some(told(&before)),
            after: Some(told(&after)),
            ..Change::default()
        })?;
        self.writer.set(LICENCE_NUMBER, &after.number)?;
        Ok(self.writer.set(LICENCE_FEES, if after.fees { YES } else { "" })?)
    }
}
