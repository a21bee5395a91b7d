//! Event mode in the real window: heads are counted and contacts are taken by the keyboard, nobody on record can be
//! reached or read from there by any way out that was tried, and leaving needs the passphrase.

use std::sync::Arc;

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use bridge::COMMANDS;
use casework::{
    activity::{About, ActivityKind, NewActivity},
    names::NameKind,
};
use guarded::Guarded;
use office::{Hardness, NewName, NewParticipant, Office, Places, SecretKind, Stage, SystemClock};
use serde_json::{Value, json};
use thirtyfour::Key;

const PASSPHRASE: &str = "wet gravel, nine swallows, one late train";
/// Stands in every name on record.
const CANARY: &str = "Zubaydah-Canary";
const CONTACT: &str = "Noa-Quick";

fn office_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

/// Forty people on record, and an event today.
fn make_vault(home: &Home) {
    let office = office_of(home);
    let code = office.create_vault(&Guarded::from(PASSPHRASE), CANARY, Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    let made = office.write(|desk| {
        for number in 0..40 {
            let entered = NewParticipant {
                names: vec![NewName::new(NameKind::Preferred, Guarded::new(format!("{CANARY} {number}")))],
                first_contact: desk.today().to_string(),
                ..NewParticipant::default()
            };
            desk.add_participant(&entered, true)?;
        }
        desk.record_activity(&NewActivity {
            kind: ActivityKind::Event,
            on: desk.today(),
            title: Guarded::from("An evening"),
            place: String::new(),
            audience: None,
            heads: Vec::new(),
            about: About::default(),
        })
    });
    made.expect("the vault is open");
    office.lock();
}

async fn ask(window: &Window, command: &str, request: Value) -> Result<Value, WindowError> {
    const INVOKE: &str = "
        const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, { request }).then((answer) => done({ answer }), (refused) => done({ refused }));";
    window.run_async(INVOKE, vec![json!(command), request]).await
}

/// All that the page holds: its text, its attributes, what stands in its fields, its title.
async fn page(window: &Window) -> Result<String, WindowError> {
    const ALL: &str = "
        const fields = [...document.querySelectorAll('input, textarea, select')].map((field) => field.value);
        return [document.title, document.documentElement.outerHTML, ...fields].join('\\n')";
    Ok(window.run(ALL, vec![]).await?.to_string())
}

/// What would tell of somebody, well formed; at an event all of it is refused.
fn telling() -> Vec<(&'static str, Value)> {
    vec![
        ("participant", json!({ "id": 1 })),
        ("profile", json!({ "id": 1 })),
        ("identity", json!({ "id": 1 })),
        ("list_people", json!({ "query": "", "order": "name", "offset": 0, "limit": 50 })),
        ("explain_figure", json!({ "year": 2024, "figure": "new_contacts" })),
        ("activities", json!({ "year": null })),
        ("save_organisation", json!({ "name": "", "founded_on": null, "idle_minutes": 5, "quick_erase": false })),
        ("set_language", json!({ "language": "ja" })),
        ("begin_event", json!({ "id": 1 })),
        ("discard_contact", json!({ "id": 1 })),
        ("complete_contact", json!({ "id": 1, "not_a_duplicate": true })),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_on_record_is_reachable_in_event_mode() -> Result<(), WindowError> {
    let home = Home::new()?;
    make_vault(&home);
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;

    // The look sees what is there to be seen, and the same questions are answered: outside of event mode.
    window.go("#/people").await?;
    window.wait_until("people", &format!("return document.body.innerText.includes('{CANARY}')")).await?;
    assert!(page(&window).await?.contains(CANARY));
    for (command, request) in [("participant", json!({ "id": 1 })), ("today", Value::Null)] {
        assert!(ask(&window, command, request).await?["refused"].is_null(), "{command}");
    }

    window.go("#/activities").await?;
    window.wait_for("activities-begin-1").await?;
    window.shot("event-01-activities").await?;
    window.click("activities-begin-1").await?;
    window.wait_for("event-plus-participants").await?;
    window.settled().await?;
    assert!(!page(&window).await?.contains(CANARY), "the page of before is still there");

    count_and_take(&window).await?;
    try_every_way_out(&window).await?;
    everything_else_is_refused(&window).await?;
    leave(&window).await?;

    // And Esc twice locks from there, too.
    window.go("#/activities").await?;
    window.click("activities-begin-1").await?;
    window.wait_for("event").await?;
    window.keys(Key::Escape + Key::Escape).await?;
    window.wait_for("lock-passphrase").await?;
    window.stop().await?;

    let office = office_of(&home);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase opens");
    assert_eq!(office.stage_now(), Stage::Open);
    let kept = office.read(|desk| Ok((desk.activities_of(None)?, desk.quick_contacts()?))).expect("what was kept");
    let event = kept.0.activities.first().expect("the event");
    assert_eq!(event.activity.heads, [(String::from("participants"), 2)]);
    assert_eq!(kept.1.len(), 1);
    Ok(())
}

/// Three taps and one taken back, and a contact; all by keys.
async fn count_and_take(window: &Window) -> Result<(), WindowError> {
    const SMALL: &str = "
        return [...document.querySelectorAll('.event button, .event input:not([type=checkbox]), .event select')]
            .filter((one) => one.getBoundingClientRect().height < 56).map((one) => one.outerHTML.slice(0, 120))";
    let heads = |n: u32| {
        format!("return document.querySelector('[data-testid=event-heads-participants]')?.innerText === '{n}'")
    };
    window.run("document.querySelector('[data-testid=event-plus-participants]').focus()", vec![]).await?;
    for n in 1..=3 {
        window.keys(Key::Enter).await?;
        window.wait_until("a tap", &heads(n)).await?;
    }
    window.run("document.querySelector('[data-testid=event-undo]').focus()", vec![]).await?;
    window.keys(Key::Enter).await?;
    window.wait_until("a tap taken back", &heads(2)).await?;
    assert_eq!(window.run(SMALL, vec![]).await?, json!([]), "too small for a finger");

    window.fill("event-name", CONTACT).await?;
    window.fill("event-value", "080-0000-0001").await?;
    window.click("event-keep").await?;
    window.wait_until("a yes is needed", "return document.querySelector('.event [role=alert]') !== null").await?;
    window.shot("event-02-a-yes-is-needed").await?;
    window.run("document.querySelector('[data-testid=event-agreed]').focus()", vec![]).await?;
    window.keys(" ").await?;
    window.click("event-keep").await?;
    let cleared = "return document.querySelector('[data-testid=event-name]')?.value === ''";
    window.wait_until("a contact kept", cleared).await?;
    assert!(!page(window).await?.contains(CONTACT), "a contact is not shown again");
    window.shot("event-03-taken").await?;
    assert_eq!(window.axe().await?, Vec::<String>::new());
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    Ok(())
}

async fn try_every_way_out(window: &Window) -> Result<(), WindowError> {
    for address in ["#/people/1", "#/settings/journal", "#/today", "#/activities", "#/figures"] {
        window.run(&format!("location.hash = '{address}'"), vec![]).await?;
        window.settled().await?;
        window.wait_for("event").await?;
    }
    window.run("history.back()", vec![]).await?;
    window.keys(Key::Alt + Key::Left).await?;
    window.keys(Key::Control + "k").await?;
    window.keys(Key::Control + "f").await?;
    for key in [Key::F1, Key::F2, Key::F3, Key::F6, Key::F10, Key::Escape] {
        window.keys(key).await?;
    }
    window.settled().await?;
    window.wait_for("event").await?;
    let elsewhere =
        "return document.querySelector('[data-testid=palette-query], [data-testid=nav-people], nav') === null";
    window.wait_until("nothing else on the screen", elsewhere).await?;
    assert!(!page(window).await?.contains(CANARY));

    // A page that is loaded again stands where it stood.
    window.run("location.reload()", vec![]).await?;
    window.wait_for("event-plus-participants").await?;
    assert!(!page(window).await?.contains(CANARY));
    Ok(())
}

async fn everything_else_is_refused(window: &Window) -> Result<(), WindowError> {
    let plain = COMMANDS.iter().filter(|command| command.request == "()" && !command.required.allows(Stage::Event));
    let plain = plain.map(|command| (command.name, Value::Null));
    for (command, request) in plain.chain(telling()) {
        let said = ask(window, command, request).await?;
        assert_eq!(said["refused"]["code"], "wrong_stage", "{command}: {said}");
    }
    for command in ["session_status", "event_screen", "progress"] {
        let said = ask(window, command, Value::Null).await?.to_string();
        assert!(!said.contains(CANARY) && !said.contains(CONTACT), "{command}: {said}");
    }
    Ok(())
}

async fn leave(window: &Window) -> Result<(), WindowError> {
    window.click("event-leave").await?;
    window.fill("event-leave-current", "not the passphrase").await?;
    window.keys(Key::Enter).await?;
    let refused = "return document.querySelector('[aria-invalid=true], dialog [role=alert]') !== null";
    window.wait_until("a refusal", refused).await?;
    window.fill("event-leave-current", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("event").await?;
    window.go("#/today").await?;
    window.wait_for("event-waiting").await?;
    window.shot("event-04-waiting").await
}
