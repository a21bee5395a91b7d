//! What a release would be, looked at before anybody signs: tables with the exact counts beside them, one table tried
//! alone, and what changed since a release.

use aggregates::{Approval, Catalogue, FiscalYear, RawTable, Release};
use report::Publication;
use serde::Deserialize;
use tally::{
    Indicator,
    breakdown::{Axis, TableSpec, check},
};

use super::{
    Ready, ReleaseProfile, TableCatalogue, as_it_left, digest,
    kept::KeptTable,
    working::{Telling, silently},
};
use crate::{
    desk::{Desk, WritingDesk},
    error::{FieldError, OfficeError},
    figures::{code, fiscal_year},
    roles::Act,
};

/// Tables as they would leave, without any exact figure. For inside.
#[derive(Debug, Clone)]
pub struct ReleaseLook {
    /// The tables and what was proven.
    pub publication: Publication,
    /// The exact count of each cell of the protected tables, in their order.
    pub inside: Vec<Vec<u64>>,
}

/// Why tables cannot be protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablesRefusal {
    /// A word for it.
    pub why: &'static str,
    /// Dimensions to leave out or make coarser, the one that helps most first.
    pub coarsen: Vec<String>,
}

/// An exact figure that is another one today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadlineChange {
    /// The figure.
    pub figure: String,
    /// As it was published.
    pub then: u64,
    /// As it stands.
    pub now: u64,
    /// It counts people, and the difference is one of 1 to 4: who has both can see it.
    pub shows_few: bool,
}

/// By what figures of a year can be broken down in tables that leave.
#[derive(Debug, Clone)]
pub struct Breakable {
    /// The figure.
    pub indicator: Indicator,
    /// Each alone fits it.
    pub axes: Vec<Axis>,
}

/// The part of what left that is compared with today.
#[derive(Deserialize)]
struct Left {
    headlines: Vec<LeftFigure>,
}

#[derive(Deserialize)]
struct LeftFigure {
    figure: String,
    value: u64,
}

impl Desk<'_> {
    /// Returns the numbers of the releases whose bytes and files are still those that left.
    ///
    /// # Errors
    /// What the store says.
    pub fn intact_releases(&self) -> Result<Vec<u32>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let mut intact = Vec::new();
        for row in self.records.releases()? {
            let files = self.records.all_release_files(row.id)?;
            if as_it_left(&row).is_ok() && files.iter().all(|file| digest(&file.bytes) == file.digest) {
                intact.push(row.id);
            }
        }
        Ok(intact)
    }

    /// Returns the exact figures of a release that are others today.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn headline_changes(&self, id: u32) -> Result<Vec<HeadlineChange>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let row = self.records.release(id)?;
        let left: Left =
            serde_json::from_slice(&row.content).map_err(|_| OfficeError::Unforeseen("the ledger of releases"))?;
        let today = self.figures(row.year)?.figures;
        let change = |LeftFigure { figure, value: then }: LeftFigure| {
            let known = today.iter().find(|one| one.indicator.id == figure.as_str())?;
            let few =
                known.indicator.unit.counts_people() && aggregates::model::SMALL.contains(&then.abs_diff(known.value));
            Some(HeadlineChange { figure, then, now: known.value, shows_few: few })
        };
        Ok(left.headlines.into_iter().filter_map(change).filter(|change| change.then != change.now).collect())
    }

    /// Returns which figures of a year can be broken down in tables that leave, and by what.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for a year out of range; what the store says.
    pub fn breakable_figures(&self, year: i32) -> Result<Vec<Breakable>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let indicators = self.indicators(fiscal_year(year)?)?;
        let breakable = |indicator: Indicator| {
            let axes = Axis::ALL.iter().copied().filter(|axis| check(&indicator, &[*axis]).is_ok()).collect();
            Breakable { indicator, axes }
        };
        Ok(indicators.into_iter().map(breakable).filter(|one| !one.axes.is_empty()).collect())
    }

    fn no_headlines(&self, year: FiscalYear) -> Result<Release, OfficeError> {
        let approval = Approval { approver: code("nobody")?, at: self.clock.now(), shown: Vec::new() };
        Ok(RawTable::new(year).release_headlines(&approval, &Catalogue::default())?)
    }

    fn look(
        &self,
        tables: TableCatalogue,
        profile: ReleaseProfile,
        secret: u64,
        telling: Telling<'_>,
    ) -> Result<ReleaseLook, OfficeError> {
        let headlines = self.no_headlines(fiscal_year(tables.year)?)?;
        let Ready { preview, kept, .. } = self.make_ready(tables, headlines, profile, secret, telling)?;
        Ok(ReleaseLook { publication: preview.publication, inside: inside(&kept)? })
    }
}

impl WritingDesk<'_> {
    /// Returns what the tables of a release would be, protected and proven, with the exact counts. Nobody need have
    /// signed. The year's secret is drawn the first time, so that what is seen is what will leave.
    ///
    /// # Errors
    /// [`OfficeError::TablesRefused`]; what the store says.
    pub fn look_at_release(&self, year: i32, profile: ReleaseProfile) -> Result<ReleaseLook, OfficeError> {
        self.look_telling(year, profile, &silently)
    }

    pub(super) fn look_telling(
        &self,
        year: i32,
        profile: ReleaseProfile,
        telling: Telling<'_>,
    ) -> Result<ReleaseLook, OfficeError> {
        self.may(Act::Report)?;
        let secret = self.secret(year)?;
        self.look(self.table_catalogue(year)?, profile, secret, telling)
    }

    /// Returns what one table would be in a profile beside everything that left before, or why it would be refused.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `table`: an unknown figure, or axes that do not fit it; what the store says.
    pub fn try_table(
        &self,
        year: i32,
        table: &TableSpec,
        profile: ReleaseProfile,
    ) -> Result<Result<ReleaseLook, TablesRefusal>, OfficeError> {
        self.may(Act::Report)?;
        let unfit = |_| OfficeError::field("table", FieldError::OutOfRange);
        let indicator = self.known_figure(&table.indicator, fiscal_year(year)?).map_err(unfit)?;
        check(&indicator, &table.axes).map_err(|_| OfficeError::field("table", FieldError::OutOfRange))?;
        let secret = self.secret(year)?;
        let alone = TableCatalogue { year, version: 0, tables: vec![table.clone()] };
        match self.look(alone, profile, secret, &silently) {
            Ok(look) => Ok(Ok(look)),
            Err(OfficeError::TablesRefused { why, coarsen }) => Ok(Err(TablesRefusal { why, coarsen })),
            Err(other) => Err(other),
        }
    }
}

fn inside(kept: &[KeptTable]) -> Result<Vec<Vec<u64>>, OfficeError> {
    let counts = |kept: &KeptTable| {
        let table = kept.table()?;
        Ok((0..table.len()).map(|cell| table.value(cell)).collect())
    };
    kept.iter().map(counts).collect()
}
