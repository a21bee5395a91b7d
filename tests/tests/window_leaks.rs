//! What a day in the window leaves on the disk outside the vault: nothing that was typed or recorded.

use std::{
    env,
    fs::{self, File},
    hash::{BuildHasher, RandomState},
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use acceptance::{
    disk::{Disk, may_mount, ran_in_a_world_of_its_own},
    program::{Home, Running, binary},
    traces::{Trace, Traces},
    window::{Screen, Window, WindowError},
};
use aggregates::FiscalYear;
use casework::{
    activity::{About, ActivityKind, NewActivity},
    consent::{How, Purpose},
    ids::ParticipantId,
    names::NameKind,
    programme::{Bilingual, NewCohort, ProgrammeYear},
};
use guarded::Guarded;
use office::{
    Clock, EnteredConsent, Hardness, NewName, NewParticipant, Office, OfficeError, Places, SaveDraft, SecretKind,
    SystemClock, WritingDesk,
};
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use store::DraftContent;
use vault::{NoDeviceStore, Secret, VaultFolder};

/// Building, drawing and key derivation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// Enough for a vault and what a page that is not private would keep.
const MEGABYTES: u64 = 128;

/// The product as it is delivered: no driver, a private page, a keyboard, a crash at the end; on a disk that held nothing
/// before, in a world without a network.
#[test]
fn a_session_in_the_window_leaves_no_trace_outside_the_vault() -> Result<(), WindowError> {
    let name = "a_session_in_the_window_leaves_no_trace_outside_the_vault";
    if may_mount() && ran_in_a_world_of_its_own(name, &["--net"])? {
        return Ok(());
    }
    let mut disk = Disk::new(MEGABYTES)?;
    let home = Home::within(&disk.path().join("home"))?;
    let planted = Planted::make();
    let code = prepare(&home.vault(), &planted);
    let start = fs::metadata(home.path())?.modified()?;
    let said = tempfile::tempdir()?;

    work_a_while(&home, &planted, said.path())?;

    let kept = draft_of(&home.vault(), &planted);
    for typed in [&planted.typed_first, &planted.typed_second] {
        assert!(kept.contains(typed), "the session really happened: {typed} reached the draft");
    }
    let secrets = [planted.passphrase.clone(), code];
    let traces = Traces::of(planted.all().into_iter().chain(secrets));
    assert_eq!(traces.in_folder(home.path(), None, &[])?, vec![], "under the home");
    assert_eq!(traces.in_folder(said.path(), None, &[])?, vec![], "in what it said");
    let builds = env::current_exe()?.ancestors().nth(3).map(Path::to_owned).unwrap_or_default();
    for shared in [env::temp_dir(), PathBuf::from("/var/tmp"), PathBuf::from("/dev/shm")] {
        assert_eq!(traces.in_folder(&shared, Some(start), &[&builds])?, vec![], "in {}", shared.display());
    }
    assert_eq!(connections(&said.path().join("calls"))?, Vec::<String>::new(), "no connection was tried");

    assert_eq!(
        found_in_a_plain_copy(&home.vault(), &planted)?,
        planted.all(),
        "control: without encryption all are found"
    );
    no_trace_on_the_bare_disk(&mut disk, &home, &traces)
}

/// Looks at every byte of the disk, where deleted files still are. Where nothing may be mounted it says so.
fn no_trace_on_the_bare_disk(disk: &mut Disk, home: &Home, traces: &Traces) -> Result<(), WindowError> {
    let deleted = latin();
    let file = home.path().join("deleted");
    fs::write(&file, &deleted)?;
    File::open(&file)?.sync_all()?;
    fs::remove_file(&file)?;
    again_until("every program has left the disk", || Ok(disk.take_off().is_ok()))?;
    let Some(image) = disk.image() else {
        println!("nothing may be mounted here: files were looked at, deleted ones were not");
        return Ok(());
    };
    assert_eq!(traces.in_image(&image)?, vec![], "on the bare disk");
    assert!(!Traces::of([deleted]).in_image(&image)?.is_empty(), "control: a deleted file is found");
    println!("{TEXTS} texts in 14 encodings, {MEGABYTES} MiB of bare disk: nothing found");
    Ok(())
}

/// The control: a page that is not private, which keeps what it shows where pages keep things.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_that_is_not_private_would_leave_is_found() -> Result<(), WindowError> {
    if may_mount() && ran_in_a_world_of_its_own("what_a_page_that_is_not_private_would_leave_is_found", &[])? {
        return Ok(());
    }
    let mut disk = Disk::new(MEGABYTES)?;
    let home = Home::within(&disk.path().join("home"))?;
    let planted = Planted::make();
    prepare(&home.vault(), &planted);
    let traces = Traces::of(planted.all());
    // A driven window of a debug build is not private: the driver could not attach to it otherwise.
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", &planted.passphrase).await?;
    window.click("lock-unlock").await?;
    window.wait_gone("lock-passphrase").await?;
    window.go("#/people").await?;
    assert_eq!(traces.in_folder(home.path(), None, &[])?, vec![], "the page itself keeps nothing");

    assert_eq!(
        window.run_async(KEEP, vec![json!(planted.all())]).await?,
        "kept",
        "a driven page has places to keep it"
    );
    let is_kept = || traces.in_folder(home.path(), None, &[]).is_ok_and(|found| found.iter().any(in_utf16));
    assert!(within(PATIENCE, is_kept), "what the page keeps reaches the disk, in UTF-16");
    window.stop().await?;

    again_until("every program has left the disk", || Ok(disk.take_off().is_ok()))?;
    let found = match disk.image() {
        Some(image) => traces.in_image(&image)?,
        None => traces.in_folder(home.path(), None, &[])?,
    };
    println!("control: {} traces of a page that is not private", found.len());
    assert!(found.len() >= 3 && found.iter().any(in_utf16), "{found:?}");
    Ok(())
}

fn in_utf16(trace: &Trace) -> bool {
    trace.encoding == "UTF-16LE"
}

/// Keeps texts in the places that pages have, as far as they are open to this one.
const KEEP: &str = "
    const [texts, done] = [arguments[0], arguments[arguments.length - 1]];
    if (!window.localStorage || !window.indexedDB) return done('nowhere');
    texts.forEach((text, n) => localStorage.setItem(`kept ${n}`, text));
    const opening = indexedDB.open('kept', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('texts', { autoIncrement: true });
    opening.onerror = () => done('refused');
    opening.onsuccess = () => {
        const writing = opening.result.transaction('texts', 'readwrite');
        texts.forEach((text) => writing.objectStore('texts').add({ text }));
        writing.oncomplete = () => done('kept');
    };";

/// The connections to anything but a socket of this computer, of all processes that strace watched.
fn connections(calls: &Path) -> io::Result<Vec<String>> {
    let calls = fs::read_to_string(calls)?;
    assert!(calls.contains("AF_UNIX"), "control: the connection to the screen was seen");
    Ok(calls.lines().filter(|call| call.contains("AF_INET")).map(String::from).collect())
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
    /// Names of people of whom nothing else is known.
    others: Vec<[(NameKind, String); 4]>,
}

const TEXTS: usize = 40;

impl Planted {
    fn make() -> Self {
        let names = || {
            [
                (NameKind::Preferred, format!("Zaynab {}", latin())),
                (NameKind::OwnScript, format!("زينب {}", letters("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"))),
                (NameKind::Reading, format!("ザイナブ・{}", letters("アイウエオカキクケコサシスセソ"))),
                (NameKind::Latin, format!("Zeinab {}", latin())),
            ]
        };
        Self {
            passphrase: format!("wet gravel {} nine {}", latin(), latin()),
            names: names(),
            others: (0..5).map(|_| names()).collect(),
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

    /// All that the vault holds in the end.
    fn all(&self) -> Vec<String> {
        let names = self.names.iter().chain(self.others.iter().flatten()).map(|(_, text)| text);
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
        assert_eq!(all.len(), TEXTS);
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
    desk.record_consent(interviewed, &EnteredConsent::new(Purpose::Interview, "ar", How::Spoken, &day))?;
    let open = desk.open_interview(interviewed)?;
    let (revision, _) = desk.save_draft(&save(&open.draft, &planted.answers, &day))?;
    desk.finish_interview(open.draft.id, revision, false)?;
    let open = desk.open_interview(interviewed)?;
    desk.save_draft(&save(&open.draft, &planted.draft, &day))?;

    let names = [(NameKind::Preferred, planted.name_to_search.clone()), (NameKind::Reading, planted.reading.clone())];
    let searched = desk.add_participant(&participant(&names, &day), true)?;
    desk.record_consent(searched, &EnteredConsent::new(Purpose::Interview, "en", How::Spoken, &day))?;
    for names in &planted.others {
        desk.add_participant(&participant(names, &day), true)?;
    }

    desk.add_company(&Guarded::from(planted.company.as_str()))?;
    for (kind, title) in [(ActivityKind::Talk, &planted.talk), (ActivityKind::MediaCoverage, &planted.media)] {
        let title = Guarded::from(title.as_str());
        let (place, about) = (String::new(), About::default());
        let activity = NewActivity { kind, on: today, title, place, audience: None, heads: vec![], about };
        desk.record_activity(&activity)?;
    }
    let course = String::from("career_training");
    desk.open_cohort(&NewCohort { course, name: planted.cohort.clone(), starts_on: today, ..NewCohort::default() })?;
    let said = ProgrammeYear {
        results: Bilingual::new(planted.results.as_str(), ""),
        content: Bilingual::new("", planted.content.as_str()),
        ..ProgrammeYear::default()
    };
    desk.save_programme_year("placement", fiscal_year(), &said)
}

fn participant(names: &[(NameKind, String)], first_contact: &str) -> NewParticipant {
    NewParticipant {
        names: names.iter().map(|(kind, text)| NewName::new(*kind, Guarded::from(text.as_str()))).collect(),
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: vec![],
        first_contact: first_contact.to_owned(),
        ..NewParticipant::default()
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

/// Unlocks, searches a name, opens an interview, types into two questions, locks, unlocks again, searches and crashes:
/// all of it by the keyboard. What it says goes to files in `said`, with every connection that it tries.
fn work_a_while(home: &Home, planted: &Planted, said: &Path) -> Result<(), WindowError> {
    let screen = Screen::start()?;
    let mut command = home.command("strace");
    command.args(["-f", "--seccomp-bpf", "-qq", "-e", "signal=none", "-e", "trace=connect", "-o"]);
    command.arg(said.join("calls")).arg(binary()?);
    command.stdout(File::create(said.join("output"))?).stderr(File::create(said.join("errors"))?);
    let strace = Running::start(screen.lend(&mut command))?;
    screen.find("Tomarigi")?;
    let program = child_of(strace.id()).ok_or(WindowError::NotRunning)?;
    let store = home.vault().join("vault.db");
    let is_open = || open_files(program).contains(&store);

    unlock(&screen, planted, is_open)?;
    // That somebody looked at a page is written down a moment later: only what comes after that is an interview.
    let until_quiet = || {
        again_until("nothing is left to save", || {
            let last = written(&store);
            Ok(!within(Duration::from_secs(3), || written(&store) > last))
        })
    };
    let type_in = |text: &str| -> Result<bool, WindowError> {
        screen.at_rest()?;
        let before = written(&store);
        screen.xdotool(&["key", "ctrl+a"])?;
        screen.xdotool(&["type", "--delay", "20", text])?;
        Ok(within(Duration::from_secs(10), || written(&store) > before))
    };
    again_until("an interview is begun and its first answer saved", || {
        // Each time anew by way of Today, which is the first that is offered: then the page begins at its heading.
        press(&screen, &["ctrl+k", "ctrl+a", "Delete", "Return", "ctrl+k", "ctrl+a"])?;
        screen.xdotool(&["type", "--delay", "20", &planted.name_to_search])?;
        press(&screen, &["Return"])?;
        until_quiet()?;
        let looked_at = written(&store);
        // Past the buttons for a summary and for a curriculum vitae on paper.
        press(&screen, &["Tab", "Tab", "Tab", "Return"])?;
        let begun = within(Duration::from_secs(10), || written(&store) > looked_at);
        if begun {
            until_quiet()?;
        }
        let saved = begun && type_in(&planted.typed_first)?;
        if !saved {
            screen.shot("leaks-01-not-begun")?;
            // Out of whatever else the keys opened.
            press(&screen, &["Escape"])?;
        }
        Ok(saved)
    })?;
    until_quiet()?;
    screen.at_rest()?;
    screen.shot("leaks-01-typed-without-a-driver")?;
    again_until("the second answer is saved", || {
        press(&screen, &["alt+Down"])?;
        let saved = type_in(&planted.typed_second)?;
        if !saved {
            // On a busy machine the page may have been drawn after the keys came: back to the question before it.
            screen.shot("leaks-01-not-typed")?;
            press(&screen, &["alt+Up"])?;
        }
        Ok(saved)
    })?;
    until_quiet()?;
    again_until("the vault is locked", || {
        screen.xdotool(&["key", "ctrl+l"])?;
        Ok(within(Duration::from_secs(5), || !is_open()))
    })?;
    screen.at_rest()?;
    screen.shot("leaks-01-locked-without-a-driver")?;

    unlock(&screen, planted, is_open)?;
    screen.at_rest()?;
    screen.xdotool(&["key", "ctrl+k"])?;
    screen.at_rest()?;
    screen.xdotool(&["type", "--delay", "20", &planted.name_to_search])?;
    screen.at_rest()?;
    screen.shot("leaks-01-before-the-crash")?;
    signal(program, Signal::KILL);
    again_until("the program is gone", || Ok(within(Duration::from_secs(5), || !is_open())))
}

/// Presses keys one after another, each when what the one before set off has been drawn.
fn press(screen: &Screen, keys: &[&str]) -> Result<(), WindowError> {
    for key in keys {
        screen.at_rest()?;
        screen.xdotool(&["key", key])?;
    }
    screen.at_rest()
}

/// Types the passphrase until the vault is open. A lock may have put another window in the place of the first.
fn unlock(screen: &Screen, planted: &Planted, is_open: impl Fn() -> bool) -> Result<(), WindowError> {
    again_until("the vault is open", || {
        let window = screen.find("Tomarigi")?;
        if screen.xdotool(&["windowfocus", "--sync", &window]).is_err() {
            return Ok(false);
        }
        screen.at_rest()?;
        screen.xdotool(&["key", "ctrl+a"])?;
        screen.enter(&planted.passphrase)?;
        Ok(within(Duration::from_secs(15), &is_open))
    })
}

fn child_of(process: u32) -> Option<u32> {
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).ok()?;
    children.split_whitespace().next()?.parse().ok()
}

fn signal(process: u32, signal: Signal) {
    if let Some(id) = i32::try_from(process).ok().and_then(Pid::from_raw) {
        // It may have ended by itself.
        let _ = kill_process(id, signal);
    }
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

fn again_until(what: &str, mut act: impl FnMut() -> Result<bool, WindowError>) -> Result<(), WindowError> {
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
    let keys =
        VaultFolder::at(vault).unlock(Secret::Passphrase(&passphrase), &NoDeviceStore).expect("the passphrase fits");
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
