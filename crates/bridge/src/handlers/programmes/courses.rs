//! Courses.

use casework::{codes::CodeList, programme::Bilingual};
use office::EnteredCourse;

use super::Answer;
use crate::{
    host::Host,
    show,
    views::programmes::{CourseInput, CoursesView, SaveCourseRequest},
};

pub fn courses(host: &Host, (): ()) -> Answer<CoursesView> {
    Ok(host.office.read(|desk| {
        let today = desk.today();
        let (programmes, courses) = desk.courses()?;
        let reasons = desk.codes(CodeList::SessionNotHeldReason, today)?;
        Ok(show::programmes::courses(programmes, courses, reasons, desk.exit_reasons()?))
    })?)
}

pub fn save_course(host: &Host, request: SaveCourseRequest) -> Answer<CoursesView> {
    let entered = entered(request.course);
    host.office.write(|desk| if request.new { desk.add_course(&entered) } else { desk.change_course(&entered) })?;
    courses(host, ())
}

fn entered(course: CourseInput) -> EnteredCourse {
    EnteredCourse {
        code: course.code,
        programme: course.programme,
        kind: course.kind.into(),
        name: Bilingual { ja: course.name_ja, en: course.name_en },
        months: course.months,
        session_every_days: course.session_every_days,
        session_starts_at: course.session_starts_at,
        session_minutes: course.session_minutes,
        retired: course.retired,
    }
}
