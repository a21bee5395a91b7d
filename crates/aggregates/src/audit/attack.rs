//! What an attacker finds out about each cell, and the search for other whole numbers that fit.

use super::AuditError;
use super::ratio::Ratio;
use super::simplex::{End, Simplex};
use super::system::System;

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
pub(super) struct Attacker<'a> {
    system: &'a System,
    truth: Vec<i64>,
    lower: Vec<i64>,
    upper: Vec<Option<i64>>,
    // Made when the first question needs it.
    simplex: Option<Simplex>,
    // For each variable the least and the most value in whole-numbered tables that were met on the way.
    met: Vec<(i128, i128)>,
    // The same over all tables that were met, whole or not.
    reached: Vec<(Ratio, Ratio)>,
}

impl<'a> Attacker<'a> {
    /// Takes the true values and the bounds of all variables.
    pub(super) fn new(system: &'a System, truth: Vec<i64>, lower: Vec<i64>, upper: Vec<Option<i64>>) -> Self {
        let met = truth.iter().map(|&value| (i128::from(value), i128::from(value))).collect();
        let reached = truth.iter().map(|&value| (Ratio::whole(value), Ratio::whole(value))).collect();
        Self { system, truth, lower, upper, simplex: None, met, reached }
    }

    /// Looks at a table that somebody proposes; it counts only if it satisfies every equation and bound.
    pub(super) fn consider(&mut self, point: &[i64]) {
        let within = |((value, lower), upper): ((&i64, &i64), &Option<i64>)| {
            value >= lower && upper.is_none_or(|upper| *value <= upper)
        };
        if !point.iter().zip(&self.lower).zip(&self.upper).all(within) || !self.system.fits(point) {
            return;
        }
        for ((value, met), reached) in point.iter().zip(&mut self.met).zip(&mut self.reached) {
            let whole = i128::from(*value);
            *met = (met.0.min(whole), met.1.max(whole));
            *reached = (reached.0.min(Ratio::whole(*value)), reached.1.max(Ratio::whole(*value)));
        }
    }

    fn solver(&mut self) -> Result<&mut Simplex, AuditError> {
        match &mut self.simplex {
            Some(simplex) => Ok(simplex),
            empty => {
                let made = self.system.solver(self.truth.clone(), self.lower.clone(), self.upper.clone())?;
                Ok(empty.insert(made))
            }
        }
    }

    /// Returns the range of a variable over the real numbers.
    pub(super) fn interval(&mut self, variable: usize) -> Result<Interval, AuditError> {
        let lower = self.lower.get(variable).copied().ok_or(AuditError::Contradiction)?;
        let upper = self.upper.get(variable).copied().flatten();
        let (least, most) = *self.reached.get(variable).ok_or(AuditError::Contradiction)?;
        let least = if least <= Ratio::whole(lower) { Some(least) } else { self.end(variable, End::Least)? };
        let most = if upper.is_some_and(|upper| most >= Ratio::whole(upper)) {
            Some(most)
        } else {
            self.end(variable, End::Most)?
        };
        Ok(Interval { least: least.ok_or(AuditError::Contradiction)?, most })
    }

    /// Returns a range that a variable is proven to have at least: what was met on the way if that holds both values, and
    /// the whole range otherwise.
    pub(super) fn interval_for(&mut self, variable: usize, least: u64, most: u64) -> Result<Interval, AuditError> {
        let (low, high) = *self.reached.get(variable).ok_or(AuditError::Contradiction)?;
        let met = Interval { least: low, most: Some(high) };
        if met.holds(least, most) { Ok(met) } else { self.interval(variable) }
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
        let other_possible = (above && self.search(variable, End::Most, truth + 1)?)
            || (below && self.search(variable, End::Least, truth - 1)?);
        Ok(!other_possible)
    }

    fn end(&mut self, variable: usize, end: End) -> Result<Option<Ratio>, AuditError> {
        let found = self.solver()?.extreme(variable, end)?;
        self.look();
        Ok(found)
    }

    /// Remembers the point the solver is at.
    fn look(&mut self) {
        let Some(simplex) = &self.simplex else { return };
        let whole = simplex.broken().is_none();
        for (variable, (met, reached)) in self.met.iter_mut().zip(&mut self.reached).enumerate() {
            let value = simplex.value(variable);
            *reached = (reached.0.min(value), reached.1.max(value));
            if whole {
                *met = (met.0.min(value.floor()), met.1.max(value.floor()));
            }
        }
    }

    /// Looks for a table of whole numbers with the variable at the value or beyond.
    fn search(&mut self, variable: usize, end: End, value: i128) -> Result<bool, AuditError> {
        let mut start = self.solver()?.clone();
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
        let kept = self.simplex.replace(point);
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
