//! Handing the key to SQLCipher.
//!
//! The key goes through the C call and never through SQL text, which SQLite may keep and trace. It is the 64-hex raw
//! form: with it the first 16 bytes of the file are covered by the page seals too.

use std::ffi::c_int;

use guarded::Guarded;
use rusqlite::{Connection, ffi};

use crate::error::{OpenError, StoreError};

/// Gives a fresh connection its key and makes sure that this build encrypts at all.
pub fn set_key(connection: &Connection, key: &Guarded<String>) -> Result<(), OpenError> {
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    // EXPOSE: SQLCipher needs the key and keeps a copy of its own until the connection closes.
    let bytes = key.expose().as_bytes();
    let length = c_int::try_from(bytes.len()).map_err(|_| StoreError::Form)?;
    #[expect(unsafe_code, reason = "rusqlite has no call for sqlite3_key")]
    // SAFETY: the handle is open for as long as `connection` lives, and the key is read only during the call.
    let code = unsafe { ffi::sqlite3_key(connection.handle(), bytes.as_ptr().cast(), length) };
    if code != ffi::SQLITE_OK {
        return Err(StoreError::Sqlite(code).into());
    }
    let version = connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0));
    version.map(drop).map_err(|_| OpenError::NoCipher)
}
