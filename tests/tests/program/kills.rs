//! Killed at any moment, the program loses nothing that it said was saved.
//!
//! The program of the rehearsal works on a vault and prints a line after each thing that is said to be saved; the test
//! kills it at a random moment, opens the vault, and looks for every line. A normal run takes a tenth of the kills of a
//! long one.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    time::{Duration, Instant},
};

use acceptance::{
    rehearsal::{self, IMPORTED, known, office},
    sample,
};
use casework::ids::ParticipantId;
use guarded::Guarded;
use office::{EnteredQuickContact, Office, Stage};
use vault::{NoDeviceStore, Secret, VaultFolder};

/// A kind of work, how it is checked, and within how many milliseconds of it the kill comes.
struct Scene {
    work: &'static str,
    milliseconds: u64,
    /// A new vault after so many kills, because a large one would be slow to open.
    kills_a_vault: u32,
    /// Whether the vault shows that it was killed in the middle of it.
    hit: fn(&Path) -> bool,
    check: fn(&Office, &Path, &[String], u32),
}

struct Outcome {
    said: usize,
    hot: u32,
}

fn start(work: &str, vault: &Path) -> (Child, Receiver<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rehearse"))
        .args(["endlessly", work])
        .arg(vault)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a child");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
    (child, receiver)
}

impl Scene {
    /// Kills a child after some milliseconds of work, or in the first write after them; returns what it said was saved.
    fn killed_after(&self, vault: &Path, milliseconds: u64, aimed: bool) -> Vec<String> {
        let (mut child, lines) = start(self.work, vault);
        assert_eq!(lines.recv().as_deref(), Ok("ready"), "the child opens the vault after the kill before");
        std::thread::sleep(Duration::from_millis(milliseconds));
        let begin = Instant::now();
        while aimed && !(self.hit)(vault) && begin.elapsed() < Duration::from_secs(5) {}
        assert!(child.try_wait().is_ok_and(|ended| ended.is_none()), "the child works until it is killed");
        child.kill().expect("the child is killed");
        child.wait().expect("the child is gone");
        lines.iter().filter_map(|line| Some(line.split_once("saved ")?.1.to_owned())).collect()
    }

    fn kill(&self, times: u32, seed: u64) -> Outcome {
        let mut random = Moments(seed);
        let mut done = Outcome { said: 0, hot: 0 };
        let mut left = times;
        while left > 0 {
            let on_this_vault = left.min(self.kills_a_vault);
            self.on_one_vault(on_this_vault, &mut random, &mut done);
            left -= on_this_vault;
        }
        done
    }

    fn on_one_vault(&self, kills: u32, random: &mut Moments, done: &mut Outcome) {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = folder.path().join("vault");
        rehearsal::make(&vault).expect("a vault");
        let mut said = Vec::new();
        for kill in 0..kills {
            // Half of them at any moment, half of them where it hurts.
            said.extend(self.killed_after(&vault, random.next() % self.milliseconds, kill % 2 == 1));
            done.hot += u32::from((self.hit)(&vault));
            let office = office(&vault);
            let opened = rehearsal::open(&office).expect("the vault opens and verifies");
            // EXPOSE: of a made-up vault.
            said.extend(opened.new_code.map(|code| format!("code {}", code.expose())));
            (self.check)(&office, &vault, &said, kill);
        }
        done.said += said.len();
    }

    /// Two at a time, and once or twice more on a machine that is so busy that the child gets little done.
    fn run(&self, kills: u32) {
        let (mut all, mut killed) = (Outcome { said: 0, hot: 0 }, 0);
        for round in 0..3 {
            let done: Vec<_> = std::thread::scope(|scope| {
                let runs = [1, 2].map(|seed| scope.spawn(move || self.kill(kills / 2, seed + 10 * round)));
                runs.into_iter().map(|run| run.join().expect("nothing is lost")).collect()
            });
            all.said += done.iter().map(|one| one.said).sum::<usize>();
            all.hot += done.iter().map(|one| one.hot).sum::<u32>();
            killed += kills / 2 * 2;
            if all.said > 3 && all.hot * 5 >= killed * 2 {
                break;
            }
        }
        let Outcome { said, hot } = all;
        println!("{}: {killed} kills, {said} times saved, 0 lost, {hot} kills in the middle of a write", self.work);
        assert!(said > 3, "the aim: the child must get something done ({said} times saved)");
        assert!(hot * 5 >= killed * 2, "the aim: two in five kills must hit writes ({hot} of {killed})");
    }
}

/// Moments that differ are all that is needed: Knuth's multiplier for 64 bits.
struct Moments(u64);

impl Moments {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0 >> 33
    }
}

/// A journal whose header is in place, which SQLite writes last: the kill came while the store itself was written to.
fn has_hot_journal(vault: &Path) -> bool {
    std::fs::read(vault.join("vault.db-journal")).is_ok_and(|bytes| bytes.first().is_some_and(|first| *first != 0))
}

/// A backup that is not in its place yet.
fn has_half_a_backup(vault: &Path) -> bool {
    files_in(vault.parent().expect("a folder")).iter().any(|file| is_half(file))
}

fn is_half(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "part")
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn found(office: &Office, query: &str) -> u32 {
    office.read(|desk| known(desk, query)).expect("a list")
}

fn facts_and_drafts(office: &Office, _: &Path, said: &[String], kill: u32) {
    let facts: Vec<_> = said.iter().filter(|line| line.starts_with("fact")).collect();
    let (acknowledged, kept) = (u32::try_from(facts.len()).expect("few"), found(office, "fact"));
    // A fact may be on the disk whose line was not out yet: at most one a kill.
    assert!((acknowledged..=acknowledged + kill + 1).contains(&kept), "kill {kill}: {acknowledged} said, {kept} kept");
    if let Some(last) = facts.last() {
        assert_eq!(found(office, last), 1, "kill {kill}: the last fact is there");
    }
    if let Some(draft) = said.iter().rev().find(|line| line.starts_with("draft")) {
        let page = office.read(|desk| desk.participant_page(ParticipantId(1))).expect("a page");
        let kept = page.draft.expect("a draft").content.answers["wish"].clone();
        assert!(newer_or_same(kept.expose(), draft), "kill {kill}: an older draft came back");
    }
}

/// A draft of the same process with the same or a later count, or of a later process.
fn newer_or_same(kept: &str, said: &str) -> bool {
    let count = |text: &str| -> Vec<u64> { text.split(' ').filter_map(|word| word.parse().ok()).collect() };
    let (kept, said) = (count(kept), count(said));
    kept.first() != said.first() || kept >= said
}

fn whole_imports(office: &Office, _: &Path, said: &[String], kill: u32) {
    for import in said {
        assert_eq!(found(office, import), IMPORTED, "kill {kill}: {import} was said to be saved");
    }
    let kept = found(office, "import");
    assert_eq!(kept % IMPORTED, 0, "kill {kill}: no import is there in part");
    let most = u32::try_from(said.len()).expect("few") + kill + 1;
    assert!(kept / IMPORTED <= most, "kill {kill}: at most one import a kill was not said");
}

/// The passphrase opened the vault already, and a code that was due was made; so the last code shown opens it.
fn a_way_in(_: &Office, vault: &Path, said: &[String], kill: u32) {
    if let Some(code) = said.iter().rev().find_map(|line| line.strip_prefix("code ")) {
        let opened = VaultFolder::at(vault).unlock(Secret::Recovery(&Guarded::from(code)), &NoDeviceStore);
        assert!(opened.is_ok(), "kill {kill}: the code on the sheet opens the vault");
    }
}

/// Every backup that is in its place opens, and the last that was said to be made is there.
fn whole_backups(office: &Office, vault: &Path, said: &[String], kill: u32) {
    let folder = vault.parent().expect("a folder");
    let made: Vec<_> =
        files_in(folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "tomarigi")).collect();
    for half in files_in(folder).iter().filter(|file| is_half(file)) {
        // The next kill must not be counted by what this one left.
        std::fs::remove_file(half).expect("it is there");
    }
    for backup in &made {
        rehearsal::check_backup(office, backup).unwrap_or_else(|error| panic!("kill {kill}: a backup: {error}"));
    }
    if let Some(last) = said.last() {
        assert!(made.contains(&folder.join(last)) || made.len() > 1, "kill {kill}: {last} is gone");
    }
}

/// Who was said to be erased does not come back; who was just being erased is there or not.
fn nobody_erased(office: &Office, _: &Path, said: &[String], kill: u32) {
    for name in said {
        assert_eq!(found(office, name), 0, "kill {kill}: {name} came back");
    }
    assert!(found(office, "erased") <= kill + 1, "kill {kill}");
    assert_eq!(found(office, "the first"), 1, "kill {kill}: nobody else is erased");
}

/// Every contact that was said to be kept is there to be completed, and no tap is missing. What comes up after the kill is
/// the lock and nothing of the event.
fn whole_contacts(office: &Office, vault: &Path, said: &[String], kill: u32) {
    let afresh = rehearsal::office(vault);
    assert_eq!(afresh.stage_now(), Stage::Locked, "kill {kill}: it begins locked");
    assert!(
        afresh.event_screen().is_err() && afresh.take_contact(&nobody()).is_err(),
        "kill {kill}: event mode is over"
    );
    assert_eq!(office.stage_now(), Stage::Open, "kill {kill}: whoever unlocks is not at the event");

    let (contacts, activities) =
        office.read(|desk| Ok((desk.quick_contacts()?, desk.activities_of(None)?.activities))).expect("what was kept");
    // EXPOSE: made up here.
    let kept: Vec<_> = contacts.iter().map(|(_, contact)| contact.name.expose().as_str()).collect();
    let said_taps = said.iter().filter(|line| *line == "tap").count();
    for name in said.iter().filter(|line| *line != "tap") {
        assert_eq!(kept.iter().filter(|known| **known == name).count(), 1, "kill {kill}: {name}");
    }
    let taps: u32 = activities.iter().flat_map(|event| &event.activity.heads).map(|(_, heads)| heads).sum();
    let (taps, most) =
        (usize::try_from(taps).expect("a count"), said_taps + 1 + usize::try_from(kill).expect("a count"));
    assert!((said_taps..=most).contains(&taps), "kill {kill}: {taps} taps, {said_taps} were said to be kept");
}

fn nobody() -> EnteredQuickContact {
    let (name, value) = (Guarded::from("nobody"), Guarded::from("080-0000-0002"));
    EnteredQuickContact { name, way: String::from("phone"), value, language: String::from("en"), agreed: true }
}

#[test]
fn killed_at_an_event_it_begins_locked_and_has_every_contact() {
    let scene =
        Scene { work: "event", milliseconds: 150, kills_a_vault: 125, hit: has_hot_journal, check: whole_contacts };
    scene.run(sample(250, 16));
}

#[test]
fn killed_amid_edits_it_loses_nothing_that_was_said_to_be_saved() {
    let scene =
        Scene { work: "facts", milliseconds: 120, kills_a_vault: 125, hit: has_hot_journal, check: facts_and_drafts };
    scene.run(sample(500, 120));
}

#[test]
fn killed_amid_an_import_it_has_all_of_it_or_none() {
    let scene =
        Scene { work: "imports", milliseconds: 400, kills_a_vault: 25, hit: has_hot_journal, check: whole_imports };
    scene.run(sample(500, 40));
}

#[test]
fn killed_amid_a_change_of_keys_it_leaves_a_way_in() {
    let scene = Scene { work: "keys", milliseconds: 900, kills_a_vault: 125, hit: has_hot_journal, check: a_way_in };
    scene.run(sample(250, 20));
}

#[test]
fn killed_amid_a_backup_it_leaves_no_backup_that_does_not_open() {
    let scene =
        Scene { work: "backups", milliseconds: 900, kills_a_vault: 50, hit: has_half_a_backup, check: whole_backups };
    scene.run(sample(500, 16));
}

#[test]
fn killed_amid_an_erasure_nobody_comes_back_and_nobody_else_goes() {
    let scene =
        Scene { work: "erasures", milliseconds: 600, kills_a_vault: 50, hit: has_hot_journal, check: nobody_erased };
    scene.run(sample(250, 16));
}
