//! Taking all rows at once: one transaction, which a wish to stop undoes.

use std::collections::BTreeSet;

use intake::mapping::ImportKind;
use store::{ImportId, Imported, MemberId, NewImport};

use super::{
    ImportRefusal, Importing, Summary, TwinChoice, act,
    check::{Asked, Checked, Entering, Record, Rows, not_stopped, share},
};
use crate::{
    desk::WritingDesk,
    error::OfficeError,
    job::{Job, JobStep, Running},
    session::Office,
};

/// An import that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportDone {
    /// Its number, by which it can be undone.
    pub import: u32,
    /// Records that were added.
    pub added: u32,
    /// What the look at all rows had found.
    pub summary: Summary,
}

pub(super) const fn imported(kind: ImportKind) -> Imported {
    match kind {
        ImportKind::Participants => Imported::Participants,
        ImportKind::Companies => Imported::Companies,
    }
}

impl Office {
    /// Brings in every row that can be, in one transaction, and forgets the spreadsheet.
    ///
    /// # Errors
    /// [`ImportRefusal::Stopped`], and then nothing was written; what the store says.
    pub fn run_import(&self) -> Result<ImportDone, OfficeError> {
        if self.import_state()?.summary.is_none() {
            self.check_import()?;
        }
        let done = self.with_import(|office, importing| {
            let running = office.jobs.begin(Job::Import);
            running.at(JobStep::Writing, 0.0);
            let checked = importing.checked.take().ok_or(OfficeError::Import(ImportRefusal::NoFile))?;
            let done = office.write_many(|desk| Ok((desk.bring_in(importing, &checked, &running)?, BTreeSet::new())));
            importing.checked = Some(checked);
            done
        })?;
        self.importing.clear();
        Ok(done)
    }
}

impl WritingDesk<'_> {
    fn bring_in(
        &self,
        importing: &Importing,
        checked: &Checked,
        running: &Running<'_>,
    ) -> Result<ImportDone, OfficeError> {
        self.may(act(importing.layout.kind))?;
        let summary = importing.summary(checked);
        let asked = Asked::of(self)?;
        let rows = Rows::of(importing, &asked)?;
        let at = self.clock.now().to_rfc3339();
        let import = self.writer.begin_import(&NewImport {
            at: &at,
            actor: MemberId(self.actor.id),
            kind: imported(importing.layout.kind),
            digest: &importing.digest,
            rows: summary.rows,
        })?;
        let mut held = checked.twins.iter().map(|(index, ..)| *index).peekable();
        let mut added = 0_u32;
        for (done, index) in checked.ready.iter().copied().enumerate() {
            not_stopped(running.stop())?;
            let is_twin = held.next_if_eq(&index).is_some();
            let number = importing.number(index);
            if is_twin && importing.choice(number) == TwinChoice::Skip {
                continue;
            }
            self.bring_row_in(import, number, &rows, index)?;
            added = added.saturating_add(1);
            if done.is_multiple_of(64) {
                running.at(JobStep::Writing, share(done, checked.ready.len()));
            }
        }
        self.note("import", importing.layout.kind.code(), Some(import.0))?;
        self.writer.finish_import(import)?;
        Ok(ImportDone { import: import.0, added, summary })
    }

    fn bring_row_in(&self, import: ImportId, number: u32, rows: &Rows<'_>, index: usize) -> Result<(), OfficeError> {
        let id = match rows.record(self, index)? {
            Ok(Record::Person(entering)) => {
                let Entering { profile, first_contact, told, records, support } = *entering;
                let id = self.writer.add_participant_who_told(&profile, &told, first_contact)?;
                self.add_checked(id, &records)?;
                if let Some(support) = support {
                    self.writer.set_support(id, &support)?;
                }
                self.note_of(id, "add", "participant", id.0)?;
                id.0
            }
            Ok(Record::Company(name)) => self.add_company(&name)?.0,
            // It was read a moment ago; a midnight may have passed since.
            Err(_) => return Err(OfficeError::Unforeseen("a row that was read no longer is")),
        };
        Ok(self.writer.add_import_row(import, number, id)?)
    }
}
