//! What may be kept of each kind of record: lines cleaned, codes looked up, rules asked.

use casework::{
    codes::{CodeList, UnknownCode},
    ids::ParticipantId,
    names::NAME_MAX,
    profile::{ContactWay, HouseholdMember, Job, LanguageSkill, Note, ResidencePeriod, Schooling, Skill, Support},
    text::{TextError, line, paragraphs},
};
use guarded::Guarded;
use serde_json::Value;
use store::DocumentId;

use super::{Detail, told};
use crate::{
    desk::Desk,
    error::{InField, OfficeError},
};

/// The longest words about a record, in characters.
const WORDS_MAX: usize = 4_000;

type Words = Option<Guarded<String>>;

/// A line that may be missing.
fn optional_line(field: &str, typed: Words) -> Result<Words, OfficeError> {
    match typed.map(|typed| line(&typed, NAME_MAX)).transpose() {
        Ok(kept) => Ok(kept),
        Err(TextError::Empty) => Ok(None),
        Err(why) => Err(OfficeError::field(field, why)),
    }
}

/// Several lines that may be missing.
fn optional_words(field: &str, typed: Words) -> Result<Words, OfficeError> {
    let kept = typed.map(|typed| paragraphs(&typed, WORDS_MAX)).transpose().in_field(field)?;
    Ok(kept.flatten())
}

impl Desk<'_> {
    /// A code that may be missing; one that stood there before may have been retired since.
    fn optional_code(&self, field: &str, list: CodeList, code: &str, before: Option<&str>) -> Result<(), OfficeError> {
        if code.is_empty() || before == Some(code) { Ok(()) } else { self.check_code(field, list, code, self.today()) }
    }

    fn needed_code(&self, field: &str, list: CodeList, code: &str, before: Option<&str>) -> Result<(), OfficeError> {
        if code.is_empty() {
            return Err(OfficeError::field(field, TextError::Empty));
        }
        self.optional_code(field, list, code, before)
    }
}

impl Detail for LanguageSkill {
    const SUBJECT: &'static str = "language";

    fn kept(self, desk: &Desk<'_>, _: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError> {
        let language_before = before.map(|before| before.language.as_str());
        desk.needed_code("language", CodeList::Language, &self.language, language_before)?;
        self.check(desk.today())?;
        Ok(Self { note: optional_words("note", self.note)?, ..self })
    }

    fn told(&self) -> Value {
        told::language(self)
    }
}

impl Detail for Schooling {
    const SUBJECT: &'static str = "schooling";

    fn kept(self, desk: &Desk<'_>, _: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError> {
        let [level, field, country] =
            [before.map(|b| b.level.as_str()), before.map(|b| b.field.as_str()), before.map(|b| b.country.as_str())];
        desk.optional_code("level", CodeList::IscedLevel, &self.level, level)?;
        desk.optional_code("field", CodeList::IscedField, &self.field, field)?;
        desk.optional_code("country", CodeList::Country, &self.country, country)?;
        self.check(desk.today())?;
        let institution = optional_line("institution", self.institution)?;
        Ok(Self { institution, subject: optional_line("subject", self.subject)?, ..self })
    }

    fn told(&self) -> Value {
        told::schooling(self)
    }
}

impl Detail for Job {
    const SUBJECT: &'static str = "job";

    fn kept(self, desk: &Desk<'_>, _: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError> {
        let [occupation, country] = [before.map(|b| b.occupation.as_str()), before.map(|b| b.country.as_str())];
        desk.optional_code("occupation", CodeList::Occupation, &self.occupation, occupation)?;
        desk.optional_code("country", CodeList::Country, &self.country, country)?;
        self.check(desk.today())?;
        let (title, employer) = (optional_line("title", self.title)?, optional_line("employer", self.employer)?);
        Ok(Self { title, employer, tasks: optional_words("tasks", self.tasks)?, ..self })
    }

    fn told(&self) -> Value {
        told::job(self)
    }
}

impl Detail for Skill {
    const SUBJECT: &'static str = "skill";

    fn kept(self, desk: &Desk<'_>, _: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError> {
        desk.needed_code("kind", CodeList::SkillKind, &self.kind, before.map(|before| before.kind.as_str()))?;
        self.check(desk.today())?;
        Ok(Self { name: line(&self.name, NAME_MAX).in_field("name")?, ..self })
    }

    fn told(&self) -> Value {
        told::skill(self)
    }
}

impl Detail for HouseholdMember {
    const SUBJECT: &'static str = "household";

    fn kept(self, desk: &Desk<'_>, whose: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError> {
        let relation = before.map(|before| before.relation.as_str());
        desk.needed_code("relation", CodeList::HouseholdRelation, &self.relation, relation)?;
        self.check(desk.today())?;
        if let Some(other) = self.participant
            && (other == whose || desk.records.summary(other).is_err())
        {
            return Err(OfficeError::field("participant", UnknownCode));
        }
        Ok(Self { name: optional_line("name", self.name)?, ..self })
    }

    fn told(&self) -> Value {
        told::household(self)
    }
}

impl Detail for ContactWay {
    const SUBJECT: &'static str = "contact";

    fn kept(self, desk: &Desk<'_>, _: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError> {
        desk.needed_code("kind", CodeList::ContactKind, &self.kind, before.map(|before| before.kind.as_str()))?;
        self.check()?;
        let value = line(&self.value, NAME_MAX).in_field("value")?;
        Ok(Self { value, care: optional_words("care", self.care)?, ..self })
    }

    fn told(&self) -> Value {
        told::contact(self)
    }
}

impl Detail for ResidencePeriod {
    const SUBJECT: &'static str = "residence";

    fn kept(self, desk: &Desk<'_>, whose: ParticipantId, before: Option<&Self>) -> Result<Self, OfficeError> {
        // EXPOSE: compared with the list of codes.
        let (status, was) = (self.status.expose(), before.map(|before| before.status.expose().as_str()));
        desk.needed_code("status", CodeList::ResidenceStatus, status, was)?;
        self.check(desk.today())?;
        if let Some(seen) = self.evidence {
            let theirs = desk.records.document(DocumentId(seen)).is_ok_and(|document| document.participant == whose);
            if !theirs {
                return Err(OfficeError::field("evidence", UnknownCode));
            }
        }
        let work_limits = optional_words("work_limits", self.work_limits)?;
        let designation = optional_words("designation", self.designation)?;
        let told_on = before.map_or(desk.today(), |before| before.told_on);
        Ok(Self { work_limits, designation, told_on, ..self })
    }

    fn told(&self) -> Value {
        told::residence(self)
    }
}

impl Detail for Note {
    const SUBJECT: &'static str = "note";

    fn kept(self, _: &Desk<'_>, _: ParticipantId, _: Option<&Self>) -> Result<Self, OfficeError> {
        self.check()?;
        Ok(Self { text: optional_words("text", Some(self.text))?.unwrap_or_default() })
    }

    fn told(&self) -> Value {
        told::note(self)
    }
}

/// What may be kept of how somebody came and who looks after them.
pub fn support(desk: &Desk<'_>, entered: Support, before: &Support) -> Result<Support, OfficeError> {
    if let Some(member) = entered.caseworker
        && entered.caseworker != before.caseworker
        && !desk.records.members()?.iter().any(|known| known.id.0 == member && known.left.is_none())
    {
        return Err(OfficeError::field("caseworker", UnknownCode));
    }
    let (source, list) = (&entered.referral_source, CodeList::ReferralSource);
    desk.optional_code("referral_source", list, source, Some(&before.referral_source))?;
    desk.optional_code("prefecture", CodeList::Prefecture, &entered.prefecture, Some(&before.prefecture))?;
    Ok(Support { referral_detail: optional_line("referral_detail", entered.referral_detail)?, ..entered })
}
