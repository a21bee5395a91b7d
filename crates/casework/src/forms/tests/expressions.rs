//! Expressions against XPath 1.0 and the functions of ODK XForms.

use super::{super::expr::parse, form, moment, state, value};
use crate::forms::expr::{self, Expr, ParseError, Scope, Value};

/// Nothing was answered but one text.
struct Alone(&'static str);

impl Scope for Alone {
    fn moment(&self) -> &super::super::Moment {
        static MOMENT: std::sync::OnceLock<super::super::Moment> = std::sync::OnceLock::new();
        MOMENT.get_or_init(moment)
    }

    fn here(&self) -> Value {
        Value::Text(self.0.to_owned())
    }

    fn node(&self, _node: usize) -> Value {
        Value::Text(String::new())
    }

    fn node_in(&self, _node: usize, _at: &[(usize, u32)]) -> Value {
        Value::Text(String::new())
    }

    fn position(&self, _repeat: usize) -> u32 {
        0
    }

    fn column(&self, _name: &str) -> String {
        String::new()
    }

    fn choice_name(&self, _node: usize, _choice: &str) -> String {
        String::new()
    }

    fn pattern(&self, _text: &str) -> Option<regex::Regex> {
        None
    }
}

fn comes_to(text: &str, here: &'static str) -> String {
    let expr = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    expr::evaluate(&expr, &Alone(here)).text()
}

fn all(table: &[(&str, &str)]) {
    for (text, wanted) in table {
        assert_eq!(&comes_to(text, ""), wanted, "{text}");
    }
}

#[test]
fn operators_bind_as_in_xpath() {
    all(&[
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 + 3 * 4 - 10 div 5 mod 2", "14"),
        ("10 - 4 - 3", "3"),
        ("- 3 + 5", "2"),
        ("--3", "3"),
        ("1 < 2 = true()", "true"),
        ("3 > 2 > 1", "false"),
        ("1 = 1 or 1 div 0 = 5 and false()", "true"),
        ("true() or false() and false()", "true"),
        ("7 mod 3", "1"),
        ("-7 mod 3", "-1"),
        ("7 mod -3", "1"),
        ("5.5 mod 2", "1.5"),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("0 div 0", "NaN"),
        ("0.1 + 0.2 > 0.3", "true"),
        (".5 + 1.", "1.5"),
    ]);
}

#[test]
fn values_turn_into_one_another_as_in_xpath() {
    all(&[
        ("'3' + 4", "7"),
        ("'x' + 4", "NaN"),
        ("'' + 4", "NaN"),
        ("true() + 1", "2"),
        ("'3' = 3", "true"),
        ("'3.0' = 3", "true"),
        ("'3.0' = '3'", "false"),
        ("'b' > 'a'", "false"),
        ("'' = 0", "false"),
        ("'' < 5", "false"),
        ("true() = 'x'", "true"),
        ("true() = ''", "false"),
        ("boolean('false')", "true"),
        ("boolean('')", "false"),
        ("boolean(0)", "false"),
        ("boolean(0 div 0)", "false"),
        ("string(true())", "true"),
        ("string(4.50)", "4.5"),
        ("string(1000000)", "1000000"),
        ("string(0 div 0)", "NaN"),
        ("number(' 12 ')", "12"),
        ("number('1e3')", "NaN"),
        ("number('+1')", "NaN"),
        ("number('0x10')", "NaN"),
        ("number('-1.5')", "-1.5"),
        ("number('.')", "NaN"),
        ("number(true())", "1"),
        ("int(-2.7)", "-2"),
        ("int('12.9')", "12"),
    ]);
}

#[test]
fn texts_are_cut_and_joined() {
    all(&[
        ("concat('a', 1, true())", "a1true"),
        ("concat()", ""),
        ("join(', ', 'a', 'b')", "a, b"),
        ("string-length('難民')", "2"),
        ("substr('abcdef', 1, 3)", "bc"),
        ("substr('abcdef', 4)", "ef"),
        ("substr('abcdef', -2)", "ef"),
        ("substr('abc', 2, 1)", ""),
        ("substr('abc', 9, 12)", ""),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0, 3)", "12"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring-before('1999/04/01', '/')", "1999"),
        ("substring-after('1999/04/01', '/')", "04/01"),
        ("substring-before('abc', 'x')", ""),
        ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
        ("normalize-space('  a   b ')", "a b"),
        ("contains('abc', '')", "true"),
        ("starts-with('abc', 'ab')", "true"),
        ("ends-with('abc', 'ab')", "false"),
        ("\"it's\"", "it's"),
        ("'say \"yes\"'", "say \"yes\""),
        ("“curly”", "curly"),
        ("‘curly’ = 'curly'", "true"),
    ]);
}

#[test]
fn choices_are_words_between_spaces() {
    all(&[
        ("selected('a b c', 'b')", "true"),
        ("selected('abc', 'b')", "false"),
        ("selected('', 'b')", "false"),
        ("selected('', '')", "true"),
        ("selected('a', '')", "false"),
        ("count-selected('a b  c')", "3"),
        ("count-selected('')", "0"),
        ("selected-at('a b c', 0)", "a"),
        ("selected-at('a b c', 3)", ""),
        ("selected-at('a b c', -1)", ""),
        ("checklist(1, 2, true(), true(), true())", "false"),
        ("checklist(-1, 2, true(), true(), false())", "true"),
        ("checklist(2, -1, true(), false())", "false"),
        ("coalesce('', 'b')", "b"),
        ("coalesce('a', 'b')", "a"),
        ("coalesce('', '')", ""),
        ("if('', 'yes', 'no')", "no"),
        ("if(1 = 1, 'yes', 1 div 0)", "yes"),
    ]);
}

#[test]
fn days_are_texts_and_count_from_1970() {
    all(&[
        ("today()", "2024-07-10"),
        ("now()", "2024-07-10T12:34:56+09:00"),
        ("date('2024-07-10')", "2024-07-10"),
        ("date(0)", "1970-01-01"),
        ("date(19914)", "2024-07-10"),
        ("date('2024-07-10T23:00:00+09:00')", "2024-07-10"),
        ("decimal-date-time('1970-01-02')", "1"),
        ("today() - date('2024-07-01')", "9"),
        ("date('2024-02-29') < date('2024-03-01')", "true"),
        ("'2024-02-29' < '2024-03-01'", "true"),
        ("'2024-02-30' < '2024-03-01'", "false"),
        ("format-date('2024-07-05', '%Y-%m-%d %e/%n/%y %a %b')", "2024-07-05 5/7/24 Fri Jul"),
        ("format-date-time('2024-07-05T06:07:08', '%H:%M:%S %h')", "06:07:08 6"),
        ("format-date('no day', '%Y')", ""),
        ("decimal-time('12:00:00')", "0.5"),
        ("date(decimal-date-time('2024-02-28') + 2)", "2024-03-01"),
        ("int((today() - date('2006-07-10')) div 365.25)", "18"),
    ]);
}

#[test]
fn numbers_are_rounded_away_from_zero_at_the_half() {
    all(&[
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.345, 2)", "2.35"),
        ("round(1250, -2)", "1300"),
        ("floor(-1.5)", "-2"),
        ("ceiling(-1.5)", "-1"),
        ("abs(-4)", "4"),
        ("pow(2, 10)", "1024"),
        ("sqrt(16)", "4"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("max('', 1)", "NaN"),
        ("log10(1000)", "3"),
        ("exp10(2)", "100"),
        ("round(pi(), 4)", "3.1416"),
        ("round(atan2(1, 1) * 4, 4)", "3.1416"),
    ]);
}

#[test]
fn the_answer_at_hand_is_a_dot() {
    assert_eq!(comes_to(". > 15 and . < 100", "17"), "true");
    assert_eq!(comes_to("regex(., '^[0-9]{3}-[0-9]{4}$')", "123-4567"), "true");
    assert_eq!(comes_to("regex(., '[0-9]+')", "12 or so"), "false", "a pattern fits the whole answer or none");
    assert_eq!(comes_to("string-length(.)", "語"), "1");
    assert_eq!(comes_to("string-length()", "語学"), "2");
    assert_eq!(comes_to("once('new')", "kept"), "kept");
}

#[test]
fn what_is_beyond_the_supported_part_is_refused_by_its_name() {
    let refused = |text: &str| parse(text).expect_err(text);
    let function = |name: &str| ParseError::Function(name.to_owned());
    let unsupported = |what: &str| ParseError::Unsupported(what.to_owned());
    for name in
        ["pulldata", "random", "uuid", "area", "distance", "digest", "weighted-checklist", "randomize", "version"]
    {
        assert_eq!(refused(&format!("{name}('x', 'y')")), function(name));
    }
    assert_eq!(refused("instance('x')/root/item[name = 'a']/label"), unsupported("["));
    assert_eq!(refused("/data/child[1]/age"), unsupported("["));
    assert_eq!(refused("//age"), unsupported("//"));
    assert_eq!(refused("../*"), unsupported("*"));
    assert_eq!(refused("@id"), unsupported("@"));
    assert_eq!(refused("ancestor::x"), unsupported("ancestor::"));
    assert_eq!(refused("a | b"), unsupported("|"));
    assert_eq!(refused("${last-saved#job}"), unsupported("last-saved#job"));
    assert_eq!(refused("if(1, 2)"), ParseError::Arguments("if".to_owned()));
}

#[test]
fn a_slip_is_told_by_the_word_it_stumbles_over() {
    for (text, word) in [
        ("${age} >", "…"),
        ("${age} => 3", ">"),
        ("(1 + 2", "("),
        ("'open", "'"),
        ("${open", "${"),
        ("1 2", "2"),
        ("concat('a' 'b')", "concat("),
        ("3 # 4", "#"),
        ("1.2.3", "1.2.3"),
        ("", "…"),
    ] {
        assert_eq!(parse(text).expect_err(text), ParseError::Broken(word.to_owned()), "{text}");
    }
}

#[test]
fn a_name_can_be_a_word_of_the_language() {
    let survey = form(
        "# survey
         type | name | label | calculation
         integer | div | Divisor |
         integer | and | And |
         integer | mod-2 | With a hyphen |
         calculate | sum | | ${div} div ${and} + ${mod-2}",
    );
    assert_eq!(value(&state(&survey, &[("div", "6"), ("and", "3"), ("mod-2", "1")]), "sum"), "3");
}

#[test]
fn depth_has_a_bound_and_no_stack_overflows() {
    let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
    assert!(matches!(parse(&deep), Err(ParseError::Unsupported(_))));
    assert!(matches!(parse(&"-".repeat(5000)), Err(ParseError::Unsupported(_))));
    let long = vec!["1"; 5000].join(" + ");
    assert!(matches!(parse(&long), Err(ParseError::Unsupported(_))));
    let fair: Expr = parse(&vec!["1"; 900].join(" + ")).expect("a long sum");
    assert_eq!(expr::evaluate(&fair, &Alone("")).text(), "900");
}
