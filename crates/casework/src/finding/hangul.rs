//! Hangul into sounds. Sources: Revised Romanization of Korean (2000), McCune–Reischauer, and the 두음법칙 by which an
//! initial ㄹ or ㄴ is written ㅇ (이 is Lee, 유 Ryu).

const FIRST: &[&str] = &["9", "k", "n", "E", "t", "R", "m", "A", "p", "@", "s", "", "6", "C", "C", "k", "t", "p", "h"];
const MIDDLE: &[&str] = &[
    "a", "e", "ya", "ye", "$", "e", "y$", "ye", "o", "wa", "we", "e`", "yo", "u", "~$", "we", "~i", "yu", "$", "i", "i",
];
#[rustfmt::skip]
const LAST: &[&str] = &[
    "", "9", "k", "9", "n", "n", "n", "E", "R", "9", "m", "R", "R", "R", "p", "R", "m", "A", "p", "E", "E", "N?", "E", "E", "k", "E", "p", "",
];

/// Vowels before which an initial ㄹ or ㄴ is dropped: i and those that begin with y.
const DROPPING: &[usize] = &[2, 3, 6, 7, 12, 17, 20];

/// Returns how Hangul syllables sound at the beginning of a name.
pub fn sounds(word: &str) -> Vec<String> {
    read(word, true)
}

/// Returns how Hangul syllables sound elsewhere.
pub fn as_written(word: &str) -> Vec<String> {
    read(word, false)
}

fn read(word: &str, begins: bool) -> Vec<String> {
    let mut out = String::new();
    for (n, letter) in word.chars().enumerate() {
        let Some(place) = u32::from(letter).checked_sub(0xAC00).filter(|place| *place < 11_172) else { continue };
        let part = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
        let (first, middle, last) = (part(place / 588), part(place % 588 / 28), part(place % 28));
        if begins && n == 0 && first == 11 && DROPPING.contains(&middle) {
            out.push('^');
        }
        out.push_str(FIRST.get(first).copied().unwrap_or_default());
        // ㅓ and ㅡ are written eo, u, o, e.
        out.push_str(MIDDLE.get(middle).copied().unwrap_or_default());
        // 박 is Park: passports often lengthen an a with an r.
        if middle == 0 && last != 0 {
            out.push('_');
        }
        out.push_str(LAST.get(last).copied().unwrap_or_default());
    }
    vec![out]
}
