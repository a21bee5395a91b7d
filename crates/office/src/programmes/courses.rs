//! Courses: what the organisation offers inside its programmes.

use casework::{
    codes::UnknownCode,
    programme::{Bilingual, Course, CourseKind, Programme, SessionPattern},
};
use guarded::Guarded;
use store::CourseCounts;

use super::check;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// A course as entered.
#[derive(Debug, Clone)]
pub struct EnteredCourse {
    /// Lower-case letters, digits and `_`.
    pub code: String,
    /// Code of the programme of the articles, or empty.
    pub programme: String,
    /// What it is.
    pub kind: CourseKind,
    /// What it is called.
    pub name: Bilingual,
    /// How many months a cohort lasts; 0 for a single day.
    pub months: u32,
    /// Days from one session to the next; 0 for one session.
    pub session_every_days: u32,
    /// `18:30`, or empty.
    pub session_starts_at: String,
    /// How long a session takes.
    pub session_minutes: u32,
    /// Not offered any more.
    pub retired: bool,
}

/// The longest cohort, in months.
const MONTHS_MAX: u32 = 60;
/// The longest time between two sessions, in days.
const EVERY_MAX: u32 = 366;

impl Desk<'_> {
    /// Returns the programmes of the articles and the courses, each with how much hangs on it.
    ///
    /// # Errors
    /// What the store says.
    #[expect(clippy::type_complexity, reason = "two lists")]
    pub fn courses(&self) -> Result<(Vec<Programme>, Vec<(Course, CourseCounts)>), OfficeError> {
        self.may(Act::Programmes)?;
        let counts = self.records.course_counts()?;
        let with_counts = |course: Course| {
            let counts = counts.get(&course.code).copied().unwrap_or_default();
            (course, counts)
        };
        Ok((self.records.programmes()?, self.records.courses()?.into_iter().map(with_counts).collect()))
    }

    fn check_course(&self, entered: &EnteredCourse) -> Result<Course, OfficeError> {
        tally::figure_code(&entered.code).map_err(|_| OfficeError::field("code", UnknownCode))?;
        let known = self.records.programmes()?.iter().any(|programme| programme.code == entered.programme);
        if !known && !entered.programme.is_empty() {
            return Err(OfficeError::field("programme", UnknownCode));
        }
        let within = |field: &str, number: u32, most: u32| {
            if number <= most { Ok(number) } else { Err(FieldError::OutOfRange) }.in_field(field)
        };
        Ok(Course {
            code: entered.code.clone(),
            programme: entered.programme.clone(),
            kind: entered.kind,
            name: Bilingual {
                ja: check::needed("name_ja", &entered.name.ja)?,
                en: check::needed("name_en", &entered.name.en)?,
            },
            months: within("months", entered.months, MONTHS_MAX)?,
            sessions: SessionPattern {
                every_days: within("session_every_days", entered.session_every_days, EVERY_MAX)?,
                starts_at: check::time_of_day("session_starts_at", &entered.session_starts_at)?,
                minutes: check::minutes("session_minutes", entered.session_minutes)?,
            },
            retired: entered.retired,
        })
    }
}

impl WritingDesk<'_> {
    /// Adds a course.
    ///
    /// # Errors
    /// [`OfficeError::Field`], also for a `code` that is there already.
    pub fn add_course(&self, entered: &EnteredCourse) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let course = self.check_course(entered)?;
        if self.records.courses()?.iter().any(|known| known.code == course.code) {
            return Err(OfficeError::field("code", FieldError::AlreadyThere));
        }
        self.writer.set_course(&course)?;
        self.note_course("add", None, &course)
    }

    /// Changes a course. Its code stays: facts and figures name it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`], also for another `kind` while it has cohorts.
    pub fn change_course(&self, entered: &EnteredCourse) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let before = self.records.course(&entered.code)?;
        let course = self.check_course(entered)?;
        let cohorts = self.records.course_counts()?.get(&course.code).map_or(0, |counts| counts.cohorts);
        if before.kind != course.kind && cohorts > 0 {
            return Err(OfficeError::field("kind", FieldError::StillUsed));
        }
        self.writer.set_course(&course)?;
        self.note_course("change", Some(&before), &course)
    }

    fn note_course(&self, verb: &str, before: Option<&Course>, after: &Course) -> Result<(), OfficeError> {
        let (before, after) = (before.map(as_json), Some(as_json(after)));
        self.note_change(&Change { verb, subject: "course", before, after, ..Change::default() })
    }
}

fn as_json(course: &Course) -> Guarded<String> {
    let Course { code, programme, kind, name, months, retired, .. } = course;
    let names = [&name.ja, &name.en];
    let json = serde_json::json!({
        "course": code, "programme": programme, "kind": kind.code(), "names": names, "months": months,
        "retired": retired,
    });
    Guarded::new(json.to_string())
}
