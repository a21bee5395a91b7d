//! The headless face: what scripts rely on.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use acceptance::program;
use casework::{fact::FactKind, ids::ParticipantId};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{Office, Places, SecretKind, SystemClock};
use serde_json::Value;

const PASSPHRASE: &str = "quiet-river-lantern-garden-pencil-cloud\n";

fn tomarigi(arguments: &[&str], stdin: &str) -> std::process::Output {
    program::tomarigi(arguments, stdin).expect("the program runs")
}

struct Sample {
    _folder: tempfile::TempDir,
    vault: String,
}

fn sample() -> Sample {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault").to_str().expect("a plain path").to_owned();
    let made = tomarigi(&["sample", "--vault", &vault, "--people", "30", "--seed", "7", "--json"], PASSPHRASE);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let answer: Value = serde_json::from_slice(&made.stdout).expect("JSON on standard output, nothing else");
    assert_eq!((&answer["people"], &answer["seed"]), (&Value::from(30), &Value::from(7)));
    Sample { _folder: folder, vault }
}

fn code(arguments: &[&str], passphrase: &str) -> Option<i32> {
    tomarigi(arguments, passphrase).status.code()
}

#[test]
fn a_backup_made_headless_is_looked_at_and_restored_headless() {
    let Sample { _folder, vault } = &sample();
    let file = _folder.path().join("away.tomarigi").to_str().expect("a plain path").to_owned();
    let made = tomarigi(&["backup", "--vault", vault, "--out", &file, "--json"], PASSPHRASE);
    let made: Value = serde_json::from_slice(&made.stdout).expect("JSON");
    assert_eq!(made["rows"]["participant"], Value::from(30));
    let other = _folder.path().join("other").to_str().expect("a plain path").to_owned();

    let looked = tomarigi(&["restore", "--vault", &other, "--from", &file, "--json"], PASSPHRASE);
    let looked: Value = serde_json::from_slice(&looked.stdout).expect("JSON");
    assert_eq!((&looked["restored"], &looked["current"]), (&Value::from(false), &Value::Null));
    assert!(!Path::new(&other).join("vault.db").exists(), "looking changes nothing");
    assert_eq!(code(&["restore", "--vault", &other, "--from", &file], "not the passphrase at all\n"), Some(3));
    assert_eq!(code(&["restore", "--vault", &other, "--from", &file, "--yes"], PASSPHRASE), Some(0));
    assert_eq!(code(&["verify", "--vault", &other], PASSPHRASE), Some(0));

    let mut bytes = fs::read(&file).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).expect("a damaged one");
    assert_eq!(code(&["restore", "--vault", &other, "--from", &file, "--yes"], PASSPHRASE), Some(4));
    assert_eq!(code(&["verify", "--vault", &other], PASSPHRASE), Some(0), "the vault there is untouched");
}

#[test]
fn verify_tells_a_whole_vault_from_a_damaged_one() {
    let Sample { vault, .. } = &sample();
    let verify = ["verify", "--vault", vault, "--json"];
    let whole = tomarigi(&verify, PASSPHRASE);
    let answer: Value = serde_json::from_slice(&whole.stdout).expect("JSON");
    assert_eq!((whole.status.code(), &answer["participants"]), (Some(0), &Value::from(30)));

    for file in ["vault.db", "vault.keys"] {
        let path = Path::new(vault).join(file);
        let bytes = fs::read(&path).expect("a file");
        let mut damaged = bytes.clone();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        fs::write(&path, &damaged).expect("a damaged file");
        let copy = Path::new(vault).join("vault.keys.copy");
        let kept = fs::read(&copy).expect("the copy");
        if file == "vault.keys" {
            fs::write(&copy, &damaged).expect("a damaged copy");
        }
        assert_eq!(code(&verify, PASSPHRASE), Some(4), "{file}");
        fs::write(&path, bytes).expect("the whole file");
        fs::write(&copy, kept).expect("the whole copy");
    }
    assert_eq!(code(&verify, PASSPHRASE), Some(0), "the control: whole again");
}

#[test]
fn a_damaged_copy_of_the_keys_is_reported_once_and_mended() {
    let Sample { vault, .. } = &sample();
    let verify = ["verify", "--vault", vault.as_str()];
    let keys = Path::new(vault).join("vault.keys");
    let whole = fs::read(&keys).expect("the keys");

    let mut damaged = whole.clone();
    damaged[40] ^= 1;
    fs::write(&keys, damaged).expect("a damaged copy");

    assert_eq!(code(&verify, PASSPHRASE), Some(4), "damage is told even where it can be mended");
    assert_eq!(fs::read(&keys).expect("the keys"), whole, "mended from the copy");
    assert_eq!(code(&verify, PASSPHRASE), Some(0));
}

#[test]
fn a_missing_part_is_never_taken_for_a_new_vault() {
    let Sample { vault, .. } = &sample();
    let verify = ["verify", "--vault", vault.as_str()];

    fs::remove_file(Path::new(vault).join("vault.db")).expect("the store is removed");
    assert_eq!(code(&verify, PASSPHRASE), Some(4));
    fs::write(Path::new(vault).join("vault.db"), b"").expect("an empty store");
    assert_eq!(code(&verify, PASSPHRASE), Some(4), "an empty file is damage");
    assert_eq!(fs::read(Path::new(vault).join("vault.db")).expect("the store"), b"", "and stays as it is");
}

#[test]
fn a_wrong_or_missing_passphrase_has_its_own_exit_code_and_is_not_repeated() {
    let Sample { vault, .. } = &sample();

    let wrong = tomarigi(&["verify", "--vault", vault], "some-other-passphrase\n");
    assert_eq!(wrong.status.code(), Some(3));
    assert!(!String::from_utf8_lossy(&wrong.stderr).contains("some-other"));
    assert_eq!(code(&["verify", "--vault", vault], ""), Some(3));
}

#[test]
fn a_passphrase_may_end_in_a_windows_line_end_or_none() {
    let Sample { vault, .. } = &sample();
    let plain = PASSPHRASE.trim_end();

    for passphrase in [format!("{plain}\r\nmore"), plain.to_owned()] {
        assert_eq!(code(&["verify", "--vault", vault], &passphrase), Some(0));
    }
}

#[test]
fn no_vault_no_report_and_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("report.docx");
    let (vault, out_text) = (folder.path().join("none"), out.to_str().expect("a plain path"));
    let vault = vault.to_str().expect("a plain path");

    assert_eq!(code(&["report", "--vault", vault, "--year", "2024", "--out", out_text], PASSPHRASE), Some(9));
    assert!(!out.exists());
}

#[test]
fn a_sample_never_overwrites_a_vault() {
    let Sample { vault, .. } = &sample();
    let before = fs::read(Path::new(vault).join("vault.keys")).expect("the keys");

    assert_eq!(code(&["sample", "--vault", vault], PASSPHRASE), Some(1));
    assert_eq!(fs::read(Path::new(vault).join("vault.keys")).expect("the keys"), before);
}

#[test]
fn the_docx_is_written_whole_and_opens_as_a_package() {
    let Sample { vault, .. } = &sample();
    let out = Path::new(vault).join("report.docx");
    let out_text = out.to_str().expect("a plain path");

    let arguments =
        ["report", "--vault", vault, "--year", "2024", "--lang", "ja", "--format", "docx", "--out", out_text];

    assert_eq!(code(&arguments, PASSPHRASE), Some(0));
    assert!(fs::read(&out).expect("the report").starts_with(b"PK"));
    let missing = ["report", "--vault", vault, "--year", "2024", "--out", "/nowhere/at/all/report.docx"];
    assert_eq!(code(&missing, PASSPHRASE), Some(7));
}

#[test]
fn help_speaks_both_languages() {
    for arguments in [["--help"].as_slice(), &["report", "--help"], &["sample", "--help"], &["verify", "--help"]] {
        let help = String::from_utf8(tomarigi(arguments, "").stdout).expect("text");
        assert!(help.contains("フォルダー") && help.contains("Folder of the"), "{arguments:?}: {help}");
    }
}

#[test]
fn a_year_that_cannot_be_is_refused() {
    let Sample { vault, .. } = &sample();
    let out = Path::new(vault).join("report.json");

    let done =
        code(&["report", "--vault", vault, "--year", "20240", "--out", out.to_str().expect("a path")], PASSPHRASE);

    assert_eq!(done, Some(1));
    assert!(!out.exists());
}

/// A form that was made for the tests of `office`.
fn form(name: &str) -> String {
    format!("{}/../crates/office/tests/forms/made/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_form_is_looked_at_without_a_vault() {
    for file in ["kobo.xlsx", "kobo.xml"] {
        let looked = tomarigi(&["form", "check", &form(file), "--json"], "");
        assert_eq!(looked.status.code(), Some(0), "{file}: {}", String::from_utf8_lossy(&looked.stderr));
        let told: Value = serde_json::from_slice(&looked.stdout).expect("JSON");
        assert_eq!((&told["code"], &told["title"]), (&Value::from("kobo"), &Value::from("Kobo form")), "{file}");
        assert_eq!((&told["supported"], &told["questions"]), (&Value::from(true), &Value::from(5)), "{file}");
        assert_eq!(told["languages"], serde_json::json!(["en", "ja"]), "{file}");
        let findings = told["findings"].as_array().expect("findings");
        assert!(!findings.is_empty() && findings.iter().all(|found| found["severity"] == "warning"), "{findings:?}");
    }
}

#[test]
fn what_is_not_supported_is_told_with_its_sheet_row_and_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("My form.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("survey").expect("a name");
    let rows = [
        ["type", "name", "label", "calculation"],
        ["GeoPoint", "where", "Where?", ""],
        ["text", "a", "A", "pulldata('x')"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    book.save(&path).expect("a file");
    let looked = tomarigi(&["form", "check", path.to_str().expect("a plain path"), "--json"], "");
    assert_eq!(looked.status.code(), Some(10));
    let told: Value = serde_json::from_slice(&looked.stdout).expect("JSON all the same");
    assert_eq!((&told["supported"], &told["code"]), (&Value::from(false), &Value::from("My_form")));
    let refused = serde_json::json!([
        { "sheet": "survey", "row": 2, "column": "type", "code": "type_unsupported", "what": "GeoPoint", "severity": "refused" },
        { "sheet": "survey", "row": 3, "column": "calculation", "code": "function_unsupported", "what": "pulldata", "severity": "refused" },
    ]);
    let of_these: Vec<_> =
        told["findings"].as_array().expect("findings").iter().filter(|found| found["severity"] == "refused").collect();
    assert_eq!(serde_json::json!(of_these), refused);

    fs::write(&path, "no spreadsheet").expect("a file");
    let looked = tomarigi(&["form", "check", path.to_str().expect("a plain path"), "--json"], "");
    let told: Value = serde_json::from_slice(&looked.stdout).expect("JSON");
    assert_eq!((looked.status.code(), &told["findings"][0]["severity"]), (Some(10), &Value::from("refused")));
    assert_eq!(code(&["form", "check", "/no/such/file"], ""), Some(10));
    assert_eq!(code(&["form", "check"], ""), Some(2));
}

/// The days of the stages of a placement, by the id of the stage, and how it ended. Told from the timelines of people.
#[derive(Default)]
struct Way {
    days: BTreeMap<usize, NaiveDate>,
    ended: Option<(NaiveDate, String)>,
}

const STAGES: [&str; 8] =
    ["recommended", "company_interview", "offer", "trial_hire", "employed", "permanent", "retained_6", "retained_12"];

impl Way {
    fn farthest(&self) -> usize {
        self.days.keys().copied().max().unwrap_or(0)
    }

    /// Trial hire and permanent employment count where they are on record; the others also when passed.
    fn entered(&self, stage: usize) -> bool {
        self.days.contains_key(&stage) || (![3, 5].contains(&stage) && stage <= self.farthest())
    }

    fn days_in(&self, stage: usize) -> Option<i64> {
        let next = self.days.iter().filter(|(later, _)| **later > stage && **later < 6).map(|(_, day)| *day);
        let next = next.chain(self.ended.iter().map(|(day, _)| *day)).min()?;
        Some((next - *self.days.get(&stage)?).num_days().max(0))
    }
}

/// The ways of the placements recommended in a fiscal year, from what every person's page shows.
fn ways(vault: &str, year: i32) -> Vec<Way> {
    let at = |name: &str| Path::new(vault).join(name);
    let places = Places { vault: vault.into(), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.unlock(&Guarded::from(PASSPHRASE.trim()), SecretKind::Passphrase).expect("the passphrase opens");
    let mut ways: BTreeMap<u32, Way> = BTreeMap::new();
    for person in 1..=30 {
        let page = office.read(|desk| desk.participant_page(ParticipantId(person))).expect("a page");
        for fact in page.timeline.iter().map(|line| &line.fact) {
            let Some(placement) = fact.placement else { continue };
            let way = ways.entry(placement).or_default();
            let detail = fact.detail.clone().unwrap_or_default();
            match (fact.kind, detail.as_str()) {
                (FactKind::PlacementEnded, _) => {
                    let reason = if detail.is_empty() { String::from("not_stated") } else { detail };
                    way.ended = Some((fact.on, reason));
                }
                (FactKind::RetentionChecked, "6.yes") => drop(way.days.insert(6, fact.on)),
                (FactKind::RetentionChecked, "12.yes") => drop(way.days.insert(7, fact.on)),
                (FactKind::RetentionChecked, no) if no.ends_with(".no") && way.ended.is_none() => {
                    way.ended = Some((fact.on, String::from("not_there_at_check")));
                }
                (kind, _) => {
                    if let Some(stage) = STAGES.iter().position(|stage| *stage == kind.code()) {
                        way.days.insert(stage, fact.on);
                    }
                }
            }
        }
    }
    let day = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    let (first, last) = (day(year, 4, 1), day(year + 1, 3, 31));
    let recommended = |way: &Way| way.days.get(&0).is_some_and(|on| (first..=last).contains(on));
    ways.into_values().filter(recommended).collect()
}

/// Stage, entered, converted, median days.
type StageRow = (String, usize, usize, Option<f64>);

fn recounted(vault: &str, year: i32) -> (Vec<StageRow>, BTreeMap<(String, String), usize>) {
    let ways = ways(vault, year);
    let stage = |(stage, id): (usize, &&str)| {
        let here: Vec<_> = ways.iter().filter(|way| way.entered(stage)).collect();
        let mut days: Vec<_> = here.iter().filter_map(|way| way.days_in(stage)).collect();
        days.sort_unstable();
        let middle = days.len() / 2;
        let day = |at: usize| f64::from(i32::try_from(days[at]).expect("days"));
        let median = match (days.len(), days.len() % 2) {
            (0, _) => None,
            (_, 1) => Some(day(middle)),
            _ => Some(f64::midpoint(day(middle - 1), day(middle))),
        };
        let converted = here.iter().filter(|way| way.farthest() > stage).count();
        ((*id).to_owned(), here.len(), converted, median)
    };
    let mut losses = BTreeMap::new();
    for way in &ways {
        if let Some((_, reason)) = &way.ended {
            *losses.entry((STAGES[way.farthest()].to_owned(), reason.clone())).or_default() += 1;
        }
    }
    (STAGES.iter().enumerate().map(stage).collect(), losses)
}

#[test]
fn the_funnel_has_the_shape_that_scripts_read_and_the_numbers_of_the_records() {
    let Sample { vault, .. } = &sample();
    let shown = tomarigi(&["figures", "show", "funnel", "--year", "2024", "--vault", vault, "--json"], PASSPHRASE);
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON on standard output, nothing else");

    for (year, shown) in [(2024, &shown), (2023, &shown["previous_year"])] {
        let number = |value: &Value| usize::try_from(value.as_u64().expect("a whole number")).expect("a count");
        let text = |value: &Value| value.as_str().expect("a code").to_owned();
        let stages = shown["stages"].as_array().expect("a list").iter().map(|one| {
            assert!(one["median_days"].is_null() || one["median_days"].is_number(), "{one}");
            (text(&one["id"]), number(&one["entered"]), number(&one["converted"]), one["median_days"].as_f64())
        });
        let losses = shown["losses"].as_array().expect("a list").iter();
        let losses = losses.map(|one| ((text(&one["stage"]), text(&one["reason"])), number(&one["count"])));
        let (of_records, lost) = recounted(vault, year);
        assert_eq!(stages.collect::<Vec<_>>(), of_records, "{year}");
        assert_eq!(losses.collect::<BTreeMap<_, _>>(), lost, "{year}");
        assert!(of_records[0].1 > 0, "somebody was recommended in {year}");
    }
}

#[test]
fn the_ledgers_are_looked_through_and_written_sealed_without_a_name_on_the_way() {
    let Sample { _folder, vault } = &sample();
    let of_year = |what: &str| {
        let told = tomarigi(&["ledger", what, "--vault", vault, "--year", "2024", "--json"], PASSPHRASE);
        serde_json::from_slice::<Value>(&told.stdout).expect("JSON")
    };

    let missing = of_year("missing");
    let entries = missing["entries"].as_array().expect("a list");
    assert!(!entries.is_empty() && missing["incomplete"].as_u64() > Some(0), "the sample is not complete: {missing}");
    for entry in entries {
        let keys: Vec<_> = entry.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, ["ledger", "opening", "company", "participant", "placement", "fee", "missing"]);
        assert!(!entry["missing"].as_array().expect("a list").is_empty());
    }
    let counts = of_year("counts");
    let new = counts["counts"].as_array().expect("a list").iter().find(|count| count["line"] == "new_seekers");
    assert!(new.expect("a line")["number"].as_u64() > Some(0), "{counts}");

    let out = _folder.path().join("ledger.age");
    let out = out.to_str().expect("a plain path");
    let export = ["ledger", "export", "seekers", "--vault", vault, "--year", "2024", "--out", out, "--json"];
    assert_eq!(code(&export, PASSPHRASE), Some(3), "no second line, no file");
    assert_eq!(code(&export, &format!("{PASSPHRASE}12345678\n")), Some(3), "a weak one");
    assert!(!Path::new(out).exists());
    let sealing = "amber-window-harvest-stone-violin-meadow";
    assert_eq!(code(&export, &format!("{PASSPHRASE}{sealing}\n")), Some(0));
    let sealed = fs::read(out).expect("the ledger");
    let plain = vault::open_sealed_file(&sealed, &guarded::Guarded::from(sealing)).expect("opens");
    assert!(plain.expose().starts_with(b"%PDF") && !sealed.starts_with(b"%PDF"));
    assert_eq!(code(&["ledger", "counts", "--vault", vault, "--year", "0"], PASSPHRASE), Some(1));
}

#[test]
fn a_list_of_companies_brings_in_what_is_known_of_them() {
    let Sample { _folder, vault } = &sample();
    let list = _folder.path().join("companies.csv");
    let rows = "会社名,フリガナ,業種,従業員数,住所,電話,担当者,備考\n\
        みほん港物流,ミホンミナト,運輸業,120名,東京都港区1-1,03-1234-5678,山田さん,倉庫を見学\n\
        Hilltop Sample Foods,,食品製造業,約30人,大阪市北区2-2,,,\n\
        みほん占い,,占い,たくさん,,,,\n";
    fs::write(&list, rows).expect("a list");
    let list = list.to_str().expect("a plain path");

    let done = tomarigi(&["import", "companies", list, "--vault", vault, "--json"], PASSPHRASE);
    let done: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!((&done["imported"], &done["errors"]), (&Value::from(3), &serde_json::json!([])), "{done}");

    let office = acceptance::rehearsal::office(Path::new(vault));
    let passphrase = guarded::Guarded::from(PASSPHRASE.trim_end());
    office.unlock(&passphrase, office::SecretKind::Passphrase).expect("the passphrase opens");
    let of = |name: &str| {
        let found = office.read(|desk| desk.companies(&guarded::Guarded::from(name))).expect("companies");
        found.first().expect("a company").company.profile.clone()
    };
    let harbour = of("みほん港");
    assert_eq!((harbour.industry.as_str(), harbour.size.as_str(), harbour.prefecture.as_str()), ("H", "100_299", "13"));
    assert_eq!((harbour.phone.expose().as_str(), harbour.reading.expose().as_str()), ("03-1234-5678", "ミホンミナト"));
    assert!(harbour.notes.expose().contains("倉庫を見学") && harbour.notes.expose().contains("担当者: 山田さん"));
    let hilltop = of("Hilltop");
    assert_eq!((hilltop.industry.as_str(), hilltop.size.as_str(), hilltop.prefecture.as_str()), ("E", "10_49", "27"));
    let fortune = of("みほん占い");
    assert_eq!((fortune.industry.as_str(), fortune.size.as_str()), ("", ""));
    assert!(fortune.notes.expose().contains("業種: 占い") && fortune.notes.expose().contains("従業員数: たくさん"));
}
