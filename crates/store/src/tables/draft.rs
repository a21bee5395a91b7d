//! Interview drafts: what is typed and not finished.

use std::collections::BTreeMap;

use casework::{
    forms::Words,
    ids::{DraftId, FormId, ParticipantId},
};
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, guarded, member::MemberId};
use crate::{Reader, StoreError, Writer};

/// What a person typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftContent {
    /// Answers by path.
    pub answers: BTreeMap<String, Guarded<String>>,
    /// The field that had the cursor; empty when none.
    pub focus: String,
    /// The day of the interview as typed, perhaps no date yet.
    pub held_on: String,
}

/// An answer whose question is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The question as it was asked.
    pub label: Words,
    /// The answer.
    pub text: Guarded<String>,
}

/// Answers whose questions are gone, by the path they had.
pub type Asides = BTreeMap<String, Aside>;

/// A draft to be begun.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// Whose interview.
    pub participant: ParticipantId,
    /// The form.
    pub form: FormId,
    /// Its version.
    pub version: u32,
    /// Whose draft.
    pub member: MemberId,
    /// What it begins with.
    pub answers: BTreeMap<String, Guarded<String>>,
    /// The day of the interview.
    pub held_on: String,
}

/// A draft on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its number.
    pub id: DraftId,
    /// Whose interview.
    pub participant: ParticipantId,
    /// The form.
    pub form: FormId,
    /// Its version.
    pub version: u32,
    /// Whose draft; 0 when nobody knows.
    pub member: MemberId,
    /// What was typed.
    pub content: DraftContent,
    /// Answers whose questions are gone.
    pub aside: Asides,
    /// Counts the saves.
    pub revision: u32,
    /// When it was last saved (RFC 3339); empty before the first save.
    pub saved_at: String,
    /// Whether it was thrown away.
    pub discarded: bool,
}

const ROW: &str = "SELECT id, participant_id, form_id, version, member_id, answers, aside, focus, held_on, revision,
                          saved_at, discarded_at IS NOT NULL AS discarded FROM draft";

impl Reader<'_> {
    /// Returns a draft, thrown away or not.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn draft(&self, id: DraftId) -> Result<Draft, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE id = ?1"), [id.0], draft)?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns the open drafts of a participant, of everybody, the last saved first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn drafts_of(&self, participant: ParticipantId) -> Result<Vec<Draft>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 AND discarded_at IS NULL ORDER BY saved_at DESC, id DESC");
        collect(self.connection, &sql, [participant.0], draft)
    }

    /// Returns the open drafts in which something was typed, of everybody, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open_drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let sql = format!("{ROW} WHERE discarded_at IS NULL AND revision > 0 ORDER BY saved_at DESC, id DESC");
        collect(self.connection, &sql, [], draft)
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Result<Draft, StoreError>> {
    let (answers, aside): (Guarded<String>, Guarded<String>) = (guarded(row, "answers")?, guarded(row, "aside")?);
    let draft = Draft {
        id: DraftId(row.get("id")?),
        participant: ParticipantId(row.get("participant_id")?),
        form: FormId(row.get("form_id")?),
        version: row.get("version")?,
        member: MemberId(row.get("member_id")?),
        content: DraftContent { answers: BTreeMap::new(), focus: row.get("focus")?, held_on: row.get("held_on")? },
        aside: Asides::new(),
        revision: row.get("revision")?,
        saved_at: row.get("saved_at")?,
        discarded: row.get("discarded")?,
    };
    Ok((|| {
        let content = DraftContent { answers: read(&answers)?, ..draft.content.clone() };
        Ok(Draft { content, aside: read_aside(&aside)?, ..draft })
    })())
}

fn read(answers: &Guarded<String>) -> Result<BTreeMap<String, Guarded<String>>, StoreError> {
    // EXPOSE: read from the stored form into guarded answers.
    serde_json::from_str(answers.expose()).map_err(|_| StoreError::Form)
}

fn written(answers: &BTreeMap<String, Guarded<String>>) -> Result<Guarded<String>, StoreError> {
    // EXPOSE: goes into the encrypted store.
    let plain: BTreeMap<&str, &str> =
        answers.iter().map(|(path, text)| (path.as_str(), text.expose().as_str())).collect();
    serde_json::to_string(&plain).map(Guarded::new).map_err(|_| StoreError::Form)
}

/// Answers aside as they are stored.
pub(super) fn read_aside(aside: &Guarded<String>) -> Result<Asides, StoreError> {
    // EXPOSE: read from the stored form into guarded answers.
    let read: BTreeMap<String, (Words, Guarded<String>)> =
        serde_json::from_str(aside.expose()).map_err(|_| StoreError::Form)?;
    Ok(read.into_iter().map(|(path, (label, text))| (path, Aside { label, text })).collect())
}

/// Answers aside as they are to be stored.
pub(super) fn written_aside(aside: &Asides) -> Result<Guarded<String>, StoreError> {
    // EXPOSE: goes into the encrypted store.
    let plain: BTreeMap<&str, (&Words, &str)> =
        aside.iter().map(|(path, one)| (path.as_str(), (&one.label, one.text.expose().as_str()))).collect();
    serde_json::to_string(&plain).map(Guarded::new).map_err(|_| StoreError::Form)
}

impl Writer<'_> {
    /// Begins a draft.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is one of this participant, form and member already; what the disk says.
    pub fn begin_draft(&self, new: &NewDraft) -> Result<DraftId, StoreError> {
        let sql = "INSERT INTO draft (participant_id, form_id, version, member_id, answers, held_on)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let answers = written(&new.answers)?;
        let row = params![new.participant.0, new.form.0, new.version, new.member.0, answers.expose(), new.held_on];
        self.insert(sql, row).map(DraftId)
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
        let answers = written(&content.answers)?;
        let row = params![id.0, revision, answers.expose(), content.focus, content.held_on, saved_at];
        Ok(self.change(sql, row)? == 1)
    }

    /// Moves a draft to another version of its form, if it is open and still at `revision`; returns whether it was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn move_draft(&self, draft: &Draft, version: u32, saved_at: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE draft SET version = ?3, answers = ?4, aside = ?5, saved_at = ?6, revision = revision + 1
                   WHERE id = ?1 AND revision = ?2 AND discarded_at IS NULL";
        let (answers, aside) = (written(&draft.content.answers)?, written_aside(&draft.aside)?);
        let row = params![draft.id.0, draft.revision, version, answers.expose(), aside.expose(), saved_at];
        Ok(self.change(sql, row)? == 1)
    }

    /// Gives a draft to another member.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when they have one of this participant and form already; what the disk says.
    pub fn give_draft(&self, id: DraftId, to: MemberId) -> Result<(), StoreError> {
        self.change("UPDATE draft SET member_id = ?2 WHERE id = ?1", params![id.0, to.0]).map(drop)
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
