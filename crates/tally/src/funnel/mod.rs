//! Where people are lost between a recommendation and a kept job. docs/figures.md holds the same rules in words.

mod count;
mod dimension;
mod path;
#[cfg(test)]
mod tests;

pub use count::{Funnel, Loss, StageCount, count};
pub use dimension::{Dimension, value_query};
pub use path::{Part, Path, paths};

use aggregates::FiscalYear;
use casework::fact::FactKind;

use crate::Query;

/// A stage on the way from a recommendation to a kept job, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FunnelStage {
    /// Recommended to a company.
    Recommended,
    /// Met by the company.
    CompanyInterview,
    /// Offered work.
    Offer,
    /// On trial.
    TrialHire,
    /// Employed.
    Employed,
    /// Employed without an end.
    Permanent,
    /// Still there after six months.
    Retained6,
    /// Still there after twelve months.
    Retained12,
}

impl FunnelStage {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Recommended,
        Self::CompanyInterview,
        Self::Offer,
        Self::TrialHire,
        Self::Employed,
        Self::Permanent,
        Self::Retained6,
        Self::Retained12,
    ];

    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::CompanyInterview => "company_interview",
            Self::Offer => "offer",
            Self::TrialHire => "trial_hire",
            Self::Employed => "employed",
            Self::Permanent => "permanent",
            Self::Retained6 => "retained_6",
            Self::Retained12 => "retained_12",
        }
    }

    /// The stage with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether somebody can get further without it. Then only those count in it of whom it is recorded.
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::TrialHire | Self::Permanent)
    }

    /// Whether it tells that a job was kept, and not that something began.
    pub(crate) const fn is_retention(self) -> bool {
        matches!(self, Self::Retained6 | Self::Retained12)
    }

    /// The stage that a fact of this kind begins.
    pub(crate) const fn begun_by(kind: FactKind) -> Option<Self> {
        match kind {
            FactKind::Recommended => Some(Self::Recommended),
            FactKind::CompanyInterview => Some(Self::CompanyInterview),
            FactKind::Offer => Some(Self::Offer),
            FactKind::TrialHire => Some(Self::TrialHire),
            FactKind::Employed => Some(Self::Employed),
            FactKind::Permanent => Some(Self::Permanent),
            _ => None,
        }
    }
}

/// The condition over `fact f` for every fact of the placements that were recommended in a year.
pub fn fact_query(year: FiscalYear) -> Query {
    let sql = "f.kind IN ('recommended', 'company_interview', 'offer', 'trial_hire', 'employed', 'permanent',
                          'placement_ended', 'retention_checked')
               AND f.placement_id IN (SELECT id FROM recommendation WHERE recommended_on BETWEEN ?1 AND ?2)";
    Query { sql: sql.to_owned(), parameters: bounds(year) }
}

fn bounds(year: FiscalYear) -> Vec<String> {
    vec![year.first_day().to_string(), year.last_day().to_string()]
}
