//! Taking a whole import back.

use std::collections::BTreeSet;

use casework::{
    ids::{CompanyId, ParticipantId, SessionId},
    names,
};
use guarded::Guarded;
use store::{ImportId, ImportRow, Imported};

use super::{
    ImportRefusal,
    check::{not_stopped, share},
    programme::whole,
};
use crate::{
    desk::{Desk, WritingDesk},
    error::OfficeError,
    job::{Job, JobStep, Running},
    roles::Act,
    session::Office,
};

/// How many names of changed records are told.
const NAMES_TOLD: usize = 50;

/// An import on record, and what undoing it would do.
#[derive(Debug, Clone)]
pub struct PastImport {
    /// What is on record.
    pub row: ImportRow,
    /// Who did it.
    pub by: Guarded<String>,
    /// Records that would go.
    pub untouched: u32,
    /// Records about which something was recorded since: they would stay.
    pub changed: u32,
    /// Numbers and names of the first of these.
    pub changed_names: Vec<(u32, Guarded<String>)>,
}

/// An import that was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndoDone {
    /// Records that went.
    pub removed: u32,
    /// Records that stayed, because something was recorded about them since.
    pub kept: u32,
}

fn act(kind: Imported) -> Act {
    match kind {
        Imported::Participants => Act::EditPeople,
        Imported::Companies => Act::Placement,
        Imported::Sessions | Imported::Attendance => Act::Programmes,
    }
}

impl Desk<'_> {
    /// Returns the imports, the newest first, with what undoing the newest ones would do.
    ///
    /// # Errors
    /// What the store says.
    pub fn past_imports(&self) -> Result<Vec<PastImport>, OfficeError> {
        self.may(Act::SeePeople)?;
        self.records.imports()?.into_iter().take(100).map(|row| self.past_import(row)).collect()
    }

    fn past_import(&self, row: ImportRow) -> Result<PastImport, OfficeError> {
        let since = if row.undone_at.is_empty() { self.records.since_import(&row)? } else { store::Since::default() };
        let name = |id: u32| -> Result<(u32, Guarded<String>), OfficeError> {
            let name = match row.kind {
                Imported::Participants | Imported::Attendance => {
                    let all = self.records.names_of(ParticipantId(id))?;
                    names::shown(&all).map(|name| name.text.clone()).unwrap_or_default()
                }
                Imported::Companies => self.records.company_name(CompanyId(id))?,
                Imported::Sessions => self.session_name(SessionId(id))?,
            };
            Ok((id, name))
        };
        let changed_names = since.changed.iter().copied().take(NAMES_TOLD).map(name).collect::<Result<_, _>>()?;
        let by = self.records.members()?.into_iter().find(|member| member.id == row.actor).map(|member| member.name);
        Ok(PastImport {
            by: by.unwrap_or_default(),
            untouched: u32::try_from(since.untouched.len()).unwrap_or(u32::MAX),
            changed: u32::try_from(since.changed.len()).unwrap_or(u32::MAX),
            changed_names,
            row,
        })
    }
}

impl Office {
    /// Takes an import back: every record about which nothing was recorded since goes, the others stay. Refuses when
    /// there are others and `also_when_changed` is false.
    ///
    /// # Errors
    /// [`ImportRefusal::ChangedSince`] when there are others; [`ImportRefusal::UndoneBefore`]; [`ImportRefusal::Stopped`], and
    /// then nothing was written.
    pub fn undo_import(&self, import: u32, also_when_changed: bool) -> Result<UndoDone, OfficeError> {
        let running = self.jobs.begin(Job::Import);
        running.at(JobStep::Writing, 0.0);
        self.write_many(|desk| desk.take_import_back(ImportId(import), also_when_changed, &running))
    }
}

impl WritingDesk<'_> {
    fn take_import_back(
        &self,
        id: ImportId,
        also_when_changed: bool,
        running: &Running<'_>,
    ) -> Result<(UndoDone, BTreeSet<ParticipantId>), OfficeError> {
        let import = self.records.import(id)?;
        self.may(act(import.kind))?;
        if !import.undone_at.is_empty() {
            return Err(OfficeError::Import(ImportRefusal::UndoneBefore));
        }
        let since = self.records.since_import(&import)?;
        if !since.changed.is_empty() && !also_when_changed {
            return Err(OfficeError::Import(ImportRefusal::ChangedSince));
        }
        let (mut people, mut sessions) = (BTreeSet::new(), BTreeSet::new());
        for (done, record) in since.untouched.iter().enumerate() {
            not_stopped(running.stop())?;
            match import.kind {
                Imported::Attendance => {
                    let person = ParticipantId(*record);
                    people.insert(person);
                    sessions.extend(self.take_marks_back(id, person)?);
                }
                kind => self.writer.take_back(kind, *record)?,
            }
            if done.is_multiple_of(64) {
                running.at(JobStep::Writing, share(done, since.untouched.len()));
            }
        }
        self.settle_all(&sessions)?;
        self.writer.remove_import_sessions(id)?;
        self.writer.mark_import_undone(id, &self.clock.now().to_rfc3339())?;
        self.note("undo", "import", Some(id.0))?;
        let number = |of: &[u32]| u32::try_from(of.len()).unwrap_or(u32::MAX);
        Ok((UndoDone { removed: number(&since.untouched), kept: number(&since.changed) }, people))
    }

    /// Takes the marks of an import back from somebody, and returns the sessions at which they stood.
    fn take_marks_back(&self, import: ImportId, person: ParticipantId) -> Result<Vec<SessionId>, OfficeError> {
        let marks = self.records.import_marks(import, person)?;
        for (session, mark) in &marks {
            let session = self.records.session(*session)?;
            self.writer.set_mark(session.id, person, None)?;
            self.note_mark(&session, person, Some(whole(*mark)), None)?;
        }
        Ok(marks.into_iter().map(|(session, _)| session).collect())
    }
}
