//! Who is enrolled.

use casework::{
    dates::DateError,
    programme::{EnrolmentEnd, EnrolmentStatus},
};
use office::{FieldError, OfficeError};

use super::*;

fn end(place: &Place, ids: &[EnrolmentId], how: EnrolmentEnd, on: &str, reason: &str) -> Result<(), OfficeError> {
    place.office.write(|desk| desk.end_enrolments(ids, how, on, reason))
}

#[test]
fn nobody_is_enrolled_twice_at_once_but_may_come_back() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let first = place.enrol(class, amal, "2024-05-06");
    let again = || place.office.write(|desk| desk.enrol(class, amal, day("2024-06-10")));

    refused(again(), "participant", FieldError::AlreadyThere);
    end(&place, &[first], EnrolmentEnd::Left, "2024-05-20", "health").expect("left");
    let second = again().expect("came back");

    assert_eq!(place.status(class, first), EnrolmentStatus::Left);
    assert_eq!(place.status(class, second), EnrolmentStatus::Enrolled);
    let resumed = place.office.write(|desk| desk.resume_enrolment(first));
    refused(resumed, "enrolment", FieldError::AlreadyThere);
}

#[test]
fn who_comes_to_a_full_cohort_waits_in_the_order_of_coming() {
    let place = place();
    let class = place.cohort("japanese_class", "2024-05-06", Some(1));
    let people = ["Amal", "Bashir", "Chidi"].map(|name| place.meet(name));
    let [seated, first, second] = people.map(|id| place.enrol(class, id, "2024-05-10"));

    let page = place.office.read(|desk| desk.cohort_page(class)).expect("a page");
    let places: Vec<_> = page.enrolments.iter().map(|line| (line.enrolment.id, line.place)).collect();
    assert_eq!(places, [(seated, None), (first, Some(1)), (second, Some(2))]);
    assert_eq!((page.line.counts.enrolled, page.line.counts.waiting), (1, 2));

    let admit = |id| place.office.write(|desk| desk.admit_enrolment(id, "2024-06-03"));
    refused(admit(first), "enrolment", FieldError::NoRoom);
    end(&place, &[seated], EnrolmentEnd::Left, "2024-06-01", "moved").expect("left");
    admit(first).expect("a seat is free");
    refused(admit(first), "enrolment", FieldError::AlreadyEnded);
    assert_eq!(place.status(class, first), EnrolmentStatus::Enrolled);
}

#[test]
fn waiting_is_no_participation() {
    let place = place();
    let class = place.cohort("japanese_class", "2024-05-06", Some(1));
    let (amal, bashir) = (place.meet("Amal"), place.meet("Bashir"));
    place.enrol(class, amal, "2024-05-06");
    let waits = place.enrol(class, bashir, "2024-05-06");
    let figure = || {
        let figures = place.office.read(|desk| desk.figures(2024)).expect("figures");
        let found = figures.figures.iter().find(|figure| figure.indicator.id == "japanese_programme_participants");
        found.expect("the figure").value
    };

    assert_eq!(figure(), 1);
    end(&place, &[waits], EnrolmentEnd::Left, "2024-05-20", "employed").expect("gave up");
    assert_eq!(place.status(class, waits), EnrolmentStatus::Withdrawn);
    assert_eq!(figure(), 1);
    place.office.write(|desk| desk.resume_enrolment(waits)).expect("waits again");
    assert_eq!(place.status(class, waits), EnrolmentStatus::Waiting);
    let completed = end(&place, &[waits], EnrolmentEnd::Completed, "2024-06-01", "");
    refused(completed, "enrolments.0", FieldError::NotEnrolled);
}

#[test]
fn leaving_needs_a_reason_of_the_office_and_completing_needs_none() {
    let place = place();
    let class = place.class();
    let (amal, bashir) = (place.meet("Amal"), place.meet("Bashir"));
    let ids = [place.enrol(class, amal, "2024-05-06"), place.enrol(class, bashir, "2024-05-06")];

    for reason in ["", "no_reason", "completed"] {
        let left = end(&place, &ids, EnrolmentEnd::Left, "2024-06-01", reason);
        assert_eq!(field(left).0, "reason", "{reason:?}");
    }
    end(&place, &ids, EnrolmentEnd::Completed, "2024-06-01", "").expect("completed");
    assert!(ids.iter().all(|id| place.status(class, *id) == EnrolmentStatus::Completed));
    let again = end(&place, &ids, EnrolmentEnd::Completed, "2024-06-01", "");
    refused(again, "enrolments.0", FieldError::AlreadyEnded);
}

#[test]
fn nobody_leaves_before_a_session_they_were_at() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let id = place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, PRESENT)]);

    let leave = |on: &str| end(&place, &[id], EnrolmentEnd::Left, on, "moved");
    refused(leave("2024-06-02"), "on", DateError::TooEarly);
    refused(leave("2024-05-05"), "on", DateError::TooEarly);
    refused(leave("2024-06-21"), "on", DateError::Future);
    leave("2024-06-03").expect("on that day");
}

#[test]
fn absences_after_leaving_are_none() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let id = place.enrol(class, amal, "2024-05-06");
    for on in ["2024-06-03", "2024-06-10"] {
        let session = place.session(class, on);
        place.mark(session, &[(amal, ABSENT)]);
    }
    assert_eq!(place.grid(class).people[0].row.absent_in_a_row(), 2);

    end(&place, &[id], EnrolmentEnd::Left, "2024-06-05", "moved").expect("left");

    let grid = place.grid(class);
    assert_eq!((grid.totals.absent, grid.people[0].row.absent_in_a_row()), (1, 1));
}

#[test]
fn an_enrolment_by_mistake_goes_unless_marks_hang_on_it() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let id = place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    let undo = place.mark(session, &[(amal, PRESENT)]);
    let remove = || place.office.write(|desk| desk.remove_enrolment(id));

    refused(remove(), "enrolment", FieldError::StillUsed);
    place.office.write(|desk| desk.undo_attendance(&undo)).expect("taken back");
    remove().expect("removed");

    let programmes = place.office.read(|desk| desk.programmes_of(amal)).expect("programmes");
    assert!(programmes.enrolments.is_empty());
}

#[test]
fn a_participants_page_shows_their_programmes_with_their_attendance() {
    let place = place();
    let class = place.class();
    let (amal, bashir) = (place.meet("Amal"), place.meet("Bashir"));
    place.enrol(class, amal, "2024-05-06");
    place.enrol(class, bashir, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, ABSENT), (bashir, PRESENT)]);

    let programmes = place.office.read(|desk| desk.programmes_of(amal)).expect("programmes");

    let attendance = programmes.enrolments[0].attendance.as_ref().expect("marks");
    assert_eq!((attendance.totals.absent, attendance.totals.came), (1, 0), "hers alone");
}

#[test]
fn nobody_is_enrolled_on_a_day_before_their_first_contact_or_ahead() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let on = |text: &str| place.office.write(|desk| desk.enrol_on(class, amal, text));

    refused(on("2024-04-30"), "on", FieldError::BeforeFirstContact);
    refused(on("2024-06-21"), "on", DateError::Future);
    refused(on(""), "on", DateError::Empty);
}
