//! A simplex method in whole numbers: each row of the tableau is kept free of fractions and of common factors, so that
//! every answer is exact. There is no tolerance that something could hide in.
#![expect(clippy::indexing_slicing, reason = "all rows and columns belong to one tableau and have its size")]

use super::AuditError;
use super::ratio::Ratio;

// Beyond it a product of two coefficients could overflow. Tables of counts stay below 100 in practice.
const LARGEST: i64 = 1 << 30;
// How many steps without progress before the rule is used that cannot go round in circles.
const PATIENCE: usize = 12;

// How far beyond the largest value the search for whole numbers looks where nothing bounds a cell.
const FENCE: i128 = 10_000;

/// Which end of a variable's range is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Least,
    Most,
}

impl End {
    /// Says whether a value is at the goal or farther towards this end.
    pub(super) fn is_beyond(self, value: Ratio, goal: i64) -> bool {
        match self {
            Self::Most => value >= Ratio::whole(goal),
            Self::Least => value <= Ratio::whole(goal),
        }
    }
}

/// `scale · basic + Σ coefficients · nonbasic = constant`
#[derive(Debug, Clone)]
struct Row {
    basic: usize,
    scale: i64,
    coefficients: Vec<i64>,
    constant: i128,
    // The constant less what the nonbasic variables take: the basic variable's value times its scale.
    rest: i128,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Row(usize),
    Column(usize),
}

/// Variables with bounds, tied by equations; always at a point that satisfies all of them.
#[derive(Debug, Clone)]
pub(super) struct Simplex {
    rows: Vec<Row>,
    columns: Vec<usize>,
    values: Vec<i64>,
    places: Vec<Place>,
    lower: Vec<i64>,
    upper: Vec<Option<i64>>,
}

/// An equation: variables with their coefficients, and the constant they sum up to.
pub(super) type Equation = (Vec<(usize, i64)>, i128);

struct Step {
    length: Ratio,
    // The row whose variable stops the step, and the bound it stops at; none if the moving variable meets its own bound.
    stop: Option<(usize, i64)>,
}

impl Simplex {
    /// Takes equations and a point that satisfies them and the bounds.
    pub(super) fn new(
        equations: &[Equation],
        point: Vec<i64>,
        lower: Vec<i64>,
        upper: Vec<Option<i64>>,
    ) -> Result<Self, AuditError> {
        let count = point.len();
        let mut simplex = Self {
            rows: Vec::new(),
            columns: (0..count).collect(),
            values: point,
            places: (0..count).map(Place::Column).collect(),
            lower,
            upper,
        };
        simplex.eliminate(equations)?;
        Ok(simplex)
    }

    /// Moves to a point at which the variable is at the end of its range, or, where that is nearer, at the goal or beyond
    /// it; returns its value there, or none if the range has no end.
    pub(super) fn towards(
        &mut self,
        variable: usize,
        end: End,
        goal: Option<i64>,
    ) -> Result<Option<Ratio>, AuditError> {
        let mut idle = 0;
        loop {
            let value = self.value(variable);
            if goal.is_some_and(|goal| end.is_beyond(value, goal)) {
                return Ok(Some(value));
            }
            let Some((column, upwards)) = self.entering(variable, end, idle > PATIENCE) else {
                return Ok(Some(value));
            };
            let longest = self.longest_step(column, upwards, idle > PATIENCE);
            let Some(step) = goal.and_then(|goal| self.step_to(variable, goal, column, &longest)).or(longest) else {
                return Ok(None);
            };
            idle = if step.length > Ratio::whole(0) { 0 } else { idle + 1 };
            self.take(column, upwards, &step)?;
        }
    }

    /// Gives every variable without an upper bound one so far away that it does not matter, so that a search ends.
    pub(super) fn fence(&mut self) {
        let farthest = (0..self.values.len()).map(|variable| self.value(variable).ceil()).max().unwrap_or_default();
        let fence = i64::try_from(farthest + FENCE).unwrap_or(i64::MAX);
        self.upper.iter_mut().for_each(|upper| *upper = upper.or(Some(fence)));
    }

    /// Narrows the bounds of a variable; its value must lie within the new ones.
    pub(super) fn narrow(&mut self, variable: usize, lower: i64, upper: Option<i64>) {
        self.lower[variable] = lower;
        self.upper[variable] = upper;
    }

    pub(super) fn bounds(&self, variable: usize) -> (i64, Option<i64>) {
        (self.lower[variable], self.upper[variable])
    }

    pub(super) fn value(&self, variable: usize) -> Ratio {
        match self.places[variable] {
            Place::Row(row) => Ratio::new(self.rows[row].rest, i128::from(self.rows[row].scale)),
            Place::Column(_) => Ratio::whole(self.values[variable]),
        }
    }

    /// Returns a variable whose value is no whole number, if there is one.
    pub(super) fn broken(&self) -> Option<usize> {
        self.rows.iter().find(|row| row.rest % i128::from(row.scale) != 0).map(|row| row.basic)
    }

    /// Gives each equation that says something new a basic variable.
    fn eliminate(&mut self, equations: &[Equation]) -> Result<(), AuditError> {
        let count = self.values.len();
        let mut dense: Vec<(Option<usize>, Vec<i64>, i128)> = Vec::with_capacity(equations.len());
        for (terms, constant) in equations {
            let mut row = vec![0; count];
            for &(variable, coefficient) in terms {
                row[variable] += coefficient;
            }
            dense.push((None, row, *constant));
        }
        let held = held(equations, count);
        for at in 0..dense.len() {
            let (_, row, constant) = &dense[at];
            // The fewer equations hold it the less is filled up: a margin stands in one only.
            let unit = (0..count).filter(|&variable| row[variable].abs() == 1).min_by_key(|&variable| held[variable]);
            let Some(pivot) = unit.or_else(|| (0..count).find(|&variable| row[variable] != 0)) else {
                if *constant != 0 {
                    return Err(AuditError::Contradiction);
                }
                continue;
            };
            let sign = row[pivot].signum();
            let chosen: Vec<i64> = row.iter().map(|coefficient| coefficient * sign).collect();
            let constant = *constant * i128::from(sign);
            let scale = chosen[pivot];
            for (other, (_, row, sum)) in dense.iter_mut().enumerate() {
                let factor = row[pivot];
                if other != at && factor != 0 {
                    let (times, less) = reduced(scale, factor);
                    *sum = *sum * i128::from(times) - constant * i128::from(less);
                    for (coefficient, by) in row.iter_mut().zip(&chosen) {
                        *coefficient = *coefficient * times - by * less;
                    }
                    shorten(row, sum, None)?;
                }
            }
            dense[at] = (Some(pivot), chosen, constant);
        }
        self.found(dense)
    }

    fn found(&mut self, dense: Vec<(Option<usize>, Vec<i64>, i128)>) -> Result<(), AuditError> {
        for (row, basic) in dense.iter().filter_map(|(basic, _, _)| *basic).enumerate() {
            self.places[basic] = Place::Row(row);
        }
        self.columns.retain(|&variable| matches!(self.places[variable], Place::Column(_)));
        for (column, &variable) in self.columns.iter().enumerate() {
            self.places[variable] = Place::Column(column);
        }
        for (basic, row, constant) in dense {
            let Some(basic) = basic else { continue };
            let coefficients = self.columns.iter().map(|&variable| row[variable]).collect();
            let sign = row[basic].signum();
            let mut row = Row { basic, scale: row[basic], coefficients, constant, rest: 0 };
            if sign < 0 {
                row.scale = -row.scale;
                row.constant = -row.constant;
                row.coefficients.iter_mut().for_each(|coefficient| *coefficient = -*coefficient);
            }
            row.rest = rest_of(&row.coefficients, row.constant, &self.columns, &self.values);
            if row.rest != i128::from(row.scale) * i128::from(self.values[basic]) {
                return Err(AuditError::Contradiction);
            }
            self.rows.push(row);
        }
        Ok(())
    }

    /// The column that moves the variable towards the end, and whether it moves upwards.
    fn entering(&self, variable: usize, end: End, careful: bool) -> Option<(usize, bool)> {
        let row = match self.places[variable] {
            Place::Column(column) => {
                let upwards = end == End::Most;
                return self.may_move(column, upwards).then_some((column, upwards));
            }
            Place::Row(row) => &self.rows[row],
        };
        let helps = |(column, &coefficient): (usize, &i64)| {
            let upwards = (coefficient < 0) == (end == End::Most);
            (coefficient != 0 && self.may_move(column, upwards)).then_some((column, upwards, coefficient.abs()))
        };
        let candidates = row.coefficients.iter().enumerate().filter_map(helps);
        let chosen = if careful {
            candidates.min_by_key(|&(column, ..)| self.columns[column])
        } else {
            candidates.max_by_key(|&(_, _, size)| size)
        };
        chosen.map(|(column, upwards, _)| (column, upwards))
    }

    fn may_move(&self, column: usize, upwards: bool) -> bool {
        let variable = self.columns[column];
        if upwards {
            self.upper[variable].is_none_or(|upper| self.values[variable] < upper)
        } else {
            self.values[variable] > self.lower[variable]
        }
    }

    fn longest_step(&self, column: usize, upwards: bool, careful: bool) -> Option<Step> {
        let variable = self.columns[column];
        let own = if upwards {
            self.upper[variable].map(|upper| upper - self.values[variable])
        } else {
            Some(self.values[variable] - self.lower[variable])
        };
        let mut step = own.map(|length| Step { length: Ratio::whole(length), stop: None });
        for (place, row) in self.rows.iter().enumerate() {
            let coefficient = row.coefficients[column];
            if coefficient == 0 {
                continue;
            }
            let grows = (coefficient < 0) == upwards;
            let bound = if grows { self.upper[row.basic] } else { Some(self.lower[row.basic]) };
            let Some(bound) = bound else { continue };
            let room = (i128::from(bound) * i128::from(row.scale) - row.rest).abs();
            let length = Ratio::new(room, i128::from(coefficient.abs()));
            let sooner = step.as_ref().is_none_or(|step| match length.cmp(&step.length) {
                std::cmp::Ordering::Less => true,
                std::cmp::Ordering::Equal => {
                    careful && step.stop.is_some_and(|(stop, _)| row.basic < self.rows[stop].basic)
                }
                std::cmp::Ordering::Greater => false,
            });
            if sooner {
                step = Some(Step { length, stop: Some((place, bound)) });
            }
        }
        step
    }

    /// The shortest whole step of a column that brings the variable to its goal, if it can go that far. Nothing changes
    /// places then, so that whole numbers stay whole: most other tables a reader could think of are found like this.
    fn step_to(&self, variable: usize, goal: i64, column: usize, longest: &Option<Step>) -> Option<Step> {
        let missing = Ratio::whole(goal).distance(self.value(variable));
        let times = match self.places[variable] {
            Place::Row(row) => {
                Ratio::new(i128::from(self.rows[row].coefficients[column].abs()), i128::from(self.rows[row].scale))
            }
            Place::Column(_) => Ratio::whole(1),
        };
        let length = Ratio::new(missing.over(times)?.ceil(), 1);
        longest.as_ref().is_none_or(|longest| length <= longest.length).then_some(Step { length, stop: None })
    }

    fn take(&mut self, column: usize, upwards: bool, step: &Step) -> Result<(), AuditError> {
        let variable = self.columns[column];
        let Some((stop, bound)) = step.stop else {
            let length = if upwards { step.length.floor() } else { -step.length.floor() };
            self.values[variable] += i64::try_from(length).map_err(|_| AuditError::TooHard)?;
            for row in &mut self.rows {
                row.rest -= i128::from(row.coefficients[column]) * length;
            }
            return Ok(());
        };
        let leaving = self.rows[stop].basic;
        self.values[leaving] = bound;
        self.pivot(stop, column)
    }

    fn pivot(&mut self, at: usize, column: usize) -> Result<(), AuditError> {
        let entering = self.columns[column];
        let leaving = self.rows[at].basic;
        {
            let row = &mut self.rows[at];
            std::mem::swap(&mut row.scale, &mut row.coefficients[column]);
            row.basic = entering;
            if row.scale < 0 {
                row.scale = -row.scale;
                row.constant = -row.constant;
                row.coefficients.iter_mut().for_each(|coefficient| *coefficient = -*coefficient);
            }
        }
        self.columns[column] = leaving;
        self.places[leaving] = Place::Column(column);
        self.places[entering] = Place::Row(at);
        let chosen = std::mem::take(&mut self.rows[at].coefficients);
        let (scale, constant) = (self.rows[at].scale, self.rows[at].constant);
        let used: Vec<(usize, i64)> = chosen.iter().copied().enumerate().filter(|(_, by)| *by != 0).collect();
        let left = rest_of(&chosen, constant, &self.columns, &self.values);
        for (other, row) in self.rows.iter_mut().enumerate() {
            let factor = if other == at { 0 } else { row.coefficients[column] };
            if factor == 0 {
                continue;
            }
            let (times, less) = reduced(scale, factor);
            // What the row leaves without the variable that moves into the pivot row, which had a whole value.
            let rest = row.rest + i128::from(factor) * i128::from(self.values[entering]);
            row.coefficients[column] = 0;
            row.constant = row.constant * i128::from(times) - constant * i128::from(less);
            row.rest = rest * i128::from(times) - left * i128::from(less);
            if times == 1 && row.scale == 1 {
                // There is nothing to shorten by, and little that changes.
                for &(place, by) in &used {
                    let changed = row.coefficients[place] - by * less;
                    if changed.abs() > LARGEST {
                        return Err(AuditError::TooHard);
                    }
                    row.coefficients[place] = changed;
                }
                continue;
            }
            if times != 1 {
                row.coefficients.iter_mut().for_each(|coefficient| *coefficient *= times);
            }
            for &(place, by) in &used {
                row.coefficients[place] -= by * less;
            }
            row.scale *= times;
            let (mut scale, before) = (row.scale, row.scale);
            shorten(&mut row.coefficients, &mut row.constant, Some(&mut scale))?;
            row.scale = scale;
            row.rest /= i128::from(before / scale);
        }
        self.rows[at].coefficients = chosen;
        self.rows[at].rest = left;
        Ok(())
    }
}

/// How many equations hold each variable.
fn held(equations: &[Equation], count: usize) -> Vec<usize> {
    let mut held = vec![0; count];
    for &(variable, _) in equations.iter().flat_map(|(terms, _)| terms) {
        held[variable] += 1;
    }
    held
}

/// What the constant leaves for the basic variable, times its scale.
fn rest_of(coefficients: &[i64], constant: i128, columns: &[usize], values: &[i64]) -> i128 {
    let taken = coefficients.iter().zip(columns).filter(|(coefficient, _)| **coefficient != 0);
    taken
        .fold(constant, |rest, (&coefficient, &variable)| rest - i128::from(coefficient) * i128::from(values[variable]))
}

/// Two factors without their common divisor.
fn reduced(scale: i64, factor: i64) -> (i64, i64) {
    let common = gcd(scale, factor.abs());
    (scale / common, factor / common)
}

/// Divides a row by its common factor, and refuses one that has grown too large to stay exact.
fn shorten(row: &mut [i64], constant: &mut i128, scale: Option<&mut i64>) -> Result<(), AuditError> {
    let start = scale.as_ref().map_or(0, |scale| **scale);
    let halvings = row.iter().fold(start, |bits, coefficient| bits | coefficient).trailing_zeros();
    let odd = odd_divisor(row, start);
    let common = odd.checked_shl(halvings).unwrap_or(1);
    if common > 1 && *constant % i128::from(common) == 0 {
        row.iter_mut().for_each(|coefficient| *coefficient >>= halvings);
        if odd > 1 {
            row.iter_mut().filter(|coefficient| **coefficient != 0).for_each(|coefficient| *coefficient /= odd);
        }
        *constant /= i128::from(common);
        if let Some(scale) = scale {
            *scale /= common;
        }
    }
    // A magnitude beyond the largest sets a bit beyond it.
    let largest = row.iter().fold(0, |bits, coefficient| bits | (coefficient ^ (coefficient >> 63)));
    if largest >= LARGEST { Err(AuditError::TooHard) } else { Ok(()) }
}

/// The odd part of the common divisor of a row and a number. It divides the odd part of that number, which is 1 for most
/// rows; halves are cheaper to find.
fn odd_divisor(row: &[i64], start: i64) -> i64 {
    let mut odd = start.checked_shr(start.trailing_zeros()).unwrap_or_default();
    for &coefficient in row.iter().filter(|coefficient| **coefficient != 0) {
        if odd == 1 {
            break;
        }
        odd = gcd(odd, coefficient.abs() >> coefficient.trailing_zeros());
    }
    odd.max(1)
}

const fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_pair_ranges_over_its_sum() {
        // x + y = 7, both at least 1
        let equation = (vec![(0, 1), (1, 1)], 7);
        let mut simplex = Simplex::new(&[equation], vec![3, 4], vec![1, 1], vec![None, None]).expect("a point");

        assert_eq!(simplex.towards(0, End::Most, None).expect("exact"), Some(Ratio::whole(6)));
        assert_eq!(simplex.towards(0, End::Least, None).expect("exact"), Some(Ratio::whole(1)));
        assert_eq!(simplex.towards(1, End::Least, None).expect("exact"), Some(Ratio::whole(1)));
    }

    #[test]
    fn an_end_may_be_half_a_person() {
        // x + y = 3, y + z = 3, x + z = 3: only x = 1.5
        let equations = [(vec![(0, 1), (1, 1)], 4), (vec![(1, 1), (2, 1)], 4), (vec![(0, 1), (2, 1)], 4)];
        let mut simplex = Simplex::new(&equations, vec![2, 2, 2], vec![0; 3], vec![None; 3]).expect("a point");

        assert_eq!(simplex.towards(0, End::Most, None).expect("exact"), Some(Ratio::whole(2)));
    }

    #[test]
    fn what_nothing_bounds_has_no_end() {
        let equation = (vec![(0, 1), (1, -1)], 0);
        let mut simplex = Simplex::new(&[equation], vec![3, 3], vec![1, 1], vec![None, None]).expect("a point");

        assert_eq!(simplex.towards(0, End::Most, None).expect("exact"), None);
    }

    #[test]
    fn a_point_off_the_equations_is_refused() {
        let equation = (vec![(0, 1), (1, 1)], 7);

        assert!(Simplex::new(&[equation], vec![3, 3], vec![0, 0], vec![None, None]).is_err());
    }
}
