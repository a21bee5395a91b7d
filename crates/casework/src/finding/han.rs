//! Han characters into sounds: Mandarin, Japanese (on and kun) and Korean readings.
//!
//! The table is made from the Unicode Character Database, Unihan 15.0 (fields kMandarin, kTGHZ2013, kXHC1983,
//! kJapaneseOn, kJapaneseKun, kHangul; variants from kSimplifiedVariant,
//! kTraditionalVariant, kZVariant, kJoyoKanji, kJinmeiyoKanji, kSemanticVariant), Unicode License v3. It holds the
//! characters of the standards for general use and for names: Jōyō, Jinmeiyō, the Chinese Table of General Standard
//! Characters (levels 1 and 2), KS X 1001, IICore A to C.

use std::{collections::HashMap, sync::LazyLock};

use super::{hangul, sound::settle};

const TABLE: &str = include_str!("han.tsv");

/// Pairs of the Jōyō table (2010) and the Jinmeiyō table (2017) that Unihan does not link: new form, old form.
const NEW_AND_OLD: &str = "沢澤広廣辺邊辺邉斎齋斉齊桜櫻浜濱竜龍滝瀧塩鹽県縣栄榮関關顕顯恵惠剣劍権權厳嚴黒黑戸戶寿壽収收渋澁緑綠勲勳薫薰闘鬭霊靈蔵藏髙高﨑崎嵜崎晋晉槙槇遥遙穣穰";

struct Row {
    canonical: char,
    readings: [&'static str; 4],
}

static ROWS: LazyLock<HashMap<char, Row>> = LazyLock::new(|| TABLE.lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<(char, Row)> {
    let mut fields = line.split('\t');
    let letter = fields.next()?.chars().next()?;
    let canonical = fields.next()?.chars().next().unwrap_or(letter);
    let mut readings = [""; 4];
    readings.iter_mut().zip(fields).for_each(|(slot, field)| *slot = field);
    Some((letter, Row { canonical, readings }))
}

/// Whether a character is one of Han.
pub const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〆')
}

/// Returns the form under which variants of a character are one: 晓 and 曉, 沢 and 澤.
pub fn canonical(letter: char) -> char {
    let new = NEW_AND_OLD.chars().collect::<Vec<_>>().chunks_exact(2).find_map(|pair| match pair {
        [new, old] if *old == letter => Some(*new),
        _ => None,
    });
    let letter = new.unwrap_or(letter);
    ROWS.get(&letter).map_or(letter, |row| row.canonical)
}

/// How a language reads the characters of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Pinyin.
    Mandarin,
    /// On and kun readings.
    Japanese,
    /// Hangul.
    Korean,
}

/// The tongues, the likeliest first.
pub const TONGUES: &[Tongue] = &[Tongue::Mandarin, Tongue::Japanese, Tongue::Korean];

/// Returns how a language reads a character; empty when it is not in the table.
pub fn readings(letter: char, tongue: Tongue) -> Vec<String> {
    let Some(row) = ROWS.get(&letter) else { return Vec::new() };
    let [mandarin, on, kun, korean] = row.readings;
    let each = |field: &'static str| field.split(',').filter(|reading| !reading.is_empty());
    let mut found: Vec<String> = match tongue {
        Tongue::Mandarin => each(mandarin).map(pinyin).collect(),
        Tongue::Japanese => each(on).map(hepburn).chain(each(kun).flat_map(native)).collect(),
        Tongue::Korean => each(korean).flat_map(hangul::as_written).collect(),
    };
    found.iter_mut().for_each(|sounds| *sounds = settle(sounds));
    found.dedup();
    found
}

/// Pinyin into sounds: its letters are known to be Mandarin.
fn pinyin(syllable: &str) -> String {
    const ONSETS: &[(&str, &str)] = &[
        ("zh", "6"),
        ("ch", "C"),
        ("sh", "S"),
        ("q", "C"),
        ("x", "8"),
        ("c", "c"),
        ("z", "3"),
        ("j", "6"),
        ("r", "R"),
        ("b", "A"),
        ("d", "E"),
        ("g", "9"),
        ("y", "y"),
        ("w", "w"),
        ("h", "h"),
    ];
    let (onset, rest) = ONSETS
        .iter()
        .find_map(|(letters, sounds)| syllable.strip_prefix(letters).map(|rest| (*sounds, rest)))
        .unwrap_or(("", syllable));
    let rest = rest.replace('v', "u");
    let rest = match (onset, rest.as_str()) {
        // After these the i is a mere continuation of the consonant.
        ("6" | "C" | "S" | "R" | "3" | "c", "i") => String::from("i"),
        _ => rest
            .replace("ui", "ue`")
            .replace("ng", "N?")
            .replace("ao", "a~")
            .replace("ou", "o#")
            .replace("ai", "a{")
            .replace("ei", "e`"),
    };
    format!("{onset}{rest}")
}

/// Hepburn romaji into sounds.
fn hepburn(reading: &str) -> String {
    reading
        .replace("ch", "C")
        .replace("sh", "S")
        .replace("ts", "c")
        .replace('j', "3")
        .replace('f', "H")
        .replace('r', "R")
        .replace("ou", "o")
        .replace("uu", "u")
        .replace("ei", "e`")
}

/// A kun reading, its stem without the ending of a verb or an adjective, and how both begin after another part
/// (連濁: hayashi, Kobayashi).
fn native(reading: &'static str) -> Vec<String> {
    let stem = ["ru", "i", "u"].iter().find_map(|end| reading.strip_suffix(end)).filter(|stem| stem.len() > 2);
    let both = [Some(reading), stem].into_iter().flatten().map(hepburn);
    both.flat_map(|sounds| {
        let voiced = sounds.strip_prefix('h').map(|rest| format!("b{rest}"));
        std::iter::once(sounds).chain(voiced)
    })
    .collect()
}
