//! Laptops of colleagues, and the cases that went to them and came from them.

use casework::ids::ParticipantId;
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{OptionalExtension, Row, params};

use super::{collect, day, guarded, member::MemberId};
use crate::{
    Reader, StoreError, Writer,
    seal::{seal, unseal_text},
};

/// A public key of a laptop.
pub type LaptopKey = [u8; 32];
/// The random name of a file that carries a case.
pub type ParcelId = [u8; 16];

/// A laptop whose key was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laptop {
    /// Its number here.
    pub id: u32,
    /// Its public key.
    pub key: LaptopKey,
    /// What the people here call it.
    pub name: Guarded<String>,
    /// When its words were compared.
    pub known_on: NaiveDate,
}

/// Which way a case went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From here to another laptop.
    Out,
    /// From another laptop to here.
    In,
}

/// What became of a hand-over from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Nothing is known yet.
    Open,
    /// The other laptop said that it has the case.
    Received,
    /// The other laptop said that it does not take it.
    Refused,
    /// It was taken back here.
    TakenBack,
}

const DIRECTIONS: [(Direction, &str); 2] = [(Direction::Out, "out"), (Direction::In, "in")];
const ENDS: [(Ended, &str); 4] =
    [(Ended::Open, ""), (Ended::Received, "received"), (Ended::Refused, "refused"), (Ended::TakenBack, "taken_back")];

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// Its number.
    pub id: u32,
    /// Whose case.
    pub participant: ParticipantId,
    /// Which way.
    pub direction: Direction,
    /// The how manyth of the case, on whichever laptops.
    pub serial: u32,
    /// The file.
    pub parcel: ParcelId,
    /// The key of the other laptop.
    pub key: LaptopKey,
    /// What it was called then.
    pub laptop: Guarded<String>,
    /// When (RFC 3339).
    pub at: String,
    /// By whom.
    pub by: MemberId,
    /// What became of it.
    pub ended: Ended,
}

impl HandOver {
    /// Whether the case, of which this is the newest hand-over, is worked on elsewhere.
    pub fn is_away(&self) -> bool {
        self.direction == Direction::Out && !matches!(self.ended, Ended::TakenBack | Ended::Refused)
    }
}

/// An entry of the journal of another laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedEntry {
    /// When (RFC 3339), by the clock that wrote it.
    pub at: String,
    /// What was done.
    pub verb: String,
    /// The kind of the record.
    pub subject: String,
    /// Who did it, and what stood there before and after, as JSON.
    pub content: Guarded<String>,
}

/// What the sealed content of a carried entry is about.
pub(crate) const ABOUT: &[u8] = b"tomarigi/carried entry/1";
const ROW: &str =
    "SELECT id, participant_id, direction, serial, parcel, key, laptop, at, done_by, ended FROM hand_over";

impl Reader<'_> {
    /// Returns the laptops whose keys were compared, by name.
    ///
    /// # Errors
    /// What the disk says.
    pub fn laptops(&self) -> Result<Vec<Laptop>, StoreError> {
        let sql = "SELECT id, key, name, known_on FROM laptop ORDER BY name, id";
        collect(self.connection, sql, [], |row| {
            let (id, key, name) = (row.get("id")?, row.get("key")?, guarded(row, "name")?);
            let known: String = row.get("known_on")?;
            Ok(day(&known).map(|known_on| Laptop { id, key, name, known_on }))
        })
    }

    /// Returns the hand-overs of a case, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn hand_overs_of(&self, id: ParticipantId) -> Result<Vec<HandOver>, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE participant_id = ?1 ORDER BY id DESC"), [id.0], hand_over)
    }

    /// Returns every hand-over there was, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn hand_overs(&self) -> Result<Vec<HandOver>, StoreError> {
        collect(self.connection, &format!("{ROW} ORDER BY id DESC"), [], hand_over)
    }

    /// Returns the hand-over by which a case is elsewhere, if it is.
    ///
    /// # Errors
    /// What the disk says.
    pub fn away(&self, id: ParticipantId) -> Result<Option<HandOver>, StoreError> {
        Ok(self.hand_overs_of(id)?.into_iter().next().filter(HandOver::is_away))
    }

    /// Returns what came along of the journals of other laptops, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when an entry does not open; what the disk says.
    pub fn carried_entries(&self, id: ParticipantId) -> Result<Vec<CarriedEntry>, StoreError> {
        let key = self.person_key(id)?;
        let sql = "SELECT at, verb, subject, content FROM carried_entry WHERE participant_id = ?1 ORDER BY n DESC";
        collect(self.connection, sql, [id.0], |row| {
            let (at, verb, subject) = (row.get("at")?, row.get("verb")?, row.get("subject")?);
            let sealed: Vec<u8> = row.get("content")?;
            Ok(unseal_text(&key, ABOUT, &sealed).map(|content| CarriedEntry { at, verb, subject, content }))
        })
    }

    /// Returns how much of each figure of a fiscal year other laptops count already.
    ///
    /// # Errors
    /// What the disk says.
    pub fn counted_elsewhere(&self, year: i32) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT figure, sum(count) FROM counted_elsewhere WHERE year = ?1 GROUP BY figure";
        collect(self.connection, sql, [year], |row| Ok(Ok((row.get(0)?, row.get(1)?))))
    }

    /// Whether somebody was erased here.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_erased(&self, uid: &super::person_key::Uid) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM tombstone WHERE uid = ?1")?;
        Ok(statement.query_row([uid], |_| Ok(())).optional()?.is_some())
    }
}

fn hand_over(row: &Row<'_>) -> rusqlite::Result<Result<HandOver, StoreError>> {
    let (direction, ended): (String, String) = (row.get("direction")?, row.get("ended")?);
    let direction = DIRECTIONS.iter().find(|(_, code)| *code == direction).map(|(direction, _)| *direction);
    let ended = ENDS.iter().find(|(_, code)| *code == ended).map(|(ended, _)| *ended);
    let (Some(direction), Some(ended)) = (direction, ended) else { return Ok(Err(StoreError::Form)) };
    Ok(Ok(HandOver {
        id: row.get("id")?,
        participant: ParticipantId(row.get("participant_id")?),
        direction,
        serial: row.get("serial")?,
        parcel: row.get("parcel")?,
        key: row.get("key")?,
        laptop: guarded(row, "laptop")?,
        at: row.get("at")?,
        by: MemberId(row.get("done_by")?),
        ended,
    }))
}

impl Writer<'_> {
    /// Keeps a laptop whose key was compared, or calls it by another name.
    ///
    /// # Errors
    /// What the disk says.
    pub fn know_laptop(
        &self,
        key: &LaptopKey,
        name: &Guarded<String>,
        on: NaiveDate,
        by: MemberId,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO laptop (key, name, known_on, known_by) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (key) DO UPDATE SET name = ?2, known_on = ?3, known_by = ?4";
        // EXPOSE: goes into the encrypted store.
        self.change(sql, params![key, name.expose(), on.to_string(), by.0]).map(drop)
    }

    /// Forgets a laptop.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn forget_laptop(&self, id: u32) -> Result<(), StoreError> {
        match self.change("DELETE FROM laptop WHERE id = ?1", [id])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// Notes a hand-over; its number is given here.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when this file was noted before; what the disk says.
    pub fn add_hand_over(&self, new: &HandOver) -> Result<u32, StoreError> {
        let sql = "INSERT INTO hand_over (participant_id, direction, serial, parcel, key, laptop, at, done_by, ended)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let direction = DIRECTIONS.iter().find(|(known, _)| *known == new.direction).map(|(_, code)| *code);
        // EXPOSE: goes into the encrypted store.
        let laptop = new.laptop.expose();
        let row = params![
            new.participant.0,
            direction,
            new.serial,
            new.parcel,
            new.key,
            laptop,
            new.at,
            new.by.0,
            code(new.ended)
        ];
        self.insert(sql, row)
    }

    /// Notes what became of a hand-over.
    ///
    /// # Errors
    /// What the disk says.
    pub fn end_hand_over(&self, id: u32, ended: Ended) -> Result<(), StoreError> {
        self.change("UPDATE hand_over SET ended = ?2 WHERE id = ?1", params![id, code(ended)]).map(drop)
    }

    /// Replaces what came along of the journals of other laptops. The oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_carried_entries(&self, id: ParticipantId, entries: &[CarriedEntry]) -> Result<(), StoreError> {
        self.change("DELETE FROM carried_entry WHERE participant_id = ?1", [id.0])?;
        let key = self.person_key(id)?;
        let sql = "INSERT INTO carried_entry (participant_id, n, at, verb, subject, content)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        for (n, entry) in (1_u32..).zip(entries) {
            // EXPOSE: sealed under the key of the person.
            let content = seal(&key, ABOUT, entry.content.expose().as_bytes())?;
            self.insert(sql, params![id.0, n, entry.at, entry.verb, entry.subject, content])?;
        }
        Ok(())
    }

    /// Adds to what other laptops count of a participant in a figure of a fiscal year.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_counted_elsewhere(
        &self,
        id: ParticipantId,
        year: i32,
        figure: &str,
        count: i64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO counted_elsewhere (participant_id, year, figure, count) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (participant_id, year, figure) DO UPDATE SET count = count + ?4";
        self.change(sql, params![id.0, year, figure, count]).map(drop)
    }
}

fn code(ended: Ended) -> &'static str {
    ENDS.iter().find(|(known, _)| *known == ended).map_or("", |(_, code)| *code)
}
