//! By which figures a year is counted, and which of them its report shows.

use std::collections::{BTreeMap, BTreeSet};

use aggregates::{Code, FiscalYear, RawTable};
use casework::programme::{Bilingual, OwnIndicator};
use report::fields::{Piece, fill};
use tally::{INDICATORS, Indicator};

use crate::{desk::Desk, error::OfficeError, figures::ProgrammeFigures};

/// A figure at its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// What it is; its programme is the one at which it stands.
    pub indicator: Indicator,
    /// It stands in the report.
    pub shown: bool,
}

impl Desk<'_> {
    /// Returns the figures of a year, those of the program first, then those of the office.
    pub(crate) fn indicators(&self, year: FiscalYear) -> Result<Vec<Indicator>, OfficeError> {
        let all: Vec<_> = self.records.own_indicators()?.into_iter().filter(|own| !own.removed).collect();
        self.with_own(tally::in_year(&all, year.begins_in()))
    }

    /// Returns every figure in every version, those that were removed, too.
    pub(crate) fn indicators_of_all_years(&self) -> Result<Vec<Indicator>, OfficeError> {
        self.with_own(&self.records.own_indicators()?)
    }

    fn with_own<'a>(&self, own: impl IntoIterator<Item = &'a OwnIndicator>) -> Result<Vec<Indicator>, OfficeError> {
        let courses = self.records.courses()?;
        let courses_of = |programme: &str| {
            courses.iter().filter(|course| course.programme == programme).map(|course| course.code.clone()).collect()
        };
        let own = own.into_iter().map(|own| tally::own(own, courses_of));
        Ok(INDICATORS.iter().cloned().chain(own).collect())
    }

    /// Returns the figures of a year with the place of each. As long as the office chose for no programme, all of them
    /// are shown. Then a programme shows what was chosen for it, or, where nobody chose, what comes with it; a figure
    /// that the words of the year name is shown, too.
    pub(crate) fn placed(&self, year: FiscalYear, programmes: &[ProgrammeFigures]) -> Result<Vec<Placed>, OfficeError> {
        let indicators = self.indicators(year)?;
        let chosen = self.records.chosen_figures()?;
        if chosen.is_empty() {
            return Ok(indicators.into_iter().map(|indicator| Placed { indicator, shown: true }).collect());
        }
        Ok(place(indicators, &chosen, programmes))
    }
}

fn place(
    indicators: Vec<Indicator>,
    chosen: &BTreeMap<String, Vec<String>>,
    programmes: &[ProgrammeFigures],
) -> Vec<Placed> {
    let taken: BTreeSet<&String> = chosen.values().flatten().collect();
    let named = named(programmes);
    let mut rest: Vec<Option<Indicator>> = indicators.into_iter().map(Some).collect();
    let mut placed = Vec::new();
    for ProgrammeFigures { programme, .. } in programmes {
        let mut take = |fits: &dyn Fn(&Indicator) -> bool| {
            for slot in &mut rest {
                if let Some(mut indicator) = slot.take_if(|indicator| fits(indicator)) {
                    indicator.programme = programme.code.clone().into();
                    placed.push(Placed { indicator, shown: true });
                }
            }
        };
        match chosen.get(&programme.code) {
            Some(ids) => ids.iter().for_each(|id| take(&|indicator| indicator.id == id.as_str())),
            None => take(&|indicator| {
                indicator.programme == programme.code.as_str() && taken.iter().all(|id| indicator.id != id.as_str())
            }),
        }
    }
    placed.extend(rest.into_iter().flatten().map(|indicator| {
        let shown = named.contains(indicator.id.as_ref());
        Placed { indicator, shown }
    }));
    placed
}

/// The figures that the office's words of a year name.
fn named(programmes: &[ProgrammeFigures]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for ProgrammeFigures { programme, said } in programmes {
        named.extend(programme.beneficiaries_figure.clone());
        for text in [&said.results, &said.content, &said.dates, &said.place, &said.scope, &said.beneficiaries] {
            named.extend(figures_in(text));
        }
    }
    named
}

/// What stands between braces in a text.
pub(crate) fn figures_in(text: &Bilingual) -> Vec<String> {
    let pieces = [&text.ja, &text.en].into_iter().flat_map(|text| fill(text, |_: Code| Some(0)).pieces);
    let figure = |piece| match piece {
        Piece::Figure { id, .. } => Some(id.as_str().to_owned()),
        Piece::Words(_) | Piece::Unknown(_) => None,
    };
    pieces.filter_map(figure).collect()
}

/// The part of a table that is shown, in the order of the report.
pub(crate) fn shown(table: &RawTable, placed: &[Placed]) -> Result<RawTable, OfficeError> {
    let mut shown = RawTable::new(table.year());
    let figures = placed.iter().filter(|placed| placed.shown);
    let figures = figures.filter_map(|placed| table.cell(Code::try_from(placed.indicator.id.as_ref()).ok()?, None));
    let of_programmes = table.cells().iter().filter(|cell| cell.programme.is_some());
    for cell in figures.chain(of_programmes) {
        shown.push(*cell).map_err(|_| OfficeError::Unforeseen("the catalogue of figures"))?;
    }
    Ok(shown)
}
