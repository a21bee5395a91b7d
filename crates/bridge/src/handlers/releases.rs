//! What is published.

use aggregates::FiscalYear;
use office::{FieldError, OfficeError};
use tally::breakdown::{Axis, TableSpec};

use crate::{
    error::CommandError,
    host::{FileSuggestion, Host},
    show::releases::{axes, breakable, changes, choices, differences, left, line, look, profile, tried},
    views::{
        Language,
        releases::{
            PreviewReleaseRequest, PublishReleaseRequest, ReleasePreviewView, ReleaseRequest, ReleaseTableChoice,
            ReleaseTablesRequest, ReleaseTablesView, ReleaseView, ReleasedContentView, ReleasesView,
            SaveReleaseFileRequest, SaveReleaseTablesRequest, TriedTableView, TryReleaseTableRequest,
        },
        session::SavedView,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn releases(host: &Host, (): ()) -> Answer<ReleasesView> {
    Ok(host.office.read(|desk| {
        let intact = desk.intact_releases()?;
        let newest = desk.newest_year()?;
        Ok(ReleasesView {
            releases: desk.releases()?.into_iter().map(|one| line(one, &intact)).collect(),
            years: desk.figures(newest)?.years,
        })
    })?)
}

pub fn release(host: &Host, request: ReleaseRequest) -> Answer<ReleaseView> {
    let id = request.release;
    Ok(host.office.read(|desk| {
        let intact = desk.intact_releases()?;
        let of_ledger = desk.releases()?.into_iter().find(|one| one.id == id).ok_or(OfficeError::NotFound)?;
        Ok(ReleaseView {
            line: line(of_ledger, &intact),
            content: left(&desk.release_content(id)?)?,
            differences: differences(desk.headline_changes(id)?, desk.release_differences(id)?),
            files: desk.release_files(id)?,
        })
    })?)
}

pub fn release_tables(host: &Host, request: ReleaseTablesRequest) -> Answer<ReleaseTablesView> {
    let year = request.year;
    Ok(host.office.read(|desk| {
        let last = FiscalYear::new(year).map_err(|_| OfficeError::field("year", FieldError::OutOfRange))?.last_day();
        let catalogue = desk.table_catalogue(year)?;
        Ok(ReleaseTablesView {
            year,
            ends_on: last.to_string(),
            is_over: desk.today() > last,
            version: catalogue.version,
            tables: choices(&catalogue),
            figures: breakable(desk.breakable_figures(year)?),
            axes: axes(),
        })
    })?)
}

pub fn save_release_tables(host: &Host, request: SaveReleaseTablesRequest) -> Answer<ReleaseTablesView> {
    let SaveReleaseTablesRequest { year, tables } = request;
    let chosen: Vec<_> = tables.iter().map(spec).collect::<Answer<_>>()?;
    host.office.write(|desk| desk.save_table_catalogue(year, &chosen))?;
    release_tables(host, ReleaseTablesRequest { year })
}

pub fn try_release_table(host: &Host, request: TryReleaseTableRequest) -> Answer<TriedTableView> {
    let TryReleaseTableRequest { year, table } = request;
    let table = spec(&table)?;
    Ok(host.office.write(|desk| {
        Ok(TriedTableView {
            rounding: tried(desk.try_table(year, &table, office::ReleaseProfile::Rounding)?)?,
            suppression: tried(desk.try_table(year, &table, office::ReleaseProfile::Suppression)?)?,
        })
    })?)
}

pub fn preview_release(host: &Host, request: PreviewReleaseRequest) -> Answer<ReleasePreviewView> {
    let PreviewReleaseRequest { year, profile: chosen } = request;
    let before = host.office.read(|desk| {
        let of_year = desk.releases()?.into_iter().find(|one| one.year == year);
        let changed = of_year.as_ref().map_or_else(|| Ok(Vec::new()), |one| desk.headline_changes(one.id))?;
        Ok::<_, OfficeError>((of_year.map_or(1, |one| one.number + 1), changed))
    })?;
    let (number, changed) = before;
    let looked = host.office.look_at_release(year, profile(chosen));
    let (content, refused, coarsen) = match looked {
        Ok(looked) => (look(&looked)?, None, Vec::new()),
        Err(OfficeError::TablesRefused { why, coarsen }) => (nothing(), Some(why.to_owned()), coarsen),
        Err(other) => return Err(other.into()),
    };
    Ok(ReleasePreviewView { number, content, refused, coarsen, changes: changes(changed) })
}

pub fn publish_release(host: &Host, request: PublishReleaseRequest) -> Answer<ReleaseView> {
    let PublishReleaseRequest { year, profile: chosen, audience } = request;
    let id = host.office.publish_release(year, profile(chosen), &audience)?;
    release(host, ReleaseRequest { release: id })
}

pub fn save_release_file(host: &Host, request: SaveReleaseFileRequest) -> Answer<SavedView> {
    let SaveReleaseFileRequest { release, file, language } = request;
    let tag = match language {
        Language::Ja => "ja",
        Language::En => "en",
    };
    let (stem, extension) = parts(&file);
    let (of_ledger, bytes) = host.office.read(|desk| {
        let of_ledger = desk.releases()?.into_iter().find(|one| one.id == release).ok_or(OfficeError::NotFound)?;
        Ok::<_, OfficeError>((of_ledger, desk.release_file(release, &file, language.into())?))
    })?;
    let stem = format!("FY{}-{}-{stem}-{tag}", of_ledger.year, of_ledger.number);
    Ok(SavedView { saved: host.desktop.save(&FileSuggestion { stem, extension }, &bytes)? })
}

/// The name of a file of a release, and its ending.
fn parts(file: &str) -> (String, &'static str) {
    let known = ["xlsx", "csv", "docx", "pdf", "json", "svg", "png"];
    let ending = file.rsplit('.').next().unwrap_or_default();
    let extension = known.into_iter().find(|one| *one == ending).unwrap_or("bin");
    (file.strip_suffix(&format!(".{extension}")).unwrap_or("release").replace('.', "-"), extension)
}

fn spec(choice: &ReleaseTableChoice) -> Answer<TableSpec> {
    let axes: Option<Vec<Axis>> = choice.axes.iter().map(|code| Axis::from_code(code)).collect();
    let axes = axes.ok_or_else(|| OfficeError::field("table", FieldError::OutOfRange))?;
    Ok(TableSpec { indicator: choice.figure.clone(), axes })
}

const fn nothing() -> ReleasedContentView {
    ReleasedContentView {
        headlines: Vec::new(),
        tables: Vec::new(),
        certificate: None,
        notes_ja: Vec::new(),
        notes_en: Vec::new(),
    }
}
