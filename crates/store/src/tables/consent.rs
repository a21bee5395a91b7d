//! Consents.

use casework::{
    consent::{Consent, How, Purpose, Recipient},
    ids::{ConsentId, ParticipantId},
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, day, guarded};
use crate::{Reader, StoreError, Writer};

const fn purpose_code(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Interview => "interview",
        Purpose::Placement => "placement",
        Purpose::Media => "media",
        Purpose::Sharing => "sharing",
    }
}

const fn how_code(how: How) -> &'static str {
    match how {
        How::Spoken => "spoken",
        How::Written => "written",
        How::Interpreted => "interpreted",
    }
}

/// A consent as it is added.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// Who consents.
    pub participant: ParticipantId,
    /// To what.
    pub purpose: Purpose,
    /// Towards whom.
    pub recipient: Recipient,
    /// The version of the words that were explained.
    pub policy: u32,
    /// The language in which it was explained (BCP 47).
    pub language: String,
    /// Who interpreted.
    pub interpreter: Option<Guarded<String>>,
    /// How it was given.
    pub how: How,
    /// When.
    pub given_on: NaiveDate,
    /// The member of staff who records it.
    pub recorded_by: u32,
}

const ROW: &str = "SELECT id, participant_id, purpose, recipient, recipient_name, policy, language, interpreter, how,
                          given_on, recorded_by, withdrawn_on FROM consent";

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
    let (recipient, name): (String, Guarded<String>) = (row.get("recipient")?, guarded(row, "recipient_name")?);
    let (given, withdrawn): (String, Option<String>) = (row.get("given_on")?, row.get("withdrawn_on")?);
    let (id, participant) = (ConsentId(row.get("id")?), ParticipantId(row.get("participant_id")?));
    let (policy, language, recorded_by) = (row.get("policy")?, row.get("language")?, row.get("recorded_by")?);
    let interpreter: Guarded<String> = guarded(row, "interpreter")?;
    Ok((|| {
        let ways = [How::Spoken, How::Written, How::Interpreted];
        Ok(Consent {
            id,
            participant,
            purpose: Purpose::ALL.into_iter().find(|known| purpose_code(*known) == purpose).ok_or(StoreError::Form)?,
            recipient: recipient_of(&recipient, name)?,
            policy,
            language,
            // EXPOSE: only whether it is empty.
            interpreter: (!interpreter.expose().is_empty()).then_some(interpreter),
            how: ways.into_iter().find(|known| how_code(*known) == how).ok_or(StoreError::Form)?,
            given_on: day(&given)?,
            recorded_by,
            withdrawn_on: withdrawn.as_deref().map(day).transpose()?,
        })
    })())
}

fn recipient_of(code: &str, name: Guarded<String>) -> Result<Recipient, StoreError> {
    match code {
        "own" => Ok(Recipient::Own),
        "any" => Ok(Recipient::Any),
        "named" => Ok(Recipient::Named(name)),
        _ => Err(StoreError::Form),
    }
}

fn recipient_columns(recipient: &Recipient) -> (&'static str, &str) {
    match recipient {
        Recipient::Own => ("own", ""),
        Recipient::Any => ("any", ""),
        // EXPOSE: goes into the encrypted store.
        Recipient::Named(name) => ("named", name.expose()),
    }
}

impl Writer<'_> {
    /// Adds a consent.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_consent(&self, new: &NewConsent) -> Result<ConsentId, StoreError> {
        let sql = "INSERT INTO consent (participant_id, purpose, recipient, recipient_name, policy, language,
                                        interpreter, how, given_on, recorded_by)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let (recipient, name) = recipient_columns(&new.recipient);
        // EXPOSE: goes into the encrypted store.
        let interpreter = new.interpreter.as_ref().map_or("", |name| name.expose());
        let (purpose, how) = (purpose_code(new.purpose), how_code(new.how));
        let (person, on) = (new.participant.0, new.given_on.to_string());
        let row =
            params![person, purpose, recipient, name, new.policy, new.language, interpreter, how, on, new.recorded_by];
        let id = ConsentId(self.insert(sql, row)?);
        self.touch(new.participant, new.given_on, None)?;
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
