//! Companies, recommendations and the steps to a kept job.

use casework::{
    consent::Gate,
    ids::{CompanyId, DiscussionId, ParticipantId, RecommendationId},
    placement::{Step, may_follow},
};
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    desk::WritingDesk,
    error::{InField, OfficeError},
    roles::Act,
};

impl WritingDesk<'_> {
    /// Adds a company.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `name`.
    pub fn add_company(&self, name: &Guarded<String>) -> Result<CompanyId, OfficeError> {
        self.may(Act::Placement)?;
        let name = casework::text::line(name, casework::names::NAME_MAX).in_field("name")?;
        let id = self.writer.add_company(&name)?;
        self.note("add", "company", Some(id.0))?;
        Ok(id)
    }

    /// Records a discussion with a company.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `on`; [`OfficeError::NotFound`].
    pub fn record_discussion(&self, company: CompanyId, on: NaiveDate) -> Result<DiscussionId, OfficeError> {
        self.may(Act::Placement)?;
        self.records.company_name(company)?;
        let id = self.writer.add_discussion(company, self.check_day("on", on)?)?;
        self.note("add", "discussion", Some(id.0))?;
        Ok(id)
    }

    /// Records that a participant was recommended to a company, to which they consented.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `on`; [`OfficeError::GateClosed`]; [`OfficeError::CaseClosed`];
    /// [`OfficeError::NotFound`].
    pub fn recommend(
        &self,
        participant: ParticipantId,
        company: CompanyId,
        on: NaiveDate,
    ) -> Result<RecommendationId, OfficeError> {
        self.may(Act::Placement)?;
        let name = self.records.company_name(company)?;
        self.check_day("on", on)?;
        self.check_open_on(participant, on)?;
        self.not_before_first_contact(participant, "on", on)?;
        self.pass_on(participant, Gate::Recommending, Some(&name), on)?;
        let id = self.writer.add_recommendation(participant, company, on)?;
        self.note_of(participant, "add", "recommendation", id.0)?;
        Ok(id)
    }

    /// Records a step of a placement. `reason` is the code of the reason of an end, else empty.
    ///
    /// # Errors
    /// [`OfficeError::Step`] when it cannot follow what is recorded; [`OfficeError::Field`] for `on`.
    pub fn record_step(
        &self,
        recommendation: RecommendationId,
        step: Step,
        on: NaiveDate,
        reason: &str,
    ) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let (participant, recommended_on) = self.records.recommendation(recommendation)?;
        self.check_day("on", on)?;
        may_follow(recommended_on, &self.records.steps_of(recommendation)?, step, on)?;
        self.note_of(participant, step.fact().code(), "recommendation", recommendation.0)?;
        Ok(self.writer.add_step(recommendation, step, on, reason)?)
    }
}
