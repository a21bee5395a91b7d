//! Attendance of twenty people in the real window, by the keyboard alone.

use std::sync::Arc;

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use casework::{
    ids::CohortId,
    names::NameKind,
    programme::{
        Counting, NewCohort,
        attendance::{Mark, Totals},
    },
};
use chrono::Days;
use guarded::Guarded;
use office::{EnteredSession, Hardness, NewName, NewParticipant, Office, Places, SecretKind, SystemClock};
use thirtyfour::Key;

const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";
const PEOPLE: usize = 20;
/// The most keys that the attendance of twenty people may take, from the list of cohorts on.
const KEYS_MOST: usize = 45;

/// As they came to that session.
const CAME: [Mark; PEOPLE] = {
    let mut came = [Mark::Present; PEOPLE];
    came[2] = Mark::Late;
    came[7] = Mark::Absent;
    came[8] = Mark::Excused;
    came[15] = Mark::Late;
    came[19] = Mark::Absent;
    came
};

#[tokio::test(flavor = "multi_thread")]
async fn attendance_of_twenty_people_is_taken_by_keys_alone() -> Result<(), WindowError> {
    let home = Home::new()?;
    let class = class_of_twenty(&home);
    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;
    window.go("#/programmes").await?;
    let take = format!("programmes-take-{}", class.0);
    window.wait_for(&take).await?;
    window.shot("programmes-01-cohorts").await?;

    let mut pressed = 0;
    while window.focused().await? != take {
        window.keys(Key::Tab).await?;
        pressed += 1;
        assert!(pressed < KEYS_MOST, "the way to the attendance is too long for the keyboard");
    }
    window.keys(Key::Enter).await?;
    pressed += 1;
    window.wait_for("attendance-grid").await?;
    let in_the_grid = "return document.activeElement?.closest('[data-testid=attendance-grid]') !== null";
    window.wait_until("the keyboard in the grid", in_the_grid).await?;
    for mark in CAME {
        window.keys(letter(mark)).await?;
        pressed += 1;
    }
    // While it saves there is no time of day beside the grid.
    let saved = "return /[0-9]:[0-9]/.test(document.querySelector('[data-testid=attendance-saved]')?.innerText ?? '')";
    window.wait_until("saved attendance", saved).await?;
    window.shot("programmes-02-attendance").await?;
    println!("{pressed} keys for the attendance of {PEOPLE} people, from the list of cohorts on");
    assert!(pressed <= KEYS_MOST, "{pressed} keys for {PEOPLE} people");
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    assert_eq!(window.axe().await?, Vec::<String>::new());
    window.stop().await?;

    let totals = totals_of(&home, class);
    let expected = Totals { came: 17, late: 2, excused: 1, absent: 2, came_enrolled: 17, minutes: 17 * 90 };
    assert_eq!(totals, expected, "after {pressed} keys");
    Ok(())
}

fn letter(mark: Mark) -> &'static str {
    match mark {
        Mark::Present => "p",
        Mark::Late => "l",
        Mark::Excused => "e",
        Mark::Absent => "a",
    }
}

fn office_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

/// A class with one session today.
fn class_of_twenty(home: &Home) -> CohortId {
    let office = office_of(home);
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    let made = office.write(|desk| {
        let today = desk.today();
        let class = desk.open_cohort(&NewCohort {
            course: String::from("japanese_class"),
            name: String::from("日本語クラス"),
            starts_on: today,
            ends_on: Some(today + Days::new(150)),
            ..NewCohort::default()
        })?;
        for number in 1..=PEOPLE {
            let name = Guarded::new(format!("Participant {number:02}"));
            let entered = NewParticipant {
                names: vec![NewName::new(NameKind::Preferred, name)],
                first_contact: today.to_string(),
                ..NewParticipant::default()
            };
            let who = desk.add_participant(&entered, true)?;
            desk.enrol(class, who, today)?;
        }
        let session = EnteredSession {
            on: today.to_string(),
            starts_at: String::new(),
            minutes: 90,
            topic: Guarded::default(),
            counting: Counting::Names,
        };
        desk.add_sessions(class, &[session])?;
        Ok(class)
    });
    office.lock();
    made.expect("a class")
}

fn totals_of(home: &Home, class: CohortId) -> Totals {
    let office = office_of(home);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase opens");
    office.read(|desk| desk.attendance_grid(class)).expect("a grid").totals
}
