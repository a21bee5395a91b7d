//! Recommendations and the steps that follow.

use casework::{
    fact::FactKind,
    ids::{CompanyId, ParticipantId, RecommendationId},
    participant::Stage,
    placement::Step,
};
use chrono::NaiveDate;
use rusqlite::params;

use super::{collect, day};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns who was recommended and when.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn recommendation(&self, id: RecommendationId) -> Result<(ParticipantId, NaiveDate), StoreError> {
        let sql = "SELECT participant_id, recommended_on FROM recommendation WHERE id = ?1";
        let (participant, on): (u32, String) =
            self.connection.prepare_cached(sql)?.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((ParticipantId(participant), day(&on)?))
    }

    /// Returns the steps recorded of a placement, in the order in which they were recorded.
    ///
    /// # Errors
    /// What the disk says.
    pub fn steps_of(&self, id: RecommendationId) -> Result<Vec<(Step, NaiveDate)>, StoreError> {
        let sql = "SELECT step, reached_on FROM placement_step WHERE recommendation_id = ?1 ORDER BY id";
        collect(self.connection, sql, [id.0], |row| {
            let (step, on): (String, String) = (row.get(0)?, row.get(1)?);
            Ok(Step::from_code(&step).ok_or(StoreError::Form).and_then(|step| Ok((step, day(&on)?))))
        })
    }
}

impl Writer<'_> {
    /// Adds a recommendation.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_recommendation(
        &self,
        participant: ParticipantId,
        company: CompanyId,
        on: NaiveDate,
    ) -> Result<RecommendationId, StoreError> {
        let sql = "INSERT INTO recommendation (participant_id, company_id, recommended_on) VALUES (?1, ?2, ?3)";
        let id = self.insert(sql, params![participant.0, company.0, on.to_string()]).map(RecommendationId)?;
        self.touch(participant, on, Stage::shown_by(FactKind::Recommended, None))?;
        Ok(id)
    }

    /// Adds a step. `reason` is the code of the reason of an end, else empty.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_step(
        &self,
        recommendation: RecommendationId,
        step: Step,
        on: NaiveDate,
        reason: &str,
    ) -> Result<(), StoreError> {
        let (participant, _) = self.recommendation(recommendation)?;
        let sql = "INSERT INTO placement_step (recommendation_id, step, reached_on, reason) VALUES (?1, ?2, ?3, ?4)";
        self.insert(sql, params![recommendation.0, step.fact().code(), on.to_string(), reason])?;
        self.touch(participant, on, Stage::shown_by(step.fact(), None))
    }
}
