//! `tomarigi restore`.

use office::{Comparison, Secret, VaultState};
use serde_json::{Value, json};

use super::{Failure, Restore, answer, office, passphrase, say};

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
