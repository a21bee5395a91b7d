use std::{
    fs,
    sync::atomic::{AtomicBool, Ordering},
};

use super::{day, keys, open, place, with_amal};
use crate::{SnapshotError, Step, Store, StoreError};

fn with_many(place: &super::Place, people: u32) -> Store {
    let (mut store, _) = with_amal(place);
    let added: Result<(), StoreError> = store.write(|writer| {
        (0..people).try_for_each(|_| writer.add_participant(&super::amal(), day("2024-05-01")).map(drop))
    });
    added.expect("people");
    store
}

#[test]
fn a_snapshot_opens_and_holds_what_the_store_holds() {
    let place = place();
    let mut store = with_many(&place, 20);
    let copy = place.file.with_file_name("copy.db");
    let mut parts = Vec::new();

    store.snapshot(&copy, &mut |part| parts.push(part), &AtomicBool::new(false)).expect("a copy");

    assert!(!fs::read(&copy).expect("the copy").starts_with(b"SQLite format 3"), "the copy would be plain text");
    assert!(parts.is_sorted() && parts.last() == Some(&1.0), "the bar goes forward and ends full");
    let copied = Store::open(&copy, &keys("ab"), &mut |_, _| ()).expect("the copy opens with the same keys");
    assert_eq!(copied.read().table_counts(), store.read().table_counts());
    assert_eq!(copied.state(), store.state());
}

#[test]
fn a_snapshot_never_overwrites_and_leaves_nothing_when_it_is_stopped() {
    let place = place();
    let mut store = with_many(&place, 2000);
    let copy = place.file.with_file_name("copy.db");
    fs::write(&copy, b"something").expect("a file");
    let go_on = AtomicBool::new(false);
    assert!(store.snapshot(&copy, &mut |_| (), &go_on).is_err());
    assert_eq!(fs::read(&copy).expect("the file"), b"something");
    fs::remove_file(&copy).expect("away with it");

    let stop = AtomicBool::new(false);
    let stopped = store.snapshot(&copy, &mut |_| stop.store(true, Ordering::Relaxed), &stop);

    assert_eq!(stopped, Err(SnapshotError::Cancelled));
    assert!(!copy.exists(), "half a copy must not look like one");
    store.snapshot(&copy, &mut |_| (), &go_on).expect("the store works on");
}

#[test]
fn compacting_keeps_every_row_and_counts_as_a_write() {
    let place = place();
    let mut store = with_many(&place, 50);
    let (counts, before) = (store.read().table_counts(), store.state().expect("the state"));

    store.compact().expect("compacted");

    assert_eq!(store.read().table_counts(), counts);
    assert_eq!(store.state().expect("the state").commits, before.commits + 1, "every page is another one now");
    drop(store);
    open(&place, "ab").expect("it opens");
}

#[test]
fn opening_tells_how_far_every_step_has_come() {
    let place = place();
    drop(with_many(&place, 500));
    let mut told = Vec::new();

    drop(Store::open(&place.file, &keys("ab"), &mut |step, part| told.push((step, part))).expect("it opens"));

    for step in Step::ALL {
        assert!(told.contains(&(step, 0.0)) && told.contains(&(step, 1.0)), "{step:?}");
    }
    assert!(told.is_sorted_by(|a, b| (a.0, a.1) <= (b.0, b.1)), "the bar goes forward only: {told:?}");
}
