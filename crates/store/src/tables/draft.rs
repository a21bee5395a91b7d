//! Interview drafts: what is typed and not finished.

use std::collections::BTreeMap;

use casework::ids::{DraftId, ParticipantId};
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, guarded};
use crate::{Reader, StoreError, Writer};

/// What a person typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftContent {
    /// Answers by question id.
    pub answers: BTreeMap<String, Guarded<String>>,
    /// The field that had the cursor; empty when none.
    pub focus: String,
    /// The day of the interview as typed, perhaps no date yet.
    pub held_on: String,
}

/// A draft on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its number.
    pub id: DraftId,
    /// Whose interview.
    pub participant: ParticipantId,
    /// The questions it is asked with.
    pub template_version: u32,
    /// What was typed.
    pub content: DraftContent,
    /// Counts the saves.
    pub revision: u32,
    /// When it was last saved (RFC 3339); empty before the first save.
    pub saved_at: String,
    /// Whether it was thrown away.
    pub discarded: bool,
}

const ROW: &str = "SELECT id, participant_id, template_version, answers, focus, held_on, revision, saved_at,
                          discarded_at IS NOT NULL AS discarded FROM draft";

impl Reader<'_> {
    /// Returns a draft, thrown away or not.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn draft(&self, id: DraftId) -> Result<Draft, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE id = ?1"), [id.0], draft)?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns the open draft of a participant, if there is one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn draft_of(&self, participant: ParticipantId) -> Result<Option<Draft>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 AND discarded_at IS NULL");
        Ok(collect(self.connection, &sql, [participant.0], draft)?.pop())
    }

    /// Returns the open drafts in which something was typed, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open_drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let sql = format!("{ROW} WHERE discarded_at IS NULL AND revision > 0 ORDER BY saved_at DESC, id DESC");
        collect(self.connection, &sql, [], draft)
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Result<Draft, StoreError>> {
    let answers: Guarded<String> = guarded(row, "answers")?;
    let draft = Draft {
        id: DraftId(row.get("id")?),
        participant: ParticipantId(row.get("participant_id")?),
        template_version: row.get("template_version")?,
        content: DraftContent { answers: BTreeMap::new(), focus: row.get("focus")?, held_on: row.get("held_on")? },
        revision: row.get("revision")?,
        saved_at: row.get("saved_at")?,
        discarded: row.get("discarded")?,
    };
    // EXPOSE: read from the stored form into guarded answers.
    let answers = serde_json::from_str(answers.expose()).map_err(|_| StoreError::Form);
    Ok(answers.map(|answers| Draft { content: DraftContent { answers, ..draft.content.clone() }, ..draft }))
}

impl Writer<'_> {
    /// Begins a draft.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the participant has one already, or what the disk says.
    pub fn begin_draft(
        &self,
        participant: ParticipantId,
        template_version: u32,
        held_on: &str,
    ) -> Result<DraftId, StoreError> {
        let sql = "INSERT INTO draft (participant_id, template_version, held_on) VALUES (?1, ?2, ?3)";
        self.insert(sql, params![participant.0, template_version, held_on]).map(DraftId)
    }

    /// Replaces what a draft holds, if it is open and still at `revision`; returns whether it was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn save_draft(
        &self,
        id: DraftId,
        revision: u32,
        content: &DraftContent,
        saved_at: &str,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE draft SET answers = ?3, focus = ?4, held_on = ?5, saved_at = ?6, revision = revision + 1
                   WHERE id = ?1 AND revision = ?2 AND discarded_at IS NULL";
        // EXPOSE: goes into the encrypted store.
        let answers: BTreeMap<&str, &str> =
            content.answers.iter().map(|(question, text)| (question.as_str(), text.expose().as_str())).collect();
        let answers = Guarded::new(serde_json::to_string(&answers).map_err(|_| StoreError::Form)?);
        let row = params![id.0, revision, answers.expose(), content.focus, content.held_on, saved_at];
        Ok(self.change(sql, row)? == 1)
    }

    /// Throws a draft away, or (with `None`) brings it back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Constraint`] when another draft was begun meanwhile; what the disk says.
    pub fn discard_draft(&self, id: DraftId, at: Option<&str>) -> Result<(), StoreError> {
        let touched = self.change("UPDATE draft SET discarded_at = ?2 WHERE id = ?1", params![id.0, at])?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Removes a draft that became an interview, or drafts thrown away before a moment.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_draft(&self, id: DraftId) -> Result<(), StoreError> {
        self.change("DELETE FROM draft WHERE id = ?1", [id.0]).map(drop)
    }
}
