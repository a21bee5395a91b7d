//! The lists of codes of the office: changed words, own codes, retired codes.

use crate::care::{self, Here, day, deed, here};
use casework::codes::{Code, CodeList};
use office::{EnteredCode, OfficeError, Role};

fn entered(ja: &str, en: &str, until: &str) -> EnteredCode {
    EnteredCode { ja: ja.into(), en: en.into(), valid_until: until.into(), ..EnteredCode::default() }
}

fn offered(here: &Here, list: CodeList, on: &str) -> Vec<Code> {
    here.office.read(|desk| desk.codes(list, day(on))).expect("the codes")
}

fn has(codes: &[Code], code: &str) -> bool {
    codes.iter().any(|known| known.code == code)
}

#[test]
fn an_own_code_is_offered_until_its_last_day_and_read_for_ever() {
    let here = here("2024-06-20");
    let list = CodeList::ReferralSource;

    let code =
        here.office.write(|desk| desk.add_code(list, &entered("商店街", "Shopping street", ""))).expect("a code");
    assert_eq!(code, "shopping_street");
    assert!(has(&offered(&here, list, "2024-06-20"), &code));

    let retired = entered("商店街", "Shopping street", "2024-06-30");
    here.office.write(|desk| desk.change_code(list, &code, &retired)).expect("retired");

    assert!(has(&offered(&here, list, "2024-06-30"), &code) && !has(&offered(&here, list, "2024-07-01"), &code));
    let words = here.office.read(|desk| desk.words_of(list, &code)).expect("the list").expect("still readable");
    assert_eq!(words.ja, "商店街");
    assert!(here.deeds().contains(&deed("change", "code")));
}

#[test]
fn words_of_the_standard_can_be_changed_and_taken_back() {
    let here = here("2024-06-20");
    let words = || {
        let words = here.office.read(|desk| desk.words_of(CodeList::Prefecture, "13")).expect("the list");
        words.expect("Tokyo").ja
    };

    here.office.write(|desk| desk.change_code(CodeList::Prefecture, "13", &entered("東京", "", ""))).expect("changed");
    assert_eq!(words(), "東京");
    here.office.write(|desk| desk.remove_code(CodeList::Prefecture, "13")).expect("taken back");

    assert_eq!(words(), "東京都");
}

#[test]
fn a_standard_that_is_closed_takes_no_own_code() {
    let here = here("2024-06-20");

    let refused = here.office.write(|desk| desk.add_code(CodeList::Country, &entered("月", "Moon", "")));

    assert_eq!(refused, Err(OfficeError::ClosedList));
}

#[test]
fn words_and_days_of_a_code_are_checked() {
    let here = here("2024-06-20");
    let refused = |entered: EnteredCode| match here.office.write(|desk| desk.add_code(CodeList::ExitReason, &entered)) {
        Err(OfficeError::Field { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    let good = entered("引っ越し", "House move", "");

    assert_eq!(refused(EnteredCode { ja: " ".into(), ..good.clone() }), "ja");
    assert_eq!(refused(EnteredCode { en: String::new(), ..good.clone() }), "en");
    assert_eq!(refused(EnteredCode { valid_until: "2024-02-30".into(), ..good.clone() }), "valid_until");
    let turned = EnteredCode { valid_from: "2024-05-01".into(), valid_until: "2024-04-30".into(), ..good.clone() };
    assert_eq!(refused(turned), "valid_until");
    assert_eq!(refused(EnteredCode { kind_of: "no_such".into(), ..good }), "kind_of");
}

#[test]
fn only_the_office_changes_codes() {
    let here = here("2024-06-20");
    here.go_on_as(Role::Caseworker);

    let refused = here.office.write(|desk| desk.add_code(CodeList::ExitReason, &entered("語", "Word play", "")));

    assert!(matches!(refused, Err(OfficeError::Forbidden(_))));
}

#[test]
fn it_is_counted_where_a_code_stands_and_one_that_stands_somewhere_is_not_removed() {
    let here = here("2024-06-20");
    let list = CodeList::ClosureReason;
    let code = here.office.write(|desk| desk.add_code(list, &entered("留学", "Went to study", ""))).expect("a code");
    let uses = |list| here.office.read(|desk| desk.code_uses(list)).expect("the uses");
    assert!(uses(list).is_empty());

    for name in ["Amal", "Bashir"] {
        let person = here.meet(name, "2024-06-01");
        here.office.write(|desk| desk.close_case(person, "2024-06-20", &code, &care::secret(""))).expect("closed");
    }

    assert_eq!(uses(list).get(&code), Some(&2));
    assert_eq!(uses(CodeList::Language).get("ar"), Some(&2), "each of several in one column");
    assert_eq!(here.office.write(|desk| desk.remove_code(list, &code)), Err(OfficeError::InUse));
}
