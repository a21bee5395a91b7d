//! What holds of every expression and of every form, whatever is in it.

use proptest::prelude::*;

use super::{
    super::{
        Sheet, Sheets,
        expr::{Expr, Operator, Reference, parse, print},
        xform, xlsform,
    },
    moment,
};
use crate::forms::expr::Function;

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        (0_u32..10_000).prop_map(|number| Expr::Number(f64::from(number) / 8.0)),
        "[a-z '\"語]{0,6}"
            .prop_filter("one kind of quote", |text| !text.contains('\'') || !text.contains('"'))
            .prop_map(Expr::Text),
        "[a-z_][a-z0-9_-]{0,5}".prop_map(|name| Expr::Refer(Reference::Named(name))),
        Just(Expr::Here),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let operator = prop::sample::select(vec![
            Operator::Or,
            Operator::And,
            Operator::Equal,
            Operator::Unequal,
            Operator::Less,
            Operator::AtMost,
            Operator::Greater,
            Operator::AtLeast,
            Operator::Add,
            Operator::Subtract,
            Operator::Multiply,
            Operator::Divide,
            Operator::Remainder,
        ]);
        prop_oneof![
            (operator, inner.clone(), inner.clone()).prop_map(|(operator, left, right)| Expr::Binary(
                operator,
                Box::new(left),
                Box::new(right)
            )),
            inner.clone().prop_map(|inner| Expr::Negate(Box::new(inner))),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| Expr::Call(Function::If, vec![a, b, c])),
            prop::collection::vec(inner, 0..4).prop_map(|all| Expr::Call(Function::Concat, all)),
        ]
    })
}

/// A cell as an author may write it, or as nobody would.
fn cell() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "type",
        "name",
        "label",
        "label::English (en)",
        "relevant",
        "calculation",
        "repeat_count",
        "choice_filter",
        "text",
        "integer",
        "select_one a",
        "begin_repeat",
        "end_repeat",
        "begin group",
        "end group",
        "calculate",
        "a",
        "b",
        "c",
        "${a}",
        "${b} + 1",
        "${a} = 'x' or count(${b}) > 2",
        "position(..)",
        "indexed-repeat(${a}, ${b}, 1)",
        "list_name",
        "sum(../a)",
        "regex(., '(')",
        "${",
        "'",
        "99999999999",
        "-1",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => "[a-z()$.{}'<>=/ ]{0,12}"]
}

fn sheet(name: &'static str) -> impl Strategy<Value = Sheet> {
    prop::collection::vec(prop::collection::vec(cell(), 0..8), 0..14)
        .prop_map(move |rows| Sheet { name: name.to_owned(), rows: (1..).zip(rows).collect() })
}

proptest! {
    #[test]
    fn an_expression_is_read_as_it_was_written(expr in expr()) {
        let text = print(&expr, &|_| String::new());
        prop_assert_eq!(parse(&text).expect("its own writing"), expr, "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_of_expressions_panic(text in "\\PC{0,60}") {
        drop(parse(&text));
    }

    #[test]
    fn nothing_like_an_expression_makes_it_panic_either(text in "[-a-z0-9()$.{}'\"<>=/+*!,:\\[\\]@| ]{0,80}") {
        drop(parse(&text));
    }

    #[test]
    fn no_spreadsheet_makes_the_reader_of_forms_panic_and_what_it_takes_can_be_asked(
        mut survey in sheet("survey"), choices in sheet("choices"), settings in sheet("settings")
    ) {
        // Half of them have headings that make sense.
        if survey.rows.len() % 2 == 0 {
            let heading = ["type", "name", "label", "relevant", "calculation", "repeat_count", "choice_filter"];
            survey.rows.insert(0, (0, heading.map(str::to_owned).to_vec()));
        }
        let import = xlsform::read(&Sheets { sheets: vec![survey, choices, settings] }).called("file");
        if let Some(form) = import.form {
            let state = form.evaluate(&super::answers(&[("a", "1"), ("b", "x"), ("a[]", "3"), ("b[]", "2")]), moment());
            prop_assert_eq!(state.order.len(), state.questions.len());
            // What was written back is read again as the same.
            let again = crate::forms::Form::new(form.definition().clone()).expect("its own definition");
            prop_assert_eq!(again.definition(), form.definition());
        } else {
            prop_assert!(!import.refused.is_empty(), "a refusal says why");
        }
    }

    #[test]
    fn no_marks_make_the_reader_of_xforms_panic(rows in prop::collection::vec(prop::collection::vec(prop_oneof![
        Just("<".to_owned()), Just(">".to_owned()), Just("=".to_owned()), Just("html".to_owned()), Just("head".to_owned()),
        Just("body".to_owned()), Just("model".to_owned()), Just("instance".to_owned()), Just("bind".to_owned()), Just("nodeset".to_owned()),
        Just("/data/a".to_owned()), "\\PC{0,6}",
    ], 0..5), 0..30)) {
        let sheet = Sheet { name: "xform".to_owned(), rows: (1..).zip(rows).collect() };
        let import = xform::read(&Sheets { sheets: vec![sheet] });
        prop_assert!(import.form.is_some() || !import.refused.is_empty());
    }
}
