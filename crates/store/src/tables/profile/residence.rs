//! Residence over time. Triggers keep the newest period in the row of the participant.

use casework::{participant::WorkPermission, profile::ResidencePeriod};
use chrono::NaiveDate;
use rusqlite::{Row, ToSql};

use super::{Kept, code_of, guarded, of_code, optional_text, text};
use crate::{
    StoreError,
    tables::{self, optional_day},
};

pub const WORK: [(WorkPermission, &str); 4] = [
    (WorkPermission::Permitted, "permitted"),
    (WorkPermission::Limited, "limited"),
    (WorkPermission::None, "none"),
    (WorkPermission::Unknown, "unknown"),
];

impl Kept for ResidencePeriod {
    const TABLE: &'static str = "residence_period";
    const COLUMNS: &'static [&'static str] = &[
        "status",
        "from_on",
        "told_on",
        "ends_on",
        "work",
        "work_ends_on",
        "work_limits",
        "designation",
        "document_id",
    ];
    const ORDER: &'static str = "coalesce(nullif(from_on, ''), told_on) DESC, id DESC";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        Ok(vec![
            text(Some(&self.status)),
            day(self.from),
            day(Some(self.told_on)),
            day(self.ends_on),
            code_of(&WORK, self.work)?,
            day(self.work_ends_on),
            text(self.work_limits.as_ref()),
            text(self.designation.as_ref()),
            Box::new(self.evidence),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (from, told, ends): (String, String, String) =
            (row.get("from_on")?, row.get("told_on")?, row.get("ends_on")?);
        let (work, work_ends): (String, String) = (row.get("work")?, row.get("work_ends_on")?);
        let (work_limits, designation) = (optional_text(row, "work_limits")?, optional_text(row, "designation")?);
        let (status, evidence) = (guarded(row, "status")?, row.get("document_id")?);
        Ok((|| {
            Ok(Self {
                status,
                from: optional_day(&from)?,
                told_on: tables::day(&told)?,
                ends_on: optional_day(&ends)?,
                work: of_code(&WORK, &work)?,
                work_ends_on: optional_day(&work_ends)?,
                work_limits,
                designation,
                evidence,
            })
        })())
    }
}

fn day(day: Option<NaiveDate>) -> Box<dyn ToSql> {
    Box::new(day.map_or_else(String::new, |day| day.to_string()))
}
