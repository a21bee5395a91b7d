//! Courses and the lists of the area.

use casework::{
    associate,
    codes::Code,
    programme::{Course, HEAD_CATEGORIES, Programme},
};
use store::CourseCounts;

use super::time;
use crate::views::programmes::{CourseInput, CourseView, CoursesView, ProgrammeName, ReasonCode};

/// The courses, the programmes they belong to, and the lists that the screens offer.
pub fn courses(
    programmes: Vec<Programme>,
    courses: Vec<(Course, CourseCounts)>,
    session_reasons: Vec<Code>,
    exit_reasons: Vec<Code>,
) -> CoursesView {
    let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    CoursesView {
        programmes: programmes.into_iter().map(programme).collect(),
        courses: courses.into_iter().map(|(course, counts)| course_view(course, counts)).collect(),
        session_reasons: session_reasons.into_iter().map(reason).collect(),
        exit_reasons: exit_reasons.into_iter().map(reason).collect(),
        head_categories: owned(HEAD_CATEGORIES),
        associate_roles: owned(associate::ROLES),
    }
}

fn programme(programme: Programme) -> ProgrammeName {
    ProgrammeName { code: programme.code, name_ja: programme.name.ja, name_en: programme.name.en }
}

fn course_view(course: Course, counts: CourseCounts) -> CourseView {
    let Course { code, programme, kind, name, months, sessions, retired } = course;
    let course = CourseInput {
        code,
        programme,
        kind: kind.into(),
        name_ja: name.ja,
        name_en: name.en,
        months,
        session_every_days: sessions.every_days,
        session_starts_at: time(sessions.starts_at),
        session_minutes: sessions.minutes,
        retired,
    };
    CourseView { course, cohorts: counts.cohorts, plan_steps: counts.plan_steps }
}

fn reason(code: Code) -> ReasonCode {
    ReasonCode { code: code.code, ja: code.words.ja, en: code.words.en }
}
