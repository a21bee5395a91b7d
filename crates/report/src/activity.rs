use std::collections::BTreeMap;

use aggregates::{Approval, Basis, Code, FiscalYear, Release, Unit};
use thiserror::Error;

use crate::fields::{Filled, fill};
use crate::phrases::Phrases;
use crate::{Language, ProgrammeWording, Wording};

/// The figure that holds a programme's number of staff.
pub const STAFF: Code = Code::literal("staff");
/// The figure that holds a programme's expenses in yen.
pub const EXPENSES: Code = Code::literal("expenses");

/// The activity report of a year: the figures of a release in the office's words, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityReport {
    pub(crate) year: FiscalYear,
    pub(crate) language: Language,
    pub(crate) organisation: String,
    pub(crate) figures: Vec<FigureLine>,
    pub(crate) programmes: Vec<ProgrammeLine>,
    pub(crate) total_expenses_yen: i64,
    pub(crate) approval: Approval,
    pub(crate) notes: Vec<String>,
}

/// One line of the table of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FigureLine {
    pub id: Code,
    pub label: String,
    pub value: u64,
    pub unit: Unit,
    pub basis: Basis,
}

/// One programme: its results and its line of the law's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProgrammeLine {
    pub id: Code,
    pub name: String,
    pub results: String,
    pub content: String,
    pub dates: String,
    pub place: String,
    pub staff: Option<u64>,
    pub staff_concurrent: bool,
    pub scope: String,
    pub beneficiaries: Option<u64>,
    pub beneficiaries_text: String,
    /// The text is more than a number.
    pub beneficiaries_in_words: bool,
    pub expenses_yen: Option<i64>,
}

/// Why the words and the figures do not make a report.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReportError {
    /// A text names a figure that the release does not have.
    #[error("a text of the programme {programme} names a figure that is not released")]
    UnknownFigure {
        /// The programme whose text it is.
        programme: Code,
        /// What was written between the braces.
        id: String,
    },
    /// The release has staff or expenses of a programme that the office wrote nothing about; the table would be short.
    #[error("there are no words for the programme {programme}")]
    MissingProgramme {
        /// Which programme.
        programme: Code,
    },
}

impl ActivityReport {
    /// Puts the figures into the words. Staff and expenses are the release's cells [`STAFF`] and [`EXPENSES`].
    ///
    /// # Errors
    /// [`ReportError`] when a text names a figure the release does not have, or a programme has no words.
    pub fn new(release: &Release, wording: Wording, language: Language) -> Result<Self, ReportError> {
        for cell in release.cells().iter().filter(|cell| is_of_the_law_table(cell.figure())) {
            if let Some(programme) = cell.programme()
                && wording.programmes.iter().all(|words| words.code != programme)
            {
                return Err(ReportError::MissingProgramme { programme });
            }
        }
        let phrases = Phrases::of(language);
        let programmes: Result<Vec<_>, _> =
            wording.programmes.into_iter().map(|words| programme_line(release, words, phrases)).collect();
        let programmes = programmes?;
        let total = programmes.iter().filter_map(|programme| programme.expenses_yen).fold(0, i64::saturating_add);
        Ok(Self {
            year: release.year(),
            language,
            organisation: wording.organisation,
            figures: figure_lines(release, &wording.labels),
            programmes,
            total_expenses_yen: total,
            approval: release.approval().clone(),
            notes: Vec::new(),
        })
    }

    /// Adds sentences under the notes on counting: of which release the figures are, and how they were protected.
    #[must_use]
    pub fn with_notes(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }
}

fn is_of_the_law_table(figure: Code) -> bool {
    figure == STAFF || figure == EXPENSES
}

fn programme_line(release: &Release, words: ProgrammeWording, phrases: &Phrases) -> Result<ProgrammeLine, ReportError> {
    let programme = words.code;
    let filled = |text: &str| fill_all(release, programme, text);
    let printed = |text: &str| filled(text).map(|filled| filled.text());
    let beneficiaries = match words.beneficiaries_figure {
        Some(figure) => Some(counted(release, programme, figure)?),
        None => None,
    };
    let beneficiary_words = filled(&words.beneficiaries)?;
    Ok(ProgrammeLine {
        id: programme,
        results: printed(&words.results)?,
        content: printed(&words.content)?,
        dates: printed(&words.dates)?,
        place: printed(&words.place)?,
        staff: release.cell(STAFF, Some(programme)).map(|cell| cell.value()),
        staff_concurrent: words.staff_concurrent,
        scope: printed(&words.scope)?,
        beneficiaries: beneficiaries.map(|(_, value, _)| value),
        beneficiaries_text: beneficiaries_text(&beneficiary_words, beneficiaries, phrases),
        beneficiaries_in_words: !beneficiary_words.text().trim().is_empty(),
        expenses_yen: release.cell(EXPENSES, Some(programme)).map(|cell| yen(cell.value())),
        name: words.name,
    })
}

fn fill_all(release: &Release, programme: Code, text: &str) -> Result<Filled, ReportError> {
    let filled = fill(text, |figure| value_for(release, programme, figure));
    match filled.unknown().first() {
        Some(id) => Err(ReportError::UnknownFigure { programme, id: (*id).to_owned() }),
        None => Ok(filled),
    }
}

/// The programme's own value of a figure, else that of the organisation.
fn value_for(release: &Release, programme: Code, figure: Code) -> Option<u64> {
    release.cell(figure, Some(programme)).map(|cell| cell.value()).or_else(|| release.value(figure))
}

fn counted(release: &Release, programme: Code, figure: Code) -> Result<(Code, u64, Unit), ReportError> {
    let value = value_for(release, programme, figure);
    let unit = release.cells().iter().find(|cell| cell.figure() == figure).map(|cell| cell.unit());
    match (value, unit) {
        (Some(value), Some(unit)) => Ok((figure, value, unit)),
        _ => Err(ReportError::UnknownFigure { programme, id: figure.to_string() }),
    }
}

fn beneficiaries_text(words: &Filled, counted: Option<(Code, u64, Unit)>, phrases: &Phrases) -> String {
    let text = words.text().trim().to_owned();
    match counted {
        Some((_, value, unit)) if text.is_empty() => phrases.counted(value, unit),
        Some((figure, value, unit)) if !words.names(figure) => format!("{text}\n{}", phrases.counted(value, unit)),
        None if text.is_empty() => phrases.nothing.to_owned(),
        _ => text,
    }
}

fn figure_lines(release: &Release, labels: &BTreeMap<Code, String>) -> Vec<FigureLine> {
    release
        .cells()
        .iter()
        .filter(|cell| !is_of_the_law_table(cell.figure()))
        .map(|cell| FigureLine {
            id: cell.figure(),
            label: labels.get(&cell.figure()).cloned().unwrap_or_else(|| cell.figure().to_string()),
            value: cell.value(),
            unit: cell.unit(),
            basis: cell.basis(),
        })
        .collect()
}

fn yen(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
