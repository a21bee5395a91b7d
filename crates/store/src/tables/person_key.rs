//! The key and the random id of each person.
//!
//! What is written of a person in the journal and in document files is sealed under a key of their own. Without the key
//! all of it is noise, also in copies that nobody can reach.

use casework::ids::ParticipantId;
use rusqlite::{Connection, OptionalExtension, params};

use super::collect;
use crate::{
    Reader, StoreError, Writer,
    keys::Key,
    seal::{make_bytes, seal, unseal},
};

/// The random id of a person. It stays the same in every backup, and after an erasure it is all that is left.
pub type Uid = [u8; 16];

impl Reader<'_> {
    /// Returns the random id of a person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn uid_of(&self, id: ParticipantId) -> Result<Uid, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT uid FROM person_key WHERE participant_id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0))?)
    }

    /// Returns the person with a random id, if there is one: after a restore, one who had been erased.
    ///
    /// # Errors
    /// What the disk says.
    pub fn person_with(&self, uid: &Uid) -> Result<Option<ParticipantId>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT participant_id FROM person_key WHERE uid = ?1")?;
        Ok(statement.query_row([uid], |row| row.get(0).map(ParticipantId)).optional()?)
    }

    /// Returns the random ids of everybody who was erased.
    ///
    /// # Errors
    /// What the disk says.
    pub fn tombstones(&self) -> Result<Vec<Uid>, StoreError> {
        collect(self.connection, "SELECT uid FROM tombstone ORDER BY at, uid", [], |row| Ok(Ok(row.get(0)?)))
    }

    /// Returns the key of a person.
    pub(crate) fn person_key(&self, id: ParticipantId) -> Result<Key, StoreError> {
        open(self.connection, &self.inside.keys.subjects, id.0)
    }
}

impl Writer<'_> {
    /// Remembers that somebody was erased elsewhere. One who is remembered already stays so.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_tombstone(&self, uid: &Uid, at: &str) -> Result<(), StoreError> {
        self.change("INSERT OR IGNORE INTO tombstone (uid, at) VALUES (?1, ?2)", params![uid, at]).map(drop)
    }
}

/// Makes a key for somebody who has none.
pub(crate) fn add(connection: &Connection, subjects: &Key, id: u32) -> Result<(), StoreError> {
    add_with(connection, subjects, id, &make_bytes()?)
}

/// Makes a key for somebody whose random id is known.
pub(crate) fn add_with(connection: &Connection, subjects: &Key, id: u32, uid: &Uid) -> Result<(), StoreError> {
    let key = Key::new(make_bytes()?);
    // EXPOSE: sealed under the key for all.
    let wrapped = seal(subjects, &about(uid), key.expose())?;
    let sql = "INSERT INTO person_key (participant_id, uid, wrapped) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![id, uid, wrapped])?;
    Ok(())
}

/// Returns the key of a person.
pub(crate) fn open(connection: &Connection, subjects: &Key, id: u32) -> Result<Key, StoreError> {
    let found = |sql: &str| -> Result<Option<(Uid, Vec<u8>)>, StoreError> {
        Ok(connection.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    };
    let own = found("SELECT uid, wrapped FROM person_key WHERE participant_id = ?1")?;
    // What the journal holds of somebody who was merged into another stays sealed under the key they had.
    let merged = || found("SELECT uid, wrapped FROM merged_person WHERE id = ?1");
    let (uid, wrapped) = own.map_or_else(merged, |own| Ok(Some(own)))?.ok_or(StoreError::NotFound)?;
    let key = unseal(subjects, &about(&uid), &wrapped)?;
    // EXPOSE: the same bytes as a key, guarded again.
    <[u8; 32]>::try_from(key.expose().as_slice()).map(Key::new).map_err(|_| StoreError::Form)
}

fn about(uid: &Uid) -> Vec<u8> {
    [b"tomarigi/person key/1".as_slice(), uid].concat()
}
