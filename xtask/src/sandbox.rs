//! A home of the tests' own, and the proof that they left the developer's home alone.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use crate::progress::Failure;

const FOLDERS: [(&str, &str); 7] = [
    ("HOME", "home"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_RUNTIME_DIR", "run"),
    ("TMPDIR", "tmp"),
];

/// What leads to the developer's own screen, session bus or language.
const FORGOTTEN: [&str; 7] =
    ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "LC_ALL", "LANGUAGE", "NOTIFY_SOCKET"];

/// A folder for one test run, removed when it is dropped.
pub struct Sandbox {
    folder: PathBuf,
}

impl Sandbox {
    /// Makes the folder, readable by nobody else. Its name is short because sockets are made inside.
    pub fn new() -> Result<Self, Failure> {
        let place = env::temp_dir();
        let attempts = (0..100).map(|attempt| place.join(format!("tomarigi-{}-{attempt}", std::process::id())));
        let folder = attempts.into_iter().find(|folder| make_private(folder)).ok_or_else(|| {
            Failure::new(format!("No folder can be made in {}: free some space there.", place.display()))
        })?;
        let sandbox = Self { folder };
        for (_, name) in FOLDERS {
            if !make_private(&sandbox.folder.join(name)) {
                return Err(Failure::new(format!("{} cannot be written to.", sandbox.folder.display())));
            }
        }
        Ok(sandbox)
    }

    /// Moves a command into the sandbox. Cargo and rustup keep their real folders.
    pub fn hold(&self, command: &mut Command) {
        if let Some(home) = env::home_dir() {
            for (name, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
                if env::var_os(name).is_none() && home.join(folder).exists() {
                    command.env(name, home.join(folder));
                }
            }
        }
        for (name, folder) in FOLDERS {
            command.env(name, self.folder.join(folder));
        }
        for name in FORGOTTEN {
            command.env_remove(name);
        }
        command.env("LANG", "C.UTF-8");
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} could not be removed: {error}.", self.folder.display());
        }
    }
}

fn make_private(folder: &Path) -> bool {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(false); // a folder that is already there may be somebody else's
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).is_ok()
}

/// Size and time of every file the program keeps for the developer.
pub type Traces = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Looks at what the program keeps in the developer's own home.
pub fn look_at_home() -> Traces {
    let Some(home) = env::home_dir() else {
        return Traces::new();
    };
    let own = |variable: &str, folder: &str| env::var_os(variable).map_or_else(|| home.join(folder), PathBuf::from);
    let mut traces = Traces::new();
    for folder in [
        own("XDG_DATA_HOME", ".local/share"),
        own("XDG_CONFIG_HOME", ".config"),
        own("XDG_CACHE_HOME", ".cache"),
        own("XDG_STATE_HOME", ".local/state"),
        home.join("Library/Application Support"),
        home.join("AppData/Roaming"),
        home.join("AppData/Local"),
    ] {
        for path in entries(&folder).filter(|path| is_ours(path)) {
            look_at(&path, &mut traces);
        }
    }
    traces
}

fn is_ours(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains("tomarigi"))
}

fn look_at(path: &Path, traces: &mut Traces) {
    let Ok(about) = fs::symlink_metadata(path) else {
        return;
    };
    traces.insert(path.to_path_buf(), (about.len(), about.modified().ok()));
    if about.is_dir() {
        entries(path).for_each(|path| look_at(&path, traces));
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Fails when anything differs between two looks.
pub fn compare(before: &Traces, after: &Traces) -> Result<String, Failure> {
    let changed = before.keys().chain(after.keys()).find(|path| before.get(*path) != after.get(*path));
    match changed {
        None => Ok("the developer's own folders are untouched".into()),
        Some(path) => Err(Failure::new(format!(
            "{} changed while the tests ran: close the program if it is open and test again, or else find the test \
             that writes there.",
            path.display()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, Sandbox, Traces, compare, is_ours, look_at};
    use std::{fs, path::Path};

    #[test]
    fn a_changed_a_new_and_a_vanished_file_are_noticed() {
        let one = Traces::from([("a".into(), (1, None))]);
        let grown = Traces::from([("a".into(), (2, None))]);

        assert!(compare(&one, &one).is_ok());
        assert!(compare(&one, &grown).is_err());
        assert!(compare(&one, &Traces::new()).is_err());
        assert!(compare(&Traces::new(), &one).is_err());
    }

    #[test]
    fn a_sandbox_gives_a_command_another_home_and_disappears() {
        let sandbox = Sandbox::new().unwrap();
        let folder = sandbox.folder.clone();
        let mut command = Command::new("true");

        sandbox.hold(&mut command);

        let home = command.get_envs().find(|(name, _)| *name == "HOME").unwrap().1.unwrap();
        assert_eq!(Path::new(home), folder.join("home"));
        assert!(command.get_envs().any(|(name, value)| name == "DISPLAY" && value.is_none()));
        drop(sandbox);
        assert!(!folder.exists());
    }

    #[test]
    fn files_deep_inside_are_looked_at() {
        let sandbox = Sandbox::new().unwrap();
        let deep = sandbox.folder.join("data/org.tomarigi.desktop");
        fs::create_dir(&deep).unwrap();
        fs::write(deep.join("vault"), "x").unwrap();
        let mut traces = Traces::new();

        look_at(&deep, &mut traces);

        assert!(is_ours(&deep) && !is_ours(Path::new("/home/amal/.config/other")));
        assert_eq!(traces.len(), 2);
    }
}
