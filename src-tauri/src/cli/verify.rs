//! `tomarigi verify`.

use std::path::PathBuf;

use clap::Args;
use office::SecretKind;
use serde_json::json;

use super::{Failure, answer, office, passphrase};

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Opens the vault, which checks all of it, and says how many participants it holds.
///
/// # Errors
/// [`Failure`] with what is wrong.
pub fn run(arguments: &Verify) -> Result<(), Failure> {
    let office = office(&arguments.vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    if !office.keys_were_whole()? {
        if arguments.json {
            answer(true, &json!({ "whole": false, "damaged": "one copy of the key file" }), "")?;
        }
        return Err(Failure::KeysMended);
    }
    let (documents, damaged) = office.verify_documents()?;
    if damaged > 0 {
        if arguments.json {
            answer(true, &json!({ "whole": false, "documents": documents, "damaged_documents": damaged }), "")?;
        }
        return Err(Failure::DocumentsDamaged(damaged));
    }
    let participants = office.participants()?;
    let serial = office.keys()?.serial;
    let text = format!(
        "無傷です。参加者 {participants} 人、書類 {documents} 件、状態の番号 {serial}。 / The vault is whole. {participants} participants, {documents} documents, state no. {serial}."
    );
    let whole = json!({ "whole": true, "participants": participants, "documents": documents, "serial": serial });
    answer(arguments.json, &whole, &text)
}
