//! Figures inside the office's sentences.
//!
//! `{companies_consulted}` stands for the value of that figure, `{{` and `}}` for the braces themselves. The screen's
//! preview and the report read a text with the same function; each brings its own way to look a figure up.

use aggregates::Code;

use crate::numbers::grouped;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are printed.
    Words(String),
    /// A figure and its value.
    Figure {
        /// Which figure.
        id: Code,
        /// Its value.
        value: u64,
    },
    /// What stood between braces and is no known figure, or an open brace that is never closed.
    Unknown(String),
}

/// A text with its figures looked up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The text in reading order.
    pub pieces: Vec<Piece>,
}

/// Reads a text and looks up its figures.
pub fn fill(text: &str, value_of: impl Fn(Code) -> Option<u64>) -> Filled {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_brace = matches!(letter, '{' | '}');
        if is_brace && letters.next_if_eq(&letter).is_some() || letter != '{' {
            words.push(letter);
            continue;
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(std::mem::take(&mut words)));
        }
        let mut id = String::new();
        while let Some(letter) = letters.next_if(|letter| !matches!(letter, '{' | '}' | '\n')) {
            id.push(letter);
        }
        let closed = letters.next_if_eq(&'}').is_some();
        pieces.push(if closed { look_up(id, &value_of) } else { Piece::Unknown(id) });
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    Filled { pieces }
}

fn look_up(id: String, value_of: impl Fn(Code) -> Option<u64>) -> Piece {
    let known = Code::try_from(id.trim()).ok().and_then(|id| Some(Piece::Figure { id, value: value_of(id)? }));
    known.unwrap_or(Piece::Unknown(id))
}

impl Filled {
    /// Returns what was written between braces and is no known figure.
    pub fn unknown(&self) -> Vec<&str> {
        self.pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Unknown(id) => Some(id.as_str()),
                Piece::Words(_) | Piece::Figure { .. } => None,
            })
            .collect()
    }

    /// Says whether the text holds this figure.
    pub fn names(&self, figure: Code) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Figure { id, .. } if *id == figure))
    }

    /// Returns the text as it is printed, its figures with thousands separators; unknown ones stay in braces.
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Figure { value, .. } => grouped(*value),
                Piece::Unknown(id) => format!("{{{id}}}"),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CONSULTED: Code = Code::literal("companies_consulted");

    fn consulted_only(code: Code) -> Option<u64> {
        (code == CONSULTED).then_some(1073)
    }

    #[test]
    fn a_figure_in_braces_becomes_its_value() {
        let filled = fill("計{companies_consulted}社と協議", consulted_only);

        assert_eq!(filled.text(), "計1,073社と協議");
        assert!(filled.names(CONSULTED));
        assert_eq!(
            filled.pieces,
            [Piece::Words("計".into()), Piece::Figure { id: CONSULTED, value: 1073 }, Piece::Words("社と協議".into())]
        );
    }

    #[test]
    fn doubled_braces_are_braces() {
        let filled = fill("{{x}} {{{companies_consulted}}}", consulted_only);

        assert_eq!(filled.text(), "{x} {1,073}");
        assert!(filled.unknown().is_empty());
    }

    #[test]
    fn what_is_no_figure_is_listed_and_left_as_it_was() {
        let filled = fill("{companies} と {Amal Khan} と { companies_consulted } と {", consulted_only);

        assert_eq!(filled.unknown(), ["companies", "Amal Khan", ""], "an open brace is a mistake too");
        assert!(filled.text().starts_with("{companies} と {Amal Khan} と 1,073 と"));
    }

    #[test]
    fn a_brace_that_is_not_closed_ends_with_its_line() {
        let filled = fill("{companies_consulted\n次の行 }", consulted_only);

        assert_eq!(filled.unknown(), ["companies_consulted"]);
        assert!(filled.text().ends_with("次の行 }"), "the rest of the text is not swallowed");
    }

    proptest! {
        #[test]
        fn a_text_with_doubled_braces_is_printed_as_it_was_meant(text in "[a-z{}\\n あ]{0,40}") {
            let doubled = text.replace('{', "{{").replace('}', "}}");

            prop_assert_eq!(fill(&doubled, |_| None).text(), text);
        }

        #[test]
        fn a_text_without_braces_is_printed_unchanged(text in "[^{}]{0,60}") {
            prop_assert_eq!(fill(&text, |_| Some(1)).text(), text);
        }

        #[test]
        fn any_text_can_be_read(text in "\\PC{0,60}") {
            let filled = fill(&text, consulted_only);

            prop_assert!(filled.pieces.len() <= text.chars().count(), "each piece comes from the text");
        }
    }
}
