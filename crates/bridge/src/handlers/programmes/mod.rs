//! Programmes from day to day: cohorts, sessions, attendance, mentors, plans.

mod attendance;
mod cohorts;
mod courses;
mod enrolments;
mod mentors;
mod plans;

pub use attendance::*;
pub use cohorts::*;
pub use courses::*;
pub use enrolments::*;
pub use mentors::*;
pub use plans::*;

use crate::error::CommandError;

type Answer<T> = Result<T, CommandError>;
