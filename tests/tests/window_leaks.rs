//! What a day in the window leaves on the disk outside the vault: nothing that was typed or recorded.

use std::{
    env, fs,
    hash::{BuildHasher, RandomState},
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use acceptance::{
    program::{Home, Running, binary},
    traces::Traces,
    window::{Screen, Window, WindowError},
};
use aggregates::FiscalYear;
use casework::{
    activity::{ActivityKind, NewActivity},
    consent::{How, Purpose},
    ids::ParticipantId,
    names::NameKind,
    programme::{Bilingual, NewCohort, ProgrammeYear},
};
use guarded::Guarded;
use office::{
    Clock, Hardness, NewName, NewParticipant, Office, OfficeError, Places, SaveDraft, SecretKind, SystemClock,
    WritingDesk,
};
use rusqlite::Connection;
use store::DraftContent;
use vault::{Secret, VaultFolder};

/// Building, drawing and key derivation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// The product as it is delivered: no driver, a private page, a keyboard.
#[test]
fn a_session_in_the_window_leaves_no_trace_outside_the_vault() -> Result<(), WindowError> {
    let home = Home::new()?;
    let planted = Planted::make();
    let code = prepare(&home.vault(), &planted);
    let start = fs::metadata(home.path())?.modified()?;

    work_a_while(&home, &planted)?;

    let kept = draft_of(&home.vault(), &planted);
    for typed in [&planted.typed_first, &planted.typed_second] {
        assert!(kept.contains(typed), "the session really happened: {typed} reached the draft");
    }
    let secrets = [planted.passphrase.clone(), code];
    let traces = Traces::of(planted.all().into_iter().chain(secrets));
    assert_eq!(traces.in_folder(home.path(), None, &[])?, vec![], "under the home");
    let builds = env::current_exe()?.ancestors().nth(3).map(Path::to_owned).unwrap_or_default();
    for shared in [env::temp_dir(), PathBuf::from("/var/tmp"), PathBuf::from("/dev/shm")] {
        assert_eq!(traces.in_folder(&shared, Some(start), &[&builds])?, vec![], "in {}", shared.display());
    }

    assert_eq!(
        found_in_a_plain_copy(&home.vault(), &planted)?,
        planted.all(),
        "control: without encryption all are found"
    );
    Ok(())
}

/// The file goes where the person says, and the desktop's list of recent files does not learn of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_saved_by_the_native_dialog_and_no_list_of_recent_files_names_it() -> Result<(), WindowError> {
    let home = Home::new()?;
    let planted = Planted::make();
    prepare(&home.vault(), &planted);
    let name = latin();
    let target = home.path().join(format!("home/{name}.docx"));
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", &planted.passphrase).await?;
    window.click("lock-unlock").await?;
    window.wait_gone("lock-passphrase").await?;
    window.go(&format!("#/figures/{}/report", fiscal_year())).await?;
    window.click("report-approve").await?;
    window.wait_for("report-approver").await?;
    window.run("document.querySelectorAll('dialog [type=checkbox]').forEach((box) => box.click())", vec![]).await?;
    window.fill("report-approver", "amal").await?;
    window.click("report-approve-confirm").await?;
    window.wait_for("report-approved").await?;

    window.click("report-export-docx").await?;
    save_as(&window.screen, &target)?;

    window.wait_for("toast").await?;
    window.screen.shot("leaks-02-report-saved")?;
    let file = fs::read(&target)?;
    assert!(file.starts_with(b"PK\x03\x04"), "a .docx is a zip");
    let elsewhere = Traces::of([name]).in_folder(home.path(), None, &[])?;
    assert_eq!(elsewhere.into_iter().map(|trace| trace.file).collect::<Vec<_>>(), vec![target]);
    window.stop().await
}

/// Texts that nothing but this test has ever written.
struct Planted {
    passphrase: String,
    names: [(NameKind, String); 4],
    name_to_search: String,
    reading: String,
    answers: [(&'static str, String); 3],
    draft: [(&'static str, String); 2],
    company: String,
    talk: String,
    media: String,
    cohort: String,
    organisation: String,
    results: String,
    content: String,
    typed_first: String,
    typed_second: String,
}

impl Planted {
    fn make() -> Self {
        Self {
            passphrase: format!("wet gravel {} nine {}", latin(), latin()),
            names: [
                (NameKind::Preferred, format!("Zaynab {}", latin())),
                (NameKind::OwnScript, format!("زينب {}", letters("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"))),
                (NameKind::Reading, format!("ザイナブ・{}", letters("アイウエオカキクケコサシスセソ"))),
                (NameKind::Latin, format!("Zeinab {}", latin())),
            ],
            name_to_search: format!("Bashir {}", latin()),
            reading: format!("芭紫・{}", letters("春夏秋冬東西南北山川海空森林石花鳥風月")),
            answers: [
                ("wish", format!("wants to {}", latin())),
                ("living", format!("{}に住む", letters("春夏秋冬東西南北山川海空森林石花鳥風月"))),
                ("health", format!("صحة {}", letters("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"))),
            ],
            draft: [
                ("hope", format!("hopes for {}", latin())),
                ("next_step", format!("{}へ電話", letters("春夏秋冬東西南北山川"))),
            ],
            company: format!("{} Works", latin()),
            talk: format!("Talk on {}", latin()),
            media: format!("{}新聞", letters("春夏秋冬東西南北山川海空森林")),
            cohort: format!("Cohort {}", latin()),
            organisation: format!("Organisation {}", latin()),
            results: format!("成果は{}", letters("春夏秋冬東西南北山川海空森林")),
            content: format!("content of {}", latin()),
            typed_first: latin(),
            typed_second: latin(),
        }
    }

    /// The twenty that the vault holds in the end.
    fn all(&self) -> Vec<String> {
        let names = self.names.iter().map(|(_, text)| text);
        let answers = self.answers.iter().chain(&self.draft).map(|(_, text)| text);
        let others = [
            &self.name_to_search,
            &self.reading,
            &self.company,
            &self.talk,
            &self.media,
            &self.cohort,
            &self.organisation,
            &self.results,
            &self.content,
            &self.typed_first,
            &self.typed_second,
        ];
        let mut all: Vec<_> = names.chain(answers).chain(others).cloned().collect();
        all.sort();
        assert_eq!(all.len(), 20);
        all
    }
}

/// Twelve letters that a keyboard has.
fn latin() -> String {
    letters("abcdefghijkmnopqrstuvwxyz")
}

fn letters(alphabet: &str) -> String {
    let alphabet: Vec<char> = alphabet.chars().collect();
    let random = RandomState::new();
    let place =
        |n: usize| usize::try_from(random.hash_one(n) % alphabet.len() as u64).expect("a place in the alphabet");
    (0..12).map(|n| alphabet[place(n)]).collect()
}

/// Makes the vault with everything that is recorded beforehand; returns its recovery code.
fn prepare(vault: &Path, planted: &Planted) -> String {
    let office = office(vault);
    let passphrase = Guarded::from(planted.passphrase.as_str());
    let code = office.create_vault(&passphrase, &planted.organisation, Hardness::Least).expect("the home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    office.write(|desk| record(desk, planted)).expect("the vault is open");
    office.lock();
    // EXPOSE: a made-up vault.
    code.expose().clone()
}

fn record(desk: &WritingDesk<'_>, planted: &Planted) -> Result<(), OfficeError> {
    let today = desk.today();
    let day = today.to_string();
    let interviewed = desk.add_participant(&participant(&planted.names, &day), true)?;
    desk.record_consent(interviewed, Purpose::Interview, "ar", How::Spoken, &day)?;
    let open = desk.open_interview(interviewed)?;
    let (revision, _) = desk.save_draft(&save(&open.draft, &planted.answers, &day))?;
    desk.finish_interview(open.draft.id, revision)?;
    let open = desk.open_interview(interviewed)?;
    desk.save_draft(&save(&open.draft, &planted.draft, &day))?;

    let names = [(NameKind::Preferred, planted.name_to_search.clone()), (NameKind::Reading, planted.reading.clone())];
    let searched = desk.add_participant(&participant(&names, &day), true)?;
    desk.record_consent(searched, Purpose::Interview, "en", How::Spoken, &day)?;

    desk.add_company(&Guarded::from(planted.company.as_str()))?;
    for (kind, title) in [(ActivityKind::Talk, &planted.talk), (ActivityKind::MediaCoverage, &planted.media)] {
        let title = Guarded::from(title.as_str());
        let activity = NewActivity { kind, on: today, title, place: String::new(), audience: None, heads: vec![] };
        desk.record_activity(&activity)?;
    }
    let course = String::from("career_training");
    desk.open_cohort(&NewCohort { course, name: planted.cohort.clone(), starts_on: today, ends_on: None })?;
    let said = ProgrammeYear {
        results: Bilingual::new(planted.results.as_str(), ""),
        content: Bilingual::new("", planted.content.as_str()),
        ..ProgrammeYear::default()
    };
    desk.save_programme_year("placement", fiscal_year(), &said)
}

fn participant(names: &[(NameKind, String)], first_contact: &str) -> NewParticipant {
    NewParticipant {
        names: names.iter().map(|(kind, text)| NewName { kind: *kind, text: Guarded::from(text.as_str()) }).collect(),
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: vec![],
        first_contact: first_contact.to_owned(),
        residence: None,
    }
}

fn save(draft: &store::Draft, answers: &[(&str, String)], day: &str) -> SaveDraft {
    let answers = answers.iter().map(|(question, text)| ((*question).to_owned(), Guarded::from(text.as_str())));
    let content = DraftContent { answers: answers.collect(), focus: String::new(), held_on: day.to_owned() };
    SaveDraft { draft: draft.id, revision: draft.revision, content }
}

fn office(vault: &Path) -> Office {
    let vault = vault.to_owned();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

fn fiscal_year() -> i32 {
    FiscalYear::containing(SystemClock.today()).expect("today lies in a fiscal year").begins_in()
}

/// Unlocks, searches a name, opens an interview, types into two questions and locks: all of it by the keyboard.
fn work_a_while(home: &Home, planted: &Planted) -> Result<(), WindowError> {
    let screen = Screen::start()?;
    let mut command = home.command(binary()?);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let program = Running::start(screen.lend(&mut command))?;
    let window = screen.find("Tomarigi")?;
    screen.xdotool(&["windowfocus", "--sync", &window])?;
    let store = home.vault().join("vault.db");
    let is_open = || open_files(program.id()).contains(&store);

    again_until("the vault is open", || {
        screen.at_rest()?;
        screen.xdotool(&["key", "ctrl+a"])?;
        screen.enter(&planted.passphrase)?;
        Ok(within(Duration::from_secs(15), is_open))
    })?;
    let begun = written(&store);
    again_until("an interview is begun", || {
        screen.at_rest()?;
        screen.xdotool(&["key", "ctrl+k"])?;
        screen.at_rest()?;
        screen.xdotool(&["key", "ctrl+a"])?;
        screen.xdotool(&["type", "--delay", "20", &planted.name_to_search])?;
        screen.at_rest()?;
        screen.xdotool(&["key", "Return"])?;
        screen.at_rest()?;
        screen.xdotool(&["key", "Tab", "Return"])?;
        Ok(within(Duration::from_secs(20), || written(&store) > begun))
    })?;
    for typed in [&planted.typed_first, &planted.typed_second] {
        again_until("the draft is saved", || {
            screen.at_rest()?;
            let before = written(&store);
            screen.xdotool(&["key", "ctrl+a"])?;
            screen.xdotool(&["type", "--delay", "20", typed])?;
            let saved = within(Duration::from_secs(10), || written(&store) > before);
            if !saved {
                // On a busy machine the page may have been drawn after the keys came: back into the same question.
                screen.shot("leaks-01-not-typed")?;
                screen.xdotool(&["key", "alt+Down", "alt+Up"])?;
            }
            Ok(saved)
        })?;
        again_until("nothing is left to save", || {
            let last = written(&store);
            Ok(!within(Duration::from_secs(2), || written(&store) > last))
        })?;
        screen.at_rest()?;
        screen.shot("leaks-01-typed-without-a-driver")?;
        screen.xdotool(&["key", "alt+Down"])?;
    }
    again_until("the vault is locked", || {
        screen.xdotool(&["key", "ctrl+l"])?;
        Ok(within(Duration::from_secs(5), || !is_open()))
    })?;
    screen.at_rest()?;
    screen.shot("leaks-01-locked-without-a-driver")
}

/// Types the path into the dialog that GTK shows, and saves.
fn save_as(screen: &Screen, target: &Path) -> Result<(), WindowError> {
    let dialog = screen.find("Save|保存")?;
    screen.xdotool(&["windowfocus", "--sync", &dialog])?;
    screen.at_rest()?;
    screen.xdotool(&["key", "ctrl+a"])?;
    screen.shot("leaks-02-native-dialog")?;
    screen.enter(&target.display().to_string())?;
    again_until("the report is saved", || Ok(within(Duration::from_secs(5), || target.exists())))
}

fn again_until(what: &str, act: impl Fn() -> Result<bool, WindowError>) -> Result<(), WindowError> {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if act()? {
            return Ok(());
        }
    }
    Err(WindowError::InVain { what: what.to_owned(), shown: String::from("(no driver is there to ask)") })
}

fn within(time: Duration, so: impl Fn() -> bool) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < time {
        if so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

fn open_files(process: u32) -> Vec<PathBuf> {
    let handles = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    handles.filter_map(|handle| fs::read_link(handle.path()).ok()).collect()
}

fn written(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// What the vault holds of the interview that was typed in the window.
fn draft_of(vault: &Path, planted: &Planted) -> String {
    let office = office(vault);
    office.unlock(&Guarded::from(planted.passphrase.as_str()), SecretKind::Passphrase).expect("the passphrase fits");
    let page =
        office.read(|desk| desk.participant_page(ParticipantId(2))).expect("the second participant is on record");
    let draft = page.draft.expect("an interview was begun");
    // EXPOSE: made up above.
    draft.content.answers.values().map(|answer| answer.expose().clone()).collect::<Vec<_>>().join("\n")
}

fn found_in_a_plain_copy(vault: &Path, planted: &Planted) -> Result<Vec<String>, WindowError> {
    let passphrase = Guarded::from(planted.passphrase.as_str());
    let keys = VaultFolder::at(vault).unlock(Secret::Passphrase(&passphrase)).expect("the passphrase fits");
    let folder = tempfile::tempdir()?;
    let store = Connection::open(vault.join("vault.db")).expect("the store is there");
    // EXPOSE: a made-up vault.
    store.pragma_update(None, "key", keys.database_key().expose()).expect("the key is taken");
    let copy = folder.path().join("plain.db");
    store
        .execute("ATTACH DATABASE ?1 AS plain KEY ''", [copy.display().to_string()])
        .expect("a plain database can be attached");
    store.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).expect("the key fits");
    drop(store);
    let mut found: Vec<_> =
        Traces::of(planted.all()).in_folder(folder.path(), None, &[])?.into_iter().map(|trace| trace.text).collect();
    found.dedup();
    Ok(found)
}
