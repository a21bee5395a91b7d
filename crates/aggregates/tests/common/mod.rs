//! Reads the example tables: the shape of the reference report, no real person in them.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use aggregates::model::{Dimension, Joint, Table};

fn examples(path: &str) -> Vec<Vec<String>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/examples").join(path);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.lines().map(|line| line.split(',').map(|field| field.trim_matches('"').to_owned()).collect()).collect()
}

/// An example table by its name.
pub fn table(name: &str) -> Table {
    let rows = examples(&format!("tables/{name}.csv"));
    let (head, rows) = rows.split_first().expect("a heading");
    let counts: Vec<(Vec<String>, u64)> =
        rows.iter().map(|row| (row[..row.len() - 1].to_vec(), row[row.len() - 1].parse().expect("a count"))).collect();
    of_counts(&head[..head.len() - 1], &counts)
}

/// A table over the codes that occur.
pub fn of_counts(names: &[String], counts: &[(Vec<String>, u64)]) -> Table {
    let dimension = |(place, name): (usize, &String)| {
        let mut codes: Vec<&String> = counts.iter().map(|(codes, _)| &codes[place]).collect();
        codes.sort_unstable();
        codes.dedup();
        Dimension::flat(name, codes.into_iter().cloned()).expect("codes")
    };
    Table::new("persons", names.iter().enumerate().map(dimension).collect(), counts.to_vec()).expect("a table")
}

/// One table as a problem of its own.
pub fn alone(table: Table) -> Joint {
    Joint::new(vec![table]).expect("one table")
}

/// What a peer hid, for each cell of the table.
pub fn peer_pattern(table: &Table, name: &str) -> Vec<bool> {
    let rows = examples(&format!("peer_patterns/{name}.csv"));
    let width = table.dimensions().len();
    let hidden: BTreeMap<Vec<String>, bool> =
        rows[1..].iter().map(|row| (row[..width].to_vec(), row.last().is_some_and(|last| last == "TRUE"))).collect();
    let told = |cell| hidden[&table.codes(cell).into_iter().map(str::to_owned).collect::<Vec<_>>()];
    (0..table.len()).map(told).collect()
}

/// What an auditor found in the peers' patterns: the rows that have a pattern file.
pub fn peer_results() -> Vec<BTreeMap<String, String>> {
    let rows = examples("peer_results.csv");
    let (head, rows) = rows.split_first().expect("a heading");
    rows.iter().map(|row| head.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// Whether the peer's pattern is among the examples.
pub fn has_pattern(table: &str, method: &str) -> bool {
    let name = format!("tests/examples/peer_patterns/{table}_4_{method}.csv");
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name).exists()
}
