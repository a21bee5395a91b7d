//! Pairs of a mentorship and their meetings.

use casework::{
    ids::{AssociateId, CohortId, EnrolmentId, MeetingId, PairId, ParticipantId},
    programme::{Meeting, NewMeeting, NewPair, Pair, SessionState},
};
use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{collect, day, guarded, optional_day};
use crate::{Reader, StoreError, Writer};

const PAIR: &str = "SELECT m.id, m.enrolment_id, m.associate_id, m.starts_on, m.ends_on,
    coalesce(m.ended_on, '') AS ended_on, m.reason FROM mentorship m JOIN enrolment e ON e.id = m.enrolment_id";
const MEETING: &str = "SELECT id, mentorship_id, met_on, minutes, state, reason, note FROM mentor_meeting";
const NEWEST_FIRST: &str = "ORDER BY m.starts_on DESC, m.id DESC";

impl Reader<'_> {
    /// Returns a pair.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn pair(&self, id: PairId) -> Result<Pair, StoreError> {
        self.connection.prepare_cached(&format!("{PAIR} WHERE m.id = ?1"))?.query_row([id.0], |row| Ok(pair(row)))?
    }

    /// Returns the pairs of a cohort, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn pairs_in(&self, cohort: CohortId) -> Result<Vec<Pair>, StoreError> {
        let sql = format!("{PAIR} WHERE e.cohort_id = ?1 {NEWEST_FIRST}");
        collect(self.connection, &sql, [cohort.0], |row| Ok(pair(row)))
    }

    /// Returns the pairs of a participant, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn pairs_of(&self, participant: ParticipantId) -> Result<Vec<Pair>, StoreError> {
        let sql = format!("{PAIR} WHERE e.participant_id = ?1 {NEWEST_FIRST}");
        collect(self.connection, &sql, [participant.0], |row| Ok(pair(row)))
    }

    /// Returns the pairs of an enrolment, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn pairs_under(&self, enrolment: EnrolmentId) -> Result<Vec<Pair>, StoreError> {
        let sql = format!("{PAIR} WHERE e.id = ?1 {NEWEST_FIRST}");
        collect(self.connection, &sql, [enrolment.0], |row| Ok(pair(row)))
    }

    /// Returns the pairs of a mentor, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn pairs_with(&self, mentor: AssociateId) -> Result<Vec<Pair>, StoreError> {
        let sql = format!("{PAIR} WHERE m.associate_id = ?1 {NEWEST_FIRST}");
        collect(self.connection, &sql, [mentor.0], |row| Ok(pair(row)))
    }

    /// Returns every pair, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn all_pairs(&self) -> Result<Vec<Pair>, StoreError> {
        collect(self.connection, &format!("{PAIR} {NEWEST_FIRST}"), [], |row| Ok(pair(row)))
    }

    /// Returns the meetings of a pair, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn meetings_of(&self, pair: PairId) -> Result<Vec<Meeting>, StoreError> {
        let sql = format!("{MEETING} WHERE mentorship_id = ?1 ORDER BY met_on DESC, id DESC");
        collect(self.connection, &sql, [pair.0], |row| Ok(meeting(row)))
    }

    /// Returns a meeting.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn meeting(&self, id: MeetingId) -> Result<Meeting, StoreError> {
        let sql = format!("{MEETING} WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(meeting(row)))?
    }
}

fn pair(row: &Row<'_>) -> Result<Pair, StoreError> {
    let (starts, ends, ended): (String, String, String) =
        (row.get("starts_on")?, row.get("ends_on")?, row.get("ended_on")?);
    Ok(Pair {
        id: PairId(row.get("id")?),
        enrolment: EnrolmentId(row.get("enrolment_id")?),
        mentor: row.get::<_, Option<u32>>("associate_id")?.map(AssociateId),
        starts_on: day(&starts)?,
        ends_on: day(&ends)?,
        ended_on: optional_day(&ended)?,
        reason: row.get("reason")?,
    })
}

fn meeting(row: &Row<'_>) -> Result<Meeting, StoreError> {
    let (on, state): (String, String) = (row.get("met_on")?, row.get("state")?);
    let meeting = NewMeeting {
        on: day(&on)?,
        minutes: row.get("minutes")?,
        state: SessionState::from_code(&state).ok_or(StoreError::Form)?,
        reason: row.get("reason")?,
        note: guarded(row, "note")?,
    };
    Ok(Meeting { id: MeetingId(row.get("id")?), pair: PairId(row.get("mentorship_id")?), meeting })
}

impl Writer<'_> {
    /// Opens a pair.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the enrolment has a pair that lasts, or what the disk says.
    pub fn add_pair(&self, pair: &NewPair) -> Result<PairId, StoreError> {
        let sql = "INSERT INTO mentorship (enrolment_id, associate_id, starts_on, ends_on) VALUES (?1, ?2, ?3, ?4)";
        let NewPair { enrolment, mentor, starts_on, ends_on } = pair;
        self.insert(sql, params![enrolment.0, mentor.0, starts_on.to_string(), ends_on.to_string()]).map(PairId)
    }

    /// Replaces mentor, days and end of a pair.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the enrolment has another pair that lasts, or what the disk says.
    pub fn set_pair(&self, pair: &Pair) -> Result<(), StoreError> {
        let sql = "UPDATE mentorship SET associate_id = ?2, starts_on = ?3, ends_on = ?4, ended_on = ?5, reason = ?6
                   WHERE id = ?1";
        let Pair { id, mentor, starts_on, ends_on, ended_on, reason, .. } = pair;
        let text = |day: &NaiveDate| day.to_string();
        let ended = ended_on.as_ref().map(text);
        self.change(sql, params![id.0, mentor.map(|id| id.0), text(starts_on), text(ends_on), ended, reason]).map(drop)
    }

    /// Adds a meeting.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_meeting(&self, pair: PairId, meeting: &NewMeeting) -> Result<MeetingId, StoreError> {
        let sql = "INSERT INTO mentor_meeting (mentorship_id, met_on, minutes, state, reason, note)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let NewMeeting { on, minutes, state, reason, note } = meeting;
        // EXPOSE: goes into the encrypted store.
        let note = note.expose();
        let id = self.insert(sql, params![pair.0, on.to_string(), minutes, state.code(), reason, note])?;
        self.retouch_pair(pair)?;
        Ok(MeetingId(id))
    }

    /// Replaces a meeting.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_meeting(&self, of: &Meeting, meeting: &NewMeeting) -> Result<(), StoreError> {
        let sql =
            "UPDATE mentor_meeting SET met_on = ?2, minutes = ?3, state = ?4, reason = ?5, note = ?6 WHERE id = ?1";
        let NewMeeting { on, minutes, state, reason, note } = meeting;
        // EXPOSE: goes into the encrypted store.
        let note = note.expose();
        self.change(sql, params![of.id.0, on.to_string(), minutes, state.code(), reason, note])?;
        self.retouch_pair(of.pair)
    }

    /// Removes a meeting.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_meeting(&self, meeting: &Meeting) -> Result<(), StoreError> {
        self.change("DELETE FROM mentor_meeting WHERE id = ?1", [meeting.id.0])?;
        self.retouch_pair(meeting.pair)
    }

    fn retouch_pair(&self, pair: PairId) -> Result<(), StoreError> {
        let enrolment = self.pair(pair)?.enrolment;
        self.retouch(self.enrolment(enrolment)?.participant)
    }
}
