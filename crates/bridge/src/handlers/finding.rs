//! Finding people by any of their names, and telling one person from two.

use std::collections::BTreeMap;

use casework::ids::ParticipantId;

use crate::{
    error::CommandError,
    host::Host,
    show::{
        finding::{field_of, merge_view, merged_record, merged_view, possible_duplicate, side_of},
        people::likely_duplicate,
    },
    views::{
        finding::{
            IdentityView, MergePairRequest, MergeRequest, MergeView, MergedView, PossibleDuplicatesView, SeparatedView,
        },
        people::ParticipantRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn identity(host: &Host, request: ParticipantRequest) -> Answer<IdentityView> {
    let id = ParticipantId(request.id);
    let (merged, resembling) = host.office.read(|desk| Ok((desk.merged_into(id)?, desk.resembling(id)?)))?;
    Ok(IdentityView {
        merged: merged.iter().map(merged_record).collect(),
        resembling: resembling.iter().map(likely_duplicate).collect(),
    })
}

pub fn possible_duplicates(host: &Host, (): ()) -> Answer<PossibleDuplicatesView> {
    let pairs = host.office.read(|desk| desk.possible_duplicates())?;
    Ok(PossibleDuplicatesView { pairs: pairs.iter().map(possible_duplicate).collect() })
}

pub fn merge_preview(host: &Host, request: MergePairRequest) -> Answer<MergeView> {
    let (kept, gone) = pair(request);
    Ok(merge_view(&host.office.read(|desk| desk.merge_preview(kept, gone))?))
}

pub fn merge_people(host: &Host, request: MergeRequest) -> Answer<MergedView> {
    let (kept, gone) = (ParticipantId(request.kept), ParticipantId(request.gone));
    let choices: BTreeMap<_, _> =
        request.choices.into_iter().map(|choice| (field_of(choice.field), side_of(choice.side))).collect();
    Ok(merged_view(&host.office.write(|desk| desk.merge(kept, gone, &choices))?))
}

pub fn separate_people(host: &Host, request: ParticipantRequest) -> Answer<SeparatedView> {
    let kept = host.office.write(|desk| desk.separate(ParticipantId(request.id)))?;
    Ok(SeparatedView { kept: kept.0 })
}

pub fn tell_apart(host: &Host, request: MergePairRequest) -> Answer<()> {
    let (one, other) = pair(request);
    Ok(host.office.write(|desk| desk.tell_apart(one, other))?)
}

pub fn doubt_again(host: &Host, request: MergePairRequest) -> Answer<()> {
    let (one, other) = pair(request);
    Ok(host.office.write(|desk| desk.doubt_again(one, other))?)
}

const fn pair(request: MergePairRequest) -> (ParticipantId, ParticipantId) {
    (ParticipantId(request.kept), ParticipantId(request.gone))
}
