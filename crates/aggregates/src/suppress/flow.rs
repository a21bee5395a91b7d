use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::targets::{Push, Side};
use crate::model::{Joint, Standing};

#[derive(Debug, Clone, Copy)]
struct Room {
    down: f64,
    up: f64,
}

/// The cells that can be moved, and the lines that must go on adding up.
pub(super) struct Sums {
    // For each cell how far down and up it can go; none where it cannot move.
    rooms: Vec<Option<Room>>,
    lines: Vec<(usize, Vec<usize>)>,
}

impl Sums {
    #[expect(clippy::cast_precision_loss, reason = "counts are below 10⁹")]
    pub(super) fn of(joint: &Joint) -> Self {
        let room = |cell: usize| {
            let value = joint.value(cell);
            let (least, most) = joint.told(cell).map_or((1, None), |(least, most)| (least.max(1), Some(most)));
            let moves = value > 0 && joint.standing(cell) != Standing::Known;
            moves.then(|| Room {
                down: value.saturating_sub(least) as f64,
                up: most.map_or(f64::INFINITY, |most| most.saturating_sub(value) as f64),
            })
        };
        let rooms: Vec<_> = (0..joint.len()).map(room).collect();
        let can_move = |cell: &usize| rooms.get(*cell).is_some_and(Option::is_some);
        let mut lines = joint.lines();
        lines.extend_from_slice(joint.ties());
        for (_, parts) in &mut lines {
            parts.retain(can_move);
        }
        lines.retain(|(total, parts)| !parts.is_empty() || can_move(total));
        Self { rooms, lines }
    }

    /// Returns the cheapest shift of cells that pushes one as asked and keeps all lines adding up; a cell without a cost
    /// stays where it is. None if there is no such shift.
    #[expect(clippy::cast_precision_loss, reason = "pushes are a few people")]
    pub(super) fn cheapest(&self, push: Push, cost: impl Fn(usize) -> Option<f64>) -> Option<Vec<f64>> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let by = push.by as f64;
        let mut moved: Vec<Moved> = Vec::with_capacity(self.rooms.len());
        for (cell, room) in self.rooms.iter().enumerate() {
            moved.push(match (room, cost(cell)) {
                (Some(room), _) if cell == push.cell => {
                    let reaches = if push.side == Side::Up { room.up >= by } else { room.down >= by };
                    let bounds = if push.side == Side::Up { (by, room.up) } else { (-room.down, -by) };
                    if !reaches {
                        return None;
                    }
                    Moved::Free(problem.add_var(0.0, bounds))
                }
                (Some(room), Some(0.0)) => Moved::Free(problem.add_var(0.0, (-room.down, room.up))),
                (Some(room), Some(cost)) => {
                    Moved::Both(problem.add_var(cost, (0.0, room.up)), problem.add_var(cost, (0.0, room.down)))
                }
                _ => Moved::Not,
            });
        }
        self.add_up(&mut problem, &moved);
        let found = problem.solve().ok()?.into_solution().ok()?;
        Some(moved.iter().map(|moved| moved.shift(&found)).collect())
    }

    fn add_up(&self, problem: &mut Problem, moved: &[Moved]) {
        for (total, parts) in &self.lines {
            let mut terms = LinearExpr::empty();
            let mut any = false;
            for (cell, sign) in parts.iter().map(|&part| (part, 1.0)).chain([(*total, -1.0)]) {
                any |= moved.get(cell).is_some_and(|moved| moved.add_to(&mut terms, sign));
            }
            if any {
                problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
            }
        }
    }
}

enum Moved {
    Not,
    Free(Variable),
    Both(Variable, Variable),
}

impl Moved {
    fn add_to(&self, terms: &mut LinearExpr, sign: f64) -> bool {
        match *self {
            Self::Not => return false,
            Self::Free(variable) => terms.add(variable, sign),
            Self::Both(up, down) => {
                terms.add(up, sign);
                terms.add(down, -sign);
            }
        }
        true
    }

    fn shift(&self, found: &microlp::Solution) -> f64 {
        match *self {
            Self::Not => 0.0,
            Self::Free(variable) => found.var_value(variable),
            Self::Both(up, down) => found.var_value(up) - found.var_value(down),
        }
    }
}
