//! People who are no participants, and pairs of a mentorship.

use casework::ids::{AssociateId, CohortId, MeetingId, PairId, ParticipantId, PlanStepId};
use guarded::Guarded;
use office::{EnteredAssociate, EnteredMeeting, EnteredRole, NewName};

use super::Answer;
use crate::{
    host::Host,
    show::{self, people::name_kind},
    views::programmes::{
        AssociateInput, AssociateRequest, AssociateView, AssociatesView, CorrectPairRequest, EndPairRequest,
        ListAssociatesRequest, ListPairsRequest, MeetingInput, MeetingRequest, MentorPairView, OpenPairRequest,
        PairRequest, PairsPage, SaveAssociateRequest, SaveMeetingRequest,
    },
};

pub fn associates(host: &Host, request: ListAssociatesRequest) -> Answer<AssociatesView> {
    let lines = host.office.read(|desk| desk.associates(&request.query, &request.role))?;
    Ok(show::programmes::associates(&lines))
}

pub fn associate(host: &Host, request: AssociateRequest) -> Answer<AssociateView> {
    associate_view(host, AssociateId(request.associate))
}

fn associate_view(host: &Host, id: AssociateId) -> Answer<AssociateView> {
    Ok(show::programmes::associate_page(&host.office.read(|desk| desk.associate_page(id))?))
}

pub fn save_associate(host: &Host, request: SaveAssociateRequest) -> Answer<AssociateView> {
    let entered = entered(request.right);
    let id = host.office.write(|desk| match request.associate.map(AssociateId) {
        Some(id) => desk.change_associate(id, &entered).map(|()| id),
        None => desk.add_associate(&entered),
    })?;
    associate_view(host, id)
}

pub fn remove_associate(host: &Host, request: AssociateRequest) -> Answer<AssociatesView> {
    host.office.write(|desk| desk.remove_associate(AssociateId(request.associate)))?;
    associates(host, ListAssociatesRequest { query: Guarded::default(), role: String::new() })
}

fn entered(input: AssociateInput) -> EnteredAssociate {
    let role = |role: crate::views::programmes::AssociateRole| EnteredRole {
        role: role.role,
        from: role.from,
        until: role.until,
    };
    let names = input.names.into_iter().map(|name| NewName {
        kind: name_kind(name.kind),
        text: name.text,
        script: name.script,
    });
    EnteredAssociate {
        names: names.collect(),
        contact: input.contact,
        organisation: input.organisation,
        consent_on: input.consent_on,
        participant: input.participant.map(ParticipantId),
        roles: input.roles.into_iter().map(role).collect(),
    }
}

pub fn list_pairs(host: &Host, request: ListPairsRequest) -> Answer<PairsPage> {
    let ListPairsRequest { when, offset, limit } = request;
    Ok(host
        .office
        .read(|desk| Ok(show::programmes::pair_rows(desk.pairs(when.into(), offset, limit)?, desk.today())))?)
}

pub fn pair(host: &Host, request: PairRequest) -> Answer<MentorPairView> {
    pair_view(host, PairId(request.pair))
}

fn pair_view(host: &Host, id: PairId) -> Answer<MentorPairView> {
    Ok(host.office.read(|desk| Ok(show::programmes::pair_page(&desk.pair_page(id)?, desk.today())))?)
}

pub fn open_pair(host: &Host, request: OpenPairRequest) -> Answer<MentorPairView> {
    let OpenPairRequest { cohort, participant, mentor, starts_on, ends_on } = request;
    let (cohort, participant, mentor) = (CohortId(cohort), ParticipantId(participant), AssociateId(mentor));
    let id = host.office.write(|desk| desk.open_pair(cohort, participant, mentor, &starts_on, &ends_on))?;
    pair_view(host, id)
}

pub fn correct_pair(host: &Host, request: CorrectPairRequest) -> Answer<MentorPairView> {
    let CorrectPairRequest { pair, mentor, starts_on, ends_on } = request;
    host.office.write(|desk| desk.correct_pair(PairId(pair), AssociateId(mentor), &starts_on, &ends_on))?;
    pair_view(host, PairId(pair))
}

pub fn end_pair(host: &Host, request: EndPairRequest) -> Answer<MentorPairView> {
    host.office.write(|desk| desk.end_pair(PairId(request.pair), &request.on, &request.reason))?;
    pair_view(host, PairId(request.pair))
}

pub fn resume_pair(host: &Host, request: PairRequest) -> Answer<MentorPairView> {
    host.office.write(|desk| desk.resume_pair(PairId(request.pair)))?;
    pair_view(host, PairId(request.pair))
}

pub fn save_meeting(host: &Host, request: SaveMeetingRequest) -> Answer<MentorPairView> {
    let (id, entered) = (PairId(request.pair), meeting(request.right));
    host.office.write(|desk| {
        match request.meeting.map(MeetingId) {
            Some(meeting) => desk.change_meeting(meeting, &entered)?,
            None => desk.add_meeting(id, &entered).map(drop)?,
        }
        request.completes.map_or(Ok(()), |step| desk.complete_at_meeting(id, PlanStepId(step), &entered.on))
    })?;
    pair_view(host, id)
}

pub fn remove_meeting(host: &Host, request: MeetingRequest) -> Answer<MentorPairView> {
    let id = MeetingId(request.meeting);
    let pair = host.office.write(|desk| {
        let pair = desk.pair_of_meeting(id)?;
        desk.remove_meeting(id)?;
        Ok(pair)
    })?;
    pair_view(host, pair)
}

fn meeting(input: MeetingInput) -> EnteredMeeting {
    let MeetingInput { on, minutes, state, reason, note } = input;
    EnteredMeeting { on, minutes, state: state.into(), reason, note }
}
