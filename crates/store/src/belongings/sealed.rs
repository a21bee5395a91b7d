//! What of a participant is sealed once more under their own key, so that it can be sealed anew for another.

use crate::tables::{document, hand_over, merged_person, sealed_note};

/// A column whose bytes are sealed under the key of the person. What it is bound to never names a number of a row:
/// numbers are others in another store.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub table: &'static str,
    pub column: &'static str,
    /// What the value is about, as given to [`seal`](crate::seal::seal).
    pub about: &'static [u8],
}

/// All of them. A column of bytes that hangs on a participant stands here or in [`PLAIN`]; a test holds that.
pub(crate) const SEALED: &[Sealed] = &[
    Sealed { table: document::TABLE, column: "name", about: document::ABOUT },
    Sealed { table: "sealed_note", column: "text", about: sealed_note::ABOUT },
    Sealed { table: "sealed_draft", column: "text", about: sealed_note::ABOUT_DRAFT },
    Sealed { table: "carried_entry", column: "content", about: hand_over::ABOUT },
    Sealed { table: merged_person::TABLE, column: "record", about: merged_person::ABOUT },
];

/// Columns of bytes that are not sealed under the key of the person.
#[cfg(test)]
pub(crate) const PLAIN: &[(&str, &str)] = &[
    ("person_key", "uid"),
    ("person_key", "wrapped"),
    (document::TABLE, "digest"),
    ("hand_over", "parcel"),
    ("hand_over", "key"),
    (merged_person::TABLE, "uid"),
    (merged_person::TABLE, "wrapped"),
];
