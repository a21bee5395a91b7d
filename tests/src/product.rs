//! The product as it is delivered: no driver, a private page, a keyboard.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{
    program::{Home, Running, binary},
    window::{Screen, WindowError},
};

/// Building, drawing and key derivation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);
const GLANCE: Duration = Duration::from_millis(5);

/// The running program, on a screen of its own.
#[derive(Debug)]
pub struct Product {
    program: Running,
    vault: PathBuf,
    /// Where it draws.
    pub screen: Screen,
}

impl Product {
    /// Starts it on the vault of a home, with changes to how it is started.
    ///
    /// # Errors
    /// When a program is missing.
    pub fn start(home: &Home, change: impl FnOnce(&mut Command)) -> Result<Self, WindowError> {
        Self::start_by(&[], home, change)
    }

    /// The same by a command that replaces itself by it, such as `setpriv`.
    ///
    /// # Errors
    /// When a program is missing.
    pub fn start_by(by: &[&str], home: &Home, change: impl FnOnce(&mut Command)) -> Result<Self, WindowError> {
        let mut command = home.command(by.first().map_or(binary()?.as_os_str(), |by| by.as_ref()));
        if let [_, rest @ ..] = by {
            command.args(rest).arg(binary()?);
        }
        Self::run(home.vault(), command, change)
    }

    /// Starts it with the sample organisation.
    ///
    /// # Errors
    /// When a program is missing.
    pub fn start_sample(home: &Home) -> Result<Self, WindowError> {
        let mut command = home.command(binary()?);
        command.arg("sample");
        Self::run(home.vault().with_file_name("sample"), command, |_| {})
    }

    fn run(vault: PathBuf, mut command: Command, change: impl FnOnce(&mut Command)) -> Result<Self, WindowError> {
        let screen = Screen::start()?;
        // The buses of the machine are nobody's business here.
        command.env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere").stdout(Stdio::null()).stderr(Stdio::null());
        change(&mut command);
        let program = Running::start(screen.lend(&mut command))?;
        Ok(Self { program, vault, screen })
    }

    /// Its process, which stays the same when it starts afresh.
    pub fn process(&self) -> u32 {
        self.program.id()
    }

    /// The processes of its page.
    pub fn page(&self) -> Vec<u32> {
        children(self.process()).into_iter().filter(|child| name(*child).starts_with("WebKit")).collect()
    }

    /// The one process of its page that holds what is shown.
    ///
    /// # Errors
    /// [`WindowError::NotRunning`].
    pub fn page_content(&self) -> Result<u32, WindowError> {
        let mut page = self.page().into_iter();
        page.find(|process| name(*process).starts_with("WebKitWeb")).ok_or(WindowError::NotRunning)
    }

    /// Whether it still runs.
    pub fn is_running(&self) -> bool {
        // While it replaces itself its first thread has ended and another one has not.
        State::of(self.process()).is_some_and(|state| state.letter != "Z" || state.threads > 1)
    }

    /// Whether its vault is open: whether the store is locked against others, as everybody may see.
    pub fn is_open(&self) -> bool {
        // The kernel hands its list over in pieces, and a piece misses a lock when others go meanwhile (three readings in
        // a hundred did, with three processes that lock and unlock): one that is in any of a few readings is held.
        (0..5).any(|_| holds_store(self.process(), &self.vault))
    }

    /// The folder of its vault.
    pub fn vault(&self) -> &Path {
        &self.vault
    }

    /// Waits for the window and gives it the keyboard; returns its number.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub fn focus(&self) -> Result<String, WindowError> {
        let mut found = String::new();
        until("the window", || {
            if !self.is_running() {
                return Err(WindowError::NotRunning);
            }
            // One that is just being replaced may be gone again when it is asked for.
            let window = self.screen.xdotool(&["search", "--onlyvisible", "--name", "^Tomarigi$"]).unwrap_or_default();
            let last = window.lines().last().unwrap_or_default().to_owned();
            let focused = !last.is_empty() && self.screen.xdotool(&["windowfocus", "--sync", &last]).is_ok();
            found = last;
            Ok(focused)
        })?;
        Ok(found)
    }

    /// Types the passphrase until the vault is open.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub fn unlock(&self, passphrase: &str) -> Result<(), WindowError> {
        until("the vault is open", || {
            self.focus()?;
            self.screen.at_rest()?;
            self.press(&["ctrl+a"])?;
            self.screen.enter(passphrase)?;
            Ok(within(Duration::from_secs(15), || self.is_open()).is_some())
        })?;
        self.screen.at_rest()
    }

    /// Presses keys, one after the other.
    ///
    /// # Errors
    /// When xdotool fails.
    pub fn press(&self, keys: &[&str]) -> Result<(), WindowError> {
        self.screen.xdotool(&[&["key"], keys].concat()).map(drop)
    }

    /// Presses the keys that lock, and waits until the vault is closed.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub fn lock(&self) -> Result<(), WindowError> {
        until("the vault is locked", || {
            self.press(&["ctrl+l"])?;
            Ok(within(Duration::from_secs(5), || !self.is_open()).is_some())
        })
    }
}

/// Waits until it is so; acts again and again.
///
/// # Errors
/// [`WindowError::InVain`].
pub fn until(what: &str, mut act: impl FnMut() -> Result<bool, WindowError>) -> Result<(), WindowError> {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if act()? {
            return Ok(());
        }
        std::thread::sleep(GLANCE);
    }
    Err(WindowError::InVain { what: what.to_owned(), shown: String::from("(no driver is there to ask)") })
}

/// Returns how long it took until it was so; `None` when it was not within the time.
pub fn within(time: Duration, so: impl Fn() -> bool) -> Option<Duration> {
    let begin = Instant::now();
    while begin.elapsed() < time {
        if so() {
            return Some(begin.elapsed());
        }
        std::thread::sleep(GLANCE);
    }
    None
}

/// Sends a signal to a process, which may have ended by itself.
pub fn signal(process: u32, signal: Signal) {
    if let Some(id) = i32::try_from(process).ok().and_then(Pid::from_raw) {
        let _ = kill_process(id, signal);
    }
}

/// Whether a process has locked the store of a vault, by one reading of the kernel's list.
pub fn holds_store(process: u32, vault: &Path) -> bool {
    let Ok(store) = fs::metadata(vault.join("vault.db")) else { return false };
    let held = fs::read_to_string("/proc/locks").unwrap_or_default();
    let (process, file) = (process.to_string(), format!(":{}", store.ino()));
    held.lines().any(|lock| {
        let mut words = lock.split_whitespace();
        words.any(|word| word == process) && words.any(|word| word.ends_with(&file))
    })
}

/// The processes that a process has started and that have not ended.
pub fn children(process: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |state: State| state.parent == process && state.letter != "Z";
    numbers.filter(|number| State::of(*number).is_some_and(is_child)).collect()
}

/// Whether a process has let go of its files and locks.
pub fn has_ended(process: u32) -> bool {
    State::of(process).is_none_or(|state| state.letter == "Z")
}

fn name(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default().trim().to_owned()
}

/// What the system says of a process.
struct State {
    letter: String,
    parent: u32,
    threads: u32,
}

impl State {
    fn of(process: u32) -> Option<Self> {
        let state = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name may hold anything, so what counts begins behind its bracket.
        let words: Vec<_> = state.rsplit_once(')')?.1.split_whitespace().collect();
        let number = |at: usize| words.get(at)?.parse().ok();
        Some(Self { letter: (*words.first()?).to_owned(), parent: number(1)?, threads: number(17)? })
    }
}
