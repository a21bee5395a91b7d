//! The auditor gives the known answers about what established tools hid.

mod common;

use aggregates::audit::audit_hidden;
use common::{alone, has_pattern, peer_pattern, peer_results, table};

#[test]
fn every_known_answer_about_the_peers_is_found() {
    let mut compared = 0;
    for row in peer_results() {
        let (name, method) = (row["instance"].as_str(), row["method"].as_str());
        if !has_pattern(name, method) {
            continue;
        }
        let table = table(name);
        let hidden = peer_pattern(&table, &format!("{name}_4_{method}"));
        let found = audit_hidden(&alone(table), &hidden).expect("it can be audited");
        let expect = |column: &str, value: usize| {
            if let Ok(known) = row[column].parse::<usize>() {
                compared += 1;
                assert_eq!(value, known, "{column} of {method} on {name}");
            }
        };
        let mut expect = expect;
        expect("small_cells_1_4", found.small);
        expect("secondary", found.extra);
        expect("LP0_exact", found.lp0_exact);
        expect("LP1_exact", found.lp1_exact);
        expect("INT1_exact", found.int1_exact);
        expect("LP1_below_reachable", found.below_reachable);
    }
    assert!(compared >= 80, "the examples are there: {compared} answers");
}

#[test]
fn a_table_with_only_its_small_cells_hidden_is_found_out() {
    let joint = alone(table("A1"));
    let naive: Vec<bool> = (0..joint.len()).map(|cell| (1..=4).contains(&joint.value(cell))).collect();

    let found = audit_hidden(&joint, &naive).expect("it can be audited");

    assert!(found.int1_exact > 0, "subtraction recovers cells of a naive threshold");
}

#[test]
fn a_small_cell_that_is_shown_counts_as_found() {
    let joint = alone(table("B2"));

    let found = audit_hidden(&joint, &vec![false; joint.len()]).expect("it can be audited");

    assert_eq!((found.lp0_exact, found.lp1_exact, found.int1_exact, found.below_reachable), (8, 8, 8, 8));
}
