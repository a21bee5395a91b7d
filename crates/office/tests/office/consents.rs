//! Consent: towards whom, under which words, and the gates that ask for it.

use crate::care::{Here, day, deed, here, secret};
use casework::{
    consent::{Gate, GateState, How, Purpose, Recipient},
    ids::{ConsentId, ParticipantId},
    media::Given,
    placement::Step,
};
use guarded::Guarded;
use office::{EnteredConsent, EnteredMediaUse, OfficeError, Role, SummaryPart, WithdrawalEffects};
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
    here.office
        .write(|desk| desk.hand_out_summary(amal, &secret("支援の会"), &[SummaryPart::Names]))
        .expect("on paper");
    assert_eq!(effects(sharing), WithdrawalEffects { copies_out: 2, ..WithdrawalEffects::default() });

    consent(&here, amal, &simple(Purpose::Interview, "2024-06-05"));
    assert!(effects(interview).another_stands, "the gate stays open after all");
    here.office.write(|desk| desk.withdraw_consent(sharing, "2024-06-20")).expect("withdrawn");
    let closed = GateState::Missing { withdrawn_on: Some(day("2024-06-20")) };
    assert_eq!(gate(&here, amal, Gate::Export, None), closed);
}

#[test]
fn nobody_is_recommended_to_a_company_to_which_they_did_not_consent() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let (yama, kawa) = (here.company("Yama"), here.company("Kawa"));
    // Whoever was recommended comes to an end at once, so that they can be recommended again.
    let recommend = |company, on: &str| {
        here.office.write(|desk| {
            let placement = desk.recommend(amal, company, day(on))?;
            desk.record_step(placement, Step::Ended, day(on), "")
        })
    };
    let closed = Err(OfficeError::GateClosed(Gate::Recommending));

    assert_eq!(recommend(yama, "2024-06-20"), closed);
    let recipient = Recipient::Named(secret("Yama"));
    let consent = consent(&here, amal, &EnteredConsent { recipient, ..simple(Purpose::Placement, "2024-06-10") });
    assert_eq!(recommend(yama, "2024-06-20"), Ok(()));
    assert_eq!(recommend(kawa, "2024-06-20"), closed, "consent towards one company is none towards another");
    assert_eq!(recommend(yama, "2024-06-09"), closed, "consent came after it");

    here.office.write(|desk| desk.withdraw_consent(consent, "2024-06-20")).expect("withdrawn");
    assert_eq!(recommend(yama, "2024-06-20"), closed);
    assert_eq!(
        recommend(yama, "2024-06-19"),
        Ok(()),
        "what was done while it stood is written down later all the same"
    );
}

#[test]
fn what_was_done_without_consent_is_recorded_once_somebody_says_why() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let yama = here.company("Yama");
    let recommend = || here.office.write(|desk| desk.recommend(amal, yama, day("2024-06-15")).map(drop));
    assert_eq!(recommend(), Err(OfficeError::GateClosed(Gate::Recommending)));

    let open = |gate| here.office.write(|desk| desk.override_consent(amal, gate, "other", &secret("電話で推薦した")));
    open(Gate::Media).expect("another gate");
    assert_eq!(recommend(), Err(OfficeError::GateClosed(Gate::Recommending)));
    open(Gate::Recommending).expect("this one");

    assert_eq!(recommend(), Ok(()));
    let page = here.office.read(|desk| desk.participant_page(amal)).expect("the page");
    let told: Vec<_> = page.overrides.iter().map(|one| (one.gate, one.reason.as_str(), one.words.clone())).collect();
    let words = || secret("電話で推薦した");
    assert_eq!(told, [(Gate::Recommending, "other", words()), (Gate::Media, "other", words())], "visible on the page");
}

fn media(medium: &str, on: &str, given: Given) -> EnteredMediaUse {
    EnteredMediaUse { medium: secret(medium), on: on.into(), given, note: secret("顔は写さない") }
}

const STORY: Given = Given { name: false, picture: false, story: true };

#[test]
fn a_story_is_given_to_a_medium_only_under_consent_and_stays_on_record() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let give = |medium: &str| {
        here.office.write(|desk| desk.record_media_use(amal, &media(medium, "2024-06-20", STORY)).map(drop))
    };
    assert_eq!(give("見本新聞"), Err(OfficeError::GateClosed(Gate::Media)));

    let recipient = Recipient::Named(secret("見本新聞"));
    let id = consent(&here, amal, &EnteredConsent { recipient, ..simple(Purpose::Media, "2024-06-20") });
    assert_eq!(give("ほかの新聞"), Err(OfficeError::GateClosed(Gate::Media)));
    give("見本新聞").expect("given");

    let page = here.office.read(|desk| desk.participant_page(amal)).expect("the page");
    let told: Vec<_> = page.media_uses.iter().map(|(_, kept)| (kept.medium.clone(), kept.given)).collect();
    assert_eq!(told, [(secret("見本新聞"), STORY)]);
    assert!(page.timeline.iter().any(|line| line.fact.kind.code() == "media_use"), "a fact of the pathway");
    assert!(here.deeds().contains(&deed("add", "media_use")));
    let effects = here.office.read(|desk| desk.withdrawal_effects(id)).expect("the effects");
    assert_eq!(effects, WithdrawalEffects { media_uses: 1, ..WithdrawalEffects::default() });
}

#[test]
fn what_was_given_to_a_medium_says_to_whom_when_and_what() {
    let here = here("2024-06-20");
    let (amal, bashir) = (here.meet("Amal", "2024-06-01"), here.meet("Bashir", "2024-06-01"));
    here.consent_to(amal, Purpose::Media, "2024-06-01");
    let refused = |entered: EnteredMediaUse| match here.office.write(|desk| desk.record_media_use(amal, &entered)) {
        Err(OfficeError::Field { field, .. }) => field,
        other => panic!("{other:?}"),
    };

    assert_eq!(refused(media(" ", "2024-06-20", STORY)), "medium");
    assert_eq!(refused(media("見本新聞", "2024-06-21", STORY)), "on");
    assert_eq!(refused(media("見本新聞", "2024-05-31", STORY)), "on", "before they were met");
    assert_eq!(refused(media("見本新聞", "2024-06-20", Given::default())), "given");

    let given = here.office.write(|desk| desk.record_media_use(amal, &media("見本新聞", "2024-06-20", STORY)));
    let id = given.expect("given");
    let remove = |whose| here.office.write(|desk| desk.remove_media_use(whose, id));
    assert_eq!(remove(bashir), Err(OfficeError::NotFound), "somebody else's record");
    assert_eq!(remove(amal), Ok(()));
    assert!(here.office.read(|desk| desk.media_uses(amal)).expect("none").is_empty());
    here.office.undo(amal).expect("undone");
    assert_eq!(here.office.read(|desk| desk.media_uses(amal)).expect("one").len(), 1);
}

#[test]
fn a_summary_is_handed_out_on_paper_only_through_an_open_gate() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let hand_out = |recipient: &str, parts: &[SummaryPart]| {
        here.office.write(|desk| desk.hand_out_summary(amal, &secret(recipient), parts))
    };
    let parts = [SummaryPart::Names, SummaryPart::Jobs];

    assert_eq!(hand_out("支援の会", &parts), Err(OfficeError::GateClosed(Gate::Export)));
    let recipient = Recipient::Named(secret("支援の会"));
    consent(&here, amal, &EnteredConsent { recipient, ..simple(Purpose::Sharing, "2024-06-20") });
    assert_eq!(hand_out("ほかの会", &parts), Err(OfficeError::GateClosed(Gate::Export)));
    assert!(matches!(hand_out(" ", &parts), Err(OfficeError::Field { field, .. }) if field == "recipient"));
    assert!(matches!(hand_out("支援の会", &[]), Err(OfficeError::Field { field, .. }) if field == "parts"));
    hand_out("支援の会", &parts).expect("printed");

    let entry = here.journal().into_iter().find(|line| line.verb == "print").expect("an entry");
    assert_eq!(entry.subject, "summary");
    let fields = here.office.read(|desk| desk.journal_entry(entry.n)).expect("its content");
    assert!(fields.iter().any(|field| field.after == Some(secret("支援の会"))), "for whom");
}
