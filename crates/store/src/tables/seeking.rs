//! Who asked to be placed.

use casework::ledger::Seeking;
use chrono::NaiveDate;
use rusqlite::{Row, ToSql};

use super::{
    day, optional_day,
    profile::{Kept, optional_text, text},
};
use crate::StoreError;

impl Kept for Seeking {
    const TABLE: &'static str = "seeking";
    const COLUMNS: &'static [&'static str] =
        &["received_on", "valid_until", "closed_on", "occupation", "wish", "address"];
    const ORDER: &'static str = "received_on DESC, id DESC";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        let written = |day: Option<NaiveDate>| Box::new(day.map(|day| day.to_string()).unwrap_or_default());
        Ok(vec![
            Box::new(self.received_on.to_string()),
            written(self.valid_until),
            written(self.closed_on),
            Box::new(self.occupation.as_str()),
            text(self.wish.as_ref()),
            text(self.address.as_ref()),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let days: (String, String, String) = (row.get("received_on")?, row.get("valid_until")?, row.get("closed_on")?);
        let occupation = row.get("occupation")?;
        let (wish, address) = (optional_text(row, "wish")?, optional_text(row, "address")?);
        let read = |(received, until, closed): (String, String, String)| {
            Ok((day(&received)?, optional_day(&until)?, optional_day(&closed)?))
        };
        Ok(read(days).map(|(received_on, valid_until, closed_on)| Self {
            received_on,
            valid_until,
            closed_on,
            occupation,
            wish,
            address,
        }))
    }
}
