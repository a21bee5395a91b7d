//! Who is, was or waits to be enrolled in a cohort.

use casework::{
    fact::FactKind,
    ids::{CohortId, EnrolmentId, ParticipantId},
    participant::Stage,
    programme::{Enrolment, EnrolmentStatus},
};
use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{collect, day, optional_day};
use crate::{Reader, StoreError, Writer};

const ROW: &str =
    "SELECT id, cohort_id, participant_id, enrolled_on, status, coalesce(ended_on, '') AS ended_on, reason
    FROM enrolment";

impl Reader<'_> {
    /// Returns an enrolment.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn enrolment(&self, id: EnrolmentId) -> Result<Enrolment, StoreError> {
        self.connection.prepare_cached(&format!("{ROW} WHERE id = ?1"))?.query_row([id.0], |row| Ok(enrolment(row)))?
    }

    /// Returns the enrolments of a cohort in the order of their days.
    ///
    /// # Errors
    /// What the disk says.
    pub fn enrolments_in(&self, cohort: CohortId) -> Result<Vec<Enrolment>, StoreError> {
        let sql = format!("{ROW} WHERE cohort_id = ?1 ORDER BY enrolled_on, id");
        collect(self.connection, &sql, [cohort.0], |row| Ok(enrolment(row)))
    }

    /// Returns the enrolments of a participant, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn enrolments_of(&self, participant: ParticipantId) -> Result<Vec<Enrolment>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 ORDER BY enrolled_on DESC, id DESC");
        collect(self.connection, &sql, [participant.0], |row| Ok(enrolment(row)))
    }

    /// Returns the enrolment of a participant in a cohort that lasts, waiting included, if there is one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open_enrolment(
        &self,
        cohort: CohortId,
        participant: ParticipantId,
    ) -> Result<Option<Enrolment>, StoreError> {
        let sql = format!("{ROW} WHERE cohort_id = ?1 AND participant_id = ?2 AND status IN ('waiting', 'enrolled')");
        Ok(collect(self.connection, &sql, [cohort.0, participant.0], |row| Ok(enrolment(row)))?.pop())
    }

    /// Returns how many people take part in a cohort now.
    ///
    /// # Errors
    /// What the disk says.
    pub fn seats_taken(&self, cohort: CohortId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM enrolment WHERE cohort_id = ?1 AND status = 'enrolled'";
        Ok(self.connection.prepare_cached(sql)?.query_row([cohort.0], |row| row.get(0))?)
    }
}

fn enrolment(row: &Row<'_>) -> Result<Enrolment, StoreError> {
    let (on, status, ended): (String, String, String) =
        (row.get("enrolled_on")?, row.get("status")?, row.get("ended_on")?);
    Ok(Enrolment {
        id: EnrolmentId(row.get("id")?),
        cohort: CohortId(row.get("cohort_id")?),
        participant: ParticipantId(row.get("participant_id")?),
        on: day(&on)?,
        status: EnrolmentStatus::from_code(&status).ok_or(StoreError::Form)?,
        ended_on: optional_day(&ended)?,
        reason: row.get("reason")?,
    })
}

impl Writer<'_> {
    /// Enrols a participant.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when they are enrolled or wait already, or what the disk says.
    pub fn add_enrolment(
        &self,
        cohort: CohortId,
        participant: ParticipantId,
        on: NaiveDate,
    ) -> Result<EnrolmentId, StoreError> {
        let sql = "INSERT INTO enrolment (cohort_id, participant_id, enrolled_on) VALUES (?1, ?2, ?3)";
        let id = self.insert(sql, params![cohort.0, participant.0, on.to_string()]).map(EnrolmentId)?;
        self.touch_enrolled(cohort, participant, on)?;
        Ok(id)
    }

    /// Puts a participant on the waiting list.
    ///
    /// # Errors
    /// As [`add_enrolment`](Self::add_enrolment).
    pub fn add_waiting(
        &self,
        cohort: CohortId,
        participant: ParticipantId,
        on: NaiveDate,
    ) -> Result<EnrolmentId, StoreError> {
        let sql =
            "INSERT INTO enrolment (cohort_id, participant_id, enrolled_on, status) VALUES (?1, ?2, ?3, 'waiting')";
        self.insert(sql, params![cohort.0, participant.0, on.to_string()]).map(EnrolmentId)
    }

    /// Replaces day, status, end and reason of an enrolment.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when they are enrolled a second time, or what the disk says.
    pub fn set_enrolment(&self, enrolment: &Enrolment) -> Result<(), StoreError> {
        let sql = "UPDATE enrolment SET enrolled_on = ?2, status = ?3, ended_on = ?4, reason = ?5 WHERE id = ?1";
        let Enrolment { id, cohort, participant, on, status, ended_on, reason } = enrolment;
        let ended = ended_on.map(|day| day.to_string());
        self.change(sql, params![id.0, on.to_string(), status.code(), ended, reason])?;
        if status.takes_part() {
            self.touch_enrolled(*cohort, *participant, *on)?;
        }
        self.retouch(*participant)
    }

    /// Removes an enrolment that was entered by mistake, with its plan.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_enrolment(&self, enrolment: &Enrolment) -> Result<(), StoreError> {
        self.change("DELETE FROM enrolment WHERE id = ?1", [enrolment.id.0])?;
        self.retouch(enrolment.participant)
    }

    fn touch_enrolled(&self, cohort: CohortId, participant: ParticipantId, on: NaiveDate) -> Result<(), StoreError> {
        let course = self.cohort(cohort)?.course;
        self.touch(participant, on, Stage::shown_by(FactKind::Enrolled, Some(&course)))
    }
}
