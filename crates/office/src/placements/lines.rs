//! Placements as lists and boards show them.

use casework::{
    ids::{ParticipantId, RecommendationId},
    placement::{
        Placement, Step,
        retention::{CHECKS, RetentionCheck, due_on, employed_on},
    },
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use store::{NewRecommendation, Of, PersonSummary, Recommended};

use crate::{desk::Desk, error::OfficeError, roles::Act};

/// A placement that ended stays on the board for so many days.
const ON_BOARD_DAYS: u64 = 60;

/// A placement in a list.
#[derive(Debug, Clone)]
pub struct PlacementLine {
    /// Who.
    pub person: PersonSummary,
    /// The name of the company.
    pub company: Guarded<String>,
    /// What the opening is called, if it was for one.
    pub opening: Option<Guarded<String>>,
    /// What was entered.
    pub recommendation: NewRecommendation,
    /// The steps.
    pub placement: Placement,
    /// What was answered to whether they are still there.
    pub retention: Vec<RetentionCheck>,
    /// The checks that are due, by their months, with their days.
    pub due_checks: Vec<(u32, NaiveDate)>,
    /// Days since the newest step, or between the last two when it ended.
    pub days_in_stage: i64,
}

/// Everything about a placement.
#[derive(Debug, Clone)]
pub struct PlacementPage {
    /// What a list shows.
    pub line: PlacementLine,
    /// What stays inside.
    pub inside_note: Guarded<String>,
}

impl Desk<'_> {
    /// Returns the placements that are under way and those that ended lately, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn placement_board(&self) -> Result<Vec<PlacementLine>, OfficeError> {
        self.may(Act::SeePeople)?;
        let since = self.today().checked_sub_days(Days::new(ON_BOARD_DAYS)).unwrap_or_default();
        self.placement_lines(self.records.recommendations(Of::LiveOrEndedSince(since))?)
    }

    /// Returns the placements of a participant, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn placements_of(&self, id: ParticipantId) -> Result<Vec<PlacementLine>, OfficeError> {
        self.may(Act::SeePeople)?;
        self.placement_lines(self.records.recommendations(Of::Person(id))?)
    }

    /// Returns everything about a placement.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn placement_page(&self, id: RecommendationId) -> Result<PlacementPage, OfficeError> {
        self.may(Act::SeePeople)?;
        let line = self.placement_line(self.records.recommended(id)?)?;
        self.note_reading(Some(line.person.id), "open", "recommendation", Some(id.0));
        Ok(PlacementPage { line, inside_note: self.records.inside_note(id)? })
    }

    pub(crate) fn placement_lines(&self, all: Vec<Recommended>) -> Result<Vec<PlacementLine>, OfficeError> {
        all.into_iter().map(|one| self.placement_line(one)).collect()
    }

    fn placement_line(&self, one: Recommended) -> Result<PlacementLine, OfficeError> {
        let Recommended { recommendation, placement } = one;
        let opening = placement.opening.map(|id| self.records.opening(id)).transpose()?;
        let person = self.records.summary(recommendation.participant)?;
        let retention = self.records.retention_of(placement.id)?;
        Ok(PlacementLine {
            company: self.records.company_name(recommendation.company)?,
            opening: opening.map(|opening| opening.opening.title),
            due_checks: self.due_checks(&placement, &retention),
            days_in_stage: days_in_stage(&placement, self.today()),
            person,
            recommendation,
            placement,
            retention,
        })
    }

    /// The checks whose day has come and that nobody answered.
    fn due_checks(&self, placement: &Placement, answered: &[RetentionCheck]) -> Vec<(u32, NaiveDate)> {
        let Some(hired) = employed_on(&placement.steps) else { return Vec::new() };
        let ended = placement.day_of(Step::Ended);
        let open = CHECKS.into_iter().filter(|months| !answered.iter().any(|known| known.months == *months));
        let days = open.filter_map(|months| due_on(hired, months).map(|day| (months, day)));
        days.filter(|(_, day)| *day <= self.today() && ended.is_none_or(|ended| ended >= *day)).collect()
    }
}

fn days_in_stage(placement: &Placement, today: NaiveDate) -> i64 {
    let ended = placement.day_of(Step::Ended);
    let active = placement.steps.iter().filter(|step| step.step != Step::Ended).map(|step| step.on).max();
    let since = active.unwrap_or(placement.recommended_on);
    ended.unwrap_or(today).signed_duration_since(since).num_days()
}
