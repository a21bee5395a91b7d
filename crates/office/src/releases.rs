//! Releases: the tables of a year, protected as one with everything that left before, signed, and kept as they left.

mod catalogue;
mod kept;
mod looking;
mod working;

use std::fmt::Write as _;

use aggregates::{
    FiscalYear, Method, Release, SmallCount, TableRelease,
    model::Table,
    publish::{Problem, protect},
    round::Seed,
};
use casework::text;
use guarded::Guarded;
use report::{DimensionHead, Imprint, Named, Publication, TableHead, Words};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{MemberId, ReleaseFileRow, ReleaseRow};
use tally::{
    Indicator,
    breakdown::{Axis, Broken, Kept, TableSpec, keep, spread_query, tabulate_by},
};

pub use self::{
    catalogue::TableCatalogue,
    kept::Difference,
    looking::{Breakable, HeadlineChange, ReleaseLook, TablesRefusal},
};
use self::{
    kept::KeptTable,
    working::{Telling, silently},
};
use crate::{
    charts::Parts,
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    extent::Extent,
    figures::{code, fiscal_year},
    job::JobStep,
    preferences::Language,
    roles::Act,
};

/// The most characters of for whom a release is.
const AUDIENCE_MAX: usize = 200;

/// The bytes of a release, which are all of its numbers, as one of its files.
const CONTENT: &str = "release.json";
/// A chart as it is kept, and as a picture of dots that is made of it.
const DRAWN: &str = ".svg";
const PICTURE: &str = ".png";

/// How the counts of people are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseProfile {
    /// Every cell a multiple of five, everything adds up.
    Rounding,
    /// Counts from 1 to 4 hidden, with as many others as needed.
    Suppression,
}

impl ReleaseProfile {
    /// A word for it that does not change with the language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rounding => "rounding",
            Self::Suppression => "suppression",
        }
    }

    /// The profile with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Rounding, Self::Suppression].into_iter().find(|profile| profile.code() == code)
    }
}

/// What would leave.
#[derive(Debug, Clone)]
pub struct ReleasePreview {
    /// Exactly what would leave, but for the time.
    pub publication: Publication,
    /// The small counts among the exact figures, for whose publication somebody signed.
    pub exposed: Vec<SmallCount>,
    /// Who signed.
    pub approver: String,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseLine {
    /// Its number in the ledger.
    pub id: u32,
    /// The year.
    pub year: i32,
    /// From 1, within the year.
    pub number: u32,
    /// When (RFC 3339).
    pub published_at: String,
    /// Who signed for the exact figures.
    pub approved_by: String,
    /// For whom.
    pub audience: String,
    /// The code of the profile.
    pub profile: String,
    /// SHA-256 of the bytes that left, hexadecimal.
    pub digest: String,
}

/// A release that was made ready and not yet written.
struct Ready {
    preview: ReleasePreview,
    kept: Vec<KeptTable>,
    /// The codes of each table with one dimension that lie above others of it.
    coarser: Vec<Vec<String>>,
    catalogue: TableCatalogue,
}

/// What the journal says of a release.
#[derive(Serialize)]
struct Told<'a> {
    approved_by: &'a str,
    released_to: &'a str,
}

struct Counted {
    indicator: Indicator,
    broken: Broken,
}

impl Counted {
    fn is_empty(&self) -> bool {
        let table = &self.broken.table;
        table.leaves().iter().all(|&leaf| table.value(leaf) == 0)
    }
}

impl Desk<'_> {
    /// Returns the ledger of releases, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn releases(&self) -> Result<Vec<ReleaseLine>, OfficeError> {
        self.may(Act::SeeFigures)?;
        Ok(self.records.releases()?.into_iter().map(line).collect())
    }

    /// Returns the exact bytes that left.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::ReleaseDamaged`]; what the store says.
    pub fn release_content(&self, id: u32) -> Result<Vec<u8>, OfficeError> {
        self.may(Act::SeeFigures)?;
        as_it_left(&self.records.release(id)?)
    }

    /// Returns the names of the files of a release: its numbers, workbook, comma-separated with and without the HXL tag
    /// row, activity report, and a chart of each table with one dimension, twice. Without fonts on the computer that published
    /// there is no PDF.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn release_files(&self, id: u32) -> Result<Vec<String>, OfficeError> {
        self.may(Act::SeeFigures)?;
        self.records.release(id)?;
        let mut files = self.records.release_files(id)?;
        let pictures =
            files.iter().filter_map(|file| file.strip_suffix(DRAWN)).map(|chart| format!("{chart}{PICTURE}"));
        files.extend(pictures.collect::<Vec<_>>());
        files.push(CONTENT.to_owned());
        Ok(files)
    }

    /// Returns one of the [files](Self::release_files) of a release.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::ReleaseDamaged`]; what the store says.
    pub fn release_file(&self, id: u32, kind: &str, language: Language) -> Result<Vec<u8>, OfficeError> {
        self.may(Act::Report)?;
        let kept = |kind: &str| {
            let file = self.records.release_file(id, kind, language.choose("ja", "en"))?;
            file.map(|file| intact(file.bytes, &file.digest)).transpose()
        };
        let file = match (kind, kind.strip_suffix(PICTURE)) {
            (CONTENT, _) => Some(as_it_left(&self.records.release(id)?)?),
            (_, Some(chart)) => kept(&format!("{chart}{DRAWN}"))?.map(|drawn| picture(&drawn)).transpose()?,
            _ => kept(kind)?,
        };
        self.note_reading(None, "export", "release", Some(id));
        file.ok_or(OfficeError::NotFound)
    }

    /// Returns where the counts behind a release differ from those of today. For inside.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn release_differences(&self, id: u32) -> Result<Vec<Difference>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let row = self.records.release(id)?;
        let year = fiscal_year(row.year)?;
        let mut differences = Vec::new();
        for kept in KeptTable::read(&row.counted)? {
            if let Some(today) = self.counted_as(&kept, year)? {
                differences.extend(kept.differences(&today));
            }
        }
        Ok(differences)
    }

    /// Counts a table as it stood in a release; none when its figure is no more.
    fn counted_as(&self, kept: &KeptTable, year: FiscalYear) -> Result<Option<Table>, OfficeError> {
        let Ok(indicator) = self.known_figure(&kept.figure, year) else { return Ok(None) };
        let (axes, codes) = (kept.axes(), kept.codes());
        let mut groups = Vec::new();
        for (axis, codes) in axes.iter().zip(codes) {
            groups.push(Kept::as_before(*axis, &self.levels(*axis, year)?, &codes));
        }
        Ok(Some(self.tabulated(&indicator, groups, year)?.table))
    }

    fn tabulated(&self, indicator: &Indicator, groups: Vec<Kept>, year: FiscalYear) -> Result<Broken, OfficeError> {
        let axes: Vec<Axis> = groups.iter().map(|kept| kept.axis).collect();
        let Parts { adjustment, rows } = self.parts(indicator, &axes, year)?;
        tabulate_by(&indicator.id, &groups, &rows, &adjustment).map_err(|_| too_large(&axes))
    }

    fn count_table(&self, spec: &TableSpec, year: FiscalYear, before: &[KeptTable]) -> Result<Counted, OfficeError> {
        let indicator = self.known_figure(&spec.indicator, year)?;
        let mut groups = Vec::new();
        for axis in &spec.axes {
            groups.push(self.groups_of(*axis, year, before)?);
        }
        let broken = self.tabulated(&indicator, groups, year)?;
        Ok(Counted { indicator, broken })
    }

    /// The codes of an axis in the releases of a year: those of its first release, and before it the common ones.
    fn groups_of(&self, axis: Axis, year: FiscalYear, before: &[KeptTable]) -> Result<Kept, OfficeError> {
        let levels = self.levels(axis, year)?;
        if let Some(codes) = before.iter().find_map(|kept| kept.codes_of(axis)) {
            return Ok(Kept::as_before(axis, &levels, &codes));
        }
        if !axis.is_of_a_person() {
            return Ok(Kept::all(axis, levels));
        }
        let query = spread_query(axis, year);
        Ok(keep(axis, &levels, &self.records.spread(&query.sql, &query.parameters)?))
    }

    fn make_ready(
        &self,
        catalogue: TableCatalogue,
        headlines: Release,
        profile: ReleaseProfile,
        secret: u64,
        telling: Telling<'_>,
    ) -> Result<Ready, OfficeError> {
        let year = fiscal_year(catalogue.year)?;
        if self.today() <= year.last_day() {
            return Err(OfficeError::TablesRefused { why: "not_over", coarsen: Vec::new() });
        }
        // Tables count what happened in one year, so no cell of another year has a part in them.
        let earlier = self.records.releases()?.into_iter().filter(|row| row.year == catalogue.year);
        let earlier: Vec<ReleaseRow> = earlier.collect();
        let number = earlier.iter().map(|row| row.number).max().unwrap_or(0) + 1;
        let mut before = Vec::new();
        for row in &earlier {
            before.extend(KeptTable::read(&row.counted)?);
        }
        // Only exact figures are combined: the tables of one laptop have no place beside them.
        let specs = match self.extent(catalogue.year)? {
            Extent::Laptop => catalogue.tables.as_slice(),
            Extent::Organisation => &[],
        };
        let mut counted = Vec::new();
        for spec in specs {
            telling(JobStep::Counting, 0.0)?;
            let table = self.count_table(spec, year, &before)?;
            // A table of nobody says nothing, and there is nobody in it to protect.
            if !table.is_empty() {
                counted.push(table);
            }
        }
        telling(JobStep::Protecting, 0.0)?;
        let (people, others): (Vec<Counted>, Vec<Counted>) =
            counted.into_iter().partition(|table| table.indicator.unit.counts_people());
        let proven = protected(&people, &before, year, profile, secret)?;
        let kept = people.iter().enumerate().map(|(place, table)| KeptTable::of(&table.broken, place, proven.as_ref()));
        let kept = kept.collect();
        let coarser = people.iter().chain(&others).map(|table| coarser(&table.broken)).collect();
        let approval = headlines.approval().clone();
        // The catalogue that comes with the program is kept as the first version when something is released with it.
        let imprint = self.imprint(number, catalogue.version.max(1), year)?;
        let heads = people.iter().map(|table| self.head(table)).collect::<Result<Vec<_>, _>>()?;
        let others = others.iter().map(|table| Ok((self.head(table)?, &table.broken.table)));
        let others = others.collect::<Result<Vec<_>, OfficeError>>()?;
        let publication = Publication::new(imprint, headlines, proven.as_ref().map(|release| (release, heads)), others)
            .map_err(|_| OfficeError::Unforeseen("the heads of a release"))?;
        let preview =
            ReleasePreview { publication, exposed: approval.shown, approver: approval.approver.as_str().to_owned() };
        Ok(Ready { preview, kept, coarser, catalogue })
    }

    fn imprint(&self, number: u32, catalogue_version: u32, year: FiscalYear) -> Result<Imprint, OfficeError> {
        let figures = self.indicators(year)?;
        let named = |one: &Indicator| Named { code: one.id.to_string(), words: words(&one.label.ja, &one.label.en) };
        Ok(Imprint {
            organisation: self.organisation()?.name,
            number,
            published_at: self.clock.now(),
            catalogue_version,
            laptops: self.combined_laptops(year.begins_in())?,
            figures: figures.iter().map(named).collect(),
        })
    }

    /// Who signed, by name, and as what.
    fn signer(&self, year: i32, approver: &str) -> Result<String, OfficeError> {
        let name = self.records.approval(year)?.map(|approval| approval.signer).unwrap_or_default();
        Ok(if name.is_empty() || name == approver { approver.to_owned() } else { format!("{name} ({approver})") })
    }

    fn head(&self, counted: &Counted) -> Result<TableHead, OfficeError> {
        let dimension = |kept: &Kept| {
            let label = kept.axis.label();
            let upper = kept.axis.upper_levels();
            let codes = kept.levels.iter().chain(&upper);
            let codes = codes.map(|level| Named { code: level.code.clone(), words: words(&level.ja, &level.en) });
            let name = Named { code: kept.axis.family().to_owned(), words: words(label.ja, label.en) };
            DimensionHead { name, codes: codes.collect() }
        };
        Ok(TableHead {
            figure: code(&counted.indicator.id)?,
            words: words(&counted.indicator.label.ja, &counted.indicator.label.en),
            unit: counted.indicator.unit,
            dimensions: counted.broken.axes.iter().map(dimension).collect(),
        })
    }
}

impl WritingDesk<'_> {
    /// Returns what a release would be: protected, proven, and with the small counts for which somebody signed. The year's
    /// secret is drawn the first time, so that what is seen is what will leave.
    ///
    /// # Errors
    /// [`OfficeError::Release`] when nobody signed for the exact figures as they stand; [`OfficeError::TablesRefused`].
    pub fn preview_release(&self, year: i32, profile: ReleaseProfile) -> Result<ReleasePreview, OfficeError> {
        self.may(Act::Report)?;
        let secret = self.secret(year)?;
        Ok(self.make_ready(self.table_catalogue(year)?, self.release(year)?, profile, secret, &silently)?.preview)
    }

    /// Makes a release and writes it into the ledger with its files. It is never changed again.
    ///
    /// # Errors
    /// As [`preview_release`](Self::preview_release); [`OfficeError::Field`] for `audience`.
    pub fn publish_release(&self, year: i32, profile: ReleaseProfile, audience: &str) -> Result<u32, OfficeError> {
        self.publish_telling(year, profile, audience, &silently)
    }

    fn publish_telling(
        &self,
        year: i32,
        profile: ReleaseProfile,
        audience: &str,
        telling: Telling<'_>,
    ) -> Result<u32, OfficeError> {
        self.may(Act::Report)?;
        let audience = text::line(&Guarded::from(audience), AUDIENCE_MAX);
        let audience = audience.map_err(|why| OfficeError::field("audience", why))?;
        let secret = self.secret(year)?;
        let Ready { preview, kept, coarser, catalogue } =
            self.make_ready(self.table_catalogue(year)?, self.release(year)?, profile, secret, telling)?;
        telling(JobStep::Writing, 0.0)?;
        let content = preview.publication.to_json();
        let version = self.freeze(&catalogue)?;
        let number = self.records.releases()?.iter().filter(|row| row.year == year).map(|row| row.number).max();
        let row = ReleaseRow {
            id: 0,
            year,
            number: number.unwrap_or(0) + 1,
            published_at: self.clock.now().to_rfc3339(),
            published_by: MemberId(self.actor.id),
            approved_by: self.signer(year, &preview.approver)?,
            // EXPOSE: for whom it is, in the office's own words; no person of the records.
            audience: audience.expose().clone(),
            profile: profile.code().to_owned(),
            catalogue_version: version,
            exposed: json(&preview.exposed)?,
            digest: digest(&content),
            content,
            counted: json(&kept)?,
        };
        let id = self.writer.add_release(&row)?;
        self.write_files(id, &preview.publication, &coarser)?;
        self.note_change(&Change {
            verb: "publish",
            subject: "release",
            id: Some(id),
            after: Some(Guarded::new(json(&Told { approved_by: &row.approved_by, released_to: &row.audience })?)),
            ..Change::default()
        })?;
        Ok(id)
    }

    fn write_files(&self, id: u32, publication: &Publication, coarser: &[Vec<String>]) -> Result<(), OfficeError> {
        for language in [Language::Ja, Language::En] {
            let of_report = language.of_report();
            let add = |kind: &str, bytes: &[u8]| {
                let file = ReleaseFileRow { bytes: bytes.to_vec(), digest: digest(bytes) };
                self.writer.add_release_file(id, kind, language.choose("ja", "en"), &file)
            };
            let workbook = publication.to_xlsx(of_report).map_err(|_| OfficeError::Unforeseen("the workbook"))?;
            add("tables.xlsx", &workbook)?;
            add("tables.csv", publication.to_csv(of_report, false).as_bytes())?;
            add("tables.hxl.csv", publication.to_csv(of_report, true).as_bytes())?;
            let report = self.activity_report(publication.headlines(), language)?;
            let report = report.with_notes(publication.notes(of_report));
            add("report.docx", &report.to_docx().map_err(|_| OfficeError::Unforeseen("the document"))?)?;
            // Without fonts there is no PDF; the document says the same.
            if let Ok(pdf) = report.to_pdf() {
                add("report.pdf", &pdf)?;
            }
            for (place, coarser) in coarser.iter().enumerate() {
                if let Some(chart) = publication.chart(place, coarser, of_report) {
                    add(&format!("chart-{}{DRAWN}", place + 1), chart.as_bytes())?;
                }
            }
        }
        Ok(())
    }

    fn secret(&self, year: i32) -> Result<u64, OfficeError> {
        if let Some(secret) = self.records.release_secret(year)? {
            return Ok(secret);
        }
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).map_err(|_| OfficeError::Unforeseen("no random numbers"))?;
        let secret = u64::from_le_bytes(bytes);
        self.writer.add_release_secret(year, secret)?;
        Ok(secret)
    }
}

/// All tables that count people as one problem with what left of the same year before.
fn protected(
    people: &[Counted],
    before: &[KeptTable],
    year: FiscalYear,
    profile: ReleaseProfile,
    secret: u64,
) -> Result<Option<TableRelease>, OfficeError> {
    if people.is_empty() {
        return Ok(None);
    }
    let mut problem = Problem::new();
    for Counted { broken, .. } in people {
        problem = problem.table(year.period(), broken.table.clone());
    }
    for kept in before {
        problem = problem.earlier(year.period(), kept.table()?, kept.shown.clone(), kept.reach);
    }
    // The exact figure of the year stands beside its tables.
    for Counted { indicator, .. } in people {
        problem = problem.know(year.period(), &indicator.id, &[]);
    }
    let method = match profile {
        ReleaseProfile::Rounding => Method::Rounding(Seed::new(secret)),
        ReleaseProfile::Suppression => Method::Suppression,
    };
    let refused = |refusal: aggregates::publish::Refusal| OfficeError::TablesRefused {
        why: refusal.code(),
        coarsen: refusal.coarsen().to_vec(),
    };
    protect(&problem, method).map(Some).map_err(refused)
}

fn picture(drawn: &[u8]) -> Result<Vec<u8>, OfficeError> {
    let unforeseen = || OfficeError::Unforeseen("the picture of a chart");
    let drawn = str::from_utf8(drawn).map_err(|_| unforeseen())?;
    report::png(drawn).map_err(|_| unforeseen())
}

/// The codes of a table with one dimension that count again what finer ones count.
fn coarser(broken: &Broken) -> Vec<String> {
    match broken.axes.as_slice() {
        [kept] => kept.axis.upper_levels().into_iter().map(|level| level.code).collect(),
        _ => Vec::new(),
    }
}

fn too_large(axes: &[Axis]) -> OfficeError {
    OfficeError::TablesRefused { why: "too_large", coarsen: axes.iter().map(|axis| axis.code().to_owned()).collect() }
}

fn words(ja: &str, en: &str) -> Words {
    Words { ja: ja.to_owned(), en: en.to_owned() }
}

fn json(value: &impl serde::Serialize) -> Result<String, OfficeError> {
    serde_json::to_string(value).map_err(|_| OfficeError::Unforeseen("the ledger of releases"))
}

fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of a release, unless they were changed since it left.
fn as_it_left(row: &ReleaseRow) -> Result<Vec<u8>, OfficeError> {
    intact(row.content.clone(), &row.digest)
}

fn intact(bytes: Vec<u8>, kept: &str) -> Result<Vec<u8>, OfficeError> {
    if digest(&bytes) == kept { Ok(bytes) } else { Err(OfficeError::ReleaseDamaged) }
}

fn line(row: ReleaseRow) -> ReleaseLine {
    let ReleaseRow { id, year, number, published_at, approved_by, audience, profile, digest, .. } = row;
    ReleaseLine { id, year, number, published_at, approved_by, audience, profile, digest }
}
