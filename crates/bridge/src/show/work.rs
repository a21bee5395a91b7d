//! Tasks, reminders and closures.

use casework::{
    closure::Closure,
    company::Discussion,
    programme::plan::PlanOf,
    task::{ReminderKind as CaseReminder, Task, TaskKind as CaseKind, TaskState as CaseState, Unit},
};
use office::{AgendaLine, AgendaSource, PlanDue, StaffMember};

use super::people::{person_row, stage};
use crate::views::work::{
    AgendaLineView, ClosureView, DiscussionDueView, PlanDueView, ReminderKind, ReminderRef, RepeatUnit, RepeatView,
    TaskKind, TaskState, TaskView,
};

/// EXPOSE: everything in this file is shown to the member of staff who opened the vault.
pub fn agenda_line(line: &AgendaLine) -> AgendaLineView {
    let (task, reminder, plan, discussion) = match &line.source {
        AgendaSource::Task(task) => (Some(task_view(task)), None, None, None),
        AgendaSource::Reminder(key) => {
            let kind = reminder_view(key.kind);
            (None, Some(ReminderRef { kind, subject: key.subject, on: key.on.to_string() }), None, None)
        }
        AgendaSource::Plan(due) => (None, None, Some(plan_due(due)), None),
        AgendaSource::Discussion(talk) => (None, None, None, Some(discussion_due(talk))),
    };
    AgendaLineView {
        task,
        reminder,
        plan,
        discussion,
        person: line.person.as_ref().map(person_row),
        company: line.company.as_ref().map(|name| name.expose().clone()),
        due_on: line.due_on.to_string(),
        due_at: line.due_at.map(|time| time.format("%H:%M").to_string()),
        assignee: line.assignee,
        snoozed_until: line.snoozed_until.map(|day| day.to_string()),
        days_left: line.days_left,
    }
}

fn discussion_due(talk: &Discussion) -> DiscussionDueView {
    DiscussionDueView {
        discussion: talk.id.0,
        company: talk.company.0,
        next_step: talk.discussion.next_step.expose().clone(),
    }
}

fn plan_due(due: &PlanDue) -> PlanDueView {
    let pair = match due.step.of {
        PlanOf::Pair(id) => Some(id.0),
        PlanOf::Cohort(_) | PlanOf::Enrolment(_) => None,
    };
    PlanDueView {
        step: due.step.id.0,
        title_ja: due.step.title.ja.clone(),
        title_en: due.step.title.en.clone(),
        cohort: due.cohort.0,
        cohort_name: due.cohort_name.clone(),
        pair,
    }
}

fn task_view(task: &Task) -> TaskView {
    TaskView {
        id: task.id.0,
        kind: kind_view(task.content.kind),
        title: task.content.title.expose().clone(),
        repeat: task.content.repeat.map(|repeat| RepeatView { every: repeat.every, unit: unit_view(repeat.unit) }),
        state: match task.state {
            CaseState::Open => TaskState::Open,
            CaseState::Done => TaskState::Done,
            CaseState::Cancelled => TaskState::Cancelled,
        },
        ended_on: task.ended_on.map(|day| day.to_string()),
    }
}

pub fn closure(closure: &Closure, members: &[StaffMember]) -> ClosureView {
    let in_charge = members.iter().find(|member| member.id == closure.in_charge);
    ClosureView {
        closed_on: closure.closed_on.to_string(),
        reason: closure.reason.clone(),
        note: closure.note.as_ref().map_or_else(String::new, |note| note.expose().clone()),
        last_stage: stage(closure.last_stage),
        in_charge: in_charge.map(|member| member.name.expose().clone()),
        reopened_on: closure.reopened_on.map(|day| day.to_string()),
    }
}

pub const fn task_kind(kind: TaskKind) -> CaseKind {
    match kind {
        TaskKind::Todo => CaseKind::ToDo,
        TaskKind::Interview => CaseKind::Interview,
        TaskKind::Contact => CaseKind::Contact,
        TaskKind::Accompany => CaseKind::Accompany,
        TaskKind::Papers => CaseKind::Papers,
    }
}

const fn kind_view(kind: CaseKind) -> TaskKind {
    match kind {
        CaseKind::ToDo => TaskKind::Todo,
        CaseKind::Interview => TaskKind::Interview,
        CaseKind::Contact => TaskKind::Contact,
        CaseKind::Accompany => TaskKind::Accompany,
        CaseKind::Papers => TaskKind::Papers,
    }
}

pub const fn unit_of(unit: RepeatUnit) -> Unit {
    match unit {
        RepeatUnit::Day => Unit::Day,
        RepeatUnit::Week => Unit::Week,
        RepeatUnit::Month => Unit::Month,
        RepeatUnit::Year => Unit::Year,
    }
}

const fn unit_view(unit: Unit) -> RepeatUnit {
    match unit {
        Unit::Day => RepeatUnit::Day,
        Unit::Week => RepeatUnit::Week,
        Unit::Month => RepeatUnit::Month,
        Unit::Year => RepeatUnit::Year,
    }
}

pub const fn reminder_kind(kind: ReminderKind) -> CaseReminder {
    match kind {
        ReminderKind::TrialEnds => CaseReminder::TrialEnds,
        ReminderKind::Retention1 => CaseReminder::Retention1,
        ReminderKind::Retention6 => CaseReminder::Retention6,
        ReminderKind::Retention12 => CaseReminder::Retention12,
        ReminderKind::PermitEnds => CaseReminder::PermitEnds,
    }
}

const fn reminder_view(kind: CaseReminder) -> ReminderKind {
    match kind {
        CaseReminder::TrialEnds => ReminderKind::TrialEnds,
        CaseReminder::Retention1 => ReminderKind::Retention1,
        CaseReminder::Retention6 => ReminderKind::Retention6,
        CaseReminder::Retention12 => ReminderKind::Retention12,
        CaseReminder::PermitEnds => ReminderKind::PermitEnds,
    }
}
