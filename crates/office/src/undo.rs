//! Undoing: what was changed of a participant since the vault was opened can be taken back, step by step.
//!
//! Every use case that writes comes through one door, [`Office::write`], and there it is noted which rows of which
//! participants it changed, whatever use case it was. The notes lie in memory only and are gone at the lock.

use std::collections::{BTreeMap, BTreeSet};

use casework::ids::ParticipantId;
use store::{Difference, Edited, RestoreError};

use crate::{
    clock::Clock,
    desk::{Change, Trail, WritingDesk},
    error::OfficeError,
    roles::Act,
    session::{Office, OpenVault},
};

/// How many steps back there are for each participant.
const STEPS: usize = 50;

/// What is not undone here: it has a way back of its own, or none by intention.
const NOT_HERE: [&str; 9] =
    ["undo", "redo", "erase", "merge", "separate", "import", "hand_over", "take_back", "accept"];

/// The edits of this session.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    people: BTreeMap<ParticipantId, History>,
}

#[derive(Debug, Default)]
struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

#[derive(Debug, Clone)]
struct Edit {
    step: UndoStep,
    record: Option<u32>,
    /// What one had to be allowed to do for it, and has to be for taking it back.
    acts: BTreeSet<Act>,
    difference: Difference,
}

/// An edit as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoStep {
    /// When (RFC 3339).
    pub at: String,
    /// What was done, as the journal calls it.
    pub verb: String,
    /// With what kind of record, as the journal calls it.
    pub subject: String,
}

/// What can be undone and done again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoState {
    /// What is undone next.
    pub undo: Option<UndoStep>,
    /// What is done again next.
    pub redo: Option<UndoStep>,
    /// How many steps back there are.
    pub steps: usize,
}

impl Edits {
    /// Keeps what a use case changed.
    pub(crate) fn keep(&mut self, at: &str, edited: Edited, trail: Trail) {
        for (person, difference) in edited.people {
            if edited.new.contains(&person) {
                continue;
            }
            let noted = trail.notes.iter().rev().find(|note| note.person == person);
            let history = self.people.entry(person).or_default();
            match noted {
                Some(note) if NOT_HERE.contains(&note.verb.as_str()) => *history = History::default(),
                Some(note) => {
                    let step = UndoStep { at: at.to_owned(), verb: note.verb.clone(), subject: note.subject.clone() };
                    let edit = Edit { step, record: note.record, acts: trail.acts.clone(), difference };
                    history.undone.clear();
                    history.done.push(edit);
                    let over = history.done.len().saturating_sub(STEPS);
                    history.done.drain(..over);
                }
                // A draft that saves itself is no edit: nobody noted it.
                None => (),
            }
        }
    }

    /// Forgets what was done to a participant: their records are others now.
    pub(crate) fn forget(&mut self, person: ParticipantId) {
        self.people.remove(&person);
    }

    fn state(&self, person: ParticipantId) -> UndoState {
        let Some(history) = self.people.get(&person) else { return UndoState::default() };
        let step = |edits: &[Edit]| edits.last().map(|edit| edit.step.clone());
        UndoState { undo: step(&history.done), redo: step(&history.undone), steps: history.done.len() }
    }
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

impl Office {
    /// Returns what can be undone of a participant.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; what the store says.
    pub fn undo_state(&self, person: ParticipantId) -> Result<UndoState, OfficeError> {
        self.read(|desk| {
            desk.may(Act::SeePeople)?;
            Ok(desk.records.summary(person).map(drop)?)
        })?;
        self.at_work(|open, _| Ok(open.edits.state(person)))
    }

    /// Takes back the newest edit of a participant.
    ///
    /// # Errors
    /// [`OfficeError::NothingToUndo`]; [`OfficeError::UndoConflict`] when the records were changed since;
    /// [`OfficeError::DocumentDamaged`] when the file of a removed document is gone; [`OfficeError::Forbidden`] for what
    /// the person at the keyboard may not do; [`OfficeError::HandedOver`]. Then nothing was changed.
    pub fn undo(&self, person: ParticipantId) -> Result<UndoState, OfficeError> {
        self.step(person, Way::Back)
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// As [`undo`](Self::undo).
    pub fn redo(&self, person: ParticipantId) -> Result<UndoState, OfficeError> {
        self.step(person, Way::Again)
    }

    fn step(&self, person: ParticipantId, way: Way) -> Result<UndoState, OfficeError> {
        self.at_work(|open, clock| {
            let history = open.edits.people.get(&person).ok_or(OfficeError::NothingToUndo)?;
            let edits = if way == Way::Back { &history.done } else { &history.undone };
            let edit = edits.last().cloned().ok_or(OfficeError::NothingToUndo)?;
            open.take_back(clock, person, &edit, way)?;
            let history = open.edits.people.entry(person).or_default();
            let (from, to) = match way {
                Way::Back => (&mut history.done, &mut history.undone),
                Way::Again => (&mut history.undone, &mut history.done),
            };
            to.extend(from.pop());
            Ok(open.edits.state(person))
        })
    }
}

impl OpenVault {
    fn take_back(
        &mut self,
        clock: &dyn Clock,
        person: ParticipantId,
        edit: &Edit,
        way: Way,
    ) -> Result<(), OfficeError> {
        let actor = self.actor.clone();
        self.write(clock, |writer| {
            let desk = WritingDesk::new(writer, clock, &actor);
            edit.acts.iter().try_for_each(|act| desk.may(*act))?;
            desk.not_away(person)?;
            let (verb, difference) = match way {
                Way::Back => ("undo", edit.difference.clone()),
                Way::Again => ("redo", edit.difference.reversed()),
            };
            writer.restore(&difference)?;
            desk.note_change(&Change {
                verb,
                subject: &edit.step.subject,
                id: edit.record,
                person: Some(person),
                ..Change::default()
            })
        })
    }
}

impl From<RestoreError> for OfficeError {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Changed => Self::UndoConflict,
            RestoreError::FileGone => Self::DocumentDamaged,
            RestoreError::Store(error) => error.into(),
        }
    }
}
