//! Standard plans and dated steps.

use casework::ids::PlanStepId;

use super::Answer;
use crate::{
    host::Host,
    show::programmes::{plan_step, template, template_step_of},
    views::programmes::{
        CourseRequest, MovePlanStepRequest, PlanStepView, PlanTemplateView, SavePlanTemplateRequest, SetPlanStepRequest,
    },
};

pub fn plan_template(host: &Host, request: CourseRequest) -> Answer<PlanTemplateView> {
    let steps = host.office.read(|desk| desk.plan_template(&request.course))?;
    Ok(template(request.course, steps))
}

pub fn save_plan_template(host: &Host, request: SavePlanTemplateRequest) -> Answer<PlanTemplateView> {
    let SavePlanTemplateRequest { course, steps } = request;
    let steps: Vec<_> = steps.into_iter().map(template_step_of).collect();
    host.office.write(|desk| desk.save_plan_template(&course, &steps))?;
    plan_template(host, CourseRequest { course })
}

pub fn set_plan_step(host: &Host, request: SetPlanStepRequest) -> Answer<PlanStepView> {
    let id = PlanStepId(request.step);
    host.office.write(|desk| desk.set_plan_step(id, &request.done_on))?;
    step(host, id)
}

pub fn move_plan_step(host: &Host, request: MovePlanStepRequest) -> Answer<PlanStepView> {
    let id = PlanStepId(request.step);
    host.office.write(|desk| desk.move_plan_step(id, &request.due_on))?;
    step(host, id)
}

fn step(host: &Host, id: PlanStepId) -> Answer<PlanStepView> {
    Ok(plan_step(&host.office.read(|desk| desk.plan_step(id))?))
}
