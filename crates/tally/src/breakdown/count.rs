//! From coded rows to a table with all its margins.

use std::collections::{BTreeMap, BTreeSet};

use aggregates::{
    FiscalYear,
    model::{Dimension, ModelError, Table},
};

use super::{Axis, Kept, pooling::is_a_rest};
use crate::{
    Query,
    indicator::{Indicator, Measure},
    query::facts_query,
};

/// A record behind an indicator: numbers of what it belongs to, and what decides over its codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedRow {
    /// Number of the participant.
    pub participant: Option<u32>,
    /// Number of the company.
    pub company: Option<u32>,
    /// Number of the placement.
    pub placement: Option<u32>,
    /// Heads, where heads are summed.
    pub quantity: u64,
    /// One for each axis.
    pub values: Vec<String>,
}

/// One part of a count: what is counted of its rows, and the query that lists them, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowQuery {
    /// What is counted.
    pub measure: Measure,
    /// The statement. Its columns: participant, company, placement, quantity, then a value for each axis.
    pub query: Query,
}

/// What a count has that no record shows, and the other way round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adjustment {
    /// Counted, and no record any more: of people who were erased.
    pub erased: u64,
    /// How many of whose records other laptops count.
    pub elsewhere: BTreeMap<u32, u64>,
}

/// A count broken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its axes with the codes in them.
    pub axes: Vec<Kept>,
    /// The counts with all their margins. Not yet protected.
    pub table: Table,
}

/// The queries for the rows behind an indicator, one for each part of it.
pub fn row_queries(indicator: &Indicator, axes: &[Axis], year: FiscalYear) -> Vec<RowQuery> {
    super::parts(indicator)
        .into_iter()
        .map(|facts| {
            let Query { sql: condition, mut parameters } = facts_query(facts, indicator.basis, year);
            parameters.push(year.last_day().to_string());
            let last = format!("?{}", parameters.len());
            let values: String =
                axes.iter().map(|axis| format!(", coalesce({}, '')", axis.sql("f.on_day", &last))).collect();
            let sql = format!(
                "SELECT f.participant_id, f.company_id, f.placement_id, coalesce(f.quantity, 0){values}
                 FROM fact f LEFT JOIN participant p ON p.id = f.participant_id
                 LEFT JOIN company c ON c.id = f.company_id
                 LEFT JOIN recommendation r ON r.id = f.placement_id LEFT JOIN opening o ON o.id = r.opening_id
                 WHERE {condition} AND {last} <> '' ORDER BY f.on_day, f.kind, f.number"
            );
            RowQuery { measure: facts.measure, query: Query { sql, parameters } }
        })
        .collect()
}

/// Counts rows: each person, company or placement once, under the codes of the oldest of its records.
///
/// # Errors
/// [`ModelError`] when the table would be too large.
pub fn tabulate_by(
    id: &str,
    axes: &[Kept],
    parts: &[(Measure, Vec<CodedRow>)],
    adjustment: &Adjustment,
) -> Result<Broken, ModelError> {
    let mut counts: BTreeMap<Vec<String>, u64> = BTreeMap::new();
    for row in placed(axes, parts, adjustment) {
        *counts.entry(row.codes).or_default() += row.count;
    }
    if adjustment.erased > 0 {
        let codes = axes.iter().map(|kept| kept.code_of("")).collect();
        *counts.entry(codes).or_default() += adjustment.erased;
    }
    let dimensions = axes.iter().map(|kept| dimension(kept, &counts, axes)).collect::<Result<Vec<_>, _>>()?;
    let table = Table::new(id, dimensions, counts)?;
    Ok(Broken { axes: axes.to_vec(), table })
}

/// Returns the rows that are counted under a code of the only axis: the number of their part and their place in it.
pub fn rows_under(
    axis: &Kept,
    code: &str,
    parts: &[(Measure, Vec<CodedRow>)],
    adjustment: &Adjustment,
) -> Vec<(usize, usize)> {
    let placed = placed(std::slice::from_ref(axis), parts, adjustment).into_iter();
    let here = placed.filter(|row| row.codes.first().is_some_and(|own| own == code));
    here.map(|row| (row.part, row.place)).collect()
}

/// A row that is counted.
struct Placed {
    part: usize,
    place: usize,
    codes: Vec<String>,
    count: u64,
}

fn placed(axes: &[Kept], parts: &[(Measure, Vec<CodedRow>)], adjustment: &Adjustment) -> Vec<Placed> {
    let mut elsewhere = adjustment.elsewhere.clone();
    let mut placed = Vec::new();
    for (part, (measure, rows)) in parts.iter().enumerate() {
        for (place, row, count) in counted(*measure, rows) {
            // What another laptop counts of a case are its oldest records.
            let away = row.participant.and_then(|person| elsewhere.get_mut(&person)).filter(|away| **away > 0);
            if let Some(away) = away {
                *away -= 1;
                continue;
            }
            let codes = axes.iter().zip(&row.values).map(|(kept, raw)| kept.code_of(raw)).collect();
            placed.push(Placed { part, place, codes, count });
        }
    }
    placed
}

fn counted(measure: Measure, rows: &[CodedRow]) -> Vec<(usize, &CodedRow, u64)> {
    let mut seen = BTreeSet::new();
    let once = |row: &CodedRow| match measure {
        Measure::Each | Measure::Quantities => None,
        Measure::Persons => row.participant,
        Measure::Companies => row.company,
        Measure::Placements => row.placement,
    };
    let unit = |row: &CodedRow| if measure == Measure::Quantities { row.quantity } else { 1 };
    let rows = rows.iter().enumerate();
    rows.filter(|(_, row)| once(row).is_none_or(|number| seen.insert(number)))
        .map(|(place, row)| (place, row, unit(row)))
        .collect()
}

/// The codes of an axis as a dimension; what is pooled stands in it only where somebody is counted under it.
fn dimension(kept: &Kept, counts: &BTreeMap<Vec<String>, u64>, axes: &[Kept]) -> Result<Dimension, ModelError> {
    let place = axes.iter().position(|axis| axis.axis == kept.axis).unwrap_or_default();
    let used = |code: &str| counts.keys().any(|codes| codes.get(place).is_some_and(|used| used == code));
    // Where nobody is counted at all, one code says so.
    let nothing = kept.levels.iter().all(|level| is_a_rest(&level.code) && !used(&level.code));
    let stands = |code: &str| nothing || !is_a_rest(code) || used(code);
    let paths = kept.levels.iter().filter(|level| stands(&level.code)).map(|level| {
        let mut path = vec![level.code.clone()];
        if !level.under.is_empty() {
            path.push(level.under.clone());
        }
        path
    });
    // Tables that say the same more or less finely share their coarser codes.
    Dimension::nested(kept.axis.family(), paths)
}
