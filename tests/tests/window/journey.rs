//! From the first start to the report, in the real window.

use std::time::{Duration, Instant};

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use aggregates::FiscalYear;
use office::{Clock, SystemClock};
use serde_json::json;
use thirtyfour::Key;

const NAME: &str = "止まり木 花子";

#[tokio::test(flavor = "multi_thread")]
async fn an_interview_survives_kill_9_and_reaches_the_report() -> Result<(), WindowError> {
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;
    let passphrase = first_run(&window, "ja").await?;
    meet(&window, NAME).await?;
    give_consent(&window).await?;

    window.click("participant-interview").await?;
    window.fill("interview-q-wish", "日本語で働きたい。").await?;
    saved(&window).await?;
    window.click("interview-q-experience").await?;
    window.keys("電気工事を八年").await?;
    saved(&window).await?;
    window.shot("journey-05-interview").await?;
    let typed = type_for(&window, Duration::from_secs(3)).await?;
    let killed = Instant::now();
    window.kill_program()?;

    let window = Window::open(&home, &[]).await?;
    unlock(&window, &passphrase).await?;
    window.wait_for("today-drafts").await?;
    window.shot("journey-06-draft-on-today").await?;
    open_person(&window, NAME).await?;
    window.click("participant-interview").await?;
    assert_eq!(window.value("interview-q-wish").await?, "日本語で働きたい。");
    let kept = window.value("interview-q-experience").await?;
    let a_second_before: String =
        typed.iter().filter(|(_, at)| killed - *at > Duration::from_secs(1)).map(|(letter, _)| letter).collect();
    assert!(!a_second_before.is_empty(), "typing went on for longer than a second");
    assert!(
        kept.starts_with(&format!("電気工事を八年{a_second_before}")),
        "only what was typed in the last second may be missing: {kept} of {typed:?}"
    );
    cursor_in(&window, "interview-q-experience").await?;
    window.shot("journey-07-draft-after-kill-9").await?;

    window.fill("interview-q-experience", "電気工事を八年していました。").await?;
    window.keys(" 次は").await?;
    lock(&window).await?;
    window.shot("journey-08-locked").await?;
    unlock(&window, &passphrase).await?;
    cursor_in(&window, "interview-q-experience").await?;
    assert_eq!(
        window.value("interview-q-experience").await?,
        "電気工事を八年していました。 次は",
        "a lock saves what was typed last"
    );
    window.keys("配線。").await?;
    assert!(window.value("interview-q-experience").await?.ends_with("次は配線。"), "typing goes on where it stopped");
    window.shot("journey-09-same-field-after-unlocking").await?;

    window.click("interview-finish").await?;
    window.wait_for("tab-timeline").await?;
    window.settled().await?;
    window.shot("journey-10-interview-on-record").await?;
    figure_is(&window, "new_contacts", "1").await?;
    figure_is(&window, "new_contacts_interviewed", "1").await?;
    window.shot("journey-11-figures").await?;
    window.click("figure-new_contacts_interviewed").await?;
    assert!(window.text("explain-list").await?.contains(NAME), "a figure shows the records behind it");
    window.shot("journey-12-record-behind-the-figure").await?;
    window.keys(Key::Escape).await?;

    report_on_interviews(&window, "面談した人は{new_contacts_interviewed}人です。", "edit-results_ja").await?;
    assert!(window.text("report-sheet").await?.contains("面談した人は1人です。"));
    window.shot("journey-13-report").await?;
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_passphrase_is_refused_with_the_reason_and_a_strong_one_opens_the_office() -> Result<(), WindowError> {
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;
    window.click("firstrun-language-en").await?;
    window.wait_until("English", "return document.documentElement.lang === 'en'").await?;
    window.click("firstrun-next").await?;

    choose_passphrase(&window, "password1").await?;
    window.click("firstrun-next").await?;
    window.wait_until("a refusal", "return document.querySelector('[aria-invalid=true]') !== null").await?;
    let reason = window.run("return document.querySelector('.verdict').innerText", vec![]).await?;
    assert_ne!(reason, json!(""), "the reason is told");
    window.shot("journey-en-01-weak-passphrase").await?;
    assert!(!home.vault().join("vault.keys").exists(), "nothing is made with a weak passphrase");

    let passphrase = "wet gravel, nine swallows, one late train";
    choose_passphrase(&window, passphrase).await?;
    window.click("firstrun-next").await?;
    retype_code(&window).await?;
    window.wait_for("today-first-day").await?;
    window.shot("journey-en-02-first-day").await?;
    meet(&window, "Amal Haddad").await?;
    window.shot("journey-en-03-participant").await?;
    lock(&window).await?;
    unlock(&window, passphrase).await?;
    assert!(window.text("participant-interview").await?.starts_with("Start"), "back on the same page, in English");
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    window.stop().await
}

/// Takes the passphrase that is offered; returns it.
async fn first_run(window: &Window, language: &str) -> Result<String, WindowError> {
    window.click(&format!("firstrun-language-{language}")).await?;
    window.shot("journey-01-welcome").await?;
    window.click("firstrun-next").await?;
    window.fill("firstrun-organisation", "止まり木の会").await?;
    let passphrase = window.text("firstrun-suggested").await?;
    window.click("firstrun-use-suggested").await?;
    window.shot("journey-02-passphrase").await?;
    window.click("firstrun-next").await?;
    retype_code(window).await?;
    window.wait_for("today-first-day").await?;
    window.shot("journey-03-first-day").await?;
    Ok(passphrase)
}

async fn choose_passphrase(window: &Window, passphrase: &str) -> Result<(), WindowError> {
    window.fill("firstrun-passphrase", passphrase).await?;
    window.fill("firstrun-passphrase-again", passphrase).await
}

/// Copies the recovery code and types it back.
async fn retype_code(window: &Window) -> Result<(), WindowError> {
    let code = window.text("recovery-code").await?;
    window.click("firstrun-next").await?;
    window.fill("recovery-retype", &code.to_lowercase()).await?;
    window.click("recovery-confirm").await
}

async fn unlock(window: &Window, passphrase: &str) -> Result<(), WindowError> {
    window.fill("lock-passphrase", passphrase).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await
}

async fn lock(window: &Window) -> Result<(), WindowError> {
    window.keys(Key::Control + "l").await?;
    window.wait_for("lock-passphrase").await
}

async fn meet(window: &Window, name: &str) -> Result<(), WindowError> {
    window.go("#/people/new").await?;
    window.fill("participant-name-preferred", name).await?;
    window.click("participant-save").await?;
    window.wait_for("participant-interview").await?;
    window.settled().await
}

async fn give_consent(window: &Window) -> Result<(), WindowError> {
    window.click("tab-consents").await?;
    window.click("consent-record").await?;
    window.click("consent-save").await?;
    window.wait_gone("consent-save").await?;
    window.shot("journey-04-consent").await
}

/// By the search of the whole window, without a mouse.
async fn open_person(window: &Window, name: &str) -> Result<(), WindowError> {
    window.keys(Key::Control + "k").await?;
    window.fill("palette-query", name).await?;
    window
        .wait_until(
            "the person",
            &format!("return document.querySelector('[role=option]')?.innerText.includes('{name}') ?? false"),
        )
        .await?;
    window.keys(Key::Enter).await?;
    window.wait_for("participant-interview").await
}

async fn saved(window: &Window) -> Result<(), WindowError> {
    window
        .wait_until(
            "a saved draft",
            "return document.querySelector('[data-testid=interview-saved]')?.dataset.state === 'clean'",
        )
        .await
}

/// Types without a pause; returns each letter with the moment when it stood there.
async fn type_for(window: &Window, time: Duration) -> Result<Vec<(char, Instant)>, WindowError> {
    let begin = Instant::now();
    let mut typed = vec![];
    for letter in ('a'..='z').cycle() {
        if begin.elapsed() > time {
            break;
        }
        window.keys(letter.to_string()).await?;
        typed.push((letter, Instant::now()));
    }
    Ok(typed)
}

async fn cursor_in(window: &Window, field: &str) -> Result<(), WindowError> {
    let there = format!("return document.activeElement?.dataset.testid === '{field}'");
    window.wait_until(&format!("the cursor in {field}"), &there).await
}

async fn figure_is(window: &Window, figure: &str, value: &str) -> Result<(), WindowError> {
    window.go("#/figures").await?;
    assert_eq!(window.text(&format!("figure-value-{figure}")).await?, value, "{figure}");
    Ok(())
}

async fn report_on_interviews(window: &Window, text: &str, field: &str) -> Result<(), WindowError> {
    window.go(&format!("#/figures/{}/report", fiscal_year())).await?;
    window.click("report-edit-integration").await?;
    window.fill(field, text).await?;
    window.click("report-save").await?;
    window.wait_gone("report-save").await?;
    window.settled().await
}

fn fiscal_year() -> i32 {
    FiscalYear::containing(SystemClock.today()).expect("today lies in a fiscal year").begins_in()
}
