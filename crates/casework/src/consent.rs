//! Consent: a record of what a person agreed to, in which language, how and when (APPI, articles 18 and 20).

use chrono::NaiveDate;
use thiserror::Error;

use crate::ids::{ConsentId, ParticipantId};

/// What a person can consent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Keeping what is said in interviews, sensitive answers included.
    Interview,
    /// Showing the profile to companies.
    Placement,
    /// Being quoted or pictured.
    Media,
}

/// How a consent was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Said aloud.
    Spoken,
    /// Signed on paper.
    Written,
    /// Through an interpreter.
    Interpreted,
}

/// A consent on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its number.
    pub id: ConsentId,
    /// Who consented.
    pub participant: ParticipantId,
    /// To what.
    pub purpose: Purpose,
    /// The language in which it was explained (BCP 47).
    pub language: String,
    /// How it was given.
    pub how: How,
    /// When.
    pub given_on: NaiveDate,
    /// When it was withdrawn, if it was.
    pub withdrawn_on: Option<NaiveDate>,
}

impl Consent {
    /// Whether it stands on a day. On the day of its withdrawal it no longer does.
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.given_on <= day && self.withdrawn_on.is_none_or(|withdrawn| day < withdrawn)
    }

    /// Checks that it can be withdrawn on a day.
    ///
    /// # Errors
    /// [`WithdrawError`] when it was withdrawn before, or the day lies before it was given.
    pub fn may_be_withdrawn_on(&self, day: NaiveDate) -> Result<(), WithdrawError> {
        if self.withdrawn_on.is_some() {
            return Err(WithdrawError::AlreadyWithdrawn);
        }
        if day < self.given_on {
            return Err(WithdrawError::BeforeGiven);
        }
        Ok(())
    }
}

/// Why a consent cannot be withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WithdrawError {
    /// It was withdrawn before.
    #[error("Withdrawn before")]
    AlreadyWithdrawn,
    /// The day lies before it was given.
    #[error("Before it was given")]
    BeforeGiven,
}

/// Whether consent to a purpose stands on a day.
pub fn stands(consents: &[Consent], purpose: Purpose, day: NaiveDate) -> bool {
    consents.iter().any(|consent| consent.purpose == purpose && consent.stands_on(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn consent(withdrawn_on: Option<&str>) -> Consent {
        Consent {
            id: ConsentId(1),
            participant: ParticipantId(1),
            purpose: Purpose::Interview,
            language: String::from("fr"),
            how: How::Spoken,
            given_on: day("2024-05-01"),
            withdrawn_on: withdrawn_on.map(day),
        }
    }

    #[test]
    fn consent_stands_from_its_day_until_the_day_of_withdrawal() {
        let consents = [consent(Some("2024-06-01"))];

        let standing = ["2024-04-30", "2024-05-01", "2024-05-31", "2024-06-01"]
            .map(|on| stands(&consents, Purpose::Interview, day(on)));

        assert_eq!(standing, [false, true, true, false]);
    }

    #[test]
    fn consent_to_one_purpose_is_not_consent_to_another() {
        assert!(!stands(&[consent(None)], Purpose::Placement, day("2024-05-02")));
    }

    #[test]
    fn a_withdrawn_consent_cannot_be_withdrawn_again() {
        let again = consent(Some("2024-06-01")).may_be_withdrawn_on(day("2024-06-02"));

        assert_eq!(again, Err(WithdrawError::AlreadyWithdrawn));
    }
}
