//! Counts from elsewhere on the command line: whatever the file, the right answer or a sentence that says where it is wrong,
//! and never half a result.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use acceptance::program;
use serde_json::Value;

const REGION_GENDER: &str = r#"{"dims": [["region"], ["gender"]]}"#;
const PLAIN: &str = "region,gender,freq\nCA,F,6\nCA,M,16\nCA,X,1\nEA,F,4\nEA,M,12\nWA,F,9\nWA,M,3\n";

/// A table and its dimensions in a folder of their own.
struct Case {
    folder: tempfile::TempDir,
}

/// What a run left behind.
struct Ran {
    code: Option<i32>,
    out: Option<String>,
    certificate: Option<Value>,
    error: String,
}

impl Case {
    fn of(table: impl AsRef<[u8]>, dims: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("table.csv"), table).expect("the table");
        fs::write(folder.path().join("table.json"), dims).expect("the dimensions");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().expect("a plain path").to_owned()
    }

    fn protect(&self, profile: &str, more: &[&str]) -> Ran {
        let (table, dims) = (self.text("table.csv"), self.text("table.json"));
        let (out, certificate) = (self.text("out.csv"), self.text("certificate.json"));
        let mut arguments = vec!["protect", &table, "--dims", &dims, "--profile", profile];
        arguments.extend(["--out", &out, "--certificate", &certificate]);
        arguments.extend(more);
        let ran = program::tomarigi(arguments, "").expect("the program runs");
        let left = fs::read_dir(self.folder.path()).expect("the folder").count();
        let written = fs::read_to_string(&out).ok();
        let certificate = fs::read(&certificate).ok().map(|text| serde_json::from_slice(&text).expect("JSON"));
        assert_eq!(
            left,
            2 + usize::from(written.is_some()) + usize::from(certificate.is_some()),
            "nothing half-written"
        );
        let error = String::from_utf8_lossy(&ran.stderr).into_owned();
        Ran { code: ran.status.code(), out: written, certificate, error }
    }

    fn audit(&self, pattern: &str) -> Value {
        let (table, dims, pattern) = (self.text("table.csv"), self.text("table.json"), self.text(pattern));
        let ran = program::tomarigi(["audit", &table, "--dims", &dims, "--pattern", &pattern, "--json"], "");
        let ran = ran.expect("the program runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        serde_json::from_slice(&ran.stdout).expect("JSON")
    }
}

/// One row of a result.
struct Row {
    codes: Vec<String>,
    count: u64,
    shown: Option<u64>,
}

fn rows(text: &str) -> Vec<Row> {
    let mut lines = text.lines();
    let width = lines.next().expect("a heading").split(',').count() - 3;
    let row = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        assert_eq!(fields[width + 2], if fields[width + 1].is_empty() { "TRUE" } else { "FALSE" }, "{line}");
        Row {
            codes: fields[..width].iter().map(|code| (*code).to_owned()).collect(),
            count: fields[width].parse().expect("a count"),
            shown: fields[width + 1].parse().ok(),
        }
    };
    lines.map(row).collect()
}

/// Protects in both profiles and checks what holds for every result of flat dimensions.
fn is_answered(case: &Case, cells: usize) -> Vec<Row> {
    let mut last = Vec::new();
    for profile in ["suppression", "rounding"] {
        let ran = case.protect(profile, &[]);
        assert_eq!(ran.code, Some(0), "{profile}: {}", ran.error);
        let certificate = ran.certificate.expect("a certificate");
        assert_eq!(certificate["passed"], Value::from(true), "{profile}");
        // 4, or 9 where neighbouring multiples cannot add up.
        let farthest = certificate["largest_difference"].as_u64().unwrap_or_default();
        last = rows(&ran.out.expect("a table"));
        assert_eq!(last.len(), cells, "one row for each cell of the crossing with its margins");
        assert_eq!(last.iter().map(|row| &row.codes).collect::<BTreeSet<_>>().len(), cells, "each once");
        let found = case.audit("out.csv");
        for attacker in ["lp0_exact", "lp1_exact", "int1_exact", "below_reachable", "not_additive"] {
            assert_eq!(found[attacker], Value::from(0), "{profile}: {attacker}");
        }
        for row in &last {
            match (profile, row.shown) {
                ("rounding", shown) => {
                    let shown = shown.expect("rounding hides nothing");
                    assert!(shown % 5 == 0 && shown.abs_diff(row.count) <= farthest, "{} became {shown}", row.count);
                }
                (_, Some(shown)) => assert!(shown == row.count && !(1..5).contains(&shown), "{shown} is shown"),
                (_, None) => assert!(row.count > 0, "a zero is not hidden"),
            }
        }
        adds_up(&last);
    }
    last
}

/// Every margin is the sum of what lies under it, shown or exact.
fn adds_up(rows: &[Row]) {
    let by_codes: BTreeMap<&[String], &Row> = rows.iter().map(|row| (row.codes.as_slice(), row)).collect();
    for row in rows {
        for axis in (0..row.codes.len()).filter(|&axis| row.codes[axis] == "Total") {
            let alike = |at: usize, other: &Row| (at == axis) != (other.codes[at] == row.codes[at]);
            let under = |other: &&Row| (0..row.codes.len()).all(|at| alike(at, other));
            let parts: Vec<&Row> = by_codes.values().copied().filter(under).collect();
            assert_eq!(parts.iter().map(|part| part.count).sum::<u64>(), row.count, "{:?}", row.codes);
            let shown: Option<u64> = parts.iter().map(|part| part.shown).sum();
            if let (Some(sum), Some(shown)) = (shown, row.shown) {
                assert_eq!(sum, shown, "{:?}", row.codes);
            }
        }
    }
}

/// It is refused with code 10, what is wrong is named, and nothing is left.
fn is_refused(table: impl AsRef<[u8]>, dims: &str, names: &[&str]) {
    is_refused_in("rounding", &Case::of(table, dims), names);
}

fn is_refused_in(profile: &str, case: &Case, names: &[&str]) {
    let ran = case.protect(profile, &[]);
    assert_eq!(ran.code, Some(10), "{names:?}: {}", ran.error);
    assert!(ran.out.is_none() && ran.certificate.is_none(), "{names:?}: nothing is written");
    for name in names {
        assert!(ran.error.contains(name), "{name} is not in: {}", ran.error);
    }
}

#[test]
fn every_cell_of_the_crossing_is_answered_with_its_margins() {
    is_answered(&Case::of(PLAIN, REGION_GENDER), 16);
}

#[test]
fn what_spreadsheets_make_of_a_table_is_read_all_the_same() {
    let plain = Case::of(PLAIN, REGION_GENDER).protect("rounding", &[]).out;
    for changed in [
        format!("\u{feff}{PLAIN}"),
        PLAIN.replace('\n', "\r\n"),
        PLAIN.replace(',', ";"),
        PLAIN.replace(',', "\t"),
        PLAIN.replace(',', " , "),
        format!("{PLAIN}\n\n"),
        PLAIN.trim_end().to_owned(),
        format!("{PLAIN}EA,X,0\n"),
        PLAIN.replace("EA,F,4\n", "").replace("WA,M,3\n", "WA,M,3\nEA,F,4\n"),
    ] {
        let ran = Case::of(&changed, REGION_GENDER).protect("rounding", &[]);
        assert_eq!(ran.code, Some(0), "{changed:?}: {}", ran.error);
        assert_eq!(ran.out, plain, "{changed:?}");
    }
}

#[test]
fn the_same_table_prints_the_same_and_a_stated_seed_decides_otherwise() {
    let case = Case::of(PLAIN, REGION_GENDER);
    let drawn = |more: &[&str]| case.protect("rounding", more).out.expect("a table");

    assert_eq!(drawn(&[]), drawn(&[]), "two drawings of one count would average out");
    assert_eq!(drawn(&["--seed", "7"]), drawn(&["--seed", "7"]));
    assert!((8..40).any(|seed: u32| drawn(&["--seed", &seed.to_string()]) != drawn(&["--seed", "7"])));
}

#[test]
fn a_row_that_cannot_be_right_is_named() {
    let with = |row: &str| format!("{PLAIN}{row}\n");
    for (row, names) in [
        ("EA,X,-1", ["row 9", "freq"]),
        ("EA,X,1.5", ["row 9", "freq"]),
        ("EA,X,1e3", ["row 9", "freq"]),
        ("EA,X,three", ["row 9", "freq"]),
        ("EA,X,", ["row 9", "freq"]),
        ("EA,X,99999999999999999999999", ["row 9", "freq"]),
        ("EA,X,1000000001", ["row 9", "1,000,000,000"]),
        ("EA,,1", ["row 9", "gender"]),
        ("Total,F,1", ["row 9", "region"]),
        ("CA,F,6", ["row 9", "earlier row"]),
        ("EA,X", ["row 9", "heading"]),
        ("EA,X,1,1", ["row 9", "heading"]),
    ] {
        is_refused(with(row), REGION_GENDER, &names);
    }
    is_refused("region,gender,freq\nCA,F,999999999\nCA,M,999999999\n", REGION_GENDER, &["1000000000"]);
}

#[test]
fn a_file_that_is_no_such_table_is_refused() {
    is_refused("", REGION_GENDER, &["no rows"]);
    is_refused("region,gender,freq\n", REGION_GENDER, &["no rows"]);
    is_refused(PLAIN.replace("gender", "sex"), REGION_GENDER, &["gender"]);
    is_refused(PLAIN.replace("freq", "count"), REGION_GENDER, &["freq"]);
    is_refused(PLAIN.replace("gender", "region"), REGION_GENDER, &["region"]);
    is_refused(b"region,gender,freq\n\x93\xfa\x96{,F,6\n", REGION_GENDER, &["UTF-8"]);
    is_refused("region,gender,freq\n\"CA,F,6\n", REGION_GENDER, &["the table"]);
}

#[test]
fn dimensions_that_fit_no_table_are_refused() {
    for dims in ["", "{}", "[]", r#"{"dims": []}"#, r#"{"dims": [[]]}"#, r#"{"dims": [["region"], ["region"]]}"#] {
        is_refused(PLAIN, dims, &["dims"]);
    }
    is_refused(PLAIN, r#"{"dims": [["region"], ["freq"]]}"#, &["freq"]);
    is_refused(PLAIN, r#"{"dims": [["region"], ["age"]]}"#, &["age"]);
    let five = r#"{"dims": [["a"], ["b"], ["c"], ["d"], ["e"]]}"#;
    is_refused("a,b,c,d,e,freq\n1,1,1,1,1,5\n", five, &["four dimensions"]);
}

#[test]
fn a_hierarchy_that_contradicts_itself_is_refused() {
    let dims = r#"{"dims": [["month", "quarter"]]}"#;
    is_refused("month,quarter,freq\n04,Q1,6\n04,Q2,6\n", dims, &["row 3", "quarter"]);
    is_refused("month,quarter,freq\nQ1,04,6\n04,Q1,6\n", dims, &["month", "two levels"]);
}

#[test]
fn months_are_answered_with_their_quarters() {
    let table = "month,quarter,freq\nm04,Q1,6\nm05,Q1,2\nm07,Q2,11\nm08,Q2,9\n";
    let case = Case::of(table, r#"{"dims": [["month", "quarter"]]}"#);

    for profile in ["suppression", "rounding"] {
        let written = rows(&case.protect(profile, &[]).out.expect("a table"));
        let codes: Vec<&str> = written.iter().map(|row| row.codes[0].as_str()).collect();

        assert_eq!(codes, ["Total", "Q1", "m04", "m05", "Q2", "m07", "m08"]);
        assert_eq!(written[1].count, 8);
    }
}

#[test]
fn tables_at_the_edges_are_answered() {
    let one = r#"{"dims": [["region"]]}"#;
    is_answered(&Case::of("region,freq\nCA,3\n", one), 2);
    is_answered(&Case::of("region,freq\nCA,7\nEA,0\n", one), 3);
    let zeros = is_answered(&Case::of("region,gender,freq\nCA,F,0\nEA,M,0\n", REGION_GENDER), 9);
    assert!(zeros.iter().all(|row| row.shown == Some(0)));
    let mut ones = String::from("a,b,c,d,freq\n");
    for cell in 0..24 {
        let (a, b, c, d) = (cell % 3, cell / 3 % 2, cell / 6 % 2, cell / 12);
        ones.push_str(&format!("a{a},b{b},c{c},d{d},1\n"));
    }
    is_answered(&Case::of(ones, r#"{"dims": [["a"], ["b"], ["c"], ["d"]]}"#), 4 * 3 * 3 * 3);
}

#[test]
fn codes_like_formulas_stay_what_they_are() {
    let written =
        is_answered(&Case::of("region,freq\n=1+1,6\n-N/A,2\n+81,12\n@home,7\n", r#"{"dims": [["region"]]}"#), 5);

    assert!(written.iter().any(|row| row.codes == ["=1+1"]), "a code is a key that others match by");
}

#[test]
fn a_table_too_large_is_refused_at_once_with_what_to_coarsen() {
    let mut table = String::from("region,day,freq\n");
    for (region, day) in (0..40).flat_map(|region| (0..90).map(move |day| (region, day))) {
        table.push_str(&format!("r{region},d{day},{}\n", 1 + (region * day) % 9));
    }

    let case = Case::of(table, r#"{"dims": [["region"], ["day"]]}"#);
    for profile in ["suppression", "rounding"] {
        is_refused_in(profile, &case, &["too large", "coarsen", "day"]);
    }
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let case = Case::of(PLAIN, REGION_GENDER);
    let (table, dims) = (case.text("table.csv"), case.text("table.json"));
    let proof = case.text("certificate.json");
    for (out, certificate) in [(&table, &proof), (&dims, &proof), (&proof, &proof), (&proof, &table)] {
        let arguments = ["protect", &table, "--dims", &dims, "--out", out, "--certificate", certificate];
        let ran = program::tomarigi(arguments, "").expect("the program runs");

        assert_eq!(ran.status.code(), Some(10));
        assert_eq!(fs::read_to_string(&table).expect("the table"), PLAIN);
        assert!(!case.path("certificate.json").exists());
    }
}

#[test]
fn hiding_only_what_is_small_and_rounding_each_for_itself_are_caught() {
    let case = Case::of(PLAIN, REGION_GENDER);
    let written = rows(&case.protect("suppression", &[]).out.expect("a table"));
    let pattern = |shown: fn(u64) -> Option<u64>| {
        let mut text = String::from("region,gender,freq,published,suppressed\n");
        for row in &written {
            let value = shown(row.count);
            let (text_of, hidden) = (value.map_or(String::new(), |value| value.to_string()), value.is_none());
            text.push_str(&format!("{},{},{text_of},{hidden}\n", row.codes.join(","), row.count));
        }
        fs::write(case.path("pattern.csv"), text).expect("a pattern");
        case.audit("pattern.csv")
    };

    let naive = pattern(|count| (!(1..5).contains(&count)).then_some(count));
    let nearest = pattern(|count| Some((count + 2) / 5 * 5));

    assert!(naive["int1_exact"].as_u64() > Some(0), "{naive}");
    assert!(nearest["not_additive"].as_u64() > Some(0), "{nearest}");
}
