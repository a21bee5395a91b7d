//! Notes that are read only on purpose.

use guarded::Guarded;
use office::{ErasureReason, OfficeError};

use super::{MORI, colleague, desk, switch};
use crate::care::{self, Here, deed, secret};
use casework::ids::ParticipantId;

fn typed(here: &Here, person: ParticipantId) -> String {
    here.office.write(|desk| desk.sealed_notes_and_draft(person)).expect("the notes").draft.expose().clone()
}

#[test]
fn opening_one_is_in_the_journal_before_anybody_reads_it_and_counted() {
    let (here, amal) = desk();
    let note = here.office.write(|desk| desk.write_sealed_note(amal, &secret("The brother's name"))).expect("sealed");
    let (_, notes) = here.office.read(|desk| desk.sealed_notes(amal)).expect("the notes");
    assert_eq!((notes.len(), notes[0].note.reveals), (1, 0));
    assert!(!format!("{notes:?}").contains("brother"), "closed");
    assert!(!here.deeds().contains(&deed("reveal", "sealed_note")));

    let text = here.office.write(|desk| desk.reveal_sealed_note(note)).expect("opened");

    assert_eq!(text.expose(), "The brother's name");
    let entry = here.journal().into_iter().find(|line| line.verb == "reveal").expect("an entry");
    assert_eq!(entry.subject, "sealed_note");
    assert_eq!(here.office.read(|desk| desk.sealed_notes(amal)).expect("the notes").1[0].note.reveals, 1);
}

#[test]
fn what_is_being_typed_survives_a_lock_and_is_for_whoever_typed_it() {
    let (here, amal) = desk();
    colleague(&here);
    here.office.write(|desk| desk.draft_sealed_note(amal, &secret("half a sen"))).expect("kept");
    switch(&here, care::GOOD);
    assert_eq!(typed(&here, amal), "half a sen");
    switch(&here, MORI);
    assert_eq!(typed(&here, amal), "", "not for others");
    here.office.write(|desk| desk.draft_sealed_note(amal, &secret("theirs"))).expect("kept");
    switch(&here, care::GOOD);
    assert_eq!(typed(&here, amal), "half a sen");

    here.office.write(|desk| desk.write_sealed_note(amal, &secret("half a sentence"))).expect("sealed");
    assert_eq!(typed(&here, amal), "", "what is sealed is not typed any more");
    switch(&here, MORI);
    assert_eq!(typed(&here, amal), "theirs");
    here.office.write(|desk| desk.draft_sealed_note(amal, &secret(""))).expect("kept");
    assert_eq!(typed(&here, amal), "");
}

#[test]
fn a_note_without_words_is_refused_and_one_taken_away_comes_back() {
    let (here, amal) = desk();
    let empty = here.office.write(|desk| desk.write_sealed_note(amal, &secret("  \n ")));
    assert!(matches!(empty, Err(OfficeError::Field { ref field, .. }) if field == "text"));
    let note = here.office.write(|desk| desk.write_sealed_note(amal, &secret("x"))).expect("sealed");
    here.office.write(|desk| desk.remove_sealed_note(note, true)).expect("taken away");
    assert!(here.office.read(|desk| desk.sealed_notes(amal)).expect("the notes").1.is_empty());
    assert_eq!(here.office.write(|desk| desk.reveal_sealed_note(note)).err(), Some(OfficeError::NotFound));
    here.office.write(|desk| desk.remove_sealed_note(note, false)).expect("back");
    assert_eq!(here.office.write(|desk| desk.reveal_sealed_note(note)).expect("opened").expose(), "x");
}

#[test]
fn an_erasure_takes_them_and_what_was_being_typed() {
    let (here, amal) = desk();
    here.office.write(|desk| desk.write_sealed_note(amal, &secret("sealed words"))).expect("sealed");
    here.office.write(|desk| desk.draft_sealed_note(amal, &secret("typed words"))).expect("kept");
    here.office.erase(amal, ErasureReason::Asked, &secret(care::GOOD)).expect("erased");
    assert!(here.office.read(|desk| desk.sealed_notes(amal)).is_err());
    let kept = here.office.write(|desk| desk.draft_sealed_note(amal, &Guarded::from("again")));
    assert_eq!(kept, Err(OfficeError::NotFound));
}
