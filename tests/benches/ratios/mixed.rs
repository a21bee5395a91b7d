//! Seven persons read, two touched, one interview added with its entry in the journal, beside the same rows read and
//! written in plain SQLite with the same durability. The journal's chain and the cipher are ours alone.

use std::collections::BTreeMap;

use casework::ids::ParticipantId;
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Connection, params};
use store::{Entry, Held, Store, StoreError};

use crate::{
    data::{Data, keys, settle, store_folder, store_keys},
    turns::{Goal, Measured, take_turns},
};

const DAY: &str = "2024-06-20";
const QUESTIONS: [&str; 5] = ["a", "b", "c", "d", "e"];
const SAID: &str = "She worked in a bakery for four years and would like to do so again.";

pub fn measure(data: &Data) -> Measured {
    let folder = data.folder.path();
    let place = |name: &str| folder.join(name);
    std::fs::copy(store_folder(folder).join("vault.db"), place("mixed.db")).expect("a copy of the store");
    std::fs::copy(place("plain.db"), place("mixed-plain.db")).expect("a copy of the plain rows");
    let keys = store_keys(&keys(folder));
    let mut store = Store::open(&place("mixed.db"), &keys, &mut |_, _| ()).expect("the store opens");
    let plain = Connection::open(place("mixed-plain.db")).expect("plain rows");
    settle(&plain);
    let size = data.size;
    let person = move |round: usize, step: u32| 1 + (u32::try_from(round).unwrap_or(0) * 7919 + step * 104_729) % size;
    let ours = |round| ours(&mut store, |step| ParticipantId(person(round, step)));
    let theirs = |round| theirs(&plain, |step| person(round, step)).expect("plain rows");
    let names = ["mixed work on the store", "the same rows in plain SQLite"];
    Measured::times(names, size, take_turns(100, ours, theirs), Goal::Ratio(1.25))
}

fn ours(store: &mut Store, person: impl Fn(u32) -> ParticipantId) {
    for step in 0..7 {
        store.read().participant(person(step)).expect("a person");
    }
    let day: NaiveDate = DAY.parse().expect("a day");
    for step in 7..9 {
        store.write(|writer| writer.touch(person(step), day, None)).expect("a touch");
    }
    let answers: BTreeMap<_, _> =
        QUESTIONS.iter().map(|question| ((*question).to_owned(), Guarded::from(SAID))).collect();
    let added = store.write(|writer| {
        let id = writer.add_interview(person(9), day, &Held::default(), &answers)?;
        writer.note(&Entry { at: DAY, verb: "add", subject: "interview", id: Some(id.0), ..Entry::default() })?;
        Ok::<_, StoreError>(())
    });
    added.expect("an interview");
}

fn theirs(plain: &Connection, person: impl Fn(u32) -> u32) -> rusqlite::Result<()> {
    for step in 0..7 {
        let mut one = plain.prepare_cached("SELECT * FROM participant WHERE id = ?1")?;
        one.query_row([person(step)], |row| row.get::<_, String>("first_contact_on"))?;
        let sql = "SELECT kind, script, text FROM participant_name WHERE participant_id = ?1 ORDER BY id";
        let mut names = plain.prepare_cached(sql)?;
        let names = names.query_map([person(step)], |row| row.get::<_, String>(2))?;
        assert!(names.count() > 0, "everybody has a name");
    }
    for step in 7..9 {
        touch(plain, person(step))?;
    }
    let transaction = plain.unchecked_transaction()?;
    plain
        .prepare_cached("INSERT INTO interview (participant_id, held_on, template_version) VALUES (?1, ?2, 1)")?
        .execute(params![person(9), DAY])?;
    let id = plain.last_insert_rowid();
    for question in QUESTIONS {
        plain
            .prepare_cached("INSERT INTO answer (interview_id, question, text) VALUES (?1, ?2, ?3)")?
            .execute(params![id, question, SAID])?;
    }
    touch(plain, person(9))?;
    transaction.commit()
}

fn touch(plain: &Connection, person: u32) -> rusqlite::Result<()> {
    let sql = "UPDATE participant SET last_fact_on = max(last_fact_on, ?2), stage = max(stage, ?3) WHERE id = ?1";
    plain.prepare_cached(sql)?.execute(params![person, DAY, 0]).map(drop)
}
