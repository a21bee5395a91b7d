//! The organisation's own settings.

use casework::dates::full_day;
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    desk::{Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// What the office sets for the whole organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationSettings {
    /// The name printed on the report; may be empty.
    pub name: String,
    /// No fact may lie before it.
    pub founded_on: Option<NaiveDate>,
    /// Minutes without a key or a click until the vault locks itself.
    pub idle_minutes: u32,
}

/// The default of [`OrganisationSettings::idle_minutes`].
pub(crate) const IDLE_MINUTES: u32 = 5;
const NAME_MAX: usize = 200;

impl Desk<'_> {
    /// Returns the organisation's settings.
    ///
    /// # Errors
    /// What the store says.
    pub fn organisation(&self) -> Result<OrganisationSettings, OfficeError> {
        let text = |name| self.records.setting(name).map(Option::unwrap_or_default);
        Ok(OrganisationSettings {
            name: text("organisation_name")?,
            founded_on: text("founded_on")?.parse().ok(),
            idle_minutes: text("idle_minutes")?.parse().unwrap_or(IDLE_MINUTES),
        })
    }
}

impl WritingDesk<'_> {
    /// Replaces the organisation's settings. `founded_on` is a full day or empty.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `name`, `founded_on` (also when facts lie before it) or `idle_minutes` (1 to 15).
    pub fn save_organisation(&self, name: &str, founded_on: &str, idle_minutes: u32) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let name = match name.trim() {
            "" => String::new(),
            // EXPOSE: the name of the organisation is public; the rule for lines of text is shared.
            name => casework::text::line(&Guarded::from(name), NAME_MAX).in_field("name")?.expose().clone(),
        };
        let founded_on = match founded_on.trim() {
            "" => String::new(),
            day => self.founding(day)?.to_string(),
        };
        if !(1..=15).contains(&idle_minutes) {
            return Err(OfficeError::field("idle_minutes", FieldError::OutOfRange));
        }
        self.note("set", "organisation", None)?;
        self.writer.set("organisation_name", &name)?;
        self.writer.set("founded_on", &founded_on)?;
        Ok(self.writer.set("idle_minutes", &idle_minutes.to_string())?)
    }

    fn founding(&self, text: &str) -> Result<NaiveDate, OfficeError> {
        let day = full_day(text).in_field("founded_on")?;
        let first_fact = self.records.fact_span()?.map(|(first, _)| first);
        if day > self.today() || first_fact.is_some_and(|first| first < day) {
            return Err(OfficeError::field("founded_on", casework::dates::DateError::Future));
        }
        Ok(day)
    }
}
