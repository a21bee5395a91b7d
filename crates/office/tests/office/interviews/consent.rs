//! Sensitive answers are kept with consent, or with a reason that somebody gave.

use crate::care;
use casework::consent::{Gate, How, Purpose};
use office::{EnteredConsent, OfficeError};

use super::{TODAY, WORK, desk, finish, form, open, save, take_in};

#[test]
fn a_sensitive_answer_waits_in_the_draft_until_there_is_consent() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let revision = save(&here, draft.id, draft.revision, &[("flight", "the war"), ("age", "30")]).expect("saved");

    let needed = OfficeError::ConsentNeeded { question: "flight".to_owned() };
    assert_eq!(finish(&here, draft.id, revision).err(), Some(needed));
    assert!(!open(&here, amal, work).consent);
    assert_eq!(
        open(&here, amal, work).draft.content.answers["flight"].expose(),
        "the war",
        "nothing typed is lost by it"
    );

    let consent = EnteredConsent::new(Purpose::Interview, "en", How::Spoken, TODAY);
    let given = here.office.write(|desk| desk.record_consent(amal, &consent)).expect("consent");
    assert!(open(&here, amal, work).consent);
    here.office.write(|desk| desk.withdraw_consent(given, TODAY)).expect("withdrawn");
    assert!(finish(&here, draft.id, revision).is_err(), "withdrawn is not given");
    here.office.write(|desk| desk.record_consent(amal, &consent)).expect("consent again");
    assert!(finish(&here, draft.id, revision).expect("an answer").interview.is_some());
}

#[test]
fn consent_to_something_else_is_none() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let revision = save(&here, draft.id, draft.revision, &[("flight", "the war"), ("age", "30")]).expect("saved");
    let consent = EnteredConsent::new(Purpose::Sharing, "en", How::Spoken, TODAY);
    here.office.write(|desk| desk.record_consent(amal, &consent)).expect("consent");
    assert!(matches!(finish(&here, draft.id, revision), Err(OfficeError::ConsentNeeded { .. })));
}

#[test]
fn whoever_may_opens_the_gate_for_today_with_a_reason_that_the_journal_keeps() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let revision = save(&here, draft.id, draft.revision, &[("flight", "the war"), ("age", "30")]).expect("saved");
    let open_gate = |reason: &str, words: &str| {
        here.office.write(|desk| desk.override_consent(amal, Gate::SensitiveQuestions, reason, &care::secret(words)))
    };
    assert!(open_gate("other", "").is_err(), "another reason needs words");
    open_gate("other", "They asked on the phone").expect("opened");
    assert!(finish(&here, draft.id, revision).expect("an answer").interview.is_some());
    assert!(here.deeds().contains(&care::deed("override", "consent")));

    here.open_on("2024-06-21");
    assert!(!open(&here, amal, work).consent, "for that day only");
}
