//! Programmes of the articles.

use casework::programme::Programme;

use crate::views::articles::{ArticleInput, ArticleView, ArticlesView, FigureChoice};

/// Shows the programmes, and the figures of which one can be their number of beneficiaries.
pub fn articles(found: Vec<(Programme, bool)>) -> ArticlesView {
    let figures = tally::INDICATORS.iter().map(|indicator| FigureChoice {
        id: indicator.id.to_owned(),
        ja: indicator.label.ja.to_owned(),
        en: indicator.label.en.to_owned(),
    });
    ArticlesView { programmes: found.into_iter().map(article).collect(), figures: figures.collect() }
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
