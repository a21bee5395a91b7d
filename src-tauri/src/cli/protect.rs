use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aggregates::model::Table;
use aggregates::publish::{Problem, protect};
use aggregates::round::Seed;
use aggregates::{FiscalYear, Method, PublishedTable};
use clap::{Args, ValueEnum};
use serde_json::json;
use tempfile::NamedTempFile;

use super::tables::{self, TableProblem};
use super::{Failure, answer};

/// Arguments of `protect`.
#[derive(Debug, Args)]
pub struct Protect {
    /// 最も細かい人数のCSV / CSV of the innermost counts
    #[arg(value_name = "TABLE.csv")]
    pub table: PathBuf,
    /// 表の軸のJSON / JSON of the dimensions
    #[arg(long, value_name = "TABLE.json")]
    pub dims: PathBuf,
    /// 丸めるか、隠すか / Round, or hide
    #[arg(long, value_enum, default_value = "rounding")]
    pub profile: ProtectProfile,
    /// 書き出すCSV(もとの人数も含む) / CSV to write (it holds the exact counts as well)
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 書き出す証明書(JSON) / Certificate to write (JSON)
    #[arg(long, value_name = "FILE")]
    pub certificate: PathBuf,
    /// 丸めの秘密の種。なければ表の内容から決まる / Secret seed of the rounding; without one the table's own content decides
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// How a table is protected.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ProtectProfile {
    /// 5の倍数に丸める / Round to multiples of five
    Rounding,
    /// 1~4を隠す / Hide counts from 1 to 4
    Suppression,
}

/// Protects a table of counts, and writes it with its certificate.
pub fn run(arguments: &Protect) -> Result<(), Failure> {
    apart(arguments).map_err(Failure::Table)?;
    let read = tables::read(&arguments.table, &arguments.dims).map_err(Failure::Table)?;
    let method = match arguments.profile {
        ProtectProfile::Rounding => Method::Rounding(arguments.seed.map_or_else(|| Seed::of(&read.table), Seed::new)),
        ProtectProfile::Suppression => Method::Suppression,
    };
    // The table stands alone, so that its year ties it to nothing.
    let year = FiscalYear::new(2024).map_err(|_| Failure::Table(TableProblem::Dimensions))?.period();
    let release = protect(&Problem::new().table(year, read.table.clone()), method).map_err(Failure::Refused)?;
    let Some(published) = release.tables().first() else { return Ok(()) };
    let certificate = serde_json::to_vec_pretty(release.certificate()).map_err(io::Error::from)?;
    let table = prepared(&arguments.out, &rows(&read.table, published)?)?;
    let proof = prepared(&arguments.certificate, &certificate)?;
    // The proof first: a protected table never lies there without it.
    proof.persist(&arguments.certificate).map_err(|error| error.error)?;
    table.persist(&arguments.out).map_err(|error| error.error)?;
    let hidden = published.cells().iter().filter(|cell| cell.value().is_none()).count();
    let result =
        json!({ "cells": published.cells().len(), "suppressed": hidden, "certificate": release.certificate() });
    let text = format!(
        "書き出しました。セル {cells}、うち隠したもの {hidden}。もとの人数(freq)の列は公表しないでください。 / \
         Written: {cells} cells, {hidden} of them hidden. Do not publish the column freq.",
        cells = published.cells().len()
    );
    answer(arguments.json, &result, &text)
}

/// Refuses places that would overwrite each other or what is read.
fn apart(arguments: &Protect) -> Result<(), TableProblem> {
    let whole = |place: &Path| place.canonicalize().unwrap_or_else(|_| place.to_owned());
    let places = [&arguments.table, &arguments.dims, &arguments.out, &arguments.certificate].map(|place| whole(place));
    let distinct: BTreeSet<_> = places.iter().collect();
    if arguments.out.is_dir() || arguments.certificate.is_dir() || distinct.len() < places.len() {
        return Err(TableProblem::Places);
    }
    Ok(())
}

/// One row for each cell: its codes, the exact count, what is published, whether it is hidden.
fn rows(table: &Table, published: &PublishedTable) -> Result<Vec<u8>, io::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(published.dimensions().iter().map(String::as_str).chain(["freq", "published", "suppressed"]))?;
    for (cell, shown) in published.cells().iter().enumerate() {
        let value = shown.value().map(|value| value.to_string()).unwrap_or_default();
        let count = table.value(cell).to_string();
        let suppressed = if shown.value().is_none() { "TRUE" } else { "FALSE" };
        let codes = shown.codes().iter().map(String::as_str);
        out.write_record(codes.chain([count.as_str(), value.as_str(), suppressed]))?;
    }
    out.into_inner().map_err(|error| error.into_error())
}

/// Writes a file beside its place; it takes the place only when everything is written.
fn prepared(place: &Path, bytes: &[u8]) -> Result<NamedTempFile, io::Error> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
