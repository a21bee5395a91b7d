//! Ethiopic syllables into sounds: eight orders of each consonant. Source: BGN/PCGN 2007 system for Amharic and
//! Tigrinya; the sixth order has a vowel or none.

/// The consonants in the order of the block, eight syllables each, from U+1200.
#[rustfmt::skip]
const ROWS: &[&str] = &[
    "h", "l", "h", "m", "s", "r", "s", "S", "q", "kw", "q", "kw", "b", "v", "t", "C", "X", "hw", "n", "n`", "", "k", "kw", "X", "Xw", "w", "",
    "z", "Z", "y", "d", "d", "J", "g", "gw", "g", "t", "C", "p", "c", "c", "f", "p",
];

const ORDERS: &[&str] = &["'", "u", "i", "a", "e`", ".", "o", "wa"];

/// Returns how Ethiopic syllables sound.
pub fn sounds(word: &str) -> Vec<String> {
    let mut out = String::new();
    for letter in word.chars() {
        let Some(place) = u32::from(letter).checked_sub(0x1200) else { continue };
        let (row, order) = (usize::try_from(place / 8).unwrap_or(usize::MAX), usize::try_from(place % 8).unwrap_or(0));
        let (Some(consonant), Some(vowel)) = (ROWS.get(row), ORDERS.get(order)) else { continue };
        match (*consonant, order) {
            // Without a consonant the first order is a, and the sixth is a vowel that is spoken.
            ("" | "h", 0) => {
                out.push_str(consonant);
                out.push('a');
            }
            ("", 5) => out.push('V'),
            ("y", 5) => out.push('`'),
            ("w", 5) => out.push('~'),
            _ => {
                out.push_str(consonant);
                out.push_str(vowel);
            }
        }
    }
    vec![out]
}
