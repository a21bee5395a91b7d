//! A year in the life of a vault, through the window: a document, a backup, an erasure, the journal, an older store put
//! back, the rescue screen, and the backup that is older than the erasure.

use std::{fs, path::Path, sync::Arc};

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use casework::names::NameKind;
use guarded::Guarded;
use office::{Hardness, NewName, NewParticipant, Office, Places, SecretKind, SystemClock};

const PASSPHRASE: &str = "wet gravel, nine swallows, one late train";
const ERASED: &str = "Yusra Erasedlater";
const KEPT: &str = "Dawit Keptalways";
/// A picture of one pixel.
const PICTURE: &[u8] = include_bytes!("../../../icons/32x32.png");

#[tokio::test(flavor = "multi_thread")]
async fn a_document_a_backup_an_erasure_a_rescue_and_a_restore() -> Result<(), WindowError> {
    let home = Home::new()?;
    make_vault(&home);
    let older = fs::read(home.vault().join("vault.db"))?;
    let papers = home.vault().with_file_name("papers");
    fs::create_dir_all(&papers)?;
    fs::write(papers.join("card.png"), PICTURE)?;
    let backup = papers.join("away.tomarigi");
    let window = Window::open(&home, &[]).await?;
    unlock(&window).await?;
    window.wait_for("last-closed").await?;
    window.shot("vault-00-today").await?;

    attach(&window, &papers.join("card.png")).await?;
    back_up(&window, &backup).await?;
    erase(&window).await?;
    read_the_journal(&window).await?;

    window.click("lock-button").await?;
    window.wait_for("lock-passphrase").await?;
    fs::write(home.vault().join("vault.db"), older)?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.click("lock-unlock").await?;
    window.wait_for("rescue-reason").await?;
    window.shot("vault-08-rescue").await?;
    restore(&window, &backup).await?;

    unlock(&window).await?;
    window.go("#/people").await?;
    window.wait_for("people-row").await?;
    let people = window.run("return document.body.innerText", vec![]).await?.to_string();
    assert!(people.contains(KEPT), "who was in the backup is here");
    assert!(!people.contains(ERASED), "who was erased stays erased");
    window.shot("vault-11-restored").await?;
    window.stop().await
}

fn make_vault(home: &Home) {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    let office = Office::new(places, Arc::new(SystemClock));
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "Perch", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    for name in [ERASED, KEPT] {
        let entered = NewParticipant {
            names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
            birth: Guarded::default(),
            nationality: Guarded::default(),
            languages: vec![],
            first_contact: office.status().today.to_string(),
            ..NewParticipant::default()
        };
        office.write(|desk| desk.add_participant(&entered, true)).expect("the vault is open");
    }
    office.lock();
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("it opens");
    office.lock();
}

async fn unlock(window: &Window) -> Result<(), WindowError> {
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.click("lock-unlock").await?;
    window.wait_gone("lock-passphrase").await
}

/// Answers the dialog of the system.
fn answer_dialog(window: &Window, title: &str, path: &Path) -> Result<(), WindowError> {
    let dialog = window.screen.find(title)?;
    window.screen.xdotool(&["windowfocus", "--sync", &dialog])?;
    window.screen.xdotool(&["key", "ctrl+a"])?;
    window.screen.enter(&path.display().to_string())
}

async fn attach(window: &Window, file: &Path) -> Result<(), WindowError> {
    window.go("#/people/1").await?;
    window.click("tab-documents").await?;
    window.wait_for("documents-empty").await?;
    window.shot("vault-01-no-documents").await?;
    window.click("documents-choose").await?;
    answer_dialog(window, "Open|開く", file)?;
    window.wait_for("document").await?;
    window.click("document-open").await?;
    window.wait_for("documents-picture").await?;
    window.shot("vault-02-document").await?;
    window.go("#/today").await
}

async fn back_up(window: &Window, to: &Path) -> Result<(), WindowError> {
    window.go("#/settings/backup").await?;
    window.wait_for("backup-make").await?;
    window.shot("vault-03-backup-due").await?;
    window.click("backup-make").await?;
    answer_dialog(window, "Save|保存", to)?;
    window.wait_for("backup-done").await?;
    window.shot("vault-04-backup-done").await
}

async fn erase(window: &Window) -> Result<(), WindowError> {
    window.go("#/people/1").await?;
    window.click("tab-profile").await?;
    window.click("erase-open").await?;
    window.wait_for("erase-preview").await?;
    window.shot("vault-05-erase-preview").await?;
    window.click("erase-next").await?;
    let asked = "document.querySelector('dialog input[value=asked]').click(); return true";
    window.wait_until("the reason", asked).await?;
    window.fill("erase-current", PASSPHRASE).await?;
    window.click("erase-to-confirm").await?;
    window.click("erase-confirm").await?;
    window.wait_for("erase-done").await?;
    window.shot("vault-06-erased").await?;
    window.click("erase-finish").await?;
    window.settled().await
}

async fn read_the_journal(window: &Window) -> Result<(), WindowError> {
    window.go("#/settings/journal").await?;
    window.wait_for("journal-entry").await?;
    let verbs = window
        .run(
            "return [...document.querySelectorAll('[data-testid=journal-entry]')].map((row) => row.dataset.verb)",
            vec![],
        )
        .await?
        .to_string();
    for verb in ["erase", "make", "read", "unlock"] {
        assert!(verbs.contains(verb), "{verb} is in {verbs}");
    }
    window.shot("vault-07-journal").await
}

async fn restore(window: &Window, from: &Path) -> Result<(), WindowError> {
    window.click("rescue-restore").await?;
    window.fill("backup-secret", PASSPHRASE).await?;
    window.click("backup-look").await?;
    answer_dialog(window, "Open|開く", from)?;
    window.wait_for("backup-comparison").await?;
    window.wait_for("backup-erased-again").await?;
    window.shot("vault-09-comparison").await?;
    window.click("backup-confirm").await?;
    window.wait_for("lock-passphrase").await?;
    window.shot("vault-10-locked-after-restore").await
}
