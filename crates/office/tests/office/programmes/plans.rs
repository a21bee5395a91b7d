//! Standard plans by offset from a first day.

use casework::programme::{
    Bilingual,
    plan::{PlanOf, PlanState, PlanSubject, PlanWho, TemplateStep},
};
use office::{AgendaSource, FieldError, Whose};

use super::*;

fn step(subject: PlanSubject, offset_days: i32, title: &str) -> TemplateStep {
    TemplateStep {
        id: None,
        subject,
        offset_days,
        title: Bilingual::new(title, title),
        who: PlanWho::Caseworker,
        repeat_every_days: 0,
        times: 1,
    }
}

fn template(place: &Place, course: &str, steps: &[TemplateStep]) {
    place.office.write(|desk| desk.save_plan_template(course, steps)).expect("saved");
}

#[test]
fn what_is_opened_gets_its_steps_and_what_was_laid_out_outlives_the_template() {
    let place = place();
    template(&place, "japanese_class", &[step(PlanSubject::Cohort, 30, "Ask the school")]);
    let class = place.cohort("japanese_class", "2024-06-10", None);
    template(&place, "japanese_class", &[]);

    let plan = place.office.read(|desk| desk.cohort_page(class)).expect("a page").plan;

    assert_eq!(plan.iter().map(|step| step.due_on).collect::<Vec<_>>(), [day("2024-07-10")]);
    assert_eq!(plan[0].of, PlanOf::Cohort(class));
    let later = place.class();
    assert!(place.office.read(|desk| desk.cohort_page(later)).expect("a page").plan.is_empty());
}

#[test]
fn steps_of_long_ago_are_not_laid_out_when_something_is_entered_late() {
    let place = place();
    let days = [0, 200, 400].map(|offset| step(PlanSubject::Cohort, offset, "Look"));
    template(&place, "japanese_class", &days);

    let old = place.cohort("japanese_class", "2023-06-01", None);

    let plan = place.office.read(|desk| desk.cohort_page(old)).expect("a page").plan;
    assert_eq!(plan.iter().map(|step| step.due_on).collect::<Vec<_>>(), [day("2024-07-05")]);
}

#[test]
fn a_plan_of_an_enrolment_begins_with_the_cohort_when_that_is_later() {
    let place = place();
    template(&place, "japanese_class", &[step(PlanSubject::Enrolment, 7, "Ask how it goes")]);
    let class = place.cohort("japanese_class", "2024-07-01", None);
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-06-10");

    let due =
        || place.office.read(|desk| desk.programmes_of(amal)).expect("programmes").enrolments[0].line.plan.clone();
    assert_eq!(due()[0].due_on, day("2024-07-08"));

    let cohort = NewCohort {
        course: String::from("japanese_class"),
        name: String::from("Later"),
        starts_on: day("2024-07-15"),
        ..NewCohort::default()
    };
    place.office.write(|desk| desk.correct_cohort(class, &cohort)).expect("moved");
    assert_eq!(due()[0].due_on, day("2024-07-22"));
}

#[test]
fn open_steps_are_told_with_whom_they_concern_the_soonest_first() {
    let place = place();
    template(
        &place,
        "japanese_class",
        &[step(PlanSubject::Enrolment, 7, "Ask"), step(PlanSubject::Cohort, 3, "Check")],
    );
    let class = place.cohort("japanese_class", "2024-06-10", None);
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-06-10");

    let open = |until: &str| place.office.read(|desk| desk.open_plan_steps(day(until))).expect("steps");

    assert_eq!(open("2024-06-12").len(), 0);
    let steps = open("2024-06-30");
    let told: Vec<_> = steps.iter().map(|due| (due.step.due_on, due.person.as_ref().map(|who| who.id))).collect();
    assert_eq!(told, [(day("2024-06-13"), None), (day("2024-06-17"), Some(amal))]);

    place.office.write(|desk| desk.set_plan_step(steps[0].step.id, "2024-06-19")).expect("done");
    assert_eq!(open("2024-06-30").len(), 1);
    place.office.write(|desk| desk.set_plan_step(steps[0].step.id, "")).expect("open again");
    assert_eq!(open("2024-06-30").len(), 2);
}

#[test]
fn an_open_step_stands_on_the_agenda_until_it_is_done() {
    let place = place();
    template(&place, "japanese_class", &[step(PlanSubject::Enrolment, 7, "Ask")]);
    let class = place.cohort("japanese_class", "2024-06-10", None);
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-06-10");
    let agenda = |until: &str| {
        let lines = place.office.read(|desk| desk.agenda(Whose::Mine, day(until), false)).expect("an agenda");
        let steps = lines.into_iter().filter_map(|line| match line.source {
            AgendaSource::Plan(due) => Some((due.step.id, due.cohort, line.person?.id, line.due_on)),
            AgendaSource::Task(_) | AgendaSource::Reminder(_) | AgendaSource::Discussion(_) => None,
        });
        steps.collect::<Vec<_>>()
    };

    assert_eq!(agenda("2024-06-16"), []);
    let lines = agenda("2024-06-30");
    let (id, cohort, person, due_on) = lines[0];
    assert_eq!((cohort, person, due_on), (class, amal, day("2024-06-17")));

    place.office.write(|desk| desk.set_plan_step(id, "2024-06-19")).expect("done");
    assert_eq!(agenda("2024-06-30"), []);
}

#[test]
fn a_step_that_is_not_open_cannot_be_moved_nor_done_ahead() {
    let place = place();
    template(&place, "japanese_class", &[step(PlanSubject::Cohort, 3, "Check")]);
    let class = place.cohort("japanese_class", "2024-06-10", None);
    let plan = || place.office.read(|desk| desk.cohort_page(class)).expect("a page").plan;
    let id = plan()[0].id;

    let ahead = place.office.write(|desk| desk.set_plan_step(id, "2024-06-21"));
    refused(ahead, "done_on", casework::dates::DateError::Future);
    place.office.write(|desk| desk.set_plan_step(id, "2024-06-19")).expect("done");
    let moved = place.office.write(|desk| desk.move_plan_step(id, "2024-07-01"));
    refused(moved, "due_on", FieldError::AlreadyEnded);
    assert_eq!(plan()[0].state, PlanState::Done(day("2024-06-19")));
}

#[test]
fn a_standard_plan_names_the_step_that_cannot_be_kept() {
    let place = place();
    let save = |steps: &[TemplateStep]| place.office.write(|desk| desk.save_plan_template("japanese_class", steps));

    let good = step(PlanSubject::Cohort, 0, "Good");
    assert_eq!(field(save(&[good.clone(), step(PlanSubject::Cohort, 0, " ")])).0, "steps.1.title_ja");
    refused(save(&[step(PlanSubject::Cohort, 9_999, "Far")]), "steps.0.offset_days", FieldError::OutOfRange);
    let never = TemplateStep { times: 0, ..good };
    refused(save(&[never]), "steps.0.times", FieldError::OutOfRange);
}
