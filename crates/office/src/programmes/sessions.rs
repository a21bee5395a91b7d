//! Sessions of a cohort.

use casework::{
    codes::UnknownCode,
    dates::{DateError, full_day},
    ids::{CohortId, SessionId},
    programme::{
        Counting, HEAD_CATEGORIES, NewSession, Session, SessionState,
        attendance::{SessionTotals, grid},
    },
};
use guarded::Guarded;

use super::check;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// A session as entered.
#[derive(Debug, Clone)]
pub struct EnteredSession {
    /// The day; it may lie ahead.
    pub on: String,
    /// `18:30`, or empty.
    pub starts_at: String,
    /// How long it takes.
    pub minutes: u32,
    /// What it is about.
    pub topic: Guarded<String>,
    /// How people are counted.
    pub counting: Counting,
}

/// A session with what came of it.
#[derive(Debug, Clone)]
pub struct SessionLine {
    /// The session.
    pub session: Session,
    /// Heads by category, where nobody is named.
    pub heads: Vec<(String, u32)>,
    /// What its marks say.
    pub totals: SessionTotals,
}

impl SessionLine {
    /// How many came: by their marks, or by heads.
    pub fn came(&self) -> u32 {
        match self.session.session.counting {
            Counting::Names => self.totals.totals.came,
            Counting::Heads => self.heads.iter().fold(0, |sum, (_, heads)| sum.saturating_add(*heads)),
        }
    }
}

/// The longest topic or note, in characters.
const TOPIC_MAX: usize = 200;
/// So many sessions are added at once at most.
const AT_ONCE_MAX: usize = 200;
/// No evening has more heads of one category.
const HEADS_MAX: u32 = 100_000;

impl Desk<'_> {
    /// Day and topic of a session, for showing which one it is.
    pub(crate) fn session_name(&self, id: SessionId) -> Result<Guarded<String>, OfficeError> {
        let session = self.records.session(id)?.session;
        // EXPOSE: put together and guarded again.
        Ok(Guarded::new(format!("{} {}", session.on, session.topic.expose()).trim().to_owned()))
    }

    /// Returns the sessions of a cohort, the oldest first.
    pub(super) fn session_lines(&self, cohort: CohortId) -> Result<Vec<SessionLine>, OfficeError> {
        let sessions = self.records.sessions_of(cohort)?;
        let (enrolments, marks) = (self.records.enrolments_in(cohort)?, self.records.marks_in(cohort)?);
        let grid = grid(&sessions, &enrolments, &marks, &self.records.residues_in(cohort)?);
        let lines = sessions.into_iter().zip(grid.sessions).map(|(session, totals)| {
            let heads = self.records.heads_at(session.id)?;
            Ok(SessionLine { session, heads, totals })
        });
        lines.collect()
    }

    /// Returns the cohort of a session.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn cohort_of_session(&self, id: SessionId) -> Result<CohortId, OfficeError> {
        self.may(Act::Programmes)?;
        Ok(self.records.session(id)?.cohort)
    }

    /// A session as it may be kept; errors name `on`, `starts_at`, `minutes` or `topic` behind `field`.
    pub(crate) fn check_session(&self, field: &str, entered: &EnteredSession) -> Result<NewSession, OfficeError> {
        let at = |name: &str| format!("{field}{name}");
        let on = full_day(&entered.on).in_field(at("on"))?;
        Ok(NewSession {
            on: self.check_planned(&at("on"), on)?,
            starts_at: check::time_of_day(&at("starts_at"), &entered.starts_at)?,
            minutes: check::minutes(&at("minutes"), entered.minutes)?,
            topic: check::optional_guarded(&at("topic"), &entered.topic, TOPIC_MAX)?,
            counting: entered.counting,
        })
    }

    /// Refuses another day of a session on which one of those marked was not known yet.
    fn check_move(&self, session: &Session, right: &NewSession) -> Result<(), OfficeError> {
        if right.on > self.today() {
            return Err(OfficeError::field("on", DateError::Future));
        }
        if right.counting != session.session.counting {
            return Err(OfficeError::field("counting", FieldError::StillUsed));
        }
        for mark in self.records.marks_at(session.id)? {
            self.not_before_first_contact(mark.participant, "on", right.on)?;
        }
        Ok(())
    }
}

impl WritingDesk<'_> {
    /// Adds planned sessions to a cohort, all or none.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `sessions.N.…`.
    pub fn add_sessions(&self, cohort: CohortId, entered: &[EnteredSession]) -> Result<Vec<SessionId>, OfficeError> {
        self.may(Act::Programmes)?;
        self.records.cohort(cohort)?;
        if entered.is_empty() || entered.len() > AT_ONCE_MAX {
            return Err(OfficeError::field("sessions", FieldError::OutOfRange));
        }
        let added = entered.iter().enumerate().map(|(place, entered)| {
            let session = self.check_session(&format!("sessions.{place}."), entered)?;
            let id = self.writer.add_session(cohort, &session)?;
            self.note("add", "session", Some(id.0))?;
            Ok(id)
        });
        added.collect()
    }

    /// Changes a session.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`]; once somebody was counted also for an `on` in the future or
    /// before the first contact of somebody marked, and for another `counting`.
    pub fn correct_session(&self, id: SessionId, entered: &EnteredSession) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.session(id)?;
        let right = self.check_session("", entered)?;
        if self.records.is_counted(id)? || before.state == SessionState::NotHeld {
            self.check_move(&before, &right)?;
        }
        self.writer.correct_session(id, &right)?;
        for mark in self.records.marks_at(id)? {
            self.writer.retouch(mark.participant)?;
        }
        self.note_change(&Change {
            verb: "correct",
            subject: "session",
            id: Some(id.0),
            before: Some(as_json(&before.session)),
            after: Some(as_json(&right)),
            ..Change::default()
        })
    }

    /// Removes a session at which nobody was counted.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `session` when somebody was.
    pub fn remove_session(&self, id: SessionId) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.session(id)?;
        if self.records.is_counted(id)? {
            return Err(OfficeError::field("session", FieldError::StillUsed));
        }
        self.writer.remove_session(id)?;
        self.note_change(&Change {
            verb: "remove",
            subject: "session",
            id: Some(id.0),
            before: Some(as_json(&before.session)),
            ..Change::default()
        })
    }

    /// Counts the heads of a session where nobody is named; with none at all it is planned again.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `session` when it is counted by name or was called off, or
    /// lies ahead, and for `heads.N.category`.
    pub fn count_heads(&self, id: SessionId, heads: &[(String, u32)]) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let session = self.records.session(id)?;
        if session.session.counting != Counting::Heads || session.state == SessionState::NotHeld {
            return Err(OfficeError::field("session", FieldError::NotMarkable));
        }
        self.check_day("session", session.session.on)?;
        for (place, (category, number)) in heads.iter().enumerate() {
            let twice = heads.iter().take(place).any(|(other, _)| other == category);
            if twice || !HEAD_CATEGORIES.contains(&category.as_str()) {
                return Err(OfficeError::field(format!("heads.{place}.category"), UnknownCode));
            }
            if *number > HEADS_MAX {
                return Err(OfficeError::field(format!("heads.{place}.heads"), FieldError::OutOfRange));
            }
        }
        let before = self.records.heads_at(id)?;
        self.writer.set_heads(id, heads)?;
        let state = if heads.is_empty() { SessionState::Planned } else { SessionState::Held };
        self.writer.set_session_state(id, state, "", &Guarded::default())?;
        let json = |heads: &[(String, u32)]| Some(Guarded::new(serde_json::json!({ "heads": heads }).to_string()));
        self.note_change(&Change {
            verb: "set",
            subject: "session",
            id: Some(id.0),
            before: json(&before),
            after: json(heads),
            ..Change::default()
        })
    }
}

fn as_json(session: &NewSession) -> Guarded<String> {
    // EXPOSE: goes into the encrypted journal.
    let NewSession { on, starts_at, minutes, topic, counting } = session;
    let json = serde_json::json!({
        "on": on, "starts_at": starts_at, "minutes": minutes, "topic": topic.expose(), "counting": counting.code(),
    });
    Guarded::new(json.to_string())
}
