//! What stands on a sheet.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// The language a sheet is written in: it decides fonts and line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Zeroize)]
pub enum Language {
    /// Japanese.
    Japanese,
    /// English.
    English,
}

impl Language {
    /// BCP 47.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja-JP",
            Self::English => "en",
        }
    }
}

/// Where a text stands between its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Zeroize)]
pub enum Align {
    /// Where its script begins to be read.
    Start,
    /// In the middle.
    Middle,
    /// On the right.
    End,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Zeroize)]
pub struct Column {
    /// Its part of the width, against those of the other columns.
    pub share: u16,
    /// Where its texts stand.
    pub align: Align,
}

impl Column {
    /// A column of texts.
    pub const fn text(share: u16) -> Self {
        Self { share, align: Align::Start }
    }

    /// A column of numbers.
    pub const fn number(share: u16) -> Self {
        Self { share, align: Align::End }
    }
}

/// A table with lines around its cells.
#[derive(Debug, Clone, PartialEq, Eq, Zeroize)]
pub struct Table {
    /// Its columns; rows that are shorter are filled with empty cells, what is beyond them is not written.
    pub columns: Vec<Column>,
    /// The titles, repeated at the top of every page; empty for none.
    pub header: Vec<String>,
    /// Whether the first cell of each row is its title.
    pub titled_rows: bool,
    /// The rows. A line break in a cell stays one.
    pub rows: Vec<Vec<String>>,
}

/// A part of a sheet, from the top to the bottom.
#[derive(Debug, Clone, PartialEq, Eq, Zeroize)]
pub enum Block {
    /// The title.
    Title(String),
    /// A line on the right, such as a day or a name.
    Aside(String),
    /// The title of what follows; it stays with it.
    Heading(String),
    /// A text; a line break stays one.
    Paragraph(String),
    /// A text in small letters.
    Note(String),
    /// A table.
    Table(Table),
}

/// A document of A4 pages. Its texts are overwritten when it is dropped.
#[derive(Debug, Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Sheet {
    /// Its language.
    pub language: Language,
    /// What the file calls itself. It names nobody.
    pub name: String,
    /// Whether it lies on its side.
    pub landscape: bool,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

impl Sheet {
    /// Returns an empty upright sheet. `name` is what the file calls itself in its properties.
    pub fn new(language: Language, name: &str) -> Self {
        Self { language, name: name.to_owned(), landscape: false, blocks: Vec::new() }
    }

    /// Adds a block at the end.
    pub fn add(&mut self, block: Block) {
        self.blocks.push(block);
    }
}
