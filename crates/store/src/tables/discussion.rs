//! Discussions with companies.

use casework::{
    company::{Discussion, NewDiscussion},
    ids::{CompanyId, ContactId, DiscussionId},
};
use chrono::NaiveDate;
use rusqlite::{Row, ToSql, params, params_from_iter};

use super::{collect, day, guarded, optional_day};
use crate::{Reader, StoreError, Writer};

const ROW: &str = "SELECT id, company_id, held_on, kind, contact_id, said, next_step, due_on, done_on, assignee
                   FROM discussion";

impl Reader<'_> {
    /// Returns a discussion.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn discussion(&self, id: DiscussionId) -> Result<Discussion, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE id = ?1"), [id.0], |row| Ok(discussion(row)))?
            .pop()
            .ok_or(StoreError::NotFound)
    }

    /// Returns the discussions with a company, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn discussions_of(&self, company: CompanyId) -> Result<Vec<Discussion>, StoreError> {
        let sql = format!("{ROW} WHERE company_id = ?1 ORDER BY held_on DESC, id DESC");
        collect(self.connection, &sql, [company.0], |row| Ok(discussion(row)))
    }

    /// Returns the discussions whose next step is to be done from `from` to `until`, the soonest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn discussions_due(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Discussion>, StoreError> {
        let sql = format!("{ROW} WHERE due_on <> '' AND done_on = '' AND due_on BETWEEN ?1 AND ?2 ORDER BY due_on, id");
        collect(self.connection, &sql, [from.to_string(), until.to_string()], |row| Ok(discussion(row)))
    }
}

fn discussion(row: &Row<'_>) -> Result<Discussion, StoreError> {
    let (on, due, done): (String, String, String) = (row.get("held_on")?, row.get("due_on")?, row.get("done_on")?);
    Ok(Discussion {
        id: DiscussionId(row.get("id")?),
        company: CompanyId(row.get("company_id")?),
        discussion: NewDiscussion {
            on: day(&on)?,
            kind: row.get("kind")?,
            contact: row.get::<_, Option<u32>>("contact_id")?.map(ContactId),
            said: guarded(row, "said")?,
            next_step: guarded(row, "next_step")?,
            due_on: optional_day(&due)?,
            done_on: optional_day(&done)?,
            assignee: row.get("assignee")?,
        },
    })
}

impl Writer<'_> {
    /// Adds a discussion with a company.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_discussion(&self, company: CompanyId, new: &NewDiscussion) -> Result<DiscussionId, StoreError> {
        let sql =
            "INSERT INTO discussion (company_id, held_on, kind, contact_id, said, next_step, due_on, done_on, assignee)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        with_columns(company.0, new, |row| self.insert(sql, params_from_iter(row))).map(DiscussionId)
    }

    /// Replaces what is said of a discussion.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_discussion(&self, id: DiscussionId, new: &NewDiscussion) -> Result<(), StoreError> {
        let sql =
            "UPDATE discussion SET held_on = ?2, kind = ?3, contact_id = ?4, said = ?5, next_step = ?6, due_on = ?7,
                                         done_on = ?8, assignee = ?9 WHERE id = ?1";
        let touched = with_columns(id.0, new, |row| self.change(sql, params_from_iter(row)))?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Removes a discussion that was entered by mistake.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_discussion(&self, id: DiscussionId) -> Result<(), StoreError> {
        self.change("DELETE FROM discussion WHERE id = ?1", params![id.0]).map(drop)
    }
}

/// Lends the columns in the order of the statements above, after the number that comes first in both.
fn with_columns<T>(
    first: u32,
    new: &NewDiscussion,
    run: impl FnOnce(&[&dyn ToSql]) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let written = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let (on, due, done) = (new.on.to_string(), written(new.due_on), written(new.done_on));
    let contact = new.contact.map(|id| id.0);
    // EXPOSE: goes into the encrypted store.
    let (said, next) = (new.said.expose(), new.next_step.expose());
    run(&[&first, &on, &new.kind, &contact, said, next, &due, &done, &new.assignee])
}
