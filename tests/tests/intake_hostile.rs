//! What hostile files can do to the whole program: nothing. One test, because it measures the memory of its process.

#[path = "../../crates/intake/tests/hostile/corpus.rs"]
mod hostile;

use std::{
    fs,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use acceptance::program;
use guarded::Guarded;
use intake::{Program, mapping::ImportKind};
use office::{Office, OfficeError, Places, Spreadsheet, SystemClock};

const MIB: u64 = 1024 * 1024;

fn office(folder: &Path) -> Office {
    let at = |name: &str| folder.join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.create_sample(&Guarded::from("quiet-river-lantern-garden-pencil-cloud")).expect("a vault");
    office
}

fn participants(office: &Office) -> u64 {
    office.participants().expect("the vault is open")
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

#[test]
fn hostile_files_take_no_memory_no_time_and_write_nothing() {
    without_the_bounds_the_bomb_takes_what_the_test_would_see();
    let place = tempfile::tempdir().expect("a folder");
    let office = office(place.path());
    let child = Program::at(program::binary().expect("the program is built").to_owned());
    let files: Vec<_> = hostile::corpus()
        .into_iter()
        .enumerate()
        .map(|(number, file)| {
            let path = place.path().join(format!("hostile-{number}"));
            fs::write(&path, &file.bytes).expect("a file");
            (file.what, file.refused, path)
        })
        .collect();
    assert!(files.len() >= 60, "{}", files.len());
    let (mut grown, mut slowest) = (0, Duration::ZERO);

    for (what, refused, path) in &files {
        let (before, begin, held) = (forget_peak(), Instant::now(), participants(&office));
        let opened = office.open_import(&child, &Spreadsheet::At(path), ImportKind::Participants);
        let added = match &opened {
            Ok(_) => match office.check_import().and_then(|_| office.run_import()) {
                Ok(done) => u64::from(done.added),
                Err(OfficeError::Import(_)) => 0,
                Err(error) => panic!("{what}: {error}"),
            },
            Err(OfficeError::Import(_)) => 0,
            Err(error) => panic!("{what}: {error}"),
        };
        let took = begin.elapsed();
        assert!(opened.is_err() || !refused, "{what} was read");
        assert_eq!(participants(&office), held + added, "{what}: all of it or nothing");
        // The child is bounded to 10 s of the processor; a machine that does other work makes them longer.
        assert!(took < Duration::from_secs(60), "{what} took {took:?}");
        grown = grown.max(peak().saturating_sub(before));
        assert!(peak().saturating_sub(before) <= 64 * MIB, "{what} took {} MiB", peak().saturating_sub(before) / MIB);
        slowest = slowest.max(took);
        office.forget_import();
    }
    for left in ["/tmp/tomarigi-slip", "/etc/tomarigi-slip"] {
        assert!(!Path::new(left).exists(), "{left}");
    }
    fs::write(
        program::shots().expect("a folder").join("hostile.txt"),
        format!("{} files, parent grew {} MiB at most, slowest {slowest:?}\n", files.len(), grown / MIB),
    )
    .expect("a line");
}

/// The control: the measure sees a bomb that is not bounded.
fn without_the_bounds_the_bomb_takes_what_the_test_would_see() {
    let bytes = hostile::bomb();
    assert!(bytes.len() < 600 * 1024, "{}", bytes.len());
    let before = forget_peak();

    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
    let mut sheet = Vec::new();
    archive.by_name("xl/worksheets/sheet1.xml").expect("the sheet").read_to_end(&mut sheet).expect("it unpacks");

    assert!(sheet.len() > 512 * 1024 * 1024 - 1 && peak() - before > 64 * MIB, "the measure would not see a bomb");
}
