//! Ways to reach a participant.

use casework::profile::{ContactSafety, ContactWay};
use rusqlite::{Row, ToSql};

use super::{Kept, code_of, guarded, of_code, optional_text, text};
use crate::StoreError;

const SAFETY: [(ContactSafety, &str); 4] = [
    (ContactSafety::Safe, "safe"),
    (ContactSafety::WithCare, "with_care"),
    (ContactSafety::Never, "never"),
    (ContactSafety::Unknown, "unknown"),
];

impl Kept for ContactWay {
    const TABLE: &'static str = "contact_way";
    const COLUMNS: &'static [&'static str] = &["kind", "value", "safety", "care", "preferred"];
    const ORDER: &'static str = "preferred DESC, safety = 'never', id";

    fn values(&self) -> Result<Vec<Box<dyn ToSql + '_>>, StoreError> {
        Ok(vec![
            Box::new(self.kind.as_str()),
            text(Some(&self.value)),
            code_of(&SAFETY, self.safety)?,
            text(self.care.as_ref()),
            Box::new(self.preferred),
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StoreError>> {
        let (kind, value, care) = (row.get("kind")?, guarded(row, "value")?, optional_text(row, "care")?);
        let (safety, preferred): (String, bool) = (row.get("safety")?, row.get("preferred")?);
        Ok(of_code(&SAFETY, &safety).map(|safety| Self { kind, value, safety, care, preferred }))
    }
}
