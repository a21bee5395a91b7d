//! Random tables: the same number, the same table.

use aggregates::model::{Dimension, Table};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// How many random tables are tried: all that the tests of a release ask for with `cargo xtask test --long`.
pub fn many(usual: u64) -> u64 {
    if std::env::var("TOMARIGI_LONG").is_ok_and(|long| long == "1") { 1_000 } else { usual }
}

/// A table of two to four dimensions with 20 to 400 cells, now sparse and now full.
pub fn table(number: u64) -> Table {
    let mut dice = ChaCha8Rng::seed_from_u64(number);
    loop {
        let mut below = |bound: u32| ((u64::from(dice.next_u32()) * u64::from(bound)) >> 32) as u32;
        let dimensions: Vec<Dimension> =
            (0..2 + below(3)).map(|place| dimension(place, 2 + below(7), below(3) == 0)).collect();
        let cells: usize = dimensions.iter().map(Dimension::len).product();
        if !(20..=400).contains(&cells) {
            continue;
        }
        let most = 1 + below(30);
        let empty = below(100);
        let mut counts = Vec::new();
        for codes in crossing(&dimensions) {
            if below(100) >= empty {
                // The smaller of two draws: small counts are what tables are full of.
                counts.push((codes, u64::from(below(most + 1).min(below(most + 1)))));
            }
        }
        return Table::new("persons", dimensions, counts).expect("a table");
    }
}

/// A year by month and quarter, region and level of Japanese: 952 cells.
pub fn year(people: u32, seed: u64) -> Table {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut below = |bound: u32| ((u64::from(dice.next_u32()) * u64::from(bound)) >> 32) as u32;
    let months = (0..12).map(|month| vec![format!("m{month:02}"), format!("q{}", month / 3)]);
    let flat = |name, count: u32| Dimension::flat(name, (0..count).map(|code| format!("{name}{code}"))).expect("codes");
    let dimensions = vec![Dimension::nested("month", months).expect("codes"), flat("region", 7), flat("level", 6)];
    let mut counts = std::collections::BTreeMap::new();
    for _ in 0..people {
        let uneven = below(8).min(below(8)).min(6);
        let codes =
            vec![format!("m{:02}", below(12)), format!("region{uneven}"), format!("level{}", below(6).min(below(7)))];
        *counts.entry(codes).or_insert(0) += 1;
    }
    Table::new("persons", dimensions, counts).expect("a table")
}

/// Flat dimensions of these sizes, uneven.
pub fn crossed(sizes: &[u32], people: u32, seed: u64) -> Table {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut below = |bound: u32| ((u64::from(dice.next_u32()) * u64::from(bound)) >> 32) as u32;
    let flat = |(place, &count): (usize, &u32)| {
        Dimension::flat(&format!("d{place}"), (0..count).map(|code| format!("d{place}c{code}"))).expect("codes")
    };
    let dimensions: Vec<Dimension> = sizes.iter().enumerate().map(flat).collect();
    let mut counts = std::collections::BTreeMap::new();
    for _ in 0..people {
        let codes: Vec<String> = sizes
            .iter()
            .enumerate()
            .map(|(place, &count)| format!("d{place}c{}", below(count).min(below(count))))
            .collect();
        *counts.entry(codes).or_insert(0) += 1;
    }
    Table::new("persons", dimensions, counts).expect("a table")
}

fn dimension(place: u32, codes: u32, nested: bool) -> Dimension {
    let path = |code: u32| {
        let leaf = format!("d{place}c{code}");
        if nested && codes > 3 { vec![leaf, format!("d{place}g{}", code / 2)] } else { vec![leaf] }
    };
    Dimension::nested(&format!("d{place}"), (0..codes).map(path)).expect("codes")
}

/// All combinations of innermost codes.
fn crossing(dimensions: &[Dimension]) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    for dimension in dimensions {
        let codes: Vec<&str> = dimension.codes().filter(|code| code.contains('c')).collect();
        all = all
            .iter()
            .flat_map(|start: &Vec<String>| {
                codes.iter().map(move |code| [start.clone(), vec![(*code).to_owned()]].concat())
            })
            .collect();
    }
    all
}

/// What is told of people in a catalogue: for each dimension its name and how many codes it has.
pub const TOLD: [(&str, u32); 5] = [("region", 6), ("gender", 3), ("age", 5), ("status", 4), ("outcome", 5)];

/// People, each with a code in every dimension; low codes are common.
pub fn people(count: u32, seed: u64) -> Vec<Vec<u32>> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut below = |bound: u32| ((u64::from(dice.next_u32()) * u64::from(bound)) >> 32) as u32;
    let mut uneven = |bound: u32| below(bound).min(below(bound));
    (0..count).map(|_| TOLD.iter().map(|&(_, codes)| uneven(codes)).collect()).collect()
}

/// The table of these people by some of the dimensions.
pub fn by(people: &[Vec<u32>], axes: &[usize]) -> Table {
    let code = |axis: usize, code: u32| format!("{}{code}", TOLD[axis].0);
    let dimension =
        |&axis: &usize| Dimension::flat(TOLD[axis].0, (0..TOLD[axis].1).map(|own| code(axis, own))).expect("codes");
    let mut counts = std::collections::BTreeMap::new();
    for person in people {
        *counts.entry(axes.iter().map(|&axis| code(axis, person[axis])).collect::<Vec<_>>()).or_insert(0) += 1;
    }
    Table::new("persons", axes.iter().map(dimension).collect(), counts).expect("a table")
}
