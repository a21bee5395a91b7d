//! What of a participant was given to media. It goes out through the gate, and stays on record so that somebody can ask
//! for it back.

use casework::{
    consent::Gate,
    ids::ParticipantId,
    media::{Given, MediaUse},
    names::NAME_MAX,
    text::{line, paragraphs},
};
use guarded::Guarded;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// The longest words about it, in characters.
const NOTE_MAX: usize = 4_000;

/// Something given to a medium, as it is entered.
#[derive(Debug, Clone)]
pub struct EnteredMediaUse {
    /// To whom, as typed.
    pub medium: Guarded<String>,
    /// The day as typed.
    pub on: String,
    /// What.
    pub given: Given,
    /// What exactly, as typed; may be empty.
    pub note: Guarded<String>,
}

impl Desk<'_> {
    /// Returns what of a participant was given to media, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn media_uses(&self, id: ParticipantId) -> Result<Vec<(u32, MediaUse)>, OfficeError> {
        self.may(Act::SeePeople)?;
        Ok(self.records.records_of(id)?)
    }

    fn kept_media_use(&self, whose: ParticipantId, entered: &EnteredMediaUse) -> Result<MediaUse, OfficeError> {
        let medium = line(&entered.medium, NAME_MAX).in_field("medium")?;
        let on = self.fact_day_of(whose, "on", &entered.on)?;
        entered.given.check()?;
        Ok(MediaUse {
            medium,
            on,
            given: entered.given,
            note: paragraphs(&entered.note, NOTE_MAX).in_field("note")?,
            recorded_by: self.actor.id,
        })
    }

    fn media_use_of(&self, whose: ParticipantId, id: u32) -> Result<MediaUse, OfficeError> {
        let (owner, kept) = self.records.record::<MediaUse>(id)?;
        if owner == whose { Ok(kept) } else { Err(OfficeError::NotFound) }
    }
}

impl WritingDesk<'_> {
    /// Records that something of a participant was given to a medium, to which they consented.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `medium`, `on`, `given` or `note`; [`OfficeError::GateClosed`];
    /// [`OfficeError::NotFound`].
    pub fn record_media_use(&self, whose: ParticipantId, entered: &EnteredMediaUse) -> Result<u32, OfficeError> {
        self.may(Act::EditPeople)?;
        let kept = self.kept_media_use(whose, entered)?;
        self.pass_on(whose, Gate::Media, Some(&kept.medium), kept.on)?;
        let id = self.writer.add_record(whose, &kept)?;
        self.writer.touch(whose, kept.on, None)?;
        self.note_media_use("add", whose, id, None, Some(&kept))?;
        Ok(id)
    }

    /// Removes what was recorded by mistake; the journal keeps what stood there.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], also when it is somebody else's record; what the store says.
    pub fn remove_media_use(&self, whose: ParticipantId, id: u32) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let before = self.media_use_of(whose, id)?;
        self.note_media_use("remove", whose, id, Some(&before), None)?;
        Ok(self.writer.remove_record::<MediaUse>(id)?)
    }

    fn note_media_use(
        &self,
        verb: &str,
        whose: ParticipantId,
        id: u32,
        before: Option<&MediaUse>,
        after: Option<&MediaUse>,
    ) -> Result<(), OfficeError> {
        let (id, person) = (Some(id), Some(whose));
        let (before, after) = (before.map(as_json), after.map(as_json));
        self.note_change(&Change { verb, subject: "media_use", id, person, before, after })
    }
}

fn as_json(kept: &MediaUse) -> Guarded<String> {
    // EXPOSE: goes into the journal, sealed under the key of the person.
    let (medium, note) = (kept.medium.expose(), kept.note.as_ref().map(|note| note.expose()));
    let Given { name, picture, story } = kept.given;
    let told = [("name", name), ("picture", picture), ("story", story)];
    let given: Vec<&str> = told.into_iter().filter(|(_, given)| *given).map(|(what, _)| what).collect();
    Guarded::new(serde_json::json!({ "recipient": medium, "on": kept.on, "parts": given, "note": note }).to_string())
}
