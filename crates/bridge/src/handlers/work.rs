//! Tasks, reminders, the calendar; closing and reopening cases.

use casework::{
    ids::{ParticipantId, TaskId},
    task::ReminderKey,
};
use chrono::Days;
use office::{AgendaLine, NewTask, ReminderAnswer as OfficeAnswer, Whose};

use crate::{
    error::{CommandError, ErrorCode},
    host::{FileSuggestion, Host},
    show::work::{agenda_line, closure, reminder_kind, task_kind, unit_of},
    views::{
        people::ParticipantRequest,
        session::SavedView,
        work::{
            AgendaRequest, AgendaView, AgendaWhose, AnswerReminderRequest, AssignTaskRequest, CaseView,
            CloseCaseRequest, ClosingView, ColleagueView, CorrectTaskRequest, EndedTasksRequest, ReminderAnswer,
            ReminderRef, ReopenCaseRequest, SnoozeTaskRequest, TaskDone, TaskInput, TaskRequest, TaskSaved,
        },
    },
};

type Answer<T> = Result<T, CommandError>;

/// The longest look ahead, in days.
const FARTHEST: u32 = 366;
/// How long tasks that ended are offered to be opened again, in days.
const ENDED_DAYS: u64 = 90;

pub fn agenda(host: &Host, request: AgendaRequest) -> Answer<AgendaView> {
    let days = Days::new(u64::from(request.days.min(FARTHEST)));
    let lines = host.office.read(|desk| {
        let until = desk.today().checked_add_days(days).unwrap_or(chrono::NaiveDate::MAX);
        desk.agenda(whose(request.whose), until, request.snoozed)
    })?;
    view(host, &lines)
}

pub fn tasks_of(host: &Host, request: ParticipantRequest) -> Answer<AgendaView> {
    let lines = host.office.read(|desk| desk.tasks_of(ParticipantId(request.id)))?;
    view(host, &lines)
}

pub fn ended_tasks(host: &Host, request: EndedTasksRequest) -> Answer<AgendaView> {
    let lines = host.office.read(|desk| desk.ended_tasks(whose(request.whose), ENDED_DAYS))?;
    view(host, &lines)
}

pub fn add_task(host: &Host, request: TaskInput) -> Answer<TaskSaved> {
    let id = host.office.write(|desk| desk.add_task(&entered(&request)))?;
    Ok(TaskSaved { id: id.0 })
}

pub fn correct_task(host: &Host, request: CorrectTaskRequest) -> Answer<TaskSaved> {
    host.office.write(|desk| desk.correct_task(TaskId(request.id), &entered(&request.task)))?;
    Ok(TaskSaved { id: request.id })
}

pub fn complete_task(host: &Host, request: TaskRequest) -> Answer<TaskDone> {
    let next = host.office.write(|desk| desk.complete_task(TaskId(request.id)))?;
    Ok(TaskDone { next_on: next.map(|day| day.to_string()) })
}

pub fn cancel_task(host: &Host, request: TaskRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.cancel_task(TaskId(request.id)))?)
}

pub fn reopen_task(host: &Host, request: TaskRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.reopen_task(TaskId(request.id)))?)
}

pub fn snooze_task(host: &Host, request: SnoozeTaskRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.snooze_task(TaskId(request.id), &request.until))?)
}

pub fn assign_task(host: &Host, request: AssignTaskRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.assign_task(TaskId(request.id), request.assignee))?)
}

pub fn answer_reminder(host: &Host, request: AnswerReminderRequest) -> Answer<()> {
    let key = key(&request.reminder)?;
    let answer = match request.answer {
        ReminderAnswer::Done => OfficeAnswer::Done,
        ReminderAnswer::Open => OfficeAnswer::Open,
        ReminderAnswer::Snooze(until) => OfficeAnswer::Snooze(until),
        ReminderAnswer::Assign(member) => OfficeAnswer::Assign(member),
    };
    Ok(host.office.write(|desk| desk.answer_reminder(key, &answer))?)
}

pub fn save_calendar(host: &Host, (): ()) -> Answer<SavedView> {
    let language = host.office.status().language;
    let (text, _) = host.office.write(|desk| desk.calendar(language))?;
    let suggestion = FileSuggestion { stem: "tomarigi-calendar".to_owned(), extension: "ics" };
    Ok(SavedView { saved: host.desktop.save(&suggestion, text.as_bytes())? })
}

pub fn closing_preview(host: &Host, request: ParticipantRequest) -> Answer<ClosingView> {
    let preview = host.office.read(|desk| desk.closing_preview(ParticipantId(request.id)))?;
    Ok(ClosingView { open_tasks: preview.open_tasks, has_draft: preview.has_draft, reasons: preview.reasons })
}

pub fn case_state(host: &Host, request: ParticipantRequest) -> Answer<CaseView> {
    let closures = host.office.read(|desk| desk.closures_of(ParticipantId(request.id)))?;
    let members = host.office.members()?.members;
    Ok(CaseView { closures: closures.iter().map(|each| closure(each, &members)).collect() })
}

pub fn close_case(host: &Host, request: CloseCaseRequest) -> Answer<CaseView> {
    let CloseCaseRequest { participant, on, reason, note } = request;
    host.office.write(|desk| desk.close_case(ParticipantId(participant), &on, &reason, &note))?;
    case_state(host, ParticipantRequest { id: participant })
}

pub fn reopen_case(host: &Host, request: ReopenCaseRequest) -> Answer<CaseView> {
    let ReopenCaseRequest { participant, on } = request;
    host.office.write(|desk| desk.reopen_case(ParticipantId(participant), &on))?;
    case_state(host, ParticipantRequest { id: participant })
}

const fn whose(whose: AgendaWhose) -> Whose {
    match whose {
        AgendaWhose::Mine => Whose::Mine,
        AgendaWhose::All => Whose::All,
    }
}

fn view(host: &Host, lines: &[AgendaLine]) -> Answer<AgendaView> {
    let mut here: Vec<_> = host.office.members()?.members.into_iter().filter(|member| member.left.is_none()).collect();
    here.sort_by_key(|member| !member.own);
    // EXPOSE: shown to the colleagues themselves.
    let colleague = |member: &office::StaffMember| ColleagueView {
        id: member.id,
        name: member.name.expose().clone(),
        own: member.own,
    };
    Ok(AgendaView { lines: lines.iter().map(agenda_line).collect(), colleagues: here.iter().map(colleague).collect() })
}

fn entered(input: &TaskInput) -> NewTask {
    NewTask {
        participant: input.participant.map(ParticipantId),
        kind: task_kind(input.kind),
        title: input.title.clone(),
        due_on: input.due_on.clone(),
        due_at: input.due_at.clone(),
        repeat: input.repeat.map(|repeat| (repeat.every, unit_of(repeat.unit))),
        assignee: input.assignee,
    }
}

fn key(reminder: &ReminderRef) -> Answer<ReminderKey> {
    let on = reminder.on.parse().map_err(|_| CommandError::at(ErrorCode::NoSuchDate, "on"))?;
    Ok(ReminderKey { kind: reminder_kind(reminder.kind), subject: reminder.subject, on })
}
