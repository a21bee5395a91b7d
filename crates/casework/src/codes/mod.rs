//! Codes of published standards, checked where they enter.

mod list;

use thiserror::Error;

pub use list::{
    Code, CodeList, OfficeCode, StandardCode, Validity, Words, check, code_for, is_standard, is_work_status, one,
    put_together,
};

/// Not one of the codes on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Unknown code")]
pub struct UnknownCode;

/// Stateless, in the user-assigned range of ISO 3166-1 (as in machine readable travel documents, ICAO Doc 9303).
pub const STATELESS: &str = "XXA";
/// Nationality unknown or not told (ICAO Doc 9303).
pub const NATIONALITY_UNKNOWN: &str = "XXX";

/// A nationality: ISO 3166-1 alpha-3, [`STATELESS`] or [`NATIONALITY_UNKNOWN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nationality(&'static str);

impl Nationality {
    /// Reads a code in capitals.
    ///
    /// # Errors
    /// [`UnknownCode`] when the standard has no such country.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        let special = [STATELESS, NATIONALITY_UNKNOWN].into_iter().find(|known| *known == code);
        special.or_else(|| rust_iso3166::from_alpha3(code).map(|country| country.alpha3)).map(Self).ok_or(UnknownCode)
    }

    /// The code.
    pub const fn code(self) -> &'static str {
        self.0
    }
}

/// Every country as (alpha-3, alpha-2), in the order of the standard's table.
pub fn countries() -> impl Iterator<Item = (&'static str, &'static str)> {
    rust_iso3166::ALL.iter().map(|country| (country.alpha3, country.alpha2))
}

/// Languages met most often, as BCP 47 primary subtags; forms offer these first and accept any other.
pub const LANGUAGES: &[&str] = &[
    "ja", "en", "fr", "ar", "fa", "ps", "uk", "ru", "my", "ti", "am", "tr", "ku", "ur", "ne", "si", "ta", "bn", "zh",
    "vi", "sw", "ln", "so", "om", "ha", "es", "pt",
];

/// Reads a language code: a BCP 47 primary subtag of two or three letters.
///
/// # Errors
/// [`UnknownCode`] when it has another form.
pub fn language(code: &str) -> Result<&str, UnknownCode> {
    let fits = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
    fits.then_some(code).ok_or(UnknownCode)
}

/// Residence statuses as the office tells them apart (Immigration Control and Refugee Recognition Act, tables 1 and 2,
/// with the designated activities that matter here kept apart).
pub const RESIDENCE_STATUSES: &[&str] = &[
    "designated_applying",
    "provisional_release",
    "provisional_stay",
    "short_stay",
    "complementary_protection",
    "recognised_refugee",
    "designated_humanitarian",
    "spouse",
    "student",
    "engineer_humanities",
    "specified_skilled",
    "permanent_resident",
    "long_term_resident",
    "other",
    "none",
];

/// Reads the code of a residence status.
///
/// # Errors
/// [`UnknownCode`] when it is not in [`RESIDENCE_STATUSES`].
pub fn residence_status(code: &str) -> Result<&'static str, UnknownCode> {
    RESIDENCE_STATUSES.iter().find(|known| **known == code).copied().ok_or(UnknownCode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nationality_is_a_code_of_the_standard_or_stateless_or_unknown() {
        for code in ["AFG", "MMR", "COD", STATELESS, NATIONALITY_UNKNOWN] {
            assert_eq!(Nationality::parse(code).map(Nationality::code), Ok(code));
        }
        for code in ["", "ZZZ", "afg", "AF"] {
            assert_eq!(Nationality::parse(code), Err(UnknownCode));
        }
    }
}
