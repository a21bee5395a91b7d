//! Programmes of the articles, and what the office says of them.

use casework::{
    codes::UnknownCode,
    programme::{Bilingual, Expense, Programme, ProgrammeYear, Years},
    text::paragraphs,
};
use guarded::Guarded;
use report::fields;

use super::check;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// The longest text of the office, in characters.
const TEXT_MAX: usize = 20_000;

impl Desk<'_> {
    /// Returns the programmes in the order of the articles, those of other years too, each with whether it is in use.
    ///
    /// # Errors
    /// What the store says.
    pub fn articles(&self) -> Result<Vec<(Programme, bool)>, OfficeError> {
        self.may(Act::OwnAccount)?;
        let with_use = |programme: Programme| Ok((self.records.programme_in_use(&programme.code)?, programme));
        let found: Result<Vec<_>, OfficeError> = self.records.programmes()?.into_iter().map(with_use).collect();
        Ok(found?.into_iter().map(|(used, programme)| (programme, used)).collect())
    }

    fn kept_programme(&self, entered: &Programme) -> Result<Programme, OfficeError> {
        let Years { from, until } = entered.years;
        for (field, year) in [("from_year", from), ("until_year", until)] {
            if year.is_some_and(|year| aggregates::FiscalYear::new(year).is_err()) {
                return Err(OfficeError::field(field, FieldError::OutOfRange));
            }
        }
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            return Err(OfficeError::field("until_year", FieldError::OutOfRange));
        }
        tally::figure_code(&entered.code).map_err(|_| OfficeError::field("code", UnknownCode))?;
        let figure = entered.beneficiaries_figure.clone().filter(|figure| !figure.is_empty());
        if figure.as_deref().map(|figure| self.figure_is_known(figure)).transpose()? == Some(false) {
            return Err(OfficeError::field("beneficiaries_figure", UnknownCode));
        }
        Ok(Programme {
            code: entered.code.clone(),
            name: Bilingual {
                ja: check::needed("name_ja", &entered.name.ja)?,
                en: check::needed("name_en", &entered.name.en)?,
            },
            beneficiaries_figure: figure,
            years: entered.years,
        })
    }
}

impl WritingDesk<'_> {
    /// Adds a programme at the end of the articles.
    ///
    /// # Errors
    /// [`OfficeError::Field`], also for a `code` that is there already.
    pub fn add_programme(&self, entered: &Programme) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let kept = self.kept_programme(entered)?;
        let known = self.records.programmes()?;
        if known.iter().any(|programme| programme.code == kept.code) {
            return Err(OfficeError::field("code", FieldError::AlreadyThere));
        }
        self.writer.set_programme(position_after(known.len()), &kept)?;
        self.note_programme("add", None, Some(&kept))
    }

    /// Changes a programme. Its code stays: reports name it. With a last year it is retired: reports of earlier years
    /// keep it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`].
    pub fn change_programme(&self, entered: &Programme) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let kept = self.kept_programme(entered)?;
        let known = self.records.programmes()?;
        let at = known.iter().position(|programme| programme.code == kept.code).ok_or(OfficeError::NotFound)?;
        self.writer.set_programme(position_after(at), &kept)?;
        self.note_programme("change", known.get(at), Some(&kept))
    }

    /// Puts the programmes into the order of `codes`.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `codes` unless each programme is there once.
    pub fn order_programmes(&self, codes: &[String]) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let known = self.records.programmes()?;
        let (mut sorted, mut wanted) =
            (known.iter().map(|known| &known.code).collect::<Vec<_>>(), Vec::from_iter(codes));
        sorted.sort_unstable();
        wanted.sort_unstable();
        if sorted != wanted {
            return Err(OfficeError::field("codes", UnknownCode));
        }
        for (position, code) in (1..).zip(codes) {
            if let Some(programme) = known.iter().find(|programme| programme.code == *code) {
                self.writer.set_programme(position, programme)?;
            }
        }
        self.note("set", "programmes", None)
    }

    /// Removes a programme that was added by mistake. One that is in use is retired instead.
    ///
    /// # Errors
    /// [`OfficeError::InUse`]; [`OfficeError::NotFound`].
    pub fn remove_programme(&self, code: &str) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let before = self.records.programmes()?.into_iter().find(|programme| programme.code == code);
        let before = before.ok_or(OfficeError::NotFound)?;
        if self.records.programme_in_use(code)? {
            return Err(OfficeError::InUse);
        }
        self.note_programme("remove", Some(&before), None)?;
        Ok(self.writer.remove_programme(code)?)
    }

    fn note_programme(
        &self,
        verb: &str,
        before: Option<&Programme>,
        after: Option<&Programme>,
    ) -> Result<(), OfficeError> {
        let (before, after) = (before.map(as_json), after.map(as_json));
        self.note_change(&Change { verb, subject: "programme", before, after, ..Change::default() })
    }

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
        let fiscal =
            aggregates::FiscalYear::new(year).map_err(|_| OfficeError::field("year", FieldError::OutOfRange))?;
        check_texts(said)?;
        let indicators = self.indicators(fiscal)?;
        if [&said.results, &said.beneficiaries].into_iter().any(|text| names_unknown_figure(text, &indicators)) {
            return Err(OfficeError::UnknownFigure { programme: programme.code });
        }
        let kept = ProgrammeYear { expenses_yen: spent(said)?, expenses: expense_lines(said)?, ..said.clone() };
        self.note("set", "programme_year", Some(year.unsigned_abs()))?;
        Ok(self.writer.set_programme_year(code, year, &kept)?)
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

fn spent(said: &ProgrammeYear) -> Result<i64, OfficeError> {
    if let Some(n) = said.expenses.iter().position(|line| line.yen < 0) {
        return Err(OfficeError::field(format!("expenses.{n}.yen"), FieldError::OutOfRange));
    }
    let spent = said.spent().filter(|yen| *yen >= 0);
    spent.ok_or_else(|| OfficeError::field("expenses_yen", FieldError::OutOfRange))
}

fn expense_lines(said: &ProgrammeYear) -> Result<Vec<Expense>, OfficeError> {
    let line = |(n, line): (usize, &Expense)| {
        Ok(Expense { what: check::needed(&format!("expenses.{n}.what"), &line.what)?, yen: line.yen })
    };
    said.expenses.iter().enumerate().map(line).collect()
}

fn names_unknown_figure(text: &Bilingual, indicators: &[tally::Indicator]) -> bool {
    let known = |code: aggregates::Code| indicators.iter().find(|one| one.id == code.as_str()).map(|_| 0);
    [&text.ja, &text.en].into_iter().any(|text| !fields::fill(text, known).unknown().is_empty())
}

fn position_after(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1)
}

fn as_json(programme: &Programme) -> Guarded<String> {
    let Programme { code, name, beneficiaries_figure, years } = programme;
    let json = serde_json::json!({
        "programme": code, "names": [&name.ja, &name.en], "figure": beneficiaries_figure, "from_year": years.from,
        "until_year": years.until,
    });
    Guarded::new(json.to_string())
}
