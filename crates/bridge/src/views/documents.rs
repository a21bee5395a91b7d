//! Documents of a participant.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

/// A document of a participant.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DocumentView {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its media type, as its content shows it.
    pub kind: String,
    /// Its size in bytes.
    pub bytes: f64,
    /// Since when it is here (ISO 8601 day).
    pub added_on: String,
    /// Who attached it.
    pub added_by: Option<String>,
    /// Whether it can be shown here.
    pub shown_here: bool,
}

/// The documents of a participant, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DocumentsView {
    /// False when the person closed the dialog.
    pub chosen: bool,
    /// The documents.
    pub documents: Vec<DocumentView>,
}

/// Whose documents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DocumentsRequest {
    /// The participant.
    pub participant: u32,
}

/// A document that was dropped or pasted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AttachDocumentRequest {
    /// Whose.
    pub participant: u32,
    /// The name of the file; made up for a pasted picture.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// Its bytes in base64, at most 20 MiB of them.
    #[cfg_attr(test, ts(type = "string"))]
    pub data: Guarded<String>,
}

/// Which document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DocumentRequest {
    /// The document.
    pub document: u32,
}

/// Saves a copy of a document outside of the vault, where consent to that stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveDocumentRequest {
    /// The document.
    pub document: u32,
    /// For whom; empty when that is not known.
    #[cfg_attr(test, ts(type = "string"))]
    pub recipient: Guarded<String>,
}

/// A picture of a document, drawn anew by the program.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DocumentPreview {
    /// Its name.
    pub name: String,
    /// The picture as a data: address, for pictures.
    pub picture: Option<String>,
    /// The text, for plain texts.
    pub text: Option<String>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
