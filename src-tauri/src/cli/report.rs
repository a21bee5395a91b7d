//! `tomarigi report`.

use office::SecretKind;
use serde_json::json;

use super::{Failure, Format, Report, answer, office, passphrase};
use crate::files::write_whole;

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
