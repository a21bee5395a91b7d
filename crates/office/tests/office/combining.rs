//! A year of an organisation: three laptops with vaults of their own, two of them hold the keys, one is the office.

#![allow(clippy::indexing_slicing, clippy::allow_attributes, reason = "tests")]

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    activities::public::activity,
    care::{GOOD, Here, here, secret},
};
use casework::activity::ActivityKind;
use chrono::TimeDelta;
use office::{
    CombinedFigures, CombiningState, CountsChecked, Extent, FieldError, Invitation, NewCombining, OfficeError,
    ReleaseProfile, Role, SecretKind, SentByItself,
};
use sync::{Caution, Fault};

const YEAR: i32 = 2024;

struct World {
    laptops: Vec<Here>,
    folder: tempfile::TempDir,
}

impl World {
    /// Laptops with 10, 11, 12 … people, their invitation accepted.
    fn new(laptops: usize) -> Self {
        let world = Self {
            laptops: (0..laptops).map(|_| here("2024-06-20")).collect(),
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (at, laptop) in world.laptops.iter().enumerate() {
            for person in 0..10 + at {
                laptop.meet(&format!("Person {person}"), "2024-05-01");
            }
        }
        let file = world.found(&(0..laptops).collect::<Vec<_>>(), [0, 1]);
        let words = world.invitation(&file).english.join(" ");
        for laptop in world.laptops.iter().skip(1) {
            laptop.office.join_combining(&file, world.place(), &words).expect("joined");
        }
        world
    }

    fn place(&self) -> &str {
        self.folder.path().to_str().expect("a plain path")
    }

    fn card(&self, laptop: usize) -> String {
        self.laptops[laptop].office.combining_card(&format!("laptop {laptop}")).expect("a card").text
    }

    fn found(&self, laptops: &[usize], holders: [usize; 2]) -> Vec<u8> {
        let new = NewCombining {
            name: String::from("止まり木"),
            year: YEAR,
            holders: holders.map(|holder| self.card(holder)),
            laptops: laptops.iter().map(|laptop| self.card(*laptop)).collect(),
            place: self.place().to_owned(),
        };
        let made = self.laptops[0].office.found_combining(&new).expect("an organisation");
        assert!(made.delivered);
        made.file
    }

    fn invitation(&self, file: &[u8]) -> Invitation {
        self.laptops[0].office.look_at_invitation(file).expect("an invitation")
    }

    fn hand_in(&self, laptops: impl IntoIterator<Item = usize>) {
        for laptop in laptops {
            assert!(self.laptops[laptop].office.hand_in_counts().expect("handed in").delivered);
        }
    }

    fn check(&self, holder: usize) -> CountsChecked {
        self.laptops[holder].office.check_counts().expect("a key holder")
    }

    fn open(&self, holders: [usize; 2]) -> CombinedFigures {
        let [a, b] = holders;
        assert_eq!((self.check(a).state, self.check(b).state), ("waiting", "waiting"));
        assert_eq!((self.check(a).state, self.check(b).state), ("opened", "opened"));
        self.laptops[0].office.combine_counts().expect("both sums")
    }

    /// The figures of some laptops, added by hand.
    fn expected(&self, laptops: impl IntoIterator<Item = usize>) -> BTreeMap<String, u64> {
        let mut sums = BTreeMap::new();
        for laptop in laptops {
            let figures = self.laptops[laptop].office.read(|desk| desk.figures(YEAR)).expect("figures").figures;
            for figure in figures {
                *sums.entry(figure.indicator.id.to_string()).or_default() += figure.value;
            }
        }
        sums
    }
}

fn totals(figures: &CombinedFigures) -> BTreeMap<String, u64> {
    figures.cells.iter().map(|cell| (cell.figure.as_str().to_owned(), cell.total)).collect()
}

#[test]
fn a_year_of_an_organisation_from_the_invitation_to_its_table() {
    let world = World::new(3);
    world.hand_in(0..3);

    let combined = world.open([0, 1]);

    assert_eq!(totals(&combined), world.expected(0..3));
    assert_eq!(totals(&combined)["new_contacts"], 33);
    let cautions: Vec<_> = combined.cells.iter().map(|cell| cell.caution).collect();
    assert!(cautions.contains(&Caution::Insider), "three laptops can subtract their own");
    let office = &world.laptops[0].office;
    assert_eq!(office.read(|desk| desk.combined_figures(YEAR)).expect("kept"), Some(combined));
    let table = office.read(|desk| desk.combined_table(YEAR)).expect("a table for disclosure control");
    assert_eq!(table.cells().iter().map(|cell| cell.value).sum::<u64>(), world.expected(0..3).values().sum::<u64>());
    assert_eq!(world.laptops[1].office.combine_counts(), Err(OfficeError::Combining(Fault::OtherOrganisation)));
    assert_eq!(world.laptops[2].office.check_counts(), Err(OfficeError::Combining(Fault::NotAHolder)));
}

#[test]
fn a_lost_laptop_and_a_lost_key_lose_no_figures() {
    let world = World::new(5);
    world.hand_in(0..5);
    assert_eq!(world.check(0).state, "waiting");

    // Laptop 1, which held a key, is lost: the office names laptop 2 in its place, and the others hand in again.
    world.found(&[0, 2, 3, 4], [0, 2]);
    world.hand_in([0, 2, 3, 4]);
    let combined = world.open([0, 2]);

    assert_eq!(totals(&combined), world.expected([0, 2, 3, 4]));
    assert!(matches!(world.laptops[1].office.hand_in_counts(), Err(OfficeError::Combining(Fault::NotListed))));
}

#[test]
fn a_laptop_is_replaced_by_its_card_and_the_others_stay_by_their_short_names() {
    let world = World::new(4);
    let office = &world.laptops[0].office;
    let before = office.combining_state().expect("a state").expect("an organisation");
    let id = |name: &str| before.members.iter().find(|one| one.name == name).expect("on the list").id.clone();
    let new = here("2024-06-20");
    let card = new.office.combining_card("replacement").expect("a card").text;

    let change = NewCombining {
        name: before.name.clone(),
        year: YEAR,
        holders: [id("laptop 0"), id("laptop 1")],
        laptops: vec![id("laptop 0"), id("laptop 1"), id("laptop 2"), card],
        place: world.place().to_owned(),
    };
    office.found_combining(&change).expect("a new list");

    let after = office.combining_state().expect("a state").expect("an organisation");
    assert_eq!(after.laptops, ["laptop 0", "laptop 1", "laptop 2", "replacement"]);
    let kept = |state: &office::CombiningState| state.members.iter().take(3).cloned().collect::<Vec<_>>();
    assert_eq!(kept(&after), kept(&before), "the same keys as before");
    let (file, invitation) = office.combining_invitation().expect("the invitation to the new list");
    assert_eq!(invitation.generation, 2);
    new.office.join_combining(&file, world.place(), &invitation.english.join(" ")).expect("joined");
    assert!(world.laptops[1].office.combining_invitation().is_err(), "only the office gives it out");
}

#[test]
fn nobody_joins_with_other_words_or_an_older_list() {
    let world = World::new(3);
    let laptop = &world.laptops[1].office;
    let older = world.found(&[0, 1, 2], [0, 1]);
    let newer = world.found(&[0, 1, 2], [1, 2]);
    let invitation = world.invitation(&older);
    let wrong = invitation.english.iter().rev().copied().collect::<Vec<_>>().join(" ");

    assert_eq!(laptop.join_combining(&newer, world.place(), &wrong), Err(OfficeError::OtherWords));
    laptop
        .join_combining(&newer, world.place(), &invitation.japanese.join("　"))
        .expect("the Japanese words count too");
    let again = laptop.join_combining(&older, world.place(), &invitation.english.join(" "));
    assert_eq!(again, Err(OfficeError::Combining(Fault::OldOrganisation)));
}

#[test]
fn what_cannot_be_delivered_waits_in_the_vault_and_goes_the_next_time() {
    let world = World::new(3);
    let away = world.folder.path().with_extension("away");
    fs::rename(world.folder.path(), &away).expect("the stick is taken out");

    let made = world.laptops[1].office.hand_in_counts().expect("made all the same");
    let state = || world.laptops[1].office.combining_state().expect("known").expect("it takes part");

    assert!(!made.delivered);
    assert_eq!((state().waiting, state().reachable, world.folder.path().exists()), (1, false, false));
    fs::rename(&away, world.folder.path()).expect("and put in again");
    assert_eq!((state().waiting, state().sequence), (0, 1));
    world.hand_in([0, 2]);
    assert_eq!(totals(&world.open([0, 1])), world.expected(0..3));
}

#[test]
fn no_file_holds_a_name_that_can_be_read() {
    let world = World::new(3);
    world.hand_in(0..3);
    world.open([0, 1]);

    let mut files = Vec::new();
    collect(world.folder.path(), &mut files);
    assert!(files.len() > 8, "organisation, three files, two times three");
    for (name, bytes) in &files {
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!holds("Person") && !name.contains("Person"), "{name}");
    }
}

fn collect(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            files.push((name, fs::read(&path).expect("a file")));
        }
    }
}

/// What a laptop does by itself in so many minutes, asked every three as the program asks it now and then.
fn minutes(laptop: &Here, minutes: i64) -> Vec<SentByItself> {
    let minute = |_| {
        laptop.clock.forward(TimeDelta::minutes(3));
        laptop.office.send_by_itself()
    };
    (0..minutes / 3).filter_map(minute).collect()
}

fn state(laptop: &Here) -> CombiningState {
    laptop.office.combining_state().expect("known").expect("it takes part")
}

/// Laptop 1 handed in once and goes on by itself, once a day.
fn going_by_itself() -> World {
    let world = World::new(3);
    world.hand_in([1]);
    world.laptops[1].office.set_sending(24).expect("chosen");
    world
}

#[test]
fn nothing_goes_by_itself_before_a_person_saw_what_goes_and_the_office_chose_it() {
    let world = World::new(3);
    let laptop = &world.laptops[1];

    assert_eq!(minutes(laptop, 10), [], "off at first");
    laptop.office.set_sending(24).expect("chosen");
    assert_eq!(minutes(laptop, 10), [], "nobody saw what goes");
    assert!(!state(laptop).agreed);
    world.hand_in([1]);
    laptop.clock.forward(TimeDelta::days(2));

    assert_eq!(minutes(laptop, 10).len(), 1);
    assert_eq!((state(laptop).sequence, state(laptop).agreed), (2, true));
    laptop.office.set_sending(0).expect("stopped");
    laptop.clock.forward(TimeDelta::days(2));
    assert_eq!(minutes(laptop, 10), []);
}

#[test]
fn it_goes_after_unlocking_and_then_once_in_the_time_that_was_chosen() {
    let world = going_by_itself();
    let laptop = &world.laptops[1];

    assert_eq!(minutes(laptop, 60), [], "handed in a moment ago");
    laptop.open_on("2024-06-25");
    assert_eq!(laptop.office.send_by_itself(), None, "the laptops of an organisation spread");
    let sent = minutes(laptop, 3);
    assert!(matches!(&*sent, [SentByItself { trouble: None, .. }]), "{sent:?}");
    assert_eq!(state(laptop).sent.as_ref(), sent.first());
    assert_eq!(minutes(laptop, 23 * 60), []);
    assert_eq!(minutes(laptop, 2 * 60).len(), 1);
    assert_eq!((state(laptop).sequence, state(laptop).waiting), (3, 0));
    world.hand_in([0, 2]);
    assert_eq!(totals(&world.open([0, 1])), world.expected(0..3));
}

#[test]
fn what_cannot_go_by_itself_waits_is_tried_more_and_more_rarely_and_is_made_once() {
    let world = going_by_itself();
    let laptop = &world.laptops[1];
    let away = world.folder.path().with_extension("away");
    fs::rename(world.folder.path(), &away).expect("the stick is taken out");
    laptop.open_on("2024-06-25");

    let tries = minutes(laptop, 12 * 60);

    assert!(tries.iter().all(|sent| sent.trouble.as_deref() == Some("unreachable")), "{tries:?}");
    assert!((4..12).contains(&tries.len()), "{} tries in half a day", tries.len());
    assert_eq!((state(laptop).sequence, state(laptop).waiting), (2, 1), "one file, not one for each try");
    fs::rename(&away, world.folder.path()).expect("and put in again");
    let then = minutes(laptop, 7 * 60);
    assert!(matches!(&*then, [SentByItself { trouble: None, .. }]), "{then:?}");
    assert_eq!(state(laptop).waiting, 0);
}

#[test]
fn nothing_goes_by_itself_while_locked_at_an_event_or_for_somebody_who_may_not() {
    let world = going_by_itself();
    let laptop = &world.laptops[1];
    laptop.clock.forward(TimeDelta::days(2));
    let due = || minutes(laptop, 9).len();

    laptop.office.lock();
    assert_eq!(due(), 0, "locked");
    laptop.open_on("2024-06-25");
    let new = activity(ActivityKind::Event, "2024-06-25");
    let event = laptop.office.write(|desk| desk.record_activity(&new)).expect("an event");
    laptop.office.begin_event(event).expect("event mode");
    assert_eq!(due(), 0, "at an event");
    laptop.office.leave_event(&secret(GOOD)).expect("back at work");
    laptop.go_on_as(Role::Caseworker);
    assert_eq!(due(), 0, "whoever is here may not hand in");
    laptop.office.lock();
    laptop.office.unlock(&secret(GOOD), SecretKind::Passphrase).expect("the passphrase");

    assert_eq!(due(), 1);
}

#[test]
fn other_key_holders_stop_it_until_a_person_saw_to_whom_it_goes_now() {
    let world = going_by_itself();
    let laptop = &world.laptops[1];
    world.found(&[0, 1, 2], [0, 2]);
    laptop.open_on("2024-06-25");

    assert_eq!(minutes(laptop, 30), []);
    assert_eq!((state(laptop).agreed, state(laptop).sequence), (false, 1));
    world.hand_in([1]);
    laptop.open_on("2024-06-27");
    assert_eq!(minutes(laptop, 30).len(), 1);
}

#[test]
fn the_report_of_a_year_counts_the_organisation_once_the_office_says_so() {
    let world = World::new(3);
    let office = &world.laptops[0].office;
    let value = |id: &str| {
        let figures = office.read(|desk| desk.figures(YEAR)).expect("figures").figures;
        figures.into_iter().find(|figure| figure.indicator.id == id).expect("a figure")
    };
    let choose = |extent| office.write(|desk| desk.choose_extent(YEAR, extent));
    assert_eq!(choose(Extent::Organisation), Err(OfficeError::NotFound), "nothing was combined yet");
    world.hand_in(0..3);
    let sums = world.expected(0..3);
    world.open([0, 1]);
    assert_eq!(value("new_contacts").value, 10, "until somebody chooses, this laptop is counted");

    choose(Extent::Organisation).expect("chosen");

    let contacts = value("new_contacts");
    assert_eq!(
        (contacts.value, contacts.previous),
        (sums["new_contacts"], None),
        "of the year before nothing was combined"
    );
    let explained = office.read(|desk| desk.explain(YEAR, "new_contacts")).expect("explained");
    assert_eq!((explained.figure.value, explained.here, explained.records.len()), (33, Some(10), 10));
    let handed_in = office.read(|desk| desk.counts_to_hand_in(YEAR)).expect("counts");
    let contacts = handed_in.cells().iter().find(|cell| cell.figure.as_str() == "new_contacts").expect("a cell");
    assert_eq!(contacts.value, 10, "what is handed in stays what this laptop counts");
    assert_eq!(handed_in.cells().len(), sums.len(), "and is the figures of the list, each once");

    world.laptops[0].open_on("2025-05-10");
    let small = office.read(|desk| desk.figures(YEAR)).expect("figures").small_counts;
    let seen: Vec<_> = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect();
    office.write(|desk| desk.approve_headlines(YEAR, "director", &seen)).expect("signed");
    let publish = || office.write(|desk| desk.publish_release(YEAR, ReleaseProfile::Rounding, "the general meeting"));
    let id = publish().expect("a release");
    let content = office.read(|desk| desk.release_content(id)).expect("on record");
    let content: serde_json::Value = serde_json::from_slice(&content).expect("JSON");
    let headline = content["headlines"].as_array().expect("figures").iter().find(|one| one["figure"] == "new_contacts");
    assert_eq!(headline.expect("the figure")["value"], 33);
    assert_eq!((&content["laptops"], &content["tables"]), (&serde_json::json!(3), &serde_json::json!([])));
    assert_eq!(
        choose(Extent::Laptop),
        Err(OfficeError::field("extent", FieldError::StillUsed)),
        "both together would show what the other laptops count"
    );
}
