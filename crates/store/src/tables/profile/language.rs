//! Languages and their levels.

use casework::profile::{Cefr, CefrProfile, Jlpt, JlptLevel, LanguageSkill, SelfRated};
use rusqlite::{Row, ToSql};

use super::{Kept, code_of, of_code, of_partial, optional_text, partial, text};
use crate::StoreError;

const SELF_RATED: [(Option<SelfRated>, &str); 6] = [
    (None, ""),
    (Some(SelfRated::Words), "words"),
    (Some(SelfRated::Everyday), "everyday"),
    (Some(SelfRated::Work), "work"),
    (Some(SelfRated::Fluent), "fluent"),
    (Some(SelfRated::MotherTongue), "mother_tongue"),
];

impl Kept for LanguageSkill {
    const TABLE: &'static str = "language_skill";
    const COLUMNS: &'static [&'static str] = &[
        "language",
        "self_rated",
        "jlpt_level",
        "jlpt_score",
        "jlpt_passed",
        "jlpt_taken_on",
        "listening",
        "reading",
        "spoken_interaction",
        "spoken_production",
        "writing",
        "note",
    ];
    const ORDER: &'static str = "position, id";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        let CefrProfile { listening, reading, spoken_interaction, spoken_production, writing } = self.cefr;
        let level = |level: Option<Cefr>| Box::new(level.map_or("", Cefr::code)) as Box<dyn ToSql>;
        Ok(vec![
            Box::new(self.language.as_str()),
            code_of(&SELF_RATED, self.self_rated)?,
            Box::new(self.jlpt.map(|test| test.level.number())),
            Box::new(self.jlpt.and_then(|test| test.score)),
            Box::new(self.jlpt.is_some_and(|test| test.passed)),
            partial(self.jlpt.and_then(|test| test.taken_on)),
            level(listening),
            level(reading),
            level(spoken_interaction),
            level(spoken_production),
            level(writing),
            text(self.note.as_ref()),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (language, self_rated): (String, String) = (row.get("language")?, row.get("self_rated")?);
        let (level, score): (Option<u32>, Option<u32>) = (row.get("jlpt_level")?, row.get("jlpt_score")?);
        let (passed, taken): (bool, String) = (row.get("jlpt_passed")?, row.get("jlpt_taken_on")?);
        let skills = ["listening", "reading", "spoken_interaction", "spoken_production", "writing"];
        let cefr = skills.map(|skill| row.get::<_, String>(skill));
        let [listening, reading, interaction, production, writing] = cefr;
        let cefr = [listening?, reading?, interaction?, production?, writing?];
        let note = optional_text(row, "note")?;
        Ok((|| {
            let level = level.map(|number| level_of(number).ok_or(StoreError::Form)).transpose()?;
            let taken_on = of_partial(&taken)?;
            let [listening, reading, interaction, production, writing] = cefr.map(|code| cefr_of(&code));
            Ok(Self {
                language,
                self_rated: of_code(&SELF_RATED, &self_rated)?,
                jlpt: level.map(|level| Jlpt { level, score, passed, taken_on }),
                cefr: CefrProfile {
                    listening: listening?,
                    reading: reading?,
                    spoken_interaction: interaction?,
                    spoken_production: production?,
                    writing: writing?,
                },
                note,
            })
        })())
    }
}

fn level_of(number: u32) -> Option<JlptLevel> {
    JlptLevel::ALL.into_iter().find(|level| level.number() == number)
}

fn cefr_of(code: &str) -> Result<Option<Cefr>, StoreError> {
    if code.is_empty() {
        return Ok(None);
    }
    Cefr::ALL.into_iter().find(|level| level.code() == code).map(Some).ok_or(StoreError::Form)
}
