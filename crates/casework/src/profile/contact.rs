//! Ways to reach a participant, and whether it is safe to use them.

use guarded::Guarded;

use super::{Refusal, Refused, says};

/// Whether a way may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContactSafety {
    /// At any time.
    Safe,
    /// Only as it is told.
    WithCare,
    /// Never: somebody else may answer or read.
    Never,
    /// Not asked yet.
    #[default]
    Unknown,
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactWay {
    /// Code of its kind.
    pub kind: String,
    /// The number, the address.
    pub value: Guarded<String>,
    /// Whether it may be used.
    pub safety: ContactSafety,
    /// When and how it is safe, what not to say.
    pub care: Option<Guarded<String>>,
    /// Whether they want to be reached this way.
    pub preferred: bool,
}

impl ContactWay {
    /// Checks it.
    ///
    /// # Errors
    /// [`Refused`] for `value`, for `care` when it is only safe with care and nobody says how, and for `preferred`
    /// when it must never be used.
    pub fn check(&self) -> Result<(), Refused> {
        if !says(Some(&self.value)) {
            return Err(("value", Refusal::Empty));
        }
        match self.safety {
            ContactSafety::WithCare if !says(self.care.as_ref()) => Err(("care", Refusal::Empty)),
            ContactSafety::Never if self.preferred => Err(("preferred", Refusal::OutOfRange)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_care_needs_words_and_never_is_never_preferred() {
        let way = ContactWay {
            kind: String::from("phone"),
            value: Guarded::from("090-0000-0000"),
            safety: ContactSafety::Safe,
            care: None,
            preferred: true,
        };

        assert_eq!(way.check(), Ok(()));
        let careful = ContactWay { safety: ContactSafety::WithCare, ..way.clone() };
        assert_eq!(careful.check(), Err(("care", Refusal::Empty)));
        let never = ContactWay { safety: ContactSafety::Never, ..way };
        assert_eq!(never.check(), Err(("preferred", Refusal::OutOfRange)));
    }
}
