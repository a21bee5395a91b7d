//! Programmes of the articles.

use std::collections::BTreeMap;

use casework::{
    fact::FactKind as CaseFact,
    programme::{DetailIs, Measured as CaseMeasured, OwnIndicator, Programme, Shape},
};
use office::DetailChoice;
use tally::Indicator;

use super::people::fact_kind;
use crate::views::articles::{
    ArticleInput, ArticleView, ArticlesView, CountableView, FigureChoice, IndicatorInput, IndicatorsView, Measured,
    OwnIndicatorView, ShownFiguresView,
};

/// Shows the programmes, and the figures of which one can be their number of beneficiaries.
pub fn articles(found: Vec<(Programme, bool)>, figures: &[(Indicator, Option<String>)]) -> ArticlesView {
    let figures = figures.iter().map(|(indicator, _)| choice(indicator));
    ArticlesView { programmes: found.into_iter().map(article).collect(), figures: figures.collect() }
}

fn choice(indicator: &Indicator) -> FigureChoice {
    let Indicator { id, label, .. } = indicator;
    FigureChoice { id: id.to_string(), ja: label.ja.to_string(), en: label.en.to_string() }
}

/// What the office counts and shows, as it stands.
pub struct Counted {
    /// The programmes, in order.
    pub programmes: Vec<(Programme, bool)>,
    /// Every figure with the programme at which it stands.
    pub figures: Vec<(Indicator, Option<String>)>,
    /// Programmes for which the office chose.
    pub chosen: Vec<String>,
    /// The own figures in all versions, the older first.
    pub own: Vec<OwnIndicator>,
    /// The details by which facts can be told apart.
    pub details: Vec<(CaseFact, Vec<DetailChoice>)>,
}

/// Shows the figures of the office, and which figures each programme shows.
pub fn indicators(counted: &Counted) -> IndicatorsView {
    let at = |programme: Option<&str>| {
        counted
            .figures
            .iter()
            .filter(|(_, stands)| stands.as_deref() == programme)
            .map(|(one, _)| choice(one))
            .collect()
    };
    let programme = |(programme, _): &(Programme, bool)| ShownFiguresView {
        programme: programme.code.clone(),
        name_ja: programme.name.ja.clone(),
        name_en: programme.name.en.clone(),
        chosen: counted.chosen.contains(&programme.code),
        figures: at(Some(&programme.code)),
    };
    let mut own: BTreeMap<&str, Vec<&OwnIndicator>> = BTreeMap::new();
    for version in &counted.own {
        own.entry(&version.id).or_default().push(version);
    }
    IndicatorsView {
        own: own.values().filter_map(|versions| own_indicator(versions)).collect(),
        programmes: counted.programmes.iter().map(programme).collect(),
        elsewhere: at(None),
        kinds: counted.details.iter().map(|(kind, details)| countable(*kind, details)).collect(),
    }
}

fn own_indicator(versions: &[&OwnIndicator]) -> Option<OwnIndicatorView> {
    let newest = versions.last()?;
    let count = &newest.count;
    let indicator = IndicatorInput {
        programme: newest.programme.clone(),
        name_ja: newest.name.ja.clone(),
        name_en: newest.name.en.clone(),
        rule_ja: newest.rule.ja.clone(),
        rule_en: newest.rule.en.clone(),
        from_year: newest.from_year,
        kind: fact_kind(count.kind),
        measure: measured(count.measure),
        details: count.details.clone(),
        of_programme: count.of_programme.clone().unwrap_or_default(),
        least: count.least,
        most: count.most,
        up_to: count.up_to,
    };
    let from_years = versions.iter().map(|version| version.from_year).collect();
    Some(OwnIndicatorView { id: newest.id.clone(), indicator, from_years })
}

fn countable(kind: CaseFact, details: &[DetailChoice]) -> CountableView {
    let shape = Shape::of(kind);
    let measures = CaseMeasured::ALL.iter().filter(|measure| shape.allows(**measure));
    let detail =
        |one: &DetailChoice| FigureChoice { id: one.code.clone(), ja: one.words.ja.clone(), en: one.words.en.clone() };
    CountableView {
        kind: fact_kind(kind),
        measures: measures.map(|measure| measured(*measure)).collect(),
        bounds: shape.quantity.is_some(),
        courses: shape.detail == DetailIs::Course,
        details: details.iter().map(detail).collect(),
    }
}

const fn measured(measure: CaseMeasured) -> Measured {
    match measure {
        CaseMeasured::Records => Measured::Records,
        CaseMeasured::Persons => Measured::Persons,
        CaseMeasured::Companies => Measured::Companies,
        CaseMeasured::Placements => Measured::Placements,
        CaseMeasured::Sum => Measured::Sum,
    }
}

fn article((programme, in_use): (Programme, bool)) -> ArticleView {
    let Programme { code, name, beneficiaries_figure, years } = programme;
    let programme = ArticleInput {
        code,
        name_ja: name.ja,
        name_en: name.en,
        beneficiaries_figure: beneficiaries_figure.unwrap_or_default(),
        from_year: years.from,
        until_year: years.until,
    };
    ArticleView { programme, in_use }
}
