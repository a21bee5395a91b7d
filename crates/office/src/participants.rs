//! Meeting a participant: adding and correcting.

use casework::{
    codes::{self, CodeList, Nationality, UnknownCode},
    dates::{PartialDate, full_day},
    ids::ParticipantId,
    names::{NameKind, PersonName, Script},
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
    /// ISO 15924; empty for the script that the text shows.
    pub script: String,
}

impl NewName {
    /// A name in the script that it shows.
    pub fn new(kind: NameKind, text: Guarded<String>) -> Self {
        Self { kind, text, script: String::new() }
    }
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
    /// Further ones, as nationality.
    pub other_nationalities: Vec<Guarded<String>>,
    /// The country they come from, ISO 3166-1 alpha-3 or empty.
    pub origin: Guarded<String>,
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
            nationality: nationality("nationality", &entered.nationality)?,
            other_nationalities: other_nationalities(entered)?,
            origin: nationality("origin", &entered.origin)?,
            languages: languages(&entered.languages)?,
            residence: entered.residence.as_ref().map(|held| self.residence(held)).transpose()?,
        })
    }

    fn residence(&self, entered: &NewResidence) -> Result<Residence, OfficeError> {
        let status = entered.status.as_str();
        self.check_known_code("residence.status", CodeList::ResidenceStatus, status)?;
        let expires_on = match entered.expires_on.trim() {
            "" => None,
            day => Some(full_day(day).in_field("residence.expires_on")?),
        };
        Ok(Residence { status: Guarded::from(status), expires_on, work: entered.work, work_ends_on: None })
    }
}

fn names(entered: &[NewName]) -> Result<Vec<PersonName>, OfficeError> {
    if entered.is_empty() {
        return Err(OfficeError::field("names", TextError::Empty));
    }
    entered.iter().enumerate().map(|(n, entered)| name(entered, &format!("names.{n}"))).collect()
}

fn name(entered: &NewName, field: &str) -> Result<PersonName, OfficeError> {
    let name = PersonName::new(entered.kind, &entered.text).in_field(format!("{field}.text"))?;
    match entered.script.as_str() {
        "" => Ok(name),
        code => Ok(PersonName { script: Script::parse(code).in_field(format!("{field}.script"))?, ..name }),
    }
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

fn nationality(field: &str, entered: &Guarded<String>) -> Result<Option<Guarded<String>>, OfficeError> {
    // EXPOSE: compared with the closed list of codes.
    match entered.expose().trim() {
        "" => Ok(None),
        code => Nationality::parse(code).in_field(field).map(|known| Some(Guarded::from(known.code()))),
    }
}

/// Further nationalities: each once, and only beside a first one.
fn other_nationalities(entered: &NewParticipant) -> Result<Vec<Guarded<String>>, OfficeError> {
    let mut kept: Vec<Guarded<String>> = Vec::new();
    for (n, other) in entered.other_nationalities.iter().enumerate() {
        let field = format!("other_nationalities.{n}");
        let Some(code) = nationality(&field, other)? else { continue };
        // EXPOSE: only whether there is a first one.
        if entered.nationality.expose().trim().is_empty() {
            return Err(OfficeError::field("nationality", TextError::Empty));
        }
        if code == entered.nationality || kept.contains(&code) {
            return Err(OfficeError::field(field, UnknownCode));
        }
        kept.push(code);
    }
    Ok(kept)
}

/// Each language once, where it was told first.
fn languages(entered: &[String]) -> Result<Vec<String>, OfficeError> {
    let mut kept = Vec::new();
    for (n, code) in entered.iter().enumerate() {
        let code = codes::language(code).map(String::from).in_field(format!("languages.{n}"))?;
        if !kept.contains(&code) {
            kept.push(code);
        }
    }
    Ok(kept)
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
        let (mut profile, first_contact) = self.check(entered)?;
        keep_end_of_work(&before.profile, &mut profile);
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
}

/// The form does not show when the work permission ends: it stays with the status it belongs to.
fn keep_end_of_work(before: &Profile, after: &mut Profile) {
    if let (Some(before), Some(after)) = (&before.residence, &mut after.residence)
        && (&before.status, before.work) == (&after.status, after.work)
    {
        after.work_ends_on = before.work_ends_on.filter(|ends| after.expires_on.is_none_or(|permit| *ends <= permit));
    }
}

/// What stood there, for the journal.
pub(crate) fn as_json(profile: &Profile, first_contact: NaiveDate) -> Guarded<String> {
    // EXPOSE: goes into the encrypted journal.
    let names: Vec<_> = profile.names.iter().map(|name| (format!("{:?}", name.kind), name.text.expose())).collect();
    let others: Vec<_> = profile.other_nationalities.iter().map(|code| code.expose()).collect();
    let residence = profile.residence.as_ref();
    Guarded::new(
        serde_json::json!({
            "names": names,
            "birth": profile.birth.as_ref().map(|birth| birth.expose().to_string()),
            "nationality": profile.nationality.as_ref().map(|code| code.expose()),
            "other_nationalities": others,
            "origin": profile.origin.as_ref().map(|code| code.expose()),
            "languages": profile.languages,
            "residence": residence.map(|held| (held.status.expose(), held.expires_on, format!("{:?}", held.work))),
            "first_contact": first_contact,
        })
        .to_string(),
    )
}
