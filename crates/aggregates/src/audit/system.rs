//! What a reader can write down: each published cell as the sum of its innermost cells. The protector ties cells to the
//! next finer ones instead; a mistake in one of the two would show as a disagreement.

use std::collections::BTreeMap;

use super::attack::Attacker;
use super::simplex::{Equation, Simplex};
use super::{AuditError, MOST_UNKNOWN};
use crate::Stop;
use crate::model::Joint;

/// The cells a reader does not know, and what ties them together.
pub(super) struct System {
    /// The joint cells behind the variables.
    pub(super) cells: Vec<usize>,
    equations: Vec<Equation>,
}

impl System {
    /// Takes for each joint cell whether a reader does not know its value.
    pub(super) fn new(joint: &Joint, unknown: &[bool]) -> Result<Self, AuditError> {
        let cells: Vec<usize> =
            unknown.iter().enumerate().filter(|(_, unknown)| **unknown).map(|(cell, _)| cell).collect();
        if cells.len() > MOST_UNKNOWN {
            return Err(AuditError::TooLarge);
        }
        let variable: BTreeMap<usize, usize> =
            cells.iter().enumerate().map(|(variable, cell)| (*cell, variable)).collect();
        let mut equations = Vec::new();
        for table in 0..joint.tables().len() {
            equations.extend(sums(joint, table, &variable));
        }
        equations.extend(joint.ties().iter().filter_map(|(total, parts)| tie(joint, *total, parts, &variable)));
        Ok(Self { cells, equations })
    }

    /// Describes an attacker by the bounds they know for each cell.
    pub(super) fn attack<'a>(
        &'a self,
        joint: &Joint,
        stop: Stop<'a>,
        bounds: impl Fn(usize) -> (u64, Option<u64>),
    ) -> Attacker<'a> {
        let whole = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        let truth = self.cells.iter().map(|&cell| whole(joint.value(cell))).collect();
        let lower = self.cells.iter().map(|&cell| whole(bounds(cell).0)).collect();
        let upper = self.cells.iter().map(|&cell| bounds(cell).1.map(whole)).collect();
        Attacker::new(self, truth, lower, upper, stop)
    }

    /// Starts a solver at the true values.
    pub(super) fn solver(
        &self,
        truth: Vec<i64>,
        lower: Vec<i64>,
        upper: Vec<Option<i64>>,
    ) -> Result<Simplex, AuditError> {
        Simplex::new(&self.equations, truth, lower, upper)
    }

    /// Says whether values satisfy every equation.
    pub(super) fn fits(&self, point: &[i64]) -> bool {
        self.equations.iter().all(|(terms, constant)| {
            let value = |&(variable, factor): &(usize, i64)| {
                i128::from(point.get(variable).copied().unwrap_or_default() * factor)
            };
            terms.iter().map(value).sum::<i128>() == *constant
        })
    }
}

/// A cell of one table as the sum of cells of others.
fn tie(joint: &Joint, total: usize, parts: &[usize], variable: &BTreeMap<usize, usize>) -> Option<Equation> {
    let (mut terms, mut constant) = (Vec::new(), 0_i128);
    for (cell, factor) in parts.iter().map(|&part| (part, 1_i64)).chain([(total, -1)]) {
        match variable.get(&cell) {
            Some(&variable) => terms.push((variable, factor)),
            None => constant -= i128::from(factor) * i128::from(joint.value(cell)),
        }
    }
    (!terms.is_empty()).then_some((terms, constant))
}

fn sums(joint: &Joint, table: usize, variable: &BTreeMap<usize, usize>) -> Vec<Equation> {
    let Some(own) = joint.tables().get(table) else { return Vec::new() };
    let mut margins: BTreeMap<usize, Equation> = BTreeMap::new();
    for &leaf in own.leaves() {
        let Some(innermost) = joint.place(table, leaf) else { continue };
        for cell in own.above(leaf).into_iter().filter(|cell| *cell != leaf) {
            let (terms, constant) = margins.entry(cell).or_default();
            match variable.get(&innermost) {
                Some(&variable) => terms.push((variable, 1)),
                None => *constant -= i128::from(joint.value(innermost)),
            }
        }
    }
    let known = |cell: usize, (mut terms, mut constant): Equation| {
        let place = joint.place(table, cell)?;
        match variable.get(&place) {
            Some(&variable) => terms.push((variable, -1)),
            None => constant += i128::from(joint.value(place)),
        }
        (!terms.is_empty()).then_some((terms, constant))
    };
    margins.into_iter().filter_map(|(cell, equation)| known(cell, equation)).collect()
}
