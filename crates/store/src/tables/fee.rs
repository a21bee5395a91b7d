//! Fees for placement.

use casework::{
    fee::{Fee, FeeFor, FeeKind},
    ids::{CompanyId, ParticipantId, RecommendationId},
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, ToSql, params};

use super::{collect, day, guarded};
use crate::{Reader, StoreError, Writer};

/// A fee with whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRow {
    /// Its number.
    pub id: u32,
    /// The fee.
    pub fee: Fee,
    /// The company that paid, or in which somebody was placed.
    pub company: CompanyId,
    /// The company's name.
    pub company_name: Guarded<String>,
    /// Who was placed.
    pub participant: Option<ParticipantId>,
}

const ROW: &str = "
    SELECT f.*, coalesce(f.company_id, r.company_id) AS at_company, c.name AS company_name, r.participant_id AS placed
    FROM fee f
    LEFT JOIN recommendation r ON r.id = f.recommendation_id
    JOIN company c ON c.id = coalesce(f.company_id, r.company_id)";

fn read(row: &Row<'_>) -> rusqlite::Result<Result<FeeRow, StoreError>> {
    let (kind, on): (String, String) = (row.get("kind")?, row.get("received_on")?);
    let placement: Option<u32> = row.get("recommendation_id")?;
    let company = CompanyId(row.get("at_company")?);
    let taken_for =
        placement.map_or(FeeFor::Company(company), |placement| FeeFor::Placement(RecommendationId(placement)));
    let (id, amount, basis) = (row.get("id")?, row.get("amount")?, guarded::<String>(row, "basis")?);
    let company_name = guarded(row, "company_name")?;
    let participant: Option<u32> = row.get("placed")?;
    // EXPOSE: only whether it is empty.
    let basis = Some(basis).filter(|basis| !basis.expose().is_empty());
    Ok((|| {
        let kind = FeeKind::from_code(&kind).ok_or(StoreError::Form)?;
        let fee = Fee { taken_for, received_on: day(&on)?, kind, amount, basis };
        Ok(FeeRow { id, fee, company, company_name, participant: participant.map(ParticipantId) })
    })())
}

impl Reader<'_> {
    /// Returns the fees that were received in a period, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn fees_received(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<FeeRow>, StoreError> {
        let sql = format!("{ROW} WHERE f.received_on BETWEEN ?1 AND ?2 ORDER BY f.received_on, f.id");
        collect(self.connection, &sql, [first.to_string(), last.to_string()], read)
    }

    /// Returns the fees of a placement, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn fees_of(&self, placement: RecommendationId) -> Result<Vec<FeeRow>, StoreError> {
        let sql = format!("{ROW} WHERE f.recommendation_id = ?1 ORDER BY f.received_on, f.id");
        collect(self.connection, &sql, [placement.0], read)
    }

    /// Returns the numbers of the placements for which a fee is on record, or that none was taken.
    ///
    /// # Errors
    /// What the disk says.
    pub fn placements_with_fee(&self) -> Result<Vec<RecommendationId>, StoreError> {
        let sql = "SELECT DISTINCT recommendation_id FROM fee WHERE recommendation_id IS NOT NULL ORDER BY 1";
        collect(self.connection, sql, [], |row| Ok(Ok(RecommendationId(row.get(0)?))))
    }

    /// Returns a fee.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn fee(&self, id: u32) -> Result<FeeRow, StoreError> {
        let sql = format!("{ROW} WHERE f.id = ?1");
        collect(self.connection, &sql, [id], read)?.pop().ok_or(StoreError::NotFound)
    }
}

impl Writer<'_> {
    /// Adds a fee; returns its number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_fee(&self, fee: &Fee) -> Result<u32, StoreError> {
        let sql = "INSERT INTO fee (recommendation_id, company_id, received_on, kind, amount, basis)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.with_values(fee, |values| self.insert(sql, values))
    }

    /// Writes a fee in the place of what stood there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_fee(&self, id: u32, fee: &Fee) -> Result<(), StoreError> {
        let sql = "UPDATE fee SET recommendation_id = ?1, company_id = ?2, received_on = ?3, kind = ?4, amount = ?5,
                   basis = ?6 WHERE id = ?7";
        let with_id = |values: &[&dyn ToSql]| {
            let all: Vec<&dyn ToSql> = values.iter().copied().chain([&id as &dyn ToSql]).collect();
            self.change(sql, all.as_slice())
        };
        if self.with_values(fee, with_id)? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Removes a fee that was entered by mistake.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_fee(&self, id: u32) -> Result<(), StoreError> {
        if self.change("DELETE FROM fee WHERE id = ?1", params![id])? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    fn with_values<T>(
        &self,
        fee: &Fee,
        run: impl FnOnce(&[&dyn ToSql]) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (placement, company) = match fee.taken_for {
            FeeFor::Placement(id) => (Some(id.0), None),
            FeeFor::Company(id) => (None, Some(id.0)),
        };
        // EXPOSE: goes into the encrypted store.
        let basis = fee.basis.as_ref().map_or("", |basis| basis.expose().as_str());
        run(&[&placement, &company, &fee.received_on.to_string(), &fee.kind.code(), &fee.amount, &basis])
    }
}
