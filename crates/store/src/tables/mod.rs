//! One file per table (or per record that spans a few): its SQL, its rows, its questions and changes.

pub mod activity;
pub mod approval;
pub mod associate;
pub mod attendance;
pub mod closure;
pub mod code;
pub mod cohort;
pub mod combining;
pub mod company;
pub mod company_contact;
pub mod consent;
pub mod consent_override;
pub mod consent_policy;
pub mod course;
pub mod cv_given;
pub mod discussion;
pub mod document;
pub mod draft;
pub mod enrolment;
pub mod fact;
pub mod fee;
pub mod finding;
pub mod form;
pub mod freshness;
pub mod hand_over;
pub mod import;
pub mod interview;
pub mod journal;
pub mod ledger;
pub mod ledger_hold;
pub mod media_use;
pub mod member;
pub mod mentorship;
pub mod merged_person;
pub mod opening;
pub mod participant;
pub mod person_key;
pub mod placement;
pub mod plan;
pub mod profile;
pub mod programme;
pub mod release;
pub mod reminder;
pub mod residue;
pub mod retention_check;
pub mod review;
pub mod sealed_note;
pub mod seeking;
pub mod session;
pub mod setting;
pub mod task;
pub mod turnout;
pub mod two_people;

use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, types::FromSql};

use crate::error::StoreError;

/// Runs a query and maps its rows.
pub fn collect<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    params: impl rusqlite::Params,
    map: impl FnMut(&Row<'_>) -> rusqlite::Result<Result<T, StoreError>>,
) -> Result<Vec<T>, StoreError> {
    connection.prepare_cached(sql)?.query_map(params, map)?.map(|row| row.map_err(StoreError::from)?).collect()
}

/// A guarded column.
fn guarded<T: FromSql + zeroize::Zeroize>(row: &Row<'_>, column: &str) -> rusqlite::Result<Guarded<T>> {
    row.get(column).map(Guarded::new)
}

/// A day as it is stored.
fn day(text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::Form)
}

/// A day that may be empty.
fn optional_day(text: &str) -> Result<Option<NaiveDate>, StoreError> {
    if text.is_empty() { Ok(None) } else { day(text).map(Some) }
}
