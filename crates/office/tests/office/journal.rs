//! The journal: who read, changed, exported, printed; with names, filters and what stood there.

use crate::care::{self, Here, deed, entered, here, secret};
use casework::{
    consent::{Gate, Purpose},
    ids::ParticipantId,
};
use chrono::TimeDelta;
use office::{JournalFilter, JournalPage, OfficeError, Role};

fn page(here: &Here, filter: &JournalFilter) -> JournalPage {
    here.office.read(|desk| desk.journal(filter)).expect("the journal")
}

fn all() -> JournalFilter {
    JournalFilter { limit: 500, ..JournalFilter::default() }
}

#[test]
fn who_read_a_page_and_whose_it_was_stands_in_the_journal() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");

    here.office.read(|desk| desk.participant_page(amal)).expect("a page");

    let newest = here.journal().into_iter().next().expect("an entry");
    assert_eq!((newest.verb.as_str(), newest.subject.as_str()), ("read", "participant"));
    assert_eq!(newest.participant, Some(amal));
    assert_eq!(newest.participant_name, Some(secret("Amal")));
    assert!(newest.member.is_some(), "the person at the keyboard has a name");
    assert!(newest.at.starts_with("2024-06-20T12:00:00"));
    assert!(!newest.has_content, "nothing was changed");
}

#[test]
fn what_stood_there_and_what_stands_since_is_told_field_by_field() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-04-10");
    here.office.write(|desk| desk.correct_participant(amal, &entered("Amal Hassan"))).expect("a correction");

    let entry = here.journal().into_iter().find(|line| line.verb == "correct").expect("the correction");
    let fields = here.office.read(|desk| desk.journal_entry(entry.n)).expect("its content");

    assert!(entry.has_content);
    assert_eq!(fields.len(), 1, "only what was corrected");
    assert_eq!(fields[0].field, "names.0");
    assert_eq!(fields[0].before, Some(secret("Preferred · Amal")));
    assert_eq!(fields[0].after, Some(secret("Preferred · Amal Hassan")));
    let read = here.journal().into_iter().next().expect("an entry");
    assert_eq!((read.verb.as_str(), read.id), ("read", u32::try_from(entry.n).ok()), "that was a reading too");
    assert_eq!(here.office.read(|desk| desk.journal_entry(9_999)).err(), Some(OfficeError::NotFound));
}

#[test]
fn reading_the_journal_is_noted_once() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let noted = || here.deeds().into_iter().filter(|line| *line == deed("read", "journal")).count();

    here.journal();
    here.journal();
    page(&here, &JournalFilter { verb: Some(String::from("add")), ..all() });
    page(&here, &JournalFilter { before: Some(3), ..all() });
    assert_eq!(noted(), 1, "further pages and filters are the same reading");

    page(&here, &JournalFilter { participant: Some(amal), ..all() });
    assert_eq!(noted(), 2, "what concerns one person is another one");
    here.clock.forward(TimeDelta::hours(1));
    here.journal();
    assert_eq!(noted(), 4, "an hour later it is another one");
}

#[test]
fn entries_are_filtered_by_person_member_verb_and_day() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    here.clock.set("2024-06-22");
    let bashir = here.meet("Bashir", "2024-06-21");
    here.journal();
    let people = |filter: JournalFilter| {
        let entries = page(&here, &filter).entries.into_iter().filter(|line| line.verb == "add");
        entries.filter_map(|line| line.participant).collect::<Vec<_>>()
    };
    let day = |text: &str| Some(care::day(text));

    assert_eq!(people(all()), [bashir, amal], "the newest first");
    assert_eq!(people(JournalFilter { participant: Some(amal), ..all() }), [amal]);
    assert_eq!(people(JournalFilter { from: day("2024-06-21"), ..all() }), [bashir]);
    assert_eq!(people(JournalFilter { to: day("2024-06-21"), ..all() }), [amal]);
    assert_eq!(people(JournalFilter { member: Some(77), ..all() }), [] as [ParticipantId; 0]);
    let unlocking = page(&here, &JournalFilter { verb: Some(String::from("confirm")), ..all() });
    assert!(unlocking.entries.iter().all(|line| line.verb == "confirm") && !unlocking.entries.is_empty());
}

#[test]
fn a_long_journal_comes_in_pages_that_join_without_a_gap() {
    let here = here("2024-06-20");
    for n in 0..12 {
        here.meet(&format!("Amal {n}"), "2024-06-20");
    }
    here.journal();
    here.journal();
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let part = page(&here, &JournalFilter { limit: 5, before, ..JournalFilter::default() });
        assert!(part.entries.len() <= 5);
        seen.extend(part.entries.iter().map(|line| line.n));
        before = seen.last().copied();
        if !part.more {
            assert_eq!(u64::try_from(seen.len()), Ok(part.total), "nothing is left out");
            break;
        }
    }
    let total = seen.len() as u64;
    assert_eq!(seen, (1..=total).rev().collect::<Vec<_>>());
}

#[test]
fn the_filters_offer_what_occurs() {
    let here = here("2024-06-20");
    here.meet("Amal", "2024-06-20");
    here.journal();

    let page = page(&here, &all());

    assert!(["add", "confirm", "set"].iter().all(|verb| page.verbs.iter().any(|known| known == verb)));
    assert!(page.verbs.is_sorted() && !page.verbs.contains(&String::from("erase")));
    assert_eq!(page.members.len(), 1, "one member has entries");
}

#[test]
fn a_print_is_noted_with_the_person_on_the_page() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");

    let closed = here.office.write(|desk| desk.note_printed(Some(amal)));
    assert_eq!(closed.err(), Some(OfficeError::GateClosed(Gate::Export)), "paper goes through the gate, too");
    here.consent_to(amal, Purpose::Sharing, "2024-06-20");
    here.office.write(|desk| desk.note_printed(Some(amal))).expect("noted");
    here.office.write(|desk| desk.note_printed(None)).expect("noted");

    assert_eq!(here.deeds()[..2], [deed("print", "page"), deed("print", "participant")]);
    let nobody = here.office.write(|desk| desk.note_printed(Some(ParticipantId(99))));
    assert_eq!(nobody.err(), Some(OfficeError::NotFound));
}

#[test]
fn only_the_data_protection_officer_reads_the_journal() {
    for role in [Role::Caseworker, Role::Placement, Role::Office, Role::DataProtection] {
        let here = here("2024-06-20");
        here.meet("Amal", "2024-06-20");
        here.go_on_as(role);

        let allowed = here.office.read(|desk| desk.journal(&all())).is_ok();
        let content = here.office.read(|desk| desk.journal_entry(1)).is_ok();

        assert_eq!((allowed, content), (role == Role::DataProtection, role == Role::DataProtection), "{role:?}");
    }
}
