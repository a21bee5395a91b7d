//! `tomarigi figures`. What it lists and shows is exact and for inside; a release is what may leave.

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use office::{
    Desk, Extent, Followed, HeadlineChange, Language, OfficeError, ReleaseLine, ReleaseProfile, SecretKind, YearFunnel,
};
use serde_json::{Value, json};
use tally::{
    INDICATORS, Indicator,
    funnel::{Dimension, Funnel, StageCount},
};

use super::{Failure, answer, office, passphrase, protect::ProtectProfile};
use crate::files::write_whole;

/// What is done with figures. Listed and shown they are exact and for inside; only a release may leave.
#[derive(Debug, Subcommand)]
pub enum FiguresCommand {
    /// 数字の一覧 / The figures there are
    List(FiguresList),
    /// 年度の数字、または funnel(推薦から定着まで) / A figure of a year, or funnel (from recommendation to a kept job)
    Show(FiguresShow),
    /// 年度の表を守って公表し、台帳に残す / Protect and publish the tables of a year, and keep them in the ledger
    Publish(FiguresPublish),
    /// 公表の台帳 / The ledger of releases
    Releases(FiguresReleases),
    /// 年度の数字が何を数えるか: この端末か、合わせた組織全体か / What the figures of a year count: this laptop, or the organisation as combined
    Extent(FiguresExtent),
}

/// Arguments of `figures extent`.
#[derive(Debug, Args)]
pub struct FiguresExtent {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度 / Fiscal year
    #[arg(long)]
    pub year: i32,
    /// 数える範囲(なければ見るだけ) / What to count (without it: only look)
    #[arg(long, value_enum)]
    pub of: Option<CountedOver>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// What figures count.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CountedOver {
    /// この端末の記録 / The records of this laptop
    Laptop,
    /// 組織全体の合計 / The sums of the organisation
    Organisation,
}

/// Arguments of `figures publish`.
#[derive(Debug, Args)]
pub struct FiguresPublish {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度 / Fiscal year
    #[arg(long)]
    pub year: i32,
    /// 人数の守りかた / How counts of people are protected
    #[arg(long, value_enum, default_value = "rounding")]
    pub profile: ProtectProfile,
    /// だれのための公表か / For whom the release is
    #[arg(long, value_name = "TEXT")]
    pub audience: String,
    /// 公表する5未満の人数を承認した人(英小文字の符号) / Who approved the small counts that the exact figures show (a code)
    #[arg(long, value_name = "CODE")]
    pub approver: Option<String>,
    /// 承認した数字(数字のid=値) / A small count that was approved (id of the figure = value)
    #[arg(long, value_name = "FIGURE=COUNT", value_parser = approved, requires = "approver")]
    pub approve: Vec<(String, u64)>,
    /// 何も残さず、公表されるものを見る / Look at what would leave and keep nothing in the ledger
    #[arg(long, conflicts_with_all = ["approver", "approve"])]
    pub preview: bool,
    /// ファイルを置くフォルダー / Folder for the files
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `figures releases`.
#[derive(Debug, Args)]
pub struct FiguresReleases {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `figures list`.
#[derive(Debug, Args)]
pub struct FiguresList {
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `figures show`.
#[derive(Debug, Args)]
pub struct FiguresShow {
    /// 数字のid、または funnel / Id of a figure, or funnel
    #[arg(value_name = "FIGURE")]
    pub figure: String,
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度(2024 = 2024年4月~2025年3月) / Fiscal year (2024 = April 2024 to March 2025)
    #[arg(long)]
    pub year: i32,
    /// funnelをどこまで追うか / Until when a funnel is followed
    #[arg(long, value_enum, default_value = "today")]
    pub followed: FollowedUntil,
    /// funnelを何で分けるか / By what a funnel is split
    #[arg(long, value_name = "DIMENSION", value_parser = dimension)]
    pub by: Option<tally::funnel::Dimension>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Until when a funnel is followed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FollowedUntil {
    /// 今日まで / Until today
    Today,
    /// その年度の末日まで / Until the last day of the year
    YearEnd,
}

/// What `figures show` calls the funnel.
const FUNNEL: &str = "funnel";

/// Lists figures, or counts one.
///
/// # Errors
/// [`Failure`].
pub fn run(command: &FiguresCommand) -> Result<(), Failure> {
    match command {
        FiguresCommand::List(arguments) => list(arguments.json),
        FiguresCommand::Show(arguments) if arguments.figure == FUNNEL => funnel(arguments),
        FiguresCommand::Show(arguments) => figure(arguments),
        FiguresCommand::Publish(arguments) => publish(arguments),
        FiguresCommand::Releases(arguments) => releases(arguments),
        FiguresCommand::Extent(arguments) => extent(arguments),
    }
}

/// Reads the code of a dimension.
///
/// # Errors
/// The codes there are.
pub fn dimension(code: &str) -> Result<Dimension, String> {
    let codes = || Dimension::ALL.map(Dimension::code).join(", ");
    Dimension::from_code(code).ok_or_else(codes)
}

/// Reads `figure=count`.
///
/// # Errors
/// What it must look like.
pub fn approved(text: &str) -> Result<(String, u64), String> {
    let parts = text.split_once('=').and_then(|(figure, count)| Some((figure.to_owned(), count.parse().ok()?)));
    parts.ok_or_else(|| String::from("FIGURE=COUNT"))
}

/// Why the tables of a year do not leave, with what to do about it.
pub fn refused(why: &str, coarsen: &[String]) -> String {
    let because = match why {
        "not_over" => "この年度はまだ終わっていません。 / The year is not over",
        "changed_since_release" => {
            "前に公表した表のもとの記録が変わりました。出し直すと差から一人ひとりが分かるので、訂正は次の報告書に言葉で書いてください。 / Records behind tables that left before have changed; a second release would show single people by the difference, so put the correction into words in the next report"
        }
        _ => "この年度の表は、このままでは守れません。 / The tables of the year cannot be protected as they are",
    };
    let dimensions = coarsen.join(", ");
    let advice = if coarsen.is_empty() {
        String::new()
    } else {
        format!(" 外すか、区分をまとめる軸 / Leave out or make coarser: {dimensions}.")
    };
    format!("{because} ({why}).{advice}")
}

fn publish(arguments: &FiguresPublish) -> Result<(), Failure> {
    let FiguresPublish { vault, year, profile, audience, approver, approve, preview, out, json } = arguments;
    let profile = match profile {
        ProtectProfile::Rounding => ReleaseProfile::Rounding,
        ProtectProfile::Suppression => ReleaseProfile::Suppression,
    };
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    fs::create_dir_all(out)?;
    if *preview {
        let preview = office.write(|desk| desk.preview_release(*year, profile))?;
        write_whole(&out.join("release.json"), &preview.publication.to_json())?;
        let exposed = preview.exposed.iter().map(|count| json!({ "figure": count.figure, "value": count.value }));
        let exposed: Vec<_> = exposed.collect();
        let changes = office.read(|desk| changes_since_releases(desk, *year))?;
        let text = "公表されるものを書き出しました。台帳には残していません。 / What would leave is written; the ledger was not touched.";
        return answer(
            *json,
            &json!({ "published": false, "year": year, "exposed": exposed, "changes": changes }),
            text,
        );
    }
    let id = office.write(|desk| {
        if let Some(approver) = approver {
            desk.approve_headlines(*year, approver, approve)?;
        }
        desk.publish_release(*year, profile, audience)
    })?;
    write_whole(&out.join("release.json"), &office.read(|desk| desk.release_content(id))?)?;
    for kind in office
        .read(|desk| desk.release_files(id))?
        .into_iter()
        .filter(|kind| kind != "release.json" && !kind.ends_with(".png"))
    {
        for (language, own) in [(Language::Ja, "ja"), (Language::En, "en")] {
            let bytes = office.read(|desk| desk.release_file(id, &kind, language))?;
            write_whole(&out.join(format!("{own}.{kind}")), &bytes)?;
        }
    }
    let line = office.read(|desk| desk.releases())?.into_iter().find(|line| line.id == id);
    let text = format!("{year}年度を公表しました。 / FY{year} is published.");
    answer(*json, &json!({ "published": true, "release": line.map(|line| described_release(&line)) }), &text)
}

fn extent(arguments: &FiguresExtent) -> Result<(), Failure> {
    let FiguresExtent { vault, year, of, json } = arguments;
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    if let Some(of) = of {
        let extent = match of {
            CountedOver::Laptop => Extent::Laptop,
            CountedOver::Organisation => Extent::Organisation,
        };
        office.write(|desk| desk.choose_extent(*year, extent))?;
    }
    let (name, text) = match office.read(|desk| desk.extent(*year))? {
        Extent::Laptop => ("laptop", "この端末の記録を数えます。 / The records of this laptop are counted."),
        Extent::Organisation => ("organisation", "組織全体の合計です。 / The sums of the organisation are counted."),
    };
    answer(*json, &json!({ "year": year, "of": name }), text)
}

/// The exact figures that are others today than in an earlier release of the year; who has both sees a change of 1 to 4.
fn changes_since_releases(desk: &Desk<'_>, year: i32) -> Result<Vec<Value>, OfficeError> {
    let mut changes = Vec::new();
    for line in desk.releases()?.into_iter().filter(|line| line.year == year) {
        let of_release = desk.headline_changes(line.id)?.into_iter();
        changes.extend(of_release.map(|change| {
            let HeadlineChange { figure, then, now, shows_few } = change;
            json!({ "release": line.id, "figure": figure, "then": then, "now": now, "shows_few": shows_few })
        }));
    }
    Ok(changes)
}

fn releases(arguments: &FiguresReleases) -> Result<(), Failure> {
    let office = office(&arguments.vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let lines = office.read(|desk| desk.releases())?;
    let text =
        lines.iter().map(|line| format!("{}-{}\t{}\t{}", line.year, line.number, line.published_at, line.digest));
    let text = text.collect::<Vec<_>>().join("\n");
    let lines: Vec<_> = lines.iter().map(described_release).collect();
    answer(arguments.json, &json!({ "releases": lines }), &text)
}

fn described_release(line: &ReleaseLine) -> Value {
    json!({
        "id": line.id,
        "year": line.year,
        "number": line.number,
        "published_at": line.published_at,
        "approved_by": line.approved_by,
        "audience": line.audience,
        "profile": line.profile,
        "sha256": line.digest,
    })
}

fn list(json: bool) -> Result<(), Failure> {
    let figures: Vec<_> = INDICATORS.iter().map(described).collect();
    let by = Dimension::ALL.map(Dimension::code);
    let lines = INDICATORS.iter().map(|one| format!("{}\t{} / {}", one.id, one.label.ja, one.label.en));
    let text = lines.chain([String::from("funnel\t推薦から定着まで / From recommendation to a kept job")]);
    let text = text.collect::<Vec<_>>().join("\n");
    answer(json, &json!({ "figures": figures, "funnel": { "by": by } }), &text)
}

fn described(indicator: &Indicator) -> Value {
    json!({
        "id": indicator.id,
        "programme": indicator.programme,
        "unit": indicator.unit,
        "ja": indicator.label.ja,
        "en": indicator.label.en,
    })
}

fn figure(arguments: &FiguresShow) -> Result<(), Failure> {
    let FiguresShow { figure: id, vault, year, json, .. } = arguments;
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let figures = office.read(|desk| desk.figures(*year))?;
    let known =
        figures.figures.iter().find(|figure| figure.indicator.id == id.as_str()).ok_or(OfficeError::NotFound)?;
    let mut value = described(&known.indicator);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("year".into(), json!(year));
        fields.insert("value".into(), json!(known.value));
        fields.insert("previous_year".into(), json!({ "value": known.previous }));
    }
    let previous = known.previous.map_or_else(|| String::from("-"), |previous| previous.to_string());
    answer(*json, &value, &format!("{id}\t{}\t{previous}", known.value))
}

fn funnel(arguments: &FiguresShow) -> Result<(), Failure> {
    let FiguresShow { vault, year, followed, by, json, .. } = arguments;
    let followed = match followed {
        FollowedUntil::Today => Followed::Today,
        FollowedUntil::YearEnd => Followed::YearEnd,
    };
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let counted = office.read(|desk| desk.funnel(*year, followed, *by))?;
    let text = counted.funnel.stages.iter().map(line).collect::<Vec<_>>().join("\n");
    answer(*json, &whole(&counted, *by), &text)
}

fn whole(counted: &YearFunnel, by: Option<Dimension>) -> Value {
    let mut value = parts(&counted.funnel);
    let Some(fields) = value.as_object_mut() else { return value };
    fields.insert("year".into(), json!(counted.year.begins_in()));
    fields.insert("unit".into(), json!("placements"));
    fields.insert("previous_year".into(), parts(&counted.previous));
    if let Some(by) = by {
        let group = |(value, funnel): &(String, Funnel)| {
            let mut group = parts(funnel);
            if let Some(fields) = group.as_object_mut() {
                fields.insert("value".into(), json!(value));
            }
            group
        };
        fields.insert("by".into(), json!(by.code()));
        fields.insert("groups".into(), counted.groups.iter().map(group).collect());
    }
    value
}

fn parts(funnel: &Funnel) -> Value {
    let losses = funnel.losses.iter();
    let losses = losses.map(|loss| json!({ "stage": loss.stage.code(), "reason": loss.reason, "count": loss.count }));
    json!({ "stages": funnel.stages.iter().map(stage).collect::<Vec<_>>(), "losses": losses.collect::<Vec<_>>() })
}

fn stage(count: &StageCount) -> Value {
    json!({
        "id": count.stage.code(),
        "entered": count.entered,
        "recorded": count.recorded,
        "persons": count.persons,
        "converted": count.converted,
        "lost": count.lost,
        "open": count.open,
        "median_days": count.median_days,
    })
}

fn line(count: &StageCount) -> String {
    let days = count.median_days.map_or_else(|| String::from("-"), |days| days.to_string());
    format!("{}\t{}\t{}\t{days}", count.stage.code(), count.entered, count.converted)
}
