//! What is recorded of activities.

use casework::{
    activity::{About, ActivityKind, NewActivity, Speaker},
    ids::CompanyId,
};
use office::{FieldError, OfficeError};

use crate::care::{day, deed, here, secret};

pub fn activity(kind: ActivityKind, on: &str) -> NewActivity {
    NewActivity {
        kind,
        on: day(on),
        title: secret("An activity"),
        place: String::from("Kyoto"),
        audience: None,
        heads: Vec::new(),
        about: About::default(),
    }
}

fn refused_at(error: Option<OfficeError>) -> String {
    match error {
        Some(OfficeError::Field { field, .. }) => field,
        other => format!("{other:?}"),
    }
}

#[test]
fn an_activity_is_read_back_as_it_was_recorded() {
    let here = here("2024-06-20");
    let company = here.company("Hana");
    let about = About {
        host: Some(secret("A school")),
        speaker: Speaker::Mentor,
        speaker_name: Some(secret("Mori")),
        companies: vec![company],
        donors: Some(0),
        raised_yen: Some(1_234_567_890_123),
        raised_as: String::from("grant"),
        medium: String::from("radio"),
        outlet: Some(secret("A station")),
        link: Some(secret("example.org/1")),
        note: Some(secret("First line\nSecond line")),
    };
    let heads = vec![(String::from("companies"), 0), (String::from("press"), 12)];
    let new = NewActivity { heads, about, audience: Some(120), ..activity(ActivityKind::RoundTable, "2024-04-01") };

    let id = here.office.write(|desk| desk.record_activity(&new)).expect("an activity");

    let found = here.office.read(|desk| desk.activities_of(None)).expect("activities");
    assert_eq!((found.year, found.years), (2024, vec![2024]));
    assert_eq!(found.activities.iter().map(|one| (one.id, &one.activity)).collect::<Vec<_>>(), [(id, &new)]);
}

#[test]
fn a_fiscal_year_has_its_first_and_last_day_and_no_other() {
    let here = here("2024-06-20");
    for on in ["2023-03-31", "2023-04-01", "2024-03-31", "2024-04-01"] {
        here.office.write(|desk| desk.record_activity(&activity(ActivityKind::Talk, on))).expect("an activity");
    }

    let found = here.office.read(|desk| desk.activities_of(Some(2023))).expect("activities");

    assert_eq!(
        found.activities.iter().map(|one| one.activity.on).collect::<Vec<_>>(),
        [day("2024-03-31"), day("2023-04-01")]
    );
    assert_eq!(found.years, [2024, 2023, 2022]);
}

#[test]
fn what_contradicts_itself_or_is_unknown_is_refused_at_its_field() {
    let here = here("2024-06-20");
    let sound = || activity(ActivityKind::Talk, "2024-06-01");
    let twice = vec![(String::from("press"), 1), (String::from("press"), 2)];
    let named = About { speaker: Speaker::Participant, speaker_name: Some(secret("Amal")), ..About::default() };
    let cases = [
        ("title", NewActivity { title: secret("  "), ..sound() }),
        ("on", NewActivity { on: day("2024-06-21"), ..sound() }),
        ("heads.1.category", NewActivity { heads: twice, ..sound() }),
        ("heads.0.category", NewActivity { heads: vec![(String::from("martians"), 1)], ..sound() }),
        ("speaker_name", NewActivity { about: named, ..sound() }),
        ("medium", NewActivity { about: About { medium: String::from("x"), ..About::default() }, ..sound() }),
        ("raised_yen", NewActivity { about: About { raised_yen: Some(-1), ..About::default() }, ..sound() }),
        ("companies", NewActivity { about: About { companies: vec![CompanyId(99)], ..About::default() }, ..sound() }),
    ];

    for (field, case) in cases {
        let refused = here.office.write(|desk| desk.record_activity(&case)).err();
        assert_eq!(refused_at(refused), field);
    }
    assert!(here.office.read(|desk| desk.activities_of(None)).expect("activities").activities.is_empty());
}

#[test]
fn a_corrected_activity_counts_in_its_new_year_and_a_removed_one_nowhere() {
    let here = here("2024-06-20");
    let talks = |year| here.office.read(|desk| desk.explain(year, "talks")).expect("a figure").figure.value;
    let id = here.office.write(|desk| desk.record_activity(&activity(ActivityKind::Talk, "2024-06-01"))).expect("one");
    assert_eq!((talks(2023), talks(2024)), (0, 1));

    let right = activity(ActivityKind::Talk, "2024-03-31");
    here.office.write(|desk| desk.correct_activity(id, &right)).expect("a correction");
    assert_eq!((talks(2023), talks(2024)), (1, 0));
    let day_of_it = here.office.write(|desk| desk.remove_activity(id)).expect("a removal");
    assert_eq!((talks(2023), talks(2024)), (0, 0));

    assert_eq!(day_of_it, day("2024-03-31"));
    assert_eq!(here.office.write(|desk| desk.remove_activity(id)).err(), Some(OfficeError::NotFound));
    assert_eq!(here.deeds()[..3], [deed("remove", "activity"), deed("correct", "activity"), deed("add", "activity")]);
}

#[test]
fn heads_of_an_own_category_are_counted() {
    let here = here("2024-06-20");
    let words =
        office::EnteredCode { ja: "大使館".into(), en: "Embassies".into(), ..office::EnteredCode::default() };
    let list = casework::codes::CodeList::HeadCategory;
    let own = here.office.write(|desk| desk.add_code(list, &words)).expect("a code");
    let new = NewActivity { heads: vec![(own.clone(), 3)], ..activity(ActivityKind::Event, "2024-06-20") };
    here.office.write(|desk| desk.record_activity(&new)).expect("an event");

    let removed = here.office.write(|desk| desk.remove_code(list, &own));

    assert_eq!(removed.err(), Some(OfficeError::InUse), "a category with heads stays");
    let late = here.office.write(|desk| desk.record_activity(&NewActivity { on: day("1900-01-01"), ..new.clone() }));
    assert!(matches!(late, Err(OfficeError::Field { why: FieldError::Date(_), .. })));
}
