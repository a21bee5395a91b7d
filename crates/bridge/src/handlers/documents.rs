//! Documents of a participant. Their bytes travel in base64, because the page and the program exchange text.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use casework::ids::ParticipantId;
use guarded::Guarded;
use office::LARGEST_DOCUMENT;
use store::DocumentId;

use crate::{
    error::{CommandError, ErrorCode},
    host::{FileSuggestion, Host},
    show::documents::{documents_view, preview},
    views::{
        documents::{
            AttachDocumentRequest, DocumentPreview, DocumentRequest, DocumentsRequest, DocumentsView,
            SaveDocumentRequest,
        },
        session::SavedView,
    },
};

type Answer<T> = Result<T, CommandError>;

/// The longest side of a picture on the screen: sharp enough to read a scanned page when it is made larger.
const LONGEST_SIDE: u32 = 2400;

pub fn documents(host: &Host, request: DocumentsRequest) -> Answer<DocumentsView> {
    list(host, ParticipantId(request.participant), true)
}

pub fn choose_document(host: &Host, request: DocumentsRequest) -> Answer<DocumentsView> {
    let participant = ParticipantId(request.participant);
    let Some(file) = host.desktop.open_file(LARGEST_DOCUMENT)? else { return list(host, participant, false) };
    host.office.write(|desk| desk.attach_document(participant, &file.name, file.bytes))?;
    list(host, participant, true)
}

pub fn attach_document(host: &Host, request: AttachDocumentRequest) -> Answer<DocumentsView> {
    let participant = ParticipantId(request.participant);
    let bytes = decoded(&request.data)?;
    drop(request.data);
    host.office.write(|desk| desk.attach_document(participant, &request.name, bytes))?;
    list(host, participant, true)
}

pub fn document_preview(host: &Host, request: DocumentRequest) -> Answer<DocumentPreview> {
    Ok(preview(&host.office.preview_document(DocumentId(request.document), LONGEST_SIDE)?))
}

pub fn save_document(host: &Host, request: SaveDocumentRequest) -> Answer<SavedView> {
    let id = DocumentId(request.document);
    // EXPOSE: only whether it is empty.
    let recipient = (!request.recipient.expose().trim().is_empty()).then_some(&request.recipient);
    let copy = host.office.read(|desk| desk.document_copy(id, recipient))?;
    let suggestion = FileSuggestion { stem: format!("document-{}", id.0), extension: copy.extension };
    // EXPOSE: written where the person chose to have a copy.
    let saved = host.desktop.save(&suggestion, copy.bytes.expose())?;
    if saved {
        host.office.write(|desk| desk.note_exported(id))?;
    }
    Ok(SavedView { saved })
}

pub fn remove_document(host: &Host, request: DocumentRequest) -> Answer<DocumentsView> {
    let participant = host.office.write(|desk| desk.remove_document(DocumentId(request.document)))?;
    list(host, participant, true)
}

fn list(host: &Host, participant: ParticipantId, chosen: bool) -> Answer<DocumentsView> {
    Ok(documents_view(&host.office.read(|desk| desk.documents(participant))?, chosen))
}

fn decoded(data: &Guarded<String>) -> Answer<Guarded<Vec<u8>>> {
    // EXPOSE: decoded and guarded again.
    let text = data.expose();
    // Four letters hold three bytes.
    let longest = LARGEST_DOCUMENT.div_ceil(3).saturating_mul(4);
    if u64::try_from(text.len()).map_or(true, |length| length > longest) {
        return Err(CommandError::of(ErrorCode::FileTooLarge));
    }
    STANDARD.decode(text).map(Guarded::new).map_err(|_| CommandError::at(ErrorCode::BadRequest, "data"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(data: &str) -> Option<ErrorCode> {
        decoded(&Guarded::from(data)).err().map(|error| error.code)
    }

    #[test]
    fn what_the_page_sends_is_decoded_or_refused() {
        assert_eq!(decoded(&Guarded::from("5Zyo55WZ")).expect("base64").expose(), "在留".as_bytes());
        for rubbish in ["5Zyo55WZ!", "5Zyo55W", "data:image/png;base64,AAAA", "AAAA AAAA"] {
            assert_eq!(refused(rubbish), Some(ErrorCode::BadRequest), "{rubbish}");
        }
    }

    #[test]
    fn a_document_that_is_too_long_is_refused_before_it_is_decoded() {
        let letters = usize::try_from(LARGEST_DOCUMENT.div_ceil(3) * 4).expect("fits");

        assert_eq!(refused(&"!".repeat(letters + 4)), Some(ErrorCode::FileTooLarge));
        assert_eq!(refused(&"!".repeat(letters)), Some(ErrorCode::BadRequest));
    }
}
