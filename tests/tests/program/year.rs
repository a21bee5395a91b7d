//! The sample organisation's FY2024, from the command line to the printed figure.

use acceptance::program;
use serde_json::{Value, json};

const PASSPHRASE: &str = "quiet-river-lantern-garden-pencil-cloud\n";

fn tomarigi(arguments: &[&str], stdin: &str) -> std::process::Output {
    program::tomarigi(arguments, stdin).expect("the program runs")
}

fn report(vault: &str, year: &str, language: &str) -> Value {
    let out = format!("{vault}/report-{year}-{language}.json");
    let arguments = ["report", "--vault", vault, "--year", year, "--lang", language, "--format", "json", "--out", &out];
    let done = tomarigi(&arguments, PASSPHRASE);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&std::fs::read(out).expect("the report")).expect("JSON")
}

fn value(report: &Value, id: &str) -> u64 {
    let figures = report["figures"].as_array().expect("figures");
    figures.iter().find(|figure| figure["id"] == id).and_then(|figure| figure["value"].as_u64()).expect("a figure")
}

#[test]
fn the_sample_organisation_reproduces_fy2024_exactly() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let vault = vault.to_str().expect("a plain path");
    assert!(tomarigi(&["sample", "--vault", vault], PASSPHRASE).status.success());

    let japanese = report(vault, "2024", "ja");

    let expected = [
        ("companies_consulted", 73),
        ("companies_recommended_to", 62),
        ("participants_recommended", 35),
        ("hires", 7),
        ("hires_from_trial", 5),
        ("hires_made_permanent", 2),
        ("new_contacts", 103),
        ("contacts_since_founding", 559),
        ("new_contacts_interviewed", 71),
        ("career_training_participations", 50),
        ("career_training_to_mentorship", 41),
        ("japanese_programme_participants", 17),
        ("talks", 18),
        ("talks_large", 6),
        ("talks_small", 12),
        ("media_coverage", 19),
        ("event_companies", 34),
        ("event_business_leaders", 50),
        ("event_participants", 11),
        ("round_tables", 3),
    ];
    let figures = japanese["figures"].as_array().expect("figures");
    let printed: Vec<_> =
        figures.iter().map(|f| (f["id"].as_str().expect("an id"), f["value"].as_u64().expect("a value"))).collect();
    assert_eq!(printed, expected);
    let programmes = japanese["programmes"].as_array().expect("programmes");
    let column = |name: &str| programmes.iter().map(|programme| programme[name].clone()).collect::<Vec<_>>();
    assert_eq!(column("id"), ["placement", "integration", "advocacy", "other"]);
    assert_eq!(column("staff"), [7, 5, 3, 3]);
    assert_eq!(column("staff_concurrent"), [true, true, false, false]);
    assert_eq!(column("expenses_thousand_yen"), [13_233, 13_741, 8_123, 3_091]);
    assert_eq!(column("beneficiaries"), [json!(35), json!(71), Value::Null, Value::Null]);
    assert_eq!(japanese["total_expenses_thousand_yen"], 38_190, "over parts that add up to 38,188");
    assert_eq!(report(vault, "2024", "en")["figures"], japanese["figures"], "figures have no language");

    let before = report(vault, "2023", "ja");
    assert!(value(&before, "companies_consulted") * 3 < 73 * 2, "discussions about doubled");
    assert!(value(&before, "participants_recommended") * 3 < 35 * 2, "recommendations about doubled");
    assert!(value(&before, "hires") > 7, "hires fell");
}
