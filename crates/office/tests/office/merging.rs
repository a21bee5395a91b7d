//! Two records that are of one person: made one, made two again, told apart.

use std::collections::BTreeMap;

use crate::care::{self, Here, day, deed, entered, here, secret};
use casework::{
    consent::{How, Purpose},
    duplicates::Reason,
    ids::ParticipantId,
    merging::{MergeField, Side, Standing},
    placement::Step,
    programme::NewCohort,
};
use guarded::Guarded;
use office::{
    EnteredAssociate, EnteredConsent, EnteredRole, ErasureReason, FieldError, MergeBlock, MergeGroup, NewName,
    NewParticipant, OfficeError, Role, SaveDraft,
};
use store::DraftContent;

fn merge(here: &Here, kept: ParticipantId, gone: ParticipantId) -> Result<office::MergeDone, OfficeError> {
    here.office.write(|desk| desk.merge(kept, gone, &BTreeMap::new()))
}

fn separate(here: &Here, gone: ParticipantId) -> Result<ParticipantId, OfficeError> {
    here.office.write(|desk| desk.separate(gone))
}

fn names(here: &Here, id: ParticipantId) -> Vec<String> {
    let page = here.office.read(|desk| desk.participant_page(id)).expect("a page");
    page.participant.profile.names.iter().map(|name| name.text.expose().clone()).collect()
}

fn consent(here: &Here, id: ParticipantId, purpose: Purpose, on: &str) -> casework::ids::ConsentId {
    here.office
        .write(|desk| desk.record_consent(id, &EnteredConsent::new(purpose, "ar", How::Spoken, on)))
        .expect("a consent")
}

/// Begins an interview and types something; returns what finishing needs.
fn begin(here: &Here, id: ParticipantId) -> (store::Draft, u32) {
    let open = here.office.write(|desk| desk.open_interview(id)).expect("a draft");
    let answers = BTreeMap::from([(String::from("wish"), Guarded::from("a kitchen"))]);
    let content = DraftContent { answers, focus: String::new(), held_on: String::from("2024-06-20") };
    let save = SaveDraft { draft: open.draft.id, revision: open.draft.revision, content };
    let (revision, _) = here.office.write(|desk| desk.save_draft(&save)).expect("saved");
    (open.draft, revision)
}

fn interview(here: &Here, id: ParticipantId) {
    let (draft, revision) = begin(here, id);
    here.office.write(|desk| desk.finish_interview(draft.id, revision, true)).expect("finished");
}

/// The same woman, met by two caseworkers.
fn two(here: &Here) -> (ParticipantId, ParticipantId) {
    (here.meet("Amal Haddad", "2024-04-10"), here.meet("أمل حداد", "2024-05-02"))
}

#[test]
fn what_one_record_has_and_the_other_has_not_is_put_together() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    consent(&here, gone, Purpose::Interview, "2024-05-02");
    consent(&here, gone, Purpose::Sharing, "2024-05-02");
    interview(&here, gone);
    let text = Guarded::new(b"some text".to_vec());
    let paper = here.office.write(|desk| desk.attach_document(gone, &secret("a.txt"), text.clone())).expect("attached");
    let company = here.company("Yamamoto");
    let placement = here.recommend(gone, company, "2024-06-01");
    here.step(placement, Step::Offer, "2024-06-02");

    let facts = |id| here.office.read(|desk| desk.participant_page(id)).expect("a page").timeline.len();
    let all = facts(kept) + facts(gone);
    let preview = here.office.read(|desk| desk.merge_preview(kept, gone)).expect("side by side");
    assert_eq!(preview.why, [Reason::SameSound, Reason::SameBirth, Reason::SameNationality]);
    assert_eq!(preview.undecided().into_iter().collect::<Vec<_>>(), [MergeField::ShownName]);
    assert_eq!((preview.moves[&MergeGroup::Interviews], preview.moves[&MergeGroup::Documents]), (1, 1));
    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    let done = here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");

    assert_eq!((done.moved[&MergeGroup::Interviews], done.moved[&MergeGroup::Placements]), (1, 2));
    assert_eq!(names(&here, kept), ["Amal Haddad", "أمل حداد"], "both names find her");
    assert!(all > 6, "the control");
    assert_eq!(facts(kept), all - 1, "every fact, and one first contact");
    assert_eq!(here.office.read(|desk| desk.document_copy(paper, None)).expect("the paper").bytes, text);
    assert!(matches!(here.office.read(|desk| desk.participant_page(gone)), Err(OfficeError::NotFound)));
    let found = here.office.read(|desk| desk.search(&secret("アマル"), 10)).expect("a list");
    assert_eq!(found.iter().map(|found| found.person.id).collect::<Vec<_>>(), [kept], "once");
}

#[test]
fn where_two_records_contradict_each_other_somebody_chooses() {
    let here = here("2024-06-20");
    let kept = here.meet("Amal Haddad", "2024-04-10");
    let other = NewParticipant { birth: secret("1991"), nationality: secret("LBN"), ..entered("Amal Haddad") };
    let gone = here.office.write(|desk| desk.add_participant(&other, true)).expect("somebody");
    let try_with = |choices: &[(MergeField, Side)]| {
        let choices = choices.iter().copied().collect();
        here.office.write(|desk| desk.merge(kept, gone, &choices)).map(drop)
    };

    let preview = here.office.read(|desk| desk.merge_preview(kept, gone)).expect("side by side");
    assert_eq!(preview.undecided().into_iter().collect::<Vec<_>>(), [MergeField::Birth, MergeField::Nationality]);
    let refused = OfficeError::field("choices.birth", FieldError::Text(casework::text::TextError::Empty));
    assert_eq!(try_with(&[]), Err(refused));
    assert_eq!(here.office.read(|desk| desk.day()).expect("today").participants, 2, "nothing was merged");
    try_with(&[(MergeField::Birth, Side::Gone), (MergeField::Nationality, Side::Kept)]).expect("merged");

    let page = here.office.read(|desk| desk.participant_page(kept)).expect("a page");
    let profile = page.participant.profile;
    assert_eq!(profile.birth.map(|birth| birth.expose().to_string()).as_deref(), Some("1991"));
    assert_eq!(profile.nationality, Some(secret("SYR")));
    assert!(profile.other_nationalities.is_empty(), "the one that was not chosen was wrong");
}

#[test]
fn a_field_that_only_one_record_fills_needs_no_choice() {
    let here = here("2024-06-20");
    let bare = NewParticipant {
        birth: secret("1990"),
        nationality: Guarded::default(),
        languages: vec![],
        ..entered("Amal Haddad")
    };
    let kept = here.office.write(|desk| desk.add_participant(&bare, true)).expect("somebody");
    let gone = here.meet("Amal Haddad", "2024-05-02");

    let preview = here.office.read(|desk| desk.merge_preview(kept, gone)).expect("side by side");
    let standing: BTreeMap<_, _> = preview.fields.iter().map(|line| (line.field, line.standing)).collect();
    assert_eq!(standing[&MergeField::Nationality], Standing::Only(Side::Gone));
    assert_eq!(standing[&MergeField::Birth], Standing::Agrees(Side::Gone), "the more exact one");
    merge(&here, kept, gone).expect("merged");

    let page = here.office.read(|desk| desk.participant_page(kept)).expect("a page");
    let profile = page.participant.profile;
    assert_eq!(profile.birth.map(|birth| birth.expose().to_string()).as_deref(), Some("1990-04-30"));
    assert_eq!((profile.nationality, profile.languages), (Some(secret("SYR")), vec![String::from("ar")]));
}

#[test]
fn one_person_is_counted_once() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    let met = |here: &Here| {
        let figures = here.office.read(|desk| desk.figures(2024)).expect("figures");
        figures.figures.into_iter().map(|figure| (figure.indicator.key(), figure.value)).collect::<BTreeMap<_, _>>()
    };
    for id in [kept, gone] {
        consent(&here, id, Purpose::Interview, "2024-05-02");
        interview(&here, id);
    }
    let before = met(&here);

    let done = here.office.write(|desk| desk.merge(kept, gone, &BTreeMap::from([(MergeField::ShownName, Side::Kept)])));

    let after = met(&here);
    let told = done.expect("merged").figures;
    assert!(!told.is_empty() && told.iter().all(|change| change.before > change.after), "{told:?}");
    for change in &told {
        assert_eq!((before[&change.figure.key()], after[&change.figure.key()]), (change.before, change.after));
    }
    let unchanged = before.iter().filter(|(id, _)| !told.iter().any(|change| change.figure.key() == **id));
    assert!(unchanged.into_iter().all(|(id, value)| after[id] == *value), "every change is told");
    separate(&here, gone).expect("separated");
    assert_eq!(met(&here), before);
}

#[test]
fn both_in_one_cohort_are_one_enrolment_and_nobody_is_at_a_session_twice() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    let cohort = NewCohort {
        course: String::from("japanese_class"),
        name: String::from("春"),
        starts_on: day("2024-05-01"),
        ..NewCohort::default()
    };
    let cohort = here.office.write(|desk| desk.open_cohort(&cohort)).expect("a cohort");
    for (id, on) in [(kept, "2024-05-10"), (gone, "2024-05-03")] {
        here.office.write(|desk| desk.enrol(cohort, id, day(on))).expect("enrolled");
    }

    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    let done = here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");

    assert!(done.joined >= 1);
    let own = here.office.read(|desk| desk.programmes_of(kept)).expect("programmes");
    assert_eq!(own.enrolments.len(), 1);
    assert_eq!(own.enrolments[0].line.enrolment.on, day("2024-05-03"), "from the earlier day");
    separate(&here, gone).expect("separated");
    for (id, on) in [(kept, "2024-05-10"), (gone, "2024-05-03")] {
        let own = here.office.read(|desk| desk.programmes_of(id)).expect("programmes");
        assert_eq!(own.enrolments[0].line.enrolment.on, day(on), "each as it was");
    }
}

#[test]
fn a_withdrawal_in_one_record_holds_for_the_person() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    consent(&here, kept, Purpose::Media, "2024-05-02");
    let withdrawn = consent(&here, gone, Purpose::Media, "2024-05-20");
    here.office.write(|desk| desk.withdraw_consent(withdrawn, "2024-06-10")).expect("withdrawn");
    let preview = here.office.read(|desk| desk.merge_preview(kept, gone)).expect("side by side");
    assert!(preview.withdraws, "it is told before");

    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");

    let page = here.office.read(|desk| desk.participant_page(kept)).expect("a page");
    assert_eq!(page.consents.len(), 2);
    assert!(page.consents.iter().all(|consent| consent.withdrawn_on == Some(day("2024-06-10"))));
}

#[test]
fn two_interviews_that_were_begun_hold_a_merging_up() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    for id in [kept, gone] {
        consent(&here, id, Purpose::Interview, "2024-05-02");
        begin(&here, id);
    }

    let preview = here.office.read(|desk| desk.merge_preview(kept, gone)).expect("side by side");
    assert_eq!(preview.blocks, [MergeBlock::TwoDrafts]);
    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    assert_eq!(here.office.write(|desk| desk.merge(kept, gone, &choices)), Err(OfficeError::TwoDrafts));
}

#[test]
fn a_merging_is_journalled_and_undone_after_a_lock_too() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    here.office
        .write(|desk| {
            desk.correct_participant(
                gone,
                &NewParticipant { first_contact: String::from("2024-05-03"), ..entered("أمل حداد") },
            )
        })
        .expect("corrected");
    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");
    assert_eq!(here.deeds()[0], deed("merge", "participant"));
    let of_kept = office::JournalFilter { participant: Some(kept), limit: 50, ..office::JournalFilter::default() };
    let journal = here.office.read(|desk| desk.journal(&of_kept)).expect("the journal");
    let corrected = journal.entries.iter().find(|line| line.verb == "correct").expect("what was done to the other");
    assert_eq!(corrected.participant, Some(kept), "told as the person she is");
    assert!(!here.office.read(|desk| desk.journal_entry(corrected.n)).expect("it opens").is_empty());
    here.open_on("2024-06-25");

    let merged = here.office.read(|desk| desk.merged_into(kept)).expect("a list");
    assert_eq!((merged.len(), merged[0].id, merged[0].separable), (1, gone, true));
    assert_eq!(separate(&here, gone), Ok(kept));

    assert_eq!(
        (names(&here, kept), names(&here, gone)),
        (vec![String::from("Amal Haddad")], vec![String::from("أمل حداد")])
    );
    assert!(here.deeds().contains(&deed("separate", "participant")));
    assert!(here.office.read(|desk| desk.merged_into(kept)).expect("a list").is_empty());
    assert_eq!(separate(&here, gone), Err(OfficeError::NotFound), "once");
}

#[test]
fn a_merging_ends_what_could_be_undone_before_it() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    consent(&here, kept, Purpose::Media, "2024-06-19");
    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");

    assert_eq!(here.office.undo(kept), Err(OfficeError::NothingToUndo));
    assert_eq!(here.office.undo(gone), Err(OfficeError::NotFound).or(Err(OfficeError::NothingToUndo)));
}

#[test]
fn somebody_who_was_merged_is_erased_as_one() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");

    here.office.erase(kept, ErasureReason::Asked, &secret(care::GOOD)).expect("erased");

    assert_eq!(separate(&here, gone), Err(OfficeError::NotFound));
    here.open_on("2024-06-21");
    assert_eq!(here.office.read(|desk| desk.day()).expect("today").participants, 0);
}

#[test]
fn who_was_told_apart_is_not_offered_again() {
    let here = here("2024-06-20");
    let (one, other) = two(&here);
    let offered = || {
        let pairs = here.office.read(|desk| desk.possible_duplicates()).expect("pairs");
        let own = here.office.read(|desk| desk.resembling(one)).expect("a list");
        (pairs.len(), own.len())
    };
    assert_eq!(offered(), (1, 1), "the control: they resemble each other");

    here.office.write(|desk| desk.tell_apart(other, one)).expect("told apart");
    assert_eq!(offered(), (0, 0));
    here.office.write(|desk| desk.doubt_again(one, other)).expect("doubted");
    assert_eq!(offered(), (1, 1));
    assert_eq!(here.office.write(|desk| desk.tell_apart(one, one)), Err(OfficeError::NotFound));
}

#[test]
fn a_mentor_who_is_a_participant_stays_one_person() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    for (id, role) in [(kept, "mentor"), (gone, "speaker")] {
        let entered = EnteredAssociate {
            names: vec![NewName::new(casework::names::NameKind::Preferred, secret("Amal Haddad"))],
            participant: Some(id),
            roles: vec![EnteredRole { role: role.to_owned(), from: String::from("2024-05-01"), until: String::new() }],
            ..EnteredAssociate::default()
        };
        here.office.write(|desk| desk.add_associate(&entered)).expect("added");
    }
    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);
    here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");

    let all = here.office.read(|desk| desk.associates(&Guarded::default(), "")).expect("a list");

    assert_eq!((all.len(), all[0].roles_now.clone()), (1, vec![String::from("mentor"), String::from("speaker")]));
    let summary = here.office.read(|desk| desk.participant_page(kept)).expect("a page").summary;
    assert_eq!(summary.roles, ["mentor", "speaker"]);
    separate(&here, gone).expect("separated");
    assert_eq!(here.office.read(|desk| desk.associates(&Guarded::default(), "")).expect("a list").len(), 2);
}

#[test]
fn a_mentor_with_the_name_of_a_new_participant_is_shown() {
    let here = here("2024-06-20");
    let add = |name: &str, participant| {
        let entered = EnteredAssociate {
            names: vec![NewName::new(casework::names::NameKind::Preferred, secret(name))],
            participant,
            roles: vec![EnteredRole {
                role: String::from("mentor"),
                from: String::from("2024-05-01"),
                until: String::new(),
            }],
            ..EnteredAssociate::default()
        };
        here.office.write(|desk| desk.add_associate(&entered)).expect("added")
    };
    let mentor = add("أمل حداد", None);
    add("森 はるか", None);
    let known = here.meet("Amal Haddad", "2024-04-10");
    let alike = || {
        let found = here.office.read(|desk| desk.associates_alike(&entered("Amal Haddad"))).expect("a list");
        found.into_iter().map(|associate| associate.id).collect::<Vec<_>>()
    };

    assert_eq!(alike(), [mentor], "in another script too");
    let entered = EnteredAssociate {
        names: vec![NewName::new(casework::names::NameKind::Preferred, secret("أمل حداد"))],
        participant: Some(known),
        ..EnteredAssociate::default()
    };
    here.office.write(|desk| desk.change_associate(mentor, &entered)).expect("joined");
    assert!(alike().is_empty(), "now she is found as the participant she is");
}

#[test]
fn a_merging_that_fails_half_way_changes_nothing() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    consent(&here, gone, Purpose::Sharing, "2024-05-02");
    let text = Guarded::new(b"some text".to_vec());
    here.office.write(|desk| desk.attach_document(gone, &secret("a.txt"), text)).expect("attached");
    let folder = here.folder.path().join("vault").join("documents");
    let file = std::fs::read_dir(&folder).expect("the folder").next().expect("a file").expect("a file").path();
    std::fs::write(&file, b"not as it was written").expect("damaged");
    let choices = BTreeMap::from([(MergeField::ShownName, Side::Kept)]);

    let refused = here.office.write(|desk| desk.merge(kept, gone, &choices));

    assert_eq!(refused, Err(OfficeError::DocumentDamaged));
    assert_eq!((names(&here, kept).len(), names(&here, gone).len()), (1, 1));
    assert!(!here.deeds().contains(&deed("merge", "participant")));
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 1, "no file was left behind");
    here.open_on("2024-06-21");
    assert_eq!(here.office.read(|desk| desk.day()).expect("today").participants, 2);
}

#[test]
fn who_may_not_merge_is_refused() {
    let here = here("2024-06-20");
    let (kept, gone) = two(&here);
    here.go_on_as(Role::Placement);

    assert!(matches!(merge(&here, kept, gone), Err(OfficeError::Forbidden(_))));
    assert!(matches!(here.office.read(|desk| desk.merge_preview(kept, gone)), Err(OfficeError::Forbidden(_))));
    assert!(matches!(separate(&here, gone), Err(OfficeError::Forbidden(_))));
}
