//! Cargo itself: where it builds to, whether there is room, and the build of the program.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::progress::{Failure, Line, ask, run_in_sight};

const ROOM_FOR_A_FIRST_BUILD: u64 = 6_000_000_000;
const ROOM_TO_WORK: u64 = 300_000_000;

/// How the program is built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Profile {
    /// Quick to build.
    Debug,
    /// Quick to run.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Returns the folder of the repository.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map(Path::to_path_buf).unwrap_or(here)
}

/// Returns the cargo that started this tool, ready to work in the repository.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // `cargo run` describes xtask in these; passed on, they could make build scripts of other crates run again.
    let of_xtask = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(of_xtask)) {
        command.env_remove(name);
    }
    command.current_dir(root());
    command
}

/// Builds the program.
pub fn build(line: &Line, profile: Profile) -> Result<String, Failure> {
    check_room(profile)?;
    line.say("cargo build (the first time takes some minutes)");
    let mut command = cargo();
    command.args(["build", "--package", "tomarigi"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    built(&mut command)?;
    Ok("built".into())
}

/// Runs a command that builds, and explains a failure.
pub fn built(command: &mut Command) -> Result<(), Failure> {
    run_in_sight(command, "The build failed: the first `error` above says why.").map_err(|failure| {
        match free_space(&target_folder().unwrap_or_else(|_| root())) {
            Some(free) if free < ROOM_TO_WORK => no_room(free, ROOM_TO_WORK),
            _ => failure,
        }
    })
}

/// Fails when a first build would fill the disk.
pub fn check_room(profile: Profile) -> Result<(), Failure> {
    if program(profile)?.exists() {
        return Ok(());
    }
    match free_space(&target_folder()?) {
        Some(free) if free < ROOM_FOR_A_FIRST_BUILD => Err(no_room(free, ROOM_FOR_A_FIRST_BUILD)),
        _ => Ok(()),
    }
}

fn no_room(free: u64, needed: u64) -> Failure {
    let gigabytes = |bytes: u64| format!("{}.{}", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000);
    Failure::new(format!(
        "Only {} GB are free where the build goes and {} GB are needed: free some space, or set CARGO_TARGET_DIR to a \
         folder on another disk.",
        gigabytes(free),
        gigabytes(needed)
    ))
}

fn free_space(folder: &Path) -> Option<u64> {
    let existing = folder.ancestors().find(|folder| folder.exists())?;
    free_from_df(&ask(Command::new("df").arg("-Pk").arg(existing))?)
}

/// Reads the free bytes from `df -Pk`.
fn free_from_df(output: &str) -> Option<u64> {
    let kibibytes: u64 = output.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Returns where the built program lies.
pub fn program(profile: Profile) -> Result<PathBuf, Failure> {
    Ok(target_folder()?.join(profile.folder()).join(format!("tomarigi{}", env::consts::EXE_SUFFIX)))
}

/// Returns the folder into which cargo builds.
pub fn target_folder() -> Result<PathBuf, Failure> {
    let folder = strings_after(&metadata()?, "\"target_directory\":").into_iter().next();
    folder.map(PathBuf::from).ok_or_else(|| Failure::new("cargo does not say where it builds to: update Rust."))
}

/// Returns cargo's description of the workspace, as JSON.
pub fn metadata() -> Result<String, Failure> {
    ask(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))
        .ok_or_else(|| Failure::new("The workspace cannot be read: `cargo metadata --no-deps` says why."))
}

/// Returns each JSON string that follows `key`. A reader of JSON would be most of this tool's build time.
pub fn strings_after(json: &str, key: &str) -> Vec<String> {
    let pieces = json.split(key).skip(1);
    pieces
        .filter_map(|piece| piece.strip_prefix('"')?.split('"').next())
        .map(|text| text.replace(r"\\", r"\"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{free_from_df, strings_after};

    #[test]
    fn free_space_is_the_fourth_column_of_df() {
        let output = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 263 12 81000 13% /\n";

        assert_eq!(free_from_df(output), Some(81_000 * 1024));
        assert_eq!(free_from_df(""), None, "an unreadable answer must not stop a build");
    }

    #[test]
    fn strings_are_read_after_their_key() {
        let json = r#"{"a":null,"target_directory":"C:\\code\\target","b":{"name":"x"},"c":{"name":"y"}}"#;

        assert_eq!(strings_after(json, "\"target_directory\":"), [r"C:\code\target"]);
        assert_eq!(strings_after(json, "\"name\":"), ["x", "y"]);
        assert!(strings_after(json, "\"a\":").is_empty());
    }
}
