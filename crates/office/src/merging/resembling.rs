//! Who may be one person: pairs on record, and pairs of whom somebody said that they are two.

use casework::{
    duplicates::{self, Reason},
    ids::ParticipantId,
};
use store::{MemberId, PersonSummary};

use crate::{
    desk::{Desk, WritingDesk},
    error::OfficeError,
    people::LikelyDuplicate,
    roles::Act,
};

/// Two records that may be of one person.
#[derive(Debug, Clone)]
pub struct PossibleDuplicate {
    /// The one that was there first.
    pub one: PersonSummary,
    /// The other one.
    pub other: PersonSummary,
    /// Why.
    pub why: Vec<Reason>,
}

/// So many pairs are compared in full.
const COMPARED: u32 = 4_000;
/// So many are listed.
const LISTED: usize = 200;

impl Desk<'_> {
    /// Returns the pairs on record that may be one person and of whom nobody said that they are two, the likeliest first,
    /// at most 200.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn possible_duplicates(&self) -> Result<Vec<PossibleDuplicate>, OfficeError> {
        self.may(Act::Merge)?;
        let mut found = Vec::new();
        for (one, other) in self.records.resembling_pairs(COMPARED)? {
            let why =
                duplicates::compare(&self.records.participant(one)?.profile, &self.records.participant(other)?.profile);
            if !why.is_empty() {
                found.push((one, other, why));
            }
        }
        found.sort_by_key(|(.., why)| (why.first().copied(), std::cmp::Reverse(why.len())));
        found.truncate(LISTED);
        let pair = |(one, other, why)| {
            Ok(PossibleDuplicate { one: self.records.summary(one)?, other: self.records.summary(other)?, why })
        };
        found.into_iter().map(pair).collect()
    }

    /// Returns who on record may be the same person as a participant and of whom nobody said that they are not.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Forbidden`]; what the store says.
    pub fn resembling(&self, id: ParticipantId) -> Result<Vec<LikelyDuplicate>, OfficeError> {
        self.may(Act::SeePeople)?;
        let others = self.records.not_the_same_as(id)?;
        let mut likely = self.likely_duplicates(&self.records.participant(id)?.profile)?;
        likely.retain(|likely| likely.person.id != id && !others.contains(&likely.person.id));
        Ok(likely)
    }
}

impl WritingDesk<'_> {
    /// Remembers that two records are of two people: the pair is not offered again.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], also for one record twice; [`OfficeError::Forbidden`].
    pub fn tell_apart(&self, one: ParticipantId, other: ParticipantId) -> Result<(), OfficeError> {
        self.may(Act::Merge)?;
        self.both(one, other)?;
        self.writer.add_two_people(one, other, self.today(), MemberId(self.actor.id))?;
        self.note_of(one, "tell_apart", "participant", other.0)
    }

    /// Forgets that two records are of two people.
    ///
    /// # Errors
    /// As [`tell_apart`](Self::tell_apart).
    pub fn doubt_again(&self, one: ParticipantId, other: ParticipantId) -> Result<(), OfficeError> {
        self.may(Act::Merge)?;
        self.both(one, other)?;
        self.writer.remove_two_people(one, other)?;
        self.note_of(one, "doubt", "participant", other.0)
    }

    fn both(&self, one: ParticipantId, other: ParticipantId) -> Result<(), OfficeError> {
        if one == other {
            return Err(OfficeError::NotFound);
        }
        self.records.summary(one)?;
        Ok(self.records.summary(other).map(drop)?)
    }
}
