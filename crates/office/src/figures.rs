//! The year's figures: counted, explained, approved, released.

use std::{collections::BTreeMap, iter::successors};

use aggregates::{
    Approval, Basis, Catalogue, Code, FiscalYear, RawCell, RawTable, Release, ReleaseRefused, SmallCount,
};
use casework::programme::{Programme, ProgrammeYear};
use chrono::{DateTime, Datelike};
use store::{ApprovalRow, MemberId};
use tally::{Indicator, ProgrammeNumbers, TallyError, figure_code};

use crate::{
    combining::CombinedFigures,
    desk::{Desk, WritingDesk},
    error::{FieldError, OfficeError},
    extent::Extent,
    indicators::{Placed, shown},
    people::FactLine,
    roles::Act,
};

/// A figure of a year, exact, for inside.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it is, and at which programme it stands.
    pub indicator: Indicator,
    /// Its value.
    pub value: u64,
    /// Its value the year before; none when that was not counted over the same whole.
    pub previous: Option<u64>,
    /// It stands in the report.
    pub shown: bool,
}

/// A programme in a year.
#[derive(Debug, Clone)]
pub struct ProgrammeFigures {
    /// The programme.
    pub programme: Programme,
    /// What the office says of it; the default when it said nothing yet.
    pub said: ProgrammeYear,
}

/// All figures of a year, exact, for inside.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The year.
    pub year: FiscalYear,
    /// Years that have any record, with this and the current one, the newest first.
    pub years: Vec<i32>,
    /// In the order of the report.
    pub figures: Vec<Figure>,
    /// In the order of the articles.
    pub programmes: Vec<ProgrammeFigures>,
    /// The approval that fits the figures as they stand, if there is one.
    pub approval: Option<Approval>,
    /// What publishing would show.
    pub small_counts: Vec<SmallCount>,
    /// Whose records are counted.
    pub extent: Extent,
    /// The newest sums of the organisation for the year, whether they are what is counted or not.
    pub combined: Option<CombinedFigures>,
}

/// A figure with the records behind it.
#[derive(Debug, Clone)]
pub struct ExplainedFigure {
    /// The figure.
    pub figure: Figure,
    /// The oldest first.
    pub records: Vec<FactLine>,
    /// How much of the value belongs to people who were erased: there is no record behind it any more.
    pub erased: u64,
    /// How much of what the records show other laptops count: it is not part of the value.
    pub elsewhere: u64,
    /// What this laptop counts itself, when the value is that of the organisation.
    pub here: Option<u64>,
}

/// Reads a fiscal year.
pub(crate) fn fiscal_year(year: i32) -> Result<FiscalYear, OfficeError> {
    FiscalYear::new(year).map_err(|_| OfficeError::field("year", FieldError::OutOfRange))
}

fn unforeseen(error: TallyError<OfficeError>) -> OfficeError {
    match error {
        TallyError::Count(error) => error,
        TallyError::Code(_) | TallyError::Duplicate(_) => OfficeError::Unforeseen("the catalogue of figures"),
    }
}

impl Desk<'_> {
    /// Returns all figures of a year with those of the year before.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for a year out of range; what the store says.
    pub fn figures(&self, year: i32) -> Result<Figures, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let programmes = self.programmes_in(year)?;
        let mut placed = self.placed(year, &programmes)?;
        let table = self.count_over(year, &programmes)?;
        // Figures of the office's own are not combined: the organisation has no value of them.
        placed.retain(|placed| has(&table, &placed.indicator));
        let report = shown(&table, &placed)?;
        let before = self.count_before(year)?;
        Ok(Figures {
            year,
            extent: self.extent(year.begins_in())?,
            combined: self.combined_figures(year.begins_in())?,
            years: self.years(year)?,
            figures: placed.into_iter().map(|placed| figure(placed, &table, before.as_ref())).collect(),
            approval: self.approval_of(&report)?,
            small_counts: report.small_counts(),
            programmes,
        })
    }

    /// Returns the fiscal year of the newest record, or the current one when there is none.
    ///
    /// # Errors
    /// What the store says.
    pub fn newest_year(&self) -> Result<i32, OfficeError> {
        let newest = self.records.fact_span()?.map_or_else(|| self.today(), |(_, newest)| newest);
        Ok(FiscalYear::containing(newest).map_or(self.today().year(), FiscalYear::begins_in))
    }

    /// Returns a figure with the records behind it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for an unknown figure; what the store says.
    pub fn explain(&self, year: i32, id: &str) -> Result<ExplainedFigure, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let placed = self.placed(year, &self.programmes_in(year)?)?;
        let placed = placed.into_iter().find(|placed| placed.indicator.id == id).ok_or(OfficeError::NotFound)?;
        let indicator = &placed.indicator.clone();
        let (table, before) = (self.count_over(year, &[])?, self.count_before(year)?);
        let here = match self.extent(year.begins_in())? {
            Extent::Laptop => None,
            Extent::Organisation => Some(value(indicator, &self.count(year, &[])?)),
        };
        let mut facts = Vec::new();
        for query in record_queries(indicator, year) {
            facts.extend(self.records.facts_where(&query.sql, &query.parameters)?);
        }
        facts.sort_by_key(|fact| (fact.on, fact.kind, fact.number));
        Ok(ExplainedFigure {
            figure: figure(placed, &table, before.as_ref()),
            records: self.lines(facts)?,
            erased: u64::try_from(self.residue(year)?.of(indicator)).unwrap_or(0),
            elsewhere: u64::try_from(self.elsewhere(year)?.of(indicator)).unwrap_or(0),
            here,
        })
    }

    /// Makes the release of the headline figures of a year under the approval on record.
    ///
    /// # Errors
    /// [`OfficeError::Release`] when the small counts as they stand are not approved.
    pub fn release(&self, year: i32) -> Result<Release, OfficeError> {
        self.may(Act::SeeFigures)?;
        let year = fiscal_year(year)?;
        let programmes = self.programmes_in(year)?;
        let table = self.count_shown(year, &programmes)?;
        let missing = || OfficeError::Release(ReleaseRefused::NotApproved { missing: table.small_counts() });
        let approval = self.newest_approval(year)?.ok_or_else(missing)?;
        Ok(table.release_headlines(&approval, &catalogue(&self.indicators(year)?, &programmes)?)?)
    }

    pub(crate) fn programmes_in(&self, year: FiscalYear) -> Result<Vec<ProgrammeFigures>, OfficeError> {
        let mut programmes = self.records.programmes()?;
        programmes.retain(|programme| programme.years.hold(year.begins_in()));
        let said = |code: &str| self.records.programme_year(code, year.begins_in()).map(Option::unwrap_or_default);
        programmes
            .into_iter()
            .map(|programme| Ok(ProgrammeFigures { said: said(&programme.code)?, programme }))
            .collect()
    }

    pub(crate) fn count(&self, year: FiscalYear, programmes: &[ProgrammeFigures]) -> Result<RawTable, OfficeError> {
        self.count_of(&self.indicators(year)?, year, programmes)
    }

    /// What of the count is for the report.
    fn count_shown(&self, year: FiscalYear, programmes: &[ProgrammeFigures]) -> Result<RawTable, OfficeError> {
        shown(&self.count_over(year, programmes)?, &self.placed(year, programmes)?)
    }

    pub(crate) fn count_of(
        &self,
        indicators: &[Indicator],
        year: FiscalYear,
        programmes: &[ProgrammeFigures],
    ) -> Result<RawTable, OfficeError> {
        let numbers: Result<Vec<_>, _> = programmes.iter().map(numbers).collect();
        let count = |query: &tally::Query| Ok(self.records.count(&query.sql, &query.parameters)?);
        let counted = tally::tabulate(year, indicators, &numbers?, count).map_err(unforeseen)?;
        adjusted(&counted, indicators, &self.residue(year)?, &self.elsewhere(year)?)
    }

    /// What erased people leave in the figures of a year.
    fn residue(&self, year: FiscalYear) -> Result<Beyond, OfficeError> {
        Beyond::read(year, |year| {
            let counts = self.records.residue(year)?.into_iter();
            Ok(counts.map(|(figure, count)| (figure, i64::try_from(count).unwrap_or(i64::MAX))).collect())
        })
    }

    /// What other laptops count of the cases that came from them.
    fn elsewhere(&self, year: FiscalYear) -> Result<Beyond, OfficeError> {
        Beyond::read(year, |year| Ok(self.records.counted_elsewhere(year)?))
    }

    fn newest_approval(&self, year: FiscalYear) -> Result<Option<Approval>, OfficeError> {
        self.records.approval(year.begins_in())?.map(approval).transpose()
    }

    /// The newest approval, if it fits the figures as they stand.
    fn approval_of(&self, table: &RawTable) -> Result<Option<Approval>, OfficeError> {
        let small = table.small_counts();
        let fits = |approval: &Approval| same_counts(&approval.shown, &small);
        Ok(self.newest_approval(table.year())?.filter(fits))
    }

    /// Years with records, the year asked for and the current one.
    pub(crate) fn years(&self, asked: FiscalYear) -> Result<Vec<i32>, OfficeError> {
        let begins = |day| FiscalYear::containing(day).map(FiscalYear::begins_in).ok();
        let mut years = self.records.programme_years()?;
        years.push(asked.begins_in());
        years.extend(begins(self.today()));
        if let Some((first, last)) = self.records.fact_span()?
            && let (Some(first), Some(last)) = (begins(first), begins(last))
        {
            years.extend(first..=last);
        }
        // A year of which everybody was erased keeps its figures.
        for earlier in successors(Some(asked), |year| year.previous()) {
            if !self.records.residue(earlier.begins_in())?.is_empty() {
                years.push(earlier.begins_in());
            }
        }
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        Ok(years)
    }
}

impl WritingDesk<'_> {
    /// Records that somebody approved the headline figures of a year with the small counts they were shown.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `approver` (a code: lower-case letters, digits, `_`);
    /// [`OfficeError::Release`] when `seen` (figure and value) is not exactly the small counts as they stand.
    pub fn approve_headlines(&self, year: i32, approver: &str, seen: &[(String, u64)]) -> Result<(), OfficeError> {
        self.may(Act::ApproveFigures)?;
        let year = fiscal_year(year)?;
        let approver =
            Code::try_from(approver).map_err(|_| OfficeError::field("approver", casework::codes::UnknownCode))?;
        let small = self.count_shown(year, &self.programmes_in(year)?)?.small_counts();
        let saw =
            |count: &SmallCount| seen.iter().any(|(id, value)| id == count.figure.as_str() && *value == count.value);
        let all_seen = small.iter().all(saw);
        if !all_seen || seen.len() != small.len() {
            return Err(ReleaseRefused::Outdated { today: small }.into());
        }
        let row = ApprovalRow {
            approver: approver.as_str().to_owned(),
            // EXPOSE: a member of staff signs with their name.
            signer: self.records.member(MemberId(self.actor.id))?.name.expose().clone(),
            at: self.clock.now().to_rfc3339(),
            small_counts: small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect(),
        };
        self.note("approve", "headlines", Some(year.begins_in().unsigned_abs()))?;
        Ok(self.writer.add_approval(year.begins_in(), &row)?)
    }
}

/// What is added to a figure or taken off it without a record behind it: counts, and nothing that leads to anybody.
#[derive(Default)]
struct Beyond {
    /// By figure, in the year itself.
    within: BTreeMap<String, i64>,
    /// By figure, in all years up to it.
    until: BTreeMap<String, i64>,
}

impl Beyond {
    fn read(
        year: FiscalYear,
        of: impl Fn(i32) -> Result<Vec<(String, i64)>, OfficeError>,
    ) -> Result<Self, OfficeError> {
        let mut beyond = Self { within: of(year.begins_in())?.into_iter().collect(), until: BTreeMap::new() };
        for earlier in successors(Some(year), |year| year.previous()) {
            for (figure, count) in of(earlier.begins_in())? {
                let sum = beyond.until.entry(figure).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        Ok(beyond)
    }

    /// A total up to a day keeps everybody who had come by then; a count in the period keeps those of the period.
    fn of(&self, indicator: &Indicator) -> i64 {
        let counts = match indicator.basis {
            Basis::Flow => &self.within,
            Basis::Stock => &self.until,
        };
        counts.get(&indicator.key()).copied().unwrap_or(0)
    }
}

/// The same table with what erased people leave, and without what other laptops count.
fn adjusted(
    counted: &RawTable,
    indicators: &[Indicator],
    residue: &Beyond,
    elsewhere: &Beyond,
) -> Result<RawTable, OfficeError> {
    let mut table = RawTable::new(counted.year());
    for cell in counted.cells() {
        let own = indicators.iter().find(|one| cell.programme.is_none() && one.id == cell.figure.as_str());
        let beyond = own.map_or(0, |indicator| residue.of(indicator).saturating_sub(elsewhere.of(indicator)));
        let value = cell.value.saturating_add_signed(beyond);
        table.push(RawCell { value, ..*cell }).map_err(|_| OfficeError::Unforeseen("the catalogue of figures"))?;
    }
    Ok(table)
}

/// The value of every figure of a year, by its [key](Indicator::key).
pub(crate) type Values = BTreeMap<String, u64>;

impl Desk<'_> {
    /// Returns the value of every figure of a year, counted by each of its rules: a later rule that totals up to a day
    /// counts the facts of this year too.
    pub(crate) fn values(&self, year: i32) -> Result<Values, OfficeError> {
        let year = fiscal_year(year)?;
        let mut values = Values::new();
        for indicators in one_rule_each(self.indicators_of_all_years()?) {
            let table = self.count_of(&indicators, year, &[])?;
            values.extend(indicators.iter().map(|indicator| (indicator.key(), value(indicator, &table))));
        }
        Ok(values)
    }
}

/// Lists in which no figure stands twice, since a table has one value for each.
fn one_rule_each(all: Vec<Indicator>) -> Vec<Vec<Indicator>> {
    let mut lists: Vec<Vec<Indicator>> = Vec::new();
    for indicator in all {
        match lists.iter_mut().find(|list| list.iter().all(|other| other.id != indicator.id)) {
            Some(list) => list.push(indicator),
            None => lists.push(vec![indicator]),
        }
    }
    lists
}

fn same_counts(one: &[SmallCount], other: &[SmallCount]) -> bool {
    let by_figure = |counts: &[SmallCount]| counts.iter().map(|c| (c.figure, c.value)).collect::<BTreeMap<_, _>>();
    by_figure(one) == by_figure(other)
}

fn has(table: &RawTable, indicator: &Indicator) -> bool {
    figure_code(&indicator.id).is_ok_and(|code| table.cell(code, None).is_some())
}

fn value(indicator: &Indicator, table: &RawTable) -> u64 {
    let cell = figure_code(&indicator.id).ok().and_then(|code| table.cell(code, None));
    cell.map_or(0, |cell| cell.value)
}

fn figure(placed: Placed, table: &RawTable, before: Option<&RawTable>) -> Figure {
    let Placed { indicator, shown } = placed;
    let (now, previous) = (value(&indicator, table), before.map(|before| value(&indicator, before)));
    Figure { indicator, value: now, previous, shown }
}

/// The conditions of a figure; of a sum, those of its parts.
pub(crate) fn record_queries(indicator: &Indicator, year: FiscalYear) -> Vec<tally::Query> {
    if let Some(query) = tally::record_query(indicator, year) {
        return vec![query];
    }
    let tally::Count::SumOf(parts) = &indicator.count else { return Vec::new() };
    parts.iter().filter_map(|id| tally::indicator(id)).filter_map(|part| tally::record_query(part, year)).collect()
}

pub(crate) fn code(id: &str) -> Result<Code, OfficeError> {
    figure_code(id).map_err(|_| OfficeError::Unforeseen("a code on record"))
}

fn numbers(programme: &ProgrammeFigures) -> Result<ProgrammeNumbers, OfficeError> {
    Ok(ProgrammeNumbers {
        programme: code(&programme.programme.code)?,
        staff: u64::from(programme.said.staff),
        expenses_yen: u64::try_from(programme.said.expenses_yen).unwrap_or(0),
    })
}

fn catalogue(indicators: &[Indicator], programmes: &[ProgrammeFigures]) -> Result<Catalogue, OfficeError> {
    let figures = indicators.iter().map(|indicator| code(&indicator.id)).collect::<Result<Vec<_>, _>>()?;
    let figures = figures.into_iter().chain([report::STAFF, report::EXPENSES]);
    let programmes = programmes.iter().map(|programme| code(&programme.programme.code));
    Ok(Catalogue::new(figures, programmes.collect::<Result<Vec<_>, _>>()?))
}

fn approval(row: ApprovalRow) -> Result<Approval, OfficeError> {
    let at = DateTime::parse_from_rfc3339(&row.at).map_err(|_| OfficeError::Unforeseen("an approval on record"))?;
    let count =
        |(figure, value): (&String, &u64)| Ok(SmallCount { figure: code(figure)?, programme: None, value: *value });
    let shown = row.small_counts.iter().map(count).collect::<Result<Vec<_>, OfficeError>>()?;
    Ok(Approval { approver: code(&row.approver)?, at, shown })
}
