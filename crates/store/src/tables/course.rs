//! Cohorts of courses and who is enrolled in them.

use casework::{
    fact::FactKind,
    ids::{CohortId, EnrolmentId, ParticipantId},
    participant::Stage,
    programme::NewCohort,
};
use chrono::NaiveDate;
use rusqlite::params;

use super::{day, optional_day};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns a cohort.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn cohort(&self, id: CohortId) -> Result<NewCohort, StoreError> {
        let sql = "SELECT course, name, starts_on, coalesce(ends_on, '') FROM cohort WHERE id = ?1";
        let (course, name, starts, ends): (String, String, String, String) = self
            .connection
            .prepare_cached(sql)?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        Ok(NewCohort { course, name, starts_on: day(&starts)?, ends_on: optional_day(&ends)? })
    }
}

impl Writer<'_> {
    /// Adds a cohort.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_cohort(&self, cohort: &NewCohort) -> Result<CohortId, StoreError> {
        let sql = "INSERT INTO cohort (course, name, starts_on, ends_on) VALUES (?1, ?2, ?3, ?4)";
        let ends = cohort.ends_on.map(|day| day.to_string());
        self.insert(sql, params![cohort.course, cohort.name, cohort.starts_on.to_string(), ends]).map(CohortId)
    }

    /// Enrols a participant.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when they are enrolled already, or what the disk says.
    pub fn add_enrolment(
        &self,
        cohort: CohortId,
        participant: ParticipantId,
        on: NaiveDate,
    ) -> Result<EnrolmentId, StoreError> {
        let sql = "INSERT INTO enrolment (cohort_id, participant_id, enrolled_on) VALUES (?1, ?2, ?3)";
        let id = self.insert(sql, params![cohort.0, participant.0, on.to_string()]).map(EnrolmentId)?;
        let course = self.cohort(cohort)?.course;
        self.touch(participant, on, Stage::shown_by(FactKind::Enrolled, Some(&course)))?;
        Ok(id)
    }
}
