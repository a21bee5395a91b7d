//! Every file of a publication says the same: the numbers that were proven, what was done to them, and nothing a
//! spreadsheet would run.

mod common;

use std::io::Cursor;

use aggregates::{
    Code, FiscalYear, Method, TableRelease, Unit,
    model::{Dimension, Table},
    publish::{Problem, protect},
    round::Seed,
};
use calamine::{Data, Reader, Xlsx};
use chrono::DateTime;
use report::{
    ActivityReport, DimensionHead, Imprint, Language, Named, Publication, PublicationError, TableHead, Words,
};
use serde_json::Value;

const FIGURE: Code = Code::literal("new_contacts");
/// What a spreadsheet would run.
const FORMULA: &str = "=HYPERLINK(\"http://example.org\",\"Asia\")";

fn words(text: &str) -> Words {
    Words { ja: text.to_owned(), en: text.to_owned() }
}

fn named(code: &str, text: &str) -> Named {
    Named { code: code.to_owned(), words: words(text) }
}

fn head(figure: Code, unit: Unit) -> TableHead {
    let codes = vec![named("africa", "Africa, all of it"), named("asia", FORMULA), named("europe", "Europe")];
    let dimensions = vec![DimensionHead { name: named("region", "Region"), codes }];
    TableHead { figure, words: words("@New contacts"), unit, dimensions }
}

fn counts(counted: &str) -> Table {
    let region = Dimension::flat("region", ["africa", "asia", "europe"]).expect("codes");
    let counts = [(vec!["africa"], 41), (vec!["asia"], 60), (vec!["europe"], 2)];
    Table::new(counted, vec![region], counts).expect("a table")
}

fn proven(method: Method) -> TableRelease {
    let year = FiscalYear::new(2024).expect("a year").period();
    protect(&Problem::new().table(year, counts("new_contacts")), method).expect("it can be protected")
}

fn imprint() -> Imprint {
    Imprint {
        organisation: "+Tomarigi".to_owned(),
        number: 1,
        published_at: DateTime::parse_from_rfc3339("2025-06-20T10:00:00+09:00").expect("a time"),
        laptops: None,
        catalogue_version: 3,
        figures: vec![named("new_contacts", "New contacts")],
    }
}

fn publication(method: Method) -> Publication {
    let companies = counts("companies_consulted");
    let others = vec![(head(Code::literal("companies_consulted"), Unit::Companies), &companies)];
    let tables = Some((&proven(method), vec![head(FIGURE, Unit::Persons)]));
    Publication::new(imprint(), common::release(), tables, others).expect("all of it fits")
}

fn rounded() -> Publication {
    publication(Method::Rounding(Seed::new(7)))
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.expect("rows of one length").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_table_that_counts_people_does_not_leave_without_protection() {
    let people = counts("new_contacts");
    let others = vec![(head(FIGURE, Unit::Persons), &people)];

    let refused = Publication::new(imprint(), common::release(), None, others);

    assert_eq!(refused, Err(PublicationError::Unprotected));
}

#[test]
fn a_head_of_another_figure_is_refused() {
    let tables = proven(Method::Suppression);
    let other = head(Code::literal("hires"), Unit::Persons);

    for heads in [vec![], vec![other]] {
        let refused = Publication::new(imprint(), common::release(), Some((&tables, heads)), vec![]);

        assert_eq!(refused, Err(PublicationError::Heads));
    }
}

#[test]
fn the_ledger_keeps_bytes_that_hold_method_threshold_version_and_certificate() {
    let publication = rounded();

    let bytes = publication.to_json();
    let read: Value = serde_json::from_slice(&bytes).expect("JSON");

    assert_eq!(bytes, publication.to_json(), "the same release prints the same");
    assert_eq!((&read["method"], &read["threshold"]), (&Value::from("rounding"), &Value::from(5)));
    assert_eq!(read["program_version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(read["certificate"]["passed"], true);
    assert_eq!(read["tables"][0]["protected"], true);
    assert_eq!(read["tables"][1]["protected"], false, "companies are no people");
    let values = read["tables"][0]["cells"].as_array().expect("cells");
    assert!(values.iter().all(|cell| cell["value"].as_u64().is_some_and(|value| value % 5 == 0)), "{values:?}");
    assert!(!read["notes_ja"].as_array().expect("notes").is_empty());
}

#[test]
fn the_table_of_text_has_a_row_for_each_number_and_says_how_it_was_protected() {
    let publication = publication(Method::Suppression);

    let rows = rows(&publication.to_csv(Language::English, false));

    let (titles, numbers) = rows.split_first().expect("titles");
    let column = |name: &str| titles.iter().position(|title| title == name).expect("a column");
    let headlines = publication.headlines().cells().iter().filter(|cell| cell.programme().is_none()).count();
    assert_eq!(numbers.len(), headlines + 4 + 4);
    let small = numbers
        .iter()
        .find(|row| row[column("figure")] == "new_contacts" && row[column("code_1")] == "europe")
        .expect("the small one");
    assert_eq!((small[column("value")].as_str(), small[column("suppressed")].as_str()), ("", "true"));
    assert_eq!(small[column("method")], "suppression");
    let certificate: Value = serde_json::from_str(&small[column("certificate")]).expect("the certificate");
    assert_eq!(certificate["int1_exact"], 0);
    let companies =
        numbers.iter().find(|row| row[column("figure")] == "companies_consulted" && !row[column("code_1")].is_empty());
    assert_eq!(companies.expect("the other table")[column("exact")], "true");
}

/// HXL 1.1: a tag is `#` with a letter, then letters, digits and `_`; attributes follow, each with a `+`; core tags are
/// those of the dictionary.
#[test]
fn the_second_row_of_the_tagged_table_is_made_of_hxl_tags() {
    const CORE: [&str; 5] = ["#meta", "#org", "#date", "#indicator", "#group"];
    let publication = rounded();

    let tagged = rows(&publication.to_csv(Language::Japanese, true));
    let plain = rows(&publication.to_csv(Language::Japanese, false));

    let tags = &tagged[1];
    for tag in tags {
        let mut parts = tag.split('+');
        assert!(CORE.contains(&parts.next().expect("a tag")), "{tag}");
        let is_word = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_lowercase())
                && part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        };
        assert!(parts.all(is_word), "{tag}");
    }
    let mut once = tags.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), tags.len(), "no two columns have one meaning");
    assert_eq!([&tagged[..1], &tagged[2..]].concat(), plain, "but for the tags both are the same");
}

#[test]
fn nothing_that_a_spreadsheet_would_run_is_in_the_table_of_text() {
    for row in rows(&rounded().to_csv(Language::English, true)) {
        for field in row {
            assert!(!field.trim_start().starts_with(['=', '+', '-', '@']), "{field}");
        }
    }
}

#[test]
fn the_workbook_has_real_numbers_no_formula_and_a_sheet_of_notes() {
    let publication = rounded();
    let bytes = publication.to_xlsx(Language::English).expect("a workbook");
    assert_eq!(bytes, publication.to_xlsx(Language::English).expect("again"), "the same release prints the same");

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it opens");
    assert_eq!(book.sheet_names(), ["Notes", "Headline figures", "Table 1", "Table 2"]);
    for sheet in book.sheet_names() {
        assert!(book.worksheet_formula(&sheet).is_ok_and(|formulas| formulas.is_empty()), "{sheet}");
    }

    let notes = book.worksheet_range("Notes").expect("notes");
    let notes: Vec<String> = notes.rows().flatten().map(ToString::to_string).collect();
    for told in ["multiple of five", "counts from 1 to 4", "Tomarigi 0", "int1_exact: 0", "version 3", "passed: true"] {
        assert!(notes.iter().any(|line| line.contains(told)), "{told}");
    }

    let figures = book.worksheet_range("Headline figures").expect("figures");
    let contacts = figures.rows().find(|row| row[0] == Data::String("New contacts".into())).expect("the figure");
    assert_eq!(contacts[1], Data::Float(103.0), "exact, and a number");

    let table = book.worksheet_range("Table 1").expect("the table");
    let values: Vec<&Data> = table.rows().skip(1).map(|row| &row[1]).collect();
    let published: Vec<Data> = publication.tables()[0]
        .cells
        .iter()
        .map(|cell| Data::Float(f64::from(u32::try_from(cell.value.expect("shown")).expect("small"))))
        .collect();
    assert_eq!(values, published.iter().collect::<Vec<_>>());
}

#[test]
fn a_hidden_number_is_no_zero_in_the_workbook() {
    let bytes = publication(Method::Suppression).to_xlsx(Language::English).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it opens");

    let table = book.worksheet_range("Table 1").expect("the table");
    let europe = table.rows().find(|row| row[0] == Data::String("Europe".into())).expect("the small one");

    assert_eq!(europe[1], Data::Empty);
    assert_eq!(europe[2], Data::String("not shown".into()));
}

#[test]
fn the_activity_report_is_a_pdf_with_the_notes_of_its_release() {
    let publication = rounded();
    let report = ActivityReport::new(publication.headlines(), common::wording(Language::Japanese), Language::Japanese)
        .expect("words and figures fit");

    let with = report.clone().with_notes(publication.notes(Language::Japanese)).to_pdf().expect("a PDF");
    let without = report.to_pdf().expect("a PDF");

    assert!(with.starts_with(b"%PDF-"));
    assert!(with.len() > without.len(), "the notes stand in it");
}
