//! The forms in which a program may write a text.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};

/// Returns a text in fourteen encodings, with their names; those that cannot say it are left out.
pub fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf8 = text.as_bytes();
    let mut forms = vec![
        ("UTF-8", utf8.to_vec()),
        ("UTF-16LE", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("UTF-32LE", text.chars().flat_map(|char| u32::from(char).to_le_bytes()).collect()),
    ];
    for (name, encoding) in [("CP932", SHIFT_JIS), ("EUC-JP", EUC_JP), ("ISO-2022-JP", ISO_2022_JP)] {
        forms.extend(legacy(text, encoding).map(|bytes| (name, bytes)));
    }
    for alphabet in [b"+/", b"-_"] {
        for (before, name) in ["base64", "base64 behind one byte", "base64 behind two bytes"].into_iter().enumerate() {
            forms.push((name, base64(utf8, before, alphabet)));
        }
    }
    for digits in [b"0123456789abcdef", b"0123456789ABCDEF"] {
        forms.push(("hexadecimal", utf8.iter().flat_map(|byte| hex(*byte, digits)).collect()));
        forms.push(("%XX", utf8.iter().flat_map(|byte| percent(*byte, digits)).collect()));
        for all in [true, false] {
            forms.push(("\\uXXXX", text.chars().flat_map(|char| escaped(char, digits, all)).collect()));
        }
    }
    for all in [true, false] {
        forms.push(("&#n;", text.chars().flat_map(|char| reference(char, all)).collect()));
    }
    let mut seen = std::collections::HashSet::new();
    forms.retain(|(_, bytes)| seen.insert(bytes.clone()));
    forms
}

/// Without the shifts at both ends: before and after it other Japanese text may stand.
fn legacy(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, has_unknown) = encoding.encode(text);
    if has_unknown {
        return None;
    }
    let begin = if bytes.starts_with(b"\x1B") { 3 } else { 0 };
    let bytes = bytes.get(begin..)?;
    Some(bytes.strip_suffix(b"\x1B(B").unwrap_or(bytes).to_vec())
}

/// The digits that are the same whatever stands around the text when it begins `before` bytes after a group of three.
fn base64(bytes: &[u8], before: usize, two_last: &[u8; 2]) -> Vec<u8> {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    alphabet.extend(two_last);
    let bits: Vec<u8> = std::iter::repeat_n(0, before)
        .chain(bytes.iter().copied())
        .flat_map(|byte| (0..8).rev().map(move |bit| (byte >> bit) & 1))
        .collect();
    let digits = bits.chunks_exact(6).map(|six| six.iter().fold(0, |digit, bit| digit << 1 | usize::from(*bit)));
    let first_whole = (before * 8).div_ceil(6);
    digits.skip(first_whole).filter_map(|digit| alphabet.get(digit).copied()).collect()
}

fn hex(byte: u8, digits: &[u8; 16]) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|half| digits.get(usize::from(half)).copied().unwrap_or_default())
}

fn percent(byte: u8, digits: &[u8; 16]) -> Vec<u8> {
    if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
        return vec![byte];
    }
    let [high, low] = hex(byte, digits);
    vec![b'%', high, low]
}

/// As JSON and JavaScript may write it; `all` also what needs no escape.
fn escaped(char: char, digits: &[u8; 16], all: bool) -> Vec<u8> {
    if char.is_ascii() && !all {
        return vec![u8::try_from(char).unwrap_or_default()];
    }
    let mut units = [0; 2];
    let units = char.encode_utf16(&mut units).iter();
    units
        .flat_map(|unit| {
            b"\\u".iter().copied().chain(unit.to_be_bytes().into_iter().flat_map(|byte| hex(byte, digits)))
        })
        .collect()
}

/// As HTML and XML may write it.
fn reference(char: char, all: bool) -> Vec<u8> {
    if char.is_ascii() && !all { char.to_string().into_bytes() } else { format!("&#{};", u32::from(char)).into_bytes() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn form<'a>(forms: &'a [(&'static str, Vec<u8>)], name: &str) -> Vec<&'a [u8]> {
        forms.iter().filter(|(known, _)| *known == name).map(|(_, bytes)| bytes.as_slice()).collect()
    }

    #[test]
    fn a_japanese_text_has_fourteen_encodings() {
        let names: BTreeSet<_> = forms("芭紫・春夏").into_iter().map(|(name, _)| name).collect();

        assert_eq!(names.len(), 14, "{names:?}");
    }

    #[test]
    fn the_forms_are_what_other_programs_write() {
        let forms = forms("春A夏");

        // iconv -t CP932 | xxd -p, and so on
        assert_eq!(form(&forms, "CP932"), [[0x8F, 0x74, b'A', 0x89, 0xC4]]);
        assert_eq!(form(&forms, "EUC-JP"), [[0xBD, 0xD5, b'A', 0xB2, 0xC6]]);
        assert_eq!(form(&forms, "ISO-2022-JP"), [b"=U\x1B(BA\x1B$B2F"]);
        assert_eq!(form(&forms, "UTF-32LE"), [[0x25, 0x66, 0, 0, b'A', 0, 0, 0, 0x0F, 0x59, 0, 0]]);
        assert!(form(&forms, "\\uXXXX").contains(&b"\\u6625A\\u590f".as_slice()));
        assert!(form(&forms, "\\uXXXX").contains(&b"\\u6625\\u0041\\u590F".as_slice()));
        assert_eq!(form(&forms, "&#n;"), [b"&#26149;&#65;&#22799;".as_slice(), b"&#26149;A&#22799;"]);
    }

    #[test]
    fn what_an_encoding_cannot_say_is_left_out() {
        let forms = forms("حسين");

        assert_eq!(form(&forms, "CP932"), Vec::<&[u8]>::new());
        assert_eq!(form(&forms, "UTF-8").len(), 1);
    }
}
