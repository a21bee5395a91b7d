//! Where people are lost between a recommendation and a kept job.

use std::collections::BTreeMap;

use aggregates::FiscalYear;
use casework::fact::Fact;
use chrono::NaiveDate;
use guarded::Guarded;
use tally::funnel::{Dimension, Funnel, FunnelStage, Part, Path, count, fact_query, paths, value_query};

use crate::{desk::Desk, error::OfficeError, figures::fiscal_year, roles::Act};

/// Until when the placements of a year are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// Until today: what became of them so far.
    Today,
    /// Until the last day of the year in which they were recommended: fair towards another year.
    YearEnd,
}

/// The funnel of a year with that of the year before.
#[derive(Debug, Clone)]
pub struct YearFunnel {
    /// The year of the recommendations.
    pub year: FiscalYear,
    /// Its placements.
    pub funnel: Funnel,
    /// Those of the year before, followed in the same way.
    pub previous: Funnel,
    /// The placements of the year by their value in the dimension asked for, the most frequent value first.
    pub groups: Vec<(String, Funnel)>,
}

/// Which placements of a funnel are meant.
#[derive(Debug, Clone)]
pub struct FunnelChoice {
    /// Those that reached this stage.
    pub stage: FunnelStage,
    /// Of them, those of which this became.
    pub part: Option<Part>,
    /// Of them, those lost for this reason.
    pub reason: Option<String>,
    /// Of them, those with this value.
    pub value: Option<(Dimension, String)>,
}

/// A placement behind a number of a funnel.
#[derive(Debug, Clone)]
pub struct FunnelRecord {
    /// How far it came.
    pub path: Path,
    /// The name to show of its participant.
    pub participant_name: Option<Guarded<String>>,
    /// The name of its company.
    pub company_name: Option<Guarded<String>>,
}

impl Desk<'_> {
    /// Returns what became of the placements recommended in a year, and of those of the year before.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for a year out of range; what the store says.
    pub fn funnel(&self, year: i32, followed: Followed, by: Option<Dimension>) -> Result<YearFunnel, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let paths = self.paths(year, followed)?;
        let previous = year.previous().map(|before| self.paths(before, followed)).transpose()?;
        let groups = by.map(|by| self.groups(&paths, by, year)).transpose()?;
        Ok(YearFunnel {
            year,
            funnel: count(&paths),
            previous: count(&previous.unwrap_or_default()),
            groups: groups.unwrap_or_default(),
        })
    }

    /// Returns the placements behind a number of a funnel, the oldest first.
    ///
    /// # Errors
    /// As [`funnel`](Self::funnel).
    pub fn funnel_records(
        &self,
        year: i32,
        followed: Followed,
        choice: &FunnelChoice,
    ) -> Result<Vec<FunnelRecord>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let values = choice.value.as_ref().map(|(by, _)| self.values_by(*by, year)).transpose()?.unwrap_or_default();
        let mut chosen = self.paths(year, followed)?;
        chosen.retain(|path| is_meant(path, choice, &values));
        chosen.sort_by_key(|path| (path.days.get(&FunnelStage::Recommended).copied(), path.placement));
        chosen.into_iter().map(|path| self.funnel_record(path)).collect()
    }

    fn paths(&self, year: FiscalYear, followed: Followed) -> Result<Vec<Path>, OfficeError> {
        Ok(paths(&self.placement_facts(year)?, self.last_day(year, followed)))
    }

    fn placement_facts(&self, year: FiscalYear) -> Result<Vec<Fact>, OfficeError> {
        let query = fact_query(year);
        Ok(self.records.facts_where(&query.sql, &query.parameters)?)
    }

    fn last_day(&self, year: FiscalYear, followed: Followed) -> NaiveDate {
        match followed {
            Followed::Today => self.today(),
            Followed::YearEnd => year.last_day().min(self.today()),
        }
    }

    fn values_by(&self, by: Dimension, year: FiscalYear) -> Result<BTreeMap<u32, String>, OfficeError> {
        let query = value_query(by, year);
        let recorded = self.records.numbered_codes(&query.sql, &query.parameters)?.into_iter();
        Ok(recorded.map(|(placement, recorded)| (placement, by.value_of(&recorded).to_owned())).collect())
    }

    fn groups(&self, paths: &[Path], by: Dimension, year: FiscalYear) -> Result<Vec<(String, Funnel)>, OfficeError> {
        let values = self.values_by(by, year)?;
        let mut groups: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
        for path in paths {
            groups.entry(value_of(path, &values)).or_default().push(path);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(value, paths)| (*value == UNKNOWN, std::cmp::Reverse(paths.len())));
        Ok(groups.into_iter().map(|(value, paths)| (value.to_owned(), count(paths))).collect())
    }

    fn funnel_record(&self, path: Path) -> Result<FunnelRecord, OfficeError> {
        let participant_name = match path.participant {
            Some(id) => casework::names::shown(&self.records.names_of(id)?).map(|name| name.text.clone()),
            None => None,
        };
        let company_name = path.company.map(|id| self.records.company_name(id)).transpose()?;
        Ok(FunnelRecord { path, participant_name, company_name })
    }
}

/// The value of a placement of which nobody said it.
const UNKNOWN: &str = "unknown";

fn value_of<'a>(path: &Path, values: &'a BTreeMap<u32, String>) -> &'a str {
    values.get(&path.placement).map_or(UNKNOWN, String::as_str)
}

fn is_meant(path: &Path, choice: &FunnelChoice, values: &BTreeMap<u32, String>) -> bool {
    let reason = path.ended.as_ref().map(|(_, reason)| reason.as_str());
    path.entered(choice.stage)
        && choice.part.is_none_or(|part| path.part(choice.stage) == Some(part))
        && choice.reason.as_deref().is_none_or(|asked| reason == Some(asked))
        && choice.value.as_ref().is_none_or(|(_, asked)| value_of(path, values) == asked)
}
