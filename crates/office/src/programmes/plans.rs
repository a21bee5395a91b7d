//! Standard plans and the dated steps laid out from them.

use casework::{
    dates::full_day,
    ids::{CohortId, PlanStepId},
    programme::{
        Bilingual,
        plan::{PlanOf, PlanState, PlanStep, TemplateStep},
    },
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use store::PersonSummary;

use super::check;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// An open step with what it concerns.
#[derive(Debug, Clone)]
pub struct PlanDue {
    /// The step.
    pub step: PlanStep,
    /// The cohort.
    pub cohort: CohortId,
    /// Its name.
    pub cohort_name: String,
    /// The participant; none for a step of a whole cohort.
    pub person: Option<PersonSummary>,
}

/// Steps that were due longer ago than this are not laid out: what is entered late was done or dropped by then.
const LOOKS_BACK: Days = Days::new(14);
/// Nothing is planned farther than this from the first day.
const OFFSET_MAX: u32 = 2_000;
const TIMES_MAX: u32 = 100;
const STEPS_MAX: usize = 100;

impl Desk<'_> {
    /// Returns the open steps of all plans due up to a day, the soonest first; none for somebody who does not run
    /// programmes.
    ///
    /// # Errors
    /// What the store says.
    pub fn open_plan_steps(&self, until: NaiveDate) -> Result<Vec<PlanDue>, OfficeError> {
        if self.may(Act::Programmes).is_err() {
            return Ok(Vec::new());
        }
        let steps = self.records.open_plan_steps(until)?.into_iter();
        steps
            .map(|open| {
                let person = open.participant.map(|id| self.records.summary(id)).transpose()?;
                let cohort_name = self.records.cohort(open.cohort)?.name;
                Ok(PlanDue { step: open.step, cohort: open.cohort, cohort_name, person })
            })
            .collect()
    }

    /// Returns a step.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn plan_step(&self, id: PlanStepId) -> Result<PlanStep, OfficeError> {
        self.may(Act::Programmes)?;
        Ok(self.records.plan_step(id)?)
    }

    /// Returns the standard plan of a course in the order of its offsets.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn plan_template(&self, course: &str) -> Result<Vec<TemplateStep>, OfficeError> {
        self.may(Act::Programmes)?;
        self.records.course(course)?;
        Ok(self.records.plan_template(course)?)
    }

    /// The first day of what a plan belongs to.
    fn first_day_of(&self, of: PlanOf) -> Result<NaiveDate, OfficeError> {
        Ok(match of {
            PlanOf::Cohort(id) => self.records.cohort(id)?.starts_on,
            PlanOf::Enrolment(id) => {
                let enrolment = self.records.enrolment(id)?;
                enrolment.on.max(self.records.cohort(enrolment.cohort)?.starts_on)
            }
            PlanOf::Pair(id) => self.records.pair(id)?.starts_on,
        })
    }

    /// Whom a plan concerns: the participant of an enrolment or a pair.
    fn change_of_step<'a>(&self, verb: &'a str, step: &PlanStep) -> Result<Change<'a>, OfficeError> {
        let enrolment = match step.of {
            PlanOf::Cohort(_) => None,
            PlanOf::Enrolment(id) => Some(id),
            PlanOf::Pair(id) => Some(self.records.pair(id)?.enrolment),
        };
        let person = enrolment.map(|id| self.records.enrolment(id)).transpose()?.map(|found| found.participant);
        Ok(Change { verb, subject: "plan_step", id: Some(step.id.0), person, ..Change::default() })
    }
}

fn check_template(steps: &[TemplateStep], known: &[TemplateStep]) -> Result<Vec<TemplateStep>, OfficeError> {
    if steps.len() > STEPS_MAX {
        return Err(OfficeError::field("steps", FieldError::OutOfRange));
    }
    let checked = steps.iter().enumerate().map(|(place, step)| {
        let at = |field: &str| format!("steps.{place}.{field}");
        let refuse = |field: &str| Err(OfficeError::field(at(field), FieldError::OutOfRange));
        if step.offset_days.unsigned_abs() > OFFSET_MAX {
            return refuse("offset_days");
        }
        if step.repeat_every_days > OFFSET_MAX {
            return refuse("repeat_every_days");
        }
        if !(1..=TIMES_MAX).contains(&step.times) {
            return refuse("times");
        }
        if step.id.is_some() && !known.iter().any(|known| known.id == step.id) {
            return Err(OfficeError::NotFound);
        }
        let ja = check::needed(&at("title_ja"), &step.title.ja)?;
        let en = check::needed(&at("title_en"), &step.title.en)?;
        Ok(TemplateStep { title: Bilingual { ja, en }, ..step.clone() })
    });
    checked.collect()
}

impl WritingDesk<'_> {
    /// Replaces the standard plan of a course. Steps that were laid out stay as they are.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `steps.N.…`.
    pub fn save_plan_template(&self, course: &str, steps: &[TemplateStep]) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        self.records.course(course)?;
        let steps = check_template(steps, &self.records.plan_template(course)?)?;
        self.writer.set_plan_template(course, &steps)?;
        let after = Guarded::new(serde_json::json!({ "course": course }).to_string());
        self.note_change(&Change { verb: "change", subject: "plan", after: Some(after), ..Change::default() })
    }

    /// Says on which day a step was done; an empty day opens it again.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `done_on`.
    pub fn set_plan_step(&self, id: PlanStepId, done_on: &str) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let step = self.records.plan_step(id)?;
        let done = match done_on.trim() {
            "" => None,
            text => Some(self.fact_day("done_on", text)?),
        };
        let change = self.change_of_step(if done.is_some() { "finish" } else { "open" }, &step)?;
        self.writer.set_plan_step(id, done)?;
        self.note_change(&change)
    }

    /// Moves an open step to another day. From then on it keeps its distance from the first day.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `due_on`, also when the step is not open.
    pub fn move_plan_step(&self, id: PlanStepId, due_on: &str) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let step = self.records.plan_step(id)?;
        if step.state != PlanState::Open {
            return Err(OfficeError::field("due_on", FieldError::AlreadyEnded));
        }
        let due = self.check_planned("due_on", full_day(due_on).in_field("due_on")?)?;
        let offset = due.signed_duration_since(self.first_day_of(step.of)?).num_days();
        let offset = i32::try_from(offset).map_err(|_| FieldError::OutOfRange).in_field("due_on")?;
        self.writer.move_plan_step(id, due, offset)?;
        let json = |day: NaiveDate| Some(Guarded::new(serde_json::json!({ "due_on": day }).to_string()));
        self.note_change(&Change {
            before: json(step.due_on),
            after: json(due),
            ..self.change_of_step("change", &step)?
        })
    }

    /// Lays out the standard plan of a course for something that begins on a day.
    pub(super) fn lay_out_plan(&self, of: PlanOf, course: &str, first: NaiveDate) -> Result<(), OfficeError> {
        let template = self.records.plan_template(course)?;
        Ok(self.writer.lay_out_plan(of, &template, first, self.today() - LOOKS_BACK)?)
    }
}
