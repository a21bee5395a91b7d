//! Counting tests from what the test runners print.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use crate::progress::Failure;

/// Tests that passed and failed, and the names of those that failed.
#[derive(Debug, Default, PartialEq)]
pub struct Count {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Names of failed tests, where the runner prints them one by one.
    pub failed_names: Vec<String>,
}

impl Count {
    /// Takes one line of `cargo test`.
    pub fn read_cargo(&mut self, line: &str) {
        let line = without_colours(line);
        if line.starts_with("test result: ") {
            self.add(&line);
        } else if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.failed_names.push(name.to_owned());
        }
    }

    /// Takes one line of vitest, whose summary counts files and tests on lines of their own.
    pub fn read_vitest(&mut self, line: &str) {
        let line = without_colours(line);
        if line.trim_start().starts_with("Tests  ") {
            self.add(&line);
        }
    }

    fn add(&mut self, line: &str) {
        self.passed += number_before(line, "passed");
        self.failed += number_before(line, "failed");
    }
}

fn number_before(line: &str, word: &str) -> u64 {
    let words = line.split_whitespace().map(|word| word.trim_end_matches(';'));
    let mut pairs = words.clone().zip(words.skip(1));
    pairs.find(|(_, second)| *second == word).and_then(|(first, _)| first.parse().ok()).unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(char) = rest.next() {
        if char == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(char);
        }
    }
    plain.trim_end().to_owned()
}

/// Runs a test runner, shows its lines as they come, and counts them.
pub fn counted(command: &mut Command, count: &mut Count, read: fn(&mut Count, &str)) -> Result<String, Failure> {
    let name = command.get_program().display().to_string();
    let cannot_start = |error| Failure::new(format!("{name} could not be started ({error}): is it installed?"));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(cannot_start)?;
    let (passed, failed) = (count.passed, count.failed);
    let lines = lines_of(&mut child);
    while let Some(line) = next_line(&lines, &mut child) {
        println!("{line}");
        read(count, &line);
    }
    let ended_well = child.wait().is_ok_and(|status| status.success());
    let (passed, failed) = (count.passed - passed, count.failed - failed);
    match (ended_well, passed, failed) {
        (true, 0, 0) => Err(Failure::new("No test ran: check the filter.")),
        (true, _, 0) => Ok(format!("{passed} passed")),
        (_, _, 0) => Err(Failure::new("The run broke off before every test had a result: see above.")),
        (_, _, failed) => Err(Failure::new(format!("{failed} of {} failed: see above.", passed + failed))),
    }
}

fn lines_of(child: &mut Child) -> Receiver<String> {
    let (sender, lines) = channel();
    if let Some(output) = child.stdout.take() {
        thread::spawn(move || {
            let mut read = BufReader::new(output).split(b'\n').map_while(Result::ok);
            read.try_for_each(|line| sender.send(String::from_utf8_lossy(&line).into_owned()))
        });
    }
    lines
}

/// Returns the next line. A process that a test left behind may hold the output open: the runner's end is enough.
fn next_line(lines: &Receiver<String>, child: &mut Child) -> Option<String> {
    loop {
        match lines.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => return Some(line),
            Err(RecvTimeoutError::Timeout) if child.try_wait().is_ok_and(|ended| ended.is_none()) => {}
            Err(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    fn cargo(output: &str) -> Count {
        let mut count = Count::default();
        output.lines().for_each(|line| count.read_cargo(line));
        count
    }

    fn vitest(output: &str) -> Count {
        let mut count = Count::default();
        output.lines().for_each(|line| count.read_vitest(line));
        count
    }

    #[test]
    fn every_result_line_of_cargo_is_added_up() {
        let count = cargo(
            "running 2 tests\ntest a ... ok\ntest mail::b ... FAILED\n\n\
             test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.10s\n",
        );

        assert_eq!((count.passed, count.failed), (13, 1));
        assert_eq!(count.failed_names, ["mail::b"]);
    }

    #[test]
    fn a_failed_documentation_test_is_named() {
        let count = cargo("test crates/guarded/src/lib.rs - Guarded (line 12) ... FAILED");

        assert_eq!(count.failed_names, ["crates/guarded/src/lib.rs - Guarded (line 12)"]);
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        let count =
            vitest(" Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 30 passed | 2 skipped (33)\n");

        assert_eq!((count.passed, count.failed), (30, 1));
    }

    #[test]
    fn colours_do_not_hide_a_count() {
        let count = vitest("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m4 passed\u{1b}[39m\u{1b}[22m (4)");

        assert_eq!(count.passed, 4);
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(cargo("Tests  4 passed\n3 passed; 1 failed"), Count::default());
    }

    #[cfg(unix)]
    #[test]
    fn a_process_left_behind_does_not_keep_the_run_waiting() {
        let mut count = Count::default();
        let script = "sleep 5 & echo 'Tests  2 passed (2)'";

        let ended = super::counted(super::Command::new("sh").args(["-c", script]), &mut count, Count::read_vitest);

        assert_eq!(ended.unwrap(), "2 passed");
    }

    #[cfg(unix)]
    #[test]
    fn a_run_that_breaks_off_fails_even_without_a_failed_test() {
        let script = "echo 'Tests  2 passed (2)'; exit 101";

        let ended =
            super::counted(super::Command::new("sh").args(["-c", script]), &mut Count::default(), Count::read_vitest);

        assert!(ended.is_err());
    }
}
