//! Controlled rounding keeps what is promised of it, on the example tables.

#[expect(dead_code, reason = "each test file reads some of the examples")]
mod common;

use aggregates::audit::audit_rounded;
use aggregates::model::Joint;
use aggregates::round::{BASE, Seed, round};
use common::{alone, table};

const TABLES: [&str; 5] = ["A1", "B1", "B2", "B3", "B4"];

fn nearest(joint: &Joint) -> Vec<u64> {
    (0..joint.len()).map(|cell| (joint.value(cell) + 2) / BASE * BASE).collect()
}

#[test]
fn every_cell_is_a_neighbouring_multiple_and_everything_adds_up() {
    for name in TABLES {
        let joint = alone(table(name));
        for seed in 0..20 {
            let rounded = round(&joint, Seed::new(seed)).expect("it can be rounded");

            assert_eq!(rounded.reach, 4, "{name}");
            for (cell, value) in rounded.values.iter().enumerate() {
                let exact = joint.value(cell);
                assert!(value % BASE == 0 && value.abs_diff(exact) < BASE, "{name}: {exact} became {value}");
                assert!(!exact.is_multiple_of(BASE) || *value == exact, "{name}: a multiple stays");
            }
            let found = audit_rounded(&joint, &rounded.values, rounded.reach).expect("it can be audited");
            assert_eq!(
                (found.not_additive, found.lp0_exact, found.int1_exact, found.hidden_exact),
                (0, 0, 0, 0),
                "{name}"
            );
            assert!(found.minimum_interval.is_some_and(|least| least >= 4.0), "{name}: {found:?}");
        }
    }
}

#[test]
fn plain_rounding_to_the_nearest_multiple_is_caught_as_not_adding_up() {
    let joint = alone(table("A1"));

    let found = audit_rounded(&joint, &nearest(&joint), 4).expect("it can be audited");

    assert!(found.not_additive > 0);
}

#[test]
fn the_same_seed_prints_the_same() {
    let joint = alone(table("A1"));
    let values = |seed| round(&joint, Seed::new(seed)).expect("it can be rounded").values;

    assert_eq!(values(7), values(7));
    assert!((8..30).any(|seed| values(seed) != values(7)), "another seed may print something else");
}

#[test]
fn over_two_hundred_seeds_each_cell_is_right_on_average() {
    for name in TABLES {
        let joint = alone(table(name));
        let mut sums = vec![0_i64; joint.len()];
        for seed in 1..=200 {
            let rounded = round(&joint, Seed::new(seed)).expect("it can be rounded");
            for (cell, value) in rounded.values.iter().enumerate() {
                sums[cell] += i64::try_from(*value).expect("small") - i64::try_from(joint.value(cell)).expect("small");
            }
        }
        let worst = sums.iter().map(|sum| sum.abs()).max().expect("cells");

        assert!(worst < 40, "{name}: {worst} people too many or too few in 200 drawings, 0.2 for each");
    }
}
