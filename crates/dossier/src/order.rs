//! How a curriculum vitae is wanted.

use chrono::NaiveDate;
use paper::Language;

/// Its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The Japanese one: 履歴書 with 職務経歴書 behind it, the oldest first.
    Rirekisho,
    /// The international one: the latest first.
    International,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Rirekisho, Self::International];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rirekisho => "rirekisho",
            Self::International => "international",
        }
    }
}

/// How much of the date of birth is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum BirthShown {
    /// Nothing.
    #[default]
    No,
    /// The year.
    Year,
    /// As far as it is known.
    Full,
}

/// What is written of all that would tell who somebody is. Everything is off at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Switches {
    /// Their names; their initials otherwise.
    pub name: bool,
    /// Ways to reach them, and the prefecture they live in.
    pub contact: bool,
    /// Their date of birth.
    pub birth: BirthShown,
    /// Their nationality.
    pub nationality: bool,
    /// Residence status and work permission.
    pub residence: bool,
    /// Names of schools and employers, and in which country they are.
    pub places: bool,
}

impl Switches {
    /// The codes of those that are on, for the journal.
    pub fn codes(self) -> Vec<&'static str> {
        let birth = match self.birth {
            BirthShown::No => None,
            BirthShown::Year => Some("birth_year"),
            BirthShown::Full => Some("birth"),
        };
        let on = |is_on: bool, code| is_on.then_some(code);
        [
            on(self.name, "name"),
            on(self.contact, "contact"),
            birth,
            on(self.nationality, "nationality"),
            on(self.residence, "residence"),
            on(self.places, "places"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The form.
    pub form: Form,
    /// The language; the words of codes are in it already.
    pub language: Language,
    /// What is written.
    pub switches: Switches,
    /// The day that stands on it.
    pub on: NaiveDate,
}
