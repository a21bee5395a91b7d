use chrono::{Days, NaiveDate};
use guarded::Guarded;
use proptest::prelude::*;

use super::*;
use crate::{
    ids::{CohortId, EnrolmentId},
    programme::{Counting, EnrolmentStatus, NewSession, SessionState},
};

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2024, 5, 1).expect("a day of the calendar");

fn day(after: u64) -> NaiveDate {
    FIRST + Days::new(after)
}

fn session(number: u32, after: u64) -> Session {
    let counting = Counting::Names;
    let session = NewSession { on: day(after), starts_at: None, minutes: 90, topic: Guarded::default(), counting };
    let (id, cohort, note) = (SessionId(number), CohortId(1), Guarded::default());
    Session { id, cohort, session, state: SessionState::Held, reason: String::new(), note }
}

fn enrolled(who: u32, from: u64, until: Option<u64>) -> Enrolment {
    Enrolment {
        id: EnrolmentId(who * 100 + u32::try_from(from).expect("small")),
        cohort: CohortId(1),
        participant: ParticipantId(who),
        on: day(from),
        status: if until.is_some() { EnrolmentStatus::Left } else { EnrolmentStatus::Enrolled },
        ended_on: until.map(day),
        reason: String::new(),
    }
}

fn mark(session: u32, who: u32, mark: Mark) -> Attendance {
    let marked = Marked { mark, minutes: None };
    Attendance { session: SessionId(session), participant: ParticipantId(who), marked }
}

fn weekly(count: u32) -> Vec<Session> {
    (0..count).map(|n| session(n + 1, u64::from(n) * 7)).collect()
}

#[test]
fn who_joined_later_or_had_left_is_not_expected() {
    let sessions = weekly(3);
    let marks = [mark(1, 1, Mark::Absent), mark(1, 2, Mark::Absent), mark(3, 2, Mark::Present)];

    let grid = grid(&sessions, &[enrolled(1, 7, None), enrolled(2, 0, Some(7))], &marks, &[]);

    let standings: Vec<Vec<_>> =
        grid.people.iter().map(|row| row.cells.iter().map(|cell| cell.standing).collect()).collect();
    assert_eq!(standings[0], [Standing::Outside, Standing::Enrolled, Standing::Enrolled]);
    assert_eq!(standings[1], [Standing::Enrolled, Standing::Enrolled, Standing::Guest]);
    assert_eq!(grid.people[0].totals, Totals::default(), "an absence before joining is none");
    assert_eq!(grid.sessions[0].totals.absent, 1);
    assert_eq!(grid.sessions[2].totals.rate(), None, "a guest is no reason for a rate");
    assert_eq!(grid.sessions[2].totals.came, 1);
}

#[test]
fn who_waits_or_gave_up_waiting_stands_in_no_grid() {
    let waiting = Enrolment { status: EnrolmentStatus::Waiting, ..enrolled(1, 0, None) };
    let gone = Enrolment { status: EnrolmentStatus::Withdrawn, ..enrolled(2, 0, Some(9)) };

    assert!(grid(&weekly(2), &[waiting, gone], &[], &[]).people.is_empty());
}

#[test]
fn who_left_and_came_back_stands_in_one_row() {
    let marks = [mark(1, 1, Mark::Present), mark(3, 1, Mark::Late)];

    let grid = grid(&weekly(3), &[enrolled(1, 0, Some(3)), enrolled(1, 14, None)], &marks, &[]);

    assert_eq!(grid.people.len(), 1);
    assert_eq!(grid.people[0].enrolment.as_ref().map(|enrolment| enrolment.on), Some(day(14)));
    assert_eq!(grid.people[0].cells[1].standing, Standing::Outside, "gone in between");
    assert_eq!((grid.totals.came, grid.totals.late, grid.totals.rate()), (2, 1, Some(100)));
}

#[test]
fn absences_in_a_row_end_with_coming_and_pass_over_an_excuse() {
    let row = |marks: &[Mark]| {
        let sessions = weekly(6);
        let marks: Vec<_> = (1..).zip(marks).map(|(session, one)| mark(session, 1, *one)).collect();
        grid(&sessions, &[enrolled(1, 0, None)], &marks, &[]).people[0].clone()
    };

    use Mark::{Absent, Excused, Late, Present};
    assert_eq!(row(&[Present, Absent, Excused, Absent]).absent_in_a_row(), 2);
    assert_eq!(row(&[Absent, Absent, Late]).absent_in_a_row(), 0);
    assert_eq!(row(&[Present, Absent, Absent, Excused]).totals.rate(), Some(25));
}

#[test]
fn a_rate_is_rounded_to_the_nearest_percent() {
    let totals = |came, absent| Totals { came_enrolled: came, absent, ..Totals::default() };

    assert_eq!(totals(2, 1).rate(), Some(67));
    assert_eq!(totals(1, 2).rate(), Some(33));
    assert_eq!(totals(1, 199).rate(), Some(1), "a half goes up");
    assert_eq!(totals(0, 0).rate(), None);
}

#[test]
fn minutes_are_those_of_the_session_unless_somebody_took_part_for_less() {
    let mut marks = [mark(1, 1, Mark::Present), mark(2, 1, Mark::Late), mark(3, 1, Mark::Absent)];
    marks[1].marked.minutes = Some(40);

    assert_eq!(grid(&weekly(3), &[enrolled(1, 0, None)], &marks, &[]).totals.minutes, 130);
}

#[test]
fn erased_people_stay_in_the_counts_of_past_sessions() {
    let erased = Residue { session: SessionId(1), mark: Mark::Present, enrolled: true, heads: 2, minutes: 180 };

    let grid = grid(&weekly(1), &[enrolled(1, 0, None)], &[mark(1, 1, Mark::Absent)], &[erased]);

    assert_eq!(grid.people.len(), 1);
    assert_eq!((grid.sessions[0].totals.came, grid.sessions[0].erased), (2, 2));
    assert_eq!((grid.totals.rate(), grid.totals.minutes), (Some(67), 180));
}

fn any_mark() -> impl Strategy<Value = Mark> {
    prop::sample::select(Mark::ALL)
}

prop_compose! {
    fn a_cohort()(
        enrolments in prop::collection::vec((1_u32..8, 0_u64..30, prop::option::of(0_u64..30)), 0..12),
        marks in prop::collection::btree_map((1_u32..6, 1_u32..10), any_mark(), 0..40),
    ) -> (Vec<Enrolment>, Vec<Attendance>) {
        let numbered = (1..).zip(enrolments);
        let enrolments = numbered.map(|(number, (who, from, length))| {
            Enrolment { id: EnrolmentId(number), ..enrolled(who, from, length.map(|length| from + length)) }
        });
        let marks = marks.into_iter().map(|((session, who), one)| mark(session, who, one));
        (enrolments.collect(), marks.collect())
    }
}

proptest! {
    #[test]
    fn the_totals_are_the_sum_of_the_marks_in_whatever_order(
        ((enrolments, marks), shuffled) in a_cohort().prop_flat_map(|(enrolments, marks)| {
            let shuffled = (Just(enrolments.clone()).prop_shuffle(), Just(marks.clone()).prop_shuffle());
            (Just((enrolments, marks)), shuffled)
        })
    ) {
        let sessions = weekly(4); // Marks of the fifth belong elsewhere.
        let inside: Vec<_> = marks.iter().filter(|mark| mark.session.0 <= 4).collect();
        let all = grid(&sessions, &enrolments, &marks, &[]);

        prop_assert_eq!(&grid(&sessions, &shuffled.0, &shuffled.1, &[]), &all);
        let came = inside.iter().filter(|mark| mark.marked.mark.came()).count();
        prop_assert_eq!(usize::try_from(all.totals.came), Ok(came), "everybody who came is counted, guest or not");
        for sum in [
            |totals: &Totals| totals.came,
            |totals: &Totals| totals.late,
            |totals: &Totals| totals.excused,
            |totals: &Totals| totals.absent,
            |totals: &Totals| totals.came_enrolled,
            |totals: &Totals| totals.minutes,
        ] {
            prop_assert_eq!(all.people.iter().map(|row| sum(&row.totals)).sum::<u32>(), sum(&all.totals));
            prop_assert_eq!(all.sessions.iter().map(|one| sum(&one.totals)).sum::<u32>(), sum(&all.totals));
        }
        let expected = |mark: &&&Attendance| {
            let on = day(u64::from(mark.session.0 - 1) * 7);
            enrolments.iter().any(|one| one.participant == mark.participant && one.covers(on))
        };
        prop_assert_eq!(usize::try_from(all.totals.marked()), Ok(inside.iter().filter(expected).count()));
        let mut people: Vec<_> = all.people.iter().map(|row| row.participant).collect();
        people.dedup();
        prop_assert_eq!(people.len(), all.people.len(), "nobody stands in the grid twice");
    }
}
