//! Programmes: those of the articles, their courses, and what happens in them from day to day.

mod articles;
mod associates;
mod attendance;
mod check;
mod cohorts;
mod courses;
mod enrolments;
mod indicators;
mod pairs;
mod plans;
mod sessions;

pub use associates::{AssociateLine, AssociatePage, EnteredAssociate, EnteredRole};
pub use attendance::{AttendanceUndo, GridLine, GridPage, MarkChange};
pub use cohorts::{CohortLine, CohortPage, EnteredCohort};
pub use courses::EnteredCourse;
pub use enrolments::{EnrolmentLine, OwnEnrolment, ParticipantProgrammes};
pub use indicators::{DetailChoice, EnteredIndicator};
pub use pairs::{EnteredMeeting, PairLine, PairPage, PairsWhen};
pub use plans::PlanDue;
pub use sessions::{EnteredSession, SessionLine};
