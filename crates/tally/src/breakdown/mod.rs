//! Counts broken down: an indicator by at most three axes. The same rules count the figure and its table, so that the
//! total of a table is the figure.

mod axis;
mod count;
mod groups;
mod origin;
mod pooling;
#[cfg(test)]
mod tests;

pub use axis::{Axis, Courses, Needs};
pub use count::{Adjustment, Broken, CodedRow, RowQuery, row_queries, rows_under, tabulate_by};
pub use groups::Level;
pub use pooling::{FEWEST, Kept, keep, spread_query};

use casework::fact::FactKind;
use thiserror::Error;

use crate::indicator::{Count, Facts, Indicator};
use aggregates::Basis;

/// The most axes that a table has.
pub const MOST_AXES: usize = 3;
/// The code of what nobody said.
pub const NOT_STATED: &str = "not_stated";
/// The code of all rare codes together.
pub const OTHER: &str = "other";

/// A table of a catalogue: an indicator and its axes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSpec {
    /// The id of the indicator.
    pub indicator: String,
    /// From one to three axes.
    pub axes: Vec<Axis>,
}

/// Why an indicator cannot be broken down so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CannotBreak {
    /// None, or more than [`MOST_AXES`].
    #[error("a table has from one to three dimensions")]
    Number,
    /// Two axes say the same.
    #[error("two dimensions of a table say the same more or less finely")]
    Family,
    /// It counts everybody up to a day: two years' tables could be subtracted, and show who was new.
    #[error("a figure up to a day has no table that may leave")]
    Stock,
    /// The records of the indicator have no value on this axis.
    #[error("the records of the figure say nothing on the dimension {}", .0.code())]
    Says(Axis),
}

/// Says whether an indicator can be broken down by these axes in a table that leaves. Its periods must not overlap.
///
/// # Errors
/// [`CannotBreak`].
pub fn check(indicator: &Indicator, axes: &[Axis]) -> Result<(), CannotBreak> {
    if axes.is_empty() || axes.len() > MOST_AXES {
        return Err(CannotBreak::Number);
    }
    if indicator.basis == Basis::Stock {
        return Err(CannotBreak::Stock);
    }
    for (place, axis) in axes.iter().enumerate() {
        if axes.iter().take(place).any(|other| other.family() == axis.family()) {
            return Err(CannotBreak::Family);
        }
        if !fits(indicator, *axis) {
            return Err(CannotBreak::Says(*axis));
        }
    }
    Ok(())
}

/// The code of the region of a country (ISO 3166-1 alpha-3).
pub(crate) fn region_of(country: &str) -> Option<&'static str> {
    groups::region(country)
}

/// Whether all records of an indicator can have a value on an axis.
pub fn fits(indicator: &Indicator, axis: Axis) -> bool {
    let parts = parts(indicator);
    !parts.is_empty() && parts.iter().all(|facts| has(facts.kind, axis.needs(), indicator.basis))
}

/// What is counted: the facts of an indicator, or of all parts of a sum.
fn parts(indicator: &Indicator) -> Vec<&Facts> {
    match &indicator.count {
        Count::Facts(facts) => vec![facts],
        Count::SumOf(ids) => {
            let of = |id: &&str| crate::indicator(id).map(|part| &part.count);
            let facts = |count: &'static Count| match count {
                Count::Facts(facts) => Some(facts),
                Count::SumOf(_) => None,
            };
            ids.iter().filter_map(of).filter_map(facts).collect()
        }
    }
}

fn has(kind: FactKind, needs: Needs, basis: Basis) -> bool {
    use FactKind as F;
    let placement = matches!(
        kind,
        F::Recommended
            | F::CompanyInterview
            | F::Offer
            | F::TrialHire
            | F::Employed
            | F::Permanent
            | F::PlacementEnded
            | F::RetentionChecked
    );
    let course =
        matches!(kind, F::Enrolled | F::ProgrammeCompleted | F::ProgrammeLeft | F::Attended | F::MentorMeeting);
    let person = placement
        || course
        || matches!(
            kind,
            F::FirstContact
                | F::ConsentGiven
                | F::ConsentWithdrawn
                | F::StatusChanged
                | F::WorkPermitted
                | F::Interview
                | F::CaseClosed
                | F::CaseReopened
                | F::MediaUse
        );
    match needs {
        // What had come together by a day has no day of its own in the year.
        Needs::Day => basis == Basis::Flow,
        Needs::Participant => person,
        Needs::Company => placement || matches!(kind, F::Discussion | F::OpeningReceived),
        Needs::Placement => placement,
        Needs::Course => course || kind == F::SessionHeld,
        Needs::Audience => kind == F::Talk,
    }
}
