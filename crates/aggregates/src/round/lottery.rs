use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

use super::{BASE, Dice};
use crate::Stop;
use crate::model::Joint;

// How near a fraction must be to a whole number to count as one.
const NEAR: f64 = 1e-7;
// How many branches a search for whole numbers may take.
const MOST_NODES: u64 = 2_000;

/// The cells in units of the base, and the lines that must add up.
pub(super) struct Sums {
    floors: Vec<u64>,
    fractions: Vec<f64>,
    lines: Vec<Line>,
    // Cells that an earlier release printed keep the step taken then, so that the exact table is no longer a mixture.
    kept: Vec<Option<i64>>,
}

struct Line {
    total: usize,
    parts: Vec<usize>,
    // What the steps up of the parts exceed that of the total by.
    carried: f64,
}

impl Sums {
    #[expect(clippy::cast_precision_loss, reason = "counts are below 10⁹")]
    pub(super) fn of(joint: &Joint) -> Self {
        let floor = |cell: usize| joint.value(cell) / BASE;
        let carried = |total: usize, parts: &[usize]| {
            floor(total) as f64 - parts.iter().map(|&part| floor(part)).sum::<u64>() as f64
        };
        let lines = joint.lines().into_iter();
        let lines = lines.map(|(total, parts)| Line { carried: carried(total, &parts), total, parts }).collect();
        let kept = |cell: usize| {
            let steps = joint.printed(cell)? / BASE;
            Some(i64::try_from(steps).ok()? - i64::try_from(floor(cell)).ok()?)
        };
        let kept: Vec<Option<i64>> = (0..joint.len()).map(kept).collect();
        let fraction = |cell: usize| match kept.get(cell) {
            Some(Some(step)) => float(*step),
            _ => (joint.value(cell) % BASE) as f64 / BASE as f64,
        };
        Self {
            floors: (0..joint.len()).map(floor).collect(),
            fractions: (0..joint.len()).map(fraction).collect(),
            lines,
            kept,
        }
    }

    /// Returns the published values: the multiple below each count and the steps from it.
    pub(super) fn values(&self, steps: &[i64]) -> Vec<u64> {
        let value = |(floor, step): (&u64, &i64)| floor.saturating_add_signed(*step) * BASE;
        self.floors.iter().zip(steps).map(value).collect()
    }

    /// Looks for steps that add up, near to what the costs ask for. Cells whose fraction is whole stay.
    fn steps(&self, at: &[f64], cost: impl FnMut(usize) -> f64) -> Option<Vec<i64>> {
        let mut cost = cost;
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let free: Vec<Option<Variable>> = at
            .iter()
            .enumerate()
            .map(|(cell, &at)| (!is_whole(at)).then(|| problem.add_binary_var(cost(cell))))
            .collect();
        for line in &self.lines {
            let mut terms = LinearExpr::empty();
            let mut constant = line.carried;
            let cells = line.parts.iter().map(|&part| (part, 1.0)).chain([(line.total, -1.0)]);
            let mut any = false;
            for (cell, sign) in cells {
                match free.get(cell).copied().flatten() {
                    Some(variable) => {
                        terms.add(variable, sign);
                        any = true;
                    }
                    None => constant -= sign * at.get(cell).copied().unwrap_or_default().round(),
                }
            }
            if any {
                problem.add_constraint(terms, ComparisonOp::Eq, constant);
            }
        }
        let found = solve(&problem)?;
        let step = |(variable, at): (&Option<Variable>, &f64)| {
            whole(variable.map_or(*at, |variable| found.var_value(variable)))
        };
        Some(free.iter().zip(at).map(step).collect())
    }
}

/// Draws one of the roundings whose mean is the exact table; none as well when asked to stop.
pub(super) fn draw(sums: &Sums, ticket: f64, dice: &mut Dice, stop: Stop<'_>) -> Option<Vec<i64>> {
    if sums.kept.iter().any(Option::is_some) {
        return nearest(sums, &sums.fractions, dice);
    }
    let mut at = sums.fractions.clone();
    let mut ticket = ticket;
    loop {
        if stop() {
            return None;
        }
        if at.iter().all(|at| is_whole(*at)) {
            return Some(at.into_iter().map(whole).collect());
        }
        let here = at.clone();
        let nearest = |cell: usize| 0.5 - here.get(cell).copied().unwrap_or(0.5) + (dice.unit() - 0.5);
        let Some(steps) = sums.steps(&at, nearest) else { break };
        let share = share(&at, &steps);
        if ticket < share || share >= 1.0 - NEAR {
            return Some(steps);
        }
        ticket = (ticket - share) / (1.0 - share);
        for (at, step) in at.iter_mut().zip(&steps) {
            let rest = share.mul_add(-float(*step), *at) / (1.0 - share);
            *at = if is_whole(rest) { rest.round() } else { rest };
        }
    }
    // No rounding keeps what is whole by now (three dimensions can do that): the nearest to what is left of the lottery.
    nearest(sums, &at, dice)
}

/// A rounding near to what is asked for, chance deciding between those that are equally near.
fn nearest(sums: &Sums, asked: &[f64], dice: &mut Dice) -> Option<Vec<i64>> {
    let cost = |cell: usize| 0.5 - asked.get(cell).copied().unwrap_or(0.5) + (dice.unit() - 0.5) / 10.0;
    sums.steps(&sums.fractions, cost)
}

/// How much of the lottery a rounding can take without pushing any cell beyond its neighbours.
fn share(at: &[f64], steps: &[i64]) -> f64 {
    let room = |(at, step): (&f64, &i64)| if *step > 0 { *at } else { 1.0 - *at };
    at.iter().zip(steps).filter(|(at, _)| !is_whole(**at)).map(room).fold(1.0, f64::min)
}

/// Multiples that add up where neighbouring ones cannot: as few cells as possible go one multiple further.
pub(super) fn with_slack(sums: &Sums, dice: &mut Dice) -> Option<Vec<i64>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut steps = Vec::new();
    for ((floor, fraction), kept) in sums.floors.iter().zip(&sums.fractions).zip(&sums.kept) {
        let highest = if is_whole(*fraction) { 1 } else { 2 };
        let bounds = kept
            .and_then(|kept| i32::try_from(kept).ok())
            .map_or_else(|| (if *floor > 0 { -1 } else { 0 }, highest), |kept| (kept, kept));
        let step = problem.add_integer_var((0.5 - fraction + dice.unit() - 0.5) / 10.0, bounds);
        let further = problem.add_var(1.0, (0.0, 2.0));
        problem.add_constraint([(step, 1.0), (further, -1.0)], ComparisonOp::Le, fraction.ceil());
        problem.add_constraint([(step, 1.0), (further, 1.0)], ComparisonOp::Ge, 0.0);
        steps.push(step);
    }
    for line in &sums.lines {
        let mut terms = LinearExpr::empty();
        line.parts.iter().filter_map(|&part| steps.get(part)).for_each(|step| terms.add(*step, 1.0));
        steps.get(line.total).into_iter().for_each(|step| terms.add(*step, -1.0));
        problem.add_constraint(terms, ComparisonOp::Eq, line.carried);
    }
    let found = solve(&problem)?;
    Some(steps.into_iter().map(|step| whole(found.var_value(step))).collect())
}

fn solve(problem: &Problem) -> Option<microlp::Solution> {
    let mut options = SolveOptions::default();
    options.node_limit = Some(MOST_NODES);
    problem.solve_with(options).ok()?.into_solution().ok()
}

fn is_whole(at: f64) -> bool {
    (at - at.round()).abs() < NEAR
}

#[expect(clippy::cast_possible_truncation, reason = "steps lie between -1 and 2")]
fn whole(at: f64) -> i64 {
    at.round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "steps lie between -1 and 2")]
const fn float(step: i64) -> f64 {
    step as f64
}
