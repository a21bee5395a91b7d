//! Burmese script into sounds, syllable by syllable. Sources: BGN/PCGN 1970 agreement for Burmese, MLCTS (1980), and
//! the spellings usual in Myanmar passports (`Kyaw` for MLC `kyau`).

#[rustfmt::skip]
const INITIALS: &[(char, &str)] = &[
    ('က', "k"), ('ခ', "k"), ('ဂ', "g"), ('ဃ', "g"), ('င', "0"), ('စ', "s"), ('ဆ', "s"), ('ဇ', "z"), ('ဈ', "z"), ('ဉ', "n`"), ('ည', "n`"),
    ('ဋ', "t"), ('ဌ', "t"), ('ဍ', "d"), ('ဎ', "d"), ('ဏ', "n"), ('တ', "t"), ('ထ', "t"), ('ဒ', "d"), ('ဓ', "d"), ('န', "n"), ('ပ', "p"), ('ဖ', "P"),
    ('ဗ', "b"), ('ဘ', "b"), ('မ', "m"), ('ယ', "y"), ('ရ', "y"), ('လ', "l"), ('ဝ', "w"), ('သ', "T"), ('ဿ', "T"), ('ဟ', "h"), ('ဠ', "l"), ('အ', ""),
    ('ဣ', "i"), ('ဤ', "i"), ('ဥ', "u"), ('ဦ', "u"), ('ဧ', "e`"), ('ဩ', "o"), ('ဪ', "o"),
];

/// What a final consonant with asat makes of the vowel before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coda {
    None,
    /// က်
    K,
    /// စ်
    S,
    /// တ် and ပ်
    T,
    /// င်
    Ng,
    /// ည်
    Ny,
    /// န်, မ် and the anusvara
    N,
    /// ယ်
    Y,
}

const fn coda(letter: char) -> Coda {
    match letter {
        'က' | 'ခ' | 'ဂ' => Coda::K,
        'စ' | 'ဇ' | 'ဆ' => Coda::S,
        'တ' | 'ပ' | 'ဒ' | 'ဓ' | 'ဗ' | 'ဘ' | 'သ' | 'ဋ' | 'ဌ' | 'ထ' | 'ဖ' | 'လ' | 'ရ' => {
            Coda::T
        }
        'င' => Coda::Ng,
        'ည' | 'ဉ' => Coda::Ny,
        'န' | 'မ' | 'ဏ' => Coda::N,
        'ယ' => Coda::Y,
        _ => Coda::None,
    }
}

/// A syllable being read.
#[derive(Default)]
struct Syllable {
    initial: Option<char>,
    medials: String,
    vowels: String,
    coda: Option<char>,
    written: String,
}

/// Returns each syllable of a word and how it sounds.
pub fn syllables(word: &str) -> Vec<(String, String)> {
    let letters: Vec<char> = word.chars().collect();
    let mut found: Vec<Syllable> = Vec::new();
    let mut n = 0;
    while let Some(letter) = letters.get(n).copied() {
        let next = letters.get(n + 1).copied();
        let from = n;
        match letter {
            // A consonant that only ends the syllable before: with asat, or with one written below it.
            'က'..='အ' | 'ဿ' if matches!(next, Some('\u{103A}' | '\u{1039}')) && !found.is_empty() => {
                if let Some(last) = found.last_mut().filter(|last| last.coda.is_none()) {
                    last.coda = Some(letter);
                }
                n += 1;
            }
            // The tone mark may stand between a consonant and its asat.
            'က'..='အ' if next == Some('\u{1037}') && letters.get(n + 2) == Some(&'\u{103A}') && !found.is_empty() =>
            {
                if let Some(last) = found.last_mut() {
                    last.coda = Some(letter);
                }
                n += 2;
            }
            'က'..='ဪ' | 'ဿ' => found.push(Syllable { initial: Some(letter), ..Syllable::default() }),
            '\u{103B}'..='\u{103E}' => with_last(&mut found, |last| last.medials.push(letter)),
            '\u{102B}'..='\u{1032}' | '\u{1036}' | '\u{103A}' => with_last(&mut found, |last| last.vowels.push(letter)),
            _ => {}
        }
        n += 1;
        with_last(&mut found, |last| last.written.extend(letters.get(from..n).unwrap_or_default()));
    }
    found.iter().map(|syllable| (syllable.written.clone(), read(syllable))).collect()
}

fn with_last(found: &mut [Syllable], change: impl FnOnce(&mut Syllable)) {
    if let Some(last) = found.last_mut() {
        change(last);
    }
}

fn read(syllable: &Syllable) -> String {
    let initial = syllable.initial.unwrap_or('အ');
    let has = |medial: char| syllable.medials.contains(medial);
    let glide = has('\u{103B}') || has('\u{103C}');
    let mut out = String::from(match (initial, glide, has('\u{103E}')) {
        // k with a y is ch, written ky; g with a y is j, written gy.
        ('က' | 'ခ', true, _) => "C",
        ('ဂ' | 'ဃ', true, _) => "J",
        ('ရ', _, true) | ('လ' | 'သ', true, true) => "S",
        _ => INITIALS.iter().find(|(known, _)| *known == initial).map_or("", |(_, sound)| sound),
    });
    if glide && matches!(initial, 'ပ' | 'ဖ' | 'ဗ' | 'ဘ' | 'မ' | 'လ') {
        out.push('y');
    }
    if has('\u{103D}') {
        out.push('w');
    }
    if !"ဣဤဥဦဧဩဪ".contains(initial) {
        out.push_str(rhyme(&syllable.vowels, syllable.coda.map_or(Coda::None, coda), has('\u{103D}')));
    }
    out
}

/// The vowel with the consonant that ends it.
fn rhyme(vowels: &str, end: Coda, after_w: bool) -> &'static str {
    let has = |vowel: char| vowels.contains(vowel);
    let e = has('\u{1031}');
    let a = has('\u{102B}') || has('\u{102C}');
    let (i, u) = (has('\u{102D}') || has('\u{102E}'), has('\u{102F}') || has('\u{1030}'));
    let end = if has('\u{1036}') { Coda::N } else { end };
    match end {
        Coda::K if e && a => "a~*",
        Coda::Ng if e && a => "a~N",
        _ if e && a => "o",
        Coda::K if i && u => "a{*",
        Coda::Ng if i && u => "a{N",
        _ if i && u && end == Coda::Y => "o{",
        _ if i && u => "o",
        Coda::T if i => "e`*",
        Coda::N if i => "e`N",
        Coda::T | Coda::K | Coda::S if u => "o*",
        Coda::N | Coda::Ng if u => "oN",
        Coda::T if after_w => "u*",
        Coda::N if after_w => "uN",
        Coda::K => "e*",
        Coda::S => "i*",
        Coda::T => "a*",
        Coda::Ng => "iN",
        Coda::N => "aN",
        Coda::Ny | Coda::Y => "e`",
        Coda::None if e => "e`",
        Coda::None if has('\u{1032}') => "e`",
        Coda::None if i => "i",
        Coda::None if u => "u",
        Coda::None if a => "a_",
        Coda::None => "a",
    }
}
