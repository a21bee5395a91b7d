//! Whether a row resembles somebody on record, or another row, in whatever script either is written: by keys, so that a
//! hundred thousand rows take seconds.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
};

use casework::{
    dates::PartialDate,
    duplicates::{Reason, agreement, key, similar},
    finding::{Heard, sound::skeletons},
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
    /// A name sounds the same in another script or spelling.
    SameSound,
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
            Self::SameSound => "same_sound",
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
    /// Names by the consonants of the whole as one word, so that the same name in another script is among them.
    by_sound: HashMap<u64, Vec<usize>>,
    sounding: Vec<(Guarded<String>, Known)>,
    /// The same by full days of birth: there the order of the parts does not matter either.
    born: HashMap<PartialDate, Vec<usize>>,
}

/// A name is looked for under so many readings of its consonants.
const READINGS: usize = 4;
/// So many names with the same consonants are compared.
const SOUNDING: usize = 40;

fn letters(code: &str) -> [u8; 3] {
    code.as_bytes().try_into().unwrap_or_default()
}

impl People {
    /// Everybody on record.
    pub fn on_record(records: &Reader<'_>) -> Result<Self, OfficeError> {
        let mut people = Self::default();
        records.each_name(&mut |id: ParticipantId, text, name, birth, nationality| {
            let birth = PartialDate::parse(birth).ok();
            let known = Known { twin: Twin::OnRecord(id.0), birth, nationality: letters(nationality) };
            people.add_name(name, known);
            people.add_sound(text, known);
        })?;
        Ok(people)
    }

    /// Whom somebody resembles the most, and why. The same name counts unless births or nationalities differ; one that
    /// only sounds the same when births or nationalities agree; a similar name only with the same full day of birth.
    pub fn twin_of(&self, row: u32, profile: &Profile) -> Option<(Twin, Vec<Why>)> {
        let own = Known::of(profile, Twin::Row(row));
        let keys = keys_of(profile);
        let same = keys.iter().filter_map(|key| self.by_name.get(&self.digests.hash_one(key.as_str()))).flatten();
        let same = same.filter_map(|other| own.why(other, Why::SameName).map(|why| (other.twin, why)));
        let mut found = same.max_by_key(|(_, why)| why.len()).or_else(|| self.sounding_like(&own, profile));
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
        // EXPOSE: taken apart, kept guarded.
        profile.names.iter().for_each(|name| self.add_sound(name.text.expose(), known));
    }

    fn add_sound(&mut self, name: &str, known: Known) {
        for digest in self.sounds_of(&Heard::new(name)) {
            self.by_sound.entry(digest).or_default().push(self.sounding.len());
        }
        if let Some(birth) = known.birth.filter(|birth| birth.is_full()) {
            self.born.entry(birth).or_default().push(self.sounding.len());
        }
        self.sounding.push((Guarded::from(name), known));
    }

    /// The digests of the consonants of a whole name, of each way to read it. A short name says too little.
    fn sounds_of(&self, name: &Heard) -> Vec<u64> {
        let whole = name.joined(0, name.parts.len()).into_iter().take(READINGS);
        let skeletons = whole.flat_map(|sounds| skeletons(&sounds).into_iter().take(READINGS));
        let mut digests: Vec<u64> =
            skeletons.filter(|skeleton| skeleton.len() > 2).map(|skeleton| self.digests.hash_one(skeleton)).collect();
        digests.sort_unstable();
        digests.dedup();
        digests
    }

    fn sounding_like(&self, own: &Known, profile: &Profile) -> Option<(Twin, Vec<Why>)> {
        // EXPOSE: taken apart and compared.
        let names: Vec<Heard> = profile.names.iter().map(|name| Heard::new(name.text.expose())).collect();
        for name in &names {
            let places = self.sounds_of(name).into_iter().filter_map(|digest| self.by_sound.get(&digest)).flatten();
            let born = own.birth.and_then(|birth| self.born.get(&birth)).into_iter().flatten();
            let places = places.chain(born);
            let others = places.filter_map(|place| self.sounding.get(*place));
            let agrees = |why: &Vec<Why>| why.contains(&Why::SameBirth) || why.contains(&Why::SameNationality);
            let likely =
                others.filter_map(|(text, other)| Some((text, other, own.why(other, Why::SameSound).filter(agrees)?)));
            for (text, other, why) in likely.take(SOUNDING) {
                // EXPOSE: taken apart and compared.
                let agreement = agreement(name, &Heard::new(text.expose()));
                if matches!(agreement, Some(Reason::SameName | Reason::SameSound)) {
                    return Some((other.twin, why));
                }
            }
        }
        None
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

#[cfg(test)]
mod tests {
    use casework::names::{NameKind, PersonName};

    use super::*;

    fn person(name: &str, birth: &str, nationality: &str) -> Profile {
        Profile {
            names: vec![PersonName::of(NameKind::Preferred, Guarded::from(name))],
            birth: PartialDate::parse(birth).ok().map(Guarded::new),
            nationality: (!nationality.is_empty()).then(|| Guarded::from(nationality)),
            ..Profile::default()
        }
    }

    /// Whom the second row resembles.
    fn twin(first: &Profile, second: &Profile) -> Option<(Twin, Vec<Why>)> {
        let mut people = People::default();
        people.add(1, first);
        people.twin_of(2, second)
    }

    #[test]
    fn a_name_in_another_script_is_a_twin_when_something_else_agrees() {
        let latin = person("Mohammed Khan", "1990-04-30", "AFG");

        let both = Some((Twin::Row(1), vec![Why::SameSound, Why::SameBirth, Why::SameNationality]));
        assert_eq!(twin(&latin, &person("محمد خان", "1990-04-30", "AFG")), both);
        assert_eq!(twin(&latin, &person("ハーン・モハメド", "1990-04-30", "AFG")), both, "in whatever order");
        let nationality = Some((Twin::Row(1), vec![Why::SameSound, Why::SameNationality]));
        assert_eq!(twin(&latin, &person("モハメド・カーン", "", "AFG")), nationality);
        assert_eq!(twin(&latin, &person("محمد خان", "1985-04-30", "AFG")), None, "born on another day");
        assert_eq!(twin(&latin, &person("محمد خان", "", "")), None, "the sound alone is no sign");
        assert_eq!(twin(&latin, &person("مسعود خان", "1990-04-30", "AFG")), None, "Masud is another name");
    }

    #[test]
    fn the_same_name_goes_before_one_that_only_sounds_the_same() {
        let mut people = People::default();
        people.add(1, &person("Олена Коваль", "1984", "UKR"));
        people.add(2, &person("Olena Koval", "1984", "UKR"));

        let twin = people.twin_of(3, &person("KOVAL Olena", "1984", "UKR"));

        assert_eq!(twin.map(|(twin, why)| (twin, why[0])), Some((Twin::Row(2), Why::SameName)));
    }
}
