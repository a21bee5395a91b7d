//! Courses: the kinds of activities inside the programmes of the articles.

use chrono::{Days, Months, NaiveDate, NaiveTime};

use super::{Bilingual, Counting, coded};

/// What a course is, which decides what its cohorts offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CourseKind {
    /// A workshop or training of one or a few days.
    Training,
    /// One mentor and one participant for some months.
    Mentorship,
    /// A class over months, perhaps with a partner school.
    Class,
    /// Evenings at which heads are counted and nobody is named.
    Club,
}

coded!(CourseKind { Training = "training", Mentorship = "mentorship", Class = "class", Club = "club" });

impl CourseKind {
    /// How people at a session are counted unless somebody says otherwise.
    pub const fn counting(self) -> Counting {
        match self {
            Self::Club => Counting::Heads,
            Self::Training | Self::Mentorship | Self::Class => Counting::Names,
        }
    }
}

/// The sessions that a course foresees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionPattern {
    /// Days from one to the next; 0 when there is one only.
    pub every_days: u32,
    /// When they begin, if that is always the same.
    pub starts_at: Option<NaiveTime>,
    /// How long each takes, in minutes.
    pub minutes: u32,
}

/// A course of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Short code: lower-case letters, digits and `_`. Indicators and facts name it.
    pub code: String,
    /// Code of the programme of the articles; empty while it belongs to none.
    pub programme: String,
    /// What it is.
    pub kind: CourseKind,
    /// What it is called.
    pub name: Bilingual,
    /// How many months a cohort lasts; 0 when it is over on its first day.
    pub months: u32,
    /// Its sessions.
    pub sessions: SessionPattern,
    /// Not offered any more.
    pub retired: bool,
}

/// No course has more sessions than this laid out at once.
const SESSIONS_MAX: usize = 200;

impl Course {
    /// The last day of a cohort that begins on `starts`: the day before the same day some months later.
    pub fn last_day(&self, starts: NaiveDate) -> NaiveDate {
        let same_day = starts.checked_add_months(Months::new(self.months));
        same_day.and_then(|day| day.pred_opt()).map_or(starts, |last| last.max(starts))
    }

    /// The days of the sessions of a cohort from `starts` to `ends`.
    pub fn session_days(&self, starts: NaiveDate, ends: NaiveDate) -> Vec<NaiveDate> {
        if self.kind == CourseKind::Mentorship {
            return Vec::new();
        }
        let step = Days::new(u64::from(self.sessions.every_days));
        let next = |day: &NaiveDate| (self.sessions.every_days > 0).then(|| day.checked_add_days(step)).flatten();
        std::iter::successors(Some(starts), next).take_while(|day| *day <= ends).take(SESSIONS_MAX).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(months: u32, every_days: u32) -> Course {
        Course {
            code: String::from("class"),
            programme: String::new(),
            kind: CourseKind::Class,
            name: Bilingual::default(),
            months,
            sessions: SessionPattern { every_days, starts_at: None, minutes: 120 },
            retired: false,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn three_months_end_the_day_before() {
        assert_eq!(course(3, 7).last_day(day("2024-06-20")), day("2024-09-19"));
        assert_eq!(course(3, 7).last_day(day("2024-11-30")), day("2025-02-27"), "February has no 30th");
        assert_eq!(course(0, 0).last_day(day("2024-06-20")), day("2024-06-20"), "a day of its own");
    }

    #[test]
    fn sessions_are_laid_out_from_the_first_day_to_the_last() {
        let weekly = course(1, 7);

        assert_eq!(weekly.session_days(day("2024-06-03"), day("2024-06-17")).len(), 3);
        assert_eq!(course(0, 0).session_days(day("2024-06-03"), day("2024-12-31")), [day("2024-06-03")]);
        assert_eq!(course(1, 1).session_days(day("2000-01-01"), day("2024-12-31")).len(), SESSIONS_MAX);
    }

    #[test]
    fn a_mentorship_has_meetings_and_no_sessions() {
        let pairs = Course { kind: CourseKind::Mentorship, ..course(3, 7) };

        assert!(pairs.session_days(day("2024-06-03"), day("2024-09-02")).is_empty());
    }
}
