//! Recommendations and the steps to a kept job.

mod lines;
mod retention;

use casework::{
    codes::CodeList,
    consent::Gate,
    dates::{DateError, full_day},
    ids::{CompanyId, OpeningId, ParticipantId, RecommendationId},
    opening::Term,
    participant::Residence,
    placement::{
        Placement, Side, Step, StepError, StepRecord, may_follow,
        warnings::{self, PlacementWarning},
    },
    profile::{ResidencePeriod, ResidenceWarning, residence_warning},
    text::{TextError, paragraphs},
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::{NewRecommendation, Of};

pub use self::{
    lines::{PlacementLine, PlacementPage},
    retention::EnteredRetention,
};
use crate::{
    companies::openings::of_company,
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// The longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// A recommendation as entered. Days are texts as typed.
#[derive(Debug, Clone)]
pub struct EnteredRecommendation {
    /// Who.
    pub participant: ParticipantId,
    /// To which company.
    pub company: CompanyId,
    /// For which opening of it.
    pub opening: Option<OpeningId>,
    /// When.
    pub on: String,
    /// When work is meant to start, or empty.
    pub starts_on: String,
    /// What may be told to the company.
    pub share_note: Guarded<String>,
    /// What stays inside.
    pub inside_note: Guarded<String>,
    /// Why one goes on in spite of the warnings; empty when there is none.
    pub despite_reason: Guarded<String>,
}

/// A step as entered. Days are texts as typed.
#[derive(Debug, Clone)]
pub struct EnteredStep {
    /// Which.
    pub step: Step,
    /// When.
    pub on: String,
    /// Code of the reason of an end.
    pub reason: String,
    /// Whose decision an end was.
    pub side: Option<Side>,
    /// When a trial hire or a fixed term is to end, or empty.
    pub planned_end: String,
    /// For how long they are employed.
    pub term: Option<Term>,
    /// A few words that stay inside.
    pub note: Guarded<String>,
    /// Why one goes on in spite of the warnings; empty when there is none.
    pub despite_reason: Guarded<String>,
}

fn words(field: &str, text: &Guarded<String>) -> Result<Guarded<String>, OfficeError> {
    Ok(paragraphs(text, WORDS_MAX).in_field(field)?.unwrap_or_default())
}

fn optional_day(field: &str, text: &str) -> Result<Option<NaiveDate>, OfficeError> {
    if text.trim().is_empty() { Ok(None) } else { full_day(text).map(Some).in_field(field) }
}

/// Keeps which warnings were passed by, and refuses to pass by without saying why.
fn despite(warnings: &[PlacementWarning], reason: &Guarded<String>) -> Result<(String, Guarded<String>), OfficeError> {
    let codes = warnings::codes(warnings);
    if codes.is_empty() {
        return Ok((codes, Guarded::default()));
    }
    let reason = words("despite_reason", reason)?;
    // EXPOSE: only whether it is empty.
    if reason.expose().is_empty() {
        return Err(OfficeError::field("despite_reason", TextError::Empty));
    }
    Ok((codes, reason))
}

impl Desk<'_> {
    /// Returns what speaks against work from a day on: by the status held on that day, as far as it is on record.
    pub(crate) fn work_warning(
        &self,
        participant: ParticipantId,
        on: NaiveDate,
    ) -> Result<Option<ResidenceWarning>, OfficeError> {
        let periods = self.records.records_of::<ResidencePeriod>(participant)?;
        let began = |period: &ResidencePeriod| period.from.unwrap_or(NaiveDate::MIN);
        let held = periods.iter().map(|(_, period)| period).find(|period| began(period) <= on);
        let held = held.map(|period| Residence {
            status: period.status.clone(),
            expires_on: period.ends_on,
            work: period.work,
            work_ends_on: period.work_ends_on,
        });
        Ok(residence_warning(held.as_ref(), on))
    }

    /// Returns what speaks against a recommendation that is about to be made.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for the days, and for `company` when the person is under way there; what the store says.
    pub fn recommendation_warnings(
        &self,
        entered: &EnteredRecommendation,
    ) -> Result<Vec<PlacementWarning>, OfficeError> {
        self.may(Act::Placement)?;
        Ok(self.checked_recommendation(entered)?.1)
    }

    fn checked_recommendation(
        &self,
        entered: &EnteredRecommendation,
    ) -> Result<(NewRecommendation, Vec<PlacementWarning>), OfficeError> {
        let participant = entered.participant;
        self.not_retired(entered.company)?;
        let on = self.fact_day_of(participant, "on", &entered.on)?;
        self.check_open_on(participant, on)?;
        let starts_on = optional_day("starts_on", &entered.starts_on)?;
        if starts_on.is_some_and(|starts| starts < on) {
            return Err(OfficeError::field("starts_on", DateError::TooEarly));
        }
        let new = NewRecommendation {
            opening: entered.opening,
            starts_on,
            share_note: words("share_note", &entered.share_note)?,
            ..NewRecommendation::new(participant, entered.company, on)
        };
        let warnings = self.warnings_of(&new)?;
        Ok((new, warnings))
    }

    fn warnings_of(&self, new: &NewRecommendation) -> Result<Vec<PlacementWarning>, OfficeError> {
        let own = self.records.recommendations(Of::Person(new.participant))?;
        let own: Vec<Placement> = own.into_iter().map(|one| one.placement).collect();
        let asked = Placement {
            id: RecommendationId(0),
            company: new.company,
            opening: new.opening,
            recommended_on: new.on,
            steps: Vec::new(),
        };
        if warnings::doubled(&own, &asked, new.on).is_some() {
            return Err(OfficeError::field("company", FieldError::AlreadyThere));
        }
        let mut found = Vec::new();
        let residence = self.work_warning(new.participant, new.starts_on.unwrap_or(new.on))?;
        found.extend(residence.map(PlacementWarning::Residence));
        found.extend(warnings::same_company(&own, &asked, new.on));
        if let Some(id) = new.opening {
            let opening = self.records.opening(id)?;
            of_company(&opening, new.company)?;
            found.extend((!opening.is_open_on(new.on)).then_some(PlacementWarning::OpeningClosed));
            let filled = self.records.employed_for(id)? >= opening.opening.sought;
            found.extend(filled.then_some(PlacementWarning::OpeningFilled));
        }
        Ok(found)
    }

    /// Returns what speaks against a step that is about to be taken.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `on`; [`OfficeError::NotFound`]; what the store says.
    pub fn step_warnings(
        &self,
        id: RecommendationId,
        step: Step,
        on: &str,
    ) -> Result<Vec<PlacementWarning>, OfficeError> {
        self.may(Act::Placement)?;
        self.warnings_of_step(id, step, self.fact_day("on", on)?)
    }

    fn warnings_of_step(
        &self,
        id: RecommendationId,
        step: Step,
        on: NaiveDate,
    ) -> Result<Vec<PlacementWarning>, OfficeError> {
        if !warnings::is_work(step) {
            return Ok(Vec::new());
        }
        let this = self.records.recommended(id)?;
        let own = self.records.recommendations(Of::Person(this.recommendation.participant))?;
        let own: Vec<Placement> = own.into_iter().map(|one| one.placement).collect();
        let residence = self.work_warning(this.recommendation.participant, on)?;
        let mut found: Vec<_> = residence.map(PlacementWarning::Residence).into_iter().collect();
        // Who works here already does not begin to work elsewhere with this step.
        if this.placement.hired_on().is_none() {
            found.extend(warnings::works_elsewhere(&own, id, on));
        }
        Ok(found)
    }
}

impl WritingDesk<'_> {
    /// Records that a participant was recommended to a company, to which they consented.
    ///
    /// # Errors
    /// As [`recommend_for`](Self::recommend_for).
    pub fn recommend(
        &self,
        participant: ParticipantId,
        company: CompanyId,
        on: NaiveDate,
    ) -> Result<RecommendationId, OfficeError> {
        self.recommend_for(&EnteredRecommendation {
            participant,
            company,
            opening: None,
            on: on.to_string(),
            starts_on: String::new(),
            share_note: Guarded::default(),
            inside_note: Guarded::default(),
            despite_reason: Guarded::default(),
        })
    }

    /// Records that a participant was recommended to a company, or for an opening of it, to which they consented.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for the days, for `company` when it was retired or the person is under way there, for
    /// `despite_reason` when something speaks against it and nobody says why it is done; [`OfficeError::GateClosed`];
    /// [`OfficeError::CaseClosed`]; [`OfficeError::NotFound`].
    pub fn recommend_for(&self, entered: &EnteredRecommendation) -> Result<RecommendationId, OfficeError> {
        self.may(Act::Placement)?;
        let name = self.records.company_name(entered.company)?;
        let (mut new, found) = self.checked_recommendation(entered)?;
        self.pass_on(new.participant, Gate::Recommending, Some(&name), new.on)?;
        let inside = words("inside_note", &entered.inside_note)?;
        (new.despite, new.despite_reason) = despite(&found, &entered.despite_reason)?;
        let id = self.writer.add_recommendation(&new)?;
        self.writer.keep_inside_note(id, &inside)?;
        self.note_of(new.participant, "add", "recommendation", id.0)?;
        Ok(id)
    }

    /// Replaces when work is meant to start, what may be told to the company, and what stays inside.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`].
    pub fn correct_recommendation(
        &self,
        id: RecommendationId,
        starts_on: &str,
        share_note: &Guarded<String>,
        inside_note: &Guarded<String>,
    ) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let before = self.records.recommended(id)?.recommendation;
        let starts_on = optional_day("starts_on", starts_on)?;
        if starts_on.is_some_and(|starts| starts < before.on) {
            return Err(OfficeError::field("starts_on", DateError::TooEarly));
        }
        self.writer.correct_recommendation(id, starts_on, &words("share_note", share_note)?)?;
        self.writer.keep_inside_note(id, &words("inside_note", inside_note)?)?;
        self.note_of(before.participant, "correct", "recommendation", id.0)
    }

    /// Removes a recommendation that was entered by mistake: one that nothing followed.
    ///
    /// # Errors
    /// [`OfficeError::Step`] when a step followed; [`OfficeError::NotFound`].
    pub fn remove_recommendation(&self, id: RecommendationId) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let (participant, _) = self.records.recommendation(id)?;
        if !self.records.steps_of(id)?.is_empty() {
            return Err(StepError::Passed.into());
        }
        self.writer.remove_recommendation(id)?;
        self.writer.refresh_kept(participant)?;
        self.note_of(participant, "remove", "recommendation", id.0)
    }

    /// Records a step of a placement of which only the day is known. `reason` is the code of the reason of an end, else
    /// empty.
    ///
    /// # Errors
    /// As [`take_step`](Self::take_step).
    pub fn record_step(
        &self,
        recommendation: RecommendationId,
        step: Step,
        on: NaiveDate,
        reason: &str,
    ) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let new = StepRecord { reason: reason.to_owned(), ..StepRecord::new(step, on) };
        self.add_step(recommendation, new, &Guarded::default())
    }

    /// Records a step of a placement.
    ///
    /// # Errors
    /// [`OfficeError::Step`] when it cannot follow what is recorded; [`OfficeError::Field`] for `on`, `reason`,
    /// `planned_end`, `term`, and `despite_reason` when something speaks against it and nobody says why it is done.
    pub fn take_step(&self, recommendation: RecommendationId, entered: &EnteredStep) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let on = self.fact_day("on", &entered.on)?;
        let mut new = StepRecord { note: words("note", &entered.note)?, ..StepRecord::new(entered.step, on) };
        match entered.step {
            Step::Ended => {
                if entered.reason.is_empty() {
                    return Err(OfficeError::field("reason", TextError::Empty));
                }
                self.check_code("reason", CodeList::PlacementEndReason, &entered.reason, on)?;
                (new.reason, new.side) = (entered.reason.clone(), entered.side);
            }
            Step::TrialHire | Step::Employed => {
                new.planned_end = optional_day("planned_end", &entered.planned_end)?;
                if new.planned_end.is_some_and(|end| end < on) {
                    return Err(OfficeError::field("planned_end", DateError::TooEarly));
                }
                new.term = entered.term.filter(|_| entered.step == Step::Employed);
            }
            Step::CompanyInterview | Step::Offer | Step::Permanent => {}
        }
        self.add_step(recommendation, new, &entered.despite_reason)
    }

    fn add_step(
        &self,
        recommendation: RecommendationId,
        mut new: StepRecord,
        reason: &Guarded<String>,
    ) -> Result<(), OfficeError> {
        let (participant, recommended_on) = self.records.recommendation(recommendation)?;
        self.check_day("on", new.on)?;
        let steps: Vec<_> = self.records.steps_of(recommendation)?.iter().map(|one| (one.step, one.on)).collect();
        may_follow(recommended_on, &steps, new.step, new.on)?;
        let found = self.warnings_of_step(recommendation, new.step, new.on)?;
        (new.despite, new.despite_reason) = despite(&found, reason)?;
        self.note_of(participant, new.step.fact().code(), "recommendation", recommendation.0)?;
        Ok(self.writer.add_step(recommendation, &new)?)
    }

    /// Takes the newest step back.
    ///
    /// # Errors
    /// [`OfficeError::Step`] when it is not the newest, or answers to whether they are still there hang on it;
    /// [`OfficeError::NotFound`].
    pub fn take_step_back(&self, recommendation: RecommendationId, step: Step) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let (participant, _) = self.records.recommendation(recommendation)?;
        let steps = self.records.steps_of(recommendation)?;
        if !steps.iter().any(|one| one.step == step) {
            return Err(OfficeError::NotFound);
        }
        let newest = steps.iter().all(|one| one.step <= step);
        let asked = warnings::is_work(step) && !self.records.retention_of(recommendation)?.is_empty();
        if !newest || asked {
            return Err(StepError::NotNewest.into());
        }
        self.writer.remove_step(recommendation, step)?;
        let change =
            Change { verb: "remove", subject: "placement_step", id: Some(recommendation.0), ..Change::default() };
        self.note_change(&Change { person: Some(participant), ..change })
    }
}
