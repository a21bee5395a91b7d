//! The agenda: tasks, and what the records themselves remind of, in the order of their days.

use std::collections::BTreeMap;

use casework::{
    company::Discussion,
    ids::{CompanyId, ParticipantId, RecommendationId},
    task::{ReminderKey, ReminderKind, TRIAL_MONTHS, Task},
};
use chrono::{Days, Months, NaiveDate, NaiveTime};
use guarded::Guarded;
use store::{LastStep, PersonSummary, ReminderMark};

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    programmes::PlanDue,
    roles::Act,
};

/// Whose lines are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Those of the person at the keyboard, and those that nobody was asked to do.
    Mine,
    /// Everybody's.
    All,
}

/// A line of the agenda.
#[derive(Debug, Clone)]
pub struct AgendaLine {
    /// What it is.
    pub source: AgendaSource,
    /// Whom it concerns.
    pub person: Option<PersonSummary>,
    /// The company it concerns.
    pub company: Option<Guarded<String>>,
    /// Its day.
    pub due_on: NaiveDate,
    /// Its time, if that matters.
    pub due_at: Option<NaiveTime>,
    /// The member of staff who does it; 0 when nobody was asked.
    pub assignee: u32,
    /// Not shown before this day.
    pub snoozed_until: Option<NaiveDate>,
    /// Days until it is due, negative when it is late.
    pub days_left: i32,
}

/// What a line of the agenda is.
#[derive(Debug, Clone)]
pub enum AgendaSource {
    /// A task that somebody wrote down.
    Task(Task),
    /// A reminder that the records give.
    Reminder(ReminderKey),
    /// The next step after a talk with a company.
    Discussion(Discussion),
    /// A step of the plan of a cohort, an enrolment or a mentor pair.
    Plan(Box<PlanDue>),
}

/// A reminder, whom it concerns and which company.
type Due = (ReminderKey, ParticipantId, Option<CompanyId>);

/// What is said of a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReminderAnswer {
    /// It was seen to.
    Done,
    /// It was not, after all.
    Open,
    /// Not before this day; empty for at once.
    Snooze(String),
    /// A colleague sees to it.
    Assign(u32),
}

/// A reminder and a step of a plan show for this many days after their day; after that the records themselves must
/// tell.
const LATE_DAYS: u64 = 60;

impl Desk<'_> {
    /// Returns what is due until a day, the soonest first. What is put off shows only with `snoozed`.
    ///
    /// # Errors
    /// What the store says.
    pub fn agenda(&self, whose: Whose, until: NaiveDate, snoozed: bool) -> Result<Vec<AgendaLine>, OfficeError> {
        self.may(Act::Tasks)?;
        let own = self.actor.id;
        let tasks = self.records.open_tasks(until, None)?.into_iter().map(|task| self.task_line(task));
        let mut lines = tasks.collect::<Result<Vec<_>, _>>()?;
        lines.extend(self.reminders()?.into_iter().filter(|line| line.due_on <= until || line.days_left <= 0));
        let steps = self.open_plan_steps(until)?.into_iter().map(|due| self.plan_line(due));
        lines.extend(steps.filter(|line| line.due_on >= self.days_ago(LATE_DAYS)));
        for discussion in self.records.discussions_due(self.days_ago(LATE_DAYS), until)? {
            lines.extend(self.discussion_line(discussion)?);
        }
        let mine = |line: &AgendaLine| whose == Whose::All || line.assignee == own || line.assignee == 0;
        let awake = |line: &AgendaLine| snoozed || line.snoozed_until.is_none_or(|until| until <= self.today());
        lines.retain(|line| mine(line) && awake(line));
        lines.sort_by_key(|line| (line.due_on, line.due_at.is_none(), line.due_at));
        Ok(lines)
    }

    /// Returns every task of a participant: the open ones first.
    ///
    /// # Errors
    /// What the store says.
    pub fn tasks_of(&self, id: ParticipantId) -> Result<Vec<AgendaLine>, OfficeError> {
        self.may(Act::Tasks)?;
        self.records.tasks_of(id)?.into_iter().map(|task| self.task_line(task)).collect()
    }

    /// Returns the tasks that ended in the last `days` days, the newest first, at most 200.
    ///
    /// # Errors
    /// What the store says.
    pub fn ended_tasks(&self, whose: Whose, days: u64) -> Result<Vec<AgendaLine>, OfficeError> {
        self.may(Act::Tasks)?;
        let since = self.today().checked_sub_days(Days::new(days)).unwrap_or_default();
        let own = (whose == Whose::Mine).then_some(self.actor.id);
        self.records.ended_tasks(since, own, 200)?.into_iter().map(|task| self.task_line(task)).collect()
    }

    fn task_line(&self, task: Task) -> Result<AgendaLine, OfficeError> {
        Ok(AgendaLine {
            person: task.content.participant.map(|id| self.records.summary(id)).transpose()?,
            company: None,
            due_on: task.content.due_on,
            due_at: task.content.due_at,
            assignee: task.content.assignee,
            snoozed_until: task.snoozed_until,
            days_left: self.days_until(task.content.due_on),
            source: AgendaSource::Task(task),
        })
    }

    /// Steps of plans are for whoever runs the programme.
    fn plan_line(&self, due: PlanDue) -> AgendaLine {
        AgendaLine {
            person: due.person.clone(),
            company: None,
            due_on: due.step.due_on,
            due_at: None,
            assignee: 0,
            snoozed_until: None,
            days_left: self.days_until(due.step.due_on),
            source: AgendaSource::Plan(Box::new(due)),
        }
    }

    /// What the records remind of now, but for what was seen to.
    fn reminders(&self) -> Result<Vec<AgendaLine>, OfficeError> {
        let marks = self.records.reminder_marks(self.days_ago(LATE_DAYS))?;
        let marks: BTreeMap<_, _> = marks.into_iter().map(|mark| (mark.key, mark)).collect();
        let mut lines = Vec::new();
        for (key, participant, company) in self.due_reminders()? {
            let mark = marks.get(&key);
            if mark.is_some_and(|mark| mark.done_on.is_some()) {
                continue;
            }
            let person = self.records.summary(participant)?;
            if person.closed_on.is_some() && key.kind == ReminderKind::PermitEnds {
                continue;
            }
            lines.push(AgendaLine {
                source: AgendaSource::Reminder(key),
                person: Some(person),
                company: company.map(|id| self.records.company_name(id)).transpose()?,
                due_on: key.on,
                due_at: None,
                assignee: mark.map_or(0, |mark| mark.assignee),
                snoozed_until: mark.and_then(|mark| mark.snoozed_until),
                days_left: self.days_until(key.on),
            });
        }
        Ok(lines)
    }

    fn due_reminders(&self) -> Result<Vec<Due>, OfficeError> {
        let mut due = Vec::new();
        due.extend(self.trials_ending()?);
        due.extend(self.retention_due()?);
        let (from, to) = self.window(ReminderKind::PermitEnds);
        for participant in self.records.permits_ending(from, to)? {
            let residence = self.records.participant(participant)?.profile.residence;
            let Some(on) = residence.and_then(|residence| residence.expires_on) else { continue };
            due.push((ReminderKey { kind: ReminderKind::PermitEnds, subject: participant.0, on }, participant, None));
        }
        Ok(due)
    }

    /// Trial hires that are to end: on the day that was written down, else after [`TRIAL_MONTHS`].
    fn trials_ending(&self) -> Result<Vec<Due>, OfficeError> {
        let (from, to) = self.window(ReminderKind::TrialEnds);
        let ends = |(step, planned): (LastStep, Option<NaiveDate>)| {
            let on = planned.unwrap_or(step.on + Months::new(TRIAL_MONTHS));
            let key = ReminderKey { kind: ReminderKind::TrialEnds, subject: step.recommendation, on };
            (key, step.participant, Some(step.company))
        };
        let all = self.records.running_trials()?.into_iter().map(ends);
        Ok(all.filter(|(key, ..)| (from..=to).contains(&key.on)).collect())
    }

    /// Checks whether somebody is still there, that nobody answered.
    fn retention_due(&self) -> Result<Vec<Due>, OfficeError> {
        let kinds = [(ReminderKind::Retention1, 1), (ReminderKind::Retention6, 6), (ReminderKind::Retention12, 12)];
        let mut due = Vec::new();
        for (kind, months) in kinds {
            let (from, to) = self.window(kind);
            let earlier = |day: NaiveDate| day.checked_sub_months(Months::new(months)).unwrap_or_default();
            for step in self.records.running_employments(earlier(from), earlier(to))? {
                let answered = self.records.retention_of(RecommendationId(step.recommendation))?;
                if answered.iter().all(|answer| answer.months != months) {
                    let key = ReminderKey { kind, subject: step.recommendation, on: step.on + Months::new(months) };
                    due.push((key, step.participant, Some(step.company)));
                }
            }
        }
        Ok(due)
    }

    fn discussion_line(&self, discussion: Discussion) -> Result<Option<AgendaLine>, OfficeError> {
        let Some(due_on) = discussion.discussion.due_on else { return Ok(None) };
        Ok(Some(AgendaLine {
            person: None,
            company: Some(self.records.company_name(discussion.company)?),
            due_on,
            due_at: None,
            assignee: discussion.discussion.assignee,
            snoozed_until: None,
            days_left: self.days_until(due_on),
            source: AgendaSource::Discussion(discussion),
        }))
    }

    fn window(&self, kind: ReminderKind) -> (NaiveDate, NaiveDate) {
        let to = self.today().checked_add_days(Days::new(kind.lead_days())).unwrap_or(NaiveDate::MAX);
        (self.days_ago(LATE_DAYS), to)
    }

    fn days_ago(&self, days: u64) -> NaiveDate {
        self.today().checked_sub_days(Days::new(days)).unwrap_or_default()
    }
}

impl WritingDesk<'_> {
    /// Keeps what is said of a reminder that is due.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] when the records do not give it (any more); [`OfficeError::Field`] for `until` or
    /// `assignee`.
    pub fn answer_reminder(&self, key: ReminderKey, answer: &ReminderAnswer) -> Result<(), OfficeError> {
        self.may(Act::Tasks)?;
        let due = self.due_reminders()?.into_iter().find(|(known, ..)| *known == key);
        let (_, participant, _) = due.ok_or(OfficeError::NotFound)?;
        let known = self.records.reminder_marks(key.on)?.into_iter().find(|mark| mark.key == key);
        let mark = known.unwrap_or(ReminderMark { key, participant, done_on: None, snoozed_until: None, assignee: 0 });
        let (verb, mark) = match answer {
            ReminderAnswer::Done => ("finish", ReminderMark { done_on: Some(self.today()), ..mark }),
            ReminderAnswer::Open => ("restore", ReminderMark { done_on: None, snoozed_until: None, ..mark }),
            ReminderAnswer::Snooze(until) => {
                ("snooze", ReminderMark { snoozed_until: self.day_ahead("until", until)?, ..mark })
            }
            ReminderAnswer::Assign(member) => {
                ("assign", ReminderMark { assignee: self.check_assignee(*member)?, ..mark })
            }
        };
        self.writer.mark_reminder(&mark)?;
        let (subject, id) = ("reminder", Some(key.subject));
        self.note_change(&Change { verb, subject, id, person: Some(participant), ..Change::default() })
    }
}
