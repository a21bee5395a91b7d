//! How well people are found: invented people in 25 scripts and languages among three thousand of the sample.
#![expect(clippy::print_stderr, reason = "the figures are for people to read")]

use std::collections::{BTreeMap, BTreeSet};

use casework::{names::NameKind, text::fold};
use guarded::Guarded;
use office::{Found, NewName, NewParticipant, Office};
use sample::Plan;

use crate::common::filled;

const NAMES: &str = include_str!("../data/names.tsv");

/// A query and whom it must find.
struct Asked {
    person: u32,
    script: &'static str,
    query: &'static str,
    /// The parts of the person's name in Latin letters.
    latin: BTreeSet<String>,
}

/// Counts of what was found.
#[derive(Default, Clone, Copy)]
struct Counts {
    asked: u32,
    found: u32,
    shown: u32,
    fitting: u32,
}

impl Counts {
    fn recall(self) -> f64 {
        f64::from(self.found) / f64::from(self.asked)
    }

    fn precision(self) -> f64 {
        f64::from(self.fitting) / f64::from(self.shown)
    }
}

#[test]
fn people_are_found_in_every_script_and_few_others_with_them() {
    let (_folder, office) = filled(Plan { people: 3000, ..Plan::default() });
    let asked = register(&office);
    let mut all = Counts::default();
    let mut scripts: BTreeMap<&str, Counts> = BTreeMap::new();

    for asked in &asked {
        let found = search(&office, asked.query, 20);
        for counts in [&mut all, scripts.entry(asked.script).or_default()] {
            count(counts, asked, &found);
        }
    }

    for (script, counts) in &scripts {
        eprintln!("{script}: recall@5 {:.3} of {}, precision {:.3}", counts.recall(), counts.asked, counts.precision());
        assert!(counts.recall() >= 0.80, "{script}");
    }
    eprintln!("all: recall@5 {:.3} of {}, precision {:.3}", all.recall(), all.asked, all.precision());
    assert!(scripts.len() >= 20 && all.asked >= 1000, "the control: the names were read");
    assert!(all.recall() >= 0.96);
    assert!(all.precision() >= 0.65);
    nobody_is_found_for_names_that_nobody_has(&office);
    short_names_do_not_find_everybody(&office);
}

fn nobody_is_found_for_names_that_nobody_has(office: &Office) {
    let absent: Vec<_> = NAMES.lines().filter_map(|line| line.strip_prefix("N\t")).collect();
    let found: Vec<_> = absent.iter().map(|query| search(office, query, 20).len()).collect();
    let some = found.iter().filter(|found| **found > 0).count();

    eprintln!(
        "absent: {some} of {} queries found anybody, {} people in all",
        absent.len(),
        found.iter().sum::<usize>()
    );
    assert!(absent.len() >= 30 && some * 3 <= absent.len(), "most names that nobody has find nobody");
}

fn short_names_do_not_find_everybody(office: &Office) {
    for query in ["李", "Li", "An", "リ", "Mo", "a"] {
        let found = search(office, query, 200).len();

        assert!(found < 200, "{query} found {found}");
    }
    let li = search(office, "Li", 200);
    assert!(li.iter().take(1).all(|found| found.score > 0.9), "a short name finds itself first");
}

/// Registers the people and returns what is asked for.
fn register(office: &Office) -> Vec<Asked> {
    let mut asked = Vec::new();
    let mut last: Option<(u32, &'static str, BTreeSet<String>)> = None;
    for line in NAMES.lines() {
        let fields: Vec<&'static str> = line.split('\t').collect();
        match (fields.as_slice(), &last) {
            (["P", script, name, latin], _) => {
                let id = office.write(|desk| desk.add_participant(&named(name), true)).expect("a participant");
                last = Some((id.0, script, parts(latin)));
            }
            (["Q", _, query], Some((person, script, latin))) => {
                asked.push(Asked { person: *person, script, query, latin: latin.clone() });
            }
            _ => {}
        }
    }
    asked
}

fn named(name: &str) -> NewParticipant {
    NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
        first_contact: String::from("2025-04-01"),
        ..NewParticipant::default()
    }
}

fn search(office: &Office, query: &str, limit: u32) -> Vec<Found> {
    office.read(|desk| desk.search(&Guarded::from(query), limit)).expect("a search")
}

fn parts(name: &str) -> BTreeSet<String> {
    fold(name).split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(String::from).collect()
}

/// Somebody else fits only when a part of a name of theirs is written the same.
fn count(counts: &mut Counts, asked: &Asked, found: &[Found]) {
    let is_asked = |found: &Found| found.person.id.0 == asked.person;
    // EXPOSE: everybody is made up.
    let fits = |found: &&Found| {
        let mut names = found.person.names.iter().map(|name| parts(name.text.expose()));
        is_asked(found) || names.any(|name| !name.is_disjoint(&asked.latin))
    };
    counts.asked += 1;
    counts.found += u32::from(found.iter().take(5).any(is_asked));
    counts.shown += u32::try_from(found.len()).expect("few");
    counts.fitting += u32::try_from(found.iter().filter(fits).count()).expect("few");
}
