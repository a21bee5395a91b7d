//! A name taken apart: its parts, how each is written and how it may sound.

use any_ascii::any_ascii;
use unicode_normalization::UnicodeNormalization;

use super::{
    abjad, alphabets, burmese, ethiopic, han, hangul, indic, indochina, kana, latin,
    script::Script,
    sound::{settle, skeletons, substance},
    tibetan,
};
use crate::text::{fold, to_hiragana};

/// Parts of a name beyond these are not looked at.
const MOST_PARTS: usize = 8;
/// Ways to read a joined run of parts beyond these are not looked at.
const MOST_READINGS: usize = 6;

/// One part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// As written, folded: width, case and accents do not matter.
    pub written: String,
    /// Its script.
    pub script: Script,
    /// How it may sound. Readings of one language have the same number.
    pub sounds: Vec<(u8, String)>,
    /// A title, article or patronymic word that may be left out.
    pub optional: bool,
    /// Written without a space after the part before.
    pub attached: bool,
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The whole name, folded.
    pub folded: String,
    /// At most eight.
    pub parts: Vec<Part>,
}

/// Words that are often left out: articles, "son of", titles. Compared with a part as it is folded.
#[rustfmt::skip]
const OPTIONAL: &[&str] = &[
    "al", "el", "ul", "ol", "bin", "ibn", "ben", "bint", "binti", "binte", "abu", "abou", "umm", "ould", "de", "da", "do", "dos", "das", "del", "della", "di", "du",
    "van", "von", "der", "den", "la", "le", "y", "e", "mr", "mrs", "ms", "miss", "dr", "mme", "haji", "hajji", "u", "daw", "ko", "ma", "mg", "saw", "naw", "sai", "nang", "nan",
    "ال", "بن", "ابن", "بنت", "ابو", "آل", "او",
    "ဦး", "ဒေါ်", "ကို", "မ", "မောင်", "စော", "နော်", "စိုင်း", "နန်း",
    "さん", "さま", "くん", "ちゃん", "様", "氏", "君", "씨", "님",
    "ある", "える", "びん", "びんと", "いぶん", "あぶ", "あぶー", "うー", "どー", "こー", "まー", "ま", "こ", "で", "だ", "どす",
    "г-н", "г-жа", "пан", "пани", "ато",
];

/// Articles before a hyphen whose l has become the consonant after it (ar-Rahman).
const ASSIMILATED: &[&str] = &["ar", "as", "ash", "ad", "az", "an", "at", "us", "ur", "ud", "ush"];

impl Heard {
    /// Takes a name apart.
    pub fn new(name: &str) -> Self {
        let text: String = name.nfkc().flat_map(char::to_lowercase).collect::<String>().nfc().collect();
        let mut parts = Vec::new();
        for word in words(&text) {
            for (n, (script, run)) in runs(&word.text).into_iter().enumerate() {
                let from = parts.len();
                parts.extend(read(script, &run));
                if let Some(first) = parts.get_mut(from) {
                    first.attached |= n > 0;
                    first.optional |= word.hyphen && ASSIMILATED.contains(&first.written.as_str());
                }
            }
        }
        parts.truncate(MOST_PARTS);
        if parts.iter().all(|part| part.optional) {
            parts.iter_mut().for_each(|part| part.optional = false);
        }
        Self { folded: fold(name), parts }
    }

    /// Returns how a run of parts sounds when it is spoken as one word.
    pub fn joined(&self, from: usize, length: usize) -> Vec<String> {
        let Some(run) = self.parts.get(from..from.saturating_add(length)) else { return Vec::new() };
        join(run)
    }

    /// Returns the keys under which the name is found: how each part sounds, neighbours that are written together,
    /// and the whole name as one word; and each Han character as `=` and its usual form.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for (n, part) in self.parts.iter().enumerate() {
            keys.extend(part.sounds.iter().map(|(_, sounds)| sounds.clone()));
            if part.script == Script::Han {
                keys.extend(part.written.chars().map(|letter| format!("={letter}")));
            }
            if part.attached && n > 0 {
                keys.extend(self.joined(n - 1, 2));
            }
            // Abd al-Rahman is found as Abdulrahman, too.
            if part.optional && n > 0 {
                keys.extend(self.joined(n - 1, 3));
            }
        }
        if self.parts.len() > 1 {
            keys.extend(self.joined(0, self.parts.len()).into_iter().take(3));
        }
        keys.retain(|key| !key.is_empty());
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

fn join(run: &[Part]) -> Vec<String> {
    let Some((first, rest)) = run.split_first() else { return Vec::new() };
    let mut joined: Vec<(u8, String)> = first.sounds.clone();
    for part in rest {
        let mut next = Vec::new();
        for (tongue, begun) in &joined {
            let same = part.sounds.iter().filter(|(other, _)| other == tongue || first.script != part.script);
            next.extend(same.map(|(_, sounds)| (*tongue, format!("{begun}{sounds}"))));
        }
        joined = spread(next);
    }
    let mut sounds: Vec<_> = joined.into_iter().map(|(_, sounds)| settle(&sounds)).collect();
    sounds.dedup();
    sounds
}

/// The first readings of each language, few of each.
fn spread(all: Vec<(u8, String)>) -> Vec<(u8, String)> {
    let mut kept: Vec<(u8, String)> = Vec::new();
    for (tongue, sounds) in all {
        let known = kept.iter().filter(|(other, _)| *other == tongue).count();
        let most = if tongue == JAPANESE { MOST_READINGS * 4 } else { 3 };
        if known < most {
            kept.push((tongue, sounds));
        }
    }
    kept
}

/// A word, and whether a hyphen follows it.
struct Word {
    text: String,
    hyphen: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut found = vec![Word { text: String::new(), hyphen: false }];
    for letter in text.chars() {
        if is_apostrophe(letter)
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
        {
            continue;
        }
        let mark = unicode_normalization::char::is_combining_mark(letter);
        if letter.is_alphanumeric() || mark || matches!(letter, '་' | '༌' | 'ー' | '々' | '〆') {
            if let Some(last) = found.last_mut() {
                last.text.push(letter);
            }
            continue;
        }
        let hyphen = matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
        if let Some(last) = found.last_mut() {
            last.hyphen = hyphen;
        }
        found.push(Word { text: String::new(), hyphen: false });
    }
    found.retain(|word| !word.text.is_empty());
    found
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | 'ʹ' | 'ʺ' | '\u{05F3}' | '\u{05F4}')
}

/// Cuts a word where its script changes.
fn runs(word: &str) -> Vec<(Script, String)> {
    let mut found: Vec<(Script, String)> = Vec::new();
    for letter in word.chars() {
        match (Script::of(letter), found.last_mut()) {
            (None, Some((_, text))) => text.push(letter),
            (Some(script), Some((last, text))) if script == *last => text.push(letter),
            (script, _) => found.push((script.unwrap_or(Script::Other), String::from(letter))),
        }
    }
    found
}

/// Cuts a run into parts and reads them.
fn read(script: Script, run: &str) -> Vec<Part> {
    let plain = |sounds: Vec<String>| sounds.into_iter().map(|sounds| (0, sounds)).collect::<Vec<_>>();
    let whole = |written: &str, sounds: Vec<(u8, String)>| vec![part(script, written, sounds, false)];
    match script {
        Script::Latin => whole(run, plain(latin::sounds(run))),
        Script::Cyrillic => whole(run, plain(alphabets::cyrillic(run))),
        Script::Greek => whole(run, plain(alphabets::greek(&fold(run)))),
        Script::Georgian => whole(run, plain(alphabets::georgian(run))),
        Script::Armenian => whole(run, plain(alphabets::armenian(run))),
        Script::Hebrew => whole(run, plain(abjad::sounds(run))),
        Script::Arabic => arabic(run),
        Script::Ethiopic => whole(run, plain(ethiopic::sounds(run))),
        Script::Devanagari => whole(run, plain(indic::sounds(run))),
        Script::Sinhala => whole(run, plain(indic::sinhala(run))),
        Script::Thai => whole(run, plain(indochina::thai(run))),
        Script::Khmer => whole(run, plain(indochina::khmer(run))),
        Script::Myanmar => burmese::syllables(run)
            .into_iter()
            .enumerate()
            .map(|(n, (written, sounds))| part(script, &written, vec![(0, sounds)], n > 0))
            .collect(),
        Script::Tibetan => tibetan::syllables(run)
            .into_iter()
            .enumerate()
            .map(|(n, (written, sounds))| part(script, &written, vec![(0, sounds)], n > 0))
            .collect(),
        Script::Hangul => korean(run),
        Script::Han => chinese(run),
        Script::Hiragana | Script::Katakana => {
            let folded: String = run.chars().map(to_hiragana).collect();
            whole(run, plain(kana::sounds(&folded)))
        }
        Script::Other => whole(run, plain(latin::sounds(&any_ascii(run).to_ascii_lowercase()))),
    }
}

fn part(script: Script, written: &str, sounds: Vec<(u8, String)>, attached: bool) -> Part {
    let written = fold(written);
    let mut settled: Vec<(u8, String)> = Vec::with_capacity(sounds.len());
    for (tongue, sounds) in sounds {
        let sounds = settle(&sounds);
        if !sounds.is_empty() && !settled.iter().any(|(other, known)| *other == tongue && *known == sounds) {
            settled.push((tongue, sounds));
        }
    }
    Part { optional: OPTIONAL.contains(&written.as_str()), script, sounds: settled, attached, written }
}

/// The article is written together with the word: it becomes a part that may be left out.
fn arabic(run: &str) -> Vec<Part> {
    let read = |text: &str, attached| {
        part(Script::Arabic, text, abjad::sounds(text).into_iter().map(|sounds| (0, sounds)).collect(), attached)
    };
    match run.strip_prefix("ال").filter(|rest| rest.chars().count() > 2 && !rest.starts_with('ه')) {
        Some(rest) => vec![read("ال", false), read(rest, true)],
        None => vec![read(run, false)],
    }
}

/// The family name is the first syllable, the given name the rest; either may stand alone.
fn korean(run: &str) -> Vec<Part> {
    let syllables = run.chars().map(|letter| letter.to_string()).enumerate();
    syllables
        .map(|(n, letter)| {
            let read = if n == 0 { hangul::sounds(&letter) } else { hangul::as_written(&letter) };
            let sounds = read.into_iter().map(|sounds| (0, sounds)).collect();
            part(Script::Hangul, &letter, sounds, n > 0)
        })
        .collect()
}

/// The number of the Japanese readings.
const JAPANESE: u8 = 1;

fn chinese(run: &str) -> Vec<Part> {
    let letters: Vec<char> = run.chars().collect();
    let mut parts = Vec::new();
    for (n, letter) in letters.iter().enumerate() {
        // 々 repeats the character before it.
        let letter = if *letter == '々' {
            n.checked_sub(1).and_then(|n| letters.get(n)).copied().unwrap_or(*letter)
        } else {
            *letter
        };
        let numbered = han::TONGUES.iter().zip(0_u8..);
        let sounds = numbered.flat_map(|(tongue, number)| {
            han::readings(letter, *tongue).into_iter().map(move |sounds| (number, sounds))
        });
        let mut made = part(Script::Han, &letter.to_string(), sounds.collect(), n > 0);
        made.written = han::canonical(letter).to_string();
        parts.push(made);
    }
    parts
}

impl Part {
    /// Returns the skeletons under which the part may be kept.
    pub fn skeletons(&self) -> Vec<String> {
        let mut all: Vec<_> = self.sounds.iter().flat_map(|(_, sounds)| skeletons(sounds)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How much the part says, in hundredths of a consonant.
    pub fn substance(&self) -> u32 {
        let most = self.sounds.iter().map(|(_, sounds)| substance(sounds)).max().unwrap_or(0).max(60);
        if self.optional { most / 8 } else { most }
    }
}
