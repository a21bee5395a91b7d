//! Skills.

use casework::profile::Skill;
use rusqlite::{Row, ToSql};

use super::{Kept, guarded, of_partial, partial, text};
use crate::StoreError;

impl Kept for Skill {
    const TABLE: &'static str = "skill";
    const COLUMNS: &'static [&'static str] = &["kind", "name", "since_on", "in_japan"];
    const ORDER: &'static str = "kind, id";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        let name = text(Some(&self.name));
        Ok(vec![Box::new(self.kind.as_str()), name, partial(self.since), Box::new(self.in_japan)])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (kind, name, in_japan) = (row.get("kind")?, guarded(row, "name")?, row.get("in_japan")?);
        let since: String = row.get("since_on")?;
        Ok(of_partial(&since).map(|since| Self { kind, name, since, in_japan }))
    }
}
