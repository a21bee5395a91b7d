//! Finding people by name: search as you type, in every script.

use casework::{
    finding::{self, Hit, Why},
    ids::ParticipantId,
    names::{self, PersonName},
    text::fold,
};
use guarded::Guarded;
use store::{Order, PersonSummary};

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
        // EXPOSE: only whether there is a letter.
        if !query.expose().chars().any(char::is_alphanumeric) {
            return self.written_so(&query, limit);
        }
        let mut hits = finding::search(&self.records, &query)?;
        hits.truncate(usize::try_from(limit.min(MOST_FOUND)).unwrap_or_default());
        hits.into_iter().map(|hit| self.found(hit)).collect()
    }

    /// Who has a name with these signs in it: what has no letters has no sound either.
    fn written_so(&self, query: &Guarded<String>, limit: u32) -> Result<Vec<Found>, OfficeError> {
        // EXPOSE: folded into guarded words.
        let folded = query.map(|query| fold(query));
        let words: Vec<_> = folded.expose().split_whitespace().map(Guarded::from).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let (_, people) = self.records.people(&words, Order::Name, 0, limit.min(MOST_FOUND))?;
        let found = |person| Found { person, name: 0, score: 1.0, why: vec![Why::SameLetters] };
        Ok(people.into_iter().map(found).collect())
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
