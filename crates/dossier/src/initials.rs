//! Letters in the place of a name.

use casework::names::{NameKind, PersonName};

/// The most letters: a name of many parts would be found by the number of them.
const MOST: usize = 3;

/// Returns the initials of somebody's name in Latin letters, for example `A. H.`; nothing when no name is written in
/// them.
pub fn initials(names: &[PersonName]) -> Option<String> {
    let latin = |name: &&PersonName| name.script.code() == "Latn";
    let name = names.iter().filter(latin).min_by_key(|name| match name.kind {
        NameKind::Latin => 0,
        NameKind::Preferred => 1,
        NameKind::OwnScript | NameKind::Alias => 2,
        _ => 3,
    })?;
    // EXPOSE: reduced to its first letters.
    let parts = name.text.expose().split(|c: char| c.is_whitespace() || c == '-');
    let letters: Vec<_> = parts.filter_map(|part| part.chars().find(|c| c.is_alphabetic())).take(MOST).collect();
    let dotted = |letter: &char| format!("{}.", letter.to_uppercase());
    (!letters.is_empty()).then(|| letters.iter().map(dotted).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use guarded::Guarded;

    use super::*;

    fn of(names: &[(NameKind, &str)]) -> Option<String> {
        let names: Vec<_> = names.iter().map(|(kind, text)| PersonName::of(*kind, Guarded::from(*text))).collect();
        initials(&names)
    }

    #[test]
    fn the_name_of_the_passport_gives_the_letters() {
        assert_eq!(of(&[(NameKind::Preferred, "Mimi"), (NameKind::Latin, "amal Nour")]).as_deref(), Some("A. N."));
        assert_eq!(of(&[(NameKind::Latin, "Amal al-Hasan")]).as_deref(), Some("A. A. H."));
        assert_eq!(of(&[(NameKind::Latin, "Žaneta")]).as_deref(), Some("Ž."));
    }

    #[test]
    fn a_name_of_many_parts_is_not_found_by_their_number() {
        assert_eq!(of(&[(NameKind::Latin, "A B C D E F G")]).as_deref(), Some("A. B. C."));
    }

    #[test]
    fn without_latin_letters_there_are_none() {
        assert_eq!(of(&[(NameKind::OwnScript, "أمل الحسن"), (NameKind::Reading, "アマル")]), None);
        assert_eq!(of(&[(NameKind::Latin, "123")]), None);
        assert_eq!(of(&[]), None);
    }
}
