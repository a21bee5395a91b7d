//! What speaks against a recommendation or a hire. None of it forbids: whoever goes on says why, and that is kept.

use chrono::NaiveDate;

use super::{Placement, Step};
use crate::{ids::RecommendationId, profile::ResidenceWarning};

/// What speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacementWarning {
    /// The permission to work is missing or ends before the first day of work.
    Residence(ResidenceWarning),
    /// The person is under way with the same company, for another opening.
    SameCompany(RecommendationId),
    /// The person has work elsewhere on that day.
    WorksElsewhere(RecommendationId),
    /// The opening is not open on that day.
    OpeningClosed,
    /// So many as were sought have been employed.
    OpeningFilled,
}

impl PlacementWarning {
    /// The code under which it is kept that somebody went on in spite of it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Residence(ResidenceWarning::StatusUnknown) => "status_unknown",
            Self::Residence(ResidenceWarning::PermitEnds(_)) => "permit_ends",
            Self::Residence(ResidenceWarning::NoPermission) => "no_permission",
            Self::Residence(ResidenceWarning::WorkEnds(_)) => "work_ends",
            Self::Residence(ResidenceWarning::PermissionUnknown) => "permission_unknown",
            Self::Residence(ResidenceWarning::Limited) => "limited",
            Self::SameCompany(_) => "same_company",
            Self::WorksElsewhere(_) => "works_elsewhere",
            Self::OpeningClosed => "opening_closed",
            Self::OpeningFilled => "opening_filled",
        }
    }

    /// Whether a reason has to be given. What is limited, or not known, has to be looked at, and no more.
    pub const fn needs_reason(self) -> bool {
        use ResidenceWarning::{Limited, PermissionUnknown, StatusUnknown};
        !matches!(self, Self::Residence(Limited | PermissionUnknown | StatusUnknown))
    }
}

/// The codes of the warnings that need a reason, with spaces between them.
pub fn codes(warnings: &[PlacementWarning]) -> String {
    let mut codes: Vec<_> = warnings.iter().filter(|warning| warning.needs_reason()).map(|one| one.code()).collect();
    codes.dedup();
    codes.join(" ")
}

/// Finds the placement that a new one would double: under way on the day with the same company, for the same opening or
/// one of the two for none in particular.
pub fn doubled<'a>(all: &'a [Placement], new: &Placement, on: NaiveDate) -> Option<&'a Placement> {
    all.iter().find(|known| {
        known.id != new.id
            && known.company == new.company
            && known.is_live_on(on)
            && (known.opening == new.opening || known.opening.is_none() || new.opening.is_none())
    })
}

/// The placements with the same company that are under way on the day.
pub fn same_company(all: &[Placement], new: &Placement, on: NaiveDate) -> Option<PlacementWarning> {
    let mut others = all.iter().filter(|known| known.id != new.id && known.company == new.company);
    others.find(|known| known.is_live_on(on)).map(|known| PlacementWarning::SameCompany(known.id))
}

/// The work that somebody has by another placement on a day: part-time work at two companies exists, so it is asked.
pub fn works_elsewhere(all: &[Placement], but: RecommendationId, on: NaiveDate) -> Option<PlacementWarning> {
    let at_work =
        |known: &&Placement| known.id != but && known.is_live_on(on) && known.hired_on().is_some_and(|from| from <= on);
    all.iter().find(at_work).map(|known| PlacementWarning::WorksElsewhere(known.id))
}

/// Whether a step begins or goes on with work, for which a permission is needed.
pub const fn is_work(step: Step) -> bool {
    matches!(step, Step::TrialHire | Step::Employed | Step::Permanent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{CompanyId, OpeningId},
        placement::StepRecord,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn placement(id: u32, company: u32, opening: Option<u32>, steps: &[(Step, &str)]) -> Placement {
        Placement {
            id: RecommendationId(id),
            company: CompanyId(company),
            opening: opening.map(OpeningId),
            recommended_on: day("2024-04-01"),
            steps: steps.iter().map(|(step, on)| StepRecord::new(*step, day(on))).collect(),
        }
    }

    #[test]
    fn a_person_is_not_under_way_twice_for_one_opening() {
        let all = [placement(1, 7, Some(3), &[])];
        let found = |new: Placement, on| doubled(&all, &new, day(on)).map(|known| known.id.0);

        assert_eq!(found(placement(2, 7, Some(3), &[]), "2024-05-01"), Some(1));
        assert_eq!(found(placement(2, 7, None, &[]), "2024-05-01"), Some(1), "one for none in particular is for all");
        assert_eq!(found(placement(2, 7, Some(4), &[]), "2024-05-01"), None);
        assert_eq!(found(placement(2, 8, None, &[]), "2024-05-01"), None);
        assert_eq!(found(placement(1, 7, Some(3), &[]), "2024-05-01"), None, "it does not double itself");
        assert_eq!(
            same_company(&all, &placement(2, 7, Some(4), &[]), day("2024-05-01")).map(|one| one.code()),
            Some("same_company")
        );
    }

    #[test]
    fn after_an_end_a_person_can_be_recommended_there_again() {
        let all = [placement(1, 7, None, &[(Step::Ended, "2024-05-10")])];
        let found = |on| doubled(&all, &placement(2, 7, None, &[]), day(on)).is_some();

        assert_eq!([found("2024-05-09"), found("2024-05-10")], [true, false]);
    }

    #[test]
    fn work_at_two_companies_at_once_is_told() {
        let all = [
            placement(1, 7, None, &[(Step::TrialHire, "2024-06-01"), (Step::Ended, "2024-08-01")]),
            placement(2, 8, None, &[(Step::Offer, "2024-06-01")]),
        ];
        let told = |on| works_elsewhere(&all, RecommendationId(2), day(on)).is_some();

        assert_eq!([told("2024-05-31"), told("2024-06-01"), told("2024-08-01")], [false, true, false]);
        assert_eq!(works_elsewhere(&all, RecommendationId(1), day("2024-07-01")), None, "an offer is no work");
    }

    #[test]
    fn a_limit_is_looked_at_and_needs_no_reason() {
        let warnings = [
            PlacementWarning::Residence(ResidenceWarning::Limited),
            PlacementWarning::Residence(ResidenceWarning::NoPermission),
            PlacementWarning::OpeningFilled,
        ];

        assert_eq!(codes(&warnings), "no_permission opening_filled");
        assert_eq!(codes(&warnings[..1]), "");
    }
}
