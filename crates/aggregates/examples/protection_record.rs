//! What protecting costs and keeps, as a record in Markdown: the example tables, years of three and four dimensions, random
//! tables that a second auditor looks at as well. `cargo run -p aggregates --example protection_record -- 1000`; the tests run
//! the first of the random tables.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement that a person runs and reads"
)]
#![expect(clippy::indexing_slicing, clippy::cast_precision_loss, reason = "as in a test")]

#[path = "../tests/common/mod.rs"]
#[expect(dead_code, reason = "the peers' patterns are for the tests")]
mod common;
#[path = "../tests/common/random.rs"]
#[expect(dead_code, reason = "the catalogues are for the tests")]
mod random;
#[path = "../tests/common/second.rs"]
mod second;

use std::time::Instant;

use aggregates::audit::{audit_hidden, audit_rounded};
use aggregates::model::{Joint, Table};
use aggregates::round::{Seed, round};
use aggregates::suppress::suppress;
use aggregates::{Method, TableRelease};
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use second::Readers;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000);
    examples();
    years();
    random_tables(count);
}

fn examples() {
    println!("## Example tables\n");
    println!(
        "| table | cells | small | also hidden | exact | below | mean error of 200 drawings | worst bias | least mean error with a bias of 0 / 0.2 / any |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for name in ["A1", "B1", "B2", "B3", "B4"] {
        let joint = common::alone(common::table(name));
        let found = audit_hidden(&joint, &suppress(&joint, &[]).expect("a pattern")).expect("it can be audited");
        let (mut error, mut sums) = (0.0, vec![0.0; joint.len()]);
        for seed in 1..=200 {
            let values = round(&joint, Seed::new(seed)).expect("it can be rounded").values;
            for (cell, value) in values.into_iter().enumerate() {
                let off = value as f64 - joint.value(cell) as f64;
                error += off.abs() / 200.0 / joint.len() as f64;
                sums[cell] += off / 200.0;
            }
        }
        let worst = sums.iter().map(|sum| sum.abs()).fold(0.0, f64::max);
        let bounds = [0.0, 0.2, 5.0].map(|bias| format!("{:.2}", least_mean_error(&joint, bias))).join(" / ");
        println!(
            "| {name} | {} | {} | {} | {} | {} | {error:.2} | {worst:.2} | {bounds} |",
            joint.len(),
            found.small,
            found.extra,
            found.int1_exact,
            found.below_reachable
        );
    }
}

/// The least mean error that any lottery over additive roundings can have whose bias is at most this in every cell: with the
/// chance p of going up, a remainder r is off by r(1−p) + (5−r)p on average, which is linear in p.
fn least_mean_error(joint: &Joint, bias: f64) -> f64 {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let chances: Vec<_> = (0..joint.len())
        .map(|cell| {
            let rest = (joint.value(cell) % 5) as f64;
            let (least, most) = ((rest - bias).max(0.0) / 5.0, ((rest + bias) / 5.0).min(1.0));
            problem.add_var(5.0 - 2.0 * rest, if rest == 0.0 { (0.0, 0.0) } else { (least, most) })
        })
        .collect();
    for (total, parts) in joint.lines() {
        let floor = |cell: usize| (joint.value(cell) / 5) as f64;
        let terms = parts.iter().map(|&part| (chances[part], 1.0)).chain([(chances[total], -1.0)]);
        let carried = floor(total) - parts.iter().map(|&part| floor(part)).sum::<f64>();
        problem.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Eq, carried);
    }
    let found = problem.solve().ok().and_then(|solved| solved.into_solution().ok()).expect("the exact table fits");
    let rests: u64 = (0..joint.len()).map(|cell| joint.value(cell) % 5).sum();
    (found.objective() + rests as f64) / joint.len() as f64
}

fn years() {
    println!(
        "\n## Large tables\n\n| table | profile | seconds | largest difference | narrowest range | below |\n|---|---|---|---|---|---|"
    );
    let year = |people| random::year(people, 7);
    let tables: [(&str, Table); 6] = [
        ("three dimensions, 103 people", year(103)),
        ("three dimensions, 559 people", year(559)),
        ("three dimensions, 5,000 people", year(5_000)),
        ("four dimensions, 600 people", random::crossed(&[7, 6, 3, 6], 600, 7)),
        ("four dimensions, 5,000 people", random::crossed(&[7, 6, 3, 6], 5_000, 7)),
        ("three long dimensions, 5,000 people", random::crossed(&[16, 9, 8], 5_000, 7)),
    ];
    for (name, table) in tables {
        let joint = common::alone(table);
        for method in [Method::Rounding(Seed::new(1)), Method::Suppression] {
            let started = Instant::now();
            let made = TableRelease::protect(&joint, method);
            let seconds = started.elapsed().as_secs_f64();
            match made {
                Ok(release) => {
                    let proven = release.certificate();
                    println!(
                        "| {name} ({}) | {} | {seconds:.1} | {:?} | {:?} | {} |",
                        joint.len(),
                        proven.method(),
                        proven.largest_difference(),
                        proven.minimum_interval(),
                        proven.below_reachable()
                    );
                }
                Err(error) => println!("| {name} ({}) | {method:?} | {seconds:.1} | {error} | | |", joint.len()),
            }
        }
    }
}

fn random_tables(count: u64) {
    let (mut refused, mut slack, mut disagreed, mut other, mut slowest) = (0, 0, 0, 0, (0.0, 0));
    let started = Instant::now();
    for number in 0..count {
        let joint = common::alone(random::table(number));
        let began = Instant::now();
        for method in [Method::Rounding(Seed::new(number)), Method::Suppression] {
            match TableRelease::protect(&joint, method) {
                Ok(release) => {
                    slack += u32::from(release.certificate().largest_difference() == Some(9));
                    other += u32::from(TableRelease::protect(&joint, method).as_ref() != Ok(&release));
                }
                Err(error) => {
                    refused += 1;
                    println!("table {number} ({} cells), {method:?}: {error}", joint.len());
                }
            }
        }
        let seconds = began.elapsed().as_secs_f64();
        if seconds > slowest.0 {
            slowest = (seconds, number);
        }
        disagreed += u32::from(!agree(&joint, number));
        if number % 100 == 99 {
            eprintln!("{} tables, {:.0} s", number + 1, started.elapsed().as_secs_f64());
        }
    }
    println!("\n## {count} random tables\n");
    println!(
        "{refused} refused, {slack} rounded with slack, {other} came out otherwise the second time, the second auditor"
    );
    println!(
        "disagrees about {disagreed}. Slowest: table {} with {:.1} s twice in both profiles.",
        slowest.1, slowest.0
    );
    println!("{:.0} s in all.", started.elapsed().as_secs_f64());
}

/// Both auditors say of both profiles that nothing is found, and the same of the naive threshold.
fn agree(joint: &Joint, number: u64) -> bool {
    let Ok(hidden) = suppress(joint, &[]) else { return false };
    let naive: Vec<bool> = (0..joint.len()).map(|cell| (1..=4).contains(&joint.value(cell))).collect();
    let same = |hidden: &[bool]| {
        let first = audit_hidden(joint, hidden).expect("it can be audited").int1_exact;
        first == Readers::of_hidden(joint, hidden).find().len()
    };
    let rounded = round(joint, Seed::new(number)).expect("it can be rounded");
    let first = audit_rounded(joint, &rounded.values, rounded.reach).expect("it can be audited").int1_exact;
    same(&hidden) && same(&naive) && first == Readers::of_rounded(joint, &rounded.values, rounded.reach).find().len()
}
