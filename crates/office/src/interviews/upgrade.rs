//! Moving a draft to a newer version of its form: only when the caseworker says so, and without losing an answer.

use std::collections::BTreeSet;

use casework::{
    forms::{Upgrade, Words},
    ids::DraftId,
};
use store::{Aside, Draft};

use super::OpenDraft;
use crate::{
    desk::{Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
};

impl Desk<'_> {
    /// What moving a draft to the newest version of its form would change: the draft, that version, the changes.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Forbidden`] for another caseworker's draft.
    pub fn preview_draft_upgrade(&self, id: DraftId) -> Result<(Draft, u32, Upgrade), OfficeError> {
        self.may(Act::Interview)?;
        let draft = self.own_draft(id)?;
        let newest = self.records.newest_version(draft.form)?;
        let upgrade = self.upgrade_of(&draft, newest)?;
        Ok((draft, newest, upgrade))
    }

    fn upgrade_of(&self, draft: &Draft, to: u32) -> Result<Upgrade, OfficeError> {
        let (old, new) = (self.records.form(draft.form, draft.version)?, self.records.form(draft.form, to)?);
        let answered: BTreeSet<&str> = draft.content.answers.keys().map(String::as_str).collect();
        Ok(Upgrade::between(&old, &new, &answered))
    }
}

impl WritingDesk<'_> {
    /// Moves a draft to the newest version of its form. Answers whose question is gone are kept aside; those kept aside
    /// before whose question is there again come back.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`] when the draft is at another revision; [`OfficeError::NotFound`].
    pub fn upgrade_draft(&self, id: DraftId, revision: u32) -> Result<OpenDraft, OfficeError> {
        self.may(Act::Interview)?;
        let mut draft = self.own_draft(id)?;
        if draft.revision != revision || draft.discarded {
            return Err(OfficeError::DraftConflict);
        }
        let newest = self.records.newest_version(draft.form)?;
        if newest > draft.version {
            let upgrade = self.upgrade_of(&draft, newest)?;
            self.set_aside(&mut draft, newest, &upgrade)?;
            if !self.writer.move_draft(&draft, newest, &self.clock.now().to_rfc3339())? {
                return Err(OfficeError::DraftConflict);
            }
            self.note_of(draft.participant, "upgrade", "draft", id.0)?;
        }
        self.shown_draft(self.records.draft(id)?)
    }

    fn set_aside(&self, draft: &mut Draft, to: u32, upgrade: &Upgrade) -> Result<(), OfficeError> {
        let new = self.records.form(draft.form, to)?;
        let back: Vec<String> = draft.aside.keys().filter(|path| new.keeps(path)).cloned().collect();
        for path in back {
            if !draft.content.answers.contains_key(&path)
                && let Some(aside) = draft.aside.remove(&path)
            {
                draft.content.answers.insert(path, aside.text);
            }
        }
        for (path, label) in &upgrade.aside {
            if let Some(text) = draft.content.answers.remove(path) {
                let label: Words = label.clone();
                draft.aside.insert(path.clone(), Aside { label, text });
            }
        }
        Ok(())
    }
}
