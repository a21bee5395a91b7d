use std::collections::BTreeMap;

use aggregates::FiscalYear;

use super::*;
use crate::{INDICATORS, Measure, indicator};

fn year() -> FiscalYear {
    FiscalYear::new(2024).expect("a year")
}

fn row(participant: u32, values: &[&str]) -> CodedRow {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    CodedRow { participant: Some(participant), company: None, placement: None, quantity: 0, values }
}

fn value(broken: &Broken, codes: &[&str]) -> u64 {
    broken.table.value(broken.table.cell(codes).expect("a cell"))
}

fn all(axis: Axis) -> Kept {
    Kept::all(axis, axis.levels(year(), &[]))
}

#[test]
fn a_person_counts_once_under_the_codes_of_the_oldest_record() {
    let rows = vec![row(1, &["2024-04"]), row(1, &["2024-09"]), row(2, &["2024-09"])];

    let broken = tabulate_by(
        "participants_recommended",
        &[all(Axis::Month)],
        &[(Measure::Persons, rows)],
        &Adjustment::default(),
    );
    let broken = broken.expect("a table");

    assert_eq!(value(&broken, &["Total"]), 2, "the total is the figure");
    assert_eq!(value(&broken, &["2024_04"]), 1);
    assert_eq!(value(&broken, &["q2"]), 1, "a month is counted in its quarter");
}

#[test]
fn who_was_erased_stays_counted_and_what_others_count_is_left_out() {
    let rows = vec![row(1, &["AFG"]), row(2, &["SYR"])];
    let adjustment = Adjustment { erased: 3, elsewhere: BTreeMap::from([(2, 1)]) };

    let broken = tabulate_by("new_contacts", &[all(Axis::Region)], &[(Measure::Persons, rows)], &adjustment);
    let broken = broken.expect("a table");

    assert_eq!(value(&broken, &["Total"]), 4);
    assert_eq!(value(&broken, &["asia"]), 1);
    assert_eq!(value(&broken, &[NOT_STATED]), 3);
}

#[test]
fn a_rare_code_is_pooled_with_so_many_that_nobody_stands_out() {
    let spread = |list: &[(&str, u64)]| list.iter().map(|(raw, count)| ((*raw).to_owned(), *count)).collect::<Vec<_>>();
    let kept = |list: &[(&str, u64)]| {
        let kept = keep(Axis::Region, &Axis::Region.levels(year(), &[]), &spread(list));
        kept.levels.into_iter().map(|level| level.code).collect::<Vec<_>>()
    };

    assert_eq!(kept(&[("AFG", 40), ("ETH", 5), ("FRA", 2), ("", 3)]), ["africa", "asia", "other"]);
    assert_eq!(kept(&[("AFG", 40), ("ETH", 6), ("FRA", 2)]), ["asia", "other"], "two alone would stand out");
    assert_eq!(kept(&[("AFG", 40), ("ETH", 6)]), ["africa", "asia", "other"], "nobody is pooled");
    assert_eq!(kept(&[("FRA", 2)]), ["other"]);
}

#[test]
fn finer_codes_are_pooled_under_their_coarser_one() {
    let spread: Vec<_> = [("AFG", 40), ("THA", 2), ("UZB", 4), ("ETH", 5), ("FRA", 2), ("", 3)]
        .map(|(raw, count)| (raw.to_owned(), count))
        .into();

    let fine = keep(Axis::SubRegion, &Axis::SubRegion.levels(year(), &[]), &spread);
    let coarse = keep(Axis::Region, &Axis::Region.levels(year(), &[]), &spread);

    assert_eq!(fine.codes(), ["eastern_africa", "africa_other", "southern_asia", "asia_other", "other"]);
    assert_eq!(fine.code_of("THA"), "asia_other");
    assert_eq!((fine.code_of("FRA"), coarse.code_of("FRA")), ("other".to_owned(), "other".to_owned()));
}

#[test]
fn codes_of_an_earlier_release_stay_as_they_were() {
    let codes = ["asia".to_owned(), "other".to_owned()];

    let kept = Kept::as_before(Axis::Region, &Axis::Region.levels(year(), &[]), &codes);

    assert_eq!(kept.code_of("ETH"), "other", "also when there are many by now");
    assert_eq!(kept.code_of("AFG"), "asia");
}

#[test]
fn a_table_of_an_earlier_release_can_be_counted_again_after_an_erasure() {
    let nobody_pooled = ["southern_asia".to_owned()];
    let kept = Kept::as_before(Axis::SubRegion, &Axis::SubRegion.levels(year(), &[]), &nobody_pooled);
    let adjustment = Adjustment { erased: 1, ..Adjustment::default() };
    let rows = vec![row(1, &["AFG"]), row(2, &["THA"])];

    let broken = tabulate_by("new_contacts", &[kept], &[(Measure::Persons, rows)], &adjustment).expect("a table");

    assert_eq!(value(&broken, &["southern_asia"]), 1);
    assert_eq!(value(&broken, &["asia_other"]), 1);
    assert_eq!((value(&broken, &[OTHER]), value(&broken, &["Total"])), (1, 3));
}

#[test]
fn a_figure_is_broken_down_only_by_what_its_records_say() {
    let of = |id: &str| indicator(id).expect("an indicator");

    assert_eq!(check(of("new_contacts"), &[Axis::Region, Axis::Quarter]), Ok(()));
    assert_eq!(check(of("new_contacts"), &[Axis::Industry]), Err(CannotBreak::Says(Axis::Industry)));
    assert_eq!(check(of("contacts_since_founding"), &[Axis::Region]), Err(CannotBreak::Stock));
    assert_eq!(check(of("new_contacts"), &[Axis::Region, Axis::SubRegion]), Err(CannotBreak::Family));
    assert_eq!(check(of("new_contacts"), &[]), Err(CannotBreak::Number));
    assert_eq!(check(of("hires"), &[Axis::Industry, Axis::Region, Axis::Quarter]), Ok(()), "a sum, part by part");
    assert_eq!(check(of("talks"), &[Axis::Audience]), Ok(()));
    for indicator in INDICATORS.iter() {
        assert!(Axis::ALL.iter().any(|axis| fits(indicator, *axis)), "{}", indicator.id);
    }
}
