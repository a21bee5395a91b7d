//! Releases of a whole year: counted, protected as one with what left before, signed, kept.

use std::{ops::ControlFlow, sync::Arc};

use guarded::Guarded;
use office::{Language, Office, OfficeError, Places, RELEASE_FILES, ReleaseProfile, SystemClock};
use sample::Plan;
use serde_json::Value;
use tally::breakdown::{Axis, TableSpec};

const YEAR: i32 = 2024;

fn sample() -> (tempfile::TempDir, Office) {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.create_sample(&Guarded::from(sample::PASSPHRASE)).expect("a vault");
    sample::fill(&office, Plan::default(), &mut |_| ControlFlow::Continue(())).expect("the sample");
    (folder, office)
}

fn sign(office: &Office) {
    let small = office.read(|desk| desk.figures(YEAR)).expect("figures").small_counts;
    let seen: Vec<_> = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect();
    office.write(|desk| desk.approve_headlines(YEAR, "director", &seen)).expect("signed");
}

fn publish(office: &Office, profile: ReleaseProfile) -> Result<u32, OfficeError> {
    office.write(|desk| desk.publish_release(YEAR, profile, "the general meeting"))
}

fn content(office: &Office, id: u32) -> Value {
    let bytes = office.read(|desk| desk.release_content(id)).expect("on record");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn cells(release: &Value) -> Vec<(bool, String, Option<u64>)> {
    let tables = release["tables"].as_array().expect("tables");
    let of = |table: &Value| {
        let protected = table["protected"] == Value::Bool(true);
        let figure = table["figure"].as_str().expect("a figure").to_owned();
        let cells = table["cells"].as_array().expect("cells").clone();
        cells.into_iter().map(move |cell| (protected, format!("{figure} {}", cell["codes"]), cell["value"].as_u64()))
    };
    tables.iter().flat_map(of).collect()
}

#[test]
fn a_release_shows_no_small_count_of_people_and_is_kept_as_it_left() {
    let (_folder, office) = sample();
    let unsigned = office.write(|desk| desk.publish_release(YEAR + 2, ReleaseProfile::Rounding, "the meeting"));
    assert!(matches!(unsigned, Err(OfficeError::Release(_))), "nobody signed for that year");
    assert!(office.read(|desk| desk.releases()).expect("the ledger").is_empty(), "and nothing was written");
    sign(&office);

    let preview = office.write(|desk| desk.preview_release(YEAR, ReleaseProfile::Rounding)).expect("a preview");
    let id = publish(&office, ReleaseProfile::Rounding).expect("a release");

    let release = content(&office, id);
    let shown = cells(&release);
    assert!(shown.iter().filter(|cell| cell.0).count() > 50, "the tables of people are there");
    for (_, cell, value) in shown.iter().filter(|(protected, ..)| *protected) {
        let value = value.expect("rounding hides nothing");
        let exact_total = cell.split('"').filter(|code| *code == "Total").count() == 1;
        assert!(value % 5 == 0 || exact_total, "{cell} shows {value}");
    }
    let previewed: Value = serde_json::from_slice(&preview.publication.to_json()).expect("JSON");
    assert_eq!(previewed["tables"], release["tables"], "what was previewed is what left");
    assert_eq!(release["certificate"]["passed"], Value::Bool(true));
    let line = office.read(|desk| desk.releases()).expect("the ledger").remove(0);
    assert_eq!((line.id, line.number, line.approved_by.as_str()), (id, 1, "director"));
    for kind in RELEASE_FILES {
        for language in [Language::Ja, Language::En] {
            assert!(!office.read(|desk| desk.release_file(id, kind, language)).expect("a file").is_empty(), "{kind}");
        }
    }
    assert!(office.read(|desk| desk.release_differences(id)).expect("differences").is_empty(), "nothing changed since");
}

#[test]
fn a_second_release_of_the_year_says_the_same_of_the_same_and_a_changed_count_is_refused() {
    let (_folder, office) = sample();
    sign(&office);
    let first = publish(&office, ReleaseProfile::Rounding).expect("a release");
    let tables = [TableSpec { indicator: "new_contacts".into(), axes: vec![Axis::Region] }];
    office.write(|desk| desk.save_table_catalogue(YEAR, &tables)).expect("a smaller catalogue");

    let second = publish(&office, ReleaseProfile::Rounding).expect("a second release");

    let before = cells(&content(&office, first));
    let after = cells(&content(&office, second));
    assert!(!after.is_empty());
    for cell in &after {
        assert!(before.contains(cell), "{cell:?} was shown otherwise before");
    }
    let numbers: Vec<u32> =
        office.read(|desk| desk.releases()).expect("the ledger").iter().map(|line| line.number).collect();
    assert_eq!(numbers, [2, 1]);
}

#[test]
fn hidden_cells_of_a_release_are_proven_hidden() {
    let (_folder, office) = sample();
    sign(&office);

    let id = publish(&office, ReleaseProfile::Suppression).expect("a release");

    let release = content(&office, id);
    let shown = cells(&release);
    assert!(
        shown.iter().all(|(protected, cell, value)| !protected
            || !value.is_some_and(|v| (1..=4).contains(&v))
            || cell.ends_with("[\"Total\"]")),
        "{shown:?}"
    );
    let certificate = &release["certificate"];
    assert_eq!((&certificate["int1_exact"], &certificate["below_reachable"]), (&Value::from(0), &Value::from(0)));
}

#[test]
fn a_table_that_says_nothing_is_no_table_of_a_catalogue() {
    let (_folder, office) = sample();
    let save = |indicator: &str, axes: Vec<Axis>| {
        let tables = [TableSpec { indicator: indicator.into(), axes }];
        office.write(|desk| desk.save_table_catalogue(YEAR, &tables))
    };

    for (indicator, axes) in [
        ("talks", vec![Axis::Region]),
        ("nobody_counts_this", vec![Axis::Region]),
        ("new_contacts", Vec::new()),
        ("new_contacts", vec![Axis::Month, Axis::Quarter]),
    ] {
        let refused = save(indicator, axes).expect_err("refused");
        assert!(matches!(&refused, OfficeError::Field { field, .. } if field == "tables.0"), "{refused:?}");
    }
}
