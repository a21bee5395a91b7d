//! Standard plans and dated steps.

use casework::{
    ids::TemplateStepId,
    programme::{
        Bilingual,
        plan::{PlanState, PlanStep, TemplateStep},
    },
};

use super::{day, optional_day};
use crate::views::programmes::{PlanStepState, PlanStepView, PlanTemplateStep, PlanTemplateView};

pub fn plan_step(step: &PlanStep) -> PlanStepView {
    let (state, done_on) = match step.state {
        PlanState::Open => (PlanStepState::Open, None),
        PlanState::Done(on) => (PlanStepState::Done, Some(on)),
        PlanState::Dropped => (PlanStepState::Dropped, None),
    };
    PlanStepView {
        id: step.id.0,
        title_ja: step.title.ja.clone(),
        title_en: step.title.en.clone(),
        who: step.who.into(),
        due_on: day(step.due_on),
        state,
        done_on: optional_day(done_on),
    }
}

pub fn template(course: String, steps: Vec<TemplateStep>) -> PlanTemplateView {
    let step = |step: TemplateStep| PlanTemplateStep {
        id: step.id.map(|id| id.0),
        subject: step.subject.into(),
        offset_days: step.offset_days,
        title_ja: step.title.ja,
        title_en: step.title.en,
        who: step.who.into(),
        repeat_every_days: step.repeat_every_days,
        times: step.times,
    };
    PlanTemplateView { course, steps: steps.into_iter().map(step).collect() }
}

/// A step of a standard plan as the office takes it.
pub fn template_step_of(step: PlanTemplateStep) -> TemplateStep {
    TemplateStep {
        id: step.id.map(TemplateStepId),
        subject: step.subject.into(),
        offset_days: step.offset_days,
        title: Bilingual { ja: step.title_ja, en: step.title_en },
        who: step.who.into(),
        repeat_every_days: step.repeat_every_days,
        times: step.times,
    }
}
