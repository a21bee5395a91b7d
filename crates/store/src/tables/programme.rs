//! Programmes of the articles, and what the office says of them year by year.

use casework::programme::{Bilingual, Expense, Programme, ProgrammeYear, Years};
use rusqlite::{OptionalExtension, Row, params};

use super::collect;
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns the programmes in the order of the articles.
    ///
    /// # Errors
    /// What the disk says.
    pub fn programmes(&self) -> Result<Vec<Programme>, StoreError> {
        let sql = "SELECT code, name_ja, name_en, beneficiaries_figure, from_year, until_year FROM programme
                   ORDER BY position, code";
        collect(self.connection, sql, [], |row| {
            let figure: String = row.get("beneficiaries_figure")?;
            let beneficiaries_figure = (!figure.is_empty()).then_some(figure);
            let years = Years { from: row.get("from_year")?, until: row.get("until_year")? };
            Ok(Ok(Programme { code: row.get("code")?, name: bilingual(row, "name")?, beneficiaries_figure, years }))
        })
    }

    /// Whether the office said anything of a programme in any year, or a course or a figure of its own belongs to it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn programme_in_use(&self, code: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM programme_year WHERE programme = ?1)
                       OR EXISTS (SELECT 1 FROM course WHERE programme = ?1)
                       OR EXISTS (SELECT 1 FROM own_indicator WHERE programme = ?1 OR of_programme = ?1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([code], |row| row.get(0))?)
    }

    /// Returns what the office says of a programme in a fiscal year, if it said anything.
    ///
    /// # Errors
    /// What the disk says.
    pub fn programme_year(&self, programme: &str, year: i32) -> Result<Option<ProgrammeYear>, StoreError> {
        let sql = "SELECT * FROM programme_year WHERE programme = ?1 AND year = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let Some(mut said) = statement.query_row(params![programme, year], programme_year).optional()? else {
            return Ok(None);
        };
        let sql = "SELECT what, yen FROM expense WHERE programme = ?1 AND year = ?2 ORDER BY position";
        let expense = |row: &Row<'_>| Ok(Ok(Expense { what: row.get(0)?, yen: row.get(1)? }));
        said.expenses = collect(self.connection, sql, params![programme, year], expense)?;
        Ok(Some(said))
    }

    /// Returns the fiscal years for which the office said anything.
    ///
    /// # Errors
    /// What the disk says.
    pub fn programme_years(&self) -> Result<Vec<i32>, StoreError> {
        collect(self.connection, "SELECT DISTINCT year FROM programme_year", [], |row| Ok(Ok(row.get(0)?)))
    }
}

pub(super) fn bilingual(row: &Row<'_>, column: &str) -> rusqlite::Result<Bilingual> {
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
        expenses: Vec::new(),
    })
}

impl Writer<'_> {
    /// Adds a programme, or replaces the one with its code.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_programme(&self, position: u32, programme: &Programme) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO programme (code, position, name_ja, name_en, beneficiaries_figure, from_year, until_year)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT (code) DO UPDATE SET position = ?2, name_ja = ?3, name_en = ?4,
                       beneficiaries_figure = ?5, from_year = ?6, until_year = ?7";
        let figure = programme.beneficiaries_figure.as_deref().unwrap_or_default();
        let Programme { code, name, years, .. } = programme;
        self.change(sql, params![code, position, name.ja, name.en, figure, years.from, years.until]).map(drop)
    }

    /// Removes a programme of which nobody said anything.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Constraint`] when something was said of it.
    pub fn remove_programme(&self, code: &str) -> Result<(), StoreError> {
        match self.change("DELETE FROM programme WHERE code = ?1", [code])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
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
        )?;
        self.change("DELETE FROM expense WHERE programme = ?1 AND year = ?2", params![programme, year])?;
        for (position, Expense { what, yen }) in (1_u32..).zip(&said.expenses) {
            let sql = "INSERT INTO expense (programme, year, position, what, yen) VALUES (?1, ?2, ?3, ?4, ?5)";
            self.change(sql, params![programme, year, position, what, yen])?;
        }
        Ok(())
    }
}
