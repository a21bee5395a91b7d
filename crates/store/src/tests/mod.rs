use std::{
    collections::BTreeMap,
    fs,
    io::{Seek, SeekFrom, Write},
    path::PathBuf,
};

use casework::{
    consent::{How, Purpose, Recipient},
    dates::PartialDate,
    ids::ParticipantId,
    names::{NameKind, PersonName},
    participant::{Profile, Residence, WorkPermission},
};
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    Damage, DraftContent, Held, Key, MemberId, NewConsent, NewDraft, OpenError, Order, STANDARD, Store, StoreError,
    StoreKeys, migrations,
};

mod belongings;
mod documents;
mod erasure;
mod freshness;
mod journal;
mod measure;
mod merging;
mod migration;
mod people;
mod profile;
mod residue_in_memory;
mod upkeep;

struct Place {
    _folder: tempfile::TempDir,
    file: PathBuf,
}

fn place() -> Place {
    let folder = tempfile::tempdir().expect("a temporary folder");
    Place { file: folder.path().join("vault.db"), _folder: folder }
}

fn keys(byte: &str) -> StoreKeys {
    let key = |byte| Key::new([byte; 32]);
    let database = Guarded::new(format!("x'{}'", byte.repeat(32)));
    StoreKeys { database, journal: key(1), subjects: key(2), anchor: key(3) }
}

fn open(place: &Place, byte: &str) -> Result<Store, OpenError> {
    Store::open(&place.file, &keys(byte), &mut |_, _| ())
}

/// Whether there is time for every case instead of a sample.
fn long() -> bool {
    std::env::var_os("TOMARIGI_LONG").is_some_and(|value| value == "1")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A consent that was said aloud.
fn consent(participant: ParticipantId, purpose: Purpose, on: &str) -> NewConsent {
    NewConsent {
        participant,
        purpose,
        recipient: if purpose == Purpose::Interview { Recipient::Own } else { Recipient::Any },
        policy: 1,
        language: String::from("ps"),
        interpreter: None,
        how: How::Spoken,
        given_on: day(on),
        recorded_by: 1,
    }
}

fn amal() -> Profile {
    let name = |kind, text| PersonName::of(kind, Guarded::from(text));
    Profile {
        names: vec![
            name(NameKind::Preferred, "Amal Khan"),
            name(NameKind::OwnScript, "أمل خان"),
            name(NameKind::Reading, "アマル"),
        ],
        birth: Some(Guarded::new(PartialDate::parse("1990-04").expect("a date"))),
        nationality: Some(Guarded::from("AFG")),
        languages: vec![String::from("ps"), String::from("fa")],
        residence: Some(Residence {
            status: Guarded::from("designated_applying"),
            expires_on: Some(day("2024-12-01")),
            work: WorkPermission::Limited,
            work_ends_on: None,
        }),
        ..Profile::default()
    }
}

fn with_amal(place: &Place) -> (Store, ParticipantId) {
    let mut store = Store::create(&place.file, &keys("ab")).expect("a new store");
    let id = store.write(|writer| writer.add_participant(&amal(), day("2024-05-01"))).expect("a participant");
    (store, id)
}

#[test]
fn a_participant_is_read_back_as_written_after_reopening() {
    let place = place();
    let (store, id) = with_amal(&place);
    drop(store);

    let store = open(&place, "ab").expect("the same store");

    assert_eq!(store.read().participant(id).expect("amal").profile, amal());
}

#[test]
fn opening_a_store_of_this_version_writes_nothing() {
    let place = place();
    drop(with_amal(&place));
    let before = fs::read(&place.file).expect("the file");

    drop(open(&place, "ab").expect("the same store"));

    assert_eq!(fs::read(&place.file).expect("the file"), before, "looking at records must not touch the disk");
}

#[test]
fn the_file_holds_no_name_and_no_sqlite_header() {
    let place = place();
    drop(with_amal(&place));

    let bytes = fs::read(&place.file).expect("the file");

    assert!(!bytes.starts_with(b"SQLite format 3"), "the file would be plain text");
    assert!(!bytes.windows(4).any(|window| window == b"Amal"), "a name lies open in the file");
}

#[test]
fn a_wrong_key_is_damage_to_the_store_and_leaves_the_file_as_it_is() {
    let place = place();
    drop(with_amal(&place));
    let before = fs::read(&place.file).expect("the file");

    let refused = open(&place, "cd").expect_err("another key");

    assert_eq!(refused, OpenError::Damaged(Damage::Unreadable));
    assert_eq!(fs::read(&place.file).expect("the file"), before);
}

#[test]
fn any_changed_byte_is_noticed_at_opening() {
    let place = place();
    drop(with_amal(&place));
    let whole = fs::read(&place.file).expect("the file");

    let mut file = fs::OpenOptions::new().write(true).open(&place.file).expect("the file");
    let mut put = |offset: usize, byte: u8| {
        file.seek(SeekFrom::Start(offset as u64)).and_then(|_| file.write_all(&[byte])).expect("a byte");
    };
    for offset in (0..whole.len()).step_by(if long() { 1 } else { 1021 }) {
        put(offset, whole[offset] ^ 0x10);
        let opened = open(&place, "ab");
        assert!(matches!(opened, Err(OpenError::Damaged(_))), "the flip at {offset} went unnoticed");
        put(offset, whole[offset]);
    }
    fs::write(&place.file, whole).expect("the whole file again");
    assert!(open(&place, "ab").is_ok(), "the control: the untouched file opens");
}

#[test]
fn missing_and_added_pages_are_noticed_at_opening() {
    let place = place();
    drop(with_amal(&place));
    let whole = fs::read(&place.file).expect("the file");

    for bytes in [&whole[..whole.len() - 4096], &[&whole[..], &[0; 4096]].concat(), &whole[..whole.len() - 1], &[]] {
        fs::write(&place.file, bytes).expect("a damaged file");
        assert!(open(&place, "ab").is_err(), "{} of {} bytes", bytes.len(), whole.len());
    }
}

#[test]
fn pages_that_a_rewriting_left_behind_the_end_are_cut_off_and_others_are_noticed() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    store.write(|writer| writer.set("long", &"x".repeat(100_000))).expect("a long value");
    let long = fs::read(&place.file).expect("the file");
    store.write(|writer| writer.set("long", "")).expect("a short one");
    store.compact().expect("a shorter file");
    drop(store);
    let short = fs::read(&place.file).expect("the file");
    assert!(short.len() + 2 * 4096 <= long.len(), "the control: it became shorter");

    let with_leftovers = [&short[..], &long[short.len()..]].concat();
    fs::write(&place.file, with_leftovers).expect("a file as a power cut leaves it");
    open(&place, "ab").expect("it opens");
    assert_eq!(fs::metadata(&place.file).expect("the file").len(), short.len() as u64, "and is as long as it says");

    let foreign = [&short[..], &long[short.len() - 4096..long.len() - 4096]].concat();
    fs::write(&place.file, foreign).expect("pages of another place");
    assert!(open(&place, "ab").is_err(), "a page behind the end that was not ours there");
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_left_alone() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    store.pretend_newer().expect("a newer version");
    drop(store);

    assert_eq!(open(&place, "ab").expect_err("newer"), OpenError::Newer(migrations::current() + 1));
}

#[test]
fn creating_never_overwrites() {
    let place = place();
    fs::write(&place.file, b"something").expect("a file");

    assert_eq!(Store::create(&place.file, &keys("ab")).expect_err("there already"), OpenError::AlreadyThere);
    assert_eq!(fs::read(&place.file).expect("the file"), b"something");
}

#[test]
fn a_refused_write_leaves_nothing_behind() {
    let place = place();
    let (mut store, _) = with_amal(&place);

    let refused: Result<(), StoreError> = store.write(|writer| {
        writer.add_participant(&amal(), day("2024-05-02"))?;
        Err(StoreError::Form)
    });

    assert_eq!(refused, Err(StoreError::Form));
    assert_eq!(store.read().people(&[], Order::Name, 0, 10).expect("the list").0, 1);
}

#[test]
fn people_are_found_by_any_part_of_any_name_in_any_order() {
    let place = place();
    let (store, id) = with_amal(&place);
    let found = |query: &str| {
        let words: Vec<_> = casework::text::fold(query).split(' ').map(Guarded::from).collect();
        store
            .read()
            .people(&words, Order::Name, 0, 10)
            .expect("the list")
            .1
            .iter()
            .map(|row| row.id)
            .collect::<Vec<_>>()
    };

    for query in ["amal", "KHAN am", "hā", "خان", "ｱﾏ", "あまる"] {
        assert_eq!(found(query), [id], "{query}");
    }
    assert_eq!(found("100%"), [], "a wildcard is a letter like any other");
}

/// A draft of the standard form that nobody owns.
fn draft_of(participant: ParticipantId) -> NewDraft {
    let (answers, held_on) = (BTreeMap::new(), String::new());
    NewDraft { participant, form: STANDARD, version: 1, member: MemberId::default(), answers, held_on }
}

#[test]
fn a_draft_is_saved_only_over_the_revision_it_was_read_at() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let content = DraftContent {
        answers: BTreeMap::from([(String::from("wish"), Guarded::from("仕事 \"quoted\" \\ 🕊"))]),
        focus: String::from("wish"),
        held_on: String::from("2024-0"),
    };

    let draft = store.write(|writer| writer.begin_draft(&draft_of(amal))).expect("a draft");
    let first = store.write(|writer| writer.save_draft(draft, 0, &content, "t")).expect("a save");
    let stale = store.write(|writer| writer.save_draft(draft, 0, &DraftContent::default(), "t")).expect("a save");

    assert!(first && !stale, "a second window must not overwrite");
    assert_eq!(store.read().draft(draft).expect("the draft").content, content);
}

#[test]
fn a_timeline_holds_every_fact_of_a_person_the_newest_first() {
    let place = place();
    let (mut store, amal) = with_amal(&place);

    store
        .write(|writer| writer.add_interview(amal, day("2024-06-01"), &Held::default(), &BTreeMap::new()))
        .expect("an interview");

    let kinds: Vec<_> = store.read().timeline(amal).expect("facts").iter().map(|fact| fact.kind.code()).collect();
    assert_eq!(kinds, ["interview", "first_contact"]);
}

#[test]
fn the_settings_of_security_hold() {
    let place = place();
    let (store, _) = with_amal(&place);
    let pragma = |name: &str| {
        let sql = format!("PRAGMA {name}");
        store.read().connection.query_row(&sql, [], |row| row.get::<_, rusqlite::types::Value>(0)).expect("a pragma")
    };

    use rusqlite::types::Value::{Integer, Text};
    let expected = [
        ("journal_mode", Text(String::from("delete"))),
        ("synchronous", Integer(3)),
        ("secure_delete", Integer(1)),
        ("auto_vacuum", Integer(0)),
        ("temp_store", Integer(2)),
        ("trusted_schema", Integer(0)),
        ("foreign_keys", Integer(1)),
        ("locking_mode", Text(String::from("exclusive"))),
    ];
    for (name, value) in expected {
        assert_eq!(pragma(name), value, "{name}");
    }
}

#[test]
fn the_schema_is_the_one_on_record() {
    let place = place();
    let (store, _) = with_amal(&place);
    let sql = "SELECT group_concat(type || ' ' || name, char(10)) FROM (SELECT * FROM sqlite_schema
               WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name)";

    let schema: String = store.read().connection.query_row(sql, [], |row| row.get(0)).expect("the schema");

    assert_eq!(schema, include_str!("../schema.txt").trim_end(), "a released migration is never edited: add one");
}
