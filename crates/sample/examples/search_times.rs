//! Measures how long a search takes: `cargo run --release -p sample --example search_times -- 100000`.

#![expect(clippy::print_stdout, reason = "the measurement is the output")]

use std::{
    error::Error,
    ops::ControlFlow,
    sync::Arc,
    time::{Duration, Instant},
};

use guarded::Guarded;
use office::{Office, Places, SystemClock};
use sample::{PASSPHRASE, Plan, fill};

/// Common names, rare ones, parts, beginnings, slips, and names that nobody has, in many scripts.
#[rustfmt::skip]
const QUERIES: &[&str] = &[
    "a", "m", "mo", "moh", "Mohamed", "モハメド", "محمد", "ア", "アウン", "Aung", "အောင်", "李", "Li", "An", "Zaw Min", "Kyaw", "Олена", "Олександр", "Bondarenko",
    "Abebe Tadesse", "አበበ", "周晓雨", "Zhou Xiaoyu", "シャオユー", "Kim", "김민준", "Nguyen Van Hung", "Leh Leh", "Rahimi Laila", "ライラ・ラヒミ", "لیلا رحیمی",
    "Thurein", "Sandar Thandar", "Fatima", "Ahmad", "Nazari", "Gebremedhin Selam", "Selam Gebremehdin", "Yousufi", "Zbigniew Brzezinski", "クレオパトラ", "Ouattara",
    "Balde", "Ibrahima Bangoura", "ibrahma bangora", "Havryliuk", "гаврилюк", "Tharanga", "Perera", "Zambrano Daniela", "さんだー", "ｻﾝﾀﾞｰ", "Khin Moe Set", "Moe Set Khin",
];

fn main() -> Result<(), Box<dyn Error>> {
    let people = std::env::args().nth(1).map_or(Ok(10_000), |count| count.parse())?;
    let folder = tempfile::tempdir()?;
    let place = |name: &str| folder.path().join(name);
    let places = Places { vault: place("vault"), sample: place("sample"), preferences: place("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.create_sample(&Guarded::from(PASSPHRASE))?;
    let begun = Instant::now();
    fill(&office, Plan { people, ..Plan::default() }, &mut |_| ControlFlow::Continue(()))?;
    println!("{people} people in {:.1?}", begun.elapsed());
    let mut times: Vec<(Duration, &str, usize)> = Vec::new();
    for query in QUERIES.iter().chain(QUERIES) {
        let asked = Guarded::from(*query);
        let begun = Instant::now();
        let found = office.read(|desk| desk.search(&asked, 50))?;
        times.push((begun.elapsed(), query, found.len()));
    }
    times.sort_unstable();
    for (share, name) in [(50, "median"), (90, "p90"), (99, "p99"), (100, "longest")] {
        let at = (times.len() * share / 100).min(times.len() - 1);
        if let Some((time, query, found)) = times.get(at) {
            println!("{name}: {time:.1?} ({query}, {found} found)");
        }
    }
    Ok(())
}
