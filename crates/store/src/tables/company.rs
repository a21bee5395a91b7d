//! Companies and the discussions with them.

use casework::{
    ids::{CompanyId, DiscussionId},
    text::fold,
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::params;

use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns the name of a company.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn company_name(&self, id: CompanyId) -> Result<Guarded<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM company WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0).map(Guarded::new))?)
    }
}

impl Writer<'_> {
    /// Adds a company.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_company(&self, name: &Guarded<String>) -> Result<CompanyId, StoreError> {
        // EXPOSE: goes into the encrypted store.
        let name = name.expose();
        self.insert("INSERT INTO company (name, folded) VALUES (?1, ?2)", params![name, fold(name)]).map(CompanyId)
    }

    /// Adds a discussion with a company.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_discussion(&self, company: CompanyId, on: NaiveDate) -> Result<DiscussionId, StoreError> {
        let sql = "INSERT INTO discussion (company_id, held_on) VALUES (?1, ?2)";
        self.insert(sql, params![company.0, on.to_string()]).map(DiscussionId)
    }
}
