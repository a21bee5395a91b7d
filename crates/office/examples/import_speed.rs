//! How long an import takes, beside reading the same file and bare inserts of the same people.
//!
//! `cargo run --release -p office --example import_speed -- 100000`

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a measure that a person runs and reads")]

use std::{
    fmt::Write as _,
    path::Path,
    process::ExitCode,
    sync::{Arc, atomic::AtomicBool},
    time::{Duration, Instant},
};

use casework::{
    dates::PartialDate,
    names::{NameKind, PersonName},
    participant::{Profile, Residence, WorkPermission},
};
use guarded::Guarded;
use intake::{Program, child, mapping::ImportKind};
use office::{Office, Places, Spreadsheet, SystemClock};
use store::{Store, StoreError, StoreKeys};

const FAMILY: [&str; 12] =
    ["Khan", "Ahmadi", "Mbeki", "Tesfaye", "Yildiz", "Haddad", "Aung", "Silva", "Okafor", "Karimi", "Bano", "Nguyen"];
const GIVEN: [&str; 11] =
    ["Amal", "Bashir", "Claire", "Dawit", "Elif", "Farid", "Grace", "Hla", "Ines", "Jamal", "Kofi"];

fn name(number: usize) -> String {
    let part = |of: &[&str], at: usize| of.get(at % of.len()).map_or_else(String::new, |part| (*part).to_owned());
    format!("{} {} {}", part(&GIVEN, number), part(&FAMILY, number / 11), letters(number / 132))
}

/// A word for a number, so that there are as many different names as people.
fn letters(mut number: usize) -> String {
    const PARTS: [&str; 16] =
        ["ba", "ri", "do", "ma", "ne", "su", "ta", "ki", "lo", "fa", "ze", "wa", "go", "hi", "ju", "pe"];
    let mut word = String::new();
    loop {
        word.push_str(PARTS.get(number % 16).copied().unwrap_or_default());
        number /= 16;
        if number == 0 {
            return word;
        }
    }
}

fn list(people: usize) -> String {
    let mut text = String::from("氏名,生年月日,国籍,初回面談日,在留資格,在留期限,言語\n");
    for number in 0..people {
        let (year, month, day) = (1960 + number % 45, 1 + number / 45 % 12, 1 + number / 540 % 28);
        let country = ["AFG", "SYR", "MMR", "COD", "ETH", "IRN"].get(number % 6).copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "{},{year}-{month:02}-{day:02},{country},2024-06-{day:02},定住者,2027-03-31,\"英語, 日本語\"",
            name(number)
        );
    }
    text
}

fn office(folder: &Path) -> Office {
    let at = |name: &str| folder.join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.create_sample(&Guarded::from("a measure of speed only")).expect("a vault");
    office
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let done = work();
    println!("{what}: {:.2?}", begin.elapsed());
    (done, begin.elapsed())
}

/// The same people straight into a store, without a look at them and without a journal.
fn bare(folder: &Path, people: usize) {
    let key = |byte: u8| Guarded::new([byte; 32]);
    let database = Guarded::new(format!("x'{}'", "ab".repeat(32)));
    let keys = StoreKeys { database, journal: key(2), subjects: key(3), anchor: key(4) };
    let mut store = Store::create(&folder.join("bare.db"), &keys).expect("a store");
    store
        .write(|writer| {
            for number in 0..people {
                let residence = Residence {
                    status: Guarded::from("long_term_resident"),
                    expires_on: "2027-03-31".parse().ok(),
                    work: WorkPermission::Unknown,
                    work_ends_on: None,
                };
                let profile = Profile {
                    names: vec![PersonName::of(NameKind::Latin, Guarded::new(name(number)))],
                    birth: PartialDate::parse("1990-04-30").ok().map(Guarded::new),
                    nationality: Some(Guarded::from("AFG")),
                    languages: vec![String::from("en"), String::from("ja")],
                    residence: Some(residence),
                    ..Profile::default()
                };
                writer.add_participant(&profile, "2024-06-20".parse().expect("a day"))?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("inserts");
}

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|first| first == child::ARGUMENT) {
        return child::main();
    }
    let people = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(100_000);
    let folder = std::env::temp_dir().join(format!("tomarigi-import-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (path, program) = (folder.join("list.csv"), Program::this().expect("this program"));
    std::fs::write(&path, list(people)).expect("a file");
    let (_, read) = timed("reading the file", || {
        intake::read_file(&program, &path, &AtomicBool::new(false)).expect("a list");
    });
    let (_, inserted) = timed("bare inserts", || bare(&folder, people));
    let office = office(&folder);
    let (_, opened) = timed("open", || {
        office.open_import(&program, &Spreadsheet::At(&path), ImportKind::Participants).expect("a list")
    });
    let (_, checked) = timed("check", || office.check_import().expect("a look"));
    let (done, ran) = timed("run", || office.run_import().expect("an import"));
    println!("added {}", done.added);
    let (undone, _) = timed("undo", || office.undo_import(done.import, false).expect("an undoing"));
    println!("removed {}", undone.removed);
    let (all, least) = ((opened + checked + ran).as_secs_f64(), (read + inserted).as_secs_f64());
    println!("{people} people: {all:.1} s, {:.2} times reading and bare inserts", all / least);
    std::fs::remove_dir_all(&folder).expect("the folder is removed");
    ExitCode::SUCCESS
}
