//! Facts and an order in, a sheet out.

use casework::{dates::PartialDate, profile::Stretch};
use paper::{Block, Sheet};

use crate::{
    facts::{Facts, Post, School},
    order::{Form, Order},
    parts::{beside, languages, person, said, skills, told},
    phrases::Phrases,
    rirekisho::{self, job_name, school_name, sought},
};

/// Returns the curriculum vitae: what the company gets, and what a preview shows.
pub fn cv(facts: &Facts, order: &Order) -> Sheet {
    let phrases = Phrases::of(order.language);
    match order.form {
        Form::Rirekisho => {
            let mut sheet = Sheet::new(order.language, phrases.rirekisho);
            rirekisho::write(&mut sheet, facts, order, phrases);
            sheet
        }
        Form::International => {
            let mut sheet = Sheet::new(order.language, phrases.cv);
            international(&mut sheet, facts, order, phrases);
            sheet
        }
    }
}

fn international(sheet: &mut Sheet, facts: &Facts, order: &Order, phrases: &Phrases) {
    sheet.add(Block::Title(phrases.cv.to_owned()));
    sheet.add(Block::Aside(phrases.said(phrases.made_on, &phrases.day(order.on))));
    sheet.add(person(facts, order, phrases));
    if let Some(sought) = sought(facts) {
        sheet.add(Block::Paragraph(phrases.said(phrases.sought, &sought)));
    }
    let places = order.switches.places;
    if !facts.jobs.is_empty() {
        sheet.add(Block::Heading(phrases.jobs.to_owned()));
        for job in latest_first(&facts.jobs, |job| (job.ongoing, job.time)) {
            entry(sheet, &phrases.stretch(job.time, job.ongoing), &job_name(job, places), job_text(job));
        }
    }
    if !facts.schools.is_empty() {
        sheet.add(Block::Heading(phrases.education.to_owned()));
        for school in latest_first(&facts.schools, |school| (false, school.time)) {
            let name = beside(&[&school_name(school, places), phrases.school_end(school.state)], ", ");
            entry(sheet, &phrases.stretch(school.time, false), &name, school_text(school));
        }
    }
    for (heading, block) in
        [(phrases.languages, languages(&facts.languages, phrases)), (phrases.skills, skills(&facts.skills, phrases))]
    {
        if let Some(block) = block {
            sheet.add(Block::Heading(heading.to_owned()));
            sheet.add(block);
        }
    }
}

fn entry(sheet: &mut Sheet, time: &str, name: &str, text: &str) {
    let head = beside(&[time, name], "  ");
    sheet.add(Block::Paragraph(beside(&[&head, text], "\n")));
}

fn job_text(job: &Post) -> &str {
    job.tasks.as_ref().map(said).unwrap_or_default()
}

fn school_text(school: &School) -> &str {
    told(school.subject.as_ref())
}

/// What goes on first, then by its end, then by its beginning.
fn latest_first<T>(all: &[T], time: impl Fn(&T) -> (bool, Stretch)) -> Vec<&T> {
    let mut sorted: Vec<&T> = all.iter().collect();
    sorted.sort_by_key(|one| {
        let (ongoing, Stretch { from, until }) = time(one);
        let day = |date: Option<PartialDate>| date.map(PartialDate::last_day);
        std::cmp::Reverse((ongoing, day(until.or(from)), day(from)))
    });
    sorted
}
