//! Combining laptops in the real window, by keys alone: the office makes an organisation, two other vaults join, the
//! counts go, both key holders open the sum, and the table stands beside the counts of the laptop.

use std::{fs, ops::ControlFlow, path::Path, sync::Arc};

use acceptance::{
    keyboard::{enter, press, tab_to},
    program::Home,
    window::{Window, WindowError},
};
use guarded::Guarded;
use office::{Hardness, Office, Places, SystemClock};
use sample::Plan;
use serde_json::json;
use thirtyfour::Key;

use crate::{
    figures::choose,
    papers::{answer_dialog, in_english, sound},
    releases::{office_of, unlocked},
};

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_made_and_its_sum_is_opened_by_keys_alone() -> Result<(), WindowError> {
    let (home, others) = (Home::new()?, tempfile::tempdir()?);
    drop(office(office_of(&home), 0));
    let others = [1, 2].map(|at| office(office_in(&others.path().join(at.to_string())), at));
    let place = home.path().join("place");
    fs::create_dir(&place)?;

    let window = unlocked(&home).await?;
    window.go("#/settings/combining").await?;
    found(&window, &home, &others, &place).await?;
    let invitation = invite(&window, &home).await?;
    for other in &others {
        let words = other.look_at_invitation(&invitation).expect("an invitation").japanese.join(" ");
        other.join_combining(&invitation, &place.to_string_lossy(), &words).expect("joined");
        assert!(other.hand_in_counts().expect("handed in").delivered);
    }
    hand_in(&window, &place).await?;

    let [holder, _] = &others;
    check(&window, "waiting").await?;
    assert_eq!(holder.check_counts().expect("a key holder").state, "waiting");
    check(&window, "opened").await?;
    assert_eq!(holder.check_counts().expect("a key holder").state, "opened");
    press(&window, "combining-combine-now").await?;
    let table = "return document.querySelector('[data-testid=combining-table] table') !== null";
    window.wait_until("the figures of the organisation", table).await?;
    sound(&window, "combining-05-table").await?;
    the_year_counts_all(&window, &others).await?;

    in_english(&window).await?;
    window.go("#/settings/combining").await?;
    window.wait_for("combining-table").await?;
    window.resize(1024, 700).await?;
    sound(&window, "combining-07-english").await?;
    window.stop().await
}

/// A vault of a laptop with people of its own.
fn office(office: Office, at: u64) -> Office {
    let passphrase = Guarded::from(crate::releases::PASSPHRASE);
    let code = office.create_vault(&passphrase, "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    sample::fill(&office, Plan { people: 60, seed: 7 + at }, &mut |_| ControlFlow::Continue(())).expect("the sample");
    office
}

fn office_in(folder: &Path) -> Office {
    let at = |name: &str| folder.join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    Office::new(places, Arc::new(SystemClock))
}

async fn found(window: &Window, home: &Home, others: &[Office; 2], place: &Path) -> Result<(), WindowError> {
    press(window, "combining-found-open").await?;
    enter(window, "combining-found-name", "止まり木").await?;
    choose(window, "combining-found-year", "2024").await?;
    enter(window, "combining-found-own", "事務局").await?;
    press(window, "combining-found-add-own").await?;
    window.wait_for("combining-found-remove-0").await?;
    for (at, other) in others.iter().enumerate() {
        let card = home.path().join(format!("{at}.txt"));
        fs::write(&card, other.combining_card(&format!("東京 {at}")).expect("a card").text)?;
        press(window, "combining-found-add").await?;
        answer_dialog(window, "Open|開く", &card)?;
        let row = at + 1;
        window.wait_for(&format!("combining-found-remove-{row}")).await?;
        tick(window, &format!("combining-found-compared-{row}")).await?;
    }
    tick(window, "combining-found-holds-key-0").await?;
    tick(window, "combining-found-holds-key-1").await?;
    press(window, "combining-found-place-choose").await?;
    answer_dialog(window, "Open|開く|Select|選択", place)?;
    let taken = format!(
        "return document.querySelector('[data-testid=combining-found-place]').value === {}",
        json!(place.to_string_lossy())
    );
    window.wait_until("the folder that was chosen", &taken).await?;
    sound(window, "combining-01-made").await?;
    press(window, "combining-found-make").await?;
    window.wait_for("combining-part").await
}

async fn invite(window: &Window, home: &Home) -> Result<Vec<u8>, WindowError> {
    let file = home.path().join("invitation.tmcb");
    press(window, "combining-save-invitation").await?;
    answer_dialog(window, "Save|保存", &file)?;
    window.wait_for("combining-office-words").await?;
    sound(window, "combining-02-invitation").await?;
    Ok(fs::read(file)?)
}

/// The first time everything that goes is on the screen, and to whom; then one line.
async fn hand_in(window: &Window, place: &Path) -> Result<(), WindowError> {
    let shown = window.text("combining-hand-in").await?;
    for said in ["事務局", "東京 0", &place.to_string_lossy()] {
        assert!(shown.contains(said), "{said} is not in {shown}");
    }
    sound(window, "combining-03-what-goes").await?;
    tick(window, "combining-agree").await?;
    press(window, "combining-hand-in-now").await?;
    window.wait_for("combining-handed-in").await?;
    let gone = "return document.querySelector('[data-testid=combining-hand-in] table') === null";
    window.wait_until("one line", gone).await
}

async fn check(window: &Window, outcome: &str) -> Result<(), WindowError> {
    press(window, "combining-check-now").await?;
    let says = if outcome == "opened" { "確かめて" } else { "次は、もう一人" };
    let there = format!(
        "return document.querySelector('[data-testid=combining-outcome]')?.innerText.includes('{says}') ?? false"
    );
    window.wait_until(outcome, &there).await?;
    sound(window, &format!("combining-04-{outcome}")).await
}

/// In the figures of the year the organisation takes the place of the laptop.
async fn the_year_counts_all(window: &Window, others: &[Office; 2]) -> Result<(), WindowError> {
    let contacts = |office: &Office| {
        let figures = office.read(|desk| desk.figures(2024)).expect("figures").figures;
        figures.iter().find(|figure| figure.indicator.id == "new_contacts").expect("a figure").value
    };
    window.go("#/figures").await?;
    choose(window, "figures-year", "2024").await?;
    window.wait_for("figures-extent").await?;
    let own: u64 = window.text("figure-value-new_contacts").await?.parse().expect("a number");
    let all = own + others.iter().map(contacts).sum::<u64>();
    let other = "document.querySelector('[data-testid=figures-extent-choice] input:not(:checked)').focus()";
    window.run(other, vec![]).await?;
    window.keys(Key::Space).await?;
    let counted =
        format!("return document.querySelector('[data-testid=figure-value-new_contacts]').textContent === '{all}'");
    window.wait_until("the figures of the organisation", &counted).await?;
    sound(window, "combining-06-figures").await
}

async fn tick(window: &Window, testid: &str) -> Result<(), WindowError> {
    tab_to(window, testid).await?;
    window.keys(Key::Space).await
}
