//! Values and how one kind becomes another (XPath 1.0, section 4; days as numbers as in ODK XForms).

use super::moment::{Moment, days_of};

/// What an expression comes to.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// A text; days and times are ISO 8601.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// An answer of each of a repeat.
    Several(Vec<String>),
}

impl Value {
    /// As a text: of several, the first.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Truth(truth) => truth.to_string(),
            Self::Several(texts) => texts.first().cloned().unwrap_or_default(),
        }
    }

    /// All of them as texts.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Several(texts) => texts.clone(),
            one => vec![one.text()],
        }
    }

    /// As a number; a day counts from 1970. What is none is NaN.
    pub fn number(&self, moment: &Moment) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Truth(truth) => f64::from(u8::from(*truth)),
            Self::Text(text) => text_number(text, moment),
            Self::Several(texts) => texts.first().map_or(f64::NAN, |text| text_number(text, moment)),
        }
    }

    /// As a truth value: a text that is not empty, a number that is not 0.
    pub fn truth(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => !number.is_nan() && *number != 0.0,
            Self::Truth(truth) => *truth,
            Self::Several(texts) => !texts.is_empty(),
        }
    }

    /// As it is kept for an answer: what is no number is nothing.
    pub fn kept(&self) -> String {
        match self {
            Self::Number(number) if !number.is_finite() => String::new(),
            Self::Text(text) if text == "NaN" => String::new(),
            value => value.text(),
        }
    }
}

/// A number as a text: whole ones without a point.
pub fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        number.to_string()
    }
}

/// A text as a number: digits with a point, a minus sign before them; or a day.
pub fn text_number(text: &str, moment: &Moment) -> f64 {
    let text = text.trim();
    plain_number(text).or_else(|| days_of(text, moment)).unwrap_or(f64::NAN)
}

/// A text that is a number; no exponent, no plus sign.
pub fn plain_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    if plain && digits.chars().any(|letter| letter.is_ascii_digit()) { text.parse().ok() } else { None }
}
