//! The keys under which names are found: sounds, their skeletons, and whose names hold them.

use casework::{
    finding::{Heard, Index, Known, sound::skeletons},
    ids::ParticipantId,
    names::PersonName,
};
use guarded::Guarded;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{collect, guarded};
use crate::{Reader, StoreError, Writer};

/// The rules by which the keys of this program are made. A store whose keys follow others gets new ones.
const RULES: &str = "2";
const RULES_SETTING: &str = "finding_rules";

impl Index for Reader<'_> {
    type Error = StoreError;

    fn sounds_with(&self, skeleton: &str) -> Result<Vec<Known>, StoreError> {
        let sql = "SELECT s.id, s.sound FROM name_skeleton k JOIN name_sound s ON s.id = k.sound_id
                   WHERE k.skeleton = ?1";
        collect(self.connection, sql, [skeleton], known)
    }

    fn sounds_with_beginning(&self, skeleton: &str, limit: u32) -> Result<Vec<Known>, StoreError> {
        let sql = "SELECT s.id, s.sound FROM name_skeleton k JOIN name_sound s ON s.id = k.sound_id
                   WHERE k.skeleton >= ?1 AND k.skeleton < ?1 || char(127) LIMIT ?2";
        collect(self.connection, sql, params![skeleton, limit], known)
    }

    fn sounds_beginning(&self, begun: &str, limit: u32) -> Result<Vec<Known>, StoreError> {
        let sql = "SELECT id, sound FROM name_sound WHERE sound >= ?1 AND sound < ?1 || char(127) LIMIT ?2";
        collect(self.connection, sql, params![begun, limit], known)
    }

    fn sound_named(&self, sound: &str) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM name_sound WHERE sound = ?1")?;
        Ok(statement.query_row([sound], |row| row.get(0)).optional()?)
    }

    fn people_sounding(&self, sound: i64, limit: u32) -> Result<Vec<u32>, StoreError> {
        let sql = "SELECT participant_id FROM name_key WHERE sound_id = ?1 ORDER BY participant_id DESC LIMIT ?2";
        collect(self.connection, sql, params![sound, limit], |row| Ok(Ok(row.get(0)?)))
    }

    fn names_of(&self, person: u32) -> Result<Vec<Guarded<String>>, StoreError> {
        let sql = "SELECT text FROM participant_name WHERE participant_id = ?1 ORDER BY id";
        collect(self.connection, sql, [person], |row| Ok(Ok(guarded(row, "text")?)))
    }
}

fn known(row: &Row<'_>) -> rusqlite::Result<Result<Known, StoreError>> {
    Ok(Ok((row.get(0)?, row.get(1).map(Guarded::new)?)))
}

impl Writer<'_> {
    /// Makes the keys of a participant's names anew.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn index_names(&self, id: ParticipantId, names: &[PersonName]) -> Result<(), StoreError> {
        self.change("DELETE FROM name_key WHERE participant_id = ?1", [id.0])?;
        self.index_new_names(id, names)
    }

    /// Keeps the keys of the names of somebody who has none yet.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn index_new_names(&self, id: ParticipantId, names: &[PersonName]) -> Result<(), StoreError> {
        // EXPOSE: goes into the encrypted store.
        index(self.connection, id.0, names.iter().map(|name| name.text.expose().as_str()))
    }
}

fn index<'a>(connection: &Connection, id: u32, names: impl Iterator<Item = &'a str>) -> Result<(), StoreError> {
    let mut keys: Vec<String> = names.flat_map(|name| Heard::new(name).keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let sound = sound_id(connection, &key)?;
        connection
            .prepare_cached("INSERT OR IGNORE INTO name_key (sound_id, participant_id) VALUES (?1, ?2)")?
            .execute(params![sound, id])?;
    }
    Ok(())
}

/// The number of a sound, which is added with its skeletons when it is new.
fn sound_id(connection: &Connection, sound: &str) -> Result<i64, StoreError> {
    let mut known = connection.prepare_cached("SELECT id FROM name_sound WHERE sound = ?1")?;
    if let Some(id) = known.query_row([sound], |row| row.get(0)).optional()? {
        return Ok(id);
    }
    let id = connection.prepare_cached("INSERT INTO name_sound (sound) VALUES (?1)")?.insert([sound])?;
    if !sound.starts_with('=') {
        let mut add = connection.prepare_cached("INSERT INTO name_skeleton (skeleton, sound_id) VALUES (?1, ?2)")?;
        for skeleton in skeletons(sound) {
            add.execute(params![skeleton, id])?;
        }
    }
    Ok(id)
}

/// Whether the keys follow the rules of this program.
pub(crate) fn is_current(connection: &Connection) -> Result<bool, StoreError> {
    let rules: Option<String> = connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([RULES_SETTING], |row| row.get(0))
        .optional()?;
    Ok(rules.as_deref() == Some(RULES))
}

/// Makes the keys of every name anew.
pub(crate) fn renew(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("DELETE FROM name_key; DELETE FROM name_sound;")?;
    let mut people = connection.prepare("SELECT participant_id, text FROM participant_name ORDER BY participant_id")?;
    let mut rows = people.query([])?;
    while let Some(row) = rows.next()? {
        let text: Guarded<String> = row.get(1).map(Guarded::new)?;
        // EXPOSE: goes into the encrypted store.
        index(connection, row.get(0)?, std::iter::once(text.expose().as_str()))?;
    }
    let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    connection.prepare_cached(sql)?.execute(params![RULES_SETTING, RULES])?;
    Ok(())
}
