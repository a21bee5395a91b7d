//! Languages and how well they are spoken: what is proven apart from what people say themselves.

use chrono::NaiveDate;
use guarded::Guarded;

use super::{Refusal, Refused};
use crate::dates::{DateError, PartialDate};

/// The levels of the Common European Framework of Reference for Languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the framework's")]
pub enum Cefr {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
}

impl Cefr {
    /// All of them, the lowest first.
    pub const ALL: [Self; 6] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];

    /// Its name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
        }
    }
}

/// The five scales of the framework's self-assessment grid, each assessed on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names are the framework's")]
pub struct CefrProfile {
    pub listening: Option<Cefr>,
    pub reading: Option<Cefr>,
    pub spoken_interaction: Option<Cefr>,
    pub spoken_production: Option<Cefr>,
    pub writing: Option<Cefr>,
}

/// What people say of themselves. It proves nothing and is never shown as a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelfRated {
    /// A few words.
    Words,
    /// Enough for every day.
    Everyday,
    /// Enough to work in it.
    Work,
    /// Fluent.
    Fluent,
    /// The language they grew up with.
    MotherTongue,
}

/// The levels of the Japanese-Language Proficiency Test, N1 the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the test's")]
pub enum JlptLevel {
    N1,
    N2,
    N3,
    N4,
    N5,
}

impl JlptLevel {
    /// All of them, N1 first.
    pub const ALL: [Self; 5] = [Self::N1, Self::N2, Self::N3, Self::N4, Self::N5];

    /// Its number: 1 to 5.
    pub const fn number(self) -> u32 {
        match self {
            Self::N1 => 1,
            Self::N2 => 2,
            Self::N3 => 3,
            Self::N4 => 4,
            Self::N5 => 5,
        }
    }

    /// The least total score with which the test can be passed, of 180 (jlpt.jp, scoring sections and pass marks).
    /// Somebody who misses the mark of one section fails all the same.
    pub const fn pass_mark(self) -> u32 {
        match self {
            Self::N1 => 100,
            Self::N2 | Self::N4 => 90,
            Self::N3 => 95,
            Self::N5 => 80,
        }
    }

    /// The levels of the framework that the score reports state for a total score, the lowest score first (jlpt.jp,
    /// indication of the CEFR level for reference).
    const fn references(self) -> &'static [(u32, Cefr)] {
        match self {
            Self::N1 => &[(100, Cefr::B2), (142, Cefr::C1)],
            Self::N2 => &[(90, Cefr::B1), (112, Cefr::B2)],
            Self::N3 => &[(95, Cefr::A2), (104, Cefr::B1)],
            Self::N4 => &[(90, Cefr::A2)],
            Self::N5 => &[(80, Cefr::A1)],
        }
    }
}

/// The most that the test gives.
const JLPT_MOST: u32 = 180;
/// The first test whose score reports state a level of the framework: December 2025.
const FIRST_WITH_REFERENCE: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).expect("a day of the calendar");

/// A Japanese-Language Proficiency Test that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jlpt {
    /// Its level.
    pub level: JlptLevel,
    /// The total score, if known.
    pub score: Option<u32>,
    /// Whether it was passed, as the score report says.
    pub passed: bool,
    /// When it was taken, as far as known.
    pub taken_on: Option<PartialDate>,
}

impl Jlpt {
    /// The level of the framework that the score report states for reference: of a test that was passed in December
    /// 2025 or later, by its total score, never by its level alone.
    pub fn reference(self) -> Option<Cefr> {
        // Of a date without a month the earliest day counts: nothing is claimed that may not be printed.
        let stated = self.taken_on?.first_day() >= FIRST_WITH_REFERENCE;
        let score = self.score.filter(|_| self.passed && stated)?;
        self.level.references().iter().rev().find(|(from, _)| *from <= score).map(|(_, level)| *level)
    }

    fn check(self, today: NaiveDate) -> Result<(), Refused> {
        if self.score.is_some_and(|score| score > JLPT_MOST) {
            return Err(("jlpt_score", Refusal::OutOfRange));
        }
        if self.passed && self.score.is_some_and(|score| score < self.level.pass_mark()) {
            return Err(("jlpt_passed", Refusal::OutOfRange));
        }
        match self.taken_on {
            Some(on) if on.first_day() > today => Err(("jlpt_taken_on", DateError::Future.into())),
            // The first test was held in 1984.
            Some(on) if on.year() < 1984 => Err(("jlpt_taken_on", DateError::TooEarly.into())),
            _ => Ok(()),
        }
    }
}

/// A language of a participant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LanguageSkill {
    /// BCP 47 primary subtag.
    pub language: String,
    /// What they say themselves.
    pub self_rated: Option<SelfRated>,
    /// The test; for Japanese only.
    pub jlpt: Option<Jlpt>,
    /// What was assessed, for each skill.
    pub cefr: CefrProfile,
    /// Other tests and certificates.
    pub note: Option<Guarded<String>>,
}

impl LanguageSkill {
    /// Checks what can be said of a language.
    ///
    /// # Errors
    /// [`Refused`] for `jlpt_score`, `jlpt_passed`, `jlpt_taken_on` or, in another language than Japanese, `jlpt_level`.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        match self.jlpt {
            Some(_) if self.language != "ja" => Err(("jlpt_level", Refusal::OutOfRange)),
            Some(test) => test.check(today),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(level: JlptLevel, score: u32, taken_on: &str) -> Jlpt {
        Jlpt { level, score: Some(score), passed: true, taken_on: PartialDate::parse(taken_on).ok() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_reference_follows_the_score_and_not_the_level() {
        use JlptLevel::{N1, N2, N3, N4, N5};
        let expected = [
            (N1, 142, Cefr::C1),
            (N1, 141, Cefr::B2),
            (N2, 112, Cefr::B2),
            (N2, 111, Cefr::B1),
            (N3, 104, Cefr::B1),
            (N3, 103, Cefr::A2),
            (N4, 90, Cefr::A2),
            (N5, 80, Cefr::A1),
        ];
        for (level, score, cefr) in expected {
            assert_eq!(test(level, score, "2025-12-07").reference(), Some(cefr), "{level:?} {score}");
        }
    }

    #[test]
    fn before_december_2025_no_reference_was_stated() {
        assert_eq!(test(JlptLevel::N1, 170, "2025-07-06").reference(), None);
        assert_eq!(test(JlptLevel::N1, 170, "2025").reference(), None, "it may have been July");
        assert_eq!(test(JlptLevel::N1, 170, "2026").reference(), Some(Cefr::C1));
        assert_eq!(Jlpt { taken_on: None, ..test(JlptLevel::N1, 170, "") }.reference(), None);
    }

    #[test]
    fn a_test_that_was_not_passed_or_has_no_score_says_no_level() {
        let good = test(JlptLevel::N3, 120, "2025-12-07");

        assert_eq!(Jlpt { passed: false, ..good }.reference(), None, "a section may have been missed");
        assert_eq!(Jlpt { score: None, ..good }.reference(), None);
    }

    #[test]
    fn scores_lie_between_0_and_180_and_nobody_passes_below_the_mark() {
        let check = |level, score, passed| {
            let jlpt = Some(Jlpt { passed, ..test(level, score, "2024-12-01") });
            LanguageSkill { language: String::from("ja"), jlpt, ..LanguageSkill::default() }.check(day("2025-01-31"))
        };

        for (level, mark) in JlptLevel::ALL.into_iter().zip([100, 90, 95, 90, 80]) {
            assert_eq!(check(level, mark, true), Ok(()));
            assert_eq!(check(level, mark - 1, true), Err(("jlpt_passed", Refusal::OutOfRange)));
            assert_eq!(check(level, mark - 1, false), Ok(()));
        }
        assert_eq!(check(JlptLevel::N1, 181, false), Err(("jlpt_score", Refusal::OutOfRange)));
    }

    #[test]
    fn a_test_of_tomorrow_or_in_another_language_is_refused() {
        let skill = |language: &str, on: &str| LanguageSkill {
            language: language.to_owned(),
            jlpt: Some(test(JlptLevel::N3, 100, on)),
            ..LanguageSkill::default()
        };

        assert_eq!(skill("en", "2024-12-01").check(day("2025-01-31")), Err(("jlpt_level", Refusal::OutOfRange)));
        assert_eq!(skill("ja", "2025-12").check(day("2025-01-31")), Err(("jlpt_taken_on", DateError::Future.into())));
    }
}
