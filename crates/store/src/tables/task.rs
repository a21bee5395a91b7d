//! Tasks.

use casework::{
    ids::{ParticipantId, TaskId},
    task::{Repeat, Task, TaskContent, TaskKind, TaskState, Unit},
};
use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Row, ToSql, params};

use super::{collect, day, guarded, optional_day};
use crate::{Reader, StoreError, Writer};

const ROW: &str =
    "SELECT id, participant_id, kind, title, due_on, due_at, repeat_every, repeat_unit, began_on, after_id,
                          assignee, snoozed_until, state, ended_on FROM task";
const TIME: &str = "%H:%M";

impl Reader<'_> {
    /// Returns a task.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn task(&self, id: TaskId) -> Result<Task, StoreError> {
        self.tasks("WHERE id = ?1", [id.0])?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns the open tasks that are due by a day, the soonest first; only those of one member if one is named.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open_tasks(&self, until: NaiveDate, assignee: Option<u32>) -> Result<Vec<Task>, StoreError> {
        let condition = "WHERE state = 'open' AND due_on <= ?1 AND (?2 IS NULL OR assignee = ?2)
                         ORDER BY due_on, due_at = '', due_at, id";
        self.tasks(condition, params![until.to_string(), assignee])
    }

    /// Returns every task of a participant: the open ones by their day, then those that ended, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn tasks_of(&self, id: ParticipantId) -> Result<Vec<Task>, StoreError> {
        self.tasks("WHERE participant_id = ?1 ORDER BY state <> 'open', ended_on DESC, due_on, due_at, id", [id.0])
    }

    /// Returns the tasks that ended since a day, the newest first, at most `limit`; only those of one member if one is
    /// named.
    ///
    /// # Errors
    /// What the disk says.
    pub fn ended_tasks(&self, since: NaiveDate, assignee: Option<u32>, limit: u32) -> Result<Vec<Task>, StoreError> {
        let condition = "WHERE state <> 'open' AND ended_on >= ?1 AND (?2 IS NULL OR assignee = ?2)
                         ORDER BY ended_on DESC, id DESC LIMIT ?3";
        self.tasks(condition, params![since.to_string(), assignee, limit])
    }

    /// Returns the task that follows one in its series, if it was laid out.
    ///
    /// # Errors
    /// What the disk says.
    pub fn task_after(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        Ok(self.tasks("WHERE after_id = ?1", [id.0])?.pop())
    }

    fn tasks(&self, condition: &str, params: impl rusqlite::Params) -> Result<Vec<Task>, StoreError> {
        collect(self.connection, &format!("{ROW} {condition}"), params, task)
    }
}

fn task(row: &Row<'_>) -> rusqlite::Result<Result<Task, StoreError>> {
    let text = |column: &str| row.get::<_, String>(column);
    let (kind, unit, state) = (text("kind")?, text("repeat_unit")?, text("state")?);
    let (due, at, began) = (text("due_on")?, text("due_at")?, text("began_on")?);
    let (snoozed, ended) = (text("snoozed_until")?, text("ended_on")?);
    let (every, assignee) = (row.get("repeat_every")?, row.get("assignee")?);
    let (id, after) = (TaskId(row.get("id")?), row.get::<_, Option<u32>>("after_id")?.map(TaskId));
    let participant = row.get::<_, Option<u32>>("participant_id")?.map(ParticipantId);
    let title = guarded(row, "title")?;
    Ok((|| {
        let unit = Unit::from_code(&unit).ok_or(StoreError::Form)?;
        Ok(Task {
            id,
            content: TaskContent {
                participant,
                kind: TaskKind::from_code(&kind).ok_or(StoreError::Form)?,
                title,
                due_on: day(&due)?,
                due_at: time(&at)?,
                repeat: Repeat::new(every, unit),
                assignee,
            },
            state: TaskState::from_code(&state).ok_or(StoreError::Form)?,
            snoozed_until: optional_day(&snoozed)?,
            began_on: day(&began)?,
            after,
            ended_on: optional_day(&ended)?,
        })
    })())
}

fn time(text: &str) -> Result<Option<NaiveTime>, StoreError> {
    if text.is_empty() {
        return Ok(None);
    }
    NaiveTime::parse_from_str(text, TIME).map(Some).map_err(|_| StoreError::Form)
}

impl Writer<'_> {
    /// Adds a task. `began_on` is the due day of the first task of its series, `after` the one before it.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is no such participant; what the disk says.
    pub fn add_task(
        &self,
        content: &TaskContent,
        began_on: NaiveDate,
        after: Option<TaskId>,
    ) -> Result<TaskId, StoreError> {
        let sql = "INSERT INTO task (began_on, after_id, participant_id, kind, title, due_on, due_at, repeat_every,
                                     repeat_unit, assignee)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        with_columns(content, |columns| {
            let (began, after) = (began_on.to_string(), after.map(|id| id.0));
            let first: [&dyn ToSql; 2] = [&began, &after];
            self.insert(sql, rusqlite::params_from_iter(first.into_iter().chain(columns.iter().copied()))).map(TaskId)
        })
    }

    /// Replaces what a task says.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; what the disk says.
    pub fn correct_task(&self, id: TaskId, content: &TaskContent, began_on: NaiveDate) -> Result<(), StoreError> {
        let sql = "UPDATE task SET began_on = ?2, participant_id = ?3, kind = ?4, title = ?5, due_on = ?6, due_at = ?7,
                                   repeat_every = ?8, repeat_unit = ?9, assignee = ?10 WHERE id = ?1";
        let touched = with_columns(content, |columns| {
            let began = began_on.to_string();
            let first: [&dyn ToSql; 2] = [&id.0, &began];
            self.change(sql, rusqlite::params_from_iter(first.into_iter().chain(columns.iter().copied())))
        })?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Ends a task, or (with [`TaskState::Open`]) opens it again. It is no longer snoozed.
    ///
    /// # Errors
    /// What the disk says.
    pub fn end_task(&self, id: TaskId, state: TaskState, on: NaiveDate) -> Result<(), StoreError> {
        let sql = "UPDATE task SET state = ?2, ended_on = ?3, snoozed_until = '' WHERE id = ?1";
        let on = if state == TaskState::Open { String::new() } else { on.to_string() };
        self.change(sql, params![id.0, state.code(), on]).map(drop)
    }

    /// Hides a task until a day, or (with `None`) shows it again.
    ///
    /// # Errors
    /// What the disk says.
    pub fn snooze_task(&self, id: TaskId, until: Option<NaiveDate>) -> Result<(), StoreError> {
        let until = until.map_or_else(String::new, |day| day.to_string());
        self.change("UPDATE task SET snoozed_until = ?2 WHERE id = ?1", params![id.0, until]).map(drop)
    }

    /// Gives a task to a member of staff.
    ///
    /// # Errors
    /// What the disk says.
    pub fn assign_task(&self, id: TaskId, assignee: u32) -> Result<(), StoreError> {
        self.change("UPDATE task SET assignee = ?2 WHERE id = ?1", params![id.0, assignee]).map(drop)
    }

    /// Removes a task that was laid out by mistake.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_task(&self, id: TaskId) -> Result<(), StoreError> {
        self.change("DELETE FROM task WHERE id = ?1", [id.0]).map(drop)
    }

    /// Gives up every open task of a participant and returns which.
    ///
    /// # Errors
    /// What the disk says.
    pub fn cancel_tasks_of(&self, id: ParticipantId, on: NaiveDate) -> Result<u32, StoreError> {
        let sql = "UPDATE task SET state = 'cancelled', ended_on = ?2 WHERE participant_id = ?1 AND state = 'open'";
        Ok(u32::try_from(self.change(sql, params![id.0, on.to_string()])?).unwrap_or(u32::MAX))
    }
}

/// Lends the columns of what a task says, in the order of the statements above.
fn with_columns<T>(
    content: &TaskContent,
    run: impl FnOnce(&[&dyn ToSql]) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let at = content.due_at.map_or_else(String::new, |time| time.format(TIME).to_string());
    let (every, unit) = content.repeat.map_or((0, Unit::Day), |repeat| (repeat.every, repeat.unit));
    let (participant, due) = (content.participant.map(|id| id.0), content.due_on.to_string());
    // EXPOSE: goes into the encrypted store.
    let title = content.title.expose();
    run(&[&participant, &content.kind.code(), title, &due, &at, &every, &unit.code(), &content.assignee])
}
