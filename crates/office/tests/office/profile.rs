//! Records of a profile: each added, corrected and removed on its own, each change an entry of the journal.

use crate::care::{Here, day, deed, here, secret};
use casework::{
    codes::CodeList,
    dates::PartialDate,
    ids::ParticipantId,
    participant::WorkPermission,
    profile::{
        ContactSafety, ContactWay, HouseholdMember, Jlpt, JlptLevel, Job, LanguageSkill, ResidencePeriod,
        ResidenceWarning, Schooling, Stretch, Support,
    },
};
use guarded::Guarded;
use office::{Ending, EnteredCode, FieldError, Nearness, OfficeError, ProfileKind, ProfileRecord, Role};

fn add(here: &Here, whose: ParticipantId, record: ProfileRecord) -> Result<u32, OfficeError> {
    here.office.write(|desk| desk.add_to_profile(whose, record))
}

fn refused<T: std::fmt::Debug>(result: Result<T, OfficeError>) -> String {
    match result {
        Err(OfficeError::Field { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

fn contact(value: &str, safety: ContactSafety, care: &str) -> ProfileRecord {
    let (kind, value) = (String::from("phone"), secret(value));
    ProfileRecord::Contact(ContactWay { kind, value, safety, care: Some(secret(care)), preferred: false })
}

fn period(status: &str, from: &str, ends_on: &str, work: WorkPermission) -> ResidencePeriod {
    ResidencePeriod {
        status: secret(status),
        from: from.parse().ok(),
        told_on: day("2024-06-20"),
        ends_on: ends_on.parse().ok(),
        work,
        work_ends_on: None,
        work_limits: None,
        designation: None,
        evidence: None,
    }
}

#[test]
fn a_way_to_reach_somebody_is_added_corrected_and_removed_with_what_stood_there() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");

    let id = add(&here, amal, contact(" 090-0000-0000 ", ContactSafety::Safe, "")).expect("added");
    let careful = contact("090-0000-0000", ContactSafety::WithCare, "平日の昼だけ");
    here.office.write(|desk| desk.correct_in_profile(amal, id, careful.clone())).expect("corrected");
    let kept = here.office.read(|desk| desk.profile(amal)).expect("the profile").contacts;
    assert_eq!(
        kept.first().map(|(_, way)| (&way.value, way.safety)),
        Some((&secret("090-0000-0000"), ContactSafety::WithCare))
    );

    let gone = here.office.write(|desk| desk.remove_from_profile(amal, ProfileKind::Contact, id)).expect("removed");
    assert_eq!(gone, careful, "what is removed comes back, so that it can be put back");
    assert!(here.office.read(|desk| desk.profile(amal)).expect("the profile").contacts.is_empty());

    let journal = here.journal();
    let deeds: Vec<_> =
        journal.iter().filter(|line| line.subject == "contact").map(|line| line.verb.as_str()).collect();
    assert_eq!(deeds, ["remove", "correct", "add"]);
    let corrected = journal.iter().find(|line| line.verb == "correct").expect("an entry");
    let fields = here.office.read(|desk| desk.journal_entry(corrected.n)).expect("its content");
    let care = fields.iter().find(|field| field.field == "care").expect("the field that changed");
    assert_eq!((&care.before, &care.after), (&None, &Some(secret("平日の昼だけ"))));
}

#[test]
fn a_correction_that_changes_nothing_is_no_deed() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let record = contact("a@example.org", ContactSafety::Unknown, "");
    let id = add(&here, amal, record.clone()).expect("added");

    here.office.write(|desk| desk.correct_in_profile(amal, id, record)).expect("the same");

    assert!(!here.deeds().contains(&deed("correct", "contact")));
}

#[test]
fn the_record_of_somebody_else_is_not_found() {
    let here = here("2024-06-20");
    let (amal, bashir) = (here.meet("Amal", "2024-06-01"), here.meet("Bashir", "2024-06-01"));
    let id = add(&here, amal, contact("1", ContactSafety::Safe, "")).expect("added");

    let corrected =
        here.office.write(|desk| desk.correct_in_profile(bashir, id, contact("2", ContactSafety::Safe, "")));
    let removed = here.office.write(|desk| desk.remove_from_profile(bashir, ProfileKind::Contact, id));

    assert_eq!((corrected, removed), (Err(OfficeError::NotFound), Err(OfficeError::NotFound)));
}

#[test]
fn languages_keep_their_order_and_none_is_there_twice() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let spoken = |code: &str| LanguageSkill { language: code.to_owned(), ..LanguageSkill::default() };

    add(&here, amal, ProfileRecord::Language(spoken("ja"))).expect("added");
    let again = add(&here, amal, ProfileRecord::Language(spoken("ja")));

    assert_eq!(again, Err(OfficeError::field("language", FieldError::AlreadyThere)));
    let page = here.office.read(|desk| desk.participant_page(amal)).expect("the page");
    assert_eq!(page.participant.profile.languages, ["ar", "ja"], "what is added later comes last");
}

#[test]
fn a_test_of_japanese_is_checked_before_it_is_kept() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let tested = |score, passed| {
        let taken_on = PartialDate::parse("2023-12-03").ok();
        let jlpt = Some(Jlpt { level: JlptLevel::N2, score: Some(score), passed, taken_on });
        ProfileRecord::Language(LanguageSkill { language: String::from("ja"), jlpt, ..LanguageSkill::default() })
    };

    assert_eq!(refused(add(&here, amal, tested(181, true))), "jlpt_score");
    assert_eq!(refused(add(&here, amal, tested(89, true))), "jlpt_passed");
    assert!(add(&here, amal, tested(90, true)).is_ok());
}

#[test]
fn codes_of_records_are_those_of_the_lists_and_a_retired_one_stays_where_it_was() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let job = |occupation: &str| {
        let time = Stretch { from: PartialDate::parse("2015-04").ok(), until: PartialDate::parse("2019").ok() };
        ProfileRecord::Job(Job {
            occupation: occupation.to_owned(),
            title: Some(secret("通訳")),
            time,
            ..Job::default()
        })
    };
    assert_eq!(refused(add(&here, amal, job("999"))), "occupation");
    let school = Schooling { level: String::from("12"), ..Schooling::default() };
    assert_eq!(refused(add(&here, amal, ProfileRecord::Schooling(school))), "level");

    let id = add(&here, amal, job("26")).expect("added");
    let retired = EnteredCode { valid_until: String::from("2024-06-19"), ..EnteredCode::default() };
    here.office.write(|desk| desk.change_code(CodeList::Occupation, "26", &retired)).expect("retired");

    assert_eq!(refused(add(&here, amal, job("26"))), "occupation");
    let ProfileRecord::Job(same) = job("26") else { unreachable!() };
    let corrected = ProfileRecord::Job(Job { employer: Some(secret("WFP")), ..same });
    assert_eq!(here.office.write(|desk| desk.correct_in_profile(amal, id, corrected)), Ok(()));
}

#[test]
fn an_own_code_that_stands_in_a_record_is_retired_and_not_removed() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let entered = EnteredCode { ja: "商店街".into(), en: "Shopping street".into(), ..EnteredCode::default() };
    let code = here.office.write(|desk| desk.add_code(CodeList::ReferralSource, &entered)).expect("a code");
    let support = Support { referral_source: code.clone(), ..Support::default() };
    here.office.write(|desk| desk.set_support(amal, support)).expect("used");

    let removed = here.office.write(|desk| desk.remove_code(CodeList::ReferralSource, &code));
    assert_eq!(removed, Err(OfficeError::InUse));

    here.office.write(|desk| desk.set_support(amal, Support::default())).expect("no longer used");
    assert_eq!(here.office.write(|desk| desk.remove_code(CodeList::ReferralSource, &code)), Ok(()));
}

#[test]
fn somebody_of_the_household_can_be_a_participant_and_never_oneself() {
    let here = here("2024-06-20");
    let (amal, bashir) = (here.meet("Amal", "2024-06-01"), here.meet("Bashir", "2024-06-01"));
    let member = |other: ParticipantId| {
        let relation = String::from("spouse");
        ProfileRecord::Household(HouseholdMember { relation, participant: Some(other), ..HouseholdMember::default() })
    };

    assert_eq!(refused(add(&here, amal, member(amal))), "participant");
    assert_eq!(refused(add(&here, amal, member(ParticipantId(99)))), "participant");
    add(&here, amal, member(bashir)).expect("added");
    let household = here.office.read(|desk| desk.profile(amal)).expect("the profile").household;
    assert_eq!(household.first().and_then(|(_, _, name)| name.clone()), Some(secret("Bashir")));
}

#[test]
fn a_new_status_is_the_one_held_now_and_warns_where_work_is_not_permitted() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-04-01");
    let warning = || here.office.read(|desk| desk.participant_page(amal)).expect("the page").work_warning;
    assert_eq!(warning(), Some(ResidenceWarning::StatusUnknown));

    let none = period("provisional_release", "2024-05-01", "2024-07-31", WorkPermission::None);
    add(&here, amal, ProfileRecord::Residence(none)).expect("added");
    assert_eq!(warning(), Some(ResidenceWarning::NoPermission));
    let work = period("engineer_humanities", "2024-06-10", "2027-06-09", WorkPermission::Permitted);
    add(&here, amal, ProfileRecord::Residence(work)).expect("added");

    assert_eq!(warning(), None);
    let page = here.office.read(|desk| desk.participant_page(amal)).expect("the page");
    let changes = page.timeline.iter().filter(|line| line.fact.kind.code() == "status_changed");
    assert_eq!(changes.map(|line| line.fact.detail.clone()).collect::<Vec<_>>(), [Some("engineer_humanities".into())]);
}

#[test]
fn getting_to_work_is_a_fact_of_its_own_for_whoever_might_not_before() {
    let here = here("2024-06-20");
    let facts = |periods: &[(&str, &str, WorkPermission)]| {
        let amal = here.meet("Amal", "2024-04-01");
        for (status, from, work) in periods {
            add(&here, amal, ProfileRecord::Residence(period(status, from, "", *work))).expect("a period");
        }
        let page = here.office.read(|desk| desk.participant_page(amal)).expect("the page");
        let facts = page.timeline.iter().filter(|line| line.fact.kind.code() == "work_permitted");
        facts.map(|line| (line.fact.on.to_string(), line.fact.detail.clone().unwrap_or_default())).collect::<Vec<_>>()
    };
    use WorkPermission::{Limited, None, Permitted, Unknown};
    let told = |on: &str, status: &str| (on.to_owned(), status.to_owned());

    let same = [("designated_applying", "2023-12-01", None), ("designated_applying", "2024-06-01", Permitted)];
    assert_eq!(facts(&same), [told("2024-06-01", "designated_applying")], "the permission counts, not the status");
    let other = [("provisional_release", "2024-04-10", None), ("student", "2024-05-01", Limited)];
    assert_eq!(facts(&other), [told("2024-05-01", "student")]);
    let had = [("student", "2024-04-10", Limited), ("engineer_humanities", "2024-05-01", Permitted)];
    assert_eq!(facts(&had), [], "they might work before");
    assert_eq!(facts(&[("designated_applying", "2024-04-10", Unknown), ("student", "2024-05-01", Limited)]), []);
    assert_eq!(facts(&[("student", "2024-05-01", Limited)]), [], "nobody knows what was before");
    let before = [("provisional_release", "2023-01-10", None), ("student", "2023-05-01", Limited)];
    assert_eq!(facts(&before), [], "that was before the first contact");
}

#[test]
fn evidence_is_a_document_of_the_same_person() {
    let here = here("2024-06-20");
    let (amal, bashir) = (here.meet("Amal", "2024-06-01"), here.meet("Bashir", "2024-06-01"));
    let attached =
        here.office.write(|desk| desk.attach_document(amal, &secret("指定書.txt"), Guarded::new(b"x".to_vec())));
    let evidence = Some(attached.expect("attached").0);
    let seen =
        ResidencePeriod { evidence, ..period("designated_applying", "2024-06-01", "", WorkPermission::Permitted) };

    assert_eq!(refused(add(&here, bashir, ProfileRecord::Residence(seen.clone()))), "evidence");
    assert!(add(&here, amal, ProfileRecord::Residence(seen)).is_ok());
}

#[test]
fn today_shows_what_runs_out_in_60_30_and_14_days_and_what_ran_out() {
    let here = here("2024-06-20");
    let ends = |name: &str, permit: &str, work: &str| {
        let person = here.meet(name, "2024-01-10");
        let work_ends_on = work.parse().ok();
        let held = ResidencePeriod {
            work_ends_on,
            ..period("designated_applying", "2024-01-10", permit, WorkPermission::Permitted)
        };
        add(&here, person, ProfileRecord::Residence(held)).expect("a period");
    };
    ends("over", "2024-06-19", "");
    ends("today", "2024-06-20", "");
    ends("14", "2024-07-04", "");
    ends("15", "2024-07-05", "");
    ends("30", "2024-07-20", "");
    ends("31", "2024-07-21", "");
    ends("60", "2024-08-19", "2024-07-01");
    ends("61", "2024-08-20", "");

    let due = here.office.read(|desk| desk.day()).expect("the day").permits;
    let told: Vec<_> = due.iter().map(|due| (due.days_left, due.what, due.nearness)).collect();

    use Ending::{Permit, WorkPermission as Work};
    assert_eq!(
        told,
        [
            (-1, Permit, Nearness::Over),
            (0, Permit, Nearness::Days14),
            (11, Work, Nearness::Days14),
            (14, Permit, Nearness::Days14),
            (15, Permit, Nearness::Days30),
            (30, Permit, Nearness::Days30),
            (31, Permit, Nearness::Days60),
            (60, Permit, Nearness::Days60),
        ]
    );
}

#[test]
fn ones_own_caseworker_works_here() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let (own, name) = here.office.read(|desk| desk.caseworkers()).expect("the staff").remove(0);

    let refused =
        here.office.write(|desk| desk.set_support(amal, Support { caseworker: Some(99), ..Support::default() }));
    assert!(matches!(refused, Err(OfficeError::Field { field, .. }) if field == "caseworker"));
    here.office
        .write(|desk| desk.set_support(amal, Support { caseworker: Some(own), ..Support::default() }))
        .expect("set");

    let page = here.office.read(|desk| desk.participant_page(amal)).expect("the page");
    assert_eq!(page.caseworker, Some(name));
}

#[test]
fn the_office_alone_may_not_change_a_profile() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    here.go_on_as(Role::Office);

    assert!(matches!(add(&here, amal, contact("1", ContactSafety::Safe, "")), Err(OfficeError::Forbidden(_))));
    assert!(here.office.read(|desk| desk.profile(amal)).is_ok(), "it may be looked at");
}
