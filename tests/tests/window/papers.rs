//! Papers that leave: a CV for a company through the gate of consent, and the ledgers of the law, in the real window.

use std::{fs, path::Path, sync::Arc};

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use casework::{
    company::CompanyProfile,
    consent::{How, Purpose},
    ledger::Seeking,
    names::NameKind,
    placement::Step,
};
use chrono::Days;
use guarded::Guarded;
use office::{EnteredConsent, Hardness, Licence, NewName, NewParticipant, Office, Places, SystemClock};
use serde_json::json;
use thirtyfour::Key;

const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";
const COMPANY: &str = "みなと物流";

#[tokio::test(flavor = "multi_thread")]
async fn a_cv_goes_only_through_the_gate_and_the_journal_has_who_got_it() -> Result<(), WindowError> {
    let home = Home::new()?;
    somebody_to_write_about(&home);
    let window = unlocked(&home).await?;
    window.go("#/people/1").await?;
    window.click("papers-cv-open").await?;
    preview_has(&window, "H. A.").await?;
    assert!(!window.text("papers-cv-preview").await?.to_uppercase().contains("HADDAD"), "the name is off");
    assert!(!can_save(&window).await?, "for whom?");

    choose(&window, "papers-cv-company", COMPANY).await?;
    window.wait_for("papers-cv-gate").await?;
    assert!(!can_save(&window).await?, "nobody has consented");
    sound(&window, "papers-01-no-consent").await?;
    window.click("papers-cv-override").await?;
    choose(&window, "override-reason", "").await?;
    window.fill("override-words", "面接の場で本人に確かめた").await?;
    sound(&window, "papers-02-override").await?;
    window.click("override-do").await?;
    window
        .wait_until("a way to save", "return !document.querySelector('[data-testid=papers-cv-save-docx]').disabled")
        .await?;
    window.click("papers-cv-save-docx").await?;
    let file = home.path().join("cv.docx");
    answer_dialog(&window, "Save|保存", &file)?;
    let given = format!(
        "return document.querySelector('[data-testid=papers-cv-given]')?.innerText.includes('{COMPANY}') ?? false"
    );
    window.wait_until("that it went", &given).await?;
    assert!(fs::read(&file)?.starts_with(b"PK"), "a Word file");
    sound(&window, "papers-03-given").await?;

    in_english(&window).await?;
    window.go("#/people/1").await?;
    window.click("papers-cv-open").await?;
    choose(&window, "papers-cv-company", COMPANY).await?;
    window
        .run("document.querySelector('[data-testid=papers-cv-form] input[value=international]').click()", vec![])
        .await?;
    preview_has(&window, "Curriculum vitae").await?;
    window.run("document.querySelector('[data-testid=papers-cv-show-name]').click()", vec![]).await?;
    preview_has(&window, "HADDAD").await?;
    sound(&window, "papers-04-international").await?;
    window.keys(Key::Escape).await?;
    window.wait_gone("papers-cv").await?;

    window.click("tab-journal").await?;
    let opened = "
        const entry = document.querySelector('[data-testid=journal-entry][data-verb=export]');
        entry?.querySelector('[data-testid=journal-open][aria-expanded=false]')?.click();
        return entry?.innerText.includes(arguments[0]) ?? false";
    let opened = opened.replace("arguments[0]", &format!("'{COMPANY}'"));
    window.wait_until("who got it", &opened).await?;
    sound(&window, "papers-05-journal").await?;
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledgers_name_what_is_missing_and_take_a_fee() -> Result<(), WindowError> {
    let home = Home::new()?;
    somebody_hired(&home);
    let window = unlocked(&home).await?;
    window.go("#/ledgers").await?;
    window.wait_for("ledgers-openings").await?;
    sound(&window, "papers-11-openings").await?;
    window.click("ledgers-tab-seekers").await?;
    let lacks =
        "return document.querySelector('[data-testid=ledgers-seekers]')?.innerText.includes('手数料の記録') ?? false";
    window.wait_until("a hire without a fee", lacks).await?;
    sound(&window, "papers-12-seekers").await?;

    window.click("ledgers-tab-fees").await?;
    window.click("ledgers-fee-add").await?;
    choose(&window, "ledgers-fee-for", "HADDAD").await?;
    window.fill("ledgers-fee-amount", "300,000").await?;
    window.fill("ledgers-fee-basis", "年収300万円の10%").await?;
    sound(&window, "papers-13-fee").await?;
    window.click("ledgers-fee-save").await?;
    let there = "return document.querySelector('[data-testid=ledgers-fees]')?.innerText.includes('300,000円') ?? false";
    window.wait_until("the fee", there).await?;
    sound(&window, "papers-14-fees").await?;
    window.click("ledgers-tab-report").await?;
    sound(&window, "papers-15-report").await?;

    in_english(&window).await?;
    window.go("#/ledgers").await?;
    window.click("ledgers-tab-fees").await?;
    window
        .wait_until(
            "the fee",
            "return document.querySelector('[data-testid=ledgers-fees]')?.innerText.includes('¥300,000') ?? false",
        )
        .await?;
    window.resize(1024, 700).await?;
    sound(&window, "papers-16-fees-english").await?;
    window.click("ledgers-save").await?;
    window.wait_for("ledgers-save-passphrase").await?;
    sound(&window, "papers-17-save").await?;
    window.stop().await
}

/// A picture; axe finds nothing, the page met no error, and nothing is wider than the window.
pub(crate) async fn sound(window: &Window, name: &str) -> Result<(), WindowError> {
    window.settled().await?;
    window.shot(name).await?;
    assert_eq!(window.page_errors().await?, Vec::<String>::new(), "{name}");
    assert_eq!(window.axe().await?, Vec::<String>::new(), "{name}");
    let wide = window.run("return document.documentElement.scrollWidth > innerWidth", vec![]).await?;
    assert_eq!(wide, json!(false), "{name} is wider than the window");
    Ok(())
}

/// Chooses the first entry of a list that says this, the empty one apart.
async fn choose(window: &Window, testid: &str, says: &str) -> Result<(), WindowError> {
    window.wait_for(testid).await?;
    let script = format!(
        "const list = document.querySelector('[data-testid={testid}]');
         const wanted = [...list.options].find((one) => one.value !== '' && one.text.includes('{says}'));
         if (!wanted) return false;
         list.value = wanted.value;
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return true;"
    );
    window.wait_until(testid, &script).await
}

async fn preview_has(window: &Window, says: &str) -> Result<(), WindowError> {
    let script = format!(
        "return document.querySelector('[data-testid=papers-cv-preview]')?.innerText.includes('{says}') ?? false"
    );
    window.wait_until(says, &script).await
}

async fn can_save(window: &Window) -> Result<bool, WindowError> {
    let off = window.run("return document.querySelector('[data-testid=papers-cv-save-pdf]').disabled", vec![]).await?;
    Ok(off == json!(false))
}

pub(crate) async fn in_english(window: &Window) -> Result<(), WindowError> {
    window.keys(Key::Escape).await?;
    window.go("#/settings").await?;
    window.wait_for("settings-language").await?;
    window.run("document.querySelector('[data-testid=settings-language] input[value=en]').click()", vec![]).await?;
    window.wait_until("English", "return document.documentElement.lang === 'en'").await
}

/// Answers the dialog of the system.
pub(crate) fn answer_dialog(window: &Window, title: &str, path: &Path) -> Result<(), WindowError> {
    let dialog = window.screen.find(title)?;
    window.screen.xdotool(&["windowfocus", "--sync", &dialog])?;
    window.screen.at_rest()?;
    window.screen.xdotool(&["key", "ctrl+a"])?;
    window.screen.enter(&path.display().to_string())
}

async fn unlocked(home: &Home) -> Result<Window, WindowError> {
    let window = Window::open(home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;
    Ok(window)
}

fn vault_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    let office = Office::new(places, Arc::new(SystemClock));
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    office
}

fn amal(met: &str) -> NewParticipant {
    NewParticipant {
        names: vec![
            NewName::new(NameKind::Preferred, Guarded::from("Amal")),
            NewName::new(NameKind::Latin, Guarded::from("HADDAD AMAL")),
        ],
        first_contact: met.to_owned(),
        ..NewParticipant::default()
    }
}

/// A vault with one person who has consented to nothing, and a company.
fn somebody_to_write_about(home: &Home) {
    let office = vault_of(home);
    let made = office.write(|desk| {
        desk.add_participant(&amal(&(desk.today() - Days::new(30)).to_string()), true)?;
        desk.add_company(&Guarded::from(COMPANY)).map(drop)
    });
    office.lock();
    made.expect("somebody");
}

/// A vault with a licence for fees, and one person who asked to be placed and was hired.
fn somebody_hired(home: &Home) {
    let office = vault_of(home);
    let made = office.write(|desk| {
        let today = desk.today();
        let met = today.to_string();
        let profile = CompanyProfile { name: Guarded::from(COMPANY), ..CompanyProfile::default() };
        let company = desk.enter_company(&profile, true)?;
        let amal = desk.add_participant(&amal(&met), true)?;
        desk.record_consent(amal, &EnteredConsent::new(Purpose::Placement, "ar", How::Spoken, &met))?;
        let seeking = Seeking {
            received_on: today,
            valid_until: None,
            closed_on: None,
            occupation: String::new(),
            wish: Some(Guarded::from("倉庫の仕事")),
            address: None,
        };
        desk.save_seeking(amal, None, seeking)?;
        let placed = desk.recommend(amal, company, today)?;
        desk.record_step(placed, Step::Employed, today, "")?;
        desk.save_licence(&Licence { number: "13-ユ-000000".into(), fees: true })
    });
    office.lock();
    made.expect("somebody");
}
