//! `tomarigi report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use office::{ReportFormat, SecretKind};
use serde_json::json;

use super::{Failure, Lang, answer, office, passphrase};
use crate::files::write_whole;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度(2024 = 2024年4月~2025年3月) / Fiscal year (2024 = April 2024 to March 2025)
    #[arg(long)]
    pub year: i32,
    /// 報告書の言語 / Language of the report
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Lang,
    /// 形式 / Format
    #[arg(long, value_enum, default_value = "docx")]
    pub format: Format,
    /// 書き出すファイル / File to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Formats of a report.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// 図表を含む数値 / The figures for other programs
    Json,
    /// 文書 / A document
    Docx,
    /// 印刷用 / For printing
    Pdf,
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Json => Self::Json,
            Format::Docx => Self::Docx,
            Format::Pdf => Self::Pdf,
        }
    }
}

/// Writes the activity report of a year.
///
/// # Errors
/// [`Failure`]; then no file was written.
pub fn run(arguments: &Report) -> Result<(), Failure> {
    let Report { vault, year, lang, format, out, json } = arguments;
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let bytes = office.read(|desk| desk.report_file(*year, (*lang).into(), (*format).into()))?;
    write_whole(out, &bytes)?;
    let name = match format {
        Format::Json => "json",
        Format::Docx => "docx",
        Format::Pdf => "pdf",
    };
    let text = format!("{year}年度の事業報告書を書き出しました。 / The activity report of FY{year} is written.");
    answer(*json, &json!({ "year": year, "format": name, "bytes": bytes.len() }), &text)
}
