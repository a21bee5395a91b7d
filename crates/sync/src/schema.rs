//! What is handed in: the figures of a fiscal year, in an order that never changes within it.

use std::collections::BTreeMap;

use aggregates::{Basis, Code, FiscalYear, RawTable, Unit};
use serde::{Deserialize, Serialize};

use crate::{envelope::digest, fault::Fault};

/// The most positions of the vector that a laptop hands in.
pub const MOST_POSITIONS: usize = 2_000;

/// A figure in the vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// Which figure.
    pub figure: Code,
    /// Of which programme, where it is counted per programme.
    pub programme: Option<Code>,
    /// What it counts.
    pub unit: Unit,
    /// The time it speaks of.
    pub basis: Basis,
    /// How many positions it takes, 1 or 2: a laptop counts at most 255 or 65,535. Every position holds at most 255,
    /// which the key holders check without seeing it.
    pub width: u8,
}

/// The figures of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    year: FiscalYear,
    slots: Vec<Slot>,
    /// Which slot counts the people; the key holders look at its sum before they open the others.
    people: u16,
}

impl Schema {
    /// Freezes the figures of a year. `people` counts the people that the figures are about.
    ///
    /// # Errors
    /// [`Fault::Schema`] when a figure stands twice, a width is not 1 or 2, `people` is not among them, or there are more
    /// than [`MOST_POSITIONS`].
    pub fn new(year: FiscalYear, slots: Vec<Slot>, people: Code) -> Result<Self, Fault> {
        let of_people = |slot: &Slot| slot.figure == people && slot.programme.is_none();
        let at = slots.iter().position(of_people).and_then(|at| u16::try_from(at).ok()).ok_or(Fault::Schema)?;
        Self { year, slots, people: at }.checked()
    }

    /// Checks one that came from outside.
    pub(crate) fn checked(self) -> Result<Self, Fault> {
        let mut known = std::collections::BTreeSet::new();
        let right =
            self.slots.iter().all(|slot| matches!(slot.width, 1 | 2) && known.insert((slot.figure, slot.programme)))
                && usize::from(self.people) < self.slots.len()
                && self.positions() <= MOST_POSITIONS;
        if right { Ok(self) } else { Err(Fault::Schema) }
    }

    /// Returns the year.
    pub const fn year(&self) -> FiscalYear {
        self.year
    }

    /// Returns the figures, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Returns how long the vector is.
    pub fn positions(&self) -> usize {
        self.slots.iter().map(|slot| usize::from(slot.width)).sum()
    }

    /// Returns what stands for the schema: files of another one are not for this sum.
    pub fn hash(&self) -> [u8; 32] {
        let mut text = Vec::new();
        for slot in &self.slots {
            let programme = slot.programme.as_ref().map_or("", Code::as_str);
            text.extend_from_slice(slot.figure.as_str().as_bytes());
            text.extend_from_slice(b"|");
            text.extend_from_slice(programme.as_bytes());
            text.extend_from_slice(&[b'|', slot.unit as u8, slot.basis as u8, slot.width, b'\n']);
        }
        digest("schema", &[&self.year.begins_in().to_be_bytes(), &self.people.to_be_bytes(), &text])
    }

    /// Lays counts out in positions, the low byte first.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::TooLarge`] for a figure; [`Fault::Schema`] for a table of another year.
    pub(crate) fn lay_out(&self, table: &RawTable) -> Result<Layout, Fault> {
        if table.year() != self.year {
            return Err(Fault::Schema);
        }
        let values: BTreeMap<_, _> =
            table.cells().iter().map(|cell| ((cell.figure, cell.programme), cell.value)).collect();
        let mut layout = Layout::default();
        for slot in &self.slots {
            let value = *values.get(&(slot.figure, slot.programme)).ok_or(Fault::Missing(slot.figure))?;
            let [high @ .., low1, low0] = value.to_be_bytes();
            let fits = high == [0; 6] && (slot.width == 2 || low1 == 0);
            if !fits {
                return Err(Fault::TooLarge(slot.figure));
            }
            for byte in [low0, low1].into_iter().take(usize::from(slot.width)) {
                layout.counts.push(u128::from(byte));
                layout.present.push(u128::from(value > 0));
            }
        }
        Ok(layout)
    }

    /// Puts the positions of a sum together again: each slot with its total and how many laptops counted something.
    pub(crate) fn read_off<'a>(
        &'a self,
        counts: &'a [u128],
        present: &'a [u128],
    ) -> impl Iterator<Item = (Slot, u128, u128)> {
        let mut at = 0;
        self.slots.iter().map(move |slot| {
            let here = counts.iter().skip(at).take(usize::from(slot.width));
            let total = here.zip([1, 256]).map(|(sum, weight)| sum.saturating_mul(weight)).sum();
            let laptops = present.get(at).copied().unwrap_or_default();
            at += usize::from(slot.width);
            (*slot, total, laptops)
        })
    }

    /// Where the people are counted: the first position and how many there are.
    pub(crate) fn people(&self) -> (usize, usize) {
        let before = self.slots.iter().take(usize::from(self.people));
        let width = self.slots.get(usize::from(self.people)).map_or(0, |slot| usize::from(slot.width));
        (before.map(|slot| usize::from(slot.width)).sum(), width)
    }
}

/// The two vectors of a laptop: how many, and whether any.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    pub counts: Vec<u128>,
    pub present: Vec<u128>,
}
