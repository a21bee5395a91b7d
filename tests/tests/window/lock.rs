//! What a locked window gives away: nothing.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use bridge::{
    COMMANDS, ChosenFile, Desktop, DesktopError, FileSuggestion, Host, Watching,
    table::{Command, Required},
};
use casework::{
    activity::{About, ActivityKind, NewActivity},
    names::NameKind,
};
use guarded::Guarded;
use office::{Hardness, NewName, NewParticipant, Office, Places, Role, Roles, SecretKind, Stage, SystemClock};
use serde_json::{Value, json};

const PASSPHRASE: &str = "wet gravel, nine swallows, one late train";
const COLLEAGUE: &str = "seven lanterns, a borrowed map, cold barley tea";
const NAME: &str = "Zubaydah Canary-Name";
const ORGANISATION: &str = "Canary Organisation";

#[tokio::test(flavor = "multi_thread")]
async fn locked_refuses_everything() -> Result<(), WindowError> {
    let home = home_with_a_vault()?;
    let window = Window::open(&home, &[]).await?;
    window.wait_for("lock-passphrase").await?;
    let requests = well_formed();

    for command in COMMANDS {
        // Ways out of the lock screen of their own, tried elsewhere: the second one opens a dialog of the system.
        if ["open_sample", "look_at_backup"].contains(&command.name) {
            continue;
        }
        let proper = requests.get(command.name).cloned().unwrap_or(Value::Null);
        assert!(
            command.request == "()" || !proper.is_null(),
            "{} needs a well-formed request here: a malformed one is refused before the lock is looked at",
            command.name
        );
        let answer = invoke(&window, command.name, json!({ "request": proper })).await?;
        match command.required {
            Required::Any | Required::NotHanded => {}
            // Nothing was looked at that could be restored or forgotten.
            Required::Restoring => {}
            Required::Closed => assert!(!refusal(&answer).is_empty(), "{}: {answer}", command.name),
            Required::Unlocked | Required::Open | Required::Rescue | Required::Handed | Required::Event => {
                assert_eq!(refusal(&answer), "locked", "{}: {answer}", command.name);
            }
        }
        for odd in
            [json!({}), json!({ "request": null }), json!({ "request": {} }), json!({ "request": "x".repeat(1 << 20) })]
        {
            let answer = invoke(&window, command.name, odd).await?;
            let harmless = matches!(command.required, Required::Any | Required::NotHanded | Required::Restoring);
            let fitting = harmless || !refusal(&answer).is_empty();
            assert!(fitting, "{} answered: {answer}", command.name);
        }
    }
    window.wait_for("lock-passphrase").await?;
    assert_eq!(invoke(&window, "session_status", json!({ "request": null })).await?["answer"]["stage"], "locked");
    assert_no_name_in(&window).await?;
    window.shot("lock-01-still-locked").await?;
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_refused_every_command_that_their_roles_do_not_allow() -> Result<(), WindowError> {
    let home = home_with_a_vault()?;
    let roles = Roles::from_iter([Role::Placement]);
    add_colleague(&home, roles);
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", COLLEAGUE).await?;
    window.click("lock-unlock").await?;
    window.wait_gone("lock-passphrase").await?;
    let requests = well_formed();

    let beyond: Vec<_> =
        COMMANDS.iter().filter(|command| command.required == Required::Open && !roles.allow(command.act)).collect();
    assert!(beyond.len() > 15, "the table has acts beyond this role: {}", beyond.len());
    for command in beyond {
        let proper = requests.get(command.name).cloned().unwrap_or(Value::Null);
        let answer = invoke(&window, command.name, json!({ "request": proper })).await?;
        assert_eq!(refusal(&answer), "forbidden", "{}: {answer}", command.name);
    }
    window.go("#/settings/members").await?;
    window.wait_for("members-acts").await?;
    window.shot("lock-04-roles").await?;
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_the_table_is_refused_locked_or_open() -> Result<(), WindowError> {
    let home = home_with_a_vault()?;
    let window = Window::open(&home, &[]).await?;

    for open in [false, true] {
        if open {
            unlock(&window).await?;
        }
        for (command, arguments) in outside_the_table() {
            let answer = invoke(&window, command, arguments).await?;
            assert!(!refusal(&answer).is_empty(), "{command} answered (open: {open}): {answer}");
        }
    }
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_that_slept_wakes_up_locked_and_shows_no_name() -> Result<(), WindowError> {
    let home = home_with_a_vault()?;
    let window = Window::open(&home, &[]).await?;
    unlock(&window).await?;
    window.go("#/people").await?;
    window.wait_for("people-row").await?;
    assert!(page(&window).await?.contains(NAME), "the name is on the page before the sleep");

    window.sleep_for(Duration::from_secs(12)).await?;

    window.wait_for("lock-passphrase").await?;
    assert_no_name_in(&window).await?;
    window.shot("lock-02-after-sleep").await?;
    let people = invoke(&window, "list_people", json!({ "request": well_formed()["list_people"] })).await?;
    assert_eq!(refusal(&people), "locked");
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_passphrase_is_told_and_changes_nothing() -> Result<(), WindowError> {
    let home = home_with_a_vault()?;
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", "wet gravel, nine swallows, one early train").await?;
    window.click("lock-unlock").await?;
    window.wait_until("the refusal", "return document.querySelector('[aria-invalid=true]') !== null").await?;
    window.shot("lock-03-wrong-passphrase").await?;
    assert_eq!(window.focused().await?, "lock-passphrase", "the next try needs no mouse");

    unlock(&window).await?;
    window.wait_for("today-drafts").await?;
    window.stop().await
}

fn home_with_a_vault() -> Result<Home, WindowError> {
    let home = Home::new()?;
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    let office = Office::new(places, Arc::new(SystemClock));
    let passphrase = Guarded::from(PASSPHRASE);
    let code = office.create_vault(&passphrase, ORGANISATION, Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    let name = NewName::new(NameKind::Preferred, Guarded::from(NAME));
    let entered = NewParticipant {
        names: vec![name],
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: vec![],
        first_contact: office.status().today.to_string(),
        ..NewParticipant::default()
    };
    office.write(|desk| desk.add_participant(&entered, false)).expect("the vault is open");
    office.lock();
    Ok(home)
}

/// The desktop of a test at which nobody sits.
struct Nobody;

impl Desktop for Nobody {
    fn save(&self, _: &FileSuggestion, _: &[u8]) -> Result<bool, DesktopError> {
        Ok(false)
    }
    fn open_file(&self, _: u64) -> Result<Option<ChosenFile>, DesktopError> {
        Ok(None)
    }
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
    fn fill_sample(&self, _: &Office) -> Result<(), DesktopError> {
        Err(DesktopError::Failed)
    }
    fn sample_passphrase(&self) -> &'static str {
        "none"
    }
}

macro_rules! make_dispatch {
    ($($area:ident: $name:ident($request:ty) -> $view:ty, $required:ident, $act:ident;)*) => {
        /// Calls a command of the bridge by its name: its answer as the page would get it, or the code of the refusal.
        fn called(host: &Host, name: &str, request: Value) -> Result<String, String> {
            use bridge::views::all::*;
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request).expect(stringify!($name));
                    let said = bridge::call::$name(host, request).map_err(|error| json!(error.code).to_string())?;
                    Ok(json!(said).to_string())
                })*
                _ => panic!("{name} is no command"),
            }
        }
    };
}

bridge::for_each_command!(make_dispatch);

/// Names of commands that told of somebody on record, or that were answered although an event allows them not.
fn open_at_an_event(host: &Host, commands: impl Iterator<Item = &'static Command>) -> Vec<&'static str> {
    let mut requests = well_formed();
    requests.insert("leave_event", json!({ "current": COLLEAGUE }));
    let leaks = |command: &&Command| match called(
        host,
        command.name,
        requests.get(command.name).cloned().unwrap_or_default(),
    ) {
        Ok(said) => said.contains(NAME) || said.contains(ORGANISATION) || !command.required.allows(Stage::Event),
        Err(code) => !command.required.allows(Stage::Event) && code != "\"wrong_stage\"",
    };
    commands.filter(leaks).map(|command| command.name).collect()
}

#[test]
fn of_the_whole_table_nothing_at_an_event_tells_of_anybody() {
    let home = home_with_a_vault().expect("a vault");
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    let office = Arc::new(Office::new(places, Arc::new(SystemClock)));
    let host = Host { office: Arc::clone(&office), desktop: Arc::new(Nobody) };
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase");
    let event = NewActivity {
        kind: ActivityKind::Event,
        on: office.status().today,
        title: Guarded::from("An evening"),
        place: String::new(),
        audience: None,
        heads: Vec::new(),
        about: About::default(),
    };
    let event = office.write(|desk| desk.record_activity(&event)).expect("an event");

    // The control: an event mode that closes nothing. The same look must find what it lets through.
    let reads = ["today", "participant", "list_people", "organisation", "session_status", "find_duplicates", "journal"];
    let broken = open_at_an_event(&host, COMMANDS.iter().filter(|command| reads.contains(&command.name)));
    for told in ["today", "participant", "list_people", "organisation"] {
        assert!(broken.contains(&told), "the look would not see {told}: {broken:?}");
    }

    office.begin_event(event).expect("event mode");
    // The lock ends the stage, and is last; the look at a backup opens a dialog, and has no request here.
    let all = COMMANDS.iter().filter(|command| !["lock", "look_at_backup"].contains(&command.name));
    assert_eq!(open_at_an_event(&host, all), Vec::<&str>::new());
    assert_eq!(
        office.stage_now(),
        Stage::Event,
        "none of them led out of it: the passphrase among them was a wrong one"
    );
    assert!(called(&host, "lock", Value::Null).is_ok(), "locking needs nothing");
    assert_eq!(office.stage_now(), Stage::Locked);
}

fn add_colleague(home: &Home, roles: Roles) {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    let office = Office::new(places, Arc::new(SystemClock));
    let (own, theirs) = (Guarded::from(PASSPHRASE), Guarded::from(COLLEAGUE));
    office.unlock(&own, SecretKind::Passphrase).expect("the passphrase");
    office.add_member(&Guarded::from("田中"), roles, &theirs, &own, Hardness::Least).expect("a colleague");
    office.lock();
}

async fn unlock(window: &Window) -> Result<(), WindowError> {
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.click("lock-unlock").await?;
    window.wait_gone("lock-passphrase").await
}

/// Asks as the page could: `{ answer }` or `{ refused }`.
async fn invoke(window: &Window, command: &str, arguments: Value) -> Result<Value, WindowError> {
    const INVOKE: &str = "
        const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, request).then(
            (answer) => done({ answer: answer ?? null }),
            (refused) => done({ refused: refused instanceof Error ? String(refused) : refused }),
        );";
    let answer = window.run_async(INVOKE, vec![json!(command), arguments]).await?;
    for canary in [NAME, ORGANISATION] {
        assert!(!answer.to_string().contains(canary), "{command} gave away: {answer}");
    }
    Ok(answer)
}

/// The code of a refusal, or its words; empty when there was an answer.
fn refusal(answer: &Value) -> String {
    let refused = &answer["refused"];
    let words = refused["code"].as_str().or(refused.as_str()).map(String::from);
    words.unwrap_or_else(|| if refused.is_null() { String::new() } else { refused.to_string() })
}

async fn page(window: &Window) -> Result<String, WindowError> {
    let page = window.run("return document.documentElement.outerHTML", vec![]).await?;
    Ok(page.as_str().unwrap_or_default().to_owned())
}

async fn assert_no_name_in(window: &Window) -> Result<(), WindowError> {
    let page = page(window).await?;
    for canary in [NAME, ORGANISATION] {
        assert!(!page.contains(canary), "the page of the lock still holds {canary}");
    }
    Ok(())
}

/// A request for each command that takes one, which would be answered if the vault were open.
fn well_formed() -> BTreeMap<&'static str, Value> {
    let year = 2024;
    let participant = json!({
        "names": [{ "text": "Somebody", "kind": "preferred" }], "birth": "", "nationality": "", "languages": [],
        "first_contact": "2024-05-01", "residence": null,
    });
    let task = json!({
        "participant": null, "kind": "todo", "title": "x", "due_on": "2024-05-01", "due_at": "", "repeat": null,
        "assignee": null,
    });
    let programme = json!({
        "programme": "placement", "name_ja": "", "name_en": "", "results_ja": "", "results_en": "", "content_ja": "",
        "content_en": "", "dates_ja": "", "dates_en": "", "place_ja": "", "place_en": "", "staff": 1,
        "staff_concurrent": false, "scope_ja": "", "scope_en": "", "beneficiaries_ja": "", "beneficiaries_en": "",
        "expenses_yen": 0, "expenses": [],
    });
    let contact = json!({ "name": "x", "way": "phone", "value": "x", "language": "ja", "agreed": true });
    let activity = json!({
        "kind": "talk", "on": "2024-05-01", "title": "x", "place": "", "audience": null, "heads": [], "host": "",
        "speaker": "untold", "speaker_name": "", "medium": "", "outlet": "", "link": "", "companies": [],
        "raised_as": "", "raised_yen": null, "donors": null, "note": "",
    });
    let cv = json!({
        "participant": 1, "company": 1, "form": "rirekisho", "language": "ja",
        "switches": {
            "name": false, "contact": false, "birth": "no", "nationality": false, "residence": false, "places": false,
        },
    });
    BTreeMap::from([
        ("save_article", json!({ "new": true, "programme": {
            "code": "x", "name_ja": "x", "name_en": "x", "beneficiaries_figure": "", "from_year": null,
            "until_year": null,
        } })),
        ("order_articles", json!({ "codes": [] })),
        ("save_indicator", json!({ "id": null, "indicator": {
            "programme": "x", "name_ja": "", "name_en": "", "rule_ja": "", "rule_en": "", "from_year": null,
            "kind": "interview", "measure": "records", "details": [], "of_programme": "", "least": null, "most": null,
            "up_to": false,
        } })),
        ("remove_indicator", json!({ "id": "x", "removed": true })),
        ("choose_figures", json!({ "programme": "x", "figures": null })),
        ("remove_article", json!({ "code": "x" })),
        ("release", json!({ "release": 1 })),
        ("release_tables", json!({ "year": 2024 })),
        ("save_release_tables", json!({ "year": 2024, "tables": [] })),
        ("try_release_table", json!({ "year": 2024, "table": { "figure": "x", "axes": ["region"] } })),
        ("preview_release", json!({ "year": 2024, "profile": "rounding" })),
        ("publish_release", json!({ "year": 2024, "profile": "rounding", "audience": "x" })),
        ("save_release_file", json!({ "release": 1, "file": "tables.csv", "language": "ja" })),
        ("activities", json!({ "year": null })),
        ("save_activity", json!({ "id": null, "activity": activity })),
        ("remove_activity", json!({ "id": 1 })),
        ("begin_event", json!({ "id": 1 })),
        ("count_at_event", json!({ "category": "others", "step": 1 })),
        ("take_contact", contact.clone()),
        ("leave_event", json!({ "current": PASSPHRASE })),
        ("complete_contact", json!({ "id": 1, "not_a_duplicate": true })),
        ("discard_contact", json!({ "id": 1 })),
        ("restore_contact", json!({ "on": "2024-05-01", "contact": contact })),
        ("judge_passphrase", json!({ "passphrase": "x" })),
        ("create_vault", json!({ "passphrase": PASSPHRASE, "organisation": "" })),
        ("confirm_recovery", json!({ "code": "0000" })),
        ("unlock", json!({ "secret": "x", "second": null, "kind": "passphrase" })),
        ("set_passphrase", json!({ "member": null, "passphrase": PASSPHRASE })),
        ("change_passphrase", json!({ "current": PASSPHRASE, "passphrase": PASSPHRASE })),
        ("renew_recovery_code", json!({ "current": PASSPHRASE })),
        ("set_language", json!({ "language": "ja" })),
        ("save_organisation", json!({ "name": "", "founded_on": null, "idle_minutes": 5, "quick_erase": false })),
        ("choose_spreadsheet", json!({ "kind": "participants" })),
        ("drop_spreadsheet", json!({ "kind": "participants", "data": "" })),
        ("set_import_sheet", json!({ "sheet": 0, "heading_row": null })),
        ("set_import_column", json!({ "column": 0, "field": "name" })),
        ("set_import_choices", json!({ "first_contact": "", "order": null, "cohort": null })),
        ("import_rows", json!({ "filter": "faulty", "offset": 0, "limit": 10 })),
        ("mend_import_cell", json!({ "row": 2, "column": 0, "text": "" })),
        ("choose_import_twins", json!({ "row": null, "add": false })),
        ("undo_import", json!({ "import": 1, "also_when_changed": false })),
        ("list_people", json!({ "query": "", "order": "name", "offset": 0, "limit": 10 })),
        ("find_duplicates", participant.clone()),
        ("add_participant", json!({ "participant": participant, "not_a_duplicate": true })),
        ("correct_participant", json!({ "id": 1, "participant": participant })),
        ("participant", json!({ "id": 1 })),
        (
            "record_consent",
            json!({ "participant": 1, "purpose": "interview", "language": "ja", "how": "spoken", "on": "2024-05-01" }),
        ),
        ("withdraw_consent", json!({ "participant": 1, "consent": 1, "on": "2024-05-01" })),
        ("open_interview", json!({ "participant": 1 })),
        ("save_draft", json!({ "draft": 1, "revision": 0, "answers": {}, "focus": null, "held_on": "2024-05-01" })),
        ("finish_interview", json!({ "draft": 1, "revision": 0 })),
        ("discard_draft", json!({ "draft": 1 })),
        ("restore_draft", json!({ "draft": 1 })),
        ("interview", json!({ "interview": 1 })),
        ("evaluate_draft", json!({ "draft": 1, "answers": {} })),
        ("preview_draft_upgrade", json!({ "draft": 1 })),
        ("upgrade_draft", json!({ "draft": 1, "revision": 0 })),
        ("take_over_draft", json!({ "draft": 1 })),
        ("interview_summary", json!({ "interview": 1, "language": "ja" })),
        ("sealed_notes", json!({ "participant": 1 })),
        ("draft_sealed_note", json!({ "participant": 1, "text": "x" })),
        ("write_sealed_note", json!({ "participant": 1, "text": "x" })),
        ("reveal_sealed_note", json!({ "note": 1 })),
        ("remove_sealed_note", json!({ "note": 1 })),
        ("restore_sealed_note", json!({ "note": 1 })),
        ("hand_screen", json!({ "draft": 1, "revision": 0, "language": "ja" })),
        ("evaluate_handed", json!({ "revision": 0, "answers": {} })),
        ("save_handed", json!({ "revision": 0, "answers": {} })),
        ("take_back_screen", json!({ "current": PASSPHRASE })),
        ("form", json!({ "form": 1 })),
        ("copy_form", json!({ "form": 1, "code": "ours", "title": "Ours", "language": "en" })),
        ("preview_form", json!({ "form": 1, "version": 1, "edits": [] })),
        ("publish_form", json!({ "form": 1, "version": 1, "edits": [] })),
        ("retire_form", json!({ "form": 1, "retired": true })),
        ("figures", json!({ "year": year })),
        ("explain_figure", json!({ "year": year, "figure": "new_contacts" })),
        ("breakdown", json!({ "year": year, "figure": "new_contacts", "axis": "month" })),
        ("pathway_flow", json!({ "year": year })),
        ("turnout", json!({ "year": year })),
        ("chart_records", json!({ "year": year, "of": { "kind": "moved", "from": null, "to": "interviewed" } })),
        ("funnel", json!({ "year": year, "followed": "today", "by": "industry" })),
        ("funnel_records", json!({ "year": year, "followed": "today", "stage": "offer" })),
        ("report", json!({ "year": year, "language": "ja" })),
        ("save_combining_card", json!({ "name": "a" })),
        ("own_combining_card", json!({ "name": "a" })),
        ("set_sending", json!({ "every": 24 })),
        ("look_at_place_keys", json!({ "place": "a" })),
        (
            "found_combining",
            json!({ "name": "a", "year": year, "holders": ["a", "b"], "laptops": [], "place": "/tmp" }),
        ),
        ("join_combining", json!({ "file": "00", "place": "/tmp", "words": "a" })),
        ("keep_place_password", json!({ "password": "a" })),
        ("save_programme_year", json!({ "year": year, "programme": programme })),
        ("choose_extent", json!({ "year": year, "of_organisation": false })),
        ("approve_headlines", json!({ "year": year, "approver": "a", "small_counts": [] })),
        ("export_report", json!({ "year": year, "language": "ja", "format": "json" })),
        ("accept_state", json!({ "code": "0000" })),
        ("set_escrow", json!({ "first": "age1", "second": "age1", "current": PASSPHRASE })),
        ("remove_escrow", json!({ "current": PASSPHRASE })),
        ("bind_device", json!({ "current": PASSPHRASE })),
        ("unbind_device", json!({ "current": PASSPHRASE })),
        ("add_member", json!({ "name": "x", "roles": ["office"], "passphrase": PASSPHRASE, "current": PASSPHRASE })),
        ("change_member", json!({ "member": 1, "name": "x", "roles": ["office"] })),
        ("end_member", json!({ "member": 1, "current": PASSPHRASE })),
        ("seal_for_travel", json!({ "current": PASSPHRASE })),
        (
            "journal",
            json!({
                "participant": null, "member": null, "verb": null, "from": null, "to": null, "before": null, "limit": 9,
            }),
        ),
        ("journal_entry", json!({ "n": 1 })),
        ("note_printed", json!({ "participant": 1 })),
        ("documents", json!({ "participant": 1 })),
        ("choose_document", json!({ "participant": 1 })),
        ("attach_document", json!({ "participant": 1, "name": "a.txt", "data": "YQ==" })),
        ("document_preview", json!({ "document": 1 })),
        ("save_document", json!({ "document": 1, "recipient": "" })),
        ("cv_room", json!({ "id": 1 })),
        ("cv_preview", cv.clone()),
        ("save_cv", json!({ "cv": cv, "file": "pdf" })),
        ("ledgers", json!({ "year": year })),
        ("save_licence", json!({ "number": "", "fees": false })),
        ("print_ledger", json!({ "ledger": "openings", "year": year, "language": "ja" })),
        (
            "save_ledger",
            json!({ "ledger": "seekers", "year": year, "language": "ja", "file": "pdf", "passphrase": null }),
        ),
        ("seekings", json!({ "id": 1 })),
        (
            "save_seeking",
            json!({ "participant": 1, "seeking": null, "input": {
                "received_on": "2024-05-01", "valid_until": "", "closed_on": "", "occupation": "", "wish": "", "address": "",
            } }),
        ),
        ("remove_seeking", json!({ "participant": 1, "seeking": 1 })),
        ("fees", json!({ "id": 1 })),
        (
            "save_fee",
            json!({ "fee": null, "input": { "placement": 1, "company": null, "received_on": "2024-06-01", "kind": "notified",
                "amount": 0, "basis": "" } }),
        ),
        ("remove_fee", json!({ "fee": 1 })),
        ("remove_document", json!({ "document": 1 })),
        ("erasure_preview", json!({ "id": 1 })),
        ("erase_participant", json!({ "participant": 1, "reason": "asked", "current": PASSPHRASE })),
        ("save_retention", json!({ "rules": [] })),
        ("keep_participant", json!({ "participant": 1, "reason": "x" })),
        ("remove_hold", json!({ "hold": 1 })),
        ("look_at_laptop", json!({ "text": "x" })),
        ("know_laptop", json!({ "text": "x", "name": "y" })),
        ("forget_laptop", json!({ "laptop": 1 })),
        ("whereabouts_of", json!({ "id": 1 })),
        ("hand_over", json!({ "participant": 1, "laptop": 1 })),
        ("save_hand_over", json!({ "id": 1 })),
        ("take_case_back", json!({ "id": 1 })),
        ("carried_history", json!({ "id": 1 })),
        ("save_support_bundle", json!({ "text": "x" })),
        ("undo_state", json!({ "id": 1 })),
        ("undo", json!({ "id": 1 })),
        ("identity", json!({ "id": 1 })),
        ("merge_preview", json!({ "kept": 1, "gone": 2 })),
        ("merge_people", json!({ "kept": 1, "gone": 2, "choices": [{ "field": "birth", "side": "kept" }] })),
        ("separate_people", json!({ "id": 2 })),
        ("tell_apart", json!({ "kept": 1, "gone": 2 })),
        ("doubt_again", json!({ "kept": 1, "gone": 2 })),
        ("redo", json!({ "id": 1 })),
        ("confirm_date", json!({ "today": "2024-05-01" })),
        (
            "save_code",
            json!({
                "list": "exit_reason", "code": "", "ja": "語", "en": "word", "valid_from": "", "valid_until": "",
                "kind_of": "",
            }),
        ),
        ("remove_code", json!({ "list": "exit_reason", "code": "word" })),
        ("profile", json!({ "id": 1 })),
        (
            "save_profile_record",
            json!({
                "participant": 1, "id": null,
                "record": { "record": "skill", "kind": "care", "name": "x", "since": "", "in_japan": false },
            }),
        ),
        ("remove_profile_record", json!({ "participant": 1, "kind": "skill", "id": 1 })),
        (
            "save_support",
            json!({
                "participant": 1,
                "support": { "caseworker": null, "referral_source": "", "referral_detail": "", "prefecture": "13" },
            }),
        ),
        ("withdrawal_effects", json!({ "consent": 1 })),
        ("override_consent", json!({ "participant": 1, "gate": "export", "reason": "law", "words": "" })),
        (
            "record_media_use",
            json!({ "participant": 1, "medium": "見本新聞", "on": "2024-05-01", "name": true, "picture": false, "story": false, "note": "" }),
        ),
        ("remove_media_use", json!({ "participant": 1, "media_use": 1 })),
        ("hand_out_summary", json!({ "participant": 1, "recipient": "見本の会", "parts": ["names"] })),
        ("code_uses", json!({ "list": "language" })),
        ("save_policy", json!({ "version": null, "valid_from": "2024-05-01", "ja": "語", "en": "words" })),
        ("agenda", json!({ "whose": "mine", "days": 7, "snoozed": false })),
        ("tasks_of", json!({ "id": 1 })),
        ("ended_tasks", json!({ "whose": "all" })),
        ("add_task", task.clone()),
        ("correct_task", json!({ "id": 1, "task": task })),
        ("complete_task", json!({ "id": 1 })),
        ("cancel_task", json!({ "id": 1 })),
        ("reopen_task", json!({ "id": 1 })),
        ("snooze_task", json!({ "id": 1, "until": "" })),
        ("assign_task", json!({ "id": 1, "assignee": 1 })),
        (
            "answer_reminder",
            json!({ "reminder": { "kind": "trial_ends", "subject": 1, "on": "2024-05-01" }, "answer": "done" }),
        ),
        ("case_state", json!({ "id": 1 })),
        ("closing_preview", json!({ "id": 1 })),
        ("close_case", json!({ "participant": 1, "on": "2024-05-01", "reason": "moved", "note": "" })),
        ("reopen_case", json!({ "participant": 1, "on": "2024-05-01" })),
    ])
    .into_iter()
    .chain(of_programmes())
    .collect()
}

/// The same for programmes.
fn of_programmes() -> BTreeMap<&'static str, Value> {
    let day = "2024-05-01";
    let course = json!({
        "code": "cooking", "programme": "", "kind": "class", "name_ja": "料理", "name_en": "Cooking", "months": 1,
        "session_every_days": 7, "session_starts_at": "", "session_minutes": 60, "retired": false,
    });
    let cohort = json!({
        "course": "japanese_class", "name": "x", "starts_on": day, "ends_on": "", "capacity": null, "place": "",
        "partner": "", "weekly_minutes": null, "term": "",
    });
    let session = json!({ "on": day, "starts_at": "", "minutes": 60, "topic": "", "counting": "names" });
    let somebody = json!({
        "names": [{ "text": "Somebody", "kind": "preferred" }], "contact": "", "organisation": "", "consent_on": "",
        "participant": null, "roles": [],
    });
    let meeting = json!({ "on": day, "minutes": 60, "state": "held", "reason": "", "note": "" });
    let undo = json!({
        "session": 1, "state": "planned", "reason": "", "note": "", "marks": [], "enrolment": null,
    });
    let company = json!({
        "name": "x", "reading": "", "name_en": "", "industry": "", "size": "", "prefecture": "", "address": "",
        "phone": "", "website": "", "notes": "",
    });
    let opening = json!({
        "company": 1, "title": "x", "occupation": "", "tasks": "", "prefecture": "", "place": "", "pay_from": null,
        "pay_to": null, "pay_unit": "month", "term": "", "term_months": null, "trial_months": null, "hours": "",
        "conditions": "", "japanese": "", "languages": [], "statuses": [], "sought": 1, "received_on": "2024-05-01",
        "valid_until": "", "notes": "",
    });
    let recommendation = json!({
        "participant": 1, "company": 1, "opening": null, "on": "2024-05-01", "starts_on": "", "share_note": "",
        "inside_note": "", "despite_reason": "",
    });
    BTreeMap::from([
        ("save_course", json!({ "course": course, "new": true })),
        ("list_cohorts", json!({ "course": "", "when": "all", "offset": 0, "limit": 1 })),
        ("cohort", json!({ "cohort": 1 })),
        ("open_cohort", json!({ "cohort": cohort, "with_sessions": false })),
        ("correct_cohort", json!({ "cohort": 1, "right": cohort })),
        ("add_sessions", json!({ "cohort": 1, "sessions": [session] })),
        ("correct_session", json!({ "session": 1, "right": session })),
        ("remove_session", json!({ "session": 1 })),
        ("count_heads", json!({ "session": 1, "heads": [{ "category": "guests", "heads": 1 }] })),
        ("enrol", json!({ "cohort": 1, "participant": 1, "on": day })),
        ("end_enrolments", json!({ "enrolments": [1], "how": "left", "on": day, "reason": "moved" })),
        ("resume_enrolment", json!({ "enrolment": 1 })),
        ("admit_enrolment", json!({ "enrolment": 1, "on": day })),
        ("remove_enrolment", json!({ "enrolment": 1 })),
        ("programmes_of", json!({ "id": 1 })),
        ("attendance_grid", json!({ "cohort": 1 })),
        (
            "mark_attendance",
            json!({ "session": 1, "marks": [{ "participant": 1, "mark": "present", "minutes": null }] }),
        ),
        ("session_not_held", json!({ "session": 1, "reason": "weather", "note": "" })),
        ("add_to_session", json!({ "session": 1, "participant": 1, "enrol": true })),
        ("look_alikes", json!({ "session": 1, "name": "Somebody" })),
        ("add_new_to_session", json!({ "session": 1, "name": "Somebody", "enrol": true, "not_a_duplicate": true })),
        ("undo_attendance", undo),
        ("associates", json!({ "query": "", "role": "" })),
        ("associate", json!({ "associate": 1 })),
        ("save_associate", json!({ "associate": null, "right": somebody })),
        ("remove_associate", json!({ "associate": 1 })),
        ("companies", json!({ "query": "" })),
        ("company", json!({ "id": 1 })),
        ("save_company", json!({ "id": null, "company": company, "another": false })),
        ("remove_company", json!({ "id": 1 })),
        ("restore_company", json!({ "id": 1 })),
        (
            "save_contact",
            json!({ "id": null, "company": 1, "associate": null, "name": "x", "reach": "", "position": "", "from": "", "until": "" }),
        ),
        (
            "save_discussion",
            json!({ "id": null, "company": 1, "on": day, "kind": "", "contact": null, "said": "", "next_step": "", "due_on": "", "assignee": 0 }),
        ),
        ("finish_next_step", json!({ "id": 1, "done": true })),
        ("remove_discussion", json!({ "id": 1 })),
        ("openings", json!({ "open": true })),
        ("opening", json!({ "id": 1 })),
        ("save_opening", json!({ "id": null, "opening": opening })),
        ("close_opening", json!({ "id": 1, "on": day, "reason": "filled" })),
        ("reopen_opening", json!({ "id": 1 })),
        ("fitting", json!({ "id": 1 })),
        ("placements_of", json!({ "id": 1 })),
        ("placement", json!({ "id": 1 })),
        ("recommendation_warnings", recommendation.clone()),
        ("recommend", recommendation),
        ("correct_recommendation", json!({ "id": 1, "starts_on": "", "share_note": "", "inside_note": "" })),
        ("remove_recommendation", json!({ "id": 1 })),
        ("step_warnings", json!({ "id": 1, "step": "offer", "on": day })),
        (
            "take_step",
            json!({ "id": 1, "step": "offer", "on": day, "reason": "", "side": null, "planned_end": "", "term": "", "note": "", "despite_reason": "" }),
        ),
        ("take_step_back", json!({ "id": 1, "step": "offer" })),
        ("answer_retention", json!({ "id": 1, "months": 1, "still": "yes", "asked_on": day, "note": "" })),
        ("remove_retention", json!({ "id": 1, "months": 1 })),
        ("list_pairs", json!({ "when": "all", "offset": 0, "limit": 1 })),
        ("open_pair", json!({ "cohort": 1, "participant": 1, "mentor": 1, "starts_on": day, "ends_on": "" })),
        ("pair", json!({ "pair": 1 })),
        ("correct_pair", json!({ "pair": 1, "mentor": 1, "starts_on": day, "ends_on": "" })),
        ("end_pair", json!({ "pair": 1, "on": day, "reason": "" })),
        ("resume_pair", json!({ "pair": 1 })),
        ("save_meeting", json!({ "pair": 1, "meeting": null, "right": meeting, "completes": null })),
        ("remove_meeting", json!({ "meeting": 1 })),
        ("plan_template", json!({ "course": "mentorship" })),
        ("save_plan_template", json!({ "course": "mentorship", "steps": [] })),
        ("set_plan_step", json!({ "step": 1, "done_on": day })),
        ("move_plan_step", json!({ "step": 1, "due_on": day })),
    ])
}

/// Commands of the framework and made-up ones.
fn outside_the_table() -> Vec<(&'static str, Value)> {
    let label = json!({ "label": "main" });
    vec![
        ("export_everything", json!({})),
        ("read_file", json!({ "path": "/etc/passwd" })),
        ("plugin:app|version", json!({})),
        ("plugin:event|emit", json!({ "event": "session", "payload": { "stage": "open" } })),
        ("plugin:event|emit_to", json!({ "target": { "kind": "Any" }, "event": "session", "payload": {} })),
        ("plugin:fs|read_text_file", json!({ "path": "/etc/passwd" })),
        ("plugin:image|from_path", json!({ "path": "/etc/passwd" })),
        ("plugin:menu|new", json!({ "kind": "Menu", "handler": "__CHANNEL__:0" })),
        ("plugin:path|resolve_directory", json!({ "directory": 6 })),
        ("plugin:resources|close", json!({ "rid": 1 })),
        ("plugin:shell|execute", json!({ "program": "id", "args": [] })),
        ("plugin:tray|new", json!({ "options": {}, "handler": "__CHANNEL__:0" })),
        ("plugin:webview|create_webview_window", json!({ "options": { "label": "other", "url": "index.html" } })),
        ("plugin:webview|get_all_webviews", json!({})),
        ("plugin:webview|internal_toggle_devtools", json!({})),
        ("plugin:webview|print", label.clone()),
        ("plugin:window|close", label.clone()),
        ("plugin:window|get_all_windows", json!({})),
        ("plugin:window|set_content_protected", json!({ "label": "main", "value": false })),
        ("plugin:window|title", label),
    ]
}
