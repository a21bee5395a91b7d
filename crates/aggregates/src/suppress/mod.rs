//! Hiding small counts, and as few others as needed for nobody to work them out.
//!
//! Readers are taken to know that zeros are shown, so that what is hidden is at least one. A small cell is protected when
//! a table exists that looks the same and has the cell at its lower target, and another that has it at its upper one.

mod flow;
mod targets;

use thiserror::Error;

use self::flow::{Push, Sums};
use self::targets::{Goal, Side};
use crate::model::Joint;

// Above this many cells that are not zero the search takes longer than anybody waits.
const MOST_FILLED: usize = 2_000;

// Cells times linear programs after which no more cells are tried to be shown again. Counted, not timed: the same counts
// give the same pattern on any computer.
const MOST_SOLVED: usize = 400_000;

/// Why no pattern is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SuppressionRefused {
    /// Too many cells that are not zero.
    #[error("more than {MOST_FILLED} cells with people in them: publish fewer dimensions or coarser codes, or round")]
    TooLarge,
    /// What readers know already gives small counts away, whatever is hidden.
    #[error("{cells} small counts follow from what is known already: leave those out or publish coarser codes")]
    KnownAlready {
        /// How many.
        cells: usize,
    },
    /// The solver failed.
    #[error("no pattern was found: publish fewer dimensions or coarser codes, or round")]
    NoPattern,
}

/// Decides which cells are hidden: one entry for each joint cell. `more` names cells that need a wider range than usual,
/// because a stricter proof found them.
///
/// # Errors
/// [`SuppressionRefused`] when the tables are too large or cannot be protected.
pub fn suppress(joint: &Joint, more: &[usize]) -> Result<Vec<bool>, SuppressionRefused> {
    let filled = (0..joint.len()).filter(|&cell| joint.value(cell) > 0).count();
    if filled > MOST_FILLED {
        return Err(SuppressionRefused::TooLarge);
    }
    let sums = Sums::of(joint);
    let goals = targets::goals(joint, &sums, more)?;
    let mut best: Option<Vec<bool>> = None;
    for attempt in 0..attempts(filled) {
        let found = Search::new(joint, &sums, &goals, attempt).run()?;
        if best.as_ref().is_none_or(|best| worth(joint, &found) < worth(joint, best)) {
            best = Some(found);
        }
    }
    best.ok_or(SuppressionRefused::NoPattern)
}

/// Small tables are tried in several orders, since a good one is not known beforehand.
const fn attempts(filled: usize) -> usize {
    match filled {
        0..=60 => 12,
        61..=150 => 3,
        _ => 1,
    }
}

/// Fewer hidden cells first, then fewer people in them.
fn worth(joint: &Joint, hidden: &[bool]) -> (usize, u64) {
    let cells = hidden.iter().enumerate().filter(|(_, hidden)| **hidden);
    cells.fold((0, 0), |(count, people), (cell, _)| (count + 1, people + joint.value(cell)))
}

struct Search<'a> {
    joint: &'a Joint,
    sums: &'a Sums,
    goals: Vec<Goal>,
    hidden: Vec<bool>,
    // Which cells may not be shown again.
    fixed: Vec<bool>,
    // For each goal and side the shift of all cells that reaches it.
    witnesses: Vec<[Option<usize>; 2]>,
    shifts: Vec<Vec<f64>>,
    attempt: usize,
    // How many linear programs were solved.
    solved: usize,
}

impl<'a> Search<'a> {
    fn new(joint: &'a Joint, sums: &'a Sums, goals: &[Goal], attempt: usize) -> Self {
        let mut goals = goals.to_vec();
        targets::order(&mut goals, joint, attempt);
        let fixed = targets::fixed(joint, &goals);
        let witnesses = vec![[None; 2]; goals.len()];
        Self { joint, sums, goals, hidden: fixed.clone(), fixed, witnesses, shifts: Vec::new(), attempt, solved: 0 }
    }

    fn run(mut self) -> Result<Vec<bool>, SuppressionRefused> {
        self.meet_together();
        for place in 0..self.goals.len() {
            for side in Side::BOTH {
                self.reach(place, side)?;
            }
        }
        self.show_again();
        Ok(self.hidden)
    }

    /// Hides what the cheapest shift to a goal moves.
    fn reach(&mut self, place: usize, side: Side) -> Result<(), SuppressionRefused> {
        let Some(goal) = self.goals.get(place).copied() else { return Ok(()) };
        let met = self.witnesses.get(place).and_then(|both| both.get(side.place())).is_some_and(Option::is_some);
        if met || goal.distance(self.joint, side) == 0 {
            return Ok(());
        }
        let cost = |cell: usize| self.cost(cell);
        let push = Push { cell: goal.cell, by: goal.distance(self.joint, side), side };
        let shift = self.sums.cheapest(push, cost).ok_or(SuppressionRefused::NoPattern)?;
        for (hidden, shift) in self.hidden.iter_mut().zip(&shift) {
            *hidden |= moves(*shift);
        }
        self.solved += 1;
        self.keep(shift);
        Ok(())
    }

    /// What it costs to move a cell; nothing where it is hidden already.
    fn cost(&self, cell: usize) -> Option<f64> {
        if self.hidden.get(cell).copied().unwrap_or(true) {
            return Some(0.0);
        }
        // Attempts differ in how much they shun large cells, and a little at random.
        let weight: f64 = [0.3, 0.6, 0.1, 1.0].get(self.attempt % 4).copied().unwrap_or(0.3);
        let spread = f64::from(u32::try_from((cell * 31 + self.attempt * 17) % 97).unwrap_or_default()) / 97.0;
        let noise = if self.attempt == 0 { 0.0 } else { spread * 0.4 };
        Some(weight.mul_add(log(self.joint.value(cell)), 1.0) + noise)
    }

    /// Remembers for every goal what a shift reaches.
    fn keep(&mut self, shift: Vec<f64>) {
        let at = self.shifts.len();
        for (goal, witness) in self.goals.iter().zip(&mut self.witnesses) {
            for (side, slot) in Side::BOTH.into_iter().zip(witness) {
                if slot.is_none() && goal.met_by(self.joint, &shift, side) {
                    *slot = Some(at);
                }
            }
        }
        self.shifts.push(shift);
    }

    /// Shows cells again that turned out not to be needed, the largest first.
    fn show_again(&mut self) {
        let mut extra: Vec<usize> = (0..self.hidden.len())
            .filter(|&cell| self.is_hidden(cell) && !self.fixed.get(cell).copied().unwrap_or(true))
            .collect();
        extra.sort_by_key(|&cell| std::cmp::Reverse(self.joint.value(cell)));
        for cell in extra {
            if self.solved > MOST_SOLVED / self.joint.len().max(1) {
                return;
            }
            self.try_to_show(cell);
        }
    }

    fn is_hidden(&self, cell: usize) -> bool {
        self.hidden.get(cell).copied().unwrap_or_default()
    }

    fn try_to_show(&mut self, cell: usize) {
        let before = self.witnesses.clone();
        let shifts = self.shifts.len();
        for witness in self.witnesses.iter_mut().flatten() {
            if witness
                .and_then(|at| self.shifts.get(at))
                .is_some_and(|shift| shift.get(cell).copied().is_some_and(moves))
            {
                *witness = None;
            }
        }
        if let Some(hidden) = self.hidden.get_mut(cell) {
            *hidden = false;
        }
        if !self.all_reached() {
            self.witnesses = before;
            self.shifts.truncate(shifts);
            if let Some(hidden) = self.hidden.get_mut(cell) {
                *hidden = true;
            }
        }
    }

    /// Reaches every goal again with the cells that are hidden now, or says that it cannot.
    fn all_reached(&mut self) -> bool {
        self.meet_together();
        // Those that hinder each other are asked for one by one.
        while let Some(push) = self.unmet().first().copied() {
            let cost = |cell: usize| self.is_hidden(cell).then_some(0.0);
            let Some(shift) = self.sums.cheapest(push, cost) else { return false };
            self.solved += 1;
            self.keep(shift);
            // A shift that misses by rounding alone would be asked for again without end.
            if self.unmet().first().is_some_and(|next| next.cell == push.cell && next.side == push.side) {
                return false;
            }
            self.meet_together();
        }
        true
    }

    /// Pushes everything that is not reached yet at once, as often as that reaches a good part of it.
    fn meet_together(&mut self) {
        loop {
            let unmet = self.unmet();
            if unmet.len() < 3 {
                return;
            }
            let Some(shift) = self.sums.together(&unmet, &self.hidden) else { return };
            self.solved += 1;
            self.keep(shift);
            if self.unmet().len() * 4 > unmet.len() * 3 {
                return;
            }
        }
    }

    /// What no shift reaches yet.
    fn unmet(&self) -> Vec<Push> {
        let goals = self.goals.iter().zip(&self.witnesses);
        let pushes = goals.flat_map(|(goal, witnesses)| {
            Side::BOTH
                .into_iter()
                .zip(witnesses)
                .filter(|(_, witness)| witness.is_none())
                .map(move |(side, _)| (goal, side))
        });
        let pushes = pushes.map(|(goal, side)| Push { cell: goal.cell, by: goal.distance(self.joint, side), side });
        pushes.filter(|push| push.by > 0).collect()
    }
}

fn moves(shift: f64) -> bool {
    shift.abs() > 1e-6
}

#[expect(clippy::cast_precision_loss, reason = "counts are below 10⁹")]
fn log(value: u64) -> f64 {
    (value as f64).ln_1p()
}
