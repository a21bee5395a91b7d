//! The commands of this repository: `cargo xtask run`, `cargo xtask test`, `cargo xtask check`, `cargo xtask bench`,
//! `cargo xtask package`.
//!
//! Each of them first provides what it needs (system packages, the page's packages) and then does its work, so that a
//! fresh clone needs one command. Progress goes to standard error: standard output belongs to the program that is run.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks through its output")]

mod bench;
mod cargo;
mod check;
mod count;
mod debian;
mod package;
mod progress;
mod python;
mod sandbox;
mod system;
mod test_run;
mod ui;

use std::process::{Command, ExitCode};

use cargo::Profile;
use progress::Progress;
use system::Purpose;

const USAGE: &str = "\
Usage:
  cargo xtask run [--release] [-- ARGS]   install what is missing, build, start the program (ARGS go to it)
  cargo xtask test [--fast] [--long] [FILTER]
                                          every test, headless and in a home of its own
                                          --fast leaves out window and documentation tests
                                          --long takes the full samples (kills, faults, power cuts): about an hour
                                          FILTER runs only the Rust tests whose name contains it
  cargo xtask check                       formatting, lints, documentation, types of the page
  cargo xtask bench [--sizes 559,10000,100000] [--only search|report|mixed|opening|import]
                                          how long the work takes, each beside a reference in the same run
  cargo xtask package [--prove]           a .deb and an .rpm in target/package
                                          --prove installs, upgrades and removes it on a fresh Debian (as root)";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next();
    let rest: Vec<String> = args.collect();
    match command.as_deref() {
        Some("run") => run(&RunOptions::read(&rest)),
        Some("test") => match test_run::Options::read(&rest) {
            Ok(options) => test_run::test(&options),
            Err(failure) => refuse(&failure.to_string()),
        },
        Some("bench") => bench::bench(&rest),
        Some("package") => match rest.as_slice() {
            [] => package::package(false),
            [only] if only == "--prove" => package::package(true),
            _ => refuse("package takes --prove or nothing."),
        },
        Some("check") if rest.is_empty() => check::check(),
        Some("check") => refuse("check takes no arguments."),
        Some("help" | "--help" | "-h") => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Some(other) => refuse(&format!("There is no command {other:?}.")),
        None => refuse("Say which command."),
    }
}

fn refuse(sentence: &str) -> ExitCode {
    eprintln!("{sentence}\n\n{USAGE}");
    ExitCode::from(2)
}

/// What stands after `cargo xtask run`.
#[derive(Debug, PartialEq)]
struct RunOptions {
    profile: Profile,
    program_args: Vec<String>,
}

impl RunOptions {
    fn read(args: &[String]) -> Self {
        let (profile, args) = match args.split_first() {
            Some((first, rest)) if first == "--release" => (Profile::Release, rest),
            _ => (Profile::Debug, args),
        };
        let program_args = match args.split_first() {
            Some((first, rest)) if first == "--" => rest.to_vec(),
            _ => args.to_vec(),
        };
        Self { profile, program_args }
    }
}

fn run(options: &RunOptions) -> ExitCode {
    let mut progress = Progress::new(3);
    let ready = progress.step("System packages", |line| system::provide(line, Purpose::Run))
        && progress.step("Page packages", ui::provide)
        && progress.step("Build", |line| cargo::build(line, options.profile));
    if !ready {
        return ExitCode::FAILURE;
    }
    let program = match cargo::program(options.profile) {
        Ok(program) => program,
        Err(failure) => {
            eprintln!("{failure}");
            return ExitCode::FAILURE;
        }
    };
    become_program(Command::new(program).args(&options.program_args))
}

/// Hands this process over to the program, so that signals and the exit code are the program's own.
#[cfg(unix)]
fn become_program(command: &mut Command) -> ExitCode {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    eprintln!("{} could not be started: {error}.", command.get_program().display());
    ExitCode::FAILURE
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("{} could not be started: {error}.", command.get_program().display());
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Profile, RunOptions};

    fn read(args: &[&str]) -> RunOptions {
        RunOptions::read(&args.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn what_follows_the_dashes_goes_to_the_program() {
        let options = read(&["--", "sample", "--release"]);

        assert_eq!(options.profile, Profile::Debug, "--release after the dashes belongs to the program");
        assert_eq!(options.program_args, ["sample", "--release"]);
    }

    #[test]
    fn release_is_read_before_the_dashes() {
        let options = read(&["--release", "--", "verify"]);

        assert_eq!(options.profile, Profile::Release);
        assert_eq!(options.program_args, ["verify"]);
    }

    #[test]
    fn the_dashes_may_be_left_out() {
        assert_eq!(read(&["sample", "--", "x"]).program_args, ["sample", "--", "x"]);
    }
}
