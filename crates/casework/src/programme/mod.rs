//! Programmes: those of the articles, their courses, and what happens in them from day to day.

mod articles;
pub mod attendance;
mod cohort;
mod course;
mod enrolment;
mod indicator;
mod mentorship;
pub mod plan;
mod session;

pub use articles::{Bilingual, Expense, Programme, ProgrammeYear, Years};
pub use cohort::{Cohort, NewCohort};
pub use course::{Course, CourseKind, SessionPattern};
pub use enrolment::{Enrolment, EnrolmentEnd, EnrolmentStatus};
pub use indicator::{Definition, DetailIs, Measured, OwnIndicator, Quantity, Shape};
pub use mentorship::{Meeting, NewMeeting, NewPair, Pair};
pub use session::{Counting, HEAD_CATEGORIES, NewSession, Session, SessionState};

/// The codes of a closed list, both ways.
macro_rules! coded {
    ($name:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code under which it is stored.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use coded;
