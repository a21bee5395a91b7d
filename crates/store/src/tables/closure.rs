//! Cases that were closed, and opened again.

use casework::{closure::Closure, ids::ParticipantId};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{
    collect, day, guarded,
    participant::{stage_number, stage_of},
};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns every closure of a case, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn closures_of(&self, id: ParticipantId) -> Result<Vec<Closure>, StoreError> {
        let sql = "SELECT id, participant_id, closed_on, reason, note, last_stage, in_charge, reopened_on FROM closure
                   WHERE participant_id = ?1 ORDER BY closed_on DESC, id DESC";
        collect(self.connection, sql, [id.0], closure)
    }
}

fn closure(row: &Row<'_>) -> rusqlite::Result<Result<Closure, StoreError>> {
    let (closed, reopened): (String, Option<String>) = (row.get("closed_on")?, row.get("reopened_on")?);
    let (id, participant, reason) = (row.get("id")?, ParticipantId(row.get("participant_id")?), row.get("reason")?);
    let (stage, in_charge): (usize, u32) = (row.get("last_stage")?, row.get("in_charge")?);
    let note: Guarded<String> = guarded(row, "note")?;
    Ok((|| {
        Ok(Closure {
            id,
            participant,
            closed_on: day(&closed)?,
            reason,
            // EXPOSE: only whether it is empty.
            note: (!note.expose().is_empty()).then_some(note),
            last_stage: stage_of(stage)?,
            in_charge,
            reopened_on: reopened.as_deref().map(day).transpose()?,
        })
    })())
}

impl Writer<'_> {
    /// Adds a closure; its number is given by the store.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the case is closed or not there; what the disk says.
    pub fn add_closure(&self, closure: &Closure) -> Result<u32, StoreError> {
        let sql = "INSERT INTO closure (participant_id, closed_on, reason, note, last_stage, in_charge)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        // EXPOSE: goes into the encrypted store.
        let note = closure.note.as_ref().map_or("", |note| note.expose());
        let stage = stage_number(closure.last_stage);
        let on = closure.closed_on.to_string();
        let id =
            self.insert(sql, params![closure.participant.0, on, closure.reason, note, stage, closure.in_charge])?;
        self.touch(closure.participant, closure.closed_on, None)?;
        Ok(id)
    }

    /// Ends a closure: the case is open again from a day on.
    ///
    /// # Errors
    /// What the disk says.
    pub fn reopen(&self, closure: &Closure, on: NaiveDate) -> Result<(), StoreError> {
        self.change("UPDATE closure SET reopened_on = ?2 WHERE id = ?1", params![closure.id, on.to_string()])?;
        self.touch(closure.participant, on, None)
    }
}
