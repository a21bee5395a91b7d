//! Programmes of the articles.

use casework::programme::{Bilingual, Programme, Years};

use crate::{
    error::CommandError,
    host::Host,
    show,
    views::articles::{ArticleInput, ArticleRequest, ArticlesView, OrderArticlesRequest, SaveArticleRequest},
};

type Answer<T> = Result<T, CommandError>;

pub fn articles(host: &Host, (): ()) -> Answer<ArticlesView> {
    Ok(show::articles::articles(host.office.read(|desk| desk.articles())?))
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

fn entered(input: ArticleInput) -> Programme {
    let figure = Some(input.beneficiaries_figure).filter(|figure| !figure.is_empty());
    Programme {
        code: input.code,
        name: Bilingual { ja: input.name_ja, en: input.name_en },
        beneficiaries_figure: figure,
        years: Years { from: input.from_year, until: input.until_year },
    }
}
