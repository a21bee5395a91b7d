//! Reading the bytes of a file. This runs in the child; what it finds goes to a [`Sink`].

mod archive;
#[cfg(test)]
mod tests;
mod text;
mod xform;
mod xlsx;

use crate::{
    limits::LARGEST_FILE,
    refusal::Refusal,
    workbook::{Builder, Cell, Merged, Source, Workbook},
};

/// What takes the cells of a file as they are read.
pub trait Sink {
    /// A sheet begins.
    ///
    /// # Errors
    /// Whatever ends the reading.
    fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), Refusal>;

    /// A row of the sheet.
    ///
    /// # Errors
    /// Whatever ends the reading.
    fn row(&mut self, number: u32, cells: &[Cell<'_>]) -> Result<(), Refusal>;

    /// A merged range of the sheet.
    ///
    /// # Errors
    /// Whatever ends the reading.
    fn merge(&mut self, range: Merged) -> Result<(), Refusal>;
}

impl Sink for Builder {
    fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), Refusal> {
        Self::sheet(self, name, hidden)
    }

    fn row(&mut self, number: u32, cells: &[Cell<'_>]) -> Result<(), Refusal> {
        Self::row(self, number, cells)
    }

    fn merge(&mut self, range: Merged) -> Result<(), Refusal> {
        Self::merge(self, range)
    }
}

/// Reads a file whatever its name says.
///
/// # Errors
/// [`Refusal`]; what went to the sink until then counts for nothing.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<Source, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if u64::try_from(bytes.len()).map_or(true, |length| length > LARGEST_FILE) {
        return Err(Refusal::TooLarge);
    }
    match kind_of(bytes) {
        Container::Zip => xlsx::read(bytes, sink),
        Container::Text => text::read(bytes, sink),
        Container::Form => xform::read(bytes, sink),
        Container::Refused(why) => Err(why),
    }
}

/// Reads bytes that are our own, such as those of a form that comes with the program, without a child.
///
/// # Errors
/// [`Refusal`].
pub fn read_here(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let mut builder = Builder::default();
    let source = read(bytes, &mut builder)?;
    builder.finish(source)
}

enum Container {
    Zip,
    Text,
    Form,
    Refused(Refusal),
}

/// Tells the container by its first bytes; names lie.
fn kind_of(bytes: &[u8]) -> Container {
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    // Pictures, documents, archives, programs.
    const OTHERS: &[&[u8]] = &[
        b"%PDF",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"{\\rtf",
        b"7z\xBC\xAF",
        b"Rar!",
        b"\x1F\x8B",
        b"\x7FELF",
        b"MZ",
        b"SQLite format 3",
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Container::Zip;
    }
    if bytes.starts_with(COMPOUND) {
        return Container::Refused(archive::compound(bytes));
    }
    if OTHERS.iter().any(|magic| bytes.starts_with(magic)) {
        return Container::Refused(Refusal::NotASpreadsheet);
    }
    if xform::looks_like_one(bytes) {
        return Container::Form;
    }
    if text::looks_like_markup(bytes) {
        return Container::Refused(Refusal::WebPage);
    }
    Container::Text
}
