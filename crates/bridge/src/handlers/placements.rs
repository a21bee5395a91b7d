//! Recommendations and what follows a hire.

use casework::{
    ids::{CompanyId, OpeningId, ParticipantId, RecommendationId},
    opening::Term,
};
use office::{EnteredRecommendation, EnteredRetention, EnteredStep, PlacementLine};

use super::companies::optional;
use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show::placements::{placement_row, placement_view, side_of, step_of, still_of, warnings},
    views::{
        people::ParticipantRequest,
        placements::{
            AnswerRetentionRequest, CorrectRecommendationRequest, PlacementRequest, PlacementView, PlacementWarnings,
            PlacementsView, RecommendationInput, RemoveRetentionRequest, StepWarningsRequest, TakeStepBackRequest,
            TakeStepRequest,
        },
    },
};

type Answer<T> = Result<T, CommandError>;

fn rows(lines: &[PlacementLine]) -> PlacementsView {
    PlacementsView { rows: lines.iter().map(placement_row).collect() }
}

pub fn placement_board(host: &Host, (): ()) -> Answer<PlacementsView> {
    Ok(rows(&host.office.read(|desk| desk.placement_board())?))
}

pub fn placements_of(host: &Host, request: ParticipantRequest) -> Answer<PlacementsView> {
    Ok(rows(&host.office.read(|desk| desk.placements_of(ParticipantId(request.id)))?))
}

pub fn placement(host: &Host, request: PlacementRequest) -> Answer<PlacementView> {
    page(host, RecommendationId(request.id))
}

fn page(host: &Host, id: RecommendationId) -> Answer<PlacementView> {
    Ok(placement_view(&host.office.read(|desk| desk.placement_page(id))?))
}

fn entered(input: RecommendationInput) -> EnteredRecommendation {
    EnteredRecommendation {
        participant: ParticipantId(input.participant),
        company: CompanyId(input.company),
        opening: input.opening.map(OpeningId),
        on: input.on,
        starts_on: input.starts_on,
        share_note: input.share_note,
        inside_note: input.inside_note,
        despite_reason: input.despite_reason,
    }
}

pub fn recommendation_warnings(host: &Host, request: RecommendationInput) -> Answer<PlacementWarnings> {
    let entered = entered(request);
    Ok(warnings(&host.office.read(|desk| desk.recommendation_warnings(&entered))?))
}

pub fn recommend(host: &Host, request: RecommendationInput) -> Answer<PlacementView> {
    let entered = entered(request);
    let id = host.office.write(|desk| desk.recommend_for(&entered))?;
    page(host, id)
}

pub fn correct_recommendation(host: &Host, request: CorrectRecommendationRequest) -> Answer<PlacementView> {
    let id = RecommendationId(request.id);
    host.office
        .write(|desk| desk.correct_recommendation(id, &request.starts_on, &request.share_note, &request.inside_note))?;
    page(host, id)
}

pub fn remove_recommendation(host: &Host, request: PlacementRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.remove_recommendation(RecommendationId(request.id)))?)
}

pub fn step_warnings(host: &Host, request: StepWarningsRequest) -> Answer<PlacementWarnings> {
    let (id, step) = (RecommendationId(request.id), step_of(request.step));
    Ok(warnings(&host.office.read(|desk| desk.step_warnings(id, step, &request.on))?))
}

pub fn take_step(host: &Host, request: TakeStepRequest) -> Answer<PlacementView> {
    let id = RecommendationId(request.id);
    let unknown = || CommandError::at(ErrorCode::UnknownCode, "term");
    let entered = EnteredStep {
        step: step_of(request.step),
        on: request.on,
        reason: request.reason,
        side: request.side.map(side_of),
        planned_end: request.planned_end,
        term: optional(&request.term, Term::from_code).ok_or_else(unknown)?,
        note: request.note,
        despite_reason: request.despite_reason,
    };
    host.office.write(|desk| desk.take_step(id, &entered))?;
    page(host, id)
}

pub fn take_step_back(host: &Host, request: TakeStepBackRequest) -> Answer<PlacementView> {
    let id = RecommendationId(request.id);
    host.office.write(|desk| desk.take_step_back(id, step_of(request.step)))?;
    page(host, id)
}

pub fn answer_retention(host: &Host, request: AnswerRetentionRequest) -> Answer<PlacementView> {
    let id = RecommendationId(request.id);
    let still = still_of(request.still);
    let entered = EnteredRetention { months: request.months, still, asked_on: request.asked_on, note: request.note };
    host.office.write(|desk| desk.answer_retention(id, &entered))?;
    page(host, id)
}

pub fn remove_retention(host: &Host, request: RemoveRetentionRequest) -> Answer<PlacementView> {
    let id = RecommendationId(request.id);
    host.office.write(|desk| desk.remove_retention(id, request.months))?;
    page(host, id)
}
