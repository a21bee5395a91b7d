//! What an interview brings to light of somebody: where they stood before, what they learned and did, whom they live with,
//! how they can be reached. Everything is made up, and says so where it could be taken for real.

mod residence;
mod words;

use casework::{
    dates::PartialDate,
    profile::{
        Cefr, CefrProfile, ContactSafety, ContactWay, HouseholdMember, Jlpt, JlptLevel, Job, LanguageSkill, Lives,
        Schooling, SchoolingState, SelfRated, Skill, Stretch,
    },
};
use chrono::{Datelike, NaiveDate};
use guarded::Guarded;
use office::{NewParticipant, ProfileRecord};

use crate::dice::Dice;
pub use residence::Told;
use words::{CARE, JOBS, JOBS_IN_JAPAN, LIMITS, SCHOOLS, SKILLS, Work};

/// Takes out of the form what is told in more words, and returns it as records of the profile.
pub fn tell(dice: &mut Dice, entered: &mut NewParticipant, told: Told) -> Vec<ProfileRecord> {
    let mut records: Vec<ProfileRecord> = Vec::with_capacity(12);
    if let Some(held) = entered.residence.take() {
        records.extend(residence::periods(dice, &held, told).into_iter().map(ProfileRecord::Residence));
    }
    let spoken = std::mem::take(&mut entered.languages);
    let skill = |(place, language)| ProfileRecord::Language(language_skill(dice, place, language, told.met_on));
    records.extend(spoken.into_iter().enumerate().map(skill));
    // EXPOSE: made up.
    let home = entered.nationality.expose().clone();
    let country = if home.starts_with("XX") { String::new() } else { home };
    // Nobody is younger than 18; whose year of birth is not known is taken for 30.
    let born = entered.birth.expose().get(..4).and_then(|year| year.parse().ok());
    let grown = born.unwrap_or(told.met_on.year() - 30) + 18;
    records.push(ProfileRecord::Schooling(schooling(dice, &country, grown, told.met_on.year())));
    records.extend(jobs(dice, &country, grown, told.met_on).into_iter().map(ProfileRecord::Job));
    if dice.percent(45) {
        records.push(ProfileRecord::Skill(a_skill(dice)));
    }
    records.extend(household(dice, told.met_on).into_iter().map(ProfileRecord::Household));
    records.extend(contacts(dice).into_iter().map(ProfileRecord::Contact));
    records
}

fn language_skill(dice: &mut Dice, place: usize, language: String, met_on: NaiveDate) -> LanguageSkill {
    let japanese = language == "ja";
    let self_rated = if place == 0 {
        SelfRated::MotherTongue
    } else if japanese {
        *dice.weighted(&[(3, SelfRated::Words), (4, SelfRated::Everyday), (2, SelfRated::Work)])
    } else {
        *dice.weighted(&[(2, SelfRated::Everyday), (3, SelfRated::Work), (2, SelfRated::Fluent)])
    };
    let jlpt = (japanese && dice.percent(55)).then(|| jlpt(dice, met_on));
    let cefr = if place > 0 && !japanese && dice.percent(35) { assessed(dice) } else { CefrProfile::default() };
    LanguageSkill { language, self_rated: Some(self_rated), jlpt, cefr, note: None }
}

/// A test of one of the last Decembers. About a fourth of them were failed.
fn jlpt(dice: &mut Dice, met_on: NaiveDate) -> Jlpt {
    let level = *dice.weighted(&[
        (4, JlptLevel::N5),
        (5, JlptLevel::N4),
        (4, JlptLevel::N3),
        (2, JlptLevel::N2),
        (1, JlptLevel::N1),
    ]);
    let passed = dice.percent(75);
    let mark = level.pass_mark();
    let score = if passed { dice.between(mark, mark + 45) } else { dice.between(mark - 35, mark - 1) };
    let year = met_on.year() - 1 - i32::try_from(dice.below(3)).unwrap_or(0);
    Jlpt { level, score: Some(score), passed, taken_on: PartialDate::parse(&format!("{year}-12")).ok() }
}

/// An assessment: spoken skills are ahead of written ones.
fn assessed(dice: &mut Dice) -> CefrProfile {
    let (spoken, written) = *dice.weighted(&[
        (3, (Cefr::B1, Cefr::A2)),
        (3, (Cefr::B2, Cefr::B1)),
        (2, (Cefr::C1, Cefr::B2)),
        (1, (Cefr::C1, Cefr::C1)),
    ]);
    CefrProfile {
        listening: Some(spoken),
        reading: Some(written),
        spoken_interaction: Some(spoken),
        spoken_production: dice.percent(70).then_some(spoken),
        writing: dice.percent(70).then_some(written),
    }
}

/// Whoever was met before they can have come to the end of a school has left it.
fn schooling(dice: &mut Dice, country: &str, grown: i32, met_in: i32) -> Schooling {
    let (level, field, subject, years) = *dice.pick(SCHOOLS);
    let state =
        *dice.weighted(&[(7, SchoolingState::Completed), (2, SchoolingState::Left), (1, SchoolingState::Unknown)]);
    let (from, until) = if years > 0 { (grown, grown + years) } else { (grown - 3, grown) };
    let state = if until < met_in { state } else { SchoolingState::Left };
    let until = until.min(met_in);
    Schooling {
        level: level.to_owned(),
        field: field.to_owned(),
        institution: None,
        subject: (!subject.is_empty()).then(|| Guarded::from(subject)),
        country: country.to_owned(),
        time: Stretch { from: year(from), until: year(until) },
        state,
    }
}

fn jobs(dice: &mut Dice, country: &str, grown: i32, met_on: NaiveDate) -> Vec<Job> {
    let arrived = met_on.year() - 1;
    let mut held = Vec::with_capacity(2);
    if grown + 5 < arrived {
        let job = *dice.pick(JOBS);
        let from = grown + i32::try_from(dice.between(2, 4)).unwrap_or(2);
        held.push(a_job(job, country, from, Some(arrived.max(from))));
    }
    if held.is_empty() || dice.percent(35) {
        let ongoing = dice.percent(40);
        let job = *dice.pick(JOBS_IN_JAPAN);
        held.push(a_job(job, "JPN", arrived, (!ongoing).then_some(met_on.year())));
    }
    held
}

fn a_job((occupation, title, tasks): Work, country: &str, from: i32, until: Option<i32>) -> Job {
    Job {
        occupation: occupation.to_owned(),
        title: Some(Guarded::from(title)),
        employer: None,
        country: country.to_owned(),
        time: Stretch { from: year(from), until: until.and_then(year) },
        ongoing: until.is_none(),
        tasks: (!tasks.is_empty()).then(|| Guarded::from(tasks)),
    }
}

fn a_skill(dice: &mut Dice) -> Skill {
    let (kind, name, in_japan) = *dice.pick(SKILLS);
    Skill { kind: kind.to_owned(), name: Guarded::from(name), since: None, in_japan }
}

/// Nobody of a household is named: it need not be asked.
fn household(dice: &mut Dice, met_on: NaiveDate) -> Vec<HouseholdMember> {
    let lives = *dice.weighted(&[(5, Lives::Together), (1, Lives::Japan), (4, Lives::Abroad)]);
    let one = |relation: &str, birth: Option<i32>| HouseholdMember {
        relation: relation.to_owned(),
        name: None,
        birth: birth.and_then(year).map(Guarded::new),
        lives,
        dependant: relation == "child",
        participant: None,
    };
    let child = |dice: &mut Dice| Some(met_on.year() - i32::try_from(dice.between(1, 15)).unwrap_or(1));
    match dice.below(10) {
        0..3 => vec![one("spouse", None)],
        3..5 => vec![one("spouse", None), one("child", child(dice))],
        5 => vec![one("child", child(dice))],
        6 => vec![one("sibling", None)],
        _ => Vec::new(),
    }
}

/// Numbers and addresses that nobody has: 0000 is not given out, and example.jp is kept for examples (RFC 2606 and JPRS).
fn contacts(dice: &mut Dice) -> Vec<ContactWay> {
    let number = dice.below(10_000);
    let way = |kind: &str, value: String, safety, care: Option<&str>, preferred| ContactWay {
        kind: kind.to_owned(),
        value: Guarded::new(value),
        safety,
        care: care.map(Guarded::from),
        preferred,
    };
    let chat = *dice.weighted(&[(5, "line"), (3, "whatsapp"), (1, "signal")]);
    let mut ways = vec![way(chat, format!("mihon-{number:04}"), ContactSafety::Safe, None, true)];
    let phone = format!("090-0000-{number:04}");
    match dice.below(10) {
        0..3 => ways.push(way("phone", phone, ContactSafety::WithCare, Some(*dice.pick(CARE)), false)),
        3..5 => ways.push(way("phone", phone, ContactSafety::Never, None, false)),
        5..7 => ways.push(way("email", format!("mihon{number:04}@example.jp"), ContactSafety::Unknown, None, false)),
        _ => {}
    }
    ways
}

fn year(year: i32) -> Option<PartialDate> {
    PartialDate::parse(&year.to_string()).ok()
}

/// What limits the work of a status.
fn limit_of(status: &str) -> Option<Guarded<String>> {
    LIMITS.iter().find(|(known, _)| *known == status).map(|(_, limit)| Guarded::from(*limit))
}
