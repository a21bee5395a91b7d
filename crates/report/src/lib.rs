//! A release and the office's words become the activity report (事業報告書) that an NPO files each year.
//!
//! Every number comes from the [`Release`](aggregates::Release); the office writes the sentences around them, with a
//! figure's code in braces where its value belongs: `{companies_consulted}`. It knows `aggregates` and
//! sheets of paper alone, so it could not name a person if it tried:
//!
//! ```compile_fail,E0432
//! use casework::Participant;
//! ```

mod activity;
mod document;
pub mod fields;
mod json;
mod numbers;
mod phrases;
mod print;
mod publication;
mod wording;

pub use activity::{ActivityReport, EXPENSES, ReportError, STAFF};
pub use document::WriteDocumentError;
pub use numbers::thousand_yen;
pub use paper::WritePdfError;
pub use publication::{
    DimensionHead, DrawPictureError, Imprint, Named, Publication, PublicationCell, PublicationError, PublicationTable,
    TableHead, Words, WriteWorkbookError, png,
};
pub use wording::{Language, ProgrammeWording, Wording};
