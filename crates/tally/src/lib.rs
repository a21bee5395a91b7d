//! Indicators as data: records in, [`RawTable`](aggregates::RawTable) out. The only bridge between the two worlds.
//!
//! An [`Indicator`] says what is counted, over which facts, and in which period. It is turned into one counting query
//! over the store's view of dated facts; the same conditions list the records behind a figure.

pub mod breakdown;
pub mod funnel;
mod indicator;
pub mod pathway;
mod query;
mod standard;
mod table;

pub use indicator::{Condition, Count, Facts, Indicator, Label, Measure, Tie, When};
pub use query::{Query, count_query, record_query};
pub use standard::INDICATORS;
pub use table::{ProgrammeNumbers, TallyError, figure_code, tabulate};

/// The indicator with this id.
pub fn indicator(id: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|indicator| indicator.id == id)
}
