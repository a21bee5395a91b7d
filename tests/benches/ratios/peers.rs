//! What others use today, over the same people: DuckDB, a spreadsheet with a password, a password manager.

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use acceptance::program::{Home, binary, python_packages};
use rusqlite::types::ValueRef;
use sample::PASSPHRASE;
use serde_json::{Map, Value, json};

use crate::{
    data::{Data, copy_of_the_vault},
    report::{BY_HAND, YEAR},
    turns::{Goal, Measured, timed},
};

/// The Python that Debian's LibreOffice speaks.
const PYTHON: &str = "/usr/bin/python3";
const TABLES: [&str; 9] = [
    "activity",
    "cohort",
    "discussion",
    "enrolment",
    "head_count",
    "interview",
    "participant",
    "placement_step",
    "recommendation",
];

/// The year's figures, with the year before, beside the same questions to DuckDB.
pub fn duckdb(data: &Data) -> Measured {
    let mut peer = DuckDb::start(data);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=15 {
        let own = timed(|| drop(data.office.read(|desk| desk.figures(YEAR)).expect("the figures")));
        let its = peer.asks(YEAR) + peer.asks(YEAR - 1);
        if round > 0 {
            ours.push(own);
            theirs.push(its);
        }
    }
    let names = ["the year's figures, with the year before", "the same questions to DuckDB, all rows in memory"];
    Measured::times(names, data.size, [ours, theirs], Goal::Ratio(1.0))
}

struct DuckDb {
    process: Child,
    said: BufReader<ChildStdout>,
    asked: ChildStdin,
}

impl DuckDb {
    fn start(data: &Data) -> Self {
        let folder = data.folder.path().join("duckdb");
        fs::create_dir_all(&folder).expect("a folder");
        let tables: Map<String, Value> =
            TABLES.iter().map(|table| ((*table).to_owned(), rows(data, table, &folder))).collect();
        let what = json!({ "tables": tables, "questions": BY_HAND });
        fs::write(folder.join("what.json"), what.to_string()).expect("a file");
        let mut command = Command::new(PYTHON);
        command.env("PYTHONPATH", python_packages("duckdb").expect("a folder of builds"));
        command.arg(script("duckdb_year.py")).arg(folder);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3 with duckdb");
        let (asked, said) = (process.stdin.take().expect("its input"), process.stdout.take().expect("its output"));
        let mut peer = Self { process, said: BufReader::new(said), asked };
        assert_eq!(peer.line(), "ready");
        peer
    }

    fn asks(&mut self, year: i32) -> Duration {
        writeln!(self.asked, "{year}").expect("it listens");
        let said = self.line();
        let milliseconds: f64 = said.split(' ').next().and_then(|time| time.parse().ok()).expect("a time");
        Duration::from_secs_f64(milliseconds / 1000.0)
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("an answer");
        line.trim().to_owned()
    }
}

impl Drop for DuckDb {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Writes the rows of a table into a file, and returns its columns with their kinds.
fn rows(data: &Data, table: &str, folder: &Path) -> Value {
    let mut columns =
        data.plain.prepare(&format!("SELECT name, type FROM pragma_table_info('{table}')")).expect("a table");
    let kind = |kind: &str| if kind == "INTEGER" { "BIGINT" } else { "VARCHAR" };
    let columns: Vec<(String, &str)> = columns
        .query_map([], |row| Ok((row.get(0)?, kind(&row.get::<_, String>(1)?))))
        .and_then(Iterator::collect)
        .expect("its columns");
    let mut all = data.plain.prepare(&format!("SELECT * FROM {table}")).expect("a table");
    let mut all = all.query([]).expect("rows");
    let mut text = String::new();
    while let Some(row) = all.next().expect("a row") {
        for at in 0..columns.len() {
            match row.get_ref(at).expect("a value") {
                ValueRef::Integer(number) => write!(text, "{number},"),
                ValueRef::Text(words) => write!(text, "\"{}\",", String::from_utf8_lossy(words).replace('"', "\"\"")),
                _ => write!(text, ","),
            }
            .expect("text");
        }
        text.pop();
        text.push('\n');
    }
    fs::write(folder.join(format!("{table}.csv")), text).expect("a file");
    json!(columns)
}

/// From nothing to one person found: the program's own command line, beside LibreOffice and a list with a password.
pub fn spreadsheet(data: &Data) -> Measured {
    let (folder, people) = (data.folder.path(), names(data));
    let [list, book] = ["people.csv", "people.xlsx"].map(|name| folder.join(name));
    let lines = people.iter().fold(String::from("name\n"), |text, name| format!("{text}\"{name}\"\n"));
    fs::write(&list, lines).expect("a file");
    let libreoffice = |what: &str, rest: &[&Path], words: &[&str]| {
        let mut command = Command::new(PYTHON);
        command.arg(script("spreadsheet.py")).arg(what).args(rest).args(words);
        done(&mut command, "");
    };
    libreoffice("make", &[&list, &book], &[PASSPHRASE]);
    let names = ["open and find one person, from nothing", "LibreOffice, a spreadsheet with a password"];
    let (ours, wanted) = (Ours::new(data), wanted(&people));
    let times = in_turns(|| ours.find(wanted), || libreoffice("find", &[&book], &[PASSPHRASE, wanted]));
    Measured::times(names, data.size, times, Goal::Faster(20.0))
}

/// The same beside KeePassXC and as many entries, each with the key derivation that it has by itself.
pub fn password_manager(data: &Data) -> Measured {
    let (folder, people) = (data.folder.path(), names(data));
    let [list, safe] = ["people.xml", "people.kdbx"].map(|name| folder.join(name));
    fs::write(&list, as_keepass_xml(&people)).expect("a file");
    let keepassxc = |arguments: &[&Path], said: &str| {
        done(Command::new("keepassxc-cli").args(arguments).env("QT_QPA_PLATFORM", "offscreen"), said);
    };
    keepassxc(&["import".as_ref(), "-p".as_ref(), &list, &safe], &format!("{PASSPHRASE}\n{PASSPHRASE}\n"));
    let names = ["open and find one person, from nothing", "KeePassXC, as many entries"];
    let (ours, wanted) = (Ours::new(data), wanted(&people));
    let find = || keepassxc(&["search".as_ref(), &safe, wanted.as_ref()], &format!("{PASSPHRASE}\n"));
    Measured::times(names, data.size, in_turns(|| ours.find(wanted), find), Goal::Ratio(1.0))
}

/// The command line on a copy of the vault.
struct Ours {
    home: Home,
    vault: PathBuf,
}

impl Ours {
    fn new(data: &Data) -> Self {
        let home = Home::new().expect("a home");
        let vault = home.vault();
        copy_of_the_vault(data, &vault);
        Self { home, vault }
    }

    fn find(&self, name: &str) {
        let mut command = self.home.command(binary().expect("the program"));
        done(command.args(["search", name, "--limit", "20", "--vault"]).arg(&self.vault), &format!("{PASSPHRASE}\n"));
    }
}

fn in_turns(mut ours: impl FnMut(), mut theirs: impl FnMut()) -> [Vec<Duration>; 2] {
    crate::turns::take_turns(5, |_| ours(), |_| theirs())
}

/// The first name on record of everybody.
fn names(data: &Data) -> Vec<String> {
    let sql = "SELECT text FROM participant_name GROUP BY participant_id HAVING id = min(id)";
    let mut names = data.plain.prepare(sql).expect("a query");
    let names = names.query_map([], |row| row.get::<_, String>(0)).expect("names");
    names.collect::<Result<_, _>>().expect("names")
}

/// Somebody far down the list.
fn wanted(people: &[String]) -> &str {
    people.get(people.len() * 9 / 10).expect("somebody")
}

/// The XML of KeePass 2, with made-up numbers for the entries.
fn as_keepass_xml(people: &[String]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><KeePassFile><Meta><Generator>bench</Generator></Meta><Root><Group>\
         <UUID>AAAAAAAAAAAAAAAAAAAAAA==</UUID><Name>People</Name>",
    );
    for (number, name) in people.iter().enumerate() {
        // Sixteen bytes in base 64: the number in the first digits that hold a whole one.
        let digits: String = format!("{number:022}").bytes().map(|digit| char::from(digit - b'0' + b'A')).collect();
        let (digits, name) = (format!("{}A", &digits[1..]), escaped(name));
        let _ = write!(
            text,
            "<Entry><UUID>{digits}==</UUID><String><Key>Title</Key><Value>{name}</Value></String></Entry>"
        );
    }
    text + "</Group></Root></KeePassFile>"
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers").join(name)
}

/// Runs a command to its end with lines on its standard input.
fn done(command: &mut Command, said: &str) {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap_or_else(|error| panic!("{name}: {error}"));
    process.stdin.take().expect("its input").write_all(said.as_bytes()).expect("it listens");
    let ended = process.wait().expect("it ends");
    assert!(ended.success(), "{name}: {ended}");
}
