use std::fs;

use casework::ids::ParticipantId;
use guarded::Guarded;
use proptest::prelude::*;

use super::{Place, day, draft_of, long, open, place, with_amal};
use crate::{DraftContent, Entry, Held, Seen, State, Store, StoreError, Verdict, judge};

const PAGE: usize = 4096;

/// One more day of work on the store.
fn work(store: &mut Store, amal: ParticipantId, round: u32) {
    let done: Result<(), StoreError> = store.write(|writer| {
        let other = writer.add_participant(&super::amal(), day("2024-05-02"))?;
        let text = Guarded::from(format!("round {round} {}", "x".repeat(600)).as_str());
        let answers = [(String::from("wish"), text.clone())].into();
        writer.add_interview(other, day("2024-06-01"), &Held::default(), &answers)?;
        let draft = match writer.drafts_of(amal)?.pop() {
            Some(draft) => draft,
            None => writer.draft(writer.begin_draft(&draft_of(amal))?)?,
        };
        let content = DraftContent { answers, ..DraftContent::default() };
        writer.save_draft(draft.id, draft.revision, &content, "t")?;
        writer.note(&Entry { at: "t", verb: "save", person: Some(amal), before: Some(text), ..Entry::default() })
    });
    done.expect("a day of work");
}

/// The store's file after each of some days of work, and what an anchor would remember of the last.
fn snapshots(place: &Place, days: u32) -> (Vec<Vec<u8>>, Seen) {
    let (mut store, amal) = with_amal(place);
    let mut files = Vec::new();
    for round in 0..days {
        work(&mut store, amal, round);
        files.push(fs::read(&place.file).expect("the file"));
    }
    let seen = store.seen().expect("what an anchor remembers");
    (files, seen)
}

/// What becomes of a file at the next unlock: whether somebody is told that it is not the one that was closed.
fn noticed(place: &Place, bytes: &[u8], seen: &Seen) -> bool {
    fs::write(&place.file, bytes).expect("a file");
    let _ = fs::remove_file(place.file.with_extension("db-journal"));
    !open(place, "ab").is_ok_and(|store| store.judge(seen) == Ok(Verdict::Current))
}

/// The file with the pages of some numbers from an older one; `None` when that changes nothing.
fn with_pages_of(newest: &[u8], older: &[u8], pages: &[usize]) -> Option<Vec<u8>> {
    let mut bytes = newest.to_vec();
    for page in pages {
        let range = page * PAGE..(page + 1) * PAGE;
        bytes.get_mut(range.clone())?.copy_from_slice(older.get(range)?);
    }
    (bytes != newest).then_some(bytes)
}

#[test]
fn every_page_put_back_from_an_earlier_day_is_noticed() {
    let place = place();
    let (days, seen) = snapshots(&place, if long() { 21 } else { 6 });
    let (newest, earlier) = days.split_last().expect("days");
    let pages = newest.len() / PAGE;
    let (mut tried, mut blind) = (0, 0);
    assert!(!noticed(&place, newest, &seen), "the control: the file that was closed");

    for older in earlier {
        for page in 0..pages {
            let Some(bytes) = with_pages_of(newest, older, &[page]) else { continue };
            assert!(noticed(&place, &bytes, &seen), "page {page}");
            tried += 1;
            blind += u32::from(!noticed(&place, &bytes, &Seen { digest: None, ..seen }));
        }
    }

    assert!(tried > 40, "{tried} replays");
    assert!(blind > 0, "the control: without the digest some replays pass, else it would be there for nothing");
    println!("{tried} replays of single pages, {blind} pass without the digest");
}

#[test]
fn pairs_of_pages_put_back_from_an_earlier_day_are_noticed() {
    let place = place();
    let (days, seen) = snapshots(&place, 4);
    let (newest, earlier) = days.split_last().expect("days");
    let pages = newest.len() / PAGE;
    let step = if long() { 1 } else { 37 };

    for older in earlier {
        let pairs = (0..pages).flat_map(|one| (one + 1..pages).map(move |other| [one, other]));
        for pair in pairs.step_by(step) {
            let Some(bytes) = with_pages_of(newest, older, &pair) else { continue };
            assert!(noticed(&place, &bytes, &seen), "pages {pair:?}");
        }
    }
}

#[test]
fn cut_off_added_zeroed_and_swapped_pages_are_noticed() {
    let place = place();
    let (days, seen) = snapshots(&place, 2);
    let newest = days.last().expect("a day");
    let pages = newest.len() / PAGE;
    let page = |number: usize| newest[number * PAGE..(number + 1) * PAGE].to_vec();

    for at in 0..pages {
        assert!(noticed(&place, &newest[..at * PAGE], &seen), "cut off before page {at}");
        let mut zeroed = newest.clone();
        zeroed[at * PAGE..(at + 1) * PAGE].fill(0);
        assert!(noticed(&place, &zeroed, &seen), "page {at} full of zeros");
        let mut swapped = newest.clone();
        let other = (at + 1) % pages;
        swapped[at * PAGE..(at + 1) * PAGE].copy_from_slice(&page(other));
        swapped[other * PAGE..(other + 1) * PAGE].copy_from_slice(&page(at));
        assert!(noticed(&place, &swapped, &seen), "pages {at} and {other} swapped");
        assert!(noticed(&place, &[&newest[..], &page(at)].concat(), &seen), "page {at} once more at the end");
    }
}

#[test]
fn an_older_file_is_told_by_how_much_it_is_older() {
    let place = place();
    let (days, seen) = snapshots(&place, 3);
    fs::write(&place.file, &days[0]).expect("an older file");

    let store = open(&place, "ab").expect("every page of it carries its seal");

    assert_eq!(store.judge(&seen), Ok(Verdict::RolledBack { commits: 2, entries: 2 }));
}

#[test]
fn a_store_that_was_written_after_it_was_seen_is_ahead() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    work(&mut store, amal, 0);
    let seen = store.seen().expect("what an anchor remembers");
    assert_eq!(store.judge(&seen), Ok(Verdict::Current));

    work(&mut store, amal, 1);
    work(&mut store, amal, 2);
    drop(store);

    let store = open(&place, "ab").expect("the same store");
    assert_eq!(store.judge(&seen), Ok(Verdict::AheadAfterCrash { commits: 2 }));
}

/// The files as a kill in the middle of a write leaves them: pages already changed, and a journal to change them back.
fn killed_while_writing(place: &Place, store: &mut Store) -> Place {
    let after = super::place();
    store.connection.execute_batch("PRAGMA cache_size = 5").expect("a small cache is spilled early");
    let stopped: Result<(), StoreError> = store.write(|writer| {
        for _ in 0..200 {
            writer.add_participant(&super::amal(), day("2024-05-02"))?;
        }
        let journal = "db-journal";
        fs::copy(&place.file, &after.file).expect("the file");
        fs::copy(place.file.with_extension(journal), after.file.with_extension(journal)).expect("the journal");
        Err(StoreError::Form)
    });
    assert_eq!(stopped, Err(StoreError::Form));
    after
}

#[test]
fn a_write_that_was_killed_is_undone_and_leaves_other_seals() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    work(&mut store, amal, 0);
    let seen = store.seen().expect("what an anchor remembers");

    let after = killed_while_writing(&place, &mut store);
    assert_ne!(
        fs::read(&after.file).expect("the file"),
        fs::read(&place.file).expect("the file"),
        "pages were spilled"
    );
    let undone = open(&after, "ab").expect("the journal is played back");

    assert!(undone.was_interrupted() && !store.was_interrupted());
    assert_eq!(undone.state().expect("the state").commits, seen.commits);
    assert_eq!(undone.judge(&seen.while_open()), Ok(Verdict::Current), "nothing that was confirmed is missing");
    assert_eq!(undone.judge(&seen), Ok(Verdict::Replayed), "pages put back get new initialisation vectors");
}

#[test]
fn the_digest_is_the_same_before_closing_and_after_opening() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    work(&mut store, amal, 0);
    let digest = store.page_digest().expect("a digest");
    drop(store);

    let mut store = open(&place, "ab").expect("the same store");
    assert_eq!(store.page_digest(), Ok(digest));
    work(&mut store, amal, 1);
    assert_ne!(store.page_digest(), Ok(digest));
}

/// Run as a test of its own it does nothing; the next test runs it in another process.
#[test]
fn open_from_another_process() {
    if let Some(file) = std::env::var_os("TOMARIGI_OPEN_FROM_ANOTHER_PROCESS") {
        let opened = Store::open(file.as_ref(), &super::keys("ab"), &mut |_, _| ());
        println!("{}", if opened.is_ok() { "opened" } else { "refused" });
    }
}

fn another_process_may_open(place: &Place) -> bool {
    let output = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "tests::freshness::open_from_another_process", "--nocapture"])
        .env("TOMARIGI_OPEN_FROM_ANOTHER_PROCESS", &place.file)
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("opened") || said.contains("refused"), "{said}");
    said.contains("opened")
}

#[test]
fn the_digest_does_not_loosen_the_lock_of_the_store() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    work(&mut store, amal, 0);

    store.page_digest().expect("a digest");

    assert!(!another_process_may_open(&place), "another program could write beside us");
    drop(fs::File::open(&place.file).expect("the file"));
    let loosened = another_process_may_open(&place);
    assert!(loosened || !cfg!(unix), "the control: a handle of one's own drops the lock when it is closed");
}

#[test]
fn that_an_anchor_was_made_is_remembered() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    assert!(!store.state().expect("the state").anchored);

    store.write(|writer| writer.set_anchored()).expect("noted");

    assert!(store.state().expect("the state").anchored);
}

proptest! {
    #[test]
    fn only_the_store_that_was_seen_is_current(
        commits in 0_u64..4, entries in 0_u64..4, head in 0_u8..2, digest in 0_u8..2, with_digest: bool,
    ) {
        let state = State { commits: 2, entries: 2, head: [0; 32], schema: 2, anchored: true };
        let seen = Seen { commits, entries, head: [head; 32], digest: with_digest.then_some([digest; 32]) };

        let verdict = judge(&state, (entries <= 2).then_some([0; 32]), &[0; 32], &seen);

        let same = (commits, entries, head) == (2, 2, 0) && !(with_digest && digest == 1);
        prop_assert_eq!(verdict == Verdict::Current, same);
        let ahead = commits < 2 && entries <= 2 && head == 0;
        prop_assert_eq!(matches!(verdict, Verdict::AheadAfterCrash { .. }), ahead);
    }
}
