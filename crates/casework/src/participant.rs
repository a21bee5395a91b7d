//! The person helped: what is known of them, and how far they have come.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::{codes::Nationality, dates::PartialDate, fact::FactKind, ids::ParticipantId, names::PersonName};

/// What is known of a participant. No field asks for the reason of flight.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// At least one.
    pub names: Vec<PersonName>,
    /// As far as known.
    pub birth: Option<Guarded<PartialDate>>,
    /// ISO 3166-1 alpha-3.
    pub nationality: Option<Guarded<String>>,
    /// Further nationalities, ISO 3166-1 alpha-3.
    pub other_nationalities: Vec<Guarded<String>>,
    /// The country they come from, ISO 3166-1 alpha-3. It may be another than that of a nationality.
    pub origin: Option<Guarded<String>>,
    /// BCP 47 primary subtags, the best first. Levels are records of their own (`profile::LanguageSkill`).
    pub languages: Vec<String>,
    /// The residence status held now: the newest of the periods (`profile::ResidencePeriod`).
    pub residence: Option<Residence>,
}

impl Profile {
    /// The nationality as a code of the standard, if it is one.
    pub fn nationality_code(&self) -> Option<Nationality> {
        // EXPOSE: compared with the closed list of codes.
        self.nationality.as_ref().and_then(|code| Nationality::parse(code.expose()).ok())
    }
}

/// A residence status with its period and what it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residence {
    /// One of [`RESIDENCE_STATUSES`](crate::codes::RESIDENCE_STATUSES).
    pub status: Guarded<String>,
    /// Last day of the permit, if it ends.
    pub expires_on: Option<NaiveDate>,
    /// Whether work is permitted.
    pub work: WorkPermission,
    /// Last day of the work permission, if it ends before the permit.
    pub work_ends_on: Option<NaiveDate>,
}

/// Whether a person may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkPermission {
    /// Without limits.
    Permitted,
    /// With limits (hours, kinds of work).
    Limited,
    /// Not permitted.
    None,
    /// Not seen yet: it stands on the designation paper.
    Unknown,
}

/// A participant on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Their number.
    pub id: ParticipantId,
    /// What is known.
    pub profile: Profile,
    /// Day of the first contact.
    pub first_contact: NaiveDate,
}

/// How far a participant has come on the pathway. Steps can be skipped, so it is the farthest one reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum Stage {
    FirstContact,
    Interviewed,
    CareerTraining,
    Mentorship,
    Recommended,
    TrialHire,
    Employed,
    Permanent,
}

impl Stage {
    /// The stage that a fact shows to be reached, if it shows any. `course` is the code of the course of an enrolment.
    pub fn shown_by(kind: FactKind, course: Option<&str>) -> Option<Self> {
        match (kind, course) {
            (FactKind::FirstContact, _) => Some(Self::FirstContact),
            (FactKind::Interview, _) => Some(Self::Interviewed),
            (FactKind::Enrolled, Some("career_training")) => Some(Self::CareerTraining),
            (FactKind::Enrolled, Some("mentorship")) => Some(Self::Mentorship),
            (FactKind::Recommended | FactKind::CompanyInterview | FactKind::Offer, _) => Some(Self::Recommended),
            (FactKind::TrialHire, _) => Some(Self::TrialHire),
            (FactKind::Employed, _) => Some(Self::Employed),
            (FactKind::Permanent, _) => Some(Self::Permanent),
            _ => None,
        }
    }
}
