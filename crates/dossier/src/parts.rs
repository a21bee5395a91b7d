//! What both forms have: who it is, languages, skills.

use casework::{
    names::{NameKind, PersonName},
    profile::{Cefr, CefrProfile},
};
use guarded::Guarded;
use paper::{Block, Column, Table};

use crate::{
    facts::{Ability, Facts, Level, Permission, Tongue},
    initials::initials,
    order::{BirthShown, Order},
    phrases::Phrases,
};

/// EXPOSE: everything in this file is written for the company that the participant agreed to.
pub(crate) fn said(text: &Guarded<String>) -> &str {
    text.expose().trim()
}

/// A text, or nothing.
pub(crate) fn told(text: Option<&Guarded<String>>) -> &str {
    text.map(said).unwrap_or_default()
}

/// The parts that say something, beside one another.
pub(crate) fn beside(parts: &[&str], between: &str) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// Who it is.
pub(crate) fn person(facts: &Facts, order: &Order, phrases: &Phrases) -> Block {
    let switches = order.switches;
    let mut rows = if switches.name { names(&facts.names, phrases) } else { anonymous(facts, phrases) };
    let mut add = |label: &str, value: String| {
        if !value.is_empty() {
            rows.push(vec![label.to_owned(), value]);
        }
    };
    let birth = facts.birth.as_ref().map(|birth| *birth.expose());
    match (switches.birth, birth) {
        (BirthShown::Year, Some(birth)) => add(phrases.birth, phrases.year(birth.year())),
        (BirthShown::Full, Some(birth)) => add(phrases.birth, phrases.date(birth)),
        _ => {}
    }
    if switches.nationality {
        add(phrases.nationality, told(facts.nationality.as_ref()).to_owned());
    }
    if switches.contact {
        add(phrases.lives_in, told(facts.prefecture.as_ref()).to_owned());
        let lines: Vec<_> = facts.reach.iter().map(|reach| phrases.said(&reach.kind, said(&reach.value))).collect();
        add(phrases.contact, lines.join("\n"));
    }
    if switches.residence
        && let Some(permission) = &facts.permission
    {
        add(phrases.status, with_end(said(&permission.status), permission.ends_on, phrases));
        add(phrases.work, work(permission, phrases));
        add(phrases.limits, told(permission.limits.as_ref()).to_owned());
    }
    Block::Table(Table { columns: vec![Column::text(1), Column::text(3)], header: vec![], titled_rows: true, rows })
}

fn names(names: &[PersonName], phrases: &Phrases) -> Vec<Vec<String>> {
    let row = |label: &str, value: String| vec![label.to_owned(), value];
    let of = |kind| names.iter().find(|name| name.kind == kind);
    let main = of(NameKind::Latin).or_else(|| of(NameKind::OwnScript)).or_else(|| casework::names::shown(names));
    let mut rows = Vec::new();
    if let Some(reading) = of(NameKind::Reading) {
        rows.push(row(phrases.reading, said(&reading.text).to_owned()));
    }
    rows.push(row(phrases.name, main.map(|name| said(&name.text).to_owned()).unwrap_or_default()));
    let own = of(NameKind::OwnScript).filter(|own| Some(*own) != main);
    let alias = of(NameKind::Alias).filter(|alias| Some(*alias) != main);
    let others: Vec<_> = [own, alias].into_iter().flatten().map(|name| said(&name.text)).collect();
    if !others.is_empty() {
        rows.push(row(phrases.other_names, others.join("\n")));
    }
    rows
}

fn anonymous(facts: &Facts, phrases: &Phrases) -> Vec<Vec<String>> {
    let name = initials(&facts.names).map(|letters| vec![phrases.initials.to_owned(), letters]);
    let reference = vec![phrases.reference.to_owned(), format!("{}-{}", phrases.candidate, facts.reference)];
    name.into_iter().chain([reference]).collect()
}

fn with_end(text: &str, end: Option<chrono::NaiveDate>, phrases: &Phrases) -> String {
    let until = |end| phrases.bracketed(text, &format!("{} {}", phrases.until, phrases.day(end)));
    end.map_or_else(|| text.to_owned(), until)
}

fn work(permission: &Permission, phrases: &Phrases) -> String {
    with_end(phrases.permission(permission.work), permission.work_ends_on, phrases)
}

/// The languages, if there are any.
pub(crate) fn languages(languages: &[Tongue], phrases: &Phrases) -> Option<Block> {
    let row = |tongue: &Tongue| {
        let level = level(&tongue.level, phrases);
        let parts: Vec<&str> = level.iter().map(String::as_str).chain([told(tongue.certificates.as_ref())]).collect();
        vec![tongue.name.clone(), beside(&parts, "\n")]
    };
    table(vec![Column::text(1), Column::text(3)], vec![], languages.iter().map(row).collect())
}

fn level(level: &Level, phrases: &Phrases) -> Vec<String> {
    let jlpt = level.jlpt.filter(|test| test.passed).map(|test| {
        let on = test.taken_on.map(|on| phrases.month(on)).unwrap_or_default();
        beside(&[&format!("JLPT N{} {}", test.level.number(), phrases.passed), &on], " ")
    });
    let rated = level.self_rated.map(|rated| phrases.said(phrases.self_rated, phrases.self_rated(rated)));
    [jlpt, cefr(level.cefr, phrases), rated].into_iter().flatten().collect()
}

fn cefr(profile: CefrProfile, phrases: &Phrases) -> Option<String> {
    let CefrProfile { listening, reading, spoken_interaction, spoken_production, writing } = profile;
    let levels = [listening, reading, spoken_interaction, spoken_production, writing];
    let known: Vec<(&str, Cefr)> =
        phrases.scales().into_iter().zip(levels).filter_map(|(scale, level)| Some((scale, level?))).collect();
    let (_, first) = known.first()?;
    if known.len() == levels.len() && known.iter().all(|(_, level)| level == first) {
        return Some(format!("CEFR {}", first.code()));
    }
    let told: Vec<_> = known.iter().map(|(scale, level)| format!("{scale} {}", level.code())).collect();
    Some(format!("CEFR {}", told.join(", ")))
}

/// Skills, licences and certificates, if there are any.
pub(crate) fn skills(skills: &[Ability], phrases: &Phrases) -> Option<Block> {
    let row = |skill: &Ability| {
        let since = skill.since.map(|since| phrases.month(since)).unwrap_or_default();
        let here = if skill.in_japan { phrases.in_japan } else { "" };
        vec![since, beside(&[&phrases.said(&skill.kind, said(&skill.name)), here], " / ")]
    };
    table(vec![Column::text(1), Column::text(4)], vec![], skills.iter().map(row).collect())
}

/// A table, if it has rows.
pub(crate) fn table(columns: Vec<Column>, header: Vec<String>, rows: Vec<Vec<String>>) -> Option<Block> {
    (!rows.is_empty()).then_some(Block::Table(Table { columns, header, titled_rows: false, rows }))
}
