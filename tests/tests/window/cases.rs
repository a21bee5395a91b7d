//! Cases in the real window: two records of one woman are made one and two again, and a case goes to the laptop of a
//! colleague as a file.

use std::{path::Path, sync::Arc};

use acceptance::{
    keyboard::{enter, press, right_to, tab_to},
    program::Home,
    window::{Window, WindowError},
};
use casework::names::NameKind;
use guarded::Guarded;
use office::{Hardness, NewName, NewParticipant, Office, Places, SecretKind, SystemClock};
use thirtyfour::Key;

const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";

#[tokio::test(flavor = "multi_thread")]
async fn two_records_are_made_one_and_two_again_by_keys_alone() -> Result<(), WindowError> {
    let home = Home::new()?;
    prepare(&home, &["Amal Haddad", "أمل حداد"]);
    let window = unlocked(&home).await?;

    window.go("#/people/duplicates").await?;
    window.wait_for("duplicates-pair").await?;
    press(&window, "duplicates-compare").await?;
    window.wait_for("merge-fields").await?;
    window.shot("cases-01-side-by-side").await?;
    tab_to(&window, "merge-shown_name-kept").await?;
    window.keys(Key::Space).await?;
    press(&window, "merge-do").await?;
    let changed =
        "return document.querySelector('[data-testid=merge-figures-close],[data-testid=tab-timeline]') !== null";
    window.wait_until("it is merged", changed).await?;
    window.shot("cases-02-merged").await?;
    if is_there(&window, "merge-figures-close").await? {
        press(&window, "merge-figures-close").await?;
    }
    window.wait_for("tab-timeline").await?;
    tab_to(&window, "tab-timeline").await?;
    right_to(&window, "tab-profile").await?;
    window.wait_for("identity-separate").await?;
    let both =
        "return ['Amal Haddad', 'أمل حداد'].every((name) => document.querySelector('main').innerText.includes(name))";
    window.wait_until("both spellings are kept", both).await?;
    press(&window, "identity-separate").await?;
    window.wait_gone("identity-separate").await?;
    window.go("#/people").await?;
    window.wait_for("people-row").await?;
    let rows = "return document.querySelectorAll('[data-testid=people-row]').length === 2";
    window.wait_until("there are two again", rows).await?;
    window.shot("cases-03-two-again").await?;
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_to_a_colleague_s_laptop_as_a_file() -> Result<(), WindowError> {
    let (here, there) = (Home::new()?, Home::new()?);
    prepare(&here, &["Amal Haddad"]);
    prepare(&there, &[]);
    let (ours, theirs) = (key_of(&here), key_of(&there));
    know(&there, &ours);
    let (parcel, answer) = (here.vault().with_file_name("parcel"), here.vault().with_file_name("answer"));

    let window = unlocked(&here).await?;
    window.go("#/settings/handover").await?;
    window.wait_for("handover-paste").await?;
    enter(&window, "handover-paste", &theirs).await?;
    press(&window, "handover-look").await?;
    window.wait_for("handover-words").await?;
    window.shot("cases-04-words").await?;
    tab_to(&window, "handover-same").await?;
    window.keys(Key::Space).await?;
    enter(&window, "handover-name", "Mori").await?;
    press(&window, "handover-keep").await?;
    window.wait_for("handover-laptop-1").await?;

    window.go("#/people/1").await?;
    window.wait_for("tab-timeline").await?;
    window.click("tab-profile").await?;
    window.wait_for("handover-to").await?;
    tab_to(&window, "handover-to").await?;
    window.keys(Key::Down).await?;
    press(&window, "handover-start").await?;
    answer_dialog(&window, "Save|保存", &parcel)?;
    window.wait_for("handover-away").await?;
    window.shot("cases-05-away").await?;
    assert!(!is_there(&window, "participant-interview").await?, "the case is only read here");
    window.stop().await?;

    let window = unlocked(&there).await?;
    window.go("#/settings/handover").await?;
    press(&window, "handover-receive").await?;
    answer_dialog(&window, "Open|開く", &parcel)?;
    window.wait_for("handover-accept").await?;
    window.shot("cases-06-parcel").await?;
    press(&window, "handover-accept").await?;
    // The answer, which tells the other laptop that the case has come.
    answer_dialog(&window, "Save|保存", &answer)?;
    window.wait_gone("handover-accept").await?;
    window.go("#/people").await?;
    window.wait_for("people-row").await?;
    assert!(window.text("people-row").await?.contains("Amal Haddad"));
    window.shot("cases-07-there").await?;
    window.stop().await
}

async fn unlocked(home: &Home) -> Result<Window, WindowError> {
    let window = Window::open(home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;
    Ok(window)
}

async fn is_there(window: &Window, testid: &str) -> Result<bool, WindowError> {
    let found =
        window.run(&format!("return document.querySelector('[data-testid={testid}]') !== null"), vec![]).await?;
    Ok(found == true)
}

/// Answers the dialog of the system.
fn answer_dialog(window: &Window, title: &str, path: &Path) -> Result<(), WindowError> {
    let dialog = window.screen.find(title)?;
    window.screen.xdotool(&["windowfocus", "--sync", &dialog])?;
    window.screen.xdotool(&["key", "ctrl+a"])?;
    window.screen.enter(&path.display().to_string())
}

fn opened(home: &Home) -> Office {
    let office = office_of(home);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase opens");
    office
}

fn key_of(home: &Home) -> String {
    opened(home).own_laptop().expect("a key").text
}

fn know(home: &Home, key: &str) {
    opened(home).write(|desk| desk.know_laptop(key, &Guarded::from("Sato"))).expect("kept");
}

fn office_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

fn prepare(home: &Home, people: &[&str]) {
    let office = office_of(home);
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    for name in people {
        let somebody = NewParticipant {
            names: vec![NewName::new(NameKind::Preferred, Guarded::from(*name))],
            birth: Guarded::from("1991-03-02"),
            nationality: Guarded::from("SYR"),
            languages: vec![],
            first_contact: String::from("2024-04-10"),
            ..NewParticipant::default()
        };
        office.write(|desk| desk.add_participant(&somebody, true)).expect("somebody");
    }
    office.lock();
}
