//! The agenda as a calendar file (iCalendar, RFC 5545). A calendar outside of the program syncs to wherever its maker
//! likes, so the file says when and what kind of thing, and never who: no name, no company, no title as typed.

use std::fmt::Write;

use casework::task::{ReminderKind, TaskKind};
use chrono::{Days, TimeDelta};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike};

use crate::{
    agenda::{AgendaLine, AgendaSource, Whose},
    desk::WritingDesk,
    error::OfficeError,
    preferences::Language,
    roles::Act,
};

/// How far ahead the calendar reaches.
const DAYS: u64 = 366;
/// How long a meeting with a time is taken to last.
const MEETING: TimeDelta = TimeDelta::hours(1);
/// What makes the names of events differ between two laptops.
const CALENDAR_ID: &str = "calendar_id";

impl WritingDesk<'_> {
    /// Returns the agenda of the person at the keyboard for a year ahead as a calendar file, and how many events it
    /// holds. An event keeps its id, so that reading a later file in replaces it.
    ///
    /// # Errors
    /// What the store says.
    pub fn calendar(&self, language: Language) -> Result<(String, u32), OfficeError> {
        self.may(Act::Tasks)?;
        let until = self.today().checked_add_days(Days::new(DAYS)).unwrap_or(chrono::NaiveDate::MAX);
        let lines = self.agenda(Whose::Mine, until, true)?;
        let id = self.calendar_id()?;
        let mut calendar = Calendar::new();
        calendar.name(language.choose("止まり木", "Tomarigi"));
        for line in &lines {
            calendar.push(self.event(line, &id, language));
        }
        self.note("export", "calendar", None)?;
        Ok((calendar.to_string(), u32::try_from(lines.len()).unwrap_or(u32::MAX)))
    }

    fn event(&self, line: &AgendaLine, id: &str, language: Language) -> Event {
        let (what, number) = match &line.source {
            AgendaSource::Task(task) => (task_words(task.content.kind, language), format!("task-{}", task.id.0)),
            AgendaSource::Reminder(key) => {
                (reminder_words(key.kind, language), format!("{}-{}-{}", key.kind.code(), key.subject, key.on))
            }
            // What is to be done may name somebody.
            AgendaSource::Discussion(talk) => {
                (language.choose("企業との次の約束", "Next step with a company"), format!("discussion-{}", talk.id.0))
            }
            // The title was written by the office: it may name somebody.
            AgendaSource::Plan(due) => {
                (language.choose("プログラムの予定", "Step of a programme"), format!("plan-{}", due.step.id.0))
            }
        };
        let mut event = Event::new();
        event.uid(&format!("{number}-{id}@tomarigi.invalid"));
        event.timestamp(self.clock.now().with_timezone(&chrono::Utc));
        event.summary(what);
        match line.due_at {
            Some(at) => {
                let starts = line.due_on.and_time(at);
                event.starts(CalendarDateTime::Floating(starts));
                event.ends(CalendarDateTime::Floating(starts + MEETING));
            }
            None => {
                event.all_day(line.due_on);
            }
        }
        event.done()
    }

    /// A random id of this vault for calendars, made when it is first needed.
    fn calendar_id(&self) -> Result<String, OfficeError> {
        if let Some(known) = self.records.setting(CALENDAR_ID)? {
            return Ok(known);
        }
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).map_err(|_| OfficeError::Unforeseen("no random numbers"))?;
        let mut id = String::new();
        for byte in bytes {
            let _ = write!(id, "{byte:02x}");
        }
        self.writer.set(CALENDAR_ID, &id)?;
        Ok(id)
    }
}

const fn task_words(kind: TaskKind, language: Language) -> &'static str {
    match kind {
        TaskKind::ToDo => language.choose("やること", "Task"),
        TaskKind::Interview => language.choose("面談", "Interview"),
        TaskKind::Contact => language.choose("連絡", "Call or message"),
        TaskKind::Accompany => language.choose("同行", "Accompany"),
        TaskKind::Papers => language.choose("書類", "Papers"),
    }
}

const fn reminder_words(kind: ReminderKind, language: Language) -> &'static str {
    match kind {
        ReminderKind::TrialEnds => language.choose("お試し雇用の終わり", "Trial hire ends"),
        ReminderKind::Retention1 => language.choose("1か月の定着確認", "Retention check, 1 month"),
        ReminderKind::Retention6 => language.choose("6か月の定着確認", "Retention check, 6 months"),
        ReminderKind::Retention12 => language.choose("12か月の定着確認", "Retention check, 12 months"),
        ReminderKind::PermitEnds => language.choose("在留・就労の期限", "Permit or work permission ends"),
    }
}
