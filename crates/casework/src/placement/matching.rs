//! Who may fit an opening, with the reasons. There is no score: a person decides.

use chrono::NaiveDate;

use crate::{
    opening::NewOpening,
    participant::Residence,
    profile::{Cefr, JlptLevel, LanguageSkill, ResidenceWarning, SelfRated, residence_warning},
};

/// How one side of an opening suits somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suits {
    /// It does.
    Yes,
    /// Nobody knows.
    Unknown,
    /// It does not.
    No,
}

/// What is looked at of somebody.
#[derive(Debug, Clone)]
pub struct Seeker {
    /// ISCO-08 groups of what they did so far, or codes of the office with the group they are a kind of.
    pub occupations: Vec<String>,
    /// Their languages.
    pub languages: Vec<LanguageSkill>,
    /// JIS X 0401; empty when not told.
    pub prefecture: String,
    /// The status they hold.
    pub residence: Option<Residence>,
}

/// What is known of somebody's Japanese, the best of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Japanese {
    /// A test that was passed.
    Jlpt(JlptLevel),
    /// The lowest of the levels that were assessed.
    Cefr(Cefr),
    /// What they say themselves.
    Says(SelfRated),
    /// Nothing.
    Unknown,
}

/// How an opening suits somebody, side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The occupation: the same sub-major group, the same major group, or another.
    pub occupation: Suits,
    /// The group of theirs that comes nearest; empty when nothing does.
    pub nearest: String,
    /// Whether the nearest is the very group that is asked for.
    pub same_group: bool,
    /// The level of Japanese.
    pub japanese: Suits,
    /// What is known of it.
    pub knows: Japanese,
    /// Other languages that are asked for and that they did not name.
    pub languages_missing: Vec<String>,
    /// The place.
    pub place: Suits,
    /// The residence status, where the opening names some.
    pub status: Suits,
    /// What speaks against work on the day.
    pub work: Option<ResidenceWarning>,
}

impl Fit {
    /// Looks at somebody for an opening, with work beginning on a day.
    pub fn of(opening: &NewOpening, seeker: &Seeker, starts_on: NaiveDate) -> Self {
        let (occupation, nearest, same_group) = occupation(&opening.occupation, &seeker.occupations);
        let knows = japanese(&seeker.languages);
        let speaks = |code: &&String| !seeker.languages.iter().any(|known| &&known.language == code);
        Self {
            occupation,
            nearest,
            same_group,
            japanese: opening.japanese.map_or(Suits::Yes, |needed| knows.reaches(needed)),
            knows,
            languages_missing: opening.languages.iter().filter(speaks).cloned().collect(),
            place: same(&opening.prefecture, &seeker.prefecture),
            status: status(&opening.statuses, seeker.residence.as_ref()),
            work: residence_warning(seeker.residence.as_ref(), starts_on),
        }
    }

    /// Whether anything speaks clearly against it.
    pub fn is_against(&self) -> bool {
        let no_work = matches!(
            self.work,
            Some(ResidenceWarning::NoPermission | ResidenceWarning::PermitEnds(_) | ResidenceWarning::WorkEnds(_))
        );
        no_work || [self.japanese, self.status].contains(&Suits::No)
    }
}

fn occupation(asked: &str, held: &[String]) -> (Suits, String, bool) {
    let major = |code: &str| code.chars().next();
    if asked.is_empty() {
        return (Suits::Yes, String::new(), false);
    }
    if let Some(same) = held.iter().find(|code| code.as_str() == asked) {
        return (Suits::Yes, same.clone(), true);
    }
    match held.iter().find(|code| major(code) == major(asked)) {
        Some(near) => (Suits::Yes, near.clone(), false),
        None if held.iter().all(String::is_empty) => (Suits::Unknown, String::new(), false),
        None => (Suits::No, String::new(), false),
    }
}

fn same(asked: &str, told: &str) -> Suits {
    match (asked, told) {
        ("", _) => Suits::Yes,
        (_, "") => Suits::Unknown,
        (asked, told) if asked == told => Suits::Yes,
        _ => Suits::No,
    }
}

fn status(asked: &[String], held: Option<&Residence>) -> Suits {
    match held {
        _ if asked.is_empty() => Suits::Yes,
        None => Suits::Unknown,
        // EXPOSE: compared with codes; nothing of it leaves.
        Some(held) if asked.iter().any(|code| code == held.status.expose()) => Suits::Yes,
        Some(_) => Suits::No,
    }
}

/// The best that is known: a test before an assessment before what they say.
fn japanese(languages: &[LanguageSkill]) -> Japanese {
    let Some(skill) = languages.iter().find(|skill| skill.language == "ja") else { return Japanese::Unknown };
    if let Some(test) = skill.jlpt.filter(|test| test.passed) {
        return Japanese::Jlpt(test.level);
    }
    let cefr = skill.cefr;
    let scales = [cefr.listening, cefr.reading, cefr.spoken_interaction, cefr.spoken_production, cefr.writing];
    match (scales.into_iter().flatten().min(), skill.self_rated) {
        (Some(level), _) => Japanese::Cefr(level),
        (None, Some(said)) => Japanese::Says(said),
        (None, None) => Japanese::Unknown,
    }
}

impl Japanese {
    /// Whether it is enough. What people say proves nothing, and an assessment is no test: both leave it open unless they
    /// are clear (jlpt.jp, indication of the CEFR level for reference).
    fn reaches(self, needed: JlptLevel) -> Suits {
        let enough = match needed {
            JlptLevel::N1 => Cefr::C1,
            JlptLevel::N2 => Cefr::B2,
            JlptLevel::N3 => Cefr::B1,
            JlptLevel::N4 => Cefr::A2,
            JlptLevel::N5 => Cefr::A1,
        };
        match self {
            Self::Jlpt(level) if level.number() <= needed.number() => Suits::Yes,
            Self::Jlpt(_) => Suits::No,
            Self::Cefr(level) if level >= enough => Suits::Yes,
            Self::Cefr(_) => Suits::No,
            Self::Says(SelfRated::MotherTongue) => Suits::Yes,
            Self::Says(SelfRated::Words) if needed != JlptLevel::N5 => Suits::No,
            Self::Says(_) | Self::Unknown => Suits::Unknown,
        }
    }
}

/// The order of a list: what speaks against it last, then by what is known to suit.
pub fn order(fit: &Fit) -> (bool, Suits, Suits, Suits, Suits) {
    (fit.is_against(), fit.status, fit.japanese, fit.occupation, fit.place)
}

#[cfg(test)]
mod tests {
    use guarded::Guarded;

    use super::*;
    use crate::{
        ids::CompanyId,
        participant::WorkPermission,
        profile::{CefrProfile, Jlpt},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn japanese_of(jlpt: Option<(JlptLevel, bool)>, cefr: Option<Cefr>, said: Option<SelfRated>) -> LanguageSkill {
        LanguageSkill {
            language: String::from("ja"),
            jlpt: jlpt.map(|(level, passed)| Jlpt { level, score: None, passed, taken_on: None }),
            cefr: CefrProfile { listening: cefr, reading: cefr, ..CefrProfile::default() },
            self_rated: said,
            ..LanguageSkill::default()
        }
    }

    fn seeker(languages: Vec<LanguageSkill>) -> Seeker {
        let residence = Residence {
            status: Guarded::from("recognised_refugee"),
            expires_on: None,
            work: WorkPermission::Permitted,
            work_ends_on: None,
        };
        Seeker {
            occupations: vec![String::from("82")],
            languages,
            prefecture: String::from("13"),
            residence: Some(residence),
        }
    }

    fn opening() -> NewOpening {
        NewOpening::new(CompanyId(1), Guarded::from("組立"), day("2024-05-01"))
    }

    fn fit(opening: &NewOpening, seeker: &Seeker) -> Fit {
        Fit::of(opening, seeker, day("2024-07-01"))
    }

    #[test]
    fn a_test_that_was_not_passed_counts_for_nothing_and_a_higher_one_for_the_lower() {
        let needs_n3 = NewOpening { japanese: Some(JlptLevel::N3), ..opening() };
        let suits = |jlpt, cefr, said| fit(&needs_n3, &seeker(vec![japanese_of(jlpt, cefr, said)])).japanese;

        assert_eq!(suits(Some((JlptLevel::N2, true)), None, None), Suits::Yes);
        assert_eq!(suits(Some((JlptLevel::N2, false)), None, None), Suits::Unknown);
        assert_eq!(suits(Some((JlptLevel::N4, true)), None, None), Suits::No);
        assert_eq!(suits(None, Some(Cefr::B1), None), Suits::Yes);
        assert_eq!(suits(None, Some(Cefr::A2), None), Suits::No);
        assert_eq!(suits(None, None, Some(SelfRated::Fluent)), Suits::Unknown, "what is said is asked again");
        assert_eq!(fit(&needs_n3, &seeker(Vec::new())).japanese, Suits::Unknown);
    }

    #[test]
    fn a_neighbouring_occupation_is_near_and_another_is_none() {
        let asks = |code: &str| NewOpening { occupation: code.to_owned(), ..opening() };
        let at = |code| {
            let fit = fit(&asks(code), &seeker(Vec::new()));
            (fit.occupation, fit.same_group)
        };

        assert_eq!(at("82"), (Suits::Yes, true));
        assert_eq!(at("83"), (Suits::Yes, false));
        assert_eq!(at("25"), (Suits::No, false));
        assert_eq!(at(""), (Suits::Yes, false), "nothing is asked for");
    }

    #[test]
    fn work_that_is_not_permitted_speaks_against_it_and_a_place_does_not() {
        let mut without = seeker(Vec::new());
        without.residence.as_mut().expect("a status").work = WorkPermission::None;
        let far = NewOpening { prefecture: String::from("01"), ..opening() };

        assert!(fit(&opening(), &without).is_against());
        let fit = fit(&far, &seeker(Vec::new()));
        assert_eq!((fit.place, fit.is_against()), (Suits::No, false));
    }

    #[test]
    fn statuses_that_are_named_leave_out_others_and_none_named_leave_out_nobody() {
        let only = NewOpening { statuses: vec![String::from("engineer_humanities")], ..opening() };

        assert_eq!(fit(&only, &seeker(Vec::new())).status, Suits::No);
        assert_eq!(fit(&opening(), &seeker(Vec::new())).status, Suits::Yes);
    }
}
