//! Programmes from day to day: cohorts, sessions, attendance, mentors, plans.

mod attendance;
mod codes;
mod cohorts;
mod courses;
mod mentors;
mod plans;

pub use attendance::{changed, grid, mark_of, undo_of};
pub use cohorts::{cohort_page, cohorts_page, participant_programmes};
pub use courses::courses;
pub use mentors::{associate_page, associates, pair_page, pair_rows};
pub use plans::{plan_step, template, template_step_of};

use chrono::{NaiveDate, NaiveTime};

/// A day as it travels.
fn day(day: NaiveDate) -> String {
    day.to_string()
}

/// A day that may be missing.
fn optional_day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A time of day as it travels, empty for none.
fn time(time: Option<NaiveTime>) -> String {
    time.map_or_else(String::new, |time| time.format("%H:%M").to_string())
}
