//! Records that were merged into that of somebody else, who is the same person.

use casework::ids::ParticipantId;
use guarded::Guarded;
use rusqlite::{OptionalExtension, Row, params};

use super::{collect, member::MemberId, person_key::Uid};
use crate::{
    Reader, StoreError, Writer,
    seal::{seal, unseal},
};

/// The table.
pub(crate) const TABLE: &str = "merged_person";
/// What the sealed record of a merging is about.
pub(crate) const ABOUT: &[u8] = b"tomarigi/merging/1";

/// A record that was merged into that of somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedPerson {
    /// The number that it had.
    pub id: ParticipantId,
    /// Who they are.
    pub is: ParticipantId,
    /// Its random id.
    pub uid: Uid,
    /// When (RFC 3339).
    pub at: String,
    /// By whom.
    pub by: MemberId,
    /// Whether there is on record what a separation puts back.
    pub separable: bool,
}

const ROW: &str =
    "SELECT id, participant_id, uid, merged_at, merged_by, record IS NOT NULL AS separable FROM merged_person";

impl Reader<'_> {
    /// Returns the records that were merged into that of a participant, the newest merging first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn merged_into(&self, id: ParticipantId) -> Result<Vec<MergedPerson>, StoreError> {
        let sql = format!("{ROW} WHERE participant_id = ?1 ORDER BY merged_at DESC, id DESC");
        collect(self.connection, &sql, [id.0], |row| Ok(Ok(merged(row)?)))
    }

    /// Returns what became of a record that was merged into another, if it was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn merged_person(&self, id: ParticipantId) -> Result<Option<MergedPerson>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{ROW} WHERE id = ?1"))?;
        Ok(statement.query_row([id.0], merged).optional()?)
    }

    /// Returns what became of a record with a random id that was merged into another, if it was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn merged_with(&self, uid: &Uid) -> Result<Option<MergedPerson>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{ROW} WHERE uid = ?1"))?;
        Ok(statement.query_row([uid], merged).optional()?)
    }

    /// Returns what a separation puts back, opened; `None` when nothing is on record.
    pub(crate) fn merging_record(&self, one: &MergedPerson) -> Result<Option<Guarded<Vec<u8>>>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT record FROM merged_person WHERE id = ?1")?;
        let sealed: Option<Vec<u8>> = statement.query_row([one.id.0], |row| row.get(0))?;
        sealed.map(|sealed| unseal(&self.person_key(one.is)?, ABOUT, &sealed)).transpose()
    }
}

fn merged(row: &Row<'_>) -> rusqlite::Result<MergedPerson> {
    Ok(MergedPerson {
        id: ParticipantId(row.get("id")?),
        is: ParticipantId(row.get("participant_id")?),
        uid: row.get("uid")?,
        at: row.get("merged_at")?,
        by: MemberId(row.get("merged_by")?),
        separable: row.get("separable")?,
    })
}

impl Writer<'_> {
    /// Remembers that the record `gone` is of `kept`, with its key and what a separation puts back. Call it while the key
    /// of `gone` is there.
    pub(crate) fn add_merged(
        &self,
        gone: ParticipantId,
        kept: ParticipantId,
        at: &str,
        by: MemberId,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO merged_person (id, participant_id, uid, wrapped, merged_at, merged_by)
                   SELECT participant_id, ?2, uid, wrapped, ?3, ?4 FROM person_key WHERE participant_id = ?1";
        self.change(sql, params![gone.0, kept.0, at, by.0]).map(drop)
    }

    /// Keeps what a separation puts back.
    pub(crate) fn set_merging_record(
        &self,
        gone: ParticipantId,
        kept: ParticipantId,
        record: &Guarded<Vec<u8>>,
    ) -> Result<(), StoreError> {
        // EXPOSE: sealed under the key of the person.
        let sealed = seal(&self.person_key(kept)?, ABOUT, record.expose())?;
        self.change("UPDATE merged_person SET record = ?2 WHERE id = ?1", params![gone.0, sealed]).map(drop)
    }

    /// Gives a record that was merged its key back, and forgets that it was.
    pub(crate) fn remove_merged(&self, gone: ParticipantId) -> Result<(), StoreError> {
        let sql = "INSERT INTO person_key (participant_id, uid, wrapped)
                   SELECT id, uid, wrapped FROM merged_person WHERE id = ?1";
        self.change(sql, [gone.0])?;
        self.change("DELETE FROM merged_person WHERE id = ?1", [gone.0]).map(drop)
    }
}
