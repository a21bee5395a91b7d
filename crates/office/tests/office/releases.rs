//! Releases of a whole year: counted, protected as one with what left before, signed, kept.

use std::{ops::ControlFlow, sync::Arc};

use casework::names::NameKind;
use guarded::Guarded;
use office::{Language, NewName, NewParticipant, Office, OfficeError, Places, ReleaseProfile, SystemClock};
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
        cells.into_iter().map(move |cell| {
            let codes = cell.get("codes").expect("codes");
            (protected, format!("{figure} {codes}"), cell.get("value").and_then(Value::as_u64))
        })
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
    assert_eq!((line.id, line.number), (id, 1));
    let signer = office.members().expect("members").members.remove(0).name;
    // EXPOSE: a test looks who signed.
    assert_eq!(line.approved_by, format!("{} (director)", signer.expose()));
    let files = office.read(|desk| desk.release_files(id)).expect("files");
    for kind in
        ["release.json", "tables.xlsx", "tables.csv", "tables.hxl.csv", "report.docx", "chart-1.svg", "chart-1.png"]
    {
        assert!(files.iter().any(|file| file == kind), "{kind} is not among {files:?}");
    }
    let picture = office.read(|desk| desk.release_file(id, "chart-1.png", Language::Ja)).expect("a picture");
    assert!(picture.starts_with(b"\x89PNG"));
    // All charts are drawn alike: one picture is enough.
    for kind in files.iter().filter(|file| !file.ends_with(".png")) {
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

#[test]
fn a_look_shows_the_tables_that_will_leave_before_anybody_signs_and_writes_nothing() {
    let (_folder, office) = sample();

    let look = office.write(|desk| desk.look_at_release(YEAR, ReleaseProfile::Suppression)).expect("a look");

    assert!(office.read(|desk| desk.releases()).expect("the ledger").is_empty());
    let looked: Value = serde_json::from_slice(&look.publication.to_json()).expect("JSON");
    assert_eq!(looked["headlines"], Value::Array(Vec::new()), "no exact figure before somebody signs");
    sign(&office);
    let id = publish(&office, ReleaseProfile::Suppression).expect("a release");
    assert_eq!(content(&office, id)["tables"], looked["tables"], "what was looked at is what left");
    let protected = looked["tables"].as_array().expect("tables").iter().filter(|table| table["protected"] == true);
    for (table, inside) in protected.zip(&look.inside) {
        let cells = table["cells"].as_array().expect("cells");
        assert_eq!(cells.len(), inside.len());
        for (cell, count) in cells.iter().zip(inside) {
            assert!(cell["value"].is_null() || cell["value"] == *count, "what is not hidden is exact");
        }
    }
}

#[test]
fn a_table_is_tried_before_it_is_chosen_and_a_wrong_one_is_refused_at_its_field() {
    let (_folder, office) = sample();
    let try_it = |indicator: &str, axes: &[Axis], profile| {
        let table = TableSpec { indicator: indicator.into(), axes: axes.to_vec() };
        office.write(|desk| desk.try_table(YEAR, &table, profile))
    };

    for profile in [ReleaseProfile::Rounding, ReleaseProfile::Suppression] {
        let look = try_it("new_contacts", &[Axis::AgeBand], profile).expect("a figure").expect("it can be protected");
        assert_eq!((look.publication.tables().len(), look.inside.len()), (1, 1));
    }
    let wrong = try_it("talks", &[Axis::Region], ReleaseProfile::Rounding).expect_err("talks have no region");
    assert!(matches!(&wrong, OfficeError::Field { field, .. } if field == "table"), "{wrong:?}");
    let catalogue = office.read(|desk| desk.table_catalogue(YEAR)).expect("a catalogue");
    assert_eq!(catalogue.version, 0, "trying chooses nothing");
}

#[test]
fn every_figure_that_can_be_broken_down_is_offered_with_what_fits_it() {
    let (_folder, office) = sample();

    let breakable = office.read(|desk| desk.breakable_figures(YEAR)).expect("figures");

    let axes = |id: &str| breakable.iter().find(|one| one.indicator.id == id).map(|one| one.axes.clone());
    assert!(axes("new_contacts").is_some_and(|axes| axes.contains(&Axis::Region) && !axes.contains(&Axis::Industry)));
    assert_eq!(axes("contacts_since_founding"), None, "two years of it could be subtracted");
}

#[test]
fn a_release_tells_which_exact_figures_are_others_today_and_which_show_a_few_people() {
    let (_folder, office) = sample();
    sign(&office);
    let id = publish(&office, ReleaseProfile::Rounding).expect("a release");
    assert!(office.read(|desk| desk.headline_changes(id)).expect("changes").is_empty());

    let met = NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from("Amal"))],
        first_contact: "2024-10-01".into(),
        ..NewParticipant::default()
    };
    office.write(|desk| desk.add_participant(&met, true)).expect("somebody");

    let changes = office.read(|desk| desk.headline_changes(id)).expect("changes");
    let new = changes.iter().find(|change| change.figure == "new_contacts").expect("one more");
    assert_eq!((new.now - new.then, new.shows_few), (1, true));
    assert_eq!(office.read(|desk| desk.intact_releases()).expect("the ledger"), [id], "what left is what it was");
    let cells = office.read(|desk| desk.release_differences(id)).expect("differences");
    assert!(cells.iter().any(|cell| cell.figure == "new_contacts" && cell.now == cell.then + 1));
}

/// What a correction can do: never a second count of the same table, always the exact figure and the years to come.
#[test]
fn a_corrected_count_leaves_in_no_table_of_its_year_but_as_an_exact_figure_and_holds_up_no_later_year() {
    let (_folder, office) = sample();
    sign(&office);
    let first = publish(&office, ReleaseProfile::Rounding).expect("a release");
    let met = NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from("Amal"))],
        first_contact: "2024-10-01".into(),
        ..NewParticipant::default()
    };
    office.write(|desk| desk.add_participant(&met, true)).expect("somebody who was noted too late");
    sign(&office);

    let again = publish(&office, ReleaseProfile::Rounding);
    assert!(matches!(again, Err(OfficeError::TablesRefused { why: "changed_since_release", .. })), "{again:?}");
    let changed = office.read(|desk| desk.release_differences(first)).expect("differences");
    let changed = |spec: &TableSpec| changed.iter().any(|cell| cell.figure == spec.indicator);
    let mut tables = office.read(|desk| desk.table_catalogue(YEAR)).expect("the catalogue").tables;
    tables.retain(|spec| !changed(spec));
    assert!(!tables.is_empty(), "other tables are as they were");
    office.write(|desk| desk.save_table_catalogue(YEAR, &tables)).expect("a smaller catalogue");
    let second = publish(&office, ReleaseProfile::Rounding).expect("the rest leaves");

    let exact = |id| {
        let release = content(&office, id);
        let headlines = release["headlines"].as_array().expect("figures").clone();
        headlines.into_iter().find(|one| one["figure"] == "new_contacts").and_then(|one| one["value"].as_u64())
    };
    assert_eq!(exact(second), exact(first).map(|before| before + 1), "the corrected figure leaves exactly");
    let look = office.write(|desk| desk.look_at_release(YEAR + 1, ReleaseProfile::Rounding));
    assert!(look.is_ok(), "the next year is not held up: {:?}", look.err());
}

#[test]
fn a_year_that_is_not_over_is_not_published() {
    let (_folder, office) = sample();
    let year = office.read(|desk| Ok::<_, OfficeError>(desk.today())).expect("today");
    let year = aggregates::FiscalYear::containing(year).expect("a year").begins_in();

    let refused = office.write(|desk| desk.look_at_release(year, ReleaseProfile::Rounding)).expect_err("not yet");

    assert!(matches!(refused, OfficeError::TablesRefused { why: "not_over", .. }), "{refused:?}");
}

#[test]
fn a_year_in_which_nothing_happened_can_be_published() {
    let here = crate::care::here("2026-04-01");
    here.office.write(|desk| desk.approve_headlines(2025, "director", &[])).expect("signed");

    let publish = here.office.write(|desk| desk.publish_release(2025, ReleaseProfile::Suppression, "the meeting"));

    let release = content(&here.office, publish.expect("nobody is counted, so nobody is shown"));
    assert!(cells(&release).iter().all(|(_, _, value)| *value == Some(0)));
}
