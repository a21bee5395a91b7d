//! Rules of tasks, reminders, the calendar, and of closing a case.

use crate::care::{self, day, deed, here, secret};
use casework::{
    consent::Purpose,
    ids::ParticipantId,
    placement::Step,
    task::{ReminderKind, TaskKind, TaskState, Unit},
};
use office::{AgendaLine, AgendaSource, Language, NewTask, OfficeError, ReminderAnswer, Role, Whose};

const TODAY: &str = "2024-10-01";

fn task(title: &str, due_on: &str) -> NewTask {
    NewTask {
        participant: None,
        kind: TaskKind::ToDo,
        title: secret(title),
        due_on: due_on.to_owned(),
        due_at: String::new(),
        repeat: None,
        assignee: None,
    }
}

fn about(person: ParticipantId, title: &str, due_on: &str) -> NewTask {
    NewTask { participant: Some(person), ..task(title, due_on) }
}

fn agenda(here: &care::Here, whose: Whose, until: &str) -> Vec<AgendaLine> {
    here.office.read(|desk| desk.agenda(whose, day(until), false)).expect("the agenda")
}

fn titles(lines: &[AgendaLine]) -> Vec<String> {
    let told = |line: &AgendaLine| match &line.source {
        AgendaSource::Task(task) => task.content.title.expose().clone(),
        AgendaSource::Reminder(key) => key.kind.code().to_owned(),
        AgendaSource::Plan(due) => due.step.title.en.clone(),
        AgendaSource::Discussion(talk) => talk.discussion.next_step.expose().clone(),
    };
    lines.iter().map(told).collect()
}

fn refused_field(error: OfficeError) -> String {
    match error {
        OfficeError::Field { field, .. } => field,
        other => panic!("another refusal: {other:?}"),
    }
}

#[test]
fn the_agenda_shows_what_is_due_in_the_order_of_day_and_time() {
    let here = here(TODAY);
    let add = |entered: &NewTask| here.office.write(|desk| desk.add_task(entered)).expect("a task");
    add(&task("late", "2024-09-20"));
    add(&task("in a month", "2024-11-01"));
    add(&task("any time", "2024-10-03"));
    add(&NewTask { due_at: "14:30".into(), ..task("at half past two", "2024-10-03") });
    add(&NewTask { due_at: "09:00".into(), ..task("at nine", "2024-10-03") });

    let lines = agenda(&here, Whose::Mine, "2024-10-08");

    assert_eq!(titles(&lines), ["late", "at nine", "at half past two", "any time"]);
    assert_eq!(lines[0].days_left, -11);
}

#[test]
fn what_is_put_off_comes_back_on_its_day() {
    let here = here(TODAY);
    let id = here.office.write(|desk| desk.add_task(&task("call back", TODAY))).expect("a task");
    let snooze = |until: &str| here.office.write(|desk| desk.snooze_task(id, until));

    assert_eq!(refused_field(snooze(TODAY).expect_err("not ahead")), "until");
    snooze("2024-10-04").expect("put off");

    assert!(agenda(&here, Whose::Mine, "2024-10-08").is_empty());
    here.open_on("2024-10-04");
    assert_eq!(titles(&agenda(&here, Whose::Mine, "2024-10-08")), ["call back"]);
}

#[test]
fn a_repeated_task_comes_again_when_it_is_done_and_undoing_takes_the_next_back() {
    let here = here(TODAY);
    let monthly = NewTask { repeat: Some((1, Unit::Month)), ..task("write to the school", "2024-08-31") };
    let id = here.office.write(|desk| desk.add_task(&monthly)).expect("a task");

    let next = here.office.write(|desk| desk.complete_task(id)).expect("done");

    assert_eq!(next, Some(day("2024-10-31")), "days that passed unused are left out");
    assert_eq!(here.office.write(|desk| desk.complete_task(id)), Err(OfficeError::TaskEnded));
    here.office.write(|desk| desk.reopen_task(id)).expect("opened again");
    let open = agenda(&here, Whose::Mine, "2024-12-31");
    assert_eq!(open.iter().map(|line| line.due_on).collect::<Vec<_>>(), [day("2024-08-31")]);
}

#[test]
fn a_task_is_handed_to_a_colleague_who_is_here() {
    let here = here(TODAY);
    let id = here.office.write(|desk| desk.add_task(&task("read the letter", TODAY))).expect("a task");
    let assign = |member: u32| here.office.write(|desk| desk.assign_task(id, member));
    assert_eq!(refused_field(assign(2).expect_err("nobody yet")), "assignee");
    here.go_on_as(Role::Office);
    assert!(agenda(&here, Whose::Mine, TODAY).is_empty(), "it is the first member's");
    assert_eq!(titles(&agenda(&here, Whose::All, TODAY)), ["read the letter"]);

    here.office.write(|desk| desk.assign_task(id, 2)).expect("handed on");

    assert_eq!(titles(&agenda(&here, Whose::Mine, TODAY)), ["read the letter"]);
    assert!(here.office.write(|desk| desk.assign_task(id, 0)).is_err(), "to somebody");
}

#[test]
fn a_task_needs_words_a_real_day_and_a_sensible_distance() {
    let here = here(TODAY);
    let refused = |entered: &NewTask| refused_field(here.office.write(|desk| desk.add_task(entered)).expect_err("bad"));

    assert_eq!(refused(&task(" ", TODAY)), "title");
    assert_eq!(refused(&task("x", "2024-02-30")), "due_on");
    assert_eq!(refused(&NewTask { due_at: "25:00".into(), ..task("x", TODAY) }), "due_at");
    assert_eq!(refused(&NewTask { repeat: Some((0, Unit::Day)), ..task("x", TODAY) }), "repeat");
}

#[test]
fn a_trial_hire_reminds_until_the_records_tell_how_it_went_on() {
    let here = here("2024-06-20");
    let (person, company) = (here.meet("Amal", "2024-04-10"), here.company("Perch Ltd"));
    let placed = here.recommend(person, company, "2024-06-01");
    here.step(placed, Step::TrialHire, "2024-06-15");
    assert!(agenda(&here, Whose::Mine, "2024-07-01").is_empty(), "three months lie ahead");

    here.open_on("2024-09-05");
    let lines = agenda(&here, Whose::Mine, "2024-10-05");
    assert_eq!(titles(&lines), ["trial_ends"]);
    assert_eq!((lines[0].due_on, lines[0].days_left), (day("2024-09-15"), 10));

    here.step(placed, Step::Employed, "2024-09-04");
    assert!(agenda(&here, Whose::Mine, "2024-10-05").is_empty());
}

#[test]
fn whether_somebody_stayed_is_asked_after_six_and_twelve_months() {
    let here = here("2024-06-20");
    let placed = here.recommend(here.meet("Amal", "2024-04-10"), here.company("Perch Ltd"), "2024-06-01");
    here.step(placed, Step::Employed, "2024-06-15");
    let kinds = |on: &str| {
        here.open_on(on);
        titles(&agenda(&here, Whose::Mine, "2026-01-01"))
    };

    assert_eq!(kinds("2024-12-10"), ["retention_6"]);
    assert_eq!(kinds("2025-06-10"), ["retention_12"]);
    here.step(placed, Step::Ended, "2025-06-09");
    assert!(agenda(&here, Whose::Mine, "2026-01-01").is_empty(), "who left is not asked for");
}

#[test]
fn a_reminder_that_was_seen_to_stays_away_until_that_is_taken_back() {
    let here = here("2024-09-10");
    let placed = here.recommend(here.meet("Amal", "2024-04-10"), here.company("Perch Ltd"), "2024-06-01");
    here.step(placed, Step::TrialHire, "2024-06-15");
    let AgendaSource::Reminder(key) = agenda(&here, Whose::Mine, "2024-10-05").remove(0).source else {
        panic!("a reminder")
    };
    let answer = |answer: ReminderAnswer| here.office.write(|desk| desk.answer_reminder(key, &answer));

    answer(ReminderAnswer::Done).expect("seen to");
    assert!(agenda(&here, Whose::Mine, "2024-10-05").is_empty());
    answer(ReminderAnswer::Open).expect("not after all");
    answer(ReminderAnswer::Snooze("2024-09-12".into())).expect("put off");
    assert!(agenda(&here, Whose::Mine, "2024-10-05").is_empty());
    here.open_on("2024-09-12");
    assert_eq!(titles(&agenda(&here, Whose::Mine, "2024-10-05")), ["trial_ends"]);
    let other = casework::task::ReminderKey { kind: ReminderKind::Retention6, ..key };
    assert_eq!(
        here.office.write(|desk| desk.answer_reminder(other, &ReminderAnswer::Done)),
        Err(OfficeError::NotFound),
        "only what the records give"
    );
}

#[test]
fn the_calendar_names_nobody_and_keeps_its_ids() {
    let here = here(TODAY);
    let person = here.meet("Canary Amal", "2024-04-10");
    let meeting = NewTask {
        kind: TaskKind::Interview,
        due_at: "14:30".into(),
        ..about(person, "Canary: talk about the canary", "2024-10-03")
    };
    here.office.write(|desk| desk.add_task(&meeting)).expect("a task");
    let placed = here.recommend(person, here.company("Canary Ltd"), "2024-06-01");
    here.step(placed, Step::TrialHire, "2024-07-10");

    let (text, events) = here.office.write(|desk| desk.calendar(Language::En)).expect("a calendar");

    assert_eq!(events, 2);
    assert!(!text.to_lowercase().contains("canary"), "{text}");
    assert!(text.contains("SUMMARY:Interview") && text.contains("DTSTART:20241003T143000"), "{text}");
    assert!(text.contains("SUMMARY:Trial hire ends") && text.contains("DTSTART;VALUE=DATE:20241010"), "{text}");
    let uids = |text: &str| text.lines().filter(|line| line.starts_with("UID")).map(String::from).collect::<Vec<_>>();
    let (again, _) = here.office.write(|desk| desk.calendar(Language::Ja)).expect("a calendar");
    assert_eq!(uids(&text), uids(&again), "a later file replaces what an earlier one brought");
    assert!(here.deeds().contains(&deed("export", "calendar")));
}

#[test]
fn closing_a_case_keeps_how_far_it_came_and_gives_up_what_was_open() {
    let here = here(TODAY);
    let person = here.meet("Amal", "2024-04-10");
    here.recommend(person, here.company("Perch Ltd"), "2024-06-01");
    here.office.write(|desk| desk.add_task(&about(person, "call", "2024-10-05"))).expect("a task");
    let preview = here.office.read(|desk| desk.closing_preview(person)).expect("a preview");
    assert_eq!((preview.open_tasks, preview.has_draft), (1, false));

    let close = |on: &str| here.office.write(|desk| desk.close_case(person, on, "moved", &secret("to Osaka")));
    close(TODAY).expect("closed");

    let closures = here.office.read(|desk| desk.closures_of(person)).expect("closures");
    assert_eq!(closures[0].last_stage, casework::participant::Stage::Recommended);
    assert_eq!((closures[0].in_charge, closures[0].reopened_on), (1, None));
    let tasks = here.office.read(|desk| desk.tasks_of(person)).expect("tasks");
    let states: Vec<_> = tasks
        .iter()
        .map(|line| matches!(&line.source, AgendaSource::Task(task) if task.state == TaskState::Cancelled))
        .collect();
    assert_eq!(states, [true]);
    assert_eq!(close(TODAY), Err(OfficeError::CaseClosed), "closing a closed case is refused");
    here.office.read(|desk| desk.participant_page(person)).expect("a closed case stays readable");
}

#[test]
fn nothing_new_begins_with_a_closed_case_until_it_is_reopened() {
    let here = here(TODAY);
    let (person, company) = (here.meet("Amal", "2024-04-10"), here.company("Perch Ltd"));
    here.office.write(|desk| desk.close_case(person, "2024-09-01", "lost_contact", &secret(""))).expect("closed");

    here.consent_to(person, Purpose::Placement, "2024-04-10");
    let to = |company, on: &str| here.office.write(|desk| desk.recommend(person, company, day(on)).map(drop));
    let recommend = |on: &str| to(company, on);
    assert_eq!(recommend(TODAY), Err(OfficeError::CaseClosed));
    to(here.company("Nest Ltd"), "2024-08-01").expect("what happened before can still be written down");
    assert_eq!(here.office.write(|desk| desk.open_interview(person).map(drop)), Err(OfficeError::CaseClosed));

    let reopen = |on: &str| here.office.write(|desk| desk.reopen_case(person, on));
    assert_eq!(refused_field(reopen("2024-08-31").expect_err("before it was closed")), "on");
    reopen(TODAY).expect("open again");
    assert_eq!(reopen(TODAY), Err(OfficeError::CaseOpen));
    recommend(TODAY).expect("it goes on");
    let told: Vec<_> = here.office.read(|desk| desk.participant_page(person)).expect("the page").timeline;
    let kinds: Vec<_> = told.iter().map(|line| line.fact.kind.code()).collect();
    assert!(kinds.contains(&"case_closed") && kinds.contains(&"case_reopened"), "both are facts: {kinds:?}");
}

#[test]
fn a_case_is_closed_with_a_reason_on_a_day_that_has_come() {
    let here = here(TODAY);
    let person = here.meet("Amal", "2024-04-10");
    let refused = |on: &str, reason: &str| {
        refused_field(here.office.write(|desk| desk.close_case(person, on, reason, &secret(""))).expect_err("bad"))
    };

    assert_eq!(refused("2024-10-02", "moved"), "on");
    assert_eq!(refused("2024-04-09", "moved"), "on");
    assert_eq!(refused(TODAY, ""), "reason");
    assert_eq!(refused(TODAY, "boredom"), "reason");
}
