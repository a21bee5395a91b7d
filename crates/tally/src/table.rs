//! From counting to a [`RawTable`].

use aggregates::{Basis, Code, DuplicateCell, FiscalYear, InvalidCode, RawCell, RawTable, Unit};
use thiserror::Error;

use crate::{
    indicator::{Count, Indicator},
    query::{Query, count_query},
};

/// What the office says of a programme in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgrammeNumbers {
    /// Which programme.
    pub programme: Code,
    /// People of the organisation who work in it.
    pub staff: u64,
    /// Expenses in whole yen.
    pub expenses_yen: u64,
}

/// Why a table cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TallyError<E> {
    /// The records cannot be read.
    #[error(transparent)]
    Count(E),
    /// An id is no code.
    #[error(transparent)]
    Code(#[from] InvalidCode),
    /// A figure stands twice.
    #[error(transparent)]
    Duplicate(#[from] DuplicateCell),
}

/// The code of a figure or a programme.
///
/// # Errors
/// [`InvalidCode`] when it has another form.
pub fn figure_code(id: &str) -> Result<Code, InvalidCode> {
    Code::try_from(id)
}

/// Counts indicators for a year and adds the programmes' staff and expenses. `count` runs one counting query.
///
/// # Errors
/// What `count` fails with; [`TallyError`] otherwise.
pub fn tabulate<'a, E>(
    year: FiscalYear,
    indicators: impl IntoIterator<Item = &'a Indicator>,
    programmes: &[ProgrammeNumbers],
    mut count: impl FnMut(&Query) -> Result<u64, E>,
) -> Result<RawTable, TallyError<E>> {
    let mut table = RawTable::new(year);
    for indicator in indicators {
        let value = value(indicator, year, &mut count).map_err(TallyError::Count)?;
        let Indicator { unit, basis, .. } = *indicator;
        table.push(RawCell { figure: figure_code(&indicator.id)?, programme: None, unit, basis, value })?;
    }
    for numbers in programmes {
        let rows = [("staff", Unit::Staff, numbers.staff), ("expenses", Unit::Yen, numbers.expenses_yen)];
        for (figure, unit, value) in rows {
            let (figure, programme) = (figure_code(figure)?, Some(numbers.programme));
            table.push(RawCell { figure, programme, unit, basis: Basis::Flow, value })?;
        }
    }
    Ok(table)
}

/// The value of an indicator; a sum adds the values of its parts.
fn value<E>(
    indicator: &Indicator,
    year: FiscalYear,
    count: &mut impl FnMut(&Query) -> Result<u64, E>,
) -> Result<u64, E> {
    if let Some(query) = count_query(indicator, year) {
        return count(&query);
    }
    let Count::SumOf(parts) = &indicator.count else { return Ok(0) };
    let parts = parts.iter().filter_map(|id| crate::indicator(id)).filter_map(|part| count_query(part, year));
    parts.map(|query| count(&query)).sum()
}
