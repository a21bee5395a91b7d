use std::collections::BTreeMap;

use super::{ModelError, TOTAL, Table};

/// Tables that are published together, or were before: one problem, since a reader has all of them on one desk.
///
/// Cells of two tables that count the same thing under the same codes are one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    tables: Vec<Table>,
    values: Vec<u64>,
    support: Vec<u64>,
    standing: Vec<Standing>,
    // For each table the joint cell of each of its cells.
    places: Vec<Vec<usize>>,
    // What readers of an earlier release already know of a cell: its least and most possible count.
    told: BTreeMap<usize, (u64, u64)>,
    // The rounded value that an earlier release printed for a cell, which it keeps.
    printed: BTreeMap<usize, u64>,
    // Sums over cells of several tables, which hold but are not printed as such: a year and its quarters.
    ties: Vec<(usize, Vec<usize>)>,
    // How many of the tables are published now; those after them were published before.
    now: usize,
}

/// What is already decided about a cell before it is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nothing.
    #[default]
    Open,
    /// Readers know its exact value: an approved headline figure, an earlier release, a fact from the press.
    Known,
    /// It was hidden in an earlier release and stays hidden.
    Hidden,
}

/// What a cell counts, of which time, and its codes: what has one key is one cell.
pub(crate) type Key<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>);

impl Joint {
    /// Takes the tables.
    ///
    /// # Errors
    /// [`ModelError::Disagree`] when two tables give different values for the same cell; [`ModelError::Empty`] for none.
    pub fn new(tables: Vec<Table>) -> Result<Self, ModelError> {
        let scopes = vec![String::new(); tables.len()];
        Self::scoped(tables, &scopes)
    }

    /// Takes tables, and for each of them the time it speaks of: cells of different times are different cells.
    pub(crate) fn scoped(tables: Vec<Table>, scopes: &[String]) -> Result<Self, ModelError> {
        if tables.is_empty() {
            return Err(ModelError::Dimensions);
        }
        let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
        let (mut values, mut support, mut places) = (Vec::new(), Vec::<u64>::new(), Vec::new());
        for (table, scope) in tables.iter().zip(scopes) {
            let mut own = Vec::with_capacity(table.len());
            for cell in 0..table.len() {
                let place = *known.entry(key(table, scope, cell)).or_insert(values.len());
                match (values.get(place), support.get_mut(place)) {
                    (Some(&value), _) if value != table.value(cell) => return Err(ModelError::Disagree),
                    (Some(_), Some(floor)) => *floor = table.support(cell).max(*floor),
                    _ => {
                        values.push(table.value(cell));
                        support.push(table.support(cell));
                    }
                }
                own.push(place);
            }
            places.push(own);
        }
        let standing = vec![Standing::Open; values.len()];
        let now = tables.len();
        let (told, printed, ties) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        Ok(Self { tables, values, support, standing, places, told, printed, ties, now })
    }

    /// Says that only the first tables are published now and the others were before.
    pub(crate) fn publish_first(&mut self, count: usize) {
        self.now = count;
    }

    /// Returns how many tables are published now.
    pub(crate) const fn published(&self) -> usize {
        self.now
    }

    /// Ties a cell to cells of other tables whose sum it is.
    pub(crate) fn tie(&mut self, total: usize, parts: Vec<usize>) {
        self.ties.push((total, parts));
    }

    /// Remembers what an earlier release printed for a cell, and how far that may be from the count.
    pub(crate) fn print(&mut self, cell: usize, value: u64, reach: u64) {
        self.printed.insert(cell, value);
        self.told.insert(cell, (value.saturating_sub(reach), value + reach));
    }

    /// Says whether an earlier release printed rounded values of any cell.
    pub(crate) fn continues(&self) -> bool {
        !self.printed.is_empty()
    }

    /// Returns what an earlier release printed for a cell.
    pub(crate) fn printed(&self, cell: usize) -> Option<u64> {
        self.printed.get(&cell).copied()
    }

    /// Returns the least and the most that readers of an earlier release know a cell to be.
    pub(crate) fn told(&self, cell: usize) -> Option<(u64, u64)> {
        self.told.get(&cell).copied()
    }

    /// Decides about a joint cell.
    pub(crate) fn settle_place(&mut self, cell: usize, standing: Standing) {
        if let Some(settled) = self.standing.get_mut(cell) {
            *settled = standing;
        }
    }

    /// Returns the tables.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Returns the number of different cells.
    pub const fn len(&self) -> usize {
        self.values.len()
    }

    /// Says whether there is no cell, which is never so.
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns the exact count of a cell.
    pub fn value(&self, cell: usize) -> u64 {
        self.values.get(cell).copied().unwrap_or_default()
    }

    /// Returns the count that everybody knows a cell to have at least, from the zeros that are shown.
    pub fn support(&self, cell: usize) -> u64 {
        self.support.get(cell).copied().unwrap_or_default()
    }

    /// Returns what is decided about a cell.
    pub fn standing(&self, cell: usize) -> Standing {
        self.standing.get(cell).copied().unwrap_or_default()
    }

    /// Returns the joint cell of a table's cell.
    pub fn place(&self, table: usize, cell: usize) -> Option<usize> {
        self.places.get(table)?.get(cell).copied()
    }

    /// Returns the joint cells of a table, in the order in which the table is written.
    pub fn places(&self, table: usize) -> &[usize] {
        self.places.get(table).map_or(&[], Vec::as_slice)
    }

    /// Says what is already decided about a cell.
    ///
    /// # Errors
    /// [`ModelError::UnknownCode`] when the table has no such cell.
    pub fn settle<C: AsRef<str>>(&mut self, table: usize, codes: &[C], standing: Standing) -> Result<(), ModelError> {
        let cell = self.tables.get(table).and_then(|table| table.cell(codes));
        let place = cell.and_then(|cell| self.place(table, cell));
        match place.and_then(|place| self.standing.get_mut(place)) {
            Some(settled) => *settled = standing,
            None => return Err(ModelError::UnknownCode { dimension: String::new() }),
        }
        Ok(())
    }

    /// Returns the sums over cells of several tables that hold without being printed.
    pub(crate) fn ties(&self) -> &[(usize, Vec<usize>)] {
        &self.ties
    }

    /// Returns all sums within tables: a cell and the cells it is the sum of, line by line.
    pub fn lines(&self) -> Vec<(usize, Vec<usize>)> {
        let mut lines = Vec::new();
        for (table, places) in self.tables.iter().zip(&self.places) {
            let place = |cell: usize| places.get(cell).copied();
            for (total, parts) in table.lines() {
                let parts = parts.into_iter().filter_map(place).collect();
                lines.extend(place(total).map(|total| (total, parts)));
            }
        }
        lines
    }
}

pub(crate) fn key<'a>(table: &'a Table, scope: &'a str, cell: usize) -> Key<'a> {
    let codes = table.codes(cell);
    let mut named: Vec<_> = table.dimensions().iter().map(|dimension| dimension.name()).zip(codes).collect();
    named.retain(|(_, code)| *code != TOTAL);
    named.sort_unstable();
    (scope, table.counted(), named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Dimension;

    fn by(dimension: &str, counts: &[(&str, u64)]) -> Table {
        let codes = Dimension::flat(dimension, counts.iter().map(|(code, _)| *code)).expect("codes");
        Table::new("persons", vec![codes], counts.iter().map(|(code, count)| (vec![*code], *count))).expect("a table")
    }

    #[test]
    fn what_two_tables_share_is_one_cell() {
        let joint = Joint::new(vec![by("gender", &[("f", 3), ("m", 4)]), by("age", &[("a18", 2), ("a25", 5)])]);

        let joint = joint.expect("both count seven people");

        assert_eq!(joint.len(), 5, "the total is the same cell in both");
        assert_eq!(joint.place(0, 0), joint.place(1, 0));
    }

    #[test]
    fn tables_that_contradict_each_other_are_refused() {
        let joint = Joint::new(vec![by("gender", &[("f", 3)]), by("age", &[("a18", 2)])]);

        assert_eq!(joint, Err(ModelError::Disagree));
    }
}
