//! What is protected, and how far from its count it must be able to lie.

use super::SuppressionRefused;
use super::tableau::{Cost, TOLERANCE, Tableau};
use crate::Stop;
use crate::model::{Joint, SMALL, Standing};

/// Which way a cell is pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Down,
    Up,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Down, Self::Up];

    pub(super) const fn place(self) -> usize {
        match self {
            Self::Down => 0,
            Self::Up => 1,
        }
    }
}

/// How a cell is pushed away from its count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Push {
    pub(super) cell: usize,
    pub(super) by: u64,
    pub(super) side: Side,
}

impl Push {
    /// Returns the shift that is asked for.
    #[expect(clippy::cast_precision_loss, reason = "pushes are a few people")]
    pub(super) fn shift(self) -> f64 {
        if self.side == Side::Up { self.by as f64 } else { -(self.by as f64) }
    }

    /// What a step towards it is worth.
    pub(super) fn worth(self, worth: f64) -> Cost {
        Cost::towards(self.shift(), worth)
    }
}

/// The range that readers must not be able to narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Goal {
    pub(super) cell: usize,
    least: u64,
    most: u64,
}

impl Goal {
    /// How far the cell must be pushed.
    pub(super) fn distance(&self, joint: &Joint, side: Side) -> u64 {
        let value = joint.value(self.cell);
        match side {
            Side::Down => value.saturating_sub(self.least),
            Side::Up => self.most.saturating_sub(value),
        }
    }

    /// Says whether a shift of all cells reaches the goal.
    #[expect(clippy::cast_precision_loss, reason = "distances are a few people")]
    pub(super) fn met_by(&self, joint: &Joint, shift: &[f64], side: Side) -> bool {
        let shift = shift.get(self.cell).copied().unwrap_or_default();
        let towards = if side == Side::Up { shift } else { -shift };
        towards >= self.distance(joint, side) as f64 - TOLERANCE
    }
}

/// All cells to protect. A goal that what readers know already puts out of reach is moved to what can be reached.
pub(super) fn goals(
    joint: &Joint,
    space: &Tableau,
    more: &[usize],
    stop: Stop<'_>,
) -> Result<Vec<Goal>, SuppressionRefused> {
    let settled = (0..joint.len()).any(|cell| joint.standing(cell) == Standing::Known) || joint.tables().len() > 1;
    let (home, mut space) = (space, space.clone());
    let mut goals = Vec::new();
    let mut given_away = 0;
    for cell in protected(joint) {
        if stop() {
            return Err(SuppressionRefused::Stopped);
        }
        let value = joint.value(cell);
        let small = SMALL.contains(&value);
        let lowest = joint.support(cell).max(1);
        let least = if small { lowest } else { lowest.max(value.saturating_sub(4)) };
        let wider = u64::try_from(more.iter().filter(|more| **more == cell).count()).unwrap_or_default();
        let mut goal = Goal { cell, least: least.min(value), most: (value + 1).max(4) + wider };
        if settled && !reachable(joint, home, &mut space, &mut goal) {
            given_away += 1;
        }
        goals.push(goal);
    }
    if given_away > 0 { Err(SuppressionRefused::KnownAlready { cells: given_away }) } else { Ok(goals) }
}

/// Cells that are hidden in any case.
pub(super) fn fixed(joint: &Joint, goals: &[Goal]) -> Vec<bool> {
    let mut fixed: Vec<bool> = (0..joint.len()).map(|cell| joint.standing(cell) == Standing::Hidden).collect();
    for goal in goals {
        if let Some(fixed) = fixed.get_mut(goal.cell) {
            *fixed = true;
        }
    }
    fixed
}

/// Puts goals in the order of an attempt.
pub(super) fn order(goals: &mut [Goal], joint: &Joint, attempt: usize) {
    match attempt % 3 {
        0 => goals.sort_by_key(|goal| (joint.value(goal.cell), goal.cell)),
        1 => goals.sort_by_key(|goal| (std::cmp::Reverse(joint.value(goal.cell)), goal.cell)),
        _ => goals.sort_by_key(|goal| (goal.cell * 7_919 + attempt * 104_729) % 10_007),
    }
}

/// Small cells, and cells that hold everybody of a line: to be in that line is to be in that cell.
fn protected(joint: &Joint) -> Vec<usize> {
    let mut protected: Vec<bool> = (0..joint.len()).map(|cell| SMALL.contains(&joint.value(cell))).collect();
    for (_, parts) in joint.lines() {
        let mut filled = parts.iter().copied().filter(|&part| joint.value(part) > 0);
        if let (Some(only), None, true) = (filled.next(), filled.next(), parts.len() > 1)
            && let Some(mark) = protected.get_mut(only)
        {
            *mark = true;
        }
    }
    let open = |cell: &usize| joint.standing(*cell) != Standing::Known;
    protected.iter().enumerate().filter(|(_, mark)| **mark).map(|(cell, _)| cell).filter(open).collect()
}

/// Moves a goal to what is possible with everything hidden; says whether anything is.
fn reachable(joint: &Joint, home: &Tableau, space: &mut Tableau, goal: &mut Goal) -> bool {
    for side in Side::BOTH {
        let push = Push { cell: goal.cell, by: goal.distance(joint, side), side };
        if push.by == 0 {
            continue;
        }
        let mut missing = left(space, push);
        if missing > 0 {
            // Hundreds of questions in floating point may have led astray: whether it is so is asked of what has not moved.
            *space = home.clone();
            missing = left(space, push);
        }
        match side {
            Side::Down => goal.least += missing,
            Side::Up => goal.most = goal.most.saturating_sub(missing),
        }
    }
    Side::BOTH.into_iter().any(|side| goal.distance(joint, side) > 0)
}

/// How many whole people are missing when a cell is pushed as far as it goes.
fn left(space: &mut Tableau, push: Push) -> u64 {
    space.cost(push.cell, push.worth(1.0));
    space.minimise();
    space.cost(push.cell, Cost::NONE);
    missing(push, space.value(push.cell))
}

/// How many whole people a shift falls short by.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pushes are a few people")]
fn missing(push: Push, shift: f64) -> u64 {
    ((push.shift() - shift).abs() - TOLERANCE).ceil().max(0.0) as u64
}
