//! The real program in a window, beside the least window that the framework makes from the same lock file.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use acceptance::{
    product::{children, holds_store, within},
    program::{Home, Running, binary},
    window::Screen,
};
use sample::PASSPHRASE;

use crate::{
    data::{Data, copy_of_the_vault},
    turns::{Goal, Measured, Unit},
};

const ROUNDS: usize = 9;
const PATIENCE: Duration = Duration::from_secs(60);
/// Letters and their soft edges have more colours than a page that is not drawn yet.
const COLOURS_OF_A_PAGE: usize = 24;
/// After so long a window that nobody touches has let go of what it needed to start.
const SETTLED: Duration = Duration::from_secs(3);

/// From the start of the process until the lock screen stands there, as far as the eye sees it.
pub fn start(data: &Data) -> Measured {
    let stage = Stage::set(data);
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        let shown = [stage.shown(&stage.program()), stage.shown(&stage.minimal())];
        // The first of each reads the disk.
        if round > 0 {
            times.iter_mut().zip(shown).for_each(|(times, shown)| times.push(shown));
        }
    }
    let names = ["process start → lock screen drawn", "a minimal window of the same framework"];
    Measured::times(names, data.size, times, Goal::Ratio(1.15))
}

/// What all processes hold once the vault is open and Today stands there.
pub fn memory(data: &Data) -> Measured {
    let stage = Stage::set(data);
    let mut sizes = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        let program = stage.open(&stage.program());
        stage.screen.at_rest().expect("a screen");
        stage.screen.enter(PASSPHRASE).expect("keys are typed");
        within(PATIENCE, || holds_store(program.id(), &stage.home.vault())).expect("the vault is opened");
        stage.screen.at_rest().expect("a screen");
        std::thread::sleep(SETTLED);
        sizes[0]
            .push(held_by(program.id()).expect("only whoever may read the memory of the program can measure it: root"));
        drop(program);
        stage.cleared();
        let minimal = stage.open(&stage.minimal());
        std::thread::sleep(SETTLED);
        sizes[1].push(held_by(minimal.id()).expect("its memory"));
        drop(minimal);
        stage.cleared();
    }
    let names = ["memory with the vault open (PSS, all processes)", "a minimal window of the same framework"];
    Measured::new(names, data.size, Unit::Mebibytes, sizes, Goal::More(120.0))
}

/// A screen, and a home with the vault in it.
struct Stage {
    screen: Screen,
    home: Home,
}

impl Stage {
    fn set(data: &Data) -> Self {
        let (screen, home) = (Screen::start().expect("Xvfb"), Home::new().expect("a home"));
        copy_of_the_vault(data, &home.vault());
        Self { screen, home }
    }

    fn program(&self) -> PathBuf {
        binary().expect("the program").to_owned()
    }

    fn minimal(&self) -> PathBuf {
        self.program().with_file_name("examples").join("minimal_window")
    }

    /// Starts a program and waits until its page is drawn.
    fn open(&self, program: &Path) -> Running {
        let mut command: Command = self.home.command(program);
        command.env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere").stdout(Stdio::null()).stderr(Stdio::null());
        let program = Running::start(self.screen.lend(&mut command)).expect("it starts");
        let drawn = within(PATIENCE, || self.screen.colours().is_ok_and(|colours| colours >= COLOURS_OF_A_PAGE));
        drawn.expect("the page is drawn");
        program
    }

    fn shown(&self, program: &Path) -> Duration {
        let begun = Instant::now();
        let program = self.open(program);
        let shown = begun.elapsed();
        drop(program);
        self.cleared();
        shown
    }

    /// Waits until nothing is on the screen any more.
    fn cleared(&self) {
        within(PATIENCE, || self.screen.is_blank().unwrap_or_default()).expect("the window is gone");
    }
}

/// The proportional set size of a process and of all that it started, in MiB.
fn held_by(process: u32) -> io::Result<f64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap_or_default();
    let kibibytes: f64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
    let of_children = children(process).into_iter().map(held_by).sum::<io::Result<f64>>()?;
    Ok(kibibytes / 1024.0 + of_children)
}
