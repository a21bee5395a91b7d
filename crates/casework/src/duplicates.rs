//! Whether two people may be one. It explains; a person decides.

use crate::{dates::PartialDate, names::PersonName, participant::Profile, text::fold};

/// Why two people may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A name is the same, whatever its case, width, accents or order of parts.
    SameName,
    /// A name differs by a letter or two.
    SimilarName,
    /// The dates of birth agree as far as both are known.
    SameBirth,
    /// The nationality is the same.
    SameNationality,
}

/// Returns why two people may be one: at least one name the same, or a similar name with another sign that agrees.
/// Empty when they are not likely the same.
pub fn compare(one: &Profile, other: &Profile) -> Vec<Reason> {
    let same_birth = births_agree(one, other);
    let births_differ = same_birth == Some(false);
    let same_nationality = one.nationality.is_some() && one.nationality == other.nationality;
    let mut reasons = Vec::new();
    match names_agree(&one.names, &other.names) {
        Some(Reason::SameName) => reasons.push(Reason::SameName),
        Some(similar) if !births_differ && (same_birth == Some(true) || same_nationality) => reasons.push(similar),
        Some(_) | None => return Vec::new(),
    }
    reasons.extend((same_birth == Some(true)).then_some(Reason::SameBirth));
    reasons.extend(same_nationality.then_some(Reason::SameNationality));
    reasons
}

fn births_agree(one: &Profile, other: &Profile) -> Option<bool> {
    let (a, b) = (one.birth.as_ref()?, other.birth.as_ref()?);
    // EXPOSE: compared, not kept.
    let (a, b): (PartialDate, PartialDate) = (*a.expose(), *b.expose());
    Some(a.agrees_with(b))
}

/// The strongest agreement between any two names.
fn names_agree(ours: &[PersonName], theirs: &[PersonName]) -> Option<Reason> {
    // EXPOSE: compared in folded form, dropped at the end of this function.
    let folded = |names: &[PersonName]| names.iter().map(|name| key(name.text.expose())).collect::<Vec<_>>();
    let (ours, theirs) = (folded(ours), folded(theirs));
    let pairs = || ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    if pairs().any(|(a, b)| a == b) {
        return Some(Reason::SameName);
    }
    pairs().any(|(a, b)| similar(a, b)).then_some(Reason::SimilarName)
}

/// The folded parts of a name in alphabetical order: "Khan Amal" is "Amal Khan".
pub fn key(name: &str) -> String {
    let folded = fold(name);
    let mut parts: Vec<_> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.sort_unstable();
    parts.join(" ")
}

/// Whether two keys are alike. One letter may differ from five letters on, two from nine on: short names would all be
/// alike.
pub fn similar(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    strsim::osa_distance(a, b) <= allowed
}

#[cfg(test)]
mod tests {
    use guarded::Guarded;

    use super::*;
    use crate::names::NameKind;

    fn person(name: &str, birth: &str) -> Profile {
        Profile {
            names: vec![PersonName::of(NameKind::Preferred, Guarded::from(name))],
            birth: PartialDate::parse(birth).ok().map(Guarded::new),
            nationality: Some(Guarded::from("AFG")),
            ..Profile::default()
        }
    }

    #[test]
    fn the_order_of_names_and_their_case_do_not_hide_a_duplicate() {
        let reasons = compare(&person("Amal KHAN", "1990"), &person("khan, amal", "1990-04-30"));

        assert_eq!(reasons, [Reason::SameName, Reason::SameBirth, Reason::SameNationality]);
    }

    #[test]
    fn a_letter_more_is_a_duplicate_when_something_else_agrees() {
        let reasons = compare(&person("Bashir Ahmadi", "1990"), &person("Basheer Ahmadi", "1990"));

        assert!(reasons.contains(&Reason::SimilarName));
    }

    #[test]
    fn similar_names_with_other_births_are_two_people() {
        assert_eq!(compare(&person("Bashir Ahmadi", "1990"), &person("Bashar Ahmadi", "1985")), []);
    }

    #[test]
    fn two_short_names_are_not_similar() {
        assert_eq!(compare(&person("李", "1990"), &person("王", "1990")), []);
        assert_eq!(compare(&person("Li", "1990"), &person("Lu", "1990")), []);
    }
}
