//! Cohorts and their sessions.

use casework::ids::{CohortId, SessionId};
use guarded::Guarded;
use office::{EnteredCohort, EnteredSession};

use super::Answer;
use crate::{
    host::Host,
    show,
    views::programmes::{
        AddSessionsRequest, ClassSessionRequest, CohortInput, CohortRequest, CohortView, CohortsPage,
        CorrectCohortRequest, CorrectSessionRequest, CountHeadsRequest, ListCohortsRequest, OpenCohortRequest,
        SessionInput,
    },
};

pub fn list_cohorts(host: &Host, request: ListCohortsRequest) -> Answer<CohortsPage> {
    let ListCohortsRequest { course, when, offset, limit } = request;
    Ok(host.office.read(|desk| {
        let page = desk.cohorts(&course, when.into(), offset, limit)?;
        Ok(show::programmes::cohorts_page(page, desk.today()))
    })?)
}

pub fn cohort(host: &Host, request: CohortRequest) -> Answer<CohortView> {
    page(host, CohortId(request.cohort))
}

pub(super) fn page(host: &Host, id: CohortId) -> Answer<CohortView> {
    Ok(host.office.read(|desk| Ok(show::programmes::cohort_page(&desk.cohort_page(id)?, desk.today())))?)
}

pub fn open_cohort(host: &Host, request: OpenCohortRequest) -> Answer<CohortView> {
    let entered = entered(request.cohort);
    let id = host.office.write(|desk| {
        let id = desk.open_cohort(&desk.read_cohort(&entered)?)?;
        if request.with_sessions {
            desk.lay_out_sessions(id)?;
        }
        Ok(id)
    })?;
    page(host, id)
}

pub fn correct_cohort(host: &Host, request: CorrectCohortRequest) -> Answer<CohortView> {
    let (id, entered) = (CohortId(request.cohort), entered(request.right));
    host.office.write(|desk| desk.correct_cohort(id, &desk.read_cohort(&entered)?))?;
    page(host, id)
}

fn entered(cohort: CohortInput) -> EnteredCohort {
    let CohortInput { course, name, starts_on, ends_on, capacity, place, partner, weekly_minutes, term } = cohort;
    EnteredCohort { course, name, starts_on, ends_on, capacity, place, partner, term, weekly_minutes }
}

pub fn add_sessions(host: &Host, request: AddSessionsRequest) -> Answer<CohortView> {
    let id = CohortId(request.cohort);
    let sessions: Vec<_> = request.sessions.into_iter().map(session).collect();
    host.office.write(|desk| desk.add_sessions(id, &sessions))?;
    page(host, id)
}

pub fn correct_session(host: &Host, request: CorrectSessionRequest) -> Answer<CohortView> {
    let (id, right) = (SessionId(request.session), session(request.right));
    host.office.write(|desk| desk.correct_session(id, &right))?;
    page_of_session(host, id)
}

pub fn remove_session(host: &Host, request: ClassSessionRequest) -> Answer<CohortView> {
    let id = SessionId(request.session);
    let cohort = host.office.write(|desk| {
        let cohort = desk.cohort_of_session(id)?;
        desk.remove_session(id)?;
        Ok(cohort)
    })?;
    page(host, cohort)
}

pub fn count_heads(host: &Host, request: CountHeadsRequest) -> Answer<CohortView> {
    let id = SessionId(request.session);
    let heads: Vec<_> = request.heads.into_iter().map(|heads| (heads.category, heads.heads)).collect();
    host.office.write(|desk| desk.count_heads(id, &heads))?;
    page_of_session(host, id)
}

fn page_of_session(host: &Host, id: SessionId) -> Answer<CohortView> {
    let cohort = host.office.read(|desk| desk.cohort_of_session(id))?;
    page(host, cohort)
}

fn session(input: SessionInput) -> EnteredSession {
    let SessionInput { on, starts_at, minutes, topic, counting } = input;
    EnteredSession { on, starts_at, minutes, topic: Guarded::new(topic), counting: counting.into() }
}
