//! Consent: a record of what a person agreed to, towards whom, under which words, in which language, how and when (APPI,
//! articles 18, 20 and 27). A gate asks for it; who goes through without one gives a reason.

use chrono::NaiveDate;
use guarded::Guarded;
use thiserror::Error;

use crate::{
    ids::{ConsentId, ParticipantId},
    text::fold,
};

/// What a person can consent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Keeping what is said in interviews, sensitive answers included.
    Interview,
    /// Showing the profile to companies.
    Placement,
    /// Being quoted or pictured.
    Media,
    /// Handing what is known, or a document, to another organisation.
    Sharing,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Interview, Self::Placement, Self::Media, Self::Sharing];
}

/// Whom a consent lets know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// Nobody outside of the organisation.
    Own,
    /// Everybody whom the purpose means: any company, any newspaper, any partner.
    Any,
    /// One of them.
    Named(Guarded<String>),
}

impl Recipient {
    /// Whether it lets this one know; none asks for whoever it may be.
    fn includes(&self, asked: Option<&Guarded<String>>) -> bool {
        match (self, asked) {
            (Self::Any, _) => true,
            (Self::Own, _) | (Self::Named(_), None) => false,
            // EXPOSE: compared in folded form.
            (Self::Named(name), Some(asked)) => fold(name.expose()) == fold(asked.expose()),
        }
    }
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
    /// Towards whom.
    pub recipient: Recipient,
    /// The version of the words that were explained.
    pub policy: u32,
    /// The language in which it was explained (BCP 47).
    pub language: String,
    /// Who interpreted.
    pub interpreter: Option<Guarded<String>>,
    /// How it was given.
    pub how: How,
    /// When.
    pub given_on: NaiveDate,
    /// The number of the member of staff who recorded it; 0 when not known.
    pub recorded_by: u32,
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

/// The words under which people are asked, as the office wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Grows with each change; consents carry it.
    pub version: u32,
    /// The first day on which people are asked under it.
    pub valid_from: NaiveDate,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

/// A place where consent is asked for before anything is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// Keeping answers to sensitive questions.
    SensitiveQuestions,
    /// Recommending to a company.
    Recommending,
    /// Name, words or picture in public.
    Media,
    /// A copy of a record or document outside of the vault.
    Export,
}

impl Gate {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::SensitiveQuestions, Self::Recommending, Self::Media, Self::Export];

    /// The purpose to which consent is needed.
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::SensitiveQuestions => Purpose::Interview,
            Self::Recommending => Purpose::Placement,
            Self::Media => Purpose::Media,
            Self::Export => Purpose::Sharing,
        }
    }

    /// Its name in records.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SensitiveQuestions => "sensitive_questions",
            Self::Recommending => "recommending",
            Self::Media => "media",
            Self::Export => "export",
        }
    }

    /// The gate with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gate| gate.code() == code)
    }

    /// How it stands on a day towards somebody; `recipient` is the company, the newspaper, the partner, if it is known.
    /// `policy` is the version under which people are asked on that day.
    pub fn state(self, asked: &Asked<'_>) -> GateState {
        let of_purpose = || asked.consents.iter().filter(|consent| consent.purpose == self.purpose());
        let reaches =
            |consent: &&Consent| self == Self::SensitiveQuestions || consent.recipient.includes(asked.recipient);
        let standing = of_purpose().filter(|consent| consent.stands_on(asked.on)).filter(reaches);
        match standing.map(|consent| consent.policy).max() {
            Some(policy) if policy < asked.policy => GateState::OtherVersion { given: policy },
            Some(_) => GateState::Stands,
            None if asked.overridden => GateState::Overridden,
            None => {
                let withdrawn = of_purpose().filter_map(|consent| consent.withdrawn_on).filter(|on| *on <= asked.on);
                GateState::Missing { withdrawn_on: withdrawn.max() }
            }
        }
    }
}

/// What a gate looks at.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// All consents of the person.
    pub consents: &'a [Consent],
    /// Towards whom, if that is known.
    pub recipient: Option<&'a Guarded<String>>,
    /// The day.
    pub on: NaiveDate,
    /// The version under which people are asked on that day.
    pub policy: u32,
    /// Whether somebody opened it for that day, with a reason.
    pub overridden: bool,
}

/// How a gate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateState {
    /// Consent stands.
    Stands,
    /// Consent stands, under earlier words: ask again when there is an occasion.
    OtherVersion {
        /// The version of the words.
        given: u32,
    },
    /// There is no consent; somebody opened it for this day, with a reason.
    Overridden,
    /// There is no consent.
    Missing {
        /// When it was withdrawn, if there ever was one.
        withdrawn_on: Option<NaiveDate>,
    },
}

impl GateState {
    /// Whether one may go through.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Missing { .. })
    }
}

/// Whether consent to a purpose stands on a day, towards anybody.
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
            recipient: Recipient::Own,
            policy: 1,
            language: String::from("fr"),
            interpreter: None,
            how: How::Spoken,
            given_on: day("2024-05-01"),
            recorded_by: 1,
            withdrawn_on: withdrawn_on.map(day),
        }
    }

    fn placement(recipient: Recipient) -> Consent {
        Consent { purpose: Purpose::Placement, recipient, ..consent(None) }
    }

    fn state(gate: Gate, consents: &[Consent], recipient: Option<&str>, on: &str) -> GateState {
        let recipient = recipient.map(Guarded::from);
        gate.state(&Asked { consents, recipient: recipient.as_ref(), on: day(on), policy: 1, overridden: false })
    }

    const MISSING: GateState = GateState::Missing { withdrawn_on: None };

    #[test]
    fn consent_stands_from_its_day_until_the_day_of_withdrawal() {
        let consents = [consent(Some("2024-06-01"))];

        let standing = ["2024-04-30", "2024-05-01", "2024-05-31", "2024-06-01"]
            .map(|on| stands(&consents, Purpose::Interview, day(on)));

        assert_eq!(standing, [false, true, true, false]);
    }

    #[test]
    fn consent_to_one_purpose_is_not_consent_to_another() {
        let consents = [consent(None)];

        assert!(!stands(&consents, Purpose::Placement, day("2024-05-02")));
        let states = Gate::ALL.map(|gate| state(gate, &consents, None, "2024-05-02"));
        assert_eq!(states, [GateState::Stands, MISSING, MISSING, MISSING]);
    }

    #[test]
    fn a_withdrawn_consent_cannot_be_withdrawn_again() {
        let again = consent(Some("2024-06-01")).may_be_withdrawn_on(day("2024-06-02"));

        assert_eq!(again, Err(WithdrawError::AlreadyWithdrawn));
    }

    #[test]
    fn consent_towards_one_company_is_none_towards_another() {
        let consents = [placement(Recipient::Named(Guarded::from("みどり製作所")))];
        let towards = |company| state(Gate::Recommending, &consents, company, "2024-05-02");

        assert_eq!(towards(Some("みどり製作所")), GateState::Stands);
        assert_eq!(towards(Some("あおぞら物流")), MISSING);
        assert_eq!(towards(None), MISSING, "to whomever it may be");
        let any = [placement(Recipient::Any)];
        assert_eq!(state(Gate::Recommending, &any, Some("あおぞら物流"), "2024-05-02"), GateState::Stands);
        let own = [placement(Recipient::Own)];
        assert_eq!(state(Gate::Recommending, &own, Some("みどり製作所"), "2024-05-02"), MISSING);
    }

    #[test]
    fn a_closed_gate_says_when_consent_was_withdrawn() {
        let consents = [consent(Some("2024-06-01"))];
        let at = |on| state(Gate::SensitiveQuestions, &consents, None, on);

        assert_eq!(at("2024-06-01"), GateState::Missing { withdrawn_on: Some(day("2024-06-01")) });
        assert_eq!(at("2024-05-31"), GateState::Stands);
        assert!(!at("2024-06-01").is_open());
    }

    #[test]
    fn under_new_words_an_old_consent_stands_and_asking_again_is_suggested() {
        let consents = [consent(None)];
        let asked = |consents| Asked { consents, recipient: None, on: day("2024-07-01"), policy: 2, overridden: false };

        let old = Gate::SensitiveQuestions.state(&asked(&consents));
        assert_eq!(old, GateState::OtherVersion { given: 1 });
        assert!(old.is_open());
        let both = [consent(None), Consent { policy: 2, ..consent(None) }];
        assert_eq!(Gate::SensitiveQuestions.state(&asked(&both)), GateState::Stands);
    }

    #[test]
    fn an_override_opens_only_what_consent_does_not() {
        let at = |consents| Asked { consents, recipient: None, on: day("2024-05-02"), policy: 1, overridden: true };

        assert_eq!(Gate::Export.state(&at(&[])), GateState::Overridden);
        assert_eq!(Gate::SensitiveQuestions.state(&at(&[consent(None)])), GateState::Stands);
    }
}
