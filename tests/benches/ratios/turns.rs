//! Taking turns: ours, the reference, ours, the reference.

use std::time::{Duration, Instant};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Milliseconds,
    /// Of memory that is this program's alone, with its share of what it shares (PSS).
    Mebibytes,
}

/// What a measure should come to.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// The ratio of the medians is not to pass this.
    Ratio(f64),
    /// The median is not to pass that of the reference by more than this.
    More(f64),
    /// The reference must take at least this many times as long.
    Faster(f64),
    /// It is only told.
    None,
}

/// A work and its reference, measured in one run.
pub struct Measured {
    pub work: &'static str,
    pub reference: &'static str,
    /// How many people there are.
    pub size: u32,
    pub unit: Unit,
    /// Sorted.
    pub ours: Vec<f64>,
    /// Sorted.
    pub theirs: Vec<f64>,
    pub goal: Goal,
}

impl Measured {
    /// Times of a work and of its reference, in whatever order they came.
    pub fn times(names: [&'static str; 2], size: u32, times: [Vec<Duration>; 2], goal: Goal) -> Self {
        let [ours, theirs] = times.map(|times| times.into_iter().map(milliseconds).collect());
        Self::new(names, size, Unit::Milliseconds, [ours, theirs], goal)
    }

    pub fn new(
        [work, reference]: [&'static str; 2],
        size: u32,
        unit: Unit,
        mut measures: [Vec<f64>; 2],
        goal: Goal,
    ) -> Self {
        measures.iter_mut().for_each(|one| one.sort_unstable_by(f64::total_cmp));
        let [ours, theirs] = measures;
        Self { work, reference, size, unit, ours, theirs, goal }
    }

    pub fn median(&self) -> f64 {
        percentile(&self.ours, 50)
    }

    pub fn reference_median(&self) -> f64 {
        percentile(&self.theirs, 50)
    }

    pub fn ratio(&self) -> f64 {
        self.median() / self.reference_median()
    }

    /// Whether it comes to what it should.
    pub fn is_reached(&self) -> bool {
        match self.goal {
            Goal::Ratio(most) => self.ratio() <= most,
            Goal::More(most) => self.median() - self.reference_median() <= most,
            Goal::Faster(least) => self.ratio() * least <= 1.0,
            Goal::None => true,
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Returns what `share` of a hundred stay below.
pub fn percentile(sorted: &[f64], share: usize) -> f64 {
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
    times
}

/// How long a piece of work takes.
pub fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}
