//! Attendance that cannot lie: marks of a session all or none, nobody twice, nobody absent who was not expected, no
//! marks at a session that did not take place, and every change can be taken back.

use casework::{
    codes::CodeList,
    ids::{CohortId, EnrolmentId, ParticipantId, SessionId},
    names::{self, NameKind},
    programme::{
        Counting, Session, SessionState,
        attendance::{GridRow, Mark, Marked, Standing, Totals, grid, standing},
    },
    text::fold,
};
use guarded::Guarded;
use store::PersonSummary;

use super::{CohortLine, SessionLine, check};
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, OfficeError},
    participants::{NewName, NewParticipant},
    people::LikelyDuplicate,
    roles::Act,
};

/// A mark to be set; `None` takes it away.
pub type MarkChange = (ParticipantId, Option<Marked>);

/// The attendance of a cohort.
#[derive(Debug, Clone)]
pub struct GridPage {
    /// The cohort.
    pub line: CohortLine,
    /// Its sessions that are counted by name, the oldest first.
    pub sessions: Vec<SessionLine>,
    /// Everybody, by the name shown.
    pub people: Vec<GridLine>,
    /// What all marks say.
    pub totals: Totals,
}

/// A row of the grid with the person.
#[derive(Debug, Clone)]
pub struct GridLine {
    /// The row.
    pub row: GridRow,
    /// Who it is.
    pub person: PersonSummary,
}

/// What stood there before a change of a session: handed to [`WritingDesk::undo_attendance`] it takes the change back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceUndo {
    /// The session.
    pub session: SessionId,
    /// What became of it.
    pub state: SessionState,
    /// Why it did not take place, or empty.
    pub reason: String,
    /// The note to that.
    pub note: Guarded<String>,
    /// The marks that changed, as they were.
    pub marks: Vec<MarkChange>,
    /// An enrolment that came with the change.
    pub enrolment: Option<EnrolmentId>,
}

/// The longest note to a session that did not take place, in characters.
const NOTE_MAX: usize = 500;

impl Desk<'_> {
    /// Returns the attendance of a cohort: its sessions by everybody who takes or took part or came as a guest.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn attendance_grid(&self, cohort: CohortId) -> Result<GridPage, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let sessions = self.session_lines(cohort)?.into_iter();
        let sessions: Vec<_> = sessions.filter(|line| line.session.session.counting == Counting::Names).collect();
        let bare: Vec<Session> = sessions.iter().map(|line| line.session.clone()).collect();
        let (enrolments, marks) = (self.records.enrolments_in(cohort)?, self.records.marks_in(cohort)?);
        let grid = grid(&bare, &enrolments, &marks, &self.records.residues_in(cohort)?);
        let mut people = Vec::with_capacity(grid.people.len());
        for row in grid.people {
            people.push(GridLine { person: self.records.summary(row.participant)?, row });
        }
        people.sort_by_cached_key(|line| (sort_name(&line.person), line.row.participant));
        Ok(GridPage { line: self.cohort_line_of(cohort)?, sessions, people, totals: grid.totals })
    }

    /// Returns who on record may be the person whose name was typed into the grid of a session.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `name`.
    pub fn look_alikes(&self, session: SessionId, name: &Guarded<String>) -> Result<Vec<LikelyDuplicate>, OfficeError> {
        self.may(Act::EditPeople)?;
        let met = self.met_at(&self.records.session(session)?, name);
        self.duplicates_of(&met).map_err(of_name)
    }

    /// Somebody of whom only a name is known, met at a session.
    fn met_at(&self, session: &Session, name: &Guarded<String>) -> NewParticipant {
        NewParticipant {
            names: vec![NewName::new(NameKind::Preferred, name.clone())],
            first_contact: session.session.on.to_string(),
            ..NewParticipant::default()
        }
    }

    /// Refuses a session at which nobody can be marked: called off, counted by heads, or ahead.
    fn check_markable(&self, session: &Session) -> Result<(), OfficeError> {
        if session.state == SessionState::NotHeld || session.session.counting == Counting::Heads {
            return Err(OfficeError::field("session", FieldError::NotMarkable));
        }
        self.check_day("session", session.session.on).map(drop)
    }

    fn check_marks(&self, session: &Session, marks: &[MarkChange]) -> Result<(), OfficeError> {
        let enrolments = self.records.enrolments_in(session.cohort)?;
        for (place, (participant, marked)) in marks.iter().enumerate() {
            let at = |field: &str| format!("marks.{place}.{field}");
            if marks.iter().take(place).any(|(other, _)| other == participant) {
                return Err(OfficeError::field(at("participant"), FieldError::AlreadyThere));
            }
            self.not_before_first_contact(*participant, &at("participant"), session.session.on)?;
            let Some(marked) = marked else { continue };
            let own: Vec<_> = enrolments.iter().filter(|one| one.participant == *participant).cloned().collect();
            if standing(&own, session, Some(*marked)) == Standing::Outside {
                return Err(OfficeError::field(at("mark"), FieldError::NotEnrolled));
            }
            if let Some(minutes) = marked.minutes
                && (!marked.mark.came() || check::minutes(&at("minutes"), minutes)? > session.session.minutes)
            {
                return Err(OfficeError::field(at("minutes"), FieldError::OutOfRange));
            }
        }
        Ok(())
    }
}

fn sort_name(person: &PersonSummary) -> String {
    // EXPOSE: compared to put the rows in order.
    names::shown(&person.names).map_or_else(String::new, |name| fold(name.text.expose()))
}

/// The one name of somebody met in the grid is the field `name`.
fn of_name(error: OfficeError) -> OfficeError {
    match error {
        OfficeError::Field { field, why } if field.starts_with("names") => OfficeError::field("name", why),
        error => error,
    }
}

impl WritingDesk<'_> {
    /// Sets marks of a session, all or none. The session is held from then on; without any mark it is planned again.
    /// Returns what takes it back.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `session` when nobody can be marked there, for
    /// `marks.N.participant` when somebody is there twice or was not known on that day, for `marks.N.mark` when somebody
    /// would be absent who was not expected, for `marks.N.minutes`.
    pub fn mark_attendance(&self, id: SessionId, marks: &[MarkChange]) -> Result<AttendanceUndo, OfficeError> {
        let session = self.session_to_change(id)?;
        self.check_markable(&session)?;
        self.check_marks(&session, marks)?;
        let before = self.set_marks(&session, marks)?;
        self.settle(&session)?;
        Ok(undo_of(session, before, None))
    }

    /// Says that a session did not take place, and why. Its marks go; what is returned brings them back.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `reason` and `note`, and for `session` while heads are
    /// counted there.
    pub fn session_not_held(
        &self,
        id: SessionId,
        reason: &str,
        note: &Guarded<String>,
    ) -> Result<AttendanceUndo, OfficeError> {
        let session = self.session_to_change(id)?;
        self.check_code("reason", CodeList::SessionNotHeldReason, reason, session.session.on)?;
        let note = check::optional_guarded("note", note, NOTE_MAX)?;
        let there = self.records.marks_at(id)?;
        let away: Vec<MarkChange> = there.iter().map(|mark| (mark.participant, None)).collect();
        let before = self.set_marks(&session, &away)?;
        if self.records.is_counted(id)? {
            return Err(OfficeError::field("session", FieldError::StillUsed));
        }
        self.set_state(&session, SessionState::NotHeld, reason, &note)?;
        Ok(undo_of(session, before, None))
    }

    /// Puts somebody on record into a session: they were there. Returns what takes it back.
    ///
    /// # Errors
    /// As [`mark_attendance`](Self::mark_attendance); [`OfficeError::Field`] for `participant` when they have a mark
    /// there already.
    pub fn add_to_session(&self, id: SessionId, participant: ParticipantId) -> Result<AttendanceUndo, OfficeError> {
        let session = self.session_to_change(id)?;
        self.check_markable(&session)?;
        self.not_before_first_contact(participant, "participant", session.session.on)?;
        if self.records.mark_of(id, participant)?.is_some() {
            return Err(OfficeError::field("participant", FieldError::AlreadyThere));
        }
        self.mark_attendance(id, &[(participant, Some(Marked { mark: Mark::Present, minutes: None }))])
    }

    /// Puts somebody on record into a session, and enrols them from its day on unless they are enrolled. When the
    /// cohort is full they go on the waiting list and are a guest on that day.
    ///
    /// # Errors
    /// As [`add_to_session`](Self::add_to_session).
    pub fn enrol_at_session(&self, id: SessionId, participant: ParticipantId) -> Result<AttendanceUndo, OfficeError> {
        let undo = self.add_to_session(id, participant)?;
        let session = self.records.session(id)?;
        if self.records.open_enrolment(session.cohort, participant)?.is_some() {
            return Ok(undo);
        }
        let enrolment = self.enrol(session.cohort, participant, session.session.on)?;
        Ok(AttendanceUndo { enrolment: Some(enrolment), ..undo })
    }

    /// Adds somebody of whom only a name is known: their first contact is the day of the session.
    ///
    /// # Errors
    /// [`OfficeError::LikelyDuplicate`] when `not_a_duplicate` is false and somebody may be the same person;
    /// [`OfficeError::Field`] for `name`, and for `session` when nobody can be marked there.
    pub fn meet_at_session(
        &self,
        id: SessionId,
        name: &Guarded<String>,
        not_a_duplicate: bool,
    ) -> Result<ParticipantId, OfficeError> {
        let session = self.session_to_change(id)?;
        self.check_markable(&session)?;
        self.add_participant(&self.met_at(&session, name), not_a_duplicate).map_err(of_name)
    }

    /// Takes back the last change of a session. Returns what takes the taking back back.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] when something of it is gone; [`OfficeError::Field`] for `session` when marks would
    /// stand at a session that did not take place, for `participant` when an enrolment cannot be taken back.
    pub fn undo_attendance(&self, undo: &AttendanceUndo) -> Result<AttendanceUndo, OfficeError> {
        let session = self.session_to_change(undo.session)?;
        let before = self.set_marks(&session, &undo.marks)?;
        if let Some(enrolment) = undo.enrolment {
            self.take_enrolment_back(session.cohort, enrolment)?;
        }
        if undo.state == SessionState::NotHeld {
            if self.records.is_counted(session.id)? {
                return Err(OfficeError::field("session", FieldError::NotMarkable));
            }
            self.check_code("reason", CodeList::SessionNotHeldReason, &undo.reason, session.session.on)?;
            self.set_state(&session, SessionState::NotHeld, &undo.reason, &undo.note)?;
        } else {
            self.settle(&session)?;
        }
        self.note("undo", "session", Some(session.id.0))?;
        Ok(undo_of(session, before, None))
    }

    fn take_enrolment_back(&self, cohort: CohortId, id: EnrolmentId) -> Result<(), OfficeError> {
        if self.records.enrolment(id)?.cohort != cohort {
            return Err(OfficeError::NotFound);
        }
        self.remove_enrolment(id)
    }

    fn session_to_change(&self, id: SessionId) -> Result<Session, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        Ok(self.records.session(id)?)
    }

    /// Sets marks and returns those that changed as they were before.
    fn set_marks(&self, session: &Session, marks: &[MarkChange]) -> Result<Vec<MarkChange>, OfficeError> {
        let mut changed = Vec::new();
        for (participant, marked) in marks {
            let before = self.writer.set_mark(session.id, *participant, *marked)?;
            if before != *marked {
                self.note_mark(session, *participant, before, *marked)?;
                changed.push((*participant, before));
            }
        }
        Ok(changed)
    }

    pub(crate) fn note_mark(
        &self,
        session: &Session,
        participant: ParticipantId,
        before: Option<Marked>,
        after: Option<Marked>,
    ) -> Result<(), OfficeError> {
        let json = |Marked { mark, minutes }: Marked| {
            let json = serde_json::json!({ "mark": mark.code(), "minutes": minutes, "session": session.session.on });
            Guarded::new(json.to_string())
        };
        self.note_change(&Change {
            verb: "mark",
            subject: "attendance",
            id: Some(session.id.0),
            person: Some(participant),
            before: before.map(json),
            after: after.map(json),
        })
    }

    /// Held with any mark, planned without.
    pub(crate) fn settle(&self, session: &Session) -> Result<(), OfficeError> {
        let held = self.records.is_counted(session.id)?;
        let state = if held { SessionState::Held } else { SessionState::Planned };
        self.set_state(session, state, "", &Guarded::default())
    }

    fn set_state(
        &self,
        session: &Session,
        state: SessionState,
        reason: &str,
        note: &Guarded<String>,
    ) -> Result<(), OfficeError> {
        if session.state == state && session.reason == reason && session.note == *note {
            return Ok(());
        }
        self.writer.set_session_state(session.id, state, reason, note)?;
        let json = |state: SessionState, reason: &str| {
            Some(Guarded::new(serde_json::json!({ "state": state.code(), "reason": reason }).to_string()))
        };
        self.note_change(&Change {
            verb: "set",
            subject: "session",
            id: Some(session.id.0),
            before: json(session.state, &session.reason),
            after: json(state, reason),
            ..Change::default()
        })
    }
}

fn undo_of(session: Session, marks: Vec<MarkChange>, enrolment: Option<EnrolmentId>) -> AttendanceUndo {
    let Session { id, state, reason, note, .. } = session;
    AttendanceUndo { session: id, state, reason, note, marks, enrolment }
}
