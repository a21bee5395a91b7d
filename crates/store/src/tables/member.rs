//! Members of staff: whose passphrase slot is whose, and what they may do.

use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, day, guarded};
use crate::{Reader, StoreError, Writer};

/// A member of staff; 0 is somebody who is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MemberId(pub u32);

/// The id of a slot of the key file.
pub type Slot = [u8; 16];

/// A member of staff as they are added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// The slot with their passphrase.
    pub slot: Slot,
    /// Their name.
    pub name: Guarded<String>,
    /// Codes of their roles, without spaces in them.
    pub roles: Vec<String>,
    /// From when on.
    pub since: NaiveDate,
}

/// A member of staff on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their number.
    pub id: MemberId,
    /// The slot with their passphrase.
    pub slot: Slot,
    /// Their name.
    pub name: Guarded<String>,
    /// Codes of their roles.
    pub roles: Vec<String>,
    /// From when on.
    pub since: NaiveDate,
    /// The day on which they left.
    pub left: Option<NaiveDate>,
}

const ROW: &str = "SELECT id, slot, name, roles, since_on, left_on FROM member";

impl Reader<'_> {
    /// Returns everybody who works or worked here, in the order in which they were added.
    ///
    /// # Errors
    /// What the disk says.
    pub fn members(&self) -> Result<Vec<Member>, StoreError> {
        collect(self.connection, &format!("{ROW} ORDER BY id"), [], member)
    }

    /// Returns a member of staff.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn member(&self, id: MemberId) -> Result<Member, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE id = ?1"), [id.0], member)?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns who works here with a slot, if anybody does.
    ///
    /// # Errors
    /// What the disk says.
    pub fn member_by_slot(&self, slot: &Slot) -> Result<Option<Member>, StoreError> {
        Ok(collect(self.connection, &format!("{ROW} WHERE slot = ?1 AND left_on IS NULL"), [slot], member)?.pop())
    }
}

fn member(row: &Row<'_>) -> rusqlite::Result<Result<Member, StoreError>> {
    let (roles, since, left): (String, String, Option<String>) =
        (row.get("roles")?, row.get("since_on")?, row.get("left_on")?);
    let (id, slot, name) = (MemberId(row.get("id")?), row.get("slot")?, guarded(row, "name")?);
    Ok((|| {
        let roles = roles.split_whitespace().map(String::from).collect();
        let left = left.as_deref().map(day).transpose()?;
        Ok(Member { id, slot, name, roles, since: day(&since)?, left })
    })())
}

impl Writer<'_> {
    /// Adds a member of staff.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when somebody works here with this slot already, or without a name; what the disk
    /// says.
    pub fn add_member(&self, member: &NewMember) -> Result<MemberId, StoreError> {
        let sql = "INSERT INTO member (slot, name, roles, since_on) VALUES (?1, ?2, ?3, ?4)";
        // EXPOSE: goes into the encrypted store.
        let name = member.name.expose();
        let row = params![member.slot, name, member.roles.join(" "), member.since.to_string()];
        self.insert(sql, row).map(MemberId)
    }

    /// Replaces slot, name and roles of a member of staff who works here.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Constraint`] as for adding; what the disk says.
    pub fn change_member(
        &self,
        id: MemberId,
        slot: &Slot,
        name: &Guarded<String>,
        roles: &[String],
    ) -> Result<(), StoreError> {
        let sql = "UPDATE member SET slot = ?2, name = ?3, roles = ?4 WHERE id = ?1 AND left_on IS NULL";
        // EXPOSE: goes into the encrypted store.
        let touched = self.change(sql, params![id.0, slot, name.expose(), roles.join(" ")])?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Notes that a member of staff left. Their name stays: the journal needs it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when they do not work here; what the disk says.
    pub fn member_left(&self, id: MemberId, on: NaiveDate) -> Result<(), StoreError> {
        let sql = "UPDATE member SET left_on = ?2 WHERE id = ?1 AND left_on IS NULL";
        if self.change(sql, params![id.0, on.to_string()])? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}
