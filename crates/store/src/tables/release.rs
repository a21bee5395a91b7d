//! The ledger of releases, the catalogues of tables, and the files that were made of releases.

use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::{collect, member::MemberId};
use crate::{Reader, StoreError, Writer};

/// A catalogue of tables on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRow {
    /// Fiscal year.
    pub year: i32,
    /// From 1, within the year.
    pub version: u32,
    /// When (RFC 3339).
    pub saved_at: String,
    /// Who.
    pub saved_by: MemberId,
    /// JSON.
    pub content: String,
}

/// A release on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// Its number in the ledger; 0 before it is there.
    pub id: u32,
    /// Fiscal year.
    pub year: i32,
    /// From 1, within the year.
    pub number: u32,
    /// When (RFC 3339).
    pub published_at: String,
    /// Who did it.
    pub published_by: MemberId,
    /// Who signed.
    pub approved_by: String,
    /// For whom.
    pub audience: String,
    /// `rounding` or `suppression`.
    pub profile: String,
    /// Which version of the year's catalogue.
    pub catalogue_version: u32,
    /// JSON: the small counts that were signed for.
    pub exposed: String,
    /// The exact bytes that left.
    pub content: Vec<u8>,
    /// SHA-256 of them, hexadecimal.
    pub digest: String,
    /// JSON: the exact counts behind it.
    pub counted: String,
}

/// A file of a release on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseFileRow {
    /// As they left.
    pub bytes: Vec<u8>,
    /// SHA-256 of them, hexadecimal.
    pub digest: String,
}

/// A record behind a figure, as numbers and codes: participant, company, placement, heads, and one value for each
/// dimension asked for.
pub type CodedFact = (Option<u32>, Option<u32>, Option<u32>, u64, Vec<String>);

const RELEASE: &str = "id, year, number, published_at, published_by, approved_by, audience, profile,
                       catalogue_version, exposed, content, digest, counted";

impl Reader<'_> {
    /// Returns the newest catalogue of a year.
    ///
    /// # Errors
    /// What the disk says.
    pub fn catalogue(&self, year: i32) -> Result<Option<CatalogueRow>, StoreError> {
        let sql = "SELECT year, version, saved_at, saved_by, content FROM table_catalogue
                   WHERE year = ?1 ORDER BY version DESC LIMIT 1";
        let row = |row: &Row<'_>| {
            Ok(CatalogueRow {
                year: row.get(0)?,
                version: row.get(1)?,
                saved_at: row.get(2)?,
                saved_by: MemberId(row.get(3)?),
                content: row.get(4)?,
            })
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([year], row).optional()?)
    }

    /// Returns all releases, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn releases(&self) -> Result<Vec<ReleaseRow>, StoreError> {
        let sql = format!("SELECT {RELEASE} FROM release ORDER BY id DESC");
        collect(self.connection, &sql, [], |row| Ok(Ok(release(row)?)))
    }

    /// Returns one release.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; what the disk says.
    pub fn release(&self, id: u32) -> Result<ReleaseRow, StoreError> {
        let sql = format!("SELECT {RELEASE} FROM release WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.query_row([id], release).optional()?.ok_or(StoreError::NotFound)
    }

    /// Returns a file of a release.
    ///
    /// # Errors
    /// What the disk says.
    pub fn release_file(&self, id: u32, kind: &str, language: &str) -> Result<Option<ReleaseFileRow>, StoreError> {
        let sql = "SELECT bytes, digest FROM release_file WHERE release_id = ?1 AND kind = ?2 AND language = ?3";
        let row = |row: &Row<'_>| Ok(ReleaseFileRow { bytes: row.get(0)?, digest: row.get(1)? });
        Ok(self.connection.prepare_cached(sql)?.query_row(params![id, kind, language], row).optional()?)
    }

    /// Returns every file of a release, in every language.
    ///
    /// # Errors
    /// What the disk says.
    pub fn all_release_files(&self, id: u32) -> Result<Vec<ReleaseFileRow>, StoreError> {
        let sql = "SELECT bytes, digest FROM release_file WHERE release_id = ?1 ORDER BY kind, language";
        collect(self.connection, sql, [id], |row| Ok(Ok(ReleaseFileRow { bytes: row.get(0)?, digest: row.get(1)? })))
    }

    /// Returns what files a release has, by their codes.
    ///
    /// # Errors
    /// What the disk says.
    pub fn release_files(&self, id: u32) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT kind FROM release_file WHERE release_id = ?1 ORDER BY kind";
        collect(self.connection, sql, [id], |row| Ok(Ok(row.get(0)?)))
    }

    /// Returns the secret of a year's rounding.
    ///
    /// # Errors
    /// What the disk says.
    pub fn release_secret(&self, year: i32) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT secret FROM release_secret WHERE year = ?1";
        let bytes: Option<Vec<u8>> =
            self.connection.prepare_cached(sql)?.query_row([year], |row| row.get(0)).optional()?;
        let number = |bytes: Vec<u8>| Ok(u64::from_le_bytes(bytes.try_into().map_err(|_| StoreError::Form)?));
        bytes.map(number).transpose()
    }

    /// Returns the rows that a query for the records behind a figure gives, with as many values as it has dimensions.
    ///
    /// # Errors
    /// What the disk says.
    pub fn coded_facts(&self, sql: &str, parameters: &[String], values: usize) -> Result<Vec<CodedFact>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(parameters), |row| {
            let codes = (4..4 + values).map(|column| row.get(column)).collect::<Result<Vec<String>, _>>()?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, codes))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the codes that a query gives and how many people have each.
    ///
    /// # Errors
    /// What the disk says.
    pub fn spread(&self, sql: &str, parameters: &[String]) -> Result<Vec<(String, u64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(parameters), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns how much of a figure of a year other laptops count, by participant.
    ///
    /// # Errors
    /// What the disk says.
    pub fn counted_elsewhere_of(&self, year: i32, figure: &str) -> Result<Vec<(u32, i64)>, StoreError> {
        let sql = "SELECT participant_id, count FROM counted_elsewhere WHERE year = ?1 AND figure = ?2";
        collect(self.connection, sql, params![year, figure], |row| Ok(Ok((row.get(0)?, row.get(1)?))))
    }
}

impl Writer<'_> {
    /// Adds the next version of a year's catalogue and returns its number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_catalogue(&self, year: i32, at: &str, by: MemberId, content: &str) -> Result<u32, StoreError> {
        let version = self.catalogue(year)?.map_or(1, |newest| newest.version + 1);
        let sql =
            "INSERT INTO table_catalogue (year, version, saved_at, saved_by, content) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.insert(sql, params![year, version, at, by.0, content])?;
        Ok(version)
    }

    /// Keeps the secret of a year's rounding.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is one; what the disk says.
    pub fn add_release_secret(&self, year: i32, secret: u64) -> Result<(), StoreError> {
        let sql = "INSERT INTO release_secret (year, secret) VALUES (?1, ?2)";
        self.insert(sql, params![year, secret.to_le_bytes().as_slice()]).map(drop)
    }

    /// Adds a release to the ledger and returns its number there.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_release(&self, release: &ReleaseRow) -> Result<u32, StoreError> {
        let sql = "INSERT INTO release (year, number, published_at, published_by, approved_by, audience, profile,
                                        catalogue_version, exposed, content, digest, counted)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let ReleaseRow { year, number, published_at, published_by, approved_by, audience, .. } = release;
        let ReleaseRow { profile, catalogue_version, exposed, content, digest, counted, .. } = release;
        self.insert(
            sql,
            params![
                year,
                number,
                published_at,
                published_by.0,
                approved_by,
                audience,
                profile,
                catalogue_version,
                exposed,
                content,
                digest,
                counted
            ],
        )
    }

    /// Keeps a file of a release.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when it is there; what the disk says.
    pub fn add_release_file(
        &self,
        id: u32,
        kind: &str,
        language: &str,
        file: &ReleaseFileRow,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO release_file (release_id, kind, language, bytes, digest) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.change(sql, params![id, kind, language, file.bytes, file.digest]).map(drop)
    }
}

fn release(row: &Row<'_>) -> rusqlite::Result<ReleaseRow> {
    Ok(ReleaseRow {
        id: row.get(0)?,
        year: row.get(1)?,
        number: row.get(2)?,
        published_at: row.get(3)?,
        published_by: MemberId(row.get(4)?),
        approved_by: row.get(5)?,
        audience: row.get(6)?,
        profile: row.get(7)?,
        catalogue_version: row.get(8)?,
        exposed: row.get(9)?,
        content: row.get(10)?,
        digest: row.get(11)?,
        counted: row.get(12)?,
    })
}
