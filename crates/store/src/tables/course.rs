//! Courses, the kinds of activities inside the programmes.

use std::collections::BTreeMap;

use casework::programme::{Bilingual, Course, CourseKind, SessionPattern};
use rusqlite::{Row, params};

use super::{collect, session::clock_time};
use crate::{Reader, StoreError, Writer};

/// How much hangs on a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CourseCounts {
    /// Cohorts.
    pub cohorts: u32,
    /// Steps of its standard plan.
    pub plan_steps: u32,
}

const COLUMNS: &str = "c.code, c.programme, c.kind, c.name_ja, c.name_en, c.months, c.session_every_days,
    c.session_starts_at, c.session_minutes, c.retired";

impl Reader<'_> {
    /// Returns the courses in the order of their programmes, those no longer offered last.
    ///
    /// # Errors
    /// What the disk says.
    pub fn courses(&self) -> Result<Vec<Course>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM course c LEFT JOIN programme p ON p.code = c.programme
             ORDER BY c.retired, p.position IS NULL, p.position, c.rowid"
        );
        collect(self.connection, &sql, [], |row| Ok(course(row)))
    }

    /// Returns a course.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn course(&self, code: &str) -> Result<Course, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM course c WHERE c.code = ?1");
        self.connection.prepare_cached(&sql)?.query_row([code], |row| Ok(course(row)))?
    }

    /// Returns how much hangs on each course.
    ///
    /// # Errors
    /// What the disk says.
    pub fn course_counts(&self) -> Result<BTreeMap<String, CourseCounts>, StoreError> {
        let sql = "SELECT code, (SELECT count(*) FROM cohort h WHERE h.course = c.code),
                          (SELECT count(*) FROM plan_template t WHERE t.course = c.code) FROM course c";
        let rows = collect(self.connection, sql, [], |row| {
            Ok(Ok((row.get(0)?, CourseCounts { cohorts: row.get(1)?, plan_steps: row.get(2)? })))
        })?;
        Ok(rows.into_iter().collect())
    }
}

fn course(row: &Row<'_>) -> Result<Course, StoreError> {
    let kind: String = row.get("kind")?;
    let starts_at: String = row.get("session_starts_at")?;
    Ok(Course {
        code: row.get("code")?,
        programme: row.get("programme")?,
        kind: CourseKind::from_code(&kind).ok_or(StoreError::Form)?,
        name: Bilingual { ja: row.get("name_ja")?, en: row.get("name_en")? },
        months: row.get("months")?,
        sessions: SessionPattern {
            every_days: row.get("session_every_days")?,
            starts_at: clock_time(&starts_at)?,
            minutes: row.get("session_minutes")?,
        },
        retired: row.get("retired")?,
    })
}

impl Writer<'_> {
    /// Adds a course, or replaces the one with its code.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_course(&self, course: &Course) -> Result<(), StoreError> {
        let sql = "INSERT INTO course (code, programme, kind, name_ja, name_en, months, session_every_days,
                       session_starts_at, session_minutes, retired)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                   ON CONFLICT (code) DO UPDATE SET programme = ?2, kind = ?3, name_ja = ?4, name_en = ?5, months = ?6,
                       session_every_days = ?7, session_starts_at = ?8, session_minutes = ?9, retired = ?10";
        let Course { code, programme, kind, name, months, sessions, retired } = course;
        let starts_at = sessions.starts_at.map_or_else(String::new, |time| time.format("%H:%M").to_string());
        self.change(
            sql,
            params![
                code,
                programme,
                kind.code(),
                name.ja,
                name.en,
                months,
                sessions.every_days,
                starts_at,
                sessions.minutes,
                retired
            ],
        )
        .map(drop)
    }
}
