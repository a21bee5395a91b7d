//! Cohorts of courses, and what a list says of each.

use casework::{
    ids::{CohortId, SessionId},
    programme::{Cohort, NewCohort},
};
use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{collect, day, optional_day};
use crate::{Reader, StoreError, Writer};

/// Which cohorts a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CohortsWhen {
    /// Begun and not over.
    Current,
    /// Not begun yet.
    Coming,
    /// Over.
    Past,
    /// All of them.
    All,
}

impl CohortsWhen {
    /// Condition and order; `?1` is today.
    const fn sql(self) -> &'static str {
        match self {
            Self::Current => "starts_on <= ?1 AND (ends_on IS NULL OR ends_on >= ?1) ORDER BY starts_on, id",
            Self::Coming => "starts_on > ?1 ORDER BY starts_on, id",
            Self::Past => "ends_on < ?1 ORDER BY ends_on DESC, id DESC",
            Self::All => "?1 = ?1 ORDER BY starts_on DESC, id DESC",
        }
    }
}

/// What is counted of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CohortCounts {
    /// People enrolled, and those who took part to the end.
    pub enrolled: u32,
    /// People on the waiting list.
    pub waiting: u32,
    /// Sessions held.
    pub held: u32,
    /// Sessions that did not take place.
    pub not_held: u32,
    /// Sessions planned.
    pub planned: u32,
    /// Minutes of the sessions held.
    pub minutes_held: u32,
    /// The next planned session from today on.
    pub next_session: Option<NaiveDate>,
    /// The newest session up to today of which nobody has said what became of it.
    pub unmarked_session: Option<SessionId>,
}

const COLUMNS: &str = "id, course, name, starts_on, coalesce(ends_on, '') AS ends_on, capacity, place, partner, term,
    weekly_minutes";

impl Reader<'_> {
    /// Returns a cohort.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn cohort(&self, id: CohortId) -> Result<NewCohort, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM cohort WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(cohort(row)))?.map(|found| found.cohort)
    }

    /// Returns how many cohorts there are, of a course or of all when `course` is empty, and the rows asked for.
    ///
    /// # Errors
    /// What the disk says.
    pub fn cohorts(
        &self,
        course: &str,
        when: CohortsWhen,
        today: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<Cohort>), StoreError> {
        let bound = params![today.to_string(), course];
        let from = format!("FROM cohort WHERE (?2 = '' OR course = ?2) AND {}", when.sql());
        let count = format!("SELECT count(*) {from}");
        let total = self.connection.prepare_cached(&count)?.query_row(bound, |row| row.get(0))?;
        let page = format!("SELECT {COLUMNS} {from} LIMIT {limit} OFFSET {offset}");
        Ok((total, collect(self.connection, &page, bound, |row| Ok(cohort(row)))?))
    }

    /// Returns what is counted of a cohort.
    ///
    /// # Errors
    /// What the disk says.
    pub fn cohort_counts(&self, id: CohortId, today: NaiveDate) -> Result<CohortCounts, StoreError> {
        let sql = "SELECT
              (SELECT count(*) FROM enrolment WHERE cohort_id = ?1 AND status IN ('enrolled', 'completed')) AS enrolled,
              (SELECT count(*) FROM enrolment WHERE cohort_id = ?1 AND status = 'waiting') AS waiting,
              count(*) FILTER (WHERE state = 'held') AS held,
              count(*) FILTER (WHERE state = 'not_held') AS not_held,
              count(*) FILTER (WHERE state = 'planned') AS planned,
              coalesce(sum(minutes) FILTER (WHERE state = 'held'), 0) AS minutes_held,
              coalesce(min(held_on) FILTER (WHERE state = 'planned' AND held_on >= ?2), '') AS next_session,
              (SELECT id FROM session WHERE cohort_id = ?1 AND state = 'planned' AND held_on <= ?2
                ORDER BY held_on DESC, starts_at DESC, id DESC LIMIT 1) AS unmarked
            FROM session WHERE cohort_id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_row(params![id.0, today.to_string()], |row| {
            let next: String = row.get("next_session")?;
            Ok(optional_day(&next).and_then(|next_session| {
                Ok(CohortCounts {
                    enrolled: row.get("enrolled")?,
                    waiting: row.get("waiting")?,
                    held: row.get("held")?,
                    not_held: row.get("not_held")?,
                    planned: row.get("planned")?,
                    minutes_held: row.get("minutes_held")?,
                    next_session,
                    unmarked_session: row.get::<_, Option<u32>>("unmarked")?.map(SessionId),
                })
            }))
        })?
    }
}

fn cohort(row: &Row<'_>) -> Result<Cohort, StoreError> {
    let (starts, ends): (String, String) = (row.get("starts_on")?, row.get("ends_on")?);
    let cohort = NewCohort {
        course: row.get("course")?,
        name: row.get("name")?,
        starts_on: day(&starts)?,
        ends_on: optional_day(&ends)?,
        capacity: row.get("capacity")?,
        place: row.get("place")?,
        partner: row.get("partner")?,
        term: row.get("term")?,
        weekly_minutes: row.get("weekly_minutes")?,
    };
    Ok(Cohort { id: CohortId(row.get("id")?), cohort })
}

impl Writer<'_> {
    /// Adds a cohort.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_cohort(&self, cohort: &NewCohort) -> Result<CohortId, StoreError> {
        let sql = "INSERT INTO cohort (course, name, starts_on) VALUES (?1, ?2, ?3)";
        let id = self.insert(sql, params![cohort.course, cohort.name, cohort.starts_on.to_string()]).map(CohortId)?;
        self.correct_cohort(id, cohort)?;
        Ok(id)
    }

    /// Replaces what is known of a cohort.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_cohort(&self, id: CohortId, cohort: &NewCohort) -> Result<(), StoreError> {
        let sql = "UPDATE cohort SET course = ?2, name = ?3, starts_on = ?4, ends_on = ?5, capacity = ?6, place = ?7,
                       partner = ?8, term = ?9, weekly_minutes = ?10 WHERE id = ?1";
        let NewCohort { course, name, starts_on, ends_on, capacity, place, partner, term, weekly_minutes } = cohort;
        let (starts, ends) = (starts_on.to_string(), ends_on.map(|day| day.to_string()));
        let values = params![id.0, course, name, starts, ends, capacity, place, partner, term, weekly_minutes];
        if self.change(sql, values)? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}
