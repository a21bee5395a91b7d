//! What is published. A release is shown out of the very bytes that left.

use aggregates::Unit as RawUnit;
use office::{
    Breakable, Difference, HeadlineChange, OfficeError, RELEASE_FILES, ReleaseLine, ReleaseLook,
    ReleaseProfile as OfficeProfile, TableCatalogue, TablesRefusal,
};
use serde::Deserialize;
use tally::breakdown::{Axis, NOT_STATED, OTHER, TableSpec};

use super::figures::unit;
use crate::views::releases::{
    BreakableFigureView, HeadlineChangeView, ReleaseAxisView, ReleaseCertificateView, ReleaseDifferenceView,
    ReleaseLineView, ReleaseProfile, ReleaseTableChoice, ReleasedCellView, ReleasedCodeView, ReleasedContentView,
    ReleasedDimensionView, ReleasedFigureView, ReleasedTableView, TriedProfileView,
};

/// The bytes of a release, as `report` writes them.
#[derive(Deserialize)]
struct Left {
    headlines: Vec<LeftFigure>,
    tables: Vec<LeftTable>,
    certificate: Option<ReleaseCertificateView>,
    notes_ja: Vec<String>,
    notes_en: Vec<String>,
}

#[derive(Deserialize)]
struct LeftFigure {
    figure: String,
    #[serde(default)]
    ja: String,
    #[serde(default)]
    en: String,
    unit: RawUnit,
    value: u64,
}

#[derive(Deserialize)]
struct LeftTable {
    figure: String,
    ja: String,
    en: String,
    unit: RawUnit,
    protected: bool,
    dimensions: Vec<LeftDimension>,
    cells: Vec<LeftCell>,
}

#[derive(Deserialize)]
struct LeftDimension {
    code: String,
    ja: String,
    en: String,
    codes: Vec<LeftCode>,
}

#[derive(Deserialize)]
struct LeftCode {
    code: String,
    ja: String,
    en: String,
}

#[derive(Deserialize)]
struct LeftCell {
    codes: Vec<String>,
    value: Option<u64>,
}

/// Shows what left.
pub fn left(bytes: &[u8]) -> Result<ReleasedContentView, OfficeError> {
    content(bytes, &[])
}

/// Shows what would leave, with the exact counts beside it.
pub fn look(look: &ReleaseLook) -> Result<ReleasedContentView, OfficeError> {
    content(&look.publication.to_json(), &look.inside)
}

fn content(bytes: &[u8], inside: &[Vec<u64>]) -> Result<ReleasedContentView, OfficeError> {
    let left: Left = serde_json::from_slice(bytes).map_err(|_| OfficeError::Unforeseen("the bytes of a release"))?;
    let mut counts = inside.iter();
    let tables = left.tables.into_iter().map(|one| {
        let counts = if one.protected { counts.next() } else { None };
        table(one, counts.map(Vec::as_slice))
    });
    Ok(ReleasedContentView {
        tables: tables.collect(),
        headlines: left.headlines.into_iter().map(figure).collect(),
        certificate: left.certificate,
        notes_ja: left.notes_ja,
        notes_en: left.notes_en,
    })
}

fn figure(left: LeftFigure) -> ReleasedFigureView {
    let LeftFigure { figure, ja, en, unit: counted, value } = left;
    ReleasedFigureView { figure, ja, en, unit: unit(counted), value }
}

fn table(left: LeftTable, inside: Option<&[u64]>) -> ReleasedTableView {
    let cell = |(place, LeftCell { codes, value }): (usize, LeftCell)| ReleasedCellView {
        codes,
        value,
        inside: inside.and_then(|counts| counts.get(place)).copied(),
    };
    ReleasedTableView {
        figure: left.figure,
        ja: left.ja,
        en: left.en,
        unit: unit(left.unit),
        protected: left.protected,
        dimensions: left.dimensions.into_iter().map(dimension).collect(),
        cells: left.cells.into_iter().enumerate().map(cell).collect(),
    }
}

fn dimension(left: LeftDimension) -> ReleasedDimensionView {
    let LeftDimension { code, ja, en, codes } = left;
    let coarser = coarser(&code, &codes);
    let code_view =
        |LeftCode { code, ja, en }: LeftCode| ReleasedCodeView { coarser: coarser.contains(&code), code, ja, en };
    ReleasedDimensionView { code, ja, en, codes: codes.into_iter().map(code_view).collect() }
}

/// The codes of a dimension that lie above others of it: the coarser ones of its family, where they are not all it has.
fn coarser(family: &str, codes: &[LeftCode]) -> Vec<String> {
    let of_family = Axis::ALL.iter().filter(|axis| axis.family() == family);
    let upper: Vec<String> = of_family.flat_map(|axis| axis.upper_levels()).map(|level| level.code).collect();
    let own = |one: &&LeftCode| ![NOT_STATED, OTHER].contains(&one.code.as_str());
    if codes.iter().filter(own).all(|one| upper.contains(&one.code)) { Vec::new() } else { upper }
}

pub fn line(line: ReleaseLine, intact: &[u32]) -> ReleaseLineView {
    ReleaseLineView {
        intact: intact.contains(&line.id),
        id: line.id,
        year: line.year,
        number: line.number,
        published_at: line.published_at,
        approved_by: line.approved_by,
        audience: line.audience,
        profile: match OfficeProfile::from_code(&line.profile) {
            Some(OfficeProfile::Suppression) => ReleaseProfile::Suppression,
            Some(OfficeProfile::Rounding) | None => ReleaseProfile::Rounding,
        },
        digest: line.digest,
    }
}

pub const fn profile(profile: ReleaseProfile) -> OfficeProfile {
    match profile {
        ReleaseProfile::Rounding => OfficeProfile::Rounding,
        ReleaseProfile::Suppression => OfficeProfile::Suppression,
    }
}

pub fn files() -> Vec<String> {
    RELEASE_FILES.iter().map(|file| (*file).to_owned()).collect()
}

/// Exact figures first, then cells.
pub fn differences(headlines: Vec<HeadlineChange>, cells: Vec<Difference>) -> Vec<ReleaseDifferenceView> {
    let headline = |HeadlineChange { figure, then, now, .. }: HeadlineChange| ReleaseDifferenceView {
        figure,
        codes: Vec::new(),
        then,
        now,
    };
    let cell = |Difference { figure, codes, then, now }: Difference| ReleaseDifferenceView { figure, codes, then, now };
    headlines.into_iter().map(headline).chain(cells.into_iter().map(cell)).collect()
}

pub fn changes(changes: Vec<HeadlineChange>) -> Vec<HeadlineChangeView> {
    let shown = changes.into_iter().filter(|change| change.shows_few);
    shown.map(|HeadlineChange { figure, then, now, .. }| HeadlineChangeView { figure, then, now }).collect()
}

pub fn choices(catalogue: &TableCatalogue) -> Vec<ReleaseTableChoice> {
    let choice = |spec: &TableSpec| ReleaseTableChoice {
        figure: spec.indicator.clone(),
        axes: spec.axes.iter().map(|axis| axis.code().to_owned()).collect(),
    };
    catalogue.tables.iter().map(choice).collect()
}

pub fn breakable(figures: Vec<Breakable>) -> Vec<BreakableFigureView> {
    let figure = |Breakable { indicator, axes }: Breakable| BreakableFigureView {
        id: indicator.id.to_string(),
        ja: indicator.label.ja.to_string(),
        en: indicator.label.en.to_string(),
        unit: unit(indicator.unit),
        axes: axes.iter().map(|axis| axis.code().to_owned()).collect(),
    };
    figures.into_iter().map(figure).collect()
}

pub fn axes() -> Vec<ReleaseAxisView> {
    let axis = |axis: &Axis| ReleaseAxisView {
        code: axis.code().to_owned(),
        ja: axis.label().ja.to_string(),
        en: axis.label().en.to_string(),
        family: axis.family().to_owned(),
    };
    Axis::ALL.iter().map(axis).collect()
}

pub fn tried(tried: Result<ReleaseLook, TablesRefusal>) -> Result<TriedProfileView, OfficeError> {
    Ok(match tried {
        Ok(one) => TriedProfileView { table: look(&one)?.tables.pop(), refused: None, coarsen: Vec::new() },
        Err(TablesRefusal { why, coarsen }) => TriedProfileView { table: None, refused: Some(why.to_owned()), coarsen },
    })
}
