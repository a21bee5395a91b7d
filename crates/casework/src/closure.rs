//! Closing a case and reopening it. Both are dated facts; none takes another one away.

use chrono::NaiveDate;
use guarded::Guarded;
use thiserror::Error;

use crate::{ids::ParticipantId, participant::Stage};

/// A case that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// Its number.
    pub id: u32,
    /// Whose case.
    pub participant: ParticipantId,
    /// From when on.
    pub closed_on: NaiveDate,
    /// Code of the list `closure_reason`.
    pub reason: String,
    /// What else is to be known, in words.
    pub note: Option<Guarded<String>>,
    /// How far the person had come.
    pub last_stage: Stage,
    /// The member of staff who was in charge; 0 when not known.
    pub in_charge: u32,
    /// When it was opened again.
    pub reopened_on: Option<NaiveDate>,
}

/// Why a case cannot be closed or reopened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ClosureError {
    /// It is closed.
    #[error("The case is closed")]
    Closed,
    /// It is open.
    #[error("The case is open")]
    Open,
    /// The day lies before what it follows.
    #[error("Before the day that it follows")]
    TooEarly,
}

/// The closure in force, if the case is closed. `closures` are in any order.
pub fn in_force(closures: &[Closure]) -> Option<&Closure> {
    closures.iter().find(|closure| closure.reopened_on.is_none())
}

/// Checks that a case can be closed on a day.
///
/// # Errors
/// [`ClosureError::Closed`]; [`ClosureError::TooEarly`] for a day before it was reopened last.
pub fn may_close(closures: &[Closure], on: NaiveDate) -> Result<(), ClosureError> {
    if in_force(closures).is_some() {
        return Err(ClosureError::Closed);
    }
    let reopened = closures.iter().filter_map(|closure| closure.reopened_on).max();
    if reopened.is_some_and(|reopened| on < reopened) { Err(ClosureError::TooEarly) } else { Ok(()) }
}

/// Checks that a case can be reopened on a day, and returns what ends.
///
/// # Errors
/// [`ClosureError::Open`]; [`ClosureError::TooEarly`] for a day before it was closed.
pub fn may_reopen(closures: &[Closure], on: NaiveDate) -> Result<&Closure, ClosureError> {
    let closure = in_force(closures).ok_or(ClosureError::Open)?;
    if on < closure.closed_on { Err(ClosureError::TooEarly) } else { Ok(closure) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn closed(on: &str, reopened: Option<&str>) -> Closure {
        Closure {
            id: 1,
            participant: ParticipantId(1),
            closed_on: day(on),
            reason: String::from("moved"),
            note: None,
            last_stage: Stage::Interviewed,
            in_charge: 1,
            reopened_on: reopened.map(day),
        }
    }

    #[test]
    fn closing_a_closed_case_is_refused() {
        assert_eq!(may_close(&[closed("2024-05-01", None)], day("2024-06-01")), Err(ClosureError::Closed));
    }

    #[test]
    fn reopening_an_open_case_is_refused() {
        assert_eq!(may_reopen(&[], day("2024-06-01")), Err(ClosureError::Open));
        assert_eq!(may_reopen(&[closed("2024-05-01", Some("2024-05-03"))], day("2024-06-01")), Err(ClosureError::Open));
    }

    #[test]
    fn a_case_is_closed_and_reopened_in_the_order_of_days() {
        let closures = [closed("2024-05-01", Some("2024-05-10"))];

        assert_eq!(may_close(&closures, day("2024-05-09")), Err(ClosureError::TooEarly));
        assert_eq!(may_close(&closures, day("2024-05-10")), Ok(()));
        assert_eq!(may_reopen(&[closed("2024-05-01", None)], day("2024-04-30")), Err(ClosureError::TooEarly));
    }
}
