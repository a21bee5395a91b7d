//! Dated facts: everything that is counted is one of these.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::ids::{CompanyId, ParticipantId};

macro_rules! fact_kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal),* $(,)?) => {
        /// The kinds of dated facts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactKind {
            $($(#[$doc])* $kind,)*
        }

        impl FactKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The code under which the store lists the kind.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$kind => $code,)*
                }
            }
        }
    };
}

fact_kinds! {
    /// The first time the organisation met a participant.
    FirstContact = "first_contact",
    /// A participant consented to a purpose.
    ConsentGiven = "consent_given",
    /// A participant withdrew a consent.
    ConsentWithdrawn = "consent_withdrawn",
    /// A participant got another status of residence; the detail is its code.
    StatusChanged = "status_changed",
    /// A participant who might not work got a status or a permission that allows it; the detail is the code of the status.
    WorkPermitted = "work_permitted",
    /// A finished interview with a participant.
    Interview = "interview",
    /// A participant joined a cohort of a course; the detail is the course.
    Enrolled = "enrolled",
    /// A participant took part in a course to its end; the detail is the course.
    ProgrammeCompleted = "programme_completed",
    /// A participant left a course before its end; the detail is the course.
    ProgrammeLeft = "programme_left",
    /// A participant was at a session, in time or late; the detail is the course, the quantity the minutes.
    Attended = "attended",
    /// A participant met their mentor; the quantity is the minutes.
    MentorMeeting = "mentor_meeting",
    /// A session of a cohort took place; the detail is the course, the quantity the minutes.
    SessionHeld = "session_held",
    /// Heads of one category at a session; the detail is the course, a dot and the category, the quantity their number.
    SessionHeads = "session_heads",
    /// A discussion with a company.
    Discussion = "discussion",
    /// A participant was recommended to a company.
    Recommended = "recommended",
    /// The company interviewed the participant.
    CompanyInterview = "company_interview",
    /// The company made an offer.
    Offer = "offer",
    /// A trial hire began.
    TrialHire = "trial_hire",
    /// Employment began.
    Employed = "employed",
    /// The employment became permanent.
    Permanent = "permanent",
    /// The placement came to an end at any stage.
    PlacementEnded = "placement_ended",
    /// Somebody was asked whether a hired person is still there; the detail is the months since, a dot and the answer.
    RetentionChecked = "retention_checked",
    /// A company offered a job; the detail is the occupation, the quantity the number of people sought.
    OpeningReceived = "opening_received",
    /// A case was closed; the detail is the reason.
    CaseClosed = "case_closed",
    /// A closed case was opened again.
    CaseReopened = "case_reopened",
    /// A talk; the quantity is its audience.
    Talk = "talk",
    /// Media coverage.
    MediaCoverage = "media_coverage",
    /// The name, a picture or the story of a participant was given to a medium.
    MediaUse = "media_use",
    /// An event.
    Event = "event",
    /// A round table.
    RoundTable = "round_table",
    /// A fundraising.
    Fundraising = "fundraising",
    /// Heads of one category at an activity; the detail is the category, the quantity their number.
    HeadCount = "head_count",
    /// Money that a fundraising brought; the detail is its kind, the quantity whole yen.
    MoneyRaised = "money_raised",
}

impl FactKind {
    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// A dated fact with what it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What happened.
    pub kind: FactKind,
    /// Its number among the facts of its kind.
    pub number: u32,
    /// When.
    pub on: NaiveDate,
    /// The participant, if it concerns one.
    pub participant: Option<ParticipantId>,
    /// The company, if it concerns one.
    pub company: Option<CompanyId>,
    /// What joins the facts of one placement: the number of its recommendation.
    pub placement: Option<u32>,
    /// A course, a category of heads, a purpose.
    pub detail: Option<String>,
    /// An audience or a number of heads.
    pub quantity: Option<u32>,
    /// Words that tell the fact from others: a cohort, a title.
    pub title: Option<Guarded<String>>,
}
