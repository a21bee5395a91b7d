use std::collections::BTreeMap;

use super::{Dimension, ModelError};

/// The largest number of cells a table may have, margins included. What is larger says nothing to a reader, and cannot
/// be proven safe in reasonable time.
pub const MOST_CELLS: usize = 20_000;

/// The largest count that a cell, or the total, may hold.
pub const LARGEST_COUNT: u64 = 1_000_000_000;

/// Counts of people by up to four dimensions, with all their margins. Not yet protected: it cannot be written.
///
/// ```compile_fail,E0277
/// fn write<T: serde::Serialize>(_: T) {}
/// let gender = aggregates::model::Dimension::flat("gender", ["f", "m"]).unwrap();
/// write(aggregates::model::Table::new("persons", vec![gender], [(vec!["f"], 3)]).unwrap());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    counted: String,
    dimensions: Vec<Dimension>,
    values: Vec<u64>,
    support: Vec<u64>,
    leaves: Vec<usize>,
}

impl Table {
    /// Takes what is counted (tables of the same thing share their margins), the dimensions and the innermost counts.
    /// A combination that is not given counts nobody.
    ///
    /// # Errors
    /// [`ModelError`] for no or more than four dimensions, too many cells, a code that is unknown or not innermost, a
    /// combination that stands twice, or counts beyond [`LARGEST_COUNT`].
    pub fn new<C: AsRef<str>>(
        counted: &str,
        dimensions: Vec<Dimension>,
        counts: impl IntoIterator<Item = (Vec<C>, u64)>,
    ) -> Result<Self, ModelError> {
        let cells = size(&dimensions)?;
        let mut table = Self {
            counted: counted.to_owned(),
            dimensions,
            values: vec![0; cells],
            support: vec![0; cells],
            leaves: Vec::new(),
        };
        table.leaves = table.innermost();
        let mut given = BTreeMap::new();
        for (codes, count) in counts {
            let places = table.places(&codes)?;
            if given.insert(places.clone(), count).is_some() {
                return Err(ModelError::SameCell);
            }
            table.add(&places, count)?;
        }
        Ok(table)
    }

    /// Returns what is counted.
    pub fn counted(&self) -> &str {
        &self.counted
    }

    /// Returns the dimensions.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// Returns the number of cells, margins included.
    pub const fn len(&self) -> usize {
        self.values.len()
    }

    /// Says whether there is no cell, which no table that was made is.
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns the count of a cell; cells are numbered as they are written, the first dimension changing slowest.
    pub fn value(&self, cell: usize) -> u64 {
        self.values.get(cell).copied().unwrap_or_default()
    }

    /// Returns how many innermost cells under a cell are not zero: with zeros shown, everybody knows it is at least this.
    pub fn support(&self, cell: usize) -> u64 {
        self.support.get(cell).copied().unwrap_or_default()
    }

    /// Returns the codes of a cell, one for each dimension.
    pub fn codes(&self, cell: usize) -> Vec<&str> {
        let places = self.split(cell);
        self.dimensions.iter().zip(places).map(|(dimension, place)| dimension.code(place)).collect()
    }

    /// Returns the cell with these codes.
    pub fn cell<C: AsRef<str>>(&self, codes: &[C]) -> Option<usize> {
        if codes.len() != self.dimensions.len() {
            return None;
        }
        let places: Option<Vec<_>> =
            self.dimensions.iter().zip(codes).map(|(dimension, code)| dimension.place(code.as_ref())).collect();
        places.map(|places| self.join(&places))
    }

    /// Returns the innermost cells.
    pub fn leaves(&self) -> &[usize] {
        &self.leaves
    }

    /// Returns the cells that an innermost cell is counted in, itself included.
    pub(crate) fn above(&self, leaf: usize) -> Vec<usize> {
        self.sums(&self.split(leaf))
    }

    /// Returns each cell that is broken down, with the cells it is the sum of: once for each dimension that breaks it down.
    pub(crate) fn lines(&self) -> Vec<(usize, Vec<usize>)> {
        let mut lines = Vec::new();
        for cell in 0..self.len() {
            let places = self.split(cell);
            for (axis, dimension) in self.dimensions.iter().enumerate() {
                let parts = places.get(axis).map_or(&[] as &[usize], |&place| dimension.children(place));
                if !parts.is_empty() {
                    lines.push((cell, parts.iter().map(|&part| self.join(&with(&places, axis, part))).collect()));
                }
            }
        }
        lines
    }

    fn places<C: AsRef<str>>(&self, codes: &[C]) -> Result<Vec<usize>, ModelError> {
        if codes.len() != self.dimensions.len() {
            return Err(ModelError::Arity);
        }
        let place = |(dimension, code): (&Dimension, &C)| {
            let known = dimension.place(code.as_ref()).filter(|place| dimension.leaves().contains(place));
            known.ok_or_else(|| ModelError::UnknownCode { dimension: dimension.name().to_owned() })
        };
        self.dimensions.iter().zip(codes).map(place).collect()
    }

    fn add(&mut self, places: &[usize], count: u64) -> Result<(), ModelError> {
        if count == 0 {
            return Ok(());
        }
        for cell in self.sums(places) {
            let (Some(value), Some(support)) = (self.values.get_mut(cell), self.support.get_mut(cell)) else {
                continue;
            };
            *value = value.checked_add(count).filter(|sum| *sum <= LARGEST_COUNT).ok_or(ModelError::TooMany)?;
            *support += 1;
        }
        Ok(())
    }

    fn sums(&self, places: &[usize]) -> Vec<usize> {
        let mut cells = vec![0];
        for (dimension, &place) in self.dimensions.iter().zip(places) {
            let up: Vec<usize> = dimension.upwards(place).collect();
            cells = cells.iter().flat_map(|cell| up.iter().map(move |place| cell * dimension.len() + place)).collect();
        }
        cells
    }

    fn innermost(&self) -> Vec<usize> {
        let mut cells = vec![0];
        for dimension in &self.dimensions {
            let leaves = dimension.leaves();
            cells =
                cells.iter().flat_map(|cell| leaves.iter().map(move |place| cell * dimension.len() + place)).collect();
        }
        cells
    }

    fn split(&self, cell: usize) -> Vec<usize> {
        let mut rest = cell;
        let mut places: Vec<usize> = self
            .dimensions
            .iter()
            .rev()
            .map(|dimension| {
                let place = rest % dimension.len();
                rest /= dimension.len();
                place
            })
            .collect();
        places.reverse();
        places
    }

    fn join(&self, places: &[usize]) -> usize {
        self.dimensions.iter().zip(places).fold(0, |cell, (dimension, place)| cell * dimension.len() + place)
    }
}

fn size(dimensions: &[Dimension]) -> Result<usize, ModelError> {
    if dimensions.is_empty() || dimensions.len() > 4 {
        return Err(ModelError::Dimensions);
    }
    for (place, dimension) in dimensions.iter().enumerate() {
        if dimensions.iter().take(place).any(|earlier| earlier.name() == dimension.name()) {
            return Err(ModelError::SameDimension { dimension: dimension.name().to_owned() });
        }
    }
    let cells = dimensions.iter().try_fold(1_usize, |cells, dimension| cells.checked_mul(dimension.len()));
    cells.filter(|cells| *cells <= MOST_CELLS).ok_or(ModelError::TooLarge)
}

fn with(places: &[usize], axis: usize, place: usize) -> Vec<usize> {
    places.iter().enumerate().map(|(other, &kept)| if other == axis { place } else { kept }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let region = Dimension::flat("region", ["ca", "ea"]).expect("codes");
        let gender = Dimension::flat("gender", ["f", "m"]).expect("codes");
        Table::new("persons", vec![region, gender], [(vec!["ca", "f"], 3), (vec!["ea", "f"], 4), (vec!["ea", "m"], 5)])
            .expect("a table")
    }

    #[test]
    fn margins_are_the_sums_of_what_lies_under_them() {
        let table = table();
        let value = |region, gender| table.value(table.cell(&[region, gender]).expect("a cell"));

        assert_eq!(table.len(), 9);
        assert_eq!(
            (value("Total", "Total"), value("Total", "f"), value("ea", "Total"), value("ca", "m")),
            (12, 7, 9, 0)
        );
        assert_eq!(table.support(0), 3, "three combinations have people in them");
        assert_eq!(table.codes(0), ["Total", "Total"]);
    }

    #[test]
    fn every_line_adds_up() {
        let table = table();
        assert_eq!(table.lines().len(), 6, "three rows and three columns");
        for (total, parts) in table.lines() {
            assert_eq!(table.value(total), parts.iter().map(|&part| table.value(part)).sum::<u64>());
        }
    }

    #[test]
    fn counts_that_have_no_place_are_refused() {
        let gender = || vec![Dimension::flat("gender", ["f", "m"]).expect("codes")];
        let refused = |counts: Vec<(Vec<&str>, u64)>| Table::new("persons", gender(), counts).expect_err("refused");

        assert_eq!(refused(vec![(vec!["x"], 1)]), ModelError::UnknownCode { dimension: "gender".to_owned() });
        assert_eq!(refused(vec![(vec!["Total"], 1)]), ModelError::UnknownCode { dimension: "gender".to_owned() });
        assert_eq!(refused(vec![(vec!["f"], 1), (vec!["f"], 2)]), ModelError::SameCell);
        assert_eq!(refused(vec![(vec!["f"], u64::MAX)]), ModelError::TooMany);
        assert_eq!(refused(vec![(vec!["f", "m"], 1)]), ModelError::Arity);
    }
}
