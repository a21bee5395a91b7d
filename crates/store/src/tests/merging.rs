use std::collections::BTreeSet;

use casework::{consent::Purpose, ids::ParticipantId, merging::MergeField, participant::Profile};

use super::{Place, amal, belongings::full, consent, day, open, place, with_amal};
use crate::{
    Belongings, DocumentId, Entry, Filter, MemberId, MergeError, Merged, Merging, SeparateError, Store, StoreError,
    merging::RULES,
};

const AT: &str = "2024-06-20T12:00:00+09:00";

fn look(store: &Store, id: ParticipantId) -> Belongings {
    store.read().belongings_of(id).expect("somebody")
}

fn merge(store: &mut Store, kept: ParticipantId, gone: ParticipantId) -> Result<Merged, MergeError> {
    let taken = BTreeSet::new();
    store.write(|writer| writer.merge_people(&Merging { kept, gone, taken: &taken, at: AT, by: MemberId(1) }))
}

fn separate(store: &mut Store, gone: ParticipantId) -> Result<ParticipantId, SeparateError> {
    store.write(|writer| writer.separate_people(gone))
}

/// Amal and somebody with everything, who is Amal.
fn two(place: &Place) -> (Store, ParticipantId, ParticipantId, DocumentId) {
    let (mut store, one) = with_amal(place);
    let profile = Profile { languages: vec![String::from("uk"), String::from("fa")], ..amal() };
    let twin = store.write(|writer| writer.add_participant(&profile, day("2024-04-01"))).expect("the twin");
    let document = full(&mut store, twin);
    (store, one, twin, document)
}

#[test]
fn every_table_that_hangs_on_a_participant_has_a_rule_for_merging() {
    let place = place();
    let (store, _) = with_amal(&place);
    let shape = store.read().shape().expect("a shape");

    let tables: BTreeSet<&str> = shape.tables.iter().map(|table| table.name.as_str()).collect();
    let ruled: BTreeSet<&str> = RULES.iter().map(|(table, _)| *table).collect();

    assert_eq!(tables, ruled, "say in merging/rules.rs what becomes of the table when two records are merged");
    assert_eq!(ruled.len(), RULES.len(), "once each");
}

#[test]
fn every_column_of_a_participant_is_chosen_adds_up_or_follows() {
    let place = place();
    let (store, _) = with_amal(&place);
    let shape = store.read().shape().expect("a shape");
    let (_, own) = shape.table("participant").expect("the table");

    let chosen =
        ["birth", "nationality", "origin", "prefecture", "referral_source", "referral_detail", "caseworker_id"];
    let adds_up = ["id", "first_contact_on", "other_nationalities"];
    let follows = [
        "languages",
        "residence_status",
        "permit_ends_on",
        "work_permission",
        "work_ends_on",
        "shown_name",
        "sort_name",
        "stage",
        "last_fact_on",
    ];
    let known: BTreeSet<&str> = chosen.into_iter().chain(adds_up).chain(follows).collect();
    for column in &own.columns {
        assert!(known.contains(column.as_str()), "{column}: say in casework::merging what becomes of it");
    }
}

#[test]
fn every_link_to_a_participant_that_does_not_cascade_is_known_to_merging() {
    let place = place();
    let (store, _) = with_amal(&place);
    let sql = "SELECT m.name || '.' || f.\"from\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
               WHERE m.type = 'table' AND f.\"table\" IN ('participant', 'associate') AND f.on_delete <> 'CASCADE'";
    let mut statement = store.connection.prepare(sql).expect("a question");
    let links: BTreeSet<String> =
        statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a row")).collect();

    let known = ["household_member.other_participant_id", "mentorship.associate_id"].map(String::from);
    assert_eq!(links, BTreeSet::from(known), "say in merging/joining.rs how it is pointed at who stays");
}

#[test]
fn two_records_become_one_and_two_again() {
    let place = place();
    let (mut store, one, twin, document) = two(&place);
    let (before, other) = (look(&store, one), look(&store, twin));
    let bytes = store.read().read_document(document).expect("a document");

    let merged = merge(&mut store, one, twin).expect("merged");

    assert_eq!((merged.moved["interview"], merged.moved["document"], merged.joined["participant_name"]), (1, 1, 3));
    assert!(matches!(store.read().belongings_of(twin), Err(StoreError::NotFound)), "one is left");
    assert_eq!(store.read().read_document(document), Ok(bytes.clone()), "under the key of who stays");
    let now = store.read().participant(one).expect("amal");
    assert_eq!(now.first_contact, day("2024-04-01"), "the earlier one");
    assert_eq!(now.profile.languages, ["ps", "fa", "uk"], "they add up");
    assert_eq!(now.profile.names, amal().names, "each name once");

    assert_eq!(separate(&mut store, twin), Ok(one));

    assert_eq!((look(&store, one).len(), look(&store, twin).len()), (before.len(), other.len()));
    assert_eq!(store.read().participant(one).expect("amal").profile, amal());
    assert_eq!(store.read().participant(twin).expect("the twin").profile.languages, ["uk", "fa"]);
    assert_eq!(store.read().read_document(document), Ok(bytes), "under their own key again");
    assert_eq!(store.read().document(document).expect("a document").participant, twin);
    assert_eq!(store.read().summary(one).expect("amal").last_fact, day("2024-05-01"));
    assert_eq!(separate(&mut store, twin), Err(SeparateError::NotMerged));
}

#[test]
fn a_merging_is_undone_after_the_store_was_closed_too() {
    let place = place();
    let (mut store, one, twin, document) = two(&place);
    merge(&mut store, one, twin).expect("merged");
    drop(store);
    let mut store = open(&place, "ab").expect("the store");

    assert_eq!(separate(&mut store, twin), Ok(one));

    assert!(store.read().read_document(document).is_ok());
    let uid = store.read().uid_of(twin).expect("their random id");
    assert_eq!(store.read().person_with(&uid), Ok(Some(twin)), "the one they had");
}

#[test]
fn what_was_changed_since_goes_back_as_it_stands_and_what_was_added_stays() {
    let place = place();
    let (mut store, one, twin, document) = two(&place);
    merge(&mut store, one, twin).expect("merged");
    let since: Result<(), StoreError> = store.write(|writer| {
        writer.remove_document(document)?;
        writer.add_consent(&consent(one, Purpose::Media, "2024-06-21")).map(drop)
    });
    since.expect("changed since");

    separate(&mut store, twin).expect("separated");

    assert!(store.read().documents_of(twin).expect("a list").is_empty(), "what was removed stays removed");
    let purposes = |id| -> Vec<Purpose> {
        store.read().consents_of(id).expect("a list").into_iter().map(|consent| consent.purpose).collect()
    };
    assert_eq!((purposes(one), purposes(twin)), (vec![Purpose::Media], vec![Purpose::Interview]));
}

#[test]
fn a_record_that_was_merged_on_is_separated_from_the_outside_in() {
    let place = place();
    let (mut store, one, twin, document) = two(&place);
    let third = store.write(|writer| writer.add_participant(&amal(), day("2024-03-01"))).expect("a third");
    merge(&mut store, one, twin).expect("merged");
    merge(&mut store, third, one).expect("merged on");

    assert_eq!(separate(&mut store, twin), Err(SeparateError::MergedAgain));
    assert_eq!(separate(&mut store, one), Ok(third));
    assert_eq!(separate(&mut store, twin), Ok(one));

    assert_eq!(store.read().document(document).expect("a document").participant, twin);
    assert!(store.read().read_document(document).is_ok());
    for id in [one, twin, third] {
        assert_eq!(store.read().participant(id).expect("somebody").profile.names, amal().names);
    }
}

#[test]
fn the_journal_of_who_went_is_read_and_erased_with_who_stays() {
    let place = place();
    let (mut store, one, twin, _) = two(&place);
    let noted: Result<(), StoreError> = store.write(|writer| {
        let before = Some(guarded::Guarded::from("what stood there"));
        let entry =
            Entry { at: AT, verb: "correct", subject: "participant", person: Some(twin), before, ..Entry::default() };
        writer.note(&entry)
    });
    noted.expect("noted");
    merge(&mut store, one, twin).expect("merged");
    let own = Filter { person: Some(one), ..Filter::default() };
    let lines = store.read().journal(&own, 10).expect("the journal");

    assert_eq!(lines.len(), 1, "under the number they had");
    let payload = store.read().journal_payload(lines[0].n).expect("it opens");
    assert!(payload.is_some_and(|payload| payload.before.is_some()));
    let uid = store.read().merged_into(one).expect("a list")[0].uid;

    let erased: Result<_, StoreError> = store.write(|writer| writer.erase_person(one, AT, MemberId(1)));

    assert_eq!(erased.expect("erased").gone.journal_payloads, 1);
    assert_eq!(store.read().journal_payload(lines[0].n), Ok(None));
    assert!(store.read().tombstones().expect("a list").contains(&uid), "an older backup brings neither of them back");
    drop(store);
    assert!(open(&place, "ab").is_ok(), "the chain of the journal holds");
}

#[test]
fn nobody_is_merged_with_themselves_and_two_drafts_hold_it_up() {
    let place = place();
    let (mut store, one, twin, _) = two(&place);
    let before = look(&store, one);
    assert!(merge(&mut store, one, one).is_err());
    let draft: Result<(), StoreError> = store.write(|writer| {
        let draft = writer.begin_draft(&super::draft_of(one))?;
        writer.save_draft(draft, 0, &crate::DraftContent::default(), "t").map(drop)
    });
    draft.expect("a draft");
    let (one_before, twin_before) = (look(&store, one), look(&store, twin));

    assert_eq!(merge(&mut store, one, twin), Err(MergeError::TwoDrafts));

    assert_eq!((look(&store, one), look(&store, twin)), (one_before, twin_before), "nothing was changed");
    assert!(before.len() < look(&store, one).len());
}

#[test]
fn a_field_is_taken_from_the_record_that_was_chosen() {
    let place = place();
    let (mut store, one) = with_amal(&place);
    let other = Profile { nationality: Some(guarded::Guarded::from("IRN")), ..amal() };
    let twin = store.write(|writer| writer.add_participant(&other, day("2024-05-02"))).expect("the twin");
    let taken = BTreeSet::from([MergeField::Nationality]);
    let merging = Merging { kept: one, gone: twin, taken: &taken, at: AT, by: MemberId(1) };

    store.write(|writer| writer.merge_people(&merging)).expect("merged");

    let nationality = |store: &Store| store.read().participant(one).expect("amal").profile.nationality;
    assert_eq!(nationality(&store), Some(guarded::Guarded::from("IRN")));
    separate(&mut store, twin).expect("separated");
    assert_eq!(nationality(&store), amal().nationality);
}
