//! Taking back what was changed of a participant.

use casework::ids::ParticipantId;
use office::UndoState;

use crate::{
    error::CommandError,
    host::Host,
    views::{
        people::ParticipantRequest,
        undo::{UndoStep, UndoView},
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn undo_state(host: &Host, request: ParticipantRequest) -> Answer<UndoView> {
    Ok(view(host.office.undo_state(ParticipantId(request.id))?))
}

pub fn undo(host: &Host, request: ParticipantRequest) -> Answer<UndoView> {
    Ok(view(host.office.undo(ParticipantId(request.id))?))
}

pub fn redo(host: &Host, request: ParticipantRequest) -> Answer<UndoView> {
    Ok(view(host.office.redo(ParticipantId(request.id))?))
}

fn view(state: UndoState) -> UndoView {
    let step = |step: office::UndoStep| UndoStep { at: step.at, verb: step.verb, subject: step.subject };
    let steps = u32::try_from(state.steps).unwrap_or(u32::MAX);
    UndoView { undo: state.undo.map(step), redo: state.redo.map(step), steps }
}
