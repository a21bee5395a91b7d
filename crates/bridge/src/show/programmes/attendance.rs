//! The grid of attendance and what takes a change back.

use casework::{
    ids::{EnrolmentId, ParticipantId, SessionId},
    programme::attendance::{Cell, Marked, Totals},
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{AttendanceUndo, GridLine, GridPage, MarkChange};

use super::{
    cohorts::{cohort_row, session_row},
    day,
};
use crate::{
    show::people::person_row,
    views::programmes::{
        AttendanceChanged, AttendanceGrid, AttendanceTotals, AttendanceUndo as UndoView, GridCell, GridRow, MarkInput,
    },
};

pub fn grid(page: &GridPage, today: NaiveDate) -> AttendanceGrid {
    AttendanceGrid {
        cohort: cohort_row(&page.line),
        sessions: page.sessions.iter().map(session_row).collect(),
        people: page.people.iter().map(grid_row).collect(),
        totals: totals(&page.totals, 0),
        today: day(today),
    }
}

fn grid_row(line: &GridLine) -> GridRow {
    let enrolment = line.row.enrolment.as_ref();
    GridRow {
        person: person_row(&line.person),
        enrolment: enrolment.map(|enrolment| enrolment.id.0),
        status: enrolment.map(|enrolment| enrolment.status.into()),
        cells: line.row.cells.iter().map(cell).collect(),
        totals: totals(&line.row.totals, line.row.absent_in_a_row()),
    }
}

fn cell(cell: &Cell) -> GridCell {
    GridCell {
        standing: cell.standing.into(),
        mark: cell.marked.map(|marked| marked.mark.into()),
        minutes: cell.marked.and_then(|marked| marked.minutes),
    }
}

/// What marks say; `in_a_row` is 0 where it is not about one person.
pub fn totals(totals: &Totals, in_a_row: usize) -> AttendanceTotals {
    AttendanceTotals {
        came: totals.came,
        late: totals.late,
        excused: totals.excused,
        absent: totals.absent,
        rate: totals.rate(),
        absent_in_a_row: u32::try_from(in_a_row).unwrap_or(u32::MAX),
        minutes: totals.minutes,
    }
}

/// The grid after a change, with what takes the change back.
pub fn changed(
    page: &GridPage,
    today: NaiveDate,
    undo: AttendanceUndo,
    added: Option<ParticipantId>,
) -> AttendanceChanged {
    let AttendanceUndo { session, state, reason, note, marks, enrolment } = undo;
    let mark = |(participant, marked): MarkChange| MarkInput {
        participant: participant.0,
        mark: marked.map(|marked| marked.mark.into()),
        minutes: marked.and_then(|marked| marked.minutes),
    };
    let undo = UndoView {
        session: session.0,
        state: state.into(),
        reason,
        // EXPOSE: handed back by the screen as it is.
        note: note.expose().clone(),
        marks: marks.into_iter().map(mark).collect(),
        enrolment: enrolment.map(|id| id.0),
    };
    AttendanceChanged { grid: grid(page, today), undo, added: added.map(|id| id.0) }
}

/// A change of a mark as the office takes it.
pub fn mark_of(input: &MarkInput) -> MarkChange {
    let marked = input.mark.map(|mark| Marked { mark: mark.into(), minutes: input.minutes });
    (ParticipantId(input.participant), marked)
}

/// What was handed back, as the office takes it.
pub fn undo_of(view: UndoView) -> AttendanceUndo {
    AttendanceUndo {
        session: SessionId(view.session),
        state: view.state.into(),
        reason: view.reason,
        note: Guarded::new(view.note),
        marks: view.marks.iter().map(mark_of).collect(),
        enrolment: view.enrolment.map(EnrolmentId),
    }
}
