//! Proves what readers of published tables can find out, with other code than the one that protects them.
//!
//! The protector works in floating point with `microlp` and ties each cell to the next finer ones; the auditor works in
//! whole numbers with a simplex method of its own and ties each cell to its innermost ones.

mod attack;
mod ratio;
mod simplex;
mod system;

use serde::Serialize;
use thiserror::Error;

use self::attack::{Attacker, Interval};
use self::system::System;
use crate::model::{Joint, SMALL, Standing};
use crate::stop::{Stop, never};

/// The most cells a reader may not know for the proof to end in reasonable time.
pub const MOST_UNKNOWN: usize = 2_500;

/// What the proof is made with.
pub const SOLVER: &str = "exact simplex in whole numbers with branch and bound";

/// Why tables cannot be proven safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AuditError {
    /// More than [`MOST_UNKNOWN`] cells.
    #[error("more than {MOST_UNKNOWN} cells to prove: publish fewer dimensions or coarser codes")]
    TooLarge,
    /// The search for other whole numbers did not end.
    #[error("the search for other tables did not end: publish fewer dimensions or coarser codes")]
    TooHard,
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// The published values, or what readers are said to know, contradict the counts.
    #[error("what is published does not fit the counts")]
    Contradiction,
    /// Not one decision for each cell.
    #[error("the pattern does not have one entry for each cell")]
    Shape,
}

/// What readers can find out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Findings {
    /// All different cells.
    pub cells: usize,
    /// Cells that readers are not shown as they are.
    pub hidden: usize,
    /// Small cells (1 to 4) that are not known already.
    pub small: usize,
    /// Hidden cells that are not small.
    pub extra: usize,
    /// Small cells found exactly by who reasons with real numbers from zero.
    pub lp0_exact: usize,
    /// The same by who also knows that what is hidden is not zero.
    pub lp1_exact: usize,
    /// The same by who also knows that counts are whole.
    pub int1_exact: usize,
    /// Hidden cells, small or not, that the last attacker finds exactly.
    pub hidden_exact: usize,
    /// Small cells whose range is narrower than the best that hiding can reach.
    pub below_reachable: usize,
    /// Lines of which the whole total lies in one cell, both shown.
    pub groups: usize,
    /// Lines of published values that do not add up.
    pub not_additive: usize,
    /// The narrowest range that a small cell (suppression) or any cell (rounding) has at least, in people.
    pub minimum_interval: Option<f64>,
    /// The mean of these ranges.
    pub mean_interval: Option<f64>,
    /// The small cells that the last attacker finds, by their joint number. Not for readers.
    #[serde(skip)]
    pub(crate) found: Vec<usize>,
}

/// Tells what readers find out who see all cells but those hidden. One entry for each joint cell.
///
/// # Errors
/// [`AuditError`] when the proof is too large or does not end.
pub fn audit_hidden(joint: &Joint, hidden: &[bool]) -> Result<Findings, AuditError> {
    audit_hidden_unless(joint, hidden, &never)
}

/// [`audit_hidden`], given up when asked to.
pub(crate) fn audit_hidden_unless(joint: &Joint, hidden: &[bool], stop: Stop<'_>) -> Result<Findings, AuditError> {
    if hidden.len() != joint.len() {
        return Err(AuditError::Shape);
    }
    let unknown: Vec<bool> =
        hidden.iter().enumerate().map(|(cell, hidden)| *hidden && joint.standing(cell) != Standing::Known).collect();
    let system = System::new(joint, &unknown)?;
    let mut findings = counted(joint, hidden);
    let mut knows_zeros = system.attack(joint, stop, |cell| told(joint, cell, joint.value(cell).min(1), None));
    let mut from_zero = None;
    let mut ranges = Ranges::default();
    for (variable, &cell) in system.cells.iter().enumerate() {
        let (value, small) = (joint.value(cell), SMALL.contains(&joint.value(cell)));
        let (least, most) = if small { (joint.support(cell).max(1), (value + 1).max(4)) } else { (value, value + 1) };
        let range = knows_zeros.interval_for(variable, least, most)?;
        let exact = knows_zeros.only_one_whole(variable, value, range)?;
        findings.hidden_exact += usize::from(exact);
        if !small {
            continue;
        }
        findings.int1_exact += usize::from(exact);
        if exact {
            findings.found.push(cell);
        }
        findings.lp1_exact += usize::from(range.is_exact());
        findings.below_reachable += usize::from(!range.holds(least, most));
        if range.is_exact() {
            let weaker = match &mut from_zero {
                Some(weaker) => weaker,
                None => from_zero.insert(system.attack(joint, stop, |cell| told(joint, cell, 0, None))),
            };
            findings.lp0_exact += usize::from(weaker.interval(variable)?.is_exact());
        }
        ranges.add(range);
    }
    let shown =
        (0..joint.len()).filter(|&cell| is_open_small(joint, cell) && !hidden.get(cell).is_some_and(|hidden| *hidden));
    let shown = shown.count();
    findings.lp0_exact += shown;
    findings.lp1_exact += shown;
    findings.int1_exact += shown;
    findings.below_reachable += shown;
    findings.minimum_interval = if shown > 0 { Some(0.0) } else { ranges.least };
    findings.mean_interval = ranges.mean();
    Ok(findings)
}

/// Tells what readers find out who see values that differ from the counts by at most `reach`, and know it.
///
/// # Errors
/// [`AuditError::Contradiction`] when a value is further off; otherwise as for [`audit_hidden`].
pub fn audit_rounded(joint: &Joint, published: &[u64], reach: u64) -> Result<Findings, AuditError> {
    audit_rounded_unless(joint, published, reach, &never)
}

/// [`audit_rounded`], given up when asked to.
pub(crate) fn audit_rounded_unless(
    joint: &Joint,
    published: &[u64],
    reach: u64,
    stop: Stop<'_>,
) -> Result<Findings, AuditError> {
    if published.len() != joint.len() {
        return Err(AuditError::Shape);
    }
    let value = |cell: usize| published.get(cell).copied().unwrap_or_default();
    let is_known = |cell: usize| joint.standing(cell) == Standing::Known;
    if (0..joint.len()).any(|cell| !is_known(cell) && value(cell).abs_diff(joint.value(cell)) > reach) {
        return Err(AuditError::Contradiction);
    }
    let unknown: Vec<bool> = (0..joint.len()).map(|cell| !is_known(cell)).collect();
    let system = System::new(joint, &unknown)?;
    let mut attacker = system.attack(joint, stop, |cell| {
        // What was hidden before is known not to be zero.
        let least = u64::from(joint.standing(cell) == Standing::Hidden).max(value(cell).saturating_sub(reach));
        told(joint, cell, least, Some(value(cell) + reach))
    });
    consider_neighbours(&mut attacker, &system, joint, published, reach);
    let mut findings = Findings { groups: 0, hidden: 0, extra: 0, ..counted(joint, &[]) };
    let mut ranges = Ranges::default();
    for (variable, &cell) in system.cells.iter().enumerate() {
        let range = attacker.interval(variable)?;
        let exact = attacker.only_one_whole(variable, joint.value(cell), range)?;
        let small = SMALL.contains(&joint.value(cell));
        findings.hidden_exact += usize::from(exact);
        findings.int1_exact += usize::from(small && exact);
        findings.lp0_exact += usize::from(small && range.is_exact());
        ranges.add(range);
    }
    findings.lp1_exact = findings.lp0_exact;
    findings.not_additive = not_additive(joint, published);
    findings.minimum_interval = ranges.least;
    findings.mean_interval = ranges.mean();
    Ok(findings)
}

/// Shows an attacker the tables nearest to the published one: the published values themselves, and the same with one
/// innermost cell, and all it is counted in, moved as far as it may be. Most ranges are settled by them.
fn consider_neighbours(attacker: &mut Attacker<'_>, system: &System, joint: &Joint, published: &[u64], reach: u64) {
    let whole = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let values: Vec<i64> = system.cells.iter().map(|&cell| published.get(cell).copied().map_or(0, whole)).collect();
    attacker.consider(&values);
    for (table, own) in joint.tables().iter().enumerate() {
        for &leaf in own.leaves() {
            let innermost =
                joint.place(table, leaf).and_then(|place| published.get(place)).copied().unwrap_or_default();
            for by in [whole(reach), -whole(reach.min(innermost))] {
                let mut moved = values.clone();
                for place in own.above(leaf).into_iter().filter_map(|cell| joint.place(table, cell)) {
                    let variable = system.cells.binary_search(&place).ok();
                    if let Some(value) = variable.and_then(|variable| moved.get_mut(variable)) {
                        *value += by;
                    }
                }
                attacker.consider(&moved);
            }
        }
    }
}

/// The bounds of a cell, narrowed by what an earlier release told of it.
fn told(joint: &Joint, cell: usize, least: u64, most: Option<u64>) -> (u64, Option<u64>) {
    match joint.told(cell) {
        Some((lower, upper)) => (least.max(lower), Some(most.map_or(upper, |most| most.min(upper)))),
        None => (least, most),
    }
}

fn is_open_small(joint: &Joint, cell: usize) -> bool {
    SMALL.contains(&joint.value(cell)) && joint.standing(cell) != Standing::Known
}

fn counted(joint: &Joint, hidden: &[bool]) -> Findings {
    let is_hidden = |cell: usize| hidden.get(cell).is_some_and(|hidden| *hidden);
    let all = 0..joint.len();
    Findings {
        cells: joint.len(),
        hidden: all.clone().filter(|&cell| is_hidden(cell)).count(),
        small: all.clone().filter(|&cell| is_open_small(joint, cell)).count(),
        extra: all.filter(|&cell| is_hidden(cell) && !SMALL.contains(&joint.value(cell))).count(),
        lp0_exact: 0,
        lp1_exact: 0,
        int1_exact: 0,
        hidden_exact: 0,
        below_reachable: 0,
        groups: groups(joint, is_hidden),
        not_additive: 0,
        minimum_interval: None,
        mean_interval: None,
        found: Vec::new(),
    }
}

/// Lines that show that everybody who is in them is in one cell of several.
fn groups(joint: &Joint, is_hidden: impl Fn(usize) -> bool) -> usize {
    let told = |(total, parts): &(usize, Vec<usize>)| {
        let mut filled = parts.iter().filter(|&&part| joint.value(part) > 0);
        let only = filled.next().filter(|_| filled.next().is_none() && parts.len() > 1);
        only.is_some_and(|&cell| !is_hidden(cell) && !is_hidden(*total) && joint.standing(cell) != Standing::Known)
    };
    joint.lines().iter().filter(|line| told(line)).count()
}

fn not_additive(joint: &Joint, published: &[u64]) -> usize {
    let value = |cell: &usize| published.get(*cell).copied().unwrap_or_default();
    let off = |(total, parts): &(usize, Vec<usize>)| {
        // An exact headline figure stands next to the rounded table, not in it.
        joint.standing(*total) != Standing::Known && value(total) != parts.iter().map(value).sum::<u64>()
    };
    joint.lines().iter().filter(|line| off(line)).count()
}

#[derive(Default)]
struct Ranges {
    least: Option<f64>,
    sum: f64,
    count: u32,
}

impl Ranges {
    fn add(&mut self, range: Interval) {
        if let Some(width) = range.width() {
            self.least = Some(self.least.map_or(width, |least| least.min(width)));
            self.sum += width;
            self.count += 1;
        }
    }

    fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / f64::from(self.count))
    }
}
