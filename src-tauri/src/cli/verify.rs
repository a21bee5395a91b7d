//! `tomarigi verify`.

use office::SecretKind;
use serde_json::json;

use super::{Failure, Verify, answer, office, passphrase};

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
    let participants = office.read(|desk| desk.day())?.participants;
    let text = format!("無傷です。参加者 {participants} 人。 / The vault is whole. {participants} participants.");
    answer(arguments.json, &json!({ "whole": true, "participants": participants }), &text)
}
