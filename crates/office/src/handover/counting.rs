//! Counting a case once, wherever it is.
//!
//! What another laptop counts of a case it goes on counting. So the laptop that takes it over notes by how much its own
//! figures would grow, and takes that off: at that moment no figure changes, and from then on it counts what is added.
//! Over all laptops together every figure is that of the whole case: the differences add up.

use std::collections::{BTreeMap, BTreeSet};

use aggregates::{Basis, FiscalYear};
use casework::ids::ParticipantId;
use chrono::NaiveDate;
use store::Taken;

use crate::{desk::WritingDesk, error::OfficeError, figures::Values};

impl WritingDesk<'_> {
    /// Runs what takes a case in, so that no figure of any year is another afterwards. `days` are those of its facts, or
    /// more.
    pub(super) fn counting_nothing(
        &self,
        taken: Taken,
        days: &BTreeSet<NaiveDate>,
        take: impl FnOnce() -> Result<ParticipantId, OfficeError>,
    ) -> Result<ParticipantId, OfficeError> {
        let mut years: BTreeSet<i32> =
            days.iter().filter_map(|day| FiscalYear::containing(*day).ok()).map(FiscalYear::begins_in).collect();
        if let Taken::Over(id) = taken {
            years.extend(self.years_of(id)?);
        }
        let before = self.values_in(&years)?;
        let id = take()?;
        let after = self.values_in(&years)?;
        for indicator in &self.indicators_of_all_years()? {
            let key = indicator.key();
            let mut grown_before = 0;
            for year in &years {
                let grown = value(&after, *year, &key) - value(&before, *year, &key);
                // A total up to a day has them in every later year as well: only what is new in a year is noted.
                let own = match indicator.basis {
                    Basis::Flow => grown,
                    Basis::Stock => grown - grown_before,
                };
                grown_before = grown;
                if own != 0 {
                    self.writer.add_counted_elsewhere(id, *year, &key, own)?;
                }
            }
        }
        Ok(id)
    }
}

fn value(values: &BTreeMap<i32, Values>, year: i32, figure: &str) -> i64 {
    let value = values.get(&year).and_then(|values| values.get(figure)).copied().unwrap_or(0);
    i64::try_from(value).unwrap_or(i64::MAX)
}
