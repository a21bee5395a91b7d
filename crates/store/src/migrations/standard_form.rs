//! The part of the third migration that needs a digest: the form that comes with the program.

use casework::forms::Definition;
use rusqlite::{Transaction, params};
use sha2::{Digest as _, Sha256};

use crate::{error::StoreError, keys::StoreKeys};

/// Version 1 of the form that comes with the program, never edited once released.
const STANDARD: &str = include_str!("0003_daily_casework/standard_form_1.json");
/// How many questions it asks.
const ASKED: u32 = 13;

/// What the first version of the form that comes with the program asks.
///
/// # Errors
/// [`StoreError::Form`] when it cannot be read, which a test excludes.
pub fn standard_form() -> Result<Definition, StoreError> {
    serde_json::from_str(STANDARD).map_err(|_| StoreError::Form)
}

/// Adds it.
pub fn add(transaction: &Transaction<'_>, _: &StoreKeys) -> Result<(), StoreError> {
    transaction.execute("INSERT INTO form (id, code) VALUES (1, 'standard')", [])?;
    let checksum: [u8; 32] = Sha256::digest(STANDARD).into();
    let sql = "INSERT INTO form_version (form_id, version, author_version, definition, checksum, asked, source)
               VALUES (1, 1, '1', ?1, ?2, ?3, 'built_in')";
    transaction.execute(sql, params![STANDARD, checksum, ASKED])?;
    Ok(())
}
