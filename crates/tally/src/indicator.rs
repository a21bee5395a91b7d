//! What an indicator is.

use std::{borrow::Cow, ops::RangeInclusive};

use aggregates::{Basis, Unit};
use casework::fact::FactKind;

/// Words of the program in its two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

/// Words of the program or of the office in the two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Japanese.
    pub ja: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

/// A figure of the organisation: what it is called, and exactly how it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Stable id, as in reports and exports.
    pub id: Cow<'static, str>,
    /// Which of its rules this is: 0 for a figure of the program, from 1 for one of the office.
    pub version: u32,
    /// Code of the programme it belongs to.
    pub programme: Cow<'static, str>,
    /// What it is called.
    pub label: Words,
    /// The counting rule in a sentence.
    pub rule: Words,
    /// What one of it is.
    pub unit: Unit,
    /// In the period (flow), or up to its last day (stock).
    pub basis: Basis,
    /// The rule itself.
    pub count: Count,
}

impl Indicator {
    /// Under which name is kept what no record tells: what erased people leave, and what other laptops count. It is
    /// another one for every version, since it was counted by the rule of its time.
    pub fn key(&self) -> String {
        if self.version == 0 { self.id.to_string() } else { format!("{}@{}", self.id, self.version) }
    }
}

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    /// Counted over facts.
    Facts(Facts),
    /// The sum of other figures, by id. They must not be sums themselves.
    SumOf(&'static [&'static str]),
}

/// Which facts are counted, and what of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Their kind.
    pub kind: FactKind,
    /// Their details (course, category of heads), if only some are meant.
    pub details: Option<Vec<Cow<'static, str>>>,
    /// Bounds of their quantity, if only some are meant. A fact without a quantity lies outside all bounds.
    pub quantity: Option<RangeInclusive<u32>>,
    /// What is counted of them.
    pub measure: Measure,
    /// Other facts that must be there too.
    pub provided: &'static [Condition],
}

/// What is counted of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Each fact.
    Each,
    /// Distinct participants.
    Persons,
    /// Distinct companies.
    Companies,
    /// Distinct placements.
    Placements,
    /// The sum of the quantities.
    Quantities,
}

/// Another fact that must be there for a fact to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Its kind.
    pub kind: FactKind,
    /// Its detail, if one is meant.
    pub detail: Option<&'static str>,
    /// What joins it to the counted fact.
    pub tie: Tie,
    /// When it must have happened.
    pub when: When,
}

/// What joins two facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The same participant.
    Participant,
    /// The same placement.
    Placement,
}

/// When another fact must have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In the same fiscal year.
    SameYear,
    /// In the same fiscal year, and not after the counted fact.
    SameYearBefore,
    /// In the fiscal year before.
    YearBefore,
}
