//! Hiding small counts, and as few others as needed for nobody to work them out.
//!
//! Readers are taken to know that zeros are shown, so that what is hidden is at least one. A small cell is protected when
//! a table exists that looks the same and has the cell at its lower target, and another that has it at its upper one.

mod flow;
mod space;
mod tableau;
mod targets;

use thiserror::Error;

use self::flow::Sums;
use self::tableau::{Cost, TOLERANCE, Tableau};
use self::targets::{Goal, Push, Side};
use crate::model::Joint;
use crate::stop::{Stop, never};

// Above this many cells that are not zero the search takes longer than anybody waits.
const MOST_FILLED: usize = 2_000;

// Questions times squared cells, after which no more cells are tried to be shown again: a question takes that much longer
// in a larger table. Counted, not timed: the same counts give the same pattern on any computer.
const MOST_ASKED: usize = 800_000_000;

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
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
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
    suppress_unless(joint, more, &never)
}

/// [`suppress`], given up when asked to.
pub(crate) fn suppress_unless(joint: &Joint, more: &[usize], stop: Stop<'_>) -> Result<Vec<bool>, SuppressionRefused> {
    let filled = (0..joint.len()).filter(|&cell| joint.value(cell) > 0).count();
    if filled > MOST_FILLED {
        return Err(SuppressionRefused::TooLarge);
    }
    let sums = Sums::of(joint);
    let space = space::of(joint);
    let goals = targets::goals(joint, &space, more, stop)?;
    let mut best: Option<Vec<bool>> = None;
    for attempt in 0..attempts(filled) {
        let found = Search::new(joint, &sums, &space, &goals, attempt, stop).run()?;
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
    // Nothing moved yet, nothing closed.
    home: &'a Tableau,
    space: Tableau,
    // What must go on adding up.
    lines: Vec<(usize, Vec<usize>)>,
    goals: Vec<Goal>,
    hidden: Vec<bool>,
    // Which cells may not be shown again.
    fixed: Vec<bool>,
    // For each goal and side the shift of all cells that reaches it.
    witnesses: Vec<[Option<usize>; 2]>,
    shifts: Vec<Vec<f64>>,
    // For each goal how often it kept a cell hidden: those are asked first.
    refused: Vec<u32>,
    attempt: usize,
    // How many questions were asked.
    asked: usize,
    stop: Stop<'a>,
}

impl<'a> Search<'a> {
    fn new(
        joint: &'a Joint,
        sums: &'a Sums,
        home: &'a Tableau,
        goals: &[Goal],
        attempt: usize,
        stop: Stop<'a>,
    ) -> Self {
        let mut goals = goals.to_vec();
        targets::order(&mut goals, joint, attempt);
        let fixed = targets::fixed(joint, &goals);
        let witnesses = vec![[None; 2]; goals.len()];
        let refused = vec![0; goals.len()];
        let (space, hidden) = (home.clone(), fixed.clone());
        let mut lines = joint.lines();
        lines.extend_from_slice(joint.ties());
        Self {
            joint,
            sums,
            home,
            space,
            lines,
            goals,
            hidden,
            fixed,
            witnesses,
            shifts: Vec::new(),
            refused,
            attempt,
            asked: 0,
            stop,
        }
    }

    fn run(mut self) -> Result<Vec<bool>, SuppressionRefused> {
        if self.close_what_is_shown() {
            self.meet_together();
        }
        for place in 0..self.goals.len() {
            for side in Side::BOTH {
                self.reach(place, side)?;
            }
        }
        self.show_again();
        if (self.stop)() { Err(SuppressionRefused::Stopped) } else { Ok(self.hidden) }
    }

    /// Hides what the cheapest shift to a goal moves.
    fn reach(&mut self, place: usize, side: Side) -> Result<(), SuppressionRefused> {
        let Some(goal) = self.goals.get(place).copied() else { return Ok(()) };
        let met = self.witnesses.get(place).and_then(|both| both.get(side.place())).is_some_and(Option::is_some);
        if met || goal.distance(self.joint, side) == 0 {
            return Ok(());
        }
        if (self.stop)() {
            return Err(SuppressionRefused::Stopped);
        }
        let push = Push { cell: goal.cell, by: goal.distance(self.joint, side), side };
        let cost = |cell: usize| Some(if self.is_hidden(cell) { 0.0 } else { self.cost(cell) });
        let shift = self.sums.cheapest(push, cost).ok_or(SuppressionRefused::NoPattern)?;
        for (hidden, shift) in self.hidden.iter_mut().zip(&shift) {
            *hidden |= moves(*shift);
        }
        self.keep(shift);
        Ok(())
    }

    /// What it costs to move a cell that is not hidden yet.
    fn cost(&self, cell: usize) -> f64 {
        // Attempts differ in how much they shun large cells, and a little at random.
        let weight: f64 = [0.3, 0.6, 0.1, 1.0].get(self.attempt % 4).copied().unwrap_or(0.3);
        let spread = f64::from(u32::try_from((cell * 31 + self.attempt * 17) % 97).unwrap_or_default()) / 97.0;
        let noise = if self.attempt == 0 { 0.001 } else { 0.4 };
        spread.mul_add(noise, weight.mul_add(log(self.joint.value(cell)), 1.0))
    }

    /// Pushes one cell; says whether it went all the way.
    fn push(&mut self, push: Push, worth: f64) -> bool {
        self.ask_for(&[push], worth)
            && ((push.shift() - self.space.value(push.cell)).abs() < TOLERANCE
                || (push.shift() > 0.0) == (self.space.value(push.cell) > push.shift()))
    }

    /// Pushes cells at once; false if what came out does not add up.
    fn ask_for(&mut self, pushes: &[Push], worth: f64) -> bool {
        pushes.iter().for_each(|push| self.space.cost(push.cell, push.worth(worth)));
        self.space.minimise();
        pushes.iter().for_each(|push| self.space.cost(push.cell, Cost::NONE));
        self.asked += 1;
        self.adds_up()
    }

    /// Says whether the present shift keeps all lines adding up: thousands of steps in floating point may not.
    fn adds_up(&self) -> bool {
        self.lines.iter().all(|(total, parts)| {
            let sum: f64 = parts.iter().map(|&part| self.space.value(part)).sum();
            (sum - self.space.value(*total)).abs() < 1e-5
        })
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
        if !self.close_what_is_shown() {
            return;
        }
        let filled = (0..self.joint.len()).filter(|&cell| self.joint.value(cell) > 0).count();
        for cell in extra {
            if (self.stop)() || self.asked > MOST_ASKED / (filled * filled).max(1) {
                return;
            }
            self.try_to_show(cell);
        }
    }

    /// Begins again with a space in which only what is hidden moves.
    fn close_what_is_shown(&mut self) -> bool {
        let shown = self.hidden.iter().enumerate().filter(|(_, hidden)| !**hidden);
        let mut space = self.home.clone();
        let closed = shown.map(|(cell, _)| cell).all(|cell| space.close(cell));
        self.space = space;
        closed
    }

    fn is_hidden(&self, cell: usize) -> bool {
        self.hidden.get(cell).copied().unwrap_or_default()
    }

    fn try_to_show(&mut self, cell: usize) {
        if !self.adds_up() && !self.close_what_is_shown() {
            return;
        }
        let before = (self.witnesses.clone(), self.space.clone());
        let shifts = self.shifts.len();
        for witness in self.witnesses.iter_mut().flatten() {
            if witness
                .and_then(|at| self.shifts.get(at))
                .is_some_and(|shift| shift.get(cell).copied().is_some_and(moves))
            {
                *witness = None;
            }
        }
        self.mark(cell, false);
        if !(self.space.close(cell) && self.all_reached()) {
            self.mark(cell, true);
            (self.witnesses, self.space) = before;
            self.shifts.truncate(shifts);
        }
    }

    fn mark(&mut self, cell: usize, hide: bool) {
        if let Some(hidden) = self.hidden.get_mut(cell) {
            *hidden = hide;
        }
    }

    /// Reaches every goal again with the cells that are hidden now, or says that it cannot.
    fn all_reached(&mut self) -> bool {
        if !self.ask_the_strictest() {
            return false;
        }
        self.meet_together();
        while let Some((place, push)) = self.unmet().into_iter().max_by_key(|(place, _)| self.strictness(*place)) {
            if !self.ask(place, push) {
                return false;
            }
        }
        true
    }

    fn ask_the_strictest(&mut self) -> bool {
        let mut unmet = self.unmet();
        unmet.retain(|(place, _)| self.strictness(*place) > 0);
        unmet.sort_by_key(|(place, _)| std::cmp::Reverse(self.strictness(*place)));
        unmet.into_iter().take(4).all(|(place, push)| self.ask(place, push))
    }

    fn strictness(&self, place: usize) -> u32 {
        self.refused.get(place).copied().unwrap_or_default()
    }

    fn ask(&mut self, place: usize, push: Push) -> bool {
        if (self.stop)() {
            return false;
        }
        let mut reached = self.push(push, 1.0);
        if !self.adds_up() {
            reached = self.close_what_is_shown() && self.push(push, 1.0);
        }
        if reached {
            self.keep(self.space.values().to_vec());
        } else if let Some(refused) = self.refused.get_mut(place) {
            *refused += 1;
        }
        reached && self.adds_up()
    }

    /// Pushes everything that is not reached yet at once, first one way and then the other, as often as that reaches a
    /// good part of it.
    fn meet_together(&mut self) {
        for side in Side::BOTH {
            loop {
                let mut unmet = self.unmet();
                unmet.retain(|(_, push)| push.side == side);
                if unmet.len() < 3 {
                    break;
                }
                let pushes: Vec<Push> = unmet.iter().map(|(_, push)| *push).collect();
                if !self.ask_for(&pushes, 1.0) {
                    break;
                }
                self.keep(self.space.values().to_vec());
                let left = self.unmet().iter().filter(|(_, push)| push.side == side).count();
                if left * 4 > unmet.len() * 3 {
                    break;
                }
            }
        }
    }

    /// What no shift reaches yet, with the place of its goal.
    fn unmet(&self) -> Vec<(usize, Push)> {
        let goals = self.goals.iter().zip(&self.witnesses).enumerate();
        let open = goals.flat_map(|(place, (goal, witnesses))| {
            let sides = Side::BOTH.into_iter().zip(witnesses).filter(|(_, witness)| witness.is_none());
            sides.map(move |(side, _)| (place, goal, side))
        });
        let pushes = open
            .map(|(place, goal, side)| (place, Push { cell: goal.cell, by: goal.distance(self.joint, side), side }));
        pushes.filter(|(_, push)| push.by > 0).collect()
    }
}

fn moves(shift: f64) -> bool {
    shift.abs() > TOLERANCE
}

#[expect(clippy::cast_precision_loss, reason = "counts are below 10⁹")]
fn log(value: u64) -> f64 {
    (value as f64).ln_1p()
}
