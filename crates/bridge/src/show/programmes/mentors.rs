//! People who are no participants, and pairs of a mentorship.

use casework::{names, programme::Meeting};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{AssociateLine, AssociatePage, PairLine, PairPage};

use super::{day, optional_day, plan_step};
use crate::{
    show::people::{name_view, person_row},
    views::programmes::{
        AssociateRole, AssociateRow, AssociateView, AssociatesView, MeetingView, MentorPairRow, MentorPairView,
        PairsPage,
    },
};

/// EXPOSE: everything in this file is shown to the caseworker who opened the vault.
fn text(value: &Guarded<String>) -> String {
    value.expose().clone()
}

pub fn associates(lines: &[AssociateLine]) -> AssociatesView {
    AssociatesView { rows: lines.iter().map(associate_row).collect() }
}

fn associate_row(line: &AssociateLine) -> AssociateRow {
    let associate = &line.associate.associate;
    AssociateRow {
        id: line.associate.id.0,
        name: names::shown(&associate.names).map_or_else(String::new, |name| text(&name.text)),
        organisation: text(&associate.organisation),
        roles: line.roles_now.clone(),
        pairs: line.pairs_now,
        consent_on: optional_day(associate.consent_on),
        participant: associate.participant.map(|id| id.0),
    }
}

pub fn associate_page(page: &AssociatePage) -> AssociateView {
    let associate = &page.line.associate.associate;
    let role = |role: &casework::associate::AssociateRole| AssociateRole {
        role: role.role.clone(),
        from: day(role.from),
        until: optional_day(role.until).unwrap_or_default(),
    };
    AssociateView {
        row: associate_row(&page.line),
        names: associate.names.iter().map(name_view).collect(),
        contact: text(&associate.contact),
        roles: associate.roles.iter().map(role).collect(),
        pairs: page.pairs.iter().map(pair_row).collect(),
        participant: page.participant.as_ref().map(person_row),
    }
}

pub fn pair_rows((total, lines): (u32, Vec<PairLine>), today: NaiveDate) -> PairsPage {
    PairsPage { total, rows: lines.iter().map(pair_row).collect(), today: day(today) }
}

pub fn pair_row(line: &PairLine) -> MentorPairRow {
    let pair = &line.pair;
    MentorPairRow {
        id: pair.id.0,
        person: person_row(&line.person),
        mentor: pair.mentor.map(|id| id.0),
        mentor_name: line.mentor_name.as_ref().map(text).unwrap_or_default(),
        cohort: line.cohort.0,
        cohort_name: line.cohort_name.clone(),
        starts_on: day(pair.starts_on),
        ends_on: day(pair.ends_on),
        ended_on: optional_day(pair.ended_on),
        reason: pair.reason.clone(),
        held: line.held,
        minutes: line.minutes,
        next_meeting: optional_day(line.next_meeting),
        next_step: optional_day(line.next_step),
        steps_done: line.steps_done,
        steps_open: line.steps_open,
        steps_overdue: line.steps_overdue,
    }
}

pub fn pair_page(page: &PairPage, today: NaiveDate) -> MentorPairView {
    MentorPairView {
        row: pair_row(&page.line),
        meetings: page.meetings.iter().map(meeting).collect(),
        plan: page.plan.iter().map(plan_step).collect(),
        today: day(today),
    }
}

fn meeting(meeting: &Meeting) -> MeetingView {
    let new = &meeting.meeting;
    MeetingView {
        id: meeting.id.0,
        on: day(new.on),
        minutes: new.minutes,
        state: new.state.into(),
        reason: new.reason.clone(),
        note: text(&new.note),
    }
}
