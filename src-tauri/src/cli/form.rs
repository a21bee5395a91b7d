//! `tomarigi form`.

use std::{path::PathBuf, sync::atomic::AtomicBool};

use clap::{Args, Subcommand};
use office::{FormDefinition as Definition, FormFile, FormFinding as Finding, read_form_file};
use serde_json::{Value, json};

use super::{Failure, answer};

/// What is done with a form.
#[derive(Debug, Subcommand)]
pub enum FormCommand {
    /// 取り込めるか、何が対象外かを調べる(保管庫は使わない) / Tell whether it can be taken in and what is not supported (uses no vault)
    Check(FormCheck),
}

/// Arguments of `form check`.
#[derive(Debug, Args)]
pub struct FormCheck {
    /// XLSForm(.xlsx)またはODK XForm(.xml)のファイル / An XLSForm (.xlsx) or ODK XForm (.xml)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Tells what a file would be as a form: what it asks, what is refused, what is left out.
///
/// # Errors
/// [`Failure::FormRefused`] when it cannot be taken in; the result is on standard output all the same.
pub fn run(arguments: &FormCheck) -> Result<(), Failure> {
    let file = read_form_file(&arguments.file, &AtomicBool::new(false));
    let result = result(&file);
    answer(arguments.json, &result, &text(&file))?;
    if supported(&file) { Ok(()) } else { Err(Failure::FormRefused(file.import.refused.len())) }
}

const fn supported(file: &FormFile) -> bool {
    file.import.form.is_some()
}

fn result(file: &FormFile) -> Value {
    let definition = &file.import.definition;
    let findings: Vec<_> = findings(file).map(|(finding, severity)| finding_as_json(finding, severity)).collect();
    json!({
        "source": file.source,
        "code": definition.code,
        "title": title(definition),
        "version": definition.author_version,
        "languages": definition.languages.iter().map(|language| &language.code).collect::<Vec<_>>(),
        "questions": definition.asked(),
        "supported": supported(file),
        "findings": findings,
    })
}

/// What is refused, then what is left out.
fn findings(file: &FormFile) -> impl Iterator<Item = (&Finding, &'static str)> {
    let refused = file.import.refused.iter().map(|finding| (finding, "refused"));
    refused.chain(file.import.warnings.iter().map(|finding| (finding, "warning")))
}

fn finding_as_json(finding: &Finding, severity: &str) -> Value {
    json!({
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "code": finding.code,
        "what": finding.what,
        "severity": severity,
    })
}

fn title(definition: &Definition) -> &str {
    definition.choose(&definition.title, definition.default_language())
}

fn text(file: &FormFile) -> String {
    let definition = &file.import.definition;
    let languages: Vec<_> = definition.languages.iter().map(|language| language.code.as_str()).collect();
    let head = format!(
        "{} ({})\n質問 / questions: {}\n言語 / languages: {}",
        title(definition),
        definition.code,
        definition.asked(),
        languages.join(", ")
    );
    std::iter::once(head)
        .chain(findings(file).map(|(finding, severity)| line(finding, severity)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `refused: survey, row 7, type: type_unsupported geopoint`
fn line(finding: &Finding, severity: &str) -> String {
    let code = serde_json::to_value(finding.code).ok().and_then(|code| code.as_str().map(str::to_owned));
    let row = finding.row.map_or_else(String::new, |row| format!(", row {row}"));
    let column = if finding.column.is_empty() { String::new() } else { format!(", {}", finding.column) };
    format!("{severity}: {}{row}{column}: {} {}", finding.sheet, code.unwrap_or_default(), finding.what)
}
