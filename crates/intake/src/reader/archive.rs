//! Looking at a packed file before anything in it is believed: what it is, and how much it unpacks to.

use std::io::{Cursor, Read};

use zip::{ZipArchive, read::ZipFile};

use crate::{
    limits::{LARGEST_RATIO, LARGEST_UNPACKED, MOST_PARTS, UNSUSPICIOUS},
    refusal::Refusal,
};

/// Refuses a packed file that is not a workbook of Excel, is protected, or unpacks to too much. Every part is unpacked
/// and counted here, piece by piece: what the directory of the file says of sizes may be a lie.
///
/// # Errors
/// [`Refusal`].
pub fn look(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::UnpacksTooLarge);
    }
    let names: Vec<String> =
        archive.file_names().map(|name| name.map_or_else(|_| String::new(), String::from)).collect();
    recognise(&names)?;
    let most = allowed(bytes.len());
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| refusal(&error))?;
        // What the directory admits is refused before a byte of it is unpacked.
        if unpacked.saturating_add(part.size()) > most {
            return Err(Refusal::UnpacksTooLarge);
        }
        unpacked = unpacked.saturating_add(count(part, most.saturating_sub(unpacked))?);
    }
    Ok(())
}

/// How many bytes a file of this size may unpack to.
fn allowed(packed: usize) -> u64 {
    let by_ratio = u64::try_from(packed).unwrap_or(u64::MAX).saturating_mul(LARGEST_RATIO);
    by_ratio.clamp(UNSUSPICIOUS, LARGEST_UNPACKED)
}

/// Tells a workbook of Excel from its siblings by the names of its parts.
fn recognise(names: &[String]) -> Result<(), Refusal> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let any = |test: fn(&str) -> bool| names.iter().any(|name| test(name));
    if any(|name| name.starts_with("xl/workbook.bin")) {
        Err(Refusal::BinaryExcel)
    } else if any(|name| name.starts_with("xl/")) {
        Ok(())
    } else if has("mimetype") || has("META-INF/manifest.xml") && has("content.xml") {
        Err(Refusal::OpenDocument)
    } else if any(|name| name.starts_with("Index/") || name == "Index.zip" || name.ends_with(".iwa")) {
        Err(Refusal::Numbers)
    } else {
        Err(Refusal::NotASpreadsheet)
    }
}

/// Unpacks a part, throws it away, and returns its length.
fn count<R: Read + std::io::Seek>(part: ZipFile<'_, R>, most: u64) -> Result<u64, Refusal> {
    let is_markup = part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
    let mut piece = [0_u8; 64 * 1024];
    let mut input = part.take(most.saturating_add(1));
    let mut length = 0_u64;
    let mut tail = Vec::new();
    loop {
        let read = input.read(&mut piece).map_err(|_| Refusal::Damaged)?;
        if read == 0 {
            break;
        }
        length = length.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if length > most {
            return Err(Refusal::UnpacksTooLarge);
        }
        if is_markup {
            tail.extend_from_slice(piece.get(..read).unwrap_or_default());
            no_definitions(&tail)?;
            let keep = tail.len().saturating_sub(LONGEST_MARK);
            tail.drain(..keep);
        }
    }
    Ok(length)
}

/// Definitions of entities make small files large and read other files. A workbook has none (ECMA-376 part 2, 7.1.4).
const MARKS: [&[u8]; 2] = [b"<!DOCTYPE", b"<!ENTITY"];
const LONGEST_MARK: usize = 9;

fn no_definitions(piece: &[u8]) -> Result<(), Refusal> {
    let found = MARKS.iter().any(|mark| memchr::memmem::find(piece, mark).is_some());
    if found { Err(Refusal::Damaged) } else { Ok(()) }
}

fn refusal(error: &zip::result::ZipError) -> Refusal {
    use zip::result::ZipError;
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

/// What a compound file of Microsoft is: a protected workbook, an old one, or something else.
pub fn compound(bytes: &[u8]) -> Refusal {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        Refusal::Encrypted
    } else if has("Workbook") || has("Book") {
        Refusal::OldExcel
    } else {
        Refusal::NotASpreadsheet
    }
}
