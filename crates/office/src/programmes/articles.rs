//! Programmes of the articles, and what the office says of them.

use casework::{
    programme::{Bilingual, Programme, ProgrammeYear},
    text::paragraphs,
};
use guarded::Guarded;
use report::fields;

use crate::{
    desk::WritingDesk,
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// The longest text of the office, in characters.
const TEXT_MAX: usize = 20_000;

impl WritingDesk<'_> {
    /// Sets up the programmes of the articles, in their order.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for a `code` that is no identifier; what the store says.
    pub fn set_programmes(&self, programmes: &[Programme]) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        for (position, programme) in (1..).zip(programmes) {
            tally::figure_code(&programme.code)
                .map_err(|_| OfficeError::field("code", FieldError::Code(casework::codes::UnknownCode)))?;
            self.writer.set_programme(position, programme)?;
        }
        self.note("set", "programmes", None)
    }

    /// Replaces what the office says of a programme in a fiscal year.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for the programme; [`OfficeError::UnknownFigure`] when a text names a figure that does
    /// not exist; [`OfficeError::Field`] for texts that are too long and negative expenses.
    pub fn save_programme_year(&self, code: &str, year: i32, said: &ProgrammeYear) -> Result<(), OfficeError> {
        self.may(Act::Report)?;
        let programme = self.records.programmes()?.into_iter().find(|programme| programme.code == code);
        let programme = programme.ok_or(OfficeError::NotFound)?;
        aggregates::FiscalYear::new(year).map_err(|_| OfficeError::field("year", FieldError::OutOfRange))?;
        check_texts(said)?;
        if [&said.results, &said.beneficiaries].into_iter().any(names_unknown_figure) {
            return Err(OfficeError::UnknownFigure { programme: programme.code });
        }
        if said.expenses_yen < 0 {
            return Err(OfficeError::field("expenses_yen", FieldError::OutOfRange));
        }
        self.note("set", "programme_year", Some(year.unsigned_abs()))?;
        Ok(self.writer.set_programme_year(code, year, said)?)
    }
}

fn check_texts(said: &ProgrammeYear) -> Result<(), OfficeError> {
    let texts = [
        ("results", &said.results),
        ("content", &said.content),
        ("dates", &said.dates),
        ("place", &said.place),
        ("scope", &said.scope),
        ("beneficiaries", &said.beneficiaries),
    ];
    for (field, Bilingual { ja, en }) in texts {
        paragraphs(&Guarded::from(ja.as_str()), TEXT_MAX).in_field(format!("{field}_ja"))?;
        paragraphs(&Guarded::from(en.as_str()), TEXT_MAX).in_field(format!("{field}_en"))?;
    }
    Ok(())
}

fn names_unknown_figure(text: &Bilingual) -> bool {
    let known = |code: aggregates::Code| tally::indicator(code.as_str()).map(|_| 0);
    [&text.ja, &text.en].into_iter().any(|text| !fields::fill(text, known).unknown().is_empty())
}
