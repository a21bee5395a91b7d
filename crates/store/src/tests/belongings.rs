use std::collections::{BTreeMap, BTreeSet};

use casework::{
    company::CompanyProfile,
    consent::Purpose,
    ids::ParticipantId,
    participant::{Profile, Stage},
    placement::{Step, StepRecord},
    programme::NewCohort,
};
use guarded::Guarded;

use super::{Place, amal, consent, day, draft_of, open, place, with_amal};
use crate::{
    Belongings, Difference, DocumentError, DocumentId, DraftContent, Held, MemberId, NewDocument, NewRecommendation,
    RestoreError, Review, Store, StoreError, Touched,
    belongings::{PLAIN, SEALED},
};

/// Tables that name a participant and are not among their belongings: say here how an erasure reaches them. The keys
/// of names go with the participant and are made anew from the names.
const NOT_HANGING: [&str; 1] = ["name_key"];

fn column<T: rusqlite::types::FromSql>(store: &Store, sql: &str) -> Vec<T> {
    let mut statement = store.connection.prepare(sql).expect("a question");
    statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a row")).collect()
}

#[test]
fn whatever_names_a_participant_hangs_on_them() {
    let place = place();
    let (store, amal) = with_amal(&place);
    let naming: Vec<String> = column(
        &store,
        "SELECT DISTINCT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND (c.name LIKE '%participant_id' OR c.name = 'participant')",
    );

    let hanging = store.read().belongings_count(amal).expect("counts");

    assert!(naming.len() >= 8, "the control: the question finds the tables");
    for table in naming.iter().filter(|table| !NOT_HANGING.contains(&table.as_str())) {
        assert!(
            hanging.contains_key(table),
            "{table} names a participant: REFERENCES participant (id) ON DELETE CASCADE, or an erasure leaves it behind"
        );
    }
}

#[test]
fn whatever_hangs_on_a_participant_has_a_key_and_its_links_an_index() {
    let place = place();
    let (store, _) = with_amal(&place);
    let shape = store.read().shape().expect("a shape");

    for table in &shape.tables {
        assert!(!table.key.is_empty(), "{}: without a primary key a row cannot be told from another", table.name);
        for link in table.links.iter().filter(|link| link.cascades) {
            let own: Vec<&String> = link.columns.iter().map(|at| &table.columns[*at]).collect();
            let sql = format!(
                "SELECT group_concat(c.name) FROM pragma_index_list('{0}') i JOIN pragma_index_info(i.name) c
                 LEFT JOIN sqlite_schema m ON m.name = i.name
                 WHERE i.partial = 0 OR m.sql LIKE '% WHERE {1} IS NOT NULL' GROUP BY i.name",
                table.name, own[0]
            );
            let led = |columns: &String| columns.starts_with(own[0].as_str());
            let first = table.key.first().is_some_and(|at| table.columns[*at] == *own[0]);
            assert!(
                first || column::<String>(&store, &sql).iter().any(led),
                "{}.{}: without an index an erasure and a look at one person read the whole table",
                table.name,
                own[0]
            );
        }
    }
}

#[test]
fn every_column_of_bytes_says_whether_it_is_sealed_for_the_person() {
    let place = place();
    let (store, _) = with_amal(&place);
    let shape = store.read().shape().expect("a shape");
    let known: BTreeSet<(&str, &str)> =
        SEALED.iter().map(|sealed| (sealed.table, sealed.column)).chain(PLAIN.iter().copied()).collect();

    for table in &shape.tables {
        let sql = format!("SELECT name FROM pragma_table_info('{}') WHERE type = 'BLOB'", table.name);
        for blob in column::<String>(&store, &sql) {
            let name = (table.name.as_str(), blob.as_str());
            assert!(known.contains(&name), "{name:?}: put it into SEALED or PLAIN of belongings/sealed.rs");
        }
    }
}

/// Something in every table that hangs on a participant.
pub(super) fn full(store: &mut Store, id: ParticipantId) -> DocumentId {
    let written: Result<DocumentId, DocumentError> = store.write(|writer| {
        writer.add_consent(&consent(id, Purpose::Interview, "2024-05-01"))?;
        let answers = BTreeMap::from([(String::from("wish"), Guarded::from("a kitchen"))]);
        writer.add_interview(id, day("2024-06-01"), &Held::default(), &answers)?;
        let cohort = NewCohort {
            course: String::from("mentorship"),
            name: String::from("spring"),
            starts_on: day("2024-05-01"),
            ..NewCohort::default()
        };
        writer.add_enrolment(writer.add_cohort(&cohort)?, id, day("2024-05-02"))?;
        let company = writer.add_company(&CompanyProfile::named(Guarded::from("Yamamoto")))?;
        let recommended = writer.add_recommendation(&NewRecommendation::new(id, company, day("2024-06-01")))?;
        writer.add_step(recommended, &StepRecord::new(Step::Offer, day("2024-06-02")))?;
        let review = Review {
            participant: id,
            reviewed_on: day("2024-06-03"),
            by: MemberId(1),
            keep_until: day("2025-06-03"),
            reason: Guarded::from("still with us"),
        };
        writer.add_review(&review)?;
        let draft = writer.begin_draft(&draft_of(id))?;
        writer.save_draft(draft, 0, &DraftContent::default(), "t")?;
        writer.add_document(&card(id))
    });
    written.expect("written")
}

fn card(participant: ParticipantId) -> NewDocument {
    NewDocument {
        participant,
        name: Guarded::from("card.jpg"),
        kind: String::from("image/jpeg"),
        bytes: Guarded::new(b"points".repeat(20_000)),
        on: day("2024-06-04"),
        by: MemberId(1),
    }
}

fn look(store: &Store, id: ParticipantId) -> Belongings {
    store.read().belongings_of(id).expect("belongings")
}

/// What an edit changed.
fn edit<T, E: From<StoreError> + std::fmt::Debug>(
    store: &mut Store,
    id: ParticipantId,
    work: impl FnOnce(&crate::Writer<'_>) -> Result<T, E>,
) -> Difference {
    let before = look(store, id);
    store.write(work).expect("an edit");
    before.difference_to(&look(store, id))
}

fn restore(store: &mut Store, difference: &Difference) -> Result<(), RestoreError> {
    store.write(|writer| writer.restore(difference))
}

#[test]
fn belongings_hold_every_row_of_a_participant_and_of_nobody_else() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let other = store.write(|writer| writer.add_participant(&super::amal(), day("2024-05-01"))).expect("another");
    full(&mut store, amal);
    full(&mut store, other);

    let all = look(&store, amal);

    let counted = store.read().belongings_count(amal).expect("counts");
    assert_eq!(counted.values().sum::<u32>() as usize, all.len());
    assert_eq!(all, look(&store, amal), "two looks see the same");
    for of in ["participant_name", "answer", "placement_step", "document", "retention_review", "person_key"] {
        let rows = all.tables().find(|table| table.table == of).expect("the table").rows;
        assert!(!rows.is_empty(), "{of} is among them");
        assert_eq!(counted[of] as usize, rows.len());
    }
    assert!(!format!("{all:?}").contains("Amal"), "a print shows nothing of them");
}

#[test]
fn an_edit_is_taken_back_and_done_again() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    full(&mut store, amal);
    let before = look(&store, amal);
    let profile = casework::participant::Profile { languages: vec![String::from("en")], ..super::amal() };

    let done = edit(&mut store, amal, |writer| writer.correct_participant(amal, &profile, day("2024-05-03")));
    let after = look(&store, amal);

    let names = done.tables()["participant_name"];
    assert_eq!(names, Touched { added: 3, removed: 3, changed: 0 }, "the difference says what an edit did");
    restore(&mut store, &done).expect("taken back");
    assert_eq!(look(&store, amal), before);
    restore(&mut store, &done.reversed()).expect("done again");
    assert_eq!(look(&store, amal), after);
}

#[test]
fn a_finished_interview_is_taken_back_with_its_answers_and_its_draft_comes_back() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let draft = store.write(|writer| writer.begin_draft(&draft_of(amal))).expect("a draft");
    let before = look(&store, amal);

    let done = edit(&mut store, amal, |writer| {
        writer.remove_draft(draft)?;
        let answers = BTreeMap::from([(String::from("wish"), Guarded::from("a kitchen"))]);
        writer.add_interview(amal, day("2024-06-01"), &Held::default(), &answers)
    });
    assert_eq!(store.read().summary(amal).expect("amal").stage, Stage::Interviewed);
    restore(&mut store, &done).expect("taken back");

    assert_eq!(look(&store, amal), before, "the farthest stage and the newest day, too");
}

#[test]
fn what_was_changed_since_is_not_taken_back_and_nothing_is_changed() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let first = edit(&mut store, amal, |writer| writer.add_consent(&consent(amal, Purpose::Media, "2024-05-01")));
    let consent = store.read().consents_of(amal).expect("consents")[0].clone();
    store.write(|writer| writer.withdraw_consent(&consent, day("2024-06-01"))).expect("withdrawn");
    let stands = look(&store, amal);

    assert_eq!(restore(&mut store, &first), Err(RestoreError::Changed));
    assert_eq!(look(&store, amal), stands);
}

#[test]
fn a_record_on_which_others_hang_by_now_is_not_taken_back() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let company =
        store.write(|writer| writer.add_company(&CompanyProfile::named(Guarded::from("Yamamoto")))).expect("a company");
    let mut recommended = None;
    let first = edit(&mut store, amal, |writer| {
        recommended = Some(writer.add_recommendation(&NewRecommendation::new(amal, company, day("2024-06-01")))?);
        Ok::<_, StoreError>(())
    });
    let id = recommended.expect("a recommendation");
    store.write(|writer| writer.add_step(id, &StepRecord::new(Step::Offer, day("2024-06-02")))).expect("a step");
    let stands = look(&store, amal);

    assert_eq!(restore(&mut store, &first), Err(RestoreError::Changed), "the step would go with it, unseen");
    assert_eq!(look(&store, amal), stands);
}

#[test]
fn a_refused_restore_leaves_the_rest_of_its_transaction_as_it_was() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let first = edit(&mut store, amal, |writer| writer.add_consent(&consent(amal, Purpose::Media, "2024-05-01")));
    restore(&mut store, &first).expect("taken back");

    let written: Result<(), StoreError> = store.write(|writer| {
        assert_eq!(writer.restore(&first), Err(RestoreError::Changed), "it is gone already");
        writer.set("kept", "yes")
    });

    written.expect("the transaction goes on");
    assert_eq!(store.read().setting("kept").expect("a setting").as_deref(), Some("yes"));
}

#[test]
fn another_fact_since_does_not_hold_up_an_undo() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let consent = edit(&mut store, amal, |writer| writer.add_consent(&consent(amal, Purpose::Media, "2024-06-10")));
    store
        .write(|writer| writer.add_interview(amal, day("2024-06-20"), &Held::default(), &BTreeMap::new()))
        .expect("an interview");

    restore(&mut store, &consent).expect("taken back");

    let summary = store.read().summary(amal).expect("amal");
    assert_eq!((summary.last_fact, summary.stage), (day("2024-06-20"), Stage::Interviewed));
    assert!(store.read().consents_of(amal).expect("consents").is_empty());
}

fn files(place: &Place) -> usize {
    std::fs::read_dir(place.file.with_file_name("documents")).map_or(0, Iterator::count)
}

#[test]
fn a_removed_document_comes_back_until_the_session_ends() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let id = full(&mut store, amal);

    let removed = edit(&mut store, amal, |writer| writer.remove_document(id));
    restore(&mut store, &removed).expect("taken back");
    assert_eq!(store.read().read_document(id), Ok(card(amal).bytes), "byte for byte");

    restore(&mut store, &removed.reversed()).expect("removed again");
    assert_eq!((files(&place), store.read().documents_of(amal).expect("documents").len()), (1, 0));
    drop(store);
    assert_eq!(files(&place), 0, "the end of the session removes it for good");
    let mut store = open(&place, "ab").expect("the same store");
    assert_eq!(restore(&mut store, &removed), Err(RestoreError::FileGone));
}

#[test]
fn a_document_that_came_back_stays_when_the_session_ends() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let id = full(&mut store, amal);

    let removed = edit(&mut store, amal, |writer| writer.remove_document(id));
    restore(&mut store, &removed).expect("taken back");
    drop(store);

    let store = open(&place, "ab").expect("the same store");
    assert_eq!(store.read().read_document(id), Ok(card(amal).bytes));
}

#[test]
fn an_erasure_takes_along_the_files_that_were_kept_for_an_undo() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let id = full(&mut store, amal);
    store.write(|writer| writer.remove_document(id)).expect("removed");
    assert_eq!(files(&place), 1, "the control");

    store.write(|writer| writer.erase_person(amal, "t", MemberId(1))).expect("erased");

    assert_eq!(files(&place), 0);
}

#[test]
fn what_belongs_to_one_is_given_to_another_and_comes_back() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let other_languages = Profile { languages: vec![String::from("uk")], ..super::amal() };
    let twin = store.write(|writer| writer.add_participant(&other_languages, day("2024-05-01"))).expect("the twin");
    let document = full(&mut store, twin);
    let (one, other) = (look(&store, amal), look(&store, twin));

    let moved = store.write(|writer| writer.move_belongings(twin, amal)).expect("moved");

    assert!(moved.stayed.is_empty());
    assert_eq!((moved.moved["interview"], moved.moved["answer"], moved.moved["placement_step"]), (1, 1, 1));
    let (now, left) = (look(&store, amal), look(&store, twin));
    assert_eq!(left.len(), 2, "their own row and their key stay");
    assert_eq!(store.read().document(document).expect("the document").participant, amal);
    assert_eq!(store.read().read_document(document), Ok(card(amal).bytes), "under the key of the other now");
    let summary = store.read().summary(amal).expect("amal");
    assert_eq!((summary.stage, summary.last_fact), (Stage::Recommended, day("2024-06-02")));

    restore(&mut store, &one.difference_to(&now)).expect("taken back");
    restore(&mut store, &other.difference_to(&left)).expect("taken back");

    assert_eq!((look(&store, amal), look(&store, twin)), (one, other));
    assert_eq!(store.read().read_document(document), Ok(card(twin).bytes));
    drop(store);
    assert_eq!(files(&place), 1, "the file that was written anew goes at the end");
}

#[test]
fn where_both_have_what_there_can_be_only_one_of_that_of_the_other_stands() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let twin = store.write(|writer| writer.add_participant(&super::amal(), day("2024-05-01"))).expect("the twin");
    let both: Result<(), StoreError> = store.write(|writer| {
        let cohort = NewCohort {
            course: String::from("mentorship"),
            name: String::from("spring"),
            starts_on: day("2024-05-01"),
            ..NewCohort::default()
        };
        let cohort = writer.add_cohort(&cohort)?;
        for id in [amal, twin] {
            writer.add_enrolment(cohort, id, day("2024-05-02"))?;
            writer.begin_draft(&draft_of(id))?;
        }
        Ok(())
    });
    both.expect("two enrolments");

    let moved = store.write(|writer| writer.move_belongings(twin, amal)).expect("moved");

    assert_eq!((moved.stayed["enrolment"], moved.stayed["draft"]), (1, 1), "nothing was lost");
    let counts = store.read().belongings_count(amal).expect("counts");
    assert_eq!((counts["enrolment"], counts["draft"]), (1, 1));
    assert_eq!(store.read().belongings_count(twin).expect("counts")["enrolment"], 1);
}

#[test]
fn nobody_is_given_to_themselves() {
    let place = place();
    let (mut store, id) = with_amal(&place);
    full(&mut store, id);
    let before = look(&store, id);

    assert!(store.write(|writer| writer.move_belongings(id, id)).is_err());
    assert_eq!(look(&store, id), before);
    assert_eq!(amal(), store.read().participant(id).expect("amal").profile);
}

/// What a recorded transaction says it changed of one person, and what two looks say.
fn recorded(
    store: &mut Store,
    id: ParticipantId,
    work: impl FnOnce(&crate::Writer<'_>) -> Result<(), StoreError>,
) -> (Option<Difference>, Difference) {
    let before = look(store, id);
    let edited: Result<crate::Edited, StoreError> = store.write_recorded(|writer| {
        work(writer)?;
        writer.edited()
    });
    let mut edited = edited.expect("an edit");
    (edited.people.remove(&id), before.difference_to(&look(store, id)))
}

#[test]
fn what_is_recorded_is_what_two_looks_see() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let id = full(&mut store, amal);
    let draft = store.read().drafts_of(amal).expect("drafts").pop().expect("a draft").id;
    let answers = BTreeMap::from([(String::from("wish"), Guarded::from("a garden"))]);
    let profile = casework::participant::Profile { languages: vec![String::from("en")], ..super::amal() };

    let (told, seen) = recorded(&mut store, amal, |writer| {
        writer.correct_participant(amal, &profile, day("2024-05-03"))?;
        writer.remove_draft(draft)?;
        writer.add_interview(amal, day("2024-07-01"), &Held::default(), &answers)?;
        // By the cascade, two levels deep, and through a table without row numbers.
        writer.change("DELETE FROM interview WHERE held_on = '2024-06-01'", [])?;
        writer.change("DELETE FROM recommendation", [])?;
        writer.remove_document(id)
    });

    assert_eq!(told.as_ref(), Some(&seen));
    let (told, seen) = recorded(&mut store, amal, |writer| writer.set("a", "b"));
    assert!(told.is_none() && seen.is_empty(), "nothing of theirs changed");
    let (told, _) = recorded(&mut store, amal, |writer| {
        let draft = writer.begin_draft(&draft_of(amal))?;
        writer.remove_draft(draft)
    });
    assert!(told.is_none(), "what came and went in one transaction is no change");
}

#[test]
fn a_recorded_transaction_tells_people_apart_and_who_is_new() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let other = store.write(|writer| writer.add_participant(&super::amal(), day("2024-05-01"))).expect("another");

    let edited: Result<(crate::Edited, ParticipantId), StoreError> = store.write_recorded(|writer| {
        writer.add_consent(&consent(amal, Purpose::Media, "2024-06-10"))?;
        let third = writer.add_participant(&super::amal(), day("2024-05-01"))?;
        Ok((writer.edited()?, third))
    });

    let (edited, third) = edited.expect("an edit");
    assert_eq!(edited.people.keys().copied().collect::<Vec<_>>(), [amal, third]);
    assert_eq!(edited.new, BTreeSet::from([third]));
    assert!(!edited.people.contains_key(&other));
}

#[test]
fn a_transaction_that_failed_leaves_nothing_recorded() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let failed: Result<(), StoreError> = store.write_recorded(|writer| {
        writer.add_consent(&consent(amal, Purpose::Media, "2024-06-10"))?;
        Err(StoreError::Form)
    });
    assert_eq!(failed, Err(StoreError::Form));

    let (told, _) = recorded(&mut store, amal, |_| Ok(()));

    assert!(told.is_none());
}

#[test]
fn recording_leaves_no_trace_in_the_file() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    recorded(&mut store, amal, |writer| writer.touch(amal, day("2024-06-10"), None));
    drop(store);

    let store = open(&place, "ab").expect("the same store");

    let sql = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'edited%'";
    assert_eq!(column::<u32>(&store, sql), [0]);
}
