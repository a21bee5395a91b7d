//! The records of a profile: a table for each kind, a row for each record. They hang on the participant.

mod contact;
mod household;
mod job;
mod language;
mod note;
mod residence;
mod schooling;
mod skill;
mod support;

use std::collections::HashMap;

use casework::{dates::PartialDate, ids::ParticipantId, profile::Stretch};
use guarded::Guarded;
use rusqlite::{Row, ToSql, params_from_iter};

pub(crate) use self::residence::WORK;
use super::{collect, guarded};
use crate::{Reader, StoreError, Writer};

/// A kind of record with a table of its own, whose rows hang on a participant.
pub trait Kept: Sized {
    /// The table.
    const TABLE: &'static str;
    /// Its columns, without `id` and `participant_id`.
    const COLUMNS: &'static [&'static str];
    /// How a list is ordered.
    const ORDER: &'static str;

    /// The values of the columns.
    ///
    /// # Errors
    /// [`StoreError::Form`] for what no column can hold.
    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError>;

    /// Reads a row.
    ///
    /// # Errors
    /// [`StoreError::Form`] inside when the row does not hold what it should.
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>>;
}

impl Reader<'_> {
    /// Returns the records of a participant with their numbers.
    ///
    /// # Errors
    /// What the disk says.
    pub fn records_of<T: Kept>(&self, participant: ParticipantId) -> Result<Vec<(u32, T)>, StoreError> {
        let (columns, table, order) = (T::COLUMNS.join(", "), T::TABLE, T::ORDER);
        let sql = format!("SELECT id, {columns} FROM {table} WHERE participant_id = ?1 ORDER BY {order}");
        collect(self.connection, &sql, [participant.0], |row| {
            let id = row.get("id")?;
            Ok(T::read(row)?.map(|record| (id, record)))
        })
    }

    /// Returns the records of everybody by the number of the participant, those of each in their order: for a look at
    /// many people at once.
    ///
    /// # Errors
    /// What the disk says.
    pub fn records_by_person<T: Kept>(&self) -> Result<HashMap<u32, Vec<T>>, StoreError> {
        let (columns, table, order) = (T::COLUMNS.join(", "), T::TABLE, T::ORDER);
        let sql = format!("SELECT participant_id, {columns} FROM {table} ORDER BY {order}");
        let all = collect(self.connection, &sql, [], |row| {
            let whose: u32 = row.get("participant_id")?;
            Ok(T::read(row)?.map(|record| (whose, record)))
        })?;
        let mut by_person: HashMap<u32, Vec<T>> = HashMap::new();
        for (whose, record) in all {
            by_person.entry(whose).or_default().push(record);
        }
        Ok(by_person)
    }

    /// Returns a record and whose it is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn record<T: Kept>(&self, id: u32) -> Result<(ParticipantId, T), StoreError> {
        let sql = format!("SELECT participant_id, {} FROM {} WHERE id = ?1", T::COLUMNS.join(", "), T::TABLE);
        let found = collect(self.connection, &sql, [id], |row| {
            let participant = ParticipantId(row.get("participant_id")?);
            Ok(T::read(row)?.map(|record| (participant, record)))
        })?;
        found.into_iter().next().ok_or(StoreError::NotFound)
    }
}

impl Writer<'_> {
    /// Adds a record and returns its number.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when it stands there already; what the disk says.
    pub fn add_record<T: Kept>(&self, participant: ParticipantId, record: &T) -> Result<u32, StoreError> {
        let places: Vec<String> = (2..=T::COLUMNS.len().saturating_add(1)).map(|place| format!("?{place}")).collect();
        let (columns, table) = (T::COLUMNS.join(", "), T::TABLE);
        let sql = format!("INSERT INTO {table} (participant_id, {columns}) VALUES (?1, {})", places.join(", "));
        self.insert(&sql, params_from_iter(with(&participant.0, record.values()?)))
    }

    /// Puts what is right in the place of a record.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_record<T: Kept>(&self, id: u32, record: &T) -> Result<(), StoreError> {
        let set: Vec<String> = (2..).zip(T::COLUMNS).map(|(place, column)| format!("{column} = ?{place}")).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?1", T::TABLE, set.join(", "));
        match self.change(&sql, params_from_iter(with(&id, record.values()?)))? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// Removes a record.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_record<T: Kept>(&self, id: u32) -> Result<(), StoreError> {
        match self.change(&format!("DELETE FROM {} WHERE id = ?1", T::TABLE), [id])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }
}

fn with<'a>(first: &'a u32, values: Vec<Box<dyn ToSql + 'a>>) -> Vec<Box<dyn ToSql + 'a>> {
    let mut all: Vec<Box<dyn ToSql + 'a>> = vec![Box::new(first)];
    all.extend(values);
    all
}

/// A value of a closed list as its code.
fn code_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> Result<Box<dyn ToSql>, StoreError> {
    let code = table.iter().find(|(known, _)| *known == value).map(|(_, code)| *code).ok_or(StoreError::Form)?;
    Ok(Box::new(code))
}

fn of_code<T: Copy>(table: &[(T, &'static str)], code: &str) -> Result<T, StoreError> {
    table.iter().find(|(_, known)| *known == code).map(|(value, _)| *value).ok_or(StoreError::Form)
}

/// A text that may be missing, as it is stored.
pub(super) fn text(value: Option<&Guarded<String>>) -> Box<dyn ToSql + '_> {
    // EXPOSE: goes into the encrypted store.
    value.map_or_else(|| Box::new("") as Box<dyn ToSql>, |text| Box::new(text.expose().as_str()))
}

/// A column whose text may be missing.
pub(super) fn optional_text(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Guarded<String>>> {
    let value: Guarded<String> = guarded(row, column)?;
    // EXPOSE: only whether it is empty.
    Ok((!value.expose().is_empty()).then_some(value))
}

/// A day or a part of one, as it is stored.
fn partial(date: Option<PartialDate>) -> Box<dyn ToSql> {
    Box::new(date.map_or_else(String::new, |date| date.to_string()))
}

fn of_partial(text: &str) -> Result<Option<PartialDate>, StoreError> {
    if text.is_empty() { Ok(None) } else { PartialDate::parse(text).map(Some).map_err(|_| StoreError::Form) }
}

fn stretch((from, until): &(String, String)) -> Result<Stretch, StoreError> {
    Ok(Stretch { from: of_partial(from)?, until: of_partial(until)? })
}
