//! Sessions of a cohort, and the heads counted where nobody is named.

use casework::{
    ids::{CohortId, SessionId},
    programme::{Counting, NewSession, Session, SessionState},
};
use chrono::NaiveTime;
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, day, guarded};
use crate::{Reader, StoreError, Writer};

const ROW: &str =
    "SELECT id, cohort_id, held_on, starts_at, minutes, topic, counting, state, reason, note FROM session";

/// A time of day as it is stored; none when the text is empty.
pub(crate) fn clock_time(text: &str) -> Result<Option<NaiveTime>, StoreError> {
    if text.is_empty() {
        return Ok(None);
    }
    NaiveTime::parse_from_str(text, "%H:%M").map(Some).map_err(|_| StoreError::Form)
}

impl Reader<'_> {
    /// Returns a session.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn session(&self, id: SessionId) -> Result<Session, StoreError> {
        self.connection.prepare_cached(&format!("{ROW} WHERE id = ?1"))?.query_row([id.0], |row| Ok(session(row)))?
    }

    /// Returns the sessions of a cohort, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn sessions_of(&self, cohort: CohortId) -> Result<Vec<Session>, StoreError> {
        let sql = format!("{ROW} WHERE cohort_id = ?1 ORDER BY held_on, starts_at, id");
        collect(self.connection, &sql, [cohort.0], |row| Ok(session(row)))
    }

    /// Returns the heads counted at a session, by category.
    ///
    /// # Errors
    /// What the disk says.
    pub fn heads_at(&self, id: SessionId) -> Result<Vec<(String, u32)>, StoreError> {
        let sql = "SELECT category, heads FROM session_heads WHERE session_id = ?1 ORDER BY id";
        collect(self.connection, sql, [id.0], |row| Ok(Ok((row.get(0)?, row.get(1)?))))
    }
}

fn session(row: &Row<'_>) -> Result<Session, StoreError> {
    let (on, starts_at): (String, String) = (row.get("held_on")?, row.get("starts_at")?);
    let (counting, state): (String, String) = (row.get("counting")?, row.get("state")?);
    let session = NewSession {
        on: day(&on)?,
        starts_at: clock_time(&starts_at)?,
        minutes: row.get("minutes")?,
        topic: guarded(row, "topic")?,
        counting: Counting::from_code(&counting).ok_or(StoreError::Form)?,
    };
    Ok(Session {
        id: SessionId(row.get("id")?),
        cohort: CohortId(row.get("cohort_id")?),
        session,
        state: SessionState::from_code(&state).ok_or(StoreError::Form)?,
        reason: row.get("reason")?,
        note: guarded(row, "note")?,
    })
}

impl Writer<'_> {
    /// Adds a planned session.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_session(&self, cohort: CohortId, session: &NewSession) -> Result<SessionId, StoreError> {
        let sql = "INSERT INTO session (cohort_id, held_on, starts_at, minutes, topic, counting)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let NewSession { on, minutes, topic, counting, .. } = session;
        // EXPOSE: goes into the encrypted store.
        let topic = topic.expose();
        self.insert(sql, params![cohort.0, on.to_string(), starts_at(session), minutes, topic, counting.code()])
            .map(SessionId)
    }

    /// Replaces what was entered of a session.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_session(&self, id: SessionId, session: &NewSession) -> Result<(), StoreError> {
        let sql =
            "UPDATE session SET held_on = ?2, starts_at = ?3, minutes = ?4, topic = ?5, counting = ?6 WHERE id = ?1";
        let NewSession { on, minutes, topic, counting, .. } = session;
        // EXPOSE: goes into the encrypted store.
        let topic = topic.expose();
        let values = params![id.0, on.to_string(), starts_at(session), minutes, topic, counting.code()];
        if self.change(sql, values)? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Says what became of a session.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_session_state(
        &self,
        id: SessionId,
        state: SessionState,
        reason: &str,
        note: &Guarded<String>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE session SET state = ?2, reason = ?3, note = ?4 WHERE id = ?1";
        // EXPOSE: goes into the encrypted store.
        self.change(sql, params![id.0, state.code(), reason, note.expose()]).map(drop)
    }

    /// Removes a session with everything that hangs on it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_session(&self, id: SessionId) -> Result<(), StoreError> {
        self.change("DELETE FROM session WHERE id = ?1", [id.0]).map(drop)
    }

    /// Moves the planned sessions of a cohort by so many days.
    ///
    /// # Errors
    /// What the disk says.
    pub fn move_planned_sessions(&self, cohort: CohortId, days: i64) -> Result<(), StoreError> {
        let sql = "UPDATE session SET held_on = date(held_on, ?2) WHERE cohort_id = ?1 AND state = 'planned'";
        self.change(sql, params![cohort.0, format!("{days} days")]).map(drop)
    }

    /// Replaces the heads counted at a session.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when a category is there twice, or what the disk says.
    pub fn set_heads(&self, id: SessionId, heads: &[(String, u32)]) -> Result<(), StoreError> {
        self.change("DELETE FROM session_heads WHERE session_id = ?1", [id.0])?;
        let sql = "INSERT INTO session_heads (session_id, category, heads) VALUES (?1, ?2, ?3)";
        heads.iter().try_for_each(|(category, heads)| self.insert(sql, params![id.0, category, heads]).map(drop))
    }
}

fn starts_at(session: &NewSession) -> String {
    session.starts_at.map_or_else(String::new, |time| time.format("%H:%M").to_string())
}
