//! Cohorts, their sessions, and who is enrolled.

use casework::programme::{
    NewCohort, Session,
    attendance::{GridRow, Totals},
};
use chrono::NaiveDate;
use office::{CohortLine, CohortPage, EnrolmentLine, OwnEnrolment, ParticipantProgrammes, SessionLine};

use super::{attendance::totals, day, mentors::pair_row, optional_day, plan_step, time};
use crate::{
    show::people::person_row,
    views::programmes::{
        CohortInput, CohortRow, CohortView, CohortsPage, EnrolmentRow, HeadsInput, OwnEnrolment as OwnView,
        ParticipantProgrammes as ProgrammesView, SessionInput, SessionRow,
    },
};

pub fn cohorts_page((total, lines): (u32, Vec<CohortLine>), today: NaiveDate) -> CohortsPage {
    CohortsPage { total, rows: lines.iter().map(cohort_row).collect(), today: day(today) }
}

pub fn cohort_row(line: &CohortLine) -> CohortRow {
    let counts = &line.counts;
    CohortRow {
        id: line.cohort.id.0,
        cohort: cohort_input(&line.cohort.cohort),
        kind: line.kind.into(),
        enrolled: counts.enrolled,
        waiting: counts.waiting,
        held: counts.held,
        not_held: counts.not_held,
        planned: counts.planned,
        minutes_held: counts.minutes_held,
        next_session: optional_day(counts.next_session),
        unmarked_session: counts.unmarked_session.map(|id| id.0),
    }
}

fn cohort_input(cohort: &NewCohort) -> CohortInput {
    let NewCohort { course, name, starts_on, ends_on, capacity, place, partner, term, weekly_minutes } = cohort.clone();
    let (starts_on, ends_on) = (day(starts_on), optional_day(ends_on).unwrap_or_default());
    CohortInput { course, name, starts_on, ends_on, capacity, place, partner, weekly_minutes, term }
}

pub fn cohort_page(page: &CohortPage, today: NaiveDate) -> CohortView {
    CohortView {
        row: cohort_row(&page.line),
        sessions: page.sessions.iter().map(session_row).collect(),
        enrolments: page.enrolments.iter().map(enrolment_row).collect(),
        pairs: page.pairs.iter().map(pair_row).collect(),
        plan: page.plan.iter().map(plan_step).collect(),
        today: day(today),
    }
}

pub fn session_row(line: &SessionLine) -> SessionRow {
    let Session { id, session, state, reason, note, .. } = &line.session;
    let heads = line.heads.iter().map(|(category, heads)| HeadsInput { category: category.clone(), heads: *heads });
    SessionRow {
        id: id.0,
        session: SessionInput {
            on: day(session.on),
            starts_at: time(session.starts_at),
            minutes: session.minutes,
            // EXPOSE: shown to the caseworker who opened the vault.
            topic: session.topic.expose().clone(),
            counting: session.counting.into(),
        },
        state: (*state).into(),
        reason: reason.clone(),
        // EXPOSE: as above.
        note: note.expose().clone(),
        heads: heads.collect(),
        came: line.came(),
        marked: line.totals.totals.marked(),
        rate: line.totals.totals.rate(),
        erased: line.totals.erased,
    }
}

fn enrolment_row(line: &EnrolmentLine) -> EnrolmentRow {
    let enrolment = &line.enrolment;
    EnrolmentRow {
        id: enrolment.id.0,
        person: person_row(&line.person),
        status: enrolment.status.into(),
        on: day(enrolment.on),
        place: line.place,
        ended_on: optional_day(enrolment.ended_on),
        reason: enrolment.reason.clone(),
        plan: line.plan.iter().map(plan_step).collect(),
    }
}

pub fn participant_programmes(programmes: &ParticipantProgrammes) -> ProgrammesView {
    ProgrammesView {
        enrolments: programmes.enrolments.iter().map(own_enrolment).collect(),
        pairs: programmes.pairs.iter().map(pair_row).collect(),
        associate: programmes.associate.map(|id| id.0),
    }
}

fn own_enrolment(own: &OwnEnrolment) -> OwnView {
    let sums = own.attendance.as_ref().map_or_else(Totals::default, |row| row.totals);
    let in_a_row = own.attendance.as_ref().map_or(0, GridRow::absent_in_a_row);
    OwnView {
        enrolment: enrolment_row(&own.line),
        cohort: cohort_row(&own.cohort),
        attendance: totals(&sums, in_a_row),
    }
}
