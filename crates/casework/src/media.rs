//! What of a participant was given to a medium: what is printed or broadcast cannot be called back.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::profile::{Refusal, Refused};

/// Something of a participant that was given to a newspaper, a broadcaster, a site, the office's own posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaUse {
    /// To whom.
    pub medium: Guarded<String>,
    /// When.
    pub on: NaiveDate,
    /// What.
    pub given: Given,
    /// What exactly: which picture, under which name, in which issue.
    pub note: Option<Guarded<String>>,
    /// The number of the member of staff who recorded it; 0 when not known.
    pub recorded_by: u32,
}

/// What of a person was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Given {
    /// A name by which they can be found.
    pub name: bool,
    /// Their face or their voice.
    pub picture: bool,
    /// What they told of their life, under whatever name.
    pub story: bool,
}

impl Given {
    /// Checks that it is anything.
    ///
    /// # Errors
    /// [`Refused`] for `given`.
    pub const fn check(self) -> Result<(), Refused> {
        if self.name || self.picture || self.story { Ok(()) } else { Err(("given", Refusal::Empty)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_given_is_nothing_to_record() {
        assert_eq!(Given::default().check(), Err(("given", Refusal::Empty)));
        assert_eq!(Given { story: true, ..Given::default() }.check(), Ok(()));
    }
}
