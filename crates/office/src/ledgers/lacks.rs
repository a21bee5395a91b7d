//! What the ledgers lack, line by line, by the numbers of the records and without a name.

use casework::ledger::Missing;

use super::{FeeEntry, IntroductionLine, LedgerKind, Ledgers, OpeningEntry, SeekerEntry};

/// Something that a ledger lacks, and of which record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// In which ledger.
    pub ledger: LedgerKind,
    /// Of which opening.
    pub opening: Option<u32>,
    /// Of which company.
    pub company: Option<u32>,
    /// Of which participant.
    pub participant: Option<u32>,
    /// Of which recommendation.
    pub placement: Option<u32>,
    /// Of which fee.
    pub fee: Option<u32>,
    /// What.
    pub missing: Vec<Missing>,
}

impl Ledgers {
    /// Returns what is missing, in the order of the ledgers.
    pub fn lacks(&self) -> Vec<Lack> {
        let openings = self.openings.iter().flat_map(of_opening);
        let seekers = self.seekers.iter().flat_map(of_seeker);
        let fees = self.fees.iter().map(of_fee);
        openings.chain(seekers).chain(fees).filter(|lack| !lack.missing.is_empty()).collect()
    }

    /// How many entries lack something, their introductions included.
    pub fn incomplete(&self) -> usize {
        let lacking = |lacks: Vec<Lack>| lacks.iter().any(|lack| !lack.missing.is_empty());
        let openings = self.openings.iter().filter(|entry| lacking(of_opening(entry))).count();
        let seekers = self.seekers.iter().filter(|entry| lacking(of_seeker(entry))).count();
        let fees = self.fees.iter().filter(|entry| !entry.missing.is_empty()).count();
        openings.saturating_add(seekers).saturating_add(fees)
    }
}

fn lack(ledger: LedgerKind, missing: &[Missing]) -> Lack {
    let missing = missing.to_vec();
    Lack { ledger, opening: None, company: None, participant: None, placement: None, fee: None, missing }
}

fn with(own: Lack, introductions: &[IntroductionLine]) -> Vec<Lack> {
    let ledger = own.ledger;
    let of = |IntroductionLine { record, missing, .. }: &IntroductionLine| Lack {
        opening: record.opening,
        company: Some(record.company.0),
        participant: Some(record.participant.0),
        placement: Some(record.id.0),
        ..lack(ledger, missing)
    };
    [own].into_iter().chain(introductions.iter().map(of)).collect()
}

fn of_opening(entry: &OpeningEntry) -> Vec<Lack> {
    let own = lack(LedgerKind::Openings, &entry.missing);
    let introduced = entry.introductions.first().map(|line| &line.record);
    let own = match (&entry.opening, introduced) {
        (Some(opening), _) => Lack { opening: Some(opening.id), company: Some(opening.company.0), ..own },
        (None, Some(record)) => Lack { company: Some(record.company.0), placement: Some(record.id.0), ..own },
        (None, None) => own,
    };
    with(own, &entry.introductions)
}

fn of_seeker(entry: &SeekerEntry) -> Vec<Lack> {
    let own = Lack { participant: Some(entry.participant.0), ..lack(LedgerKind::Seekers, &entry.missing) };
    with(own, &entry.introductions)
}

fn of_fee(entry: &FeeEntry) -> Lack {
    let row = &entry.row;
    let (company, participant) = (Some(row.company.0), row.participant.map(|who| who.0));
    Lack { company, participant, fee: Some(row.id), ..lack(LedgerKind::Fees, &entry.missing) }
}
