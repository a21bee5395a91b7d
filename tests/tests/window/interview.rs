//! An interview in the real window without a mouse: a form is taken in from a file, somebody is asked, the screen is
//! handed over, and nothing else can be reached from there.

use std::{path::Path, sync::Arc};

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use casework::names::NameKind;
use guarded::Guarded;
use office::{Hardness, NewName, NewParticipant, Office, Places, SecretKind, SystemClock};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use thirtyfour::Key;

const PASSPHRASE: &str = "wet gravel, nine swallows, one late train";
const NAME: &str = "Amal Haddad";

const VISIT: &str = "type|name|label::日本語 (ja)|label::English (en)|label::العربية (ar)|relevant|required|constraint|constraint_message::日本語 (ja)|constraint_message::English (en)|calculation|audience
begin_group|living|暮らし|Life|الحياة|||||||
select_one yesno|works|働いていますか|Do you work?|هل تعمل؟|||||||participant
text|job|どんな仕事ですか|Which work?|أي عمل؟|${works} = 'yes'||||||participant
end_group||||||||||||
integer|age|何歳ですか|How old are you?|كم عمرك؟||yes|. >= 16|16歳以上です|16 or older||
begin_repeat|child|お子さん|Children|الأطفال|||||||
text|first|名前|Name|الاسم|||||||
end_repeat||||||||||||
calculate|children|||||||||count(${child})|
note|thanks|お子さんは${children}人ですね。|You have ${children} children.|لديك ${children} أطفال.|||||||";
const CHOICES: &str = "list_name|name|label::日本語 (ja)|label::English (en)|label::العربية (ar)
yesno|yes|はい|Yes|نعم
yesno|no|いいえ|No|لا";
const SETTINGS: &str = "form_title|form_id|default_language
訪問|visit|日本語 (ja)";

fn write_form(path: &Path, survey: &str) {
    let mut book = Workbook::new();
    for (name, text) in [("survey", survey), ("choices", CHOICES), ("settings", SETTINGS)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split('|')) {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
    }
    book.save(path).expect("a file");
}

fn make_vault(home: &Home) {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    let office = Office::new(places, Arc::new(SystemClock));
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "Perch", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    let entered = NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from(NAME))],
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: vec![String::from("ar")],
        first_contact: office.status().today.to_string(),
        ..NewParticipant::default()
    };
    office.write(|desk| desk.add_participant(&entered, true)).expect("the vault is open");
    office.lock();
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("it opens");
    office.lock();
}

/// What was wrong with any screen, and its pictures.
struct Looks<'a> {
    window: &'a Window,
    name: String,
    wrong: Vec<String>,
}

impl Looks<'_> {
    async fn at(&mut self, screen: &str) -> Result<(), WindowError> {
        const WIDE: &str = "return document.scrollingElement.scrollWidth > innerWidth";
        self.window.settled().await?;
        self.window.shot(&format!("interview-{}-{screen}", self.name)).await?;
        let mut found = self.window.axe().await?;
        found.extend(self.window.page_errors().await?);
        if self.window.run(WIDE, vec![]).await? == true {
            found.push(String::from("wider than the window"));
        }
        self.wrong.extend(found.into_iter().map(|what| format!("{screen}: {what}")));
        Ok(())
    }
}

/// Goes to a control with the Tab key alone, as far as it takes.
async fn tab_to(window: &Window, testid: &str) -> Result<(), WindowError> {
    let there = format!(
        "const own = document.activeElement?.closest('[data-testid]')?.dataset.testid; return own === '{testid}'"
    );
    for _ in 0..120 {
        if window.run(&there, vec![]).await? == true {
            return Ok(());
        }
        window.keys(Key::Tab).await?;
    }
    window.wait_until(&format!("{testid} under the Tab key"), &there).await
}

async fn press(window: &Window, testid: &str) -> Result<(), WindowError> {
    tab_to(window, testid).await?;
    window.keys(Key::Enter).await
}

async fn unlock(window: &Window) -> Result<(), WindowError> {
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await
}

fn answer_dialog(window: &Window, path: &Path) -> Result<(), WindowError> {
    let dialog = window.screen.find("Open|開く")?;
    window.screen.xdotool(&["windowfocus", "--sync", &dialog])?;
    window.screen.xdotool(&["key", "ctrl+a"])?;
    window.screen.enter(&path.display().to_string())
}

/// The language of the program, in which it begins and which is the other one.
async fn speak(window: &Window, language: &str) -> Result<(), WindowError> {
    let said = ask(window, "set_language", json!({ "language": language })).await?;
    assert!(said["refused"].is_null(), "{said}");
    window.run("location.reload()", vec![]).await?;
    window.wait_until("the language", &format!("return document.documentElement.lang === '{language}'")).await
}

/// Asks the program as the page does.
async fn ask(window: &Window, command: &str, request: Value) -> Result<Value, WindowError> {
    const INVOKE: &str = "
        const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, (refused) => done({ refused }));";
    window.run_async(INVOKE, vec![json!(command), request]).await
}

async fn saved(window: &Window) -> Result<(), WindowError> {
    let clean = "return document.querySelector('[data-testid=interview-saved]')?.dataset.state === 'clean'";
    window.wait_until("a saved draft", clean).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_interviewed_with_the_keyboard_alone_in_japanese() -> Result<(), WindowError> {
    interview("ja", (1280, 800), false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_interviewed_with_the_keyboard_alone_in_english_in_the_dark() -> Result<(), WindowError> {
    interview("en", (1024, 700), true).await
}

async fn interview(language: &str, (width, height): (u32, u32), dark: bool) -> Result<(), WindowError> {
    let home = Home::new()?;
    make_vault(&home);
    let (good, bad) = (home.vault().with_file_name("visit.xlsx"), home.vault().with_file_name("bad.xlsx"));
    write_form(&good, VISIT);
    write_form(&bad, &VISIT.replace("text|first", "geopoint|first").replace("count(${child})", "pulldata('a')"));
    let window = Window::open(&home, &[]).await?;
    window.resize(width, height).await?;
    speak(&window, language).await?;
    unlock(&window).await?;
    let mut looks = Looks { window: &window, name: language.to_owned(), wrong: vec![] };
    if dark {
        window.go("#/settings").await?;
        let dark = "document.querySelector('input[value=dark]').click(); return true";
        window.wait_until("the dark theme", dark).await?;
    }

    window.go("#/settings/forms").await?;
    window.wait_for("forms-choose-file").await?;
    press(&window, "forms-choose-file").await?;
    answer_dialog(&window, &bad)?;
    window.wait_for("forms-refused").await?;
    let told = window.text("forms-refused").await?;
    assert!(told.contains("geopoint") && told.contains("pulldata") && told.contains('8'), "{told}");
    looks.at("01-refused").await?;
    press(&window, "forms-choose-file").await?;
    answer_dialog(&window, &good)?;
    window.wait_for("forms-import-take").await?;
    looks.at("02-file").await?;
    press(&window, "forms-import-take").await?;
    window.wait_for("forms-page").await?;
    looks.at("03-form").await?;

    window.go("#/people/1/interview").await?;
    window.wait_for("interview-forms").await?;
    looks.at("04-which-form").await?;
    press(&window, "interview-form-visit").await?;
    window.wait_for("consent-record-interview").await?;
    looks.at("04b-consent").await?;
    press(&window, "consent-override").await?;
    window.wait_for("override-reason").await?;
    looks.at("04c-without-consent").await?;
    press(&window, "consent-record-interview").await?;
    window.wait_for("interview-q-works").await?;
    looks.at("05-empty").await?;
    assert_eq!(
        window.run("return document.querySelector('[data-testid=\"interview-q-job\"]') === null", vec![]).await?,
        true
    );

    // The cursor is in the first question; the space bar chooses, and skip logic opens the next one.
    tab_to(&window, "interview-q-works").await?;
    window.keys(" ").await?;
    window.wait_for("interview-q-job").await?;
    window.keys(Key::Alt + Key::Down).await?;
    window.keys("電気工事").await?;
    window.keys(Key::Alt + Key::Down).await?;
    window.keys("12").await?;
    saved(&window).await?;
    press(&window, "interview-add-child[]").await?;
    window.wait_for("interview-q-child[1].first").await?;
    window.keys("Lina").await?;
    saved(&window).await?;
    looks.at("06-filled").await?;

    window.keys(Key::Control + Key::Enter).await?;
    window.wait_for("interview-gap-age").await?;
    looks.at("07-what-stands-in-the-way").await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("interview-gap-age").await?;
    window
        .wait_until(
            "the cursor at what is wrong",
            "return document.activeElement?.closest('[data-testid]')?.dataset.testid === 'interview-q-age'",
        )
        .await?;
    assert_eq!(window.value("interview-q-job").await?, "電気工事", "nothing was lost by being refused");
    window.keys(Key::Control + "a").await?;
    window.keys("30").await?;
    saved(&window).await?;

    hand_over(&window, &mut looks).await?;

    window.keys(Key::Control + Key::Enter).await?;
    window.wait_for("tab-timeline").await?;
    window.go("#/interviews/1").await?;
    window.wait_for("interview-record").await?;
    looks.at("10-on-record").await?;
    press(&window, "interview-summary-button").await?;
    window.wait_for("interview-summary").await?;
    let summary = window.text("interview-summary").await?;
    assert!(summary.contains("30") && summary.contains("Lina"), "{summary}");
    looks.at("11-summary").await?;

    assert_eq!(looks.wrong, Vec::<String>::new());
    window.stop().await
}

/// Hands the screen over in Arabic, tries every way out, and takes it back with the passphrase.
async fn hand_over(window: &Window, looks: &mut Looks<'_>) -> Result<(), WindowError> {
    press(window, "interview-hand").await?;
    window.wait_for("interview-hand-go").await?;
    let arabic = "const list = document.querySelector('[data-testid=interview-hand-language]');
        if (list === null) return false;
        list.value = 'ar'; list.dispatchEvent(new Event('change', { bubbles: true })); return true";
    window.wait_until("a choice of languages", arabic).await?;
    press(window, "interview-hand-go").await?;
    window.wait_for("handed").await?;
    looks.at("08-handed").await?;
    let rtl = "return document.querySelector('[data-testid=handed]').closest('[dir]')?.dir === 'rtl' || document.querySelector('[data-testid=handed][dir=rtl], [data-testid=handed] [dir=rtl]') !== null";
    window.wait_until("from right to left", rtl).await?;

    // Neither an address nor the keys of the window nor the back button leads away.
    for address in ["#/people/1", "#/settings/forms", "#/today", "#/interviews/1"] {
        window.run(&format!("location.hash = '{address}'"), vec![]).await?;
        window.settled().await?;
        window.wait_for("handed").await?;
    }
    window.run("history.back()", vec![]).await?;
    window.keys(Key::Control + "k").await?;
    window.keys(Key::F2).await?;
    window.settled().await?;
    window.wait_for("handed").await?;
    let elsewhere =
        "return document.querySelector('[data-testid=palette-query], [data-testid=interview-list], nav') === null";
    window.wait_until("nothing else on the screen", elsewhere).await?;
    let page = window.run("return document.body.innerText", vec![]).await?.to_string();
    assert!(!page.contains(NAME) && !page.contains("Lina"), "{page}");

    // And what a page could ask for behind the screen is refused.
    for (command, request) in [
        ("participant", json!({ "id": 1 })),
        ("open_interview", json!({ "participant": 1 })),
        ("sealed_notes", json!({ "participant": 1 })),
        ("forms", json!(null)),
        ("today", json!(null)),
    ] {
        let said = ask(window, command, request).await?;
        assert!(!said["refused"].is_null(), "{command}: {said}");
    }

    press(window, "handed-take").await?;
    window.wait_for("handed-take-current").await?;
    looks.at("09-taking-it-back").await?;
    window.keys("not the passphrase").await?;
    window.keys(Key::Enter).await?;
    window
        .wait_until("a refusal", "return document.querySelector('[aria-invalid=true], [role=alert]') !== null")
        .await?;
    window.fill("handed-take-current", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_for("interview-q-age").await
}
