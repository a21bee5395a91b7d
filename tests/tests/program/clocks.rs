//! Clocks that jump: the vault still locks itself, the journal keeps its order, and nothing is deleted because of a
//! date.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use acceptance::{
    program::{Running, binary},
    rehearsal::{self, PASSPHRASE, State, named},
};
use chrono::{DateTime, FixedOffset, TimeDelta};
use guarded::Guarded;
use office::{Clock, FixedClock, Office, Places, SecretKind, Stage};
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use vault::{NoDeviceStore, Secret, VaultFolder};

/// A clock that a test sets.
struct SetClock(Mutex<FixedClock>);

impl SetClock {
    fn at(moment: &str) -> Arc<Self> {
        let now = DateTime::parse_from_rfc3339(moment).expect("a moment");
        Arc::new(Self(Mutex::new(FixedClock { now, elapsed: Duration::from_secs(1000) })))
    }

    /// Sets the wall clock, whose second passes as any other.
    fn jump_to(&self, moment: DateTime<FixedOffset>) {
        let mut clock = self.0.lock().expect("the clock");
        clock.now = moment;
        clock.elapsed += Duration::from_secs(1);
    }

    fn pass(&self, time: Duration) {
        let mut clock = self.0.lock().expect("the clock");
        clock.now += TimeDelta::from_std(time).expect("a short time");
        clock.elapsed += time;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0.lock().expect("the clock").now
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().expect("the clock").elapsed
    }
}

struct Desk {
    folder: tempfile::TempDir,
    clock: Arc<SetClock>,
    office: Office,
}

const NOW: &str = "2024-06-20T12:00:00+09:00";

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    rehearsal::make(folder.path()).expect("a vault");
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: folder.path().to_owned(), sample: at("sample"), preferences: at("preferences.json") };
    let clock = SetClock::at(NOW);
    let office = Office::with_devices(places, Arc::clone(&clock) as Arc<dyn Clock>, Arc::new(NoDeviceStore));
    let desk = Desk { folder, clock, office };
    desk.unlock();
    desk
}

impl Desk {
    fn unlock(&self) {
        let status = self.office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the vault opens");
        assert_eq!(status.stage, Stage::Open);
        self.office.tick();
    }

    /// Adds somebody on the day that the clock shows.
    fn add(&self, name: &str) {
        let mut participant = named(name);
        participant.first_contact = self.clock.today().to_string();
        self.office.write(|desk| desk.add_participant(&participant, true)).expect("a participant");
    }

    /// Lets nobody be there, a second at a time, for as long as it takes.
    fn wait_until_locked(&self) -> Option<Duration> {
        let begin = self.clock.elapsed();
        (1..=3600).find(|_| {
            self.clock.pass(Duration::from_secs(1));
            self.office.tick()
        })?;
        self.clock.elapsed().checked_sub(begin)
    }
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a moment")
}

/// Where a clock can jump to, and whether that alone locks.
fn jumps() -> Vec<(&'static str, DateTime<FixedOffset>, bool)> {
    vec![
        ("an hour back", moment("2024-06-20T11:00:00+09:00"), true),
        ("a day back", moment("2024-06-19T12:00:00+09:00"), true),
        ("to 1970", moment("1970-01-01T09:00:00+09:00"), true),
        ("an hour ahead", moment("2024-06-20T13:00:00+09:00"), false),
        ("ten years ahead", moment("2034-06-20T12:00:00+09:00"), false),
        ("past the end of 32 bits", moment("2038-01-19T12:14:08+09:00"), false),
        ("past the end of 32 bits without a sign", moment("2106-02-07T15:28:16+09:00"), false),
        ("into summer time", moment("2024-06-20T13:00:01+10:00"), false),
        ("out of summer time", moment("2024-06-20T11:00:01+08:00"), false),
        ("to the other side of the world", moment("2024-06-19T23:00:01-04:00"), false),
    ]
}

#[test]
fn the_lock_still_comes_after_any_jump_of_the_clock() {
    for (name, to, locks) in jumps() {
        let desk = desk();

        desk.clock.jump_to(to);

        assert_eq!(desk.office.tick(), locks, "{name}: only a clock that is set back may hide an absence");
        if locks {
            desk.unlock();
        }
        desk.office.note_activity();
        let waited = desk.wait_until_locked();
        assert_eq!(waited, Some(Duration::from_secs(300)), "{name}: five minutes without anybody, by no wall clock");
        assert_eq!(desk.office.status().stage, Stage::Locked, "{name}");
    }
}

#[test]
fn a_jump_of_the_clock_deletes_nothing() {
    for (name, to, _) in jumps() {
        let desk = desk();
        desk.add("Amal");
        let kept = || desk.office.read(|desk| Ok((desk.day()?.participants, desk.organisation()?.name)));
        let before = kept().expect("a look");

        desk.clock.jump_to(to);
        desk.office.tick();
        desk.office.lock();
        desk.unlock();

        assert_eq!(kept().expect("a look"), before, "{name}");
        let draft = desk.office.read(|desk| desk.participant_page(casework::ids::ParticipantId(1))).expect("a page");
        assert!(draft.draft.is_some(), "{name}: the draft is still there");
        desk.office.lock();
        let state = State::of(desk.folder.path()).expect("it opens by the real clock too");
        assert_eq!(state.participants, before.0, "{name}");
    }
}

/// Number and time of each entry, read with the real key.
fn journal(vault: &Path) -> Vec<(u64, String)> {
    let passphrase = Guarded::from(PASSPHRASE);
    let keys =
        VaultFolder::at(vault).unlock(Secret::Passphrase(&passphrase), &NoDeviceStore).expect("the passphrase fits");
    let store = Connection::open(vault.join("vault.db")).expect("the store is there");
    // EXPOSE: a made-up vault.
    store.pragma_update(None, "key", keys.database_key().expose()).expect("the key is taken");
    let mut rows = store.prepare("SELECT n, at FROM journal ORDER BY n").expect("a journal");
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

#[test]
fn the_journal_is_ordered_by_number_whatever_the_clock_says() {
    let desk = desk();
    let days = ["2024-06-20T12:00:00+09:00", "2024-06-18T12:00:00+09:00", "2034-01-01T12:00:00+09:00", NOW];

    for (n, day) in days.iter().enumerate() {
        desk.clock.jump_to(moment(day));
        if desk.office.tick() {
            desk.unlock();
        }
        desk.add(&format!("person {n}"));
    }
    desk.office.lock();

    let journal = journal(desk.folder.path());
    assert!(journal.iter().zip(1..).all(|((n, _), expected)| *n == expected), "numbers have no gap: {journal:?}");
    let noted: Vec<_> = journal.iter().map(|(_, at)| &at[..10]).collect();
    let expected = days.map(|day| &day[..10]);
    let mut at = 0;
    noted.iter().for_each(|day| at += usize::from(expected.get(at) == Some(day)));
    assert_eq!(at, expected.len(), "the acts stand in the order in which they were done: {noted:?}");
}

/// Starts a program in a world where the computer has been running for years.
fn with_another_boot(program: &Path) -> Command {
    let mut unshare = Command::new("unshare");
    if !rustix::process::geteuid().is_root() {
        unshare.args(["--user", "--map-root-user"]);
    }
    unshare.args(["--time", "--boottime", "300000000", "--monotonic", "300000000", "--fork", "--kill-child"]);
    unshare.arg(program);
    unshare
}

#[test]
fn the_real_program_works_whatever_the_zone_and_however_long_the_computer_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    rehearsal::make(&vault).expect("a vault");
    let program = binary().expect("it builds");
    for zone in ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "UTC", "No/Where"] {
        let mut command = with_another_boot(program);
        command.args(["verify", "--json", "--vault"]).arg(&vault).env("TZ", zone);
        let mut child = Running::start(command.stdin(Stdio::piped()).stdout(Stdio::piped())).expect("unshare");
        let mut stdin = child.child().stdin.take().expect("its input");
        std::io::Write::write_all(&mut stdin, format!("{PASSPHRASE}\n").as_bytes()).expect("it reads");
        drop(stdin);
        let said = std::io::read_to_string(child.child().stdout.take().expect("its output")).expect("text");
        assert!(said.contains("\"whole\":true"), "{zone}: {said}");
    }
}

/// A real program, real clocks, a real sleep: as long as it takes to count as one.
#[test]
fn the_real_program_locks_after_a_sleep_however_long_the_computer_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    rehearsal::make(&vault).expect("a vault");
    let mut command = with_another_boot(Path::new(env!("CARGO_BIN_EXE_rehearse")));
    command.args(["watch", "the-clock"]).arg(&vault).stdout(Stdio::piped());
    let mut child = Running::start(&mut command).expect("unshare");
    let mut lines = BufReader::new(child.child().stdout.take().expect("its output")).lines().map_while(Result::ok);
    let ready = lines.next().expect("it opens the vault");
    let watcher = child_of(child.id()).expect("unshare has a child");
    let boot: u64 = ready.strip_prefix("ready ").and_then(|seconds| seconds.parse().ok()).expect("its clock");
    assert!(boot >= 300_000_000, "it lives in another time: {boot}");

    kill_process(watcher, Signal::STOP).expect("it stops");
    std::thread::sleep(Duration::from_secs(11));
    kill_process(watcher, Signal::CONT).expect("it goes on");

    assert_eq!(lines.next().as_deref(), Some("locked"));
}

fn child_of(process: u32) -> Option<Pid> {
    let children = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children")).ok()?;
    Pid::from_raw(children.split_whitespace().next()?.parse().ok()?)
}
