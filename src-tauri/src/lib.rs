//! The shell: it starts the window or the command line, and adds what only the desktop can do. It decides nothing.

mod afresh;
mod cli;
mod commands;
mod desktop;
mod files;
mod first_instance;
mod lock_events;
mod locking;
mod no_network;
mod trial;
mod window;

use std::process::ExitCode;

use clap::Parser;

/// Runs the program with the arguments of this process: as the child that reads a spreadsheet, as a command, or as the
/// window.
pub fn main() -> ExitCode {
    keep_memory_private();
    if std::env::args_os().nth(1).is_some_and(|first| first == intake::child::ARGUMENT) {
        return intake::child::main();
    }
    let kept = afresh::Kept::from_before();
    if kept.is_some() {
        afresh::clear_away();
    }
    let arguments = cli::Arguments::parse();
    match arguments.command {
        Some(cli::Command::Sample(sample)) if sample.vault.is_none() => {
            window::run(&window::Start { vault: None, sample: Some(sample.plan()), kept })
        }
        Some(command) => cli::run(command),
        None => window::run(&window::Start { vault: arguments.vault, sample: None, kept }),
    }
}

/// A crash must not write the memory of this process, names included, to the disk, and no other program of the same
/// user may read it.
#[cfg(target_os = "linux")]
fn keep_memory_private() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    // If the system refuses there is nothing to be done about it here; the limit was lower before or stays as it is.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // Only this process: the page's processes start anew and are readable again.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(target_os = "linux"))]
const fn keep_memory_private() {}
