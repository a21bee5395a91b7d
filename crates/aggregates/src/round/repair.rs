//! Neighbouring multiples for a large table, found by drawing and mending. The search that ends for certain takes minutes
//! for thousands of cells in four dimensions; this takes a second.

use super::{BASE, Dice, Rounded};
use crate::model::Table;

// How many changes are tried before it is given up.
const MOST_TRIES: u32 = 2_000_000;
// How freely changes for the worse are taken at first; it falls to nothing.
const WARMTH: f64 = 0.7;

/// Draws for each innermost cell one of its two neighbouring multiples, with the chances that leave it right on average, and
/// changes single ones until every margin is at a neighbouring multiple of its own. Where that is not found a few margins go
/// one multiple further.
pub(super) fn draw(table: &Table, dice: &mut Dice) -> Option<Rounded> {
    let mut state = State::drawn(table, dice);
    for tried in 0..MOST_TRIES {
        if state.off == 0 {
            break;
        }
        let warmth = WARMTH * f64::from(MOST_TRIES - tried) / f64::from(MOST_TRIES);
        let leaf = dice.below(state.leaves.len());
        let worse = state.worse(leaf);
        if worse <= 0 || dice.unit() < (-f64::from(worse) / warmth).exp() {
            state.change(leaf, worse);
        }
    }
    let farthest = state.cells.iter().map(|cell| cell.off(0)).max().unwrap_or_default();
    let reach = match farthest {
        0 => BASE - 1,
        1 => 2 * BASE - 1,
        _ => return None,
    };
    Some(Rounded { values: state.values(), reach })
}

struct State {
    // The innermost cells that are no multiples: whether each is rounded up, and all cells it counts in but itself.
    leaves: Vec<(usize, bool, Vec<usize>)>,
    cells: Vec<Cell>,
    // How far the margins are off their neighbouring multiples together.
    off: i32,
}

/// A cell in units of the base.
struct Cell {
    floor: u64,
    /// What the cells under it add up to beyond the floor.
    beyond: i32,
    /// How much of that is a neighbouring multiple.
    most: i32,
}

impl Cell {
    const fn off(&self, by: i32) -> i32 {
        let beyond = self.beyond + by;
        if beyond < 0 {
            -beyond
        } else if beyond > self.most {
            beyond - self.most
        } else {
            0
        }
    }
}

impl State {
    #[expect(clippy::cast_precision_loss, reason = "a remainder of five")]
    fn drawn(table: &Table, dice: &mut Dice) -> Self {
        let cell = |cell: usize| {
            let value = table.value(cell);
            Cell { floor: value / BASE, beyond: 0, most: i32::from(!value.is_multiple_of(BASE)) }
        };
        let mut state = Self { leaves: Vec::new(), cells: (0..table.len()).map(cell).collect(), off: 0 };
        let mut sums = vec![0_u64; table.len()];
        for &leaf in table.leaves() {
            let mut above = table.above(leaf);
            above.retain(|cell| *cell != leaf);
            let floor = table.value(leaf) / BASE;
            for cell in above.iter().chain([&leaf]) {
                sums.get_mut(*cell).into_iter().for_each(|sum| *sum += floor);
            }
            let rest = table.value(leaf) % BASE;
            if rest > 0 {
                let up = dice.unit() < rest as f64 / BASE as f64;
                state.leaves.push((leaf, up, above));
            }
        }
        for (cell, sum) in state.cells.iter_mut().zip(sums) {
            // The floors below never add up to more than the floor.
            cell.beyond = -i32::try_from(cell.floor.saturating_sub(sum)).unwrap_or(i32::MAX);
        }
        for place in 0..state.leaves.len() {
            state.add(place);
        }
        state.off = state.cells.iter().map(|cell| cell.off(0)).sum();
        state
    }

    fn add(&mut self, place: usize) {
        let Some((leaf, true, above)) = self.leaves.get(place) else { return };
        for &cell in above.iter().chain([leaf]) {
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.beyond += 1;
            }
        }
    }

    fn by(&self, leaf: usize) -> i32 {
        if self.leaves.get(leaf).is_some_and(|(_, up, _)| *up) { -1 } else { 1 }
    }

    /// How much farther off the margins are together when an innermost cell goes to its other multiple.
    fn worse(&self, leaf: usize) -> i32 {
        let by = self.by(leaf);
        let above = self.leaves.get(leaf).map_or(&[] as &[usize], |(_, _, above)| above);
        above.iter().filter_map(|&cell| self.cells.get(cell)).map(|cell| cell.off(by) - cell.off(0)).sum()
    }

    fn change(&mut self, leaf: usize, worse: i32) {
        let by = self.by(leaf);
        self.off += worse;
        let Some((own, up, above)) = self.leaves.get_mut(leaf) else { return };
        *up = !*up;
        for &cell in above.iter().chain([&*own]) {
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.beyond += by;
            }
        }
    }

    fn values(&self) -> Vec<u64> {
        let steps = |cell: &Cell| cell.floor.saturating_add_signed(i64::from(cell.beyond));
        self.cells.iter().map(|cell| steps(cell) * BASE).collect()
    }
}
