//! Which curriculum vitae went to which company.

use casework::ids::CompanyId;
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, ToSql};

use super::{collect, day, profile::Kept};
use crate::{Reader, StoreError};

/// A curriculum vitae that was saved for a company. Codes are those of the crate that writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CvGiven {
    /// For whom.
    pub company: CompanyId,
    /// When.
    pub on: NaiveDate,
    /// Code of the form.
    pub form: String,
    /// The ending of the file: `docx` or `pdf`.
    pub file: String,
    /// The language: `ja` or `en`.
    pub language: String,
    /// Codes of what was shown that tells who somebody is.
    pub shown: Vec<String>,
    /// The number of the member of staff; 0 when not known.
    pub by: u32,
}

impl Kept for CvGiven {
    const TABLE: &'static str = "cv_given";
    const COLUMNS: &'static [&'static str] =
        &["company_id", "given_on", "form", "file", "language", "shown", "given_by"];
    const ORDER: &'static str = "given_on DESC, id DESC";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        Ok(vec![
            Box::new(self.company.0),
            Box::new(self.on.to_string()),
            Box::new(self.form.as_str()),
            Box::new(self.file.as_str()),
            Box::new(self.language.as_str()),
            Box::new(self.shown.join(" ")),
            Box::new(self.by),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (on, shown): (String, String) = (row.get("given_on")?, row.get("shown")?);
        let (company, by) = (CompanyId(row.get("company_id")?), row.get("given_by")?);
        let (form, file, language) = (row.get("form")?, row.get("file")?, row.get("language")?);
        let shown = shown.split_whitespace().map(str::to_owned).collect();
        Ok(day(&on).map(|on| Self { company, on, form, file, language, shown, by }))
    }
}

impl Reader<'_> {
    /// Returns the companies by name: those that a paper can be written for.
    ///
    /// # Errors
    /// What the disk says.
    pub fn recipients(&self) -> Result<Vec<(CompanyId, Guarded<String>)>, StoreError> {
        let sql = "SELECT id, name FROM company WHERE retired_on = '' ORDER BY folded, id";
        collect(self.connection, sql, [], |row| Ok(Ok((CompanyId(row.get(0)?), Guarded::new(row.get(1)?)))))
    }
}
