//! Consents.

use casework::{
    consent::{Consent, How, Purpose},
    ids::{ConsentId, ParticipantId},
};
use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{collect, day};
use crate::{Reader, StoreError, Writer};

const fn purpose_code(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Interview => "interview",
        Purpose::Placement => "placement",
        Purpose::Media => "media",
    }
}

const fn how_code(how: How) -> &'static str {
    match how {
        How::Spoken => "spoken",
        How::Written => "written",
        How::Interpreted => "interpreted",
    }
}

const ROW: &str = "SELECT id, participant_id, purpose, language, how, given_on, withdrawn_on FROM consent";

impl Reader<'_> {
    /// Returns a participant's consents, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn consents_of(&self, id: ParticipantId) -> Result<Vec<Consent>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 ORDER BY given_on DESC, id DESC");
        collect(self.connection, &sql, [id.0], consent)
    }

    /// Returns a consent.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn consent(&self, id: ConsentId) -> Result<Consent, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE id = ?1"), [id.0], consent)?.pop().ok_or(StoreError::NotFound)
    }
}

fn consent(row: &Row<'_>) -> rusqlite::Result<Result<Consent, StoreError>> {
    let (purpose, how): (String, String) = (row.get("purpose")?, row.get("how")?);
    let (given, withdrawn): (String, Option<String>) = (row.get("given_on")?, row.get("withdrawn_on")?);
    let (id, participant) = (ConsentId(row.get("id")?), ParticipantId(row.get("participant_id")?));
    let language = row.get("language")?;
    Ok((|| {
        let purposes = [Purpose::Interview, Purpose::Placement, Purpose::Media];
        let ways = [How::Spoken, How::Written, How::Interpreted];
        Ok(Consent {
            id,
            participant,
            purpose: purposes.into_iter().find(|known| purpose_code(*known) == purpose).ok_or(StoreError::Form)?,
            language,
            how: ways.into_iter().find(|known| how_code(*known) == how).ok_or(StoreError::Form)?,
            given_on: day(&given)?,
            withdrawn_on: withdrawn.as_deref().map(day).transpose()?,
        })
    })())
}

impl Writer<'_> {
    /// Adds a consent.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_consent(
        &self,
        participant: ParticipantId,
        purpose: Purpose,
        language: &str,
        how: How,
        given_on: NaiveDate,
    ) -> Result<ConsentId, StoreError> {
        let sql = "INSERT INTO consent (participant_id, purpose, language, how, given_on) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![participant.0, purpose_code(purpose), language, how_code(how), given_on.to_string()];
        let id = ConsentId(self.insert(sql, row)?);
        self.touch(participant, given_on, None)?;
        Ok(id)
    }

    /// Notes the day from which a consent no longer stands.
    ///
    /// # Errors
    /// What the disk says.
    pub fn withdraw_consent(&self, consent: &Consent, on: NaiveDate) -> Result<(), StoreError> {
        let sql = "UPDATE consent SET withdrawn_on = ?2 WHERE id = ?1";
        self.change(sql, params![consent.id.0, on.to_string()])?;
        self.touch(consent.participant, on, None)
    }
}
