//! Kana into sounds: Hepburn's readings, with what kana cannot tell apart left open (l and r, b and v, the vowel that
//! katakana adds after a consonant). Source: 外来語の表記 (Cabinet notice No. 2 of 1991), tables 1 and 2.

/// Two kana that are read together.
#[rustfmt::skip]
const PAIRS: &[(&str, &str)] = &[
    ("きゃ", "kya"), ("きゅ", "kyu"), ("きょ", "kyo"), ("ぎゃ", "gya"), ("ぎゅ", "gyu"), ("ぎょ", "gyo"),
    ("しゃ", "Sa"), ("しゅ", "Su"), ("しょ", "So"), ("しぇ", "Se"), ("じゃ", "3a"), ("じゅ", "3u"), ("じょ", "3o"), ("じぇ", "3e"),
    ("ちゃ", "Ca"), ("ちゅ", "Cu"), ("ちょ", "Co"), ("ちぇ", "Ce"), ("ぢゃ", "Ja"), ("ぢゅ", "Ju"), ("ぢょ", "Jo"),
    ("にゃ", "nya"), ("にゅ", "nyu"), ("にょ", "nyo"), ("ひゃ", "hya"), ("ひゅ", "hyu"), ("ひょ", "hyo"),
    ("びゃ", "Bya"), ("びゅ", "Byu"), ("びょ", "Byo"), ("ぴゃ", "pya"), ("ぴゅ", "pyu"), ("ぴょ", "pyo"),
    ("みゃ", "mya"), ("みゅ", "myu"), ("みょ", "myo"), ("りゃ", "Rya"), ("りゅ", "Ryu"), ("りょ", "Ryo"),
    ("ふぁ", "fa"), ("ふぃ", "fi"), ("ふぇ", "fe"), ("ふぉ", "fo"), ("ふゅ", "fyu"),
    ("ゔぁ", "va"), ("ゔぃ", "vi"), ("ゔぇ", "ve"), ("ゔぉ", "vo"), ("ゔゅ", "vyu"),
    ("てぃ", "ti"), ("でぃ", "di"), ("とぅ", "tu"), ("どぅ", "du"), ("てゅ", "tyu"), ("でゅ", "dyu"), ("てぇ", "te"), ("でぇ", "de"),
    ("いぇ", "ye"), ("うぃ", "wi"), ("うぇ", "we"), ("うぉ", "wo"), ("うぁ", "wa"),
    ("くぁ", "kwa"), ("くぃ", "kwi"), ("くぇ", "kwe"), ("くぉ", "kwo"), ("ぐぁ", "gwa"), ("ぐぃ", "gwi"), ("ぐぇ", "gwe"), ("ぐぉ", "gwo"),
    ("つぁ", "ca"), ("つぃ", "ci"), ("つぇ", "ce"), ("つぉ", "co"), ("すぃ", "si"), ("ずぃ", "zi"),
    ("きぇ", "kye"), ("ぎぇ", "gye"), ("にぇ", "nye"), ("ひぇ", "hye"), ("びぇ", "Bye"), ("ぴぇ", "pye"), ("みぇ", "mye"), ("りぇ", "Rye"),
    ("しぃ", "8i"), ("ちぃ", "2i"), ("じぃ", "3i"), ("すゅ", "syu"),
];

/// One kana. A vowel that katakana may have added is written `U`, `O` or `I`.
#[rustfmt::skip]
const SINGLE: &[(char, &str)] = &[
    ('あ', "a"), ('い', "i"), ('う', "u"), ('え', "e"), ('お', "o"),
    ('ぁ', "a"), ('ぃ', "i"), ('ぅ', "u"), ('ぇ', "e"), ('ぉ', "o"),
    ('か', "ka"), ('き', "kI"), ('く', "kU"), ('け', "ke"), ('こ', "ko"), ('ゕ', "ka"), ('ゖ', "ke"),
    ('が', "ga"), ('ぎ', "gi"), ('ぐ', "gU"), ('げ', "ge"), ('ご', "go"),
    ('さ', "sa"), ('し', "8I"), ('す', "sU"), ('せ', "se"), ('そ', "so"),
    ('ざ', "za"), ('じ', "3I"), ('ず', "7U"), ('ぜ', "ze"), ('ぞ', "zo"),
    ('た', "ta"), ('ち', "2I"), ('つ', "5U"), ('て', "te"), ('と', "tO"),
    ('だ', "da"), ('ぢ', "3i"), ('づ', "7u"), ('で', "de"), ('ど', "dO"),
    ('な', "na"), ('に', "ni"), ('ぬ', "nU"), ('ね', "ne"), ('の', "no"),
    ('は', "ha"), ('ひ', "hi"), ('ふ', "HU"), ('へ', "he"), ('ほ', "ho"),
    ('ば', "Ba"), ('び', "Bi"), ('ぶ', "BU"), ('べ', "Be"), ('ぼ', "Bo"),
    ('ぱ', "pa"), ('ぴ', "pi"), ('ぷ', "pU"), ('ぺ', "pe"), ('ぽ', "po"),
    ('ま', "ma"), ('み', "mi"), ('む', "mU"), ('め', "me"), ('も', "mo"),
    ('や', "ya"), ('ゆ', "yu"), ('よ', "yo"), ('ゃ', "ya"), ('ゅ', "yu"), ('ょ', "yo"),
    ('ら', "Ra"), ('り', "Ri"), ('る', "RU"), ('れ', "Re"), ('ろ', "Ro"),
    ('わ', "wa"), ('ゐ', "wi"), ('ゑ', "we"), ('を', "o"), ('ゎ', "wa"), ('ゔ', "vU"),
    ('ー', "_"),
];

/// Returns how kana sound. Width and the difference between hiragana and katakana are folded away before.
pub fn sounds(folded: &str) -> Vec<String> {
    let letters: Vec<char> = folded.chars().collect();
    // Korean family names that other spellings begin with l or r: 이 (イ, Lee), 유 (ユ, Ryu).
    if matches!(letters.as_slice(), ['い' | 'ゆ' | 'よ' | 'や'] | ['い' | 'ゆ' | 'よ' | 'や', 'ー' | 'ん']) {
        return vec![format!("^{}", read(&letters)), read(&letters)];
    }
    vec![read(&letters)]
}

fn read(letters: &[char]) -> String {
    let mut out = String::new();
    let mut rest = letters;
    while let Some((first, after)) = rest.split_first() {
        let pair: String = rest.iter().take(2).collect();
        if let Some((_, read)) = PAIRS.iter().find(|(known, _)| *known == pair) {
            push(&mut out, read);
            rest = after.get(1..).unwrap_or_default();
            continue;
        }
        match first {
            'っ' => out.push_str(if after.is_empty() { "*" } else { geminate(after) }),
            'ん' => out.push_str(nasal(after)),
            // ング at the end is how katakana writes the ng of Aung or Wang.
            'ぐ' if out.ends_with('N') && !followed_by_vowel(after) => out.push_str("?U"),
            // The second half of a diphthong, or a vowel that is only long.
            'い' if out.ends_with('e') => out.push('`'),
            'い' if out.ends_with(['a', 'o', 'u']) => out.push('{'),
            // At the beginning イ may be yi, ウ wu, エ ye.
            'い' | 'え' if out.is_empty() => out.push_str(if *first == 'い' { "`i" } else { "`e" }),
            'う' if out.is_empty() => out.push_str("#u"),
            'う' if out.ends_with('a') => out.push('~'),
            'う' if out.ends_with('o') => out.push('#'),
            _ => push(&mut out, SINGLE.iter().find(|(known, _)| known == first).map_or("", |(_, read)| read)),
        }
        rest = after;
    }
    out
}

/// A long vowel is written with the same vowel again: one is enough.
fn push(out: &mut String, read: &str) {
    if read.len() == 1 && out.ends_with(read) {
        return;
    }
    out.push_str(read);
}

fn followed_by_vowel(after: &[char]) -> bool {
    after.first().is_some_and(|next| "あいうえおぁぃぅぇぉ".contains(*next))
}

/// っ doubles the consonant after it, and one is enough. In Burmese names it is a stop.
fn geminate(after: &[char]) -> &'static str {
    match after.first() {
        Some('さ'..='ど' | 'か'..='ご' | 'ぱ' | 'ぴ' | 'ぷ' | 'ぺ' | 'ぽ' | 'ば' | 'び' | 'ぶ' | 'べ' | 'ぼ') => {
            ""
        }
        _ => "*",
    }
}

/// Before n or m, ん may only double it.
fn nasal(after: &[char]) -> &'static str {
    match after.first() {
        Some('な'..='の' | 'ま'..='も') => "M",
        _ => "N",
    }
}
