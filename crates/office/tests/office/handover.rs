//! A case on its way between two laptops, each with a vault of its own.

use std::collections::BTreeMap;

use crate::care::{self, Here, deed, entered, here, secret};
use casework::{
    consent::{How, Purpose},
    ids::ParticipantId,
    placement::Step,
};
use guarded::Guarded;
use office::{
    EnteredConsent, ErasureReason, HandOverFile, NewParticipant, OfficeError, ParcelDone, ParcelKind, ParcelPreview,
    Role, SaveDraft,
};
use store::{DocumentId, DraftContent, Ended};

const YEARS: [i32; 3] = [2023, 2024, 2025];

/// Two laptops whose keys were compared.
fn two() -> (Here, Here) {
    let (one, other) = (here("2024-06-20"), here("2024-06-20"));
    know(&one, &other, "Mori's laptop");
    know(&other, &one, "Sato's laptop");
    (one, other)
}

fn know(one: &Here, other: &Here, name: &str) {
    let text = other.office.own_laptop().expect("a key").text;
    one.office.write(|desk| desk.know_laptop(&text, &secret(name))).expect("kept");
}

fn laptop(here: &Here) -> u32 {
    here.office.read(|desk| desk.laptops()).expect("laptops").first().expect("a laptop").laptop.id
}

/// Somebody with something of everything.
fn full(here: &Here) -> (ParticipantId, DocumentId) {
    let office = &here.office;
    let amal = here.meet("Amal Khan", "2024-04-10");
    office
        .write(|desk| {
            desk.record_consent(amal, &EnteredConsent::new(Purpose::Sharing, "ar", How::Spoken, "2024-04-12"))?;
            desk.record_consent(amal, &EnteredConsent::new(Purpose::Interview, "ar", How::Interpreted, "2024-04-10"))
        })
        .expect("consents");
    let open = office.write(|desk| desk.open_interview(amal)).expect("a draft");
    let content = DraftContent {
        answers: BTreeMap::from([(String::from("wish"), secret("a kitchen of her own"))]),
        focus: String::new(),
        held_on: String::from("2024-05-02"),
    };
    let save = SaveDraft { draft: open.draft.id, revision: open.draft.revision, content };
    let (revision, _) = office.write(|desk| desk.save_draft(&save)).expect("saved");
    office.write(|desk| desk.finish_interview(open.draft.id, revision, false)).expect("finished");
    let company = here.company("Yamamoto Foods");
    let recommended = here.recommend(amal, company, "2024-05-10");
    here.step(recommended, Step::Offer, "2024-05-20");
    let document =
        office.write(|desk| desk.attach_document(amal, &secret("指定書.txt"), bytes(200_000))).expect("attached");
    (amal, document)
}

fn bytes(length: usize) -> Guarded<Vec<u8>> {
    Guarded::new((0..length).map(|at| b'a' + u8::try_from(at % 23).expect("small")).collect())
}

fn hand_over(here: &Here, id: ParticipantId) -> HandOverFile {
    here.office.hand_over(id, laptop(here)).expect("a file")
}

fn look(here: &Here, file: &[u8]) -> Result<ParcelPreview, OfficeError> {
    here.office.look_at_parcel(&Guarded::new(file.to_vec()))
}

fn accept(here: &Here, file: &[u8]) -> ParcelDone {
    look(here, file).expect("a parcel for this laptop");
    here.office.accept_parcel().expect("accepted")
}

/// Every figure of some years.
fn figures(here: &Here) -> Vec<(String, i32, u64)> {
    let mut all = Vec::new();
    for year in YEARS {
        let figures = here.office.read(|desk| desk.figures(year)).expect("figures").figures;
        all.extend(figures.into_iter().map(|figure| (figure.indicator.id.to_string(), year, figure.value)));
    }
    all
}

fn together(one: &Here, other: &Here) -> Vec<(String, i32, u64)> {
    let (one, other) = (figures(one), figures(other));
    one.into_iter().zip(other).map(|((id, year, a), (_, _, b))| (id, year, a + b)).collect()
}

fn nobody() -> Vec<(String, i32, u64)> {
    figures(&here("2024-06-20"))
}

fn correct(here: &Here, id: ParticipantId) -> Result<(), OfficeError> {
    let amended = NewParticipant { languages: vec![String::from("fr")], ..entered("Amal Khan") };
    here.office.write(|desk| desk.correct_participant(id, &amended))
}

#[test]
fn a_whole_case_goes_to_another_laptop() {
    let (one, other) = two();
    let (amal, document) = full(&one);
    // Numbers are others there.
    other.meet("Bashir", "2024-06-01");
    other.company("Sakura");

    let file = hand_over(&one, amal);
    let preview = look(&other, &file.bytes).expect("a parcel");

    assert_eq!(preview.kind, ParcelKind::New);
    assert_eq!(preview.from.expose(), "Sato's laptop");
    assert_eq!(preview.names[0].expose(), "Amal Khan");
    assert_eq!((preview.counts["interview"], preview.counts["document"], preview.counts["consent"]), (1, 1, 3));
    let there = other.office.accept_parcel().expect("accepted").participant.expect("somebody");
    let page = |here: &Here, id| here.office.read(|desk| desk.participant_page(id)).expect("a page");
    let (before, after) = (page(&one, amal), page(&other, there));
    assert_eq!(after.participant.profile, before.participant.profile);
    let kinds = |page: &office::ParticipantPage| {
        let mut kinds: Vec<_> = page.timeline.iter().map(|line| (line.fact.on, line.fact.kind)).collect();
        kinds.sort_unstable();
        kinds
    };
    assert_eq!(kinds(&after), kinds(&before), "every dated fact");
    let documents = other.office.read(|desk| desk.documents(there)).expect("documents");
    assert_eq!(documents[0].document.name.expose(), "指定書.txt");
    let copy = |here: &Here, id| here.office.read(|desk| desk.document_copy(id, None)).expect("a document").bytes;
    assert_eq!(copy(&other, documents[0].document.id), copy(&one, document), "byte for byte");
    let history = other.office.read(|desk| desk.carried_history(there)).expect("a history");
    assert!(history.iter().any(|line| line.verb == "finish" && line.subject == "interview"));
    assert!(history.iter().all(|line| line.who.is_some()), "and who did it");
    assert!(other.deeds().contains(&deed("accept", "case")));
    assert!(correct(&other, there).is_ok(), "it is worked on there");
}

#[test]
fn what_was_handed_over_is_only_read_here() {
    let (one, _other) = two();
    let (amal, document) = full(&one);
    hand_over(&one, amal);

    let refused = Some(OfficeError::HandedOver);
    assert_eq!(correct(&one, amal).err(), refused);
    let consent = one
        .office
        .write(|desk| desk.record_consent(amal, &EnteredConsent::new(Purpose::Media, "ar", How::Spoken, "2024-06-20")));
    assert_eq!(consent.err(), refused);
    assert_eq!(one.office.write(|desk| desk.open_interview(amal)).err(), refused);
    assert_eq!(one.office.write(|desk| desk.remove_document(document)).err(), refused);
    assert_eq!(one.office.write(|desk| desk.attach_document(amal, &secret("b.txt"), bytes(9))).err(), refused);
    assert_eq!(one.office.undo(amal).err(), refused);
    assert_eq!(one.office.hand_over(amal, laptop(&one)).err(), refused);
    assert!(one.office.read(|desk| desk.document_copy(document, None)).is_ok(), "reading goes on");
    let away = one.office.read(|desk| desk.whereabouts(amal)).expect("whereabouts").away.expect("away");
    assert_eq!((away.laptop.expose().as_str(), away.serial), ("Mori's laptop", 1));
    let bashir = one.meet("Bashir", "2024-06-01");
    assert!(correct(&one, bashir).is_ok(), "others are worked on");
}

#[test]
fn every_case_is_counted_once_wherever_it_is() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    other.meet("Bashir", "2024-06-01");
    let (here_before, there_before, all) = (figures(&one), figures(&other), together(&one, &other));
    assert_ne!(here_before, nobody(), "the control");

    let file = hand_over(&one, amal);
    assert_eq!(figures(&one), here_before);
    let there = accept(&other, &file.bytes).participant.expect("somebody");
    assert_eq!(figures(&one), here_before, "no figure of this laptop changes");
    assert_eq!(figures(&other), there_before, "nor of that one");

    // The same year, another recommendation: the person is counted as recommended once over both.
    let company = other.company("Sakura");
    other.recommend(there, company, "2024-06-10");
    let now = together(&one, &other);
    let value = |all: &[(String, i32, u64)], id: &str| {
        all.iter().find(|(known, year, _)| known == id && *year == 2024).expect("a figure").2
    };
    for ((id, year, before), (_, _, after)) in all.iter().zip(&now) {
        let grown = after - before;
        assert!(grown <= 1, "{id} of {year} grew by {grown}");
    }
    assert_eq!(value(&now, "participants_recommended"), value(&all, "participants_recommended"), "persons, each once");
    assert_eq!(value(&now, "companies_recommended_to"), value(&all, "companies_recommended_to") + 1);

    // And back again.
    let back = hand_over(&other, there);
    let (one_before, all) = (figures(&one), together(&one, &other));
    assert_eq!(look(&one, &back.bytes).expect("a return").kind, ParcelKind::Return(amal));
    one.office.accept_parcel().expect("accepted");
    assert_eq!((figures(&one), together(&one, &other)), (one_before, all));
    let explained = one.office.read(|desk| desk.explain(2024, "companies_recommended_to")).expect("explained");
    assert_eq!(explained.elsewhere, 1, "one of the companies behind it is counted there");
}

#[test]
fn a_case_comes_back_with_what_was_added_and_the_other_laptop_lets_go() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    let there = accept(&other, &hand_over(&one, amal).bytes).participant.expect("somebody");
    correct(&other, there).expect("worked on there");
    other.office.write(|desk| desk.attach_document(there, &secret("new.txt"), bytes(10))).expect("attached");

    let back = hand_over(&other, there);
    let done = accept(&one, &back.bytes);

    assert_eq!(done.participant, Some(amal), "the same person as before");
    let page = one.office.read(|desk| desk.participant_page(amal)).expect("a page");
    assert_eq!(page.participant.profile.languages, ["fr"]);
    let documents = one.office.read(|desk| desk.documents(amal)).expect("documents");
    let names: Vec<&str> = documents.iter().map(|line| line.document.name.expose().as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    for line in &documents {
        one.office.read(|desk| desk.document_copy(line.document.id, None)).expect("every document opens");
    }
    assert_eq!(one.office.read(|desk| desk.people(store::Order::Name, 0, 9)).expect("people").0, 1);
    assert!(correct(&one, amal).is_ok(), "it is worked on here again");
    assert_eq!(correct(&other, there), Err(OfficeError::HandedOver));
    one.open_on("2024-06-21");
    let documents = one.office.read(|desk| desk.documents(amal)).expect("documents");
    assert!(one.office.read(|desk| desk.document_copy(documents[0].document.id, None)).is_ok(), "after a lock, too");
}

#[test]
fn a_file_that_is_accepted_twice_changes_nothing() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    let file = hand_over(&one, amal);
    accept(&other, &file.bytes);
    let before = figures(&other);

    assert_eq!(look(&other, &file.bytes).err(), Some(OfficeError::CaseKnown));

    assert_eq!(figures(&other), before);
    assert_eq!(other.office.read(|desk| desk.people(store::Order::Name, 0, 9)).expect("people").0, 1);
    assert_eq!(other.office.accept_parcel().err(), Some(OfficeError::NotFound));
}

#[test]
fn a_receipt_closes_the_hand_over() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    let receipt = accept(&other, &hand_over(&one, amal).bytes).answer.expect("a receipt");

    assert_eq!(look(&one, &receipt).expect("a receipt").kind, ParcelKind::Receipt(amal));
    one.office.accept_parcel().expect("read");

    let away = one.office.read(|desk| desk.whereabouts(amal)).expect("whereabouts").away.expect("still away");
    assert_eq!(away.ended, Ended::Received);
    assert_eq!(correct(&one, amal), Err(OfficeError::HandedOver));
}

#[test]
fn a_refused_case_is_open_here_again() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    look(&other, &hand_over(&one, amal).bytes).expect("a parcel");

    let refusal = other.office.refuse_parcel().expect("refused").answer.expect("an answer");
    assert_eq!(other.office.read(|desk| desk.people(store::Order::Name, 0, 9)).expect("people").0, 0);
    accept(&one, &refusal);

    assert!(correct(&one, amal).is_ok());
}

#[test]
fn a_case_is_taken_back_and_handed_over_anew() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    let first = hand_over(&one, amal);
    let again = one.office.hand_over_file(amal).expect("the file again");
    assert_ne!(again.bytes, first.bytes, "sealed anew");

    one.office.take_case_back(amal).expect("taken back");
    correct(&one, amal).expect("worked on");
    assert_eq!(one.office.take_case_back(amal), Err(OfficeError::NotHandedOver));
    assert_eq!(one.office.hand_over_file(amal).err(), Some(OfficeError::NotHandedOver));
    let second = hand_over(&one, amal);
    let there = accept(&other, &second.bytes).participant.expect("somebody");

    let page = other.office.read(|desk| desk.participant_page(there)).expect("a page");
    assert_eq!(page.participant.profile.languages, ["fr"]);
    assert_eq!(look(&other, &first.bytes).err(), Some(OfficeError::CaseOpenHere), "the older file changes nothing");
}

#[test]
fn damaged_cut_foreign_and_unknown_files_are_refused_and_change_nothing() {
    let (one, other) = two();
    let third = here("2024-06-20");
    let (amal, _) = full(&one);
    let file = hand_over(&one, amal).bytes;

    assert_eq!(look(&third, &file).err(), Some(OfficeError::ParcelDamaged), "another laptop");
    assert_eq!(look(&one, &file).err(), Some(OfficeError::ParcelDamaged), "not even the sender");
    for at in [0, 20, 50, 80, file.len() / 2, file.len() - 1] {
        let mut wrong = file.clone();
        wrong[at] ^= 1;
        let refused = look(&other, &wrong).err();
        assert!(matches!(refused, Some(OfficeError::ParcelDamaged | OfficeError::ParcelNewer)), "byte {at}");
    }
    for length in [0, 10, 74, 70_000, file.len() - 1] {
        assert_eq!(look(&other, &file[..length]).err(), Some(OfficeError::ParcelDamaged), "{length} bytes");
    }
    assert_eq!(look(&other, b"PK\x03\x04 something else").err(), Some(OfficeError::ParcelDamaged));
    assert_eq!(other.office.read(|desk| desk.people(store::Order::Name, 0, 9)).expect("people").0, 0);
    let known = laptop(&other);
    other.office.write(|desk| desk.forget_laptop(known)).expect("forgotten");
    assert_eq!(look(&other, &file).err(), Some(OfficeError::LaptopUnknown));
}

#[test]
fn a_file_that_waits_is_gone_after_a_lock() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    look(&other, &hand_over(&one, amal).bytes).expect("a parcel");

    other.open_on("2024-06-21");

    assert_eq!(other.office.accept_parcel().err(), Some(OfficeError::NotFound));
}

#[test]
fn whoever_was_erased_does_not_come_back_by_a_file() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    let there = accept(&other, &hand_over(&one, amal).bytes).participant.expect("somebody");
    let back = hand_over(&other, there);
    let before = figures(&one);

    one.office.erase(amal, ErasureReason::Asked, &secret(care::GOOD)).expect("erased, though the case is away");

    assert_eq!(figures(&one), before, "the totals stay");
    assert_eq!(look(&one, &back.bytes).err(), Some(OfficeError::CaseErased));
    let there_before = figures(&other);
    other.office.erase(there, ErasureReason::Asked, &secret(care::GOOD)).expect("erased");
    assert_eq!(figures(&other), there_before, "and there");
}

#[test]
fn somebody_who_may_be_here_already_is_shown_first() {
    let (one, other) = two();
    let (amal, _) = full(&one);
    let twin = other.meet("Amal Khan", "2024-06-01");

    let preview = look(&other, &hand_over(&one, amal).bytes).expect("a parcel");

    assert_eq!(preview.duplicates.iter().map(|likely| likely.person.id).collect::<Vec<_>>(), [twin]);
}

#[test]
fn keys_are_compared_in_words_and_read_back() {
    let (one, other) = two();
    let own = other.office.own_laptop().expect("a key");

    let (words, known) = one.office.look_at_laptop(&own.text).expect("a key");

    assert_eq!((words, known), (own.clone(), Some(secret("Mori's laptop"))), "both see the same words");
    assert_eq!(other.office.look_at_laptop(&own.text).err(), Some(OfficeError::OwnLaptopKey));
    assert_eq!(one.office.look_at_laptop("something").err(), Some(OfficeError::NotALaptopKey));
    other.open_on("2024-06-21");
    assert_eq!(other.office.own_laptop().expect("a key"), own, "the same after a lock");
    assert!(one.office.write(|desk| desk.know_laptop(&own.text, &secret(" "))).is_err());
}

#[test]
fn cases_are_handed_over_by_caseworkers_alone() {
    for (role, expected) in [(Role::Caseworker, true), (Role::Placement, false), (Role::Office, false)] {
        let one = here("2024-06-20");
        one.go_on_as(role);

        assert_eq!(one.office.own_laptop().is_ok(), expected, "{role:?}");
    }
}
