//! Passphrases: one form for all keyboards, a suggestion, and a judgement of typed ones.

use bip39::Language;
use guarded::Guarded;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

use crate::errors::NoRandomness;
use crate::kdf;

/// The least length of a typed passphrase, in Unicode scalar values after [`normalise`].
pub const MIN_CHARS: usize = 14;

const SUGGESTED_WORDS: usize = 6;

/// All four points: more than 10¹⁰ guesses. Three let "Password-123456" pass.
const NEEDED_SCORE: Score = Score::Four;

/// The strength check takes time that grows fast with the length, and a strong start is enough.
const JUDGED_CHARS: usize = 100;

/// What [`judge`] thinks of a passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Good enough for a vault.
    Strong,
    /// Not good enough, for these reasons.
    Weak(Vec<Reason>),
}

/// Why a passphrase is weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has fewer characters than `min`.
    TooShort {
        /// The least number of characters.
        min: usize,
    },
    /// It is one character over and over.
    OnlyOneCharacterRepeated,
    /// It is one word over and over, which the strength check does not see.
    OnlyOneWordRepeated,
    /// It is made of things that are guessed first: common words, names, dates, rows of keys.
    TooGuessable,
}

/// Returns the one form of a passphrase that keys are derived from: NFKC, then without white space at both ends.
///
/// The same passphrase arrives as different characters from different keyboards: composed or decomposed (é), full or
/// half width (Ａ, ｶﾞ), with an ideographic space. NFKC makes them equal; a space at the end is never meant. Case
/// and the spaces inside count.
pub fn normalise(typed: &str) -> Guarded<String> {
    let mut form = Zeroizing::new(String::with_capacity(typed.nfkc().map(char::len_utf8).sum()));
    form.extend(typed.nfkc());
    Guarded::from(form.trim())
}

/// Returns six different words of the BIP-39 English list joined by dashes, drawn without bias: 66 bits.
///
/// # Errors
/// The operating system gave no random bytes.
pub fn suggest() -> Result<Guarded<String>, NoRandomness> {
    let mut words = Vec::with_capacity(SUGGESTED_WORDS);
    while words.len() < SUGGESTED_WORDS {
        let word = draw_word()?;
        if !words.contains(&word) {
            words.push(word);
        }
    }
    Ok(Guarded::new(words.join("-")))
}

/// Judges a typed passphrase. A suggested one is always strong.
///
/// The strength check (zxcvbn, all 4 points needed) knows English and common passwords. For other languages it mostly
/// counts characters, so a well-known Japanese verse passes.
pub fn judge(typed: &str) -> Verdict {
    let normal = normalise(typed);
    // EXPOSE: judged here, nothing of it is kept
    let text = normal.expose();
    if is_suggested_form(text) {
        return Verdict::Strong;
    }
    let found = [
        (text.chars().count() < MIN_CHARS, Reason::TooShort { min: MIN_CHARS }),
        (is_one_character(text), Reason::OnlyOneCharacterRepeated),
        (is_one_word(text), Reason::OnlyOneWordRepeated),
        (is_guessable(text), Reason::TooGuessable),
    ];
    let reasons: Vec<Reason> = found.into_iter().filter_map(|(holds, reason)| holds.then_some(reason)).collect();
    if reasons.is_empty() { Verdict::Strong } else { Verdict::Weak(reasons) }
}

/// The list has 2¹¹ words, so the low eleven bits of two random bytes draw each equally often.
fn draw_word() -> Result<&'static str, NoRandomness> {
    let place = u16::from_le_bytes(kdf::make_bytes()?) & 0x07ff;
    Ok(Language::English.word_list().get(usize::from(place)).expect("the list has 2,048 words"))
}

fn is_suggested_form(text: &str) -> bool {
    let mut words: Vec<&str> = text.split(['-', ' ']).collect();
    words.sort_unstable();
    words.dedup();
    words.len() == SUGGESTED_WORDS
        && text.split(['-', ' ']).count() == SUGGESTED_WORDS
        && words.iter().all(|word| Language::English.find_word(word).is_some())
}

fn is_one_character(text: &str) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return false };
    characters.all(|c| c == first)
}

fn is_one_word(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    words.next() == Some(first) && words.all(|word| word == first)
}

fn is_guessable(text: &str) -> bool {
    let start = Zeroizing::new(text.chars().take(JUDGED_CHARS).collect::<String>());
    zxcvbn(&start, &["tomarigi", "refugee", "asylum", "japan"]).score() < NEEDED_SCORE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(typed: &str) -> Vec<Reason> {
        match judge(typed) {
            Verdict::Strong => Vec::new(),
            Verdict::Weak(reasons) => reasons,
        }
    }

    #[test]
    fn keyboards_that_differ_give_the_same_passphrase() {
        for (one, other) in [
            ("cafe\u{301} über alles", "café u\u{308}ber alles"),
            ("Ｔｏｋｙｏ２０２６", "Tokyo2026"),
            ("ｶﾞﾝﾊﾞﾚ", "ガンバレ"),
            ("か\u{3099}んは\u{3099}れ", "がんばれ"),
            ("白い\u{3000}犬が", "白い 犬が"),
            (" inside counts \n", "inside counts"),
            ("\u{3000}全角\u{3000}", "全角"),
        ] {
            assert_eq!(normalise(one), normalise(other), "{one} and {other} look the same to the person typing");
        }
    }

    #[test]
    fn passphrases_that_differ_stay_different() {
        let base = "purple harbour lantern 92";
        for place in 0..base.len() {
            let mut bytes = base.as_bytes().to_vec();
            bytes[place] ^= 1;
            let mutant = String::from_utf8(bytes).unwrap();

            assert_ne!(normalise(&mutant), normalise(base), "{mutant}");
        }
        assert_ne!(normalise("Purple"), normalise("purple"), "case counts");
        assert_ne!(normalise("a b"), normalise("a  b"), "spaces inside count");
        assert_ne!(normalise("はし"), normalise("ハシ"), "hiragana is not katakana");
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for typed in ["\u{3000}ｶﾞ \u{301}é ﬁ ㍿ ", "", " ", "ﷺ"] {
            let once = normalise(typed);

            assert_eq!(normalise(once.expose()), once);
        }
    }

    #[test]
    fn a_suggestion_is_six_different_listed_words_and_always_strong() {
        for _ in 0..500 {
            let suggestion = suggest().unwrap();
            let words: Vec<_> = suggestion.expose().split('-').collect();

            assert_eq!(words.len(), 6);
            assert!(words.iter().all(|word| Language::English.find_word(word).is_some()));
            assert_eq!(judge(suggestion.expose()), Verdict::Strong);
            assert_eq!(judge(&suggestion.expose().replace('-', " ")), Verdict::Strong, "typed with spaces");
        }
    }

    #[test]
    fn every_word_of_the_list_is_drawn() {
        let drawn: std::collections::HashSet<_> = (0..60_000).map(|_| draw_word().unwrap()).collect();

        assert_eq!(drawn.len(), 2048, "a word that never comes makes the others likelier");
    }

    #[test]
    fn a_weak_passphrase_is_told_why() {
        assert_eq!(reasons("short"), [Reason::TooShort { min: 14 }, Reason::TooGuessable]);
        assert_eq!(reasons("あああああああああああああああ"), [Reason::OnlyOneCharacterRepeated, Reason::TooGuessable]);
        assert_eq!(reasons("password123456"), [Reason::TooGuessable]);
        assert_eq!(reasons("qwertyuiopasdfgh"), [Reason::TooGuessable]);
        assert!(reasons("abandon-abandon-abandon-abandon-abandon-abandon").contains(&Reason::OnlyOneWordRepeated));
        assert_eq!(reasons("Password-123456"), [Reason::TooGuessable]);
        assert_eq!(reasons("  \u{3000}"), [Reason::TooShort { min: 14 }, Reason::TooGuessable]);
    }

    #[test]
    fn full_width_letters_count_once_and_spaces_around_do_not_count() {
        assert!(reasons("          k7#Rz!qLw").contains(&Reason::TooShort { min: 14 }));
        assert!(reasons("ｋ７＃Ｒｚ！ｑＬｗ").contains(&Reason::TooShort { min: 14 }));
    }

    #[test]
    fn a_long_unusual_passphrase_is_strong_in_any_script() {
        for typed in ["grau Möwen zählen 41 Laternen", "青い自転車で海まで行った昨日の朝", "سبعة عصافير على سطح المخبز"]
        {
            assert_eq!(judge(typed), Verdict::Strong, "{typed}");
        }
    }

    #[test]
    fn a_very_long_passphrase_is_judged_fast_by_its_start() {
        assert_eq!(judge(&"grau Möwen zählen 41 Laternen ".repeat(4_000)), Verdict::Strong);
        assert_eq!(reasons(&"a".repeat(100_000)), [Reason::OnlyOneCharacterRepeated, Reason::TooGuessable]);
    }
}
