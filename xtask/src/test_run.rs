//! `cargo xtask test`: every test, headless, in a home of its own, counted.

use std::process::{Command, ExitCode};

use crate::{
    cargo::{self, Profile, built, cargo, check_room, metadata, strings_after},
    count::{Count, counted},
    progress::{Failure, Line, Progress},
    python,
    sandbox::{Sandbox, compare, look_at_home},
    system::{self, Purpose},
    ui,
};

/// What stands after `cargo xtask test`.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    fast: bool,
    long: bool,
    filter: Option<String>,
}

/// What tells the tests to take their full samples; `acceptance::long` reads it.
const LONG: &str = "TOMARIGI_LONG";

/// What tells the tests where the program lies that was built with them; `acceptance::program` reads it.
const BUILT: &str = "TOMARIGI_BUILT";

impl Options {
    /// Reads the arguments.
    pub fn read(args: &[String]) -> Result<Self, Failure> {
        let mut options = Self::default();
        for arg in args {
            match arg.as_str() {
                "--fast" => options.fast = true,
                "--long" => options.long = true,
                flag if flag.starts_with('-') => return Err(Failure::new(format!("test does not know {flag}."))),
                _ if options.filter.is_some() => return Err(Failure::new("test takes one filter.")),
                filter => options.filter = Some(filter.to_owned()),
            }
        }
        Ok(options)
    }
}

/// Runs the tests and closes with a table and one line, "N passed, N failed".
pub fn test(options: &Options) -> ExitCode {
    let of_the_page = if options.filter.is_some() { 0 } else { 2 };
    let mut progress = Progress::new(6 + of_the_page);
    let mut count = Count::default();
    run_steps(options, &mut progress, &mut count);
    close(&progress, &count)
}

fn run_steps(options: &Options, progress: &mut Progress, count: &mut Count) {
    let before = look_at_home();
    let ready = progress.step("System packages", |line| system::provide(line, Purpose::Test))
        && progress.step("Page packages", ui::provide);
    if !ready {
        return;
    }
    // Without them one test fails and says so; the others need nothing of them.
    progress.step("Python packages", |line| python::provide(line, "hxl"));
    if options.filter.is_none() {
        progress.step("Page types", ui::check_types);
        progress.step("Page tests", |line| ui::test(line, count));
    }
    if progress.step("Build", build) {
        progress.step("Tests", |line| run_tests(line, options, count));
        progress.step("Nothing left behind", |_| compare(&before, &look_at_home()));
    }
}

/// Builds with the developer's own environment, because the build installs and builds the page. The program and its tests
/// are one build: built by itself, the program would need many crates again, with fewer of their features.
fn build(line: &Line) -> Result<String, Failure> {
    check_room(Profile::Debug)?;
    line.say("cargo build --tests (the first time takes some minutes)");
    built(cargo().args(["build", "--workspace", "--bins", "--tests", "--examples"]))?;
    Ok("built".into())
}

fn run_tests(line: &Line, options: &Options, count: &mut Count) -> Result<String, Failure> {
    let sandbox = Sandbox::new()?;
    let mut command = with_own_bus(&cargo_test(options)?);
    if let Some(filter) = &options.filter {
        command.arg(filter);
    }
    sandbox.hold(&mut command);
    command.env(LONG, if options.long { "1" } else { "" }).env(BUILT, cargo::program(Profile::Debug)?);
    line.say(if options.long { "cargo test, every sample in full (about an hour)" } else { "cargo test" });
    counted(&mut command, count, Count::read_cargo)
}

fn cargo_test(options: &Options) -> Result<Command, Failure> {
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    if options.fast {
        command.args(["--lib", "--bins"]);
        let tests = tests_without_window(&metadata()?);
        command.args(tests.iter().flat_map(|name| ["--test", name]));
    }
    Ok(command)
}

/// Returns the integration tests that open no window, from cargo's description of the workspace.
fn tests_without_window(metadata: &str) -> Vec<String> {
    let targets = metadata.split(r#"{"kind":["test"],"#).skip(1);
    let mut names: Vec<String> =
        targets.filter_map(|target| strings_after(target, "\"name\":").into_iter().next()).collect();
    names.retain(|name| !name.starts_with("window"));
    names
}

/// Starts a command on a session bus that ends with it, where there are such things.
fn with_own_bus(command: &Command) -> Command {
    if !cfg!(target_os = "linux") {
        return copy_onto(Command::new(command.get_program()), command);
    }
    let mut outer = Command::new("dbus-run-session");
    outer.arg("--").arg(command.get_program());
    copy_onto(outer, command)
}

fn copy_onto(mut outer: Command, command: &Command) -> Command {
    outer.args(command.get_args()).current_dir(cargo::root());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    outer
}

fn close(progress: &Progress, count: &Count) -> ExitCode {
    println!("\n{}", progress.table());
    for name in &count.failed_names {
        println!("failed: {name}");
    }
    // A step can fail without a failed test, for example the build: the closing line must not say 0 failed then.
    let failed = count.failed.max(u64::try_from(progress.failed()).unwrap_or(u64::MAX));
    println!("{} passed, {failed} failed", count.passed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::{Options, tests_without_window};

    fn read(args: &[&str]) -> Option<Options> {
        Options::read(&args.iter().map(ToString::to_string).collect::<Vec<_>>()).ok()
    }

    #[test]
    fn one_filter_and_the_flags_are_understood() {
        let fast = Options { fast: true, filter: Some("report".into()), ..Options::default() };
        assert_eq!(read(&["report", "--fast"]), Some(fast));
        assert_eq!(read(&["--long"]), Some(Options { long: true, ..Options::default() }));
        assert_eq!(read(&[]), Some(Options::default()));
        assert_eq!(read(&["--quick"]), None, "an unknown flag must not pass for a filter");
        assert_eq!(read(&["a", "b"]), None);
    }

    #[test]
    fn fast_leaves_out_the_window() {
        let metadata = r#"{"targets":[{"kind":["lib"],"crate_types":["lib"],"name":"guarded"},
            {"kind":["test"],"crate_types":["bin"],"name":"boundaries","src_path":"/x/tests/boundaries.rs"},
            {"kind":["test"],"crate_types":["bin"],"name":"window","src_path":"/x/tests/window/main.rs"}]}"#;

        assert_eq!(tests_without_window(metadata), ["boundaries"]);
    }
}
