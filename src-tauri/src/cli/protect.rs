use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::path::Path;

use aggregates::model::{Joint, Table};
use aggregates::round::Seed;
use aggregates::{Method, PublishedTable, TableRelease};
use serde_json::json;
use tempfile::NamedTempFile;

use super::{Failure, Protect, ProtectProfile, answer, tables};

/// Protects a table of counts, and writes it with its certificate.
pub fn run(arguments: &Protect) -> Result<(), Failure> {
    let read = tables::read(&arguments.table, &arguments.dims).map_err(Failure::Table)?;
    let method = match arguments.profile {
        ProtectProfile::Rounding => Method::Rounding(Seed::new(arguments.seed.unwrap_or_else(secret))),
        ProtectProfile::Suppression => Method::Suppression,
    };
    let joint = Joint::new(vec![read.table.clone()]).map_err(|error| Failure::Table(error.into()))?;
    let release = TableRelease::protect(&joint, method).map_err(Failure::Unprotected)?;
    let Some(published) = release.tables().first() else { return Ok(()) };
    let certificate = serde_json::to_vec_pretty(release.certificate()).map_err(io::Error::from)?;
    let table = prepared(&arguments.out, &rows(&read.table, published)?)?;
    let proof = prepared(&arguments.certificate, &certificate)?;
    table.persist(&arguments.out).map_err(|error| error.error)?;
    proof.persist(&arguments.certificate).map_err(|error| error.error)?;
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

/// A number that nobody can guess, from the randomness that the operating system gives every program.
fn secret() -> u64 {
    RandomState::new().build_hasher().finish()
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
