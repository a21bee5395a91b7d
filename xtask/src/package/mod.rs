//! `cargo xtask package`: a .deb and an .rpm of the program, with what it is made of written down inside.
//!
//! The same commit gives the same bytes: times come from the commit, and no folder of the builder stays in the program.

mod bill;
mod deb;
mod files;
mod fresh;
mod rpm;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use crate::{
    cargo::{self, Profile, built, cargo, root, target_folder},
    progress::{Failure, Line, Progress, ask},
    system::{self, Purpose},
    ui,
};

/// What is packaged, and where to.
struct Package {
    /// Under cargo's own folder; made anew each time.
    folder: PathBuf,
    version: String,
    /// Seconds since 1970 of the commit: the only time that a package holds.
    time: String,
}

impl Package {
    fn new() -> Result<Self, Failure> {
        let time = ask(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(root()));
        let time =
            time.ok_or_else(|| Failure::new("git does not tell the time of the commit: package from a clone."))?;
        Ok(Self {
            folder: target_folder()?.join("package"),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            time: time.trim().to_owned(),
        })
    }

    /// The files as they lie on a computer with the program.
    fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// A command that works in the package's folder and knows its one time.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.folder)
            .env("SOURCE_DATE_EPOCH", &self.time)
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC");
        command
    }
}

/// Makes the packages; with `--prove` also installs, upgrades and removes them on a fresh Debian in a folder.
pub fn package(prove: bool) -> ExitCode {
    let package = match Package::new() {
        Ok(package) => package,
        Err(failure) => {
            eprintln!("{failure}");
            return ExitCode::FAILURE;
        }
    };
    let mut progress = Progress::new(if prove { 8 } else { 7 });
    let made = progress.step("System packages", |line| system::provide(line, Purpose::Package))
        && progress.step("Page packages", ui::provide)
        && progress.step("Build", |line| build(line, &package))
        && progress.step("Files", |_| files::lay_out(&package))
        && progress.step("Bill of materials", |line| bill::write(line, &package))
        && progress.step("Debian package", |_| deb::make(&package))
        && progress.step("RPM package", |_| rpm::make(&package))
        && (!prove || progress.step("A fresh computer", |line| fresh::prove(line, &package)));
    eprint!("\n{}", progress.table());
    if made { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Builds the program so that nothing in it tells where it was built.
fn build(line: &Line, package: &Package) -> Result<String, Failure> {
    cargo::check_room(Profile::Release)?;
    line.say("cargo build --release (this takes some minutes)");
    let mut command = cargo();
    command.args(["build", "--release", "--locked", "--package", "tomarigi"]);
    command.env("SOURCE_DATE_EPOCH", &package.time).env("CARGO_INCREMENTAL", "0");
    let (rust, c) = without_folders()?;
    command.env("CARGO_ENCODED_RUSTFLAGS", rust.join("\u{1f}")).env("CFLAGS", c.join(" "));
    built(&mut command)?;
    Ok("built".into())
}

/// The options with which the compilers write short names in place of the builder's folders.
fn without_folders() -> Result<(Vec<String>, Vec<String>), Failure> {
    let folders = [(root(), "/tomarigi"), (cargo_home()?, "/cargo"), (target_folder()?, "/target")];
    let rust = folders.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let c = folders.iter().map(|(from, to)| format!("-ffile-prefix-map={}={to}", from.display()));
    Ok((rust.collect(), c.collect()))
}

fn cargo_home() -> Result<PathBuf, Failure> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    home.ok_or_else(|| Failure::new("cargo's folder is not known: set CARGO_HOME."))
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("{} cannot be written: {error}.", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, content).map_err(failed)
}

/// Runs a packaging tool and returns what it prints.
fn output(command: &mut Command, advice: &str) -> Result<String, Failure> {
    ask(command).ok_or_else(|| Failure::new(format!("{} did not succeed: {advice}", command.get_program().display())))
}
