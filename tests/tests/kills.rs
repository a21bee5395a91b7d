//! Killed at any moment, the program loses nothing that it said was saved.
//!
//! The test runs itself as the child: it writes facts and drafts and prints a line after each one is said to be saved;
//! the parent kills it at a random moment, opens the vault, and looks for every line.

use std::{
    env,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    time::Duration,
};

use casework::{ids::ParticipantId, names::NameKind};
use guarded::Guarded;
use office::{NewName, NewParticipant, Office, Places, SaveDraft, SecretKind, SystemClock};
use store::DraftContent;

const CHILD: &str = "TOMARIGI_TEST_KILL_CHILD";
const KILLS: u32 = 200;
const PASSPHRASE: &str = "a passphrase for a test";

fn office(vault: &Path) -> Office {
    let at = |name: &str| vault.join(name);
    let places = Places { vault: vault.to_owned(), sample: at("sample"), preferences: at("preferences.json") };
    Office::new(places, Arc::new(SystemClock))
}

fn named(name: &str) -> NewParticipant {
    NewParticipant {
        names: vec![NewName { kind: NameKind::Preferred, text: Guarded::from(name) }],
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: Vec::new(),
        first_contact: String::from("2024-05-01"),
        residence: None,
    }
}

/// What the child does until it is killed: a participant, then three saves of the draft of the first participant.
#[test]
fn child() {
    let Some(vault) = env::var_os(CHILD) else { return };
    let office = office(Path::new(&vault));
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the vault opens");
    println!("ready");
    for turn in 0.. {
        let name = format!("fact-{}-{turn}-end", std::process::id());
        office.write(|desk| desk.add_participant(&named(&name), true)).expect("a fact");
        println!("saved {name}");
        for save in 0..3 {
            let text = format!("draft {} {turn} {save}", std::process::id());
            office.write(|desk| save_draft(desk, &text)).expect("a draft");
            println!("saved {text}");
        }
    }
}

fn save_draft(desk: &office::WritingDesk<'_>, text: &str) -> Result<(), office::OfficeError> {
    let draft = desk.open_interview(ParticipantId(1))?.draft;
    let answers = [(String::from("wish"), Guarded::from(text))].into();
    let content = DraftContent { answers, focus: String::from("wish"), held_on: String::from("2024-0") };
    desk.save_draft(&SaveDraft { draft: draft.id, revision: draft.revision, content }).map(drop)
}

fn start_child(vault: &Path) -> (Child, Receiver<String>) {
    let mut child = Command::new(env::current_exe().expect("this test"))
        .args(["child", "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, vault)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a child");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
    (child, receiver)
}

/// Kills a child after some milliseconds of work and returns what it said was saved.
fn killed_after(vault: &Path, milliseconds: u64) -> Vec<String> {
    let (mut child, lines) = start_child(vault);
    while !lines.recv().expect("the child opens the vault after the kill before").ends_with("ready") {}
    std::thread::sleep(Duration::from_millis(milliseconds));
    child.kill().expect("the child is killed");
    child.wait().expect("the child is gone");
    lines.iter().filter_map(|line| Some(line.split_once("saved ")?.1.to_owned())).collect()
}

fn run(folder: &Path, kills: u32, mut random: impl FnMut() -> u64) -> (usize, u32) {
    let vault: PathBuf = folder.join("vault");
    let fresh = office(&vault);
    fresh.create_sample(&Guarded::from(PASSPHRASE)).expect("a vault");
    fresh.write(|desk| desk.add_participant(&named("the first"), true)).expect("a participant");
    drop(fresh);
    let (mut facts, mut hot) = (Vec::new(), 0);
    for kill in 0..kills {
        let said = killed_after(&vault, random() % 120);
        hot += u32::from(has_hot_journal(&vault));
        facts.extend(said.iter().filter(|line| line.starts_with("fact")).cloned());
        let newest_draft = said.iter().rev().find(|line| line.starts_with("draft"));
        check(&vault, &facts, newest_draft, kill);
    }
    (facts.len(), hot)
}

/// A journal with its header in place: the kill came in the middle of a write.
fn has_hot_journal(vault: &Path) -> bool {
    std::fs::read(vault.join("vault.db-journal")).is_ok_and(|bytes| bytes.first().is_some_and(|first| *first != 0))
}

fn check(vault: &Path, facts: &[String], draft: Option<&String>, kill: u32) {
    let office = office(vault);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the vault opens and verifies");
    let known = |query: &str| {
        office.read(|desk| desk.people(&Guarded::from(query), store::Order::Name, 0, 1)).expect("a list").0
    };
    let (acknowledged, kept) = (u32::try_from(facts.len()).expect("few"), known("fact"));
    // A fact may be on the disk whose line was not out yet: at most one a kill.
    assert!((acknowledged..=acknowledged + kill + 1).contains(&kept), "kill {kill}: {acknowledged} said, {kept} kept");
    if let Some(last) = facts.last() {
        assert_eq!(known(last), 1, "kill {kill}: the last fact is there");
    }
    if let Some(draft) = draft {
        let page = office.read(|desk| desk.participant_page(ParticipantId(1))).expect("a page");
        let kept = page.draft.expect("a draft").content.answers["wish"].clone();
        assert!(kept.expose() >= draft || kept.expose().len() > draft.len(), "kill {kill}: an older draft came back");
    }
}

#[test]
fn two_hundred_kills_lose_nothing_that_was_said_to_be_saved() {
    let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let seeds = [1_u64, 2];

    let done: Vec<_> = std::thread::scope(|scope| {
        let runs = folders.iter().zip(seeds).map(|(folder, mut seed)| {
            scope.spawn(move || {
                run(folder.path(), KILLS / 2, move || {
                    // Knuth's multiplier for 64 bits: moments that differ are all that is needed.
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    seed >> 33
                })
            })
        });
        runs.collect::<Vec<_>>().into_iter().map(|run| run.join().expect("no run panics")).collect()
    });

    let (facts, hot) = done.iter().fold((0, 0), |(facts, hot), (f, h)| (facts + f, hot + h));
    println!("{KILLS} kills, {facts} facts said to be saved, 0 lost, {hot} kills in the middle of a write");
    assert!(facts > 100 && hot > 10, "the aim: kills must hit writes ({facts} facts, {hot} hot journals)");
}
