//! That somebody asked to be placed: added, corrected, removed.

use casework::{codes::CodeList, ids::ParticipantId, ledger::Seeking, text};
use guarded::Guarded;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// The longest words of an address or a wish, in characters.
const WORDS_MAX: usize = 300;

impl Desk<'_> {
    /// Returns the requests of somebody with their numbers, the newest first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn seekings(&self, participant: ParticipantId) -> Result<Vec<(u32, Seeking)>, OfficeError> {
        self.may(Act::Placement)?;
        Ok(self.records.records_of(participant)?)
    }

    fn own_seeking(&self, participant: ParticipantId, id: u32) -> Result<Seeking, OfficeError> {
        let (owner, seeking) = self.records.record::<Seeking>(id)?;
        if owner == participant { Ok(seeking) } else { Err(OfficeError::NotFound) }
    }

    fn checked_seeking(&self, seeking: Seeking, before: Option<&Seeking>) -> Result<Seeking, OfficeError> {
        seeking.check(self.today())?;
        let kept_code = before.is_some_and(|before| before.occupation == seeking.occupation);
        if !seeking.occupation.is_empty() && !kept_code {
            self.check_code("occupation", CodeList::Occupation, &seeking.occupation, self.today())?;
        }
        let words = |field: &str, typed: Option<&Guarded<String>>| {
            // EXPOSE: only whether it is empty.
            let typed = typed.filter(|typed| !typed.expose().trim().is_empty());
            typed.map(|typed| text::line(typed, WORDS_MAX)).transpose().in_field(field)
        };
        Ok(Seeking {
            wish: words("wish", seeking.wish.as_ref())?,
            address: words("address", seeking.address.as_ref())?,
            ..seeking
        })
    }
}

impl WritingDesk<'_> {
    /// Keeps that somebody asked to be placed, as a new request or in the place of one; returns its number.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`], also for a request of somebody else;
    /// [`OfficeError::CaseClosed`]; [`OfficeError::Forbidden`].
    pub fn save_seeking(
        &self,
        participant: ParticipantId,
        id: Option<u32>,
        seeking: Seeking,
    ) -> Result<u32, OfficeError> {
        self.may(Act::Placement)?;
        self.not_away(participant)?;
        self.not_before_first_contact(participant, "received_on", seeking.received_on)?;
        let before = id.map(|id| self.own_seeking(participant, id)).transpose()?;
        let seeking = self.checked_seeking(seeking, before.as_ref())?;
        let after = Some(told(&seeking));
        let (verb, id) = match id {
            None => ("add", self.writer.add_record(participant, &seeking)?),
            Some(id) => {
                self.writer.correct_record(id, &seeking)?;
                ("correct", id)
            }
        };
        self.note_seeking(verb, participant, id, before.as_ref().map(told), after)?;
        Ok(id)
    }

    /// Removes a request that was entered by mistake.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], also for a request of somebody else; [`OfficeError::Forbidden`].
    pub fn remove_seeking(&self, participant: ParticipantId, id: u32) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        self.not_away(participant)?;
        let before = self.own_seeking(participant, id)?;
        self.note_seeking("remove", participant, id, Some(told(&before)), None)?;
        Ok(self.writer.remove_record::<Seeking>(id)?)
    }

    fn note_seeking(
        &self,
        verb: &str,
        person: ParticipantId,
        id: u32,
        before: Option<Guarded<String>>,
        after: Option<Guarded<String>>,
    ) -> Result<(), OfficeError> {
        self.note_change(&Change { verb, subject: "seeking", id: Some(id), person: Some(person), before, after })
    }
}

/// A request as JSON, for the journal and for what the law holds back.
pub(crate) fn seeking_json(seeking: &Seeking) -> serde_json::Value {
    // EXPOSE: sealed in the journal under the key of the person, or in the ledger that the law wants kept.
    let text = |words: Option<&Guarded<String>>| words.map(|words| words.expose().clone());
    serde_json::json!({
        "received_on": seeking.received_on,
        "valid_until": seeking.valid_until,
        "closed_on": seeking.closed_on,
        "occupation": seeking.occupation,
        "wish": text(seeking.wish.as_ref()),
        "address": text(seeking.address.as_ref()),
    })
}

fn told(seeking: &Seeking) -> Guarded<String> {
    Guarded::new(seeking_json(seeking).to_string())
}
