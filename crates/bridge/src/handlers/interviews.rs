//! The interview and its draft.

use casework::ids::{DraftId, InterviewId, ParticipantId};
use office::SaveDraft;
use store::DraftContent;

use crate::{
    error::CommandError,
    host::Host,
    show::interviews::{exposed, open_draft, questions},
    show::people::person_row,
    views::interviews::{
        DiscardDraftRequest, DraftSaved, FinishInterviewRequest, InterviewDraftView, InterviewFinished,
        InterviewRequest, InterviewView, OpenInterviewRequest, RestoreDraftRequest, SaveDraftRequest,
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
    Ok(DraftSaved { revision, saved_at })
}

pub fn finish_interview(host: &Host, request: FinishInterviewRequest) -> Answer<InterviewFinished> {
    let draft = DraftId(request.draft);
    let (interview, participant) = host.office.write(|desk| desk.finish_interview(draft, request.revision))?;
    Ok(InterviewFinished { interview: interview.0, participant: participant.0 })
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
    })
}
