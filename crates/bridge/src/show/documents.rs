//! Documents.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use guarded::Guarded;
use office::{DocumentLine, DocumentPreview as OfficePreview, Picture, Shown};

use crate::views::documents::{DocumentPreview, DocumentView, DocumentsView};

/// EXPOSE: everything in this file is shown to somebody who may see documents.
fn text(value: &Guarded<String>) -> String {
    value.expose().clone()
}

pub fn documents_view(lines: &[DocumentLine], chosen: bool) -> DocumentsView {
    DocumentsView { chosen, documents: lines.iter().map(document).collect() }
}

fn document(line: &DocumentLine) -> DocumentView {
    let document = &line.document;
    DocumentView {
        id: document.id.0,
        name: text(&document.name),
        kind: document.kind.clone(),
        bytes: f64::from(u32::try_from(document.bytes).unwrap_or(u32::MAX)),
        added_on: document.added_on.to_string(),
        added_by: line.added_by.as_ref().map(text),
        shown_here: line.shown_here,
    }
}

pub fn preview(preview: &OfficePreview) -> DocumentPreview {
    let name = text(&preview.name);
    match &preview.shown {
        Shown::Picture(picture) => {
            let (width, height) = (picture.width, picture.height);
            DocumentPreview { name, picture: Some(address(picture)), text: None, width, height }
        }
        Shown::Text(words) => DocumentPreview { name, picture: None, text: Some(text(words)), width: 0, height: 0 },
    }
}

/// The picture as a `data:` address: the page may load pictures from nowhere else.
fn address(picture: &Picture) -> String {
    let mut address = format!("data:{};base64,", picture.kind);
    STANDARD.encode_string(picture.bytes.expose(), &mut address);
    address
}
