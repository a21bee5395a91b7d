//! How much work it takes to try one passphrase.

use std::time::{Duration, Instant};

use guarded::Guarded;
use thiserror::Error;

use crate::kdf;

const MEMORY_KIB: std::ops::RangeInclusive<u32> = 64 * 1024..=1024 * 1024;
const PASSES: std::ops::RangeInclusive<u32> = 1..=10;
const LANES: std::ops::RangeInclusive<u32> = 1..=8;

const SHORTEST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// A bound that a key file must keep before any work is done for it.
///
/// Below a floor it would be a downgrade that makes guessing cheap; above a cap it would stall the computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Bound {
    /// A key file has at most 64 KiB.
    #[error("a key file has at most 64 KiB")]
    FileSize,
    /// A key file has 1 to 8 slots.
    #[error("a key file has 1 to 8 slots")]
    SlotCount,
    /// A key file has at most 6 passphrase slots, one recovery slot and one escrow slot.
    #[error("a key file has at most 6 passphrase slots, one recovery slot and one escrow slot")]
    SlotKinds,
    /// The key derivation takes 64 MiB to 1 GiB of memory.
    #[error("the key derivation takes 64 MiB to 1 GiB")]
    Memory,
    /// The key derivation takes 1 to 10 passes.
    #[error("the key derivation takes 1 to 10 passes")]
    Passes,
    /// The key derivation has 1 to 8 lanes.
    #[error("the key derivation has 1 to 8 lanes")]
    Lanes,
}

/// The cost of one Argon2id run. Every value of this type keeps the bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl KdfCost {
    /// The least cost a new vault may have: 64 MiB, 3 passes, 4 lanes (RFC 9106 §4, second recommendation).
    pub const FLOOR: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// Where [`calibrate`](Self::calibrate) starts: 256 MiB, 3 passes, 4 lanes.
    pub const START: Self = Self { memory_kib: 256 * 1024, passes: 3, lanes: 4 };

    /// Returns the cost, memory in KiB.
    ///
    /// # Errors
    /// The first [`Bound`] that it breaks.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, Bound> {
        if !MEMORY_KIB.contains(&memory_kib) {
            return Err(Bound::Memory);
        }
        if !PASSES.contains(&passes) {
            return Err(Bound::Passes);
        }
        if !LANES.contains(&lanes) {
            return Err(Bound::Lanes);
        }
        Ok(Self { memory_kib, passes, lanes })
    }

    /// Returns the memory of one run, in KiB.
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Returns how often one run goes over its memory.
    pub const fn passes(self) -> u32 {
        self.passes
    }

    /// Returns into how many lanes one run is divided.
    pub const fn lanes(self) -> u32 {
        self.lanes
    }

    /// What a run costs, in no unit: memory times passes.
    pub(crate) const fn work(self) -> u64 {
        self.memory_kib as u64 * self.passes as u64
    }

    /// Measures this computer and returns a cost that makes one try take about `target` (0.5 to 1 s), never less
    /// work than [`FLOOR`](Self::FLOOR).
    ///
    /// Blocks for one run at [`START`](Self::START), which is about a second on a small laptop.
    pub fn calibrate(target: Duration) -> Self {
        Self::fit(measure(Self::START), target.clamp(SHORTEST_WAIT, LONGEST_WAIT))
    }

    /// A run takes time in proportion to memory times passes. `None`: there was not enough memory.
    fn fit(at_start: Option<Duration>, target: Duration) -> Self {
        let Some(mut wait) = at_start else { return Self::FLOOR };
        let mut cost = Self::START;
        while wait > LONGEST_WAIT && cost.memory_kib > Self::FLOOR.memory_kib {
            cost.memory_kib /= 2;
            wait /= 2;
        }
        while wait < target && cost.passes < *PASSES.end() {
            wait += wait / cost.passes;
            cost.passes += 1;
        }
        cost
    }
}

fn measure(cost: KdfCost) -> Option<Duration> {
    let begun = Instant::now();
    kdf::stretch(&Guarded::from("measured, never used"), &[0; kdf::SALT_LEN], cost).ok()?;
    Some(begun.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_outside_the_bounds_is_refused() {
        assert_eq!(KdfCost::new(64 * 1024 - 1, 3, 4), Err(Bound::Memory));
        assert_eq!(KdfCost::new(1024 * 1024 + 1, 3, 4), Err(Bound::Memory));
        assert_eq!(KdfCost::new(64 * 1024, 0, 4), Err(Bound::Passes));
        assert_eq!(KdfCost::new(64 * 1024, 11, 4), Err(Bound::Passes));
        assert_eq!(KdfCost::new(64 * 1024, 3, 0), Err(Bound::Lanes));
        assert_eq!(KdfCost::new(64 * 1024, 3, 9), Err(Bound::Lanes));
        assert!(KdfCost::new(64 * 1024, 1, 1).is_ok() && KdfCost::new(1024 * 1024, 10, 8).is_ok());
    }

    #[test]
    fn calibration_keeps_the_bounds_on_any_computer() {
        for millis in [0, 1, 50, 200, 499, 500, 700, 1_000, 1_001, 3_000, 60_000] {
            let cost = KdfCost::fit(Some(Duration::from_millis(millis)), SHORTEST_WAIT);

            assert!(cost.work() >= KdfCost::FLOOR.work(), "a slow computer must not make guessing cheap");
            assert!(KdfCost::new(cost.memory_kib, cost.passes, cost.lanes).is_ok(), "the file must open again");
        }
    }

    #[test]
    fn a_fast_computer_works_more_and_a_slow_one_less() {
        let fit = |millis| KdfCost::fit(Some(Duration::from_millis(millis)), Duration::from_millis(600));

        assert!(fit(100).work() > KdfCost::START.work());
        assert_eq!(fit(800), KdfCost::START);
        assert!(fit(1_500).work() < KdfCost::START.work());
        assert_eq!(fit(60_000), KdfCost::FLOOR);
    }

    #[test]
    fn this_computer_gets_a_cost_of_at_least_the_floor() {
        assert!(KdfCost::calibrate(Duration::ZERO).work() >= KdfCost::FLOOR.work());
    }

    #[test]
    fn a_computer_without_the_memory_gets_the_floor() {
        assert_eq!(KdfCost::fit(None, SHORTEST_WAIT), KdfCost::FLOOR);
    }
}
