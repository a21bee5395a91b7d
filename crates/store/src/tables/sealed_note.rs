//! Notes that are read only on purpose, sealed under the key of the person.

use casework::ids::{ParticipantId, SealedNoteId};
use guarded::Guarded;
use rusqlite::{OptionalExtension, Row, params};

use super::{collect, member::MemberId};
use crate::{
    Reader, StoreError, Writer,
    seal::{seal, unseal_text},
};

/// A sealed note, closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedNote {
    /// The note.
    pub id: SealedNoteId,
    /// Whose.
    pub participant: ParticipantId,
    /// When it was written (RFC 3339).
    pub written_at: String,
    /// By whom.
    pub written_by: MemberId,
    /// How often it was opened.
    pub reveals: u32,
    /// When it was opened last (RFC 3339); empty when it never was.
    pub revealed_at: String,
    /// Whether it was taken away.
    pub removed: bool,
}

const ROW: &str = "SELECT id, participant_id, written_at, written_by, reveals, revealed_at,
                          removed_at IS NOT NULL AS removed FROM sealed_note";

impl Reader<'_> {
    /// Returns the sealed notes of a participant, the newest first, without those taken away.
    ///
    /// # Errors
    /// What the disk says.
    pub fn sealed_notes(&self, participant: ParticipantId) -> Result<Vec<SealedNote>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 AND removed_at IS NULL ORDER BY id DESC");
        collect(self.connection, &sql, [participant.0], |row| Ok(Ok(note(row)?)))
    }

    /// Returns a sealed note, taken away or not.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn sealed_note(&self, id: SealedNoteId) -> Result<SealedNote, StoreError> {
        Ok(self.connection.prepare_cached(&format!("{ROW} WHERE id = ?1"))?.query_row([id.0], note)?)
    }
}

fn note(row: &Row<'_>) -> rusqlite::Result<SealedNote> {
    Ok(SealedNote {
        id: SealedNoteId(row.get("id")?),
        participant: ParticipantId(row.get("participant_id")?),
        written_at: row.get("written_at")?,
        written_by: MemberId(row.get("written_by")?),
        reveals: row.get("reveals")?,
        revealed_at: row.get("revealed_at")?,
        removed: row.get("removed")?,
    })
}

/// What the sealed text is about.
pub(crate) const ABOUT: &[u8] = b"tomarigi/sealed note/1";
/// What a note is about that is being typed.
pub(crate) const ABOUT_DRAFT: &[u8] = b"tomarigi/sealed note draft/1";

impl Writer<'_> {
    /// Adds a sealed note.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such participant, or what the disk says.
    pub fn add_sealed_note(
        &self,
        participant: ParticipantId,
        text: &Guarded<String>,
        at: &str,
        by: MemberId,
    ) -> Result<SealedNoteId, StoreError> {
        // EXPOSE: sealed under the key of the person.
        let sealed = seal(&self.person_key(participant)?, ABOUT, text.expose().as_bytes())?;
        let sql = "INSERT INTO sealed_note (participant_id, text, written_at, written_by) VALUES (?1, ?2, ?3, ?4)";
        self.insert(sql, params![participant.0, sealed, at, by.0]).map(SealedNoteId)
    }

    /// Keeps what a member types as a sealed note, sealed; an empty text keeps nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such participant, or what the disk says.
    pub fn keep_sealed_draft(
        &self,
        participant: ParticipantId,
        by: MemberId,
        text: &Guarded<String>,
        at: &str,
    ) -> Result<(), StoreError> {
        // EXPOSE: sealed under the key of the person.
        let text = text.expose();
        if text.is_empty() {
            let sql = "DELETE FROM sealed_draft WHERE participant_id = ?1 AND member_id = ?2";
            return self.change(sql, params![participant.0, by.0]).map(drop);
        }
        let sealed = seal(&self.person_key(participant)?, ABOUT_DRAFT, text.as_bytes())?;
        let sql = "INSERT INTO sealed_draft (participant_id, member_id, text, saved_at) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at";
        self.change(sql, params![participant.0, by.0, sealed, at]).map(drop)
    }

    /// What a member was typing as a sealed note; empty when nothing.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]; what the disk says.
    pub fn sealed_draft(&self, participant: ParticipantId, by: MemberId) -> Result<Guarded<String>, StoreError> {
        let sql = "SELECT text FROM sealed_draft WHERE participant_id = ?1 AND member_id = ?2";
        let row = params![participant.0, by.0];
        let sealed: Option<Vec<u8>> =
            self.connection.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
        match sealed {
            Some(sealed) => unseal_text(&self.person_key(participant)?, ABOUT_DRAFT, &sealed),
            None => Ok(Guarded::default()),
        }
    }

    /// Opens a sealed note and counts that it was opened.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Damaged`]; what the disk says.
    pub fn reveal_sealed_note(&self, id: SealedNoteId, at: &str) -> Result<Guarded<String>, StoreError> {
        let note = self.sealed_note(id)?;
        let sql = "SELECT text FROM sealed_note WHERE id = ?1";
        let sealed: Vec<u8> = self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?;
        let key = self.person_key(note.participant)?;
        let text = unseal_text(&key, ABOUT, &sealed)?;
        let sql = "UPDATE sealed_note SET reveals = reveals + 1, revealed_at = ?2 WHERE id = ?1";
        self.change(sql, params![id.0, at])?;
        Ok(text)
    }

    /// Takes a sealed note away, or (with `None`) brings it back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_sealed_note(&self, id: SealedNoteId, at: Option<&str>) -> Result<(), StoreError> {
        let touched = self.change("UPDATE sealed_note SET removed_at = ?2 WHERE id = ?1", params![id.0, at])?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}
