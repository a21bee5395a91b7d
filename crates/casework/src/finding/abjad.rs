//! Arabic letters (Arabic, Persian, Dari, Pashto, Urdu, Kurdish, Uyghur) and Hebrew into sounds. Short vowels are not
//! written and stay open. Sources: BGN/PCGN systems for Arabic (1956), Persian (1958), Pashto (1968), Urdu (2007),
//! Kurdish (2007); ALA-LC for Uyghur and Hebrew.

#[rustfmt::skip]
const CONSONANTS: &[(char, &str)] = &[
    ('ب', "b"), ('پ', "p"), ('ت', "t"), ('ط', "t"), ('ٹ', "t"), ('ټ', "t"), ('ث', "T"), ('ج', "j"), ('چ', "C"), ('ځ', "z"), ('څ', "c"),
    ('ح', "h"), ('ه', "h"), ('ھ', "h"), ('ہ', "h"), ('ۀ', "="), ('خ', "X"), ('د', "d"), ('ڈ', "d"), ('ډ', "d"), ('ذ', "D"), ('ض', "D"), ('ظ', "D"),
    ('ر', "r"), ('ڑ', "r"), ('ړ', "r"), ('ڕ', "r"), ('ز', "z"), ('ژ', "Z"), ('ږ', "Z"), ('س', "s"), ('ص', "s"), ('ش', "S"), ('ښ', "S"),
    ('غ', "G"), ('ف', "f"), ('ڤ', "v"), ('ق', "q"), ('ک', "k"), ('ك', "k"), ('ګ', "g"), ('گ', "g"), ('ل', "l"), ('ڵ', "l"), ('م', "m"),
    ('ن', "n"), ('ڼ', "n"), ('ں', "N"), ('ڭ', "N"), ('ۋ', "W"),
    ('א', ""), ('ב', "B"), ('ג', "g"), ('ד', "d"), ('ז', "z"), ('ח', "X"), ('ט', "t"), ('כ', "k"), ('ך', "X"), ('ל', "l"), ('מ', "m"), ('ם', "m"),
    ('נ', "n"), ('ן', "n"), ('ס', "s"), ('פ', "F"), ('ף', "f"), ('צ', "c"), ('ץ', "c"), ('ק', "k"), ('ר', "r"), ('ש', "@"), ('ת', "t"), ('ה', "h"),
];

/// Letters and marks that are vowels wherever they stand: Kurdish and Uyghur vowels, the points of Arabic.
#[rustfmt::skip]
const VOWELS: &[(char, &str)] = &[
    ('آ', "a"), ('ۆ', "o"), ('ۇ', "u"), ('ۈ', "u"), ('ې', "e"), ('ە', "'"), ('ێ', "e"), ('ۅ', "o"), ('ٱ', ""),
    ('\u{064E}', "a"), ('\u{064F}', "u"), ('\u{0650}', "i"), ('\u{0670}', "a"), ('ۍ', "Y"), ('ے', "e`"), ('ئ', "."),
];

/// Returns how letters of this kind sound.
pub fn sounds(word: &str) -> Vec<String> {
    let letters: Vec<char> =
        word.chars().filter(|c| !matches!(*c, '\u{0640}' | '\u{0651}' | '\u{0652}' | '\u{200C}')).collect();
    let mut out = String::new();
    for (n, letter) in letters.iter().enumerate() {
        let first = n == 0;
        let next = letters.get(n + 1).copied();
        let sound = match letter {
            // A carrier or a throat sound: a vowel stands here, which only some letters write.
            'ا' | 'أ' | 'إ' | 'ع' | 'ئ' | 'א' | 'ע' if first => {
                if next.is_some_and(writes_vowel) {
                    ""
                } else {
                    "V"
                }
            }
            'ا' | 'أ' | 'ى' => "a",
            'إ' | 'ع' | 'ء' | 'ؤ' | 'ئ' | 'א' | 'ע' => ".",
            'و' | 'ו' if first => "w",
            'و' | 'ו' => "W",
            'ي' | 'ی' | 'י' if first => "y",
            'ي' | 'ی' | 'י' => "Y",
            'ة' | 'ۃ' => "&",
            'ه' | 'ہ' | 'ה' if next.is_none() && n > 1 => "=",
            // Urdu writes the breath of an aspirate with this letter.
            'ھ' if !first && out.ends_with(['b', 'p', 't', 'd', 'k', 'g', 'C', 'j']) => "",
            _ => known(*letter),
        };
        let consonant = |c: char| !"aeiouV.='&WY`".contains(c);
        if sound.starts_with(consonant) && out.ends_with(consonant) {
            out.push('.');
        }
        out.push_str(sound);
    }
    vec![out]
}

fn writes_vowel(letter: char) -> bool {
    "اويیوۆۇۈېەێىיו".contains(letter)
}

fn known(letter: char) -> &'static str {
    CONSONANTS.iter().chain(VOWELS).find(|(known, _)| *known == letter).map_or("", |(_, sound)| sound)
}
