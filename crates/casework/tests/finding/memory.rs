//! An index in memory: what a store keeps of names, without a store.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
};

use casework::finding::{Heard, Index, Known, sound::skeletons};
use guarded::Guarded;

#[derive(Default)]
pub struct Memory {
    names: BTreeMap<u32, Vec<String>>,
    sounds: BTreeMap<String, i64>,
    by_number: BTreeMap<i64, String>,
    skeletons: BTreeSet<(String, i64)>,
    people: BTreeSet<(i64, u32)>,
}

impl Memory {
    pub fn add(&mut self, person: u32, name: &str) {
        self.names.entry(person).or_default().push(name.to_owned());
        for key in Heard::new(name).keys() {
            let number = match self.sounds.get(&key) {
                Some(number) => *number,
                None => self.add_sound(&key),
            };
            self.people.insert((number, person));
        }
    }

    fn add_sound(&mut self, key: &str) -> i64 {
        let number = i64::try_from(self.sounds.len()).expect("few") + 1;
        self.sounds.insert(key.to_owned(), number);
        self.by_number.insert(number, key.to_owned());
        if !key.starts_with('=') {
            self.skeletons.extend(skeletons(key).into_iter().map(|skeleton| (skeleton, number)));
        }
        number
    }

    fn known(&self, number: i64) -> Known {
        (number, Guarded::from(self.by_number.get(&number).expect("a sound").as_str()))
    }
}

impl Index for Memory {
    type Error = Infallible;

    fn sounds_with(&self, skeleton: &str) -> Result<Vec<Known>, Infallible> {
        let all = self.skeletons.range((skeleton.to_owned(), 0)..).take_while(|(own, _)| own == skeleton);
        Ok(all.map(|(_, number)| self.known(*number)).collect())
    }

    fn sounds_with_beginning(&self, skeleton: &str, limit: u32) -> Result<Vec<Known>, Infallible> {
        let all = self.skeletons.range((skeleton.to_owned(), 0)..).take_while(|(own, _)| own.starts_with(skeleton));
        Ok(all.take(limit as usize).map(|(_, number)| self.known(*number)).collect())
    }

    fn sounds_beginning(&self, begun: &str, limit: u32) -> Result<Vec<Known>, Infallible> {
        let all = self.sounds.range(begun.to_owned()..).take_while(|(own, _)| own.starts_with(begun));
        Ok(all.take(limit as usize).map(|(_, number)| self.known(*number)).collect())
    }

    fn sound_named(&self, sound: &str) -> Result<Option<i64>, Infallible> {
        Ok(self.sounds.get(sound).copied())
    }

    fn people_sounding(&self, sound: i64, limit: u32) -> Result<Vec<u32>, Infallible> {
        let all = self.people.range((sound, 0)..=(sound, u32::MAX)).rev();
        Ok(all.take(limit as usize).map(|(_, person)| *person).collect())
    }

    fn names_of(&self, person: u32) -> Result<Vec<Guarded<String>>, Infallible> {
        Ok(self.names.get(&person).into_iter().flatten().map(|name| Guarded::from(name.as_str())).collect())
    }
}
