//! Numbers of records. Each kind has its own type, so that one cannot stand for another.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A participant.
    ParticipantId,
    /// A consent.
    ConsentId,
    /// A finished interview.
    InterviewId,
    /// An interview begun and not finished.
    DraftId,
    /// A form of interviews.
    FormId,
    /// A sealed note.
    SealedNoteId,
    /// A company.
    CompanyId,
    /// A discussion with a company.
    DiscussionId,
    /// Somebody in a company.
    ContactId,
    /// A job that a company offers.
    OpeningId,
    /// A recommendation of a participant to a company.
    RecommendationId,
    /// A cohort of a course.
    CohortId,
    /// An enrolment of a participant in a cohort.
    EnrolmentId,
    /// A session of a cohort.
    SessionId,
    /// Somebody who is no participant: a mentor, a speaker, a contact.
    AssociateId,
    /// A pair of a mentorship.
    PairId,
    /// A meeting of a pair.
    MeetingId,
    /// A step of a standard plan.
    TemplateStepId,
    /// A dated step of a plan.
    PlanStepId,
    /// A talk, media coverage, event, round table or fundraising.
    ActivityId,
    /// A task.
    TaskId,
}
