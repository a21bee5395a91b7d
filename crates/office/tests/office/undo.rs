//! Taking back what was changed of a participant.

use std::collections::BTreeMap;

use crate::care::{self, here};
use casework::{
    consent::{How, Purpose},
    names::NameKind,
};
use guarded::Guarded;
use office::{EnteredConsent, NewName, NewParticipant, OfficeError, SaveDraft, UndoStep};
use store::DraftContent;

fn named(name: &str) -> NewParticipant {
    NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: vec![],
        first_contact: String::from("2024-06-01"),
        ..NewParticipant::default()
    }
}

fn told(step: Option<UndoStep>) -> Option<(String, String)> {
    step.map(|step| (step.verb, step.subject))
}

fn words(verb: &str, subject: &str) -> Option<(String, String)> {
    Some((verb.to_owned(), subject.to_owned()))
}

#[test]
fn every_edit_is_taken_back_step_by_step_and_done_again() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let name = || {
        let page = here.office.read(|desk| desk.participant_page(amal)).expect("a page");
        page.participant.profile.names[0].text.expose().clone()
    };
    assert_eq!(here.office.undo_state(amal).expect("a state").undo, None, "that they were added is no edit of theirs");
    here.office.write(|desk| desk.correct_participant(amal, &named("Amaal"))).expect("corrected");
    here.office
        .write(|desk| {
            desk.record_consent(amal, &EnteredConsent::new(Purpose::Interview, "en", How::Spoken, "2024-06-20"))
        })
        .expect("a consent");

    let state = here.office.undo_state(amal).expect("a state");
    assert_eq!((told(state.undo), state.redo, state.steps), (words("add", "consent"), None, 2));
    let state = here.office.undo(amal).expect("undone");
    assert_eq!((told(state.undo), told(state.redo)), (words("correct", "participant"), words("add", "consent")));
    assert_eq!(here.deeds()[0], care::deed("undo", "consent"));
    here.office.undo(amal).expect("undone");
    assert_eq!(name(), "Amal");
    assert_eq!(here.office.undo(amal), Err(OfficeError::NothingToUndo));

    here.office.redo(amal).expect("done again");
    assert_eq!(name(), "Amaal");
    assert!(here.deeds().contains(&care::deed("redo", "participant")));
    here.office.write(|desk| desk.correct_participant(amal, &named("Amal B."))).expect("corrected");
    assert_eq!(here.office.redo(amal), Err(OfficeError::NothingToUndo), "a new edit ends what could be done again");
}

#[test]
fn a_finished_interview_becomes_a_draft_again() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let open = here.office.write(|desk| desk.open_interview(amal)).expect("a draft");
    let content = DraftContent {
        answers: BTreeMap::from([(String::from("wish"), Guarded::from("a kitchen"))]),
        focus: String::new(),
        held_on: String::from("2024-06-20"),
    };
    let save = SaveDraft { draft: open.draft.id, revision: open.draft.revision, content };
    let (revision, _) = here.office.write(|desk| desk.save_draft(&save)).expect("saved");
    assert_eq!(here.office.undo_state(amal).expect("a state").steps, 0, "typing is no step");
    here.office.write(|desk| desk.finish_interview(open.draft.id, revision, false)).expect("finished");

    here.office.undo(amal).expect("undone");

    let again = here.office.write(|desk| desk.open_interview(amal)).expect("the draft");
    assert_eq!(again.draft.content.answers.len(), 1, "what was typed is there");
}

#[test]
fn a_removed_document_comes_back() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let consent = EnteredConsent::new(Purpose::Sharing, "en", How::Spoken, "2024-06-20");
    here.office.write(|desk| desk.record_consent(amal, &consent)).expect("a consent");
    let bytes = Guarded::new(b"some text".to_vec());
    let id =
        here.office.write(|desk| desk.attach_document(amal, &Guarded::from("a.txt"), bytes.clone())).expect("attached");
    here.office.write(|desk| desk.remove_document(id)).expect("removed");

    here.office.undo(amal).expect("undone");

    assert_eq!(here.office.read(|desk| desk.document_copy(id, None)).expect("the document").bytes, bytes);
    here.office.undo(amal).expect("undone");
    assert!(here.office.read(|desk| desk.documents(amal)).expect("the list").is_empty());
    here.office.redo(amal).expect("done again");
    assert_eq!(here.office.read(|desk| desk.document_copy(id, None)).expect("the document").bytes, bytes);
}

#[test]
fn what_can_be_undone_is_gone_after_a_lock() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    here.office.write(|desk| desk.correct_participant(amal, &named("Amaal"))).expect("corrected");

    here.open_on("2024-06-20");

    assert_eq!(here.office.undo(amal), Err(OfficeError::NothingToUndo));
}
