//! The people of a household.

use casework::{
    ids::ParticipantId,
    profile::{HouseholdMember, Lives},
};
use guarded::Guarded;
use rusqlite::{Row, ToSql};

use super::{Kept, code_of, of_code, of_partial, optional_text, partial, text};
use crate::StoreError;

const LIVES: [(Lives, &str); 4] =
    [(Lives::Together, "together"), (Lives::Japan, "japan"), (Lives::Abroad, "abroad"), (Lives::Unknown, "unknown")];

impl Kept for HouseholdMember {
    const TABLE: &'static str = "household_member";
    const COLUMNS: &'static [&'static str] =
        &["relation", "name", "birth", "lives", "dependant", "other_participant_id"];
    const ORDER: &'static str = "id";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        Ok(vec![
            Box::new(self.relation.as_str()),
            text(self.name.as_ref()),
            // EXPOSE: goes into the encrypted store.
            partial(self.birth.as_ref().map(|birth| *birth.expose())),
            code_of(&LIVES, self.lives)?,
            Box::new(self.dependant),
            Box::new(self.participant.map(|id| id.0)),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (relation, name, dependant) = (row.get("relation")?, optional_text(row, "name")?, row.get("dependant")?);
        let (birth, lives): (String, String) = (row.get("birth")?, row.get("lives")?);
        let participant = row.get::<_, Option<u32>>("other_participant_id")?.map(ParticipantId);
        Ok((|| {
            let (birth, lives) = (of_partial(&birth)?.map(Guarded::new), of_code(&LIVES, &lives)?);
            Ok(Self { relation, name, birth, lives, dependant, participant })
        })())
    }
}
