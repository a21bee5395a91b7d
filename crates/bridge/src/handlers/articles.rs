//! Programmes of the articles.

use casework::{
    fact::FactKind,
    programme::{Bilingual, Definition, Measured as CaseMeasured, Programme, Years},
};
use office::{EnteredIndicator, OfficeError};

use crate::{
    error::CommandError,
    host::Host,
    show::{self, articles::Counted},
    views::{
        articles::{
            ArticleInput, ArticleRequest, ArticlesView, ChooseFiguresRequest, IndicatorInput, IndicatorsView, Measured,
            OrderArticlesRequest, RemoveIndicatorRequest, SaveArticleRequest, SaveIndicatorRequest,
        },
        people::FactKind as ShownKind,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn articles(host: &Host, (): ()) -> Answer<ArticlesView> {
    let (found, figures) = host.office.read(|desk| Ok((desk.articles()?, desk.figures_to_choose()?)))?;
    Ok(show::articles::articles(found, &figures))
}

pub fn save_article(host: &Host, request: SaveArticleRequest) -> Answer<ArticlesView> {
    let entered = entered(request.programme);
    host.office
        .write(|desk| if request.new { desk.add_programme(&entered) } else { desk.change_programme(&entered) })?;
    articles(host, ())
}

pub fn order_articles(host: &Host, request: OrderArticlesRequest) -> Answer<ArticlesView> {
    host.office.write(|desk| desk.order_programmes(&request.codes))?;
    articles(host, ())
}

pub fn remove_article(host: &Host, request: ArticleRequest) -> Answer<ArticlesView> {
    host.office.write(|desk| desk.remove_programme(&request.code))?;
    articles(host, ())
}

pub fn indicators(host: &Host, (): ()) -> Answer<IndicatorsView> {
    let counted = host.office.read(|desk| {
        let details = |kind: &FactKind| Ok((*kind, desk.details_of(*kind)?));
        Ok(Counted {
            programmes: desk.articles()?,
            figures: desk.figures_to_choose()?,
            chosen: desk.programmes_that_choose()?,
            own: desk.own_indicators()?,
            details: FactKind::ALL.iter().map(details).collect::<Result<_, OfficeError>>()?,
        })
    })?;
    Ok(show::articles::indicators(&counted))
}

pub fn save_indicator(host: &Host, request: SaveIndicatorRequest) -> Answer<IndicatorsView> {
    let entered = indicator(request.indicator);
    host.office.write(|desk| match &request.id {
        Some(id) => desk.change_indicator(id, &entered),
        None => desk.add_indicator(&entered).map(drop),
    })?;
    indicators(host, ())
}

pub fn remove_indicator(host: &Host, request: RemoveIndicatorRequest) -> Answer<IndicatorsView> {
    host.office.write(|desk| desk.remove_indicator(&request.id, request.removed))?;
    indicators(host, ())
}

pub fn choose_figures(host: &Host, request: ChooseFiguresRequest) -> Answer<IndicatorsView> {
    host.office.write(|desk| desk.choose_figures(&request.programme, request.figures.as_deref()))?;
    indicators(host, ())
}

fn indicator(input: IndicatorInput) -> EnteredIndicator {
    let IndicatorInput { programme, name_ja, name_en, rule_ja, rule_en, from_year, details, least, most, .. } = input;
    let count = Definition {
        kind: case_fact(input.kind),
        measure: measured(input.measure),
        details,
        of_programme: Some(input.of_programme).filter(|programme| !programme.is_empty()),
        least,
        most,
        up_to: input.up_to,
    };
    let (name, rule) = (Bilingual::new(name_ja, name_en), Bilingual::new(rule_ja, rule_en));
    EnteredIndicator { programme, name, rule, from_year, count }
}

const fn measured(measure: Measured) -> CaseMeasured {
    match measure {
        Measured::Records => CaseMeasured::Records,
        Measured::Persons => CaseMeasured::Persons,
        Measured::Companies => CaseMeasured::Companies,
        Measured::Placements => CaseMeasured::Placements,
        Measured::Sum => CaseMeasured::Sum,
    }
}

/// Every kind of the screen is one of the records; the fallback is never reached.
fn case_fact(kind: ShownKind) -> FactKind {
    let same = |known: &&FactKind| show::people::fact_kind(**known) == kind;
    FactKind::ALL.iter().find(same).copied().unwrap_or(FactKind::FirstContact)
}

fn entered(input: ArticleInput) -> Programme {
    let figure = Some(input.beneficiaries_figure).filter(|figure| !figure.is_empty());
    Programme {
        code: input.code,
        name: Bilingual { ja: input.name_ja, en: input.name_en },
        beneficiaries_figure: figure,
        years: Years { from: input.from_year, until: input.until_year },
    }
}
