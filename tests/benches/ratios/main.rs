//! How long the work takes, each beside a reference in the same run: `cargo xtask bench`.
//!
//! Ours and the reference take turns, so that whatever else the machine does falls on both. What is printed are medians
//! and their ratio; a time alone says more about the machine than about the program.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "measurements that a person runs and reads")]

mod data;
mod import;
mod looking;
mod mixed;
mod opening;
mod paper;
mod peers;
mod report;
mod search;
mod turns;
mod window;

use std::{fs, path::PathBuf, process::ExitCode};

use intake::child;

use crate::{data::Data, turns::Measured};

/// Measures one kind of work on an organisation.
type Work = fn(&Data) -> Measured;

/// What the command was asked to measure.
struct Asked {
    sizes: Vec<u32>,
    only: Option<String>,
    out: PathBuf,
}

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|first| first == child::ARGUMENT) {
        return child::main();
    }
    let Some(asked) = asked() else {
        println!("ratios [--sizes 559,10000,100000] [--only WORK] [--out DIR]");
        return ExitCode::from(2);
    };
    let mut measured = Vec::new();
    for &size in &asked.sizes {
        measure(size, &asked, &mut measured);
    }
    fs::create_dir_all(&asked.out).expect("a folder for the results");
    fs::write(asked.out.join("ratios.md"), paper::markdown(&measured)).expect("the table is written");
    fs::write(asked.out.join("ratios.json"), paper::json(&measured)).expect("the figures are written");
    for (name, plot) in paper::plots(&measured) {
        fs::write(asked.out.join(name), plot).expect("a plot is written");
    }
    println!("{}", paper::markdown(&measured));
    ExitCode::SUCCESS
}

fn measure(size: u32, asked: &Asked, measured: &mut Vec<Measured>) {
    eprintln!("{size} people: making them");
    let data = Data::make(size);
    let works: [(&str, Work); 15] = [
        ("start", window::start),
        ("memory", window::memory),
        ("search", search::measure),
        ("list", looking::list),
        ("person", looking::person),
        ("board", looking::board),
        ("fitting", looking::fitting),
        ("funnel", looking::funnel),
        ("report", report::measure),
        ("duckdb", peers::duckdb),
        ("spreadsheet", peers::spreadsheet),
        ("keepassxc", peers::password_manager),
        ("mixed", mixed::measure),
        ("opening", opening::measure),
        ("import", import::measure),
    ];
    for (name, work) in works {
        // A hundred thousand rows in a spreadsheet are nobody's case.
        let fits = !matches!(name, "spreadsheet" | "keepassxc") || size <= 10_000;
        if fits && asked.only.as_ref().is_none_or(|only| only.split(',').any(|only| only == name)) {
            eprintln!("{size} people: {name}");
            measured.push(work(&data));
        }
    }
}

fn asked() -> Option<Asked> {
    let mut asked = Asked { sizes: vec![559, 10_000, 100_000], only: None, out: PathBuf::from("target/bench") };
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        let value = words.next()?;
        match word.as_str() {
            "--sizes" => asked.sizes = value.split(',').map(|size| size.parse().ok()).collect::<Option<_>>()?,
            "--only" => asked.only = Some(value),
            "--out" => asked.out = value.into(),
            _ => return None,
        }
    }
    Some(asked)
}
