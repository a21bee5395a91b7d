//! Taking all rows at once: one transaction, which a wish to stop undoes.

use std::collections::{BTreeSet, HashMap};

use casework::ids::{CohortId, ParticipantId, SessionId};
use guarded::Guarded;
use intake::mapping::ImportKind;
use store::{ImportId, Imported, MemberId, NewImport};

use super::{
    ImportRefusal, Importing, Summary, TwinChoice, act,
    check::{Asked, Checked, Entering, Record, Rows, not_stopped, share},
    programme::{At, Marks, Programmes, whole},
};
use crate::{
    desk::WritingDesk,
    error::OfficeError,
    job::{Job, JobStep, Running},
    programmes::EnteredSession,
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
        ImportKind::Sessions => Imported::Sessions,
        ImportKind::Attendance => Imported::Attendance,
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
            let done = office.write_many(|desk| desk.bring_in(importing, &checked, &running));
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
    ) -> Result<(ImportDone, BTreeSet<ParticipantId>), OfficeError> {
        self.may(act(importing.layout.kind))?;
        let summary = importing.summary(checked);
        let asked = Asked::of(self, importing.layout.kind)?;
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
        let mut marking = Marking::default();
        for (done, index) in checked.ready.iter().copied().enumerate() {
            not_stopped(running.stop())?;
            let is_twin = held.next_if_eq(&index).is_some();
            let number = importing.number(index);
            if is_twin && importing.choice(number) == TwinChoice::Skip {
                continue;
            }
            self.bring_row_in(import, number, &rows, index, &asked.programmes, &mut marking)?;
            added = added.saturating_add(1);
            if done.is_multiple_of(64) {
                running.at(JobStep::Writing, share(done, checked.ready.len()));
            }
        }
        self.settle_all(&marking.sessions)?;
        self.note("import", importing.layout.kind.code(), Some(import.0))?;
        self.writer.finish_import(import)?;
        Ok((ImportDone { import: import.0, added, summary }, marking.people))
    }

    fn bring_row_in(
        &self,
        import: ImportId,
        number: u32,
        rows: &Rows<'_>,
        index: usize,
        programmes: &Programmes,
        marking: &mut Marking,
    ) -> Result<(), OfficeError> {
        let id = match rows.record(self, index)? {
            Ok(Record::Person(entering)) => self.bring_person_in(*entering)?,
            Ok(Record::Company(company)) => self.enter_company(&company, true)?.0,
            Ok(Record::Session(new)) => self.bring_session_in(new.cohort, &new.session)?.0,
            Ok(Record::Attendance(marks)) => self.bring_marks_in(import, &marks, programmes, marking)?.0,
            // It was read a moment ago; a midnight may have passed since.
            Err(_) => return Err(OfficeError::Unforeseen("a row that was read no longer is")),
        };
        Ok(self.writer.add_import_row(import, number, id)?)
    }

    fn bring_person_in(&self, entering: Entering) -> Result<u32, OfficeError> {
        let Entering { profile, first_contact, told, records, support } = entering;
        let id = self.writer.add_participant_who_told(&profile, &told, first_contact)?;
        self.add_checked(id, &records)?;
        if let Some(support) = support {
            self.writer.set_support(id, &support)?;
        }
        self.note_of(id, "add", "participant", id.0)?;
        Ok(id.0)
    }

    fn bring_session_in(&self, cohort: CohortId, session: &EnteredSession) -> Result<SessionId, OfficeError> {
        let session = self.check_session("", session)?;
        let id = self.writer.add_session(cohort, &session)?;
        self.note("add", "session", Some(id.0))?;
        Ok(id)
    }

    fn bring_marks_in(
        &self,
        import: ImportId,
        marks: &Marks,
        programmes: &Programmes,
        marking: &mut Marking,
    ) -> Result<ParticipantId, OfficeError> {
        let person = marks.participant;
        for (_, at, mark) in &marks.new {
            let session = match (*at, marking.made.get(at)) {
                (At::Session(session), _) => session,
                (At::New(..), Some(made)) => *made,
                (At::New(cohort, on, starts_at), None) => {
                    let entered = programmes.entered(cohort, on, starts_at, None, Guarded::default());
                    let made = self.bring_session_in(cohort, &entered)?;
                    self.writer.add_import_session(import, made)?;
                    marking.made.insert(*at, made);
                    made
                }
            };
            let marked = whole(*mark);
            self.writer.set_mark(session, person, Some(marked))?;
            self.note_mark(&self.records.session(session)?, person, None, Some(marked))?;
            self.writer.add_import_mark(import, session, person, *mark)?;
            marking.sessions.insert(session);
            marking.people.insert(person);
        }
        Ok(person)
    }

    /// Sessions with a mark were held, those without any are planned.
    pub(super) fn settle_all(&self, sessions: &BTreeSet<SessionId>) -> Result<(), OfficeError> {
        sessions.iter().try_for_each(|session| self.settle(&self.records.session(*session)?))
    }
}

/// What an import of attendance has done so far.
#[derive(Default)]
struct Marking {
    made: HashMap<At, SessionId>,
    sessions: BTreeSet<SessionId>,
    people: BTreeSet<ParticipantId>,
}
