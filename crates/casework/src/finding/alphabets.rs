//! Alphabets with one letter for a sound: Cyrillic, Greek, Georgian, Armenian. Sources: BGN/PCGN systems for Russian
//! (1947), Ukrainian (2019, the national system of 2010), Belarusian (1979), Uzbek, Kazakh, Kyrgyz and Tajik, Serbian;
//! ISO 843 (Greek); the national systems of Georgia (2002) and BGN/PCGN Armenian (1981).

#[rustfmt::skip]
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "4"), ('ґ', "g"), ('д', "d"), ('е', "e"), ('ё', "`o"), ('є', "`e"), ('ж', "Z"), ('з', "z"),
    ('и', "i"), ('і', "i"), ('ї', "i"), ('й', "`"), ('ј', "y"), ('к', "k"), ('л', "l"), ('м', "m"), ('н', "n"), ('о', "o"), ('п', "p"),
    ('р', "r"), ('с', "s"), ('т', "t"), ('у', "u"), ('ў', "W"), ('ф', "f"), ('х', "X"), ('ц', "c"), ('ч', "C"), ('ш', "S"), ('щ', "S!"),
    ('ъ', ""), ('ы', "i"), ('ь', ""), ('э', "e"), ('ю', "`u"), ('я', "`a"), ('қ', "q"), ('ғ', "G"), ('ҳ', "h"), ('ә', "'"), ('ө', "o"),
    ('ү', "u"), ('ұ', "u"), ('ң', "N"), ('һ', "h"), ('ӣ', "i"), ('ӯ', "u"), ('ҷ', "J"), ('ђ', "J"), ('љ', "l`"), ('њ', "n`"), ('ћ', "C"), ('џ', "J"),
    ('\'', ""), ('ʼ', ""), ('’', ""),
];

#[rustfmt::skip]
const GREEK: &[(&str, &str)] = &[
    ("ου", "u"), ("αι", "e"), ("ει", "i"), ("οι", "i"), ("υι", "i"), ("αυ", "av"), ("ευ", "ev"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "Ng"), ("τζ", "J"), ("τσ", "c"),
    ("α", "a"), ("β", "v"), ("γ", "g"), ("δ", "D"), ("ε", "e"), ("ζ", "z"), ("η", "i"), ("θ", "T"), ("ι", "i"), ("κ", "k"), ("λ", "l"), ("μ", "m"),
    ("ν", "n"), ("ξ", "ks"), ("ο", "o"), ("π", "p"), ("ρ", "r"), ("σ", "s"), ("ς", "s"), ("τ", "t"), ("υ", "i"), ("φ", "f"), ("χ", "1"), ("ψ", "ps"), ("ω", "o"),
];

#[rustfmt::skip]
const GEORGIAN: &[(char, &str)] = &[
    ('ა', "a"), ('ბ', "b"), ('გ', "g"), ('დ', "d"), ('ე', "e"), ('ვ', "v"), ('ზ', "z"), ('თ', "t"), ('ი', "i"), ('კ', "k"), ('ლ', "l"), ('მ', "m"),
    ('ნ', "n"), ('ო', "o"), ('პ', "p"), ('ჟ', "Z"), ('რ', "r"), ('ს', "s"), ('ტ', "t"), ('უ', "u"), ('ფ', "F"), ('ქ', "k"), ('ღ', "G"), ('ყ', "q"),
    ('შ', "S"), ('ჩ', "C"), ('ც', "c"), ('ძ', "3"), ('წ', "c"), ('ჭ', "C"), ('ხ', "X"), ('ჯ', "J"), ('ჰ', "h"),
];

#[rustfmt::skip]
const ARMENIAN: &[(char, &str)] = &[
    ('ա', "a"), ('բ', "A"), ('գ', "9"), ('դ', "E"), ('ե', "e"), ('զ', "z"), ('է', "e"), ('ը', "."), ('թ', "t"), ('ժ', "Z"), ('ի', "i"), ('լ', "l"),
    ('խ', "X"), ('ծ', "c"), ('կ', "9"), ('հ', "h"), ('ձ', "3"), ('ղ', "G"), ('ճ', "6"), ('մ', "m"), ('յ', "`"), ('ն', "n"), ('շ', "S"), ('ո', "o"),
    ('չ', "C"), ('պ', "A"), ('ջ', "6"), ('ռ', "r"), ('ս', "s"), ('վ', "v"), ('տ', "E"), ('ր', "r"), ('ց', "c"), ('ւ', "W"), ('փ', "F"), ('ք', "k"),
    ('և', "ev"), ('օ', "o"), ('ֆ', "f"),
];

/// Returns how Cyrillic letters sound.
pub fn cyrillic(word: &str) -> Vec<String> {
    let mut out = String::new();
    for (n, letter) in word.chars().enumerate() {
        // At the beginning and after a vowel, е is ye.
        if letter == 'е' && (n == 0 || out.ends_with(['a', 'e', 'i', 'o', 'u'])) {
            out.push('`');
        }
        out.push_str(of(CYRILLIC, letter));
    }
    // An adjective's ending: -ий, -ый, -ій are written y, iy, ii or i.
    if out.ends_with("i`") {
        out.pop();
    }
    vec![out]
}

/// Returns how Greek letters sound. Accents are folded away before.
pub fn greek(word: &str) -> Vec<String> {
    let mut out = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if let Some((letters, sound)) = GREEK.iter().find(|(letters, _)| rest.starts_with(letters)) {
            out.push_str(sound);
            rest = rest.strip_prefix(letters).unwrap_or_default();
        } else {
            rest = rest.strip_prefix(first).unwrap_or_default();
        }
    }
    vec![out]
}

/// Returns how Georgian letters sound.
pub fn georgian(word: &str) -> Vec<String> {
    vec![word.chars().map(|letter| of(GEORGIAN, letter)).collect()]
}

/// Returns how Armenian letters sound, East or West.
pub fn armenian(word: &str) -> Vec<String> {
    let mut out = String::new();
    for (n, letter) in word.chars().enumerate() {
        match (letter, n) {
            ('ե', 0) => out.push_str("`e"),
            ('ո', 0) => out.push_str("~o"),
            // ու is one vowel.
            ('ւ', _) if out.ends_with('o') => {
                out.pop();
                out.push('u');
            }
            _ => out.push_str(of(ARMENIAN, letter)),
        }
    }
    vec![out]
}

fn of(table: &[(char, &'static str)], letter: char) -> &'static str {
    table.iter().find(|(known, _)| *known == letter).map_or("", |(_, sound)| sound)
}
