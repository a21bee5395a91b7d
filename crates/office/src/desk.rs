//! The desk: what a use case works on, reading or inside one transaction.

use std::{cell::RefCell, collections::BTreeSet, ops::Deref};

use casework::{
    dates::{DateError, fact_day},
    ids::ParticipantId,
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::{Entry, MemberId, Reader, Writer};

use crate::{
    clock::Clock,
    error::{FieldError, InField, OfficeError},
    roles::Act,
    session::Actor,
};

/// The earliest day of any fact when the organisation has not said when it was founded.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1950, 1, 1).expect("a day of the calendar");

/// A place to read and count: the records and the clock.
pub struct Desk<'a> {
    pub(crate) records: Reader<'a>,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) actor: &'a Actor,
    pub(crate) trail: RefCell<Trail>,
}

/// What a use case left behind on its way: what it asked to be allowed, and what it noted in the journal of whom.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    pub acts: BTreeSet<Act>,
    pub notes: Vec<Noted>,
}

/// An entry about a participant.
#[derive(Debug)]
pub(crate) struct Noted {
    pub person: ParticipantId,
    pub verb: String,
    pub subject: String,
    pub record: Option<u32>,
}

/// A desk on which things can be changed, inside one transaction.
pub struct WritingDesk<'a> {
    desk: Desk<'a>,
    pub(crate) writer: &'a Writer<'a>,
}

impl<'a> WritingDesk<'a> {
    pub(crate) fn new(writer: &'a Writer<'a>, clock: &'a dyn Clock, actor: &'a Actor) -> Self {
        Self { desk: Desk::new(**writer, clock, actor), writer }
    }

    /// Adds an entry about something that concerns no participant.
    pub(crate) fn note(&self, verb: &str, subject: &str, id: Option<u32>) -> Result<(), OfficeError> {
        self.note_change(&Change { verb, subject, id, ..Change::default() })
    }

    /// Adds an entry about a record of a participant.
    pub(crate) fn note_of(&self, person: ParticipantId, verb: &str, subject: &str, id: u32) -> Result<(), OfficeError> {
        self.note_change(&Change { verb, subject, id: Some(id), person: Some(person), ..Change::default() })
    }

    /// Adds an entry with what stood there before and after.
    pub(crate) fn note_change(&self, change: &Change<'_>) -> Result<(), OfficeError> {
        if let Some(person) = change.person {
            let (verb, subject) = (change.verb.to_owned(), change.subject.to_owned());
            self.trail.borrow_mut().notes.push(Noted { person, verb, subject, record: change.id });
        }
        Ok(self.writer.note(&change.entry(&self.clock.now().to_rfc3339(), self.actor))?)
    }
}

/// What the journal says of a change.
#[derive(Debug, Default)]
pub(crate) struct Change<'a> {
    pub verb: &'a str,
    pub subject: &'a str,
    pub id: Option<u32>,
    /// The participant whom it concerns; their erasure takes `before` and `after` with it.
    pub person: Option<ParticipantId>,
    /// As JSON.
    pub before: Option<Guarded<String>>,
    /// As JSON.
    pub after: Option<Guarded<String>>,
}

impl Change<'_> {
    fn entry<'a>(&'a self, at: &'a str, actor: &Actor) -> Entry<'a> {
        Entry {
            at,
            actor: MemberId(actor.id),
            verb: self.verb,
            subject: self.subject,
            id: self.id,
            person: self.person,
            before: self.before.clone(),
            after: self.after.clone(),
        }
    }
}

impl<'a> Deref for WritingDesk<'a> {
    type Target = Desk<'a>;

    fn deref(&self) -> &Desk<'a> {
        &self.desk
    }
}

impl<'a> Desk<'a> {
    pub(crate) fn new(records: Reader<'a>, clock: &'a dyn Clock, actor: &'a Actor) -> Self {
        Self { records, clock, actor, trail: RefCell::default() }
    }
}

impl Desk<'_> {
    /// Refuses what the person at the keyboard may not do.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`].
    pub(crate) fn may(&self, act: Act) -> Result<(), OfficeError> {
        if !self.actor.roles.allow(act) {
            return Err(OfficeError::Forbidden(act));
        }
        self.trail.borrow_mut().acts.insert(act);
        Ok(())
    }

    /// Refuses to change the case of somebody that was handed to another laptop.
    ///
    /// # Errors
    /// [`OfficeError::HandedOver`].
    pub(crate) fn not_away(&self, person: ParticipantId) -> Result<(), OfficeError> {
        if self.records.away(person)?.is_some() { Err(OfficeError::HandedOver) } else { Ok(()) }
    }

    /// Adds an entry about something that was only looked at. It is written with the next change, within a second, or
    /// at the lock.
    pub(crate) fn note_reading(&self, person: Option<ParticipantId>, verb: &str, subject: &str, id: Option<u32>) {
        let change = Change { verb, subject, id, person, ..Change::default() };
        self.records.note_later(&change.entry(&self.clock.now().to_rfc3339(), self.actor));
    }

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

    /// The first day on which a fact can lie.
    pub(crate) fn earliest_day(&self) -> Result<NaiveDate, OfficeError> {
        Ok(self.organisation()?.founded_on.unwrap_or(EARLIEST))
    }
}
