//! Relevance, repeats, constraints, calculations.

use super::{super::FindingCode, AnswerFault, answers, asked, fault, form, import, moment, state, value};
use crate::forms::form::REPEATS_MOST;

#[test]
fn what_is_not_relevant_counts_as_empty_and_its_answer_stays() {
    let form = form(
        "# survey
         type | name | label | relevant | calculation
         select_one yn | works | Works? | |
         text | job | Job | ${works} = 'yes' |
         text | since | Since | ${job} != '' |
         calculate | told | | | concat('[', ${job}, ']')
         # choices
         list_name | name | label
         yn | yes | Yes
         yn | no | No",
    );
    let kept = [("works", "no"), ("job", "cook"), ("since", "May")];
    let hidden = state(&form, &kept);
    assert_eq!(asked(&hidden), ["works", "told"]);
    assert_eq!(value(&hidden, "told"), "[]");
    let again = state(&form, &[("works", "yes"), kept[1], kept[2]]);
    assert_eq!(asked(&again), ["works", "job", "since", "told"], "the answer was only hidden");
    assert_eq!(value(&again, "told"), "[cook]");
}

#[test]
fn a_group_that_is_not_relevant_hides_everything_in_it() {
    let form = form(
        "# survey
         type | name | label | relevant | required
         text | go | Go? | |
         begin_group | a | A | ${go} = 'yes' |
         begin_group | b | B | |
         text | deep | Deep | | yes
         begin_repeat | r | R | |
         text | inner | Inner | | yes
         end_repeat | | | |
         end_group | | | |
         end_group | | | |",
    );
    let hidden = state(&form, &[("deep", ""), ("r[]", "2")]);
    assert_eq!(asked(&hidden), ["go"]);
    assert!(hidden.questions.values().all(|question| question.problem.is_none()), "nothing hidden is missing");
    let shown = state(&form, &[("go", "yes"), ("r[]", "2")]);
    assert_eq!(asked(&shown), ["go", "deep", "r[1].inner", "r[2].inner"]);
    assert_eq!(fault(&shown, "r[2].inner"), Some(AnswerFault::Missing));
}

#[test]
fn a_constraint_says_nothing_about_an_empty_answer_and_required_nothing_about_a_wrong_one() {
    let form = form(
        "# survey
         type | name | label | required | constraint | constraint_message | required_message
         integer | age | Age | yes | . >= 16 | Too young | Please tell
         integer | free | Free | | . >= 16 | |",
    );
    let empty = state(&form, &[]);
    assert_eq!(fault(&empty, "age"), Some(AnswerFault::Missing));
    assert_eq!(empty.questions["age"].problem.as_ref().expect("it").message["default"], "Please tell");
    assert_eq!(fault(&empty, "free"), None);
    let young = state(&form, &[("age", "7"), ("free", "7")]);
    assert_eq!(fault(&young, "age"), Some(AnswerFault::Constraint));
    assert_eq!(young.questions["age"].problem.as_ref().expect("it").message["default"], "Too young");
    assert_eq!(fault(&young, "free"), Some(AnswerFault::Constraint));
    assert_eq!(fault(&state(&form, &[("age", "20")]), "age"), None);
    assert_eq!(fault(&state(&form, &[("age", "  ")]), "age"), Some(AnswerFault::Missing), "spaces are no answer");
}

#[test]
fn each_type_says_what_it_does_not_take() {
    let form = form(
        "# survey
         type | name | label | parameters
         integer | i | I |
         decimal | d | D |
         range | r | R | start=0 end=10 step=1
         date | day | Day |
         time | t | T |
         dateTime | dt | DT |
         select_one c | one | One |
         select_multiple c | many | Many |
         text | x | X |
         # choices
         list_name | name | label
         c | a | A
         c | b | B",
    );
    use AnswerFault as F;
    for (path, text, wanted) in [
        ("i", "12", None),
        ("i", "-12", None),
        ("i", "1.5", Some(F::NotAnInteger)),
        ("i", "twelve", Some(F::NotAnInteger)),
        ("i", "99999999999999999999", Some(F::NotAnInteger)),
        ("d", "1.5", None),
        ("d", "1,5", Some(F::NotANumber)),
        ("r", "10", None),
        ("r", "11", Some(F::OutOfRange)),
        ("day", "2024-02-29", None),
        ("day", "2023-02-29", Some(F::NoSuchDate)),
        ("t", "23:59", None),
        ("t", "24:00", Some(F::NoSuchTime)),
        ("dt", "2024-02-29T12:00", None),
        ("dt", "2024-02-29", Some(F::NoSuchDate)),
        ("one", "a", None),
        ("one", "a b", Some(F::NotAChoice)),
        ("many", "b a", None),
        ("many", "a c", Some(F::NotAChoice)),
        ("x", "anything\nat all", None),
        ("x", "a\u{0}b", Some(F::BadCharacters)),
    ] {
        assert_eq!(fault(&state(&form, &[(path, text)]), path), wanted, "{path} {text:?}");
    }
    assert_eq!(fault(&state(&form, &[("x", &"x".repeat(200_001))]), "x"), Some(F::TooLong));
}

#[test]
fn a_repeat_is_asked_as_often_as_somebody_says() {
    let form = form(
        "# survey
         type | name | label | calculation
         begin repeat | child | Child |
         integer | age | Age |
         calculate | place | | position(..)
         end repeat | | |
         calculate | n | | count(${child})
         calculate | sum | | sum(${age})",
    );
    let none = state(&form, &[]);
    assert_eq!((value(&none, "n"), value(&none, "sum")), ("0".to_owned(), "0".to_owned()));
    let three = state(&form, &[("child[]", "3"), ("child[1].age", "4"), ("child[2].age", "5"), ("child[3].age", "6")]);
    assert_eq!((value(&three, "n"), value(&three, "sum")), ("3".to_owned(), "15".to_owned()));
    assert_eq!(value(&three, "child[3].place"), "3");
    let one_open = state(&form, &[("child[]", "2"), ("child[1].age", "4")]);
    assert_eq!(value(&one_open, "sum"), "", "the sum of something unknown is unknown");
    let lost_count = state(&form, &[("child[2].age", "9")]);
    assert_eq!(value(&lost_count, "n"), "2", "an answer is never cut off by a count");
    let far_too_many = state(&form, &[("child[]", "999999999")]);
    assert_eq!(value(&far_too_many, "n"), REPEATS_MOST.to_string());
    for odd in ["-3", "many", "1.9", ""] {
        assert!(state(&form, &[("child[]", odd)]).repeats["child[]"] <= 1, "{odd}");
    }
}

#[test]
fn a_repeat_whose_count_is_worked_out_follows_it_and_keeps_what_was_said() {
    let form = form(
        "# survey
         type | name | label | repeat_count
         integer | jobs | Jobs |
         begin_repeat | job | Job | ${jobs}
         text | title | Title |
         end_repeat | | |",
    );
    let answers = |jobs| [("jobs", jobs), ("job[1].title", "cook"), ("job[2].title", "driver")];
    assert_eq!(asked(&state(&form, &answers("2"))), ["jobs", "job[1].title", "job[2].title"]);
    assert_eq!(asked(&state(&form, &answers("1"))), ["jobs", "job[1].title"]);
    assert_eq!(asked(&state(&form, &answers(""))), ["jobs"]);
    assert_eq!(asked(&state(&form, &answers("-1"))), ["jobs"]);
}

#[test]
fn repeats_in_repeats_see_their_own_and_not_their_cousins() {
    let form = form(
        "# survey
         type | name | label | calculation | relevant
         begin repeat | firm | Firm | |
         text | name | Name | |
         begin repeat | post | Post | |
         text | title | Title | |
         calculate | line | | concat(${name}, ':', ${title}, ':', position(..), ':', position(../..)) |
         end repeat | | | |
         calculate | posts | | count(${post}) |
         end repeat | | | |
         calculate | all | | join(' ', ${title}) |
         calculate | second | | indexed-repeat(${title}, ${firm}, 2, ${post}, 1) |",
    );
    let state = state(
        &form,
        &[
            ("firm[]", "2"),
            ("firm[1].name", "A"),
            ("firm[2].name", "B"),
            ("firm[1].post[]", "1"),
            ("firm[2].post[]", "2"),
            ("firm[1].post[1].title", "cook"),
            ("firm[2].post[1].title", "clerk"),
            ("firm[2].post[2].title", "guard"),
        ],
    );
    assert_eq!(value(&state, "firm[2].post[1].line"), "B:clerk:1:2");
    assert_eq!((value(&state, "firm[1].posts"), value(&state, "firm[2].posts")), ("1".to_owned(), "2".to_owned()));
    assert_eq!(value(&state, "all"), "cook clerk guard");
    assert_eq!(value(&state, "second"), "clerk");
}

#[test]
fn a_calculation_cannot_be_typed_over_and_comes_after_what_it_needs() {
    let form = form(
        "# survey
         type | name | label | calculation
         integer | last | Last | ${middle} + 1
         calculate | middle | | ${first} * 2
         integer | first | First |",
    );
    let state = state(&form, &[("first", "5"), ("last", "99")]);
    assert_eq!(value(&state, "last"), "11", "in whatever order they stand");
    assert!(state.questions["last"].read_only);
}

#[test]
fn expressions_that_wait_for_one_another_are_refused_by_name() {
    let circle = |rows: &str| {
        let import = import(&format!("# survey\ntype | name | label | relevant | calculation\n{rows}"));
        assert!(import.form.is_none());
        import.refused.iter().map(|found| (found.code, found.what.clone())).collect::<Vec<_>>()
    };
    let both = circle("integer | a | A | | ${b} + 1\ninteger | b | B | | ${a} + 1\ninteger | c | C | | ${b}");
    let names = ["a", "b"].map(|name| (FindingCode::ReferenceCircle, name.to_owned()));
    assert_eq!(both, names, "what only waits behind the circle is not blamed");
    assert_eq!(circle("text | a | A | ${a} = '' |"), [(FindingCode::ReferenceCircle, "a".to_owned())]);
    let inside = circle("begin_group | g | G | ${x} = '' |\ntext | x | X | |\nend_group | | | |");
    assert_eq!(inside.len(), 2, "{inside:?}");
}

#[test]
fn choices_follow_the_answer_before_them() {
    let form = form(
        "# survey
         type | name | label | choice_filter
         select_one region | region | Region |
         select_one town | town | Town | region = ${region} and type != 'closed'
         # choices
         list_name | name | label | region | type
         region | east | East | |
         region | west | West | |
         town | chiba | Chiba | east | open
         town | tama | Tama | east | closed
         town | sakai | Sakai | west | open",
    );
    let east = state(&form, &[("region", "east"), ("town", "sakai")]);
    assert_eq!(east.questions["town"].choices.as_deref(), Some(&["chiba".to_owned()][..]));
    assert_eq!(fault(&east, "town"), Some(AnswerFault::NotAChoice), "a former choice that is not on offer any more");
    assert_eq!(fault(&state(&form, &[("region", "west"), ("town", "sakai")]), "town"), None);
}

#[test]
fn defaults_are_there_before_the_first_answer() {
    let form = form(
        "# survey
         type | name | label | default | calculation
         text | country | Country | Japan |
         date | on | On | today() |
         text | sentence | Sentence | Not known - yet |
         integer | n | N | 2 + 3 |
         begin_repeat | r | R | |
         text | what | What | thing |
         end_repeat | | | |",
    );
    let begins: Vec<_> =
        form.defaults(moment()).into_iter().map(|(path, text)| (path, text.expose().clone())).collect();
    let wanted = [("country", "Japan"), ("n", "5"), ("on", "2024-07-10"), ("sentence", "Not known - yet")];
    assert_eq!(begins, wanted.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let one = form.evaluate(&answers(&[("r[]", "1")]), moment());
    assert_eq!(one.questions["r[1].what"].default.as_ref().expect("a default").expose(), "thing");
}

#[test]
fn words_hold_answers_in_each_language_and_not_those_of_others() {
    let form = form(
        "# survey
         type | name | label::日本語 (ja) | label::English (en) | audience
         text | call | お名前 | Your name |
         text | own | ${call}さん、ご希望は? | What do you wish, ${call}? | participant",
    );
    let given = answers(&[("call", "Amina")]);
    let label =
        |state: &super::State, code: &str| state.questions["own"].label.as_ref().expect("words")[code].expose().clone();
    let open = form.evaluate(&given, moment());
    assert_eq!(label(&open, "ja"), "Aminaさん、ご希望は?");
    assert_eq!(label(&open, "en"), "What do you wish, Amina?");
    let handed = form.evaluate_for(crate::forms::Audience::Participant, &given, moment());
    assert_eq!(label(&handed, "en"), "What do you wish, …?", "only their own answers");
    assert_eq!(handed.questions.len(), 1);
    assert!(!handed.questions.contains_key("call"));
}

#[test]
fn a_large_form_is_judged_in_no_time_that_anybody_notices() {
    let before = |n: u32| n.checked_sub(1).map_or_else(|| "first".to_owned(), |n| format!("q{n}"));
    let rows: Vec<_> = (0..600).map(|n| format!("integer | q{n} | Q | ${{{}}} != ''", before(n))).collect();
    let form = form(&format!("# survey\ntype | name | label | relevant\ntext | first | F |\n{}", rows.join("\n")));
    let all: Vec<(String, String)> = (0..600).map(|n| (format!("q{n}"), "1".to_owned())).collect();
    let mut pairs: Vec<(&str, &str)> = all.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    pairs.push(("first", "x"));
    assert_eq!(asked(&state(&form, &pairs)).len(), 601);
}
