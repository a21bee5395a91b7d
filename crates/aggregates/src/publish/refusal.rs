use std::collections::BTreeMap;

use thiserror::Error;

use super::Problem;
use crate::audit::AuditError;
use crate::model::{ModelError, SMALL, Table};
use crate::round::RoundingRefused;
use crate::suppress::SuppressionRefused;
use crate::{Period, Unprotected};

/// Why a problem is not published. It holds periods, and names and codes of code lists; no count.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Refusal {
    /// Two periods of the same thing overlap and do not fill each other up, so that a difference could be read off.
    #[error("two periods overlap: publish periods that follow each other, or all parts of a period")]
    Periods {
        /// The one period.
        first: Period,
        /// The other one.
        second: Period,
    },
    /// The counts of an earlier release have changed since. A correction belongs into a later period.
    #[error("a count differs from the one of an earlier release: publish corrections in a later period")]
    Changed,
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// A cell that everybody is said to know is in no table.
    #[error("a cell that is said to be known is in no table")]
    UnknownFact,
    /// What was shown of an earlier table does not fit it.
    #[error("what an earlier release shows does not fit its table")]
    EarlierShape,
    /// The tables contradict each other, or one is too large.
    #[error(transparent)]
    Model(ModelError),
    /// Together the tables are too large to be protected or proven.
    #[error("the tables are too large together: leave out or coarsen a dimension")]
    TooLarge {
        /// Dimensions, the one whose leaving out helps most first.
        coarsen: Vec<String>,
    },
    /// What readers know already gives small counts away, whatever is done.
    #[error("small counts follow from what is known already: leave out or coarsen a dimension")]
    KnownAlready {
        /// Dimensions, the one whose leaving out helps most first.
        coarsen: Vec<String>,
    },
    /// No protection was found whose proof passes.
    #[error("no protection was found that can be proven: leave out or coarsen a dimension")]
    Unproven {
        /// Dimensions, the one whose leaving out helps most first.
        coarsen: Vec<String>,
    },
}

impl Refusal {
    /// Returns a word for it that does not change with the language.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Periods { .. } => "periods_overlap",
            Self::Changed => "changed_since_release",
            Self::Stopped => "stopped",
            Self::UnknownFact => "known_cell_unknown",
            Self::EarlierShape => "earlier_does_not_fit",
            Self::Model(_) => "not_a_table",
            Self::TooLarge { .. } => "too_large",
            Self::KnownAlready { .. } => "known_already",
            Self::Unproven { .. } => "not_provable",
        }
    }

    /// Returns the dimensions to leave out or make coarser, the one that helps most first.
    pub fn coarsen(&self) -> &[String] {
        match self {
            Self::TooLarge { coarsen } | Self::KnownAlready { coarsen } | Self::Unproven { coarsen } => coarsen,
            _ => &[],
        }
    }
}

pub(super) fn explained(problem: &Problem, reason: Unprotected) -> Refusal {
    if reason.is_stop() {
        return Refusal::Stopped;
    }
    let coarsen = coarsen(problem);
    match reason {
        Unprotected::Rounding(RoundingRefused::TooLarge)
        | Unprotected::Suppression(SuppressionRefused::TooLarge)
        | Unprotected::Audit(AuditError::TooLarge) => Refusal::TooLarge { coarsen },
        Unprotected::Suppression(SuppressionRefused::KnownAlready { .. }) => Refusal::KnownAlready { coarsen },
        _ => Refusal::Unproven { coarsen },
    }
}

/// The dimensions of the tables to publish, by how many small cells disappear with them.
fn coarsen(problem: &Problem) -> Vec<String> {
    let mut less: BTreeMap<&str, usize> = BTreeMap::new();
    for dated in &problem.tables {
        for (axis, dimension) in dated.table.dimensions().iter().enumerate() {
            *less.entry(dimension.name()).or_default() += lost(&dated.table, axis);
        }
    }
    let mut named: Vec<_> = less.into_iter().collect();
    named.sort_by_key(|&(name, lost)| (std::cmp::Reverse(lost), name));
    named.into_iter().map(|(name, _)| name.to_owned()).collect()
}

/// How many small cells a table has that are broken down by this dimension.
fn lost(table: &Table, axis: usize) -> usize {
    let broken_down = |cell: &usize| table.codes(*cell).get(axis).is_some_and(|code| *code != crate::model::TOTAL);
    (0..table.len()).filter(broken_down).filter(|&cell| SMALL.contains(&table.value(cell))).count()
}
