use std::collections::{BTreeMap, BTreeSet};

use super::{Dated, Earlier, Fact, Problem, Refusal};
use crate::Period;
use crate::model::{Joint, ModelError, Standing, key};

/// Makes one system of equations of everything readers have.
pub(super) fn joint(problem: &Problem) -> Result<Joint, Refusal> {
    let all: Vec<&Dated> = problem.tables.iter().chain(problem.earlier.iter().map(|earlier| &earlier.dated)).collect();
    let tables = all.iter().map(|dated| dated.table.clone()).collect();
    let scopes: Vec<String> = all.iter().map(|dated| scope(dated.period)).collect();
    let mut joint = Joint::scoped(tables, &scopes).map_err(|error| match error {
        ModelError::Disagree if !problem.earlier.is_empty() => Refusal::Changed,
        other => Refusal::Model(other),
    })?;
    joint.publish_first(problem.tables.len());
    for (place, earlier) in problem.earlier.iter().enumerate() {
        remember(&mut joint, problem.tables.len() + place, earlier)?;
    }
    let cells = Cells::of(&all, &scopes, &joint);
    for fact in &problem.facts {
        let cell = cells.fact(fact).ok_or(Refusal::UnknownFact)?;
        joint.settle_place(cell, Standing::Known);
    }
    let ties = cells.ties(&periods(&all)?)?;
    for (total, parts) in ties {
        joint.tie(total, parts);
    }
    Ok(joint)
}

fn scope(period: Period) -> String {
    format!("{}..{}", period.first(), period.last())
}

fn remember(joint: &mut Joint, table: usize, earlier: &Earlier) -> Result<(), Refusal> {
    let places = joint.places(table).to_vec();
    if places.len() != earlier.shown.len() {
        return Err(Refusal::EarlierShape);
    }
    for (cell, shown) in places.into_iter().zip(&earlier.shown) {
        match (*shown, earlier.reach) {
            (None, _) if joint.standing(cell) != Standing::Known => joint.settle_place(cell, Standing::Hidden),
            (None, _) => {}
            (Some(value), None) if value == joint.value(cell) => joint.settle_place(cell, Standing::Known),
            (Some(value), Some(reach)) if value.abs_diff(joint.value(cell)) <= reach => joint.print(cell, value, reach),
            _ => return Err(Refusal::EarlierShape),
        }
    }
    Ok(())
}

/// For each thing that is counted, its periods.
type Periods<'a> = BTreeMap<&'a str, BTreeSet<Period>>;

/// Collects the periods, and refuses those that overlap without filling each other up.
fn periods<'a>(all: &[&'a Dated]) -> Result<Periods<'a>, Refusal> {
    let mut periods: Periods<'_> = BTreeMap::new();
    for dated in all {
        periods.entry(dated.table.counted()).or_default().insert(dated.period);
    }
    for of_one in periods.values() {
        for first in of_one {
            for second in of_one.iter().filter(|second| *second > first && second.overlaps(*first)) {
                let (longer, shorter) = if first.within(*second) { (second, first) } else { (first, second) };
                if !shorter.within(*longer) || parts(*longer, of_one).is_none_or(|parts| !covers(&parts, *shorter)) {
                    return Err(Refusal::Periods { first: *first, second: *second });
                }
            }
        }
    }
    Ok(periods)
}

/// Says whether a period is a part, or lies in one (which then has parts of its own).
fn covers(parts: &[Period], period: Period) -> bool {
    parts.iter().any(|part| period.within(*part))
}

/// The longest periods that fill a period up, without itself.
fn parts(whole: Period, all: &BTreeSet<Period>) -> Option<Vec<Period>> {
    let inside = |period: &&Period| period.within(whole) && **period != whole;
    let mut parts = Vec::new();
    let mut next = whole.first();
    loop {
        let longest =
            all.iter().filter(inside).filter(|period| period.first() == next).max_by_key(|part| part.last())?;
        parts.push(*longest);
        if longest.last() == whole.last() {
            return Some(parts);
        }
        next = longest.last().succ_opt()?;
    }
}

type Named = BTreeMap<Vec<(String, String)>, usize>;

/// Where each cell of each period is.
struct Cells {
    places: BTreeMap<(String, String), Named>,
}

impl Cells {
    fn of(all: &[&Dated], scopes: &[String], joint: &Joint) -> Self {
        let mut places: BTreeMap<(String, String), Named> = BTreeMap::new();
        for (number, (dated, scope)) in all.iter().zip(scopes).enumerate() {
            let own = places.entry((dated.table.counted().to_owned(), scope.clone())).or_default();
            for (cell, &place) in joint.places(number).iter().enumerate() {
                let (_, _, named) = key(&dated.table, scope, cell);
                let named = named.into_iter().map(|(name, code)| (name.to_owned(), code.to_owned())).collect();
                own.insert(named, place);
            }
        }
        Self { places }
    }

    fn of_period(&self, counted: &str, period: Period) -> Option<&Named> {
        self.places.get(&(counted.to_owned(), scope(period)))
    }

    fn fact(&self, fact: &Fact) -> Option<usize> {
        let mut codes = fact.codes.clone();
        codes.sort_unstable();
        self.of_period(&fact.counted, fact.period)?.get(&codes).copied()
    }

    /// Ties each cell of a period to the same cells of the periods that fill it up.
    fn ties(&self, periods: &Periods<'_>) -> Result<Vec<(usize, Vec<usize>)>, Refusal> {
        let mut ties = Vec::new();
        for (counted, of_one) in periods {
            for &whole in of_one {
                let Some(parts) = parts(whole, of_one) else { continue };
                let Some(totals) = self.of_period(counted, whole) else { continue };
                for (codes, &total) in totals {
                    let found: Vec<Option<usize>> = parts
                        .iter()
                        .map(|part| self.of_period(counted, *part).and_then(|named| named.get(codes)).copied())
                        .collect();
                    match found.iter().copied().collect::<Option<Vec<usize>>>() {
                        Some(found) => ties.push((total, found)),
                        // Some parts are broken down like this and others are not: the rest could be read off.
                        None if found.iter().any(Option::is_some) => {
                            let second = parts.first().copied().unwrap_or(whole);
                            return Err(Refusal::Periods { first: whole, second });
                        }
                        None => {}
                    }
                }
            }
        }
        Ok(ties)
    }
}
