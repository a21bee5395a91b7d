//! Finding people by name: search as you type, in every script.

use casework::{
    finding::{self, Hit, Why},
    ids::ParticipantId,
    names::{self, PersonName},
};
use guarded::Guarded;
use store::PersonSummary;

use crate::{desk::Desk, error::OfficeError, roles::Act};

/// Somebody whom a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// What a list shows.
    pub person: PersonSummary,
    /// The name that answers best, in the order in which `person` has them.
    pub name: usize,
    /// From 0 to 1.
    pub score: f32,
    /// Why, the most telling reason first.
    pub why: Vec<Why>,
}

impl Found {
    /// Every name, the one that is shown first.
    pub fn names(&self) -> Vec<&PersonName> {
        let shown = names::shown(&self.person.names);
        shown.into_iter().chain(self.person.names.iter().filter(|name| Some(*name) != shown)).collect()
    }
}

/// A search returns no more people than these.
pub const MOST_FOUND: u32 = 200;
/// The longest query that is looked at, in characters.
const LONGEST_QUERY: usize = 200;

impl Desk<'_> {
    /// Returns the people whose names answer a query, the best first, at most `limit` (and never more than 200). The
    /// last part of the query may be unfinished. Of those who answer alike, the ones met last come first.
    ///
    /// # Errors
    /// What the store says.
    pub fn search(&self, query: &Guarded<String>, limit: u32) -> Result<Vec<Found>, OfficeError> {
        self.may(Act::SeePeople)?;
        // EXPOSE: guarded again at once.
        let query = query.map(|query| query.chars().take(LONGEST_QUERY).collect::<String>());
        let mut hits = finding::search(&self.records, &query)?;
        hits.truncate(usize::try_from(limit.min(MOST_FOUND)).unwrap_or_default());
        hits.into_iter().map(|hit| self.found(hit)).collect()
    }

    /// Notes in the journal that somebody was looked for; not the words, which may name somebody.
    pub fn note_search(&self) {
        self.note_reading(None, "search", "participant", None);
    }

    fn found(&self, hit: Hit) -> Result<Found, OfficeError> {
        let person = self.records.summary(ParticipantId(hit.person))?;
        Ok(Found { person, name: hit.name, score: hit.score, why: hit.why })
    }
}
