//! Disks that fail on purpose: a program runs under strace, which lets one call of it fail.

use std::{
    fmt,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// The calls through which a program changes files, and the one through which keys are made.
pub const CALLS: &[&str] = &[
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "link",
    "linkat",
    "openat",
    "getrandom",
];

/// What such a call can fail with, and whether it goes on failing: a descriptor too many is a matter of a moment, a
/// full disk stays full.
pub const ERRORS: &[(&str, bool)] = &[
    ("EIO", false),
    ("ENOSPC", false),
    ("EDQUOT", false),
    ("EROFS", false),
    ("EMFILE", false),
    ("EIO", true),
    ("ENOSPC", true),
    ("EROFS", true),
];

/// A call of a program that fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The call.
    pub call: String,
    /// Which one of this name, from 1.
    pub nth: u32,
    /// With what.
    pub error: &'static str,
    /// Whether all after it fail too.
    pub lasting: bool,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} no. {}{} {}", self.call, self.nth, if self.lasting { "+" } else { "" }, self.error)
    }
}

/// A program with what it is started with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its standard input.
    pub stdin: String,
}

impl Start {
    /// Runs it to its end, with a fault or without one.
    ///
    /// # Errors
    /// When strace or the program is missing (apt: strace).
    pub fn with(&self, fault: Option<&Fault>, log: &Path) -> io::Result<Output> {
        let mut strace = strace(&CALLS.join(","), log);
        if let Some(Fault { call, nth, error, lasting }) = fault {
            let from_then_on = if *lasting { "+" } else { "" };
            strace.args(["-e", &format!("inject={call}:error={error}:when={nth}{from_then_on}")]);
        }
        self.under(&mut strace)
    }

    /// Runs it to its end and keeps everything that some of its calls were given, in hexadecimal digits.
    ///
    /// # Errors
    /// When strace or the program is missing.
    pub fn recorded(&self, calls: &str, log: &Path) -> io::Result<Output> {
        self.under(strace(calls, log).args(["-xx", "-s", "16777216"]))
    }

    fn under(&self, strace: &mut Command) -> io::Result<Output> {
        strace.arg(&self.program).args(&self.arguments);
        strace.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = strace.spawn().map_err(|error| io::Error::new(error.kind(), format!("strace: {error}")))?;
        if let Some(mut stdin) = child.stdin.take() {
            // A program that failed early does not read it.
            let _ = stdin.write_all(self.stdin.as_bytes());
        }
        child.wait_with_output()
    }

    /// Runs it once without a fault and returns every fault it could meet from its first look at a folder on.
    ///
    /// # Errors
    /// When strace or the program is missing, or the run without a fault fails.
    pub fn faults(&self, folder: &Path, log: &Path) -> io::Result<Vec<Fault>> {
        let output = self.with(None, log)?;
        if !output.status.success() {
            return Err(io::Error::other(format!("without a fault: {output:?}")));
        }
        let calls = calls_from(&std::fs::read_to_string(log)?, &folder.display().to_string());
        // Without any randomness at all the standard library ends a program itself, before it could do anything.
        let with_each = |(call, nth): (String, u32)| {
            let errors = ERRORS.iter().filter(|(_, lasting)| call != "getrandom" || !lasting);
            errors.map(|&(error, lasting)| Fault { call: call.clone(), nth, error, lasting }).collect::<Vec<_>>()
        };
        Ok(calls.into_iter().flat_map(with_each).collect())
    }
}

fn strace(calls: &str, log: &Path) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "--seccomp-bpf", "-qq", "-e", "signal=none", "-e"]).arg(format!("trace={calls}"));
    strace.arg("-o").arg(log);
    strace
}

/// The calls of the first thread from the first that names the folder on, each with its number among its like.
/// What goes to the terminal is left out.
fn calls_from(log: &str, folder: &str) -> Vec<(String, u32)> {
    let mut found = vec![];
    let mut counted = std::collections::HashMap::<&str, u32>::new();
    let first_thread = log.split_whitespace().next().unwrap_or_default();
    let mut has_begun = false;
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, arguments)) = call.trim_start().split_once('(') else { continue };
        if thread != first_thread || !CALLS.contains(&name) {
            continue;
        }
        let nth = counted.entry(name).or_default();
        *nth += 1;
        has_begun |= arguments.contains(folder);
        let to_terminal = name == "write" && (arguments.starts_with("1,") || arguments.starts_with("2,"));
        if has_begun && !to_terminal {
            found.push((name.to_owned(), *nth));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::calls_from;

    #[test]
    fn calls_are_numbered_from_the_start_and_listed_from_the_folder_on() {
        let log = "7 openat(AT_FDCWD, \"/lib/libc.so\", O_RDONLY) = 3\n7 write(1, \"ready\", 5) = 5\n\
                   7 openat(AT_FDCWD, \"/v/vault.db\", O_RDWR) = 3\n8 fsync(9) = 0\n7 write(3, \"x\", 1) = 1\n\
                   7 fsync(3 <unfinished ...>\n7 <... fsync resumed>) = 0\n7 write(2, \"!\", 1) = 1\n";

        let calls = calls_from(log, "/v");

        assert_eq!(calls, [("openat", 2), ("write", 2), ("fsync", 1)].map(|(name, nth)| (name.to_owned(), nth)));
    }
}
