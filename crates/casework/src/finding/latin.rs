//! Latin letters into sounds. The letters do not say which language wrote them, so what languages read differently
//! stays open. Sources of the groups: BGN/PCGN and ALA-LC romanisation tables, ICAO Doc 9303 part 3 section 6 (what
//! passports make of letters), Hanyu Pinyin, Revised Romanization of Korean, MLCTS and the usual Burmese spellings.

use any_ascii::any_ascii_char;

/// Groups of letters, the longest first: letters, what must follow (`v` a vowel, `e` a front vowel, `c` no vowel, `$`
/// the end), sounds.
#[rustfmt::skip]
const GROUPS: &[(&str, char, &str)] = &[
    ("tsch", ' ', "C"), ("dsch", ' ', "J"), ("shch", ' ', "S!"), ("schtsch", ' ', "S!"),
    ("tch", ' ', "C"), ("sch", ' ', "S"), ("dzh", ' ', "J"), ("eau", ' ', "o"), ("ssh", ' ', "S"), ("cch", ' ', "C"),
    ("tsz", ' ', "c"), ("tth", ' ', "T"), ("kkh", ' ', "X"),
    ("aye", '$', "ay="), ("ngh", ' ', "Ng"), ("nng", ' ', "N"), ("hng", ' ', "N"), ("gui", ' ', "gi"), ("gue", ' ', "ge"),
    ("que", ' ', "ke"), ("qui", ' ', "ki"), ("iew", ' ', "yu~"), ("ieu", ' ', "yu"), ("oua", ' ', "wa"), ("oue", ' ', "we"), ("oui", ' ', "wi"),
    ("sh", ' ', "S"), ("ch", ' ', "1"), ("kh", ' ', "X"), ("gh", ' ', "G"), ("ph", ' ', "F"), ("th", ' ', "T"), ("dh", ' ', "D"),
    ("zh", ' ', "Z"), ("bh", ' ', "b"), ("jh", ' ', "J"), ("rh", ' ', "r"), ("lh", ' ', "l"), ("nh", ' ', "n"), ("wh", ' ', "w"),
    ("dj", ' ', "J"), ("tj", ' ', "C"), ("dz", ' ', "3"), ("ts", ' ', "c"), ("tz", ' ', "c"), ("cz", ' ', "C"), ("sz", ' ', "@"),
    ("hn", ' ', "n"), ("hm", ' ', "m"), ("hl", ' ', "hl"), ("ht", 'v', "t"), ("hp", 'v', "F"), ("hk", 'v', "k"), ("hs", 'v', "s"), ("hw", ' ', "hw"),
    ("ck", ' ', "k"), ("cq", ' ', "k"), ("qu", 'v', "kw"), ("gn", 'v', "gn"), ("ny", 'v', "n`"),
    ("ng", 'v', "Ng"), ("ng", ' ', "N?"), ("nt", '$', "n/"), ("nd", '$', "nd"), ("mb", '$', "m"),
    ("oo", ' ', "u"), ("ou", ' ', "u"), ("ee", ' ', "i"), ("uu", ' ', "u"), ("ii", ' ', "i"), ("aa", ' ', "a"), ("ea", ' ', "e'"),
    ("ie", '$', "i"), ("oe", '$', "o"), ("oe", ' ', "oe"), ("ae", ' ', "a`"), ("ue", 'c', "ue"),
    ("ai", 'c', "a{"), ("ay", 'c', "a{"), ("ei", 'c', "e`"), ("ey", 'c', "e`"), ("oi", 'c', "o{"), ("oy", 'c', "o{"), ("ui", 'c', "ui"), ("uy", 'c', "u{"),
    ("au", 'c', "a~"), ("aw", 'c', "a~"), ("ao", 'c', "a~"), ("ow", 'c', "o#"), ("eu", 'c', "e~"), ("iy", 'c', "i"), ("ij", '$', "i`"),
    ("iy", 'v', "iy"), ("ya", 'v', "ya"), ("uw", 'v', "uw"),
    ("ce", ' ', "ce"), ("ci", ' ', "ci"), ("cy", ' ', "ci"), ("ge", ' ', "Qe"), ("gi", ' ', "Qi"),
    ("ar", 'c', "a%"), ("er", 'c', "e%"), ("or", 'c', "o%"), ("ah", 'c', "a_"), ("eh", 'c', "e_"), ("oh", 'c', "o_"), ("uh", 'c', "u_"), ("ih", 'c', "i_"),
    ("qi", ' ', "+i"), ("qu", ' ', "+u"), ("qy", ' ', "+i"), ("ll", 'v', "L"),
    ("x", '$', "ks"),
];

/// Letters that folding to ASCII would turn into something that sounds different.
#[rustfmt::skip]
const LETTERS: &[(char, &str)] = &[
    ('ş', "sh"), ('š', "sh"), ('ș', "sh"), ('ś', "sh"), ('ŝ', "sh"), ('ṣ', "s"), ('ç', "\u{1}"), ('č', "\u{1}"), ('ć', "\u{1}"), ('ĉ', "\u{1}"),
    ('ğ', "\u{2}"), ('ǧ', "gh"), ('ġ', "gh"), ('ž', "zh"), ('ż', "zh"), ('ź', "zh"), ('ñ', "ny"), ('ń', "n"), ('ň', "n"), ('ł', "\u{3}"),
    ('đ', "d"), ('ð', "dh"), ('þ', "th"), ('ß', "ss"), ('ø', "o"), ('ö', "o"), ('ü', "u"), ('ä', "a"), ('å', "o"), ('æ', "e"),
    ('œ', "e"), ('ə', "e"), ('ı', "i"), ('ħ', "h"), ('ḥ', "h"), ('ḫ', "kh"), ('ẖ', "kh"), ('ţ', "ts"), ('ț', "ts"), ('ř', "r"),
    ('ơ', "o"), ('ư', "u"), ('ŋ', "ng"), ('ʼ', "'"), ('ʻ', "'"), ('ʿ', "'"), ('ʾ', "'"), ('’', "'"), ('‘', "'"), ('`', "'"),
];

/// Returns how Latin letters sound, the likeliest reading first. `word` is in lower case, in normal form C.
pub fn sounds(word: &str) -> Vec<String> {
    let turkish = word.contains(['ş', 'ı', 'ğ', 'ç']);
    let vietnamese = is_vietnamese(word);
    let ascii = spelt(word);
    let mut spelt = vec![ascii.clone()];
    let mut also = |change: &dyn Fn(&str) -> Option<String>| {
        let more: Vec<String> = spelt.iter().filter_map(|known| change(known)).collect();
        spelt.extend(more);
    };
    also(&|known| known.contains("ky").then(|| known.replace("ky", "\u{1}")));
    also(&|known| known.contains("gy").then(|| known.replace("gy", "j")));
    // The Burmese aw is an open o.
    also(&|known| known.strip_suffix("aw").map(|stem| format!("{stem}o")));
    let mut found: Vec<String> = spelt.iter().map(|known| read(known)).collect();
    // The Korean eo is one vowel.
    found.extend(ascii.contains("eo").then(|| read(&ascii.replace("eo", "o"))));
    found.extend(ascii.strip_suffix('x').is_none().then(|| inner_x(&ascii)).flatten());
    found.extend((ascii.contains("oi") && ascii.len() > 4).then(|| read(&ascii.replace("oi", "wa"))));
    if turkish || ascii.starts_with('c') && ascii.len() <= 6 {
        found.extend(hard_c(&ascii).map(|other| read(&other)));
    }
    found.extend(ascii.strip_prefix("tr").filter(|_| vietnamese).map(|rest| read(&format!("\u{1}{rest}"))));
    found.extend(ascii.strip_prefix("gi").filter(|_| vietnamese).map(|rest| read(&format!("z{rest}"))));
    found.extend(
        ascii.strip_prefix('d').filter(|_| vietnamese && !word.starts_with('đ')).map(|rest| read(&format!("z{rest}"))),
    );
    found.extend(ascii.strip_prefix("ng").map(|rest| format!("0{}", read(rest))));
    found.extend(french(&ascii).map(|other| read(&other)));
    let mut seen: Vec<String> = Vec::new();
    for sounds in found {
        if !sounds.is_empty() && !seen.contains(&sounds) && seen.len() < 4 {
            seen.push(sounds);
        }
    }
    seen
}

/// ASCII letters that keep what the accents said.
fn spelt(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        match LETTERS.iter().find(|(known, _)| *known == letter) {
            Some((_, spelt)) => out.push_str(spelt),
            None if letter.is_ascii() => out.push(letter),
            None => out.push_str(&any_ascii_char(letter).to_ascii_lowercase()),
        }
    }
    out
}

/// A syllable that could be Vietnamese: one group of vowels, an ending that the language has.
fn is_vietnamese(word: &str) -> bool {
    let ascii = spelt(word);
    if word.contains('đ') || word.contains(['ơ', 'ư']) {
        return true;
    }
    let rest = ascii.trim_start_matches(|c: char| !is_vowel(c));
    let end = rest.trim_start_matches(is_vowel);
    ascii.len() <= 7 && !rest.is_empty() && ["", "n", "ng", "nh", "m", "p", "t", "c", "ch"].contains(&end)
}

/// Between letters, x is ks (Alexander) unless it is the Pinyin or the Uzbek one.
fn inner_x(ascii: &str) -> Option<String> {
    let (first, rest) = ascii.split_at_checked(1)?;
    rest.contains('x').then(|| read(&format!("{first}{}", rest.replace('x', "ks"))))
}

/// In Turkish and Kurdish c is the j of English; in Somali it is the Arabic ʿayn.
fn hard_c(ascii: &str) -> Option<String> {
    ascii.contains('c').then(|| ascii.replace("ch", "\u{1}").replace('c', "j"))
}

/// Endings that French leaves silent.
fn french(ascii: &str) -> Option<String> {
    const SILENT: &[(&str, &str)] = &[
        ("eux", "e"),
        ("ieux", "ye"),
        ("aux", "o"),
        ("ault", "o"),
        ("aud", "o"),
        ("ois", "wa"),
        ("ais", "e"),
        ("et", "e"),
        ("ert", "er"),
        ("ot", "o"),
        ("ez", "e"),
        ("ier", "ye"),
    ];
    let (end, spoken) = SILENT.iter().find(|(end, _)| ascii.len() > end.len() + 2 && ascii.ends_with(end))?;
    Some(format!("{}{spoken}", ascii.strip_suffix(end)?))
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Reads ASCII letters from the left, the longest group first.
fn read(ascii: &str) -> String {
    let mut out = String::with_capacity(ascii.len());
    let mut rest = ascii;
    while let Some(first) = rest.chars().next() {
        let group = GROUPS
            .iter()
            .find(|(letters, needed, _)| rest.strip_prefix(letters).is_some_and(|after| fits(*needed, after, &out)));
        if let Some((letters, _, sounds)) = group {
            out.push_str(sounds);
            rest = rest.strip_prefix(letters).unwrap_or_default();
            continue;
        }
        let mut after = rest.chars();
        after.next();
        rest = after.as_str();
        match first {
            '\u{1}' => out.push('C'),
            '\u{2}' => out.push('['),
            '\u{3}' => out.push(']'),
            'a' | 'e' | 'i' | 'o' | 'u' => out.push(first),
            'y' if rest.starts_with(is_vowel) => out.push('y'),
            'y' => out.push('i'),
            'c' => out.push('k'),
            'q' => out.push('q'),
            'x' => out.push('x'),
            'j' => out.push('j'),
            'z' | 'b' | 'd' | 'f' | 'g' | 'h' | 'k' | 'l' | 'm' | 'n' | 'p' | 'r' | 's' | 't' | 'v' | 'w' => {
                out.push(first)
            }
            _ => {}
        }
    }
    out
}

/// Whether what comes after a group is what it needs.
fn fits(needed: char, after: &str, before: &str) -> bool {
    let next = after.chars().next();
    match needed {
        'v' => next.is_some_and(|next| is_vowel(next) || next == 'y' || next == 'w'),
        'c' => next.is_none_or(|next| !is_vowel(next) && next != 'y' && next != 'h'),
        '$' => next.is_none() && !before.is_empty(),
        _ => true,
    }
}
