//! Activities and the heads counted at them.

use casework::{activity::NewActivity, ids::ActivityId};
use rusqlite::params;

use crate::{StoreError, Writer};

impl Writer<'_> {
    /// Adds an activity with its head counts.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_activity(&self, activity: &NewActivity) -> Result<ActivityId, StoreError> {
        let sql = "INSERT INTO activity (kind, held_on, title, place, audience) VALUES (?1, ?2, ?3, ?4, ?5)";
        // EXPOSE: goes into the encrypted store.
        let title = activity.title.expose();
        let kind = activity.kind.fact().code();
        let id = self.insert(sql, params![kind, activity.on.to_string(), title, activity.place, activity.audience])?;
        for (category, heads) in &activity.heads {
            let sql = "INSERT INTO head_count (activity_id, category, heads) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![id, category.code(), heads])?;
        }
        Ok(ActivityId(id))
    }
}
