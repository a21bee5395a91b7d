//! The programmes of the articles.

use casework::programme::{Bilingual, Programme, ProgrammeYear, Years};
use office::{FieldError, Language, OfficeError};

use crate::care::{Here, here};

fn programme(code: &str) -> Programme {
    Programme {
        code: code.to_owned(),
        name: Bilingual::new("相談事業", "Counselling"),
        beneficiaries_figure: Some(String::from("new_contacts")),
        years: Years::default(),
    }
}

fn codes(here: &Here) -> Vec<String> {
    let found = here.office.read(|desk| desk.articles()).expect("programmes");
    found.into_iter().map(|(programme, _)| programme.code).collect()
}

fn in_report(here: &Here, year: i32) -> Vec<String> {
    let report = here.office.read(|desk| desk.draft_report(year, Language::En)).expect("a report");
    report.rows.into_iter().map(|row| row.programme).collect()
}

#[test]
fn a_programme_is_added_renamed_and_put_in_order() {
    let here = here("2024-06-20");
    here.office.write(|desk| desk.add_programme(&programme("counselling"))).expect("a programme");
    let renamed = Programme { name: Bilingual::new("難民相談事業", "Advice"), ..programme("counselling") };
    here.office.write(|desk| desk.change_programme(&renamed)).expect("a change");
    let mut order = codes(&here);
    assert_eq!(order.last().map(String::as_str), Some("counselling"));
    order.rotate_right(1);

    here.office.write(|desk| desk.order_programmes(&order)).expect("an order");

    assert_eq!(in_report(&here, 2024)[0], "counselling");
    let first = here.office.read(|desk| desk.articles()).expect("programmes").remove(0).0;
    assert_eq!(first, renamed);
}

#[test]
fn a_retired_programme_stays_in_the_reports_of_its_years() {
    let here = here("2024-06-20");
    let years = Years { from: Some(2022), until: Some(2023) };
    here.office.write(|desk| desk.add_programme(&Programme { years, ..programme("counselling") })).expect("one");

    let there = [2021, 2022, 2023, 2024].map(|year| in_report(&here, year).contains(&String::from("counselling")));

    assert_eq!(there, [false, true, true, false]);
}

#[test]
fn a_programme_of_which_something_was_said_is_retired_and_not_removed() {
    let here = here("2024-06-20");
    here.office.write(|desk| desk.add_programme(&programme("counselling"))).expect("a programme");
    here.office.write(|desk| desk.add_programme(&programme("mistake"))).expect("a programme");
    let said = ProgrammeYear { expenses_yen: 1, ..ProgrammeYear::default() };
    here.office.write(|desk| desk.save_programme_year("counselling", 2023, &said)).expect("words");

    let refused = here.office.write(|desk| desk.remove_programme("counselling")).err();
    here.office.write(|desk| desk.remove_programme("mistake")).expect("a removal");

    assert_eq!(refused, Some(OfficeError::InUse));
    assert!(codes(&here).contains(&String::from("counselling")) && !codes(&here).contains(&String::from("mistake")));
}

#[test]
fn what_does_not_fit_is_refused_at_its_field() {
    let here = here("2024-06-20");
    let add = |entered: &Programme| here.office.write(|desk| desk.add_programme(entered)).err();
    let at = |error: Option<OfficeError>| match error {
        Some(OfficeError::Field { field, .. }) => field,
        other => format!("{other:?}"),
    };

    assert_eq!(at(add(&programme("Not a code"))), "code");
    assert_eq!(add(&programme("placement")), Some(OfficeError::field("code", FieldError::AlreadyThere)));
    let unknown = Some(String::from("happiness"));
    assert_eq!(at(add(&Programme { beneficiaries_figure: unknown, ..programme("x") })), "beneficiaries_figure");
    let backwards = Years { from: Some(2024), until: Some(2023) };
    assert_eq!(at(add(&Programme { years: backwards, ..programme("x") })), "until_year");
    assert_eq!(at(add(&Programme { name: Bilingual::new(" ", "x"), ..programme("x") })), "name_ja");
    let short = here.office.write(|desk| desk.order_programmes(&[String::from("placement")])).err();
    assert_eq!(at(short), "codes");
}
