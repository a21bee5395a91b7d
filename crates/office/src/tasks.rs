//! Tasks: adding, correcting, doing, putting off, handing on.

use casework::{
    dates::{DateError, full_day},
    ids::{ParticipantId, TaskId},
    task::{Repeat, Task, TaskContent, TaskKind, TaskState, Unit},
};
use chrono::{NaiveDate, NaiveTime};
use guarded::Guarded;
use store::MemberId;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// A task as entered in the form.
#[derive(Debug, Clone)]
pub struct NewTask {
    /// Whom it concerns; none for work of the office.
    pub participant: Option<ParticipantId>,
    /// What is to be done.
    pub kind: TaskKind,
    /// In words.
    pub title: Guarded<String>,
    /// By when: a full day.
    pub due_on: String,
    /// `14:30` or empty.
    pub due_at: String,
    /// Every how many of which units it comes again; none when it comes once.
    pub repeat: Option<(u32, Unit)>,
    /// The member of staff who does it; none for the person at the keyboard.
    pub assignee: Option<u32>,
}

impl Desk<'_> {
    /// Checks that a task can be given to a member of staff: known here, and not gone.
    pub(crate) fn check_assignee(&self, member: u32) -> Result<u32, OfficeError> {
        let unknown = || OfficeError::field("assignee", casework::codes::UnknownCode);
        // Whoever opened the vault with the recovery code is no member.
        if member == 0 {
            return if self.actor.id == 0 { Ok(0) } else { Err(unknown()) };
        }
        match self.records.member(MemberId(member)) {
            Ok(known) if known.left.is_none() => Ok(member),
            Ok(_) | Err(store::StoreError::NotFound) => Err(unknown()),
            Err(error) => Err(error.into()),
        }
    }

    fn check_task(&self, entered: &NewTask) -> Result<TaskContent, OfficeError> {
        if let Some(participant) = entered.participant {
            self.records.summary(participant)?;
        }
        let repeat = entered.repeat.map(|(every, unit)| {
            Repeat::new(every, unit).ok_or_else(|| OfficeError::field("repeat", FieldError::OutOfRange))
        });
        Ok(TaskContent {
            participant: entered.participant,
            kind: entered.kind,
            title: TaskContent::title(&entered.title).in_field("title")?,
            due_on: full_day(&entered.due_on).in_field("due_on")?,
            due_at: time(&entered.due_at)?,
            repeat: repeat.transpose()?,
            assignee: self.check_assignee(entered.assignee.unwrap_or(self.actor.id))?,
        })
    }
}

fn time(text: &str) -> Result<Option<NaiveTime>, OfficeError> {
    match text.trim() {
        "" => Ok(None),
        text => NaiveTime::parse_from_str(text, "%H:%M")
            .map(Some)
            .map_err(|_| OfficeError::field("due_at", DateError::NoSuchDate)),
    }
}

impl WritingDesk<'_> {
    /// Adds a task.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `title`, `due_on`, `due_at`, `repeat` or `assignee`; [`OfficeError::NotFound`] for the
    /// participant.
    pub fn add_task(&self, entered: &NewTask) -> Result<TaskId, OfficeError> {
        self.may(Act::Tasks)?;
        let content = self.check_task(entered)?;
        let id = self.writer.add_task(&content, content.due_on, None)?;
        self.note_task("add", id, content.participant, None, Some(&content))?;
        Ok(id)
    }

    /// Replaces what an open task says. Another due day begins its series anew.
    ///
    /// # Errors
    /// As [`add_task`](Self::add_task); [`OfficeError::TaskEnded`].
    pub fn correct_task(&self, id: TaskId, entered: &NewTask) -> Result<(), OfficeError> {
        self.may(Act::Tasks)?;
        let before = self.open_task(id)?;
        let content = self.check_task(entered)?;
        let began = if content.due_on == before.content.due_on && content.repeat == before.content.repeat {
            before.began_on
        } else {
            content.due_on
        };
        self.writer.correct_task(id, &content, began)?;
        self.note_task("correct", id, content.participant, Some(&before.content), Some(&content))
    }

    /// Marks a task as done, and lays out the next one of its series. Returns the day of that.
    ///
    /// # Errors
    /// [`OfficeError::TaskEnded`]; [`OfficeError::NotFound`].
    pub fn complete_task(&self, id: TaskId) -> Result<Option<NaiveDate>, OfficeError> {
        self.may(Act::Tasks)?;
        let task = self.open_task(id)?;
        self.writer.end_task(id, TaskState::Done, self.today())?;
        self.note_task("finish", id, task.content.participant, None, None)?;
        let next =
            task.content.repeat.and_then(|repeat| repeat.next(task.began_on, task.content.due_on.max(self.today())));
        let Some(due_on) = next else { return Ok(None) };
        let content = TaskContent { due_on, ..task.content.clone() };
        self.writer.add_task(&content, task.began_on, Some(id))?;
        Ok(next)
    }

    /// Gives a task up, and with it the rest of its series.
    ///
    /// # Errors
    /// [`OfficeError::TaskEnded`]; [`OfficeError::NotFound`].
    pub fn cancel_task(&self, id: TaskId) -> Result<(), OfficeError> {
        self.may(Act::Tasks)?;
        let task = self.open_task(id)?;
        self.writer.end_task(id, TaskState::Cancelled, self.today())?;
        self.note_task("discard", id, task.content.participant, None, None)
    }

    /// Opens a task again that was done or given up. The next one of its series goes if it is still open.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub fn reopen_task(&self, id: TaskId) -> Result<(), OfficeError> {
        self.may(Act::Tasks)?;
        let task = self.records.task(id)?;
        if task.state == TaskState::Open {
            return Ok(());
        }
        if let Some(next) = self.records.task_after(id)?
            && next.state == TaskState::Open
        {
            self.writer.remove_task(next.id)?;
        }
        self.writer.end_task(id, TaskState::Open, self.today())?;
        self.note_task("restore", id, task.content.participant, None, None)
    }

    /// Hides a task until a day that lies ahead, or (empty) shows it again. Its due day stays.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `until`; [`OfficeError::TaskEnded`]; [`OfficeError::NotFound`].
    pub fn snooze_task(&self, id: TaskId, until: &str) -> Result<(), OfficeError> {
        self.may(Act::Tasks)?;
        let task = self.open_task(id)?;
        self.writer.snooze_task(id, self.day_ahead("until", until)?)?;
        self.note_task("snooze", id, task.content.participant, None, None)
    }

    /// Hands a task to a colleague on this laptop.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `assignee`; [`OfficeError::TaskEnded`]; [`OfficeError::NotFound`].
    pub fn assign_task(&self, id: TaskId, assignee: u32) -> Result<(), OfficeError> {
        self.may(Act::Tasks)?;
        let task = self.open_task(id)?;
        self.writer.assign_task(id, self.check_assignee(assignee)?)?;
        self.note_task("assign", id, task.content.participant, None, None)
    }

    /// Reads a day after today; none when empty.
    pub(crate) fn day_ahead(&self, field: &str, text: &str) -> Result<Option<NaiveDate>, OfficeError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let day = full_day(text).in_field(field)?;
        if day > self.today() { Ok(Some(day)) } else { Err(OfficeError::field(field, DateError::TooEarly)) }
    }

    fn open_task(&self, id: TaskId) -> Result<Task, OfficeError> {
        let task = self.records.task(id)?;
        if task.state == TaskState::Open { Ok(task) } else { Err(OfficeError::TaskEnded) }
    }

    fn note_task(
        &self,
        verb: &str,
        id: TaskId,
        person: Option<ParticipantId>,
        before: Option<&TaskContent>,
        after: Option<&TaskContent>,
    ) -> Result<(), OfficeError> {
        let (before, after) = (before.map(as_json), after.map(as_json));
        self.note_change(&Change { verb, subject: "task", id: Some(id.0), person, before, after })
    }
}

/// What a task says, for the journal.
fn as_json(content: &TaskContent) -> Guarded<String> {
    // EXPOSE: goes into the encrypted journal.
    let title = content.title.expose();
    let repeat = content.repeat.map(|repeat| format!("{} {}", repeat.every, repeat.unit.code()));
    Guarded::new(
        serde_json::json!({
            "kind": content.kind.code(),
            "title": title,
            "due_on": content.due_on,
            "due_at": content.due_at.map(|time| time.format("%H:%M").to_string()),
            "repeat": repeat,
            "assignee": content.assignee,
        })
        .to_string(),
    )
}
