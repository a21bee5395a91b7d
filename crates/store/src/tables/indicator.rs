//! Figures that the office defines itself, and which figures a programme shows.

use std::collections::BTreeMap;

use casework::{
    fact::FactKind,
    programme::{Definition, Measured, OwnIndicator},
};
use rusqlite::{Row, params};

use super::{collect, programme::bilingual};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns the own figures of the office in all versions, the older version first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn own_indicators(&self) -> Result<Vec<OwnIndicator>, StoreError> {
        collect(self.connection, "SELECT * FROM own_indicator ORDER BY id, version", [], own_indicator)
    }

    /// Returns the figures chosen for each programme for which the office chose, in their order.
    ///
    /// # Errors
    /// What the disk says.
    pub fn chosen_figures(&self) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
        let sql = "SELECT code FROM programme WHERE figures_chosen = 1";
        let programmes: Vec<String> = collect(self.connection, sql, [], |row| Ok(Ok(row.get(0)?)))?;
        let mut chosen: BTreeMap<_, _> = programmes.into_iter().map(|code| (code, Vec::new())).collect();
        let sql = "SELECT programme, figure FROM programme_figure ORDER BY programme, position";
        let rows: Vec<(String, String)> = collect(self.connection, sql, [], |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
        for (programme, figure) in rows {
            chosen.entry(programme).or_default().push(figure);
        }
        Ok(chosen)
    }
}

fn own_indicator(row: &Row<'_>) -> rusqlite::Result<Result<OwnIndicator, StoreError>> {
    let (kind, measure, details): (String, String, String) =
        (row.get("kind")?, row.get("measure")?, row.get("details")?);
    let (of_programme, least, most) = (row.get("of_programme")?, row.get("least")?, row.get("most")?);
    let (up_to, removed) = (row.get("up_to")?, row.get("removed")?);
    let (id, version, programme) = (row.get("id")?, row.get("version")?, row.get("programme")?);
    let (name, rule, from_year) = (bilingual(row, "name")?, bilingual(row, "rule")?, row.get("from_year")?);
    Ok((|| {
        let kind = FactKind::from_code(&kind).ok_or(StoreError::Form)?;
        let measure = Measured::from_code(&measure).ok_or(StoreError::Form)?;
        let details = details.lines().map(String::from).collect();
        let count = Definition { kind, measure, details, of_programme, least, most, up_to };
        Ok(OwnIndicator { id, version, programme, name, rule, from_year, count, removed })
    })())
}

impl Writer<'_> {
    /// Adds a version of an own figure, or replaces it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_own_indicator(&self, own: &OwnIndicator) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO own_indicator (id, version, programme, name_ja, name_en, rule_ja, rule_en,
                       from_year, kind, measure, details, of_programme, least, most, up_to, removed)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
        let OwnIndicator { id, version, programme, name, rule, from_year, count, removed } = own;
        let (kind, measure, details) = (count.kind.code(), count.measure.code(), count.details.join("\n"));
        let row = params![
            id,
            version,
            programme,
            name.ja,
            name.en,
            rule.ja,
            rule.en,
            from_year,
            kind,
            measure,
            details,
            count.of_programme,
            count.least,
            count.most,
            count.up_to,
            removed,
        ];
        self.change(sql, row).map(drop)
    }

    /// Sets whether an own figure is counted any more, in all its versions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn set_indicator_removed(&self, id: &str, removed: bool) -> Result<(), StoreError> {
        match self.change("UPDATE own_indicator SET removed = ?2 WHERE id = ?1", params![id, removed])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// Sets which figures a programme shows, in their order; they are taken from other programmes. None forgets the
    /// choice.
    ///
    /// # Errors
    /// What the disk says.
    pub fn choose_figures(&self, programme: &str, figures: Option<&[String]>) -> Result<(), StoreError> {
        let sql = "UPDATE programme SET figures_chosen = ?2 WHERE code = ?1";
        self.change(sql, params![programme, figures.is_some()])?;
        self.change("DELETE FROM programme_figure WHERE programme = ?1", [programme])?;
        for (position, figure) in (1_u32..).zip(figures.unwrap_or_default()) {
            let sql = "INSERT OR REPLACE INTO programme_figure (figure, programme, position) VALUES (?1, ?2, ?3)";
            self.change(sql, params![figure, programme, position])?;
        }
        Ok(())
    }
}
