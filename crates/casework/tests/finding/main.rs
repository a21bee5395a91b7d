//! How well people are found: two sets of names, asked for in memory.

mod measure;
mod memory;

use casework::finding::search;
use guarded::Guarded;
use measure::{Set, absent, clusters, people};
use memory::Memory;

const TUNED: &str = include_str!("../../../sample/tests/data/names.tsv");
const APART: &str = include_str!("../data/names_apart.tsv");

#[test]
fn names_of_a_set_that_nobody_tuned_on_are_found() {
    let (apart, people) = (clusters(APART), people(TUNED));
    let measured = Set::of(&apart, &people).measure(&apart);

    measured.print("apart");
    assert!(measured.all.asked >= 300 && measured.scripts.len() >= 20, "the control: the set was read");
    assert!(measured.all.recall() >= 0.90, "{:.3}", measured.all.recall());
    assert!(measured.all.precision() >= 0.85, "{:.3}", measured.all.precision());
    let (asked, anybody) = Set::of(&apart, &people).finds_for(&absent(APART));
    assert!(asked >= 15 && anybody * 2 <= asked, "{anybody} of {asked} names that nobody has find somebody");
}

#[test]
fn names_of_the_set_that_the_rules_were_made_with_are_found() {
    let tuned = clusters(TUNED);
    let measured = Set::of(&tuned, &people(APART)).measure(&tuned);

    measured.print("tuned");
    assert!(measured.all.recall() >= 0.97, "{:.3}", measured.all.recall());
    assert!(measured.all.precision() >= 0.93, "{:.3}", measured.all.precision());
}

#[test]
fn of_two_who_answer_alike_the_one_written_as_typed_comes_first() {
    let mut names = Memory::default();
    for (person, name) in [(1, "Li Wei"), (1, "リ・ウェイ"), (2, "李 明"), (3, "Leh Leh Win"), (4, "Laila Ahmadi")]
    {
        names.add(person, name);
    }
    let found = |query: &str| {
        let Ok(hits) = search(&names, &Guarded::from(query));
        hits.into_iter().map(|hit| hit.person).collect::<Vec<_>>()
    };

    assert_eq!(found("Li"), [1, 2]);
    assert_eq!(found("李"), [2, 1]);
    assert_eq!(found("リ"), [1, 2]);
}
