//! What the core paths cost, in instructions: no stop-watch, so a busy machine changes nothing. The record lies in
//! `tests/costs.txt`; `TOMARIGI_RECORD=1 cargo xtask test costs` writes it anew, for a change that is worth its price.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use acceptance::program;
use sample::PASSPHRASE;

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/costs.txt");
/// The counts of one program differ by less than a hundredth between runs; what is more than a tenth is a change.
const WORSE_IN_PERCENT: u64 = 110;

#[test]
fn no_core_path_costs_a_tenth_more_than_on_record() {
    let counted = counted();
    if std::env::var_os("TOMARIGI_RECORD").is_some() {
        fs::write(RECORD, written(&counted)).expect("the record is written");
    }
    let record = read(&fs::read_to_string(RECORD).expect("the record"));

    assert_eq!(worse(&record, &counted), Vec::<String>::new(), "if it is worth that: TOMARIGI_RECORD=1");
    assert!(record.keys().eq(counted.keys()), "the record names other paths: TOMARIGI_RECORD=1");
}

#[test]
fn a_path_that_costs_a_tenth_more_is_named() {
    let record = read("search 1000\ntoday 1000\n");

    assert_eq!(worse(&record, &read("search 1101\ntoday 1099\n")), ["search: 1101 instead of 1000"]);
}

fn worse(record: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> Vec<String> {
    let pairs = now.iter().filter_map(|(name, now)| Some((name, record.get(name)?, now)));
    let worse = pairs.filter(|(_, record, now)| **now * 100 > **record * WORSE_IN_PERCENT);
    worse.map(|(name, record, now)| format!("{name}: {now} instead of {record}")).collect()
}

fn written(counted: &BTreeMap<String, u64>) -> String {
    counted.iter().map(|(name, count)| format!("{name} {count}\n")).collect()
}

fn read(record: &str) -> BTreeMap<String, u64> {
    let lines = record.lines().filter_map(|line| line.split_once(' '));
    lines.map(|(name, count)| (name.into(), count.parse().expect("a count"))).collect()
}

/// Each path with its instructions, on the sample organisation.
fn counted() -> BTreeMap<String, u64> {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault").display().to_string();
    let made = program::tomarigi(["sample", "--vault", &vault], PASSPHRASE).expect("the program runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let out = folder.path().join("callgrind");
    let done = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--collect-atstart=no",
            "--toggle-collect=costs::counted",
            "--dump-after=costs::counted",
        ])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(env!("CARGO_BIN_EXE_costs"))
        .arg(&vault)
        .output()
        .expect("valgrind is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let names = String::from_utf8(done.stdout).expect("names");
    names.lines().zip(1..).map(|(name, dump)| (name.into(), total(&out.with_extension(dump.to_string())))).collect()
}

/// What callgrind wrote after one path: a line `totals: N`, or `summary: N`.
fn total(dump: &Path) -> u64 {
    let text = fs::read_to_string(dump).expect("a dump for each path");
    let line = text.lines().find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")));
    line.and_then(|count| count.trim().parse().ok()).expect("a total")
}
