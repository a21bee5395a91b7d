//! The real GNOME Keyring on a session bus of its own, in every state that it can be found in.
//!
//! Each test runs itself a second time, inside such a session. It needs the programs `dbus-daemon` and
//! `gnome-keyring-daemon`, and ends what it started.
#![cfg(target_os = "linux")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use guarded::Guarded;
use tempfile::TempDir;
use vault::{
    ChangeError, CredentialFault, DeviceItem, DeviceStore, DeviceTrace, KdfCost, NoDeviceStore, OpenKeys, OpenedBy,
    OsDeviceStore, RecoveryCode, Secret, SlotId, UnlockError, VaultFolder, VaultId,
};

const PASSPHRASE: &str = "grau Möwen zählen 41";
const VAULT: VaultId = VaultId::from_bytes([7; 16]);

/// How the keyring is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keyring {
    /// There is not even a bus.
    NoBus,
    /// It runs and is open.
    Open,
    /// It runs, and the keyring of the account is locked.
    Locked,
    /// It was never set up: it starts when it is asked, and has no keyring.
    Unused,
}

/// Tells the test that it runs inside.
const INSIDE: &str = "VAULT_TEST_SESSION";

/// Runs `rules` in a process of its own, whose session has the keyring in this state.
fn in_session(test: &str, keyring: Keyring, rules: impl FnOnce(&Path)) {
    if let Some(home) = env::var_os(INSIDE) {
        return rules(Path::new(&home));
    }
    let session = Session::start(keyring);
    let mut inside = session.command(env::current_exe().expect("this test"));
    let inside = inside.args([test, "--exact", "--nocapture"]).stderr(Stdio::piped());
    let output = inside.output().expect("the test starts again");

    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

/// A home and a session bus; what runs in it ends with it.
struct Session {
    home: TempDir,
    address: String,
    running: Vec<Child>,
}

impl Session {
    fn start(keyring: Keyring) -> Self {
        let home = tempfile::tempdir().expect("a home");
        fs::create_dir(home.path().join("run")).expect("an empty home");
        let address = format!("unix:path={}", home.path().join("bus").display());
        let mut session = Self { home, address, running: Vec::new() };
        session.place_prompter();
        if keyring != Keyring::NoBus {
            session.start_bus();
        }
        match keyring {
            Keyring::NoBus | Keyring::Unused => {}
            Keyring::Open => session.start_keyring(&["--unlock"]),
            Keyring::Locked => {
                session.start_keyring(&["--unlock"]);
                session.fill();
                session.end_last();
                session.start_keyring(&[]);
            }
        }
        session
    }

    /// In the place of the dialog that asks for the password of the keyring: somebody who never answers, or nobody.
    fn place_prompter(&self) {
        let services = self.home.path().join("data/dbus-1/services");
        fs::create_dir_all(&services).expect("an empty home");
        let script = self.home.path().join("prompter.sh");
        let waits = "#!/bin/sh\n[ -e \"$HOME/prompt\" ] || exit 1\necho $$ > \"$HOME/prompter.pid\"\nexec sleep 30\n";
        fs::write(&script, waits).expect("an empty home");
        for name in ["SystemPrompter", "PrivatePrompter"] {
            let service = format!("org.gnome.keyring.{name}");
            let text = format!("[D-BUS Service]\nName={service}\nExec=/bin/sh {}\n", script.display());
            fs::write(services.join(service).with_added_extension("service"), text).expect("an empty home");
        }
    }

    fn start_bus(&mut self) {
        let mut bus = self.command("dbus-daemon");
        let arguments = ["--session", "--nofork", "--nopidfile", "--print-address"];
        let bus = bus.args(arguments).arg(format!("--address={}", self.address)).stdout(Stdio::piped());
        let mut bus = bus.spawn().expect("dbus-daemon is installed");
        let mut line = String::new();
        BufReader::new(bus.stdout.take().expect("piped")).read_line(&mut line).expect("the bus says its address");
        assert!(line.starts_with("unix:path="), "{line}");
        fs::write(self.home.path().join("bus.pid"), bus.id().to_string()).expect("the home is there");
        self.running.push(bus);
    }

    fn start_keyring(&mut self, arguments: &[&str]) {
        let mut keyring = self.command("gnome-keyring-daemon");
        let keyring = keyring.args(["--foreground", "--components=secrets"]).args(arguments);
        let mut keyring = keyring.stdin(Stdio::piped()).spawn().expect("gnome-keyring-daemon is installed");
        keyring.stdin.take().expect("piped").write_all(b"the password of the account").expect("it reads");
        self.running.push(keyring);
        self.until("GetNameOwner", |answer| answer.success());
    }

    /// Something of ours is in the keyring before it is locked.
    fn fill(&self) {
        let mut inside = self.command(env::current_exe().expect("this test"));
        let done = inside.args(["something_is_kept_for_later", "--exact"]).output().expect("the test starts again");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    }

    fn end_last(&mut self) {
        let mut ended = self.running.pop().expect("it was started");
        ended.kill().and_then(|()| ended.wait()).expect("it was running");
        self.until("GetNameOwner", |answer| !answer.success());
    }

    /// Asks the bus about the owner of the Secret Service until the answer is right.
    fn until(&self, question: &str, is_right: impl Fn(std::process::ExitStatus) -> bool) {
        let begun = Instant::now();
        loop {
            let mut ask = self.command("dbus-send");
            ask.args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]);
            ask.arg(format!("org.freedesktop.DBus.{question}")).arg("string:org.freedesktop.secrets");
            let answer = ask.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("dbus-send is installed");
            if is_right(answer) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "the Secret Service does not come or go");
        }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        for gone in ["DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL", "DBUS_STARTER_ADDRESS"] {
            command.env_remove(gone);
        }
        command.env("HOME", home).env("XDG_RUNTIME_DIR", home.join("run")).env("XDG_DATA_HOME", home.join("data"));
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address).env(INSIDE, home).stderr(Stdio::null());
        command
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Ok(prompter) = fs::read_to_string(self.home.path().join("prompter.pid")) {
            let _ = Command::new("kill").arg(prompter.trim()).status();
        }
        for child in self.running.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

struct Home {
    path: PathBuf,
    folder: VaultFolder,
    keys: OpenKeys,
    code: RecoveryCode,
    slot: SlotId,
}

impl Home {
    /// A vault in the home of the session.
    fn with_vault(home: &Path) -> Self {
        let path = home.join("vault");
        let folder = VaultFolder::at(&path);
        let (keys, code) = folder.create(&PASSPHRASE.into(), KdfCost::FLOOR).expect("an empty folder");
        let OpenedBy::Passphrase(slot) = keys.opened_by() else { panic!("its first passphrase") };
        Self { path, folder, keys, code, slot }
    }

    fn bind(&self) -> Result<(), ChangeError> {
        self.folder.bind_device(&self.keys, self.slot, &PASSPHRASE.into(), &OsDeviceStore)
    }

    fn unlock(&self) -> Result<OpenKeys, UnlockError> {
        self.folder.unlock(Secret::Passphrase(&PASSPHRASE.into()), &OsDeviceStore)
    }

    /// The recovery code opens, and nothing was written or made in the meantime.
    fn code_opens_and_nothing_changed(&self, before: &[Vec<u8>; 2]) {
        let opened = self.folder.unlock(Secret::Recovery(self.code.text()), &OsDeviceStore).expect("the right code");
        assert_eq!(opened.database_key(), self.keys.database_key());
        assert_eq!(&self.copies(), before);
        assert_eq!(fs::read_dir(&self.path).expect("the folder").count(), 2, "no new vault");
    }

    fn copies(&self) -> [Vec<u8>; 2] {
        ["vault.keys", "vault.keys.copy"].map(|name| fs::read(self.path.join(name)).expect("both copies"))
    }
}

fn bytes() -> Guarded<Vec<u8>> {
    Guarded::new((0..=255).collect())
}

fn read() -> Result<Guarded<Vec<u8>>, CredentialFault> {
    OsDeviceStore.read(VAULT, DeviceItem::Head)
}

#[test]
fn something_is_kept_for_later() {
    in_session("something_is_kept_for_later", Keyring::Open, |_| {
        OsDeviceStore.write(VAULT, DeviceItem::Head, &bytes()).unwrap();
    });
}

#[test]
fn an_open_keyring_keeps_any_bytes_and_forgets_them() {
    in_session("an_open_keyring_keeps_any_bytes_and_forgets_them", Keyring::Open, |_| {
        assert_eq!(read(), Err(CredentialFault::NothingThere));
        OsDeviceStore.write(VAULT, DeviceItem::Head, &Guarded::new(vec![1])).unwrap();
        OsDeviceStore.write(VAULT, DeviceItem::Head, &bytes()).unwrap();

        assert_eq!(read(), Ok(bytes()), "the second took the place of the first");
        assert_eq!(OsDeviceStore.read(VAULT, DeviceItem::Secret), Err(CredentialFault::NothingThere));
        OsDeviceStore.remove(VAULT, DeviceItem::Head).unwrap();
        assert_eq!(OsDeviceStore.remove(VAULT, DeviceItem::Head), Err(CredentialFault::NothingThere));
    });
}

#[test]
fn a_bound_vault_opens_here_and_with_the_code_when_the_keyring_was_wiped() {
    in_session("a_bound_vault_opens_here_and_with_the_code_when_the_keyring_was_wiped", Keyring::Open, |home| {
        let home = Home::with_vault(home);
        home.bind().unwrap();
        let before = home.copies();
        let vault = home.keys.vault_id();

        assert_eq!(home.unlock().unwrap().database_key(), home.keys.database_key());
        OsDeviceStore.write(vault, DeviceItem::Secret, &Guarded::new(vec![9; 32])).unwrap();
        let nothing = UnlockError::Credential(CredentialFault::NothingThere);
        assert_eq!(home.unlock().unwrap_err(), nothing, "the secret of another time");
        OsDeviceStore.remove(vault, DeviceItem::Secret).unwrap();
        assert_eq!(home.unlock().unwrap_err(), nothing, "and never a first start");
        home.code_opens_and_nothing_changed(&before);
    });
}

#[test]
fn a_vault_that_is_no_longer_bound_leaves_nothing_in_the_keyring() {
    in_session("a_vault_that_is_no_longer_bound_leaves_nothing_in_the_keyring", Keyring::Open, |home| {
        let home = Home::with_vault(home);
        home.bind().unwrap();

        let trace = home.folder.unbind_device(&home.keys, home.slot, &PASSPHRASE.into(), &OsDeviceStore);

        assert_eq!(trace, Ok(DeviceTrace::Removed));
        let left = OsDeviceStore.read(home.keys.vault_id(), DeviceItem::Secret);
        assert_eq!(left, Err(CredentialFault::NothingThere));
        assert!(home.folder.unlock(Secret::Passphrase(&PASSPHRASE.into()), &NoDeviceStore).is_ok());
    });
}

#[test]
fn without_a_bus_there_is_no_store() {
    in_session("without_a_bus_there_is_no_store", Keyring::NoBus, |home| {
        let home = Home::with_vault(home);
        let before = home.copies();

        assert_eq!(read(), Err(CredentialFault::NoStore));
        assert_eq!(home.bind(), Err(ChangeError::Credential(CredentialFault::NoStore)));
        home.code_opens_and_nothing_changed(&before);
        assert!(home.unlock().is_ok(), "a slot that is not bound asks no store");
    });
}

#[test]
fn a_locked_keyring_is_locked_and_not_empty() {
    in_session("a_locked_keyring_is_locked_and_not_empty", Keyring::Locked, |home| {
        let home = Home::with_vault(home);
        let before = home.copies();
        let begun = Instant::now();

        assert_eq!(read(), Err(CredentialFault::Locked));
        assert_eq!(OsDeviceStore.write(VAULT, DeviceItem::Head, &bytes()), Err(CredentialFault::Locked));
        assert_eq!(OsDeviceStore.remove(VAULT, DeviceItem::Head), Err(CredentialFault::Locked));
        assert!(begun.elapsed() < Duration::from_secs(10));
        assert_eq!(home.bind(), Err(ChangeError::Credential(CredentialFault::Locked)));
        home.code_opens_and_nothing_changed(&before);
    });
}

#[test]
fn a_dialog_that_nobody_answers_is_not_waited_for() {
    in_session("a_dialog_that_nobody_answers_is_not_waited_for", Keyring::Locked, |home| {
        fs::write(home.join("prompt"), "").unwrap();
        let begun = Instant::now();

        let answer = read();

        assert_eq!(answer, Err(CredentialFault::Locked));
        let waited = begun.elapsed();
        assert!(waited < Duration::from_secs(6), "{waited:?}");
        assert!(home.join("prompter.pid").exists(), "somebody was asked");
    });
}

#[test]
fn a_keyring_that_was_never_set_up_holds_nothing_and_takes_nothing() {
    in_session("a_keyring_that_was_never_set_up_holds_nothing_and_takes_nothing", Keyring::Unused, |home| {
        let home = Home::with_vault(home);
        let before = home.copies();

        assert_eq!(read(), Err(CredentialFault::NothingThere));
        assert_eq!(OsDeviceStore.write(VAULT, DeviceItem::Head, &bytes()), Err(CredentialFault::NoStore));
        assert_eq!(home.bind(), Err(ChangeError::Credential(CredentialFault::NoStore)));
        home.code_opens_and_nothing_changed(&before);
    });
}

#[test]
fn a_bus_that_dies_is_noticed_and_one_that_comes_back_is_used() {
    in_session("a_bus_that_dies_is_noticed_and_one_that_comes_back_is_used", Keyring::Open, |home| {
        let vault = Home::with_vault(home);
        vault.bind().unwrap();
        let before = vault.copies();
        let bus = fs::read_to_string(home.join("bus.pid")).unwrap();

        assert!(Command::new("kill").args(["-KILL", &bus]).status().unwrap().success());

        assert_eq!(vault.unlock().unwrap_err(), UnlockError::Credential(CredentialFault::NoStore));
        vault.code_opens_and_nothing_changed(&before);
        let _again = come_back(home);
        let begun = Instant::now();
        while vault.unlock().is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "the store must be asked anew at each call");
        }
    });
}

/// Starts a bus in the place of the dead one, with the same keyring.
fn come_back(home: &Path) -> [Ended; 2] {
    let address = env::var("DBUS_SESSION_BUS_ADDRESS").expect("set for this test");
    let _ = fs::remove_file(home.join("bus"));
    let mut bus = Command::new("dbus-daemon");
    bus.args(["--session", "--nofork", "--nopidfile", "--print-address"]).arg(format!("--address={address}"));
    let mut bus = bus.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("dbus-daemon is installed");
    let mut line = String::new();
    BufReader::new(bus.stdout.take().expect("piped")).read_line(&mut line).expect("the bus says its address");
    let mut keyring = Command::new("gnome-keyring-daemon");
    keyring.args(["--foreground", "--components=secrets", "--unlock"]).stdin(Stdio::piped()).stderr(Stdio::null());
    let mut keyring = keyring.stdout(Stdio::null()).spawn().expect("gnome-keyring-daemon is installed");
    keyring.stdin.take().expect("piped").write_all(b"the password of the account").expect("it reads");
    [Ended(keyring), Ended(bus)]
}

/// A program that ends with this.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
