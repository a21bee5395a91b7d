//! People: where they come from, what they are called, what they may do. Nobody is real.

mod origins;
mod residence;

use casework::names::NameKind;
use chrono::NaiveDate;
use guarded::Guarded;
use office::{NewName, NewParticipant};

use crate::{dice::Dice, names::FullName};
use origins::{ORIGINS, Origin};

/// About one in so many has the name of somebody met before: two people, not one recorded twice.
const NAMESAKE: usize = 90;

/// Whoever can still be met. Names of an origin come in an order of chance and begin again when all were given.
#[derive(Debug)]
pub struct Population {
    counters: Vec<Counter>,
}

/// Walks through the names of an origin.
#[derive(Debug)]
struct Counter {
    next: usize,
    step: usize,
}

/// Somebody met for the first time.
#[derive(Debug)]
pub struct Met {
    /// What is entered in the form.
    pub entered: NewParticipant,
    /// The language they speak best.
    pub language: &'static str,
    /// Whether their residence status lets them work.
    pub may_work: bool,
}

impl Population {
    /// The world before the founding.
    pub fn new(dice: &mut Dice) -> Self {
        let counters = ORIGINS.iter().map(|(_, origin)| Counter::new(dice, origin.names.len())).collect();
        Self { counters }
    }

    /// Meets somebody.
    pub fn meet(&mut self, dice: &mut Dice, on: NaiveDate) -> Met {
        let place = draw_origin(dice);
        let (_, origin) = ORIGINS.get(place).expect("an origin of the list");
        let counter = self.counters.get_mut(place).expect("a counter for each origin");
        let name = origin.names.name(counter.draw(dice, origin.names.len())).expect("numbers stay below their bound");
        let residence = residence::draw(dice, origin.protection, on);
        let may_work = residence.as_ref().is_some_and(residence::lets_work);
        let language = origin.languages.first().copied().unwrap_or("en");
        let entered = NewParticipant {
            names: names(dice, name),
            birth: Guarded::new(birth(dice, on)),
            nationality: Guarded::from(if dice.percent(96) { origin.nationality } else { "" }),
            languages: languages(dice, origin),
            first_contact: on.to_string(),
            residence,
            ..NewParticipant::default()
        };
        Met { entered, language, may_work }
    }
}

impl Counter {
    fn new(dice: &mut Dice, names: usize) -> Self {
        // A step that shares no factor with the number of names passes all of them before one comes again.
        let step = (names * 5 / 8..).find(|step| *step > 0 && greatest_common_divisor(*step, names) == 1).unwrap_or(1);
        Self { next: dice.below(names), step }
    }

    fn draw(&mut self, dice: &mut Dice, names: usize) -> usize {
        if dice.below(NAMESAKE) != 0 {
            self.next = (self.next + self.step) % names;
        }
        self.next
    }
}

const fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

fn draw_origin(dice: &mut Dice) -> usize {
    let mut drawn = dice.below(ORIGINS.iter().map(|(weight, _)| weight).sum());
    let hit = ORIGINS.iter().position(|(weight, _)| {
        let hit = drawn < *weight;
        drawn = drawn.saturating_sub(*weight);
        hit
    });
    hit.unwrap_or(0)
}

fn names(dice: &mut Dice, name: FullName) -> Vec<NewName> {
    let FullName { own, latin, kana, given } = name;
    let mut names = Vec::with_capacity(4);
    let mut add = |kind, text: String| names.push(NewName::new(kind, Guarded::new(text)));
    if dice.percent(6) {
        add(NameKind::Preferred, given.to_owned());
    }
    match own.filter(|_| dice.percent(80)) {
        Some(own) => {
            let latin = dice.percent(92).then_some(latin);
            add(NameKind::OwnScript, own);
            latin.into_iter().for_each(|latin| add(NameKind::Latin, latin));
        }
        None => add(NameKind::Latin, latin),
    }
    if dice.percent(3) {
        // The name they go by in Japan: a common family name before their own.
        let own = kana.split(['・', ' ', '　']).next().unwrap_or_default();
        add(NameKind::Alias, format!("{} {own}", dice.pick(&["青木", "石川", "西田", "森本"])));
    }
    add(NameKind::Reading, kana);
    names
}

/// Between 18 and 60 years old; for some only the year or the month is known, for a few nothing.
fn birth(dice: &mut Dice, on: NaiveDate) -> String {
    let oldest = on - chrono::Months::new(60 * 12);
    let youngest = on - chrono::Months::new(18 * 12);
    let middle = on - chrono::Months::new(36 * 12);
    let born = if dice.percent(65) { dice.day(middle, youngest) } else { dice.day(oldest, middle) };
    match dice.below(100) {
        0..3 => String::new(),
        3..13 => born.format("%Y").to_string(),
        13..18 => born.format("%Y-%m").to_string(),
        _ => born.format("%Y-%m-%d").to_string(),
    }
}

/// The languages of the origin, the first always, and Japanese or English for some.
fn languages(dice: &mut Dice, origin: &Origin) -> Vec<String> {
    let (first, others) = origin.languages.split_first().unwrap_or((&"en", &[]));
    let mut spoken = vec![*first];
    spoken.extend(others.iter().filter(|_| dice.percent(60)));
    for (language, chance) in [("en", 35), ("ja", 30)] {
        if !spoken.contains(&language) && dice.percent(chance) {
            spoken.push(language);
        }
    }
    spoken.into_iter().map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::plan::day;

    #[test]
    fn names_of_an_origin_come_again_only_after_all_were_given() {
        let mut dice = Dice::new(3);
        for (_, origin) in ORIGINS {
            let names = origin.names.len();
            let mut counter = Counter::new(&mut dice, names);
            let mut given = BTreeSet::new();
            for _ in 0..names {
                counter.next = (counter.next + counter.step) % names;
                given.insert(counter.next);
            }
            assert_eq!(given.len(), names);
        }
    }

    #[test]
    fn everybody_can_be_called_and_read_and_namesakes_are_few() {
        let mut dice = Dice::new(5);
        let mut population = Population::new(&mut dice);
        let mut readings = Vec::new();
        for _ in 0..559 {
            let names = population.meet(&mut dice, day(2024, 5, 1)).entered.names;
            let has = |kind| names.iter().any(|name| name.kind == kind);
            assert!(has(NameKind::Reading) && (has(NameKind::Latin) || has(NameKind::OwnScript)));
            // EXPOSE: made up here.
            readings.extend(names.iter().filter(|n| n.kind == NameKind::Reading).map(|n| n.text.expose().clone()));
        }
        let distinct: BTreeSet<_> = readings.iter().collect();
        assert!((500..559).contains(&distinct.len()), "{} distinct", distinct.len());
    }
}
