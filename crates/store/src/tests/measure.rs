//! How long things take, and what stays in memory. Run with TOMARIGI_LONG=1 and --nocapture for the figures in
//! docs/decisions; the short run keeps the code honest.

use std::{
    collections::BTreeMap,
    fs,
    time::{Duration, Instant},
};

use guarded::Guarded;
use rusqlite::params;

use super::{Place, day, keys, long, open, place, with_amal};
use crate::{Entry, Held, Order, Step, Store, StoreError};

/// A stopwatch for the time that passed and the time that processors worked for us; the second says more when other
/// programs run.
struct Watch(Instant, u64);

impl Watch {
    fn start() -> Self {
        Self(Instant::now(), worked())
    }

    fn tell(&self, what: &str) -> Duration {
        let took = self.0.elapsed();
        println!("{what}: {:.1} ms, worked {} ms", took.as_secs_f64() * 1000.0, worked() - self.1);
        took
    }
}

/// Milliseconds of work of this process so far, where the system tells.
fn worked() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}

/// A store with people, interviews and a journal: about 8 KB for each.
fn organisation(place: &Place, people: u32) {
    let (mut store, _) = with_amal(place);
    for batch in 0..people.div_ceil(500) {
        let written: Result<(), StoreError> = store.write(|writer| {
            for i in 0..500.min(people - batch * 500) {
                let id = writer.add_participant(&super::amal(), day("2024-05-01"))?;
                let text = format!("{batch} {i} {}", "面談の記録 ".repeat(60));
                let answers: BTreeMap<_, _> =
                    ["wish", "work", "family"].map(|q| (String::from(q), Guarded::from(text.as_str()))).into();
                writer.add_interview(id, day("2024-06-01"), &Held::default(), &answers)?;
                for verb in ["add", "read", "correct", "read"] {
                    let before = (verb == "correct").then(|| Guarded::from(text.as_str()));
                    writer.note(&Entry { at: "t", verb, person: Some(id), before, ..Entry::default() })?;
                }
            }
            Ok(())
        });
        written.expect("a batch");
    }
}

#[test]
fn an_unlock_takes_milliseconds_for_each_megabyte() {
    let place = place();
    organisation(&place, if long() { 10_000 } else { 200 });
    let megabytes = fs::metadata(&place.file).expect("the file").len() as f64 / 1e6;
    let (mut began, mut last) = (BTreeMap::new(), BTreeMap::new());
    let mut turns = BTreeMap::<Step, u32>::new();

    let watch = Watch::start();
    let store = Store::open(&place.file, &keys("ab"), &mut |step, part| {
        began.entry(step).or_insert_with(Instant::now);
        *turns.entry(step).or_default() += 1;
        last.insert(step, (Instant::now(), part));
    });
    let took = watch.tell("open");

    println!("{megabytes:.1} MB, {} entries", store.as_ref().expect("it opens").state().expect("the state").entries);
    for step in Step::ALL {
        println!("  {step:?}: {:?} in {} calls", last[&step].0 - began[&step], turns[&step]);
    }
    let watch = Watch::start();
    store.expect("it opens").page_digest().expect("a digest");
    watch.tell("page digest");
    println!("open: {:.1} ms/MB", took.as_secs_f64() * 1000.0 / megabytes);
    assert!(took < Duration::from_secs(30), "nobody waits that long");
}

#[test]
fn the_bars_of_long_work_move() {
    let place = place();
    organisation(&place, if long() { 10_000 } else { 200 });
    let mut store = open(&place, "ab").expect("it opens");
    let copy = place.file.with_file_name("copy.db");
    let mut parts = Vec::new();

    let watch = Watch::start();
    store.snapshot(&copy, &mut |part| parts.push(part), &false.into()).expect("a copy");
    watch.tell("snapshot with its check");
    println!("{} calls, copying ended at {:?}", parts.len(), parts.iter().rev().find(|part| **part < 0.5));
    let watch = Watch::start();
    store.compact().expect("compacted");
    watch.tell("compact");

    assert!(parts.is_sorted());
}

#[test]
fn gigabytes_of_documents_do_not_slow_an_unlock() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let (files, length) = if long() { (3_000_u32, 1_000_000_u64) } else { (30, 1_000) };
    let folder = place.file.with_file_name("documents");
    fs::create_dir(&folder).expect("a folder");
    let sql = "INSERT INTO document (participant_id, name, kind, bytes, stored_bytes, file, digest, added_on, added_by)
               VALUES (?1, x'00', 'image/jpeg', ?2 - 1, ?2, ?3, zeroblob(32), '2026-11-22', 0)";
    let watch = Watch::start();
    drop(open_again(store));
    watch.tell("open without documents, closing included");
    store = open(&place, "ab").expect("it opens");
    let added: Result<(), StoreError> = store.write(|writer| {
        for number in 0..files {
            let name = format!("{number:032x}");
            // A file with nothing in it but its length: an unlock reads no more than that.
            fs::File::create(folder.join(&name)).expect("a file").set_len(length).expect("its length");
            writer.change(sql, params![amal.0, length, name])?;
        }
        Ok(())
    });
    added.expect("documents");
    drop(store);

    let watch = Watch::start();
    let store = open(&place, "ab").expect("it opens");
    watch.tell("open");
    let watch = Watch::start();
    let sweep = store.sweep_documents().expect("a look into the folder");
    println!("{files} documents of {length} bytes");
    watch.tell("sweep");

    assert_eq!(sweep, crate::Sweep::default());
}

fn open_again(store: Store) -> Store {
    let path = store.file.path().to_owned();
    drop(store);
    Store::open(&path, &keys("ab"), &mut |_, _| ()).expect("it opens")
}

/// What a setting costs: the same questions with and without it.
#[test]
fn what_wiped_memory_and_a_small_cache_cost() {
    if !long() {
        return;
    }
    let place = place();
    organisation(&place, 10_000);
    // Wiped memory cannot be switched off again in a process: last.
    for (security, cache) in [(false, 65_536), (false, 2_000), (true, 65_536), (true, 2_000)] {
        let connection = rusqlite::Connection::open(&place.file).expect("the file");
        connection.pragma_update(None, "cipher_memory_security", security).expect("set");
        drop(connection);
        let watch = Watch::start();
        let mut store = open(&place, "ab").expect("it opens");
        println!("memory security asked {security}, cache {cache} KiB");
        watch.tell("  open");
        store.connection.pragma_update(None, "cache_size", -cache).expect("set");
        let on: String =
            store.connection.query_row("PRAGMA cipher_memory_security", [], |row| row.get(0)).expect("a setting");
        println!("  memory security is {on}");
        let watch = Watch::start();
        for number in 0..20_000_u32 {
            let id = casework::ids::ParticipantId(1 + number * 7919 % 10_000);
            store.read().summary(id).expect("somebody");
        }
        watch.tell("  20,000 look-ups");
        let watch = Watch::start();
        store.read().people(&[Guarded::from("khan")], Order::Name, 0, 500).expect("the list");
        watch.tell("  search");
        let watch = Watch::start();
        let written: Result<(), StoreError> = store.write(|writer| {
            (0..1000).try_for_each(|_| writer.add_participant(&super::amal(), day("2024-05-01")).map(drop))
        });
        written.expect("people");
        watch.tell("  1,000 people in one write");
        let watch = Watch::start();
        for _ in 0..20 {
            store.write(|writer| writer.set("x", "y")).expect("a write");
        }
        watch.tell("  20 writes");
    }
}
