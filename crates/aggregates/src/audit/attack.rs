//! What an attacker finds out about each cell, and the search for other whole numbers that fit.

use super::AuditError;
use super::ratio::Ratio;
use super::simplex::{End, Simplex};

// How many places the search for whole numbers looks at before it says that it does not know.
const MOST_BRANCHES: usize = 2_000;

/// The range of a cell as an attacker sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interval {
    pub(super) least: Ratio,
    /// None where nothing bounds it.
    pub(super) most: Option<Ratio>,
}

impl Interval {
    pub(super) fn is_exact(self) -> bool {
        self.most == Some(self.least)
    }

    /// Says whether the range holds these two values.
    pub(super) fn holds(self, least: u64, most: u64) -> bool {
        let whole = |value: u64| Ratio::new(i128::from(value), 1);
        self.least <= whole(least) && self.most.is_none_or(|end| end >= whole(most))
    }

    pub(super) fn width(self) -> Option<f64> {
        self.most.map(|most| most.minus(self.least))
    }
}

/// An attacker who knows the equations and the bounds.
pub(super) struct Attacker {
    simplex: Simplex,
    // For each variable the least and the most value in whole-numbered tables that were met on the way.
    met: Vec<(i128, i128)>,
    // The same over all tables that were met, whole or not.
    reached: Vec<(Ratio, Ratio)>,
}

impl Attacker {
    pub(super) fn new(simplex: Simplex, truth: impl Iterator<Item = u64>) -> Self {
        let truth: Vec<i128> = truth.map(i128::from).collect();
        let met = truth.iter().map(|&value| (value, value)).collect();
        let reached = truth.iter().map(|&value| (Ratio::new(value, 1), Ratio::new(value, 1))).collect();
        Self { simplex, met, reached }
    }

    /// Returns the range of a variable over the real numbers.
    pub(super) fn interval(&mut self, variable: usize) -> Result<Interval, AuditError> {
        let (lower, upper) = self.simplex.bounds(variable);
        let (least, most) = *self.reached.get(variable).ok_or(AuditError::Contradiction)?;
        let least = if least <= Ratio::whole(lower) { Some(least) } else { self.end(variable, End::Least)? };
        let most = if upper.is_some_and(|upper| most >= Ratio::whole(upper)) {
            Some(most)
        } else {
            self.end(variable, End::Most)?
        };
        Ok(Interval { least: least.ok_or(AuditError::Contradiction)?, most })
    }

    /// Says whether only one whole number fits a variable.
    pub(super) fn only_one_whole(&mut self, variable: usize, truth: u64, range: Interval) -> Result<bool, AuditError> {
        let truth = i128::from(truth);
        let &(least, most) = self.met.get(variable).ok_or(AuditError::Contradiction)?;
        if least < truth || most > truth {
            return Ok(false);
        }
        let above = range.most.is_none_or(|most| most.floor() > truth);
        let below = range.least.ceil() < truth;
        Ok(!(above && self.search(variable, End::Most, truth + 1)?)
            && !(below && self.search(variable, End::Least, truth - 1)?))
    }

    fn end(&mut self, variable: usize, end: End) -> Result<Option<Ratio>, AuditError> {
        let found = self.simplex.extreme(variable, end)?;
        self.look();
        Ok(found)
    }

    /// Remembers the point the solver is at.
    fn look(&mut self) {
        let whole = self.simplex.broken().is_none();
        for (variable, (met, reached)) in self.met.iter_mut().zip(&mut self.reached).enumerate() {
            let value = self.simplex.value(variable);
            *reached = (reached.0.min(value), reached.1.max(value));
            if whole {
                *met = (met.0.min(value.floor()), met.1.max(value.floor()));
            }
        }
    }

    /// Looks for a table of whole numbers with the variable at the value or beyond.
    fn search(&mut self, variable: usize, end: End, value: i128) -> Result<bool, AuditError> {
        let mut start = self.simplex.clone();
        start.fence();
        let value = i64::try_from(value).map_err(|_| AuditError::TooHard)?;
        if !beyond(&mut start, variable, end, value)? {
            return Ok(false);
        }
        let mut open = vec![start];
        for _ in 0..MOST_BRANCHES {
            let Some(point) = open.pop() else { return Ok(false) };
            let Some(broken) = point.broken() else {
                self.meet(point);
                return Ok(true);
            };
            let at = point.value(broken);
            let (floor, ceil) = (i64::try_from(at.floor()), i64::try_from(at.ceil()));
            for (end, value) in [(End::Least, floor), (End::Most, ceil)] {
                let mut half = point.clone();
                if beyond(&mut half, broken, end, value.map_err(|_| AuditError::TooHard)?)? {
                    open.push(half);
                }
            }
        }
        Err(AuditError::TooHard)
    }

    /// Remembers a point of whole numbers; the solver itself stays where it is, with its own bounds.
    fn meet(&mut self, point: Simplex) {
        let kept = std::mem::replace(&mut self.simplex, point);
        self.look();
        self.simplex = kept;
    }
}

/// Moves the variable to the value or beyond and keeps it there; says whether that is possible.
fn beyond(simplex: &mut Simplex, variable: usize, end: End, value: i64) -> Result<bool, AuditError> {
    let found = simplex.extreme(variable, end)?;
    let reaches = found.is_none_or(|found| match end {
        End::Most => found >= Ratio::whole(value),
        End::Least => found <= Ratio::whole(value),
    });
    if reaches {
        let (lower, upper) = simplex.bounds(variable);
        match end {
            End::Most => simplex.narrow(variable, value.max(lower), upper),
            End::Least => simplex.narrow(variable, lower, Some(upper.map_or(value, |upper| upper.min(value)))),
        }
    }
    Ok(reaches)
}
