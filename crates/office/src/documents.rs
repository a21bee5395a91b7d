//! Documents of a participant: attached, looked at without leaving memory, handed out, removed.

mod kind;
mod picture;

use casework::{consent::Gate, ids::ParticipantId};
use guarded::Guarded;
use store::{Document, DocumentError, DocumentId, MemberId, NewDocument};

pub use self::picture::Picture;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
    session::{Office, Stage},
};

/// The most bytes of a document.
pub const LARGEST_DOCUMENT: u64 = 20 * 1024 * 1024;

/// The most characters of the name of a document.
const NAME_MAX: usize = 200;
/// How much of a text is shown.
const TEXT_SHOWN: usize = 20_000;

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// What is on record.
    pub document: Document,
    /// Who attached it.
    pub added_by: Option<Guarded<String>>,
    /// Whether it can be shown here.
    pub shown_here: bool,
}

/// A document as it can be shown here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPreview {
    /// Its name.
    pub name: Guarded<String>,
    /// What is shown.
    pub shown: Shown,
}

/// What is shown of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A picture, drawn anew: nothing of the file but its points.
    Picture(Picture),
    /// The beginning of a text.
    Text(Guarded<String>),
}

/// A copy of a document to be saved outside of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCopy {
    /// The ending of its name, by its content.
    pub extension: &'static str,
    /// Itself.
    pub bytes: Guarded<Vec<u8>>,
}

impl Desk<'_> {
    /// Returns the documents of a participant, the newest first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; what the store says.
    pub fn documents(&self, participant: ParticipantId) -> Result<Vec<DocumentLine>, OfficeError> {
        self.may(Act::Documents)?;
        self.records.summary(participant)?;
        let staff = self.staff_names()?;
        let line = |document: Document| DocumentLine {
            added_by: staff.get(&document.added_by.0).cloned(),
            shown_here: kind::can_be_shown(&document.kind),
            document,
        };
        Ok(self.records.documents_of(participant)?.into_iter().map(line).collect())
    }

    /// Returns a copy of a document for somebody outside; `recipient` is who, if that is known. That it was read is
    /// noted; once the copy lies outside, say so with [`WritingDesk::note_exported`].
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::GateClosed`] without consent; [`OfficeError::NotFound`];
    /// [`OfficeError::DocumentDamaged`]; what the store says.
    pub fn document_copy(
        &self,
        id: DocumentId,
        recipient: Option<&Guarded<String>>,
    ) -> Result<DocumentCopy, OfficeError> {
        self.may(Act::Documents)?;
        self.pass(self.records.document(id)?.participant, Gate::Export, recipient)?;
        let (document, bytes) = self.open_document(id)?;
        Ok(DocumentCopy { extension: kind::extension(&document.kind), bytes })
    }

    fn open_document(&self, id: DocumentId) -> Result<(Document, Guarded<Vec<u8>>), OfficeError> {
        self.may(Act::Documents)?;
        let document = self.records.document(id)?;
        self.note_reading(Some(document.participant), "read", "document", Some(id.0));
        let bytes = self.records.read_document(id)?;
        Ok((document, bytes))
    }
}

impl WritingDesk<'_> {
    /// Attaches a document. What it is its content shows, not its name.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; [`OfficeError::TooLarge`]; what the store says.
    pub fn attach_document(
        &self,
        participant: ParticipantId,
        name: &Guarded<String>,
        bytes: Guarded<Vec<u8>>,
    ) -> Result<DocumentId, OfficeError> {
        self.may(Act::Documents)?;
        self.records.summary(participant)?;
        // EXPOSE: only the length, and the first bytes for what it is.
        let content = bytes.expose();
        if u64::try_from(content.len()).map_or(true, |length| length > LARGEST_DOCUMENT) {
            return Err(OfficeError::TooLarge);
        }
        let kind = String::from(kind::of(content));
        let new = NewDocument {
            participant,
            name: one_line(name),
            kind,
            bytes,
            on: self.today(),
            by: MemberId(self.actor.id),
        };
        let id = self.writer.add_document(&new)?;
        let about = about(&self.records.document(id)?);
        self.note_document("add", &new.participant, id, None, Some(about))?;
        Ok(id)
    }

    /// Removes a document and returns whose it was.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; what the store says.
    pub fn remove_document(&self, id: DocumentId) -> Result<ParticipantId, OfficeError> {
        self.may(Act::Documents)?;
        let document = self.records.document(id)?;
        self.note_document("remove", &document.participant, id, Some(about(&document)), None)?;
        self.writer.remove_document(id)?;
        Ok(document.participant)
    }

    /// Notes that a copy of a document was saved outside of the vault.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn note_exported(&self, id: DocumentId) -> Result<(), OfficeError> {
        self.may(Act::Documents)?;
        let document = self.records.document(id)?;
        self.note_document("export", &document.participant, id, None, None)
    }

    fn note_document(
        &self,
        verb: &str,
        person: &ParticipantId,
        id: DocumentId,
        before: Option<Guarded<String>>,
        after: Option<Guarded<String>>,
    ) -> Result<(), OfficeError> {
        let change = Change { verb, subject: "document", id: Some(id.0), person: Some(*person), before, after };
        self.note_change(&change)
    }
}

impl Office {
    /// Shows a document: a picture no larger than `longest_side`, or the beginning of a text. A large picture takes a
    /// while to draw; the session goes on meanwhile.
    ///
    /// # Errors
    /// [`OfficeError::NoPreview`] for other kinds, for what is no picture after all, and for one that is too large to
    /// draw; [`OfficeError::Locked`] when the vault was locked meanwhile; otherwise as
    /// [`document_copy`](Desk::document_copy).
    pub fn preview_document(&self, id: DocumentId, longest_side: u32) -> Result<DocumentPreview, OfficeError> {
        let (document, bytes) = self.read(|desk| desk.open_document(id))?;
        let shown = shown(&document.kind, &bytes, longest_side)?;
        drop(bytes);
        if self.stage_now() == Stage::Open {
            Ok(DocumentPreview { name: document.name, shown })
        } else {
            Err(OfficeError::Locked)
        }
    }
}

fn shown(kind: &str, bytes: &Guarded<Vec<u8>>, longest_side: u32) -> Result<Shown, OfficeError> {
    // EXPOSE: drawn for the person who asked to see it.
    let content = bytes.expose();
    if let Some(format) = kind::format(kind) {
        return picture::draw(content, format, longest_side).map(Shown::Picture).ok_or(OfficeError::NoPreview);
    }
    if kind == kind::TEXT {
        let text = std::str::from_utf8(content).map_err(|_| OfficeError::NoPreview)?;
        return Ok(Shown::Text(Guarded::new(text.trim_start_matches('\u{feff}').chars().take(TEXT_SHOWN).collect())));
    }
    Err(OfficeError::NoPreview)
}

/// The name as it is kept: without folders, in one line, never empty.
fn one_line(name: &Guarded<String>) -> Guarded<String> {
    // EXPOSE: cleaned and guarded again.
    let last = name.expose().rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: Guarded<String> =
        Guarded::new(last.chars().map(|c| if c.is_control() || is_line_end(c) { ' ' } else { c }).collect());
    // EXPOSE: cleaned and guarded again.
    let words: Vec<&str> = plain.expose().split_whitespace().collect();
    let cut: String = words.join(" ").chars().take(NAME_MAX).collect();
    if cut.trim().is_empty() { Guarded::from("-") } else { Guarded::new(cut) }
}

/// Line and paragraph separators, and the marks that turn the reading direction and so make one ending look like another.
fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What the journal keeps of a document.
fn about(document: &Document) -> Guarded<String> {
    // EXPOSE: goes into the journal, sealed under the key of the person.
    let name = document.name.expose();
    Guarded::new(serde_json::json!({ "name": name, "kind": document.kind, "bytes": document.bytes }).to_string())
}

impl From<DocumentError> for OfficeError {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::TooLong => Self::TooLarge,
            DocumentError::Missing | DocumentError::Damaged => Self::DocumentDamaged,
            DocumentError::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(name: &str) -> String {
        one_line(&Guarded::from(name)).expose().clone()
    }

    #[test]
    fn a_name_is_one_line_without_folders() {
        assert_eq!(kept("/home/amal/在留 カード.jpg"), "在留 カード.jpg");
        assert_eq!(kept("C:\\Users\\amal\\cv.pdf"), "cv.pdf");
        assert_eq!(kept("two\nlines\t and\0 more.txt"), "two lines and more.txt");
        assert_eq!(kept("card\u{202e}gpj.exe"), "card gpj.exe", "no ending looks like another");
        assert_eq!(kept("محمد.pdf"), "محمد.pdf");
    }

    #[test]
    fn a_name_is_never_empty_and_never_too_long() {
        for blank in ["", "  ", "\n", "folder/", "\u{2028}"] {
            assert_eq!(kept(blank), "-");
        }
        assert_eq!(kept(&"あ".repeat(10_000)).chars().count(), NAME_MAX);
    }

    #[test]
    fn of_a_text_its_beginning_is_shown() {
        let text = format!("\u{feff}{}", "難".repeat(TEXT_SHOWN + 7));

        let shown = shown(kind::TEXT, &Guarded::new(text.into_bytes()), 100).expect("a text");

        assert!(matches!(shown, Shown::Text(text) if text.expose().chars().count() == TEXT_SHOWN));
    }
}
