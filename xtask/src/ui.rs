//! The page: Node.js, its packages, its checks and its tests.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::SystemTime,
};

use crate::{
    cargo::root,
    count::{Count, counted},
    progress::{Failure, Line, ask, run_in_sight},
};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

const NODE_ADVICE: &str = "install Node.js 22.12 or newer (20.19 or newer of the 20 line works too) from \
                           https://nodejs.org or with a version manager, then run the same command again.";

fn folder() -> PathBuf {
    root().join("ui")
}

fn npm(args: &[&str]) -> Command {
    let mut command = Command::new(NPM);
    command.args(args).current_dir(folder()).stdin(Stdio::null());
    command
}

/// Checks Node.js and installs the page's packages when they are missing or older than the lock file.
pub fn provide(line: &Line) -> Result<String, Failure> {
    check_node()?;
    let lock = folder().join("package-lock.json");
    if !lock.exists() {
        return Err(Failure::new("ui/package-lock.json is missing: this is not a complete clone, so clone again."));
    }
    if up_to_date(&folder().join("node_modules/.package-lock.json"), &lock) {
        return Ok("up to date".into());
    }
    line.say("npm ci");
    run_in_sight(
        &mut npm(&["ci", "--no-audit", "--no-fund"]),
        "npm could not install the page's packages: check that the network and the disk have no trouble, then run the \
         same command again.",
    )?;
    Ok("installed".into())
}

fn check_node() -> Result<(), Failure> {
    let Some(version) = ask(Command::new("node").arg("--version")) else {
        return Err(Failure::new(format!("Node.js is missing: {NODE_ADVICE}")));
    };
    if !new_enough(&version) {
        return Err(Failure::new(format!("Node.js {} does not fit: {NODE_ADVICE}", version.trim())));
    }
    if ask(Command::new(NPM).arg("--version")).is_none() {
        return Err(Failure::new("npm is missing although Node.js is there: install npm, then run the same command."));
    }
    Ok(())
}

/// Says whether the page's build tool (Vite) accepts this `node --version`.
fn new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        major => major > 22,
    }
}

/// Says whether `made` exists and is not older than `source`.
fn up_to_date(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| -> Option<SystemTime> { fs::metadata(path).and_then(|about| about.modified()).ok() };
    time(made).is_some() && time(made) >= time(source)
}

/// Checks the types of the page.
pub fn check_types(line: &Line) -> Result<String, Failure> {
    line.say("npm run check");
    run_in_sight(&mut npm(&["run", "check"]), "The page's types do not fit: each line above says where.")?;
    Ok("fine".into())
}

/// Runs the page's own tests.
pub fn test(line: &Line, count: &mut Count) -> Result<String, Failure> {
    line.say("npm test");
    counted(&mut npm(&["test"]), count, Count::read_vitest)
}

#[cfg(test)]
mod tests {
    use super::{new_enough, up_to_date};
    use std::path::Path;

    #[test]
    fn node_versions_the_build_tool_refuses_are_refused_here() {
        for fits in ["v20.19.0\n", "v20.20.2", "v22.12.0", "v23.0.0", "v24.1.0"] {
            assert!(new_enough(fits), "{fits} is supported");
        }
        for too_old in ["v18.20.4", "v20.18.9", "v21.7.3", "v22.11.0", "", "v", "nonsense"] {
            assert!(!new_enough(too_old), "{too_old} is not supported");
        }
    }

    #[test]
    fn packages_that_were_never_installed_are_not_up_to_date() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");

        assert!(!up_to_date(Path::new("does/not/exist"), &here));
        assert!(!up_to_date(Path::new("does/not/exist"), Path::new("neither/does/this")));
        assert!(up_to_date(&here, &here));
    }
}
