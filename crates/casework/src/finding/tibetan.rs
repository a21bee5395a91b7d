//! Tibetan into sounds, syllable by syllable. Source: BGN/PCGN 1986 agreement (Tibetan Pinyin) and the THL Simplified
//! Phonetic Transcription: prefixes and head letters are silent, some endings change the vowel.

const PREFIXES: &[char] = &['ག', 'ད', 'བ', 'མ', 'འ'];

#[rustfmt::skip]
const ROOTS: &[(char, &str)] = &[
    ('ཀ', "k"), ('ཁ', "k"), ('ག', "9"), ('ང', "0"), ('ཅ', "C"), ('ཆ', "C"), ('ཇ', "6"), ('ཉ', "n`"), ('ཏ', "t"), ('ཐ', "t"), ('ད', "E"), ('ན', "n"),
    ('པ', "p"), ('ཕ', "P"), ('བ', "A"), ('མ', "m"), ('ཙ', "c"), ('ཚ', "c"), ('ཛ', "3"), ('ཝ', "w"), ('ཞ', "S"), ('ཟ', "D"), ('འ', ""), ('ཡ', "y"),
    ('ར', "r"), ('ལ', "l"), ('ཤ', "S"), ('ས', "s"), ('ཧ', "h"), ('ཨ', ""),
];

/// Returns each syllable and how it sounds; a word is divided at its tshegs.
pub fn syllables(word: &str) -> Vec<(String, String)> {
    word.split(['་', '༌', '།']).filter(|part| !part.is_empty()).map(|part| (part.to_owned(), syllable(part))).collect()
}

fn is_base(letter: char) -> bool {
    ('\u{0F40}'..='\u{0F6C}').contains(&letter)
}

/// The letter that stands below, as one on the line.
fn raised(letter: char) -> Option<char> {
    ('\u{0F90}'..='\u{0FBC}').contains(&letter).then(|| char::from_u32(u32::from(letter) - 0x50)).flatten()
}

fn syllable(text: &str) -> String {
    // Stacks: a letter on the line with those below it, and a vowel.
    let mut stacks: Vec<(Vec<char>, Option<char>)> = Vec::new();
    for letter in text.chars() {
        match (is_base(letter), raised(letter)) {
            (true, _) => stacks.push((vec![letter], None)),
            (false, Some(below)) => {
                if let Some(last) = stacks.last_mut() {
                    last.0.push(below);
                }
            }
            _ if "\u{0F72}\u{0F74}\u{0F7A}\u{0F7C}\u{0F71}\u{0F7B}\u{0F7D}\u{0F80}".contains(letter) => {
                if let Some(last) = stacks.last_mut() {
                    last.1 = Some(letter);
                }
            }
            _ => {}
        }
    }
    let root = root_of(&stacks);
    let Some((letters, vowel)) = stacks.get(root) else { return String::new() };
    let ending = stacks.get(root + 1).and_then(|(letters, _)| letters.first().copied());
    // A prefix is heard after an open syllable: blo-bzang is Lobsang.
    let mut out =
        String::from(match root.checked_sub(1).and_then(|n| stacks.get(n)).and_then(|(letters, _)| letters.first()) {
            Some('བ') => ":",
            Some('མ' | 'འ') => "M",
            _ => "",
        });
    out.push_str(&onset(letters));
    out.push_str(match (vowel, ending) {
        (Some('\u{0F72}' | '\u{0F80}'), _) => "i",
        (Some('\u{0F74}'), _) => "u",
        (Some('\u{0F7A}' | '\u{0F7B}'), _) => "e",
        (Some('\u{0F7C}' | '\u{0F7D}'), _) => "o",
        // Before d, n, l and s an a is spoken e.
        (_, Some('ད' | 'ན' | 'ལ' | 'ས')) => "'",
        _ => "a",
    });
    out.push_str(match ending {
        Some('ག') => "?",
        Some('ང') => "N?",
        Some('ན') => "n",
        Some('བ') => "A",
        Some('མ') => "m",
        Some('ར') => "%",
        Some('ལ') => "^",
        _ => "",
    });
    out
}

/// Which stack is spoken first: the one with a letter below or a vowel, else the one that the order of letters leaves.
fn root_of(stacks: &[(Vec<char>, Option<char>)]) -> usize {
    if let Some(found) = stacks.iter().position(|(letters, vowel)| letters.len() > 1 || vowel.is_some()) {
        return found;
    }
    let first_is_prefix = stacks.first().and_then(|(letters, _)| letters.first()).is_some_and(|c| PREFIXES.contains(c));
    let second_ends = stacks.get(1).and_then(|(letters, _)| letters.first()).is_some_and(|c| "གངདནབམའརལས".contains(*c));
    match stacks.len() {
        0..=2 => 0,
        3 if first_is_prefix
            && !(second_ends && stacks.get(2).is_some_and(|(l, _)| matches!(l.first(), Some('ས' | 'ད')))) =>
        {
            1
        }
        3 => 0,
        _ => 1,
    }
}

fn onset(letters: &[char]) -> String {
    if letters == ['ལ', 'ཧ'] {
        return String::from("l");
    }
    let (below, upper) = match letters {
        [upper @ .., last] if matches!(last, 'ཡ' | 'ར' | 'ལ' | 'ཝ') && !upper.is_empty() => {
            (Some(*last), upper)
        }
        all => (None, all),
    };
    // r, l and s above another letter are silent.
    let root = upper.last().copied().unwrap_or('ཨ');
    let sound = match (root, below) {
        ('ཀ' | 'ཁ', Some('ཡ')) => "ky",
        ('ག', Some('ཡ')) => "gy",
        ('པ' | 'ཕ', Some('ཡ')) => "C",
        ('བ', Some('ཡ')) => "6",
        ('མ', Some('ཡ')) => "n`",
        ('ཀ' | 'ཁ' | 'ཏ' | 'ཐ' | 'པ' | 'ཕ', Some('ར')) => "t%",
        ('ག' | 'ད' | 'བ', Some('ར')) => "d%",
        ('ས', Some('ར')) => "s",
        ('ཟ', Some('ལ')) => "d",
        (_, Some('ལ')) => "l",
        _ => ROOTS.iter().find(|(known, _)| *known == root).map_or("", |(_, sound)| sound),
    };
    String::from(sound)
}
