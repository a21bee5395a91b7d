//! Numbered steps with their seconds, and failures that say what to do.

use std::{
    fmt, io,
    process::Command,
    time::{Duration, Instant},
};

/// One sentence for the person at the keyboard: what went wrong and what to do about it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// Takes the sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The beginning of every line a step says.
pub struct Line {
    number: usize,
    total: usize,
    title: &'static str,
}

impl Line {
    /// Says what the step is doing.
    pub fn say(&self, text: &str) {
        eprintln!("{}/{} {} … {text}", self.number, self.total, self.title);
    }
}

struct Step {
    title: &'static str,
    took: Duration,
    outcome: Result<String, Failure>,
}

/// The steps of one command, in order.
pub struct Progress {
    total: usize,
    steps: Vec<Step>,
}

impl Progress {
    /// Starts a command of `total` steps.
    pub fn new(total: usize) -> Self {
        Self { total, steps: Vec::new() }
    }

    /// Runs one step, says how it ended, and returns whether it succeeded.
    pub fn step(&mut self, title: &'static str, work: impl FnOnce(&Line) -> Result<String, Failure>) -> bool {
        let line = Line { number: self.steps.len() + 1, total: self.total, title };
        let start = Instant::now();
        let outcome = work(&line);
        let took = start.elapsed();
        match &outcome {
            Ok(summary) => line.say(&format!("{summary} ({})", seconds(took))),
            Err(failure) => line.say(&format!("FAILED ({}). {failure}", seconds(took))),
        }
        let succeeded = outcome.is_ok();
        self.steps.push(Step { title, took, outcome });
        succeeded
    }

    /// Returns how many steps failed.
    pub fn failed(&self) -> usize {
        self.steps.iter().filter(|step| step.outcome.is_err()).count()
    }

    /// Returns one row per step: title, seconds, how it ended.
    pub fn table(&self) -> String {
        let rows = self.steps.iter().map(|step| {
            let end = match &step.outcome {
                Ok(summary) => summary.clone(),
                Err(failure) => format!("FAILED. {failure}"),
            };
            format!("{:<24}{:>9}  {end}\n", step.title, seconds(step.took))
        });
        rows.collect()
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

/// Runs a command whose output the developer sees, on standard error; `advice` is the sentence if it fails.
pub fn run_in_sight(command: &mut Command, advice: &str) -> Result<(), Failure> {
    let name = command.get_program().display().to_string();
    match command.stdout(io::stderr()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::new(advice)),
        Err(error) => Err(Failure::new(format!("{name} could not be started ({error}): is it installed?"))),
    }
}

/// Returns what a command prints when it succeeds, and nothing otherwise.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

#[cfg(test)]
mod tests {
    use super::{Failure, Progress};

    #[test]
    fn a_failed_step_is_counted_and_named_with_its_sentence() {
        let mut progress = Progress::new(2);

        assert!(progress.step("First", |_| Ok("fine".into())));
        assert!(!progress.step("Second", |_| Err(Failure::new("Free some space."))));

        assert_eq!(progress.failed(), 1);
        assert!(progress.table().contains("FAILED. Free some space."));
    }
}
