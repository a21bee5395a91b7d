//! What is known of a participant beyond name and birth; the lists of codes; the words of consent.

use casework::{
    codes::{Code, CodeList},
    consent::Policy,
    dates::PartialDate,
    profile::{
        Cefr, ContactSafety as CaseSafety, ContactWay, HouseholdMember, Job, LanguageSkill, Lives as CaseLives, Note,
        ResidencePeriod, Schooling, SchoolingState as CaseState, SelfRated as CaseRated, Skill, Support,
    },
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{FullProfile, WithdrawalEffects};

use super::people::work_view;
use crate::views::profile::{
    CodeListView, CodeView, ContactRecord, ContactSafety, HouseholdRecord, JobRecord, LanguageRecord, Lives,
    NoteRecord, Numbered, PolicyView, ProfileView, ResidenceRecord, SchoolingRecord, SchoolingState, SelfRated,
    SkillRecord, StaffName, SupportRecord, WithdrawalEffectsView,
};

pub fn code_list(list: CodeList, codes: Vec<Code>, today: NaiveDate) -> CodeListView {
    CodeListView {
        list: list.id().to_owned(),
        source: list.source().to_owned(),
        takes_own_codes: list.takes_own_codes(),
        codes: codes.into_iter().map(|code| code_view(code, today)).collect(),
    }
}

fn code_view(code: Code, today: NaiveDate) -> CodeView {
    CodeView {
        offered: code.valid.holds_on(today),
        code: code.code,
        ja: code.words.ja,
        en: code.words.en,
        valid_from: code.valid.from.map(|day| day.to_string()),
        valid_until: code.valid.until.map(|day| day.to_string()),
        standard: code.standard,
        kind_of: code.kind_of,
    }
}

/// EXPOSE: everything below is shown to the person who opened the vault.
fn plain(value: &Guarded<String>) -> String {
    value.expose().clone()
}

fn words(value: Option<Guarded<String>>) -> Guarded<String> {
    value.unwrap_or_else(|| Guarded::from(""))
}

fn partial(date: Option<PartialDate>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn numbered<T, R>(records: Vec<(u32, T)>, show: fn(T) -> R) -> Vec<Numbered<R>> {
    records.into_iter().map(|(id, record)| Numbered { id, record: show(record), told: None }).collect()
}

pub fn profile(profile: FullProfile, staff: Vec<(u32, Guarded<String>)>) -> ProfileView {
    let languages = profile.languages.into_iter().map(|(id, skill)| {
        let reference = skill.jlpt.and_then(casework::profile::Jlpt::reference);
        Numbered { id, record: language(skill), told: reference.map(|level| level.code().to_owned()) }
    });
    let household = profile.household.into_iter().map(|(id, member, name)| Numbered {
        id,
        record: household(member),
        told: name.as_ref().map(plain),
    });
    ProfileView {
        support: support(profile.support),
        caseworkers: staff.iter().map(|(member, name)| StaffName { member: *member, name: plain(name) }).collect(),
        languages: languages.collect(),
        schoolings: numbered(profile.schoolings, schooling),
        jobs: numbered(profile.jobs, job),
        skills: numbered(profile.skills, skill),
        household: household.collect(),
        contacts: numbered(profile.contacts, contact),
        residence: numbered(profile.residence, residence),
        notes: numbered(profile.notes, note),
    }
}

fn support(support: Support) -> SupportRecord {
    let Support { caseworker, referral_source, referral_detail, prefecture } = support;
    SupportRecord { caseworker, referral_source, referral_detail: words(referral_detail), prefecture }
}

fn language(skill: LanguageSkill) -> LanguageRecord {
    let level = |level: Option<Cefr>| level.map_or_else(String::new, |level| level.code().to_owned());
    LanguageRecord {
        language: skill.language,
        self_rated: skill.self_rated.map(|rated| match rated {
            CaseRated::Words => SelfRated::Words,
            CaseRated::Everyday => SelfRated::Everyday,
            CaseRated::Work => SelfRated::Work,
            CaseRated::Fluent => SelfRated::Fluent,
            CaseRated::MotherTongue => SelfRated::MotherTongue,
        }),
        jlpt_level: skill.jlpt.map_or_else(String::new, |test| format!("N{}", test.level.number())),
        jlpt_score: skill.jlpt.and_then(|test| test.score),
        jlpt_passed: skill.jlpt.is_some_and(|test| test.passed),
        jlpt_taken_on: partial(skill.jlpt.and_then(|test| test.taken_on)),
        listening: level(skill.cefr.listening),
        reading: level(skill.cefr.reading),
        spoken_interaction: level(skill.cefr.spoken_interaction),
        spoken_production: level(skill.cefr.spoken_production),
        writing: level(skill.cefr.writing),
        note: words(skill.note),
    }
}

fn schooling(school: Schooling) -> SchoolingRecord {
    SchoolingRecord {
        level: school.level,
        field: school.field,
        institution: words(school.institution),
        subject: words(school.subject),
        country: school.country,
        from: partial(school.time.from),
        until: partial(school.time.until),
        state: match school.state {
            CaseState::Completed => SchoolingState::Completed,
            CaseState::Ongoing => SchoolingState::Ongoing,
            CaseState::Left => SchoolingState::Left,
            CaseState::Unknown => SchoolingState::Unknown,
        },
    }
}

fn job(job: Job) -> JobRecord {
    JobRecord {
        occupation: job.occupation,
        title: words(job.title),
        employer: words(job.employer),
        country: job.country,
        from: partial(job.time.from),
        until: partial(job.time.until),
        ongoing: job.ongoing,
        tasks: words(job.tasks),
    }
}

fn skill(skill: Skill) -> SkillRecord {
    SkillRecord { kind: skill.kind, name: skill.name, since: partial(skill.since), in_japan: skill.in_japan }
}

fn note(note: Note) -> NoteRecord {
    NoteRecord { text: note.text }
}

fn household(member: HouseholdMember) -> HouseholdRecord {
    HouseholdRecord {
        relation: member.relation,
        name: words(member.name),
        birth: Guarded::new(partial(member.birth.map(|birth| *birth.expose()))),
        lives: match member.lives {
            CaseLives::Together => Lives::Together,
            CaseLives::Japan => Lives::Japan,
            CaseLives::Abroad => Lives::Abroad,
            CaseLives::Unknown => Lives::Unknown,
        },
        dependant: member.dependant,
        participant: member.participant.map(|id| id.0),
    }
}

fn contact(way: ContactWay) -> ContactRecord {
    ContactRecord {
        kind: way.kind,
        value: way.value,
        safety: match way.safety {
            CaseSafety::Safe => ContactSafety::Safe,
            CaseSafety::WithCare => ContactSafety::WithCare,
            CaseSafety::Never => ContactSafety::Never,
            CaseSafety::Unknown => ContactSafety::Unknown,
        },
        care: words(way.care),
        preferred: way.preferred,
    }
}

fn residence(period: ResidencePeriod) -> ResidenceRecord {
    ResidenceRecord {
        status: plain(&period.status),
        from: day(period.from),
        ends_on: day(period.ends_on),
        work: work_view(period.work),
        work_ends_on: day(period.work_ends_on),
        work_limits: words(period.work_limits),
        designation: words(period.designation),
        evidence: period.evidence,
    }
}

pub fn effects(effects: WithdrawalEffects) -> WithdrawalEffectsView {
    WithdrawalEffectsView {
        another_stands: effects.another_stands,
        sensitive_drafts: effects.sensitive_drafts,
        open_recommendations: effects.open_recommendations,
        interviews: effects.interviews,
        copies_out: effects.copies_out,
        media_uses: effects.media_uses,
        held_by_law: effects.held_by_law,
    }
}

pub fn policy((policy, consents): (Policy, u32)) -> PolicyView {
    let Policy { version, valid_from, ja, en } = policy;
    PolicyView { version, valid_from: valid_from.to_string(), ja, en, consents }
}
