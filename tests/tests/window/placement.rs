//! From a new company to a kept job in the real window, by the keyboard alone.

use std::sync::Arc;

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use casework::{
    consent::{How, Purpose},
    ids::RecommendationId,
    names::NameKind,
    placement::{Step, retention::Still},
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use office::{EnteredConsent, Hardness, NewName, NewParticipant, Office, Places, SecretKind, SystemClock};
use thirtyfour::Key;

const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";
/// Nothing on any screen is farther away than this many presses of Tab.
const TABS_MOST: usize = 80;

#[tokio::test(flavor = "multi_thread")]
async fn from_a_new_company_to_a_kept_job_by_keys_alone() -> Result<(), WindowError> {
    let home = Home::new()?;
    let today = somebody_who_consents(&home);
    let day = |before: u64| (today - Days::new(before)).to_string();
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;

    press(&window, "nav-companies").await?;
    window.wait_for("companies-empty").await?;
    press(&window, "companies-add").await?;
    write(&window, "companies-name", "株式会社みほん坂製作所").await?;
    submit(&window, "companies-dialog").await?;
    window.wait_for("companies-profile").await?;

    tab_to(&window, "companies-tab-profile").await?;
    for _ in 0..3 {
        window.keys(Key::Right).await?;
    }
    press(&window, "companies-opening-add").await?;
    write(&window, "companies-opening-title", "組立スタッフ").await?;
    rewrite(&window, "companies-opening-received", &day(60)).await?;
    submit(&window, "companies-opening").await?;

    window.wait_for("companies-fitting-row").await?;
    window.shot("placement-01-fitting").await?;
    press(&window, "companies-recommend").await?;
    rewrite(&window, "placements-on", &day(55)).await?;
    submit(&window, "placements-recommend").await?;

    press(&window, "nav-companies").await?;
    press(&window, "companies-part-board").await?;
    for (stage, before) in [("company_interview", 50), ("offer", 45), ("trial_hire", 42), ("employed", 35)] {
        window.wait_for("placements-board").await?;
        to_the_card(&window).await?;
        window.keys(Key::Alt + Key::Right).await?;
        rewrite(&window, "placements-step-on", &day(before)).await?;
        submit(&window, "placements-step").await?;
        let moved = format!(
            "return document.querySelector('[data-testid=placements-column-{stage}] [data-placement]') !== null"
        );
        window.wait_until(stage, &moved).await?;
    }
    window.shot("placement-02-board").await?;
    assert_eq!(window.axe().await?, Vec::<String>::new());

    to_the_card(&window).await?;
    window.keys(Key::Enter).await?;
    window.wait_for("placements-checks").await?;
    press(&window, "placements-check-1").await?;
    submit(&window, "placements-retention").await?;
    let kept = "return document.querySelector('[data-testid=placements-checks] li')?.innerText.includes('在籍')";
    window.wait_until("an answer", kept).await?;
    window.shot("placement-03-kept").await?;
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    assert_eq!(window.axe().await?, Vec::<String>::new());
    window.stop().await?;

    let office = office_of(&home);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase opens");
    let line = office.read(|desk| desk.placement_page(RecommendationId(1))).expect("a placement").line;
    assert_eq!(line.placement.last_active(), Some(Step::Employed));
    assert_eq!(line.placement.steps.len(), 4);
    assert_eq!(line.retention.iter().map(|one| (one.months, one.still)).collect::<Vec<_>>(), [(1, Still::Yes)]);
    Ok(())
}

/// Goes to something with Tab and presses Enter on it.
async fn press(window: &Window, testid: &str) -> Result<(), WindowError> {
    tab_to(window, testid).await?;
    window.keys(Key::Enter).await
}

async fn tab_to(window: &Window, testid: &str) -> Result<(), WindowError> {
    window.wait_for(testid).await?;
    for _ in 0..TABS_MOST {
        if window.focused().await? == testid {
            return Ok(());
        }
        window.keys(Key::Tab).await?;
    }
    panic!("{testid} is out of reach of the keyboard");
}

async fn write(window: &Window, testid: &str, text: &str) -> Result<(), WindowError> {
    tab_to(window, testid).await?;
    window.keys(text).await
}

/// Writes over what stands there.
async fn rewrite(window: &Window, testid: &str, text: &str) -> Result<(), WindowError> {
    tab_to(window, testid).await?;
    window.keys(Key::Control + "a").await?;
    window.keys(text).await
}

/// Sends the form of a dialog, and waits until it has closed.
async fn submit(window: &Window, dialog: &str) -> Result<(), WindowError> {
    window.keys(Key::Control + Key::Enter).await?;
    window.wait_gone(&format!("{dialog}-save")).await
}

/// The only card on the board.
async fn to_the_card(window: &Window) -> Result<(), WindowError> {
    let there = "return document.activeElement?.dataset.placement !== undefined";
    for _ in 0..TABS_MOST {
        if window.run(there, Vec::new()).await? == true {
            return Ok(());
        }
        window.keys(Key::Tab).await?;
    }
    panic!("the card is out of reach of the keyboard");
}

fn office_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

/// A vault with one person who consents to being recommended. Returns today.
fn somebody_who_consents(home: &Home) -> NaiveDate {
    let office = office_of(home);
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    let made = office.write(|desk| {
        let met = (desk.today() - Days::new(90)).to_string();
        let entered = NewParticipant {
            names: vec![NewName::new(NameKind::Preferred, Guarded::from("Amal"))],
            first_contact: met.clone(),
            ..NewParticipant::default()
        };
        let amal = desk.add_participant(&entered, true)?;
        desk.record_consent(amal, &EnteredConsent::new(Purpose::Placement, "ar", How::Spoken, &met))?;
        Ok(desk.today())
    });
    office.lock();
    made.expect("somebody")
}
