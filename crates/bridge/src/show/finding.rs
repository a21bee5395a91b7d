//! Finding people by any of their names, and telling one person from two.

use casework::{finding::Why, names};
use office::Found;

use super::people::person_row;
use crate::views::{
    finding::{FoundNote, FoundWhy},
    people::PeoplePage,
};

/// Some of the people who were found.
pub fn found_page(found: &[Found], offset: u32, limit: u32) -> PeoplePage {
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let shown = || found.iter().skip(place(offset)).take(place(limit));
    PeoplePage {
        total: u32::try_from(found.len()).unwrap_or(u32::MAX),
        rows: shown().map(|found| person_row(&found.person)).collect(),
        found: shown().map(found_note).collect(),
    }
}

fn found_note(found: &Found) -> FoundNote {
    let name = found.person.names.get(found.name);
    let other = name.filter(|name| names::shown(&found.person.names) != Some(*name));
    // EXPOSE: shown to the caseworker who searched.
    let name = other.map(|name| name.text.expose().clone());
    FoundNote { name, why: found.why.iter().copied().map(why).collect() }
}

const fn why(why: Why) -> FoundWhy {
    match why {
        Why::SameLetters => FoundWhy::SameLetters,
        Why::OtherOrder => FoundWhy::OtherOrder,
        Why::OtherScript => FoundWhy::OtherScript,
        Why::OtherSpelling => FoundWhy::OtherSpelling,
        Why::Similar => FoundWhy::Similar,
        Why::Part => FoundWhy::Part,
        Why::Beginning => FoundWhy::Beginning,
    }
}
