//! `tomarigi backup`.

use std::path::PathBuf;

use clap::Args;
use office::{BACKUP_EXTENSION, SecretKind};
use serde_json::json;

use super::{Failure, answer, office, passphrase, say};

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 書き出すファイル、またはフォルダー / File to write, or a folder for it
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Makes a backup, which counts only when it has been read back.
///
/// # Errors
/// [`Failure`]; then there is no new file, and what stood at its place is still there.
pub fn run(arguments: &Backup) -> Result<(), Failure> {
    let office = office(&arguments.vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let name = format!("{}.{BACKUP_EXTENSION}", office.backup_name()?);
    let target = if arguments.out.is_dir() { arguments.out.join(name) } else { arguments.out.clone() };
    say("書き込み、読み返しています… / Writing and reading back …");
    let made = office.make_backup(&target)?;
    let text = format!(
        "番号 {0} のバックアップを作り、読み返して確かめました({1} バイト)。 / Backup no. {0} was made and read back ({1} bytes).",
        made.serial, made.bytes
    );
    answer(arguments.json, &json!({ "serial": made.serial, "bytes": made.bytes, "rows": made.counts }), &text)
}
