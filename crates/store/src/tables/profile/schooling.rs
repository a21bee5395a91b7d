//! Schools.

use casework::profile::{Schooling, SchoolingState};
use rusqlite::{Row, ToSql};

use super::{Kept, code_of, of_code, optional_text, partial, stretch, text};
use crate::StoreError;

const STATES: [(SchoolingState, &str); 4] = [
    (SchoolingState::Completed, "completed"),
    (SchoolingState::Ongoing, "ongoing"),
    (SchoolingState::Left, "left"),
    (SchoolingState::Unknown, "unknown"),
];

impl Kept for Schooling {
    const TABLE: &'static str = "schooling";
    const COLUMNS: &'static [&'static str] =
        &["level", "field", "institution", "subject", "country", "from_on", "until_on", "state"];
    const ORDER: &'static str = "max(from_on, until_on) DESC, id DESC";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        Ok(vec![
            Box::new(self.level.as_str()),
            Box::new(self.field.as_str()),
            text(self.institution.as_ref()),
            text(self.subject.as_ref()),
            Box::new(self.country.as_str()),
            partial(self.time.from),
            partial(self.time.until),
            code_of(&STATES, self.state)?,
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (level, field, country) = (row.get("level")?, row.get("field")?, row.get("country")?);
        let (institution, subject) = (optional_text(row, "institution")?, optional_text(row, "subject")?);
        let (time, state): (_, String) = ((row.get("from_on")?, row.get("until_on")?), row.get("state")?);
        Ok((|| {
            let (time, state) = (stretch(&time)?, of_code(&STATES, &state)?);
            Ok(Self { level, field, institution, subject, country, time, state })
        })())
    }
}
