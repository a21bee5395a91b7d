//! Sealed notes: read only on purpose, and the journal says by whom.

use casework::{
    forms::ANSWER_MAX,
    ids::{ParticipantId, SealedNoteId},
    text::{TextError, paragraphs},
};
use guarded::Guarded;
use store::{MemberId, PersonSummary, SealedNote};

use crate::{
    desk::{Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// A sealed note, closed.
#[derive(Debug, Clone)]
pub struct SealedNoteLine {
    /// The note.
    pub note: SealedNote,
    /// Who wrote it; empty when nobody knows.
    pub by: Guarded<String>,
}

/// The sealed notes of a participant as the person at the keyboard has them.
#[derive(Debug, Clone)]
pub struct SealedNotes {
    /// Whose.
    pub person: PersonSummary,
    /// The notes, closed, the newest first.
    pub notes: Vec<SealedNoteLine>,
    /// What was typed and not sealed yet; empty when nothing.
    pub draft: Guarded<String>,
}

impl Desk<'_> {
    /// The sealed notes of a participant, closed, the newest first.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn sealed_notes(&self, id: ParticipantId) -> Result<(PersonSummary, Vec<SealedNoteLine>), OfficeError> {
        self.may(Act::Interview)?;
        let person = self.records.summary(id)?;
        let notes = self.records.sealed_notes(id)?.into_iter();
        let line = |note: SealedNote| Ok(SealedNoteLine { by: self.name_of(note.written_by)?, note });
        Ok((person, notes.map(line).collect::<Result<_, OfficeError>>()?))
    }
}

impl WritingDesk<'_> {
    /// The sealed notes of a participant, closed, and what the person at the keyboard was typing as another.
    ///
    /// # Errors
    /// As [`Desk::sealed_notes`].
    pub fn sealed_notes_and_draft(&self, id: ParticipantId) -> Result<SealedNotes, OfficeError> {
        let (person, notes) = self.sealed_notes(id)?;
        Ok(SealedNotes { person, notes, draft: self.writer.sealed_draft(id, MemberId(self.actor.id))? })
    }

    /// Keeps what is being typed as a sealed note, whatever it is; an empty text keeps nothing.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `text` when it is longer than any answer; [`OfficeError::NotFound`]; what the store says.
    pub fn draft_sealed_note(&self, id: ParticipantId, text: &Guarded<String>) -> Result<(), OfficeError> {
        self.may(Act::Interview)?;
        self.records.summary(id)?;
        // EXPOSE: counted.
        if text.expose().chars().count() > ANSWER_MAX {
            return Err(OfficeError::field("text", TextError::TooLong { max: ANSWER_MAX }));
        }
        let at = self.clock.now().to_rfc3339();
        Ok(self.writer.keep_sealed_draft(id, MemberId(self.actor.id), text, &at)?)
    }

    /// Writes a sealed note.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `text`; [`OfficeError::NotFound`]; what the store says.
    pub fn write_sealed_note(&self, id: ParticipantId, text: &Guarded<String>) -> Result<SealedNoteId, OfficeError> {
        self.may(Act::Interview)?;
        let text = paragraphs(text, ANSWER_MAX).in_field("text")?;
        let text = text.ok_or_else(|| OfficeError::field("text", TextError::Empty))?;
        let at = self.clock.now().to_rfc3339();
        let note = self.writer.add_sealed_note(id, &text, &at, MemberId(self.actor.id))?;
        self.writer.keep_sealed_draft(id, MemberId(self.actor.id), &Guarded::default(), &at)?;
        self.note_of(id, "write", "sealed_note", note.0)?;
        Ok(note)
    }

    /// Opens a sealed note. The journal holds who did, before the text is shown.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn reveal_sealed_note(&self, id: SealedNoteId) -> Result<Guarded<String>, OfficeError> {
        self.may(Act::Interview)?;
        let note = self.records.sealed_note(id)?;
        if note.removed {
            return Err(OfficeError::NotFound);
        }
        self.note_of(note.participant, "reveal", "sealed_note", id.0)?;
        Ok(self.writer.reveal_sealed_note(id, &self.clock.now().to_rfc3339())?)
    }

    /// Takes a sealed note away, or brings it back; returns whose it is.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn remove_sealed_note(&self, id: SealedNoteId, away: bool) -> Result<ParticipantId, OfficeError> {
        self.may(Act::Interview)?;
        let note = self.records.sealed_note(id)?;
        let at = self.clock.now().to_rfc3339();
        self.writer.remove_sealed_note(id, away.then_some(at.as_str()))?;
        self.note_of(note.participant, if away { "remove" } else { "restore" }, "sealed_note", id.0)?;
        Ok(note.participant)
    }
}
