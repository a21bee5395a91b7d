//! Text that a person typed: what may be kept, and how it is compared.

use guarded::Guarded;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// Why a text cannot be kept. It never holds the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TextError {
    /// Nothing but spaces.
    #[error("Empty")]
    Empty,
    /// More characters than the field takes.
    #[error("Longer than {max} characters")]
    TooLong {
        /// The most characters the field takes.
        max: usize,
    },
    /// NUL or another control character, which no keyboard types and no document can hold.
    #[error("Contains control characters")]
    Control,
}

/// Returns a line of text as it is kept: trimmed and in Unicode normal form C.
///
/// Every script, combining mark, emoji and bidirectional mark is kept as typed; the screen isolates names.
///
/// # Errors
/// [`TextError`] when nothing is left, when it is longer than `max` characters, or holds control characters.
pub fn line(text: &Guarded<String>, max: usize) -> Result<Guarded<String>, TextError> {
    // EXPOSE: the rule looks at the characters; the result is guarded again.
    let typed = text.expose().trim_matches(is_blank);
    if typed.is_empty() {
        return Err(TextError::Empty);
    }
    if typed.chars().any(char::is_control) {
        return Err(TextError::Control);
    }
    if typed.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok(Guarded::new(typed.nfc().collect()))
}

/// Returns a text of several lines as it is kept, or `None` when it is blank.
///
/// # Errors
/// [`TextError`] when it is longer than `max` characters or holds control characters other than line ends and tabs.
pub fn paragraphs(text: &Guarded<String>, max: usize) -> Result<Option<Guarded<String>>, TextError> {
    // EXPOSE: the rule looks at the characters; the result is guarded again.
    let typed = text.expose();
    if typed.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(TextError::Control);
    }
    if typed.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok((!typed.trim_matches(is_blank).is_empty()).then(|| text.clone()))
}

/// White space and the invisible characters that make a name look empty.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' | '\u{3164}' | '\u{115F}' | '\u{1160}')
}

/// Returns the form in which texts are searched and compared: width, case, accents, vowel points and the difference
/// between hiragana and katakana do not matter, invisible marks are dropped, white space is one space.
pub fn fold(text: &str) -> String {
    let plain = text
        .nfkd()
        .filter(|c| !is_accent(*c))
        .filter(|c| c.is_whitespace() || !is_blank(*c))
        .flat_map(char::to_lowercase)
        .map(to_hiragana)
        .nfc()
        .collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Accents of Latin, Greek and Cyrillic letters, vowel points of Hebrew and Arabic. The marks of other scripts are
/// vowels and tones that names need, and those of kana tell が from か.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05C7}' | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Returns katakana as hiragana; the blocks lie 0x60 apart (Unicode, Hiragana and Katakana).
pub fn to_hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Result<String, TextError> {
        line(&Guarded::from(text), 200).map(|kept| kept.expose().clone())
    }

    #[test]
    fn blank_names_are_refused() {
        for blank in ["", " ", "\u{3000}", "\t\n", "\u{200B}\u{200F}", "\u{FEFF}", "\u{3164}"] {
            assert_eq!(kept(blank), Err(TextError::Empty), "{:?} shows nothing on the screen", blank.escape_unicode());
        }
    }

    #[test]
    fn a_name_of_ten_thousand_characters_is_refused_with_the_limit() {
        assert_eq!(kept(&"あ".repeat(10_000)), Err(TextError::TooLong { max: 200 }));
    }

    #[test]
    fn nul_is_refused_because_documents_cannot_hold_it() {
        assert_eq!(kept("Ama\0l"), Err(TextError::Control));
    }

    #[test]
    fn marks_emoji_and_every_script_are_kept() {
        for name in ["محمد", "A\u{202E}mal", "👩🏽‍🏫 Abeba", "อดิเทพ", "ကျော်", "Нго\u{0301}", "𠮷野"]
        {
            let expected: String = name.nfc().collect();
            assert_eq!(kept(name), Ok(expected));
        }
    }

    #[test]
    fn width_case_accents_and_kana_do_not_matter_in_a_search() {
        for (a, b) in
            [("ｱｳﾝ", "あうん"), ("ÁNGEL", "angel"), ("Ｄａｖｉｄ", "david"), ("Ngọc", "ngoc"), ("مُحَمَّد", "محمد")]
        {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("ガ"), fold("カ"), "voiced kana are other sounds");
    }

    #[test]
    fn a_text_that_is_only_blank_counts_as_no_answer() {
        assert_eq!(paragraphs(&Guarded::from(" \n "), 100), Ok(None));
    }
}
