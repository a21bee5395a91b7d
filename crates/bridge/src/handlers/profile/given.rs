//! What goes out under a consent; how often a code stands in records.

use casework::{ids::ParticipantId, media::Given};
use office::{EnteredMediaUse, SummaryPart as OfficePart};

use super::{Answer, list, page};
use crate::{
    host::Host,
    views::{
        consents::{
            CodeUse, CodeUsesRequest, CodeUsesView, HandOutSummaryRequest, RecordMediaUseRequest,
            RemoveMediaUseRequest, SummaryPart,
        },
        people::ParticipantView,
    },
};

pub fn record_media_use(host: &Host, request: RecordMediaUseRequest) -> Answer<ParticipantView> {
    let RecordMediaUseRequest { participant, medium, on, name, picture, story, note } = request;
    let entered = EnteredMediaUse { medium, on, given: Given { name, picture, story }, note };
    host.office.write(|desk| desk.record_media_use(ParticipantId(participant), &entered).map(drop))?;
    page(host, ParticipantId(participant))
}

pub fn remove_media_use(host: &Host, request: RemoveMediaUseRequest) -> Answer<ParticipantView> {
    let whose = ParticipantId(request.participant);
    host.office.write(|desk| desk.remove_media_use(whose, request.media_use))?;
    page(host, whose)
}

pub fn hand_out_summary(host: &Host, request: HandOutSummaryRequest) -> Answer<()> {
    let parts: Vec<OfficePart> = request.parts.into_iter().map(part).collect();
    let whose = ParticipantId(request.participant);
    Ok(host.office.write(|desk| desk.hand_out_summary(whose, &request.recipient, &parts))?)
}

const fn part(part: SummaryPart) -> OfficePart {
    match part {
        SummaryPart::Names => OfficePart::Names,
        SummaryPart::Birth => OfficePart::Birth,
        SummaryPart::Nationality => OfficePart::Nationality,
        SummaryPart::Contact => OfficePart::Contact,
        SummaryPart::Residence => OfficePart::Residence,
        SummaryPart::Languages => OfficePart::Languages,
        SummaryPart::Jobs => OfficePart::Jobs,
        SummaryPart::Schooling => OfficePart::Schooling,
        SummaryPart::Skills => OfficePart::Skills,
    }
}

pub fn code_uses(host: &Host, request: CodeUsesRequest) -> Answer<CodeUsesView> {
    let list = list(&request.list)?;
    let uses = host.office.read(|desk| desk.code_uses(list))?;
    Ok(CodeUsesView { uses: uses.into_iter().map(|(code, records)| CodeUse { code, records }).collect() })
}
