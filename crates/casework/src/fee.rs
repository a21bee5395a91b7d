//! Fees for placement (手数料), which the ledger of fees holds where the licence is for fees.
//!
//! Employment Security Act (職業安定法), article 32-3 says which fees may be taken: within the table of the enforcement
//! rules (上限制) or as notified to the minister (届出制), and from seekers in principle none (its paragraph 2). Article
//! 32-15 with article 24-7 of the enforcement rules (施行規則) wants the ledger kept for two years; its items are those
//! of the ministry's guide (職業紹介事業の業務運営要領): who paid, when, which kind, how much, and how it was worked out.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    dates::DateError,
    ids::{CompanyId, RecommendationId},
    profile::{Refusal, Refused},
};

/// The highest fee that is taken for a slip of the hand no longer, in yen.
const AMOUNT_MAX: u32 = 100_000_000;

/// Which fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeeKind {
    /// 求人受付手数料: for receiving an opening.
    Reception,
    /// 上限制紹介手数料: for a placement, within the table of the rules.
    Capped,
    /// 届出制紹介手数料: for a placement, as notified.
    Notified,
    /// 求職者手数料: from the seeker; in principle forbidden.
    Seeker,
    /// Another, which its basis tells.
    Other,
}

impl FeeKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Notified, Self::Capped, Self::Reception, Self::Seeker, Self::Other];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reception => "reception",
            Self::Capped => "capped",
            Self::Notified => "notified",
            Self::Seeker => "seeker",
            Self::Other => "other",
        }
    }

    /// Reads what [`code`](Self::code) wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it is taken for the placement of somebody, and for nothing else.
    pub const fn is_of_placement(self) -> bool {
        matches!(self, Self::Capped | Self::Notified | Self::Seeker)
    }
}

/// What a fee was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeFor {
    /// A placement.
    Placement(RecommendationId),
    /// What a company asked for, whoever comes of it.
    Company(CompanyId),
}

/// A fee that was received, or that none was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// What for.
    pub taken_for: FeeFor,
    /// When it was received.
    pub received_on: NaiveDate,
    /// Which.
    pub kind: FeeKind,
    /// Yen; 0 when none was taken.
    pub amount: u32,
    /// How it was worked out: wages and rate, for example.
    pub basis: Option<Guarded<String>>,
}

impl Fee {
    /// Checks it.
    ///
    /// # Errors
    /// [`Refused`] for `received_on`, `amount`, or `placement` when the kind needs one.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.received_on > today {
            return Err(("received_on", DateError::Future.into()));
        }
        if self.amount > AMOUNT_MAX {
            return Err(("amount", Refusal::OutOfRange));
        }
        match self.taken_for {
            FeeFor::Company(_) if self.kind.is_of_placement() => Err(("placement", Refusal::Empty)),
            _ => Ok(()),
        }
    }

    /// Who paid it: the seeker, else the company.
    pub const fn is_paid_by_seeker(&self) -> bool {
        matches!(self.kind, FeeKind::Seeker)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fee(taken_for: FeeFor, kind: FeeKind, on: &str, amount: u32) -> Fee {
        Fee { taken_for, kind, received_on: on.parse().expect("a day"), amount, basis: None }
    }

    #[test]
    fn a_fee_for_a_placement_names_the_placement() {
        let today = "2024-06-20".parse().expect("a day");
        let (placement, company) = (FeeFor::Placement(RecommendationId(1)), FeeFor::Company(CompanyId(1)));
        let field = |fee: Fee| fee.check(today).err().map(|(field, _)| field);

        assert_eq!(field(fee(placement, FeeKind::Notified, "2024-06-20", 300_000)), None);
        assert_eq!(field(fee(placement, FeeKind::Notified, "2024-06-20", 0)), None, "that none was taken");
        assert_eq!(field(fee(company, FeeKind::Reception, "2024-06-20", 710)), None);
        assert_eq!(field(fee(company, FeeKind::Notified, "2024-06-20", 300_000)), Some("placement"));
        assert_eq!(field(fee(placement, FeeKind::Capped, "2024-06-21", 1)), Some("received_on"));
        assert_eq!(field(fee(placement, FeeKind::Capped, "2024-06-20", u32::MAX)), Some("amount"));
    }

    #[test]
    fn every_kind_is_read_as_it_was_written() {
        for kind in FeeKind::ALL {
            assert_eq!(FeeKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(FeeKind::from_code("tip"), None);
    }
}
