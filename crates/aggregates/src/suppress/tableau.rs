//! A simplex method in floating point for shifts of cells that keep everything adding up.
//!
//! Each variable has a range and a cost with one bend in it (as an absolute value has), so that "move a cell as cheaply as
//! possible" needs no second variable. It goes on from where the last question ended, which makes the thousands of similar
//! questions of a search cheap. The auditor does not use it.
#![expect(clippy::indexing_slicing, reason = "all rows and columns belong to one tableau and have its size")]

// What is nearer than this is the same.
const NEAR: f64 = 1e-9;
// A factor this small comes of rounding.
const PIVOT: f64 = 1e-7;
// A direction is taken if it saves more than this.
const WORTH: f64 = 1e-7;
// How many steps without progress before the next one is drawn.
const PATIENCE: usize = 30;

/// What moving a variable costs: one slope below the bend, another above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) bend: f64,
    pub(super) below: f64,
    pub(super) above: f64,
}

impl Cost {
    pub(super) const NONE: Self = Self { bend: 0.0, below: 0.0, above: 0.0 };

    /// Each step away from a place next to zero costs this much.
    pub(super) const fn away(cost: f64, bend: f64) -> Self {
        Self { bend, below: -cost, above: cost }
    }

    /// Each step towards a shift is worth this much.
    pub(super) fn towards(shift: f64, worth: f64) -> Self {
        if shift > 0.0 {
            Self { bend: shift, below: -worth, above: 0.0 }
        } else {
            Self { bend: shift, below: 0.0, above: worth }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Row(usize),
    Column(usize),
    Still,
}

#[derive(Debug, Clone)]
struct Row {
    variable: usize,
    factors: Vec<f64>,
}

/// Rows say which multiples of the column variables a variable is the sum of.
#[derive(Debug, Clone)]
pub(super) struct Tableau {
    rows: Vec<Row>,
    columns: Vec<usize>,
    places: Vec<Place>,
    values: Vec<f64>,
    ranges: Vec<(f64, f64)>,
    costs: Vec<Cost>,
    // On which side of its bend a variable is that lies on it.
    above: Vec<bool>,
}

struct Step {
    length: f64,
    // The row that stops it, and where its variable then is; none if the moving variable itself does.
    row: Option<usize>,
    end: f64,
    passed: Vec<usize>,
}

impl Tableau {
    /// Takes the ranges of all variables (zero lies in each), the variables that may be chosen freely, and each other
    /// one as a sum of them. What is in neither stays where it is.
    pub(super) fn new(ranges: Vec<(f64, f64)>, columns: Vec<usize>, sums: Vec<(usize, Vec<f64>)>) -> Self {
        let count = ranges.len();
        let mut places = vec![Place::Still; count];
        columns.iter().enumerate().for_each(|(column, &variable)| places[variable] = Place::Column(column));
        sums.iter().enumerate().for_each(|(row, (variable, _))| places[*variable] = Place::Row(row));
        let rows = sums.into_iter().map(|(variable, factors)| Row { variable, factors }).collect();
        let (values, costs, above) = (vec![0.0; count], vec![Cost::NONE; count], vec![false; count]);
        Self { rows, columns, places, values, ranges, costs, above }
    }

    pub(super) fn value(&self, variable: usize) -> f64 {
        self.values[variable]
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    pub(super) fn cost(&mut self, variable: usize, cost: Cost) {
        self.costs[variable] = cost;
        self.above[variable] = self.values[variable] > cost.bend;
    }

    /// Moves to where nothing gets cheaper. False if that did not end, which leaves a valid point all the same.
    pub(super) fn minimise(&mut self) -> bool {
        self.sum_up();
        let mut idle = 0;
        for n in 0..60 * (self.rows.len() + self.columns.len() + 10) {
            // At a standstill the choice is drawn, which does not go round in circles.
            let chance = if idle > PATIENCE { n } else { 0 };
            let Some((column, upwards, rate)) = self.entering(chance) else { return true };
            let Some(step) = self.step(column, upwards, rate) else { return false };
            idle = if step.length > NEAR { 0 } else { idle + 1 };
            self.take(column, upwards, step);
        }
        false
    }

    /// Takes the values of all rows anew from the columns, so that nothing drifts.
    fn sum_up(&mut self) {
        for row in &self.rows {
            let parts = row.factors.iter().zip(&self.columns).filter(|(factor, _)| **factor != 0.0);
            self.values[row.variable] = parts.map(|(factor, &part)| factor * self.values[part]).sum();
        }
    }

    /// Keeps a variable at zero from now on; false if it could not be brought there.
    pub(super) fn close(&mut self, variable: usize) -> bool {
        if self.places[variable] == Place::Still {
            return true;
        }
        if self.values[variable].abs() > NEAR {
            self.cost(variable, Cost::away(1.0, 0.0));
            self.minimise();
            self.costs[variable] = Cost::NONE;
            if self.values[variable].abs() > NEAR {
                return false;
            }
        }
        self.values[variable] = 0.0;
        if let Place::Row(row) = self.places[variable] {
            let factors = self.rows[row].factors.iter().enumerate();
            let largest = factors.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()));
            match largest.filter(|(_, factor)| factor.abs() > PIVOT).map(|(column, _)| column) {
                Some(column) => self.pivot(row, column),
                None => self.remove_row(row),
            }
        }
        if let Place::Column(column) = self.places[variable] {
            self.remove_column(column);
        }
        self.places[variable] = Place::Still;
        true
    }

    fn remove_row(&mut self, row: usize) {
        self.rows.swap_remove(row);
        if let Some(moved) = self.rows.get(row) {
            self.places[moved.variable] = Place::Row(row);
        }
    }

    fn remove_column(&mut self, column: usize) {
        self.columns.swap_remove(column);
        if let Some(&moved) = self.columns.get(column) {
            self.places[moved] = Place::Column(column);
        }
        self.rows.iter_mut().for_each(|row| {
            row.factors.swap_remove(column);
        });
    }

    /// The slope of a variable's cost when it moves upwards or downwards.
    fn slope(&self, variable: usize, upwards: bool) -> f64 {
        let (cost, value) = (self.costs[variable], self.values[variable]);
        let above = if (value - cost.bend).abs() <= NEAR { upwards } else { value > cost.bend };
        if above { cost.above } else { cost.below }
    }

    /// The slope on the side a row's variable is on.
    fn standing_slope(&self, variable: usize) -> f64 {
        let cost = self.costs[variable];
        if self.above[variable] { cost.above } else { cost.below }
    }

    /// The column that saves most (after a draw, if there is a chance to draw by), the direction and how much a step saves.
    fn entering(&self, chance: usize) -> Option<(usize, bool, f64)> {
        let mut sums = vec![0.0; self.columns.len()];
        for row in &self.rows {
            let slope = self.standing_slope(row.variable);
            if slope != 0.0 {
                sums.iter_mut().zip(&row.factors).for_each(|(sum, factor)| *sum += slope * factor);
            }
        }
        let mut best: Option<(usize, bool, f64, f64)> = None;
        for (column, &variable) in self.columns.iter().enumerate() {
            let (lower, upper) = self.ranges[variable];
            let value = self.values[variable];
            for upwards in [true, false] {
                let room = if upwards { upper - value } else { value - lower };
                let slope = sums[column] + self.slope(variable, upwards);
                let rate = if upwards { slope } else { -slope };
                if room <= NEAR || rate > -WORTH {
                    continue;
                }
                let saves = if chance == 0 { rate } else { rate * drawn(chance, variable) };
                if best.is_none_or(|(.., most)| saves < most) {
                    best = Some((column, upwards, rate, saves));
                }
            }
        }
        best.map(|(column, upwards, rate, _)| (column, upwards, rate))
    }

    /// How far the column can go: past bends as long as it still saves, up to the first end of a range.
    fn step(&self, column: usize, upwards: bool, rate: f64) -> Option<Step> {
        let mover = self.columns[column];
        let sign = if upwards { 1.0 } else { -1.0 };
        let (lower, upper) = self.ranges[mover];
        let end = if upwards { upper } else { lower };
        let mut stop = Step { length: (end - self.values[mover]).abs(), row: None, end, passed: Vec::new() };
        let mut size = 1.0;
        let mut bends: Vec<(f64, f64, Option<usize>)> = Vec::new();
        let own = self.costs[mover];
        let before = (own.bend - self.values[mover]) * sign;
        if before > NEAR && own.above > own.below {
            bends.push((before, own.above - own.below, None));
        }
        for (place, row) in self.rows.iter().enumerate() {
            let moves = row.factors[column] * sign;
            if moves.abs() <= PIVOT {
                continue;
            }
            let (lower, upper) = self.ranges[row.variable];
            let (value, cost, above) = (self.values[row.variable], self.costs[row.variable], self.above[row.variable]);
            let end = if moves > 0.0 { upper } else { lower };
            let length = ((end - value) / moves).max(0.0);
            let sooner = length < stop.length - NEAR || (length <= stop.length + NEAR && moves.abs() > size);
            if sooner {
                stop = Step { length: length.min(stop.length), row: Some(place), end, passed: Vec::new() };
                size = moves.abs();
            }
            if cost.above > cost.below && above == (moves < 0.0) {
                let length = ((cost.bend - value) / moves).max(0.0);
                bends.push((length, (cost.above - cost.below) * moves.abs(), Some(place)));
            }
        }
        bends.retain(|(length, ..)| *length <= stop.length);
        bends.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let mut rate = rate;
        for (length, more, row) in bends {
            rate += more;
            if rate > -WORTH {
                let at = row.map_or(mover, |row| self.rows[row].variable);
                return Some(Step { length, row, end: self.costs[at].bend, passed: stop.passed });
            }
            stop.passed.extend(row);
        }
        stop.length.is_finite().then_some(stop)
    }

    fn take(&mut self, column: usize, upwards: bool, step: Step) {
        let mover = self.columns[column];
        let by = if upwards { step.length } else { -step.length };
        for &row in &step.passed {
            let variable = self.rows[row].variable;
            self.above[variable] = !self.above[variable];
        }
        if step.length > 0.0 {
            for row in self.rows.iter().filter(|row| row.factors[column] != 0.0) {
                self.values[row.variable] += row.factors[column] * by;
            }
            self.values[mover] += by;
        }
        match step.row {
            Some(row) => {
                let leaving = self.rows[row].variable;
                self.values[leaving] = step.end;
                let bend = self.costs[mover].bend;
                self.above[mover] =
                    if (self.values[mover] - bend).abs() <= NEAR { upwards } else { self.values[mover] > bend };
                self.pivot(row, column);
            }
            None => self.values[mover] = step.end,
        }
    }

    /// Lets a row and a column change places; no value changes.
    fn pivot(&mut self, at: usize, column: usize) {
        let entering = self.columns[column];
        let leaving = self.rows[at].variable;
        let mut chosen = std::mem::take(&mut self.rows[at].factors);
        let factor = chosen[column];
        chosen[column] = -1.0;
        chosen.iter_mut().for_each(|own| *own = tidy(*own / -factor));
        self.rows[at].variable = entering;
        self.columns[column] = leaving;
        self.places[entering] = Place::Row(at);
        self.places[leaving] = Place::Column(column);
        let used: Vec<(usize, f64)> = chosen.iter().copied().enumerate().filter(|(_, factor)| *factor != 0.0).collect();
        let sparse = used.len() * 4 < chosen.len();
        for (_, row) in self.rows.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let by = row.factors[column];
            if by == 0.0 {
                continue;
            }
            row.factors[column] = 0.0;
            if sparse {
                used.iter().for_each(|&(place, factor)| row.factors[place] = tidy(by * factor + row.factors[place]));
            } else {
                row.factors.iter_mut().zip(&chosen).for_each(|(own, factor)| *own = tidy(by * factor + *own));
            }
        }
        self.rows[at].factors = chosen;
    }
}

/// How far a bend or an end of a range is put aside. Where many of them meet in one point the method stands still; beside
/// each other they do not. All together they stay below [`TOLERANCE`].
pub(super) fn aside(variable: usize, kind: usize) -> f64 {
    1e-6 + drawn(kind, variable) * 1e-5
}

/// A shift this small is none. The shifts that count are fractions with small denominators, and the proof is exact.
pub(super) const TOLERANCE: f64 = 2e-3;

/// A number from 0 to 1 that depends on both: the same computation on any computer.
#[expect(clippy::cast_precision_loss, reason = "16 bits")]
fn drawn(chance: usize, variable: usize) -> f64 {
    let mixed =
        (chance as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (variable as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed >> 40) & 0xffff) as f64 / 65_536.0
}

/// Nearly all factors are small whole numbers; what is as good as one becomes it, so that little drifts.
fn tidy(factor: f64) -> f64 {
    // Adding and taking away a number this large leaves the nearest whole one; it is much faster than asking for it.
    const LARGE: f64 = 6_755_399_441_055_744.0;
    let whole = (factor + LARGE) - LARGE;
    if (factor - whole).abs() < 1e-11 { whole } else { factor }
}
