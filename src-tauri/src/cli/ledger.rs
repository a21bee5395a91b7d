//! `tomarigi ledger`. What is listed holds numbers of records and no names; a file is always sealed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use office::{CvFile, FeeTotal, Lack, LedgerFile, LedgerFileError, LedgerKind, Ledgers, ReportCount, SecretKind};
use serde_json::{Value, json};

use super::{Failure, Lang, answer, office, passphrase};
use crate::files::write_whole;

/// What is done with the ledgers of the placement law.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// 記載もれを、記録の番号で並べる(名前は出さない) / List what is missing by numbers of records, without names
    Missing(LedgerYear),
    /// 職業紹介事業報告書(様式第8号)の件数と手数料 / Counts of the yearly report on placement, and fees
    Counts(LedgerYear),
    /// 暗号化して書き出す(標準入力の2行目がそのパスフレーズ) / Write a ledger encrypted; its passphrase is the second line of standard input
    Export(LedgerExport),
}

/// Which ledgers.
#[derive(Debug, Args)]
pub struct LedgerYear {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度(2024 = 2024年4月~2025年3月) / Fiscal year (2024 = April 2024 to March 2025)
    #[arg(long)]
    pub year: i32,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `ledger export`.
#[derive(Debug, Args)]
pub struct LedgerExport {
    /// どの管理簿か / Which ledger
    #[arg(value_enum)]
    pub ledger: WhichLedger,
    /// Of which vault and year.
    #[command(flatten)]
    pub of: LedgerYear,
    /// 言語 / Language
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Lang,
    /// 形式 / Format
    #[arg(long, value_enum, default_value = "pdf")]
    pub format: LedgerFormat,
    /// 書き出すファイル(age形式) / File to write, in the format of age
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Ledgers.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum WhichLedger {
    /// 求人管理簿 / Openings
    Openings,
    /// 求職管理簿 / Seekers
    Seekers,
    /// 手数料管理簿 / Fees
    Fees,
}

/// What is encrypted.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LedgerFormat {
    /// PDF
    Pdf,
    /// Word
    Docx,
}

impl From<LedgerFileError> for Failure {
    fn from(error: LedgerFileError) -> Self {
        match error {
            LedgerFileError::Session(error) => error.into(),
            LedgerFileError::Office(error) => error.into(),
        }
    }
}

/// Lists what is missing, counts, or writes a ledger.
///
/// # Errors
/// [`Failure`].
pub fn run(command: &LedgerCommand) -> Result<(), Failure> {
    match command {
        LedgerCommand::Missing(of) => missing(of),
        LedgerCommand::Counts(of) => counts(of),
        LedgerCommand::Export(arguments) => export(arguments),
    }
}

fn ledgers(of: &LedgerYear) -> Result<Ledgers, Failure> {
    let office = office(&of.vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    Ok(office.read(|desk| desk.ledgers(of.year))?)
}

fn value(lack: &Lack) -> Value {
    json!({
        "ledger": lack.ledger.code(),
        "opening": lack.opening,
        "company": lack.company,
        "participant": lack.participant,
        "placement": lack.placement,
        "fee": lack.fee,
        "missing": codes(lack),
    })
}

fn codes(lack: &Lack) -> Vec<&'static str> {
    lack.missing.iter().map(|what| what.code()).collect()
}

fn line(lack: &Lack) -> String {
    let number = |number: Option<u32>| number.map_or_else(|| String::from("-"), |number| number.to_string());
    let numbers = [lack.opening, lack.company, lack.participant, lack.placement, lack.fee].map(number).join("\t");
    format!("{}\t{numbers}\t{}", lack.ledger.code(), codes(lack).join(","))
}

fn missing(of: &LedgerYear) -> Result<(), Failure> {
    let ledgers = ledgers(of)?;
    let lacks = ledgers.lacks();
    let entries: Vec<Value> = lacks.iter().map(value).collect();
    let whole = json!({ "year": of.year, "incomplete": ledgers.incomplete(), "entries": entries });
    answer(of.json, &whole, &lacks.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn counts(of: &LedgerYear) -> Result<(), Failure> {
    let ledgers = ledgers(of)?;
    let whole = json!({
        "year": of.year,
        "licence": { "number": ledgers.licence.number, "fees": ledgers.licence.fees },
        "counts": ledgers.report.iter().map(counted).collect::<Vec<_>>(),
        "fees": ledgers.fee_totals.iter().map(total).collect::<Vec<_>>(),
    });
    let lines = ledgers.report.iter().map(|count| {
        let lasting = count.line.lasting_code().unwrap_or("-");
        format!("{}\t{lasting}\t{}", count.line.code(), count.number)
    });
    let fees = ledgers.fee_totals.iter().map(|fee| format!("fee\t{}\t{}\t{}", fee.kind.code(), fee.number, fee.amount));
    answer(of.json, &whole, &lines.chain(fees).collect::<Vec<_>>().join("\n"))
}

fn counted(count: &ReportCount) -> Value {
    json!({ "line": count.line.code(), "lasting": count.line.lasting_code(), "number": count.number })
}

fn total(total: &FeeTotal) -> Value {
    json!({ "kind": total.kind.code(), "number": total.number, "yen": total.amount })
}

/// The second line of standard input seals the file: a ledger full of names is never written readable from a script.
fn export(arguments: &LedgerExport) -> Result<(), Failure> {
    let LedgerExport { ledger, of: LedgerYear { vault, year, json }, lang, format, out } = arguments;
    let kind = match ledger {
        WhichLedger::Openings => LedgerKind::Openings,
        WhichLedger::Seekers => LedgerKind::Seekers,
        WhichLedger::Fees => LedgerKind::Fees,
    };
    let file = match format {
        LedgerFormat::Pdf => CvFile::Pdf,
        LedgerFormat::Docx => CvFile::Docx,
    };
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let sealing = passphrase::read()?;
    let wanted = LedgerFile::new(kind, *year, (*lang).into(), file);
    let bytes = office.ledger_file(&wanted, Some(&sealing))?;
    office.write(|desk| desk.note_ledger_saved(kind, *year, true))?;
    // EXPOSE: sealed.
    let bytes = bytes.expose();
    write_whole(out, bytes)?;
    let text =
        format!("{year}年度の管理簿を暗号化して書き出しました。 / The ledger of FY{year} is written, encrypted.");
    let told = json!({ "ledger": kind.code(), "year": year, "format": file.extension(), "bytes": bytes.len() });
    answer(*json, &told, &text)
}
