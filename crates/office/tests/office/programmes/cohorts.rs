//! Courses as data, cohorts, their sessions.

use casework::{
    codes::UnknownCode,
    dates::DateError,
    programme::{Bilingual, CourseKind, EnrolmentEnd},
};
use office::{EnteredCohort, EnteredCourse, FieldError};
use store::CohortsWhen;

use super::*;

fn course(code: &str) -> EnteredCourse {
    EnteredCourse {
        code: code.to_owned(),
        programme: String::from("integration"),
        kind: CourseKind::Class,
        name: Bilingual::new("料理教室", "Cooking class"),
        months: 2,
        session_every_days: 14,
        session_starts_at: String::from("14:00"),
        session_minutes: 120,
        retired: false,
    }
}

fn entered(name: &str, starts_on: &str, ends_on: &str) -> EnteredCohort {
    EnteredCohort {
        course: String::from("japanese_class"),
        name: name.to_owned(),
        starts_on: starts_on.to_owned(),
        ends_on: ends_on.to_owned(),
        partner: String::from("Perch School"),
        weekly_minutes: Some(120),
        ..EnteredCohort::default()
    }
}

#[test]
fn the_office_adds_courses_of_its_own_and_their_code_stays() {
    let place = place();

    place.office.write(|desk| desk.add_course(&course("cooking"))).expect("added");
    let again = place.office.write(|desk| desk.add_course(&course("cooking")));
    refused(again, "code", FieldError::AlreadyThere);
    let odd = place.office.write(|desk| desk.add_course(&course("Cooking class")));
    refused(odd, "code", UnknownCode);
    let nowhere = EnteredCourse { programme: String::from("nowhere"), ..course("sewing") };
    refused(place.office.write(|desk| desk.add_course(&nowhere)), "programme", UnknownCode);

    place.cohort("cooking", "2024-06-03", None);
    let club = EnteredCourse { kind: CourseKind::Club, ..course("cooking") };
    refused(place.office.write(|desk| desk.change_course(&club)), "kind", FieldError::StillUsed);
    let longer = EnteredCourse { months: 3, ..course("cooking") };
    place.office.write(|desk| desk.change_course(&longer)).expect("changed");
    let (_, courses) = place.office.read(|desk| desk.courses()).expect("courses");
    let found = courses.iter().find(|(course, _)| course.code == "cooking").expect("the course");
    assert_eq!((found.0.months, found.1.cohorts), (3, 1));
}

#[test]
fn a_cohort_may_begin_later_and_names_its_fields() {
    let place = place();
    let open = |entered: EnteredCohort| place.office.write(|desk| desk.open_cohort(&desk.read_cohort(&entered)?));

    open(entered("Autumn", "2024-10-01", "")).expect("ahead");
    refused(open(entered("Far", "2034-10-01", "")), "starts_on", DateError::Future);
    refused(open(entered("Back", "2024-10-01", "2024-09-30")), "ends_on", DateError::TooEarly);
    assert_eq!(field(open(entered(" ", "2024-10-01", ""))).0, "name");
    assert_eq!(field(open(entered("Odd", "2024-02-30", ""))).0, "starts_on");
    let none = EnteredCohort { course: String::from("flying"), ..entered("None", "2024-10-01", "") };
    refused(open(none), "course", UnknownCode);
    let nobody = EnteredCohort { capacity: Some(0), ..entered("Nobody", "2024-10-01", "") };
    refused(open(nobody), "capacity", FieldError::OutOfRange);
}

#[test]
fn sessions_are_laid_out_as_the_course_foresees() {
    let place = place();
    let opened = place.office.write(|desk| {
        let id = desk.open_cohort(&desk.read_cohort(&entered("Spring", "2024-05-06", "2024-06-30"))?)?;
        desk.lay_out_sessions(id)?;
        Ok(id)
    });

    let grid = place.grid(opened.expect("a class"));

    let days: Vec<_> = grid.sessions.iter().map(|line| line.session.session.on.to_string()).collect();
    assert_eq!(days.len(), 8);
    assert_eq!((days[0].as_str(), days[7].as_str()), ("2024-05-06", "2024-06-24"));
    assert_eq!(grid.line.counts.unmarked_session, Some(grid.sessions[6].session.id), "the newest up to today");
    assert_eq!(grid.line.counts.next_session, Some(day("2024-06-24")));
}

#[test]
fn another_first_day_moves_what_is_planned_and_nothing_that_was_held() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let held = place.session(class, "2024-06-03");
    place.session(class, "2024-06-24");
    place.mark(held, &[(amal, PRESENT)]);

    let later = EnteredCohort { ends_on: String::from("2024-12-31"), ..entered("Later", "2024-05-13", "") };
    place.office.write(|desk| desk.correct_cohort(class, &desk.read_cohort(&later)?)).expect("moved");

    let days: Vec<_> = place.grid(class).sessions.iter().map(|line| line.session.session.on).collect();
    assert_eq!(days, [day("2024-06-03"), day("2024-07-01")]);
    let other = EnteredCohort { course: String::from("career_training"), ..later };
    let other = place.office.write(|desk| desk.correct_cohort(class, &desk.read_cohort(&other)?));
    refused(other, "course", FieldError::StillUsed);
}

#[test]
fn cohorts_are_listed_by_when_they_are() {
    let place = place();
    let (past, now, coming) = (
        place.cohort("japanese_class", "2023-05-01", None),
        place.class(),
        place.cohort("career_training", "2024-07-01", None),
    );
    let list = |when, course: &str| {
        let (total, lines) = place.office.read(|desk| desk.cohorts(course, when, 0, 10)).expect("a list");
        assert_eq!(usize::try_from(total), Ok(lines.len()));
        lines.into_iter().map(|line| line.cohort.id).collect::<Vec<_>>()
    };

    assert_eq!(list(CohortsWhen::Past, ""), [past]);
    assert_eq!(list(CohortsWhen::Current, ""), [now]);
    assert_eq!(list(CohortsWhen::Coming, ""), [coming]);
    assert_eq!(list(CohortsWhen::All, ""), [coming, now, past]);
    assert_eq!(list(CohortsWhen::All, "japanese_class"), [now, past]);
}

#[test]
fn sessions_are_added_all_or_none() {
    let place = place();
    let class = place.class();
    let sessions = [entered_session("2024-06-03", Counting::Names), entered_session("2024-02-30", Counting::Names)];

    let added = place.office.write(|desk| desk.add_sessions(class, &sessions));

    refused(added, "sessions.1.on", DateError::NoSuchDate);
    assert!(place.grid(class).sessions.is_empty());
}

#[test]
fn what_happened_in_programmes_are_facts() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let enrolment = place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, LATE)]);
    place
        .office
        .write(|desk| desk.end_enrolments(&[enrolment], EnrolmentEnd::Completed, "2024-06-10", ""))
        .expect("completed");

    let page = place.office.read(|desk| desk.participant_page(amal)).expect("a page");

    let facts: Vec<_> = page.timeline.iter().map(|line| (line.fact.kind.code(), line.fact.on.to_string())).collect();
    let expected = [
        ("programme_completed", "2024-06-10"),
        ("attended", "2024-06-03"),
        ("enrolled", "2024-05-06"),
        ("first_contact", "2024-05-01"),
    ];
    assert_eq!(facts, expected.map(|(kind, on)| (kind, on.to_owned())));
    assert_eq!(page.timeline[1].fact.quantity, Some(90));
}
