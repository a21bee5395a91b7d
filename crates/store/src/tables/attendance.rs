//! Who was at which session.

use casework::{
    ids::{CohortId, ParticipantId, SessionId},
    programme::attendance::{Attendance, Mark, Marked, Residue},
};
use rusqlite::{OptionalExtension, Row, params};

use super::{collect, day};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns every mark of a cohort.
    ///
    /// # Errors
    /// What the disk says.
    pub fn marks_in(&self, cohort: CohortId) -> Result<Vec<Attendance>, StoreError> {
        let sql = "SELECT a.session_id, a.participant_id, a.mark, a.minutes
                   FROM session s JOIN attendance a ON a.session_id = s.id WHERE s.cohort_id = ?1";
        collect(self.connection, sql, [cohort.0], |row| Ok(attendance(row)))
    }

    /// Returns the marks of a session.
    ///
    /// # Errors
    /// What the disk says.
    pub fn marks_at(&self, session: SessionId) -> Result<Vec<Attendance>, StoreError> {
        let sql = "SELECT session_id, participant_id, mark, minutes FROM attendance WHERE session_id = ?1
                   ORDER BY participant_id";
        collect(self.connection, sql, [session.0], |row| Ok(attendance(row)))
    }

    /// Returns the mark of a participant at a session.
    ///
    /// # Errors
    /// What the disk says.
    pub fn mark_of(&self, session: SessionId, participant: ParticipantId) -> Result<Option<Marked>, StoreError> {
        let sql = "SELECT session_id, participant_id, mark, minutes FROM attendance
                   WHERE session_id = ?1 AND participant_id = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([session.0, participant.0], |row| Ok(attendance(row))).optional()?;
        found.transpose().map(|found| found.map(|found| found.marked))
    }

    /// Returns what the marks of erased people left in a cohort.
    ///
    /// # Errors
    /// What the disk says.
    pub fn residues_in(&self, cohort: CohortId) -> Result<Vec<Residue>, StoreError> {
        let sql = "SELECT r.session_id, r.mark, r.enrolled, r.heads, r.minutes
                   FROM session s JOIN attendance_residue r ON r.session_id = s.id WHERE s.cohort_id = ?1";
        collect(self.connection, sql, [cohort.0], |row| {
            Ok((|| {
                Ok(Residue {
                    session: SessionId(row.get("session_id")?),
                    mark: mark(row)?,
                    enrolled: row.get("enrolled")?,
                    heads: row.get("heads")?,
                    minutes: row.get("minutes")?,
                })
            })())
        })
    }

    /// Whether anything was counted at a session: a mark, what an erased mark left, or heads.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_counted(&self, session: SessionId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM attendance WHERE session_id = ?1)
                       OR EXISTS (SELECT 1 FROM attendance_residue WHERE session_id = ?1)
                       OR EXISTS (SELECT 1 FROM session_heads WHERE session_id = ?1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([session.0], |row| row.get(0))?)
    }
}

fn mark(row: &Row<'_>) -> Result<Mark, StoreError> {
    let code: String = row.get("mark")?;
    Mark::from_code(&code).ok_or(StoreError::Form)
}

fn attendance(row: &Row<'_>) -> Result<Attendance, StoreError> {
    Ok(Attendance {
        session: SessionId(row.get("session_id")?),
        participant: ParticipantId(row.get("participant_id")?),
        marked: Marked { mark: mark(row)?, minutes: row.get("minutes")? },
    })
}

impl Writer<'_> {
    /// Sets the mark of a participant at a session, or takes it away; returns what stood there.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is no such session or participant, or what the disk says.
    pub fn set_mark(
        &self,
        session: SessionId,
        participant: ParticipantId,
        marked: Option<Marked>,
    ) -> Result<Option<Marked>, StoreError> {
        let before = self.mark_of(session, participant)?;
        match marked {
            Some(Marked { mark, minutes }) => {
                let sql = "INSERT INTO attendance (session_id, participant_id, mark, minutes) VALUES (?1, ?2, ?3, ?4)
                           ON CONFLICT (session_id, participant_id) DO UPDATE SET mark = ?3, minutes = ?4";
                self.change(sql, params![session.0, participant.0, mark.code(), minutes])?;
            }
            None => {
                let sql = "DELETE FROM attendance WHERE session_id = ?1 AND participant_id = ?2";
                self.change(sql, [session.0, participant.0])?;
            }
        }
        match (before, marked) {
            (_, Some(now)) if now.mark.came() => self.touch_attended(session, participant)?,
            (Some(before), _) if before.mark.came() => self.retouch(participant)?,
            _ => {}
        }
        Ok(before)
    }

    fn touch_attended(&self, session: SessionId, participant: ParticipantId) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT held_on FROM session WHERE id = ?1")?;
        let on: String = statement.query_row([session.0], |row| row.get(0))?;
        self.touch(participant, day(&on)?, None)
    }

    /// Counts anew the day of the newest fact of a participant, after one was taken back.
    ///
    /// # Errors
    /// What the disk says.
    pub fn retouch(&self, participant: ParticipantId) -> Result<(), StoreError> {
        let sql = "UPDATE participant SET last_fact_on =
                     (SELECT max(on_day) FROM fact WHERE participant_id = ?1) WHERE id = ?1";
        self.change(sql, [participant.0]).map(drop)
    }

    /// Adds the marks of a participant to what erased people leave at each session, before they are erased. How many
    /// were there stays, who was there goes.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn leave_attendance_residue(&self, participant: ParticipantId) -> Result<(), StoreError> {
        let sql = "INSERT INTO attendance_residue (session_id, mark, enrolled, heads, minutes)
                   SELECT s.id, a.mark,
                          EXISTS (SELECT 1 FROM enrolment e WHERE e.cohort_id = s.cohort_id
                                    AND e.participant_id = a.participant_id
                                    AND e.status IN ('enrolled', 'completed', 'left') AND e.enrolled_on <= s.held_on
                                    AND (e.ended_on IS NULL OR e.ended_on >= s.held_on)),
                          1, CASE WHEN a.mark IN ('present', 'late') THEN coalesce(a.minutes, s.minutes) ELSE 0 END
                   FROM attendance a JOIN session s ON s.id = a.session_id WHERE a.participant_id = ?1
                   ON CONFLICT (session_id, mark, enrolled)
                   DO UPDATE SET heads = heads + excluded.heads, minutes = minutes + excluded.minutes";
        self.change(sql, [participant.0]).map(drop)
    }
}
