//! Protects random tables in both profiles and says what went wrong and how long it took:
//! `cargo run --release -p aggregates --example random_tables -- 1000`. The tests run the first of them.

#[path = "../tests/common/random.rs"]
mod random;

use std::time::Instant;

use aggregates::model::Joint;
use aggregates::round::Seed;
use aggregates::{Method, TableRelease};

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000);
    let mut out = std::io::stdout();
    let mut say = |text: String| {
        let _ = std::io::Write::write_all(&mut out, format!("{text}\n").as_bytes());
    };
    for (people, name) in [(103, "A2"), (559, "A4"), (5_000, "A6")] {
        let joint = Joint::new(vec![random::year(people, 7)]).expect("one table");
        time(&mut say, name, &joint);
    }
    let joint = Joint::new(vec![random::four_ways(5_000, 7)]).expect("one table");
    time(&mut say, "A8", &joint);
    let (mut slack, mut refused) = (0, 0);
    let started = Instant::now();
    for number in 0..count {
        let joint = Joint::new(vec![random::table(number)]).expect("one table");
        for method in [Method::Rounding(Seed::new(number)), Method::Suppression] {
            match TableRelease::protect(&joint, method) {
                Ok(release) => slack += usize::from(release.certificate().largest_difference() == Some(9)),
                Err(error) => {
                    refused += 1;
                    say(format!("table {number} ({} cells), {method:?}: {error}", joint.len()));
                }
            }
        }
    }
    say(format!("{count} tables in {:?}: {refused} refused, {slack} rounded with slack", started.elapsed()));
}

fn time(say: &mut impl FnMut(String), name: &str, joint: &Joint) {
    for method in [Method::Rounding(Seed::new(1)), Method::Suppression] {
        let started = Instant::now();
        let made = TableRelease::protect(joint, method);
        let certificate = made.map(|release| release.certificate().clone());
        say(format!(
            "{name} ({} cells) {method:?}: {:?} {:?}",
            joint.len(),
            started.elapsed(),
            certificate.map(|proven| (proven.minimum_interval(), proven.below_reachable()))
        ));
    }
}
