//! The interview and its draft.

use casework::ids::{DraftId, InterviewId, ParticipantId};
use office::SaveDraft;
use store::DraftContent;

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show::interviews::{exposed, no_form, no_state, open_draft, questions},
    show::people::person_row,
    views::all::{
        DiscardDraftRequest, DraftRequest, DraftSaved, DraftUpgradeView, EvaluateDraftRequest, FinishInterviewRequest,
        FormState, HandScreenRequest, HandedView, InterviewDraftView, InterviewFinished, InterviewRequest,
        InterviewSummary, InterviewSummaryRequest, InterviewView, OpenInterviewRequest, RestoreDraftRequest,
        SaveDraftRequest, SaveHandedRequest, SealedNoteRequest, SealedNoteText, SealedNotesRequest, SealedNotesView,
        SessionView, TakeBackRequest, UpgradeDraftRequest, WriteSealedNoteRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn open_interview(host: &Host, request: OpenInterviewRequest) -> Answer<InterviewDraftView> {
    let open = host.office.write(|desk| desk.open_interview(ParticipantId(request.participant)))?;
    Ok(open_draft(&open))
}

pub fn save_draft(host: &Host, request: SaveDraftRequest) -> Answer<DraftSaved> {
    let focus = request.focus.unwrap_or_default();
    let content = DraftContent { answers: request.answers, focus, held_on: request.held_on };
    let save = SaveDraft { draft: DraftId(request.draft), revision: request.revision, content };
    let (revision, saved_at) = host.office.write(|desk| desk.save_draft(&save))?;
    Ok(DraftSaved { revision, saved_at, state: no_state() })
}

pub fn finish_interview(host: &Host, request: FinishInterviewRequest) -> Answer<InterviewFinished> {
    let draft = DraftId(request.draft);
    let (interview, participant) = host.office.write(|desk| desk.finish_interview(draft, request.revision))?;
    Ok(InterviewFinished { interview: Some(interview.0), participant: participant.0, problems: Vec::new() })
}

pub fn discard_draft(host: &Host, request: DiscardDraftRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.discard_draft(DraftId(request.draft)))?)
}

pub fn restore_draft(host: &Host, request: RestoreDraftRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.restore_draft(DraftId(request.draft)))?)
}

pub fn interview(host: &Host, request: InterviewRequest) -> Answer<InterviewView> {
    let id = InterviewId(request.interview);
    let (interview, person) = host.office.read(|desk| desk.interview(id))?;
    Ok(InterviewView {
        interview: interview.id.0,
        person: person_row(&person),
        held_on: interview.held_on.to_string(),
        questions: questions(),
        answers: exposed(&interview.answers),
        by: String::new(),
        form: no_form(),
        state: no_state(),
        aside: Vec::new(),
        skipped: Vec::new(),
    })
}

pub fn evaluate_draft(_: &Host, _: EvaluateDraftRequest) -> Answer<FormState> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn preview_draft_upgrade(_: &Host, _: DraftRequest) -> Answer<DraftUpgradeView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn upgrade_draft(_: &Host, _: UpgradeDraftRequest) -> Answer<InterviewDraftView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn take_over_draft(_: &Host, _: DraftRequest) -> Answer<InterviewDraftView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn interview_summary(_: &Host, _: InterviewSummaryRequest) -> Answer<InterviewSummary> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn sealed_notes(_: &Host, _: SealedNotesRequest) -> Answer<SealedNotesView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn write_sealed_note(_: &Host, _: WriteSealedNoteRequest) -> Answer<SealedNotesView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn reveal_sealed_note(_: &Host, _: SealedNoteRequest) -> Answer<SealedNoteText> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn remove_sealed_note(_: &Host, _: SealedNoteRequest) -> Answer<SealedNotesView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn restore_sealed_note(_: &Host, _: SealedNoteRequest) -> Answer<SealedNotesView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn hand_screen(_: &Host, _: HandScreenRequest) -> Answer<HandedView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn handed_screen(_: &Host, _: ()) -> Answer<HandedView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn evaluate_handed(_: &Host, _: SaveHandedRequest) -> Answer<FormState> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn save_handed(_: &Host, _: SaveHandedRequest) -> Answer<DraftSaved> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn take_back_screen(_: &Host, _: TakeBackRequest) -> Answer<SessionView> {
    Err(CommandError::of(ErrorCode::Internal))
}
