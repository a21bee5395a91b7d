//! A second auditor: another solver, the lines of the tables instead of sums of innermost cells, floating point instead of
//! whole fractions. What both say is not a mistake of one of them.

use aggregates::model::Joint;
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// What readers know of the cells: for each the least and the most it may be, or nothing if it is shown.
pub struct Readers<'a> {
    joint: &'a Joint,
    bounds: Vec<Option<(f64, f64)>>,
    lines: Vec<(usize, Vec<usize>)>,
}

impl<'a> Readers<'a> {
    /// Readers who see all cells but those hidden, and know that these are not zero.
    pub fn of_hidden(joint: &'a Joint, hidden: &[bool]) -> Self {
        let bounds = hidden.iter().map(|hidden| hidden.then_some((1.0, f64::INFINITY))).collect();
        Self { joint, bounds, lines: joint.lines() }
    }

    /// Readers who see values that are off by at most `reach`.
    pub fn of_rounded(joint: &'a Joint, values: &[u64], reach: u64) -> Self {
        let bounds = |value: &u64| Some((value.saturating_sub(reach) as f64, (value + reach) as f64));
        Self { joint, bounds: values.iter().map(bounds).collect(), lines: joint.lines() }
    }

    /// The small cells that they find exactly: no other whole number fits.
    pub fn find(&self) -> Vec<usize> {
        let small = |cell: &usize| (1..=4).contains(&self.joint.value(*cell));
        let mut other = vec![false; self.joint.len()];
        let mut found = Vec::new();
        for cell in (0..self.joint.len()).filter(small) {
            if self.bounds[cell].is_none() || !(other[cell] || self.can_be_other(cell, &mut other)) {
                found.push(cell);
            }
        }
        found
    }

    /// Looks for a table of whole numbers in which the cell is another one, and notes all cells that are others in it.
    fn can_be_other(&self, cell: usize, other: &mut [bool]) -> bool {
        [1.0, -1.0].into_iter().any(|by| {
            let Some(table) = self.table_with(cell, self.joint.value(cell) as f64 + by, by > 0.0) else { return false };
            for (place, value) in table.iter().enumerate() {
                other[place] |= (value - self.joint.value(place) as f64).abs() > 0.5;
            }
            true
        })
    }

    fn table_with(&self, cell: usize, value: f64, or_more: bool) -> Option<Vec<f64>> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let fence = 10_000.0;
        let variable = |(place, bounds): (usize, &Option<(f64, f64)>)| {
            bounds.and_then(|(least, most)| {
                let most = most.min(self.joint.value(place) as f64 + fence);
                let (least, most) = match (place == cell, or_more) {
                    (true, true) => (value.max(least), most),
                    (true, false) => (least, value.min(most)),
                    (false, _) => (least, most),
                };
                (least <= most).then(|| problem.add_integer_var(0.0, (least as i32, most as i32)))
            })
        };
        let variables: Vec<Option<Variable>> = self.bounds.iter().enumerate().map(variable).collect();
        variables[cell]?;
        for (total, parts) in &self.lines {
            let (mut terms, mut constant) = (Vec::new(), 0.0);
            for (place, sign) in parts.iter().map(|&part| (part, 1.0)).chain([(*total, -1.0)]) {
                match variables[place] {
                    Some(variable) => terms.push((variable, sign)),
                    None => constant -= sign * self.joint.value(place) as f64,
                }
            }
            if !terms.is_empty() {
                problem.add_constraint(terms, ComparisonOp::Eq, constant);
            }
        }
        let solved = problem.solve().ok()?.into_solution().ok()?;
        let value = |(place, variable): (usize, &Option<Variable>)| {
            variable.map_or(self.joint.value(place) as f64, |variable| solved.var_value(variable))
        };
        Some(variables.iter().enumerate().map(value).collect())
    }
}
