//! Jobs held.

use casework::profile::Job;
use rusqlite::{Row, ToSql};

use super::{Kept, optional_text, partial, stretch, text};
use crate::StoreError;

impl Kept for Job {
    const TABLE: &'static str = "job";
    const COLUMNS: &'static [&'static str] =
        &["occupation", "title", "employer", "country", "from_on", "until_on", "ongoing", "tasks"];
    const ORDER: &'static str = "ongoing DESC, max(from_on, until_on) DESC, id DESC";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        Ok(vec![
            Box::new(self.occupation.as_str()),
            text(self.title.as_ref()),
            text(self.employer.as_ref()),
            Box::new(self.country.as_str()),
            partial(self.time.from),
            partial(self.time.until),
            Box::new(self.ongoing),
            text(self.tasks.as_ref()),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (occupation, country, ongoing) = (row.get("occupation")?, row.get("country")?, row.get("ongoing")?);
        let (title, employer) = (optional_text(row, "title")?, optional_text(row, "employer")?);
        let (time, tasks) = ((row.get("from_on")?, row.get("until_on")?), optional_text(row, "tasks")?);
        Ok(stretch(&time).map(|time| Self { occupation, title, employer, country, time, ongoing, tasks }))
    }
}
