//! Attendance: the grid and what changes it. Every change answers the grid and what takes the change back.

use casework::ids::{CohortId, ParticipantId, SessionId};
use guarded::Guarded;
use office::{AttendanceUndo as OfficeUndo, OfficeError, WritingDesk};

use super::Answer;
use crate::{
    host::Host,
    show,
    views::programmes::{
        AddNewToSessionRequest, AddToSessionRequest, AttendanceChanged, AttendanceGrid, AttendanceUndo, CohortRequest,
        LookAlikesRequest, LookAlikesView, MarkAttendanceRequest, SessionNotHeldRequest,
    },
};

pub fn attendance_grid(host: &Host, request: CohortRequest) -> Answer<AttendanceGrid> {
    let id = CohortId(request.cohort);
    Ok(host.office.read(|desk| Ok(show::programmes::grid(&desk.attendance_grid(id)?, desk.today())))?)
}

pub fn mark_attendance(host: &Host, request: MarkAttendanceRequest) -> Answer<AttendanceChanged> {
    let marks: Vec<_> = request.marks.iter().map(show::programmes::mark_of).collect();
    changed(host, SessionId(request.session), |desk, id| Ok((desk.mark_attendance(id, &marks)?, None)))
}

pub fn session_not_held(host: &Host, request: SessionNotHeldRequest) -> Answer<AttendanceChanged> {
    let note = Guarded::new(request.note);
    changed(host, SessionId(request.session), |desk, id| Ok((desk.session_not_held(id, &request.reason, &note)?, None)))
}

pub fn add_to_session(host: &Host, request: AddToSessionRequest) -> Answer<AttendanceChanged> {
    let participant = ParticipantId(request.participant);
    changed(host, SessionId(request.session), |desk, id| Ok((add(desk, id, participant, request.enrol)?, None)))
}

pub fn look_alikes(host: &Host, request: LookAlikesRequest) -> Answer<LookAlikesView> {
    let likely = host.office.read(|desk| desk.look_alikes(SessionId(request.session), &request.name))?;
    Ok(LookAlikesView { likely: likely.iter().map(show::people::likely_duplicate).collect() })
}

pub fn add_new_to_session(host: &Host, request: AddNewToSessionRequest) -> Answer<AttendanceChanged> {
    changed(host, SessionId(request.session), |desk, id| {
        let participant = desk.meet_at_session(id, &request.name, request.not_a_duplicate)?;
        Ok((add(desk, id, participant, request.enrol)?, Some(participant)))
    })
}

pub fn undo_attendance(host: &Host, request: AttendanceUndo) -> Answer<AttendanceChanged> {
    let undo = show::programmes::undo_of(request);
    changed(host, undo.session, |desk, _| Ok((desk.undo_attendance(&undo)?, None)))
}

fn add(
    desk: &WritingDesk<'_>,
    session: SessionId,
    participant: ParticipantId,
    enrol: bool,
) -> Result<OfficeUndo, OfficeError> {
    if enrol { desk.enrol_at_session(session, participant) } else { desk.add_to_session(session, participant) }
}

/// Changes a session and shows the grid of its cohort.
fn changed(
    host: &Host,
    id: SessionId,
    change: impl FnOnce(&WritingDesk<'_>, SessionId) -> Result<(OfficeUndo, Option<ParticipantId>), OfficeError>,
) -> Answer<AttendanceChanged> {
    Ok(host.office.write(|desk| {
        let (undo, added) = change(desk, id)?;
        let page = desk.attendance_grid(desk.cohort_of_session(id)?)?;
        Ok(show::programmes::changed(&page, desk.today(), undo, added))
    })?)
}
