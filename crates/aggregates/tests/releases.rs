//! Tables leave with a passing certificate or not at all: random tables, several together, periods that add up.
#![expect(clippy::indexing_slicing, reason = "a test may stop at a table of another shape")]

#[expect(dead_code, reason = "each test file reads some of the examples")]
mod common;
#[path = "common/random.rs"]
#[expect(dead_code, reason = "the example makes larger ones")]
mod random;

use aggregates::audit::audit_hidden;
use aggregates::model::{Dimension, Joint, Standing, Table};
use aggregates::round::Seed;
use aggregates::suppress::suppress;
use aggregates::{Method, TableRelease, Unprotected};
use common::{alone, table};

#[test]
fn random_tables_leave_additive_and_with_nothing_to_work_out() {
    for number in 0..random::many(25) {
        let joint = alone(random::table(number));
        for method in [Method::Rounding(Seed::new(number)), Method::Suppression] {
            let release =
                TableRelease::protect(&joint, method).unwrap_or_else(|error| panic!("table {number}: {error}"));
            let again = TableRelease::protect(&joint, method).expect("it was possible before");

            assert_eq!(release, again, "table {number} comes out the same");
        }
    }
}

#[test]
fn tables_of_the_same_people_are_protected_together() {
    let two = || vec![part(&[0, 1]), part(&[0, 2]), part(&[1, 2])];
    let apart: Vec<Vec<bool>> =
        two().into_iter().map(|table| suppress(&alone(table), &[]).expect("alone it can be protected")).collect();
    let joint = Joint::new(two()).expect("they agree");
    let mut side_by_side = vec![true; joint.len()];
    for (table, hidden) in apart.iter().enumerate() {
        for (cell, hidden) in hidden.iter().enumerate() {
            side_by_side[joint.place(table, cell).expect("a place")] &= hidden;
        }
    }

    let release = TableRelease::protect(&joint, Method::Suppression).expect("together they can be protected");
    let found = audit_hidden(&joint, &side_by_side).expect("it can be audited");

    assert_eq!(release.tables().len(), 3);
    assert!(found.int1_exact + found.below_reachable > 0, "protecting each alone is found out");
}

#[test]
fn who_subtracts_cumulative_quarters_does_not_find_a_small_increment() {
    let quarters = Dimension::cumulative("quarter", ["q1", "q2", "q3", "q4"]).expect("quarters");
    let region = Dimension::flat("region", ["ca", "ea", "eu", "wa"]).expect("regions");
    let counts = [("q1", "ca", 6), ("q1", "ea", 3), ("q1", "wa", 8), ("q2", "ca", 2), ("q2", "eu", 6), ("q2", "wa", 5)];
    let later = [("q3", "ca", 7), ("q3", "ea", 1), ("q3", "wa", 4), ("q4", "ea", 9), ("q4", "eu", 1), ("q4", "wa", 7)];
    let counts = counts.into_iter().chain(later).map(|(quarter, region, count)| (vec![quarter, region], count));
    let joint = alone(Table::new("persons", vec![quarters, region], counts).expect("a table"));
    let shown: Vec<bool> = (0..joint.len())
        .map(|cell| joint.tables()[0].codes(cell)[0].starts_with('q') || (1..=4).contains(&joint.value(cell)))
        .collect();

    let naive = audit_hidden(&joint, &shown).expect("it can be audited");
    let release = TableRelease::protect(&joint, Method::Suppression);

    assert!(naive.int1_exact > 0, "thresholding each cumulative table is found out");
    assert!(release.is_ok(), "{release:?}");
}

#[test]
fn what_known_cells_give_away_is_refused() {
    let gender = Dimension::flat("gender", ["f", "m"]).expect("codes");
    let mut joint = alone(Table::new("persons", vec![gender], [(vec!["f"], 2), (vec!["m"], 7)]).expect("a table"));
    joint.settle(0, &["Total"], Standing::Known).expect("a cell");
    joint.settle(0, &["m"], Standing::Known).expect("a cell");

    assert!(matches!(TableRelease::protect(&joint, Method::Suppression), Err(Unprotected::Suppression(_))));
    assert!(TableRelease::protect(&joint, Method::Rounding(Seed::new(1))).is_err(), "the exact neighbours tell it");
}

#[test]
fn everybody_of_a_line_in_one_cell_is_hidden() {
    let table = table("B2");
    let counts = (0..table.len()).filter(|cell| table.leaves().contains(cell) && table.value(*cell) > 0);
    let counts =
        counts.map(|cell| (table.codes(cell).into_iter().map(str::to_owned).collect::<Vec<_>>(), table.value(cell)));
    let counts: Vec<_> = counts.filter(|(codes, _)| codes[0] != "EA" || codes[1] == "M").collect();
    let joint = alone(common::of_counts(&["region".to_owned(), "gender".to_owned()], &counts));

    let release = TableRelease::protect(&joint, Method::Suppression).expect("it can be protected");

    let value = |codes: [&str; 2]| {
        release.tables()[0].cells().iter().find(|cell| cell.codes() == codes).expect("a cell").value()
    };
    assert_eq!((value(["EA", "M"]), value(["EA", "Total"])), (None, None), "seven people, all of them men");
}

#[test]
fn a_release_holds_no_exact_count_that_it_does_not_show() {
    let joint = alone(table("B1"));
    let release = TableRelease::protect(&joint, Method::Suppression).expect("it can be protected");

    let written = serde_json::to_value(&release).expect("it can be written");

    for cell in written["tables"][0]["cells"].as_array().expect("cells") {
        assert!(!cell["value"].as_u64().is_some_and(|value| (1..=4).contains(&value)), "{cell}");
    }
    assert_eq!(written["certificate"]["passed"], true);
}

/// The example of three dimensions without one of them.
fn part(kept: &[usize]) -> Table {
    let full = table("A1");
    let mut counts = std::collections::BTreeMap::new();
    for &leaf in full.leaves() {
        let codes = full.codes(leaf);
        *counts.entry(kept.iter().map(|&place| codes[place].to_owned()).collect::<Vec<_>>()).or_insert(0) +=
            full.value(leaf);
    }
    let names: Vec<String> = kept.iter().map(|&place| full.dimensions()[place].name().to_owned()).collect();
    let counts: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    common::of_counts(&names, &counts)
}
