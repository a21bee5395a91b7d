//! Tables of counts with all their margins, and the sums that tie their cells together.

mod dimension;
mod joint;
mod table;

pub use dimension::Dimension;
pub(crate) use joint::key;
pub use joint::{Joint, Standing};
pub use table::{LARGEST_COUNT, MOST_CELLS, Table};
use thiserror::Error;

/// The code of a margin.
pub const TOTAL: &str = "Total";

/// Counts from 1 to 4 point at people; the bound is that of UNHCR's practice for public tables.
pub const SMALL: std::ops::RangeInclusive<u64> = 1..=4;

/// Why counts do not make a table. Names of columns and codes come from code lists, never from records.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// A dimension without a code.
    #[error("the dimension {dimension} has no code")]
    Empty {
        /// Which.
        dimension: String,
    },
    /// A code stands twice.
    #[error("the dimension {dimension} has the code {code} twice")]
    Twice {
        /// Which.
        dimension: String,
        /// The code.
        code: String,
    },
    /// A code is empty, too long, holds a control character, or is the word for the total.
    #[error("a code of {dimension} is empty, longer than 100 characters, or says Total")]
    BadCode {
        /// Which.
        dimension: String,
    },
    /// A code stands on two levels.
    #[error("the code {code} of {dimension} stands on two levels")]
    TwoLevels {
        /// Which.
        dimension: String,
        /// The code.
        code: String,
    },
    /// A code lies under two codes of the next level.
    #[error("the code {code} of {dimension} lies under two coarser codes")]
    TwoParents {
        /// Which.
        dimension: String,
        /// The code.
        code: String,
    },
    /// None, or more than four.
    #[error("a table has from one to four dimensions")]
    Dimensions,
    /// Two dimensions have one name.
    #[error("the dimension {dimension} stands twice")]
    SameDimension {
        /// Which.
        dimension: String,
    },
    /// More cells than [`MOST_CELLS`].
    #[error("more than {MOST_CELLS} cells: publish fewer dimensions or coarser codes")]
    TooLarge,
    /// A count has too few or too many codes.
    #[error("a count needs one code for each dimension")]
    Arity,
    /// A code that is not innermost in its dimension.
    #[error("an unknown code of {dimension}")]
    UnknownCode {
        /// Which.
        dimension: String,
    },
    /// A combination stands twice.
    #[error("a combination of codes stands twice")]
    SameCell,
    /// A count beyond [`LARGEST_COUNT`].
    #[error("a count is larger than {LARGEST_COUNT}")]
    TooMany,
    /// Two tables give a shared cell different values.
    #[error("two tables give the same cell different values")]
    Disagree,
}
