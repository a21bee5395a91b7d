//! What nobody fills in, and what can be shown to somebody who helps with the program.

use std::collections::BTreeMap;

use crate::care::{self, entered, here, secret};
use casework::consent::{How, Purpose};
use guarded::Guarded;
use office::{EnteredConsent, FieldForm, FieldUse, NewParticipant, SaveDraft};
use store::DraftContent;

/// Texts that stand nowhere else.
fn canary(n: usize) -> String {
    format!("kanarie{n:02}qzxjvw")
}

#[test]
fn nothing_that_anybody_typed_is_in_the_support_bundle() {
    let here = here("2024-06-20");
    let office = &here.office;
    let mut planted = 0;
    let mut next = || {
        planted += 1;
        canary(planted)
    };
    let person = NewParticipant { languages: vec![String::from("ar")], ..entered(&next()) };
    let id = office.write(|desk| desk.add_participant(&person, true)).expect("somebody");
    office
        .write(|desk| {
            desk.record_consent(id, &EnteredConsent::new(Purpose::Interview, "ar", How::Spoken, "2024-06-20"))
        })
        .expect("a consent");
    let open = office.write(|desk| desk.open_interview(id)).expect("a draft");
    let content = DraftContent {
        answers: BTreeMap::from([(String::from("wish"), Guarded::new(next()))]),
        focus: String::new(),
        held_on: String::from("2024-06-20"),
    };
    let save = SaveDraft { draft: open.draft.id, revision: open.draft.revision, content };
    let (revision, _) = office.write(|desk| desk.save_draft(&save)).expect("saved");
    office.write(|desk| desk.finish_interview(open.draft.id, revision, false)).expect("finished");
    office
        .write(|desk| desk.attach_document(id, &Guarded::new(next()), Guarded::new(next().into_bytes())))
        .expect("attached");
    let company = office.write(|desk| desk.add_company(&Guarded::new(next()))).expect("a company");
    let placement = EnteredConsent::new(Purpose::Placement, "ar", How::Spoken, "2024-06-20");
    office.write(|desk| desk.record_consent(id, &placement)).expect("a consent");
    office.write(|desk| desk.recommend(id, company, care::day("2024-06-20"))).expect("recommended");
    office.write(|desk| desk.save_organisation(&next(), "2016-02-26", 5)).expect("settings");
    let text = other_laptop();
    office.write(|desk| desk.know_laptop(&text, &Guarded::new(next()))).expect("a laptop");
    office
        .erase(
            office.write(|desk| desk.add_participant(&entered("Bashir"), true)).expect("another"),
            office::ErasureReason::Mistake,
            &secret(care::GOOD),
        )
        .expect("erased");
    office.note_failure("disk_full");

    let bundle = office.support_bundle().expect("a bundle");

    assert!(planted >= 7, "the control: {planted} texts were planted");
    for n in 1..=planted {
        assert!(!bundle.contains(&canary(n)), "text {n} is in the bundle");
    }
    assert!(!bundle.contains("2024-06-"), "a day is in the bundle");
    assert!(!bundle.contains("SYR") && !bundle.contains("1990") && !bundle.contains("Bashir"));
    assert!(
        bundle.contains("disk_full") && bundle.contains("\"participant\": \"1-9\""),
        "the control: it says something"
    );
    let path = here.folder.path().to_string_lossy().into_owned();
    assert!(!bundle.contains(&path), "the folder is in the bundle");
}

fn other_laptop() -> String {
    here("2024-06-20").office.own_laptop().expect("a key").text
}

fn of<'a>(uses: &'a [FieldUse], field: &str) -> &'a FieldUse {
    uses.iter().find(|one| one.field == field).unwrap_or_else(|| panic!("{field} is counted"))
}

#[test]
fn what_nobody_fills_in_is_told_first() {
    let here = here("2024-06-20");
    here.meet("Amal", "2024-06-01");
    let bare = NewParticipant {
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: vec![],
        ..entered("Bashir")
    };
    here.office.write(|desk| desk.add_participant(&bare, true)).expect("somebody");

    let uses = here.office.read(|desk| desk.unused_fields()).expect("the fields");

    let counts = |field| (of(&uses, field).filled, of(&uses, field).of);
    assert_eq!(counts("participant.birth"), (1, 2));
    assert_eq!(counts("participant.residence_status"), (0, 2));
    assert_eq!(counts("participant.work_permission"), (0, 2), "what stands there unasked is not filled in");
    assert_eq!(counts("participant_name"), (2, 2));
    assert_eq!(uses[0].filled, 0);
    assert!(uses.iter().all(|one| one.form == FieldForm::Profile), "no interview was held");
}

#[test]
fn a_question_that_was_never_answered_is_told() {
    let here = here("2024-06-20");
    let id = here.meet("Amal", "2024-06-01");
    let open = here.office.write(|desk| desk.open_interview(id)).expect("a draft");
    let content = DraftContent {
        answers: BTreeMap::from([(String::from("wish"), secret("a kitchen"))]),
        focus: String::new(),
        held_on: String::from("2024-06-20"),
    };
    let save = SaveDraft { draft: open.draft.id, revision: open.draft.revision, content };
    let (revision, _) = here.office.write(|desk| desk.save_draft(&save)).expect("saved");
    here.office.write(|desk| desk.finish_interview(open.draft.id, revision, false)).expect("finished");

    let uses = here.office.read(|desk| desk.unused_fields()).expect("the fields");

    let asked: Vec<_> = uses.iter().filter(|one| matches!(one.form, FieldForm::Interview(..))).collect();
    assert!(asked.len() > 1);
    assert_eq!(asked.iter().map(|one| (one.filled, one.of)).collect::<std::collections::BTreeSet<_>>().len(), 2);
    assert_eq!((of(&uses, "wish").filled, of(&uses, "wish").of), (1, 1));
}
