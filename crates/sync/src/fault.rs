//! What can go wrong. No text here repeats what a file holds.

use aggregates::Code;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why something about combining cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// A file is cut off, changed, or something else.
    #[error("the file is damaged or something else")]
    Damaged,
    /// A newer release made it.
    #[error("a newer release made the file")]
    Newer,
    /// The signature is not that of whom it should come from.
    #[error("the signature does not fit")]
    Signature,
    /// It belongs to another organisation.
    #[error("it belongs to another organisation")]
    OtherOrganisation,
    /// An older state of the organisation was put back, or two of one number are there.
    #[error("the list of laptops is older than the one that is known")]
    OldOrganisation,
    /// The two key holders are one, or a laptop is listed twice.
    #[error("a key is listed twice")]
    SameKey,
    /// A key is none.
    #[error("this is no key")]
    NotAKey,
    /// More positions than a schema takes, none at all, or the count of people is not among them.
    #[error("the list of figures cannot be used")]
    Schema,
    /// A figure is not counted here.
    #[error("figure {0} is not counted here")]
    Missing(Code),
    /// A count is larger than a laptop can hand in.
    #[error("figure {0} is too large")]
    TooLarge(Code),
    /// This laptop is not on the list.
    #[error("this laptop is not on the list of the organisation")]
    NotListed,
    /// This laptop is no key holder.
    #[error("this laptop is no key holder")]
    NotAHolder,
    /// The sums of the two key holders are not both there.
    #[error("the sums of both key holders are not there yet")]
    NotYet,
    /// The two key holders signed different lists.
    #[error("the two key holders signed different lists")]
    Disagree,
    /// The system gave no random bytes, or a library refused what it should take.
    #[error("the cipher failed")]
    Cipher,
    /// The place of the files.
    #[error(transparent)]
    Place(#[from] PlaceFault),
}

impl Fault {
    /// Returns the code that a screen has a sentence for.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Newer => "newer",
            Self::Signature => "signature",
            Self::OtherOrganisation => "other_organisation",
            Self::OldOrganisation => "old_organisation",
            Self::SameKey => "same_key",
            Self::NotAKey => "not_a_key",
            Self::Schema => "schema",
            Self::Missing(_) => "missing",
            Self::TooLarge(_) => "too_large",
            Self::NotListed => "not_listed",
            Self::NotAHolder => "not_a_holder",
            Self::NotYet => "not_yet",
            Self::Disagree => "disagree",
            Self::Cipher => "cipher",
            Self::Place(fault) => fault.code(),
        }
    }
}

/// Why a place of files did not do what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PlaceFault {
    /// It cannot be reached now; what waits is delivered later.
    #[error("the place for the files cannot be reached")]
    Unreachable,
    /// It refuses to be written, or does not take the name and the password.
    #[error("the place for the files refuses")]
    Refused,
    /// It needs a password, and this computer keeps none for it.
    #[error("the place for the files needs a password")]
    Password,
    /// The address is none that can be used.
    #[error("this is no address of a place for the files")]
    Address,
    /// The server has another key than the one that was agreed on: somebody else may be answering.
    #[error("the server of the files has another key")]
    OtherKey,
    /// It answers what no such server should: it sends elsewhere, or without an end, or something else.
    #[error("the server of the files answers something else")]
    Answer,
    /// There is no room left.
    #[error("the place for the files is full")]
    Full,
    /// The server has no such folder: the address may be typed wrong, and a new folder is never made of it.
    #[error("the server of the files has no such folder")]
    NoFolder,
    /// The name is not one that this program makes.
    #[error("this is no name of a file for combining")]
    Name,
}

impl PlaceFault {
    /// Returns the code that a screen has a sentence for.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Password => "password",
            Self::Address => "address",
            Self::OtherKey => "other_key",
            Self::Answer => "answer",
            Self::Full => "full",
            Self::NoFolder => "no_folder",
            Self::Name => "name",
        }
    }
}

/// Why a file of a laptop does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Cut off, changed, or something else.
    Damaged,
    /// Longer than it can be.
    TooLong,
    /// Its name is not that of its content.
    Name,
    /// Made by a newer release.
    Newer,
    /// Not signed by this laptop.
    Signature,
    /// For another organisation, year, list of figures or pair of key holders.
    OtherPurpose,
    /// Not sealed to this key holder.
    Seal,
    /// Older than what this laptop handed in before.
    PutBack,
    /// Two files of one number.
    Twice,
    /// Its counts are out of range, or its shares do not fit together.
    Proof,
    /// Only one of the key holders saw it.
    SeenByOne,
}

/// Why a sum is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// Fewer than [`FEWEST_LAPTOPS`](crate::FEWEST_LAPTOPS).
    FewLaptops,
    /// Fewer than [`FEWEST_PEOPLE`](crate::FEWEST_PEOPLE).
    FewPeople,
    /// The set differs from one that was opened before by fewer than [`FEWEST_LAPTOPS`](crate::FEWEST_LAPTOPS), or all
    /// opened sums together would tell the counts of fewer laptops.
    TooAlike,
    /// The key holders did not see the same.
    Disagree,
}
