//! Standard plans of courses, and the dated steps laid out from them.

use casework::{
    ids::{CohortId, EnrolmentId, PairId, ParticipantId, PlanStepId, TemplateStepId},
    programme::{
        Bilingual,
        plan::{PlanOf, PlanState, PlanStep, PlanSubject, PlanWho, TemplateStep, due},
    },
};
use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{collect, day, optional_day};
use crate::{Reader, StoreError, Writer};

/// An open step with whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPlanStep {
    /// The step.
    pub step: PlanStep,
    /// The cohort that it belongs to, by itself or through an enrolment or a pair.
    pub cohort: CohortId,
    /// The participant; none for a step of a whole cohort.
    pub participant: Option<ParticipantId>,
}

const STEP: &str = "s.id, s.cohort_id, s.enrolment_id, s.mentorship_id, s.offset_days, s.title_ja, s.title_en, s.who,
    s.due_on, coalesce(s.done_on, '') AS done_on, s.dropped";

/// The condition that a step belongs to something; `?1` is its number.
const fn belongs(of: PlanOf) -> (&'static str, u32) {
    match of {
        PlanOf::Cohort(CohortId(id)) => ("s.cohort_id = ?1", id),
        PlanOf::Enrolment(EnrolmentId(id)) => ("s.enrolment_id = ?1", id),
        PlanOf::Pair(PairId(id)) => ("s.mentorship_id = ?1", id),
    }
}

impl Reader<'_> {
    /// Returns the standard plan of a course in the order of its offsets.
    ///
    /// # Errors
    /// What the disk says.
    pub fn plan_template(&self, course: &str) -> Result<Vec<TemplateStep>, StoreError> {
        let sql =
            "SELECT id, subject, offset_days, title_ja, title_en, who, repeat_every_days, times FROM plan_template
                   WHERE course = ?1 ORDER BY subject, offset_days, id";
        collect(self.connection, sql, [course], |row| Ok(template_step(row)))
    }

    /// Returns the steps of a plan in the order of their days.
    ///
    /// # Errors
    /// What the disk says.
    pub fn plan_of(&self, of: PlanOf) -> Result<Vec<PlanStep>, StoreError> {
        let (condition, id) = belongs(of);
        let sql = format!("SELECT {STEP} FROM plan_step s WHERE {condition} ORDER BY s.due_on, s.id");
        collect(self.connection, &sql, [id], |row| Ok(step(row)))
    }

    /// Returns a step.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn plan_step(&self, id: PlanStepId) -> Result<PlanStep, StoreError> {
        let sql = format!("SELECT {STEP} FROM plan_step s WHERE s.id = ?1");
        self.connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(step(row)))?
    }

    /// Returns the open steps due up to a day, the soonest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open_plan_steps(&self, until: NaiveDate) -> Result<Vec<OpenPlanStep>, StoreError> {
        let sql = format!(
            "SELECT {STEP}, coalesce(s.cohort_id, e.cohort_id) AS of_cohort, e.participant_id AS of_participant
             FROM plan_step s LEFT JOIN mentorship m ON m.id = s.mentorship_id
             LEFT JOIN enrolment e ON e.id = coalesce(s.enrolment_id, m.enrolment_id)
             WHERE s.done_on IS NULL AND s.dropped = 0 AND s.due_on <= ?1 ORDER BY s.due_on, s.id"
        );
        collect(self.connection, &sql, [until.to_string()], |row| {
            let cohort = CohortId(row.get("of_cohort")?);
            let participant = row.get::<_, Option<u32>>("of_participant")?.map(ParticipantId);
            Ok(step(row).map(|step| OpenPlanStep { step, cohort, participant }))
        })
    }
}

fn title(row: &Row<'_>) -> rusqlite::Result<Bilingual> {
    Ok(Bilingual { ja: row.get("title_ja")?, en: row.get("title_en")? })
}

fn who(row: &Row<'_>) -> Result<PlanWho, StoreError> {
    let code: String = row.get("who")?;
    PlanWho::from_code(&code).ok_or(StoreError::Form)
}

fn template_step(row: &Row<'_>) -> Result<TemplateStep, StoreError> {
    let subject: String = row.get("subject")?;
    Ok(TemplateStep {
        id: Some(TemplateStepId(row.get("id")?)),
        subject: PlanSubject::from_code(&subject).ok_or(StoreError::Form)?,
        offset_days: row.get("offset_days")?,
        title: title(row)?,
        who: who(row)?,
        repeat_every_days: row.get("repeat_every_days")?,
        times: row.get("times")?,
    })
}

fn step(row: &Row<'_>) -> Result<PlanStep, StoreError> {
    let of = match (row.get("cohort_id")?, row.get("enrolment_id")?, row.get("mentorship_id")?) {
        (Some(id), None, None) => PlanOf::Cohort(CohortId(id)),
        (None, Some(id), None) => PlanOf::Enrolment(EnrolmentId(id)),
        (None, None, Some(id)) => PlanOf::Pair(PairId(id)),
        _ => return Err(StoreError::Form),
    };
    let (due_on, done_on): (String, String) = (row.get("due_on")?, row.get("done_on")?);
    let state = match (optional_day(&done_on)?, row.get("dropped")?) {
        (Some(done), _) => PlanState::Done(done),
        (None, true) => PlanState::Dropped,
        (None, false) => PlanState::Open,
    };
    Ok(PlanStep {
        id: PlanStepId(row.get("id")?),
        of,
        offset_days: row.get("offset_days")?,
        title: title(row)?,
        who: who(row)?,
        due_on: day(&due_on)?,
        state,
    })
}

impl Writer<'_> {
    /// Replaces the standard plan of a course. Steps that were laid out stay.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_plan_template(&self, course: &str, steps: &[TemplateStep]) -> Result<(), StoreError> {
        let kept: Vec<u32> = steps.iter().filter_map(|step| step.id).map(|id| id.0).collect();
        for old in self.plan_template(course)?.into_iter().filter_map(|step| step.id) {
            if !kept.contains(&old.0) {
                self.change("DELETE FROM plan_template WHERE id = ?1", [old.0])?;
            }
        }
        steps.iter().try_for_each(|step| self.set_template_step(course, step))
    }

    fn set_template_step(&self, course: &str, step: &TemplateStep) -> Result<(), StoreError> {
        let TemplateStep { id, subject, offset_days, title, who, repeat_every_days, times } = step;
        let id = id.map(|id| id.0);
        let sql = "INSERT INTO plan_template (id, course, subject, offset_days, title_ja, title_en, who,
                       repeat_every_days, times) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                   ON CONFLICT (id) DO UPDATE SET subject = ?3, offset_days = ?4, title_ja = ?5, title_en = ?6, who = ?7,
                       repeat_every_days = ?8, times = ?9 WHERE course = ?2";
        let (subject, who) = (subject.code(), who.code());
        let values = params![id, course, subject, offset_days, title.ja, title.en, who, repeat_every_days, times];
        self.change(sql, values).map(drop)
    }

    /// Lays out the steps of a standard plan from the first day of something, those left out that would be due before
    /// `earliest`.
    ///
    /// # Errors
    /// What the disk says.
    pub fn lay_out_plan(
        &self,
        of: PlanOf,
        template: &[TemplateStep],
        first: NaiveDate,
        earliest: NaiveDate,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO plan_step (cohort_id, enrolment_id, mentorship_id, template_id, offset_days, title_ja,
                       title_en, who, due_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let (cohort, enrolment, pair) = match of {
            PlanOf::Cohort(id) => (Some(id.0), None, None),
            PlanOf::Enrolment(id) => (None, Some(id.0), None),
            PlanOf::Pair(id) => (None, None, Some(id.0)),
        };
        for step in template.iter().filter(|step| step.subject == of.subject()) {
            let TemplateStep { id, title, who, .. } = step;
            for offset in step.offsets().filter(|offset| due(first, *offset) >= earliest) {
                let (id, due) = (id.map(|id| id.0), due(first, offset).to_string());
                let values = params![cohort, enrolment, pair, id, offset, title.ja, title.en, who.code(), due];
                self.insert(sql, values)?;
            }
        }
        Ok(())
    }

    /// Moves the open steps of a plan to another first day. What is done stays where it was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn move_open_steps(&self, of: PlanOf, first: NaiveDate) -> Result<(), StoreError> {
        for step in self.plan_of(of)?.into_iter().filter(|step| step.state == PlanState::Open) {
            self.move_plan_step(step.id, due(first, step.offset_days), step.offset_days)?;
        }
        Ok(())
    }

    /// Moves one step.
    ///
    /// # Errors
    /// What the disk says.
    pub fn move_plan_step(&self, id: PlanStepId, due_on: NaiveDate, offset_days: i32) -> Result<(), StoreError> {
        let sql = "UPDATE plan_step SET due_on = ?2, offset_days = ?3 WHERE id = ?1";
        self.change(sql, params![id.0, due_on.to_string(), offset_days]).map(drop)
    }

    /// Says when a step was done, or that it is open again.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_plan_step(&self, id: PlanStepId, done_on: Option<NaiveDate>) -> Result<(), StoreError> {
        let sql = "UPDATE plan_step SET done_on = ?2, dropped = 0 WHERE id = ?1";
        self.change(sql, params![id.0, done_on.map(|day| day.to_string())]).map(drop)
    }

    /// Drops the open steps of a plan, or opens those again that were dropped.
    ///
    /// # Errors
    /// What the disk says.
    pub fn drop_open_steps(&self, of: PlanOf, dropped: bool) -> Result<(), StoreError> {
        let (condition, id) = belongs(of);
        let sql = format!("UPDATE plan_step AS s SET dropped = ?2 WHERE s.done_on IS NULL AND {condition}");
        self.change(&sql, params![id, dropped]).map(drop)
    }
}
