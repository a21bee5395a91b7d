use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Code, FiscalYear};

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People, each once (実人数).
    Persons,
    /// Times that people took part, each time (延べ人数).
    Participations,
    /// Companies, each once.
    Companies,
    /// Hires and other outcomes of placement.
    Placements,
    /// Talks, media reports, gatherings.
    Events,
    /// People of the organisation.
    Staff,
    /// Money.
    Yen,
}

impl Unit {
    /// Says whether a small value of this unit can point at a person who was helped.
    pub const fn counts_people(self) -> bool {
        match self {
            Self::Persons | Self::Participations | Self::Placements => true,
            Self::Companies | Self::Events | Self::Staff | Self::Yen => false,
        }
    }
}

/// The time a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What happened in the period.
    Flow,
    /// What had come together by its last day.
    Stock,
}

/// One counted value, as it comes out of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawCell {
    /// Which figure.
    pub figure: Code,
    /// Which programme, where the figure is counted per programme.
    pub programme: Option<Code>,
    /// What is counted.
    pub unit: Unit,
    /// Of what time.
    pub basis: Basis,
    /// How many.
    pub value: u64,
}

/// A count from 1 to 4 of something that people did or met with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SmallCount {
    /// Which figure.
    pub figure: Code,
    /// Which programme, where the figure is counted per programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<Code>,
    /// How many.
    pub value: u64,
}

/// The figures of a year before anybody decided what of them is published.
///
/// It cannot be written, on purpose; [`release_headlines`](RawTable::release_headlines) is the way on.
///
/// ```compile_fail,E0277
/// fn write<T: serde::Serialize>(_: T) {}
/// let year = aggregates::FiscalYear::new(2024).unwrap();
/// write(aggregates::RawTable::new(year));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTable {
    year: FiscalYear,
    cells: Vec<RawCell>,
}

/// The table has this figure of this programme already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the figure {figure} stands in the table already")]
pub struct DuplicateCell {
    /// Which figure.
    pub figure: Code,
    /// Which programme, where the figure is counted per programme.
    pub programme: Option<Code>,
}

impl RawTable {
    /// Begins an empty table.
    pub const fn new(year: FiscalYear) -> Self {
        Self { year, cells: Vec::new() }
    }

    /// Adds a value at the end; the order stays the order of the report.
    ///
    /// # Errors
    /// [`DuplicateCell`] when the figure of this programme is there already: of two values one would be a guess.
    pub fn push(&mut self, cell: RawCell) -> Result<(), DuplicateCell> {
        let RawCell { figure, programme, .. } = cell;
        if self.cell(figure, programme).is_some() {
            return Err(DuplicateCell { figure, programme });
        }
        self.cells.push(cell);
        Ok(())
    }

    /// Returns the year the figures belong to.
    pub const fn year(&self) -> FiscalYear {
        self.year
    }

    /// Returns all values, in the order they were added.
    pub fn cells(&self) -> &[RawCell] {
        &self.cells
    }

    /// Returns one value.
    pub fn cell(&self, figure: Code, programme: Option<Code>) -> Option<&RawCell> {
        self.cells.iter().find(|cell| cell.figure == figure && cell.programme == programme)
    }

    /// Returns what must not be published without a decision: the counts of people from 1 to 4.
    ///
    /// The bound is that of UNHCR's practice for public tables. A zero points at nobody and is not small.
    pub fn small_counts(&self) -> Vec<SmallCount> {
        self.cells
            .iter()
            .filter(|cell| cell.unit.counts_people() && (1..=4).contains(&cell.value))
            .map(|&RawCell { figure, programme, value, .. }| SmallCount { figure, programme, value })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HIRES: Code = Code::literal("hires");

    fn cell(unit: Unit, value: u64) -> RawCell {
        RawCell { figure: HIRES, programme: None, unit, basis: Basis::Flow, value }
    }

    fn table_of(cell: RawCell) -> RawTable {
        let mut table = RawTable::new(FiscalYear::new(2024).expect("a year"));
        table.push(cell).expect("the first cell");
        table
    }

    #[test]
    fn a_figure_stands_once_per_programme() {
        let mut table = table_of(cell(Unit::Placements, 7));
        let of_a_programme = RawCell { programme: Some(Code::literal("placement")), ..cell(Unit::Placements, 5) };

        assert!(table.push(cell(Unit::Placements, 8)).is_err(), "two values for one figure contradict each other");
        assert_eq!(table.push(of_a_programme), Ok(()), "the same figure of a programme is another figure");
        assert_eq!(table.cells().len(), 2);
    }

    #[test]
    fn units_and_bases_have_the_names_that_are_published() {
        let units = [Unit::Persons, Unit::Participations, Unit::Companies, Unit::Placements, Unit::Events];

        let written = serde_json::to_string(&(units, Basis::Flow, Basis::Stock)).expect("names");

        assert_eq!(written, r#"[["persons","participations","companies","placements","events"],"flow","stock"]"#);
    }

    proptest! {
        #[test]
        fn a_count_is_small_from_one_to_four_and_only_of_people(value in 0..12_u64) {
            for unit in [Unit::Persons, Unit::Participations, Unit::Placements] {
                let small = table_of(cell(unit, value)).small_counts();

                prop_assert_eq!(!small.is_empty(), value > 0 && value < 5);
            }
            for unit in [Unit::Companies, Unit::Events, Unit::Staff, Unit::Yen] {
                prop_assert!(table_of(cell(unit, value)).small_counts().is_empty());
            }
        }
    }
}
