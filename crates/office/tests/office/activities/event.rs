//! The day itself.

use std::time::Duration;

use casework::{activity::ActivityKind, ids::ActivityId, names::NameKind};
use office::{EnteredQuickContact, FieldError, OfficeError, SecretKind, SessionError, Stage};

use super::public::activity;
use crate::care::{self, GOOD, Here, OTHER, deed, here, secret};

fn at_an_event() -> (Here, ActivityId) {
    let here = here("2024-06-20");
    let new = activity(ActivityKind::Event, "2024-06-20");
    let id = here.office.write(|desk| desk.record_activity(&new)).expect("an event");
    here.office.begin_event(id).expect("event mode");
    (here, id)
}

fn contact(name: &str) -> EnteredQuickContact {
    let (name, value) = (secret(name), secret("080-0000-0001"));
    EnteredQuickContact { name, way: String::from("phone"), value, language: String::from("fr"), agreed: true }
}

fn heads(here: &Here, category: &str) -> u32 {
    let counters = here.office.event_screen().expect("a screen").counters;
    counters.iter().find(|(code, _)| code.code == category).expect("a counter").1
}

#[test]
fn every_tap_is_on_the_disk_when_it_is_answered() {
    let (here, id) = at_an_event();
    for step in [1, 1, 1, -1] {
        here.office.count_at_event("participants", step).expect("a tap");
    }
    assert_eq!(heads(&here, "participants"), 2);

    here.office.lock();
    here.office.unlock(&secret(GOOD), SecretKind::Passphrase).expect("open");
    let kept = here.office.read(|desk| desk.activities_of(None)).expect("activities").activities;

    assert_eq!(here.office.stage_now(), Stage::Open);
    assert_eq!(kept[0].id, id);
    assert_eq!(kept[0].activity.heads, [(String::from("participants"), 2)]);
}

#[test]
fn fewer_than_nobody_and_unknown_categories_are_refused() {
    let (here, _) = at_an_event();

    let fewer = here.office.count_at_event("press", -1).err();
    let unknown = here.office.count_at_event("martians", 1).err();
    let endless = here.office.count_at_event("press", i32::MAX).err();

    assert_eq!(fewer, Some(OfficeError::field("step", FieldError::OutOfRange)));
    assert!(matches!(unknown, Some(OfficeError::Field { field, .. }) if field == "category"));
    assert_eq!(endless, Some(OfficeError::field("step", FieldError::OutOfRange)));
    assert_eq!(heads(&here, "press"), 0);
}

#[test]
fn nothing_else_is_answered_at_an_event() {
    let (here, id) = at_an_event();

    assert_eq!(here.office.read(|_| Ok(())).err(), Some(OfficeError::WrongStage));
    assert_eq!(here.office.write(|_| Ok(())).err(), Some(OfficeError::WrongStage));
    assert_eq!(here.office.begin_event(id).err(), Some(OfficeError::WrongStage));
    assert_eq!(here.office.handed_screen().err(), Some(OfficeError::WrongStage));
    let status = here.office.status();
    assert!(status.member.is_none() && status.organisation.is_none() && status.roles.is_empty());
}

#[test]
fn leaving_needs_the_passphrase_of_whoever_began_it() {
    let (here, _) = at_an_event();

    assert_eq!(here.office.leave_event(&secret(OTHER)).err(), Some(SessionError::WrongSecret));
    assert_eq!(here.office.stage_now(), Stage::Event);
    here.office.leave_event(&secret(GOOD)).expect("out");
    assert_eq!(here.office.stage_now(), Stage::Open);
    assert_eq!(here.office.leave_event(&secret(GOOD)).err(), Some(SessionError::WrongStage));
    assert_eq!(here.office.event_screen().err(), Some(OfficeError::WrongStage));
    assert_eq!(here.deeds()[..2], [deed("end", "event"), deed("open", "event")]);
}

#[test]
fn a_contact_without_a_yes_is_not_kept() {
    let (here, _) = at_an_event();

    let refused = here.office.take_contact(&EnteredQuickContact { agreed: false, ..contact("Noa") }).err();

    assert!(matches!(refused, Some(OfficeError::Field { field, .. }) if field == "agreed"));
    assert_eq!(here.office.event_screen().expect("a screen").contacts, 0);
    for (field, wrong) in [
        ("name", EnteredQuickContact { name: secret(" "), ..contact("Noa") }),
        ("value", EnteredQuickContact { value: secret(""), ..contact("Noa") }),
        ("way", EnteredQuickContact { way: String::from("pigeon"), ..contact("Noa") }),
        ("language", EnteredQuickContact { language: String::from("French"), ..contact("Noa") }),
    ] {
        let refused = here.office.take_contact(&wrong).err();
        assert!(matches!(refused, Some(OfficeError::Field { field: at, .. }) if at == field), "{field}");
    }
}

#[test]
fn a_contact_is_counted_when_it_is_completed_and_not_before() {
    let here = here("2024-06-20");
    here.meet("Amal Haddad", "2024-04-10");
    let new = activity(ActivityKind::Event, "2024-06-20");
    let id = here.office.write(|desk| desk.record_activity(&new)).expect("an event");
    here.office.begin_event(id).expect("event mode");
    let screen = here.office.take_contact(&contact("Amal Haddad")).expect("a contact, whoever is on record");
    assert_eq!(screen.contacts, 1);
    here.office.leave_event(&secret(GOOD)).expect("out");
    let met = || here.office.read(|desk| desk.explain(2024, "new_contacts")).expect("a figure").figure.value;
    assert_eq!(met(), 1);

    let waiting = here.office.read(|desk| desk.quick_contacts()).expect("contacts");
    let likely = here.office.write(|desk| desk.complete_contact(waiting[0].0, false)).err();
    assert_eq!(likely, Some(OfficeError::LikelyDuplicate));
    let person = here.office.write(|desk| desk.complete_contact(waiting[0].0, true)).expect("a participant");

    assert_eq!(met(), 2);
    assert!(here.office.read(|desk| desk.quick_contacts()).expect("contacts").is_empty());
    let profile = here.office.read(|desk| desk.participant_page(person)).expect("a participant");
    assert_eq!(profile.participant.profile.names[0].kind, NameKind::Preferred);
    let again = here.office.write(|desk| desk.complete_contact(waiting[0].0, true)).err();
    assert_eq!(again, Some(OfficeError::NotFound));
}

#[test]
fn a_contact_that_was_let_go_is_gone_and_can_be_taken_up_again() {
    let (here, _) = at_an_event();
    here.office.take_contact(&contact("Noa")).expect("a contact");
    here.office.leave_event(&secret(GOOD)).expect("out");
    let waiting = || here.office.read(|desk| desk.quick_contacts()).expect("contacts");

    here.office.write(|desk| desk.discard_contact(waiting_id(desk))).expect("let go");
    assert!(waiting().is_empty());
    here.office.write(|desk| desk.restore_contact("2024-06-20", &contact("Noa"))).expect("back");

    assert_eq!(waiting()[0].1.name, secret("Noa"));
}

fn waiting_id(desk: &office::WritingDesk<'_>) -> u32 {
    desk.quick_contacts().expect("contacts").first().expect("a contact").0
}

#[test]
fn removing_the_activity_keeps_the_contacts_made_there() {
    let (here, id) = at_an_event();
    here.office.take_contact(&contact("Noa")).expect("a contact");
    here.office.leave_event(&secret(GOOD)).expect("out");

    here.office.write(|desk| desk.remove_activity(id)).expect("a removal");

    let waiting = here.office.read(|desk| desk.quick_contacts()).expect("contacts");
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].1.activity, None);
}

#[test]
fn the_idle_lock_spares_an_event_and_the_longest_session_does_not() {
    let clock = crate::activities::event::moving::Moving::new();
    let folder = tempfile::tempdir().expect("a folder");
    let office = office::Office::new(care::places(folder.path()), clock.clone());
    office.create_sample(&secret(GOOD)).expect("a vault");
    let new = activity(ActivityKind::Event, "2024-06-20");
    let id = office.write(|desk| desk.record_activity(&new)).expect("an event");
    let waits = |minutes: u64| {
        // Ticks come every second; a gap would be taken for sleep.
        (0..minutes * 12).any(|_| {
            clock.forward(Duration::from_secs(5));
            office.tick()
        })
    };

    office.begin_event(id).expect("event mode");
    assert!(!waits(30), "a counter on a table waits for the next guest");
    office.leave_event(&secret(GOOD)).expect("out");
    office.note_activity();
    assert!(waits(6), "and outside of it the idle lock is as ever");

    office.unlock(&secret(GOOD), SecretKind::Passphrase).expect("open");
    office.begin_event(id).expect("event mode");
    assert!(waits(8 * 60 + 1), "nobody stays signed in for a night");
    assert_eq!(office.stage_now(), Stage::Locked);
}

mod moving {
    //! A clock whose both faces are moved together.

    use std::{
        sync::{Arc, Mutex},
        time::Duration,
    };

    use chrono::{DateTime, FixedOffset, TimeDelta};
    use office::{Clock, FixedClock};

    use crate::care::day;

    pub struct Moving(Mutex<Duration>);

    impl Moving {
        pub fn new() -> Arc<Self> {
            Arc::new(Self(Mutex::new(Duration::ZERO)))
        }

        pub fn forward(&self, by: Duration) {
            *self.0.lock().expect("nobody panics with it") += by;
        }
    }

    impl Clock for Moving {
        fn now(&self) -> DateTime<FixedOffset> {
            FixedClock::noon(day("2024-06-20")).now + TimeDelta::from_std(self.elapsed()).expect("a short while")
        }

        fn elapsed(&self) -> Duration {
            *self.0.lock().expect("nobody panics with it")
        }
    }
}
