//! Why a file is not read. A code with a place, never what stands in the file.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a file could not be read as a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("The file is empty")]
    Empty,
    /// The file is larger than what is read.
    #[error("The file is too large")]
    TooLarge,
    /// It unpacks to more than what is read: too large, or made to fill a memory.
    #[error("The file unpacks to too much")]
    UnpacksTooLarge,
    /// More rows than are read.
    #[error("Too many rows")]
    TooManyRows,
    /// More columns than are read.
    #[error("Too many columns")]
    TooManyColumns,
    /// More cells, text, sheets or merged ranges than are read.
    #[error("Too much content")]
    TooMuch,
    /// It took longer than it may.
    #[error("Reading takes too long")]
    TooSlow,
    /// It is protected by a password.
    #[error("The file is protected by a password")]
    Encrypted,
    /// The format of Excel before 2007 (.xls).
    #[error("A workbook of Excel 97-2003 (.xls)")]
    OldExcel,
    /// The binary format of Excel (.xlsb).
    #[error("A binary workbook (.xlsb)")]
    BinaryExcel,
    /// A spreadsheet of LibreOffice (.ods).
    #[error("An OpenDocument spreadsheet (.ods)")]
    OpenDocument,
    /// A spreadsheet of Apple Numbers.
    #[error("A spreadsheet of Apple Numbers")]
    Numbers,
    /// A web page or XML, perhaps under the name of a workbook.
    #[error("A web page or XML")]
    WebPage,
    /// Something else: a document, a picture, an archive.
    #[error("Not a spreadsheet")]
    NotASpreadsheet,
    /// A workbook that is cut off or contradicts itself.
    #[error("The file is damaged")]
    Damaged,
    /// No sheet holds anything.
    #[error("No sheet holds anything")]
    NoRows,
    /// The file cannot be read from the disk.
    #[error("The file cannot be read")]
    Unreadable,
    /// A person stopped it, or the vault was locked.
    #[error("Stopped")]
    Stopped,
    /// The reading process could not be started, or ended otherwise than it should.
    #[error("The reading process failed")]
    Failed,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Self; 18] = [
        Self::Empty,
        Self::TooLarge,
        Self::UnpacksTooLarge,
        Self::TooManyRows,
        Self::TooManyColumns,
        Self::TooMuch,
        Self::TooSlow,
        Self::Encrypted,
        Self::OldExcel,
        Self::BinaryExcel,
        Self::OpenDocument,
        Self::Numbers,
        Self::WebPage,
        Self::NotASpreadsheet,
        Self::Damaged,
        Self::NoRows,
        Self::Unreadable,
        Self::Stopped,
    ];

    /// The code under which it is told.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::UnpacksTooLarge => "unpacks_too_large",
            Self::TooManyRows => "too_many_rows",
            Self::TooManyColumns => "too_many_columns",
            Self::TooMuch => "too_much",
            Self::TooSlow => "too_slow",
            Self::Encrypted => "encrypted",
            Self::OldExcel => "old_excel",
            Self::BinaryExcel => "binary_excel",
            Self::OpenDocument => "open_document",
            Self::Numbers => "numbers",
            Self::WebPage => "web_page",
            Self::NotASpreadsheet => "not_a_spreadsheet",
            Self::Damaged => "damaged",
            Self::NoRows => "no_rows",
            Self::Unreadable => "unreadable",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }
}
