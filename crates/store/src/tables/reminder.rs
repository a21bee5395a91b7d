//! Marks on the reminders that the records give, and the records that give them.

use casework::{
    ids::{CompanyId, ParticipantId},
    task::{ReminderKey, ReminderKind},
};
use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{collect, day, optional_day};
use crate::{Reader, StoreError, Writer};

/// What was said of a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReminderMark {
    /// Which reminder.
    pub key: ReminderKey,
    /// Whom it concerns.
    pub participant: ParticipantId,
    /// When it was seen to.
    pub done_on: Option<NaiveDate>,
    /// Not shown before this day.
    pub snoozed_until: Option<NaiveDate>,
    /// The member of staff who was asked; 0 when nobody was.
    pub assignee: u32,
}

/// A step of a placement after which nothing came yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastStep {
    /// Number of the recommendation.
    pub recommendation: u32,
    /// Who.
    pub participant: ParticipantId,
    /// Where.
    pub company: CompanyId,
    /// When the step was reached.
    pub on: NaiveDate,
}

impl Reader<'_> {
    /// Returns what was said of reminders for a day of `from` or later.
    ///
    /// # Errors
    /// What the disk says.
    pub fn reminder_marks(&self, from: NaiveDate) -> Result<Vec<ReminderMark>, StoreError> {
        let sql = "SELECT participant_id, reminder, subject, on_day, done_on, snoozed_until, assignee
                   FROM reminder_mark WHERE on_day >= ?1";
        // A kind of a later version means nothing here.
        Ok(collect(self.connection, sql, [from.to_string()], mark)?.into_iter().flatten().collect())
    }

    /// Returns the trial hires that were neither taken on nor ended, with the day on which each is to end if that was
    /// written down.
    ///
    /// # Errors
    /// What the disk says.
    pub fn running_trials(&self) -> Result<Vec<(LastStep, Option<NaiveDate>)>, StoreError> {
        let sql = "SELECT r.id, r.participant_id, r.company_id, s.reached_on, s.planned_end
                   FROM placement_step s JOIN recommendation r ON r.id = s.recommendation_id
                   WHERE s.step = 'trial_hire'
                     AND NOT EXISTS (SELECT 1 FROM placement_step later WHERE later.recommendation_id = r.id
                                       AND later.step IN ('employed', 'permanent', 'placement_ended'))
                   ORDER BY s.reached_on, r.id";
        collect(self.connection, sql, [], |row| {
            let planned: String = row.get(4)?;
            Ok(last_step(row)?.and_then(|step| Ok((step, optional_day(&planned)?))))
        })
    }

    /// Returns the employments begun from `from` to `to` that have not ended: by the day of the employment, or of the
    /// permanent one where that is all that was recorded.
    ///
    /// # Errors
    /// What the disk says.
    pub fn running_employments(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<LastStep>, StoreError> {
        let sql = "SELECT r.id, r.participant_id, r.company_id, min(s.reached_on) AS reached_on
                   FROM placement_step s JOIN recommendation r ON r.id = s.recommendation_id
                   WHERE s.step IN ('employed', 'permanent')
                     AND NOT EXISTS (SELECT 1 FROM placement_step ended
                                      WHERE ended.recommendation_id = r.id AND ended.step = 'placement_ended')
                   GROUP BY r.id HAVING min(s.reached_on) BETWEEN ?1 AND ?2
                   ORDER BY 4, r.id";
        collect(self.connection, sql, params![from.to_string(), to.to_string()], last_step)
    }
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Result<Option<ReminderMark>, StoreError>> {
    let text = |column: &str| row.get::<_, String>(column);
    let (kind, on, done, snoozed) = (text("reminder")?, text("on_day")?, text("done_on")?, text("snoozed_until")?);
    let (participant, subject) = (ParticipantId(row.get("participant_id")?), row.get("subject")?);
    let assignee = row.get("assignee")?;
    Ok((|| {
        let Some(kind) = ReminderKind::from_code(&kind) else { return Ok(None) };
        let key = ReminderKey { kind, subject, on: day(&on)? };
        let (done_on, snoozed_until) = (optional_day(&done)?, optional_day(&snoozed)?);
        Ok(Some(ReminderMark { key, participant, done_on, snoozed_until, assignee }))
    })())
}

fn last_step(row: &Row<'_>) -> rusqlite::Result<Result<LastStep, StoreError>> {
    let (recommendation, on): (u32, String) = (row.get(0)?, row.get(3)?);
    let (participant, company) = (ParticipantId(row.get(1)?), CompanyId(row.get(2)?));
    Ok(day(&on).map(|on| LastStep { recommendation, participant, company, on }))
}

impl Writer<'_> {
    /// Keeps what was said of a reminder, in the place of what was said before.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is no such participant; what the disk says.
    pub fn mark_reminder(&self, mark: &ReminderMark) -> Result<(), StoreError> {
        let sql = "INSERT INTO reminder_mark (reminder, subject, on_day, participant_id, done_on, snoozed_until, assignee)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT (reminder, subject, on_day) DO UPDATE SET done_on = ?5, snoozed_until = ?6, assignee = ?7";
        let written = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let key = mark.key;
        let row = params![
            key.kind.code(),
            key.subject,
            key.on.to_string(),
            mark.participant.0,
            written(mark.done_on),
            written(mark.snoozed_until),
            mark.assignee,
        ];
        self.change(sql, row).map(drop)
    }
}
