//! Documents of a person: the rows. The bytes lie in files of their own.

use casework::ids::ParticipantId;
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, day, member::MemberId};
use crate::{
    Reader, StoreError, Writer,
    documents::{self, DocumentError},
    seal::{seal, unseal_text},
};

/// A document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// A document as it is added.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Whose.
    pub participant: ParticipantId,
    /// Its file name.
    pub name: Guarded<String>,
    /// Its media type.
    pub kind: String,
    /// Itself.
    pub bytes: Guarded<Vec<u8>>,
    /// When it is added.
    pub on: NaiveDate,
    /// By whom.
    pub by: MemberId,
}

/// A document on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its number.
    pub id: DocumentId,
    /// Whose.
    pub participant: ParticipantId,
    /// Its file name.
    pub name: Guarded<String>,
    /// Its media type.
    pub kind: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// When it was added.
    pub added_on: NaiveDate,
    /// By whom.
    pub added_by: MemberId,
}

/// The file of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// Whose file.
    pub id: DocumentId,
    /// Its name in the folder of the documents: 32 hexadecimal digits.
    pub file: String,
    /// Its length.
    pub stored_bytes: u64,
    /// SHA-256 of all of it.
    pub digest: [u8; 32],
}

const ROW: &str = "SELECT id, participant_id, name, kind, bytes, added_on, added_by FROM document";
const FILE: &str = "SELECT id, file, stored_bytes, digest FROM document";
/// The table.
pub(crate) const TABLE: &str = "document";
/// What the sealed name of a document is about.
pub(crate) const ABOUT: &[u8] = b"tomarigi/document name/1";

impl Reader<'_> {
    /// Returns the documents of a participant, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when a name does not open; what the disk says.
    pub fn documents_of(&self, id: ParticipantId) -> Result<Vec<Document>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 ORDER BY added_on DESC, id DESC");
        collect(self.connection, &sql, [id.0], |row| self.document_row(row))
    }

    /// Returns what is known of a document.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Damaged`] when its name does not open; what the disk says.
    pub fn document(&self, id: DocumentId) -> Result<Document, StoreError> {
        let sql = format!("{ROW} WHERE id = ?1");
        let rows = collect(self.connection, &sql, [id.0], |row| self.document_row(row))?;
        rows.into_iter().next().ok_or(StoreError::NotFound)
    }

    /// Returns a document itself, verified.
    ///
    /// # Errors
    /// [`DocumentError::Missing`] and [`DocumentError::Damaged`] for its file; what the store says.
    pub fn read_document(&self, id: DocumentId) -> Result<Guarded<Vec<u8>>, DocumentError> {
        let key = self.person_key(self.document(id)?.participant)?;
        documents::read(&self.inside.documents, &key, &self.document_file(id)?)
    }

    /// Returns the files of all documents.
    ///
    /// # Errors
    /// What the disk says.
    pub fn document_files(&self) -> Result<Vec<DocumentFile>, StoreError> {
        collect(self.connection, &format!("{FILE} ORDER BY id"), [], |row| Ok(Ok(file(row)?)))
    }

    pub(crate) fn document_file(&self, id: DocumentId) -> Result<DocumentFile, StoreError> {
        Ok(self.connection.prepare_cached(&format!("{FILE} WHERE id = ?1"))?.query_row([id.0], file)?)
    }

    fn document_row(&self, row: &Row<'_>) -> rusqlite::Result<Result<Document, StoreError>> {
        let (participant, sealed): (u32, Vec<u8>) = (row.get("participant_id")?, row.get("name")?);
        let participant = ParticipantId(participant);
        let added: String = row.get("added_on")?;
        let (id, kind, bytes) = (DocumentId(row.get("id")?), row.get("kind")?, row.get("bytes")?);
        let added_by = MemberId(row.get("added_by")?);
        Ok((|| {
            let name = unseal_text(&self.person_key(participant)?, ABOUT, &sealed)?;
            Ok(Document { id, participant, name, kind, bytes, added_on: day(&added)?, added_by })
        })())
    }
}

fn file(row: &Row<'_>) -> rusqlite::Result<DocumentFile> {
    Ok(DocumentFile {
        id: DocumentId(row.get("id")?),
        file: row.get("file")?,
        stored_bytes: row.get("stored_bytes")?,
        digest: row.get("digest")?,
    })
}

impl Writer<'_> {
    /// Adds a document. Its file is on the disk before its row, and goes again when the transaction fails.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`]; [`StoreError::NotFound`] when there is no such participant; what the disk says.
    pub fn add_document(&self, new: &NewDocument) -> Result<DocumentId, DocumentError> {
        let key = self.person_key(new.participant)?;
        // EXPOSE: sealed under the key of the person.
        let name = seal(&key, ABOUT, new.name.expose().as_bytes())?;
        let written = documents::write(&self.inside.documents, &key, &new.bytes)?;
        self.files.borrow_mut().added.push(written.name.clone());
        let sql =
            "INSERT INTO document (participant_id, name, kind, bytes, stored_bytes, file, digest, added_on, added_by)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        // EXPOSE: only the length.
        let bytes = u64::try_from(new.bytes.expose().len()).map_err(|_| StoreError::Form)?;
        let (person, on, by) = (new.participant.0, new.on.to_string(), new.by.0);
        let row = params![person, name, new.kind, bytes, written.stored_bytes, written.name, written.digest, on, by];
        Ok(DocumentId(self.insert(sql, row)?))
    }

    /// Removes a document. Its file, which nothing leads to any more, goes when the session ends or its person is erased,
    /// so that a removal can be undone; what a crash leaves goes at the next opening.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_document(&self, id: DocumentId) -> Result<(), StoreError> {
        let (file, whose) = (self.document_file(id)?.file, self.document(id)?.participant);
        self.change("DELETE FROM document WHERE id = ?1", [id.0])?;
        self.files.borrow_mut().kept.push((file, whose));
        Ok(())
    }
}
