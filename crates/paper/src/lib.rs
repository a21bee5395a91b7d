//! Sheets of A4: plain blocks in, a word-processor document (docx) or a PDF out.
//!
//! One [`Sheet`] is the source of both files and of a preview: what is looked at is what goes. The crate knows nothing
//! of people or figures; whoever fills a sheet answers for what stands on it.
//!
//! ```
//! use paper::{Block, Language, Sheet};
//! let mut sheet = Sheet::new(Language::Japanese, "職務経歴書");
//! sheet.add(Block::Heading("職歴".into()));
//! sheet.add(Block::Paragraph("倉庫での検品".into()));
//! assert!(sheet.to_docx().is_ok());
//! ```

mod docx;
mod pdf;
mod sheet;
mod text;

pub use docx::WriteDocumentError;
pub use pdf::WritePdfError;
pub use sheet::{Align, Block, Column, Language, Sheet, Table};
