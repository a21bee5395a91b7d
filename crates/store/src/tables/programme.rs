//! Programmes of the articles, and what the office says of them year by year.

use casework::programme::{Bilingual, Programme, ProgrammeYear};
use rusqlite::{OptionalExtension, Row, params};

use super::collect;
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns the programmes in the order of the articles.
    ///
    /// # Errors
    /// What the disk says.
    pub fn programmes(&self) -> Result<Vec<Programme>, StoreError> {
        let sql = "SELECT code, name_ja, name_en, beneficiaries_figure FROM programme ORDER BY position";
        collect(self.connection, sql, [], |row| {
            let figure: String = row.get("beneficiaries_figure")?;
            let beneficiaries_figure = (!figure.is_empty()).then_some(figure);
            Ok(Ok(Programme { code: row.get("code")?, name: bilingual(row, "name")?, beneficiaries_figure }))
        })
    }

    /// Returns what the office says of a programme in a fiscal year, if it said anything.
    ///
    /// # Errors
    /// What the disk says.
    pub fn programme_year(&self, programme: &str, year: i32) -> Result<Option<ProgrammeYear>, StoreError> {
        let sql = "SELECT * FROM programme_year WHERE programme = ?1 AND year = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params![programme, year], programme_year).optional()?)
    }

    /// Returns the fiscal years for which the office said anything.
    ///
    /// # Errors
    /// What the disk says.
    pub fn programme_years(&self) -> Result<Vec<i32>, StoreError> {
        collect(self.connection, "SELECT DISTINCT year FROM programme_year", [], |row| Ok(Ok(row.get(0)?)))
    }
}

fn bilingual(row: &Row<'_>, column: &str) -> rusqlite::Result<Bilingual> {
    Ok(Bilingual { ja: row.get(format!("{column}_ja").as_str())?, en: row.get(format!("{column}_en").as_str())? })
}

fn programme_year(row: &Row<'_>) -> rusqlite::Result<ProgrammeYear> {
    Ok(ProgrammeYear {
        results: bilingual(row, "results")?,
        content: bilingual(row, "content")?,
        dates: bilingual(row, "dates")?,
        place: bilingual(row, "place")?,
        staff: row.get("staff")?,
        staff_concurrent: row.get("staff_concurrent")?,
        scope: bilingual(row, "scope")?,
        beneficiaries: bilingual(row, "beneficiaries")?,
        expenses_yen: row.get("expenses_yen")?,
    })
}

impl Writer<'_> {
    /// Adds a programme, or replaces the one with its code.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_programme(&self, position: u32, programme: &Programme) -> Result<(), StoreError> {
        let sql = "INSERT INTO programme (code, position, name_ja, name_en, beneficiaries_figure)
                   VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (code) DO UPDATE SET position = ?2, name_ja = ?3, name_en = ?4, beneficiaries_figure = ?5";
        let figure = programme.beneficiaries_figure.as_deref().unwrap_or_default();
        self.change(sql, params![programme.code, position, programme.name.ja, programme.name.en, figure]).map(drop)
    }

    /// Replaces what the office says of a programme in a fiscal year.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_programme_year(&self, programme: &str, year: i32, said: &ProgrammeYear) -> Result<(), StoreError> {
        let sql =
            "INSERT OR REPLACE INTO programme_year (programme, year, results_ja, results_en, content_ja, content_en,
                       dates_ja, dates_en, place_ja, place_en, staff, staff_concurrent, scope_ja, scope_en,
                       beneficiaries_ja, beneficiaries_en, expenses_yen)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
        self.change(
            sql,
            params![
                programme,
                year,
                said.results.ja,
                said.results.en,
                said.content.ja,
                said.content.en,
                said.dates.ja,
                said.dates.en,
                said.place.ja,
                said.place.en,
                said.staff,
                said.staff_concurrent,
                said.scope.ja,
                said.scope.en,
                said.beneficiaries.ja,
                said.beneficiaries.en,
                said.expenses_yen,
            ],
        )
        .map(drop)
    }
}
