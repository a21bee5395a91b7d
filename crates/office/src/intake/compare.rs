//! Whether a row resembles somebody on record, or another row: by keys, so that a hundred thousand rows take seconds.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
};

use casework::{
    dates::PartialDate,
    duplicates::{key, similar},
    ids::ParticipantId,
    participant::Profile,
};
use guarded::Guarded;
use store::Reader;

use crate::error::OfficeError;

/// Whom a row resembles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twin {
    /// Somebody on record, by their number.
    OnRecord(u32),
    /// Another row of the file, as the spreadsheet numbers it.
    Row(u32),
}

/// Why two may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A name is the same.
    SameName,
    /// A name differs by a letter or two.
    SimilarName,
    /// The births agree.
    SameBirth,
    /// The nationality is the same.
    SameNationality,
    /// The cohort has a session on that day.
    SameSession,
    /// The marks stand there.
    SameMark,
}

impl Why {
    /// The code under which it is told.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameName => "same_name",
            Self::SimilarName => "similar_name",
            Self::SameBirth => "same_birth",
            Self::SameNationality => "same_nationality",
            Self::SameSession => "same_session",
            Self::SameMark => "same_mark",
        }
    }
}

/// What is compared of somebody.
#[derive(Clone, Copy)]
struct Known {
    twin: Twin,
    birth: Option<PartialDate>,
    /// Three letters.
    nationality: [u8; 3],
}

/// Everybody on record and every row so far. Names are kept as random digests of their keys, which differ from run to
/// run, where only equal ones are looked for.
#[derive(Default)]
pub struct People {
    digests: RandomState,
    by_name: HashMap<u64, Vec<Known>>,
    /// Keys of names by full days of birth: only there a similar name means anything.
    by_birth: HashMap<PartialDate, Vec<(Guarded<String>, Known)>>,
}

fn letters(code: &str) -> [u8; 3] {
    code.as_bytes().try_into().unwrap_or_default()
}

impl People {
    /// Everybody on record.
    pub fn on_record(records: &Reader<'_>) -> Result<Self, OfficeError> {
        let mut people = Self::default();
        records.each_name(&mut |id: ParticipantId, name, birth, nationality| {
            let birth = PartialDate::parse(birth).ok();
            people.add_name(name, Known { twin: Twin::OnRecord(id.0), birth, nationality: letters(nationality) });
        })?;
        Ok(people)
    }

    /// Whom somebody resembles the most, and why. The same name counts unless births or nationalities differ; a similar
    /// name only with the same full day of birth.
    pub fn twin_of(&self, row: u32, profile: &Profile) -> Option<(Twin, Vec<Why>)> {
        let own = Known::of(profile, Twin::Row(row));
        let keys = keys_of(profile);
        let same = keys.iter().filter_map(|key| self.by_name.get(&self.digests.hash_one(key.as_str()))).flatten();
        let same = same.filter_map(|other| own.why(other, Why::SameName).map(|why| (other.twin, why)));
        let mut found = same.max_by_key(|(_, why)| why.len());
        if found.is_none() {
            let born = own.birth.filter(|birth| birth.is_full()).and_then(|birth| self.by_birth.get(&birth));
            let alike = born.into_iter().flatten().filter(
                // EXPOSE: compared.
                |(name, _)| keys.iter().any(|key| similar(key, name.expose())),
            );
            found = alike.filter_map(|(_, other)| own.why(other, Why::SimilarName).map(|why| (other.twin, why))).next();
        }
        found
    }

    /// Takes a row among those with which the next ones are compared.
    pub fn add(&mut self, row: u32, profile: &Profile) {
        let known = Known::of(profile, Twin::Row(row));
        keys_of(profile).iter().for_each(|key| self.add_name(key, known));
    }

    fn add_name(&mut self, name: &str, known: Known) {
        if name.is_empty() {
            return;
        }
        if let Some(birth) = known.birth.filter(|birth| birth.is_full()) {
            self.by_birth.entry(birth).or_default().push((Guarded::from(name), known));
        }
        self.by_name.entry(self.digests.hash_one(name)).or_default().push(known);
    }
}

impl Known {
    fn of(profile: &Profile, twin: Twin) -> Self {
        // EXPOSE: compared with the others.
        let birth = profile.birth.as_ref().map(|birth| *birth.expose());
        let nationality = profile.nationality.as_ref().map_or([0; 3], |code| letters(code.expose()));
        Self { twin, birth, nationality }
    }

    fn why(&self, other: &Self, name: Why) -> Option<Vec<Why>> {
        if self.twin == other.twin {
            return None;
        }
        let births = self.birth.zip(other.birth).map(|(own, other)| own.agrees_with(other));
        let told = |nationality: [u8; 3]| nationality != [0; 3];
        let both = told(self.nationality) && told(other.nationality);
        let nationalities = both.then(|| self.nationality == other.nationality);
        if births == Some(false) || births.is_none() && nationalities == Some(false) {
            return None;
        }
        let birth = (births == Some(true)).then_some(Why::SameBirth);
        let nationality = (nationalities == Some(true)).then_some(Why::SameNationality);
        Some([Some(name), birth, nationality].into_iter().flatten().collect())
    }
}

fn keys_of(profile: &Profile) -> Vec<String> {
    // EXPOSE: compared in folded form.
    let mut keys: Vec<_> = profile.names.iter().map(|name| key(name.text.expose())).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
