//! Scripts of the Brahmi family in India, Nepal, Bangladesh and Sri Lanka into sounds. Nine of them share one plan of
//! their Unicode block (it comes from ISCII), so one table reads them; Sinhala has its own. Sources: ISO 15919,
//! ALA-LC (Sinhala, Tamil), BGN/PCGN for Nepali and Bengali; the inherent vowel may be silent.

/// Offset in the block and sound, without the inherent vowel.
#[rustfmt::skip]
const CONSONANTS: &[&str] = &[
    "k", "k", "g", "g", "N", "C", "C", "J", "J", "n`", "t", "t", "d", "d", "n", "t", "t", "d", "d", "n", "n", "p", "F", "b", "b", "m", "y", "r", "r", "l",
    "l", "l", "v", "S", "@", "s", "h",
];

/// Tamil does not write whether a stop is voiced.
#[rustfmt::skip]
const TAMIL: &[(u32, &str)] =
    &[(0x15, "9"), (0x1A, "@"), (0x1F, "E"), (0x24, "E"), (0x2A, "A"), (0x31, "r"), (0x34, "l"), (0x1C, "J"), (0x29, "n")];

const BENGALI: &[(u32, &str)] =
    &[(0x2C, "B"), (0x2D, "B"), (0x2F, "3"), (0x35, "B"), (0x36, "@"), (0x38, "@"), (0x1C, "3"), (0x1D, "3")];

/// Independent vowels and vowel signs by offset.
#[rustfmt::skip]
const VOWELS: &[(u32, &str)] = &[
    (0x05, "a"), (0x06, "a"), (0x07, "i"), (0x08, "i"), (0x09, "u"), (0x0A, "u"), (0x0B, "ri"), (0x0D, "e"), (0x0E, "e"), (0x0F, "e"), (0x10, "a{"),
    (0x11, "o"), (0x12, "o"), (0x13, "o"), (0x14, "a~"), (0x3E, "a"), (0x3F, "i"), (0x40, "i"), (0x41, "u"), (0x42, "u"), (0x43, "ri"), (0x45, "e"), (0x46, "e"),
    (0x47, "e"), (0x48, "a{"), (0x49, "o"), (0x4A, "o"), (0x4B, "o"), (0x4C, "a~"), (0x60, "ri"),
];

const VIRAMA: u32 = 0x4D;

/// Returns how a word in one of the nine scripts from Devanagari (U+0900) to Malayalam (U+0D7F) sounds.
pub fn sounds(word: &str) -> Vec<String> {
    let mut out = String::new();
    let mut open = false;
    for letter in word.chars() {
        let code = u32::from(letter);
        let (block, offset) = (code & !0x7F, code & 0x7F);
        if let Some(consonant) = consonant(block, offset) {
            if open {
                out.push(inherent(block));
            }
            out.push_str(consonant);
            open = true;
            continue;
        }
        match offset {
            VIRAMA => {}
            0x01 | 0x02 => {
                if open {
                    out.push(inherent(block));
                }
                out.push('N');
            }
            // A dot below: Persian sounds in Hindi, r in Bengali.
            0x3C => {
                dotted(&mut out, block);
                continue;
            }
            _ => out.push_str(VOWELS.iter().find(|(known, _)| *known == offset).map_or("", |(_, sound)| sound)),
        }
        open = false;
    }
    if open {
        out.push(if block_of(word) == 0x0980 { ';' } else { ',' });
    }
    vec![out]
}

fn block_of(word: &str) -> u32 {
    word.chars().next().map_or(0, |letter| u32::from(letter) & !0x7F)
}

/// The vowel that is not written: a, in Bengali and Odia o.
const fn inherent(block: u32) -> char {
    if matches!(block, 0x0980 | 0x0B00) { ';' } else { ',' }
}

fn consonant(block: u32, offset: u32) -> Option<&'static str> {
    let special: &[(u32, &str)] = match block {
        0x0980 => BENGALI,
        0x0B80 => TAMIL,
        _ => &[],
    };
    if let Some((_, sound)) = special.iter().find(|(known, _)| *known == offset) {
        return Some(sound);
    }
    match offset {
        0x15..=0x39 => CONSONANTS.get(usize::try_from(offset - 0x15).ok()?).copied(),
        // Precomposed letters with a dot: q, kh, gh, z, r, rh, f, y.
        0x58..=0x5F => ["q", "X", "G", "z", "r", "r", "f", "y"].get(usize::try_from(offset - 0x58).ok()?).copied(),
        0x70 | 0x71 if block == 0x0980 => Some(if offset == 0x70 { "r" } else { "w" }),
        _ => None,
    }
}

fn dotted(out: &mut String, block: u32) {
    let with_dot = match out.pop() {
        Some('3') if block == 0x0980 => 'y',
        Some('J' | '3') => 'z',
        Some('F') => 'f',
        Some('d' | 't') => 'r',
        Some('g') => 'G',
        Some('k') => 'X',
        Some(other) => other,
        None => return,
    };
    out.push(with_dot);
}

/// Sinhala consonants from U+0D9A.
#[rustfmt::skip]
const SINHALA: &[&str] = &[
    "k", "k", "g", "g", "N", "Ng", "C", "C", "J", "J", "n`", "n`", "nJ", "t", "t", "d", "d", "n", "nd", "t", "t", "d", "d", "n", "", "nd", "p", "F", "b", "b", "m", "mb",
    "y", "r", "", "l", "", "", "v", "S", "@", "s", "h", "l", "f",
];

/// Returns how a Sinhala word sounds.
pub fn sinhala(word: &str) -> Vec<String> {
    let mut out = String::new();
    let mut open = false;
    for letter in word.chars() {
        let code = u32::from(letter);
        let consonant = code.checked_sub(0x0D9A).and_then(|place| SINHALA.get(usize::try_from(place).ok()?));
        if let Some(consonant) = consonant.filter(|consonant| !consonant.is_empty()) {
            if open {
                out.push(',');
            }
            out.push_str(consonant);
            open = true;
            continue;
        }
        let sound = match code {
            0x0D82 => {
                if open {
                    ",N"
                } else {
                    "N"
                }
            }
            0x0DCA | 0x200D => "",
            0x0D85 | 0x0D86 | 0x0DCF => "a",
            0x0D87 | 0x0D88 | 0x0DD0 | 0x0DD1 => "'",
            0x0D89 | 0x0D8A | 0x0DD2 | 0x0DD3 => "i",
            0x0D8B | 0x0D8C | 0x0DD4 | 0x0DD6 => "u",
            0x0D91 | 0x0D92 | 0x0DD9 | 0x0DDA => "e",
            0x0D93 | 0x0DDB => "a{",
            0x0D94 | 0x0D95 | 0x0DDC | 0x0DDD => "o",
            0x0D96 | 0x0DDE => "a~",
            0x0DD8 => "ru",
            _ => continue,
        };
        out.push_str(sound);
        open = false;
    }
    if open {
        out.push(',');
    }
    vec![out]
}
