//! The interview, its draft, its sealed notes, and the screen in the hands of the participant.

use casework::ids::{DraftId, FormId, InterviewId, ParticipantId, SealedNoteId};
use office::SaveDraft;
use store::DraftContent;

use crate::{
    error::CommandError,
    handlers::session::{at_current, now},
    host::Host,
    show::{
        forms::state,
        interviews::{finished, handed, in_the_way, open_draft, sealed_notes as notes, summary, upgrade},
    },
    views::{
        forms::{
            FormState, HandScreenRequest, HandedView, SaveHandedRequest, SealedNoteRequest, SealedNoteText,
            SealedNotesRequest, SealedNotesView, TakeBackRequest, WriteSealedNoteRequest,
        },
        interviews::{
            DiscardDraftRequest, DraftRequest, DraftSaved, DraftUpgradeView, EvaluateDraftRequest,
            FinishInterviewRequest, InterviewDraftView, InterviewFinished, InterviewRequest, InterviewSummary,
            InterviewSummaryRequest, InterviewView, OpenInterviewRequest, RestoreDraftRequest, SaveDraftRequest,
            UpgradeDraftRequest,
        },
        session::SessionView,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn open_interview(host: &Host, request: OpenInterviewRequest) -> Answer<InterviewDraftView> {
    let (participant, form) = (ParticipantId(request.participant), request.form.map(FormId));
    Ok(open_draft(&host.office.write(|desk| desk.open_interview_with(participant, form))?))
}

pub fn save_draft(host: &Host, request: SaveDraftRequest) -> Answer<DraftSaved> {
    let focus = request.focus.unwrap_or_default();
    let content = DraftContent { answers: request.answers, focus, held_on: request.held_on };
    let save = SaveDraft { draft: DraftId(request.draft), revision: request.revision, content };
    let ((revision, saved_at), said) = host.office.write(|desk| {
        let saved = desk.save_draft(&save)?;
        Ok((saved, desk.evaluate_draft(save.draft, &save.content.answers)?))
    })?;
    Ok(DraftSaved { revision, saved_at, state: state(&said) })
}

pub fn evaluate_draft(host: &Host, request: EvaluateDraftRequest) -> Answer<FormState> {
    let said = host.office.read(|desk| desk.evaluate_draft(DraftId(request.draft), &request.answers))?;
    Ok(state(&said))
}

pub fn finish_interview(host: &Host, request: FinishInterviewRequest) -> Answer<InterviewFinished> {
    let (draft, skip_missing) = (DraftId(request.draft), request.skip_missing.unwrap_or(false));
    let done = host.office.write(|desk| desk.finish_interview(draft, request.revision, skip_missing))?;
    Ok(InterviewFinished {
        interview: done.interview.map(|interview| interview.0),
        participant: done.participant.0,
        problems: done.in_the_way.iter().map(in_the_way).collect(),
    })
}

pub fn discard_draft(host: &Host, request: DiscardDraftRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.discard_draft(DraftId(request.draft)))?)
}

pub fn restore_draft(host: &Host, request: RestoreDraftRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.restore_draft(DraftId(request.draft)))?)
}

pub fn preview_draft_upgrade(host: &Host, request: DraftRequest) -> Answer<DraftUpgradeView> {
    let (draft, to, changes) = host.office.read(|desk| desk.preview_draft_upgrade(DraftId(request.draft)))?;
    Ok(upgrade(&draft, to, &changes))
}

pub fn upgrade_draft(host: &Host, request: UpgradeDraftRequest) -> Answer<InterviewDraftView> {
    let draft = DraftId(request.draft);
    Ok(open_draft(&host.office.write(|desk| desk.upgrade_draft(draft, request.revision))?))
}

pub fn take_over_draft(host: &Host, request: DraftRequest) -> Answer<InterviewDraftView> {
    Ok(open_draft(&host.office.write(|desk| desk.take_over_draft(DraftId(request.draft)))?))
}

pub fn interview(host: &Host, request: InterviewRequest) -> Answer<InterviewView> {
    Ok(finished(&host.office.read(|desk| desk.interview(InterviewId(request.interview)))?))
}

pub fn interview_summary(host: &Host, request: InterviewSummaryRequest) -> Answer<InterviewSummary> {
    let id = InterviewId(request.interview);
    Ok(summary(&host.office.read(|desk| desk.interview_summary(id, &request.language))?))
}

pub fn sealed_notes(host: &Host, request: SealedNotesRequest) -> Answer<SealedNotesView> {
    let participant = ParticipantId(request.participant);
    Ok(notes(&host.office.write(|desk| desk.sealed_notes_and_draft(participant))?))
}

pub fn draft_sealed_note(host: &Host, request: WriteSealedNoteRequest) -> Answer<()> {
    let participant = ParticipantId(request.participant);
    Ok(host.office.write(|desk| desk.draft_sealed_note(participant, &request.text))?)
}

pub fn write_sealed_note(host: &Host, request: WriteSealedNoteRequest) -> Answer<SealedNotesView> {
    let participant = ParticipantId(request.participant);
    host.office.write(|desk| desk.write_sealed_note(participant, &request.text))?;
    sealed_notes(host, SealedNotesRequest { participant: request.participant })
}

pub fn reveal_sealed_note(host: &Host, request: SealedNoteRequest) -> Answer<SealedNoteText> {
    let text = host.office.write(|desk| desk.reveal_sealed_note(SealedNoteId(request.note)))?;
    // EXPOSE: opened on purpose by a caseworker, as the journal says.
    Ok(SealedNoteText { note: request.note, text: text.expose().clone() })
}

pub fn remove_sealed_note(host: &Host, request: SealedNoteRequest) -> Answer<SealedNotesView> {
    put_away(host, &request, true)
}

pub fn restore_sealed_note(host: &Host, request: SealedNoteRequest) -> Answer<SealedNotesView> {
    put_away(host, &request, false)
}

fn put_away(host: &Host, request: &SealedNoteRequest, away: bool) -> Answer<SealedNotesView> {
    let note = SealedNoteId(request.note);
    let participant = host.office.write(|desk| desk.remove_sealed_note(note, away))?;
    sealed_notes(host, SealedNotesRequest { participant: participant.0 })
}

pub fn hand_screen(host: &Host, request: HandScreenRequest) -> Answer<HandedView> {
    Ok(handed(&host.office.hand_screen(DraftId(request.draft), request.revision, &request.language)?))
}

pub fn handed_screen(host: &Host, (): ()) -> Answer<HandedView> {
    Ok(handed(&host.office.handed_screen()?))
}

pub fn evaluate_handed(host: &Host, request: SaveHandedRequest) -> Answer<FormState> {
    Ok(state(&host.office.evaluate_handed(&request.answers)?))
}

pub fn save_handed(host: &Host, request: SaveHandedRequest) -> Answer<DraftSaved> {
    let (revision, saved_at, said) = host.office.save_handed(request.revision, &request.answers)?;
    Ok(DraftSaved { revision, saved_at, state: state(&said) })
}

pub fn take_back_screen(host: &Host, request: TakeBackRequest) -> Answer<SessionView> {
    host.office.take_back_screen(&request.current).map_err(at_current)?;
    now(host)
}
