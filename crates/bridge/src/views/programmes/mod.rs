//! Programmes from day to day: cohorts, sessions, attendance, mentors, plans.

mod attendance;
mod cohorts;
mod courses;
mod mentors;
mod plans;

pub use attendance::*;
pub use cohorts::*;
pub use courses::*;
pub use mentors::*;
pub use plans::*;
