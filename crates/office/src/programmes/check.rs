//! What every form of this area checks alike.

use casework::{
    dates::{DateError, full_day},
    names::NAME_MAX,
    text::{TextError, line, paragraphs},
};
use chrono::{Days, NaiveDate, NaiveTime};
use guarded::Guarded;

use crate::{
    desk::Desk,
    error::{FieldError, InField, OfficeError},
};

/// No session and no meeting lasts longer than a day.
const MINUTES_MAX: u32 = 1440;
/// Nothing is planned farther ahead than this many days.
const AHEAD_MAX: u64 = 5 * 366;

/// A line that must not be empty.
pub(super) fn needed(field: &str, text: &str) -> Result<String, OfficeError> {
    // EXPOSE: a name of a course, a cohort or a school, which is no personal data.
    line(&Guarded::from(text), NAME_MAX).in_field(field).map(|line| line.expose().clone())
}

/// A line that may be empty.
pub(super) fn optional(field: &str, text: &str) -> Result<String, OfficeError> {
    match needed(field, text) {
        Err(OfficeError::Field { why: FieldError::Text(TextError::Empty), .. }) => Ok(String::new()),
        checked => checked,
    }
}

/// A short text of somebody, kept guarded; it may be empty.
pub(super) fn optional_guarded(
    field: &str,
    text: &Guarded<String>,
    max: usize,
) -> Result<Guarded<String>, OfficeError> {
    Ok(paragraphs(text, max).in_field(field)?.unwrap_or_default())
}

/// A complete day that may be missing.
pub(super) fn optional_day(field: &str, text: &str) -> Result<Option<NaiveDate>, OfficeError> {
    if text.trim().is_empty() { Ok(None) } else { full_day(text).map(Some).in_field(field) }
}

/// `18:30`, or nothing.
pub(super) fn time_of_day(field: &str, text: &str) -> Result<Option<NaiveTime>, OfficeError> {
    match text.trim() {
        "" => Ok(None),
        text => NaiveTime::parse_from_str(text, "%H:%M").map(Some).map_err(|_| DateError::NoSuchDate).in_field(field),
    }
}

/// Minutes of something that happened.
pub(super) fn minutes(field: &str, minutes: u32) -> Result<u32, OfficeError> {
    let fits = (1..=MINUTES_MAX).contains(&minutes);
    fits.then_some(minutes).ok_or(FieldError::OutOfRange).in_field(field)
}

impl Desk<'_> {
    /// Checks a day that may lie ahead, but not by years, and not before the organisation was founded.
    pub(super) fn check_planned(&self, field: &str, day: NaiveDate) -> Result<NaiveDate, OfficeError> {
        if day > self.today() + Days::new(AHEAD_MAX) {
            return Err(OfficeError::field(field, DateError::Future));
        }
        self.check_day(field, day.min(self.today()))?;
        Ok(day)
    }
}
