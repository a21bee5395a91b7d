//! Residence over time, and what it means for work.

use chrono::NaiveDate;
use guarded::Guarded;

use super::{Refusal, Refused, says};
use crate::{
    dates::DateError,
    participant::{Residence, WorkPermission},
};

/// A status of residence from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResidencePeriod {
    /// Code of the status.
    pub status: Guarded<String>,
    /// Since when, if that is known.
    pub from: Option<NaiveDate>,
    /// When it was told: in the order of periods it stands for a beginning that is not known.
    pub told_on: NaiveDate,
    /// Last day of the permit, if it ends.
    pub ends_on: Option<NaiveDate>,
    /// Whether work is permitted.
    pub work: WorkPermission,
    /// Last day of the work permission, if it ends before the permit.
    pub work_ends_on: Option<NaiveDate>,
    /// What limits the permission: hours, kinds of work.
    pub work_limits: Option<Guarded<String>>,
    /// What the designation paper (指定書) says.
    pub designation: Option<Guarded<String>>,
    /// The number of the attached document that was seen.
    pub evidence: Option<u32>,
}

impl ResidencePeriod {
    /// Checks it. A status is known once it was granted: it does not begin ahead.
    ///
    /// # Errors
    /// [`Refused`] for `status`, `from`, `ends_on` or `work_ends_on`.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if !says(Some(&self.status)) {
            return Err(("status", Refusal::Empty));
        }
        if self.from.is_some_and(|from| from > today) {
            return Err(("from", DateError::Future.into()));
        }
        if self.from.zip(self.ends_on).is_some_and(|(from, ends)| ends < from) {
            return Err(("ends_on", DateError::TooEarly.into()));
        }
        let may_end = matches!(self.work, WorkPermission::Permitted | WorkPermission::Limited);
        if self.work_ends_on.is_some() && !may_end {
            return Err(("work_ends_on", Refusal::OutOfRange));
        }
        if self.from.zip(self.work_ends_on).is_some_and(|(from, ends)| ends < from) {
            return Err(("work_ends_on", DateError::TooEarly.into()));
        }
        if self.ends_on.zip(self.work_ends_on).is_some_and(|(permit, work)| work > permit) {
            return Err(("work_ends_on", Refusal::OutOfRange));
        }
        Ok(())
    }
}

/// Why somebody may not work on a day, or nobody knows whether they may. Work one day past the end of a permit is a
/// crime for person and company (Immigration Control and Refugee Recognition Act, articles 70 and 73-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResidenceWarning {
    /// No residence status is recorded.
    StatusUnknown,
    /// The permit ends on this day, before the day in question.
    PermitEnds(NaiveDate),
    /// Work is not permitted.
    NoPermission,
    /// The work permission ends on this day, before the day in question.
    WorkEnds(NaiveDate),
    /// The designation paper was not seen.
    PermissionUnknown,
    /// Work is permitted with limits: look at them.
    Limited,
}

/// What speaks against work from the day after `after` on, until the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlookStep {
    /// The last day before it; the first step has none.
    pub after: Option<NaiveDate>,
    /// What speaks against work; none while it is permitted.
    pub warning: Option<ResidenceWarning>,
}

/// Says what speaks against work, now and after each day on which something runs out, as far as it is known today. A
/// list that is drawn once can be read for any day, such as the first day of a job.
pub fn work_outlook(residence: Option<&Residence>) -> Vec<OutlookStep> {
    let step = |after, warning| OutlookStep { after, warning };
    let Some(held) = residence else { return vec![step(None, Some(ResidenceWarning::StatusUnknown))] };
    let now = match held.work {
        WorkPermission::None => Some(ResidenceWarning::NoPermission),
        WorkPermission::Unknown => Some(ResidenceWarning::PermissionUnknown),
        WorkPermission::Limited => Some(ResidenceWarning::Limited),
        WorkPermission::Permitted => None,
    };
    let may_end = matches!(held.work, WorkPermission::Permitted | WorkPermission::Limited);
    let work = held.work_ends_on.filter(|work| may_end && held.expires_on.is_none_or(|permit| *work < permit));
    let over = work.map(|ends| step(Some(ends), Some(ResidenceWarning::WorkEnds(ends))));
    let permit = held.expires_on.map(|ends| step(Some(ends), Some(ResidenceWarning::PermitEnds(ends))));
    [Some(step(None, now)), over, permit].into_iter().flatten().collect()
}

/// Says what speaks against work on a day: for the head of a page, an interview, a recommendation with its first day of
/// work. None when work is permitted on that day.
pub fn residence_warning(residence: Option<&Residence>, on: NaiveDate) -> Option<ResidenceWarning> {
    let steps = work_outlook(residence);
    steps.iter().rfind(|step| step.after.is_none_or(|after| after < on)).and_then(|step| step.warning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn held(work: WorkPermission, ends: Option<&str>, work_ends: Option<&str>) -> Residence {
        let (expires_on, work_ends_on) = (ends.map(day), work_ends.map(day));
        Residence { status: Guarded::from("designated_applying"), expires_on, work, work_ends_on }
    }

    #[test]
    fn work_is_warned_of_from_the_day_after_the_last() {
        let permit = held(WorkPermission::Permitted, Some("2024-06-20"), None);
        let work = held(WorkPermission::Permitted, Some("2024-12-31"), Some("2024-06-20"));

        assert_eq!(residence_warning(Some(&permit), day("2024-06-20")), None);
        assert_eq!(
            residence_warning(Some(&permit), day("2024-06-21")),
            Some(ResidenceWarning::PermitEnds(day("2024-06-20")))
        );
        assert_eq!(
            residence_warning(Some(&work), day("2024-06-21")),
            Some(ResidenceWarning::WorkEnds(day("2024-06-20")))
        );
    }

    #[test]
    fn the_outlook_tells_for_any_day_what_the_warning_of_that_day_is() {
        let both = held(WorkPermission::Limited, Some("2024-12-31"), Some("2024-06-20"));

        let told: Vec<_> = work_outlook(Some(&both)).iter().map(|step| (step.after, step.warning)).collect();

        assert_eq!(
            told,
            [
                (None, Some(ResidenceWarning::Limited)),
                (Some(day("2024-06-20")), Some(ResidenceWarning::WorkEnds(day("2024-06-20")))),
                (Some(day("2024-12-31")), Some(ResidenceWarning::PermitEnds(day("2024-12-31")))),
            ]
        );
        let none = held(WorkPermission::None, Some("2024-12-31"), Some("2024-06-20"));
        assert_eq!(work_outlook(Some(&none)).len(), 2, "what is not permitted does not run out");
        let same = held(WorkPermission::Permitted, Some("2024-06-20"), Some("2024-06-20"));
        assert_eq!(work_outlook(Some(&same)).len(), 2, "what ends together is told once");
    }

    #[test]
    fn what_is_not_permitted_or_not_known_is_warned_of() {
        let on = day("2024-06-20");
        let warning = |work| residence_warning(Some(&held(work, None, None)), on);

        assert_eq!(residence_warning(None, on), Some(ResidenceWarning::StatusUnknown));
        assert_eq!(warning(WorkPermission::None), Some(ResidenceWarning::NoPermission));
        assert_eq!(warning(WorkPermission::Unknown), Some(ResidenceWarning::PermissionUnknown));
        assert_eq!(warning(WorkPermission::Limited), Some(ResidenceWarning::Limited));
        assert_eq!(warning(WorkPermission::Permitted), None);
    }

    #[test]
    fn a_permission_neither_outlasts_the_permit_nor_ends_without_being_there() {
        let period = ResidencePeriod {
            status: Guarded::from("student"),
            from: Some(day("2024-04-01")),
            told_on: day("2024-04-10"),
            ends_on: Some(day("2025-03-31")),
            work: WorkPermission::Limited,
            work_ends_on: Some(day("2025-03-31")),
            work_limits: None,
            designation: None,
            evidence: None,
        };
        let today = day("2024-06-20");
        let refused = |period: ResidencePeriod| period.check(today).err().map(|(field, _)| field);

        assert_eq!(period.check(today), Ok(()));
        assert_eq!(
            refused(ResidencePeriod { work_ends_on: Some(day("2025-04-01")), ..period.clone() }),
            Some("work_ends_on")
        );
        assert_eq!(refused(ResidencePeriod { work: WorkPermission::None, ..period.clone() }), Some("work_ends_on"));
        assert_eq!(refused(ResidencePeriod { ends_on: Some(day("2024-03-31")), ..period.clone() }), Some("ends_on"));
        assert_eq!(refused(ResidencePeriod { from: Some(day("2024-06-21")), ..period }), Some("from"));
    }
}
