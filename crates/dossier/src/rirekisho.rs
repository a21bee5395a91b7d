//! The Japanese form: 履歴書, with 職務経歴書 behind it. What was first stands first. The order of its parts is that of
//! the model form of the Ministry of Health, Labour and Welfare (厚生労働省履歴書様式例, 2021), without what that leaves to
//! the applicant: sex, and a photograph.

use casework::{
    dates::PartialDate,
    profile::{SchoolingState, Stretch},
};
use paper::{Block, Column, Sheet};

use crate::{
    facts::{Facts, Post, School},
    order::Order,
    parts::{beside, languages, person, said, skills, table, told},
    phrases::Phrases,
};

/// Writes it.
pub(crate) fn write(sheet: &mut Sheet, facts: &Facts, order: &Order, phrases: &Phrases) {
    sheet.add(Block::Title(phrases.rirekisho.to_owned()));
    sheet.add(Block::Aside(phrases.said(phrases.made_on, &phrases.day(order.on))));
    sheet.add(person(facts, order, phrases));
    sheet.add(Block::Heading(phrases.history.to_owned()));
    match history(facts, order.switches.places, phrases) {
        Some(history) => sheet.add(history),
        None => sheet.add(Block::Paragraph(phrases.nothing.to_owned())),
    }
    for (heading, block) in
        [(phrases.licences, skills(&facts.skills, phrases)), (phrases.languages, languages(&facts.languages, phrases))]
    {
        if let Some(block) = block {
            sheet.add(Block::Heading(heading.to_owned()));
            sheet.add(block);
        }
    }
    if let Some(sought) = sought(facts) {
        sheet.add(Block::Heading(phrases.wishes.to_owned()));
        sheet.add(Block::Paragraph(phrases.said(phrases.sought, &sought)));
    }
    end(sheet, phrases);
    if !facts.jobs.is_empty() {
        duties(sheet, facts, order, phrases);
    }
}

/// The kinds of work that are sought, if any was told.
pub(crate) fn sought(facts: &Facts) -> Option<String> {
    let sought: Vec<&str> = facts.sought.iter().map(String::as_str).collect();
    (!sought.is_empty()).then(|| beside(&sought, " / "))
}

/// A line of the history with the day by which it is sorted; what has no date stands last.
type Line = (Option<PartialDate>, String);

fn history(facts: &Facts, places: bool, phrases: &Phrases) -> Option<Block> {
    let schools = facts.schools.iter().flat_map(|school| of_school(school, places, phrases)).collect();
    let jobs = facts.jobs.iter().flat_map(|job| of_job(job, places, phrases)).collect();
    let mut rows = Vec::new();
    for (title, mut lines) in [(phrases.education, schools), (phrases.jobs, jobs)] {
        let lines: &mut Vec<Line> = &mut lines;
        lines.sort_by_key(|(on, _)| (on.is_none(), on.map(PartialDate::first_day)));
        if !lines.is_empty() {
            rows.push(vec![String::new(), title.to_owned()]);
        }
        rows.extend(
            lines.iter().map(|(on, line)| vec![on.map(|on| phrases.month(on)).unwrap_or_default(), line.clone()]),
        );
    }
    table(vec![Column::text(1), Column::text(4)], vec![phrases.when.to_owned(), phrases.what.to_owned()], rows)
}

fn of_school(school: &School, places: bool, phrases: &Phrases) -> Vec<Line> {
    let name = beside(&[&school_name(school, places), told(school.subject.as_ref())], " ");
    let line = |word: &str| beside(&[&name, word], " ");
    let ended = line(phrases.school_end(school.state));
    match (school.time, school.state) {
        (Stretch { from: Some(from), .. }, SchoolingState::Ongoing) => vec![(Some(from), ended)],
        (Stretch { from: Some(from), until: Some(until) }, _) => {
            vec![(Some(from), line(phrases.entered)), (Some(until), ended)]
        }
        (Stretch { from, until }, _) => vec![(until.or(from), ended)],
    }
}

/// The school as it is named: with the switch off only its level and field.
pub(crate) fn school_name(school: &School, places: bool) -> String {
    let kind = beside(&[&school.level, &school.field], " ");
    if !places {
        return kind;
    }
    let name = told(school.institution.as_ref());
    beside(&[if name.is_empty() { &kind } else { name }, &bracketed(&school.country)], " ")
}

/// The employer and the work, as they are named.
pub(crate) fn job_name(job: &Post, places: bool) -> String {
    let title = told(job.title.as_ref());
    let work = if title.is_empty() { job.occupation.as_str() } else { title };
    if places { beside(&[told(job.employer.as_ref()), &bracketed(&job.country), work], " ") } else { work.to_owned() }
}

pub(crate) fn bracketed(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("({text})") }
}

fn of_job(job: &Post, places: bool, phrases: &Phrases) -> Vec<Line> {
    let name = job_name(job, places);
    let line = |word: &str| beside(&[&name, word], " ");
    match (job.time, job.ongoing) {
        (Stretch { from: Some(from), .. }, true) => {
            vec![(Some(from), beside(&[&line(phrases.joined), phrases.now], " / "))]
        }
        (Stretch { from: Some(from), until: Some(until) }, false) => {
            vec![(Some(from), line(phrases.joined)), (Some(until), line(phrases.left))]
        }
        (Stretch { from: None, until: Some(until) }, false) => vec![(Some(until), line(phrases.left))],
        (Stretch { from, .. }, _) => vec![(from, name)],
    }
}

fn duties(sheet: &mut Sheet, facts: &Facts, order: &Order, phrases: &Phrases) {
    sheet.add(Block::Title(phrases.shokumu.to_owned()));
    let mut jobs: Vec<&Post> = facts.jobs.iter().collect();
    jobs.sort_by_key(|job| (job.time.from.is_none(), job.time.from.map(PartialDate::first_day)));
    for job in jobs {
        let time = phrases.stretch(job.time, job.ongoing);
        sheet.add(Block::Heading(beside(&[&time, &job_name(job, order.switches.places)], " ")));
        if let Some(tasks) = job.tasks.as_ref().filter(|tasks| !said(tasks).is_empty()) {
            sheet.add(Block::Paragraph(said(tasks).to_owned()));
        }
    }
    end(sheet, phrases);
}

fn end(sheet: &mut Sheet, phrases: &Phrases) {
    if !phrases.end.is_empty() {
        sheet.add(Block::Aside(phrases.end.to_owned()));
    }
}
