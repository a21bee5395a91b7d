//! The many ways in which authors and their programs write the same.

use super::{
    super::{FindingCode, Form, QuestionType, Sheets},
    asked, form, import, sheets, state,
};

fn kinds(form: &Form) -> Vec<(String, QuestionType)> {
    form.questions().map(|(id, question)| (id.to_owned(), question.kind)).collect()
}

#[test]
fn types_are_taken_whatever_their_case_spaces_and_underlines() {
    let form = form(
        "# Survey
         TYPE | Name | LABEL::English (en)
         TEXT | a | A
         Integer | b | B
         SELECT_ONE Yn | c | C
         Select  Multiple   Yn | d | D
         select one from Yn | e | E
         Begin Group | g | G
         dateTime | f | F
         DATETIME | f2 | F
         End Group | |
         BEGIN_REPEAT | r | R
         string | s | S
         END_REPEAT | |
         # CHOICES
         list name | name | label::English (en)
         Yn | yes | Yes
         Yn | no | No",
    );
    use QuestionType as Q;
    let wanted = [
        ("a", Q::Text),
        ("b", Q::Integer),
        ("c", Q::SelectOne),
        ("d", Q::SelectMultiple),
        ("e", Q::SelectOne),
        ("f", Q::DateTime),
        ("f2", Q::DateTime),
        ("r[].s", Q::Text),
    ];
    assert_eq!(kinds(&form), wanted.map(|(id, kind)| (id.to_owned(), kind)));
}

#[test]
fn spaces_empty_rows_and_turned_quotes_mean_nothing() {
    let spaced = "# survey
         type | name | label | relevant
         text | a | A |
          | | |
         text\u{a0} | b\u{a0} | \u{a0}B | ${a}\u{a0}= “x”
         text | c | C | ${ a } = ‘x’ and\u{a0}${b} != ''";
    let form = form(spaced);
    assert_eq!(asked(&state(&form, &[("a", "x"), ("b", "y")])), ["a", "b", "c"]);
    assert_eq!(asked(&state(&form, &[("a", "z")])), ["a"]);
}

#[test]
fn languages_come_from_the_headings_the_default_first() {
    let import = import(
        "# survey
         type | name | label::English (en) | label::日本語 (ja) | hint::Japanese (ja) | label::Français
         text | a | Name | 名前 | カードのとおり | Nom
         # settings
         form_title | form_title::English (en) | form_id | default_language
         面接 | Interview | talk | 日本語 (ja)",
    );
    let definition = import.form.expect("a form").definition().clone();
    let codes: Vec<_> =
        definition.languages.iter().map(|language| (language.code.as_str(), language.name.as_str())).collect();
    assert_eq!(codes, [("ja", "日本語"), ("en", "English"), ("Français", "Français")]);
    assert_eq!((definition.title["ja"].as_str(), definition.title["en"].as_str()), ("面接", "Interview"));
    let told: Vec<_> = import.warnings.iter().filter(|found| found.code == FindingCode::TranslationMissing).collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn an_untranslated_label_stands_in_the_default_language_and_gaps_are_told() {
    let import = import(
        "# survey
         type | name | label | label::日本語 (ja)
         text | a | Name | 名前
         text | b | Work |
         # settings
         form_id | default_language
         f | English (en)",
    );
    let form = import.form.expect("a form");
    assert_eq!(form.question("a").expect("a").label["en"], "Name");
    let gap = import.warnings.iter().find(|found| found.code == FindingCode::TranslationMissing).expect("told");
    assert_eq!((gap.row, gap.column.as_str(), gap.what.as_str()), (Some(3), "label::ja", "b"));
    assert_eq!(
        form.definition().choose(&form.question("b").expect("b").label, "ja"),
        "Work",
        "shown in another language"
    );
}

#[test]
fn yes_and_no_are_conditions_in_any_column_that_takes_one() {
    let form = form(
        "# survey
         type | name | label | required | read_only | relevant
         text | a | A | Yes | no | yes
         text | b | B | TRUE | true | TRUE
         text | c | C | true() | false() | true()
         text | d | D | no | FALSE | no
         text | e | E | 1 | 0 | 1",
    );
    let state = state(&form, &[]);
    assert_eq!(asked(&state), ["a", "b", "c", "e"]);
    let required: Vec<_> =
        state.order.iter().filter(|path| state.questions[*path].required).map(String::as_str).collect();
    assert_eq!(required, ["a", "b", "c", "e"]);
    let locked: Vec<_> =
        state.order.iter().filter(|path| state.questions[*path].read_only).map(String::as_str).collect();
    assert_eq!(locked, ["b"]);
}

#[test]
fn a_row_that_is_disabled_is_left_out() {
    let form = form("# survey\ntype | name | label | disabled\ntext | a | A |\ntext | b | B | yes\ntext | c | C | no");
    assert_eq!(asked(&state(&form, &[])), ["a", "c"]);
}

#[test]
fn a_form_without_an_id_takes_the_name_of_its_file() {
    let import = import("# survey\ntype | name | label\ntext | a | A").called("面接 2024/06");
    let definition = import.form.expect("a form").definition().clone();
    assert_eq!(definition.code, "面接_2024_06");
    assert_eq!(definition.choose(&definition.title, "default"), "面接_2024_06");
    assert_eq!(super::import("# survey").called("").definition.code, "form");
    let named = super::import("# survey\ntype | name | label\ntext | a | A\n# settings\nform_id\nown").called("file");
    assert_eq!(named.form.expect("a form").definition().code, "own");
}

#[test]
fn the_same_name_may_stand_in_two_groups_and_in_two_repeats() {
    let form = form(
        "# survey
         type | name | label | relevant
         begin_group | one | One |
         text | note | Note |
         end_group | | |
         begin_group | two | Two |
         text | note | Note |
         end_group | | |
         begin_repeat | r | R |
         text | name | Name |
         text | more | More | ${name} != ''
         end_repeat | | |
         begin_repeat | s | S |
         text | name | Name |
         text | more | More | ${name} != ''
         end_repeat | | |",
    );
    let state = state(&form, &[("r[]", "1"), ("s[]", "1"), ("s[1].name", "x")]);
    assert_eq!(
        asked(&state),
        ["note", "two.note", "r[1].name", "s[1].name", "s[1].more"],
        "each means the one beside it"
    );
}

#[test]
fn columns_of_choices_are_their_authors_own() {
    let form = form(
        "# survey
         type | name | label | choice_filter
         integer | n | N |
         select_one l | x | X | count = ${n} and type = 'a' and default != 'z'
         # choices
         list_name | name | label | count | type | default | hint
         l | one | One | 1 | a | y | h
         l | two | Two | 2 | a | y | h",
    );
    assert_eq!(state(&form, &[("n", "2")]).questions["x"].choices.as_deref(), Some(&["two".to_owned()][..]));
}

#[test]
fn or_other_asks_which() {
    let form = form(
        "# survey
         type | name | label::English (en) | label::日本語 (ja)
         select_one l or_other | way | How? | どうやって?
         select_multiple l or_other | ways | Ways | 方法
         # choices
         list_name | name | label::English (en) | label::日本語 (ja)
         l | bus | Bus | バス",
    );
    assert_eq!(asked(&state(&form, &[])), ["way", "ways"]);
    assert_eq!(
        asked(&state(&form, &[("way", "other"), ("ways", "bus other")])),
        ["way", "way_other", "ways", "ways_other"]
    );
    let other = &form.definition().lists["l"];
    assert_eq!(other.iter().map(|choice| choice.label["ja"].as_str()).collect::<Vec<_>>(), ["バス", "その他"]);
}

#[test]
fn columns_that_kobo_writes_for_itself_are_passed_over_in_silence() {
    let import = import(
        "# survey
         type | name | label::English (en) | $kuid | $xpath | $autoname | $given_name | $qpath
         text | a | A | k1 | g/a | a | a | g-a
         # choices
         list_name | name | label::English (en) | $kuid | $autovalue
         l | a | A | k2 | a",
    );
    assert!(import.form.is_some());
    assert!(import.warnings.is_empty(), "{:?}", import.warnings);
    let _: Sheets = sheets("# survey");
}
