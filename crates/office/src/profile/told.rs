//! What the journal says of each kind of record. EXPOSE: everything here goes into the journal, sealed under the key of
//! the person.

use casework::{
    dates::PartialDate,
    profile::{
        Cefr, ContactWay, HouseholdMember, Job, LanguageSkill, Note, ResidencePeriod, Schooling, Skill, Support,
    },
};
use guarded::Guarded;
use serde_json::{Value, json};

fn text(value: Option<&Guarded<String>>) -> Option<&str> {
    value.map(|value| value.expose().as_str())
}

fn date(value: Option<PartialDate>) -> Option<String> {
    value.map(|date| date.to_string())
}

pub fn language(skill: &LanguageSkill) -> Value {
    let level = |level: Option<Cefr>| level.map(Cefr::code);
    let jlpt = skill
        .jlpt
        .map(|test| json!([format!("N{}", test.level.number()), test.score, test.passed, date(test.taken_on)]));
    json!({
        "language": skill.language, "self_rated": skill.self_rated.map(|rated| format!("{rated:?}")), "jlpt": jlpt,
        "listening": level(skill.cefr.listening), "reading": level(skill.cefr.reading),
        "spoken_interaction": level(skill.cefr.spoken_interaction),
        "spoken_production": level(skill.cefr.spoken_production), "writing": level(skill.cefr.writing),
        "note": text(skill.note.as_ref()),
    })
}

pub fn schooling(school: &Schooling) -> Value {
    json!({
        "level": school.level, "field": school.field, "institution": text(school.institution.as_ref()),
        "subject": text(school.subject.as_ref()), "country": school.country, "from": date(school.time.from),
        "until": date(school.time.until), "state": format!("{:?}", school.state),
    })
}

pub fn job(job: &Job) -> Value {
    json!({
        "occupation": job.occupation, "title": text(job.title.as_ref()), "employer": text(job.employer.as_ref()),
        "country": job.country, "from": date(job.time.from), "until": date(job.time.until), "ongoing": job.ongoing,
        "tasks": text(job.tasks.as_ref()),
    })
}

pub fn skill(skill: &Skill) -> Value {
    let (kind, name) = (&skill.kind, skill.name.expose());
    json!({ "kind": kind, "name": name, "since": date(skill.since), "in_japan": skill.in_japan })
}

pub fn household(member: &HouseholdMember) -> Value {
    json!({
        "relation": member.relation, "name": text(member.name.as_ref()),
        "birth": member.birth.as_ref().map(|birth| birth.expose().to_string()),
        "lives": format!("{:?}", member.lives), "dependant": member.dependant,
        "participant": member.participant.map(|id| id.0),
    })
}

pub fn contact(way: &ContactWay) -> Value {
    json!({
        "kind": way.kind, "value": way.value.expose(), "safety": format!("{:?}", way.safety),
        "care": text(way.care.as_ref()), "preferred": way.preferred,
    })
}

pub fn residence(period: &ResidencePeriod) -> Value {
    json!({
        "status": period.status.expose(), "from": period.from, "ends_on": period.ends_on,
        "work": format!("{:?}", period.work), "work_ends_on": period.work_ends_on,
        "work_limits": text(period.work_limits.as_ref()), "designation": text(period.designation.as_ref()),
        "evidence": period.evidence,
    })
}

pub fn support(support: &Support) -> Value {
    json!({
        "caseworker": support.caseworker, "referral_source": support.referral_source,
        "referral_detail": text(support.referral_detail.as_ref()), "prefecture": support.prefecture,
    })
}

pub fn note(note: &Note) -> Value {
    json!({ "text": note.text.expose() })
}
