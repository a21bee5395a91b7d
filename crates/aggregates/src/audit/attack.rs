//! What an attacker finds out about each cell, and the search for other whole numbers that fit.

use super::AuditError;
use super::ratio::Ratio;
use super::simplex::{End, Simplex};
use super::system::System;
use crate::Stop;

// How many places the search for whole numbers looks at, and how many before it says that it does not know.
const BRANCHES: [usize; 2] = [200, 20_000];

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
    home: Option<Simplex>,
    // For each variable the least and the most value in whole-numbered tables that were met on the way.
    met: Vec<(i128, i128)>,
    // The same over all tables that were met, whole or not.
    reached: Vec<(Ratio, Ratio)>,
    stop: Stop<'a>,
}

impl<'a> Attacker<'a> {
    /// Takes the true values and the bounds of all variables.
    pub(super) fn new(
        system: &'a System,
        truth: Vec<i64>,
        lower: Vec<i64>,
        upper: Vec<Option<i64>>,
        stop: Stop<'a>,
    ) -> Self {
        let met = truth.iter().map(|&value| (i128::from(value), i128::from(value))).collect();
        let reached = truth.iter().map(|&value| (Ratio::whole(value), Ratio::whole(value))).collect();
        Self { system, truth, lower, upper, home: None, met, reached, stop }
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

    /// Returns a solver at the true values. Each question begins there: its equations are still the plain sums, and the
    /// nearest other tables are of whole numbers.
    fn solver(&mut self) -> Result<Simplex, AuditError> {
        if (self.stop)() {
            return Err(AuditError::Stopped);
        }
        match &self.home {
            Some(home) => Ok(home.clone()),
            None => {
                let made = self.system.solver(self.truth.clone(), self.lower.clone(), self.upper.clone())?;
                Ok(self.home.insert(made).clone())
            }
        }
    }

    /// Returns the range of a variable over the real numbers.
    pub(super) fn interval(&mut self, variable: usize) -> Result<Interval, AuditError> {
        self.range(variable, None, None)
    }

    /// Returns a range that a variable is proven to have at least if that holds both values, and the whole range otherwise.
    pub(super) fn interval_for(&mut self, variable: usize, least: u64, most: u64) -> Result<Interval, AuditError> {
        let goal = |value: u64| i64::try_from(value).map_err(|_| AuditError::TooHard);
        let range = self.range(variable, Some(goal(least)?), Some(goal(most)?))?;
        if range.holds(least, most) { Ok(range) } else { self.interval(variable) }
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
        let sides = [(above, End::Most, truth + 1), (below, End::Least, truth - 1)];
        let open: Vec<_> = sides.into_iter().filter(|(possible, ..)| *possible).collect();
        let mut unsure = false;
        // Most searches end soon; one that does not is tried again with more patience once the other side is tried.
        for branches in BRANCHES {
            unsure = false;
            for &(_, end, value) in &open {
                match self.search(variable, end, value, branches) {
                    Ok(true) => return Ok(false),
                    Ok(false) => {}
                    Err(AuditError::TooHard) => unsure = true,
                    Err(other) => return Err(other),
                }
            }
            if !unsure {
                break;
            }
        }
        if unsure { Err(AuditError::TooHard) } else { Ok(true) }
    }

    /// The range of a variable, each side only as far as its goal if there is one.
    fn range(&mut self, variable: usize, least: Option<i64>, most: Option<i64>) -> Result<Interval, AuditError> {
        let lower = self.lower.get(variable).copied().ok_or(AuditError::Contradiction)?;
        let upper = self.upper.get(variable).copied().flatten();
        // A bound that somebody reached is an end as well.
        let floor = least.map_or(lower, |goal| goal.max(lower));
        let least = self.side(variable, End::Least, Some(floor), least)?.ok_or(AuditError::Contradiction)?;
        let ceiling = match (most, upper) {
            (Some(goal), Some(upper)) => Some(goal.min(upper)),
            (goal, upper) => goal.or(upper),
        };
        Ok(Interval { least, most: self.side(variable, End::Most, ceiling, most)? })
    }

    /// How far a variable goes to one side: what was met on the way if that is far enough.
    fn side(
        &mut self,
        variable: usize,
        end: End,
        enough: Option<i64>,
        goal: Option<i64>,
    ) -> Result<Option<Ratio>, AuditError> {
        let (low, high) = *self.reached.get(variable).ok_or(AuditError::Contradiction)?;
        let met = if end == End::Least { low } else { high };
        if enough.is_some_and(|enough| end.is_beyond(met, enough)) {
            return Ok(Some(met));
        }
        let mut solver = self.solver()?;
        let found = solver.towards(variable, end, goal)?;
        self.look(&solver);
        Ok(found)
    }

    /// Remembers the point a solver is at.
    fn look(&mut self, simplex: &Simplex) {
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
    fn search(&mut self, variable: usize, end: End, value: i128, branches: usize) -> Result<bool, AuditError> {
        let mut start = self.solver()?;
        start.fence();
        let value = i64::try_from(value).map_err(|_| AuditError::TooHard)?;
        let mut open = vec![(start, variable, end, value)];
        for _ in 0..branches {
            let Some((mut point, variable, end, value)) = open.pop() else { return Ok(false) };
            if (self.stop)() {
                return Err(AuditError::Stopped);
            }
            if !beyond(&mut point, variable, end, value)? {
                continue;
            }
            let Some(broken) = point.broken() else {
                self.look(&point);
                return Ok(true);
            };
            let at = point.value(broken);
            let whole = |value: i128| i64::try_from(value).map_err(|_| AuditError::TooHard);
            open.push((point.clone(), broken, End::Least, whole(at.floor())?));
            open.push((point, broken, End::Most, whole(at.ceil())?));
        }
        Err(AuditError::TooHard)
    }
}

/// Moves the variable to the value or beyond and keeps it there; says whether that is possible.
fn beyond(simplex: &mut Simplex, variable: usize, end: End, value: i64) -> Result<bool, AuditError> {
    let found = simplex.towards(variable, end, Some(value))?;
    let reaches = found.is_none_or(|found| end.is_beyond(found, value));
    if reaches {
        let (lower, upper) = simplex.bounds(variable);
        match end {
            End::Most => simplex.narrow(variable, value.max(lower), upper),
            End::Least => simplex.narrow(variable, lower, Some(upper.map_or(value, |upper| upper.min(value)))),
        }
    }
    Ok(reaches)
}
