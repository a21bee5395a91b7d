//! Activities in public: talks, media, events, round tables, fundraising.

use casework::{activity::NewActivity, ids::ActivityId};

use crate::{
    desk::WritingDesk,
    error::{InField, OfficeError},
    roles::Act,
};

impl WritingDesk<'_> {
    /// Records an activity with its head counts.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `title` or `on`; what the store says when a category is there twice.
    pub fn record_activity(&self, activity: &NewActivity) -> Result<ActivityId, OfficeError> {
        self.may(Act::Programmes)?;
        let title = casework::text::line(&activity.title, casework::names::NAME_MAX).in_field("title")?;
        let on = self.check_day("on", activity.on)?;
        let id = self.writer.add_activity(&NewActivity { title, on, ..activity.clone() })?;
        self.note("add", "activity", Some(id.0))?;
        Ok(id)
    }
}
