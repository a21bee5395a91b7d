//! What was published before, what is known anyway and what is published now are one problem.

use aggregates::model::{Dimension, Table};
use aggregates::publish::{Problem, Refusal, protect};
use aggregates::round::Seed;
use aggregates::{FiscalYear, Method, Period, TableRelease};
use chrono::NaiveDate;

const ROUNDING: Method = Method::Rounding(Seed::new(11));

fn months(first: u32, last: u32) -> Period {
    let day = |month: u32, day| NaiveDate::from_ymd_opt(2024, month, day).expect("a day");
    let after = if last == 12 { NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") } else { day(last + 1, 1) };
    Period::new(day(first, 1), after.pred_opt().expect("a day")).expect("in order")
}

fn by_region(counts: &[(&str, u64)]) -> Table {
    let region = Dimension::flat("region", ["ca", "ea", "eu", "wa"]).expect("codes");
    Table::new("persons", vec![region], counts.iter().map(|(code, count)| (vec![*code], *count))).expect("a table")
}

fn first() -> Table {
    by_region(&[("ca", 9), ("ea", 3), ("eu", 14), ("wa", 8)])
}

fn values(release: &TableRelease) -> Vec<Option<u64>> {
    release.tables().iter().flat_map(|table| table.cells().iter().map(|cell| cell.value())).collect()
}

#[test]
fn what_was_printed_before_is_printed_again() {
    let quarter = months(4, 6);
    let before = protect(&Problem::new().table(quarter, first()), ROUNDING).expect("it can be rounded");
    let reach = before.certificate().largest_difference();
    let problem = Problem::new().table(quarter, first()).earlier(quarter, first(), values(&before), reach);

    for seed in 0..20 {
        let again = protect(&problem, Method::Rounding(Seed::new(seed * 5_000))).expect("it can be rounded");

        assert_eq!(values(&again), values(&before), "two drawings of one count would average out");
    }
}

/// A release has one method; releases of a year may differ, and the proof of the later one knows the earlier.
#[test]
fn what_left_in_the_other_method_is_part_of_the_proof() {
    let quarter = months(4, 6);
    let gender = || Dimension::flat("gender", ["f", "m"]).expect("codes");
    let region = || Dimension::flat("region", ["ca", "ea", "eu", "wa"]).expect("codes");
    let counts = |ea: u64| {
        [("ca", [4, 5]), ("ea", [ea, 2]), ("eu", [8, 6]), ("wa", [5, 3])].into_iter().flat_map(|(code, both)| {
            ["f", "m"].into_iter().zip(both).map(move |(gender, count)| (vec![code, gender], count))
        })
    };
    let crossed = Table::new("persons", vec![region(), gender()], counts(1)).expect("a table");
    for (before, after) in [(Method::Suppression, ROUNDING), (ROUNDING, Method::Suppression)] {
        let first_left = protect(&Problem::new().table(quarter, first()), before).expect("it is protected");
        let reach = first_left.certificate().largest_difference();
        let problem =
            Problem::new().table(quarter, crossed.clone()).earlier(quarter, first(), values(&first_left), reach);
        match protect(&problem, after) {
            Ok(release) => {
                assert_eq!(release.certificate().method(), if reach.is_some() { "suppression" } else { "rounding" });
                assert!(!values(&release).contains(&Some(1)), "{after:?} shows nobody alone");
            }
            Err(refused) => assert!(["known_already", "not_provable"].contains(&refused.code()), "{refused}"),
        }
    }
}

#[test]
fn a_count_that_changed_since_its_release_is_refused() {
    let quarter = months(4, 6);
    let before = protect(&Problem::new().table(quarter, first()), ROUNDING).expect("it can be rounded");
    let corrected = by_region(&[("ca", 9), ("ea", 4), ("eu", 14), ("wa", 8)]);
    let problem = Problem::new().table(quarter, corrected).earlier(quarter, first(), values(&before), Some(4));

    let refused = protect(&problem, ROUNDING).expect_err("the person who came late could be read off");

    assert_eq!(refused.code(), "changed_since_release");
}

#[test]
fn periods_that_overlap_without_filling_each_other_up_are_refused() {
    for (one, other) in [(months(4, 6), months(4, 9)), (months(4, 6), months(6, 8))] {
        let problem = Problem::new().table(one, first()).table(other, first());

        assert!(matches!(protect(&problem, ROUNDING), Err(Refusal::Periods { .. })), "{one:?} {other:?}");
    }
}

#[test]
fn a_half_year_is_protected_together_with_its_quarters() {
    let second = by_region(&[("ca", 2), ("ea", 11), ("eu", 6), ("wa", 1)]);
    let both = by_region(&[("ca", 11), ("ea", 14), ("eu", 20), ("wa", 9)]);
    let problem = Problem::new().table(months(4, 6), first()).table(months(7, 9), second).table(months(4, 9), both);

    let release = protect(&problem, Method::Suppression).expect("it can be protected");

    let shown = values(&release);
    let (cells, small) = (shown.len() / 3, [2, 6, 9]);
    for region in 0..cells {
        let hidden = (0..3).filter(|table| shown.get(table * cells + region).is_none_or(Option::is_none)).count();
        assert_ne!(hidden, 1, "what is hidden in one period alone is the difference of the others");
    }
    assert!(small.iter().all(|&place| shown.get(place).is_none_or(Option::is_none)), "small counts: {shown:?}");
}

#[test]
fn a_refusal_names_what_to_leave_out() {
    let year = FiscalYear::new(2024).expect("a year").period();
    let problem = Problem::new().table(year, by_region(&[("ca", 2), ("eu", 30)]));
    let known = problem.know(year, "persons", &[]).know(year, "persons", &[("region", "eu")]);

    let refused = protect(&known, Method::Suppression).expect_err("thirty-two less thirty is two");

    assert_eq!((refused.code(), refused.coarsen()), ("known_already", &["region".to_owned()][..]));
    let unknown = Problem::new().table(year, first()).know(year, "persons", &[("gender", "f")]);
    assert_eq!(protect(&unknown, ROUNDING), Err(Refusal::UnknownFact));
}
