//! `cargo xtask check`: formatting, lints, documentation, types of the page.

use std::process::{Command, ExitCode};

use crate::{
    cargo::{cargo, check_room},
    progress::{Failure, Line, Progress, run_in_sight},
    system::{self, Purpose},
    ui,
};

/// Runs every check, also after one has failed.
pub fn check() -> ExitCode {
    let mut progress = Progress::new(6);
    let ready = progress.step("System packages", |line| system::provide(line, Purpose::Build))
        && progress.step("Page packages", ui::provide);
    if !ready {
        return ExitCode::FAILURE;
    }
    progress
        .step("Formatting", |line| checked(line, cargo().args(["fmt", "--all", "--check"]), "Run `cargo fmt --all`."));
    progress.step("Lints", |line| {
        check_room(crate::Profile::Debug)?;
        let arguments = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
        checked(line, cargo().args(arguments), "Clippy has remarks: resolve each one above.")
    });
    progress.step("Documentation", |line| {
        let arguments = ["doc", "--workspace", "--no-deps"];
        let mut command = cargo();
        command.args(arguments).env("RUSTDOCFLAGS", "--deny warnings");
        checked(line, &mut command, "The documentation has gaps or dead links: resolve each one above.")
    });
    progress.step("Page types", ui::check_types);
    eprint!("\n{}", progress.table());
    if progress.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn checked(line: &Line, command: &mut Command, advice: &str) -> Result<String, Failure> {
    line.say("checking");
    run_in_sight(command, advice)?;
    Ok("fine".into())
}
