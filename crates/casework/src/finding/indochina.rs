//! Thai, Lao and Khmer into sounds. Sources: Royal Thai General System (1999), BGN/PCGN 1966 for Lao, UNGEGN 1972 and
//! BGN/PCGN for Khmer. Names keep the letters of Pali and Sanskrit, so what ends a syllable stays open (r and l are
//! read n).

/// Thai consonants from U+0E01; Lao has the same plan from U+0E81.
#[rustfmt::skip]
const CONSONANTS: &[&str] = &[
    "9", "k", "k", "k", "k", "k", "0", "6", "C", "1", "s", "C", "y", "d", "t", "t", "t", "t", "n", "E", "E", "t", "t", "t", "n", "A", "p", "p", "f", "P",
    "f", "P", "m", "y", "r", "", "l", "", "w", "@", "@", "s", "h", "l", "", "h",
];

/// Returns how a Thai or Lao word sounds.
pub fn thai(word: &str) -> Vec<String> {
    // Both blocks in one numbering, without tone marks.
    let letters: Vec<u32> = word.chars().filter_map(|letter| place(u32::from(letter))).collect();
    let mut out = String::new();
    let mut held: Option<&str> = None;
    for (n, letter) in letters.iter().enumerate() {
        let (next, after) = (letters.get(n + 1).copied(), letters.get(n + 2).copied());
        match *letter {
            // ร doubled is a, with n at the end.
            0x23 if next == Some(0x23) => out.push_str("aN"),
            0x23 if n > 0 && letters.get(n - 1) == Some(&0x23) => {}
            // A consonant under the silencer is not spoken.
            0x01..=0x2E
                if next == Some(0x4C)
                    || (next.is_some_and(|next| matches!(next, 0x34 | 0x38)) && after == Some(0x4C)) => {}
            0x24 => out.push_str("Ri"),
            0x2D => carrier(&mut out, held.is_some(), next),
            0x01..=0x2E => {
                if !(*letter == 0x2B
                    && next.is_some_and(|next| matches!(next, 0x07 | 0x0D | 0x19 | 0x21 | 0x22 | 0x23 | 0x25 | 0x27)))
                {
                    consonant(&mut out, *letter, next);
                }
                // A vowel that is written before its consonant is spoken after it.
                if let Some(vowel) = held.take() {
                    out.push_str(vowel);
                }
            }
            0x40 => held = Some("e"),
            0x41 => held = Some("'"),
            0x42 => held = Some("o"),
            0x43 | 0x44 => held = Some("a{"),
            // NFKC writes sara am as two signs.
            0x32 if n > 0 && letters.get(n - 1) == Some(&0x4D) => {}
            0x30..=0x32 => out.push('a'),
            0x33 | 0x4D => out.push_str("am"),
            0x34..=0x37 => out.push('i'),
            0x38 | 0x39 => out.push('u'),
            0x3B => out.push('o'),
            0x3D => out.push('`'),
            _ => {}
        }
    }
    vec![out]
}

fn place(code: u32) -> Option<u32> {
    match code {
        0x0E01..=0x0E7F => Some(code - 0x0E00),
        // Lao has an o above (U+0EBB), a y below (U+0EBD) and two digraphs with a silent h.
        0x0EDC => Some(0x19),
        0x0EDD => Some(0x21),
        0x0EBC => Some(0x25),
        0x0E81..=0x0EFF => Some(code - 0x0E80),
        _ => None,
    }
    .filter(|place| !matches!(place, 0x47..=0x4B))
}

/// อ carries a vowel, or is an o.
fn carrier(out: &mut String, has_vowel: bool, next: Option<u32>) {
    let vowel_follows = next.is_some_and(|next| matches!(next, 0x30..=0x3A));
    if !out.is_empty() && !has_vowel && !vowel_follows {
        out.push('o');
    } else if out.is_empty() && !has_vowel && !vowel_follows {
        out.push('V');
    }
}

fn consonant(out: &mut String, letter: u32, next: Option<u32>) {
    let spoken = |c: char| !"aeiouV.'`".contains(c);
    if out.ends_with(spoken) {
        out.push('.');
    }
    let ends = next.is_none_or(|next| next <= 0x2E || matches!(next, 0x40..=0x44));
    let index = usize::try_from(letter.saturating_sub(1)).unwrap_or(usize::MAX);
    out.push_str(match letter {
        // At the end of a syllable r and l are read n, and written either way.
        0x23 | 0x25 if ends && !out.is_empty() => "R",
        0x27 if !out.is_empty() => "W",
        0x22 | 0x0D if ends && !out.is_empty() => "`",
        0x17 | 0x18 if ends => "E",
        _ => CONSONANTS.get(index).copied().unwrap_or_default(),
    });
}

#[rustfmt::skip]
const KHMER: &[&str] = &[
    "k", "k", "k", "k", "N", "C", "C", "C", "C", "n`", "d", "t", "d", "t", "n", "t", "t", "t", "t", "n", "A", "P", "p", "P", "m", "y", "r", "l", "v", "s",
    "s", "s", "h", "l", "",
];

/// Returns how a Khmer word sounds.
pub fn khmer(word: &str) -> Vec<String> {
    let mut out = String::new();
    let mut below = false;
    for letter in word.chars() {
        let code = u32::from(letter);
        let sound = match code {
            0x17D2 => {
                below = true;
                continue;
            }
            0x1780..=0x17A2 => {
                let index = usize::try_from(code - 0x1780).unwrap_or(usize::MAX);
                let consonant = KHMER.get(index).copied().unwrap_or_default();
                if !below && out.ends_with(|c: char| !"aeiouV.'`~".contains(c)) {
                    out.push('.');
                }
                // A final r is silent.
                consonant
            }
            0x17A3..=0x17B3 => "V",
            0x17B6 => "'",
            0x17B7 | 0x17B8 => "Y",
            0x17B9 | 0x17BA | 0x17BF => "e~",
            0x17BB | 0x17BC => "u",
            0x17BD => "uo",
            0x17BE => "V",
            0x17C0 => "ie",
            0x17C1 | 0x17C2 => "e`",
            0x17C3 => "a{",
            0x17C4 => "o~",
            0x17C5 => "a~",
            0x17C6 => "Vm",
            0x17C7 => "V",
            _ => "",
        };
        below = false;
        out.push_str(sound);
    }
    if out.ends_with('r') {
        out.pop();
        out.push('%');
    }
    vec![out]
}
