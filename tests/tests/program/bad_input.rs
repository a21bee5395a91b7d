//! What people type and what happens to laptops: each gets a clear refusal, and nothing is lost or half-written.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use acceptance::program::binary;
use bridge::{
    ChosenFile, Desktop, DesktopError, FileSuggestion, Host, Watching, call,
    error::{CommandError, ErrorCode},
};
use chrono::{DateTime, FixedOffset, TimeDelta};
use guarded::Guarded;
use office::{Clock, FixedClock, Office, Places, SecretKind, Stage};
use serde_json::{Value, json};

const PASSPHRASE: &str = "a passphrase for a test";

/// A clock that a test sets.
struct SetClock(Mutex<FixedClock>);

impl SetClock {
    fn at_noon(day: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new(FixedClock::noon(day.parse().expect("a day")))))
    }

    fn pass(&self, wall: TimeDelta, elapsed: Duration) {
        let mut clock = self.0.lock().expect("the clock");
        clock.now += wall;
        clock.elapsed += elapsed;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0.lock().expect("the clock").now
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().expect("the clock").elapsed
    }
}

struct NoDesktop;

impl Desktop for NoDesktop {
    fn place_for(&self, _: &FileSuggestion) -> Result<Option<PathBuf>, DesktopError> {
        Ok(None)
    }

    fn choose_file(&self, _: &[&'static str]) -> Result<Option<PathBuf>, DesktopError> {
        Ok(None)
    }

    fn choose_folder(&self) -> Result<Option<PathBuf>, DesktopError> {
        Ok(None)
    }

    fn choose_spreadsheet(&self) -> Result<Option<PathBuf>, DesktopError> {
        Ok(None)
    }

    fn locked(&self) {}

    fn watching(&self) -> Watching {
        Watching::default()
    }

    fn save(&self, _: &FileSuggestion, _: &[u8]) -> Result<bool, DesktopError> {
        Ok(false)
    }

    fn open_file(&self, _: u64) -> Result<Option<ChosenFile>, DesktopError> {
        Ok(None)
    }

    fn fill_sample(&self, _: &Office) -> Result<(), DesktopError> {
        Err(DesktopError::Failed)
    }

    fn sample_passphrase(&self) -> &'static str {
        PASSPHRASE
    }
}

struct Desk {
    folder: tempfile::TempDir,
    clock: Arc<SetClock>,
    host: Host,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let clock = SetClock::at_noon("2024-06-20");
    let office = Arc::new(Office::new(places, Arc::clone(&clock) as Arc<dyn Clock>));
    office.create_sample(&Guarded::from(PASSPHRASE)).expect("a vault");
    Desk { folder, clock, host: Host { office, desktop: Arc::new(NoDesktop) } }
}

/// A request as the screen sends it.
fn person(name: &str, birth: &str, first_contact: &str) -> Value {
    json!({ "names": [{ "text": name, "kind": "preferred" }], "birth": birth, "nationality": "", "languages": [],
            "first_contact": first_contact, "residence": null })
}

fn add(desk: &Desk, participant: Value) -> Result<Value, CommandError> {
    let request = json!({ "participant": participant, "not_a_duplicate": false });
    let request = serde_json::from_value(request).expect("a request of the right form");
    call::add_participant(&desk.host, request).map(|view| serde_json::to_value(view).expect("JSON"))
}

fn refusal(code: ErrorCode, field: &str) -> CommandError {
    CommandError::at(code, field)
}

fn participants(desk: &Desk) -> u32 {
    call::today(&desk.host, ()).expect("today").participants
}

#[test]
fn names_that_cannot_be_kept_are_refused_at_their_field() {
    let desk = desk();
    let long = "あ".repeat(10_000);
    for (name, code) in [
        ("", ErrorCode::Empty),
        (" \u{3000}\t", ErrorCode::Empty),
        ("\u{200B}\u{202E}", ErrorCode::Empty),
        ("Ama\0l", ErrorCode::BadCharacters),
        ("Amal\nKhan", ErrorCode::BadCharacters),
        (long.as_str(), ErrorCode::TooLong),
    ] {
        let refused = add(&desk, person(name, "", "2024-05-01")).expect_err("a refusal");
        assert_eq!(refused, refusal(code, "names.0.text"), "{:?}", name.chars().take(9).collect::<String>());
    }
    assert_eq!(participants(&desk), 0, "nothing was half-written");
}

#[test]
fn strange_but_real_names_are_kept_as_typed_and_found_again() {
    let desk = desk();
    for name in [
        "محمد \u{200F}علي",
        "👩🏽‍🏫 Abeba",
        "Nguye\u{302}\u{303}n",
        "'; DROP TABLE participant; --",
        "%_\\",
        "O\u{2019}Brien {x}",
        "𠮷野家",
    ] {
        let view = add(&desk, person(name, "", "2024-05-01")).expect("a participant");
        let shown = view["person"]["name"].as_str().expect("a name").to_owned();
        let request = serde_json::from_value(json!({ "query": name, "order": "name", "offset": 0, "limit": 10 }));
        let found = call::list_people(&desk.host, request.expect("a request")).expect("a list");
        assert!(found.rows.iter().any(|row| row.name == shown), "{name}");
    }
    assert_eq!(participants(&desk), 7);
}

#[test]
fn dates_that_cannot_be_are_refused_with_their_reason() {
    let desk = desk();
    for (birth, first_contact, code, field) in [
        ("", "2024-02-30", ErrorCode::NoSuchDate, "first_contact"),
        ("", "1900-01-01", ErrorCode::DateTooEarly, "first_contact"),
        ("", "2024-06-21", ErrorCode::DateInFuture, "first_contact"),
        ("", "2024", ErrorCode::DateIncomplete, "first_contact"),
        ("", "", ErrorCode::Empty, "first_contact"),
        ("2023-02-29", "2024-05-01", ErrorCode::NoSuchDate, "birth"),
        ("1899", "2024-05-01", ErrorCode::DateTooEarly, "birth"),
        ("2025", "2024-05-01", ErrorCode::DateInFuture, "birth"),
    ] {
        let refused = add(&desk, person("Amal", birth, first_contact)).expect_err("a refusal");
        assert_eq!(refused, refusal(code, field), "{birth} {first_contact}");
    }
    assert!(add(&desk, person("Amal", "1990", "2024-06-20")).is_ok(), "only the year of birth is known");
}

#[test]
fn a_likely_duplicate_is_asked_about_before_it_is_made() {
    let desk = desk();
    add(&desk, person("Amal Khan", "1990", "2024-05-01")).expect("amal");

    let again = add(&desk, person("KHAN, Amal", "", "2024-05-02"));

    assert_eq!(again, Err(CommandError::of(ErrorCode::LikelyDuplicate)));
    let likely = serde_json::from_value(person("khan amal", "1990-04", "")).expect("a request");
    assert_eq!(call::find_duplicates(&desk.host, likely).expect("a look").likely.len(), 1);
}

#[test]
fn an_invalid_date_does_not_keep_a_draft_from_being_saved() {
    let desk = desk();
    let amal = add(&desk, person("Amal", "", "2024-05-01")).expect("amal")["person"]["id"].clone();
    let open = serde_json::from_value(json!({ "participant": amal })).expect("a request");
    let draft = call::open_interview(&desk.host, open).expect("a draft");
    let save = |held_on: &str, revision: u32| {
        let request = json!({ "draft": draft.draft, "revision": revision, "answers": { "wish": "働きたい" },
                              "focus": "wish", "held_on": held_on });
        call::save_draft(&desk.host, serde_json::from_value(request).expect("a request")).expect("a save").revision
    };
    let finish = |revision: u32| {
        let request = json!({ "draft": draft.draft, "revision": revision });
        call::finish_interview(&desk.host, serde_json::from_value(request).expect("a request"))
    };

    let revision = save("30 Feb", draft.revision);
    assert_eq!(finish(revision).expect_err("a refusal"), refusal(ErrorCode::NoSuchDate, "held_on"));
    let revision = save("2024-04-30", revision);
    assert_eq!(finish(revision).expect_err("a refusal"), refusal(ErrorCode::BeforeFirstContact, "held_on"));
    let revision = save("2024-06-20", revision);
    assert!(finish(revision).is_ok());
    assert_eq!(finish(revision).expect_err("a refusal").code, ErrorCode::NotFound, "a draft is finished once");
}

#[test]
fn two_screens_on_one_draft_never_overwrite_each_other() {
    let desk = desk();
    let amal = add(&desk, person("Amal", "", "2024-05-01")).expect("amal")["person"]["id"].clone();
    let open = serde_json::from_value(json!({ "participant": amal })).expect("a request");
    let draft = call::open_interview(&desk.host, open).expect("a draft");
    let save = |text: &str| {
        let request = json!({ "draft": draft.draft, "revision": draft.revision, "answers": { "wish": text },
                              "focus": null, "held_on": "" });
        call::save_draft(&desk.host, serde_json::from_value(request).expect("a request")).map(|saved| saved.revision)
    };

    assert_eq!(save("the first"), Ok(1));
    assert_eq!(save("the second"), Err(CommandError::of(ErrorCode::DraftConflict)));
}

#[test]
fn a_vault_folder_that_vanishes_is_told_and_nothing_pretends_to_be_saved() {
    let desk = desk();
    add(&desk, person("Amal", "", "2024-05-01")).expect("amal");

    fs::remove_dir_all(desk.folder.path().join("vault")).expect("the folder goes");

    let refused = add(&desk, person("Bashir", "", "2024-05-01"));
    assert_eq!(refused, Err(CommandError::of(ErrorCode::FolderGone)));
    assert!(!desk.folder.path().join("vault").exists(), "no new vault comes up in its place");
}

#[test]
fn a_second_program_on_one_vault_is_told_so() {
    let desk = desk();
    let at = |name: &str| desk.folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let second = Office::new(places, Arc::clone(&desk.clock) as Arc<dyn Clock>);

    let refused = second.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase);

    assert_eq!(refused.map(|status| status.stage), Err(office::SessionError::InUse));
}

#[test]
fn a_clock_set_back_locks_and_is_told_after_unlocking() {
    let desk = desk();
    add(&desk, person("Amal", "", "2024-05-01")).expect("amal");
    let office = &desk.host.office;
    assert!(!office.tick());

    desk.clock.pass(TimeDelta::days(-30), Duration::from_secs(1));

    assert!(office.tick(), "a clock that goes back locks");
    assert_eq!(office.status().stage, Stage::Locked);
    let status = office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the vault opens");
    assert_eq!(status.clock_behind.map(|day| day.to_string()).as_deref(), Some("2024-06-20"));
}

#[test]
fn an_unattended_or_sleeping_computer_locks_itself() {
    let desk = desk();
    let office = &desk.host.office;
    let second = Duration::from_secs(1);
    for _ in 0..299 {
        desk.clock.pass(TimeDelta::seconds(1), second);
        assert!(!office.tick());
    }
    desk.clock.pass(TimeDelta::seconds(1), second);
    assert!(office.tick(), "five minutes without anybody");
    assert!(matches!(call::today(&desk.host, ()), Err(CommandError { code: ErrorCode::Locked, .. })));

    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the vault opens");
    assert!(!office.tick());
    desk.clock.pass(TimeDelta::seconds(60), Duration::from_secs(60));
    assert!(office.tick(), "a minute without a tick: the computer slept");
}

#[test]
fn requests_with_unknown_fields_or_wrong_types_are_refused() {
    for request in [json!({ "id": -1 }), json!({ "id": "1" }), json!({ "id": 1, "more": 2 }), json!(null), json!({})] {
        let parsed: Result<bridge::views::people::ParticipantRequest, _> = serde_json::from_value(request.clone());
        assert!(parsed.is_err(), "{request}");
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().expect("id (coreutils)").stdout.starts_with(b"0\n")
}

/// Runs the program with its vault on a small file system of its own.
fn on_a_file_system(options: &str, then: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let script = format!(
        "set -e; mount -t tmpfs -o {options} tmpfs '{place}'; {then}
         set +e; echo 'quiet-river-lantern-garden' | '{program}' sample --vault '{place}/vault' --people 400
         code=$?; ls -A '{place}/vault' 2>/dev/null
         mount -o remount,size=64m '{place}' && echo 'quiet-river-lantern-garden' | '{program}' verify --vault '{place}/vault' >/dev/null
         echo \"verify ended with $?\"; exit $code",
        place = folder.path().display(),
        program = binary().expect("the program builds").display(),
        then = then.replace("PLACE", &folder.path().display().to_string()),
    );
    // Whoever is not root becomes it in a namespace of their own; some systems allow that to root alone.
    let become_root: &[&str] = if is_root() { &[] } else { &["--user", "--map-root-user"] };
    let mut unshare = Command::new("unshare");
    let output = unshare.args(become_root).args(["--mount", "sh", "-c", &script]).output();
    let output = output.expect("unshare (util-linux)");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_full_disk_is_told_and_leaves_no_half_vault() {
    let (code, left) = on_a_file_system("size=120k", "");

    assert_eq!(code, Some(7), "{left}");
    assert!(!left.contains("vault.db") && !left.contains("vault.keys"), "left behind: {left}");
    assert_eq!(on_a_file_system("size=64m", "").0, Some(0), "the control: with room it works");
}

/// How large the file of a sample vault is, in bytes: it grows with every release's tables.
fn size_of_a_vault(people: &str) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let mut sample = Command::new(binary().expect("the program builds"));
    sample.arg("sample").arg("--vault").arg(&vault).args(["--people", people]);
    let mut child = sample.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the program starts");
    child.stdin.take().expect("its input").write_all(b"quiet-river-lantern-garden\n").expect("the passphrase");
    assert!(child.wait().expect("the program ends").success());
    std::fs::metadata(vault.join("vault.db")).expect("the vault's file").len()
}

#[test]
fn a_disk_that_fills_up_later_keeps_the_vault_whole() {
    let half_way = u64::midpoint(size_of_a_vault("1"), size_of_a_vault("400"));
    let (code, left) = on_a_file_system(&format!("size={half_way}"), "");

    assert_eq!(code, Some(7), "{left}");
    assert!(left.contains("verify ended with 0"), "{left}");
}

#[test]
fn a_read_only_folder_is_told() {
    let (code, _) = on_a_file_system("size=64m", "mkdir PLACE/vault; mount -o remount,ro PLACE");

    assert_eq!(code, Some(7));
}

#[test]
fn personal_data_never_shows_in_debug_output() {
    let request = json!({ "participant": person("Canary Name", "1990", "2024-05-01"), "not_a_duplicate": true });
    let request: bridge::views::people::AddParticipantRequest = serde_json::from_value(request).expect("a request");

    assert!(!format!("{request:?}").contains("Canary"), "a request in a log would carry the name");
}
