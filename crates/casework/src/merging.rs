//! Two records that are one person: which of their fields agree, and what is taken where they do not.
//!
//! Nothing is decided here that a person has to decide. Where one record is silent the other speaks; where both say
//! different things somebody chooses, field by field.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use thiserror::Error;

use crate::dates::PartialDate;

/// Which of the two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The one that stays.
    Kept,
    /// The one that goes into it.
    Gone,
}

/// A field of which there can be only one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MergeField {
    /// The name to call them by. Every other name stays beside it.
    ShownName,
    /// Birth.
    Birth,
    /// The first nationality. Every other one stays beside it.
    Nationality,
    /// Country of origin.
    Origin,
    /// The residence status held now. What was before stays beside it.
    Residence,
    /// Where they live.
    Prefecture,
    /// Who sent them.
    Referral,
    /// Their own caseworker.
    Caseworker,
}

impl MergeField {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::ShownName,
        Self::Birth,
        Self::Nationality,
        Self::Origin,
        Self::Residence,
        Self::Prefecture,
        Self::Referral,
        Self::Caseworker,
    ];

    /// The code by which the screen and the journal know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ShownName => "shown_name",
            Self::Birth => "birth",
            Self::Nationality => "nationality",
            Self::Origin => "origin",
            Self::Residence => "residence",
            Self::Prefecture => "prefecture",
            Self::Referral => "referral",
            Self::Caseworker => "caseworker",
        }
    }
}

/// How a field stands in two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Neither says anything.
    Silent,
    /// Both say the same, or one says it more exactly: that of this side is taken.
    Agrees(Side),
    /// Only this side says something.
    Only(Side),
    /// They contradict each other: somebody has to choose.
    Differs,
}

/// Compares what two records say. `finer` tells whether its first argument says all that the second says, and more.
pub fn standing<T: PartialEq>(kept: Option<&T>, gone: Option<&T>, finer: impl Fn(&T, &T) -> bool) -> Standing {
    match (kept, gone) {
        (None, None) => Standing::Silent,
        (Some(_), None) => Standing::Only(Side::Kept),
        (None, Some(_)) => Standing::Only(Side::Gone),
        (Some(ours), Some(theirs)) if ours == theirs || finer(ours, theirs) => Standing::Agrees(Side::Kept),
        (Some(ours), Some(theirs)) if finer(theirs, ours) => Standing::Agrees(Side::Gone),
        _ => Standing::Differs,
    }
}

/// Two values that are the same or are not.
pub fn plain<T>(_: &T, _: &T) -> bool {
    false
}

/// Whether one date of birth says all that the other says, and more: 1990-04-30 against 1990.
pub fn finer_birth(one: &PartialDate, other: &PartialDate) -> bool {
    one.agrees_with(*other) && one.to_string().len() > other.to_string().len()
}

/// A choice is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Nobody chose between the two values of {}", .0.code())]
pub struct Undecided(pub MergeField);

/// Returns the fields that are taken from the record that goes.
///
/// # Errors
/// [`Undecided`] for the first field in which the records contradict each other and nobody chose.
pub fn taken(
    standings: &BTreeMap<MergeField, Standing>,
    choices: &BTreeMap<MergeField, Side>,
) -> Result<BTreeSet<MergeField>, Undecided> {
    let mut taken = BTreeSet::new();
    for (field, standing) in standings {
        let side = match standing {
            Standing::Silent => Side::Kept,
            Standing::Agrees(side) | Standing::Only(side) => *side,
            Standing::Differs => *choices.get(field).ok_or(Undecided(*field))?,
        };
        if side == Side::Gone {
            taken.insert(*field);
        }
    }
    Ok(taken)
}

/// The first contact of a person is the earlier one.
pub fn first_contact(kept: NaiveDate, gone: NaiveDate) -> NaiveDate {
    kept.min(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn birth(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a date")
    }

    #[test]
    fn where_one_record_is_silent_the_other_speaks() {
        assert_eq!(standing(None, Some(&"SYR"), plain), Standing::Only(Side::Gone));
        assert_eq!(standing(Some(&"SYR"), None, plain), Standing::Only(Side::Kept));
        assert_eq!(standing::<&str>(None, None, plain), Standing::Silent);
    }

    #[test]
    fn a_more_exact_birth_is_no_contradiction() {
        let stands = |one: &str, other: &str| standing(Some(&birth(one)), Some(&birth(other)), finer_birth);

        assert_eq!(stands("1990", "1990-04-30"), Standing::Agrees(Side::Gone));
        assert_eq!(stands("1990-04-30", "1990-04"), Standing::Agrees(Side::Kept));
        assert_eq!(stands("1990-04", "1990-05"), Standing::Differs);
    }

    #[test]
    fn what_contradicts_needs_somebody_who_chooses() {
        let standings = BTreeMap::from([
            (MergeField::Birth, Standing::Differs),
            (MergeField::Nationality, Standing::Only(Side::Gone)),
            (MergeField::Origin, Standing::Only(Side::Kept)),
        ]);

        assert_eq!(taken(&standings, &BTreeMap::new()), Err(Undecided(MergeField::Birth)));
        let chosen = BTreeMap::from([(MergeField::Birth, Side::Kept), (MergeField::Origin, Side::Gone)]);
        assert_eq!(
            taken(&standings, &chosen),
            Ok(BTreeSet::from([MergeField::Nationality])),
            "a choice where there is nothing to choose changes nothing"
        );
    }
}
