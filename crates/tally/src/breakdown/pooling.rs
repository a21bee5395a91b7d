//! Rare codes are put together before anything is counted: whoever is the only one of a kind would be found in every
//! table, however well its cells are protected.

use std::collections::BTreeMap;

use aggregates::FiscalYear;

use super::{Axis, Level, NOT_STATED, OTHER};
use crate::Query;

/// The fewest people of the whole file who make a code of its own.
pub const FEWEST: u64 = 5;

/// The codes of an axis that stand for themselves; all others stand as "other".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which axis.
    pub axis: Axis,
    /// The codes, in the order of the axis, with "not stated" and "other" at the end where there are such.
    pub levels: Vec<Level>,
}

/// The statement that gives what decides over the code of every participant on an axis at the end of a year, and how
/// many have it.
pub fn spread_query(axis: Axis, year: FiscalYear) -> Query {
    let value = axis.sql("?1", "?1");
    let sql = format!(
        "SELECT coalesce(value, ''), count(*) FROM (SELECT {value} AS value FROM participant p)
         WHERE ?1 <> '' GROUP BY 1 ORDER BY 1"
    );
    Query { sql, parameters: vec![year.last_day().to_string()] }
}

/// Decides which codes are kept: those of at least [`FEWEST`] people. What is pooled are at least as many, or nobody;
/// where too few would be pooled, the rarest kept code goes with them. Codes that lie under coarser ones are pooled
/// under the same, so that the coarser ones count the same people in every table.
pub fn keep(axis: Axis, all: &[Level], spread: &[(String, u64)]) -> Kept {
    let mut people: BTreeMap<String, u64> = BTreeMap::new();
    for (raw, count) in spread {
        *people.entry(axis.place(raw).unwrap_or_else(|| NOT_STATED.to_owned())).or_default() += count;
    }
    let of = |level: &Level| people.get(&level.code).copied().unwrap_or(0);
    let upper = axis.upper_levels();
    let mut levels = Vec::new();
    if upper.is_empty() {
        levels = common(all.iter().cloned().chain([not_stated()]).collect(), of);
    } else {
        let below = |above: &str| all.iter().filter(|level| level.under == above).map(of).sum::<u64>();
        let of_upper = |level: &Level| if level.code == NOT_STATED { of(level) } else { below(&level.code) };
        for above in common(upper.into_iter().chain([not_stated()]).collect(), of_upper) {
            if above.code == NOT_STATED {
                levels.push(above);
                continue;
            }
            levels.extend(common(all.iter().filter(|level| level.under == above.code).cloned().collect(), of));
            levels.push(rest_of(&above));
        }
    }
    levels.push(other());
    Kept { axis, levels }
}

/// Those of enough people; what is left are nobody, or enough.
fn common(all: Vec<Level>, of: impl Fn(&Level) -> u64) -> Vec<Level> {
    let (mut kept, rare): (Vec<Level>, Vec<Level>) = all.into_iter().partition(|level| of(level) >= FEWEST);
    let mut pooled: u64 = rare.iter().map(&of).sum();
    while (1..FEWEST).contains(&pooled) {
        let Some(rarest) = (0..kept.len()).min_by_key(|place| kept.get(*place).map_or(u64::MAX, &of)) else { break };
        pooled += of(&kept.remove(rarest));
    }
    kept
}

/// What is pooled under a coarser code.
fn rest_of(above: &Level) -> Level {
    let (ja, en) = (format!("{}(その他)", above.ja), format!("{}: other", above.en));
    Level::new(&rest_code(&above.code), &ja, &en).under(&above.code)
}

fn rest_code(above: &str) -> String {
    format!("{above}_other")
}

fn other() -> Level {
    Level::new(OTHER, "その他・回答なし", "Other or not stated")
}

/// Whether a code stands in a table only where somebody is counted under it.
pub(super) fn is_a_rest(code: &str) -> bool {
    code == NOT_STATED || code == OTHER || code.ends_with("_other")
}

pub(super) fn not_stated() -> Level {
    Level::new(NOT_STATED, "回答なし", "Not stated")
}

impl Kept {
    /// All codes of an axis, none of them pooled.
    pub fn all(axis: Axis, mut all: Vec<Level>) -> Self {
        all.extend([not_stated(), other()]);
        Self { axis, levels: all }
    }

    /// The codes of an earlier release of the year, with the words of today. Somebody may by now be counted under what
    /// was pooled and empty then: an erased person, or one whose record was corrected.
    pub fn as_before(axis: Axis, all: &[Level], codes: &[String]) -> Self {
        let mut levels: Vec<Level> =
            all.iter().cloned().chain([not_stated()]).filter(|level| codes.contains(&level.code)).collect();
        for above in axis.upper_levels() {
            let rest = rest_of(&above);
            if codes.contains(&rest.code) || levels.iter().any(|level| level.under == above.code) {
                levels.push(rest);
            }
        }
        levels.push(other());
        Self { axis, levels }
    }

    /// The codes that stand for themselves.
    pub fn codes(&self) -> Vec<String> {
        self.levels.iter().map(|level| level.code.clone()).collect()
    }

    /// The code under which a record is counted.
    pub(super) fn code_of(&self, raw: &str) -> String {
        let stands = |code: &str| self.levels.iter().any(|level| level.code == code);
        let code = self.axis.place(raw).unwrap_or_else(|| NOT_STATED.to_owned());
        if stands(&code) {
            return code;
        }
        let above = self.axis.above(&code).map(|above| rest_code(&above)).filter(|rest| stands(rest));
        above.unwrap_or_else(|| OTHER.to_owned())
    }
}
