//! What a switch leaves out may stand in the words of a job all the same: that is said before it goes.

use casework::text::fold;
use paper::{Block, Sheet};

use crate::{
    facts::Facts,
    order::Switches,
    parts::{said, told},
};

/// Something that is switched off and stands on the sheet all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// A part of a name.
    Name,
    /// A way to reach them.
    Contact,
    /// The name of a school or of an employer.
    Place,
    /// Their nationality.
    Nationality,
}

/// Shorter parts stand in ordinary words by chance.
const SHORTEST: usize = 3;

/// Returns what the switches leave out and what stands in the words of the sheet all the same.
pub fn given_anyway(sheet: &Sheet, facts: &Facts, switches: Switches) -> Vec<Given> {
    let words = fold(&texts(sheet).join("\n"));
    let stands = |text: &str| {
        let text = fold(text);
        text.chars().count() >= SHORTEST && words.contains(&text)
    };
    let part = |text: &str| text.split_whitespace().any(stands);
    let institutions = facts.schools.iter().map(|school| told(school.institution.as_ref()));
    let employers = facts.jobs.iter().map(|job| told(job.employer.as_ref()));
    let found = [
        (Given::Name, !switches.name && facts.names.iter().any(|name| part(said(&name.text)))),
        (Given::Contact, !switches.contact && facts.reach.iter().any(|reach| stands(said(&reach.value)))),
        (Given::Place, !switches.places && institutions.chain(employers).any(stands)),
        (Given::Nationality, !switches.nationality && stands(told(facts.nationality.as_ref()))),
    ];
    found.into_iter().filter_map(|(given, stands)| stands.then_some(given)).collect()
}

fn texts(sheet: &Sheet) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for block in &sheet.blocks {
        match block {
            Block::Title(text) | Block::Aside(text) | Block::Heading(text) => texts.push(text),
            Block::Paragraph(text) | Block::Note(text) => texts.push(text),
            Block::Table(table) => {
                texts.extend(table.header.iter().map(String::as_str));
                texts.extend(table.rows.iter().flatten().map(String::as_str));
            }
        }
    }
    texts
}
