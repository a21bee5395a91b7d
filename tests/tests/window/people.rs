//! A person's page in the real window, by the keyboard alone: names in two scripts, a birth known by its month, a residence
//! status that allows no work, and a consent.

use std::sync::Arc;

use acceptance::{
    keyboard::{enter, press, right_to, tab_back_to, tab_to},
    program::Home,
    window::{Window, WindowError},
};
use guarded::Guarded;
use office::{Hardness, Office, Places, SecretKind, SystemClock};
use thirtyfour::Key;

const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_met_described_and_asked_by_keys_alone() -> Result<(), WindowError> {
    let home = Home::new()?;
    prepare(&home);
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;

    window.go("#/people/new").await?;
    enter(&window, "participant-name-preferred", "أمل الحسن").await?;
    enter(&window, "participant-name-latin", "Amal al-Hasan").await?;
    enter(&window, "participant-birth", "1991-03").await?;
    window.shot("people-01-new").await?;
    press(&window, "participant-save").await?;
    window.wait_for("tab-timeline").await?;
    assert_eq!(warnings(&window).await?, "在留資格を確認していません", "nothing is known yet");

    tab_to(&window, "tab-timeline").await?;
    right_to(&window, "tab-profile").await?;
    window.wait_for("profile-add-residence").await?;
    press(&window, "profile-add-residence").await?;
    window.wait_for("profile-residence-status").await?;
    enter(&window, "profile-residence-status", "仮放免").await?;
    window.keys(Key::Enter).await?;
    enter(&window, "profile-residence-from", "2024-06-01").await?;
    enter(&window, "profile-residence-ends", "2099-05-31").await?;
    // Within the group of choices the arrow keys move: from “unknown” back to “not permitted”.
    window.keys(Key::Tab).await?;
    window.keys(Key::Up).await?;
    window.shot("people-02-residence").await?;
    press(&window, "profile-save").await?;
    window.wait_gone("profile-dialog").await?;
    window
        .wait_until(
            "the warning",
            "return document.querySelector('[data-testid=work-warning]')?.innerText.includes('就労できません')",
        )
        .await?;

    tab_back_to(&window, "tab-profile").await?;
    right_to(&window, "tab-consents").await?;
    press(&window, "consent-record").await?;
    window.wait_for("consent-save").await?;
    press(&window, "consent-save").await?;
    window.wait_for("consent").await?;
    assert!(window.text("gate-sensitive_questions").await?.contains("同意あり"));
    assert!(window.text("gate-recommending").await?.contains("同意なし"), "consent to one thing is none to another");
    window.shot("people-03-consent").await?;

    window.go("#/people").await?;
    window.wait_for("people-row").await?;
    assert_eq!(window.text("work-mark").await?.trim(), "就労不可", "the list warns, too");
    window.shot("people-04-list").await?;
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    assert_eq!(window.axe().await?, Vec::<String>::new());
    window.stop().await?;

    on_record(&home);
    Ok(())
}

/// What was typed is what is kept.
fn on_record(home: &Home) {
    let office = office_of(home);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase opens");
    let page = office.read(|desk| desk.participant_page(casework::ids::ParticipantId(1))).expect("the page");
    let profile = page.participant.profile;
    let names: Vec<_> = profile.names.iter().map(|name| (name.script.code(), name.text.expose().as_str())).collect();
    assert_eq!(names, [("Arab", "أمل الحسن"), ("Latn", "Amal al-Hasan")]);
    assert_eq!(profile.birth.map(|birth| birth.expose().to_string()), Some(String::from("1991-03")));
    let held = profile.residence.expect("a status");
    assert_eq!(
        (held.status.expose().as_str(), held.work),
        ("provisional_release", casework::participant::WorkPermission::None)
    );
    assert_eq!(page.consents.len(), 1);
}

async fn warnings(window: &Window) -> Result<String, WindowError> {
    Ok(window.text("work-warning").await?.trim().to_owned())
}

fn office_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

fn prepare(home: &Home) {
    let office = office_of(home);
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    office.lock();
}
