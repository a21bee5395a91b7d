//! Consent: towards whom, under which words, and the gates that ask for it.

mod care;

use care::{Here, day, deed, here, secret};
use casework::{
    consent::{Gate, GateState, How, Purpose, Recipient},
    ids::{ConsentId, ParticipantId},
    placement::Step,
};
use guarded::Guarded;
use office::{EnteredConsent, OfficeError, Role, WithdrawalEffects};
use store::DraftContent;

const MISSING: GateState = GateState::Missing { withdrawn_on: None };

fn consent(here: &Here, whose: ParticipantId, entered: &EnteredConsent) -> ConsentId {
    here.office.write(|desk| desk.record_consent(whose, entered)).expect("a consent")
}

fn simple(purpose: Purpose, on: &str) -> EnteredConsent {
    EnteredConsent::new(purpose, "ar", How::Spoken, on)
}

fn gate(here: &Here, whose: ParticipantId, gate: Gate, recipient: Option<&str>) -> GateState {
    let recipient = recipient.map(secret);
    here.office.read(|desk| desk.gate(whose, gate, recipient.as_ref(), desk.today())).expect("a gate")
}

#[test]
fn a_consent_keeps_whom_it_lets_know_its_words_and_who_recorded_it() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let recipient = Recipient::Named(secret(" みどり製作所 "));
    let interpreter = secret("Samir");
    consent(&here, amal, &EnteredConsent { recipient, interpreter, ..simple(Purpose::Placement, "2024-06-20") });

    let page = here.office.read(|desk| desk.participant_page(amal)).expect("the page");
    let kept = page.consents.first().expect("the consent");
    assert_eq!(kept.recipient, Recipient::Named(secret("みどり製作所")));
    assert_eq!((kept.interpreter.as_ref(), kept.policy), (Some(&secret("Samir")), 1));
    assert!(page.staff.contains_key(&kept.recorded_by), "somebody who works here");

    assert_eq!(gate(&here, amal, Gate::Recommending, Some("みどり製作所")), GateState::Stands);
    assert_eq!(gate(&here, amal, Gate::Recommending, Some("あおぞら物流")), MISSING);
}

#[test]
fn a_recipient_fits_its_purpose() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let refused = |purpose, recipient| {
        let entered = EnteredConsent { recipient, ..simple(purpose, "2024-06-20") };
        let result = here.office.write(|desk| desk.record_consent(amal, &entered));
        matches!(result, Err(OfficeError::Field { field, .. }) if field == "recipient")
    };

    assert!(refused(Purpose::Interview, Recipient::Any), "what is told in an interview stays here");
    assert!(refused(Purpose::Media, Recipient::Own), "nobody to show it to");
    assert!(refused(Purpose::Sharing, Recipient::Named(secret(" "))));
}

#[test]
fn under_new_words_people_are_asked_again_and_the_old_consent_stands() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    consent(&here, amal, &simple(Purpose::Interview, "2024-06-10"));

    let version = here.office.write(|desk| desk.save_policy(None, "2024-06-20", "新しい説明", "New words"));
    assert_eq!(version, Ok(2));
    assert_eq!(gate(&here, amal, Gate::SensitiveQuestions, None), GateState::OtherVersion { given: 1 });

    consent(&here, amal, &simple(Purpose::Interview, "2024-06-20"));
    assert_eq!(gate(&here, amal, Gate::SensitiveQuestions, None), GateState::Stands);
    let late = here.office.write(|desk| desk.save_policy(Some(2), "2024-06-20", "別の説明", "Other words"));
    assert_eq!(late, Err(OfficeError::InUse), "somebody consented to these very words");
    let early = here.office.write(|desk| desk.save_policy(None, "2024-06-19", "説明", "Words"));
    assert!(matches!(early, Err(OfficeError::Field { field, .. }) if field == "valid_from"));
}

#[test]
fn words_under_which_nobody_consented_yet_can_be_corrected() {
    let here = here("2024-06-20");
    here.office.write(|desk| desk.save_policy(None, "2024-07-01", "説明", "Wrods")).expect("a version");

    here.office.write(|desk| desk.save_policy(Some(2), "2024-07-01", "説明", "Words")).expect("corrected");

    let policies = here.office.read(|desk| desk.policies()).expect("the versions");
    let told: Vec<_> = policies.iter().map(|(policy, used)| (policy.version, policy.en.len(), *used)).collect();
    assert_eq!(told.first(), Some(&(2, "Words".len(), 0)));
    assert!(here.deeds().contains(&deed("set", "consent_policy")));
}

#[test]
fn a_gate_is_opened_for_one_day_with_a_reason_that_is_kept() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let open = |reason: &str, words: &str| {
        here.office.write(|desk| desk.override_consent(amal, Gate::Export, reason, &secret(words)))
    };

    assert!(matches!(open("whim", ""), Err(OfficeError::Field { field, .. }) if field == "reason"));
    assert!(matches!(open("other", " "), Err(OfficeError::Field { field, .. }) if field == "words"));
    assert_eq!(gate(&here, amal, Gate::Export, None), MISSING);
    open("life_or_body", "病院に運ばれた").expect("opened");

    assert_eq!(gate(&here, amal, Gate::Export, None), GateState::Overridden);
    assert_eq!(gate(&here, amal, Gate::Media, None), MISSING, "no other gate");
    let entry = here.journal().into_iter().find(|line| line.verb == "override").expect("an entry");
    let fields = here.office.read(|desk| desk.journal_entry(entry.n)).expect("its content");
    assert!(fields.iter().any(|field| field.after == Some(secret("病院に運ばれた"))));
    here.open_on("2024-06-21");
    assert_eq!(gate(&here, amal, Gate::Export, None), MISSING, "no other day");
}

#[test]
fn whoever_places_people_does_not_open_gates() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    here.go_on_as(Role::Placement);

    let refused = here.office.write(|desk| desk.override_consent(amal, Gate::Recommending, "law", &secret("")));

    assert!(matches!(refused, Err(OfficeError::Forbidden(_))));
}

#[test]
fn a_document_leaves_only_through_an_open_gate() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let attached = here.office.write(|desk| desk.attach_document(amal, &secret("a.txt"), Guarded::new(b"x".to_vec())));
    let id = attached.expect("attached");
    let copy = |recipient: Option<&str>| {
        let recipient = recipient.map(secret);
        here.office.read(|desk| desk.document_copy(id, recipient.as_ref())).map(drop)
    };

    assert_eq!(copy(None), Err(OfficeError::GateClosed(Gate::Export)));
    let recipient = Recipient::Named(secret("支援の会"));
    consent(&here, amal, &EnteredConsent { recipient, ..simple(Purpose::Sharing, "2024-06-20") });
    assert_eq!(copy(Some("支援の会")), Ok(()));
    assert_eq!(copy(Some("ほかの会")), Err(OfficeError::GateClosed(Gate::Export)));
}

#[test]
fn what_a_withdrawal_ends_is_known_before_it_is_confirmed() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-04-01");
    let interview = consent(&here, amal, &simple(Purpose::Interview, "2024-06-01"));
    let placement = consent(&here, amal, &simple(Purpose::Placement, "2024-06-01"));
    let sharing = consent(&here, amal, &simple(Purpose::Sharing, "2024-06-01"));
    let draft = here.office.write(|desk| desk.open_interview(amal)).expect("a draft").draft.id;
    let answers = [("health", "薬を飲んでいる")].map(|(id, text)| (id.to_owned(), secret(text))).into();
    let content = DraftContent { answers, focus: String::new(), held_on: String::from("2024-06-20") };
    let save = office::SaveDraft { draft, revision: 0, content };
    here.office.write(|desk| desk.save_draft(&save)).expect("saved");
    let (first, second) = (here.company("Yama"), here.company("Kawa"));
    let over = here.recommend(amal, first, "2024-06-02");
    here.step(over, Step::Ended, "2024-06-10");
    here.recommend(amal, second, "2024-06-11");
    let attached = here.office.write(|desk| desk.attach_document(amal, &secret("a.txt"), Guarded::new(b"x".to_vec())));
    let document = attached.expect("attached");
    here.office.write(|desk| desk.note_exported(document)).expect("handed out");
    let effects = |id| here.office.read(|desk| desk.withdrawal_effects(id)).expect("the effects");

    assert_eq!(effects(interview), WithdrawalEffects { sensitive_drafts: 1, ..WithdrawalEffects::default() });
    let of_placement = effects(placement);
    assert_eq!((of_placement.open_recommendations, of_placement.held_by_law), (1, 2));
    assert_eq!(effects(sharing), WithdrawalEffects { copies_out: 1, ..WithdrawalEffects::default() });

    consent(&here, amal, &simple(Purpose::Interview, "2024-06-05"));
    assert!(effects(interview).another_stands, "the gate stays open after all");
    here.office.write(|desk| desk.withdraw_consent(sharing, "2024-06-20")).expect("withdrawn");
    let closed = GateState::Missing { withdrawn_on: Some(day("2024-06-20")) };
    assert_eq!(gate(&here, amal, Gate::Export, None), closed);
}
