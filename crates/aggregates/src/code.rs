use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, Visitor};
use serde::{Serialize, Serializer};
use thiserror::Error;

const LONGEST: usize = 40;

/// A short identifier such as `companies_consulted`: `[a-z][a-z0-9_]{0,39}`.
///
/// It is not free text, and that is its purpose: a boundary of types is worth nothing if a sentence fits through it. A
/// name with a capital, a space or a script of its own does not fit, nor does a date or a phone number. What is shaped
/// like a code but unknown is stopped by the [`Catalogue`](crate::Catalogue).
///
/// ```
/// use aggregates::Code;
/// assert!(Code::try_from("companies_consulted").is_ok());
/// assert!(Code::try_from("Amal Khan").is_err());
/// assert!(Code::try_from("2024-06-20").is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    // Filled up with zeros, which are no letters: comparing the bytes compares the texts.
    bytes: [u8; LONGEST],
    len: u8,
}

/// The text is not shaped like a [`Code`]. It is not repeated here, since it may be anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a code is a lower-case letter, then at most 39 lower-case letters, digits or underscores")]
pub struct InvalidCode;

impl Code {
    /// Makes a code that is written in the program itself.
    ///
    /// # Panics
    /// When the text is not a code; in a `const` that stops the build.
    pub const fn literal(text: &'static str) -> Self {
        match Self::read(text) {
            Ok(code) => code,
            Err(InvalidCode) => panic!("this literal is not shaped like a code"),
        }
    }

    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(usize::from(self.len));
        str::from_utf8(text).expect("a code is made of ASCII letters only")
    }

    const fn read(text: &str) -> Result<Self, InvalidCode> {
        let mut code = Self { bytes: [0; LONGEST], len: 0 };
        let mut unread = text.as_bytes();
        let mut free = code.bytes.as_mut_slice();
        while let Some((letter, rest)) = unread.split_first() {
            let allowed = letter.is_ascii_lowercase() || (code.len > 0 && matches!(letter, b'0'..=b'9' | b'_'));
            let Some((place, left)) = free.split_first_mut() else { return Err(InvalidCode) };
            if !allowed {
                return Err(InvalidCode);
            }
            *place = *letter;
            code.len += 1;
            unread = rest;
            free = left;
        }
        if code.len == 0 { Err(InvalidCode) } else { Ok(code) }
    }
}

impl TryFrom<&str> for Code {
    type Error = InvalidCode;

    fn try_from(text: &str) -> Result<Self, InvalidCode> {
        Self::read(text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodeVisitor;

        impl Visitor<'_> for CodeVisitor {
            type Value = Code;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Code, E> {
                Code::try_from(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(CodeVisitor).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_and_written_unchanged() {
        let longest = "a23456789_123456789_123456789_123456789_";
        for text in ["a", "staff", "trial_hires_2", longest] {
            let code = Code::try_from(text).expect("these are codes");

            assert_eq!(code.as_str(), text);
            assert_eq!(serde_json::to_string(&code).expect("a code is a string"), format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Code>(&format!("\"{text}\"")).expect("and is read again"), code);
        }
    }

    #[test]
    fn a_text_that_could_name_somebody_is_no_code() {
        let refused = ["", "Amal Khan", "amal khan", "Amal", "難民", "é", "2024", "_x", "a-b", "a.b", "a\0", "a\n"];
        for text in refused {
            assert_eq!(Code::try_from(text), Err(InvalidCode), "{text:?} must not fit");
        }
        assert_eq!(Code::try_from("a".repeat(41).as_str()), Err(InvalidCode), "a sentence must not fit");
    }

    #[test]
    fn the_error_does_not_repeat_what_was_typed() {
        let refused = serde_json::from_str::<Code>("\"Amal Khan\"").expect_err("a name is no code");

        assert!(!refused.to_string().contains("Amal"), "error texts reach logs");
    }

    proptest! {
        #[test]
        fn any_text_is_a_code_exactly_when_its_shape_is_right(text in "\\PC{0,45}|[a-z_0-9]{0,45}") {
            let mut letters = text.chars();
            let right = letters.next().is_some_and(|first| first.is_ascii_lowercase())
                && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && text.len() <= 40;

            prop_assert_eq!(Code::try_from(text.as_str()).is_ok(), right);
        }

        #[test]
        fn codes_sort_like_their_texts(a in "[a-z][a-z0-9_]{0,39}", b in "[a-z][a-z0-9_]{0,39}") {
            let (first, second) = (Code::try_from(a.as_str()), Code::try_from(b.as_str()));

            prop_assert_eq!(first.expect("a code").cmp(&second.expect("a code")), a.cmp(&b));
        }
    }
}
