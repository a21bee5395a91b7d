//! Pairs of a mentorship with their meetings and their plan.

use casework::{
    dates::DateError,
    ids::PairId,
    programme::{SessionState, plan::PlanState},
};
use office::{EnteredMeeting, FieldError, PairPage, PairsWhen};

use super::*;

fn mentorship(place: &Place) -> CohortId {
    place.cohort("mentorship", "2024-05-01", None)
}

fn open(place: &Place, cohort: CohortId, who: ParticipantId, mentor: AssociateId, starts_on: &str) -> PairId {
    place.office.write(|desk| desk.open_pair(cohort, who, mentor, starts_on, "")).expect("a pair")
}

fn page(place: &Place, id: PairId) -> PairPage {
    place.office.read(|desk| desk.pair_page(id)).expect("a page")
}

fn meeting(on: &str, state: SessionState) -> EnteredMeeting {
    EnteredMeeting { on: on.to_owned(), minutes: 60, state, reason: String::new(), note: Guarded::from("CV") }
}

#[test]
fn a_pair_lasts_three_months_enrols_the_participant_and_has_a_dated_plan() {
    let place = place();
    let (cohort, amal, mentor) = (mentorship(&place), place.meet("Amal"), place.mentor("Kenji"));

    let pair = page(&place, open(&place, cohort, amal, mentor, "2024-06-10"));

    assert_eq!(pair.line.pair.ends_on, day("2024-09-09"));
    assert_eq!(place.grid(cohort).line.counts.enrolled, 1);
    let due: Vec<_> = pair.plan.iter().map(|step| step.due_on.to_string()).collect();
    assert_eq!(due.first().map(String::as_str), Some("2024-06-10"));
    assert!(due.len() >= 6 && due.is_sorted(), "{due:?}");
    assert_eq!(pair.line.next_step, Some(day("2024-06-10")));
    assert_eq!(pair.line.steps_overdue, 1);
}

#[test]
fn another_first_day_moves_open_steps_and_no_other() {
    let place = place();
    let (cohort, amal, mentor) = (mentorship(&place), place.meet("Amal"), place.mentor("Kenji"));
    let id = open(&place, cohort, amal, mentor, "2024-06-10");
    let steps = page(&place, id).plan;
    place.office.write(|desk| desk.set_plan_step(steps[0].id, "2024-06-12")).expect("done");
    place.office.write(|desk| desk.move_plan_step(steps[1].id, "2024-06-25")).expect("moved by hand");

    place.office.write(|desk| desk.correct_pair(id, mentor, "2024-06-17", "")).expect("a week later");

    let moved = page(&place, id).plan;
    let of = |n: usize| moved.iter().find(|step| step.id == steps[n].id).expect("the step");
    assert_eq!((of(0).due_on, of(0).state), (steps[0].due_on, PlanState::Done(day("2024-06-12"))));
    assert_eq!(of(1).due_on, day("2024-07-02"), "keeps its distance from the first day");
    assert_eq!(of(2).due_on, steps[2].due_on + Days::new(7));
    assert_eq!(page(&place, id).line.pair.ends_on, day("2024-09-16"));
}

#[test]
fn one_pair_at_a_time_only_in_a_mentorship_and_not_with_oneself() {
    let place = place();
    let (cohort, amal, mentor) = (mentorship(&place), place.meet("Amal"), place.mentor("Kenji"));
    let try_open =
        |cohort, mentor| place.office.write(|desk| desk.open_pair(cohort, amal, mentor, "2024-06-10", "")).map(drop);
    let herself = EnteredAssociate { participant: Some(amal), ..entered_mentor("Amal") };
    let herself = place.office.write(|desk| desk.add_associate(&herself)).expect("a mentor, too");

    refused(try_open(place.class(), mentor), "cohort", FieldError::NotMarkable);
    refused(try_open(cohort, herself), "mentor", FieldError::AlreadyThere);
    try_open(cohort, mentor).expect("a pair");
    refused(try_open(cohort, mentor), "participant", FieldError::AlreadyThere);
}

#[test]
fn a_pair_that_begins_later_needs_an_enrolment() {
    let place = place();
    let (cohort, amal, mentor) = (mentorship(&place), place.meet("Amal"), place.mentor("Kenji"));
    let ahead = || place.office.write(|desk| desk.open_pair(cohort, amal, mentor, "2024-07-01", ""));

    refused(ahead(), "starts_on", DateError::Future);
    place.enrol(cohort, amal, "2024-06-01");
    ahead().expect("they are enrolled");
    let list = |when| place.office.read(|desk| desk.pairs(when, 0, 10)).expect("a list").0;
    assert_eq!((list(PairsWhen::Current), list(PairsWhen::Coming), list(PairsWhen::Past)), (0, 1, 0));
}

#[test]
fn meetings_that_were_held_are_facts_and_planned_ones_may_lie_ahead() {
    let place = place();
    let (cohort, amal, mentor) = (mentorship(&place), place.meet("Amal"), place.mentor("Kenji"));
    let id = open(&place, cohort, amal, mentor, "2024-06-01");
    let add = |entered: EnteredMeeting| place.office.write(|desk| desk.add_meeting(id, &entered));

    refused(add(meeting("2024-06-21", SessionState::Held)), "on", DateError::Future);
    assert_eq!(field(add(meeting("2024-06-10", SessionState::NotHeld))).0, "reason");
    let held = add(meeting("2024-06-05", SessionState::Held)).expect("held");
    add(meeting("2024-06-28", SessionState::Planned)).expect("planned");
    let off = EnteredMeeting { reason: String::from("other"), ..meeting("2024-06-12", SessionState::NotHeld) };
    add(off).expect("not held");

    let line = page(&place, id).line;
    assert_eq!((line.held, line.minutes, line.next_meeting), (1, 60, Some(day("2024-06-28"))));
    let facts = || {
        let page = place.office.read(|desk| desk.participant_page(amal)).expect("a page");
        page.timeline.iter().filter(|line| line.fact.kind.code() == "mentor_meeting").count()
    };
    assert_eq!(facts(), 1);
    place.office.write(|desk| desk.remove_meeting(held)).expect("removed");
    assert_eq!(facts(), 0);
}

#[test]
fn a_step_of_the_plan_is_done_with_a_meeting_of_its_own_pair_only() {
    let place = place();
    let (cohort, mentor) = (mentorship(&place), place.mentor("Kenji"));
    let [one, other] = ["Amal", "Bashir"].map(|name| open(&place, cohort, place.meet(name), mentor, "2024-06-10"));
    let step = page(&place, one).plan[0].id;

    let foreign = place.office.write(|desk| desk.complete_at_meeting(other, step, "2024-06-11"));
    assert_eq!(foreign, Err(office::OfficeError::NotFound));
    place.office.write(|desk| desk.complete_at_meeting(one, step, "2024-06-11")).expect("done");
    assert_eq!(page(&place, one).plan[0].state, PlanState::Done(day("2024-06-11")));
}

#[test]
fn an_end_drops_what_is_open_and_can_be_taken_back() {
    let place = place();
    let (cohort, amal, mentor) = (mentorship(&place), place.meet("Amal"), place.mentor("Kenji"));
    let id = open(&place, cohort, amal, mentor, "2024-06-01");
    let done = page(&place, id).plan[0].id;
    place.office.write(|desk| desk.set_plan_step(done, "2024-06-02")).expect("done");
    place.office.write(|desk| desk.add_meeting(id, &meeting("2024-06-12", SessionState::Held))).expect("held");
    let end = |on: &str, reason: &str| place.office.write(|desk| desk.end_pair(id, on, reason));

    refused(end("2024-06-11", ""), "on", DateError::TooEarly);
    assert_eq!(field(end("2024-06-15", "no_reason")).0, "reason");
    end("2024-06-15", "employed").expect("ended");
    refused(end("2024-06-15", ""), "pair", FieldError::AlreadyEnded);
    let ended = page(&place, id);
    assert_eq!((ended.line.steps_done, ended.line.steps_open), (1, 0));
    assert!(ended.plan.iter().skip(1).all(|step| step.state == PlanState::Dropped));

    place.office.write(|desk| desk.resume_pair(id)).expect("resumed");
    assert!(page(&place, id).line.steps_open > 0);
    assert_eq!(page(&place, id).line.steps_done, 1);
}

#[test]
fn pairs_end_with_the_enrolment() {
    let place = place();
    let (cohort, amal, mentor) = (mentorship(&place), place.meet("Amal"), place.mentor("Kenji"));
    let enrolment = place.enrol(cohort, amal, "2024-06-01");
    let id = open(&place, cohort, amal, mentor, "2024-06-01");

    let end = casework::programme::EnrolmentEnd::Left;
    place.office.write(|desk| desk.end_enrolments(&[enrolment], end, "2024-06-15", "moved")).expect("left");

    let pair = page(&place, id).line.pair;
    assert_eq!((pair.ended_on, pair.reason.as_str()), (Some(day("2024-06-15")), "moved"));
    refused(place.office.write(|desk| desk.resume_pair(id)), "pair", FieldError::NotEnrolled);
}
