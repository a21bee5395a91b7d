//! Forms of interviews and their versions.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use casework::{
    forms::{Definition, Edit, Form},
    ids::FormId,
};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest as _, Sha256};

use super::{collect, member::MemberId};
use crate::{Reader, StoreError, Writer};

/// The form that comes with the program.
pub const STANDARD: FormId = FormId(1);

/// Forms made ready to be asked, by the digest of their definition.
#[derive(Debug, Default)]
pub(crate) struct FormCache(RefCell<BTreeMap<[u8; 32], Arc<Form>>>);

/// A form with its newest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The form.
    pub id: FormId,
    /// Its stable id.
    pub code: String,
    /// The day it was retired.
    pub retired_on: Option<String>,
    /// The newest version.
    pub newest: FormVersionRow,
    /// Finished interviews of all versions.
    pub interviews: u32,
    /// Open drafts of all versions.
    pub drafts: u32,
}

/// A version, without what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVersionRow {
    /// 1, 2, 3, …
    pub version: u32,
    /// What its author calls it.
    pub author_version: String,
    /// How many questions a person is asked.
    pub asked: u32,
    /// Where it came from, as a code.
    pub source: String,
    /// When it was added (RFC 3339); empty for what comes with the program.
    pub created_at: String,
    /// SHA-256 of the definition.
    pub checksum: [u8; 32],
}

/// A version to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewFormVersion<'a> {
    /// What it asks.
    pub definition: &'a Definition,
    /// Where it came from, as a code.
    pub source: &'a str,
    /// When (RFC 3339).
    pub at: &'a str,
    /// By whom.
    pub by: MemberId,
}

/// SHA-256 of a definition as it is stored.
///
/// # Errors
/// [`StoreError::Form`] when it cannot be written as JSON.
pub fn checksum_of(definition: &Definition) -> Result<[u8; 32], StoreError> {
    Ok(Sha256::digest(written(definition)?).into())
}

fn written(definition: &Definition) -> Result<String, StoreError> {
    serde_json::to_string(definition).map_err(|_| StoreError::Form)
}

const VERSION: &str = "SELECT version, author_version, asked, source, created_at, checksum FROM form_version";

impl Reader<'_> {
    /// Returns all forms: those in use first, then by code.
    ///
    /// # Errors
    /// What the disk says.
    pub fn forms(&self) -> Result<Vec<FormRow>, StoreError> {
        let sql = "SELECT f.id, f.code, f.retired_on, v.version, v.author_version, v.asked, v.source, v.created_at,
                          v.checksum, (SELECT count(*) FROM interview i WHERE i.form_id = f.id) AS interviews,
                          (SELECT count(*) FROM draft d WHERE d.form_id = f.id AND d.discarded_at IS NULL
                             AND d.revision > 0) AS drafts
                     FROM form f JOIN form_version v ON v.form_id = f.id
                      AND v.version = (SELECT max(version) FROM form_version n WHERE n.form_id = f.id)
                    ORDER BY f.retired_on IS NOT NULL, f.code";
        collect(self.connection, sql, [], |row| {
            Ok(Ok(FormRow {
                id: FormId(row.get("id")?),
                code: row.get("code")?,
                retired_on: row.get("retired_on")?,
                newest: version_row(row)?,
                interviews: row.get("interviews")?,
                drafts: row.get("drafts")?,
            }))
        })
    }

    /// Returns a form with its newest version.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn form_row(&self, id: FormId) -> Result<FormRow, StoreError> {
        self.forms()?.into_iter().find(|row| row.id == id).ok_or(StoreError::NotFound)
    }

    /// Returns the form with a code, if there is one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn form_called(&self, code: &str) -> Result<Option<FormId>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM form WHERE code = ?1")?;
        Ok(statement.query_row([code], |row| row.get(0).map(FormId)).optional()?)
    }

    /// Returns all versions of a form, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn form_versions(&self, id: FormId) -> Result<Vec<FormVersionRow>, StoreError> {
        let sql = format!("{VERSION} WHERE form_id = ?1 ORDER BY version DESC");
        collect(self.connection, &sql, [id.0], |row| Ok(Ok(version_row(row)?)))
    }

    /// Returns the number of the newest version of a form.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn newest_version(&self, id: FormId) -> Result<u32, StoreError> {
        let sql = "SELECT version FROM form_version WHERE form_id = ?1 ORDER BY version DESC LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
    }

    /// Returns a version made ready to be asked.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Form`] when what is stored cannot be asked; what the disk says.
    pub fn form(&self, id: FormId, version: u32) -> Result<Arc<Form>, StoreError> {
        let sql = "SELECT checksum FROM form_version WHERE form_id = ?1 AND version = ?2";
        let checksum: [u8; 32] =
            self.connection.prepare_cached(sql)?.query_row(params![id.0, version], |row| row.get(0))?;
        if let Some(form) = self.inside.forms.0.borrow().get(&checksum) {
            return Ok(Arc::clone(form));
        }
        let sql = "SELECT definition FROM form_version WHERE form_id = ?1 AND version = ?2";
        let text: String = self.connection.prepare_cached(sql)?.query_row(params![id.0, version], |row| row.get(0))?;
        let definition: Definition = serde_json::from_str(&text).map_err(|_| StoreError::Form)?;
        let form = Arc::new(Form::new(definition).map_err(|_| StoreError::Form)?);
        self.inside.forms.0.borrow_mut().insert(checksum, Arc::clone(&form));
        Ok(form)
    }

    /// Returns the ids of questions of a form that hold answers in any finished interview or draft: paths with their
    /// numbers, of all versions.
    ///
    /// # Errors
    /// What the disk says.
    pub fn answered_paths(&self, id: FormId) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT a.question AS path FROM answer a JOIN interview i ON i.id = a.interview_id
                    WHERE i.form_id = ?1
                   UNION SELECT DISTINCT j.key FROM draft d, json_each(d.answers) j WHERE d.form_id = ?1
                   UNION SELECT DISTINCT j.key FROM draft d, json_each(d.aside) j WHERE d.form_id = ?1
                   UNION SELECT DISTINCT j.key FROM interview i, json_each(i.aside) j WHERE i.form_id = ?1";
        collect(self.connection, sql, [id.0], |row| Ok(Ok(row.get("path")?)))
    }
}

fn version_row(row: &Row<'_>) -> rusqlite::Result<FormVersionRow> {
    Ok(FormVersionRow {
        version: row.get("version")?,
        author_version: row.get("author_version")?,
        asked: row.get("asked")?,
        source: row.get("source")?,
        created_at: row.get("created_at")?,
        checksum: row.get("checksum")?,
    })
}

impl Reader<'_> {
    /// Changes of a member to a form that are not published yet; none when there are none.
    ///
    /// # Errors
    /// [`StoreError::Form`] when they cannot be read, or what the disk says.
    pub fn form_draft(&self, id: FormId, by: MemberId) -> Result<Vec<Edit>, StoreError> {
        let sql = "SELECT edits FROM form_draft WHERE form_id = ?1 AND member_id = ?2";
        let row = params![id.0, by.0];
        let text: Option<String> = self.connection.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
        text.map_or_else(|| Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(|_| StoreError::Form))
    }
}

impl Writer<'_> {
    /// Keeps changes of a member to a form; an empty list keeps nothing.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep_form_draft(&self, id: FormId, by: MemberId, edits: &[Edit], at: &str) -> Result<(), StoreError> {
        if edits.is_empty() {
            let sql = "DELETE FROM form_draft WHERE form_id = ?1 AND member_id = ?2";
            return self.change(sql, params![id.0, by.0]).map(drop);
        }
        let text = serde_json::to_string(edits).map_err(|_| StoreError::Form)?;
        let sql = "INSERT INTO form_draft (form_id, member_id, edits, saved_at) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT DO UPDATE SET edits = excluded.edits, saved_at = excluded.saved_at";
        self.change(sql, params![id.0, by.0, text, at]).map(drop)
    }

    /// Adds a form without a version.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the code is taken, or what the disk says.
    pub fn add_form(&self, code: &str) -> Result<FormId, StoreError> {
        self.insert("INSERT INTO form (code) VALUES (?1)", [code]).map(FormId)
    }

    /// Adds the next version of a form and returns its number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_form_version(&self, id: FormId, new: &NewFormVersion<'_>) -> Result<u32, StoreError> {
        let text = written(new.definition)?;
        let checksum: [u8; 32] = Sha256::digest(&text).into();
        let last = self.newest_version(id);
        let version = match last {
            Ok(last) => last.saturating_add(1),
            Err(StoreError::NotFound) => 1,
            Err(error) => return Err(error),
        };
        let sql = "INSERT INTO form_version
                     (form_id, version, author_version, definition, checksum, asked, source, created_at, created_by)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let (author_version, asked) = (&new.definition.author_version, new.definition.asked());
        let row = params![id.0, version, author_version, text, checksum, asked, new.source, new.at, new.by.0];
        self.change(sql, row)?;
        Ok(version)
    }

    /// Retires a form, or (with `None`) takes it into use again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn retire_form(&self, id: FormId, on: Option<NaiveDate>) -> Result<(), StoreError> {
        let row = params![id.0, on.map(|day| day.to_string())];
        let touched = self.change("UPDATE form SET retired_on = ?2 WHERE id = ?1", row)?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}
