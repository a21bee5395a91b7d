//! What the child says: pieces with their length before them, each no longer than a full row can be.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    limits::{LONGEST_CELL, MOST_COLUMNS},
    refusal::Refusal,
    workbook::{Kind, Merged, Source},
};

/// The longest piece: every column full, and room for the lengths.
const LONGEST: usize = MOST_COLUMNS * (LONGEST_CELL + 16);

/// One piece.
#[derive(Debug, Serialize, Deserialize)]
pub enum Frame<'a> {
    /// A sheet begins.
    Sheet {
        /// Its name.
        name: &'a str,
        /// Whether it is hidden.
        hidden: bool,
    },
    /// A row of it.
    Row {
        /// Its number.
        number: u32,
        /// Its cells.
        #[serde(borrow)]
        cells: Vec<(Kind, &'a str)>,
    },
    /// A merged range of it.
    Merge(Merged),
    /// The end of a whole file.
    Done(Source),
    /// The end of a file that cannot be read.
    Refused(Refusal),
}

/// Writes a piece.
///
/// # Errors
/// What the pipe says.
pub fn write(out: &mut impl Write, frame: &Frame<'_>) -> io::Result<()> {
    let bytes = Zeroizing::new(postcard::to_stdvec(frame).map_err(io::Error::other)?);
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&bytes)
}

/// Reads the bytes of the next piece into `buffer`; false at the end.
///
/// # Errors
/// What the pipe says; a length that no piece has.
pub fn read(input: &mut impl Read, buffer: &mut Zeroizing<Vec<u8>>) -> io::Result<bool> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        read => read?,
    }
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?;
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    buffer.resize(length, 0);
    input.read_exact(buffer)?;
    Ok(true)
}

/// What a piece says.
pub fn parse(bytes: &[u8]) -> Option<Frame<'_>> {
    postcard::from_bytes(bytes).ok()
}
