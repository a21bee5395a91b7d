//! Publishing in the real window: the figures of a year leave, protected and signed for, and stay as they left.

use std::{fs, ops::ControlFlow, sync::Arc};

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use casework::names::NameKind;
use guarded::Guarded;
use office::{Hardness, NewName, NewParticipant, Office, Places, SecretKind, SystemClock};
use sample::Plan;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    figures::choose,
    papers::{answer_dialog, sound},
};

pub(crate) const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_published_signed_saved_and_compared_with_today() -> Result<(), WindowError> {
    let home = Home::new()?;
    let office = office_of(&home);
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    sample::fill(&office, Plan::default(), &mut |_| ControlFlow::Continue(())).expect("the sample");
    office.lock();
    drop(office);

    let window = unlocked(&home).await?;
    publish(&window).await?;
    assert_eq!(window.text("release-for").await?, "通常総会");
    assert!(window.text("release-signed-by").await?.contains("office"));
    window.wait_for("release-no-differences").await?;
    sound(&window, "releases-04-release").await?;
    save(&window, &home).await?;
    in_the_journal(&window).await?;
    window.stop().await?;

    somebody_more(&home);
    let window = unlocked(&home).await?;
    window.go("#/figures").await?;
    window.click("figures-releases").await?;
    window.click("releases-open-1").await?;
    let other =
        "return document.querySelector('[data-testid=release-differences]')?.innerText.includes('104') ?? false";
    window.wait_until("the count of today", other).await?;
    let left = "return document.querySelector('[data-testid=release-headlines]')?.innerText.includes('103') ?? false";
    window.wait_until("what left, as it left", left).await?;
    sound(&window, "releases-05-differences").await?;
    window.click("release-correct").await?;
    window.click("release-next").await?;
    let told = "return document.querySelector('[data-testid=release-refused], [data-testid=release-look-0]') !== null";
    window.wait_until("what a second release would be", told).await?;
    sound(&window, "releases-06-second").await?;
    window.stop().await
}

async fn publish(window: &Window) -> Result<(), WindowError> {
    window.go("#/figures").await?;
    choose(window, "figures-year", "2024").await?;
    window.click("figures-releases").await?;
    window.click("releases-new").await?;
    window.wait_for("release-tables").await?;
    sound(window, "releases-01-tables").await?;
    window.click("release-next").await?;
    window.wait_for("release-certificate").await?;
    let shown = "return [...document.querySelectorAll('[data-testid^=release-look-] tr.changes')]
        .map((row) => Number(row.querySelector('.leaves').innerText))";
    let shown = window.run(shown, vec![]).await?;
    let shown = shown.as_array().expect("numbers");
    assert!(!shown.is_empty(), "some count had to be rounded");
    assert!(shown.iter().all(|number| number.as_u64().is_some_and(|number| number % 5 == 0)), "{shown:?}");
    sound(window, "releases-02-what-leaves").await?;
    window.click("release-next").await?;
    window.wait_for("release-sign").await?;
    let small = "return document.querySelectorAll('[data-testid=release-small-signed] li').length > 0";
    window.wait_until("the small counts that were signed for", small).await?;
    let may = "return !document.querySelector('[data-testid=release-publish]').disabled";
    assert_eq!(window.run(may, vec![]).await?, json!(false), "for whom?");
    window.fill("release-audience", "通常総会").await?;
    sound(window, "releases-03-signature").await?;
    window.click("release-publish").await?;
    window.wait_for("release-files").await
}

/// Every file is what was kept, the tables among them as a workbook.
async fn save(window: &Window, home: &Home) -> Result<(), WindowError> {
    let starts: [(&str, &[u8]); 3] = [("tables.xlsx", b"PK"), ("report.pdf", b"%PDF"), ("chart-1.svg", b"<svg")];
    for (file, begins) in starts {
        let to = home.path().join(file);
        window.click(&format!("release-save-{file}")).await?;
        answer_dialog(window, "Save|保存", &to)?;
        window
            .wait_until("that it is saved", "return document.querySelector('button[aria-busy=true]') === null")
            .await?;
        assert!(fs::read(&to)?.starts_with(begins), "{file}");
    }
    Ok(())
}

async fn in_the_journal(window: &Window) -> Result<(), WindowError> {
    window.go("#/settings/journal").await?;
    window.wait_for("journal-entry").await?;
    let verbs = "return [...document.querySelectorAll('[data-testid=journal-entry]')].map((row) => row.dataset.verb)";
    let verbs = window.run(verbs, vec![]).await?;
    for verb in ["publish", "export"] {
        assert!(verbs.as_array().expect("entries").contains(&Value::from(verb)), "{verb} is in {verbs}");
    }
    let opened = "
        const entry = document.querySelector('[data-testid=journal-entry][data-verb=publish]');
        entry?.querySelector('[data-testid=journal-open][aria-expanded=false]')?.click();
        return ['office', '通常総会'].every((said) => entry?.innerText.includes(said));";
    window.wait_until("who signed, and for whom", opened).await
}

/// A new contact of the year that was published: its count is another one now.
fn somebody_more(home: &Home) {
    let office = office_of(home);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase opens");
    let met = NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from("Amal"))],
        first_contact: String::from("2024-10-01"),
        ..NewParticipant::default()
    };
    office.write(|desk| desk.add_participant(&met, true)).expect("somebody");
    office.lock();
}

pub(crate) fn office_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

pub(crate) async fn unlocked(home: &Home) -> Result<Window, WindowError> {
    let window = Window::open(home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;
    Ok(window)
}
