//! `tomarigi search`.

use std::path::PathBuf;

use clap::Args;
use office::{Found, SecretKind};
use serde_json::{Value, json};

use super::{Failure, answer, office, passphrase};

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct Search {
    /// 名前、またはその一部 / A name or a part of one
    pub query: String,
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 多くても何人まで / The most people to list
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub limit: u32,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Lists who has a name like this, the best match first.
///
/// # Errors
/// [`Failure`].
pub fn run(arguments: &Search) -> Result<(), Failure> {
    let office = office(&arguments.vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let query = guarded::Guarded::from(arguments.query.as_str());
    let found = office.read(|desk| {
        let found = desk.search(&query, arguments.limit)?;
        desk.note_search();
        Ok(found)
    })?;
    let text = found.iter().map(line).collect::<Vec<_>>().join("\n");
    answer(arguments.json, &Value::Array(found.iter().map(person).collect()), &text)
}

/// All names, the one that is shown first.
fn names(found: &Found) -> Vec<&str> {
    // EXPOSE: the answer to whoever gave the passphrase.
    found.names().into_iter().map(|name| name.text.expose().as_str()).collect()
}

fn person(found: &Found) -> Value {
    let why: Vec<_> = found.why.iter().map(|why| why.code()).collect();
    json!({ "id": found.person.id.0, "names": names(found), "why": why })
}

fn line(found: &Found) -> String {
    let why: Vec<_> = found.why.iter().map(|why| why.code()).collect();
    format!("{}\t{}\t{}", found.person.id.0, names(found).join(" / "), why.join(", "))
}
