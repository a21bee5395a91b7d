use std::collections::BTreeMap;

use casework::{
    consent::Recipient,
    ids::{ConsentId, ParticipantId},
    profile::{LanguageSkill, ResidencePeriod},
};
use guarded::Guarded;
use rusqlite::{Connection, OpenFlags};

use super::{Place, keys, open, place};
use crate::{Filter, Holding, MemberId, OpenError, Payload, Store, cipher, migrations, own_file::new_private_file};

/// A store as the first version of the program made it.
const FIRST: &str = "
    INSERT INTO participant (id, first_contact_on, last_fact_on, shown_name, sort_name)
      VALUES (3, '2024-05-01', '2024-06-01', 'Amal', 'amal'), (5, '2024-05-02', '2024-05-02', 'Bashir', 'bashir');
    INSERT INTO participant_name (participant_id, kind, text, folded, match_key) VALUES (3, 'preferred', 'Amal', 'amal', 'amal');
    INSERT INTO interview (id, participant_id, held_on, template_version) VALUES (9, 5, '2024-06-01', 1);
    INSERT INTO journal (n, at, verb, subject, id, before) VALUES
      (1, '2024-05-01T10:00:00+09:00', 'set', 'organisation', NULL, ''),
      (2, '2024-05-01T10:01:00+09:00', 'add', 'participant', 3, ''),
      (4, '2024-05-02T10:00:00+09:00', 'correct', 'participant', 3, '{\"birth\":\"1990\"}'),
      (5, '2024-06-01T10:00:00+09:00', 'add', 'interview', 9, ''),
      (6, '2024-06-02T10:00:00+09:00', 'discard', 'draft', 77, '');
";

fn first_version(place: &Place) {
    drop(new_private_file(&place.file).expect("a file"));
    let connection =
        Connection::open_with_flags(&place.file, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("the file opens");
    cipher::set_key(&connection, &keys("ab").database).expect("the key is taken");
    migrations::first_only(&connection).expect("the first schema");
    connection.execute_batch(FIRST).expect("rows");
}

#[test]
fn a_store_of_the_first_version_keeps_its_rows_and_gets_keys_and_a_chain() {
    let place = place();
    first_version(&place);

    let store = open(&place, "ab").expect("it opens");

    let read = store.read();
    let people = [ParticipantId(3), ParticipantId(5)];
    assert_eq!(read.names_of(people[0]).expect("names").len(), 1);
    assert!(people.iter().all(|id| read.uid_of(*id).is_ok() && read.person_key(*id).is_ok()));
    let rows = read.journal(&Filter::default(), 10).expect("the journal");
    let told: Vec<_> = rows.iter().rev().map(|row| (row.n, row.verb.as_str(), row.person)).collect();
    let (amal, bashir) = (Some(people[0]), Some(people[1]));
    assert_eq!(
        told,
        [(1, "set", None), (2, "add", amal), (3, "correct", amal), (4, "add", bashir), (5, "discard", None)],
        "numbers run on without a gap, and the person is found through the record"
    );
    assert!(rows.iter().all(|row| row.actor == MemberId::default()), "nobody knows who it was");
    assert_eq!(rows[2].holding, Holding::Sealed);
    let before = Some(Guarded::from(r#"{"birth":"1990"}"#));
    assert_eq!(read.journal_payload(3), Ok(Some(Payload { before, after: None })));
    assert_eq!(read.verify_journal().expect("the chain holds"), read.journal_head().expect("the head"));
}

#[test]
fn languages_status_and_consents_of_a_first_store_become_records_of_their_own() {
    let place = place();
    first_version(&place);
    let connection = Connection::open(&place.file).expect("the file opens");
    cipher::set_key(&connection, &keys("ab").database).expect("the key is taken");
    let told = "UPDATE participant SET languages = 'ps fa  en fa', residence_status = 'student',
                  permit_ends_on = '2025-03-31', work_permission = 'limited' WHERE id = 3;
                INSERT INTO consent (id, participant_id, purpose, language, how, given_on, withdrawn_on)
                  VALUES (4, 3, 'media', 'fr', 'spoken', '2024-05-01', '2024-05-09');";
    connection.execute_batch(told).expect("rows");
    drop(connection);

    let store = open(&place, "ab").expect("it opens");

    let (read, amal) = (store.read(), ParticipantId(3));
    let spoken = read.records_of::<LanguageSkill>(amal).expect("languages");
    let spoken: Vec<_> = spoken.iter().map(|(_, skill)| skill.language.as_str()).collect();
    assert_eq!(spoken, ["ps", "fa", "en"], "in their order, each once");
    let held = read.records_of::<ResidencePeriod>(amal).expect("periods");
    let (_, held) = held.first().expect("a period");
    assert_eq!((held.from, held.ends_on.map(|day| day.to_string())), (None, Some(String::from("2025-03-31"))));
    assert_eq!(read.participant(amal).expect("them").profile.residence.map(|held| held.work), Some(held.work));
    let consent = read.consent(ConsentId(4)).expect("the consent");
    assert_eq!((consent.recipient, consent.policy, consent.interpreter), (Recipient::Any, 1, None));
    assert!(consent.withdrawn_on.is_some());
}

#[test]
fn a_migrated_store_is_like_a_new_one() {
    let (old, new) = (place(), place());
    first_version(&old);
    let schema = |store: Result<Store, OpenError>| {
        let store = store.expect("a store");
        let mut statement = store.read().connection.prepare("SELECT name, sql FROM sqlite_schema").expect("the schema");
        rows(&mut statement)
    };

    assert_eq!(schema(open(&old, "ab")), schema(Store::create(&new.file, &keys("ab"))));
    drop(open(&old, "ab").expect("it opens again"));
}

fn rows(statement: &mut rusqlite::Statement<'_>) -> BTreeMap<String, Option<String>> {
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

#[test]
fn a_migration_that_fails_leaves_the_store_as_it_was() {
    let place = place();
    first_version(&place);
    let connection = Connection::open(&place.file).expect("the file opens");
    cipher::set_key(&connection, &keys("ab").database).expect("the key is taken");
    // Stands where the migration wants to put a table.
    connection.execute_batch("CREATE TABLE tombstone (other TEXT)").expect("a table");
    drop(connection);
    let before = std::fs::read(&place.file).expect("the file");

    assert!(open(&place, "ab").is_err());

    assert_eq!(std::fs::read(&place.file).expect("the file"), before);
}

#[test]
fn a_store_of_the_second_version_is_compared_before_its_pages_change() {
    let place = place();
    drop(new_private_file(&place.file).expect("a file"));
    let mut connection =
        Connection::open_with_flags(&place.file, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("the file opens");
    cipher::set_key(&connection, &keys("ab").database).expect("the key is taken");
    migrations::second_only(&mut connection, &keys("ab")).expect("the second schema");
    drop(connection);
    let before = std::fs::read(&place.file).expect("the file");

    let mut store = open(&place, "ab").expect("it opens");

    assert_eq!(std::fs::read(&place.file).expect("the file"), before, "opening changed no page");
    assert_eq!(store.is_of_an_older_schema(), Ok(true));
    store.upgrade().expect("it is brought up");
    assert_eq!(store.is_of_an_older_schema(), Ok(false));
    drop(store);
    assert_eq!(open(&place, "ab").expect("it opens again").is_of_an_older_schema(), Ok(false));
}
