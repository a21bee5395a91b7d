//! What of a participant was given to media.

use casework::media::{Given, MediaUse};
use rusqlite::{Row, ToSql};

use super::{
    day, guarded,
    profile::{Kept, optional_text, text},
};
use crate::StoreError;

impl Kept for MediaUse {
    const TABLE: &'static str = "media_use";
    const COLUMNS: &'static [&'static str] =
        &["given_on", "medium", "name_given", "picture_given", "story_given", "note", "recorded_by"];
    const ORDER: &'static str = "given_on DESC, id DESC";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        Ok(vec![
            Box::new(self.on.to_string()),
            text(Some(&self.medium)),
            Box::new(self.given.name),
            Box::new(self.given.picture),
            Box::new(self.given.story),
            text(self.note.as_ref()),
            Box::new(self.recorded_by),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let on: String = row.get("given_on")?;
        let (name, picture, story) = (row.get("name_given")?, row.get("picture_given")?, row.get("story_given")?);
        let (medium, note, recorded_by) =
            (guarded(row, "medium")?, optional_text(row, "note")?, row.get("recorded_by")?);
        let given = Given { name, picture, story };
        Ok(day(&on).map(|on| Self { medium, on, given, note, recorded_by }))
    }
}
