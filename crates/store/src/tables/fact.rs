//! The view of all dated facts: a person's timeline, and what figures are counted from.

use casework::{
    fact::{Fact, FactKind},
    ids::{CompanyId, ParticipantId},
};
use guarded::Guarded;
use rusqlite::{Row, params_from_iter};

use super::{collect, day};
use crate::{Reader, StoreError};

const ROW: &str = "kind, number, on_day, participant_id, company_id, placement_id, detail, quantity, title";

impl Reader<'_> {
    /// Returns every fact of a participant, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn timeline(&self, id: ParticipantId) -> Result<Vec<Fact>, StoreError> {
        let sql = format!("SELECT {ROW} FROM fact WHERE participant_id = ?1 ORDER BY on_day DESC, number DESC");
        collect(self.connection, &sql, [id.0], fact)
    }

    /// Returns every fact there is, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn all_facts(&self) -> Result<Vec<Fact>, StoreError> {
        collect(self.connection, &format!("SELECT {ROW} FROM fact ORDER BY on_day, kind, number"), [], fact)
    }

    /// Returns the one number that a counting query over the view `fact` gives. Its parameters are texts.
    ///
    /// # Errors
    /// What the disk says.
    pub fn count(&self, sql: &str, parameters: &[String]) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params_from_iter(parameters), |row| row.get(0))?)
    }

    /// Returns the facts for which `condition` over the view `fact` holds (its alias is `f`), the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn facts_where(&self, condition: &str, parameters: &[String]) -> Result<Vec<Fact>, StoreError> {
        let sql = format!("SELECT {ROW} FROM fact f WHERE {condition} ORDER BY on_day, kind, number");
        collect(self.connection, &sql, params_from_iter(parameters), fact)
    }

    /// Returns the pairs of a number and a code that a query over records gives. Its parameters are texts.
    ///
    /// # Errors
    /// What the disk says.
    pub fn numbered_codes(&self, sql: &str, parameters: &[String]) -> Result<Vec<(u32, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(parameters), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the first and the last day on which there is any fact.
    ///
    /// # Errors
    /// What the disk says.
    pub fn fact_span(&self) -> Result<Option<(chrono::NaiveDate, chrono::NaiveDate)>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT min(on_day), max(on_day) FROM fact")?;
        let (first, last): (Option<String>, Option<String>) =
            statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        first.zip(last).map(|(first, last)| Ok((day(&first)?, day(&last)?))).transpose()
    }
}

fn fact(row: &Row<'_>) -> rusqlite::Result<Result<Fact, StoreError>> {
    let (kind, on): (String, String) = (row.get("kind")?, row.get("on_day")?);
    let participant = row.get::<_, Option<u32>>("participant_id")?.map(ParticipantId);
    let company = row.get::<_, Option<u32>>("company_id")?.map(CompanyId);
    let title = row.get::<_, Option<String>>("title")?.map(Guarded::new);
    let (number, placement) = (row.get("number")?, row.get("placement_id")?);
    let (detail, quantity) = (row.get("detail")?, row.get("quantity")?);
    Ok(FactKind::from_code(&kind).ok_or(StoreError::Form).and_then(|kind| {
        Ok(Fact { kind, number, on: day(&on)?, participant, company, placement, detail, quantity, title })
    }))
}
