//! The screen in the hands of the participant.

use std::collections::BTreeMap;

use guarded::Guarded;
use office::{OfficeError, SessionError, Stage};

use super::{WORK, desk, form, open, plain, save, switch, take_in};
use crate::care::{self, Here, deed, secret};
use casework::ids::{DraftId, ParticipantId};

fn handed() -> (Here, ParticipantId, DraftId, casework::ids::FormId) {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let revision = save(&here, draft.id, draft.revision, &[("age", "30"), ("job", "cook")]).expect("saved");
    here.office.hand_screen(draft.id, revision, "default").expect("handed over");
    (here, amal, draft.id, work)
}

fn said(pairs: &[(&str, &str)]) -> BTreeMap<String, Guarded<String>> {
    pairs.iter().map(|(path, text)| ((*path).to_owned(), Guarded::from(*text))).collect()
}

#[test]
fn only_their_own_questions_are_shown_and_only_their_own_answers() {
    let (here, ..) = handed();
    let screen = here.office.handed_screen().expect("their screen");
    assert_eq!(plain(&screen.answers), [("job", "cook")], "not what the caseworker wrote");
    let asked: Vec<_> = screen.state.questions.keys().map(String::as_str).collect();
    assert_eq!(asked, ["job", "more", "which"]);
    let state = here.office.evaluate_handed(&said(&[("more", "yes"), ("age", "3")])).expect("judged");
    assert!(state.questions["which"].relevant, "skip logic goes on");
    assert!(!state.questions.contains_key("age"));
}

#[test]
fn nothing_else_is_read_or_written_meanwhile() {
    let (here, amal, draft, work) = handed();
    assert_eq!(here.office.status().stage, Stage::Handed);
    assert!(here.office.read(|desk| desk.participant_page(amal)).is_err());
    assert!(here.office.read(|desk| desk.day()).is_err());
    assert!(here.office.read(|desk| desk.sealed_notes(amal)).is_err());
    assert!(here.office.write(|desk| desk.open_interview_with(amal, Some(work))).is_err());
    assert!(save(&here, draft, 1, &[("age", "99")]).is_err());
    assert!(here.office.undo(amal).is_err());
    assert!(here.office.erase(amal, office::ErasureReason::Asked, &secret(care::GOOD)).is_err());
    assert!(here.office.members().is_err());
    assert!(here.office.hand_screen(draft, 1, "default").is_err());
    assert_eq!(here.office.status().stage, Stage::Handed, "and it is still in their hands");
}

#[test]
fn their_answers_take_the_place_of_their_own_alone() {
    let (here, amal, _, work) = handed();
    let revision = here.office.handed_screen().expect("their screen").revision;
    let theirs = said(&[
        ("job", "driver"),
        ("more", "yes"),
        ("which", "nights"),
        ("age", "99"),
        ("flight", "x"),
        ("nonsense", "y"),
    ]);
    here.office.save_handed(revision, &theirs).expect("kept");
    assert_eq!(here.office.save_handed(revision, &theirs).err(), Some(OfficeError::DraftConflict));
    here.office.take_back_screen(&secret(care::GOOD)).expect("taken back");
    let draft = open(&here, amal, work).draft;
    assert_eq!(plain(&draft.content.answers), [("age", "30"), ("job", "driver"), ("more", "yes"), ("which", "nights")]);
    assert_eq!(draft.content.focus, "job", "the cursor of the caseworker stays where it was");
    for entry in ["hand_over", "take_back"] {
        assert!(here.deeds().contains(&deed(entry, "draft")), "{entry}");
    }
}

#[test]
fn only_the_passphrase_of_whoever_handed_it_over_takes_it_back() {
    let (here, ..) = handed();
    let wrong = here.office.take_back_screen(&secret("not the passphrase"));
    assert_eq!(wrong.err(), Some(SessionError::WrongSecret));
    assert_eq!(here.office.status().stage, Stage::Handed);
    assert_eq!(here.office.take_back_screen(&secret(care::GOOD)).expect("taken back").stage, Stage::Open);
    assert_eq!(here.office.take_back_screen(&secret(care::GOOD)).err(), Some(SessionError::WrongStage));
    assert!(here.office.handed_screen().is_err(), "nothing is handed over any more");
}

#[test]
fn a_lock_meanwhile_leads_to_the_lock_screen_and_keeps_what_they_said() {
    let (here, amal, _, work) = handed();
    let revision = here.office.handed_screen().expect("their screen").revision;
    here.office.save_handed(revision, &said(&[("job", "driver")])).expect("kept");
    assert_eq!(here.office.lock().stage, Stage::Locked);
    assert!(here.office.handed_screen().is_err());
    assert_eq!(here.office.take_back_screen(&secret(care::GOOD)).err(), Some(SessionError::WrongStage));
    switch(&here, care::GOOD);
    assert_eq!(here.office.status().stage, Stage::Open);
    assert_eq!(plain(&open(&here, amal, work).draft.content.answers), [("age", "30"), ("job", "driver")]);
}

#[test]
fn a_form_without_questions_for_them_is_not_handed_over() {
    let (here, amal) = desk();
    let only_ours = take_in(&here, &form("type|name|label\ntext|ours|Ours"));
    let draft = open(&here, amal, only_ours).draft;
    assert_eq!(here.office.hand_screen(draft.id, draft.revision, "en").err(), Some(OfficeError::NothingToHand));
    assert_eq!(here.office.status().stage, Stage::Open);
}

#[test]
fn a_language_the_form_does_not_have_becomes_its_own() {
    let (here, amal) = desk();
    let draft = open(&here, amal, store::STANDARD).draft;
    let screen = here.office.hand_screen(draft.id, draft.revision, "ar").expect("handed over");
    assert_eq!(screen.language, "ar");
    assert!(screen.form.definition().is_rtl("ar"), "from right to left");
    here.office.take_back_screen(&secret(care::GOOD)).expect("taken back");
    let screen = here.office.hand_screen(draft.id, draft.revision, "tlh").expect("handed over");
    assert_eq!(screen.language, "ja");
}
