//! Everything that readers will have on one desk, as one problem: the tables of a release, what is known anyway, and
//! every earlier release. [`protect`] turns it into a [`TableRelease`] with a passing certificate, or says in codes what
//! to coarsen.
//!
//! ```
//! use aggregates::model::{Dimension, Table};
//! use aggregates::publish::{Problem, protect};
//! use aggregates::round::Seed;
//! use aggregates::{FiscalYear, Method};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let year = FiscalYear::new(2024)?.period();
//! let region = Dimension::flat("region", ["ca", "ea", "wa"])?;
//! let gender = Dimension::flat("gender", ["f", "m"])?;
//! let by_region = Table::new("participants", vec![region], [(["ca"].to_vec(), 12), (vec!["ea"], 3), (vec!["wa"], 20)])?;
//! let by_gender = Table::new("participants", vec![gender], [(vec!["f"], 16), (vec!["m"], 19)])?;
//!
//! let problem = Problem::new()
//!     .table(year, by_region.clone())
//!     .table(year, by_gender)
//!     // The approved headline figure: all participants, exactly.
//!     .know(year, "participants", &[]);
//! let release = protect(&problem, Method::Rounding(Seed::new(7)))?;
//!
//! assert_eq!(release.tables().len(), 2);
//! // The ledger keeps the exact table, the values and how far they may be off; next year's problem takes them in again.
//! let shown = release.tables()[0].cells().iter().map(|cell| cell.value()).collect();
//! let reach = release.certificate().largest_difference();
//! let next = FiscalYear::new(2025)?.period();
//! # let region = Dimension::flat("region", ["ca", "ea", "wa"])?;
//! # let later = Table::new("participants", vec![region], [(vec!["ca"], 9), (vec!["wa"], 31)])?;
//! let problem = Problem::new().table(next, later).earlier(year, by_region, shown, reach);
//! protect(&problem, Method::Rounding(Seed::new(8)))?;
//! # Ok(())
//! # }
//! ```

mod joining;
mod refusal;

pub use self::refusal::Refusal;
use crate::model::Table;
use crate::stop::{Stop, never};
use crate::{Method, Period, TableRelease};

/// Tables to publish together, and what readers have already.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    tables: Vec<Dated>,
    earlier: Vec<Earlier>,
    facts: Vec<Fact>,
}

#[derive(Debug, Clone)]
struct Dated {
    period: Period,
    table: Table,
}

#[derive(Debug, Clone)]
struct Earlier {
    dated: Dated,
    shown: Vec<Option<u64>>,
    reach: Option<u64>,
}

#[derive(Debug, Clone)]
struct Fact {
    period: Period,
    counted: String,
    codes: Vec<(String, String)>,
}

impl Problem {
    /// Begins with nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a table to publish: counts of one period. Tables that count the same thing in the same period share their
    /// margins.
    #[must_use]
    pub fn table(mut self, period: Period, table: Table) -> Self {
        self.tables.push(Dated { period, table });
        self
    }

    /// Adds a table that was published before: its counts as they were then, what was shown of each cell (in the order
    /// of the table, none where hidden), and how far shown values may be from the counts (none where they are exact).
    #[must_use]
    pub fn earlier(mut self, period: Period, table: Table, shown: Vec<Option<u64>>, reach: Option<u64>) -> Self {
        self.earlier.push(Earlier { dated: Dated { period, table }, shown, reach });
        self
    }

    /// Says that everybody knows a cell exactly, from a headline figure or from outside. A cell is named by its
    /// dimensions and codes; without any it is the total.
    #[must_use]
    pub fn know(mut self, period: Period, counted: &str, codes: &[(&str, &str)]) -> Self {
        let codes = codes.iter().map(|&(dimension, code)| (dimension.to_owned(), code.to_owned())).collect();
        self.facts.push(Fact { period, counted: counted.to_owned(), codes });
        self
    }
}

/// Protects all tables of the problem as one and proves it. The same problem, method and seed give the same release.
///
/// # Errors
/// [`Refusal`], with the names of the dimensions that are best left out or made coarser.
pub fn protect(problem: &Problem, method: Method) -> Result<TableRelease, Refusal> {
    protect_unless(problem, method, &never)
}

/// [`protect`], given up when asked to.
///
/// # Errors
/// As there; [`Refusal::Stopped`].
pub fn protect_unless(problem: &Problem, method: Method, stop: Stop<'_>) -> Result<TableRelease, Refusal> {
    let joint = joining::joint(problem)?;
    TableRelease::protect_unless(&joint, method, stop).map_err(|reason| refusal::explained(problem, reason))
}
