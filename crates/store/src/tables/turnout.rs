//! Attendance by course, summed.

use std::collections::BTreeMap;

use casework::programme::attendance::{Mark, Standing, Totals};
use chrono::NaiveDate;

use super::collect;
use crate::{Reader, StoreError};

/// What took place in a course in a period, and who came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turnout {
    /// Sessions that took place.
    pub sessions: u32,
    /// What the marks say, those of erased people included.
    pub totals: Totals,
    /// Heads of participants at sessions where nobody is named.
    pub heads: u32,
}

/// The sessions that took place from a day to a day.
const HELD: &str = "held AS (SELECT s.id, s.held_on, s.minutes, s.cohort_id, c.course
                             FROM session s JOIN cohort c ON c.id = s.cohort_id
                             WHERE s.state = 'held' AND s.held_on BETWEEN ?1 AND ?2)";

impl Reader<'_> {
    /// Returns by course what took place from a day to a day, and who came.
    ///
    /// # Errors
    /// What the disk says.
    pub fn turnout(&self, from: NaiveDate, until: NaiveDate) -> Result<BTreeMap<String, Turnout>, StoreError> {
        let mut courses: BTreeMap<String, Turnout> = BTreeMap::new();
        let days = [from.to_string(), until.to_string()];
        let counts = |what: &str| {
            let sql = format!("WITH {HELD} {what} GROUP BY 1");
            collect(self.connection, &sql, [&days[0], &days[1]], |row| Ok(Ok((row.get(0)?, row.get(1)?))))
        };
        let sessions: Vec<(String, u32)> = counts("SELECT course, count(*) FROM held")?;
        for (course, sessions) in sessions {
            courses.entry(course).or_default().sessions = sessions;
        }
        let heads: Vec<(String, u32)> = counts(
            "SELECT course, sum(n.heads) FROM held h JOIN session_heads n ON n.session_id = h.id
             WHERE n.category = 'participants'",
        )?;
        for (course, heads) in heads {
            courses.entry(course).or_default().heads = heads;
        }
        for (course, mark, enrolled, heads, minutes) in self.marks_by_course(&days)? {
            let mark = Mark::from_code(&mark).ok_or(StoreError::Form)?;
            let standing = match (enrolled, mark.came()) {
                (true, _) => Standing::Enrolled,
                (false, true) => Standing::Guest,
                (false, false) => Standing::Outside,
            };
            courses.entry(course).or_default().totals.add(mark, standing, heads, minutes);
        }
        Ok(courses)
    }

    #[expect(clippy::type_complexity, reason = "course, mark, enrolled, heads, minutes")]
    fn marks_by_course(&self, days: &[String; 2]) -> Result<Vec<(String, String, bool, u32, u32)>, StoreError> {
        let sql = format!(
            "WITH {HELD}, marked AS (
               SELECT h.course, a.mark,
                      EXISTS (SELECT 1 FROM enrolment e WHERE e.cohort_id = h.cohort_id
                                AND e.participant_id = a.participant_id
                                AND e.status IN ('enrolled', 'completed', 'left') AND e.enrolled_on <= h.held_on
                                AND (e.ended_on IS NULL OR e.ended_on >= h.held_on)) AS enrolled,
                      1 AS heads, coalesce(a.minutes, h.minutes) AS minutes
               FROM held h JOIN attendance a ON a.session_id = h.id
               UNION ALL
               SELECT h.course, r.mark, r.enrolled, r.heads, r.minutes
               FROM held h JOIN attendance_residue r ON r.session_id = h.id)
             SELECT course, mark, enrolled, sum(heads), sum(minutes) FROM marked GROUP BY 1, 2, 3"
        );
        let row = |row: &rusqlite::Row<'_>| Ok(Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)));
        collect(self.connection, &sql, [&days[0], &days[1]], row)
    }
}
