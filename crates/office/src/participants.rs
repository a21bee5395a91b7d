//! Meeting a participant: adding, correcting, consent.

use casework::{
    codes::{self, Nationality},
    consent::{How, Purpose},
    dates::{PartialDate, full_day},
    ids::{ConsentId, ParticipantId},
    names::{NameKind, PersonName},
    participant::{Profile, Residence, WorkPermission},
    text::TextError,
};
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// A name as typed.
#[derive(Debug, Clone)]
pub struct NewName {
    /// What it is for.
    pub kind: NameKind,
    /// As typed.
    pub text: Guarded<String>,
}

/// A residence status as entered.
#[derive(Debug, Clone)]
pub struct NewResidence {
    /// Code of the status.
    pub status: String,
    /// Last day of the permit, or empty.
    pub expires_on: String,
    /// Whether work is permitted.
    pub work: WorkPermission,
}

/// A participant as entered in the form. Dates are texts as typed.
#[derive(Debug, Clone, Default)]
pub struct NewParticipant {
    /// At least one.
    pub names: Vec<NewName>,
    /// `1990`, `1990-04`, `1990-04-30` or empty.
    pub birth: Guarded<String>,
    /// ISO 3166-1 alpha-3 or empty.
    pub nationality: Guarded<String>,
    /// BCP 47 primary subtags.
    pub languages: Vec<String>,
    /// A full day.
    pub first_contact: String,
    /// If told.
    pub residence: Option<NewResidence>,
}

impl Desk<'_> {
    /// Checks every field of the form.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for the first field that cannot be kept.
    pub(crate) fn check(&self, entered: &NewParticipant) -> Result<(Profile, NaiveDate), OfficeError> {
        let profile = self.check_profile(entered)?;
        Ok((profile, self.fact_day("first_contact", &entered.first_contact)?))
    }

    /// Checks every field but the day of the first contact.
    pub(crate) fn check_profile(&self, entered: &NewParticipant) -> Result<Profile, OfficeError> {
        Ok(Profile {
            names: names(&entered.names)?,
            birth: birth(&entered.birth, self.today())?,
            nationality: nationality(&entered.nationality)?,
            languages: languages(&entered.languages)?,
            residence: entered.residence.as_ref().map(residence).transpose()?,
        })
    }
}

fn names(entered: &[NewName]) -> Result<Vec<PersonName>, OfficeError> {
    if entered.is_empty() {
        return Err(OfficeError::field("names", TextError::Empty));
    }
    let checked = entered.iter().enumerate();
    checked.map(|(n, name)| PersonName::new(name.kind, &name.text).in_field(format!("names.{n}.text"))).collect()
}

fn birth(entered: &Guarded<String>, today: NaiveDate) -> Result<Option<Guarded<PartialDate>>, OfficeError> {
    // EXPOSE: read into its own guarded type.
    let text = entered.expose().trim();
    if text.is_empty() {
        return Ok(None);
    }
    let date = PartialDate::parse(text).and_then(|date| date.as_birth(today)).in_field("birth")?;
    Ok(Some(Guarded::new(date)))
}

fn nationality(entered: &Guarded<String>) -> Result<Option<Guarded<String>>, OfficeError> {
    // EXPOSE: compared with the closed list of codes.
    match entered.expose().trim() {
        "" => Ok(None),
        code => Nationality::parse(code).in_field("nationality").map(|known| Some(Guarded::from(known.code()))),
    }
}

fn languages(entered: &[String]) -> Result<Vec<String>, OfficeError> {
    let checked = entered.iter().enumerate();
    checked.map(|(n, code)| codes::language(code).map(String::from).in_field(format!("languages.{n}"))).collect()
}

fn residence(entered: &NewResidence) -> Result<Residence, OfficeError> {
    let status = codes::residence_status(&entered.status).in_field("residence.status")?;
    let expires_on = match entered.expires_on.trim() {
        "" => None,
        day => Some(full_day(day).in_field("residence.expires_on")?),
    };
    Ok(Residence { status: Guarded::from(status), expires_on, work: entered.work })
}

impl WritingDesk<'_> {
    /// Adds a participant whom nobody on record resembles, or who was looked at and is somebody else.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::LikelyDuplicate`] when `not_a_duplicate` is false and somebody may be
    /// the same person.
    pub fn add_participant(
        &self,
        entered: &NewParticipant,
        not_a_duplicate: bool,
    ) -> Result<ParticipantId, OfficeError> {
        self.may(Act::EditPeople)?;
        let (profile, first_contact) = self.check(entered)?;
        if !not_a_duplicate && !self.likely_duplicates(&profile)?.is_empty() {
            return Err(OfficeError::LikelyDuplicate);
        }
        let id = self.writer.add_participant(&profile, first_contact)?;
        self.note_of(id, "add", "participant", id.0)?;
        Ok(id)
    }

    /// Replaces the profile of a participant; the journal keeps what stood there.
    ///
    /// # Errors
    /// [`OfficeError::Field`], also when the first contact would lie after another fact of theirs;
    /// [`OfficeError::NotFound`].
    pub fn correct_participant(&self, id: ParticipantId, entered: &NewParticipant) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let before = self.records.participant(id)?;
        let (profile, first_contact) = self.check(entered)?;
        let own_first = |fact: &casework::fact::Fact| fact.kind != casework::fact::FactKind::FirstContact;
        if self.records.timeline(id)?.iter().filter(|fact| own_first(fact)).any(|fact| fact.on < first_contact) {
            return Err(OfficeError::field("first_contact", casework::dates::DateError::Future));
        }
        self.note_change(&Change {
            verb: "correct",
            subject: "participant",
            id: Some(id.0),
            person: Some(id),
            before: Some(as_json(&before.profile, before.first_contact)),
            after: Some(as_json(&profile, first_contact)),
        })?;
        Ok(self.writer.correct_participant(id, &profile, first_contact)?)
    }

    /// Records that a participant consented.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `language` or `on`; [`OfficeError::NotFound`].
    pub fn record_consent(
        &self,
        participant: ParticipantId,
        purpose: Purpose,
        language: &str,
        how: How,
        on: &str,
    ) -> Result<ConsentId, OfficeError> {
        self.may(Act::EditPeople)?;
        let on = self.fact_day_of(participant, "on", on)?;
        let language = codes::language(language).in_field("language")?;
        let id = self.writer.add_consent(participant, purpose, language, how, on)?;
        self.note_of(participant, "add", "consent", id.0)?;
        Ok(id)
    }

    /// Records that a consent no longer stands from a day on. That it was given stays on record.
    ///
    /// # Errors
    /// [`OfficeError::AlreadyWithdrawn`]; [`OfficeError::Field`] for `on`; [`OfficeError::NotFound`].
    pub fn withdraw_consent(&self, id: ConsentId, on: &str) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let consent = self.records.consent(id)?;
        let on = self.fact_day("on", on)?;
        consent.may_be_withdrawn_on(on)?;
        self.note_of(consent.participant, "withdraw", "consent", id.0)?;
        Ok(self.writer.withdraw_consent(&consent, on)?)
    }
}

/// What stood there, for the journal.
fn as_json(profile: &Profile, first_contact: NaiveDate) -> Guarded<String> {
    // EXPOSE: goes into the encrypted journal.
    let names: Vec<_> = profile.names.iter().map(|name| (format!("{:?}", name.kind), name.text.expose())).collect();
    let residence = profile.residence.as_ref();
    Guarded::new(
        serde_json::json!({
            "names": names,
            "birth": profile.birth.as_ref().map(|birth| birth.expose().to_string()),
            "nationality": profile.nationality.as_ref().map(|code| code.expose()),
            "languages": profile.languages,
            "residence": residence.map(|held| (held.status.expose(), held.expires_on, format!("{:?}", held.work))),
            "first_contact": first_contact,
        })
        .to_string(),
    )
}
