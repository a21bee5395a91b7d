//! From the records to what may stand on a curriculum vitae: the one place where that is chosen.

use casework::{
    codes::{CodeList, Words},
    ids::ParticipantId,
    ledger::Seeking,
    participant::WorkPermission,
    profile::{ContactSafety, ContactWay, Job, LanguageSkill, ResidencePeriod, Schooling, Skill},
};
use dossier::{Ability, Facts, Level, Permission, Post, Reach, School, Tongue, Work};
use guarded::Guarded;
use paper::Language;

use crate::{desk::Desk, error::OfficeError};

impl Desk<'_> {
    /// What may be told of somebody, in the words of a language.
    pub(super) fn cv_facts(&self, id: ParticipantId, language: Language) -> Result<Facts, OfficeError> {
        let profile = self.records.participant(id)?.profile;
        let words = CodeWords { desk: self, language };
        let support = self.records.support_of(id)?;
        let prefecture = words.of(CodeList::Prefecture, &support.prefecture)?;
        // EXPOSE: turned into the words for the code, and guarded again.
        let nationality = profile.nationality.as_ref().map(|code| words.of(CodeList::Country, code.expose()));
        Ok(Facts {
            reference: id.0,
            names: profile.names,
            birth: profile.birth,
            nationality: nationality.transpose()?.map(Guarded::new),
            prefecture: (!prefecture.is_empty()).then(|| Guarded::new(prefecture)),
            reach: words.each(self.records.records_of(id)?, CodeWords::reach)?,
            permission: words.permission(self.records.records_of(id)?)?,
            languages: words.each(self.records.records_of(id)?, CodeWords::tongue)?,
            schools: words.each(self.records.records_of(id)?, CodeWords::school)?,
            jobs: words.each(self.records.records_of(id)?, CodeWords::post)?,
            skills: words.each(self.records.records_of(id)?, CodeWords::ability)?,
            sought: self.sought(id, &words)?,
        })
    }

    /// The kinds of work in the requests that stand today, the newest first. What is written there in words stays inside:
    /// it was written for the ledger.
    fn sought(&self, id: ParticipantId, words: &CodeWords<'_>) -> Result<Vec<String>, OfficeError> {
        let today = self.today();
        let stands = |seeking: &Seeking| seeking.last_day().is_none_or(|last| last >= today);
        let mut sought = Vec::new();
        for (_, seeking) in self.records.records_of::<Seeking>(id)? {
            if stands(&seeking) && !seeking.occupation.is_empty() {
                sought.push(words.of(CodeList::Occupation, &seeking.occupation)?);
            }
        }
        sought.dedup();
        Ok(sought)
    }
}

/// The words of codes in one language.
struct CodeWords<'a> {
    desk: &'a Desk<'a>,
    language: Language,
}

impl CodeWords<'_> {
    fn of(&self, list: CodeList, code: &str) -> Result<String, OfficeError> {
        if code.is_empty() {
            return Ok(String::new());
        }
        let words = self.desk.words_of(list, code)?;
        Ok(words.map_or_else(|| code.to_owned(), |words| self.said(words)))
    }

    fn said(&self, words: Words) -> String {
        match self.language {
            Language::Japanese => words.ja,
            Language::English => words.en,
        }
    }

    fn each<R, T>(
        &self,
        records: Vec<(u32, R)>,
        told: fn(&Self, R) -> Result<Option<T>, OfficeError>,
    ) -> Result<Vec<T>, OfficeError> {
        records.into_iter().filter_map(|(_, record)| told(self, record).transpose()).collect()
    }

    /// A way that is safe at any time. How one that is not could be used is nobody's business outside.
    fn reach(&self, way: ContactWay) -> Result<Option<Reach>, OfficeError> {
        if way.safety != ContactSafety::Safe {
            return Ok(None);
        }
        Ok(Some(Reach { kind: self.of(CodeList::ContactKind, &way.kind)?, value: way.value }))
    }

    /// The status held now: the newest of the periods.
    fn permission(&self, periods: Vec<(u32, ResidencePeriod)>) -> Result<Option<Permission>, OfficeError> {
        let Some((_, held)) = periods.into_iter().next() else { return Ok(None) };
        // EXPOSE: turned into the words on the card, and guarded again.
        let status = self.on_the_card(held.status.expose())?;
        let work = match held.work {
            WorkPermission::Permitted => Work::Permitted,
            WorkPermission::Limited => Work::Limited,
            WorkPermission::None => Work::NotPermitted,
            WorkPermission::Unknown => Work::NotSeen,
        };
        let (ends_on, work_ends_on) = (held.ends_on, held.work_ends_on);
        Ok(Some(Permission { status: Guarded::new(status), ends_on, work, work_ends_on, limits: held.work_limits }))
    }

    /// The status as the residence card has it. The office tells apart what the card does not: that somebody applied, or
    /// for which reason they were let in, is not for a company to read.
    fn on_the_card(&self, code: &str) -> Result<String, OfficeError> {
        let kind = self.desk.code_list(CodeList::ResidenceStatus)?.into_iter().find(|known| known.code == code);
        let kind = kind.and_then(|known| known.kind_of).unwrap_or_else(|| code.to_owned());
        let on_card = match kind.as_str() {
            "designated_applying" | "designated_humanitarian" => {
                Words { ja: "特定活動".into(), en: "Designated Activities".into() }
            }
            "complementary_protection" | "recognised_refugee" => {
                Words { ja: "定住者".into(), en: "Long-Term Resident".into() }
            }
            _ => return self.of(CodeList::ResidenceStatus, code),
        };
        Ok(self.said(on_card))
    }

    fn tongue(&self, skill: LanguageSkill) -> Result<Option<Tongue>, OfficeError> {
        let level = Level { jlpt: skill.jlpt, cefr: skill.cefr, self_rated: skill.self_rated };
        Ok(Some(Tongue { name: self.of(CodeList::Language, &skill.language)?, level, certificates: skill.note }))
    }

    fn school(&self, school: Schooling) -> Result<Option<School>, OfficeError> {
        Ok(Some(School {
            institution: school.institution,
            level: self.of(CodeList::IscedLevel, &school.level)?,
            field: self.of(CodeList::IscedField, &school.field)?,
            subject: school.subject,
            country: self.of(CodeList::Country, &school.country)?,
            time: school.time,
            state: school.state,
        }))
    }

    fn post(&self, job: Job) -> Result<Option<Post>, OfficeError> {
        Ok(Some(Post {
            employer: job.employer,
            title: job.title,
            occupation: self.of(CodeList::Occupation, &job.occupation)?,
            country: self.of(CodeList::Country, &job.country)?,
            time: job.time,
            ongoing: job.ongoing,
            tasks: job.tasks,
        }))
    }

    fn ability(&self, skill: Skill) -> Result<Option<Ability>, OfficeError> {
        let kind = self.of(CodeList::SkillKind, &skill.kind)?;
        Ok(Some(Ability { kind, name: skill.name, since: skill.since, in_japan: skill.in_japan }))
    }
}
