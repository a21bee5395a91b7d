//! What the charts of the figures show: a figure broken down, moves between stages, attendance. Exact, for inside.

use std::collections::{BTreeMap, BTreeSet};

use aggregates::{Basis, FiscalYear};
use casework::fact::{Fact, FactKind};
use store::Turnout;
use tally::{
    Indicator, Measure,
    breakdown::{
        Adjustment, Axis, Broken, CodedRow, Kept, Level, RowQuery, fits, row_queries, rows_under, tabulate_by,
    },
    pathway::{Flow, Who, flow, move_query, record_query},
};

use crate::{
    desk::Desk,
    error::OfficeError,
    figures::{fiscal_year, record_queries},
    people::FactLine,
    roles::Act,
};

/// A figure broken down, with the year before.
#[derive(Debug, Clone)]
pub struct Breakdown {
    /// The year.
    pub year: FiscalYear,
    /// The figure.
    pub indicator: Indicator,
    /// By what it is broken down; none when its records say nothing.
    pub axis: Option<Axis>,
    /// By what it can be.
    pub axes: Vec<Axis>,
    /// In the order of the axis. Months are all there; of other codes those that count in one of the years.
    pub bars: Vec<Bar>,
    /// The value of the figure.
    pub total: u64,
    /// Its value the year before.
    pub previous: u64,
}

/// One code of a breakdown.
#[derive(Debug, Clone)]
pub struct Bar {
    /// The code and its words.
    pub level: Level,
    /// The count.
    pub value: u64,
    /// The count of the year before.
    pub previous: u64,
}

/// Attendance of a course in a year and the year before.
#[derive(Debug, Clone)]
pub struct CourseTurnout {
    /// Code of the course.
    pub course: String,
    /// Its name in Japanese.
    pub ja: String,
    /// Its name in English.
    pub en: String,
    /// This year.
    pub now: Turnout,
    /// The year before.
    pub previous: Turnout,
}

/// Whose records behind a number of a chart are meant.
#[derive(Debug, Clone)]
pub enum ChartChoice {
    /// A figure by a code of an axis.
    Code {
        /// The figure.
        figure: String,
        /// The axis.
        axis: Axis,
        /// The code.
        code: String,
    },
    /// Moves between stages.
    Flow(Who),
    /// Sessions of a course.
    Sessions(String),
    /// Times that somebody came to a course.
    Attended(String),
}

/// What a figure is counted from.
pub(crate) struct Parts {
    pub adjustment: Adjustment,
    pub rows: Vec<(Measure, Vec<CodedRow>)>,
}

impl Desk<'_> {
    /// Returns a figure of a year broken down by an axis, or by the first one that fits.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for an unknown figure or an axis on which its records say nothing; what the store says.
    pub fn breakdown(&self, year: i32, figure: &str, axis: Option<Axis>) -> Result<Breakdown, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let indicator = self.known_figure(figure, year)?;
        let axes: Vec<Axis> = Axis::ALL.iter().copied().filter(|axis| fits(&indicator, *axis)).collect();
        if axis.is_some_and(|axis| !axes.contains(&axis)) {
            return Err(OfficeError::NotFound);
        }
        let axis = axis.or_else(|| axes.first().copied());
        let mut breakdown = Breakdown { year, indicator, axis, axes, bars: Vec::new(), total: 0, previous: 0 };
        if let Some(axis) = axis {
            let now = self.broken(&breakdown.indicator, axis, year)?;
            let before = year.previous().map(|before| self.broken_before(figure, axis, before)).transpose()?.flatten();
            breakdown.total = now.table.value(0);
            breakdown.previous = before.as_ref().map_or(0, |before| before.table.value(0));
            breakdown.bars = bars(axis, &now, before.as_ref());
        }
        Ok(breakdown)
    }

    /// Returns who moved between the stages of the pathway in a year.
    ///
    /// # Errors
    /// What the store says.
    pub fn pathway_flow(&self, year: i32) -> Result<Flow, OfficeError> {
        self.may(Act::SeeFigures)?;
        let query = move_query(fiscal_year(year)?);
        Ok(flow(&self.records.spread(&query.sql, &query.parameters)?))
    }

    /// Returns by course what took place in a year and who came, courses without either left out.
    ///
    /// # Errors
    /// What the store says.
    pub fn turnout(&self, year: i32) -> Result<Vec<CourseTurnout>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let of = |year: FiscalYear| self.records.turnout(year.first_day(), year.last_day());
        let now = of(year)?;
        let before = year.previous().map(of).transpose()?.unwrap_or_default();
        let names: BTreeMap<_, _> =
            self.records.courses()?.into_iter().map(|course| (course.code, course.name)).collect();
        let codes: BTreeSet<&String> = now.keys().chain(before.keys()).collect();
        let line = |code: &String| {
            let name = names.get(code);
            CourseTurnout {
                course: code.clone(),
                ja: name.map_or_else(|| code.clone(), |name| name.ja.clone()),
                en: name.map_or_else(|| code.clone(), |name| name.en.clone()),
                now: now.get(code).copied().unwrap_or_default(),
                previous: before.get(code).copied().unwrap_or_default(),
            }
        };
        Ok(codes.into_iter().map(line).collect())
    }

    /// Returns the records behind a number of a chart, the oldest first.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for an unknown figure; what the store says.
    pub fn chart_records(&self, year: i32, choice: &ChartChoice) -> Result<Vec<FactLine>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let facts = match choice {
            ChartChoice::Code { figure, axis, code } => self.facts_under(figure, *axis, code, year)?,
            ChartChoice::Flow(who) => {
                let query = record_query(*who, year);
                self.records.facts_where(&query.sql, &query.parameters)?
            }
            ChartChoice::Sessions(course) => self.facts_of_course(FactKind::SessionHeld, course, year)?,
            ChartChoice::Attended(course) => self.facts_of_course(FactKind::Attended, course, year)?,
        };
        self.lines(facts)
    }

    fn facts_of_course(&self, kind: FactKind, course: &str, year: FiscalYear) -> Result<Vec<Fact>, OfficeError> {
        let condition = "f.kind = ?1 AND f.detail = ?2 AND f.on_day BETWEEN ?3 AND ?4";
        let (first, last) = (year.first_day().to_string(), year.last_day().to_string());
        let parameters = [kind.code().to_owned(), course.to_owned(), first, last];
        Ok(self.records.facts_where(condition, &parameters)?)
    }

    fn facts_under(&self, figure: &str, axis: Axis, code: &str, year: FiscalYear) -> Result<Vec<Fact>, OfficeError> {
        let indicator = &self.known_figure(figure, year)?;
        if !fits(indicator, axis) {
            return Err(OfficeError::NotFound);
        }
        let Parts { adjustment, rows } = self.parts(indicator, &[axis], year)?;
        let kept = self.all_codes(axis, year)?;
        let mut facts = Vec::new();
        for query in record_queries(indicator, year) {
            // In the order of the rows.
            facts.push(self.records.facts_where(&query.sql, &query.parameters)?);
        }
        let under = rows_under(&kept, code, &rows, &adjustment);
        let fact = |(part, place): (usize, usize)| facts.get(part).and_then(|facts| facts.get(place)).cloned();
        let mut chosen: Vec<Fact> = under.into_iter().filter_map(fact).collect();
        chosen.sort_by_key(|fact| (fact.on, fact.kind, fact.number));
        Ok(chosen)
    }

    /// The figure as it was counted in an earlier year; none where it was not yet, or by nothing on this axis.
    fn broken_before(&self, figure: &str, axis: Axis, year: FiscalYear) -> Result<Option<Broken>, OfficeError> {
        match self.known_figure(figure, year) {
            Ok(indicator) if fits(&indicator, axis) => self.broken(&indicator, axis, year).map(Some),
            Ok(_) | Err(OfficeError::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn broken(&self, indicator: &Indicator, axis: Axis, year: FiscalYear) -> Result<Broken, OfficeError> {
        let Parts { adjustment, rows } = self.parts(indicator, &[axis], year)?;
        let kept = self.all_codes(axis, year)?;
        tabulate_by(&indicator.id, &[kept], &rows, &adjustment).map_err(|_| OfficeError::Unforeseen("a breakdown"))
    }

    fn all_codes(&self, axis: Axis, year: FiscalYear) -> Result<Kept, OfficeError> {
        Ok(Kept::all(axis, self.levels(axis, year)?))
    }

    /// The codes of an axis in a year, with the words of the organisation.
    pub(crate) fn levels(&self, axis: Axis, year: FiscalYear) -> Result<Vec<Level>, OfficeError> {
        let courses = self.records.courses()?.into_iter().map(|course| (course.code, course.name.ja, course.name.en));
        Ok(axis.levels(year, &courses.collect::<Vec<_>>()))
    }

    pub(crate) fn parts(&self, indicator: &Indicator, axes: &[Axis], year: FiscalYear) -> Result<Parts, OfficeError> {
        let rows = |RowQuery { measure, query }: RowQuery| {
            let rows = self.records.coded_facts(&query.sql, &query.parameters, axes.len())?;
            Ok((measure, rows.into_iter().map(coded_row).collect()))
        };
        let rows = row_queries(indicator, axes, year).into_iter().map(rows);
        Ok(Parts { rows: rows.collect::<Result<_, OfficeError>>()?, adjustment: self.adjustment(indicator, year)? })
    }

    /// A figure as it is counted in a year, the office's own ones too.
    pub(crate) fn known_figure(&self, id: &str, year: FiscalYear) -> Result<Indicator, OfficeError> {
        self.indicators(year)?.into_iter().find(|indicator| indicator.id == id).ok_or(OfficeError::NotFound)
    }

    fn adjustment(&self, indicator: &Indicator, year: FiscalYear) -> Result<Adjustment, OfficeError> {
        let years = std::iter::successors(Some(year), |year| match indicator.basis {
            Basis::Flow => None,
            Basis::Stock => year.previous(),
        });
        let mut adjustment = Adjustment::default();
        for year in years {
            adjustment.erased += self.records.residue(year.begins_in())?.get(&indicator.key()).copied().unwrap_or(0);
            for (person, count) in self.records.counted_elsewhere_of(year.begins_in(), &indicator.key())? {
                *adjustment.elsewhere.entry(person).or_default() += u64::try_from(count).unwrap_or(0);
            }
        }
        Ok(adjustment)
    }
}

fn coded_row((participant, company, placement, quantity, values): store::CodedFact) -> CodedRow {
    CodedRow { participant, company, placement, quantity, values }
}

fn bars(axis: Axis, now: &Broken, before: Option<&Broken>) -> Vec<Bar> {
    let value = |broken: &Broken, code: &str| broken.table.cell(&[code]).map_or(0, |cell| broken.table.value(cell));
    let levels = |broken: &Broken| broken.axes.first().map(|kept| kept.levels.clone()).unwrap_or_default();
    let own = levels(now);
    // Months of two years have different codes; all others are the same.
    let theirs = before.map(levels).unwrap_or_default();
    let bar = |(place, level): (usize, Level)| {
        let other = if axis == Axis::Month { theirs.get(place).map(|level| level.code.clone()) } else { None };
        let other = other.unwrap_or_else(|| level.code.clone());
        let previous = before.map_or(0, |before| value(before, &other));
        Bar { value: value(now, &level.code), previous, level }
    };
    let is_of_time = |code: &str| {
        matches!(axis, Axis::Month | Axis::Quarter)
            && code != tally::breakdown::NOT_STATED
            && code != tally::breakdown::OTHER
    };
    let bars = own.into_iter().enumerate().map(bar);
    bars.filter(|bar| bar.value + bar.previous > 0 || is_of_time(&bar.level.code)).collect()
}
