//! Bringing spreadsheets: what the command line makes of lists it has never seen, and what hostile files can do (nothing).

#[path = "../../../crates/intake/tests/hostile/corpus.rs"]
#[expect(dead_code, reason = "the hostile files have a test of their own")]
mod hostile;
mod messy;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
};

use acceptance::program;
use encoding_rs::SHIFT_JIS;
use guarded::Guarded;
use intake::{Kind, Program, mapping::ImportKind, read_file, read_here};
use office::{Language, Office, OfficeError, Places, Spreadsheet, SystemClock};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

const PASSPHRASE: &str = "quiet-river-lantern-garden-pencil-cloud";

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn office(&self) -> Office {
        let at = |name: &str| self.folder.path().join(name);
        let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
        let office = Office::new(places, Arc::new(SystemClock));
        office.create_sample(&Guarded::from(PASSPHRASE)).expect("a vault");
        office
    }
}

fn child() -> Program {
    Program::at(program::binary().expect("the program is built").to_owned())
}

/// Runs `import` and returns its exit code and its answer.
fn import(what: &str, file: &Path, vault: &Path, more: &[&str]) -> (Option<i32>, Value) {
    let (file, vault) = (file.to_str().expect("a plain path"), vault.to_str().expect("a plain path"));
    let arguments = [&["import", what, file, "--vault", vault, "--json"], more].concat();
    let output = program::tomarigi(arguments, &format!("{PASSPHRASE}\n")).expect("the program runs");
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
}

fn participants(office: &Office) -> u64 {
    office.participants().expect("the vault is open")
}

const JAPANESE: &str = "\
インターナショナルズ名簿(2024年度),,,,,,,,
,,,,,,,,
No.,氏名,フリガナ,国籍,生年月日,受付日,在留資格,就労可否,言語
1,髙﨑①,ソウソウ,アフガニスタン,令和元年5月1日,2024年6月20日,特定活動(難民申請中),可,ペルシャ語/Dari/英語
2,Amal KHAN(アマル・カーン),,ミャンマー(ビルマ),1990/4/30,R6.6.21,仮放免,×,ビルマ語、英語
3,バシル,,コンゴ,昭和55年,2024/6/22,,,
4,ダウィト,,無国籍,1985,昨日,定住者,○,アムハラ語
合計,4,,,,,,,
※2024年7月現在,,,,,,,,
";

#[test]
fn a_list_of_a_japanese_office_is_brought_in_from_the_command_line() {
    let place = Place::new();
    drop(place.office());
    let file = place.file("名簿.csv", &SHIFT_JIS.encode(JAPANESE).0);

    let (tried, trial) = import("participants", &file, &place.vault(), &["--dry-run"]);
    let (done, answer) = import("participants", &file, &place.vault(), &[]);
    let (again, second) = import("participants", &file, &place.vault(), &[]);

    assert_eq!((tried, &trial["imported"], &trial["rows"]), (Some(0), &json!(0), &json!(4)));
    assert_eq!((done, &answer["imported"], &answer["rows"]), (Some(0), &json!(2), &json!(4)), "{answer}");
    let errors: Vec<_> =
        answer["errors"].as_array().expect("a list").iter().map(|e| (&e["row"], &e["field"])).collect();
    assert_eq!(errors, [(&json!(6), &json!("nationality")), (&json!(7), &json!("first_contact"))]);
    assert_eq!((again, &second["imported"]), (Some(0), &json!(0)), "the same people a second time: {second}");
    let twins: Vec<_> =
        second["duplicates"].as_array().expect("a list").iter().map(|d| (&d["row"], &d["id"])).collect();
    assert_eq!(twins, [(&json!(4), &json!(1)), (&json!(5), &json!(2))]);
}

#[test]
fn a_workbook_with_a_title_two_heading_rows_and_dates_of_every_kind_is_brought_in() {
    let place = Place::new();
    drop(place.office());
    let day = Format::new().set_num_format("yyyy/m/d");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 5, "参加者一覧", &Format::new()).expect("a title");
    sheet.merge_range(2, 0, 2, 1, "氏名", &Format::new()).expect("a heading");
    for (column, text) in ["生年月日", "初回面談日", "国籍", "備考"].into_iter().enumerate() {
        sheet.write(2, u16::try_from(column + 2).expect("few"), text).expect("a heading");
    }
    sheet.write(3, 0, "姓").expect("a heading");
    sheet.write(3, 1, "名").expect("a heading");
    for (row, (family, given)) in [("Khan", "Amal"), ("Ahmadi", "Bashir"), ("Mbeki", "Claire")].into_iter().enumerate()
    {
        let row = u32::try_from(row + 4).expect("few");
        sheet.write(row, 0, family).expect("a name");
        sheet.write(row, 1, given).expect("a name");
        sheet.write(row, 2, 33_000 + row).expect("a number of days");
        sheet.write_with_format(row, 3, ExcelDateTime::from_ymd(2024, 6, 20).expect("a day"), &day).expect("a day");
        sheet.write(row, 4, "AFG").expect("a code");
    }
    let file = place.file("list.xlsx", &book.save_to_buffer().expect("a workbook"));

    let (code, answer) = import("participants", &file, &place.vault(), &[]);

    assert_eq!((code, &answer["imported"], &answer["errors"]), (Some(0), &json!(3), &json!([])), "{answer}");
}

#[test]
fn a_list_without_a_first_contact_is_told_so_unless_a_day_is_given() {
    let place = Place::new();
    drop(place.office());
    let file = place.file("list.csv", "Full name;Nationality\nAmal Khan;Afghanistan\nBashir;Iran\n".as_bytes());

    let (_, without) = import("participants", &file, &place.vault(), &[]);
    let (_, with) = import("participants", &file, &place.vault(), &["--first-contact", "2024-04-01"]);

    assert_eq!(without["imported"], json!(0));
    assert!(without["errors"].as_array().is_some_and(|all| all.iter().all(|error| error["field"] == "first_contact")));
    assert_eq!((&with["imported"], &with["errors"]), (&json!(2), &json!([])));
}

#[test]
fn what_cannot_be_read_ends_with_its_own_code_and_writes_nothing() {
    let place = Place::new();
    drop(place.office());

    for (name, bytes) in [
        ("quote.csv", "Name,Notes,First contact\nAmal,\"swallows,2024-06-20\nBashir,,2024-06-21\n".as_bytes()),
        ("a.csv", "x,y\n1,2\n".as_bytes()),
        ("b.xlsx", b"PK\x03\x04"),
        ("c.pdf", b"%PDF-1.7"),
    ] {
        let file = place.file(name, bytes);
        assert_eq!(import("participants", &file, &place.vault(), &[]), (Some(10), Value::Null), "{name}");
    }
    assert_eq!(import("participants", Path::new("/nowhere/x.csv"), &place.vault(), &[]).0, Some(10));
}

#[test]
fn the_child_can_open_nothing() {
    let place = Place::new();
    let file = place.file("list.csv", b"Name\nAmal\n");

    let read = read_file(&child(), &file, &AtomicBool::new(false)).expect("a list");
    let stopped = read_file(&child(), &file, &AtomicBool::new(true));

    assert_eq!(read.sheets().len(), 1);
    assert_eq!(stopped.err(), Some(intake::Refusal::Stopped));
}

#[test]
fn nothing_that_is_exported_is_a_formula() {
    let place = Place::new();
    let office = place.office();
    let quoted = hostile::FORMULAS.iter().map(|formula| formula.replace('"', "\"\""));
    let rows: String = quoted.map(|formula| format!("\"Amal {formula}\",\"{formula}\"\n")).collect();
    let list = format!("Name,First contact\n{rows}").into_bytes();
    let file = place.file("list.csv", &list);
    office.open_import(&child(), &Spreadsheet::At(&file), ImportKind::Participants).expect("a list");
    office.check_import().expect("a look");

    let exported = read_here(&office.export_import_errors(Language::En).expect("a table")).expect("a table");

    let sheet = exported.sheets().first().expect("a sheet");
    assert!(sheet.len() > hostile::FORMULAS.len(), "every row is in it");
    for cell in sheet.rows().flat_map(intake::Row::cells).filter(|cell| cell.kind() == Kind::Text) {
        let begin = cell.expose().trim_start();
        assert!(
            !begin.starts_with(['=', '+', '-', '@', '＝']) && !cell.expose().starts_with(['\t', '\r']),
            "a formula"
        );
    }
}

#[test]
fn an_import_is_undone_whole_but_for_what_was_changed_since() {
    let place = Place::new();
    let office = place.office();
    let file = place.file(
        "list.csv",
        b"Name,First contact\nAmal Khan,2024-06-20\nBashir Ahmadi,2024-06-21\nClaire Mbeki,2024-06-22\n",
    );
    office.open_import(&child(), &Spreadsheet::At(&file), ImportKind::Participants).expect("a list");
    let done = office.run_import().expect("an import");
    assert_eq!((done.added, participants(&office)), (3, 3));
    let amal = casework::ids::ParticipantId(1);
    let remark = || casework::profile::Note { text: Guarded::from("calls back on Monday") };
    office.write(|desk| desk.add_to_profile(amal, office::ProfileRecord::Note(remark()))).expect("a remark");

    let refused = office.undo_import(done.import, false);
    let undone = office.undo_import(done.import, true).expect("an undoing");
    let twice = office.undo_import(done.import, true);

    assert!(matches!(refused, Err(OfficeError::Import(office::ImportRefusal::ChangedSince))));
    assert_eq!((undone.removed, undone.kept, participants(&office)), (2, 1, 1), "whose record went on stays");
    assert!(matches!(twice, Err(OfficeError::Import(office::ImportRefusal::UndoneBefore))));
}

#[test]
fn a_wish_to_stop_or_a_lock_leaves_nothing_of_an_import() {
    let place = Place::new();
    let office = Arc::new(place.office());
    let rows: String = (0..20_000).map(|number| format!("Person {number} of many,2024-06-20\n")).collect();
    let file = place.file("list.csv", format!("Name,First contact\n{rows}").as_bytes());
    office.open_import(&child(), &Spreadsheet::At(&file), ImportKind::Participants).expect("a list");
    office.check_import().expect("a look");

    let running = Arc::clone(&office);
    let import = std::thread::spawn(move || running.run_import());
    while office.progress().is_none_or(|progress| progress.step != office::JobStep::Writing || progress.fraction < 0.02)
    {
        assert!(!import.is_finished(), "it was over before anybody could stop it");
        std::thread::yield_now();
    }
    office.stop_job();
    let stopped = import.join().expect("no panic");

    assert!(matches!(stopped, Err(OfficeError::Import(office::ImportRefusal::Stopped))), "{stopped:?}");
    assert_eq!(participants(&office), 0);
    office.lock();
    assert!(office.import_state().is_err(), "a lock forgets the list");
}

#[test]
fn lists_as_offices_have_them_come_in_as_they_are_meant() {
    let lists = messy::lists();
    assert!(lists.len() >= 25, "{}", lists.len());
    // Each has a vault of its own; most of the time goes into opening it.
    let some: Vec<_> = lists.chunks(lists.len().div_ceil(4)).collect();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = some
            .into_iter()
            .map(|lists| scope.spawn(|| lists.iter().filter_map(gone_wrong).collect::<Vec<_>>()))
            .collect();
        running.into_iter().flat_map(|some| some.join().expect("no panic")).collect()
    });

    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), lists.len(), wrong.join("\n"));
}

/// What came of a list, when it is not what had to.
fn gone_wrong(list: &messy::Messy) -> Option<String> {
    let place = Place::new();
    drop(place.office());
    let file = place.file(list.file, &list.bytes);
    let (code, answer) = import("participants", &file, &place.vault(), &[]);
    let of = |name: &str| answer[name].as_array().cloned().unwrap_or_default();
    let errors: Vec<_> =
        of("errors").iter().map(|error| (error["row"].as_u64(), error["field"].as_str().map(String::from))).collect();
    let twins: Vec<_> = of("duplicates").iter().filter_map(|twin| twin["row"].as_u64()).collect();
    let expected: Vec<_> = list.errors.iter().map(|(row, field)| (Some(*row), Some((*field).to_owned()))).collect();
    let counts = (answer["rows"].as_u64(), answer["imported"].as_u64());
    let as_it_should =
        (code, counts, errors, &twins) == (Some(0), (Some(list.rows), Some(list.imported)), expected, &list.twins);
    (!as_it_should).then(|| format!("{}: {code:?} {answer}", list.what))
}

/// A Japanese class with three people: two are enrolled, and two have the same name.
fn class(office: &Office) -> casework::ids::CohortId {
    let person = |name: &str| office::NewParticipant {
        names: vec![office::NewName::new(casework::names::NameKind::Latin, Guarded::from(name))],
        first_contact: String::from("2024-04-01"),
        ..office::NewParticipant::default()
    };
    office
        .write(|desk| {
            let ids = ["Amal Khan", "Bashir Ahmadi", "Claire Mbeki", "Claire Mbeki"]
                .map(|name| desk.add_participant(&person(name), true));
            let cohort = casework::programme::NewCohort {
                course: String::from("japanese_class"),
                name: String::from("Spring"),
                starts_on: "2024-04-08".parse().expect("a day"),
                ..casework::programme::NewCohort::default()
            };
            let cohort = desk.open_cohort(&cohort)?;
            for id in ids.into_iter().take(2) {
                desk.enrol_on(cohort, id?, "2024-04-08")?;
            }
            Ok(cohort)
        })
        .expect("a class")
}

fn marks(office: &Office, cohort: casework::ids::CohortId) -> Vec<(u32, Vec<Option<&'static str>>)> {
    let grid = office.read(|desk| desk.attendance_grid(cohort)).expect("a grid");
    let row = |line: &office::GridLine| {
        let cells = line.row.cells.iter().map(|cell| cell.marked.map(|marked| marked.mark.code()));
        (line.row.participant.0, cells.collect())
    };
    grid.people.iter().map(row).collect()
}

#[test]
fn attendance_with_names_down_and_days_across_is_brought_in_and_taken_back() {
    let place = Place::new();
    let office = place.office();
    let cohort = class(&office);
    office.lock();
    drop(office);
    let list = "氏名,4/8,4/15,4/22,出席率\nAmal Khan,○,△,○,100\nアフマディ バシル,×,○,-,50\nClaire Mbeki,○,,,\nNobody Known,○,,,\n合計,3,2,1,\n";
    let file = place.file("attendance.csv", &SHIFT_JIS.encode(list).0);

    let (code, answer) = import("attendance", &file, &place.vault(), &["--cohort", "Spring"]);
    let (_, again) = import("attendance", &file, &place.vault(), &[]);

    let errors: Vec<_> =
        answer["errors"].as_array().expect("a list").iter().map(|e| (&e["row"], &e["field"])).collect();
    assert_eq!(errors, [(&json!(4), &json!("name")), (&json!(5), &json!("name"))], "{answer}");
    assert_eq!((code, &answer["rows"], &answer["imported"]), (Some(0), &json!(4), &json!(2)), "{answer}");
    assert_eq!(again["imported"], json!(0), "the marks stand there already: {again}");
    assert_eq!(again["duplicates"].as_array().map(Vec::len), Some(2), "{again}");

    let office = Office::new(
        Places {
            vault: place.vault(),
            sample: place.folder.path().join("sample"),
            preferences: place.folder.path().join("preferences.json"),
        },
        Arc::new(SystemClock),
    );
    office.unlock(&Guarded::from(PASSPHRASE), office::SecretKind::Passphrase).expect("it opens");
    assert_eq!(
        marks(&office, cohort),
        [(1, vec![Some("present"), Some("late"), Some("present")]), (2, vec![Some("absent"), Some("present"), None]),]
    );
    office.open_import(&child(), &Spreadsheet::At(&file), ImportKind::Attendance).expect("a list");
    let state = office.check_import().expect("a look");
    assert_eq!(state.summary.map(|summary| summary.faulty), Some(2));
    office.mend_cell(4, 0, Guarded::from("3")).expect("the number says which of the two");
    let done = office.run_import().expect("an import");
    assert_eq!((done.added, marks(&office, cohort).len()), (1, 3), "a guest of that day");

    let undone = office.undo_import(done.import, false).expect("an undoing");
    assert_eq!((undone.removed, marks(&office, cohort).len()), (1, 2));
    let first = office.undo_import(1, false).expect("an undoing");
    assert_eq!(first.removed, 2);
    let grid = office.read(|desk| desk.attendance_grid(cohort)).expect("a grid");
    assert!(grid.sessions.is_empty(), "the sessions that the list had added are gone with their marks");
}

#[test]
fn attendance_of_one_row_each_and_sessions_are_brought_in() {
    let place = Place::new();
    let office = place.office();
    let cohort = class(&office);
    office.lock();
    drop(office);
    let sessions = place.file(
        "sessions.csv",
        "クラス,実施日,開始,終了,内容\nSpring,2024/4/8,18:30,20:00,自己紹介\nSpring,2024年4月15日,18:30,20:00,買い物\nSpring,2024/4/8,18:30,20:00,自己紹介\nAutumn,2024/4/8,,,\nSpring,まだ,,,\n".as_bytes(),
    );
    let attendance = place.file(
        "attendance.csv",
        "参加者番号,氏名,クラス,日付,出欠\n1,Amal,Spring,2024-04-08,出席\n2,Bashir,Spring,2024-04-08,欠席\n2,Bashir,Spring,2024-04-08,出席\n3,Claire,Spring,2024-04-08,欠席\n1,Amal,Spring,2024-03-25,出席\n1,Amal,Spring,2099-01-01,出席\n".as_bytes(),
    );

    let (_, first) = import("sessions", &sessions, &place.vault(), &[]);
    let (_, second) = import("attendance", &attendance, &place.vault(), &[]);

    let at = |answer: &Value| -> Vec<(u64, String)> {
        let errors = answer["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|e| (e["row"].as_u64().unwrap_or(0), e["field"].as_str().unwrap_or("").to_owned())).collect()
    };
    assert_eq!(at(&first), [(5, String::from("cohort")), (6, String::from("session_day"))], "{first}");
    assert_eq!((&first["imported"], first["duplicates"].as_array().map(Vec::len)), (&json!(2), Some(1)), "{first}");
    let wrong = at(&second);
    assert_eq!(wrong.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [4, 5, 6, 7], "{second}");
    assert_eq!(second["imported"], json!(2), "{second}");
    let _ = cohort;
}
