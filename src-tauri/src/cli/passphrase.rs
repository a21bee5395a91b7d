//! The passphrase, from the first line of standard input.

use std::io::{self, BufRead, Read};

use guarded::Guarded;

use super::Failure;

/// More than any passphrase; a stream without a line end must not fill the memory.
const MOST: u64 = 4096;

/// Reads it, without its line end.
///
/// # Errors
/// [`Failure::NoPassphrase`] when the line is empty or missing.
pub fn read() -> Result<Guarded<String>, Failure> {
    let mut line = String::new();
    io::stdin().lock().take(MOST).read_line(&mut line).map_err(|_| Failure::NoPassphrase)?;
    let line = Guarded::new(line);
    let passphrase = line.map(|line| line.trim_end_matches(['\r', '\n']).to_owned());
    // EXPOSE: only whether it is empty.
    if passphrase.expose().is_empty() { Err(Failure::NoPassphrase) } else { Ok(passphrase) }
}
