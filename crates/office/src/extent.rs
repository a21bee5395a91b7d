//! What the figures of a year count: the records of this laptop, or the sums of all laptops of the organisation.
//!
//! An office chooses it for each year. The report and the releases of the year follow, so that nothing is published twice
//! with another whole: the difference would be the counts of the other laptops.

use aggregates::{FiscalYear, RawTable};

use crate::{
    combining::CombinedFigures,
    desk::{Desk, WritingDesk},
    error::{FieldError, OfficeError},
    figures::{ProgrammeFigures, fiscal_year},
    roles::Act,
};

/// Whose records the figures of a year count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// Those of this laptop.
    #[default]
    Laptop,
    /// Those of every laptop whose counts were combined.
    Organisation,
}

const ORGANISATION: &str = "organisation";

/// The name of the setting of a year.
fn setting(year: i32) -> String {
    format!("figures_of_{year}")
}

impl Desk<'_> {
    /// Returns what the figures of a year count: this laptop unless the office chose otherwise and there is a table.
    ///
    /// # Errors
    /// What the store says.
    pub fn extent(&self, year: i32) -> Result<Extent, OfficeError> {
        let chosen = self.records.setting(&setting(year))?.is_some_and(|chosen| chosen == ORGANISATION);
        Ok(if chosen && self.combined_figures(year)?.is_some() { Extent::Organisation } else { Extent::Laptop })
    }

    /// Counts a year over what was chosen for it. What programmes cost and who works in them is the office's own to say.
    pub(crate) fn count_over(
        &self,
        year: FiscalYear,
        programmes: &[ProgrammeFigures],
    ) -> Result<RawTable, OfficeError> {
        match self.extent(year.begins_in())? {
            Extent::Laptop => self.count(year, programmes),
            Extent::Organisation => {
                let mut table = self.combined_table(year.begins_in())?;
                for cell in self.count_of(&[], year, programmes)?.cells() {
                    table.push(*cell).map_err(|_| OfficeError::Unforeseen("the combined figures"))?;
                }
                Ok(table)
            }
        }
    }

    /// How many laptops the figures of a year count; none when it is this one alone.
    pub(crate) fn combined_laptops(&self, year: i32) -> Result<Option<usize>, OfficeError> {
        match self.extent(year)? {
            Extent::Laptop => Ok(None),
            Extent::Organisation => Ok(self.combined_figures(year)?.map(|combined| combined.taken.len())),
        }
    }

    /// The year before, counted over the same; none when there is no such table.
    pub(crate) fn count_before(&self, year: FiscalYear) -> Result<Option<RawTable>, OfficeError> {
        let Some(before) = year.previous() else { return Ok(None) };
        match self.extent(year.begins_in())? {
            Extent::Laptop => self.count(before, &[]).map(Some),
            Extent::Organisation => {
                self.combined_figures(before.begins_in())?.as_ref().map(CombinedFigures::to_table).transpose()
            }
        }
    }
}

impl WritingDesk<'_> {
    /// Chooses what the figures of a year count.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] when no counts were combined for the year; [`OfficeError::Field`] for `extent` when
    /// something was published of the year already: its figures go on counting what they counted then.
    pub fn choose_extent(&self, year: i32, extent: Extent) -> Result<(), OfficeError> {
        self.may(Act::Report)?;
        fiscal_year(year)?;
        if extent == self.extent(year)? {
            return Ok(());
        }
        if extent == Extent::Organisation && self.combined_figures(year)?.is_none() {
            return Err(OfficeError::NotFound);
        }
        if self.records.releases()?.iter().any(|release| release.year == year) {
            return Err(OfficeError::field("extent", FieldError::StillUsed));
        }
        self.writer.set(&setting(year), if extent == Extent::Organisation { ORGANISATION } else { "laptop" })?;
        self.note("set", "report", Some(year.unsigned_abs()))
    }
}
