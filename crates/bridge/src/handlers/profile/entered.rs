//! From what was entered on the screen to records of a profile. Texts become dates and levels, or a field is refused.

use casework::{
    dates::{DateError, PartialDate, full_day},
    ids::ParticipantId,
    profile::{
        Cefr, CefrProfile, ContactSafety as CaseSafety, ContactWay, HouseholdMember, Jlpt, JlptLevel, Job,
        LanguageSkill, Lives as CaseLives, Note, ResidencePeriod, Schooling, SchoolingState as CaseState,
        SelfRated as CaseRated, Skill, Stretch, Support,
    },
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{OfficeError, ProfileRecord as OfficeRecord};

use crate::{
    error::{CommandError, ErrorCode},
    show::people::work_of,
    views::profile::{
        ContactRecord, ContactSafety, HouseholdRecord, JobRecord, LanguageRecord, Lives, ProfileRecord,
        ResidenceRecord, SchoolingRecord, SchoolingState, SelfRated, SkillRecord, SupportRecord,
    },
};

type Entered<T> = Result<T, CommandError>;

pub fn record(record: ProfileRecord) -> Entered<OfficeRecord> {
    Ok(match record {
        ProfileRecord::Language(record) => OfficeRecord::Language(language(record)?),
        ProfileRecord::Schooling(record) => OfficeRecord::Schooling(schooling(record)?),
        ProfileRecord::Job(record) => OfficeRecord::Job(job(record)?),
        ProfileRecord::Skill(record) => OfficeRecord::Skill(skill(record)?),
        ProfileRecord::Household(record) => OfficeRecord::Household(household(record)?),
        ProfileRecord::Contact(record) => OfficeRecord::Contact(contact(record)),
        ProfileRecord::Residence(record) => OfficeRecord::Residence(residence(record)?),
        ProfileRecord::Note(record) => OfficeRecord::Note(Note { text: record.text }),
    })
}

pub fn support(entered: SupportRecord) -> Support {
    let SupportRecord { caseworker, referral_source, referral_detail, prefecture } = entered;
    Support { caseworker, referral_source, referral_detail: Some(referral_detail), prefecture }
}

fn refused(field: &str, why: DateError) -> CommandError {
    OfficeError::field(field, why).into()
}

fn partial(field: &str, text: &str) -> Entered<Option<PartialDate>> {
    match PartialDate::parse(text) {
        Ok(date) => Ok(Some(date)),
        Err(DateError::Empty) => Ok(None),
        Err(why) => Err(refused(field, why)),
    }
}

fn day(field: &str, text: &str) -> Entered<Option<NaiveDate>> {
    match full_day(text) {
        Ok(day) => Ok(Some(day)),
        Err(DateError::Empty) => Ok(None),
        Err(why) => Err(refused(field, why)),
    }
}

fn stretch(from: &str, until: &str) -> Entered<Stretch> {
    Ok(Stretch { from: partial("from", from)?, until: partial("until", until)? })
}

fn cefr(field: &str, code: &str) -> Entered<Option<Cefr>> {
    if code.is_empty() {
        return Ok(None);
    }
    let known = Cefr::ALL.into_iter().find(|level| level.code() == code);
    known.map(Some).ok_or_else(|| CommandError::at(ErrorCode::UnknownCode, field))
}

fn jlpt(entered: &LanguageRecord) -> Entered<Option<Jlpt>> {
    let level = match entered.jlpt_level.as_str() {
        "" => return Ok(None),
        code => JlptLevel::ALL.into_iter().find(|level| format!("N{}", level.number()) == code),
    };
    let level = level.ok_or_else(|| CommandError::at(ErrorCode::UnknownCode, "jlpt_level"))?;
    let taken_on = partial("jlpt_taken_on", &entered.jlpt_taken_on)?;
    Ok(Some(Jlpt { level, score: entered.jlpt_score, passed: entered.jlpt_passed, taken_on }))
}

fn language(entered: LanguageRecord) -> Entered<LanguageSkill> {
    Ok(LanguageSkill {
        jlpt: jlpt(&entered)?,
        cefr: CefrProfile {
            listening: cefr("listening", &entered.listening)?,
            reading: cefr("reading", &entered.reading)?,
            spoken_interaction: cefr("spoken_interaction", &entered.spoken_interaction)?,
            spoken_production: cefr("spoken_production", &entered.spoken_production)?,
            writing: cefr("writing", &entered.writing)?,
        },
        self_rated: entered.self_rated.map(|rated| match rated {
            SelfRated::Words => CaseRated::Words,
            SelfRated::Everyday => CaseRated::Everyday,
            SelfRated::Work => CaseRated::Work,
            SelfRated::Fluent => CaseRated::Fluent,
            SelfRated::MotherTongue => CaseRated::MotherTongue,
        }),
        language: entered.language,
        note: Some(entered.note),
    })
}

fn schooling(entered: SchoolingRecord) -> Entered<Schooling> {
    Ok(Schooling {
        time: stretch(&entered.from, &entered.until)?,
        level: entered.level,
        field: entered.field,
        institution: Some(entered.institution),
        subject: Some(entered.subject),
        country: entered.country,
        state: match entered.state {
            SchoolingState::Completed => CaseState::Completed,
            SchoolingState::Ongoing => CaseState::Ongoing,
            SchoolingState::Left => CaseState::Left,
            SchoolingState::Unknown => CaseState::Unknown,
        },
    })
}

fn job(entered: JobRecord) -> Entered<Job> {
    Ok(Job {
        time: stretch(&entered.from, &entered.until)?,
        occupation: entered.occupation,
        title: Some(entered.title),
        employer: Some(entered.employer),
        country: entered.country,
        ongoing: entered.ongoing,
        tasks: Some(entered.tasks),
    })
}

fn skill(entered: SkillRecord) -> Entered<Skill> {
    let since = partial("since", &entered.since)?;
    Ok(Skill { kind: entered.kind, name: entered.name, since, in_japan: entered.in_japan })
}

fn household(entered: HouseholdRecord) -> Entered<HouseholdMember> {
    Ok(HouseholdMember {
        // EXPOSE: read into its own guarded type.
        birth: partial("birth", entered.birth.expose())?.map(Guarded::new),
        relation: entered.relation,
        name: Some(entered.name),
        lives: match entered.lives {
            Lives::Together => CaseLives::Together,
            Lives::Japan => CaseLives::Japan,
            Lives::Abroad => CaseLives::Abroad,
            Lives::Unknown => CaseLives::Unknown,
        },
        dependant: entered.dependant,
        participant: entered.participant.map(ParticipantId),
    })
}

fn contact(entered: ContactRecord) -> ContactWay {
    ContactWay {
        kind: entered.kind,
        value: entered.value,
        safety: match entered.safety {
            ContactSafety::Safe => CaseSafety::Safe,
            ContactSafety::WithCare => CaseSafety::WithCare,
            ContactSafety::Never => CaseSafety::Never,
            ContactSafety::Unknown => CaseSafety::Unknown,
        },
        care: Some(entered.care),
        preferred: entered.preferred,
    }
}

fn residence(entered: ResidenceRecord) -> Entered<ResidencePeriod> {
    let from = day("from", &entered.from)?;
    Ok(ResidencePeriod {
        from,
        // The office puts the day on which it was told.
        told_on: NaiveDate::MIN,
        ends_on: day("ends_on", &entered.ends_on)?,
        work: work_of(entered.work),
        work_ends_on: day("work_ends_on", &entered.work_ends_on)?,
        work_limits: Some(entered.work_limits),
        designation: Some(entered.designation),
        evidence: entered.evidence,
        status: Guarded::new(entered.status),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skill_from(since: &str) -> Entered<Skill> {
        let (kind, name) = (String::from("licence"), Guarded::from("x"));
        skill(SkillRecord { kind, name, since: since.to_owned(), in_japan: false })
    }

    #[test]
    fn a_date_is_read_or_its_field_is_refused() {
        assert_eq!(skill_from("").map(|skill| skill.since), Ok(None));
        assert_eq!(skill_from("2015-04").map(|skill| skill.since), Ok(PartialDate::parse("2015-04").ok()));
        assert_eq!(skill_from("2015-13"), Err(CommandError::at(ErrorCode::NoSuchDate, "since")));
    }

    #[test]
    fn a_level_is_one_of_the_framework() {
        assert_eq!(cefr("reading", "B1"), Ok(Some(Cefr::B1)));
        assert_eq!(cefr("reading", "b1"), Err(CommandError::at(ErrorCode::UnknownCode, "reading")));
    }

    #[test]
    fn a_record_names_its_kind_and_has_no_other_field() {
        let good = r#"{"record":"skill","kind":"care","name":"x","since":"","in_japan":false}"#;
        assert!(matches!(serde_json::from_str(good), Ok(ProfileRecord::Skill(_))));
        for wrong in [r#""extra":1,"kind":"care","#, ""] {
            let bad = good.replace(r#""kind":"care","#, wrong);
            assert!(serde_json::from_str::<ProfileRecord>(&bad).is_err(), "{bad}");
        }
    }
}
