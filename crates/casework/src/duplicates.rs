//! Whether two people may be one. It explains; a person decides.

use crate::{
    dates::PartialDate,
    finding::{Heard, answer},
    names::PersonName,
    participant::Profile,
    text::fold,
};

/// Why two people may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A name is the same, whatever its case, width, accents or order of parts.
    SameName,
    /// A name sounds the same in another script or spelling.
    SameSound,
    /// A name is spelt or sounds a little different.
    SimilarName,
    /// The dates of birth agree as far as both are known.
    SameBirth,
    /// The nationality is the same.
    SameNationality,
}

/// Names that answer each other at least this well sound the same.
const SAME_SOUND: f32 = 0.9;
/// Names that answer each other at least this well are similar.
const SIMILAR: f32 = 0.82;

/// Returns why two people may be one. Empty when they are not likely the same:
///
/// - the same name in full says so, unless the dates of birth differ and nothing else agrees;
/// - a name of one part, or one that only sounds the same, needs a date of birth or a nationality that agrees, and no
///   date of birth that differs;
/// - a similar name needs the same date of birth.
pub fn compare(one: &Profile, other: &Profile) -> Vec<Reason> {
    let births = births_agree(one, other);
    let nationality = match (&one.nationality, &other.nationality) {
        (Some(ours), Some(theirs)) => Some(ours == theirs),
        _ => None,
    };
    let Some((name, full)) = names_agree(&one.names, &other.names) else { return Vec::new() };
    let agrees = births == Some(true) || nationality == Some(true);
    let likely = match name {
        Reason::SameName if full => births != Some(false) || nationality == Some(true),
        Reason::SameName | Reason::SameSound => births != Some(false) && agrees,
        _ => births == Some(true) && nationality != Some(false),
    };
    if !likely {
        return Vec::new();
    }
    let mut reasons = vec![name];
    reasons.extend((births == Some(true)).then_some(Reason::SameBirth));
    reasons.extend((nationality == Some(true)).then_some(Reason::SameNationality));
    reasons
}

fn births_agree(one: &Profile, other: &Profile) -> Option<bool> {
    let (a, b) = (one.birth.as_ref()?, other.birth.as_ref()?);
    // EXPOSE: compared, not kept.
    let (a, b): (PartialDate, PartialDate) = (*a.expose(), *b.expose());
    Some(a.agrees_with(b))
}

/// The strongest agreement between any two names, and whether the name has more than one part.
fn names_agree(ours: &[PersonName], theirs: &[PersonName]) -> Option<(Reason, bool)> {
    // EXPOSE: taken apart and compared, dropped at the end of this function.
    let heard = |names: &[PersonName]| names.iter().map(|name| Heard::new(name.text.expose())).collect::<Vec<_>>();
    let (ours, theirs) = (heard(ours), heard(theirs));
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    pairs
        .filter_map(|(a, b)| agreement(a, b).map(|reason| (reason, a.parts.len() > 1)))
        .min_by_key(|(reason, full)| (*reason, !full))
}

/// Returns how two names agree: the same letters, the same sound, or similar; nothing when they do not.
pub fn agreement(a: &Heard, b: &Heard) -> Option<Reason> {
    if sorted(&a.folded) == sorted(&b.folded) {
        return Some(Reason::SameName);
    }
    // Both ways, so that a part of a name is not taken for the whole.
    let mutual = answer(a, b, false)?.score.min(answer(b, a, false)?.score);
    let short = a.parts.iter().chain(&b.parts).all(|part| part.substance() < 150);
    match mutual {
        _ if short && mutual < 0.97 => None,
        SAME_SOUND.. => Some(Reason::SameSound),
        SIMILAR.. => Some(Reason::SimilarName),
        _ => None,
    }
}

/// The folded parts of a name in alphabetical order: "Khan Amal" is "Amal Khan".
pub fn key(name: &str) -> String {
    sorted(&fold(name))
}

fn sorted(folded: &str) -> String {
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
        let reasons = compare(&person("Bashir Ahmadi", "1990"), &person("Tashir Ahmadi", "1990"));

        assert!(reasons.contains(&Reason::SimilarName), "{reasons:?}");
    }

    #[test]
    fn similar_names_with_other_births_are_two_people() {
        assert_eq!(compare(&person("Bashir Ahmadi", "1990"), &person("Bashar Ahmadi", "1985")), []);
    }

    #[test]
    fn a_name_in_another_script_is_a_duplicate_when_something_else_agrees() {
        let reasons = compare(&person("محمد خان", "1990"), &person("Mohammed Khan", "1990"));

        assert_eq!(reasons, [Reason::SameSound, Reason::SameBirth, Reason::SameNationality]);
        assert_eq!(compare(&person("محمد خان", "1990"), &person("Mohammed Khan", "1985")), []);
    }

    #[test]
    fn a_common_name_of_one_part_is_no_sign_by_itself() {
        assert_eq!(compare(&person("Mohammed", "1990"), &person("Mohammed", "1985")), []);
        let unknown = Profile { nationality: None, birth: None, ..person("Mohammed", "1990") };
        assert_eq!(compare(&unknown, &person("Mohammed", "1985")), []);
    }

    #[test]
    fn two_short_names_are_not_similar() {
        assert_eq!(compare(&person("李", "1990"), &person("王", "1990")), []);
        assert_eq!(compare(&person("Li", "1990"), &person("Lu", "1990")), []);
    }
}
