//! Who is enrolled.

use casework::ids::{CohortId, EnrolmentId, ParticipantId};
use office::{OfficeError, WritingDesk};

use super::{Answer, cohorts::page};
use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show,
    views::{
        people::ParticipantRequest,
        programmes::{
            AdmitRequest, CohortView, EndEnrolmentsRequest, EnrolRequest, EnrolmentRequest, ParticipantProgrammes,
        },
    },
};

pub fn enrol(host: &Host, request: EnrolRequest) -> Answer<CohortView> {
    let (cohort, participant) = (CohortId(request.cohort), ParticipantId(request.participant));
    host.office.write(|desk| desk.enrol_on(cohort, participant, &request.on))?;
    page(host, cohort)
}

pub fn end_enrolments(host: &Host, request: EndEnrolmentsRequest) -> Answer<CohortView> {
    let ids: Vec<_> = request.enrolments.iter().copied().map(EnrolmentId).collect();
    let Some(first) = ids.first().copied() else {
        return Err(CommandError::at(ErrorCode::Empty, "enrolments"));
    };
    changed(host, first, |desk| desk.end_enrolments(&ids, request.how.into(), &request.on, &request.reason))
}

pub fn resume_enrolment(host: &Host, request: EnrolmentRequest) -> Answer<CohortView> {
    let id = EnrolmentId(request.enrolment);
    changed(host, id, |desk| desk.resume_enrolment(id))
}

pub fn admit_enrolment(host: &Host, request: AdmitRequest) -> Answer<CohortView> {
    let id = EnrolmentId(request.enrolment);
    changed(host, id, |desk| desk.admit_enrolment(id, &request.on))
}

pub fn remove_enrolment(host: &Host, request: EnrolmentRequest) -> Answer<CohortView> {
    let id = EnrolmentId(request.enrolment);
    changed(host, id, |desk| desk.remove_enrolment(id))
}

/// Changes an enrolment and shows its cohort.
fn changed(
    host: &Host,
    id: EnrolmentId,
    change: impl FnOnce(&WritingDesk<'_>) -> Result<(), OfficeError>,
) -> Answer<CohortView> {
    let cohort = host.office.write(|desk| {
        let cohort = desk.cohort_of_enrolment(id)?;
        change(desk)?;
        Ok(cohort)
    })?;
    page(host, cohort)
}

pub fn programmes_of(host: &Host, request: ParticipantRequest) -> Answer<ParticipantProgrammes> {
    let programmes = host.office.read(|desk| desk.programmes_of(ParticipantId(request.id)))?;
    Ok(show::programmes::participant_programmes(&programmes))
}
