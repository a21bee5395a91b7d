//! Names: several per person, in any script.

use guarded::Guarded;

use crate::text::{self, TextError};

/// The longest name that is kept, in characters.
pub const NAME_MAX: usize = 200;

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The name to call them by.
    Preferred,
    /// As written in their own script.
    OwnScript,
    /// As in the passport, in Latin letters.
    Latin,
    /// Pronunciation in kana.
    Reading,
    /// Any other name: nickname, former name.
    Other,
}

/// One name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// What it is for.
    pub kind: NameKind,
    /// The name as it is kept.
    pub text: Guarded<String>,
}

impl PersonName {
    /// Returns the name as it is kept.
    ///
    /// # Errors
    /// [`TextError`] when blank, longer than [`NAME_MAX`], or holding control characters.
    pub fn new(kind: NameKind, typed: &Guarded<String>) -> Result<Self, TextError> {
        Ok(Self { kind, text: text::line(typed, NAME_MAX)? })
    }
}

/// Returns the name to show first: the preferred one, else Latin, own script, other, reading.
pub fn shown(names: &[PersonName]) -> Option<&PersonName> {
    use NameKind::{Latin, Other, OwnScript, Preferred, Reading};
    [Preferred, Latin, OwnScript, Other, Reading].iter().find_map(|kind| names.iter().find(|name| name.kind == *kind))
}
