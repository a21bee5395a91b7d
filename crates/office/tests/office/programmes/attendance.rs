//! Attendance that cannot lie.

use casework::{
    dates::DateError,
    programme::{
        Counting, EnrolmentEnd, EnrolmentStatus, SessionState,
        attendance::{Mark, Marked, Standing},
    },
};
use guarded::Guarded;
use office::{AttendanceUndo, FieldError, OfficeError};

use super::*;

#[test]
fn marks_of_a_session_are_set_all_or_none() {
    let place = place();
    let class = place.class();
    let (amal, bashir) = (place.meet("Amal"), place.meet_on("Bashir", "2024-06-10"));
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");

    let both = place.office.write(|desk| desk.mark_attendance(session, &[(amal, PRESENT), (bashir, PRESENT)]));

    refused(both, "marks.1.participant", FieldError::BeforeFirstContact);
    assert_eq!(place.grid(class).totals.came, 0, "nothing of it was kept");
}

#[test]
fn a_session_is_held_with_its_first_mark_and_planned_again_without_any() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    let state = || place.grid(class).sessions[0].session.state;

    place.mark(session, &[(amal, LATE)]);
    assert_eq!(state(), SessionState::Held);
    place.mark(session, &[(amal, None)]);
    assert_eq!(state(), SessionState::Planned);
}

#[test]
fn nobody_can_be_marked_at_a_session_that_lies_ahead_was_called_off_or_counts_heads() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let (coming, off) = (place.session(class, "2024-06-21"), place.session(class, "2024-06-10"));
    let evening = place.session_of(class, "2024-06-11", Counting::Heads);
    let mark = |session| place.office.write(|desk| desk.mark_attendance(session, &[(amal, PRESENT)]));
    place.office.write(|desk| desk.session_not_held(off, "weather", &Guarded::default())).expect("called off");

    refused(mark(coming), "session", DateError::Future);
    refused(mark(off), "session", FieldError::NotMarkable);
    refused(mark(evening), "session", FieldError::NotMarkable);
}

#[test]
fn nobody_is_absent_who_was_not_expected_but_whoever_came_is_a_guest() {
    let place = place();
    let class = place.class();
    let (amal, bashir) = (place.meet("Amal"), place.meet("Bashir"));
    place.enrol(class, amal, "2024-06-10");
    let session = place.session(class, "2024-06-03");

    let absent = place.office.write(|desk| desk.mark_attendance(session, &[(amal, ABSENT)]));
    refused(absent, "marks.0.mark", FieldError::NotEnrolled);
    let excused = place.office.write(|desk| desk.mark_attendance(session, &[(bashir, EXCUSED)]));
    refused(excused, "marks.0.mark", FieldError::NotEnrolled);

    place.mark(session, &[(amal, PRESENT), (bashir, LATE)]);
    let grid = place.grid(class);
    assert!(grid.people.iter().all(|line| line.row.cells[0].standing == Standing::Guest));
    assert_eq!((grid.totals.came, grid.totals.rate()), (2, None));
}

#[test]
fn the_roster_of_a_session_follows_from_the_days_of_the_enrolments() {
    let place = place();
    let class = place.class();
    let (early, late) = (place.meet("Amal"), place.meet("Bashir"));
    let left = place.enrol(class, early, "2024-05-06");
    place.enrol(class, late, "2024-06-03");
    for on in ["2024-05-13", "2024-06-03", "2024-06-10"] {
        place.session(class, on);
    }
    place
        .office
        .write(|desk| desk.end_enrolments(&[left], EnrolmentEnd::Left, "2024-06-03", "employed"))
        .expect("left");

    let grid = place.grid(class);

    let standings = |n: usize| grid.people[n].row.cells.iter().map(|cell| cell.standing).collect::<Vec<_>>();
    assert_eq!(standings(0), [Standing::Enrolled, Standing::Enrolled, Standing::Outside], "the last day belongs to it");
    assert_eq!(standings(1), [Standing::Outside, Standing::Enrolled, Standing::Enrolled]);
}

#[test]
fn nobody_is_marked_twice_in_one_go_or_added_twice() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let session = place.session(class, "2024-06-03");

    let twice = place.office.write(|desk| desk.mark_attendance(session, &[(amal, PRESENT), (amal, LATE)]));
    refused(twice, "marks.1.participant", FieldError::AlreadyThere);

    place.office.write(|desk| desk.add_to_session(session, amal)).expect("added");
    let again = place.office.write(|desk| desk.add_to_session(session, amal));
    refused(again, "participant", FieldError::AlreadyThere);
    assert_eq!(place.grid(class).totals.came, 1);
}

#[test]
fn minutes_are_those_of_somebody_who_came_and_not_more_than_the_session_had() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    let mark = |mark, minutes| {
        let marked = Some(Marked { mark, minutes: Some(minutes) });
        place.office.write(|desk| desk.mark_attendance(session, &[(amal, marked)]))
    };

    refused(mark(Mark::Absent, 30), "marks.0.minutes", FieldError::OutOfRange);
    refused(mark(Mark::Present, 91), "marks.0.minutes", FieldError::OutOfRange);
    refused(mark(Mark::Present, 0), "marks.0.minutes", FieldError::OutOfRange);
    mark(Mark::Late, 40).expect("fits");
    assert_eq!(place.grid(class).totals.minutes, 40);
}

#[test]
fn every_change_of_a_session_can_be_taken_back_and_done_again() {
    let place = place();
    let class = place.class();
    let (amal, bashir) = (place.meet("Amal"), place.meet("Bashir"));
    place.enrol(class, amal, "2024-05-06");
    place.enrol(class, bashir, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, ABSENT)]);
    let before = place.grid(class);
    let looks = |grid: &GridPage| format!("{:?} {:?}", grid.people, grid.sessions);

    let undo = place.mark(session, &[(amal, PRESENT), (bashir, LATE)]);
    let after = place.grid(class);
    let redo = place.office.write(|desk| desk.undo_attendance(&undo)).expect("taken back");
    assert_eq!(looks(&place.grid(class)), looks(&before));
    place.office.write(|desk| desk.undo_attendance(&redo)).expect("done again");
    assert_eq!(looks(&place.grid(class)), looks(&after));
}

#[test]
fn a_session_that_did_not_take_place_has_a_reason_and_no_attendance() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, PRESENT)]);
    let off = |reason: &str| place.office.write(|desk| desk.session_not_held(session, reason, &"a storm".into()));

    assert_eq!(field(off("")).0, "reason");
    assert_eq!(field(off("no_reason_of_ours")).0, "reason");
    let undo = off("weather").expect("called off");

    let grid = place.grid(class);
    assert_eq!(grid.sessions[0].session.state, SessionState::NotHeld);
    assert_eq!((grid.totals.came, grid.people[0].row.cells[0].marked), (0, None));
    assert_eq!(grid.line.counts.not_held, 1);

    let redo = place.office.write(|desk| desk.undo_attendance(&undo)).expect("taken back");
    assert_eq!(place.grid(class).totals.came, 1, "its marks are back");
    place.office.write(|desk| desk.undo_attendance(&redo)).expect("done again");
    let session = &place.grid(class).sessions[0].session;
    assert_eq!((session.state, session.reason.as_str()), (SessionState::NotHeld, "weather"));
}

#[test]
fn marks_cannot_be_smuggled_into_a_session_that_did_not_take_place() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.office.write(|desk| desk.session_not_held(session, "weather", &Guarded::default())).expect("off");

    let forged = AttendanceUndo {
        session,
        state: SessionState::NotHeld,
        reason: String::from("weather"),
        note: Guarded::default(),
        marks: vec![(amal, PRESENT)],
        enrolment: None,
    };
    refused(place.office.write(|desk| desk.undo_attendance(&forged)), "session", FieldError::NotMarkable);
    assert_eq!(place.grid(class).totals.came, 0);
}

#[test]
fn whoever_comes_for_the_first_time_is_enrolled_from_that_day_on() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    let (first, second) = (place.session(class, "2024-06-03"), place.session(class, "2024-06-10"));

    let undo = place.office.write(|desk| desk.enrol_at_session(second, amal)).expect("added");

    let grid = place.grid(class);
    let standings: Vec<_> = grid.people[0].row.cells.iter().map(|cell| cell.standing).collect();
    assert_eq!(standings, [Standing::Outside, Standing::Enrolled]);
    assert_eq!(grid.line.counts.enrolled, 1);
    place.office.write(|desk| desk.undo_attendance(&undo)).expect("taken back");
    assert!(place.grid(class).people.is_empty(), "the enrolment went with the mark");
    assert_eq!(place.grid(class).sessions.len(), 2, "{first:?} and {second:?} stay");
}

#[test]
fn in_a_full_cohort_whoever_comes_waits_and_is_a_guest_on_that_day() {
    let place = place();
    let class = place.cohort("japanese_class", "2024-05-06", Some(1));
    let (amal, bashir) = (place.meet("Amal"), place.meet("Bashir"));
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-10");

    let undo = place.office.write(|desk| desk.enrol_at_session(session, bashir)).expect("added");

    assert_eq!(place.status(class, undo.enrolment.expect("an enrolment")), EnrolmentStatus::Waiting);
    let grid = place.grid(class);
    assert_eq!(grid.people[1].row.cells[0].standing, Standing::Guest);
}

#[test]
fn somebody_new_is_met_in_the_grid_by_a_name_alone() {
    let place = place();
    let class = place.class();
    let session = place.session(class, "2024-06-03");
    let name = Guarded::from("Amal Hassan");

    let amal = place
        .office
        .write(|desk| {
            let amal = desk.meet_at_session(session, &name, false)?;
            desk.enrol_at_session(session, amal)?;
            Ok(amal)
        })
        .expect("met");

    let page = place.office.read(|desk| desk.participant_page(amal)).expect("a page");
    assert_eq!(page.summary.first_contact, day("2024-06-03"), "the day of the session");
    assert_eq!(place.grid(class).totals.came, 1);

    let likely = place.office.read(|desk| desk.look_alikes(session, &name)).expect("looked");
    assert_eq!(likely.iter().map(|likely| likely.person.id).collect::<Vec<_>>(), [amal]);
    let again = place.office.write(|desk| desk.meet_at_session(session, &name, false));
    assert_eq!(again, Err(OfficeError::LikelyDuplicate));
    let blank = place.office.write(|desk| desk.meet_at_session(session, &Guarded::from("  "), false));
    assert_eq!(field(blank).0, "name");
}

#[test]
fn a_mark_taken_back_leaves_no_newer_day_on_the_person() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    let last = || place.office.read(|desk| desk.participant_page(amal)).expect("a page").summary.last_fact;

    let undo = place.mark(session, &[(amal, PRESENT)]);
    assert_eq!(last(), day("2024-06-03"));
    place.office.write(|desk| desk.undo_attendance(&undo)).expect("taken back");
    assert_eq!(last(), day("2024-05-06"));
}

#[test]
fn a_marked_session_cannot_move_ahead_or_before_somebody_was_known() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, PRESENT)]);
    let to = |on: &str, counting| {
        let entered = entered_session(on, counting);
        place.office.write(|desk| desk.correct_session(session, &entered))
    };

    refused(to("2024-06-21", Counting::Names), "on", DateError::Future);
    refused(to("2024-04-30", Counting::Names), "on", FieldError::BeforeFirstContact);
    refused(to("2024-06-03", Counting::Heads), "counting", FieldError::StillUsed);
    to("2024-06-17", Counting::Names).expect("another day");
    let removed = place.office.write(|desk| desk.remove_session(session));
    refused(removed, "session", FieldError::StillUsed);
}

#[test]
fn heads_of_an_evening_are_counted_by_category_and_nobody_is_named() {
    let place = place();
    let club = place.cohort("japanese_club", "2024-05-06", None);
    let evening = place.session_of(club, "2024-06-07", Counting::Heads);
    let count = |heads: &[(&str, u32)]| {
        let heads: Vec<_> = heads.iter().map(|(category, heads)| ((*category).to_owned(), *heads)).collect();
        place.office.write(|desk| desk.count_heads(evening, &heads))
    };

    assert_eq!(field(count(&[("dogs", 1)])).0, "heads.0.category");
    assert_eq!(field(count(&[("guests", 1), ("guests", 2)])).0, "heads.1.category");
    count(&[("participants", 12), ("volunteers", 3)]).expect("counted");

    let page = place.office.read(|desk| desk.cohort_page(club)).expect("a page");
    assert_eq!((page.sessions[0].came(), page.sessions[0].session.state), (15, SessionState::Held));
    let off = place.office.write(|desk| desk.session_not_held(evening, "weather", &Guarded::default()));
    refused(off, "session", FieldError::StillUsed);
    count(&[]).expect("emptied");
    let page = place.office.read(|desk| desk.cohort_page(club)).expect("a page");
    assert_eq!(page.sessions[0].session.state, SessionState::Planned);
}

#[test]
fn a_mark_stands_in_the_journal_with_what_stood_there_before() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, ABSENT)]);
    place.mark(session, &[(amal, PRESENT)]);
    place.mark(session, &[(amal, PRESENT)]);

    let filter = office::JournalFilter {
        participant: Some(amal),
        verb: Some(String::from("mark")),
        limit: 10,
        ..office::JournalFilter::default()
    };
    let entries = place.office.read(|desk| desk.journal(&filter)).expect("the journal").entries;

    assert_eq!(entries.len(), 2, "what changes nothing leaves no entry");
    let fields = place.office.read(|desk| desk.journal_entry(entries[0].n)).expect("an entry");
    let mark = fields.iter().find(|field| field.field == "mark").expect("the mark");
    let text = |side: &Option<Guarded<String>>| side.as_ref().map(|text| text.expose().clone());
    assert_eq!((text(&mark.before), text(&mark.after)), (Some("absent".into()), Some("present".into())));
}
