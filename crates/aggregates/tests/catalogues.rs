//! What is published together is protected together, and a second auditor with another solver says the same as the first.
#![expect(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test may stop at a table of another shape"
)]

#[expect(dead_code, reason = "each test file reads some of the examples")]
mod common;
#[path = "common/random.rs"]
mod random;
#[path = "common/second.rs"]
mod second;

use aggregates::audit::{audit_hidden, audit_rounded};
use aggregates::model::{Dimension, Joint, Standing, Table};
use aggregates::round::{BASE, Seed, round};
use aggregates::suppress::suppress;
use aggregates::{Method, TableRelease};
use common::alone;
use second::Readers;

/// Hidden only where every table that has the cell hides it: what readers have who lay the tables side by side.
fn side_by_side(joint: &Joint) -> Vec<bool> {
    let mut hidden = vec![true; joint.len()];
    for (place, table) in joint.tables().iter().enumerate() {
        let own = suppress(&alone(table.clone()), &[]).expect("alone it can be protected");
        for (cell, own) in own.into_iter().enumerate() {
            hidden[joint.place(place, cell).expect("a cell")] &= own;
        }
    }
    hidden
}

fn is_safe_together(tables: Vec<Table>) {
    let joint = Joint::new(tables).expect("they count the same people");
    let naive = audit_hidden(&joint, &side_by_side(&joint)).expect("it can be audited");
    assert!(naive.int1_exact + naive.below_reachable > 0, "protecting each table for itself is found out: {naive:?}");

    for method in [Method::Suppression, Method::Rounding(Seed::new(3))] {
        let release = TableRelease::protect(&joint, method);
        assert!(release.is_ok(), "{method:?}: {release:?}");
    }
}

#[test]
fn three_tables_of_three_dimensions_leave_together() {
    let people = random::people(559, 1);
    is_safe_together(vec![
        random::by(&people, &[0, 1, 2]),
        random::by(&people, &[0, 1, 4]),
        random::by(&people, &[0, 2, 4]),
    ]);
}

#[test]
fn four_cumulative_quarters_by_two_dimensions_give_no_increment_away() {
    let people = random::people(559, 3);
    let quarters = || Dimension::cumulative("quarter", ["q1", "q2", "q3", "q4"]).expect("quarters");
    let flat = |axis: usize| {
        let (name, codes) = random::TOLD[axis];
        Dimension::flat(name, (0..codes).map(|code| format!("{name}{code}"))).expect("codes")
    };
    let mut counts = std::collections::BTreeMap::new();
    for (number, person) in people.iter().enumerate() {
        let codes =
            vec![format!("q{}", 1 + number % 4), format!("region{}", person[0]), format!("gender{}", person[1])];
        *counts.entry(codes).or_insert(0) += 1;
    }
    let joint = alone(Table::new("persons", vec![quarters(), flat(0), flat(1)], counts).expect("a table"));
    let is_increment = |cell: usize| joint.tables()[0].codes(cell)[0].starts_with('q');
    let naive: Vec<bool> =
        (0..joint.len()).map(|cell| is_increment(cell) || (1..=4).contains(&joint.value(cell))).collect();

    assert!(
        audit_hidden(&joint, &naive).expect("it can be audited").int1_exact > 0,
        "subtraction finds the naive ones"
    );
    for method in [Method::Suppression, Method::Rounding(Seed::new(3))] {
        let release = TableRelease::protect(&joint, method);
        assert!(release.is_ok(), "{method:?}: {release:?}");
    }
}

#[test]
fn a_proof_that_is_to_stop_ends_between_two_of_its_questions() {
    let tables = [random::year(559, 7), random::crossed(&[7, 6, 3, 6], 600, 7)];
    for (table, method) in
        tables.iter().flat_map(|table| [(table, Method::Rounding(Seed::new(1))), (table, Method::Suppression)])
    {
        let joint = alone(table.clone());
        let asked = std::cell::Cell::new(0_u32);
        let counting = |stop_at: u32| {
            asked.set(0);
            TableRelease::protect_unless(&joint, method, &|| {
                asked.set(asked.get() + 1);
                asked.get() >= stop_at
            })
        };
        // Most of a rounding's proof needs no question.
        for &stop_at in if matches!(method, Method::Suppression) { &[1, 2, 20, 200][..] } else { &[1][..] } {
            let stopped = counting(stop_at);
            assert!(stopped.as_ref().is_err_and(aggregates::Unprotected::is_stop), "{method:?}: {:?}", stopped.err());
            assert!(asked.get() <= stop_at + 3, "{method:?}: it went on for {} questions", asked.get() - stop_at);
        }
    }
}

#[test]
fn the_second_auditor_says_the_same_of_safe_and_of_naive_patterns() {
    for number in 0..random::many(12) {
        let joint = alone(random::table(number));
        let naive: Vec<bool> = (0..joint.len()).map(|cell| (1..=4).contains(&joint.value(cell))).collect();
        let safe = suppress(&joint, &[]).expect("a pattern");
        for hidden in [&naive, &safe] {
            let first = audit_hidden(&joint, hidden).expect("it can be audited");
            assert_eq!(first.int1_exact, Readers::of_hidden(&joint, hidden).find().len(), "table {number}");
        }
        let rounded = round(&joint, Seed::new(number)).expect("it can be rounded");
        let first = audit_rounded(&joint, &rounded.values, rounded.reach).expect("it can be audited");
        let second = Readers::of_rounded(&joint, &rounded.values, rounded.reach).find();
        assert_eq!((first.int1_exact, second.len()), (0, 0), "table {number}");
    }
}

#[test]
fn a_table_too_large_for_the_lottery_adds_up_as_well() {
    let joint = alone(random::crossed(&[7, 6, 3, 6], 600, 7));

    let rounded = round(&joint, Seed::new(5)).expect("it can be rounded");

    assert!(joint.len() > 1_000 && rounded == round(&joint, Seed::new(5)).expect("as before"));
    for (cell, value) in rounded.values.iter().enumerate() {
        assert!(value.is_multiple_of(BASE) && value.abs_diff(joint.value(cell)) <= rounded.reach);
    }
    let found = audit_rounded(&joint, &rounded.values, rounded.reach).expect("it can be audited");
    assert_eq!((found.not_additive, found.hidden_exact), (0, 0));
}

#[test]
fn a_table_is_its_own_seed() {
    let (one, other) = (random::crossed(&[4, 3], 60, 1), random::crossed(&[4, 3], 60, 2));
    let drawn = |table: &Table| round(&alone(table.clone()), Seed::of(table)).expect("it can be rounded").values;

    assert_eq!(drawn(&one), drawn(&one.clone()));
    assert_ne!(drawn(&one), drawn(&other));
}

const PAIRS: [[usize; 2]; 8] = [[0, 1], [0, 2], [0, 3], [0, 4], [1, 2], [1, 3], [2, 4], [3, 4]];

fn by_pairs(people: u32, seed: u64) -> Vec<Table> {
    let people = random::people(people, seed);
    PAIRS.iter().map(|pair| random::by(&people, pair)).collect()
}

/// What an office with 103 new people a year publishes: eight tables of two dimensions each.
#[test]
fn eight_tables_of_two_dimensions_of_few_people_leave_together() {
    for seed in 0..12 {
        is_safe_together(by_pairs(103, seed));
    }
}

/// Several tables of few people leave some cells narrower than one table would, whatever is hidden. Of these there are
/// no more than when everything is hidden, so that hiding more would not help; with the exact total known as well.
#[test]
fn what_stays_narrow_in_several_tables_would_with_everything_hidden() {
    let mut narrow = 0;
    for (people, seed, known) in
        [40, 103].iter().flat_map(|&people| (0..4).map(move |seed| (people, seed, seed % 2 == 0)))
    {
        let mut joint = Joint::new(by_pairs(people, seed)).expect("they count the same people");
        if known {
            joint.settle(0, &["Total", "Total"], Standing::Known).expect("the total");
        }
        let everything: Vec<bool> = (0..joint.len()).map(|cell| joint.value(cell) > 0).collect();
        let least = audit_hidden(&joint, &everything).expect("it can be audited").below_reachable;

        let release = TableRelease::protect(&joint, Method::Suppression).expect("it can be protected");

        assert_eq!(release.certificate().below_reachable(), least, "{people} people, {seed}");
        narrow += least;
    }
    assert!(narrow > 0, "control: it does happen");
}
