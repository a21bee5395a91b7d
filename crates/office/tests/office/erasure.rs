//! Erasure and retention: who goes, what the law holds back, which totals stay, whose time is over.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use crate::care::{self, Here, deed, here, secret};
use casework::{ids::ParticipantId, participant::Stage as Reached, placement::Step};
use guarded::Guarded;
use office::{
    EraseError, ErasureReason, FieldError, FixedClock, Office, OfficeError, RetentionPurpose, RetentionRule, Role,
    SessionError, YearlyReview,
};
use sample::Plan;
use store::Order;

fn erase(here: &Here, id: ParticipantId) -> office::ErasureDone {
    here.office.erase(id, ErasureReason::Asked, &secret(care::GOOD)).expect("erased")
}

fn review(here: &Here) -> YearlyReview {
    here.office.read(|desk| desk.review()).expect("the review")
}

fn due(here: &Here) -> Vec<ParticipantId> {
    review(here).due.into_iter().map(|due| due.person.id).collect()
}

/// Every figure of every year.
fn figures(office: &Office) -> BTreeMap<(i32, String), u64> {
    let mut all = BTreeMap::new();
    for year in 2015..=2026 {
        let figures = office.read(|desk| desk.figures(year)).expect("the figures");
        all.extend(figures.figures.iter().map(|figure| ((year, figure.indicator.id.to_string()), figure.value)));
    }
    all
}

/// The office of the sample organisation.
fn sample_office(folder: &std::path::Path) -> Office {
    let clock = FixedClock::noon(care::day("2025-04-15"));
    let office = Office::new(care::places(folder), Arc::new(clock));
    office.create_sample(&Guarded::from(sample::PASSPHRASE)).expect("a vault");
    sample::fill(&office, Plan::default(), &mut |_| ControlFlow::Continue(())).expect("the sample");
    office
}

#[test]
fn no_figure_of_any_year_changes_when_somebody_is_erased() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = sample_office(folder.path());
    let before = figures(&office);
    let (total, people) = office.read(|desk| desk.people(Order::NewestContact, 0, 500)).expect("the people");
    let passphrase = Guarded::from(sample::PASSPHRASE);
    let stages = [
        Reached::FirstContact,
        Reached::Interviewed,
        Reached::CareerTraining,
        Reached::Mentorship,
        Reached::Recommended,
        Reached::TrialHire,
        Reached::Employed,
        Reached::Permanent,
    ];

    let mut erased = 0;
    for stage in stages {
        // The newest and the oldest of those who came so far.
        let of_stage: Vec<_> = people.iter().filter(|person| person.stage == stage).map(|person| person.id).collect();
        for id in [of_stage.first(), of_stage.last()].into_iter().flatten() {
            match office.erase(*id, ErasureReason::Asked, &passphrase) {
                Ok(_) => erased += 1,
                Err(error) => assert_eq!(error, EraseError::Office(OfficeError::NotFound), "one was both"),
            }
            assert_eq!(figures(&office), before, "after somebody who came as far as {stage:?}");
        }
    }

    assert!(erased >= 12, "{erased} were erased");
    let (left, _) = office.read(|desk| desk.people(Order::Name, 0, 0)).expect("the people");
    assert_eq!(left, total - erased);
}

#[test]
fn a_figure_says_how_much_of_it_belongs_to_people_who_were_erased() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2022-06-20");
    here.meet("Bashir", "2023-05-01");
    let explained = |year, id: &str| {
        let figure = here.office.read(|desk| desk.explain(year, id)).expect("a figure");
        (figure.figure.value, figure.records.len(), figure.erased)
    };
    assert_eq!(explained(2022, "new_contacts"), (1, 1, 0));

    erase(&here, amal);

    assert_eq!(explained(2022, "new_contacts"), (1, 0, 1));
    assert_eq!(explained(2023, "new_contacts"), (1, 1, 0), "a count in a period is of that period alone");
    assert_eq!(explained(2022, "contacts_since_founding"), (1, 0, 1));
    assert_eq!(explained(2023, "contacts_since_founding"), (2, 1, 1), "a total keeps them in every later year");
    assert_eq!(explained(2030, "contacts_since_founding"), (2, 1, 1));
    assert_eq!(explained(2021, "contacts_since_founding"), (0, 0, 0));
    let years = here.office.read(|desk| desk.figures(2024)).expect("the figures").years;
    assert!(years.contains(&2022), "a year of which everybody was erased is still on offer: {years:?}");
}

#[test]
fn an_approval_of_small_counts_still_fits_after_an_erasure() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2022-06-20");
    let small = here.office.read(|desk| desk.figures(2022)).expect("the figures").small_counts;
    let seen: Vec<_> = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect();
    here.office.write(|desk| desk.approve_headlines(2022, "dpo", &seen)).expect("approved");

    erase(&here, amal);

    let figures = here.office.read(|desk| desk.figures(2022)).expect("the figures");
    assert!(figures.approval.is_some(), "what was published is what would be published");
    assert!(here.office.read(|desk| desk.release(2022)).is_ok());
}

#[test]
fn nothing_of_an_erased_person_is_found_and_their_entries_keep_no_content() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-04-10");
    here.office.write(|desk| desk.correct_participant(amal, &care::entered("Amal Hassan"))).expect("a correction");
    here.office
        .write(|desk| desk.attach_document(amal, &secret("card.txt"), Guarded::new(b"text".to_vec())))
        .expect("attached");

    let done = erase(&here, amal);

    assert!(done.cleaned);
    assert_eq!((done.gone.names, done.gone.documents), (1, 1));
    assert!(done.gone.journal_payloads >= 2);
    assert!(here.office.read(|desk| desk.search(&secret("amal"), 10)).expect("a search").is_empty());
    assert_eq!(here.office.read(|desk| desk.participant_page(amal)).err(), Some(OfficeError::NotFound));
    let documents = std::fs::read_dir(here.folder.path().join("vault/documents")).expect("the folder");
    assert_eq!(documents.count(), 0);
    let theirs: Vec<_> = here.journal().into_iter().filter(|line| line.participant == Some(amal)).collect();
    assert!(theirs.len() >= 4, "that something was done stays");
    assert!(theirs.iter().all(|line| line.participant_name.is_none() && !line.has_content));
    for line in &theirs {
        assert_eq!(here.office.read(|desk| desk.journal_entry(line.n)), Ok(Vec::new()));
    }
    let deeds: Vec<_> = theirs.into_iter().map(|line| (line.verb, line.subject)).collect();
    assert!(deeds.contains(&deed("erase", "participant")) && deeds.contains(&deed("erase", "erasure_asked")));

    here.open_on("2024-06-21");
    assert!(here.office.read(|desk| desk.day()).is_ok(), "the chain of the journal holds");
}

#[test]
fn the_preview_says_what_goes_and_changes_nothing() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2023-01-10");
    let company = here.company("Sora Foods");
    let placement = here.recommend(amal, company, "2024-04-02");
    here.step(placement, Step::TrialHire, "2024-05-01");
    let before = figures(&here.office);

    let preview = here.office.erasure_preview(amal).expect("a preview");

    assert_eq!((preview.goes.names, preview.goes.recommendations, preview.goes.steps), (1, 1, 1));
    assert_eq!(preview.years, [2022, 2024]);
    assert_eq!(preview.last_backup, None);
    assert_eq!(preview.held.map(|held| held.placements), Some(1));
    assert_eq!(figures(&here.office), before);
    assert!(here.office.read(|desk| desk.participant_page(amal)).is_ok());
    assert_eq!(here.office.erasure_preview(ParticipantId(99)).err(), Some(OfficeError::NotFound));
}

/// A recommendation, the steps that follow, and until when it is held back.
type Placement<'a> = (&'a str, &'a [(Step, &'a str)], Option<&'a str>);

#[test]
fn the_placement_law_holds_a_placement_back_for_two_years_after_its_end() {
    let here = here("2024-06-20");
    let company = here.company("Sora Foods");
    let cases: [Placement<'_>; 4] = [
        ("2020-04-10", &[(Step::Ended, "2022-06-19")], None),
        ("2020-04-10", &[(Step::Ended, "2022-06-20")], Some("2024-06-20")),
        ("2020-04-10", &[(Step::Employed, "2020-05-01"), (Step::Ended, "2023-11-30")], Some("2025-11-30")),
        ("2020-04-10", &[(Step::Employed, "2020-05-01")], Some("2026-06-20")),
    ];

    for (recommended, steps, until) in cases {
        let amal = here.meet("Amal", "2020-04-01");
        let placement = here.recommend(amal, company, recommended);
        for (step, on) in steps {
            here.step(placement, *step, on);
        }

        let preview = here.office.erasure_preview(amal).expect("a preview").held;
        let done = erase(&here, amal).held;

        assert_eq!(preview, done, "the preview tells what comes");
        assert_eq!(done.map(|held| held.until), until.map(care::day), "{steps:?}");
    }
    let holds = review(&here).holds;
    assert_eq!(holds.len(), 3);
    let content = here.office.read(|desk| desk.ledger_hold(holds[1].id)).expect("for an inspector");
    for part in ["Amal", "1990-04-30", "Sora Foods", "2020-05-01", "2023-11-30"] {
        assert!(content.expose().contains(part), "{part} is what the ledger is for");
    }
}

#[test]
fn a_hold_is_removed_after_its_day_and_not_before() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2020-04-01");
    let company = here.company("Sora Foods");
    let placement = here.recommend(amal, company, "2022-07-01");
    here.step(placement, Step::Ended, "2022-08-01");
    erase(&here, amal);
    let hold = review(&here).holds[0];
    let remove = || here.office.write(|desk| desk.remove_hold(hold.id));

    here.open_on("2024-08-01");
    assert!(!review(&here).holds[0].over);
    assert_eq!(remove().err(), Some(OfficeError::HeldByLaw));
    here.open_on("2024-08-02");
    assert!(review(&here).holds[0].over);
    assert_eq!(remove(), Ok(()));

    assert!(review(&here).holds.is_empty());
    assert_eq!(remove().err(), Some(OfficeError::NotFound));
    assert!(here.deeds().contains(&deed("remove", "ledger_hold")));
}

#[test]
fn nobody_is_erased_without_the_passphrase_of_the_person_at_the_keyboard() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-04-10");

    let wrong = here.office.erase(amal, ErasureReason::Asked, &secret(care::OTHER));

    assert_eq!(wrong.err(), Some(EraseError::Session(SessionError::WrongSecret)));
    assert!(here.office.read(|desk| desk.participant_page(amal)).is_ok());
    let nobody = here.office.erase(ParticipantId(99), ErasureReason::Asked, &secret(care::GOOD));
    assert_eq!(nobody.err(), Some(EraseError::Office(OfficeError::NotFound)));
}

#[test]
fn only_the_data_protection_officer_erases_and_reviews() {
    for role in [Role::Caseworker, Role::Placement, Role::Office, Role::DataProtection] {
        let here = here("2024-06-20");
        let amal = here.meet("Amal", "2024-04-10");
        here.go_on_as(role);
        let rules = [RetentionRule { purpose: RetentionPurpose::Drafts, months: 6 }];

        let allowed = [
            here.office.erasure_preview(amal).is_ok(),
            here.office.read(|desk| desk.review()).is_ok(),
            here.office.write(|desk| desk.save_retention(&rules)).is_ok(),
            here.office.write(|desk| desk.keep(amal, &secret("support goes on"))).is_ok(),
            here.office.write(|desk| desk.confirm_date(care::day("2024-06-20"))).is_ok(),
            here.office.erase(amal, ErasureReason::Asked, &secret(care::OTHER)).is_ok(),
        ];

        assert_eq!(allowed, [role == Role::DataProtection; 6], "{role:?}");
    }
}

#[test]
fn who_has_no_new_fact_for_five_years_is_due_and_stays_until_a_person_decides() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2019-06-19");
    let bashir = here.meet("Bashir", "2019-06-20");

    assert_eq!(due(&here), [amal]);
    assert_eq!(review(&here).due[0].since, care::day("2024-06-19"));
    here.open_on("2024-06-21");
    assert_eq!(due(&here), [amal, bashir]);
    here.open_on("2024-06-22");
    assert!(here.office.read(|desk| desk.participant_page(amal)).is_ok(), "nothing goes by itself");
}

#[test]
fn whoever_is_kept_is_due_again_after_a_year() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2018-01-10");
    let keep = |reason: &str| here.office.write(|desk| desk.keep(amal, &secret(reason)));

    let empty = keep("  ").err();
    assert!(matches!(empty, Some(OfficeError::Field { field, .. }) if field == "reason"));
    keep("support goes on").expect("kept");

    assert!(due(&here).is_empty());
    let entry = here.journal().into_iter().find(|line| line.verb == "keep").expect("an entry");
    assert!(entry.has_content && entry.participant == Some(amal));
    for day in ["2024-08-01", "2024-09-20", "2024-11-10", "2024-12-30", "2025-02-20", "2025-04-10", "2025-06-01"] {
        here.open_on(day);
    }
    here.open_on("2025-06-19");
    assert!(due(&here).is_empty());
    here.open_on("2025-06-20");
    assert_eq!(due(&here), [amal]);
}

#[test]
fn a_draft_that_nobody_touched_for_a_year_is_due() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-01");
    let open = here.office.write(|desk| desk.open_interview(amal)).expect("a draft");
    let mut content = open.draft.content.clone();
    content.answers.insert(String::from("wishes"), secret("to cook"));
    let save = office::SaveDraft { draft: open.draft.id, revision: open.draft.revision, content };
    here.office.write(|desk| desk.save_draft(&save)).expect("saved");
    for day in ["2024-08-01", "2024-09-20", "2024-11-10", "2024-12-30", "2025-02-20", "2025-04-10", "2025-06-01"] {
        here.open_on(day);
    }

    here.open_on("2025-06-20");
    assert!(review(&here).due.is_empty());
    here.open_on("2025-06-21");

    let due = review(&here).due;
    assert_eq!(due.len(), 1);
    assert_eq!((due[0].person.id, due[0].purpose), (amal, RetentionPurpose::Drafts));
    assert_eq!(due[0].since, care::day("2025-06-20"));
}

#[test]
fn the_rules_are_the_offices_but_the_law_cannot_be_shortened() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2022-06-01");
    let save = |purpose, months| here.office.write(|desk| desk.save_retention(&[RetentionRule { purpose, months }]));
    let rules = |here: &Here| review(here).rules.iter().map(|rule| rule.months).collect::<Vec<_>>();
    assert_eq!(rules(&here), [60, 24, 12]);
    assert!(due(&here).is_empty());

    save(RetentionPurpose::Support, 24).expect("a shorter time");
    assert_eq!(due(&here), [amal]);
    for (purpose, months) in [
        (RetentionPurpose::PlacementLedger, 23),
        (RetentionPurpose::PlacementLedger, 0),
        (RetentionPurpose::Support, 0),
        (RetentionPurpose::Drafts, 601),
    ] {
        let refused = OfficeError::Field { field: String::from("rules.0.months"), why: FieldError::OutOfRange };
        assert_eq!(save(purpose, months).err(), Some(refused), "{purpose:?} {months}");
    }
    assert_eq!(rules(&here), [24, 24, 12]);
}

#[test]
fn a_clock_that_jumped_offers_nobody_until_a_person_confirms_the_date() {
    let here = here("2024-06-20");
    here.meet("Amal", "2024-06-20");
    here.open_on("2024-06-25");

    here.open_on("2031-01-01");
    assert!(review(&here).clock_doubtful);
    assert!(due(&here).is_empty(), "seven years have passed on the clock alone");
    here.open_on("2031-01-02");
    assert!(review(&here).clock_doubtful, "another day does not make it true");

    let other_day = here.office.write(|desk| desk.confirm_date(care::day("2024-06-26")));
    assert!(matches!(other_day, Err(OfficeError::Field { field, .. }) if field == "today"));
    here.office.write(|desk| desk.confirm_date(care::day("2031-01-02"))).expect("confirmed");
    assert!(!review(&here).clock_doubtful);
    assert_eq!(due(&here).len(), 1);
    here.open_on("2031-01-20");
    assert!(!review(&here).clock_doubtful);
}

#[test]
fn a_clock_that_went_back_is_doubtful_too() {
    let here = here("2024-06-20");
    here.open_on("2024-06-25");
    here.open_on("2024-06-10");

    assert!(review(&here).clock_doubtful);
    here.office.write(|desk| desk.confirm_date(care::day("2024-06-10"))).expect("confirmed");
    assert!(!review(&here).clock_doubtful);
}

#[test]
fn while_the_date_is_doubtful_the_law_is_counted_from_the_last_day_that_is_sure() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2020-04-01");
    let bashir = here.meet("Bashir", "2020-04-01");
    let company = here.company("Sora Foods");
    for person in [amal, bashir] {
        let placement = here.recommend(person, company, "2023-07-01");
        here.step(placement, Step::Ended, "2023-08-01");
    }
    erase(&here, bashir);

    here.open_on("2031-01-01");

    let held = here.office.erasure_preview(amal).expect("a preview").held;
    assert_eq!(held.map(|held| held.until), Some(care::day("2025-08-01")), "a jump of the clock frees nothing");
    let hold = review(&here).holds[0];
    assert!(!hold.over);
    assert_eq!(here.office.write(|desk| desk.remove_hold(hold.id)).err(), Some(OfficeError::HeldByLaw));
}
