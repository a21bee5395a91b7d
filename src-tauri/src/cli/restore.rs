//! `tomarigi restore`.

use std::path::PathBuf;

use clap::Args;
use office::{Comparison, Secret, VaultState};
use serde_json::{Value, json};

use super::{Failure, answer, office, passphrase, say};

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// バックアップのファイル / File of the backup
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// 標準入力はパスフレーズでなく復旧コード / Standard input is the recovery code, not the passphrase
    #[arg(long)]
    pub recovery: bool,
    /// 今の保管庫と入れ替える / Replace the vault that is there
    #[arg(long)]
    pub yes: bool,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Opens a backup, verifies all of it and compares it with the vault; replaces that only when told to.
///
/// # Errors
/// [`Failure`]; then the vault is what it was.
pub fn run(arguments: &Restore) -> Result<(), Failure> {
    let office = office(&arguments.vault);
    let secret = passphrase::read()?;
    let opener = if arguments.recovery { Secret::Recovery(&secret) } else { Secret::Passphrase(&secret) };
    let comparison = office.look_at_backup(&arguments.from, opener)?;
    if arguments.yes {
        office.restore_backup()?;
    } else {
        office.forget_backup();
        say(
            "まだ何も変えていません。入れ替えるには --yes を付けてください。 / Nothing was changed yet. Add --yes to replace the vault.",
        );
    }
    answer(arguments.json, &as_json(&comparison, arguments.yes), &as_text(&comparison))
}

fn as_json(comparison: &Comparison, restored: bool) -> Value {
    let state = |state: &VaultState| json!({ "at": state.at, "serial": state.serial, "rows": state.counts });
    json!({
        "restored": restored,
        "backup": state(&comparison.backup),
        "current": comparison.current.as_ref().map(state),
        "older": comparison.older,
        "same_vault": comparison.same_vault,
        "erased_again": comparison.erased_again,
    })
}

fn as_text(comparison: &Comparison) -> String {
    let people = |state: &VaultState| state.counts.get("participant").copied().unwrap_or(0);
    let line = |state: &VaultState| {
        let at = state.at.as_deref().unwrap_or("?");
        format!("no. {} · {at} · {} 人 / participants", state.serial, people(state))
    };
    let current = comparison.current.as_ref().map_or_else(|| String::from("–"), line);
    format!("バックアップ / backup: {}\n今の保管庫 / this vault: {current}", line(&comparison.backup))
}
