//! Taking turns: ours, the reference, ours, the reference.

use std::time::{Duration, Instant};

/// A work and its reference, measured in one run.
pub struct Measured {
    pub work: &'static str,
    pub reference: &'static str,
    /// How many people there are.
    pub size: u32,
    /// Sorted.
    pub ours: Vec<Duration>,
    /// Sorted.
    pub theirs: Vec<Duration>,
    /// The ratio of the medians not to be passed.
    pub goal: f64,
}

impl Measured {
    pub fn ratio(&self) -> f64 {
        percentile(&self.ours, 50).as_secs_f64() / percentile(&self.theirs, 50).as_secs_f64()
    }
}

/// Returns the time that `share` of a hundred stay below.
pub fn percentile(sorted: &[Duration], share: usize) -> Duration {
    let at = (sorted.len() * share / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or_default()
}

/// Runs both works in turns, once unmeasured and then `rounds` times.
pub fn take_turns(rounds: usize, mut ours: impl FnMut(usize), mut theirs: impl FnMut(usize)) -> [Vec<Duration>; 2] {
    ours(0);
    theirs(0);
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        times[0].push(timed(|| ours(round)));
        times[1].push(timed(|| theirs(round)));
    }
    times.each_mut().map(|times| {
        times.sort_unstable();
        std::mem::take(times)
    })
}

/// How long a piece of work takes.
pub fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}
