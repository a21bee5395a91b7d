//! Controlled rounding: each cell becomes a neighbouring multiple of five and everything still adds up.
//!
//! The remainders, as fractions of five, are a point at which everything adds up; it is taken apart into a lottery over
//! roundings at which everything adds up as well, and one is drawn. So each cell is right on average, and who knows the
//! method but not the seed cannot reason from "the closest rounding".

mod lottery;
mod repair;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::model::{Joint, Table};
use crate::stop::{Stop, never};

/// Published values are multiples of it.
pub const BASE: u64 = 5;

// Above this many cells a drawing takes longer than anybody waits.
const MOST_CELLS: usize = 5_000;

// Above this many cells of one table the lottery takes too long to set up.
const LARGEST_LOTTERY: usize = 1_000;

/// The secret that decides which way cells are rounded: the same counts and seed give the same values. Neighbouring
/// seeds draw from the same lottery, spread evenly over it.
#[derive(Clone, Copy)]
pub struct Seed(u64);

impl Seed {
    /// Takes a secret number.
    pub const fn new(secret: u64) -> Self {
        Self(secret)
    }

    /// Takes the seed from a table: the same counts are drawn once and for all, wherever and however often. It is a secret only
    /// as far as the counts are; who fears somebody who tries out all tables takes a [secret number](Self::new).
    pub fn of(table: &Table) -> Self {
        let mut hash = Sha256::new();
        let mut take = |text: &str| {
            hash.update(u64::try_from(text.len()).unwrap_or_default().to_le_bytes());
            hash.update(text);
        };
        take("tomarigi rounding 1");
        table.dimensions().iter().for_each(|dimension| take(dimension.name()));
        for &leaf in table.leaves().iter().filter(|&&leaf| table.value(leaf) > 0) {
            table.codes(leaf).into_iter().for_each(&mut take);
            take(&table.value(leaf).to_string());
        }
        let start = hash.finalize().first_chunk::<8>().copied().unwrap_or_default();
        Self(u64::from_le_bytes(start))
    }

    /// Another drawing, for when the proof does not accept the first one.
    pub(crate) const fn again(self, attempt: u64) -> Self {
        Self(self.0.wrapping_add(attempt.wrapping_mul(NEIGHBOURS << 32)))
    }

    /// The source of the lottery's random costs.
    fn dice(self) -> Dice {
        Dice(ChaCha20Rng::seed_from_u64(self.0 / NEIGHBOURS))
    }

    /// A source of chance that no neighbouring seed shares.
    fn own_dice(self) -> Dice {
        Dice(ChaCha20Rng::seed_from_u64(self.0))
    }

    /// Where in the lottery, from 0 to 1, the ticket lies: the fractional parts of multiples of the golden ratio are
    /// spread more evenly than random numbers.
    #[expect(clippy::cast_precision_loss, reason = "a place among a thousand")]
    fn ticket(self, dice: &mut Dice) -> f64 {
        const GOLDEN: f64 = 0.618_033_988_749_894_9;
        ((self.0 % NEIGHBOURS) as f64).mul_add(GOLDEN, dice.unit()).fract()
    }
}

// How many neighbouring seeds share a lottery.
const NEIGHBOURS: u64 = 1_024;

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(secret)")
    }
}

struct Dice(ChaCha20Rng);

impl Dice {
    /// A whole number below a bound, and zero if there is none.
    fn below(&mut self, bound: usize) -> usize {
        let drawn = u64::from(self.0.next_u32()).saturating_mul(u64::try_from(bound).unwrap_or_default()) >> 32;
        usize::try_from(drawn).unwrap_or_default()
    }

    /// A number from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "32 bits fit a float exactly")]
    fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / (u64::from(u32::MAX) + 1) as f64
    }
}

/// Rounded values, one for each joint cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// The values, multiples of [`BASE`].
    pub values: Vec<u64>,
    /// How far a value may be from its count, as readers are told: 4, or 9 where neighbouring multiples could not add up.
    pub reach: u64,
}

/// Why counts are not rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RoundingRefused {
    /// More cells than can be rounded together.
    #[error("more than {MOST_CELLS} cells to round together: publish fewer dimensions or coarser codes")]
    TooLarge,
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// No multiples were found that add up.
    #[error("no multiples of {BASE} near the counts add up: publish fewer dimensions or coarser codes")]
    NoRounding,
}

/// Rounds all cells so that all tables add up.
///
/// # Errors
/// [`RoundingRefused`] when there are too many cells or no additive rounding is found.
pub fn round(joint: &Joint, seed: Seed) -> Result<Rounded, RoundingRefused> {
    round_unless(joint, seed, &never)
}

/// [`round`], given up when asked to.
pub(crate) fn round_unless(joint: &Joint, seed: Seed, stop: Stop<'_>) -> Result<Rounded, RoundingRefused> {
    if joint.len() > MOST_CELLS {
        return Err(RoundingRefused::TooLarge);
    }
    if let (true, [table]) = (joint.len() > LARGEST_LOTTERY && !joint.continues(), joint.tables()) {
        return repair::draw(table, &mut seed.own_dice()).ok_or(RoundingRefused::NoRounding);
    }
    let mut dice = seed.dice();
    let ticket = seed.ticket(&mut dice);
    let sums = lottery::Sums::of(joint);
    if let Some(up) = lottery::draw(&sums, ticket, &mut dice, stop) {
        return Ok(Rounded { values: sums.values(&up), reach: BASE - 1 });
    }
    if stop() {
        return Err(RoundingRefused::Stopped);
    }
    let up = lottery::with_slack(&sums, &mut dice).ok_or(RoundingRefused::NoRounding)?;
    Ok(Rounded { values: sums.values(&up), reach: 2 * BASE - 1 })
}
