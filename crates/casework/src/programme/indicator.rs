//! Figures that the office defines itself: which dated facts are counted, and what of them.

use super::{Bilingual, coded};
use crate::{
    codes::CodeList,
    fact::FactKind,
    profile::{Refusal, Refused},
};

/// What is counted of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// Each record.
    Records,
    /// Each participant once.
    Persons,
    /// Each company once.
    Companies,
    /// Each placement once.
    Placements,
    /// The sum of heads or of yen.
    Sum,
}

coded!(Measured {
    Records = "records",
    Persons = "persons",
    Companies = "companies",
    Placements = "placements",
    Sum = "sum",
});

/// What the quantity of a fact is, where quantities of the kind may be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Heads.
    Heads,
    /// Whole yen.
    Yen,
}

/// What the detail of a fact says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailIs {
    /// Nothing that can be chosen.
    Nothing,
    /// The code of a course.
    Course,
    /// The code of a course, a dot and a category of heads.
    CourseHeads,
    /// A kind of activity, a dot and a category of heads.
    ActivityHeads,
    /// Months, a dot and an answer.
    Retention,
    /// A code of this list.
    Code(CodeList),
}

/// What can be counted of the facts of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// They concern a participant.
    pub person: bool,
    /// They concern a company.
    pub company: bool,
    /// They belong to a placement.
    pub placement: bool,
    /// What may be added up.
    pub quantity: Option<Quantity>,
    /// What tells them apart.
    pub detail: DetailIs,
}

impl Shape {
    const BARE: Self =
        Self { person: false, company: false, placement: false, quantity: None, detail: DetailIs::Nothing };
    const PERSON: Self = Self { person: true, ..Self::BARE };
    const PLACEMENT: Self = Self { person: true, company: true, placement: true, ..Self::BARE };

    /// Returns what can be counted of the facts of a kind.
    pub const fn of(kind: FactKind) -> Self {
        use FactKind as K;
        match kind {
            K::FirstContact | K::ConsentGiven | K::ConsentWithdrawn | K::Interview | K::CaseReopened | K::MediaUse => {
                Self::PERSON
            }
            K::StatusChanged | K::WorkPermitted => {
                Self { detail: DetailIs::Code(CodeList::ResidenceStatus), ..Self::PERSON }
            }
            K::Enrolled | K::ProgrammeCompleted | K::ProgrammeLeft | K::Attended | K::MentorMeeting => {
                Self { detail: DetailIs::Course, ..Self::PERSON }
            }
            K::SessionHeld => Self { detail: DetailIs::Course, ..Self::BARE },
            K::SessionHeads => Self { quantity: Some(Quantity::Heads), detail: DetailIs::CourseHeads, ..Self::BARE },
            K::Discussion => Self { company: true, ..Self::BARE },
            K::Recommended | K::CompanyInterview | K::Offer | K::TrialHire | K::Employed | K::Permanent => {
                Self::PLACEMENT
            }
            K::PlacementEnded => Self { detail: DetailIs::Code(CodeList::PlacementEndReason), ..Self::PLACEMENT },
            K::RetentionChecked => Self { detail: DetailIs::Retention, ..Self::PLACEMENT },
            K::OpeningReceived => Self { company: true, detail: DetailIs::Code(CodeList::Occupation), ..Self::BARE },
            K::CaseClosed => Self { detail: DetailIs::Code(CodeList::ClosureReason), ..Self::PERSON },
            K::Talk => Self { quantity: Some(Quantity::Heads), ..Self::BARE },
            K::MediaCoverage | K::Event | K::RoundTable | K::Fundraising => Self::BARE,
            K::HeadCount => Self { quantity: Some(Quantity::Heads), detail: DetailIs::ActivityHeads, ..Self::BARE },
            K::MoneyRaised => {
                Self { quantity: Some(Quantity::Yen), detail: DetailIs::Code(CodeList::FundraisingKind), ..Self::BARE }
            }
        }
    }

    /// Whether that can be counted.
    pub const fn allows(self, measure: Measured) -> bool {
        match measure {
            Measured::Records => true,
            Measured::Persons => self.person,
            Measured::Companies => self.company,
            Measured::Placements => self.placement,
            Measured::Sum => self.quantity.is_some(),
        }
    }
}

/// Which facts a figure counts, and what of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Their kind.
    pub kind: FactKind,
    /// What is counted.
    pub measure: Measured,
    /// Their details, if only some are meant.
    pub details: Vec<String>,
    /// Only what belongs to the courses of this programme of the articles.
    pub of_programme: Option<String>,
    /// The least quantity, if only larger ones are meant.
    pub least: Option<u32>,
    /// The greatest quantity, if only smaller ones are meant.
    pub most: Option<u32>,
    /// Everything up to the last day of the year, and not only what lies in it.
    pub up_to: bool,
}

impl Definition {
    /// Checks that what is asked can be counted of facts of the kind.
    ///
    /// # Errors
    /// [`Refused`] for `measure`, `of_programme`, `details`, `least` or `most`.
    pub fn check(&self) -> Result<(), Refused> {
        let shape = Shape::of(self.kind);
        if !shape.allows(self.measure) {
            return Err(("measure", Refusal::OutOfRange));
        }
        if self.of_programme.is_some() && shape.detail != DetailIs::Course {
            return Err(("of_programme", Refusal::OutOfRange));
        }
        if !self.details.is_empty() && (shape.detail == DetailIs::Nothing || self.of_programme.is_some()) {
            return Err(("details", Refusal::OutOfRange));
        }
        if shape.quantity.is_none() && self.least.or(self.most).is_some() {
            return Err(("least", Refusal::OutOfRange));
        }
        if self.least.zip(self.most).is_some_and(|(least, most)| most < least) {
            return Err(("most", Refusal::OutOfRange));
        }
        Ok(())
    }
}

/// A figure of the office, in one of its versions. A year is counted by the newest version that holds in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnIndicator {
    /// Its code; never changes.
    pub id: String,
    /// From 1.
    pub version: u32,
    /// Code of the programme it belongs to.
    pub programme: String,
    /// What it is called.
    pub name: Bilingual,
    /// How it is counted, in a sentence.
    pub rule: Bilingual,
    /// The first fiscal year that is counted in this way; every year when there is none.
    pub from_year: Option<i32>,
    /// How it is counted.
    pub count: Definition,
    /// It is not shown any more. Its code stays taken.
    pub removed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(kind: FactKind, measure: Measured) -> Definition {
        Definition { kind, measure, details: Vec::new(), of_programme: None, least: None, most: None, up_to: false }
    }

    fn refused(definition: &Definition) -> Option<&'static str> {
        definition.check().err().map(|(field, _)| field)
    }

    #[test]
    fn only_what_the_facts_hold_can_be_counted() {
        assert_eq!(refused(&count(FactKind::Attended, Measured::Persons)), None);
        assert_eq!(refused(&count(FactKind::Discussion, Measured::Companies)), None);
        assert_eq!(refused(&count(FactKind::MoneyRaised, Measured::Sum)), None);
        assert_eq!(refused(&count(FactKind::SessionHeads, Measured::Persons)), Some("measure"), "heads have no names");
        assert_eq!(refused(&count(FactKind::Attended, Measured::Sum)), Some("measure"), "minutes are not added up");
    }

    #[test]
    fn a_narrowing_that_means_nothing_is_refused_at_its_field() {
        let of = |programme: &str| Some(programme.to_owned());
        let interviews = count(FactKind::Interview, Measured::Records);
        let talks = count(FactKind::Talk, Measured::Records);

        assert_eq!(refused(&Definition { of_programme: of("learning"), ..interviews.clone() }), Some("of_programme"));
        assert_eq!(refused(&Definition { details: vec![String::from("x")], ..interviews.clone() }), Some("details"));
        assert_eq!(refused(&Definition { least: Some(1), ..interviews }), Some("least"));
        assert_eq!(refused(&Definition { least: Some(10), most: Some(9), ..talks.clone() }), Some("most"));
        assert_eq!(refused(&Definition { least: Some(10), most: Some(10), ..talks }), None);
    }
}
