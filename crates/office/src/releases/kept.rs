//! What the ledger keeps of a table: its counts and what was shown of them. The counts stay inside.

use aggregates::{
    TableRelease,
    model::{Dimension, Table},
};
use serde::{Deserialize, Serialize};
use tally::breakdown::{Axis, Broken};

use crate::error::OfficeError;

/// A table as it was counted for a release.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptTable {
    /// The figure.
    pub figure: String,
    dimensions: Vec<KeptDimension>,
    /// The innermost counts that are not zero.
    counts: Vec<(Vec<String>, u64)>,
    /// What was shown of each cell, in the order of the table; none where it was hidden.
    pub shown: Vec<Option<u64>>,
    /// How far a value may be from its count.
    pub reach: Option<u64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptDimension {
    axis: String,
    name: String,
    /// Innermost codes, each followed by those it lies under.
    paths: Vec<Vec<String>>,
}

/// A cell of a release whose count is another one today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The figure.
    pub figure: String,
    /// The codes of the cell.
    pub codes: Vec<String>,
    /// The count at the release.
    pub then: u64,
    /// The count today.
    pub now: u64,
}

impl KeptTable {
    /// Takes the table at a place of a release.
    pub fn of(broken: &Broken, place: usize, release: Option<&TableRelease>) -> Self {
        let table = &broken.table;
        let published = release.and_then(|release| release.tables().get(place));
        let dimension = |(axis, dimension): (&Axis, &Dimension)| KeptDimension {
            axis: axis.code().to_owned(),
            name: dimension.name().to_owned(),
            paths: dimension.paths(),
        };
        let axes: Vec<Axis> = broken.axes.iter().map(|kept| kept.axis).collect();
        let count = |&leaf: &usize| {
            let codes = table.codes(leaf).into_iter().map(str::to_owned).collect();
            (codes, table.value(leaf))
        };
        Self {
            figure: table.counted().to_owned(),
            dimensions: axes.iter().zip(table.dimensions()).map(dimension).collect(),
            counts: table.leaves().iter().map(count).filter(|(_, value)| *value > 0).collect(),
            shown: published.map_or_else(Vec::new, |table| table.cells().iter().map(|cell| cell.value()).collect()),
            reach: release.and_then(|release| release.certificate().largest_difference()),
        }
    }

    /// Reads what the ledger keeps.
    pub fn read(text: &str) -> Result<Vec<Self>, OfficeError> {
        serde_json::from_str(text).map_err(|_| unreadable())
    }

    /// The table again.
    pub fn table(&self) -> Result<Table, OfficeError> {
        let dimensions = self.dimensions.iter().map(|one| Dimension::nested(&one.name, one.paths.clone()));
        let dimensions = dimensions.collect::<Result<_, _>>().map_err(|_| unreadable())?;
        Table::new(&self.figure, dimensions, self.counts.clone()).map_err(|_| unreadable())
    }

    /// Its axes.
    pub fn axes(&self) -> Vec<Axis> {
        self.dimensions.iter().filter_map(|dimension| Axis::from_code(&dimension.axis)).collect()
    }

    /// The innermost codes of each axis.
    pub fn codes(&self) -> Vec<Vec<String>> {
        self.dimensions.iter().map(KeptDimension::codes).collect()
    }

    /// The innermost codes of one axis, if it is one of this table.
    pub fn codes_of(&self, axis: Axis) -> Option<Vec<String>> {
        self.dimensions.iter().find(|dimension| dimension.axis == axis.code()).map(KeptDimension::codes)
    }

    /// The cells whose counts are other ones today.
    pub fn differences(&self, today: &Table) -> Vec<Difference> {
        let Ok(then) = self.table() else { return Vec::new() };
        let cell = |cell: usize| {
            let codes = then.codes(cell);
            let now = today.cell(&codes).map_or(0, |cell| today.value(cell));
            let codes = codes.into_iter().map(str::to_owned).collect();
            Difference { figure: self.figure.clone(), codes, then: then.value(cell), now }
        };
        (0..then.len()).map(cell).filter(|difference| difference.then != difference.now).collect()
    }
}

impl KeptDimension {
    fn codes(&self) -> Vec<String> {
        self.paths.iter().filter_map(|path| path.first().cloned()).collect()
    }
}

const fn unreadable() -> OfficeError {
    OfficeError::Unforeseen("the ledger of releases")
}
