//! From an indicator to SQL over the view `fact`. Values travel as parameters, never as text.

use aggregates::{Basis, FiscalYear};
use casework::fact::FactKind;

use crate::indicator::{Condition, Count, Facts, Indicator, Measure, Tie, When};

/// A statement, or a condition of one, with the values of its numbered parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The text; parameters are `?1`, `?2`, …
    pub sql: String,
    /// Their values, as texts.
    pub parameters: Vec<String>,
}

/// Returns the statement that gives the value of an indicator in a year. `None` for a sum of others.
pub fn count_query(indicator: &Indicator, year: FiscalYear) -> Option<Query> {
    let Count::Facts(facts) = &indicator.count else { return None };
    let Query { sql, parameters } = condition(facts, indicator.basis, year);
    let measured = match facts.measure {
        Measure::Each => "count(*)",
        Measure::Persons => "count(DISTINCT f.participant_id)",
        Measure::Companies => "count(DISTINCT f.company_id)",
        Measure::Placements => "count(DISTINCT f.placement_id)",
        Measure::Quantities => "coalesce(sum(f.quantity), 0)",
    };
    Some(Query { sql: format!("SELECT {measured} FROM fact f WHERE {sql}"), parameters })
}

/// Returns the condition over `fact f` that holds for the records behind an indicator in a year. `None` for a sum.
pub fn record_query(indicator: &Indicator, year: FiscalYear) -> Option<Query> {
    let Count::Facts(facts) = &indicator.count else { return None };
    Some(condition(facts, indicator.basis, year))
}

/// The condition over `fact f` that holds for facts in a year.
pub(crate) fn facts_query(facts: &Facts, basis: Basis, year: FiscalYear) -> Query {
    condition(facts, basis, year)
}

fn condition(facts: &Facts, basis: Basis, year: FiscalYear) -> Query {
    let mut builder = Builder::default();
    builder.kind("f", facts.kind);
    builder.detail("f", facts.detail);
    builder.period("f", basis, year);
    if let Some(bounds) = &facts.quantity {
        // Parameters are texts, and SQLite would compare a text as greater than any number.
        let (least, most) = (builder.bind(bounds.start()), builder.bind(bounds.end()));
        builder.and(format!("f.quantity BETWEEN CAST({least} AS INTEGER) AND CAST({most} AS INTEGER)"));
    }
    for provided in facts.provided {
        builder.provided(provided, year);
    }
    Query { sql: builder.parts.join(" AND "), parameters: builder.parameters }
}

#[derive(Default)]
struct Builder {
    parts: Vec<String>,
    parameters: Vec<String>,
}

impl Builder {
    fn bind(&mut self, value: impl ToString) -> String {
        self.parameters.push(value.to_string());
        format!("?{}", self.parameters.len())
    }

    fn and(&mut self, part: String) {
        self.parts.push(part);
    }

    fn kind(&mut self, alias: &str, kind: FactKind) {
        let code = self.bind(kind.code());
        self.and(format!("{alias}.kind = {code}"));
    }

    fn detail(&mut self, alias: &str, detail: Option<&str>) {
        if let Some(detail) = detail {
            let value = self.bind(detail);
            self.and(format!("{alias}.detail = {value}"));
        }
    }

    fn period(&mut self, alias: &str, basis: Basis, year: FiscalYear) {
        let last = self.bind(year.last_day());
        self.and(format!("{alias}.on_day <= {last}"));
        if basis == Basis::Flow {
            let first = self.bind(year.first_day());
            self.and(format!("{alias}.on_day >= {first}"));
        }
    }

    fn provided(&mut self, condition: &Condition, year: FiscalYear) {
        let mut inner = Self { parts: Vec::new(), parameters: std::mem::take(&mut self.parameters) };
        inner.kind("g", condition.kind);
        inner.detail("g", condition.detail);
        let tie = match condition.tie {
            Tie::Participant => "g.participant_id = f.participant_id",
            Tie::Placement => "g.placement_id = f.placement_id",
        };
        inner.and(String::from(tie));
        inner.when(condition.when, year);
        self.parameters = inner.parameters;
        self.and(format!("EXISTS (SELECT 1 FROM fact g WHERE {})", inner.parts.join(" AND ")));
    }

    fn when(&mut self, when: When, year: FiscalYear) {
        match when {
            When::SameYear => self.period("g", Basis::Flow, year),
            When::SameYearBefore => {
                self.period("g", Basis::Flow, year);
                self.and(String::from("g.on_day <= f.on_day"));
            }
            When::YearBefore => match year.previous() {
                Some(before) => self.period("g", Basis::Flow, before),
                None => self.and(String::from("0")),
            },
        }
    }
}
