//! Publishing without a window: what a script gets, what it is refused, and files that an office opens.

use std::{fs, path::Path, process::Command, sync::Arc};

use acceptance::program;
use guarded::Guarded;
use office::{
    Clock, Hardness, Language, Office, OfficeError, Places, ReleaseProfile, SecretKind, SessionError, SystemClock,
    WritingDesk,
};
use rusqlite::Connection;
use serde_json::Value;
use vault::{NoDeviceStore, Secret, VaultFolder};

use crate::document::{self, converted, told};

const PASSPHRASE: &str = "quiet-river-lantern-garden-pencil-cloud\n";

fn figures(arguments: &[&str]) -> (Option<i32>, Value, String) {
    let done = program::tomarigi(["figures"].iter().chain(arguments), PASSPHRASE).expect("the program runs");
    let answer = serde_json::from_slice(&done.stdout).unwrap_or_default();
    (done.status.code(), answer, String::from_utf8_lossy(&done.stderr).into_owned())
}

/// The small counts of a year, as somebody who signs names them.
fn small_counts(folder: &Path, vault: &str, year: i32) -> Vec<String> {
    let places =
        Places { vault: vault.into(), sample: folder.join("no sample"), preferences: folder.join("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.unlock(&Guarded::from(PASSPHRASE.trim_end()), SecretKind::Passphrase).expect("it opens");
    let small = office.read(|desk| desk.figures(year)).expect("figures").small_counts;
    small.iter().map(|count| format!("{}={}", count.figure, count.value)).collect()
}

fn json(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).expect("a file")).expect("JSON")
}

/// The cells of each table as they left.
fn cells(release: &Value) -> Vec<&Value> {
    let tables = release["tables"].as_array().expect("tables");
    assert!(!tables.is_empty(), "there is something to compare");
    tables.iter().map(|table| &table["cells"]).collect()
}

#[test]
fn a_year_is_published_headless_and_its_report_opens_with_the_figures_of_the_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let (vault, out, looked) = (at("vault"), at("out"), at("looked"));
    let made = program::tomarigi(["sample", "--vault", &vault], PASSPHRASE).expect("the program runs");
    assert!(made.status.success());
    let publish = ["publish", "--vault", &vault, "--year", "2024", "--audience", "the meeting", "--json", "--out"];

    let unsigned = ["publish", "--vault", &vault, "--year", "2025", "--audience", "the meeting", "--out", &out];
    let (code, ..) = figures(&unsigned);
    assert_eq!(code, Some(5), "nobody signed");
    let (_, ledger, _) = figures(&["releases", "--vault", &vault, "--json"]);
    assert_eq!(ledger["releases"], Value::Array(Vec::new()));
    assert!(!Path::new(&out).join("release.json").exists(), "and nothing left");

    let small = small_counts(folder.path(), &vault, 2024);
    let mut signed = vec!["--approver", "director"];
    signed.extend(small.iter().flat_map(|count| ["--approve", count.as_str()]));
    let (code, answer, said) = figures(&[&publish[..], &[&out], &signed].concat());
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(answer["published"], true);
    let keys: Vec<_> = answer["release"].as_object().expect("a release").keys().map(String::as_str).collect();
    let fields = ["id", "year", "number", "published_at", "approved_by", "audience", "profile", "sha256"];
    assert_eq!(keys, fields);

    let (_, ledger, _) = figures(&["releases", "--vault", &vault, "--json"]);
    assert_eq!(ledger["releases"], Value::Array(vec![answer["release"].clone()]), "the ledger says the same");
    let content = Path::new(&out).join("release.json");
    let sum = told("sha256sum", &[content.to_str().expect("a plain path")]);
    assert_eq!(sum.split(' ').next(), answer["release"]["sha256"].as_str(), "and knows the bytes that left");

    let (code, answer, said) = figures(&[&publish[..], &[&looked, "--preview"]].concat());
    assert_eq!((code, &answer["published"]), (Some(0), &Value::Bool(false)), "{said}");
    let release = json(&content);
    assert_eq!(release["catalogue_version"], 1, "what came with the program is kept as the first version");
    assert_eq!(cells(&json(&Path::new(&looked).join("release.json"))), cells(&release), "it stays as it was drawn");
    let (_, ledger, _) = figures(&["releases", "--vault", &vault, "--json"]);
    assert_eq!(ledger["releases"].as_array().map(Vec::len), Some(1), "looking enters nothing");

    opens_with_its_figures(Path::new(&out), &release);
    the_workbook_opens_with_its_figures(Path::new(&out), &release);
    the_tags_are_understood(Path::new(&out), &release);
}

/// What LibreOffice reads in the report is what the ledger keeps.
fn opens_with_its_figures(out: &Path, release: &Value) {
    for (language, notes) in [("ja", "notes_ja"), ("en", "notes_en")] {
        let document = format!("{language}.report");
        converted(out, &document, "pdf");
        let text = told("pdftotext", &[out.join(format!("{document}.pdf")).to_str().expect("a plain path"), "-"]);
        // Lines break anywhere.
        let text: String = text.split_whitespace().collect();
        for figure in ["new_contacts", "companies_consulted", "hires"] {
            let headlines = release["headlines"].as_array().expect("figures");
            let known = headlines.iter().find(|one| one["figure"] == figure).expect("it is released");
            assert!(text.contains(&known["value"].to_string()), "{figure} of {language}: {text}");
        }
        for note in release[notes].as_array().expect("notes") {
            let note: String = note.as_str().expect("a sentence").split_whitespace().collect();
            assert!(text.contains(&note), "{note}: {text}");
        }
    }
}

/// What LibreOffice Calc reads in the workbook is what the ledger keeps: numbers that it adds up, and no formula.
fn the_workbook_opens_with_its_figures(out: &Path, release: &Value) {
    // Comma, quotation mark, UTF-8, from the first row, no quotes around numbers, every sheet in a file of its own.
    document::reopened(
        out,
        "en.tables.xlsx",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,true,false,-1",
    );
    let sheet = |name: &str| fs::read_to_string(out.join(format!("en.tables-{name}.csv"))).expect("a sheet");
    let figures = sheet("Headline figures");
    for figure in release["headlines"].as_array().expect("figures") {
        let value = format!(",{}", figure["value"]);
        assert!(figures.lines().any(|line| line.contains(&value)), "{figure}: {figures}");
    }
    let shown = |table: &Value| -> Vec<Option<u64>> {
        table["cells"].as_array().expect("cells").iter().map(|cell| cell["value"].as_u64()).collect()
    };
    for (place, table) in release["tables"].as_array().expect("tables").iter().enumerate() {
        let sheet = sheet(&format!("Table {}", place + 1));
        // With formulas written as such, a number is what stands there.
        assert!(!sheet.contains(",="), "no formula: {sheet}");
        let mut numbers: Vec<u64> =
            sheet.lines().skip(1).flat_map(|line| line.split(',')).filter_map(|field| field.parse().ok()).collect();
        let mut wanted: Vec<u64> = shown(table).into_iter().flatten().collect();
        numbers.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(numbers, wanted, "table {}", place + 1);
    }
    assert!(sheet("Notes").contains("int1_exact"), "the certificate is on the sheet of notes");
}

/// What libhxl, the reference reader of HXL, makes of the tagged table.
fn the_tags_are_understood(out: &Path, release: &Value) {
    let check = |file: &Path| -> Value {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/hxl_check.py");
        let mut python = Command::new("/usr/bin/python3");
        python.arg(script).arg(file).env("PYTHONPATH", program::python_packages("hxl").expect("a folder of builds"));
        let said = python.output().expect("Python");
        serde_json::from_slice(&said.stdout).unwrap_or_else(|_| {
            panic!("libhxl (`cargo xtask test` installs it): {}", String::from_utf8_lossy(&said.stderr))
        })
    };
    let tagged = out.join("en.tables.hxl.csv");
    let found = check(&tagged);
    assert_eq!((&found["valid"], &found["faults"]), (&Value::Bool(true), &Value::Array(Vec::new())));
    let of = |part: &str| release[part].as_array().expect("a part").clone();
    let cells = of("tables").into_iter().flat_map(|table| table["cells"].as_array().expect("cells").clone());
    let shown: Vec<Value> = of("headlines").into_iter().chain(cells).map(|one| one["value"].clone()).collect();
    assert_eq!(found["values"], Value::Array(shown), "every number, in order");

    let spoilt = out.join("spoilt.csv");
    let text = fs::read_to_string(&tagged).expect("the table").replacen("2024-04-01", "the first of April", 1);
    fs::write(&spoilt, text).expect("written");
    assert_eq!(check(&spoilt)["valid"], Value::Bool(false), "control: a day that is none is found");
}

/// Somebody who has the key changes a file of a release.
fn tamper(vault: &Path, passphrase: &Guarded<String>) {
    let keys = VaultFolder::at(vault).unlock(Secret::Passphrase(passphrase), &NoDeviceStore).expect("the keys");
    let store = Connection::open(vault.join("vault.db")).expect("the store");
    // EXPOSE: a test opens its own vault from outside.
    store.pragma_update(None, "key", keys.database_key().expose()).expect("the key is taken");
    let sql = "UPDATE release_file SET bytes = x'00' WHERE kind = 'tables.csv' AND language = 'ja'";
    assert_eq!(store.execute(sql, []), Ok(1));
}

#[test]
fn what_was_changed_of_a_release_is_told_and_not_handed_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("no sample"), preferences: at("preferences.json") };
    let (office, passphrase) =
        (Office::new(places, Arc::new(SystemClock)), Guarded::from("wet gravel, nine swallows, one late train"));
    let code = office.create_vault(&passphrase, "Perch", Hardness::Least).expect("a vault");
    office.confirm_recovery(&code).expect("the code");
    let small = office.read(|desk| desk.figures(2024)).expect("figures").small_counts;
    let seen: Vec<_> = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect();
    office.write(|desk| desk.approve_headlines(2024, "director", &seen)).expect("signed");
    let publish = |desk: &WritingDesk<'_>| desk.publish_release(2024, ReleaseProfile::Rounding, "the general meeting");
    let id = office.write(publish).expect("a release");
    assert_eq!(office.read(|desk| desk.intact_releases()), Ok(vec![id]), "control: untouched it is whole");
    office.lock();

    tamper(&at("vault"), &passphrase);

    let opened = office.unlock(&passphrase, SecretKind::Passphrase);
    assert_eq!(opened.err(), Some(SessionError::StoreStale), "what was changed from outside is not simply opened");
    // Whoever goes on from there on their own responsibility learns which files are not what left.
    office.accept_state(&code).expect("the code");
    office
        .set_passphrase(None, &Guarded::from("another nine swallows on the late train"), Hardness::Least)
        .expect("new");
    let csv = |language| office.read(|desk| desk.release_file(id, "tables.csv", language)).map(drop);
    assert_eq!(csv(Language::Ja), Err(OfficeError::ReleaseDamaged));
    assert_eq!(csv(Language::En), Ok(()), "control: what was not changed is handed out");
    assert_eq!(office.read(|desk| desk.intact_releases()), Ok(vec![]), "and the ledger says so");
}

#[test]
fn a_year_that_is_not_over_is_refused_with_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let (vault, out) = (at("vault"), at("out"));
    let made = program::tomarigi(["sample", "--vault", &vault, "--people", "30"], PASSPHRASE);
    assert!(made.expect("the program runs").status.success());
    let year = aggregates::FiscalYear::containing(SystemClock.today()).expect("a year").begins_in();
    let small = small_counts(folder.path(), &vault, year);
    let year = year.to_string();
    let mut arguments = vec!["publish", "--vault", &vault, "--year", &year, "--audience", "the meeting", "--out", &out];
    arguments.extend(["--approver", "director"]);
    arguments.extend(small.iter().flat_map(|count| ["--approve", count.as_str()]));

    let (code, _, said) = figures(&arguments);

    assert_eq!(code, Some(10), "{said}");
    assert!(said.contains("not_over"), "{said}");
}
