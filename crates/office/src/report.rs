//! The activity report: as a draft on the screen, and as a file made from a release.

use std::collections::BTreeMap;

use aggregates::{Code, FiscalYear, RawTable, Release, Unit};
use report::{
    ActivityReport, ProgrammeWording, ReportError, Wording,
    fields::{Filled, fill},
    thousand_yen,
};

use crate::{
    desk::Desk,
    error::OfficeError,
    figures::{ProgrammeFigures, code, fiscal_year},
    preferences::Language,
    roles::Act,
};

/// Formats of the report's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// Office Open XML text.
    Docx,
    /// A4 pages.
    Pdf,
    /// The figures for other programs.
    Json,
}

/// The report as it would be printed, with exact figures, for inside.
#[derive(Debug, Clone)]
pub struct DraftReport {
    /// The year.
    pub year: FiscalYear,
    /// The name of the organisation.
    pub organisation: String,
    /// Part 1.
    pub results: Vec<DraftSection>,
    /// Part 2.
    pub rows: Vec<DraftRow>,
    /// The total line: the sum in whole yen, cut down to thousands once.
    pub total_expenses_thousand_yen: i64,
    /// What stands between braces and is no figure.
    pub unknown_figures: Vec<String>,
    /// What one of each figure is, by its id.
    pub units: BTreeMap<String, Unit>,
}

/// Part 1 of a programme.
#[derive(Debug, Clone)]
pub struct DraftSection {
    /// Code of the programme.
    pub programme: String,
    /// Its name.
    pub name: String,
    /// Words and figures.
    pub text: Filled,
}

/// A row of part 2.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// Code of the programme.
    pub programme: String,
    /// Its name.
    pub name: String,
    /// The office's words: content, dates, place, scope.
    pub content: String,
    /// When.
    pub dates: String,
    /// Where.
    pub place: String,
    /// Number of staff.
    pub staff: u32,
    /// Whether they also work in other programmes.
    pub staff_concurrent: bool,
    /// Scope of beneficiaries.
    pub scope: String,
    /// Number of beneficiaries: words and figures.
    pub beneficiaries: Filled,
    /// Cut down to thousands.
    pub expenses_thousand_yen: i64,
}

impl Desk<'_> {
    /// Returns the report as it would be printed.
    ///
    /// # Errors
    /// What the store says.
    pub fn draft_report(&self, year: i32, language: Language) -> Result<DraftReport, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let programmes = self.programmes_in(year)?;
        let table = self.count_over(year, &programmes)?;
        let results: Vec<_> = programmes.iter().map(|programme| section(programme, &table, language)).collect();
        let rows: Vec<_> = programmes.iter().map(|programme| row(programme, &table, language)).collect();
        let texts = results.iter().map(|section| &section.text).chain(rows.iter().map(|row| &row.beneficiaries));
        let unknown_figures = texts.flat_map(Filled::unknown).map(String::from).collect();
        let total: i64 = programmes.iter().map(|programme| programme.said.expenses_yen).sum();
        Ok(DraftReport {
            year,
            organisation: self.organisation()?.name,
            total_expenses_thousand_yen: thousand_yen(total),
            unknown_figures,
            units: table.cells().iter().map(|cell| (cell.figure.as_str().to_owned(), cell.unit)).collect(),
            results,
            rows,
        })
    }

    /// Returns the report as the bytes of a file, made from the release of the year.
    ///
    /// # Errors
    /// [`OfficeError::Release`] when the small counts are not approved; [`OfficeError::UnknownFigure`].
    pub fn report_file(&self, year: i32, language: Language, format: ReportFormat) -> Result<Vec<u8>, OfficeError> {
        self.may(Act::Report)?;
        let release = self.release(year)?;
        self.note_reading(None, "export", "report", Some(year.unsigned_abs()));
        let report = self.activity_report(&release, language)?;
        match format {
            ReportFormat::Json => Ok(report.to_json().into_bytes()),
            ReportFormat::Pdf => report.to_pdf().map_err(|_| OfficeError::Unforeseen("the paper")),
            ReportFormat::Docx => report.to_docx().map_err(|_| OfficeError::Unforeseen("the document")),
        }
    }

    /// The activity report of a year with the figures of a release.
    pub(crate) fn activity_report(&self, release: &Release, language: Language) -> Result<ActivityReport, OfficeError> {
        let wording = self.wording(release.year(), language)?;
        ActivityReport::new(release, wording, language.of_report()).map_err(|error| match error {
            ReportError::UnknownFigure { programme, .. } => {
                OfficeError::UnknownFigure { programme: programme.as_str().to_owned() }
            }
            ReportError::MissingProgramme { .. } => OfficeError::Unforeseen("a programme without words"),
        })
    }

    fn wording(&self, year: FiscalYear, language: Language) -> Result<Wording, OfficeError> {
        let programmes = self.programmes_in(year)?;
        let programmes =
            programmes.into_iter().map(|programme| words(programme, language)).collect::<Result<_, _>>()?;
        let indicators = self.indicators(year)?;
        let labels = indicators.iter().map(|indicator| {
            let label = language.choose(indicator.label.ja.as_ref(), indicator.label.en.as_ref());
            Ok((code(&indicator.id)?, label.to_owned()))
        });
        let labels = labels.collect::<Result<_, OfficeError>>()?;
        Ok(Wording { organisation: self.organisation()?.name, programmes, labels })
    }
}

fn words(figures: ProgrammeFigures, language: Language) -> Result<ProgrammeWording, OfficeError> {
    let ProgrammeFigures { programme, said } = figures;
    let beneficiaries_figure = programme.beneficiaries_figure.as_deref().map(code).transpose()?;
    Ok(ProgrammeWording {
        code: code(&programme.code)?,
        name: language.of(programme.name),
        results: language.of(said.results),
        content: language.of(said.content),
        dates: language.of(said.dates),
        place: language.of(said.place),
        staff_concurrent: said.staff_concurrent,
        scope: language.of(said.scope),
        beneficiaries: language.of(said.beneficiaries),
        beneficiaries_figure,
    })
}

fn section(figures: &ProgrammeFigures, table: &RawTable, language: Language) -> DraftSection {
    DraftSection {
        programme: figures.programme.code.clone(),
        name: language.of(figures.programme.name.clone()),
        text: filled(&language.of(figures.said.results.clone()), table),
    }
}

fn row(figures: &ProgrammeFigures, table: &RawTable, language: Language) -> DraftRow {
    let words = |text: &casework::programme::Bilingual| language.of(text.clone());
    let said = &figures.said;
    DraftRow {
        programme: figures.programme.code.clone(),
        name: words(&figures.programme.name),
        content: words(&said.content),
        dates: words(&said.dates),
        place: words(&said.place),
        staff: said.staff,
        staff_concurrent: said.staff_concurrent,
        scope: words(&said.scope),
        beneficiaries: filled(&words(&said.beneficiaries), table),
        expenses_thousand_yen: thousand_yen(said.expenses_yen),
    }
}

fn filled(text: &str, table: &RawTable) -> Filled {
    fill(text, |figure: Code| table.cell(figure, None).map(|cell| cell.value))
}
