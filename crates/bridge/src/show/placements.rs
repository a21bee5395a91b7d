//! Recommendations and what follows a hire.

use casework::{
    opening::Term,
    placement::{Side, Step, StepRecord, retention::Still, warnings::PlacementWarning},
    profile::ResidenceWarning,
};
use office::{PlacementLine, PlacementPage};

use super::people::person_row;
use crate::views::placements::{
    DueCheck, EndSide, PlacementRow, PlacementStep, PlacementView, PlacementWarningView, PlacementWarnings,
    RetentionView, StepView, StillThere,
};

/// EXPOSE: everything in this file is shown to the member of staff who opened the vault.
pub fn placement_row(line: &PlacementLine) -> PlacementRow {
    let (entered, placement) = (&line.recommendation, &line.placement);
    PlacementRow {
        id: placement.id.0,
        person: person_row(&line.person),
        company: entered.company.0,
        company_name: line.company.expose().clone(),
        opening: entered.opening.map(|id| id.0),
        opening_title: line.opening.as_ref().map(|title| title.expose().clone()),
        recommended_on: entered.on.to_string(),
        starts_on: entered.starts_on.map(|day| day.to_string()),
        share_note: entered.share_note.expose().clone(),
        despite: several(&entered.despite),
        despite_reason: entered.despite_reason.expose().clone(),
        steps: placement.steps.iter().map(step_row).collect(),
        last_active: placement.last_active().map(step_view),
        ended_on: placement.day_of(Step::Ended).map(|day| day.to_string()),
        retention: line.retention.iter().map(retention).collect(),
        due_checks: line
            .due_checks
            .iter()
            .map(|(months, on)| DueCheck { months: *months, on: on.to_string() })
            .collect(),
        days_in_stage: i32::try_from(line.days_in_stage).unwrap_or(i32::MAX),
    }
}

pub fn placement_view(page: &PlacementPage) -> PlacementView {
    PlacementView { row: placement_row(&page.line), inside_note: page.inside_note.expose().clone() }
}

fn several(codes: &str) -> Vec<String> {
    codes.split_whitespace().map(str::to_owned).collect()
}

fn step_row(step: &StepRecord) -> StepView {
    StepView {
        step: step_view(step.step),
        on: step.on.to_string(),
        reason: step.reason.clone(),
        side: step.side.map(side_view),
        planned_end: step.planned_end.map(|day| day.to_string()),
        term: step.term.map_or_else(String::new, |term| term.code().to_owned()),
        note: step.note.expose().clone(),
        despite: several(&step.despite),
        despite_reason: step.despite_reason.expose().clone(),
    }
}

fn retention(check: &casework::placement::retention::RetentionCheck) -> RetentionView {
    RetentionView {
        months: check.months,
        still: match check.still {
            Still::Yes => StillThere::Yes,
            Still::No => StillThere::No,
            Still::Unknown => StillThere::Unknown,
        },
        asked_on: check.asked_on.to_string(),
        by: check.by,
        note: check.note.expose().clone(),
    }
}

pub fn warnings(all: &[PlacementWarning]) -> PlacementWarnings {
    let shown = |warning: &PlacementWarning| {
        use ResidenceWarning::{PermitEnds, WorkEnds};
        let on = match warning {
            PlacementWarning::Residence(PermitEnds(day) | WorkEnds(day)) => Some(day.to_string()),
            _ => None,
        };
        let placement = match warning {
            PlacementWarning::SameCompany(id) | PlacementWarning::WorksElsewhere(id) => Some(id.0),
            _ => None,
        };
        PlacementWarningView { code: warning.code().to_owned(), on, placement, needs_reason: warning.needs_reason() }
    };
    PlacementWarnings { warnings: all.iter().map(shown).collect() }
}

pub const fn step_of(step: PlacementStep) -> Step {
    match step {
        PlacementStep::CompanyInterview => Step::CompanyInterview,
        PlacementStep::Offer => Step::Offer,
        PlacementStep::TrialHire => Step::TrialHire,
        PlacementStep::Employed => Step::Employed,
        PlacementStep::Permanent => Step::Permanent,
        PlacementStep::PlacementEnded => Step::Ended,
    }
}

const fn step_view(step: Step) -> PlacementStep {
    match step {
        Step::CompanyInterview => PlacementStep::CompanyInterview,
        Step::Offer => PlacementStep::Offer,
        Step::TrialHire => PlacementStep::TrialHire,
        Step::Employed => PlacementStep::Employed,
        Step::Permanent => PlacementStep::Permanent,
        Step::Ended => PlacementStep::PlacementEnded,
    }
}

pub const fn side_of(side: EndSide) -> Side {
    match side {
        EndSide::Company => Side::Company,
        EndSide::Participant => Side::Participant,
        EndSide::Other => Side::Other,
    }
}

const fn side_view(side: Side) -> EndSide {
    match side {
        Side::Company => EndSide::Company,
        Side::Participant => EndSide::Participant,
        Side::Other => EndSide::Other,
    }
}

pub const fn still_of(still: StillThere) -> Still {
    match still {
        StillThere::Yes => Still::Yes,
        StillThere::No => Still::No,
        StillThere::Unknown => Still::Unknown,
    }
}

/// The code of a term, or empty.
pub fn term_code(term: Option<Term>) -> String {
    term.map_or_else(String::new, |term| term.code().to_owned())
}
