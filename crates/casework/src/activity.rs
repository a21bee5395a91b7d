//! The public side: talks, media, events, round tables, fundraising. Heads are counted, nobody is named.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::{fact::FactKind, ids::ActivityId};

/// The kinds of activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum ActivityKind {
    Talk,
    MediaCoverage,
    Event,
    RoundTable,
    Fundraising,
}

impl ActivityKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Talk, Self::MediaCoverage, Self::Event, Self::RoundTable, Self::Fundraising];

    /// The kind of fact that it is.
    pub const fn fact(self) -> FactKind {
        match self {
            Self::Talk => FactKind::Talk,
            Self::MediaCoverage => FactKind::MediaCoverage,
            Self::Event => FactKind::Event,
            Self::RoundTable => FactKind::RoundTable,
            Self::Fundraising => FactKind::Fundraising,
        }
    }
}

/// Whose heads are counted at an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum HeadCategory {
    Companies,
    BusinessLeaders,
    Participants,
    Others,
}

impl HeadCategory {
    /// The code under which the store lists it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Companies => "companies",
            Self::BusinessLeaders => "business_leaders",
            Self::Participants => "participants",
            Self::Others => "others",
        }
    }
}

/// An activity about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActivity {
    /// What it was.
    pub kind: ActivityKind,
    /// When.
    pub on: NaiveDate,
    /// What it was called.
    pub title: Guarded<String>,
    /// Where.
    pub place: String,
    /// How many listened, where that was counted.
    pub audience: Option<u32>,
    /// Heads by category.
    pub heads: Vec<(HeadCategory, u32)>,
}

/// An activity on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its number.
    pub id: ActivityId,
    /// What was recorded.
    pub activity: NewActivity,
}
