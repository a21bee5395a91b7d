//! People in companies. Who they are stands with the associate.

use casework::{
    company::{Contact, NewContact},
    ids::{AssociateId, CompanyId, ContactId},
};
use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{collect, day, guarded, optional_day};
use crate::{Reader, StoreError, Writer};

const ROW: &str = "SELECT id, company_id, associate_id, position, from_on, until_on FROM company_contact";

impl Reader<'_> {
    /// Returns somebody in a company.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn contact(&self, id: ContactId) -> Result<Contact, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE id = ?1"), [id.0], |row| Ok(contact(row)))?
            .pop()
            .ok_or(StoreError::NotFound)
    }

    /// Returns the people in a company: those who are there first, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn contacts_of(&self, company: CompanyId) -> Result<Vec<Contact>, StoreError> {
        let sql = format!("{ROW} WHERE company_id = ?1 ORDER BY until_on <> '', from_on DESC, id");
        collect(self.connection, &sql, [company.0], |row| Ok(contact(row)))
    }

    /// Returns the companies in which an associate is or was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn companies_with(&self, associate: AssociateId) -> Result<Vec<Contact>, StoreError> {
        let sql = format!("{ROW} WHERE associate_id = ?1 ORDER BY until_on <> '', from_on DESC, id");
        collect(self.connection, &sql, [associate.0], |row| Ok(contact(row)))
    }
}

fn contact(row: &Row<'_>) -> Result<Contact, StoreError> {
    let (from, until): (String, String) = (row.get("from_on")?, row.get("until_on")?);
    Ok(Contact {
        id: ContactId(row.get("id")?),
        contact: NewContact {
            company: CompanyId(row.get("company_id")?),
            associate: AssociateId(row.get("associate_id")?),
            position: guarded(row, "position")?,
            from: day(&from)?,
            until: optional_day(&until)?,
        },
    })
}

impl Writer<'_> {
    /// Adds somebody in a company.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_contact(&self, new: &NewContact) -> Result<ContactId, StoreError> {
        let sql = "INSERT INTO company_contact (company_id, associate_id, position, from_on, until_on)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        // EXPOSE: goes into the encrypted store.
        let position = new.position.expose();
        let row = params![new.company.0, new.associate.0, position, new.from.to_string(), written(new.until)];
        self.insert(sql, row).map(ContactId)
    }

    /// Replaces what somebody is in their company, and since and until when.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_contact(&self, id: ContactId, new: &NewContact) -> Result<(), StoreError> {
        let sql = "UPDATE company_contact SET position = ?2, from_on = ?3, until_on = ?4 WHERE id = ?1";
        // EXPOSE: goes into the encrypted store.
        let row = params![id.0, new.position.expose(), new.from.to_string(), written(new.until)];
        if self.change(sql, row)? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}

fn written(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}
