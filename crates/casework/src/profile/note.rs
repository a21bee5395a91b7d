//! Words about a participant that have no place of their own, such as the remarks of a list that was brought in.

use guarded::Guarded;

use super::{Refusal, Refused, says};

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The words.
    pub text: Guarded<String>,
}

impl Note {
    /// Refuses a remark without words.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn check(&self) -> Result<(), Refused> {
        if says(Some(&self.text)) { Ok(()) } else { Err(("text", Refusal::Empty)) }
    }
}
