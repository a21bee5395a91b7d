//! A list of people from a file, beside reading the same file and bare inserts of the same people.

use std::{fmt::Write as _, path::Path, sync::atomic::AtomicBool};

use casework::{
    dates::PartialDate,
    names::{NameKind, PersonName},
    participant::{Profile, Residence, WorkPermission},
};
use guarded::Guarded;
use intake::{Program, mapping::ImportKind};
use office::Spreadsheet;
use store::{Store, StoreError, StoreKeys};

use crate::{
    data::{Data, office},
    turns::{Goal, Measured, timed},
};

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

/// As many people as the organisation has, into an organisation of its own.
pub fn measure(data: &Data) -> Measured {
    let folder = data.folder.path().join("import");
    std::fs::create_dir_all(&folder).expect("a folder");
    let (path, program) = (folder.join("list.csv"), Program::this().expect("this program"));
    let people = usize::try_from(data.size).unwrap_or(usize::MAX);
    std::fs::write(&path, list(people)).expect("a file");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..3 {
        let folder = folder.join(round.to_string());
        std::fs::create_dir_all(&folder).expect("a folder");
        theirs.push(timed(|| {
            intake::read_file(&program, &path, &AtomicBool::new(false)).expect("a list");
            bare(&folder, people);
        }));
        let office = office(&folder);
        office.create_sample(&Guarded::from(sample::PASSPHRASE)).expect("a vault");
        ours.push(timed(|| {
            office.open_import(&program, &Spreadsheet::At(&path), ImportKind::Participants).expect("a list");
            office.check_import().expect("a look");
            office.run_import().expect("an import");
        }));
    }
    let names = ["import of a list", "reading the file + bare inserts"];
    Measured::times(names, data.size, [ours, theirs], Goal::Ratio(1.5))
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
