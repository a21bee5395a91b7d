//! Cohorts: opening, correcting, and their page.

use casework::{
    codes::UnknownCode,
    dates::{DateError, full_day},
    ids::CohortId,
    programme::{
        Cohort, CourseKind, NewCohort, NewSession,
        plan::{PlanOf, PlanStep},
    },
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::{CohortCounts, CohortsWhen};

use super::{EnrolmentLine, PairLine, SessionLine, check};
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// A cohort as entered. Days are texts as typed.
#[derive(Debug, Clone, Default)]
pub struct EnteredCohort {
    /// Code of its course.
    pub course: String,
    /// What tells it from the others.
    pub name: String,
    /// First day; it may lie ahead.
    pub starts_on: String,
    /// Last day, or empty.
    pub ends_on: String,
    /// People there is room for.
    pub capacity: Option<u32>,
    /// Where.
    pub place: String,
    /// The partner school or organisation.
    pub partner: String,
    /// The term.
    pub term: String,
    /// Minutes a week.
    pub weekly_minutes: Option<u32>,
}

/// A cohort with what a list says of it.
#[derive(Debug, Clone)]
pub struct CohortLine {
    /// The cohort.
    pub cohort: Cohort,
    /// Kind of its course.
    pub kind: CourseKind,
    /// What is counted of it.
    pub counts: CohortCounts,
}

/// Everything about a cohort but its attendance.
#[derive(Debug, Clone)]
pub struct CohortPage {
    /// The cohort.
    pub line: CohortLine,
    /// The oldest first.
    pub sessions: Vec<SessionLine>,
    /// Those enrolled now, the waiting list, those who ended.
    pub enrolments: Vec<EnrolmentLine>,
    /// The newest first.
    pub pairs: Vec<PairLine>,
    /// The plan of the cohort itself.
    pub plan: Vec<PlanStep>,
}

/// A page of a list has at most so many rows.
const ROWS_MAX: u32 = 500;
/// A week has so many minutes.
const WEEK: u32 = 7 * 24 * 60;
/// No cohort is larger.
const CAPACITY_MAX: u32 = 10_000;

impl Desk<'_> {
    /// Returns how many cohorts there are, of a course or of all when `course` is empty, and the rows asked for.
    ///
    /// # Errors
    /// What the store says.
    pub fn cohorts(
        &self,
        course: &str,
        when: CohortsWhen,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<CohortLine>), OfficeError> {
        self.may(Act::Programmes)?;
        let (total, rows) = self.records.cohorts(course, when, self.today(), offset, limit.min(ROWS_MAX))?;
        let lines: Result<_, OfficeError> = rows.into_iter().map(|cohort| self.cohort_line(cohort)).collect();
        Ok((total, lines?))
    }

    /// Returns the page of a cohort.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn cohort_page(&self, id: CohortId) -> Result<CohortPage, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let pairs = self.records.pairs_in(id)?;
        Ok(CohortPage {
            line: self.cohort_line_of(id)?,
            sessions: self.session_lines(id)?,
            enrolments: self.enrolment_lines(id)?,
            pairs: pairs.into_iter().map(|pair| self.pair_line(pair)).collect::<Result<_, _>>()?,
            plan: self.records.plan_of(PlanOf::Cohort(id))?,
        })
    }

    pub(super) fn cohort_line_of(&self, id: CohortId) -> Result<CohortLine, OfficeError> {
        self.cohort_line(Cohort { id, cohort: self.records.cohort(id)? })
    }

    fn cohort_line(&self, cohort: Cohort) -> Result<CohortLine, OfficeError> {
        let kind = self.records.course(&cohort.cohort.course)?.kind;
        let counts = self.records.cohort_counts(cohort.id, self.today())?;
        Ok(CohortLine { cohort, kind, counts })
    }

    /// Reads the form of a cohort.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for the first field that cannot be kept.
    pub fn read_cohort(&self, entered: &EnteredCohort) -> Result<NewCohort, OfficeError> {
        Ok(NewCohort {
            course: entered.course.clone(),
            name: entered.name.clone(),
            starts_on: full_day(&entered.starts_on).in_field("starts_on")?,
            ends_on: check::optional_day("ends_on", &entered.ends_on)?,
            capacity: entered.capacity,
            place: entered.place.clone(),
            partner: entered.partner.clone(),
            term: entered.term.clone(),
            weekly_minutes: entered.weekly_minutes,
        })
    }

    fn check_cohort(&self, entered: &NewCohort) -> Result<NewCohort, OfficeError> {
        let known = self.records.courses()?.iter().any(|course| course.code == entered.course);
        if !known {
            return Err(OfficeError::field("course", UnknownCode));
        }
        let within = |field: &str, number: Option<u32>, most: u32| match number {
            Some(number) if !(1..=most).contains(&number) => Err(OfficeError::field(field, FieldError::OutOfRange)),
            number => Ok(number),
        };
        let starts_on = self.check_planned("starts_on", entered.starts_on)?;
        if entered.ends_on.is_some_and(|ends| ends < starts_on) {
            return Err(OfficeError::field("ends_on", DateError::TooEarly));
        }
        Ok(NewCohort {
            course: entered.course.clone(),
            name: check::needed("name", &entered.name)?,
            starts_on,
            ends_on: entered.ends_on,
            capacity: within("capacity", entered.capacity, CAPACITY_MAX)?,
            place: check::optional("place", &entered.place)?,
            partner: check::optional("partner", &entered.partner)?,
            term: check::optional("term", &entered.term)?,
            weekly_minutes: within("weekly_minutes", entered.weekly_minutes, WEEK)?,
        })
    }
}

impl WritingDesk<'_> {
    /// Opens a cohort of a course and lays out its standard plan.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for the first field that cannot be kept.
    pub fn open_cohort(&self, entered: &NewCohort) -> Result<CohortId, OfficeError> {
        self.may(Act::Programmes)?;
        let cohort = self.check_cohort(entered)?;
        let id = self.writer.add_cohort(&cohort)?;
        self.note("add", "cohort", Some(id.0))?;
        self.lay_out_plan(PlanOf::Cohort(id), &cohort.course, cohort.starts_on)?;
        Ok(id)
    }

    /// Lays out the sessions that the course of a cohort foresees, from its first day to its last.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn lay_out_sessions(&self, id: CohortId) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let cohort = self.records.cohort(id)?;
        let course = self.records.course(&cohort.course)?;
        let ends = cohort.ends_on.unwrap_or_else(|| course.last_day(cohort.starts_on));
        for on in course.session_days(cohort.starts_on, ends) {
            let (starts_at, minutes) = (course.sessions.starts_at, course.sessions.minutes);
            let session =
                NewSession { on, starts_at, minutes, topic: Guarded::default(), counting: course.kind.counting() };
            self.writer.add_session(id, &session)?;
        }
        self.note("make", "session", Some(id.0))
    }

    /// Changes a cohort. Another first day moves what is still open by as many days: planned sessions, and open steps of
    /// its plan and of those of its enrolments. What was held or done stays.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`], also for another `course` while somebody is enrolled.
    pub fn correct_cohort(&self, id: CohortId, entered: &NewCohort) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.cohort(id)?;
        let cohort = self.check_cohort(entered)?;
        if before.course != cohort.course && !self.records.enrolments_in(id)?.is_empty() {
            return Err(OfficeError::field("course", FieldError::StillUsed));
        }
        self.note_change(&Change {
            verb: "correct",
            subject: "cohort",
            id: Some(id.0),
            before: Some(as_json(&before)),
            after: Some(as_json(&cohort)),
            ..Change::default()
        })?;
        self.writer.correct_cohort(id, &cohort)?;
        if before.starts_on != cohort.starts_on {
            self.move_what_is_open(id, &before, cohort.starts_on)
        } else {
            Ok(())
        }
    }

    fn move_what_is_open(&self, id: CohortId, before: &NewCohort, starts_on: NaiveDate) -> Result<(), OfficeError> {
        let days = starts_on.signed_duration_since(before.starts_on).num_days();
        self.writer.move_planned_sessions(id, days)?;
        self.writer.move_open_steps(PlanOf::Cohort(id), starts_on)?;
        for enrolment in self.records.enrolments_in(id)? {
            let first = enrolment.on.max(starts_on);
            self.writer.move_open_steps(PlanOf::Enrolment(enrolment.id), first)?;
        }
        Ok(())
    }
}

fn as_json(cohort: &NewCohort) -> Guarded<String> {
    let NewCohort { course, name, starts_on, ends_on, capacity, place, partner, term, weekly_minutes } = cohort;
    let json = serde_json::json!({
        "course": course, "name": name, "starts_on": starts_on, "ends_on": ends_on, "capacity": capacity,
        "place": place, "partner": partner, "term": term, "weekly_minutes": weekly_minutes,
    });
    Guarded::new(json.to_string())
}
