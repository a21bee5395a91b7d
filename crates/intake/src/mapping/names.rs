//! Names as they stand in a cell: one, or two in different scripts.

use casework::names::NameKind;

use super::words::is_nothing;

/// The script of a name, as far as it decides what kind of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Latin,
    Kana,
    Other,
}

/// The script of the letters of a text; of several the one that is not Latin.
pub fn script(text: &str) -> Script {
    let (mut latin, mut kana, mut other) = (false, false, false);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        match c {
            'a'..='z'
            | 'A'..='Z'
            | '\u{C0}'..='\u{24F}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{FF21}'..='\u{FF3A}'
            | '\u{FF41}'..='\u{FF5A}' => latin = true,
            '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => kana = true,
            _ => other = true,
        }
    }
    match (latin, kana, other) {
        (_, _, true) => Script::Other,
        (_, true, false) => Script::Kana,
        _ => Script::Latin,
    }
}

/// The names in a cell that holds a whole name: `Amal KHAN（アマル・カーン）` holds two.
pub fn whole(text: &str) -> Vec<(NameKind, String)> {
    let parts = parts(text);
    let scripts: Vec<_> = parts.iter().map(|part| script(part)).collect();
    let has_other = scripts.contains(&Script::Other);
    let mut found: Vec<(NameKind, String)> = Vec::new();
    for (part, script) in parts.into_iter().zip(scripts) {
        let kind = match script {
            Script::Latin => NameKind::Latin,
            Script::Other => NameKind::OwnScript,
            // Beside kanji it says how they are read, else it is what they are called.
            Script::Kana if has_other => NameKind::Reading,
            Script::Kana => NameKind::Preferred,
        };
        let kind = if found.iter().any(|(taken, _)| *taken == kind) { NameKind::Other } else { kind };
        found.push((kind, part));
    }
    found
}

/// What stands on lines of its own, in brackets, or behind a slash, when it is in another script.
fn parts(text: &str) -> Vec<String> {
    let opened = text
        .replace(['(', '（', '[', '［', '【', '〔', '\n', '／'], "/")
        .replace([')', '）', ']', '］', '】', '〕'], "/");
    let parts: Vec<_> = opened.split('/').map(without_title).filter(|part| !part.is_empty()).collect();
    let differ = parts
        .iter()
        .enumerate()
        .all(|(at, part)| parts.iter().skip(at.saturating_add(1)).all(|other| script(part) != script(other)));
    match parts.len() {
        2 | 3 if differ => parts,
        // Two in one script, a note in brackets: it stays one name, as it is written.
        _ => vec![without_title(&text.replace('\n', " "))],
    }
}

/// Without what is only politeness, and with single blanks.
fn without_title(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let shorter = ["さん", "様", "さま", "氏", "殿"]
        .iter()
        .find_map(|title| name.strip_suffix(title))
        .filter(|rest| rest.chars().count() >= 2);
    let longer =
        ["Mr. ", "Ms. ", "Mrs. ", "Mr ", "Ms ", "Mrs ", "Dr. "].iter().find_map(|title| name.strip_prefix(title));
    shorter.or(longer).unwrap_or(&name).trim().to_owned()
}

/// A name from its parts: in the order of Japanese when it is written in kana or kanji, else the given name first.
pub fn joined(family: &str, given: &str, middle: &str) -> Option<String> {
    let [family, given, middle] =
        [family, given, middle].map(|part| if is_nothing(part) { String::new() } else { without_title(part) });
    let all = format!("{family}{given}{middle}");
    let ordered = match script(&all) {
        Script::Latin => [&given, &middle, &family],
        Script::Kana | Script::Other => [&family, &given, &middle],
    };
    let name = ordered.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Latin, OwnScript, Preferred, Reading};

    fn found(text: &str) -> Vec<(NameKind, String)> {
        whole(text)
    }

    #[test]
    fn a_cell_can_hold_a_name_in_two_scripts() {
        let pair = |a: (NameKind, &str), b: (NameKind, &str)| vec![(a.0, a.1.to_owned()), (b.0, b.1.to_owned())];
        let expected = pair((Latin, "Amal KHAN"), (Preferred, "アマル・カーン"));
        assert_eq!(found("Amal KHAN（アマル・カーン）"), expected);
        assert_eq!(found("Amal KHAN\nアマル・カーン"), expected);
        assert_eq!(found("山田太郎(ヤマダ タロウ)"), pair((OwnScript, "山田太郎"), (Reading, "ヤマダ タロウ")));
    }

    #[test]
    fn a_single_name_is_of_the_kind_of_its_script() {
        assert_eq!(found(" Amal  Khan "), [(Latin, String::from("Amal Khan"))]);
        assert_eq!(found("アマルさん"), [(Preferred, String::from("アマル"))]);
        assert_eq!(found("محمد"), [(OwnScript, String::from("محمد"))]);
        assert_eq!(
            found("Khan (Amal)"),
            [(Latin, String::from("Khan (Amal)"))],
            "one script: nobody knows what the brackets mean"
        );
    }

    #[test]
    fn parts_are_joined_in_the_order_of_their_script() {
        assert_eq!(joined("Khan", "Amal", "").as_deref(), Some("Amal Khan"));
        assert_eq!(joined("カーン", "アマル", "").as_deref(), Some("カーン アマル"));
        assert_eq!(joined("Khan", "", "").as_deref(), Some("Khan"));
        assert_eq!(joined("", " ", "-"), None);
    }
}
