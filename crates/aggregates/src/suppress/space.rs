//! The shifts of cells that keep all tables adding up, as a tableau: innermost cells are free, margins are their sums.

use std::collections::BTreeMap;

use super::tableau::{Tableau, aside};
use crate::model::{Joint, Standing};

// A cell as a sum of free cells: their numbers and factors.
type Sum = BTreeMap<usize, f64>;

/// Builds the tableau. Its variables are the joint cells; those that nothing can move stand still.
pub(super) fn of(joint: &Joint) -> Tableau {
    let mut sums: BTreeMap<usize, Sum> = BTreeMap::new();
    let mut free: Vec<usize> = Vec::new();
    let mut conditions: Vec<Sum> = Vec::new();
    for (number, table) in joint.tables().iter().enumerate() {
        let mut margins: BTreeMap<usize, Sum> = BTreeMap::new();
        for &leaf in table.leaves() {
            let Some(place) = joint.place(number, leaf).filter(|&place| joint.value(place) > 0) else { continue };
            let own = sums.entry(place).or_insert_with(|| {
                free.push(place);
                Sum::from([(place, 1.0)])
            });
            for above in table.above(leaf).into_iter().filter(|cell| *cell != leaf) {
                if let Some(above) = joint.place(number, above) {
                    add(margins.entry(above).or_default(), own, 1.0);
                }
            }
        }
        for (place, sum) in margins {
            meet(&mut sums, &mut conditions, place, sum);
        }
    }
    for (total, parts) in joint.ties() {
        let mut sum = Sum::new();
        parts.iter().filter_map(|part| sums.get(part)).for_each(|part| add(&mut sum, part, 1.0));
        meet(&mut sums, &mut conditions, *total, sum);
    }
    let free = settle(&mut sums, conditions, free);
    let column: BTreeMap<usize, usize> = free.iter().enumerate().map(|(column, &cell)| (cell, column)).collect();
    let rows = sums.into_iter().filter(|(cell, _)| !column.contains_key(cell)).map(|(cell, sum)| {
        let mut factors = vec![0.0; free.len()];
        for (part, factor) in sum {
            if let Some(own) = column.get(&part).and_then(|&column| factors.get_mut(column)) {
                *own = factor;
            }
        }
        (cell, factors)
    });
    let rows = rows.collect();
    let mut space = Tableau::new((0..joint.len()).map(|cell| range(joint, cell)).collect(), free, rows);
    (0..joint.len()).filter(|&cell| joint.standing(cell) == Standing::Known).for_each(|cell| {
        space.close(cell);
    });
    space
}

/// How far down and up a cell can go: what is hidden is at least one, and within what earlier releases told.
#[expect(clippy::cast_precision_loss, reason = "counts are below 10⁹")]
fn range(joint: &Joint, cell: usize) -> (f64, f64) {
    let value = joint.value(cell);
    if value == 0 || joint.standing(cell) == Standing::Known {
        return (0.0, 0.0);
    }
    let (least, most) = joint.told(cell).map_or((1, None), |(least, most)| (least.max(1), Some(most)));
    let up = most.map_or(f64::INFINITY, |most| most.saturating_sub(value) as f64 + aside(cell, 1));
    (-(value.saturating_sub(least) as f64) - aside(cell, 2), up)
}

/// Defines a cell by a sum, or, where it has one already, notes that both are the same.
fn meet(sums: &mut BTreeMap<usize, Sum>, conditions: &mut Vec<Sum>, place: usize, sum: Sum) {
    match sums.get(&place) {
        None => {
            sums.insert(place, sum);
        }
        Some(known) if *known == sum => {}
        Some(known) => {
            let mut both = sum;
            add(&mut both, known, -1.0);
            conditions.push(both);
        }
    }
}

fn add(sum: &mut Sum, other: &Sum, times: f64) {
    for (cell, factor) in other {
        let own = sum.entry(*cell).or_default();
        *own += factor * times;
        if own.abs() < 1e-9 {
            sum.remove(cell);
        }
    }
}

/// Uses each condition to express one free cell by the others; returns the cells that stay free.
fn settle(sums: &mut BTreeMap<usize, Sum>, conditions: Vec<Sum>, free: Vec<usize>) -> Vec<usize> {
    let mut solved: BTreeMap<usize, Sum> = BTreeMap::new();
    for condition in conditions {
        let mut condition = replaced(&condition, &solved);
        let largest = condition.iter().max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()));
        let Some((&cell, &factor)) = largest else { continue };
        condition.remove(&cell);
        condition.values_mut().for_each(|own| *own /= -factor);
        let new = BTreeMap::from([(cell, condition)]);
        solved.values_mut().for_each(|sum| *sum = replaced(sum, &new));
        solved.extend(new);
    }
    if !solved.is_empty() {
        sums.values_mut().for_each(|sum| *sum = replaced(sum, &solved));
    }
    free.into_iter().filter(|cell| !solved.contains_key(cell)).collect()
}

/// Puts what cells are solved as into a sum.
fn replaced(sum: &Sum, solved: &BTreeMap<usize, Sum>) -> Sum {
    let mut new = Sum::new();
    for (cell, factor) in sum {
        match solved.get(cell) {
            Some(other) => add(&mut new, other, *factor),
            None => add(&mut new, &Sum::from([(*cell, 1.0)]), *factor),
        }
    }
    new
}
