//! Hostile files, each read by the child: no memory, no time, nothing written. This program is its own child.

#[expect(clippy::indexing_slicing, reason = "a test may index into what it just made")]
mod corpus;

use std::{
    fs,
    io::{self, Cursor, Read, Write},
    path::Path,
    process::ExitCode,
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use intake::{Program, Refusal, child, export, read_file};

const MIB: u64 = 1024 * 1024;
/// The child is bounded to 10 s of the processor; a machine that does other work makes them longer.
const LONGEST: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|first| first == child::ARGUMENT) {
        return child::main();
    }
    without_the_bounds_the_bomb_takes_what_this_would_see();
    hostile_files_take_no_memory_no_time_and_write_nothing();
    whatever_begins_like_a_formula_is_exported_as_a_text();
    ExitCode::SUCCESS
}

fn hostile_files_take_no_memory_no_time_and_write_nothing() {
    let folder = std::env::temp_dir().join(format!("tomarigi-hostile-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let child = Program::this().expect("this program");
    let files = corpus::corpus();
    assert!(files.len() >= 60, "{}", files.len());
    for file in files {
        let path = folder.join("file");
        fs::write(&path, &file.bytes).expect("a file");
        let (before, begin) = (forget_peak(), Instant::now());

        let read = read_file(&child, &path, &AtomicBool::new(false));

        let (took, grown) = (begin.elapsed(), peak().saturating_sub(before) / MIB);
        let said = read.as_ref().map_or_else(|why| format!("{why:?}"), |_| String::from("read"));
        let _ = writeln!(io::stdout(), "{}: {said}, {} ms, {grown} MiB", file.what, took.as_millis());
        assert!(read.is_err() || !file.refused, "{} was read", file.what);
        assert_ne!(read.err(), Some(Refusal::Failed), "{}: the child ended otherwise than it should", file.what);
        assert!(grown <= 64 && took < LONGEST, "{}: {grown} MiB, {took:?}", file.what);
    }
    fs::remove_dir_all(&folder).expect("the folder is removed");
    for left in ["/tmp/tomarigi-slip", "/etc/tomarigi-slip"] {
        assert!(!Path::new(left).exists(), "{left}");
    }
}

/// The control: the measure sees a bomb that is not bounded.
fn without_the_bounds_the_bomb_takes_what_this_would_see() {
    let bytes = corpus::bomb();
    assert!(bytes.len() < 600 * 1024, "{}", bytes.len());
    let before = forget_peak();

    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
    let mut sheet = Vec::new();
    archive.by_name("xl/worksheets/sheet1.xml").expect("the sheet").read_to_end(&mut sheet).expect("it unpacks");

    assert!(peak().saturating_sub(before) > 64 * MIB, "{} bytes went unseen", sheet.len());
}

fn whatever_begins_like_a_formula_is_exported_as_a_text() {
    for formula in corpus::FORMULAS {
        assert!(export::neutral(formula).starts_with('\''), "{formula}");
    }
}

/// The most memory that this process has held since [`forget_peak`], in bytes.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a peak");
    line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok()).expect("a number") * 1024
}

fn forget_peak() -> u64 {
    fs::write("/proc/self/clear_refs", "5").expect("the peak is forgotten");
    peak()
}
