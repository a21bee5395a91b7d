//! The desk: what a use case works on, reading or inside one transaction.

use std::ops::Deref;

use casework::{
    dates::{DateError, fact_day},
    ids::ParticipantId,
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::{Reader, Writer};

use crate::{
    clock::Clock,
    error::{FieldError, InField, OfficeError},
};

/// The earliest day of any fact when the organisation has not said when it was founded.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1950, 1, 1).expect("a day of the calendar");

/// A place to read and count: the records and the clock.
pub struct Desk<'a> {
    pub(crate) records: Reader<'a>,
    pub(crate) clock: &'a dyn Clock,
}

/// A desk on which things can be changed, inside one transaction.
pub struct WritingDesk<'a> {
    desk: Desk<'a>,
    pub(crate) writer: &'a Writer<'a>,
}

impl<'a> WritingDesk<'a> {
    pub(crate) fn new(writer: &'a Writer<'a>, clock: &'a dyn Clock) -> Self {
        Self { desk: Desk { records: **writer, clock }, writer }
    }

    /// Adds an entry to the journal. `before` is what stood there, as JSON.
    pub(crate) fn note(
        &self,
        verb: &str,
        subject: &str,
        id: Option<u32>,
        before: &Guarded<String>,
    ) -> Result<(), OfficeError> {
        Ok(self.writer.note(&self.clock.now().to_rfc3339(), verb, subject, id, before)?)
    }

    /// Notes a new record.
    pub(crate) fn note_new(&self, subject: &str, id: u32) -> Result<(), OfficeError> {
        self.note("add", subject, Some(id), &Guarded::default())
    }
}

impl<'a> Deref for WritingDesk<'a> {
    type Target = Desk<'a>;

    fn deref(&self) -> &Desk<'a> {
        &self.desk
    }
}

impl Desk<'_> {
    /// Today on the wall clock.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Reads the day of a fact: complete, not in the future, not before the organisation was founded.
    pub(crate) fn fact_day(&self, field: &str, text: &str) -> Result<NaiveDate, OfficeError> {
        fact_day(text, self.earliest_day()?, self.today()).in_field(field)
    }

    /// Reads the day of a fact of a participant: not before their first contact either.
    pub(crate) fn fact_day_of(
        &self,
        participant: ParticipantId,
        field: &str,
        text: &str,
    ) -> Result<NaiveDate, OfficeError> {
        let day = self.fact_day(field, text)?;
        self.not_before_first_contact(participant, field, day)
    }

    /// Checks a day against the first contact of a participant.
    pub(crate) fn not_before_first_contact(
        &self,
        participant: ParticipantId,
        field: &str,
        day: NaiveDate,
    ) -> Result<NaiveDate, OfficeError> {
        if day < self.records.summary(participant)?.first_contact {
            return Err(OfficeError::field(field, FieldError::BeforeFirstContact));
        }
        Ok(day)
    }

    /// Checks the day of a fact that comes from the program itself.
    pub(crate) fn check_day(&self, field: &str, day: NaiveDate) -> Result<NaiveDate, OfficeError> {
        if day > self.today() {
            return Err(OfficeError::field(field, DateError::Future));
        }
        if day < self.earliest_day()? {
            return Err(OfficeError::field(field, DateError::TooEarly));
        }
        Ok(day)
    }

    fn earliest_day(&self) -> Result<NaiveDate, OfficeError> {
        Ok(self.organisation()?.founded_on.unwrap_or(EARLIEST))
    }
}
