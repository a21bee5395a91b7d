use guarded::Guarded;
use proptest::{prelude::*, test_runner::Config};

use super::{day, open, place, with_amal};
use crate::{
    Damage, Entry, Filter, Head, Holding, Key, MemberId, OpenError, Store, StoreError,
    chain::{ERASE, Link, Walk},
};

fn entry<'a>(verb: &'a str, at: &'a str) -> Entry<'a> {
    Entry { at, actor: MemberId(2), verb, subject: "participant", ..Entry::default() }
}

fn verbs(store: &Store, filter: &Filter) -> Vec<String> {
    store.read().journal(filter, 100).expect("the journal").into_iter().map(|row| row.verb).collect()
}

#[test]
fn an_entry_holds_what_stood_there_until_it_is_asked_for() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let correct = Entry {
        id: Some(amal.0),
        person: Some(amal),
        before: Some(Guarded::from(r#"{"birth":"1990"}"#)),
        after: Some(Guarded::from("خان")),
        ..entry("correct", "2026-11-22T10:00:00+09:00")
    };

    store.write(|writer| writer.note(&correct)).expect("an entry");
    store.write(|writer| writer.note(&entry("print", "2026-11-22T10:00:01+09:00"))).expect("another");

    let rows = store.read().journal(&Filter::default(), 10).expect("the journal");
    assert_eq!((rows[0].n, rows[0].holding, rows[1].holding), (2, Holding::Nothing, Holding::Sealed), "newest first");
    let held = store.read().journal_payload(1).expect("it opens").expect("it holds something");
    assert_eq!((held.before, held.after), (correct.before, correct.after));
    assert_eq!(store.read().journal_payload(2), Ok(None));
    assert_eq!(store.read().journal_payload(3), Err(StoreError::NotFound));
}

#[test]
fn the_journal_is_read_by_person_actor_verb_day_and_page() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let written: Result<(), StoreError> = store.write(|writer| {
        writer.note(&Entry { person: Some(amal), ..entry("read", "2026-11-20T23:59:59+09:00") })?;
        writer.note(&Entry { actor: MemberId(3), ..entry("export", "2026-11-21T00:00:00+09:00") })?;
        writer.note(&entry("print", "2026-11-22T09:00:00+09:00"))
    });
    written.expect("entries");
    let all = Filter::default();

    assert_eq!(verbs(&store, &all), ["print", "export", "read"]);
    assert_eq!(verbs(&store, &Filter { person: Some(amal), ..all.clone() }), ["read"]);
    assert_eq!(verbs(&store, &Filter { actor: Some(MemberId(3)), ..all.clone() }), ["export"]);
    assert_eq!(verbs(&store, &Filter { verb: Some(String::from("print")), ..all.clone() }), ["print"]);
    assert_eq!(
        verbs(&store, &Filter { from: Some(day("2026-11-21")), to: Some(day("2026-11-21")), ..all.clone() }),
        ["export"]
    );
    assert_eq!(verbs(&store, &Filter { before_n: Some(3), ..all }), ["export", "read"]);
    assert_eq!(store.read().journal(&Filter::default(), 1).expect("a page").len(), 1);
}

#[test]
fn notes_of_reading_wait_for_the_next_write_and_are_never_lost_at_closing() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let commits = store.state().expect("the state").commits;

    for _ in 0..50 {
        store.read().note_later(&Entry { person: Some(amal), ..entry("read", "t") });
    }
    let failed: Result<(), StoreError> = store.write(|_| Err(StoreError::Form));
    assert_eq!(failed, Err(StoreError::Form));
    assert!(verbs(&store, &Filter::default()).is_empty(), "a write that failed takes them along in no way");
    store.flush_notes().expect("flushed");
    store.flush_notes().expect("nothing to do");
    store.read().note_later(&entry("lock", "t"));
    drop(store);

    let store = open(&place, "ab").expect("the same store");
    assert_eq!(verbs(&store, &Filter::default()).len(), 51);
    assert_eq!(store.state().expect("the state").commits, commits + 2, "fifty reads cost one write");
}

/// Gives SQL to somebody who has the key of the file and not that of the journal.
fn tamper(place: &super::Place, sql: &str) {
    let connection = crate::open::connection(&place.file, &super::keys("ab").database).expect("the file opens");
    connection.execute_batch(sql).expect("the table is changed");
}

#[test]
fn a_changed_journal_is_refused_at_opening() {
    for sql in [
        "DELETE FROM journal WHERE n = 2",
        "DELETE FROM journal WHERE n = 1",
        "UPDATE journal SET verb = 'reads' WHERE n = 2",
        "UPDATE journal SET payload = NULL WHERE n = 1",
        "UPDATE journal SET payload = x'00' WHERE n = 1",
        "UPDATE journal SET payload = NULL, digest = NULL WHERE n = 1",
        "INSERT INTO journal (at, actor, verb, subject, mac) VALUES ('t', 2, 'erase', 'participant', zeroblob(32))",
    ] {
        let place = place();
        let (mut store, amal) = with_amal(&place);
        for verb in ["correct", "read", "print"] {
            let before = Some(Guarded::from("x"));
            store
                .write(|writer| writer.note(&Entry { person: Some(amal), before, ..entry(verb, "t") }))
                .expect("entry");
        }
        drop(store);
        drop(open(&place, "ab").expect("the control: untouched it opens"));

        tamper(&place, sql);

        let opened = open(&place, "ab").expect_err(sql);
        assert!(matches!(opened, OpenError::Damaged(Damage::Journal(_))), "{sql}: {opened:?}");
    }
}

#[test]
fn entries_cut_off_at_the_end_are_noticed_by_what_was_remembered_outside() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    for verb in ["correct", "read", "print"] {
        store.write(|writer| writer.note(&entry(verb, "t"))).expect("entry");
    }
    let seen = store.seen().expect("what an anchor remembers");
    drop(store);

    tamper(&place, "DELETE FROM journal WHERE n > 1");

    let store = open(&place, "ab").expect("from inside nothing is to be seen");
    assert_eq!(store.judge(&seen), Ok(crate::Verdict::RolledBack { commits: 0, entries: 2 }));
}

/// The person who is erased in the chain below.
const ERASED: u32 = 5;

fn chain(length: usize, key: &Key) -> Vec<Link> {
    let mut head = Head::default();
    let link = |i: usize| Link {
        n: 0,
        at: format!("2026-11-22T10:00:{i:02}+09:00"),
        actor: 1 + u32::try_from(i % 3).expect("small"),
        verb: String::from(["read", "correct", ERASE][if i == 17 { 2 } else { i % 2 }]),
        subject: String::from("participant"),
        id: Some(7),
        person: Some(if i == 17 { ERASED } else { u32::try_from(i % 4).expect("small") }),
        payload: (i % 2 == 1).then(|| vec![u8::try_from(i).expect("small"); 40]),
        digest: None,
        mac: [0; 32],
    };
    (0..length)
        .map(|i| {
            let link = link(i).append(head, key);
            head = Head { n: link.n, mac: link.mac };
            link
        })
        .collect()
}

fn head_of(links: &[Link], key: &Key) -> Result<Head, u64> {
    let mut walk = Walk::new(key);
    links.iter().try_for_each(|link| walk.step(link))?;
    walk.end()
}

/// Changes one thing in one of the ways in which a table can be changed. The number picks the way and the place.
fn mutate(links: &mut Vec<Link>, way: u8, at: usize, other: usize, value: u8) {
    let length = links.len();
    let (at, other) = (at % length, other % length);
    match way {
        0 => drop(links.remove(at)),
        1 => links.truncate(at),
        2 => links.swap(at, other),
        3 => {
            let (n, m) = (links[at].n, links[other].n);
            links.swap(at, other);
            (links[at].n, links[other].n) = (n, m);
        }
        4 => links[at].at.insert(usize::from(value) % 20, char::from(b'0' + value % 10)),
        5 => links[at].actor ^= 1 << (value % 32),
        6 => links[at].verb = format!("{}{}", links[at].verb, char::from(b'a' + value % 26)),
        7 => links[at].person = links[at].person.map(|person| person ^ (1 << (value % 32))),
        8 => links[at].id = if value.is_multiple_of(2) { None } else { Some(u32::from(value)) },
        9 => links[at].mac[usize::from(value) % 32] ^= 1 << (value % 8),
        10 => links[at].payload = None,
        11 => links[at].payload = Some(vec![value; 41]),
        12 => links[at].digest = links[at].digest.map_or(Some([value; 32]), |_| None),
        13 => links[at].n = u64::from(value) + 1000,
        14 => {
            // A whole rewrite by somebody without the key.
            let wrong = Key::new([value; 32]);
            links[at].verb = String::from("print");
            let (mut head, old) = (Head::default(), std::mem::take(links));
            for link in old {
                let link = link.append(head, &wrong);
                head = Head { n: link.n, mac: link.mac };
                links.push(link);
            }
        }
        15 => {
            // A letter moves from one field to the next.
            let last = links[at].verb.pop().expect("a verb has letters");
            links[at].subject.insert(0, last);
        }
        16 => links.insert(at, links[other].clone()),
        _ => links.drain(..at).for_each(drop),
    }
}

proptest! {
    #![proptest_config(Config { cases: 10_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_change_of_the_journal_goes_unnoticed(
        way in 0_u8..18, at in 0_usize..40, other in 0_usize..40, value in 0_u8..=255,
    ) {
        let key = Key::new([200; 32]);
        let whole = chain(24, &key);
        let remembered = head_of(&whole, &key);
        prop_assert!(remembered.is_ok(), "the control: untouched it holds");
        let mut links = whole.clone();

        mutate(&mut links, way, at, other, value);

        prop_assume!(links != whole && !(way == 14 && value == 200));
        // Taking the payloads of somebody who was erased is what an erasure does.
        prop_assume!(!(way == 10 && whole[at % whole.len()].person == Some(ERASED)));
        prop_assert_ne!(head_of(&links, &key), remembered, "way {}", way);
    }
}

#[test]
fn a_payload_may_be_missing_only_of_somebody_who_was_erased() {
    let key = Key::new([200; 32]);
    let mut links = chain(24, &key);
    let head = head_of(&links, &key);

    for link in &mut links {
        link.payload = link.payload.take().filter(|_| link.person != Some(ERASED));
    }
    assert_eq!(head_of(&links, &key), head, "they were erased, and the chain says so");
    links[1].payload = None;
    assert_eq!(head_of(&links, &key), Err(0), "person 1 was not");
}
