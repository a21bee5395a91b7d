//! Chance that comes out the same for the same seed.

use chrono::{Days, NaiveDate};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// Draws from a seed.
#[derive(Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `bound`; 0 when nothing is below it. The bias of 64 bits is too small to be seen.
    pub fn below(&mut self, bound: usize) -> usize {
        let drawn = u128::from(self.0.next_u64());
        usize::try_from((drawn * bound as u128) >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let width = high.saturating_sub(low).saturating_add(1);
        low + u32::try_from(self.below(width as usize)).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        list.get(self.below(list.len())).expect("the lists of the sample are not empty")
    }

    /// One of a list in which each has a weight.
    pub fn weighted<'a, T>(&mut self, list: &'a [(usize, T)]) -> &'a T {
        let mut drawn = self.below(list.iter().map(|(weight, _)| weight).sum());
        let hit = list.iter().find(|(weight, _)| match drawn.checked_sub(*weight) {
            Some(rest) => {
                drawn = rest;
                false
            }
            None => true,
        });
        hit.map(|(_, value)| value).expect("the weights of the sample are not all zero")
    }

    /// As many of a list as asked for, or all of it, in an order of chance.
    pub fn some<T>(&mut self, mut list: Vec<T>, count: usize) -> Vec<T> {
        let count = count.min(list.len());
        for place in 0..count {
            let other = place + self.below(list.len() - place);
            list.swap(place, other);
        }
        list.truncate(count);
        list
    }

    /// A day from `first` to `last`; `first` when `last` lies before it.
    pub fn day(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let width = usize::try_from((last - first).num_days()).unwrap_or(0);
        first + Days::new(self.below(width + 1) as u64)
    }

    /// A day from `least` to `most` days after another.
    pub fn after(&mut self, day: NaiveDate, least: u32, most: u32) -> NaiveDate {
        day + Days::new(u64::from(self.between(least, most)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        let draw = |seed| {
            let mut dice = Dice::new(seed);
            (0..50).map(|_| dice.below(1_000)).collect::<Vec<_>>()
        };

        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn some_of_a_list_are_each_drawn_once() {
        let mut drawn = Dice::new(1).some((0..100).collect(), 100);
        drawn.sort_unstable();

        assert_eq!(drawn, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_weight_of_zero_is_never_drawn() {
        let mut dice = Dice::new(1);

        assert!((0..1_000).all(|_| *dice.weighted(&[(0, 'a'), (3, 'b'), (0, 'c'), (1, 'd')]) != 'a'));
        assert_eq!(dice.below(0), 0);
    }
}
