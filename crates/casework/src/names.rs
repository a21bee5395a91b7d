//! Names: several per person, in any script.

use guarded::Guarded;
use unicode_script::UnicodeScript;

use crate::{
    codes::UnknownCode,
    text::{self, TextError},
};

/// The longest name that is kept, in characters.
pub const NAME_MAX: usize = 200;

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The name to call them by.
    Preferred,
    /// As written in their own script.
    OwnScript,
    /// As in the passport or on the residence card, in Latin letters.
    Latin,
    /// Pronunciation in kana.
    Reading,
    /// The name they go by in Japan, as registered (通称).
    Alias,
    /// What friends call them.
    Nickname,
    /// A name they had before.
    Former,
    /// Any other name.
    Other,
}

/// A script (ISO 15924).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Script(&'static str);

impl Script {
    /// Reads a code of four letters, for example `Arab`.
    ///
    /// # Errors
    /// [`UnknownCode`] when Unicode knows no such script.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        let several = [JAPANESE, KOREAN, UNDETERMINED].into_iter().find(|known| *known == code);
        let known = || unicode_script::Script::from_short_name(code).map(unicode_script::Script::short_name);
        several.or_else(known).map(Self).ok_or(UnknownCode)
    }

    /// The script in which most letters of a text are written. Kana and kanji together are Japanese, hangul and hanja
    /// Korean.
    pub fn of(text: &Guarded<String>) -> Self {
        // EXPOSE: only which letters there are.
        let mut counts: Vec<(&'static str, usize)> = Vec::new();
        for script in text.expose().chars().map(|letter| letter.script()).filter(|script| is_written(*script)) {
            match counts.iter_mut().find(|(known, _)| *known == script.short_name()) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => counts.push((script.short_name(), 1)),
            }
        }
        let has = |code: &str| counts.iter().any(|(known, _)| *known == code);
        // A later script of the same count is not more frequent than the first.
        let most = counts.iter().rev().max_by_key(|(_, count)| *count).map_or(UNDETERMINED, |(code, _)| *code);
        match most {
            "Hani" | "Hira" | "Kana" if has("Hira") && has("Kana") => Self(JAPANESE),
            "Hani" | "Hira" | "Kana" if has("Hani") && (has("Hira") || has("Kana")) => Self(JAPANESE),
            "Hani" | "Hang" if has("Hani") && has("Hang") => Self(KOREAN),
            most => Self(most),
        }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        self.0
    }
}

/// Han, hiragana and katakana.
const JAPANESE: &str = "Jpan";
/// Hangul and han.
const KOREAN: &str = "Kore";
/// No letters of any script.
const UNDETERMINED: &str = "Zyyy";

/// Whether a script has letters, unlike marks and signs that all of them share.
fn is_written(script: unicode_script::Script) -> bool {
    !matches!(
        script,
        unicode_script::Script::Common | unicode_script::Script::Inherited | unicode_script::Script::Unknown
    )
}

/// One name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// What it is for.
    pub kind: NameKind,
    /// The script in which it is written.
    pub script: Script,
    /// The name as it is kept.
    pub text: Guarded<String>,
}

impl PersonName {
    /// A name that is kept already, in the script that it shows.
    pub fn of(kind: NameKind, text: Guarded<String>) -> Self {
        Self { kind, script: Script::of(&text), text }
    }

    /// Returns the name as it is kept.
    ///
    /// # Errors
    /// [`TextError`] when blank, longer than [`NAME_MAX`], or holding control characters.
    pub fn new(kind: NameKind, typed: &Guarded<String>) -> Result<Self, TextError> {
        Ok(Self::of(kind, text::line(typed, NAME_MAX)?))
    }
}

/// Returns the name to show first: the preferred one, else Latin, own script, the name used in Japan, any other, reading.
pub fn shown(names: &[PersonName]) -> Option<&PersonName> {
    use NameKind::{Alias, Former, Latin, Nickname, Other, OwnScript, Preferred, Reading};
    let order = [Preferred, Latin, OwnScript, Alias, Nickname, Other, Former, Reading];
    order.iter().find_map(|kind| names.iter().find(|name| name.kind == *kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_a_name_is_detected() {
        let names = [
            ("Amal al-Hasan", "Latn"),
            ("أمل الحسن", "Arab"),
            ("Олена", "Cyrl"),
            ("ሰላም", "Ethi"),
            ("နန္ဒာ", "Mymr"),
            ("王", "Hani"),
            ("山田アマル", "Jpan"),
            ("あまる", "Hira"),
            ("アマル", "Kana"),
            ("김철수", "Hang"),
            ("12-3", "Zyyy"),
        ];
        for (name, script) in names {
            assert_eq!(Script::of(&Guarded::from(name)).code(), script, "{name}");
        }
    }

    #[test]
    fn every_script_that_is_detected_is_read_again() {
        for code in ["Latn", "Arab", "Jpan", "Kore", "Zyyy", "Tibt"] {
            assert_eq!(Script::parse(code).map(Script::code), Ok(code));
        }
        for code in ["", "latn", "Abcd", "Latin"] {
            assert_eq!(Script::parse(code), Err(UnknownCode));
        }
    }
}
