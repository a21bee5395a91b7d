//! Companies.

use casework::{
    company::{Company, CompanyProfile},
    ids::CompanyId,
    text::fold,
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, ToSql, params, params_from_iter};

use super::{collect, guarded, optional_day};
use crate::{Reader, StoreError, Writer};

const ROW: &str =
    "SELECT id, name, reading, name_en, industry, size, prefecture, address, phone, website, notes, retired_on
                   FROM company";

/// A company in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyRow {
    /// What is known.
    pub company: Company,
    /// The day of the newest discussion.
    pub last_discussion: Option<NaiveDate>,
    /// Openings that are not closed.
    pub openings: u32,
    /// Recommendations that have not ended.
    pub live: u32,
    /// People who work there by a recommendation that has not ended.
    pub hired: u32,
}

impl Reader<'_> {
    /// Returns the name of a company.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn company_name(&self, id: CompanyId) -> Result<Guarded<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM company WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0).map(Guarded::new))?)
    }

    /// Returns a company.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn company(&self, id: CompanyId) -> Result<Company, StoreError> {
        let sql = format!("{ROW} WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(company(row)))?
    }

    /// Returns every company that has each of the words (folded) in one of its names, by name.
    ///
    /// # Errors
    /// What the disk says.
    pub fn companies(&self, words: &[Guarded<String>], limit: u32) -> Result<Vec<CompanyRow>, StoreError> {
        let has_word = |place: usize| {
            let word = format!("?{}", place.saturating_add(1));
            format!("(instr(folded, {word}) > 0 OR instr(folded_other, {word}) > 0)")
        };
        let conditions: Vec<String> = (0..words.len()).map(has_word).collect();
        let found = if conditions.is_empty() { String::from("1") } else { conditions.join(" AND ") };
        let sql = format!(
            "SELECT c.*,
               coalesce((SELECT max(held_on) FROM discussion d WHERE d.company_id = c.id), '') AS last_discussion,
               (SELECT count(*) FROM opening o WHERE o.company_id = c.id AND o.closed_on = '') AS openings,
               (SELECT count(*) FROM recommendation r WHERE r.company_id = c.id AND NOT EXISTS
                 (SELECT 1 FROM placement_step s WHERE s.recommendation_id = r.id AND s.step = 'placement_ended')) AS live,
               (SELECT count(*) FROM recommendation r WHERE r.company_id = c.id AND NOT EXISTS
                 (SELECT 1 FROM placement_step s WHERE s.recommendation_id = r.id AND s.step = 'placement_ended')
                 AND EXISTS (SELECT 1 FROM placement_step s WHERE s.recommendation_id = r.id
                              AND s.step IN ('trial_hire', 'employed', 'permanent'))) AS hired
             FROM ({ROW} WHERE {found} ORDER BY folded, id LIMIT {limit}) c"
        );
        // EXPOSE: compared inside the encrypted store.
        let words = words.iter().map(|word| word.expose() as &dyn ToSql);
        collect(self.connection, &sql, params_from_iter(words), |row| {
            let last: String = row.get("last_discussion")?;
            let (openings, live, hired) = (row.get("openings")?, row.get("live")?, row.get("hired")?);
            let company = company(row);
            Ok((|| Ok(CompanyRow { company: company?, last_discussion: optional_day(&last)?, openings, live, hired }))(
            ))
        })
    }

    /// Whether anything hangs on a company: then it is retired and never removed.
    ///
    /// # Errors
    /// What the disk says.
    pub fn company_has_history(&self, id: CompanyId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM discussion WHERE company_id = ?1)
                       OR EXISTS (SELECT 1 FROM opening WHERE company_id = ?1)
                       OR EXISTS (SELECT 1 FROM company_contact WHERE company_id = ?1)
                       OR EXISTS (SELECT 1 FROM recommendation WHERE company_id = ?1)
                       OR EXISTS (SELECT 1 FROM cv_given WHERE company_id = ?1)
                       OR EXISTS (SELECT 1 FROM fee WHERE company_id = ?1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
    }

    /// Returns the companies with this very name in folded form.
    ///
    /// # Errors
    /// What the disk says.
    pub fn companies_named(&self, name: &Guarded<String>) -> Result<Vec<CompanyId>, StoreError> {
        // EXPOSE: compared inside the encrypted store.
        let folded = fold(name.expose());
        let sql = "SELECT id FROM company WHERE folded = ?1 ORDER BY id";
        collect(self.connection, sql, [folded], |row| Ok(Ok(CompanyId(row.get(0)?))))
    }
}

fn company(row: &Row<'_>) -> Result<Company, StoreError> {
    let retired: String = row.get("retired_on")?;
    Ok(Company {
        id: CompanyId(row.get("id")?),
        profile: CompanyProfile {
            name: guarded(row, "name")?,
            reading: guarded(row, "reading")?,
            name_en: guarded(row, "name_en")?,
            industry: row.get("industry")?,
            size: row.get("size")?,
            prefecture: row.get("prefecture")?,
            address: guarded(row, "address")?,
            phone: guarded(row, "phone")?,
            website: guarded(row, "website")?,
            notes: guarded(row, "notes")?,
        },
        retired_on: optional_day(&retired)?,
    })
}

impl Writer<'_> {
    /// Adds a company.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_company(&self, profile: &CompanyProfile) -> Result<CompanyId, StoreError> {
        let sql =
            "INSERT INTO company (name, reading, name_en, industry, size, prefecture, address, phone, website, notes,
                                        folded, folded_other)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        with_columns(profile, |columns| self.insert(sql, params_from_iter(columns)).map(CompanyId))
    }

    /// Replaces what is known of a company.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_company(&self, id: CompanyId, profile: &CompanyProfile) -> Result<(), StoreError> {
        let sql = "UPDATE company SET name = ?1, reading = ?2, name_en = ?3, industry = ?4, size = ?5, prefecture = ?6,
                                      address = ?7, phone = ?8, website = ?9, notes = ?10, folded = ?11,
                                      folded_other = ?12 WHERE id = ?13";
        let touched = with_columns(profile, |columns| {
            let last: [&dyn ToSql; 1] = [&id.0];
            self.change(sql, params_from_iter(columns.iter().chain(&last)))
        })?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Retires a company from a day on, or (with `None`) takes that back.
    ///
    /// # Errors
    /// What the disk says.
    pub fn retire_company(&self, id: CompanyId, on: Option<NaiveDate>) -> Result<(), StoreError> {
        let on = on.map_or_else(String::new, |day| day.to_string());
        self.change("UPDATE company SET retired_on = ?2 WHERE id = ?1", params![id.0, on]).map(drop)
    }

    /// Removes a company on which nothing hangs.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when something does; what the disk says.
    pub fn remove_company(&self, id: CompanyId) -> Result<(), StoreError> {
        self.change("DELETE FROM company WHERE id = ?1", [id.0]).map(drop)
    }
}

/// Lends the columns of what is known, in the order of the statements above.
fn with_columns<T>(
    profile: &CompanyProfile,
    run: impl FnOnce(&[&dyn ToSql]) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    // EXPOSE: goes into the encrypted store.
    let (name, reading, english) = (profile.name.expose(), profile.reading.expose(), profile.name_en.expose());
    let (address, phone) = (profile.address.expose(), profile.phone.expose());
    let (website, notes) = (profile.website.expose(), profile.notes.expose());
    let (folded, other) = (fold(name), fold(&format!("{reading} {english}")));
    run(&[
        name,
        reading,
        english,
        &profile.industry,
        &profile.size,
        &profile.prefecture,
        address,
        phone,
        website,
        notes,
        &folded,
        &other,
    ])
}
