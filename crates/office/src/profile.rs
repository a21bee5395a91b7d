//! The records of a profile: languages, schools, jobs, skills, household, ways to reach somebody, residence. Each is
//! added, corrected and removed on its own, and each change is one entry of the journal.

mod checks;
mod told;

use casework::{
    ids::ParticipantId,
    profile::{
        ContactWay, HouseholdMember, Job, LanguageSkill, Note, Refusal, Refused, ResidencePeriod, Schooling, Skill,
        Support,
    },
};
use guarded::Guarded;
use serde_json::Value;
use store::{Kept, StoreError};

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, OfficeError},
    roles::Act,
};

/// A record of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each holds the record of its name")]
pub enum ProfileRecord {
    Language(LanguageSkill),
    Schooling(Schooling),
    Job(Job),
    Skill(Skill),
    Household(HouseholdMember),
    Contact(ContactWay),
    Residence(ResidencePeriod),
    Note(Note),
}

/// A kind of record of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the record of its name")]
pub enum ProfileKind {
    Language,
    Schooling,
    Job,
    Skill,
    Household,
    Contact,
    Residence,
    Note,
}

/// What is known of a participant beyond name and birth. Every record comes with its number.
#[derive(Debug, Clone)]
pub struct FullProfile {
    /// How they came, and who looks after them.
    pub support: Support,
    /// The name of their caseworker.
    pub caseworker: Option<Guarded<String>>,
    /// The best first.
    pub languages: Vec<(u32, LanguageSkill)>,
    /// The latest first.
    pub schoolings: Vec<(u32, Schooling)>,
    /// The latest first.
    pub jobs: Vec<(u32, Job)>,
    /// By kind.
    pub skills: Vec<(u32, Skill)>,
    /// With the name of those who are participants themselves.
    pub household: Vec<(u32, HouseholdMember, Option<Guarded<String>>)>,
    /// The preferred first, those that must not be used last.
    pub contacts: Vec<(u32, ContactWay)>,
    /// The newest first.
    pub residence: Vec<(u32, ResidencePeriod)>,
    /// Remarks, in the order in which they were made.
    pub notes: Vec<(u32, Note)>,
}

/// What the office does with a kind of record.
trait Detail: Kept + Clone + PartialEq {
    /// Its name in the journal.
    const SUBJECT: &'static str;

    /// Returns it as it is kept, or refuses a field. `before` is what stood there.
    fn kept(self, desk: &Desk<'_>, whose: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError>;

    /// What the journal says of it.
    fn told(&self) -> Value;
}

impl Desk<'_> {
    /// Returns what is known of a participant.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn profile(&self, id: ParticipantId) -> Result<FullProfile, OfficeError> {
        self.may(Act::SeePeople)?;
        let support = self.records.support_of(id)?;
        self.note_reading(Some(id), "read", "profile", Some(id.0));
        let staff = self.staff_names()?;
        let mut household = Vec::new();
        for (number, member) in self.records.records_of::<HouseholdMember>(id)? {
            let name = member.participant.map(|other| self.records.names_of(other)).transpose()?;
            let name = name.and_then(|names| casework::names::shown(&names).map(|name| name.text.clone()));
            household.push((number, member, name));
        }
        Ok(FullProfile {
            caseworker: support.caseworker.and_then(|member| staff.get(&member).cloned()),
            support,
            languages: self.records.records_of(id)?,
            schoolings: self.records.records_of(id)?,
            jobs: self.records.records_of(id)?,
            skills: self.records.records_of(id)?,
            household,
            contacts: self.records.records_of(id)?,
            residence: self.records.records_of(id)?,
            notes: self.records.records_of(id)?,
        })
    }

    /// Returns whoever can be somebody's own caseworker: members of staff who work here now.
    ///
    /// # Errors
    /// What the store says.
    pub fn caseworkers(&self) -> Result<Vec<(u32, Guarded<String>)>, OfficeError> {
        self.may(Act::OwnAccount)?;
        let members = self.records.members()?.into_iter();
        Ok(members.filter(|member| member.left.is_none()).map(|member| (member.id.0, member.name)).collect())
    }
}

impl Desk<'_> {
    /// Returns records as they may be kept of somebody who is about to be added, or refuses a field of one.
    pub(crate) fn check_new(&self, records: Vec<ProfileRecord>) -> Result<Vec<ProfileRecord>, OfficeError> {
        records.into_iter().map(|record| self.check_one(record)).collect()
    }

    fn check_one(&self, record: ProfileRecord) -> Result<ProfileRecord, OfficeError> {
        // Nobody yet: no other record of theirs can be meant.
        let nobody = ParticipantId(0);
        Ok(match record {
            ProfileRecord::Language(record) => ProfileRecord::Language(record.kept(self, nobody, None)?),
            ProfileRecord::Schooling(record) => ProfileRecord::Schooling(record.kept(self, nobody, None)?),
            ProfileRecord::Job(record) => ProfileRecord::Job(record.kept(self, nobody, None)?),
            ProfileRecord::Skill(record) => ProfileRecord::Skill(record.kept(self, nobody, None)?),
            ProfileRecord::Household(record) => ProfileRecord::Household(record.kept(self, nobody, None)?),
            ProfileRecord::Contact(record) => ProfileRecord::Contact(record.kept(self, nobody, None)?),
            ProfileRecord::Residence(record) => ProfileRecord::Residence(record.kept(self, nobody, None)?),
            ProfileRecord::Note(record) => ProfileRecord::Note(record.kept(self, nobody, None)?),
        })
    }
}

impl WritingDesk<'_> {
    /// Adds records that were checked to somebody who was just added.
    pub(crate) fn add_checked(&self, whose: ParticipantId, records: &[ProfileRecord]) -> Result<(), OfficeError> {
        for record in records {
            match record {
                // They came with the profile.
                ProfileRecord::Language(_) | ProfileRecord::Residence(_) => 0,
                ProfileRecord::Schooling(record) => self.writer.add_record(whose, record)?,
                ProfileRecord::Job(record) => self.writer.add_record(whose, record)?,
                ProfileRecord::Skill(record) => self.writer.add_record(whose, record)?,
                ProfileRecord::Household(record) => self.writer.add_record(whose, record)?,
                ProfileRecord::Contact(record) => self.writer.add_record(whose, record)?,
                ProfileRecord::Note(record) => self.writer.add_record(whose, record)?,
            };
        }
        Ok(())
    }

    /// Adds a record to a profile and returns its number.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`]; what the store says.
    pub fn add_to_profile(&self, whose: ParticipantId, record: ProfileRecord) -> Result<u32, OfficeError> {
        match record {
            ProfileRecord::Language(record) => self.add_language(whose, record),
            ProfileRecord::Schooling(record) => self.add_detail(whose, record),
            ProfileRecord::Job(record) => self.add_detail(whose, record),
            ProfileRecord::Skill(record) => self.add_detail(whose, record),
            ProfileRecord::Household(record) => self.add_detail(whose, record),
            ProfileRecord::Contact(record) => self.add_detail(whose, record),
            ProfileRecord::Residence(record) => self.add_residence(whose, record),
            ProfileRecord::Note(record) => self.add_detail(whose, record),
        }
    }

    /// Puts what is right in the place of a record; the journal keeps what stood there.
    ///
    /// # Errors
    /// As [`add_to_profile`](Self::add_to_profile); also [`OfficeError::NotFound`] when it is somebody else's record.
    pub fn correct_in_profile(&self, whose: ParticipantId, id: u32, record: ProfileRecord) -> Result<(), OfficeError> {
        match record {
            ProfileRecord::Language(record) => self.correct_detail(whose, id, record),
            ProfileRecord::Schooling(record) => self.correct_detail(whose, id, record),
            ProfileRecord::Job(record) => self.correct_detail(whose, id, record),
            ProfileRecord::Skill(record) => self.correct_detail(whose, id, record),
            ProfileRecord::Household(record) => self.correct_detail(whose, id, record),
            ProfileRecord::Contact(record) => self.correct_detail(whose, id, record),
            ProfileRecord::Residence(record) => self.correct_residence(whose, id, record),
            ProfileRecord::Note(record) => self.correct_detail(whose, id, record),
        }
    }

    /// Removes a record; the journal keeps what stood there. Returns it, so that it can be put back.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], also when it is somebody else's record; what the store says.
    pub fn remove_from_profile(
        &self,
        whose: ParticipantId,
        kind: ProfileKind,
        id: u32,
    ) -> Result<ProfileRecord, OfficeError> {
        Ok(match kind {
            ProfileKind::Language => ProfileRecord::Language(self.remove_detail(whose, id)?),
            ProfileKind::Schooling => ProfileRecord::Schooling(self.remove_detail(whose, id)?),
            ProfileKind::Job => ProfileRecord::Job(self.remove_detail(whose, id)?),
            ProfileKind::Skill => ProfileRecord::Skill(self.remove_detail(whose, id)?),
            ProfileKind::Household => ProfileRecord::Household(self.remove_detail(whose, id)?),
            ProfileKind::Contact => ProfileRecord::Contact(self.remove_detail(whose, id)?),
            ProfileKind::Residence => ProfileRecord::Residence(self.remove_detail(whose, id)?),
            ProfileKind::Note => ProfileRecord::Note(self.remove_detail(whose, id)?),
        })
    }

    /// Keeps how a participant came, where they live and who looks after them.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `caseworker`, `referral_source`, `referral_detail` or `prefecture`;
    /// [`OfficeError::NotFound`].
    pub fn set_support(&self, whose: ParticipantId, support: Support) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let before = self.records.support_of(whose)?;
        let support = checks::support(self, support, &before)?;
        self.note_change(&Change {
            verb: "set",
            subject: "referral",
            id: Some(whose.0),
            person: Some(whose),
            before: Some(guarded(&told::support(&before))),
            after: Some(guarded(&told::support(&support))),
        })?;
        Ok(self.writer.set_support(whose, &support)?)
    }

    fn add_language(&self, whose: ParticipantId, record: LanguageSkill) -> Result<u32, OfficeError> {
        let last = u32::try_from(self.records.records_of::<LanguageSkill>(whose)?.len()).unwrap_or(u32::MAX);
        let id = self.add_detail(whose, record)?;
        self.writer.set_language_position(id, last)?;
        Ok(id)
    }

    fn add_residence(&self, whose: ParticipantId, record: ResidencePeriod) -> Result<u32, OfficeError> {
        let from = record.from;
        let id = self.add_detail(whose, record)?;
        self.seen_again(whose, from)?;
        Ok(id)
    }

    fn correct_residence(&self, whose: ParticipantId, id: u32, record: ResidencePeriod) -> Result<(), OfficeError> {
        let from = record.from;
        self.correct_detail(whose, id, record)?;
        self.seen_again(whose, from)
    }

    /// A change of status after the first contact is a fact of the pathway.
    fn seen_again(&self, whose: ParticipantId, from: Option<chrono::NaiveDate>) -> Result<(), OfficeError> {
        match from {
            Some(from) if from >= self.records.summary(whose)?.first_contact => {
                Ok(self.writer.touch(whose, from, None)?)
            }
            _ => Ok(()),
        }
    }

    fn add_detail<T: Detail>(&self, whose: ParticipantId, record: T) -> Result<u32, OfficeError> {
        self.may(Act::EditPeople)?;
        self.records.summary(whose)?;
        let record = record.kept(self, whose, None)?;
        let id = self.writer.add_record(whose, &record).map_err(already_there::<T>)?;
        self.note_detail("add", whose, id, None, Some(&record))?;
        Ok(id)
    }

    fn correct_detail<T: Detail>(&self, whose: ParticipantId, id: u32, record: T) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let before: T = self.detail_of(whose, id)?;
        let record = record.kept(self, whose, Some(&before))?;
        if record == before {
            return Ok(());
        }
        self.note_detail("correct", whose, id, Some(&before), Some(&record))?;
        self.writer.correct_record(id, &record).map_err(already_there::<T>)
    }

    fn remove_detail<T: Detail>(&self, whose: ParticipantId, id: u32) -> Result<T, OfficeError> {
        self.may(Act::EditPeople)?;
        let before: T = self.detail_of(whose, id)?;
        self.note_detail("remove", whose, id, Some(&before), None)?;
        self.writer.remove_record::<T>(id)?;
        Ok(before)
    }

    fn detail_of<T: Detail>(&self, whose: ParticipantId, id: u32) -> Result<T, OfficeError> {
        let (owner, record) = self.records.record::<T>(id)?;
        if owner == whose { Ok(record) } else { Err(OfficeError::NotFound) }
    }

    fn note_detail<T: Detail>(
        &self,
        verb: &str,
        whose: ParticipantId,
        id: u32,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Result<(), OfficeError> {
        let (subject, id, person) = (T::SUBJECT, Some(id), Some(whose));
        let json = |record: Option<&T>| record.map(|record| guarded(&record.told()));
        self.note_change(&Change { verb, subject, id, person, before: json(before), after: json(after) })
    }
}

/// The one thing that cannot be there twice is a language.
fn already_there<T: Detail>(error: StoreError) -> OfficeError {
    match error {
        StoreError::Constraint => OfficeError::field(T::SUBJECT, FieldError::AlreadyThere),
        error => error.into(),
    }
}

fn guarded(told: &Value) -> Guarded<String> {
    Guarded::new(told.to_string())
}

impl From<Refusal> for FieldError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Date(why) => Self::Date(why),
            Refusal::Empty => Self::Text(casework::text::TextError::Empty),
            Refusal::OutOfRange => Self::OutOfRange,
        }
    }
}

impl From<Refused> for OfficeError {
    fn from((field, why): Refused) -> Self {
        Self::field(field, why)
    }
}
